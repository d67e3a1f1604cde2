package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// A bar is a ruling line: what a page draws of it in pieces, put together.
type bar struct {
	at     float64   // its y, or x for an upright one
	lo, hi float64   // from where to where
	joints []float64 // where one piece ends and the next begins: at the borders of cells, for producers that draw cell by cell
}

// Ruling holds the ruling lines of a page.
type ruling struct {
	level   []bar // from the top down
	upright []bar // from left to right
}

// joined is how far apart the pieces of a line may be, in points.
const joined = 2.5

// newRuling puts the pieces together. Pages with more pieces than a table has are drawings.
func newRuling(rules []pdfdoc.Rule) ruling {
	const most = 20_000
	if len(rules) > most {
		return ruling{}
	}
	var level, upright []bar
	for _, r := range rules {
		w, h := r.X1-r.X0, r.Y1-r.Y0
		switch {
		case max(w, h) <= joined: // a corner, as Word draws them
			level = append(level, bar{at: (r.Y0 + r.Y1) / 2, lo: r.X0, hi: r.X1})
			upright = append(upright, bar{at: (r.X0 + r.X1) / 2, lo: r.Y0, hi: r.Y1})
		case w > h:
			level = append(level, bar{at: (r.Y0 + r.Y1) / 2, lo: r.X0, hi: r.X1})
		default:
			upright = append(upright, bar{at: (r.X0 + r.X1) / 2, lo: r.Y0, hi: r.Y1})
		}
	}
	return ruling{join(level), join(upright)}
}

// join puts pieces on one line together. What comes out is longer than a corner.
func join(pieces []bar) []bar {
	slices.SortFunc(pieces, func(a, b bar) int { return cmp.Compare(a.at, b.at) })
	for i := 1; i < len(pieces); i++ { // pieces of one line get one place
		if pieces[i].at-pieces[i-1].at < 0.8 {
			pieces[i].at = pieces[i-1].at
		}
	}
	slices.SortStableFunc(pieces, func(a, b bar) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.lo, b.lo)) })
	var out []bar
	for _, p := range pieces {
		if n := len(out) - 1; n >= 0 && out[n].at == p.at && p.lo <= out[n].hi+joined {
			o := &out[n]
			if x := (p.lo + o.hi) / 2; math.Abs(p.lo-o.hi) <= joined && (len(o.joints) == 0 || x-o.joints[len(o.joints)-1] > joined) {
				o.joints = append(o.joints, x)
			}
			o.hi = max(o.hi, p.hi)
			continue
		}
		out = append(out, p)
	}
	return slices.DeleteFunc(out, func(b bar) bool { return b.hi-b.lo <= joined })
}

// borders returns where the cells end that stand on a height between x0 and x1: at upright lines that cross it, and
// at the joints of the nearest lines above and below. Sure ones first.
func (r *ruling) borders(y, size, x0, x1 float64) (sure, likely []float64) {
	i := sort.Search(len(r.upright), func(i int) bool { return r.upright[i].at > x0 })
	for ; i < len(r.upright) && r.upright[i].at < x1; i++ {
		if u := &r.upright[i]; u.lo < y-0.3*size && u.hi > y-0.1*size {
			sure = append(sure, u.at)
		}
	}
	n := sort.Search(len(r.level), func(i int) bool { return r.level[i].at > y-0.3*size })
	take := func(b *bar) bool {
		if b.lo > x0+size || b.hi < x1-size {
			return false
		}
		for _, x := range b.joints {
			if x > x0 && x < x1 {
				likely = append(likely, x)
			}
		}
		return true
	}
	const look = 20
	for k := n - 1; k >= 0 && k >= n-look && !take(&r.level[k]); k-- {
	}
	for k := n; k < len(r.level) && k < n+look && !take(&r.level[k]); k++ {
	}
	return sure, likely
}
