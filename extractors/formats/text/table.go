package text

import (
	"strings"

	"plenary/pipeline"
)

// A cell is one entry of a row, with the columns of the page that it covers.
type cell struct {
	text     string
	from, to int
	column   int // of the table's grid, from 0
}

// findTables marks the runs of two or more lines that have the same shape: cells at the same tabs, or below each
// other in columns.
func (p *parser) findTables() {
	for i := 0; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.kind != body || !tabular(l) {
			continue
		}
		t := newGrid(l)
		end := i + 1
		for ; end < len(p.lines); end++ {
			next := &p.lines[end]
			if next.kind != body || next.page != l.page || next.gap && t.tabs || !t.add(next) {
				break
			}
		}
		if end-i < 2 || !t.sound() {
			continue
		}
		for k, cells := range t.rows {
			p.lines[i+k].kind, p.lines[i+k].cells = row, cells
			p.lines[i+k].gap = p.lines[i+k].gap && k == 0
		}
		t.place()
		if !t.tabs && !t.even() {
			end = p.rivers(i, end)
		}
		i = end - 1
	}
}

// tabular reports whether a line can begin a table: it has two cells or more, and is more than a mark and its text.
func tabular(l *line) bool {
	if len(l.text) > 2000 || l.width <= l.indent {
		return false
	}
	s := l.text
	if l.mark.kind != unmarked && l.mark.apart {
		s = s[l.mark.text:]
	}
	return strings.IndexByte(s, '\t') >= 0 || strings.Contains(s, "   ")
}

// A grid is a table in the making.
type grid struct {
	tabs  bool
	width int      // cells of the widest row
	rows  [][]cell // one a line
	spans []cell   // the page's columns that each column of the table covers so far; not with tabs
}

func newGrid(l *line) *grid {
	t := &grid{tabs: strings.IndexByte(l.text, '\t') >= 0}
	cells := t.cut(l)
	t.rows, t.width = [][]cell{cells}, cells[len(cells)-1].column+1
	if !t.tabs {
		t.spans = append(t.spans, cells...)
	}
	return t
}

// add takes the next line as a row, or says that it is none.
func (t *grid) add(l *line) bool {
	if len(l.text) > 2000 || (strings.IndexByte(l.text, '\t') >= 0) != t.tabs && !(t.tabs && l.lead > 0) {
		return false
	}
	cells := t.cut(l)
	last := cells[len(cells)-1].column + 1
	if t.tabs {
		// The second row shows what the table's shape is; later ones may leave cells empty at the end.
		if last > t.width || last < 2 || len(t.rows) == 1 && last != t.width {
			return false
		}
		if l.mark.kind != unmarked && l.mark.apart && len(cells) == 2 && l.lead == 0 {
			return false
		}
		if len(cells) == 1 && (len(l.text) > 60 || isCaps(l.text)) { // a title set in the middle by its tab
			return false
		}
		t.rows = append(t.rows, cells)
		return true
	}
	if len(cells) < 2 || l.mark.kind != unmarked && l.mark.apart && len(cells) == 2 {
		return false
	}
	// Every cell lies below one column, two of them at the least.
	below := make([]int, len(cells))
	hits := 0
	for i, c := range cells {
		below[i] = -1
		for k, s := range t.spans {
			if c.from < s.to && s.from < c.to {
				if below[i] >= 0 {
					return false
				}
				below[i] = k
			}
		}
		if below[i] >= 0 {
			hits++
		}
	}
	if t.inOrder(below) { // a column of numbers may stand right of its head
		for i := range below {
			below[i] = i
		}
	} else if hits < 2 || hits < len(cells)-1 {
		return false
	}
	for i, k := range below {
		if k >= 0 {
			t.spans[k].from, t.spans[k].to = min(t.spans[k].from, cells[i].from), max(t.spans[k].to, cells[i].to)
		}
	}
	for i, k := range below {
		if k < 0 {
			t.insert(cells[i])
		}
	}
	t.rows = append(t.rows, cells)
	return true
}

// inOrder reports whether the cells of a row are as many as the columns and none stands below another's: of some of them
// at least it is seen.
func (t *grid) inOrder(below []int) bool {
	if len(below) != len(t.spans) || len(below) < 3 {
		return false
	}
	hits := 0
	for i, k := range below {
		if k >= 0 {
			hits++
			if k != i {
				return false
			}
		}
	}
	return hits > 0
}

// even reports whether all rows have as many cells, below a head of words.
func (t *grid) even() bool {
	for _, r := range t.rows {
		if len(r) != len(t.rows[0]) {
			return false
		}
	}
	return len(t.rows[0]) > 2 && !numeric(t.rows[0])
}

// insert adds a column that the rows before did not fill.
func (t *grid) insert(c cell) {
	k := 0
	for k < len(t.spans) && t.spans[k].from < c.from {
		k++
	}
	t.spans = append(t.spans, cell{})
	copy(t.spans[k+1:], t.spans[k:])
	t.spans[k] = c
}

// sound reports whether the rows are a table rather than words that happen to stand apart: of rows by columns
// every second at least has as many cells as the widest.
func (t *grid) sound() bool {
	if t.tabs {
		return true
	}
	filled := 0
	for _, r := range t.rows {
		if len(r) >= 2 {
			filled++
		}
	}
	return filled*2 >= len(t.rows)
}

// place gives the cells of a table without tabs their column.
func (t *grid) place() {
	if t.tabs {
		return
	}
	for _, cells := range t.rows {
		for i := range cells {
			for k, s := range t.spans {
				if cells[i].from < s.to && s.from < cells[i].to {
					cells[i].column = k
					break
				}
			}
		}
	}
}

// cut splits a line at its tabs, or at runs of spaces where the table has none.
func (t *grid) cut(l *line) []cell {
	if t.tabs {
		column := l.lead
		var cells []cell
		for _, s := range strings.Split(l.text, "\t") {
			if s = strings.TrimSpace(s); s != "" {
				cells = append(cells, cell{text: s, column: column})
			}
			column++
		}
		return cells
	}
	return paper.parts(l, 2)
}

// parts splits a line at runs of blanks: tabs, or more spaces than stand between words.
func (w ruler) parts(l *line, blanks int) []cell {
	var cells []cell
	s, at := l.text, l.indent
	for s != "" {
		n, skip := len(s), 0
		for i := 0; i < len(s); i++ {
			if s[i] != ' ' && s[i] != '\t' {
				continue
			}
			j, tab := i, false
			for j < len(s) && (s[j] == ' ' || s[j] == '\t') {
				tab = tab || s[j] == '\t'
				j++
			}
			if j-i >= blanks || tab {
				n, skip = i, j-i
				break
			}
			i = j
		}
		end := w.columns(s[:n], at)
		cells = append(cells, cell{text: s[:n], from: at, to: end, column: len(cells)})
		at = w.columns(s[n:n+skip], end)
		s = s[n+skip:]
	}
	return cells
}

// writeTable writes the rows with their cells. Of a table that is not drawn the first row is the head where it holds no
// number and a later one does.
func (p *parser) writeTable(g group) {
	first, second := p.lines[g.lines[0]].cells, p.lines[g.lines[min(1, len(g.lines)-1)]].cells
	head := len(second) > 1 && !numeric(first) && numeric(second)
	p.out.Open(pipeline.Table)
	for k, i := range g.lines {
		l := &p.lines[i]
		top := head && k == 0 || l.head
		p.out.Open(pipeline.Row).Head = top
		for _, c := range l.cells {
			blk := p.out.Open(pipeline.Cell)
			blk.Column, blk.Head = c.column, top
			p.writeCell(c.text)
			p.out.Close()
		}
		p.out.Close()
	}
	p.out.Close()
}

// writeCell writes the lines of a cell: as its text where they are one paragraph.
func (p *parser) writeCell(text string) {
	var paragraphs [][]string
	begins, last := true, ""
	for _, s := range strings.Split(text, seam) {
		if s == "" {
			begins = true
			continue
		}
		if m := markOf(s); begins || m.strong(s) || m.kind != unmarked && endsSentence(last) {
			paragraphs = append(paragraphs, nil)
		}
		k := len(paragraphs) - 1
		paragraphs[k] = append(paragraphs[k], s)
		begins, last = false, s
	}
	if len(paragraphs) == 1 {
		p.writeJoined(paragraphs[0])
		return
	}
	for _, lines := range paragraphs {
		kind, label := Mark(lines[0])
		p.out.Open(kind)
		p.out.Label(lines[0][:label])
		lines[0] = lines[0][label:]
		p.writeJoined(lines)
		p.out.Close()
	}
}

func (p *parser) writeJoined(lines []string) {
	for k, s := range lines[1:] {
		cut, between := p.glossary.Seam(lines[k], s)
		p.out.Write(lines[k][:len(lines[k])-cut])
		p.out.Write(between)
	}
	p.out.Write(lines[len(lines)-1])
}

// numeric reports whether a cell begins with a digit.
func numeric(cells []cell) bool {
	for _, c := range cells {
		if digit(firstRune(strings.TrimLeft(c.text, "-–−(+"))) >= 0 {
			return true
		}
	}
	return false
}
