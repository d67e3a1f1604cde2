package pdfdoc

import (
	"errors"
	"math"
)

// move is Td: to the start of the next line.
func (r *run) move(x, y float64) {
	m := &r.tlm
	m[4], m[5] = m[0]*x+m[2]*y+m[4], m[1]*x+m[3]*y+m[5]
	r.tm = *m
}

// showArray is TJ: strings, and numbers that move by thousandths of an em.
func (r *run) showArray() {
	if len(r.args) == 0 {
		return
	}
	if r.args[0].kind == opString {
		r.show(r.args[0].s)
		return
	}
	gs := &r.gs
	for i := range r.items {
		it := &r.items[i]
		if it.kind == opString {
			r.show(it.s)
			continue
		}
		d := -it.num / 1000 * gs.size
		if gs.font != nil && gs.font.vertical {
			r.tm[4] += d * r.tm[2]
			r.tm[5] += d * r.tm[3]
		} else {
			d *= gs.scale
			r.tm[4] += d * r.tm[0]
			r.tm[5] += d * r.tm[1]
		}
	}
}

var errGlyphs = errors.New("more glyphs on the page than the limit")

// show is Tj.
func (r *run) show(s []byte) {
	gs := &r.gs
	f := gs.font
	if f == nil {
		f = r.f.fallback()
	}
	m := r.tm.times(gs.ctm)
	across, up := math.Hypot(m[0], m[1]), math.Hypot(m[2], m[3])
	size := gs.size * f.em
	scale := gs.scale * gs.size
	g := Glyph{
		Size: math.Abs(size) * up, Font: &f.Font, MCID: r.now.mcid, Stream: r.from,
		Artifact: r.now.artifact, Hidden: gs.mode == 3 || gs.mode == 7,
	}
	dx, dy := m[0]*scale, m[1]*scale
	along := across * math.Abs(scale)
	if f.vertical {
		dx, dy = -m[2]*gs.size, -m[3]*gs.size
		along = up * math.Abs(gs.size)
	}
	g.Angle = angle(dx, dy)
	ox, oy := m[4]+gs.rise*m[2], m[5]+gs.rise*m[3]
	drawn := !r.now.hidden
	// Distances from the start of the string, in text space.
	pos := 0.0
	for i := 0; i < len(s); {
		code, n := f.next(s[i:])
		c := f.glyph(code, n)
		if drawn {
			if len(r.page.Glyphs) >= r.f.limits.Glyphs {
				r.full = true
				r.trouble(errGlyphs)
				break
			}
			g.Text = c.text
			if f.vertical {
				g.X, g.Y = ox+pos*m[2], oy+pos*m[3]
				g.W = -c.wy * along
			} else {
				g.X, g.Y = ox+pos*m[0], oy+pos*m[1]
				g.W = c.w * along
			}
			r.page.Glyphs = append(r.page.Glyphs, g)
		}
		if f.vertical {
			pos += c.wy*gs.size - gs.char
			if n == 1 && s[i] == ' ' {
				pos -= gs.word
			}
		} else {
			w := c.w*gs.size + gs.char
			if n == 1 && s[i] == ' ' {
				w += gs.word
			}
			pos += w * gs.scale
		}
		i += n
	}
	if f.vertical {
		r.tm[4] += pos * r.tm[2]
		r.tm[5] += pos * r.tm[3]
	} else {
		r.tm[4] += pos * r.tm[0]
		r.tm[5] += pos * r.tm[1]
	}
}

// angle returns the direction of (dx, dy), y down, in whole degrees clockwise from 0 to 359.
func angle(dx, dy float64) int {
	switch {
	case dy == 0 && dx >= 0:
		return 0
	case math.Abs(dy) < 1e-3*math.Abs(dx) && dx > 0:
		return 0
	}
	a := int(math.Round(math.Atan2(dy, dx) * 180 / math.Pi))
	return (a + 360) % 360
}
