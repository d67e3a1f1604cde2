package pdfdoc

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed cffstrings.txt
var cffStringsFile string

// cffStrings returns the standard strings by their number.
var cffStrings = sync.OnceValue(func() []string {
	all := []string{".notdef"}
	for _, n := range encodings()["Standard"] {
		if n != "" {
			all = append(all, n)
		}
	}
	for line := range strings.Lines(cffStringsFile) {
		if !strings.HasPrefix(line, "#") {
			all = append(all, strings.Fields(line)...)
		}
	}
	return all
})

// cffProgram reads names, encoding and charset of a CFF font (Adobe Technical Note 5176). Reading outside the
// table panics; program recovers.
func cffProgram(b []byte) *program {
	_, at := cffIndex(b, int(b[2])) // names of fonts
	tops, at := cffIndex(b, at)
	strs, _ := cffIndex(b, at)
	if len(tops) == 0 {
		return nil
	}
	top := cffDict(tops[0])
	one := func(op int) int {
		if v := top[op]; len(v) > 0 {
			return v[len(v)-1]
		}
		return 0
	}
	glyphs, _ := cffIndexCount(b, one(17))
	if glyphs == 0 {
		return nil
	}
	sids := cffCharset(b, one(15), glyphs)
	if _, isCID := top[1230]; isCID {
		return &program{cids: sids}
	}
	p := &program{names: make([]string, glyphs)}
	std := cffStrings()
	for gid, sid := range sids {
		if int(sid) < len(std) {
			p.names[gid] = std[sid]
		} else if i := int(sid) - len(std); i < len(strs) {
			p.names[gid] = string(strs[i])
		}
	}
	p.encoding = cffEncoding(b, one(16), p.names)
	return p
}

// cffIndexCount returns the number of entries of an INDEX.
func cffIndexCount(b []byte, at int) (n, size int) {
	if at <= 0 || at+3 > len(b) {
		return 0, 0
	}
	return int(b[at])<<8 | int(b[at+1]), int(b[at+2])
}

// cffIndex reads an INDEX and returns where it ends.
func cffIndex(b []byte, at int) (items [][]byte, end int) {
	n := int(b[at])<<8 | int(b[at+1])
	if n == 0 {
		return nil, at + 2
	}
	size := int(b[at+2])
	offset := func(i int) int { p := at + 3 + i*size; return bigEndian(b[p : p+size]) }
	data := at + 3 + (n+1)*size - 1
	for i := range n {
		items = append(items, b[data+offset(i):data+offset(i+1)])
	}
	return items, data + offset(n)
}

// cffDict reads a DICT of integers; real numbers read as 0. Operators of two bytes are 1200 and the second.
func cffDict(b []byte) map[int][]int {
	d := make(map[int][]int)
	var args []int
	for i := 0; i < len(b); {
		c := int(b[i])
		i++
		switch {
		case c == 12 && i < len(b):
			d[1200+int(b[i])] = args
			args = nil
			i++
		case c <= 21:
			d[c] = args
			args = nil
		case c == 28:
			args = append(args, int(int16(bigEndian(b[i:i+2]))))
			i += 2
		case c == 29:
			args = append(args, int(int32(bigEndian(b[i:i+4]))))
			i += 4
		case c == 30:
			for i < len(b) && b[i]&0xF != 0xF && b[i]>>4 != 0xF {
				i++
			}
			i++
			args = append(args, 0)
		case c >= 32 && c <= 246:
			args = append(args, c-139)
		case c >= 247 && c <= 250:
			args = append(args, (c-247)*256+int(b[i])+108)
			i++
		case c >= 251 && c <= 254:
			args = append(args, -(c-251)*256-int(b[i])-108)
			i++
		}
	}
	return d
}

// cffCharset returns the string number (or CID) of each glyph. The two expert charsets read as unknown.
func cffCharset(b []byte, at, glyphs int) []uint16 {
	sids := make([]uint16, glyphs)
	switch at {
	case 0: // ISOAdobe
		for i := range min(glyphs, 229) {
			sids[i] = uint16(i)
		}
		return sids
	case 1, 2:
		return sids
	}
	format := b[at]
	at++
	for gid := 1; gid < glyphs; {
		sid := bigEndian(b[at : at+2])
		at += 2
		left := 0
		switch format {
		case 1:
			left = int(b[at])
			at++
		case 2:
			left = bigEndian(b[at : at+2])
			at += 2
		}
		for n := 0; n <= left && gid < glyphs; n++ {
			sids[gid] = uint16(sid + n)
			gid++
		}
	}
	return sids
}

// cffEncoding returns the glyph name of each code.
func cffEncoding(b []byte, at int, names []string) *[256]string {
	switch at {
	case 0:
		return encodings()["Standard"]
	case 1:
		return encodings()["MacExpert"]
	}
	e := new([256]string)
	put := func(code, gid int) {
		if gid < len(names) && code < 256 {
			e[code] = names[gid]
		}
	}
	format, n := b[at], int(b[at+1])
	at += 2
	gid := 1
	for range n {
		code := int(b[at])
		at++
		left := 0
		if format&0x7F == 1 {
			left = int(b[at])
			at++
		}
		for i := 0; i <= left; i++ {
			put(code+i, gid)
			gid++
		}
	}
	if format&0x80 != 0 {
		n := int(b[at])
		at++
		for range n {
			code, sid := int(b[at]), bigEndian(b[at+1:at+3])
			at += 3
			if std := cffStrings(); sid < len(std) {
				e[code] = std[sid]
			}
		}
	}
	return e
}
