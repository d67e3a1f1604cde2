package pdf

import (
	"math"
	"slices"
	"sort"
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
		if blank {
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

// columns gives every cell its column: those of the rows with the most cells set the grid, the others lie over
// one or more of its columns.
func columns(rows []*trow) {
	most := 0
	for _, r := range rows {
		sort.SliceStable(r.cells, func(a, b int) bool { return r.cells[a].x0 < r.cells[b].x0 })
		most = max(most, len(r.cells))
	}
	if most == 0 || most > 2*maxCells {
		for _, r := range rows {
			for i, c := range r.cells {
				c.column, c.columns = i, 1
			}
		}
		return
	}
	type col struct{ x0, x1 float64 }
	grid := make([]col, most)
	for i := range grid {
		grid[i] = col{math.Inf(1), math.Inf(-1)}
	}
	for _, r := range rows {
		if len(r.cells) != most {
			continue
		}
		for i, c := range r.cells {
			grid[i].x0, grid[i].x1 = min(grid[i].x0, c.x0), max(grid[i].x1, c.x1)
		}
	}
	right := 0
	for _, r := range rows {
		for _, c := range r.cells {
			if rtl(c.blocks[0]) {
				right++
			} else if !numeric(c.blocks[0]) {
				right--
			}
		}
	}
	for _, r := range rows {
		next := 0
		for i, c := range r.cells {
			if len(r.cells) == most {
				c.column, c.columns = i, 1
				continue
			}
			first, last, best := -1, -1, math.Inf(-1)
			near := 0
			for k := next; k <= most-(len(r.cells)-i); k++ {
				over := overlapX(c.x0, c.x1, grid[k].x0, grid[k].x1)
				if over > best {
					best, near = over, k
				}
				if over > 0.5*(grid[k].x1-grid[k].x0) {
					if first < 0 {
						first = k
					}
					last = k
				}
			}
			if first < 0 {
				first, last = near, near
			}
			c.column, c.columns = first, last-first+1
			next = last + 1
		}
	}
	if right > 0 { // the first column is the rightmost
		for _, r := range rows {
			for i, j := 0, len(r.cells)-1; i < j; i, j = i+1, j-1 {
				r.cells[i], r.cells[j] = r.cells[j], r.cells[i]
			}
			for _, c := range r.cells {
				c.column = most - c.column - max(c.columns, 1)
			}
		}
	}
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

// taggedTables gathers the blocks of tagged cells into tables.
func taggedTables(bs []*block) []*block {
	var (
		out    []*block
		tables = map[*tagged]*block{}
		rows   = map[*tagged]*trow{}
		cells  = map[*tagged]*tcell{}
	)
	for _, b := range bs {
		cell := outerCell(b)
		if cell == nil {
			out = append(out, b)
			continue
		}
		table := cell.up.up
		t := tables[table]
		if t == nil {
			t = &block{kind: pipeline.Table, page: b.page, size: b.size, x0: b.x0, x1: b.x1, top: b.top, down: b.down, owner: &owner{cell: cell}}
			tables[table] = t
			out = append(out, t)
		}
		t.x0, t.x1, t.top, t.down = min(t.x0, b.x0), max(t.x1, b.x1), min(t.top, b.top), max(t.down, b.down)
		r := rows[cell.up]
		if r == nil {
			r = &trow{tag: cell.up, head: cell.up.head}
			for _, k := range cell.up.kids {
				c := &tcell{tag: k, head: k.head, columns: k.cols, rows: k.rows}
				cells[k] = c
				r.cells = append(r.cells, c)
			}
			rows[cell.up] = r
			t.rows = append(t.rows, r)
		}
		cells[cell].take(newCell(b))
	}
	return out
}

// outerCell returns the cell of the outermost table that a block stands in, nil for none.
func outerCell(b *block) *tagged {
	if b.owner == nil || b.owner.cell == nil || b.kind == pipeline.Note {
		return nil
	}
	c := b.owner.cell
	for n := 0; n < maxDepth && c.up.up.up != nil; n++ {
		c = c.up.up.up
	}
	return c
}

// taggedColumns numbers the cells of a tagged table by their spans where these fit together, else by their places.
func taggedColumns(rows []*trow) {
	width, fit := -1, true
	var down []int // rows that a cell above still covers, by column
	for _, r := range rows {
		at := 0
		skip := func() {
			for at < len(down) && down[at] > 0 {
				down[at]--
				at++
			}
		}
		for _, c := range r.cells {
			skip()
			c.columns = min(c.columns, 100)
			c.column = at
			for i := 0; i < c.columns; i++ {
				if at == len(down) {
					down = append(down, 0)
				}
				down[at] = c.rows - 1
				at++
			}
		}
		skip()
		fit = fit && (width < 0 || at == width)
		width = max(width, at)
	}
	if len(rows) > 0 && rows[0].tag != nil && rows[0].tag.up.drawn != nil {
		heads(rows)
		return
	}
	if !fit {
		for _, r := range rows { // cells without a place cannot be set over a grid
			r.cells = slices.DeleteFunc(r.cells, func(c *tcell) bool { return len(c.blocks) == 0 })
		}
		columns(rows)
	}
	head := true
	for _, r := range rows {
		all := len(r.cells) > 0
		for _, c := range r.cells {
			all = all && c.head
		}
		head = head && (r.head || all)
		r.head = head
		for _, c := range r.cells {
			c.head = head // a TH at the left of a row names the row
		}
	}
}
