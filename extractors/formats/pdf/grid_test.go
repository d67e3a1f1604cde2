package pdf

import (
	"context"
	"strings"
	"testing"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// rule draws a ruling line.
func (p *pen) rule(x0, y0, x1, y1 float64) {
	p.page.Rules = append(p.page.Rules, pdfdoc.Rule{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: 0.5})
}

// frame draws the level and upright lines of a full grid.
func (p *pen) frame(xs, ys []float64) {
	for _, y := range ys {
		p.rule(xs[0], y, xs[len(xs)-1], y)
	}
	for _, x := range xs {
		p.rule(x, ys[0], x, ys[len(ys)-1])
	}
}

// segments draws a level line as Word does: a piece for each cell, and corners between them.
func (p *pen) segments(y float64, xs ...float64) {
	for i := 1; i < len(xs); i++ {
		p.rule(xs[i-1], y, xs[i]-0.5, y)
		p.rule(xs[i]-0.5, y, xs[i], y)
	}
}

func TestDrawnTable(t *testing.T) {
	p := newPen()
	p.put(50, 80, "The table shows the contributions of the regions in the year:")
	p.frame([]float64{50, 150, 250, 350}, []float64{100, 118, 150, 168})
	cell := func(x, y float64, lines ...string) { p.lines(x+4, y, lines...) }
	cell(50, 112, "Region")
	cell(150, 112, "Amount")
	cell(250, 112, "Note")
	cell(50, 130, "Africa and the", "Arab States")
	cell(150, 130, "1 939 000")
	cell(250, 130, "paid in full by", "all of them")
	cell(50, 162, "Europe")
	cell(250, 162, "none")
	p.put(50, 190, "A paragraph follows the table here.")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph: The table shows the contributions of the regions in the year:",
		"table:",
		"  row: head: Region | Amount | Note",
		"  row: Africa and the Arab States | 1 939 000 | paid in full by all of them",
		"  row: Europe |  | none",
		"paragraph: A paragraph follows the table here.")
}

// TestMergedCells has a head over two columns and a name over two rows.
func TestMergedCells(t *testing.T) {
	p := newPen()
	for _, y := range []float64{100, 136, 172} {
		p.rule(50, y, 350, y)
	}
	p.rule(150, 118, 350, 118)
	p.rule(150, 154, 350, 154)
	for _, x := range []float64{50, 150, 350} {
		p.rule(x, 100, x, 172)
	}
	p.rule(250, 118, 250, 172)
	for _, c := range []struct {
		x, y float64
		text string
	}{{54, 122, "Sector"}, {154, 112, "Both years"}, {154, 130, "2024"}, {254, 130, "2025"}, {54, 158, "Radio"}, {154, 148, "12"}, {254, 148, "13"}, {154, 166, "22"}, {254, 166, "23"}} {
		p.put(c.x, c.y, c.text)
	}
	doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
	want(t, doc,
		"table:",
		"  row: head: Sector | Both years",
		"  row: head: 2024 | 2025",
		"  row: Radio | 12 | 13",
		"  row: 22 | 23")
	rows := doc.Blocks[0].Blocks
	if c := rows[0].Blocks[0]; c.Rows != 2 || c.Columns != 1 {
		t.Errorf("the first cell covers %d rows, %d columns", c.Rows, c.Columns)
	}
	if c := rows[0].Blocks[1]; c.Columns != 2 || c.Column != 1 {
		t.Errorf("the second cell begins at %d, covers %d columns", c.Column, c.Columns)
	}
	if c := rows[3].Blocks[0]; c.Column != 1 {
		t.Errorf("the last row begins at column %d", c.Column)
	}
}

// TestLevelLines has a table as Word draws it: level lines in pieces over and under the head and at the foot, no
// upright ones, rows that wrap, a label close to its number, a line over all columns. Text stands between two of them.
func TestLevelLines(t *testing.T) {
	p := newPen()
	xs := []float64{50, 200, 260, 320}
	table := func(y float64) {
		p.segments(y, xs...)
		p.put(50, y+12, "Expenditure")
		p.put(230, y+12, "2024")
		p.put(290, y+12, "2025")
		p.segments(y+16, xs...)
		p.put(50, y+28, "Posts")
		p.put(225, y+28, "1 939")
		p.put(285, y+28, "2 000")
		p.lines(50, y+43, "Consultants and other", "experts in the field at work")
		p.put(203, y+55, "1 235.5")
		p.put(285, y+55, "3 000")
		p.put(50, y+70, "Total")
		p.put(225, y+70, "3 174")
		p.put(285, y+70, "5 000")
		p.segments(y+76, xs...)
	}
	table(100)
	p.put(50, 195, "Between the two tables stands a paragraph that has one line only.")
	table(210)
	lines := []string{
		"table:",
		"  row: head: Expenditure | 2024 | 2025",
		"  row: Posts | 1 939 | 2 000",
		"  row: Consultants and other experts in the field at work | 1 235.5 | 3 000",
		"  row: Total | 3 174 | 5 000",
	}
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		append(append(append([]string{}, lines...), "paragraph: Between the two tables stands a paragraph that has one line only."), lines...)...)
}

// TestBox has words in a frame: no table.
func TestBox(t *testing.T) {
	p := newPen()
	p.frame([]float64{50, 350}, []float64{100, 160, 190})
	p.put(54, 115, "Summary")
	p.lines(54, 135, "This document presents the work of the group during the", "year and its results.")
	p.put(54, 178, "Action required: the Council is invited to note it.")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph: Summary",
		"paragraph: This document presents the work of the group during the year and its results.",
		"paragraph: Action required: the Council is invited to note it.")
}

// TestTableOverPages has a table that goes on at the head of the next page, where its head is repeated.
func TestTableOverPages(t *testing.T) {
	var pages []*pdfdoc.Page
	for n := range 2 {
		p := newPen()
		p.put(250, 30, "C26/30-E")
		p.put(295, 780, string(rune('1'+n)))
		p.frame([]float64{50, 150, 250}, []float64{60, 78, 96, 114})
		for i, r := range [][][2]string{{{"Region", "Amount"}, {"Africa", "100"}, {"Europe", "200"}}, {{"Region", "Amount"}, {"Asia", "300"}, {"Pacific", "400"}}}[n] {
			p.put(54, 72+18*float64(i), r[0])
			p.put(154, 72+18*float64(i), r[1])
		}
		pages = append(pages, p.page)
	}
	doc := readFake(t, &fake{pages: pages})
	want(t, doc,
		"furniture: C26/30-E", "furniture: 1",
		"table:",
		"  row: head: Region | Amount",
		"  row: Africa | 100",
		"  row: Europe | 200",
		"  row: Asia | 300",
		"  row: Pacific | 400",
		"furniture: C26/30-E", "furniture: 2", "furniture: Region", "furniture: Amount")
	if got := doc.PageAt(strings.Index(doc.Text, "Asia")); got != 2 {
		t.Errorf("the rest stands on page %d", got)
	}
}

// TestGutters has cells that stand close: other rows show where the columns part, and numbers stay whole.
func TestGutters(t *testing.T) {
	p := newPen()
	rows := [][]string{{"Posts", "25 160.2", "603.4"}, {"Travel of staff", "1 939.0", "22 152.5"}, {"Consultants", "642 877.4", "121 460.5"}, {"General operating costs", "235.4", "(14.9)"}}
	for i, r := range rows {
		y := 100 + 15*float64(i)
		p.put(50, y, r[0])
		p.put(205-5*float64(len(r[1])), y, r[1])
		p.put(255-5*float64(len(r[2])), y, r[2])
	}
	got := outline(readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}))
	for _, r := range rows {
		if !strings.Contains(got, "row: "+strings.Join(r, " | ")) {
			t.Errorf("row %q in\n%s", r, got)
		}
	}
}

// TestManyRules draws more lines than any table has.
func TestManyRules(t *testing.T) {
	p := newPen()
	p.put(50, 400, "words")
	for i := range 60_000 {
		x := float64(i % 300)
		y := float64(i / 300)
		p.rule(2*x, 4*y, 2*x+1.9, 4*y)
		p.rule(2*x, 4*y, 2*x, 4*y+3.9)
	}
	if _, err := (Reader{Engine: &fake{pages: []*pdfdoc.Page{p.page}}}).Read(context.Background(), "x.pdf", nil); err != nil {
		t.Error(err)
	}
	p.page.Rules = p.page.Rules[:19_000]
	if _, err := (Reader{Engine: &fake{pages: []*pdfdoc.Page{p.page}}}).Read(context.Background(), "x.pdf", nil); err != nil {
		t.Error(err)
	}
}

// A line of a diagram that crosses running text cuts no word.
func TestDiagramLine(t *testing.T) {
	p := newPen()
	p.lines(50, 700, "The work led to the completion of audits in the field", "of the organization and of its offices in the regions.")
	x := 50 + 6.5*p.size // in "completion" and in "organization"
	p.rule(x, 600, x+0.5, 760)
	p.rule(x+120, 600, x+120.5, 760)
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph: The work led to the completion of audits in the field of the organization and of its offices in the regions.")
}
