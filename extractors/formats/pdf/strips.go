package pdf

import (
	"math"

	"plenary/pipeline"
)

// maxCells is how many cells a row found by its place may have: a bound on what a hostile page costs.
const maxCells = 200

// A strip is blocks that stand side by side, from the first to the last drawn.
type strip []*tcell

// findRows groups blocks that are drawn one after the other into strips. A block that stands alone makes a strip
// of one cell.
func findRows(bs []*block) []strip {
	var rows []strip
	for _, b := range bs {
		if len(rows) == 0 || !cellLike(b) {
			rows = append(rows, strip{newCell(b)})
			continue
		}
		r := rows[len(rows)-1]
		last := r[len(r)-1]
		prev := last.blocks[len(last.blocks)-1]
		switch {
		case !cellLike(prev), len(r) >= maxCells:
		case len(r) == 1 && len(rows) > 1 && resumed(rows[len(rows)-2], last, b):
			// the strip before has two lines in its last cell, and goes on beside them
			up := rows[len(rows)-2]
			up[len(up)-1].take(last)
			rows = rows[:len(rows)-1]
			rows[len(rows)-1] = append(up, newCell(b))
			continue
		case beside(last, b) && (overlapsRow(r, b) || nearRow(r, b)):
			rows[len(rows)-1] = append(r, newCell(b))
			continue
		case len(r) == 1 && len(rows) > 1 && beside(last, b):
			// to the right and up: the blocks stacked before are one cell, from the one that stands beside b
			if k := stackedFrom(rows, b); k >= 0 {
				cell := rows[k][0]
				for _, s := range rows[k+1:] {
					cell.take(s[0])
				}
				rows = rows[:k+1]
				rows[k] = strip{cell, newCell(b)}
				continue
			}
		case len(r) > 1 && below(last, b) && !b.blank:
			// a further paragraph of the last cell, if it begins beside the row
			if inside(r[:len(r)-1], b) {
				last.take(newCell(b))
				continue
			}
		}
		rows = append(rows, strip{newCell(b)})
	}
	return rows
}

func newCell(b *block) *tcell {
	return &tcell{blocks: []*block{b}, x0: b.x0, x1: b.x1}
}

func (c *tcell) take(o *tcell) {
	if len(c.blocks) == 0 {
		c.x0, c.x1 = o.x0, o.x1
	}
	if c.blank() || !o.blank() {
		c.x0, c.x1 = min(c.x0, o.x0), max(c.x1, o.x1)
	}
	for _, b := range o.blocks {
		if n := len(c.blocks) - 1; n >= 0 && wraps(c.blocks[n], b) {
			for _, l := range b.lines {
				c.blocks[n].add(l)
			}
			continue
		}
		c.blocks = append(c.blocks, b)
	}
}

// wraps reports whether a block that stands under another in its cell is the rest of its text.
func wraps(a, b *block) bool {
	if a.blank || b.blank || a.owner != nil || b.owner != nil || a.rows != nil || b.rows != nil {
		return false
	}
	p, l := a.last(), b.lines[0]
	dy := l.y - p.y
	return dy > 0.8*l.size && dy < 2*l.size && abs(p.size-l.size) < 0.1*l.size && p.bold == l.bold && !ends(p.text) && label(l.text) == ""
}

func (c *tcell) blank() bool {
	for _, b := range c.blocks {
		if !b.blank {
			return false
		}
	}
	return true
}

// cellLike reports whether a block may be a cell of a table that is found by its place.
func cellLike(b *block) bool {
	return b.rows == nil && !b.toc && b.kind != pipeline.Note && b.lines[0].angle == 0 && (b.owner == nil || b.owner.cell == nil)
}

// resumed reports whether cell c is more of the last cell of a row, for block b stands beside it and on the row.
func resumed(r strip, c *tcell, b *block) bool {
	q := c.blocks[0]
	return len(r) > 1 && !q.blank && below(r[len(r)-1], q) && beside(r[len(r)-1], b) && beside(c, b) && overlapsRow(r[:len(r)-1], b)
}

// beside reports whether a block stands to the right of the last cell; to its left where the text runs so.
func beside(c *tcell, b *block) bool {
	tol := 0.4 * b.size
	if rtl(c.blocks[0]) && (rtl(b) || numeric(b)) {
		return b.x1 <= c.x0+tol
	}
	return b.x0 >= c.x1-tol || c.blank() && b.x0 > c.x0+b.size
}

func rtl(b *block) bool { return b.lines[0].rtl }

// overlapsRow reports whether a block is at the height of the row's cells.
func overlapsRow(r strip, b *block) bool {
	for _, c := range r {
		for _, q := range c.blocks {
			if overlapY(q, b) > 0.35*min(q.size, b.size) {
				return true
			}
		}
	}
	return false
}

// nearRow reports whether a block, beside the row's last cell, is a little above it, as the merged cells of a table's
// head are; or a little below, when the row has begun.
func nearRow(r strip, b *block) bool {
	top, down := heights(r)
	if b.down < top {
		return top-b.down < 4*b.size
	}
	return len(r) > 1 && b.top > down && b.top-down < 3*b.size
}

// stackedFrom returns the first of the last strips, all of one cell and one under the other, that stands beside b;
// -1 if there is none.
func stackedFrom(rows []strip, b *block) int {
	k := -1
	for i := len(rows) - 1; i >= 0 && len(rows[i]) == 1 && i >= len(rows)-12; i-- {
		c := rows[i][0]
		q := c.blocks[0]
		if !cellLike(q) || !beside(c, b) || q.down < b.top-b.size {
			break
		}
		if overlapY(q, b) > 0.35*min(q.size, b.size) || q.top >= b.top {
			k = i
		}
	}
	if k >= 0 {
		q := rows[k][0].blocks[0]
		if overlapY(q, b) <= 0.35*min(q.size, b.size) {
			return -1
		}
	}
	return k
}

// below reports whether a block stands under a cell, within its width.
func below(c *tcell, b *block) bool {
	q := c.blocks[len(c.blocks)-1]
	return b.top > q.down && b.top < q.down+2.5*b.size && overlapX(c.x0, c.x1, b.x0, b.x1) > 0 && b.x0 > c.x0-b.size
}

// inside reports whether a block is within the height of the cells.
func inside(r strip, b *block) bool {
	for _, c := range r {
		for _, q := range c.blocks {
			if q.down+0.3*q.size > b.top {
				return true
			}
		}
	}
	return false
}

// tableEnd returns where the table that begins with strip i ends, and how many of its strips have more than one
// cell. A strip of one cell belongs to it if more rows follow and it is no paragraph of the body.
func tableEnd(rows []strip, i int) (end, wide int) {
	if len(rows[i]) < 2 {
		return i + 1, 0
	}
	end = i
	x0, x1 := math.Inf(1), math.Inf(-1)
	gap := 0
	var lastY float64
	for k := i; k < len(rows); k++ {
		r := rows[k]
		top, down := heights(r)
		if len(r) >= 2 {
			if k > i && (top < lastY-r[0].blocks[0].size || top > lastY+6*r[0].blocks[0].size) {
				break // higher up: another column of the page; far below: another table
			}
			wide++
			end = k + 1
			gap = 0
			lastY = down
			for _, c := range r {
				x0, x1 = min(x0, c.x0), max(x1, c.x1)
			}
			continue
		}
		b := r[0].blocks[0]
		if !cellLike(b) {
			break
		}
		if b.blank {
			if gap++; gap > 6 {
				break
			}
			continue
		}
		if gap++; gap > 6 || len(b.lines) > 4 || b.kind == pipeline.Heading && b.owner != nil || top < lastY-b.size || top > lastY+4*b.size ||
			b.x0 < x0-2*b.size || b.x1 > x1+2*b.size || len(b.lines) >= 2 && b.x1-b.x0 > 0.8*(x1-x0) && x1-x0 > 250 || hanging(b) {
			break
		}
		lastY = down
	}
	return end, wide
}

// hanging reports whether a block begins with a number or bullet set apart from its text.
func hanging(b *block) bool {
	l := b.lines[0]
	return len(l.frags) > 1 && label(l.text[:l.frags[0].end]) != ""
}

func heights(r strip) (top, down float64) {
	top, down = math.Inf(1), math.Inf(-1)
	for _, c := range r {
		for _, b := range c.blocks {
			top, down = min(top, b.top), max(down, b.down)
		}
	}
	return top, down
}
