package pdf

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// composeRTL writes a line of a page that is written from right to left. The glyphs are sorted as the eye finds
// them from left to right, whatever the order in which they were drawn, and then read. Above is the line before,
// nil for none.
func (s *scanner) composeRTL(l, above *line) {
	b := bidiLine{cs: s.clusters(l)}
	s.orient(b.cs)
	l.rtl = s.fromRight(b.cs)
	if above != nil && above.owner == l.owner && above.page == l.page && above.angle == l.angle && above.rtl == l.rtl &&
		(l.owner != nil || l.y > above.y && l.y < above.y+2.2*l.size && abs(l.size-above.size) < 0.1*l.size) {
		b.before = above.strong
	}
	us := b.units(l.rtl)
	w := rtlWriter{buf: s.buf, frag: frag{x0: 1e9, x1: -1e9}, seen: s.mirror <= 0}
	for n, u := range us {
		if n > 0 {
			w.between(&b.cs[u.edge])
		}
		for k := u.first; k <= u.last; k++ {
			i := k
			if u.rtl {
				i = u.last - (k - u.first)
			}
			if k > u.first {
				edge := i
				if u.rtl {
					edge = i + 1
				}
				w.between(&b.cs[edge])
			}
			w.put(&b.cs[i], u.rtl)
			if c := b.cs[i].class; c.rtl() || c == ltrLetter {
				l.strong = c
			}
		}
	}
	w.frag.end = len(w.buf)
	l.frags = append(w.frags, w.frag)
	l.label, l.marks = w.label, w.marks
	s.buf = w.buf
	l.finish(w.buf, true)
}

// fromRight decides whether a line belongs to a paragraph that runs from the right. Its letters tell; so does the
// point that ends its sentence. A number alone goes with its page.
func (s *scanner) fromRight(cs []cluster) bool {
	rtl, ltr := 0, 0
	for i := range cs {
		if cs[i].class.rtl() {
			rtl++
		} else if cs[i].class == ltrLetter {
			ltr++
		}
	}
	if rtl+ltr == 0 {
		return true
	}
	first, last := ending(cs[0].text), ending(cs[len(cs)-1].text)
	switch {
	case first && !last:
		return true
	case last && !first:
		return false
	case rtl > 0 && s.tally.rtl > s.tally.letters/2:
		return true
	}
	return rtl*2 > ltr
}

func ending(t []byte) bool {
	switch string(t) {
	case ".", ",", ":", ";", "،", "؛", "؟", "!":
		return true
	}
	return false
}

// An rtlWriter puts clusters down in reading order.
type rtlWriter struct {
	buf    []byte
	frag   frag
	frags  []frag
	marks  []mark
	label  int
	inside bool // in the list mark
	seen   bool // signs other than brackets are written as they are seen, not as they are meant
}

// put writes a cluster; turned is whether its place is read from the right.
func (w *rtlWriter) put(c *cluster, turned bool) {
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
	text := c.text
	if turned && (w.seen || opens(text) || closes(text)) {
		if m, ok := mirrors[string(text)]; ok {
			text = []byte(m)
		}
	}
	w.buf = append(w.buf, text...)
	w.frag.x0, w.frag.x1 = min(w.frag.x0, c.x0), max(w.frag.x1, c.x1)
}

// between writes what stands to the left of c.
func (w *rtlWriter) between(c *cluster) {
	if c.apart {
		w.frag.end = len(w.buf)
		w.frags = append(w.frags, w.frag)
		w.buf = append(w.buf, ' ')
		w.frag = frag{x0: 1e9, x1: -1e9, start: len(w.buf)}
	} else if c.space != "" {
		w.buf = append(w.buf, spaceText(c.space)...)
	}
}

// A drawn is a glyph of a line with what its run tells.
type drawn struct {
	g     *glyph
	shift int
	label bool
	x     float64  // where it is sorted in
	marks []*glyph // over it
}

// clusters returns the line's characters from left to right.
func (s *scanner) clusters(l *line) []cluster {
	_, lineDrawn := s.tracking(l)
	gs := s.hang(s.inOrder(l), l.size)
	slices.SortStableFunc(gs, func(a, b drawn) int { return cmp.Compare(a.x, b.x) })
	var (
		out   []cluster
		prev  *glyph
		space string
	)
	for _, d := range gs {
		g := d.g
		if g.space {
			if prev != nil && (space == "" || space == " ") {
				space = g.text
			}
			continue
		}
		text := appendLetters(nil, lamAlef(g.text))
		if len(text) == 0 { // a stroke that lengthens a word
			if prev != nil && space == "" {
				out[len(out)-1].x1 = max(out[len(out)-1].x1, g.x+g.w)
				stretched := *prev
				stretched.w = max(prev.w, g.x+g.w-prev.x)
				prev = &stretched
			}
			continue
		}
		if d.shift == raised {
			text = raise(nil, text)
		}
		r, _ := utf8.DecodeRune(text)
		c := cluster{text: text, up: d.shift == raised, x0: g.x, x1: g.x + g.w, class: classify(r), label: d.label, pair: -1}
		for _, m := range d.marks {
			c.text = appendLetters(c.text, m.text)
		}
		if prev != nil {
			sp, apart := between(prev, g, space != "", 0, lineDrawn)
			if c.apart = apart || l.cut(prev, g); sp || c.apart {
				c.space = spaceText(space)
			}
		}
		out = append(out, c)
		prev, space = g, ""
	}
	return unstretched(out)
}

// inOrder returns the line's glyphs in the order in which they were drawn if that is from left to right, else the
// other way round. It decides between glyphs that stand over each other.
func (s *scanner) inOrder(l *line) []drawn {
	slices.SortFunc(l.runs, func(a, b int) int { return cmp.Compare(s.runs[a].first, s.runs[b].first) })
	var gs []drawn
	right, left := 0, 0
	for _, i := range l.runs {
		r := &s.runs[i]
		shift := l.shift(r)
		if shift == raised && l.note == "" && len(l.runs) > 1 && r.letters <= 4 && r.x1 >= l.x1-0.1 {
			shift, l.note = level, s.text(r)
		}
		for k := r.first; k < r.end; k++ {
			gs = append(gs, drawn{g: &s.glyphs[k], shift: shift, label: r.label, x: s.glyphs[k].x})
		}
	}
	var last *glyph
	for i := range gs {
		g := gs[i].g
		if r, _ := utf8.DecodeRuneInString(g.text); !rightToLeft(r) || combining(g.text) {
			continue
		}
		if last != nil && g.x > last.x {
			right++
		} else if last != nil && g.x < last.x {
			left++
		}
		last = g
	}
	if left > right {
		slices.Reverse(gs)
	}
	return gs
}

// hang takes the combining marks out of glyphs that were drawn from left to right, where an Arabic letter follows
// its marks, and hangs each on its letter: the next, if it stands there, else the nearest. A letter without a
// width of its own, the half of a ligature, is held to the one that follows.
func (s *scanner) hang(gs []drawn, size float64) []drawn {
	out := gs[:0:0]
	type stray struct {
		m  *glyph
		at int // in out
	}
	var waiting []*glyph
	var loose []stray
	for _, d := range gs {
		if combining(d.g.text) {
			waiting = append(waiting, d.g)
			continue
		}
		if !d.g.space {
			for i := len(waiting) - 1; i >= 0; i-- {
				if m := waiting[i]; over(m, d.g, 0.6*size) {
					d.marks = append(d.marks, m)
				} else {
					loose = append(loose, stray{m, len(out)})
				}
			}
			waiting = waiting[:0]
			if n := len(out) - 1; n >= 0 && !out[n].g.space && out[n].g.w < 0.05*size && abs(out[n].x-d.x) < 0.3*size {
				out[n].x = d.x
			}
		}
		out = append(out, d)
	}
	for _, m := range waiting {
		loose = append(loose, stray{m, len(out)})
	}
	const look = 8 // letters on either side
	for _, s := range loose {
		best, dist := -1, size
		m := s.m
		mid := m.x + m.w/2
		for i := max(0, s.at-look); i < min(len(out), s.at+look); i++ {
			if g := out[i].g; !g.space {
				if dx := max(g.x-mid, mid-g.x-g.w, 0); dx < dist {
					best, dist = i, dx
				}
			}
		}
		if best >= 0 {
			out[best].marks = append(out[best].marks, m)
		}
	}
	return out
}

// over reports whether a mark stands over a letter, or not far beside it.
func over(m, g *glyph, far float64) bool { return m.x > g.x-far && m.x < g.x+g.w+far }

// unstretched takes out the "<" that stands inside an Arabic word: LibreOffice writes so the strokes with which
// it lengthens the words of a justified line.
func unstretched(cs []cluster) []cluster {
	out := cs[:0]
	for i := 0; i < len(cs); {
		k := i
		for k < len(cs) && string(cs[k].text) == "<" && cs[k].space == "" {
			k++
		}
		if k == i {
			out = append(out, cs[i])
			i++
			continue
		}
		inside := len(out) > 0 && out[len(out)-1].class == arabicLetter && k < len(cs) && cs[k].space == "" && cs[k].class == arabicLetter
		if !inside {
			out = append(out, cs[i:k]...)
		}
		i = k
	}
	return out
}
