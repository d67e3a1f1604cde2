package pdfdoc

import (
	"math"
	"strings"
)

// A face is a font with what is needed to draw with it.
type face struct {
	Font
	em       float64 // nominal size of the font over the size that Tf tells; 1 but for odd Type 3 fonts
	vertical bool
	simple   *[256]glyph // fonts with one-byte codes
	comp     *composite  // fonts with codes of several bytes
}

// A glyph is one code of a font. Lengths are in ems.
type glyph struct {
	text string
	w    float64 // advance
	wy   float64 // advance of vertical writing, negative
	set  bool
}

// next cuts the first code off a string that is not empty.
func (f *face) next(s []byte) (code uint32, n int) {
	if f.comp == nil {
		return uint32(s[0]), 1
	}
	return f.comp.next(s)
}

func (f *face) glyph(code uint32, n int) *glyph {
	if f.comp == nil {
		return &f.simple[code&0xFF]
	}
	return f.comp.glyph(code, n)
}

// face returns the font of a reference, made once for each object.
func (f *file) face(o object) *face {
	r, isRef := o.(ref)
	if isRef {
		if x, ok := f.fonts[r]; ok {
			return x
		}
	}
	d := f.dict(o)
	if d == nil {
		return f.fallback()
	}
	if !isRef {
		return f.newFace(d)
	}
	f.fonts[r] = f.fallback() // a font that refers to itself
	x := f.newFace(d)
	f.fonts[r] = x
	return x
}

// fallback is the font of text whose font is missing.
func (f *file) fallback() *face {
	if x, ok := f.fonts[0]; ok {
		return x
	}
	x := f.newFace(dict{"Subtype": name("Type1"), "BaseFont": name("Helvetica")})
	f.fonts[0] = x
	return x
}

// newFace reads a font dictionary.
func (f *file) newFace(d dict) *face {
	x := &face{em: 1}
	base := string(f.name(d["BaseFont"]))
	var toUnicode *cmap
	if s := f.stream(d["ToUnicode"]); s != nil {
		b, _ := f.data(s)
		toUnicode = parseCMap(b, nil)
		if len(toUnicode.chars)+len(toUnicode.ranges) == 0 {
			toUnicode = nil
		}
	}
	subtype := f.name(d["Subtype"])
	desc := f.dict(d["FontDescriptor"])
	if subtype == "Type0" {
		var kid dict // none where the object is lost: the codes still have two bytes
		if kids := list(f.resolve(d["DescendantFonts"])); len(kids) > 0 {
			kid = f.dict(kids[0])
		}
		desc = f.dict(kid["FontDescriptor"])
		x.comp = f.newComposite(d, kid, desc, toUnicode)
		x.vertical = x.comp.vertical
	}
	x.describe(f, base, desc)
	if x.comp == nil {
		f.fillSimple(x, d, desc, base, toUnicode)
	}
	return x
}

// Flags of a font descriptor.
const (
	flagFixed     = 1 << 0
	flagSymbolic  = 1 << 2
	flagItalic    = 1 << 6
	flagForceBold = 1 << 18
)

// describe sets what layout may know.
func (x *face) describe(f *file, base string, desc dict) {
	if i := strings.IndexByte(base, '+'); i == 6 {
		base = base[7:]
	}
	x.Name = base
	low := strings.ToLower(base)
	flags, _ := integer(f.resolve(desc["Flags"]))
	x.Bold = strings.Contains(low, "bold") || strings.Contains(low, "black") || strings.Contains(low, "heavy") ||
		strings.HasSuffix(low, "-bd") || flags&flagForceBold != 0 || f.number(desc["StemV"], 0) >= 140 || f.number(desc["FontWeight"], 0) >= 600
	x.Italic = strings.Contains(low, "italic") || strings.Contains(low, "oblique") || flags&flagItalic != 0 || math.Abs(f.number(desc["ItalicAngle"], 0)) > 2
	x.Mono = flags&flagFixed != 0 || strings.Contains(low, "courier") || strings.Contains(low, "mono")
	x.Ascent, x.Descent = f.number(desc["Ascent"], 0)/1000, f.number(desc["Descent"], 0)/1000
	if x.Descent > 0 {
		x.Descent = -x.Descent // some producers leave the sign out
	}
	if x.Ascent < 0.3 || x.Ascent > 2 {
		x.Ascent = 0.75
	}
	if x.Descent > -0.05 || x.Descent < -1.5 {
		x.Descent = -0.25
	}
}

// fillSimple fills the 256 glyphs of a font with one-byte codes.
func (f *file) fillSimple(x *face, d, desc dict, base string, toUnicode *cmap) {
	x.simple = new([256]glyph)
	enc := f.encoding(d, desc, base, toUnicode != nil)
	for code := range x.simple {
		g := &x.simple[code]
		if toUnicode != nil {
			if s, ok := toUnicode.text(uint32(code)); ok && s != "\x00" {
				g.text = f.intern(s)
				continue
			}
		}
		g.text = f.intern(enc[code])
	}
	first, _ := integer(f.resolve(d["FirstChar"]))
	widths := f.array(d["Widths"])
	unit := 1.0 / 1000
	if f.name(d["Subtype"]) == "Type3" {
		unit = f.type3(x, d)
	}
	missing := f.number(desc["MissingWidth"], 0) * unit
	std := standardWidths(x.Name)
	for code := range x.simple {
		g := &x.simple[code]
		g.w = missing
		switch i := code - first; {
		case i >= 0 && i < len(widths):
			g.w = f.number(widths[i], 0) * unit
		case len(widths) == 0 && std != nil:
			g.w = std(enc[code])
		}
	}
}

// type3 returns the length of a unit of a Type 3 font in ems, and sets the font's nominal size from its box
// where its units are not thousandths.
func (f *file) type3(x *face, d dict) float64 {
	m := f.numbers(d["FontMatrix"], 6)
	if m == nil {
		return 1.0 / 1000
	}
	if b := f.numbers(d["FontBBox"], 4); b != nil {
		if h := math.Abs((b[3] - b[1]) * m[3]); h > 0.01 && (h < 0.4 || h > 2.5) && h < 1e5 {
			x.em = h
		}
	}
	return math.Hypot(m[0], m[1])
}
