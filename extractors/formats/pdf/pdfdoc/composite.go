package pdfdoc

import "strings"

// A composite is what a Type 0 font has beside a face: codes of several bytes, CIDs and their widths.
type composite struct {
	f         *file
	codes     *cmap    // an embedded CMap
	charset   *charset // a predefined one; without either every code has two bytes and is the CID
	program   *program
	gids      []byte   // CIDToGIDMap, two bytes each; nil for the identity
	order     []string // the characters of the CIDs of a known collection
	identity  bool     // glyphs are numbered by their CID
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
		c.vertical = strings.HasSuffix(string(e), "-V") || e == "V"
		c.charset = predefined(e)
	case *stream:
		b, _ := f.data(e)
		c.codes = parseCMap(b, c.useCMap)
		if n, ok := f.resolve(e.dict["UseCMap"]).(name); ok && len(c.codes.cids) == 0 {
			c.useCMap(n)
		}
		w, _ := integer(f.resolve(e.dict["WMode"]))
		c.vertical = c.codes.vertical || w == 1
	}
	c.order = collectionText(string(f.textOf(f.dict(kid["CIDSystemInfo"])["Ordering"])))
	c.program = f.program(desc)
	if s := f.stream(kid["CIDToGIDMap"]); s != nil {
		c.gids, _ = f.data(s)
	}
	if a := f.numbers(kid["DW2"], 2); a != nil && a[1] < 0 {
		c.dwy = a[1] / 1000
	}
	if c.vertical {
		c.readHeights(f.array(kid["W2"]))
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
	switch {
	case c.codes != nil && len(c.codes.spaces) > 0:
		return c.codes.next(s)
	case c.charset != nil:
		n = min(c.charset.split(s), len(s))
		for _, b := range s[:n] {
			code = code<<8 | uint32(b)
		}
		return code, n
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

// fill works out the widths and the text of a code: by ToUnicode, else by the predefined CMap, by the collection
// the CIDs belong to, by the embedded font.
func (c *composite) fill(g *glyph, code uint32, n int) {
	g.set = true
	cid := code
	g.w, g.wy = c.dw, c.dwy
	switch {
	case c.codes != nil && (len(c.codes.cids) > 0 || !c.identity):
		var ok bool
		if cid, ok = c.codes.cid(code); !ok && c.identity {
			cid = code
		}
		g.w = c.width(cid)
	case c.charset != nil:
		var ok bool
		if cid, ok = c.charset.cid(code, n); ok {
			g.w = c.width(cid)
		}
	default:
		g.w = c.width(cid)
	}
	if h, ok := c.heights[cid]; ok {
		g.wy = h
	}
	if c.toUnicode != nil {
		if s, ok := c.toUnicode.text(code); ok && s != "\x00" {
			g.text = c.f.intern(s)
			return
		}
	}
	g.text = c.f.intern(c.guess(code, cid, n))
}

// guess returns the text of a code that ToUnicode does not tell.
func (c *composite) guess(code, cid uint32, n int) string {
	if c.charset != nil {
		return c.charset.text(code, n)
	}
	if int(cid) < len(c.order) {
		return c.order[cid]
	}
	if c.program == nil || cid > 0xFFFF {
		return ""
	}
	gid := uint16(cid)
	if c.gids != nil {
		if int(2*cid+1) >= len(c.gids) {
			return ""
		}
		gid = uint16(c.gids[2*cid])<<8 | uint16(c.gids[2*cid+1])
	}
	return c.program.glyphText(gid)
}

// useCMap is usecmap: codes are cut and read as the named CMap has it where the embedded one says nothing.
func (c *composite) useCMap(n name) *cmap {
	if strings.HasPrefix(string(n), "Identity") {
		c.identity = true
		return &cmap{spaces: []codespace{{2, 0, 0xFFFF}}}
	}
	c.charset = predefined(n)
	return nil
}

// readHeights reads /W2, "c [w v1 v2 ...]" and "first last w v1 v2", of which w is kept.
func (c *composite) readHeights(a array) {
	c.heights = make(map[uint32]float64)
	for i := 0; i+1 < len(a) && len(c.heights) < maxWidths; {
		first, ok := integer(c.f.resolve(a[i]))
		if !ok || first < 0 {
			i++
			continue
		}
		switch o := c.f.resolve(a[i+1]).(type) {
		case array:
			for j := 0; j < len(o); j += 3 {
				c.heights[uint32(first+j/3)] = c.f.number(o[j], -1000) / 1000
			}
			i += 2
		default:
			last, ok := integer(o)
			if !ok || i+2 >= len(a) {
				return
			}
			for cid := first; cid <= min(last, 0xFFFF); cid++ {
				c.heights[uint32(cid)] = c.f.number(a[i+2], -1000) / 1000
			}
			i += 5
		}
	}
}
