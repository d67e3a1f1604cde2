package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// grids finds the tables that are drawn on a page.
func (r *ruling) grids() []*grid {
	level, upright := long(r.level), long(r.upright)
	if len(level) < 2 || len(level)+len(upright) > maxBars {
		return nil
	}
	parent := make([]int, len(level))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	// Level lines that an upright one meets belong together; so do those of one extent with joints.
	for _, u := range upright {
		first := -1
		n := sort.Search(len(level), func(i int) bool { return level[i].at >= u.lo-touching })
		for i := n; i < len(level) && level[i].at <= u.hi+touching; i++ {
			if u.at < level[i].lo-touching || u.at > level[i].hi+touching {
				continue
			}
			if first < 0 {
				first = i
			}
			parent[find(i)] = find(first)
		}
	}
	for i := range level {
		for k := i + 1; k < len(level); k++ {
			a, b := &level[i], &level[k]
			if b.lo > a.hi || b.hi < a.lo {
				continue
			}
			if len(a.joints) == 0 || a.lo > b.lo+touching+1 || a.hi < b.hi-touching-1 {
				break
			}
			if math.Abs(a.lo-b.lo) < touching+1 && math.Abs(a.hi-b.hi) < touching+1 {
				if len(b.joints) == 0 || meet(a.joints, b.joints) {
					parent[find(k)] = find(i)
				}
				break
			}
			if b.at-a.at < 80 && a.borders(b.lo) && a.borders(b.hi) {
				parent[find(k)] = find(i) // a shorter line, under a head over several columns
			}
		}
	}
	parts := map[int][]bar{}
	for i, l := range level {
		parts[find(i)] = append(parts[find(i)], l)
	}
	var out []*grid
	for _, ls := range parts {
		if len(ls) < 2 {
			continue
		}
		if g := newGrid(ls, upright); g != nil {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b *grid) int { return cmp.Or(cmp.Compare(a.ys[0], b.ys[0]), cmp.Compare(a.xs[0], b.xs[0])) })
	return out
}

// meet reports whether half of the joints of two lines are at the same places.
func meet(a, b []float64) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, x := range a {
		if slices.ContainsFunc(b, func(y float64) bool { return math.Abs(x-y) <= snap }) {
			n++
		}
	}
	return n*2 >= len(a)
}

// borders reports whether a level line has a joint or an end at x.
func (b *bar) borders(x float64) bool {
	return math.Abs(b.lo-x) <= snap || math.Abs(b.hi-x) <= snap || slices.ContainsFunc(b.joints, func(y float64) bool { return math.Abs(x-y) <= snap })
}

func long(bs []bar) []bar {
	var out []bar
	for _, b := range bs {
		if b.hi-b.lo >= leastBar {
			out = append(out, b)
		}
	}
	return out
}
