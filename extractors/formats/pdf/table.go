package pdf

import (
	"math"
	"slices"
	"unicode"

	"plenary/pipeline"
)

// tables finds the tables among the blocks of a page, in the order of the stream, and puts each in the place of
// its cells. Tagged cells go to their rows; of the others, a row is what stands side by side: the stream draws
// a table row by row, so each cell is to the right of the one before and each row begins again at the left.
func tables(bs []*block) []*block {
	bs = taggedTables(bs)
	var out []*block
	rows := findRows(bs)
	for i := 0; i < len(rows); {
		j, wide := tableEnd(rows, i)
		if wide < 2 {
			for _, c := range rows[i] {
				out = append(out, c.blocks...)
			}
			i++
			continue
		}
		if t := gridTable(rows[i:j]); t != nil {
			out = append(out, t)
		} else {
			for _, r := range rows[i:j] {
				for _, c := range r {
					out = append(out, c.blocks...)
				}
			}
		}
		i = j
	}
	return glued(out)
}

// glued puts a head that lines draw on the table under it whose rows no line parts.
func glued(bs []*block) []*block {
	out := bs[:0]
	for _, b := range bs {
		n := len(out) - 1
		if n >= 0 && b.rows != nil && b.owner == nil && out[n].rows != nil && out[n].owner != nil && out[n].owner.drawn {
			h := out[n]
			if over := overlapX(h.x0, h.x1, b.x0, b.x1); over > 0.7*max(h.x1-h.x0, b.x1-b.x0) && b.top > h.down && b.top < h.down+3*b.size {
				for _, r := range h.rows {
					r.cells = slices.DeleteFunc(r.cells, func(c *tcell) bool { return len(c.blocks) == 0 })
				}
				h.rows = slices.DeleteFunc(h.rows, func(r *trow) bool { return len(r.cells) == 0 })
				h.rows = append(h.rows, b.rows...)
				h.owner, h.down, h.x0, h.x1 = nil, b.down, min(h.x0, b.x0), max(h.x1, b.x1)
				for _, r := range h.rows {
					r.head = false
				}
				columns(h.rows)
				heads(h.rows)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// gridTable makes a table of strips, nil if they are columns of running text.
func gridTable(rows []strip) *block {
	if prose(rows) {
		return nil
	}
	t := &block{kind: pipeline.Table, page: rows[0][0].blocks[0].page, x0: math.Inf(1), x1: math.Inf(-1), top: math.Inf(1), down: math.Inf(-1), size: rows[0][0].blocks[0].size}
	for _, r := range rows {
		blank := true
		for _, c := range r {
			blank = blank && c.blank()
		}
		if blank || len(r) == 1 && len(t.rows) > 0 && t.rows[len(t.rows)-1].wraps(r[0]) {
			continue
		}
		tr := &trow{}
		for _, c := range r {
			if c.blank() && len(r) == 1 {
				continue
			}
			tr.cells = append(tr.cells, c)
			t.x0, t.x1 = min(t.x0, c.x0), max(t.x1, c.x1)
		}
		top, down := heights(r)
		t.top, t.down = min(t.top, top), max(t.down, down)
		t.rows = append(t.rows, tr)
	}
	if len(t.rows) < 2 {
		return nil
	}
	columns(t.rows)
	heads(t.rows)
	return t
}

// wraps adds what stands alone under a row to the cell whose text goes on in it, and reports whether there is one. In
// the first column that is a row of its own unless it begins small.
func (r *trow) wraps(o *tcell) bool {
	b := o.blocks[0]
	if len(r.cells) < 2 || b.blank || numeric(b) {
		return false
	}
	for i, c := range r.cells {
		n := len(c.blocks) - 1
		edge := c.x0 - o.x0
		if b.lines[0].rtl {
			edge = c.x1 - o.x1
		}
		if abs(edge) > 0.3*b.size || c.blank() || !wraps(c.blocks[n], b) {
			continue
		}
		if i == 0 && !unicode.IsLower(firstRune(b.lines[0].text)) {
			return false
		}
		c.take(o)
		return true
	}
	return false
}

// prose reports whether strips are columns of running text rather than rows of a table: two or three wide cells
// of one line each whose text goes on from row to row.
func prose(rows []strip) bool {
	lines, cut, cells := 0, 0, len(rows[0])
	if cells > 3 || len(rows) < 4 {
		return false
	}
	for _, r := range rows {
		if len(r) != cells {
			continue
		}
		for _, c := range r {
			if len(c.blocks) != 1 || len(c.blocks[0].lines) != 1 {
				return false
			}
			text := c.blocks[0].lines[0].text
			lines++
			if len(text) > 30 && !ends(text) {
				cut++
			}
		}
	}
	return lines >= 8 && cut*4 > lines*3
}

// heads marks the rows of the table's head: those before the first that holds a number, if there is one below,
// or whose type is bold or italic where the rest is not.
func heads(rows []*trow) {
	n := 0
	for n < len(rows) && n < 5 && !hasFigure(rows[n]) {
		n++
	}
	if n == 0 || n == len(rows) || n == 5 {
		n = 0
		for n < len(rows) && n < 3 && styled(rows[n]) {
			n++
		}
		if n == len(rows) || n < len(rows) && styled(rows[len(rows)-1]) {
			return
		}
	}
	for _, r := range rows[:n] {
		r.head = true
		for _, c := range r.cells {
			c.head = true
		}
	}
}

func hasFigure(r *trow) bool {
	for i, c := range r.cells {
		if i > 0 && !c.blank() && numeric(c.blocks[0]) {
			return true
		}
	}
	return false
}

// numeric reports whether a block is a number of a table: digits with their signs, no year.
func numeric(b *block) bool {
	if len(b.lines) != 1 {
		return false
	}
	digits, others := 0, 0
	for _, r := range b.lines[0].text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			others++
		}
	}
	text := b.lines[0].text
	if len(text) == 4 && digits == 4 && (text[:2] == "19" || text[:2] == "20") {
		return false
	}
	return digits > 0 && others == 0 || text == "–" || text == "-" || text == "—"
}

func styled(r *trow) bool {
	for _, c := range r.cells {
		for _, b := range c.blocks {
			for _, l := range b.lines {
				if !l.blank && !l.bold && !l.italic {
					return false
				}
			}
		}
	}
	return len(r.cells) > 1
}
