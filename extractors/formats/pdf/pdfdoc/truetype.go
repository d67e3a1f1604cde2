package pdfdoc

import (
	"bytes"
	"unicode/utf8"
)

// sfntTables returns the tables of a TrueType or OpenType font, those that lie inside the file.
func sfntTables(b []byte) map[string][]byte {
	if bytes.HasPrefix(b, []byte("ttcf")) && len(b) >= 16 {
		at := bigEndian(b[12:16])
		if at+12 > len(b) {
			return nil
		}
		return sfntDirectory(b, at)
	}
	return sfntDirectory(b, 0)
}

func sfntDirectory(b []byte, at int) map[string][]byte {
	t := make(map[string][]byte)
	n := bigEndian(b[at+4 : at+6])
	for i := range n {
		p := at + 12 + 16*i
		if p+16 > len(b) {
			break
		}
		start, size := bigEndian(b[p+8:p+12]), bigEndian(b[p+12:p+16])
		if start <= len(b) {
			t[string(b[p:p+4])] = b[start:min(len(b), start+size)]
		}
	}
	return t
}

// trueTypeProgram reads the cmap and post tables.
func trueTypeProgram(b []byte) *program {
	t := sfntTables(b)
	p := &program{text: make(map[uint16]rune), codes: make(map[uint32]uint16)}
	if post := t["post"]; post != nil {
		p.names = postNames(post)
	}
	p.readCmap(t["cmap"])
	return p
}

// maxCodes bounds what one cmap table may list.
const maxCodes = 200_000

// readCmap reads the subtables: Unicode ones tell the character of a glyph, the symbol one (3, 0) and the
// Macintosh one (1, 0) the glyph of a code.
func (p *program) readCmap(b []byte) {
	if len(b) < 4 {
		return
	}
	n := bigEndian(b[2:4])
	for i := range n {
		at := 4 + 8*i
		if at+8 > len(b) {
			return
		}
		platform, enc, offset := bigEndian(b[at:at+2]), bigEndian(b[at+2:at+4]), bigEndian(b[at+4:at+8])
		if offset+8 > len(b) {
			continue
		}
		unicode := platform == 0 || platform == 3 && (enc == 1 || enc == 10)
		eachCode(b[offset:], func(code uint32, gid uint16) {
			if gid == 0 {
				return
			}
			switch {
			case unicode:
				// The first character of a glyph stands, but a space or a hyphen is not to read as its
				// no-break or soft twin, nor a letter as a private-use code.
				if old, ok := p.text[gid]; (!ok || plainer(rune(code), old)) && utf8.ValidRune(rune(code)) && !privateUse(rune(code)) {
					p.text[gid] = rune(code)
				}
			case platform == 3 && enc == 0:
				p.codes[code&0xFF] = gid
			case platform == 1:
				if _, ok := p.codes[code]; !ok {
					p.codes[code] = gid
				}
			}
		})
	}
}

func plainer(c, old rune) bool {
	return (old == 0xA0 || old == 0xAD || old == 0x2010 || old == 0x2011) && (c == ' ' || c == '-')
}

func privateUse(c rune) bool { return c >= 0xE000 && c < 0xF900 || c >= 0xF0000 }

// eachCode calls yield for the codes of a cmap subtable of format 0, 4, 6 or 12.
func eachCode(b []byte, yield func(code uint32, gid uint16)) {
	u16 := func(i int) int {
		if i < 0 || i+2 > len(b) {
			return 0
		}
		return int(b[i])<<8 | int(b[i+1])
	}
	u32 := func(i int) int { return u16(i)<<16 | u16(i+2) }
	total := 0
	switch u16(0) {
	case 0:
		for i := 0; i < 256 && 6+i < len(b); i++ {
			yield(uint32(i), uint16(b[6+i]))
		}
	case 4:
		segs := u16(6) / 2
		for s := range segs {
			end, start := u16(14+2*s), u16(16+2*segs+2*s)
			delta, at := u16(16+4*segs+2*s), 16+6*segs+2*s
			offset := u16(at)
			for c := start; c <= end && c != 0xFFFF; c++ {
				if total++; total > maxCodes {
					return
				}
				gid := c + delta
				if offset != 0 {
					if gid = u16(at + offset + 2*(c-start)); gid != 0 {
						gid += delta
					}
				}
				yield(uint32(c), uint16(gid))
			}
		}
	case 6:
		first, n := u16(6), u16(8)
		for i := range n {
			yield(uint32(first+i), uint16(u16(10+2*i)))
		}
	case 12:
		for g := range u32(12) {
			at := 16 + 12*g
			if at+12 > len(b) {
				return
			}
			start, end, gid := u32(at), u32(at+4), u32(at+8)
			for c := start; c <= end; c++ {
				if total++; total > maxCodes {
					return
				}
				yield(uint32(c), uint16(gid+c-start))
			}
		}
	}
}

// postNames reads the glyph names of a post table of format 2; names 0 to 257 are the Macintosh set, of which
// only the part that is ASCII is resolved.
func postNames(b []byte) []string {
	if len(b) < 34 || bigEndian(b[:4]) != 0x20000 {
		return nil
	}
	n := bigEndian(b[32:34])
	var own []string
	for i := 34 + 2*n; i < len(b); {
		size := int(b[i])
		if i+1+size > len(b) {
			break
		}
		own = append(own, string(b[i+1:i+1+size]))
		i += 1 + size
	}
	std := encodings()["Standard"]
	mac := encodings()["MacRoman"]
	names := make([]string, n)
	for gid := range n {
		if 36+2*gid > len(b) {
			break
		}
		switch i := bigEndian(b[34+2*gid : 36+2*gid]); {
		case i >= 258 && i-258 < len(own):
			names[gid] = own[i-258]
		case i >= 3 && i <= 97: // space to asciitilde
			names[gid] = std[i+29]
			if i == 10 {
				names[gid] = "quotesingle"
			} else if i == 67 {
				names[gid] = "grave"
			}
		case i >= 98 && i <= 225: // in the order of MacRoman from 0x80 on, with a few exceptions
			names[gid] = mac[min(i+30, 255)]
		}
	}
	return names
}
