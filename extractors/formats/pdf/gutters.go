package pdf

import (
	"cmp"
	"math"
	"slices"
)

// A gap is a stretch of a line where nothing is drawn.
type gap struct{ x0, x1 float64 }

// A spaced line is a line with its gaps from left to right: all that may part columns, wide ones and narrow.
type spaced struct {
	*line
	narrow, wide []gap
	digits       []bool // of the narrow ones: between the groups of a number, or so it looks
}

const (
	// narrowGap is how wide a gap must be to part two cells where the rows around it show a gutter, in ems; and
	// digitGap between a number and what may be its next three digits.
	narrowGap = 0.3
	digitGap  = 0.5
	// gutterGap is how wide a gutter must be that all rows leave open, in ems.
	gutterGap = 0.12
	// rowsAround is how many lines above and below are asked for a gutter.
	rowsAround = 30
)

// gutters finds where lines have to be cut although the gap is no wider than that of a wide space: a long label
// and a number, two large numbers. The ruling lines tell it, or the rows above and below, which show a gutter there.
func (s *scanner) gutters(ls []*line) {
	var rows []*spaced
	wide := 0
	for _, l := range ls {
		if l.blank || l.owner != nil || l.angle != 0 || l.artifact {
			continue
		}
		r := s.spaced(l)
		rows = append(rows, r)
		if len(r.wide) > 0 {
			wide++
		}
		r.borders(&s.ruling)
	}
	if wide < 2 {
		return
	}
	slices.SortStableFunc(rows, func(a, b *spaced) int { return cmp.Compare(a.y, b.y) })
	for i, r := range rows {
		for k, g := range r.narrow {
			w := g.x1 - g.x0
			if w < narrowGap*r.size || r.digits[k] && w < digitGap*r.size && w < 1.4*r.thousands() || len(r.narrow) > 2 && w < 1.3*r.usual() || r.running() && w < 1.5*r.usual() {
				continue
			}
			if x, ok := gutter(rows, i, g); ok && !r.crossed(g) {
				r.cuts = append(r.cuts, x)
			}
		}
	}
}

// borders cuts a row at the borders of cells that ruling lines show. A line of a diagram crosses words and the spaces
// between them; beside a border of a cell there is more room. The joints of lines above and below count only if the row
// leaves all of them open, as running text does not.
func (r *spaced) borders(ruling *ruling) {
	sure, likely := ruling.borders(r.y, r.size, r.x0, r.x1)
	for _, x := range sure {
		if g, _ := r.at(x); g.x1 > g.x0 && (!r.running() || g.x1-g.x0 > 1.3*r.usual()) {
			r.cuts = append(r.cuts, x)
		}
	}
	var cuts []float64
	for _, x := range likely {
		g, wide := r.at(x)
		if g.x1 <= g.x0 {
			return
		}
		if !wide && g.x1-g.x0 > r.usual()*1.3 {
			cuts = append(cuts, (g.x0+g.x1)/2)
		}
	}
	if len(r.wide) > 0 || len(cuts) > 0 && len(cuts)*2 >= len(r.narrow) {
		r.cuts = append(r.cuts, cuts...)
	}
}

// thousands returns the smallest gap between what may be the groups of a number.
func (r *spaced) thousands() float64 {
	least := math.Inf(1)
	for i, g := range r.narrow {
		if r.digits[i] {
			least = min(least, g.x1-g.x0)
		}
	}
	return least
}

// running reports whether the row looks like running text.
func (r *spaced) running() bool { return len(r.wide) <= 1 && len(r.narrow) > 5 }

// at returns the gap at x, an empty one where there is text.
func (r *spaced) at(x float64) (g gap, wide bool) {
	for i, gs := range [2][]gap{r.wide, r.narrow} {
		for _, g := range gs {
			if x > g.x0-1 && x < g.x1+1 {
				return g, i == 0
			}
		}
	}
	return gap{}, false
}

// usual returns how wide the spaces between words are, as far as the line tells.
func (r *spaced) usual() float64 {
	if len(r.narrow) < 3 {
		return 0.2 * r.size
	}
	ws := make([]float64, len(r.narrow))
	for i, g := range r.narrow {
		ws[i] = g.x1 - g.x0
	}
	slices.Sort(ws)
	return ws[len(ws)/3]
}

// crossed reports whether a gap is cut already.
func (r *spaced) crossed(g gap) bool {
	for _, x := range r.cuts {
		if x > g.x0 && x < g.x1 {
			return true
		}
	}
	return false
}

// spaced measures the gaps of a line.
func (s *scanner) spaced(l *line) *spaced {
	r := &spaced{line: l}
	slices.SortStableFunc(l.runs, func(a, b int) int { return cmp.Compare(s.runs[a].x0, s.runs[b].x0) })
	end, open := 0.0, false
	var first []byte // up to the first gap
	gaps := 0
	count := 0 // digits of the word so far, far below 0 with other signs in it
	for _, i := range l.runs {
		u := &s.runs[i]
		if u.blank {
			continue
		}
		for k := u.first; k < u.end; k++ {
			g := &s.glyphs[k]
			if g.space || g.w == 0 {
				continue
			}
			digit := len(g.text) == 1 && g.text[0] >= '0' && g.text[0] <= '9'
			if w := (g.x - end) / l.size; open && w > gutterGap {
				if gaps++; gaps == 1 && (numberAt(string(first)) == len(first) || bulletAt(string(first)) == len(first)) {
					// the gap behind the number of a paragraph parts no columns
				} else if w > fragGap {
					r.wide = append(r.wide, gap{end, g.x})
				} else {
					r.narrow = append(r.narrow, gap{end, g.x})
					r.digits = append(r.digits, count > 0 && count <= 3 && digit)
				}
				count = 0
			}
			if gaps == 0 && len(first) < 16 {
				first = append(first, g.text...)
			}
			switch {
			case !digit:
				count = -1000
			case count < 0 && !open:
				count = 1
			default:
				count++
			}
			end, open = max(end, g.x+g.w), true
		}
	}
	return r
}

// gutter looks for a gutter in a narrow gap of row i: most rows around leave it open, two at least by a wide gap.
func gutter(rows []*spaced, i int, g gap) (x float64, ok bool) {
	r := rows[i]
	votes, against := 0, 0
	for _, step := range []int{-1, 1} {
		last := r.y
		for k := i + step; k >= 0 && k < len(rows) && (k-i)*step <= rowsAround; k += step {
			m := rows[k]
			if d := (m.y - last) * float64(step); d > 6*r.size {
				break
			}
			last = m.y
			if m.x0 > g.x0 || m.x1 < g.x1 {
				continue // beside it
			}
			open, crossed := m.leaves(g, r.size)
			if !crossed && !m.alike(r, g) {
				continue
			}
			if crossed {
				if len(m.wide) == 0 && len(m.narrow) > 3 {
					break // running text
				}
				against++
				continue
			}
			if open.x1-open.x0 < gutterGap*r.size {
				against++
				continue
			}
			g = open
			if m.opens(g) {
				votes++
			}
		}
	}
	return (g.x0 + g.x1) / 2, votes >= 2 && against*3 <= votes || votes == 1 && against == 0 && len(r.wide) > 0 && g.x1-g.x0 > digitGap*r.size
}

// leaves returns what a row leaves open of a gap; crossed is whether it draws over all of it.
func (m *spaced) leaves(g gap, size float64) (open gap, crossed bool) {
	for _, gs := range [2][]gap{m.wide, m.narrow} {
		for _, o := range gs {
			if a, b := max(o.x0, g.x0), min(o.x1, g.x1); b-a > gutterGap*size {
				return gap{a, b}, false
			}
		}
	}
	return gap{}, true
}

// alike reports whether a row has, to the right of a gap, something at the place of what row r has there; and to the
// left of it, unless the first cell ends there.
func (m *spaced) alike(r *spaced, g gap) bool {
	a0, a1, first := r.right(g.x1), r.left(g.x0), len(r.wide) == 0 || r.wide[0].x0 >= g.x0
	var open gap
	for _, gs := range [2][]gap{m.wide, m.narrow} {
		for _, o := range gs {
			if min(o.x1, g.x1) > max(o.x0, g.x0) {
				open = o
			}
		}
	}
	if overlapX(g.x1, a0, open.x1, m.right(open.x1)) <= 0 {
		return false
	}
	return first || overlapX(a1, g.x0, m.left(open.x0), open.x0) > 0
}

// right returns where the words end that begin at x, left where those begin that end at x.
func (m *spaced) right(x float64) float64 {
	end := m.x1
	for _, gs := range [2][]gap{m.wide, m.narrow} {
		for _, o := range gs {
			if o.x0 > x {
				end = min(end, o.x0)
			}
		}
	}
	return end
}

func (m *spaced) left(x float64) float64 {
	start := m.x0
	for _, gs := range [2][]gap{m.wide, m.narrow} {
		for _, o := range gs {
			if o.x1 < x {
				start = max(start, o.x1)
			}
		}
	}
	return start
}

// opens reports whether a row has a wide gap there.
func (m *spaced) opens(g gap) bool {
	for _, o := range m.wide {
		if o.x0 < g.x1 && o.x1 > g.x0 {
			return true
		}
	}
	return false
}
