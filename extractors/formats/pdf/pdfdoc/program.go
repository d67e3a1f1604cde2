package pdfdoc

import (
	"bytes"
	"strconv"
)

// A program is what an embedded font tells of its glyphs. It is asked only where the PDF has no ToUnicode.
type program struct {
	encoding *[256]string      // the name of each code: Type 1 and CFF fonts
	names    []string          // the name of each glyph: CFF fonts without CIDs, TrueType fonts with a post table
	codes    map[uint32]uint16 // glyphs of the codes of a symbolic TrueType font
	text     map[uint16]rune   // the character of each glyph, from a Unicode cmap table
	cids     []uint16          // the CID of each glyph of a CFF font that has CIDs
}

// program reads the embedded font of a descriptor; nil where there is none or nothing in it helps.
func (f *file) program(desc dict) (p *program) {
	defer func() {
		if recover() != nil { // broken tables: the font tells nothing
			p = nil
		}
	}()
	for _, key := range []name{"FontFile", "FontFile2", "FontFile3"} {
		s := f.stream(desc[key])
		if s == nil {
			continue
		}
		b, _ := f.data(s)
		switch {
		case len(b) < 16:
			return nil
		case bytes.HasPrefix(b, []byte("%!")), b[0] == 0x80:
			return type1Program(b)
		case bytes.HasPrefix(b, []byte("OTTO")):
			if cff := sfntTables(b)["CFF "]; cff != nil {
				return cffProgram(cff)
			}
			return nil
		case bytes.HasPrefix(b, []byte{0, 1, 0, 0}) && key != "FontFile3", bytes.HasPrefix(b, []byte("true")), bytes.HasPrefix(b, []byte("ttcf")):
			return trueTypeProgram(b)
		case b[0] == 1:
			return cffProgram(b)
		}
	}
	return nil
}

// glyphText returns the text of a glyph number, "" where the font does not tell.
func (p *program) glyphText(gid uint16) string {
	if p == nil {
		return ""
	}
	if c, ok := p.text[gid]; ok {
		return string(c)
	}
	if int(gid) < len(p.names) {
		return glyphText(p.names[gid])
	}
	return ""
}

// type1Program reads the /Encoding of a Type 1 font, which stands before the encrypted part:
//
//	/Encoding 256 array ... dup 65 /A put ... readonly def
func type1Program(b []byte) *program {
	if b[0] == 0x80 && len(b) > 6 { // PFB
		b = b[6:]
	}
	if i := bytes.Index(b, []byte("eexec")); i >= 0 {
		b = b[:i]
	}
	i := bytes.Index(b, []byte("/Encoding"))
	if i < 0 {
		return nil
	}
	l := lexer{b: b, pos: i + len("/Encoding")}
	if l.object() == keyword("StandardEncoding") {
		return &program{encoding: encodings()["Standard"]}
	}
	e := new([256]string)
	for {
		switch l.object() {
		case eof, keyword("def"), keyword("readonly"):
			return &program{encoding: e}
		case keyword("dup"):
			var code int
			switch o := l.object().(type) {
			case int64:
				code = int(o)
			case keyword: // "8#101"
				base, digits, _ := bytes.Cut([]byte(o), []byte("#"))
				n, _ := strconv.Atoi(string(base))
				if n < 2 || n > 36 {
					continue
				}
				v, err := strconv.ParseInt(string(digits), n, 32)
				if err != nil {
					continue
				}
				code = int(v)
			}
			if n, ok := l.object().(name); ok && code >= 0 && code < 256 {
				e[code] = string(n)
			}
		}
	}
}
