package pdfdoc

import (
	"sort"
	"unicode/utf16"
)

// A cmap maps codes of a font to Unicode (a ToUnicode CMap) or to CIDs (an embedded CMap).
type cmap struct {
	spaces   []codespace
	chars    map[uint32]string // bfchar
	ranges   []bfRange
	cids     []cidRange
	vertical bool
	sorted   bool
}

// A codespace says which codes have n bytes; each byte lies between the bytes of lo and hi.
type codespace struct {
	n      int
	lo, hi uint32
}

type bfRange struct {
	lo, hi uint32
	dst    []uint16 // UTF-16 of lo; the last unit grows with the code
	each   []string // or one string for each code
}

type cidRange struct{ lo, hi, cid uint32 }

// Bounds of one CMap: a font has at most 65,536 glyphs.
const maxMappings = 200_000

// parseCMap reads a CMap program as tokens: of PostScript it needs no more. base comes from usecmap.
func parseCMap(b []byte, base func(name) *cmap) *cmap {
	m := &cmap{chars: make(map[uint32]string)}
	l := lexer{b: b}
	var last object
	for total := 0; total < maxMappings; {
		o := l.object()
		k, ok := o.(keyword)
		if !ok {
			if n, ok := o.(name); ok && n == "WMode" {
				v, _ := integer(l.object())
				m.vertical = v == 1
			}
			last = o
			continue
		}
		switch k {
		case eof:
			m.sort()
			return m
		case "usecmap":
			if n, ok := last.(name); ok && base != nil {
				if u := base(n); u != nil {
					m.use(u)
				}
			}
		case "begincodespacerange":
			for total < maxMappings {
				lo, n, ok1 := l.code()
				hi, _, ok2 := l.code()
				if !ok1 || !ok2 {
					break
				}
				total++
				if n > 0 && n <= 4 {
					m.spaces = append(m.spaces, codespace{n, lo, hi})
				}
			}
		case "beginbfchar":
			for total < maxMappings {
				code, _, ok := l.code()
				if !ok {
					break
				}
				total++
				switch dst := l.peekObject().(type) {
				case text:
					m.chars[code] = utf16be(string(dst))
				case name:
					m.chars[code] = glyphText(string(dst))
				}
			}
		case "beginbfrange":
			for total < maxMappings {
				lo, _, ok1 := l.code()
				hi, _, ok2 := l.code()
				if !ok1 || !ok2 {
					break
				}
				total++
				r := bfRange{lo: lo, hi: max(lo, min(hi, lo+0xFFFF))}
				switch dst := l.peekObject().(type) {
				case text:
					r.dst = mended(units(string(dst)))
				case array:
					for _, d := range dst {
						t, _ := d.(text)
						r.each = append(r.each, utf16be(string(t)))
						total++
					}
				default:
					continue
				}
				m.ranges = append(m.ranges, r)
			}
		case "begincidrange", "begincidchar":
			for total < maxMappings {
				lo, _, ok := l.code()
				if !ok {
					break
				}
				hi := lo
				if k == "begincidrange" {
					if hi, _, ok = l.code(); !ok {
						break
					}
				}
				cid, ok := integer(l.object())
				if !ok {
					break
				}
				total++
				m.cids = append(m.cids, cidRange{lo, hi, uint32(cid)})
			}
		}
		last = nil
	}
	m.sort()
	return m
}

// mended puts right what Ghostscript 10 writes for a glyph of several characters: the high byte of each but the first
// is the low byte of the one before, "0066 6669" for "fi".
func mended(u []uint16) []uint16 {
	for i := 1; i < len(u); i++ {
		if u[i]>>8 == u[i-1]&0xFF && u[i]>>8 != u[i-1]>>8 {
			u[i] = u[i-1]&0xFF00 | u[i]&0xFF
		}
	}
	return u
}

// code reads a code in a list of a CMap; ok is false at the keyword that ends it, which is taken.
func (l *lexer) code() (code uint32, n int, ok bool) {
	switch o := l.object().(type) {
	case text:
		for i := 0; i < len(o); i++ {
			code = code<<8 | uint32(o[i])
		}
		return code, len(o), true
	case int64:
		return uint32(o), 2, true
	}
	return 0, 0, false
}

// peekObject reads the next object but leaves a keyword for the next call of code.
func (l *lexer) peekObject() object {
	at := l.mark()
	o := l.object()
	if _, ok := o.(keyword); ok {
		l.pos = at
	}
	return o
}

func (m *cmap) use(u *cmap) {
	m.spaces = append(m.spaces, u.spaces...)
	m.ranges = append(m.ranges, u.ranges...)
	m.cids = append(m.cids, u.cids...)
	for k, v := range u.chars {
		m.chars[k] = v
	}
	m.vertical = m.vertical || u.vertical
}

func (m *cmap) sort() {
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].lo < m.ranges[j].lo })
	sort.SliceStable(m.cids, func(i, j int) bool { return m.cids[i].lo < m.cids[j].lo })
	m.sorted = true
}

// text returns the Unicode text of a code, ok false where the CMap has none.
func (m *cmap) text(code uint32) (string, bool) {
	if s, ok := m.chars[code]; ok {
		return s, true
	}
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].lo > code })
	for n := 0; i > 0 && n < 4; n++ { // ranges may overlap a little
		i--
		r := &m.ranges[i]
		if code > r.hi {
			continue
		}
		d := code - r.lo
		if r.each != nil {
			if int(d) < len(r.each) {
				return r.each[d], true
			}
			continue
		}
		if len(r.dst) == 0 {
			return "", true
		}
		u := append([]uint16(nil), r.dst...)
		if n := len(u); n >= 2 && utf16.IsSurrogate(rune(u[n-1])) {
			c := utf16.DecodeRune(rune(u[n-2]), rune(u[n-1])) + rune(d)
			return string(utf16.Decode(u[:n-2])) + string(c), true
		}
		u[len(u)-1] += uint16(d)
		return string(utf16.Decode(u)), true
	}
	return "", false
}

// cid returns the CID of a code.
func (m *cmap) cid(code uint32) (uint32, bool) {
	i := sort.Search(len(m.cids), func(i int) bool { return m.cids[i].lo > code })
	for n := 0; i > 0 && n < 4; n++ {
		i--
		if c := m.cids[i]; code <= c.hi {
			return c.cid + code - c.lo, true
		}
	}
	return 0, false
}

// next cuts one code off a string by the code spaces; two bytes where none fits.
func (m *cmap) next(s []byte) (code uint32, n int) {
	for i := 0; i < len(s) && i < 4; i++ {
		code = code<<8 | uint32(s[i])
		for _, c := range m.spaces {
			if c.n == i+1 && inSpace(code, c) {
				return code, i + 1
			}
		}
	}
	n = 2
	for i, c := range m.spaces { // the shortest code of the font
		if i == 0 || c.n < n {
			n = c.n
		}
	}
	n = min(n, len(s))
	code = 0
	for _, c := range s[:n] {
		code = code<<8 | uint32(c)
	}
	return code, n
}

func inSpace(code uint32, c codespace) bool {
	for sh := 0; sh < c.n*8; sh += 8 {
		b := code >> sh & 0xFF
		if b < c.lo>>sh&0xFF || b > c.hi>>sh&0xFF {
			return false
		}
	}
	return true
}

// units reads big-endian UTF-16; an odd byte alone is a code unit of its own.
func units(s string) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	u := make([]uint16, len(s)/2)
	for i := range u {
		u[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return u
}

func utf16be(s string) string { return string(utf16.Decode(units(s))) }
