package pdf

import "math"

// dropTwins removes runs that repeat one drawn just before at nearly the same place: bold type or a shadow made
// by drawing twice.
func (s *scanner) dropTwins() {
	const look = 12
	out := s.runs[:0]
	for i := range s.runs {
		r := s.runs[i]
		twin := false
		if !r.blank {
			for k := len(out) - 1; k >= 0 && k >= len(out)-look; k-- {
				q := &out[k]
				if q.letters == r.letters && q.angle == r.angle && math.Abs(q.y-r.y) < 0.12*r.size && math.Abs(q.x0-r.x0) < 0.12*r.size &&
					math.Abs(q.x1-r.x1) < 0.15*r.size && s.same(q, &r) {
					twin = true
					break
				}
			}
		}
		if !twin {
			out = append(out, r)
		}
	}
	s.runs = out
}

// same reports whether two runs say the same.
func (s *scanner) same(a, b *run) bool {
	i, j := a.first, b.first
	for {
		for i < a.end && s.glyphs[i].space {
			i++
		}
		for j < b.end && s.glyphs[j].space {
			j++
		}
		if i == a.end || j == b.end {
			return i == a.end && j == b.end
		}
		if s.glyphs[i].text != s.glyphs[j].text {
			return false
		}
		i++
		j++
	}
}
