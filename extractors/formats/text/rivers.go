package text

import "strings"

// rivers cuts the lines of a table of numbers again, at the columns that are blank in all of them: a head whose words
// stand one blank apart belongs to columns that the rows below show. The line above and the lines below that the same
// rivers cut belong to the table too. It returns the line behind the last one.
func (p *parser) rivers(from, to int) int {
	if !p.numbers(from, to) {
		return to
	}
	t := &stream{ruler: paper}
	for i := from; i < to; i++ {
		t.add(&p.lines[i], 1)
	}
	joins := func(i, beside int, head bool) bool {
		l := &p.lines[i]
		return l.kind == body && l.page == p.lines[beside].page && l.width < longest && !l.mark.apart && t.takes(l, head)
	}
	if from > 0 && !p.lines[from].gap && joins(from-1, from, true) {
		from--
	}
	for to < len(p.lines) && !p.lines[to].gap && joins(to, to-1, false) {
		to++
	}
	spans := t.spans()
	if to-from < 4 || len(spans) < p.widest(from, to) {
		return to
	}
	for i := from; i < to; i++ {
		p.lines[i].kind, p.lines[i].cells = row, t.cut(&p.lines[i], spans)
	}
	return to
}

// numbers reports whether lines are rows of which most behind the first have numbers in them.
func (p *parser) numbers(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		if c := p.lines[i].cells; len(c) > 1 && numeric(c[1:]) {
			n++
		}
	}
	return to-from >= 3 && n*2 > to-from
}

func (p *parser) widest(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n = max(n, len(p.lines[i].cells))
	}
	return n
}

// A stream is a run of lines, seen as the columns of the page that they leave blank.
type stream struct {
	ruler
	lines  int
	filled [longest + 2]int // by column: lines with text there
	gaps   [longest + 2]int // lines where the column is part of a gap of two blanks or more
}

// add counts a line in, or out again with -1.
func (t *stream) add(l *line, n int) {
	t.lines += n
	covered := make([]bool, l.indent, l.width+2)
	for _, r := range l.text {
		for range t.rune(r) {
			covered = append(covered, r != ' ')
		}
	}
	covered = append(covered, false)
	for c := range t.filled {
		switch {
		case c >= len(covered):
			t.gaps[c] += n
		case covered[c]:
			t.filled[c] += n
		case c == 0 || !covered[c-1] || c+1 == len(covered) || !covered[c+1]:
			t.gaps[c] += n
		}
	}
}

// takes adds a line if it has cells in two of the columns at least, with a number behind the first unless it is the
// head, and fills no river.
func (t *stream) takes(l *line, head bool) bool {
	before := len(t.spans())
	t.add(l, 1)
	if after := t.spans(); len(after) >= before {
		if cells := t.cut(l, after); len(cells) >= 2 && (head || numeric(cells[1:])) {
			return true
		}
	}
	t.add(l, -1)
	return false
}

// spans returns the columns of the table. A column that is blank in all lines is a river where it is part of a wider
// gap in half of them; what lies between two rivers is a column where a third of the lines have text in it.
func (t *stream) spans() []cell {
	var spans []cell
	most := 0 // lines with text in the column that is open
	open := false
	for c := range t.filled {
		if t.filled[c] == 0 && t.gaps[c]*2 >= t.lines {
			if open && most*3 < t.lines && len(spans) > 1 {
				spans[len(spans)-2].to = spans[len(spans)-1].to
				spans = spans[:len(spans)-1]
			}
			open = false
			continue
		}
		if !open {
			spans = append(spans, cell{from: c})
			open, most = true, 0
		}
		spans[len(spans)-1].to = c + 1
		most = max(most, t.filled[c])
	}
	return spans
}

// cut parts a line at the rivers.
func (t *stream) cut(l *line, spans []cell) []cell {
	texts := make([]strings.Builder, len(spans))
	at, k := l.indent, 0
	for _, r := range l.text {
		for k < len(spans)-1 && at >= spans[k+1].from {
			k++
		}
		texts[k].WriteRune(r)
		at += t.rune(r)
	}
	var cells []cell
	for k := range spans {
		if s := strings.TrimSpace(texts[k].String()); s != "" {
			cells = append(cells, cell{text: s, from: spans[k].from, to: spans[k].to, column: k})
		}
	}
	return cells
}
