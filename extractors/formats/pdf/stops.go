package pdf

import (
	"math"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// A stop is a stretch of glyphs that are drawn one after the other on one line of one cell of a grid.
type stop struct {
	grid, cell  int
	first, last int // of the page's glyphs
	y, size     float64
	start       rune // its first character, a space for none
	parted      bool // a wide gap stands in it: more than one column
	onward      bool // its first word began in the stop before it, across the border of the cell
	in          *drawnCell
}

// stops cuts the glyphs of a page into stops.
func (s *scanner) stops(p *pdfdoc.Page, grids []*grid) []stop {
	var out []stop
	var end, base float64 // of the glyph before, and its baseline
	var before rune
	last := -1 // the grid it was in
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if g.Angle/90 != s.angle/90 || g.Hidden || combining(g.Text) {
			continue
		}
		x, y := upright(g, p)
		r, _ := utf8.DecodeRuneInString(g.Text)
		if spacing(g.Text) || g.Text == "" {
			r = ' '
		}
		gap := (x - end) / g.Size
		level := math.Abs(base-y) < 0.1*g.Size
		// The first word of a stop began in the one before it; or the words go on over a border that nothing draws.
		onward := func(k *grid, l int) bool {
			return l >= 0 && out[l].grid == last && r != ' ' && level && (math.Abs(gap) < 0.1 ||
				!k.ruled && gap > 0 && gap < 0.45 && unicode.IsLetter(before) && unicode.IsLower(r))
		}
		for n, k := range grids {
			cell := k.at(x+g.W/2, y-0.3*g.Size)
			if cell < 0 {
				if r != ' ' && y > k.ys[0] && y < k.ys[len(k.ys)-1] {
					k.outside[int(y)]++
				}
				continue
			}
			if r != ' ' {
				k.inside[int(y)]++
			}
			l := len(out) - 1
			if l >= 0 && out[l].grid == n && out[l].cell == cell && math.Abs(out[l].y-y) < 0.4*max(g.Size, out[l].size) {
				q := &out[l]
				q.last = i
				q.parted = q.parted || r != ' ' && q.start != ' ' && level && gap > 1.5
				if q.start == ' ' {
					q.start, q.onward = r, onward(k, l-1)
				}
			} else {
				q := stop{grid: n, cell: cell, first: i, last: i, y: y, size: g.Size, start: r}
				q.onward = onward(k, l)
				out = append(out, q)
			}
			if r != ' ' {
				last = n
			}
			break
		}
		if r != ' ' {
			end, base, before = x+g.W, y, r
		}
	}
	return out
}

// fromRight reports whether the cells of a row are drawn from right to left.
func (g *grid) fromRight(stops []*stop) bool {
	right, left := 0, 0
	for i := 1; i < len(stops); i++ {
		a, b := g.boxes[stops[i-1].cell], g.boxes[stops[i].cell]
		if a.band0 != b.band0 || math.Abs(stops[i].y-stops[i-1].y) > 0.3*stops[i].size {
			continue
		}
		if b.column0 > a.column0 {
			right++
		} else if b.column0 < a.column0 {
			left++
		}
	}
	return left > right
}

// repeats reports whether the drawing comes back to a cell of a band after it was in another.
func (g *grid) repeats(stops []*stop) bool {
	seen := map[int]bool{}
	for i, s := range stops {
		if i > 0 && stops[i-1].cell == s.cell {
			continue
		}
		if seen[s.cell] {
			return true
		}
		seen[s.cell] = true
	}
	return false
}
