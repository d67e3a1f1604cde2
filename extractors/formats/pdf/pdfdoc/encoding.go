package pdfdoc

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed encodings.txt
var encodingsFile string

//go:embed glyphlist.txt
var glyphFile string

//go:embed widths.txt
var widthsFile string

// encodings holds the glyph names of the predefined encodings: Standard, WinAnsi, MacRoman, MacExpert, PDFDoc,
// Symbol and ZapfDingbats.
var encodings = sync.OnceValue(func() map[string]*[256]string {
	all := make(map[string]*[256]string)
	var e *[256]string
	for line := range strings.Lines(encodingsFile) {
		w := strings.Fields(line)
		switch {
		case len(w) < 2 || w[0] == "#":
		case w[0] == "=":
			e = new([256]string)
			all[w[1]] = e
		default:
			code, _ := strconv.Atoi(w[0])
			copy(e[code:], w[1:])
		}
	}
	return all
})

var glyphList = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 4500)
	for line := range strings.Lines(glyphFile) {
		n, hex, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || n == "#" {
			continue
		}
		if c, err := strconv.ParseUint(hex, 16, 32); err == nil {
			m[n] = string(rune(c))
		}
	}
	return m
})

// glyphText returns the text that a glyph name stands for by the rules of the Adobe Glyph List: up to the first
// point, parts joined by "_", "uni20AC", "u1F600", names of the list; then the suffixes that small capitals and
// old-style figures have. "" where the name tells nothing ("g12", "cid34").
func glyphText(n string) string {
	if n == "" || n == ".notdef" {
		return ""
	}
	if i := strings.IndexByte(n, '.'); i > 0 { // a.sc, one.oldstyle
		n = n[:i]
	}
	if s, ok := glyphList()[n]; ok {
		return s
	}
	if strings.Contains(n, "_") { // f_f_i
		var b strings.Builder
		for p := range strings.SplitSeq(n, "_") {
			b.WriteString(glyphText(p))
		}
		return b.String()
	}
	if h, ok := strings.CutPrefix(n, "uni"); ok && len(h) >= 4 && len(h)%4 == 0 {
		var b strings.Builder
		for ; len(h) >= 4; h = h[4:] {
			c, err := strconv.ParseUint(h[:4], 16, 32)
			if err != nil || !utf8.ValidRune(rune(c)) {
				return ""
			}
			b.WriteRune(rune(c))
		}
		return b.String()
	}
	if h, ok := strings.CutPrefix(n, "u"); ok && len(h) >= 4 && len(h) <= 6 {
		if c, err := strconv.ParseUint(h, 16, 32); err == nil && utf8.ValidRune(rune(c)) {
			return string(rune(c))
		}
	}
	for _, suffix := range []string{"small", "oldstyle", "superior", "inferior", "fitted"} {
		if s, ok := strings.CutSuffix(n, suffix); ok && s != "" {
			if t := glyphList()[s]; t != "" {
				return t
			}
		}
	}
	return ""
}

// encoding returns the text of each code of a simple font, ToUnicode aside: the base encoding, that of the font
// itself where the dictionary names none, and the differences over it. Mapped is whether there is a ToUnicode: the
// codes that it leaves out of an embedded font are glyphs without a text, as the strokes are with which
// LibreOffice lengthens Arabic words, and no letters of the standard encoding.
func (f *file) encoding(d, desc dict, base string, mapped bool) (texts [256]string) {
	o := f.resolve(d["Encoding"])
	enc, _ := o.(dict)
	n, ok := o.(name)
	if !ok {
		n = f.name(enc["BaseEncoding"])
	}
	named := encodings()[strings.TrimSuffix(string(n), "Encoding")]
	var p *program
	if named == nil || enc["Differences"] != nil {
		p = f.program(desc)
	}
	names := named
	if names == nil {
		names = builtIn(p, base, mapped)
	}
	for code, n := range names {
		texts[code] = glyphText(n)
	}
	if named == nil && p != nil && len(p.codes) > 0 {
		for code := range texts {
			if s := p.glyphText(p.codes[uint32(code)]); s != "" {
				texts[code] = s
			}
		}
	}
	diff := f.differences(enc)
	tex := texCodes(diff, base)
	for code, n := range diff {
		s := glyphText(n)
		switch c, isCode := codeName(n); {
		case isCode && tex != nil:
			s = tex(c)
		case isCode && !isDingbats(base):
			s = ""
		}
		if s == "" && p != nil {
			s = p.numbered(n)
		}
		texts[code] = s
	}
	return texts
}

func isDingbats(base string) bool { return strings.Contains(strings.ToLower(base), "dingbats") }

// differences returns the names that /Differences gives to codes.
func (f *file) differences(enc dict) map[int]string {
	names := make(map[int]string)
	code := 0
	for _, o := range f.array(enc["Differences"]) {
		o = f.resolve(o)
		if n, ok := integer(o); ok {
			code = n
		} else if n, ok := o.(name); ok {
			if code >= 0 && code < 256 {
				names[code] = string(n)
			}
			code++
		}
	}
	return names
}

// codeName reads "a65", a letter and a number from 0 to 255.
func codeName(n string) (code int, ok bool) {
	if len(n) < 2 || len(n) > 4 || n[0] != 'a' && n[0] != 'c' && n[0] != 'C' {
		return 0, false
	}
	v, err := strconv.ParseUint(n[1:], 10, 8)
	return int(v), err == nil
}

// texCodes returns how to read names that are codes: TeX's bitmap fonts name the glyph of code 65 "a65", and their
// codes are those of the encodings OT1 or, where codes reach 128, T1. It returns nil for ZapfDingbats, whose own
// names look the same, and for fonts that number their glyphs as they come (Ghostscript's begin with "a0"):
// nothing can be read from those.
func texCodes(diff map[int]string, base string) func(code int) string {
	if isDingbats(base) {
		return nil
	}
	t1, any := false, false
	for at, n := range diff {
		if code, ok := codeName(n); ok {
			if code < 11 || code != at {
				return nil
			}
			any, t1 = true, t1 || code >= 128
		}
	}
	switch {
	case !any:
		return nil
	case t1:
		return t1Text
	}
	return ot1Text
}

// ot1Text returns the text of a code of TeX's original text encoding: ASCII with exceptions, ligatures at 11.
func ot1Text(code int) string {
	switch {
	case code >= 11 && code <= 15:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl"}[code-11]
	case code >= 25 && code <= 31:
		return [...]string{"ß", "æ", "œ", "ø", "Æ", "Œ", "Ø"}[code-25]
	case code == 123 || code == 124:
		return [...]string{"\u2013", "\u2014"}[code-123]
	case code == 34, code == 92:
		return map[int]string{34: "\u201D", 92: "\u201C"}[code]
	case code >= 32 && code < 127:
		return string(rune(code))
	}
	return ""
}

// t1Text returns the text of a code of TeX's Cork encoding: ASCII, most letters of Latin 1, ligatures at 27.
func t1Text(code int) string {
	switch {
	case code >= 27 && code <= 31:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl"}[code-27]
	case code == 21 || code == 22:
		return [...]string{"\u2013", "\u2014"}[code-21]
	case code == 16 || code == 17:
		return [...]string{"\u201C", "\u201D"}[code-16]
	case code == 19 || code == 20:
		return [...]string{"«", "»"}[code-19]
	case code == 0xD7:
		return "Œ"
	case code == 0xF7:
		return "œ"
	case code == 0xFF:
		return "ß"
	case code == 0xDF:
		return "SS"
	case code >= 32 && code < 127, code >= 0xC0:
		return string(rune(code))
	}
	return ""
}

// numbered reads names that say no more than the number of the glyph: "g12", "cid34", "glyph56", "index78".
func (p *program) numbered(n string) string {
	digits := strings.TrimLeft(n, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:_")
	switch n[:len(n)-len(digits)] {
	case "g", "G", "gid", "cid", "glyph", "index":
		if gid, err := strconv.ParseUint(digits, 10, 16); err == nil {
			if c, ok := p.text[uint16(gid)]; ok {
				return string(c)
			}
		}
	}
	return ""
}

// builtIn returns the encoding a font has of itself, or must be taken to have.
func builtIn(p *program, base string, mapped bool) *[256]string {
	switch {
	case p != nil && p.encoding != nil:
		return p.encoding
	case p != nil && mapped:
		return new([256]string)
	}
	low := strings.ToLower(base)
	switch {
	case strings.Contains(low, "dingbats"):
		return encodings()["ZapfDingbats"]
	case strings.Contains(low, "symbol"):
		return encodings()["Symbol"]
	}
	return encodings()["Standard"]
}

// metrics holds the widths of the standard fonts by the text of the glyph.
var metrics = sync.OnceValue(func() map[string]map[string]float64 {
	all := make(map[string]map[string]float64)
	var m map[string]float64
	for line := range strings.Lines(widthsFile) {
		w := strings.Fields(line)
		switch {
		case len(w) < 2 || w[0] == "#":
		case w[0] == "=":
			m = make(map[string]float64)
			all[w[1]] = m
		default:
			n, _ := strconv.ParseFloat(w[0], 64)
			for _, g := range w[1:] {
				if t := glyphText(g); t != "" {
					m[t] = n / 1000
				}
			}
		}
	}
	return all
})

// standardWidths returns the widths of the standard font that a name means, told by the text of the glyph. A
// font that is none of the 14 and has no widths of its own is taken for the one it resembles most, as viewers do.
func standardWidths(fontName string) func(text string) float64 {
	low := strings.ToLower(fontName)
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(low, p) {
				return true
			}
		}
		return false
	}
	bold, italic := has("bold", "black"), has("italic", "oblique")
	key := "Helvetica"
	switch {
	case has("courier", "mono", "consol"):
		return func(string) float64 { return 0.6 }
	case has("zapfdingbats"):
		key = "ZapfDingbats"
	case strings.HasPrefix(low, "symbol"):
		key = "Symbol"
	case has("times", "serif", "roman", "georgia", "garamond", "palatino", "book", "minion", "cambria") && !has("sans"):
		switch {
		case bold && italic:
			key = "Times-BoldItalic"
		case bold:
			key = "Times-Bold"
		case italic:
			key = "Times-Italic"
		default:
			key = "Times-Roman"
		}
	case bold:
		key = "Helvetica-Bold"
	}
	m := metrics()[key]
	return func(text string) float64 {
		if w, ok := m[text]; ok {
			return w
		}
		if text == "" {
			return 0
		}
		return 0.5
	}
}
