package pdf

import (
	"cmp"
	"math"
	"slices"
	"unicode"

	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/pipeline"
)

// A drawnRow is a row of a table that lines draw, or a part of a band between two of them.
type drawnRow struct {
	band  int
	top   float64 // its first baseline
	cells []*drawnCell
}

// A drawnCell is what stands in it, from column0 up to and without column1.
type drawnCell struct {
	column0, column1 int
	band1            int // where it ends if it reaches over several bands, 0 if not
	low              float64
	owner            *owner
}

// cells gives every glyph that stands in a drawn table the owner of its cell, nil outside.
func (s *scanner) cells(p *pdfdoc.Page, grids []*grid) []*owner {
	stops := s.stops(p, grids)
	var owners []*owner
	for n, g := range grids {
		var own []*stop
		for i := range stops {
			if stops[i].grid == n {
				own = append(own, &stops[i])
			}
		}
		for _, rows := range g.tables(own) {
			if owners == nil {
				owners = make([]*owner, len(p.Glyphs))
			}
			g.give(rows)
		}
		for _, s := range own {
			if s.in == nil || s.in.owner == nil {
				continue
			}
			for i := s.first; i <= s.last; i++ {
				owners[i] = s.in.owner
			}
		}
	}
	return owners
}

// tables makes the rows of the tables that a grid draws. A grid of level lines alone may hold several, with running
// text between them.
func (g *grid) tables(stops []*stop) [][]*drawnRow {
	if !g.ruled && g.besideText() {
		return nil
	}
	mirrored := g.fromRight(stops)
	bands := make([][]*stop, len(g.ys)-1)
	for _, s := range stops {
		b := g.boxes[s.cell].band0
		bands[b] = append(bands[b], s)
	}
	var (
		out [][]*drawnRow
		cur []*drawnRow
	)
	flush := func() {
		if g.isTable(cur, stops) {
			out = append(out, cur)
		}
		cur = nil
	}
	for j, b := range bands {
		rows := g.rows(j, b, mirrored)
		if rows == nil && len(b) > 0 {
			flush()
			continue
		}
		cur = append(cur, rows...)
	}
	flush()
	for _, s := range stops {
		if s.in != nil && s.in.column1 == 0 {
			s.in = nil
		}
	}
	return out
}

// besideText reports whether lines of the grid go on outside of it: it is only a part of a table, such as the heads of
// the columns of numbers.
func (g *grid) besideText() bool {
	n := 0
	for y := range g.inside {
		if g.outside[y]+g.outside[y-1]+g.outside[y+1] > 0 {
			n++
		}
	}
	return n*5 > len(g.inside)
}

// isTable reports whether rows are a table: two columns with words at least, most places filled, and not nearly all
// of it in one cell, as in a frame. What is none gives its cells back.
func (g *grid) isTable(rows []*drawnRow, stops []*stop) bool {
	count := map[*drawnCell]int{}
	all := 0
	for _, s := range stops {
		if s.in != nil && s.start != ' ' {
			count[s.in] += s.last - s.first + 1
		}
	}
	columns := map[int]bool{}
	cells, filled, most := 0, 0, 0
	for _, r := range rows {
		for _, c := range r.cells {
			cells++
			if n := count[c]; n > 0 {
				filled++
				all += n
				most = max(most, n)
				columns[c.column0] = true
			}
		}
	}
	if len(columns) >= 2 && filled >= 2 && filled*5 >= cells && !(all > 1500 && most*10 > all*7) {
		return true
	}
	for _, r := range rows {
		for _, c := range r.cells {
			c.column1 = 0
		}
	}
	return false
}

// rows makes the rows of a band: one if the drawing goes through its cells once, else as many as it comes back to an
// earlier column, lower down. It returns nil for a band that is no part of a table: running text, or cells that no
// line borders.
func (g *grid) rows(j int, stops []*stop, mirrored bool) []*drawnRow {
	parted, onward := 0, 0
	for _, s := range stops {
		if s.parted {
			parted++
		}
		if s.onward {
			onward++
		}
	}
	if !g.repeats(stops) {
		if onward > 0 || parted > 1 && !g.ruled {
			return nil
		}
		return []*drawnRow{g.row(j, stops, mirrored)}
	}
	step := 0.0
	rows := g.split(j, stops, mirrored, step)
	if len(rows) >= 3 {
		step = rowStep(rows)
		rows = g.split(j, stops, mirrored, step)
	}
	full := 0
	for _, r := range rows {
		if len(r.cells) > 1 {
			full++
		}
	}
	if full*3 < len(rows) || parted > full/2 && !g.ruled {
		for _, s := range stops {
			s.in = nil
		}
		return nil
	}
	for _, r := range rows {
		g.complete(r, mirrored)
	}
	return rows
}

// row makes the only row of a band.
func (g *grid) row(j int, stops []*stop, mirrored bool) *drawnRow {
	r := &drawnRow{band: j}
	of := map[int]*drawnCell{}
	for i := range g.xs[1:] {
		n := g.cell[j][i]
		if n < 0 || of[n] != nil || g.boxes[n].band0 != j {
			continue
		}
		b := g.boxes[n]
		c := &drawnCell{column0: b.column0, column1: b.column1}
		if b.band1 > j+1 {
			c.band1 = b.band1
		}
		of[n] = c
		r.cells = append(r.cells, c)
	}
	for _, s := range stops {
		s.in = of[s.cell]
	}
	if mirrored {
		slices.Reverse(r.cells)
	}
	return r
}

// split parts the stops of a band into rows. Step is the usual distance of rows, 0 if it is not known yet.
func (g *grid) split(j int, stops []*stop, mirrored bool, step float64) []*drawnRow {
	var (
		rows []*drawnRow
		cur  *drawnRow
		last *drawnCell
		at   = -1 // column of the stop before
	)
	for _, s := range stops {
		b := g.boxes[s.cell]
		column := b.column0
		if mirrored {
			column = -b.column1
		}
		if s.onward && last != nil {
			last.column0, last.column1 = min(last.column0, b.column0), max(last.column1, b.column1)
			s.in = last
			at = column
			continue
		}
		var own *drawnCell
		if cur != nil {
			for _, c := range cur.cells {
				if c.column0 <= b.column0 && c.column1 > b.column0 {
					own = c
				}
			}
		}
		far := own != nil && step > 0 && s.y-own.low > step-0.07*s.size && !unicode.IsLower(s.start)
		switch {
		case cur == nil, s.y > cur.top+0.5*s.size && far,
			column < at && s.y > cur.top+0.5*s.size && !(len(cur.cells) == 1 && own != nil && step > 0 && !far):
			cur = &drawnRow{band: j, top: s.y}
			rows = append(rows, cur)
			own = nil
		}
		if own == nil {
			own = &drawnCell{column0: b.column0, column1: b.column1}
			cur.cells = append(cur.cells, own)
		}
		own.low = s.y
		s.in, last, at = own, own, column
	}
	return rows
}

// rowStep returns the usual distance of rows.
func rowStep(rows []*drawnRow) float64 {
	counts := map[int]int{} // in halves of a point
	for i := 1; i < len(rows); i++ {
		if len(rows[i].cells) > 1 && len(rows[i-1].cells) > 1 {
			counts[int(math.Round((rows[i].top-rows[i-1].top)*2))]++
		}
	}
	best, n := 0, 0
	for d, m := range counts {
		if m > n || m == n && d < best {
			best, n = d, m
		}
	}
	return float64(best) / 2
}

// complete puts the cells of a row in order and adds the empty ones.
func (g *grid) complete(r *drawnRow, mirrored bool) {
	taken := make([]bool, len(g.xs)-1)
	for _, c := range r.cells {
		for i := c.column0; i < c.column1; i++ {
			taken[i] = true
		}
	}
	for i := 0; i < len(taken); i++ {
		if n := g.cell[r.band][i]; !taken[i] && n >= 0 {
			b := g.boxes[n]
			end := i + 1
			for end < b.column1 && !taken[end] {
				end++
			}
			r.cells = append(r.cells, &drawnCell{column0: i, column1: end})
			i = end - 1
		}
	}
	slices.SortFunc(r.cells, func(a, b *drawnCell) int { return cmp.Compare(a.column0, b.column0) })
	if mirrored {
		slices.Reverse(r.cells)
	}
}

// give makes owners for the cells of a table.
func (g *grid) give(rows []*drawnRow) {
	table := &tagged{drawn: g}
	for k, r := range rows {
		row := &tagged{up: table, n: k}
		table.kids = append(table.kids, row)
		for _, c := range r.cells {
			down := 1
			for k+down < len(rows) && rows[k+down].band < c.band1 {
				down++
			}
			t := &tagged{up: row, n: len(row.kids), cols: c.column1 - c.column0, rows: down}
			row.kids = append(row.kids, t)
			c.owner = &owner{kind: pipeline.Paragraph, cell: t, drawn: true, room: g.xs[c.column1] - g.xs[c.column0]}
		}
	}
}
