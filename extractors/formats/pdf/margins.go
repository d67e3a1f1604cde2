package pdf

import (
	"cmp"
	"math"
	"slices"
)

// leading returns the usual distance of lines for each font size of the page, in quarters of a point.
func leading(sh *sheet) map[int]float64 {
	counts := map[int]map[int]int{}
	for i := 1; i < len(sh.lines); i++ {
		a, b := sh.lines[i-1], sh.lines[i]
		if a.blank || b.blank || a.angle != b.angle || math.Abs(a.size-b.size) > 0.3 || overlapX(a.x0, a.x1, b.x0, b.x1) <= 0 {
			continue
		}
		if d := b.y - a.y; d > 0.8*a.size && d < 2.2*a.size {
			k := int(math.Round(a.size * 2))
			if counts[k] == nil {
				counts[k] = map[int]int{}
			}
			counts[k][int(math.Round(d*2))]++
		}
	}
	out := map[int]float64{}
	for k, c := range counts {
		best, n := 0, 0
		for d, m := range c {
			if m > n || m == n && d < best {
				best, n = d, m
			}
		}
		// Of two usual distances the smaller is that of lines, the larger that of paragraphs.
		for d, m := range c {
			if d < best && m*3 >= n {
				best = d
			}
		}
		out[k] = float64(best) / 2
	}
	return out
}

// rightMargins returns for each piece where the lines of its column end: the farthest end of the pieces around it
// that begin within its width and do not reach into what stands beside it. For text from right to left it is the
// left end.
func rightMargins(ps []piece) []float64 {
	const around = 12
	limits := besides(ps)
	out := make([]float64, len(ps))
	for i, p := range ps {
		l := p.line
		out[i] = l.x1
		if l.rtl {
			out[i] = l.x0
		}
		for k := max(0, i-around); k < len(ps) && k <= i+around; k++ {
			m := ps[k].line
			if m.blank || m.artifact || m.angle != l.angle || math.Abs(m.size-l.size) > 0.15*l.size || overlapX(l.x0, l.x1, m.x0, m.x1) <= 0 {
				continue
			}
			if l.rtl {
				if m.x0 > limits[i].x0 {
					out[i] = min(out[i], m.x0)
				}
			} else if m.x0 <= l.x0+8*l.size && m.x1 < limits[i].x1 {
				out[i] = max(out[i], m.x1)
			}
		}
	}
	return out
}

// besides returns for each piece the room up to what stands beside it to the left and to the right, on its own
// height or, for the lines of its column around it that have nothing beside them, on theirs.
func besides(ps []piece) []gap {
	out := make([]gap, len(ps))
	order := make([]int, 0, len(ps))
	for i, p := range ps {
		out[i] = gap{math.Inf(-1), math.Inf(1)}
		if !p.blank && !p.artifact && p.angle == 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(ps[a].y, ps[b].y) })
	const look = 40
	for n, i := range order {
		for _, k := range order[n+1 : min(len(order), n+look)] {
			a, b := ps[i].line, ps[k].line
			if b.y-a.y > 0.6*max(a.size, b.size) {
				break
			}
			if a.x0 > b.x0 {
				i, k, a, b = k, i, b, a
			}
			if b.x0 >= a.x1 {
				out[i].x1 = min(out[i].x1, b.x0)
				out[k].x0 = max(out[k].x0, a.x1)
			}
		}
	}
	// A line without a neighbour has the room of the one before it, if it keeps to it; else of the one after.
	spread := func(i, from int) {
		p, q := ps[i].line, ps[from].line
		if p.angle != q.angle || p.artifact || q.artifact || math.Abs(p.y-q.y) > 2.5*p.size || overlapX(p.x0, p.x1, q.x0, q.x1) <= 0 {
			return
		}
		if math.IsInf(out[i].x1, 1) && p.x1 < out[from].x1 {
			out[i].x1 = out[from].x1
		}
		if math.IsInf(out[i].x0, -1) && p.x0 > out[from].x0 {
			out[i].x0 = out[from].x0
		}
	}
	for i := 1; i < len(ps); i++ {
		spread(i, i-1)
	}
	for i := len(ps) - 2; i >= 0; i-- {
		spread(i, i+1)
	}
	return out
}
