package pdfdoc

import "math"

// A path is the one under construction, in upright page space. Only straight pieces are kept; what has a curve
// is no rule.
type path struct {
	subs  []sub
	count int
}

// A sub is a subpath.
type sub struct {
	pts    []point
	closed bool
	curved bool
	rect   bool
}

type point struct{ x, y float64 }

// Bounds of what one page may keep: a map's coast lines are no rules.
const (
	maxPoints = 20_000
	maxRules  = 100_000
)

func (p *path) reset() {
	p.subs, p.count = p.subs[:0], 0
}

// open starts a subpath, reusing the memory of an earlier path.
func (p *path) open() *sub {
	if len(p.subs) < cap(p.subs) {
		p.subs = p.subs[:len(p.subs)+1]
		s := &p.subs[len(p.subs)-1]
		*s = sub{pts: s.pts[:0]}
		return s
	}
	p.subs = append(p.subs, sub{})
	return &p.subs[len(p.subs)-1]
}

func (p *path) moveTo(m *matrix, x, y float64) {
	if p.count++; p.count > maxPoints {
		return
	}
	x, y = m.apply(x, y)
	s := p.open()
	s.pts = append(s.pts, point{x, y})
}

func (p *path) lineTo(m *matrix, x, y float64) {
	if len(p.subs) == 0 {
		p.moveTo(m, x, y)
		return
	}
	if p.count++; p.count > maxPoints {
		return
	}
	s := &p.subs[len(p.subs)-1]
	if s.closed { // a new subpath begins where the closed one began
		at := s.pts[0]
		s = p.open()
		s.pts = append(s.pts, at)
	}
	x, y = m.apply(x, y)
	s.pts = append(s.pts, point{x, y})
}

func (p *path) curveTo(m *matrix, x, y float64) {
	p.lineTo(m, x, y)
	if len(p.subs) > 0 {
		p.subs[len(p.subs)-1].curved = true
	}
}

func (p *path) rect(m *matrix, x, y, w, h float64) {
	if p.count += 4; p.count > maxPoints {
		return
	}
	s := p.open()
	s.closed, s.rect = true, true
	for _, c := range [4]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}} {
		px, py := m.apply(c.x, c.y)
		s.pts = append(s.pts, point{px, py})
	}
}

func (p *path) close() {
	if n := len(p.subs); n > 0 {
		p.subs[n-1].closed = true
	}
}

// thin is the side in points up to which a filled rectangle is a line.
const thin = 3.5

// paint turns the path into rules and forgets it.
func (r *run) paint(fill, stroke bool) {
	defer r.path.reset()
	if r.now.hidden {
		return
	}
	fill, stroke = fill && r.gs.fill, stroke && r.gs.stroke
	if !fill && !stroke {
		return
	}
	m := &r.gs.ctm
	width := r.gs.line * math.Sqrt(math.Abs(m[0]*m[3]-m[1]*m[2]))
	for i := range r.path.subs {
		s := &r.path.subs[i]
		if s.curved || len(s.pts) < 2 {
			continue
		}
		if x0, y0, x1, y1, ok := s.box(); ok && (fill || s.closed) {
			r.boxRules(x0, y0, x1, y1, width, fill, stroke)
			continue
		}
		if !stroke {
			continue
		}
		for j := 1; j < len(s.pts); j++ {
			r.lineRule(s.pts[j-1], s.pts[j], width)
		}
		if s.closed {
			r.lineRule(s.pts[len(s.pts)-1], s.pts[0], width)
		}
	}
}

// straight is how far a rule may lean, in points.
const straight = 0.5

// box returns the rectangle that a subpath of four corners (and perhaps the first again) is.
func (s *sub) box() (x0, y0, x1, y1 float64, ok bool) {
	n := len(s.pts)
	if n == 5 && near(s.pts[0], s.pts[4]) {
		n = 4
	}
	if n != 4 {
		return 0, 0, 0, 0, false
	}
	p := s.pts
	for i := range 4 {
		a, b := p[i], p[(i+1)%4]
		if math.Abs(a.x-b.x) > straight && math.Abs(a.y-b.y) > straight {
			return 0, 0, 0, 0, false
		}
	}
	if math.Abs(p[0].x-p[2].x) <= straight && math.Abs(p[0].y-p[2].y) <= straight && !s.rect {
		return 0, 0, 0, 0, false
	}
	return min(p[0].x, p[2].x), min(p[0].y, p[2].y), max(p[0].x, p[2].x), max(p[0].y, p[2].y), true
}

func near(a, b point) bool { return math.Abs(a.x-b.x) < 0.05 && math.Abs(a.y-b.y) < 0.05 }

// boxRules adds the line that a thin rectangle is, or the edges of another.
func (r *run) boxRules(x0, y0, x1, y1, width float64, fill, stroke bool) {
	w, h := x1-x0, y1-y0
	if fill && !stroke {
		width = 0
	}
	switch {
	case h <= thin && w > h:
		y := (y0 + y1) / 2
		r.rule(Rule{x0, y, x1, y, max(h, width)})
	case w <= thin && h > w:
		x := (x0 + x1) / 2
		r.rule(Rule{x, y0, x, y1, max(w, width)})
	case w <= thin:
		// a dot
	default:
		r.rule(Rule{x0, y0, x1, y0, width})
		r.rule(Rule{x0, y1, x1, y1, width})
		r.rule(Rule{x0, y0, x0, y1, width})
		r.rule(Rule{x1, y0, x1, y1, width})
	}
}

func (r *run) lineRule(a, b point, width float64) {
	dx, dy := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
	switch {
	case dy <= straight && dx > dy:
		y := (a.y + b.y) / 2
		r.rule(Rule{min(a.x, b.x), y, max(a.x, b.x), y, width})
	case dx <= straight && dy > dx:
		x := (a.x + b.x) / 2
		r.rule(Rule{x, min(a.y, b.y), x, max(a.y, b.y), width})
	}
}

// rule adds a rule that lies on the page, cut at its edges.
func (r *run) rule(u Rule) {
	p := r.page
	if len(p.Rules) >= maxRules || u.X1 < 0 || u.Y1 < 0 || u.X0 > p.Width || u.Y0 > p.Height {
		return
	}
	u.X0, u.Y0 = max(u.X0, 0), max(u.Y0, 0)
	u.X1, u.Y1 = min(u.X1, p.Width), min(u.Y1, p.Height)
	p.Rules = append(p.Rules, u)
}
