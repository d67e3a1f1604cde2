package pdf

import (
	"slices"

	"plenary/pipeline"
)

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
