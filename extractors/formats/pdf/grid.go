package pdf

import (
	"math"
	"slices"
	"sort"
)

// A grid is a table that ruling lines draw: bands between level lines, columns between upright ones or between the
// joints of the level ones, and cells, which may reach over several of both.
type grid struct {
	xs, ys []float64
	cell   [][]int // by band and column; cells are numbered from the top left
	boxes  []box   // of the cells
	ruled  bool    // upright lines border all its columns

	inside, outside map[int]int // characters by their height in points: in it, and beside it
}

// A box is a cell: the bands and columns that it covers, ends not included.
type box struct{ band0, band1, column0, column1 int }

// Sizes of grids, in points.
const (
	snap      = 4.0 // lines that are so near are one
	leastBand = 6.5 // a band lower than this has no room for a line of text
	touching  = 3.0 // lines whose ends are so near meet
	leastBar  = 8.0 // a shorter line borders no cell
)

// Bounds of a grid: what is larger is a drawing.
const (
	maxBars    = 3000
	maxColumns = 60
	maxBands   = 300
)

// newGrid makes a grid of level lines that belong together, nil if they border fewer than two cells.
func newGrid(level, upright []bar) *grid {
	lo, hi := math.Inf(1), math.Inf(-1)
	var ys, xs []float64
	for _, l := range level {
		lo, hi = min(lo, l.lo), max(hi, l.hi)
		ys = append(ys, l.at)
	}
	ys = distinct(ys, leastBand)
	if len(ys) < 2 || len(ys) > maxBands {
		return nil
	}
	var walls []bar
	for _, u := range upright {
		if u.at > lo-touching && u.at < hi+touching && u.hi > ys[0]-touching && u.lo < ys[len(ys)-1]+touching {
			walls = append(walls, u)
			xs = append(xs, u.at)
		}
	}
	xs = append(xs, lo, hi)
	for _, l := range level {
		xs = append(xs, l.joints...)
		if l.lo > lo+snap {
			xs = append(xs, l.lo)
		}
		if l.hi < hi-snap {
			xs = append(xs, l.hi)
		}
	}
	xs = distinct(xs, snap)
	if len(xs) < 3 || len(xs) > maxColumns {
		return nil
	}
	if len(xs)*len(ys)*(len(level)+len(walls)) > 20_000_000 {
		return nil
	}
	g := &grid{xs: xs, ys: ys, inside: map[int]int{}, outside: map[int]int{}}
	g.fill(level, walls)
	if len(g.boxes) < 2 {
		return nil
	}
	g.thin()
	return g
}

// distinct sorts numbers and keeps one of each group of near ones.
func distinct(ns []float64, near float64) []float64 {
	slices.Sort(ns)
	var out []float64
	start := 0
	for i := 1; i <= len(ns); i++ {
		if i == len(ns) || ns[i]-ns[i-1] > near {
			out = append(out, (ns[start]+ns[i-1])/2)
			start = i
		}
	}
	return out
}

// fill numbers the cells: places between which no line stands are one.
func (g *grid) fill(level, walls []bar) {
	bands, columns := len(g.ys)-1, len(g.xs)-1
	g.cell = make([][]int, bands)
	for j := range g.cell {
		g.cell[j] = make([]int, columns)
		for i := range g.cell[j] {
			g.cell[j][i] = -1
		}
	}
	upright := make([]bool, len(g.xs)) // an upright line stands there, somewhere
	for _, w := range walls {
		for i, x := range g.xs {
			upright[i] = upright[i] || math.Abs(w.at-x) <= snap
		}
	}
	g.ruled = !slices.Contains(upright, false)
	wall := func(i, j int) bool {
		x, y0, y1 := g.xs[i], g.ys[j], g.ys[j+1]
		if upright[i] {
			covered := 0.0
			for _, w := range walls {
				if math.Abs(w.at-x) <= snap {
					covered += max(0, min(w.hi, y1)-max(w.lo, y0))
				}
			}
			return covered > 0.6*(y1-y0)
		}
		for k := j; k >= 0; k-- { // the nearest line above shows by its joint whether cells end there
			for _, l := range level {
				if math.Abs(l.at-g.ys[k]) > leastBand || l.lo > x+snap || l.hi < x-snap {
					continue
				}
				if l.lo > x-snap || l.hi < x+snap {
					return true
				}
				return slices.ContainsFunc(l.joints, func(at float64) bool { return math.Abs(at-x) <= snap })
			}
		}
		return false
	}
	floor := func(i, j int) bool { // a line between band j-1 and band j
		x0, x1 := g.xs[i], g.xs[i+1]
		covered := 0.0
		for _, l := range level {
			if math.Abs(l.at-g.ys[j]) <= leastBand {
				covered += max(0, min(l.hi, x1)-max(l.lo, x0))
			}
		}
		return covered > 0.6*(x1-x0)
	}
	for j := range bands {
		for i := range columns {
			if g.cell[j][i] >= 0 {
				continue
			}
			b := box{j, j + 1, i, i + 1}
			for b.column1 < columns && g.cell[j][b.column1] < 0 && !wall(b.column1, j) {
				b.column1++
			}
			for b.band1 < bands && !g.any(b, floor) && !g.walled(b, wall) {
				b.band1++
			}
			for jj := b.band0; jj < b.band1; jj++ {
				for ii := b.column0; ii < b.column1; ii++ {
					g.cell[jj][ii] = len(g.boxes)
				}
			}
			g.boxes = append(g.boxes, b)
		}
	}
}

// thin takes out the columns that no cell begins or ends with.
func (g *grid) thin() {
	used := make([]bool, len(g.xs))
	for _, b := range g.boxes {
		used[b.column0], used[b.column1] = true, true
	}
	place := make([]int, len(g.xs)) // among those that stay
	var xs []float64
	for i, x := range g.xs {
		if place[i] = len(xs); used[i] {
			xs = append(xs, x)
		}
	}
	for n := range g.boxes {
		b := &g.boxes[n]
		b.column0, b.column1 = place[b.column0], place[b.column1]
	}
	for j, row := range g.cell {
		kept := row[:0]
		for i, c := range row {
			if used[i] {
				kept = append(kept, c)
			}
		}
		g.cell[j] = kept
	}
	g.xs = xs
}

// any reports whether a line closes any column of a box at its foot, or another cell stands there.
func (g *grid) any(b box, floor func(i, j int) bool) bool {
	for i := b.column0; i < b.column1; i++ {
		if g.cell[b.band1][i] >= 0 || floor(i, b.band1) {
			return true
		}
	}
	return false
}

// walled reports whether the band under a box is parted where the box is not.
func (g *grid) walled(b box, wall func(i, j int) bool) bool {
	for i := b.column0 + 1; i < b.column1; i++ {
		if wall(i, b.band1) {
			return true
		}
	}
	return false
}

// at returns the number of the cell at a place, -1 outside.
func (g *grid) at(x, y float64) int {
	i := sort.SearchFloat64s(g.xs, x) - 1
	j := sort.SearchFloat64s(g.ys, y) - 1
	if i < 0 || j < 0 || i >= len(g.xs)-1 || j >= len(g.ys)-1 {
		return -1
	}
	return g.cell[j][i]
}
