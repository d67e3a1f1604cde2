package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/pipeline"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       bool
	}{
		{"a.bin", "%PDF-1.7\n", true},
		{"a.bin", strings.Repeat("x", 900) + "%PDF-1.4", true},
		{"a.bin", strings.Repeat("x", 1100) + "%PDF-1.4", false},
		{"a.PDF", "junk", true},
		{"a.pdf", "<html>", false},
		{"a.txt", "junk", false},
	} {
		if got := (Reader{}).Match(c.name, []byte(c.head)); got != c.want {
			t.Errorf("Match(%q, %.20q) = %v", c.name, c.head, got)
		}
	}
}

func TestSpaces(t *testing.T) {
	first := func(draw func(p *pen)) string {
		p := newPen()
		draw(p)
		return strings.Split(readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}).Text, "\n")[0]
	}
	for _, c := range []struct {
		name, want string
		draw       func(p *pen)
	}{
		{"drawn spaces", "The Council takes note", func(p *pen) { p.put(50, 100, "The Council takes note") }},
		{"gaps for spaces", "The Council takes note", func(p *pen) { p.gaps = true; p.put(50, 100, "The Council takes note") }},
		{"a pulled-apart word in a line with drawn spaces", "adequate and affordable", func(p *pen) {
			x := p.put(50, 100, "adequate an")
			p.put(x+0.14*p.size, 100, "d affordable")
		}},
		{"a letter-spaced title", "REPORT OF COUNCIL", func(p *pen) { p.tracking, p.gaps = 0.3, true; p.put(50, 100, "REPORT OF COUNCIL") }},
		{"letter-spaced with drawn spaces", "Report of Council", func(p *pen) { p.tracking = 0.25; p.put(50, 100, "Report of Council") }},
		{"a hyphen drawn apart", "C26/30-F", func(p *pen) {
			x := p.put(50, 100, "C26/30")
			x = p.put(x+0.3, 100, "-")
			p.put(x-0.2, 100, "F")
		}},
		{"a space that was pulled back", "Sevilla", func(p *pen) {
			x := p.put(50, 100, "Sevil")
			p.put(x, 100, " ")
			p.put(x+0.1, 100, "la")
		}},
		{"bold by drawing twice", "Bold words", func(p *pen) { p.put(50, 100, "Bold words"); p.put(50.3, 100, "Bold words") }},
		{"bold letter by letter", "Bold", func(p *pen) {
			for i, r := range "Bold" {
				x := 50 + 5*float64(i)
				p.put(x, 100, string(r))
				p.put(x+0.3, 100, string(r))
			}
		}},
		{"a word drawn later", "see Resolution 71 there", func(p *pen) {
			x := p.put(50, 100, "see ")
			y := p.put(x+62.5, 100, " there")
			p.put(50, 112, "and the next line is drawn in between")
			_ = y
			p.put(x, 100, "Resolution 71")
		}},
		{"unseen text under the same text", "Visible", func(p *pen) {
			p.put(50, 100, "Visible")
			p.hidden = true
			p.put(50, 100, "Visib1e")
		}},
		{"an accent over its letter", "é", func(p *pen) { p.put(50, 100, "e"); p.put(50, 100, "´") }},
		{"a ligature and a narrow space", "fi 1\u202f939", func(p *pen) { p.put(50, 100, "ﬁ 1\u202f939") }},
		{"a soft hyphen inside a line", "C26/30-F", func(p *pen) { p.put(50, 100, "C26/30\u00adF") }},
	} {
		if got := first(c.draw); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRaised(t *testing.T) {
	p := newPen()
	x := p.put(50, 100, "some 1 939 universities")
	p.size = 6
	x = p.put(x, 96, "1")
	p.size = 10
	x = p.put(x, 100, " over 5 km")
	p.size = 6
	x = p.put(x, 96, "2")
	p.size = 10
	p.put(x, 100, " in all")
	p.lines(50, 112, "and a second line of all the text here now,", "and a third one, so that ten rule.")
	p.size = 5
	x = p.put(50, 697, "1")
	p.size = 8
	p.put(x+8, 700, "Not counting schools.")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph: some 1 939 universities over 5 km² in all and a second line of all the text here now, and a third one, so that ten rule.",
		"note [1]: 1→Not counting schools.")
}

func TestRotatedTextApart(t *testing.T) {
	p := newPen()
	p.put(50, 100, "upright words before")
	p.angle = 90
	p.put(20, 300, "MARGIN")
	p.angle = 0
	p.put(50, 112, "and after it")
	doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
	if !strings.Contains(doc.Text, "MARGIN") || strings.Contains(doc.Text, "MARGIN and") || strings.Contains(doc.Text, "before MARGIN") {
		t.Errorf("%q", doc.Text)
	}
}

// TestPageBreak has a paragraph that runs over the page break, with a running head and page numbers around it.
func TestPageBreak(t *testing.T) {
	rest := []string{"the Council and it was adopted by all of the States.", "every member of the two groups named above."}
	var pages []*pdfdoc.Page
	for i := range 3 {
		p := newPen()
		p.put(250, 40, "C26/30-F")
		p.put(290, 770, fmt.Sprint(i+1))
		y := 100.0
		if i > 0 {
			y = p.lines(50, y, rest[i-1]) + 6
		}
		y = p.lines(50, y, fmt.Sprintf("%d. This paragraph has a first line that is quite long,", i+1), "a second line of about the same length as the first.") + 6
		p.lines(50, y, fmt.Sprintf("%d.1 The report number %d was sent to all the members of", i+1, i+1), "the group and, after a debate, was transmitted also to")
		pages = append(pages, p.page)
	}
	doc := readFake(t, &fake{pages: pages})
	want(t, doc,
		"furniture: C26/30-F", "furniture: 1",
		"paragraph [1.]: 1.→This paragraph has a first line that is quite long, a second line of about the same length as the first.",
		"paragraph: 1.1 The report number 1 was sent to all the members of the group and, after a debate, was transmitted also to the Council and it was adopted by all of the States.",
		"furniture: C26/30-F", "furniture: 2",
		"paragraph [2.]: 2.→This paragraph has a first line that is quite long, a second line of about the same length as the first.",
		"paragraph: 2.1 The report number 2 was sent to all the members of the group and, after a debate, was transmitted also to every member of the two groups named above.",
		"furniture: C26/30-F", "furniture: 3",
		"paragraph [3.]: 3.→This paragraph has a first line that is quite long, a second line of about the same length as the first.",
		"paragraph: 3.1 The report number 3 was sent to all the members of the group and, after a debate, was transmitted also to")
	if got := doc.PageAt(strings.Index(doc.Text, "the Council and it")); got != 2 {
		t.Errorf("the rest of the paragraph stands on page %d", got)
	}
}

// TestTitlesAreNoFurniture has titles at the same place of many pages that differ by their number.
func TestTitlesAreNoFurniture(t *testing.T) {
	var pages []*pdfdoc.Page
	for i := range 6 {
		p := newPen()
		p.put(250, 40, "Final Acts")
		p.font = boldFont
		p.put(220, 90, fmt.Sprintf("RESOLUTION %d", 236+2*i))
		p.font = plainFont
		p.lines(50, 130, "The Conference, considering that this is a text of", "several lines in each of the pages, decides so.")
		pages = append(pages, p.page)
	}
	got := outline(readFake(t, &fake{pages: pages}))
	if strings.Count(got, "heading1: RESOLUTION") != 6 || strings.Count(got, "furniture: Final Acts") != 6 {
		t.Error(got)
	}
}

func TestUntaggedTable(t *testing.T) {
	p := newPen()
	p.lines(50, 80, "The following table shows the contributions of the three regions:")
	p.font = boldFont
	p.put(50, 120, "Region")
	p.put(200, 120, "2024")
	p.put(300, 120, "Share of total")
	p.font = plainFont
	for i, r := range [][]string{{"Africa", "1 939", "12.5"}, {"Arab States", "235", "1.5"}, {"Europe", "10 452", "86.0"}} {
		y := 135 + 15*float64(i)
		p.put(50, y, r[0])
		p.put(225-5*float64(len(r[1])), y, r[1])
		p.put(350-5*float64(len(r[2])), y, r[2])
	}
	p.lines(50, 200, "A further paragraph of text comes after the table and goes on.")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph: The following table shows the contributions of the three regions:",
		"table:",
		"  row: head: Region | 2024 | Share of total",
		"  row: Africa | 1 939 | 12.5",
		"  row: Arab States | 235 | 1.5",
		"  row: Europe | 10 452 | 86.0",
		"paragraph: A further paragraph of text comes after the table and goes on.")
}

// TestTags has the order of the tree against that of the stream, a list, a table with a merged head, a note inside
// its paragraph, an artifact, and text that the tree does not reach.
func TestTags(t *testing.T) {
	p := newPen()
	tagged := func(mcid int, x, y float64, text string) pdfdoc.Kid {
		p.mcid = mcid
		p.put(x, y, text)
		return pdfdoc.Kid{Page: 0, MCID: mcid}
	}
	elem := func(kind string, kids ...pdfdoc.Kid) pdfdoc.Kid {
		return pdfdoc.Kid{Elem: &pdfdoc.Elem{Type: kind, Kids: kids}}
	}
	p.artifact = true
	tagged(-1, 250, 40, "Running head")
	p.artifact = false
	second := elem("P", tagged(1, 50, 150, "Second in the tree"))
	first := elem("H2", tagged(0, 50, 100, "First in the tree"))
	head := elem("TH", elem("P", tagged(2, 50, 200, "Both columns")))
	head.Elem.ColSpan = 2
	table := elem("Table", elem("TR", head),
		elem("TR", elem("TD", elem("P", tagged(3, 50, 215, "left"))), elem("TD", elem("P", tagged(4, 250, 215, "right")))))
	list := elem("L", elem("LI", elem("Lbl", tagged(5, 50, 300, "(a)")), elem("LBody", elem("P", tagged(6, 70, 300, "an entry")))))
	p.size = 8
	note := elem("Note", elem("P", tagged(8, 50, 700, "A note.")))
	p.size = 10
	third := elem("P", tagged(7, 50, 330, "Third with a note"), note, tagged(9, 50, 342, "and its end"))
	p.mcid = -1
	p.put(50, 400, "Not in the tree at all")
	tree := &pdfdoc.Elem{Type: "Document", Kids: []pdfdoc.Kid{first, second, table, list, third}}
	doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}, tree: tree})
	want(t, doc,
		"furniture: Running head",
		"heading2: First in the tree",
		"paragraph: Second in the tree",
		"table:",
		"  row: head: Both columns",
		"  row: left | right",
		"item1 [(a)]: (a)→an entry",
		"paragraph: Third with a note and its end",
		"note: A note.",
		"paragraph: Not in the tree at all")
	if c := doc.Blocks[3].Blocks[0].Blocks[0]; c.Columns != 2 {
		t.Errorf("the head covers %d columns", c.Columns)
	}
}

func TestActualText(t *testing.T) {
	p := newPen()
	p.mcid = 0
	p.put(50, 100, "x1x2")
	p.mcid = 1
	p.put(70, 100, " follows")
	span := &pdfdoc.Elem{Type: "Span", ActualText: "H₂O", Kids: []pdfdoc.Kid{{MCID: 0}}}
	tree := &pdfdoc.Elem{Type: "P", Kids: []pdfdoc.Kid{{Elem: span}, {MCID: 1}}}
	if got := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}, tree: tree}).Text; got != "H₂O follows" {
		t.Errorf("%q", got)
	}
}

func TestNumberedParagraphs(t *testing.T) {
	p := newPen()
	// hanging numbers, text aligned at 90 with the following lines
	item := func(y float64, label string, lines ...string) float64 {
		p.put(50, y, label)
		return p.lines(90, y, lines...)
	}
	y := item(100, "1.1", "The Conference was held in Baku from 17 to 28 November", "and was attended by 1 939 participants from 153 States.")
	y = item(y, "1.2", "It adopted four resolutions, which are given in the", "annex to this report of the Secretary-General to all.")
	y = item(y, "a)", "the first of them is about the terms of reference of", "the study groups, and")
	item(y, "–", "the second is about the use of the six languages.")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph [1.1]: 1.1→The Conference was held in Baku from 17 to 28 November and was attended by 1 939 participants from 153 States.",
		"paragraph [1.2]: 1.2→It adopted four resolutions, which are given in the annex to this report of the Secretary-General to all.",
		"item1 [a)]: a)→the first of them is about the terms of reference of the study groups, and",
		"item1 [–]: –→the second is about the use of the six languages.")
}

func TestContents(t *testing.T) {
	p := newPen()
	for i, title := range []string{"Introduction", "Human resources", "Budget"} {
		y := 100 + 14*float64(i)
		x := p.put(50, y, title+" ")
		for x < 400 {
			x = p.put(x, y, ". ")
		}
		p.put(450, y, fmt.Sprint(i+2))
	}
	doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
	for i, b := range doc.Blocks {
		if text := doc.Quote(b.Span); b.Kind != pipeline.Furniture || !strings.HasSuffix(text, fmt.Sprintf(" %d", i+2)) {
			t.Errorf("%s %q", b.Kind, text)
		}
	}
	if len(doc.Blocks) != 3 {
		t.Errorf("%d entries", len(doc.Blocks))
	}
}

func TestChinese(t *testing.T) {
	p := newPen()
	p.lines(50, 100, "本届大会确定该频段将由希望实施地面系统的各个主管", "部门使用，并请秘书长向理事会报告。")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}), "paragraph: 本届大会确定该频段将由希望实施地面系统的各个主管部门使用，并请秘书长向理事会报告。")
}

func TestNoText(t *testing.T) {
	scan := &pdfdoc.Page{Width: 600, Height: 800, Images: 1}
	_, err := Reader{Engine: &fake{pages: []*pdfdoc.Page{scan, scan}}}.Read(context.Background(), "x.pdf", nil)
	if !errors.Is(err, pipeline.ErrNoText) {
		t.Errorf("error %v", err)
	}
	p := newPen()
	p.put(50, 100, "words")
	doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page, scan, nil}})
	if len(doc.Problems) != 2 || !strings.Contains(doc.Problems[0].Message+doc.Problems[1].Message, "page 2: no text layer") || !strings.Contains(doc.Problems[0].Message+doc.Problems[1].Message, "page 3: broken stream") {
		t.Errorf("problems %v", doc.Problems)
	}
	if len(doc.Pages) != 3 {
		t.Errorf("%d pages", len(doc.Pages))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := newPen()
	p.put(50, 100, "words")
	if _, err := (Reader{Engine: &fake{pages: []*pdfdoc.Page{p.page}}}).Read(ctx, "x.pdf", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"1. The", "1."}, {"2.3 The", "2.3"}, {"2.3.1) The", "2.3.1)"}, {"(a) the", "(a)"}, {"a) the", "a)"}, {"ac) that", "ac)"}, {"(iv) the", "(iv)"},
		{"B. Mandate", "B."}, {"• first", "•"}, {"– first", "–"}, {"一、总则", "一、"}, {"（二）总则", "（二）"}, {"( أ ) النص", "( أ )"}, {"3bis The", "3bis"}, {"27.I.1 The", "27.I.1"},
		{"5 150 MHz", ""}, {"2025", "2025"}, {"the Council", ""}, {"-5 degrees", ""}, {"1,939 participants", ""}, {"17-28 November", ""}, {"1.2.", "1.2."}, {"", ""},
	} {
		if got := label(c.text); got != c.want {
			t.Errorf("label(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// What goes on under a row belongs to the cell above it.
func TestWrappedCell(t *testing.T) {
	p := newPen()
	y := 700.0
	for _, r := range [][]string{
		{"79/201", "Entrepreneurship for the rural", "regions"},
		{"80/12", "Financing of networks"},
		{"80/133", "Technology in farming and the", "use of satellites for it"},
		{"80/140", "Diversity"},
	} {
		p.put(50, y, r[0])
		for _, l := range r[1:] {
			p.put(150, y, l)
			y += 12
		}
	}
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"table:", "  row: 79/201 | Entrepreneurship for the rural regions", "  row: 80/12 | Financing of networks",
		"  row: 80/133 | Technology in farming and the use of satellites for it", "  row: 80/140 | Diversity")
}

// A number may reach almost to the place where its text hangs.
func TestNumberNearItsText(t *testing.T) {
	p := newPen()
	p.put(50, 100, "1.1.1.1")
	p.put(50+7*5+2, 100, "The Union closed the year with 194 Member States.")
	want(t, readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}),
		"paragraph [1.1.1.1]: 1.1.1.1→The Union closed the year with 194 Member States.")
}
