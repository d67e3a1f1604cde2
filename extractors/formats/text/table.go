package text

import (
	"strings"

	"plenary/pipeline"
)

// A cell is one entry of a row, with the columns of the page that it covers.
type cell struct {
	text     string
	from, to int
	column   int
}

// findTables marks the runs of two or more lines that have the same shape: cells at the same tabs or columns.
func (p *parser) findTables() {
	for i := 0; i < len(p.lines); {
		l := &p.lines[i]
		if l.kind != body || !p.tabular(l) {
			i++
			continue
		}
		cells := cut(l)
		end := i + 1
		for end < len(p.lines) {
			next := &p.lines[end]
			if next.kind != body || next.gap || next.page != l.page || !p.tabular(next) {
				break
			}
			if !alike(cells, cut(next), strings.Contains(l.text, "\t")) {
				break
			}
			end++
		}
		if end-i >= 2 {
			for ; i < end; i++ {
				p.lines[i].kind = row
				p.lines[i].cells = cut(&p.lines[i])
			}
			continue
		}
		i++
	}
}

// tabular reports whether a line can be a row: it has two cells or more, and is more than a mark and its text.
func (p *parser) tabular(l *line) bool {
	if len(l.text) > 2000 {
		return false
	}
	tab := strings.IndexByte(l.text, '\t')
	gap := strings.Index(l.text, "   ")
	if tab < 0 && gap < 0 {
		return false
	}
	if l.mark.kind != unmarked && l.mark.apart {
		rest := l.text[l.mark.text:]
		return strings.Contains(rest, "\t") || strings.Contains(rest, "   ")
	}
	return true
}

// cut splits a line at its tabs, or at runs of three spaces where it has none.
func cut(l *line) []cell {
	var cells []cell
	s, at := l.text, l.indent
	tabs := strings.IndexByte(s, '\t') >= 0
	for s != "" {
		var n, skip int
		if tabs {
			n = strings.IndexByte(s, '\t')
			skip = 1
		} else {
			n = strings.Index(s, "   ")
			if n >= 0 {
				for n+skip < len(s) && s[n+skip] == ' ' {
					skip++
				}
			}
		}
		if n < 0 {
			n, skip = len(s), 0
		}
		end := columns(s[:n], at)
		cells = append(cells, cell{text: strings.TrimSpace(s[:n]), from: at, to: end, column: len(cells)})
		at = columns(s[n:n+skip], end)
		s = s[n+skip:]
	}
	return cells
}

// alike reports whether two rows have the same shape.
func alike(a, b []cell, tabs bool) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	if tabs {
		return true
	}
	for i := range a {
		if abs(a[i].from-b[i].from) > 1 && abs(a[i].to-b[i].to) > 1 {
			return false
		}
	}
	return true
}

// writeTable writes the rows with their cells.
func (p *parser) writeTable(g group) {
	p.out.Open(pipeline.Table)
	for _, i := range g.lines {
		p.out.Open(pipeline.Row)
		for _, c := range p.lines[i].cells {
			p.out.Add(pipeline.Cell, c.text).Column = c.column
		}
		p.out.Close()
	}
	p.out.Close()
}
