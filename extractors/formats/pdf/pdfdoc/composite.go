package pdfdoc

// A composite is what a Type 0 font has beside a face: codes of several bytes, CIDs and their widths.
type composite struct {
	f         *file
	codes     *cmap // nil where every code has two bytes and is the CID
	toUnicode *cmap
	vertical  bool
	dw        float64
	widths    map[uint32]float64
	spans     []widthSpan
	dwy       float64
	heights   map[uint32]float64
	tables    [256]*[256]glyph // the glyphs of codes of up to two bytes, filled as they are met
	long      map[uint32]*glyph
}

type widthSpan struct {
	lo, hi uint32
	w      float64
}

func (f *file) newComposite(d, kid, desc dict, toUnicode *cmap) *composite {
	c := &composite{f: f, toUnicode: toUnicode, dw: f.number(kid["DW"], 1000) / 1000, dwy: -1, long: make(map[uint32]*glyph)}
	switch e := f.resolve(d["Encoding"]).(type) {
	case name:
		c.vertical = len(e) > 2 && e[len(e)-2:] == "-V"
	case *stream:
		b, _ := f.data(e)
		c.codes = parseCMap(b, nil)
		c.vertical = c.codes.vertical
	}
	c.readWidths(f.array(kid["W"]))
	return c
}

// maxWidths bounds /W.
const maxWidths = 200_000

// readWidths reads "c [w1 w2 ...]" and "first last w".
func (c *composite) readWidths(a array) {
	c.widths = make(map[uint32]float64)
	for i := 0; i+1 < len(a) && len(c.widths)+len(c.spans) < maxWidths; {
		first, ok := integer(c.f.resolve(a[i]))
		if !ok || first < 0 {
			i++
			continue
		}
		switch o := c.f.resolve(a[i+1]).(type) {
		case array:
			for j, w := range o {
				c.widths[uint32(first+j)] = c.f.number(w, 0) / 1000
			}
			i += 2
		default:
			last, ok := integer(o)
			if !ok || i+2 >= len(a) {
				return
			}
			c.spans = append(c.spans, widthSpan{uint32(first), uint32(max(last, first)), c.f.number(a[i+2], 0) / 1000})
			i += 3
		}
	}
}

func (c *composite) width(cid uint32) float64 {
	if w, ok := c.widths[cid]; ok {
		return w
	}
	for i := range c.spans {
		if s := &c.spans[i]; cid >= s.lo && cid <= s.hi {
			return s.w
		}
	}
	return c.dw
}

func (c *composite) next(s []byte) (code uint32, n int) {
	if c.codes != nil && len(c.codes.spaces) > 0 {
		return c.codes.next(s)
	}
	if len(s) == 1 {
		return uint32(s[0]), 1
	}
	return uint32(s[0])<<8 | uint32(s[1]), 2
}

func (c *composite) glyph(code uint32, n int) *glyph {
	if code < 1<<16 {
		t := c.tables[code>>8]
		if t == nil {
			t = new([256]glyph)
			c.tables[code>>8] = t
		}
		g := &t[code&0xFF]
		if !g.set {
			c.fill(g, code, n)
		}
		return g
	}
	g := c.long[code]
	if g == nil {
		g = new(glyph)
		c.fill(g, code, n)
		c.long[code] = g
	}
	return g
}

func (c *composite) fill(g *glyph, code uint32, n int) {
	g.set = true
	cid := code
	if c.codes != nil {
		cid, _ = c.codes.cid(code)
	}
	g.w, g.wy = c.width(cid), c.dwy
	if c.toUnicode != nil {
		if s, ok := c.toUnicode.text(code); ok && s != "\x00" {
			g.text = c.f.intern(s)
			return
		}
	}
}
