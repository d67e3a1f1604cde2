package pdf

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// composeRTL writes a line that has letters written from right to left. The glyphs are sorted as the eye finds
// them from left to right, whatever the order in which they were drawn, and then read: from the right, but words
// of other scripts and numbers from the left.
func (s *scanner) composeRTL(l *line) {
	cs := s.clusters(l)
	rtl, ltr := 0, 0
	for i := range cs {
		switch cs[i].class {
		case rtlLetter:
			rtl++
		case ltrLetter:
			ltr++
		}
	}
	l.rtl = rtl*2 >= ltr
	us := units(cs, l.rtl)
	turn := s.turned(cs, us)
	w := rtlWriter{buf: s.buf, frag: frag{x0: 1e9, x1: -1e9}}
	for n, u := range us {
		if n > 0 {
			edge := u.first
			if l.rtl {
				edge = us[n-1].first
			}
			w.between(&cs[edge])
		}
		if !u.rtl {
			for k := u.first; k <= u.last; k++ {
				if k > u.first {
					w.between(&cs[k])
				}
				w.put(&cs[k], false)
			}
			continue
		}
		for k := u.last; k >= u.first; k-- {
			if k < u.last {
				w.between(&cs[k+1])
			}
			w.put(&cs[k], turn)
		}
	}
	w.frag.end = len(w.buf)
	l.frags = append(w.frags, w.frag)
	l.label, l.marks = w.label, w.marks
	s.buf = w.buf
	l.finish(w.buf, true)
}

// An rtlWriter puts clusters down in reading order.
type rtlWriter struct {
	buf    []byte
	frag   frag
	frags  []frag
	marks  []mark
	label  int
	inside bool // in the list mark
}

func (w *rtlWriter) put(c *cluster, turn bool) {
	if c.label {
		w.inside = true
	} else if w.inside {
		w.inside = false
		w.label = len(w.buf)
		if n := len(w.buf); n > 0 && w.buf[n-1] == ' ' {
			w.label--
		}
	}
	w.buf = hardHyphen(w.buf)
	if c.up {
		if n := len(w.marks) - 1; n >= 0 && w.marks[n].end == len(w.buf) {
			w.marks[n].text += lower(string(c.text))
			w.marks[n].end += len(c.text)
		} else {
			w.marks = append(w.marks, mark{lower(string(c.text)), len(w.buf), len(w.buf) + len(c.text)})
		}
	}
	if m, ok := mirrors[c.text[0]]; turn && ok {
		w.buf = append(w.buf, m)
	} else {
		w.buf = append(w.buf, c.text...)
	}
	w.frag.x0, w.frag.x1 = min(w.frag.x0, c.x0), max(w.frag.x1, c.x1)
}

// between writes what stands to the left of c.
func (w *rtlWriter) between(c *cluster) {
	switch {
	case c.apart:
		w.frag.end = len(w.buf)
		w.frags = append(w.frags, w.frag)
		w.buf = append(w.buf, ' ')
		w.frag = frag{x0: 1e9, x1: -1e9, start: len(w.buf)}
	case c.space:
		w.buf = append(w.buf, ' ')
	}
}

// turned decides whether the brackets of a line have to be turned round: some producers write the character
// that is seen, some the one that is meant. A line without a pair of its own follows the others.
func (s *scanner) turned(cs []cluster, us []unit) bool {
	asIs, turned := pairs(cs, us)
	s.mirror += turned - asIs
	if turned != asIs {
		return turned > asIs
	}
	return s.mirror > 0
}

// clusters returns the line's characters from left to right.
func (s *scanner) clusters(l *line) []cluster {
	_, lineDrawn := s.tracking(l)
	type drawn struct {
		g     *glyph
		shift int
		label bool
	}
	var gs []drawn
	for _, i := range l.runs {
		r := &s.runs[i]
		shift := l.shift(r)
		if shift == raised && l.note == "" && len(l.runs) > 1 && r.letters <= 4 && r.x1 >= l.x1-0.1 {
			shift, l.note = level, s.text(r)
		}
		for k := r.first; k < r.end; k++ {
			gs = append(gs, drawn{&s.glyphs[k], shift, r.label})
		}
	}
	slices.SortStableFunc(gs, func(a, b drawn) int { return cmp.Compare(a.g.x, b.g.x) })
	var (
		out   []cluster
		prev  *glyph
		space bool
		loose []*glyph // marks to hang on a letter
	)
	for _, d := range gs {
		g := d.g
		if g.space {
			space = prev != nil
			continue
		}
		if combining(g.text) {
			loose = append(loose, g)
			continue
		}
		text, up := appendLetters(nil, lamAlef(g.text)), false
		if d.shift == raised {
			text = raise(nil, text)
			up = true
		}
		if len(text) == 0 {
			continue
		}
		r, _ := utf8.DecodeRune(text)
		c := cluster{up: up, text: text, x0: g.x, x1: g.x + g.w, class: classify(r), label: d.label}
		if prev != nil {
			c.space, c.apart = between(prev, g, space, 0, lineDrawn)
		}
		out = append(out, c)
		prev, space = g, false
	}
	for _, g := range loose {
		best, dist := -1, g.size
		mid := g.x + g.w/2
		for i := range out {
			if dx := max(out[i].x0-mid, mid-out[i].x1, 0); dx < dist {
				best, dist = i, dx
			}
		}
		if best >= 0 {
			out[best].text = appendLetters(out[best].text, g.text)
		}
	}
	return out
}
