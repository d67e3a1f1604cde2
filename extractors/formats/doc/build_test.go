package doc

import (
	"encoding/binary"
	"unicode/utf16"
)

// compoundOf makes an OLE compound file of streams, each in sectors of 512 bytes.
func compoundOf(names []string, streams [][]byte) []byte {
	le := binary.LittleEndian
	const free, end, fatMark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	fat := []uint32{fatMark, fatMark} // two sectors of table hold 256 entries
	var body []byte
	chain := func(data []byte) uint32 {
		start := len(fat)
		for n := max(1, (len(data)+511)/512); n > 0; n-- {
			next := uint32(len(fat) + 1)
			if n == 1 {
				next = end
			}
			fat = append(fat, next)
		}
		body = append(body, data...)
		for len(body)%512 != 0 || len(data) == 0 && len(body) < (len(fat)-2)*512 {
			body = append(body, 0)
		}
		return uint32(start)
	}
	entry := func(name string, kind byte, left, right, child, start uint32, size int) []byte {
		e := make([]byte, 128)
		u := utf16.Encode([]rune(name))
		for i, c := range u {
			le.PutUint16(e[2*i:], c)
		}
		le.PutUint16(e[64:], uint16(2*len(u)+2))
		e[66] = kind
		for i, v := range []uint32{left, right, child} {
			le.PutUint32(e[68+4*i:], v)
		}
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(size))
		return e
	}
	dir := entry("Root Entry", 5, free, free, 1, end, 0)
	for i, s := range streams {
		right := uint32(free)
		if i+1 < len(streams) {
			right = uint32(i + 2)
		}
		padded := append(append([]byte{}, s...), make([]byte, max(0, 4096-len(s)))...)
		dir = append(dir, entry(names[i], 2, free, right, free, chain(padded), len(padded))...)
	}
	dirAt := chain(dir)
	for len(fat) < 256 {
		fat = append(fat, free)
	}
	head := make([]byte, 512)
	copy(head, magic)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], 2)
	le.PutUint32(head[48:], dirAt)
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], end)
	le.PutUint32(head[68:], end)
	for i := range 109 {
		le.PutUint32(head[76+4*i:], free)
	}
	le.PutUint32(head[76:], 0)
	le.PutUint32(head[80:], 1)
	out := head
	for _, v := range fat {
		out = le.AppendUint32(out, v)
	}
	return append(out, body...)
}

// A para is one paragraph for wordOf: its text with its end mark, and its properties.
type para struct {
	text  string
	style int
	sprms []byte
}

// wordOf makes a Word file of paragraphs: one wide piece, one page of paragraph properties.
func wordOf(paras []para, flags uint16) []byte { return wordWith(paras, flags, nil) }

// wordWith is wordOf with more tables: by the index of their pair the bytes of the table, and what stands behind it.
func wordWith(paras []para, flags uint16, tables map[int][2][]byte) []byte {
	le := binary.LittleEndian
	const textAt, pageAt = 1024, 8192
	main := make([]byte, pageAt+512)
	le.PutUint16(main, 0xA5EC)
	le.PutUint16(main[2:], 0xC1)
	le.PutUint16(main[10:], flags|0x0200)
	n := 0
	page := main[pageAt:]
	page[511] = byte(len(paras))
	at := 500
	for i, p := range paras {
		le.PutUint32(page[4*i:], uint32(textAt+2*n))
		for _, u := range utf16.Encode([]rune(p.text)) {
			le.PutUint16(main[textAt+2*n:], u)
			n++
		}
		papx := append([]byte{byte(p.style), byte(p.style >> 8)}, p.sprms...)
		if len(papx)%2 == 0 {
			papx = append(papx, 0)
		}
		at = (at - len(papx) - 1) &^ 1
		page[at] = byte((len(papx) + 1) / 2)
		copy(page[at+1:], papx)
		page[4*(len(paras)+1)+13*i] = byte(at / 2)
	}
	le.PutUint32(page[4*len(paras):], uint32(textAt+2*n))
	le.PutUint32(main[0x4C:], uint32(n))
	var table []byte
	pair := func(index int, data []byte) {
		le.PutUint32(main[0x9A+8*index:], uint32(len(table)))
		le.PutUint32(main[0x9A+8*index+4:], uint32(len(data)))
		table = append(table, data...)
	}
	clx := []byte{2, 16, 0, 0, 0}
	clx = le.AppendUint32(clx, 0)
	clx = le.AppendUint32(clx, uint32(n))
	clx = append(clx, 0, 0)
	clx = le.AppendUint32(clx, textAt)
	clx = append(clx, 0, 0)
	pair(pairPieces, clx)
	plc := le.AppendUint32(le.AppendUint32(nil, textAt), uint32(textAt+2*n))
	pair(pairParaPages, le.AppendUint32(plc, pageAt/512))
	for index, t := range tables {
		pair(index, t[0])
		table = append(table, t[1]...)
	}
	return compoundOf([]string{"WordDocument", "1Table"}, [][]byte{main, table})
}
