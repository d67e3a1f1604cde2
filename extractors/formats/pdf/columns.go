package pdf

import (
	"math"
	"sort"
)

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
