package doc

import (
	"encoding/binary"
	"fmt"
	"sort"

	"golang.org/x/text/encoding/charmap"

	"plenary/pipeline"
)

// A wordFile is the binary format of Word 97 to 2003 (MS-DOC): text in pieces, properties in pages beside it.
type wordFile struct {
	main   []byte // the stream WordDocument
	table  []byte // the stream 0Table or 1Table
	pieces []piece
	paras  []propRun // paragraph properties by file offset
	chars  []propRun // character properties by file offset
	length [7]int    // characters of each part of the text, see the part constants
}

// The parts of the text, in the order in which they follow each other (FibRgLw97).
const (
	bodyPart = iota
	footnotePart
	headerPart
	_ // macros
	commentPart
	endnotePart
	boxPart
)

// A piece is a stretch of characters that stand together in the file.
type piece struct {
	start, end int // character positions
	at         int // file offset of the first
	wide       bool
}

// A propRun is a stretch of bytes of the file with the same properties.
type propRun struct {
	from, to int
	style    int    // istd, paragraphs only
	sprms    []byte // the exceptions from the style
}

// The pairs of offset and length in the file header (FibRgFcLcb97), by their index.
const (
	pairFootnoteRefs = 2
	pairFootnoteText = 3
	pairHeaderText   = 11
	pairCharPages    = 12
	pairParaPages    = 13
	pairPieces       = 33
	pairEndnoteRefs  = 46
	pairEndnoteText  = 47
)

// openWord reads the header and the tables of a Word file.
func openWord(c *compound) (*wordFile, error) {
	w := &wordFile{main: c.stream("WordDocument")}
	le := binary.LittleEndian
	if len(w.main) < 0x60 || le.Uint16(w.main) != 0xA5EC && le.Uint16(w.main) != 0xA5DC {
		return nil, fmt.Errorf("the stream WordDocument has no header: %w", pipeline.ErrDamaged)
	}
	version, flags := le.Uint16(w.main[2:]), le.Uint16(w.main[10:])
	if flags&0x0100 != 0 {
		return nil, fmt.Errorf("protected by a password: %w", pipeline.ErrEncrypted)
	}
	if version < 0xC1 {
		return w, w.openOld(flags)
	}
	name := "0Table"
	if flags&0x0200 != 0 {
		name = "1Table"
	}
	if w.table = c.stream(name); len(w.table) == 0 {
		return nil, fmt.Errorf("the stream %s is missing: %w", name, pipeline.ErrDamaged)
	}
	for i, at := range [7]int{0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64} {
		if len(w.main) >= at+4 {
			w.length[i] = max(0, int(int32(le.Uint32(w.main[at:]))))
		}
	}
	if err := w.readPieces(); err != nil {
		return nil, err
	}
	w.paras = w.readPages(pairParaPages, true)
	w.chars = w.readPages(pairCharPages, false)
	return w, nil
}

// openOld takes the text of Word 6 and 95 (MS-DOC 2.5.1: fcMin, fcMac), which is one piece of single bytes
// unless the file was saved "fast".
func (w *wordFile) openOld(flags uint16) error {
	le := binary.LittleEndian
	from, to := int(le.Uint32(w.main[0x18:])), int(le.Uint32(w.main[0x1C:]))
	if flags&0x0004 != 0 || from < 0 || to < from || to > len(w.main) {
		return fmt.Errorf("a Word 6/95 file in fast-saved form; open it in a word processor and save it as .docx: %w", pipeline.ErrUnsupported)
	}
	body := int(le.Uint32(w.main[0x34:]))
	if body <= 0 || body > to-from {
		body = to - from
	}
	w.pieces = []piece{{0, to - from, from, false}}
	w.length[bodyPart] = body
	return nil
}

// pair returns the bytes of the table stream that a pair of the header names.
func (w *wordFile) pair(index int) []byte {
	data, _ := w.pairAndRest(index)
	return data
}

// pairAndRest is pair with all that stands behind it in the stream.
func (w *wordFile) pairAndRest(index int) (data, rest []byte) {
	at := 0x9A + 8*index
	if len(w.main) < at+8 {
		return nil, nil
	}
	le := binary.LittleEndian
	from, size := int64(le.Uint32(w.main[at:])), int64(le.Uint32(w.main[at+4:]))
	if size == 0 || from+size > int64(len(w.table)) {
		return nil, nil
	}
	return w.table[from : from+size], w.table[from+size:]
}

// readPieces reads the piece table (2.9.38 Clx).
func (w *wordFile) readPieces() error {
	le := binary.LittleEndian
	clx := w.pair(pairPieces)
	for len(clx) > 3 && clx[0] == 1 { // properties of pieces, which come first
		clx = clx[min(len(clx), 3+int(le.Uint16(clx[1:]))):]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return fmt.Errorf("no piece table: %w", pipeline.ErrDamaged)
	}
	plc := clx[5:min(len(clx), 5+int(min(le.Uint32(clx[1:]), 1<<30)))]
	n := (len(plc) - 4) / 12
	for i := 0; i < n; i++ {
		start, end := int(le.Uint32(plc[4*i:])), int(le.Uint32(plc[4*i+4:]))
		fc := le.Uint32(plc[4*(n+1)+8*i+2:])
		p := piece{start: start, end: end, at: int(fc & 0x3FFFFFFF), wide: fc&0x40000000 == 0}
		width := 2
		if !p.wide {
			p.at, width = p.at/2, 1
		}
		if end <= start || p.at >= len(w.main) {
			continue
		}
		p.end = min(p.end, start+(len(w.main)-p.at)/width)
		if k := len(w.pieces); k > 0 && start < w.pieces[k-1].end {
			continue // pieces do not overlap in a sound file
		}
		w.pieces = append(w.pieces, p)
	}
	if len(w.pieces) == 0 {
		return fmt.Errorf("no text in the piece table: %w", pipeline.ErrDamaged)
	}
	return nil
}

// readPages reads the property pages of 512 bytes (2.9.33 PlcBtePapx, 2.9.32 PlcBteChpx).
func (w *wordFile) readPages(index int, paras bool) []propRun {
	plc := w.pair(index)
	n := (len(plc) - 4) / 8
	var runs []propRun
	for i := 0; i < n; i++ {
		page := int64(binary.LittleEndian.Uint32(plc[4*(n+1)+4*i:])&0x3FFFFF) * 512
		if page+512 > int64(len(w.main)) {
			continue
		}
		runs = append(runs, readPage(w.main[page:page+512], paras)...)
	}
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].from < runs[j].from })
	return runs
}

// readPage reads one page: offsets of the runs, then where in the page their properties stand.
func readPage(page []byte, paras bool) []propRun {
	le := binary.LittleEndian
	n := int(page[511])
	width := 1
	if paras {
		width = 13
	}
	if 4*(n+1)+width*n > 511 {
		return nil
	}
	runs := make([]propRun, 0, n)
	for i := 0; i < n; i++ {
		r := propRun{from: int(le.Uint32(page[4*i:])), to: int(le.Uint32(page[4*i+4:]))}
		at := 2 * int(page[4*(n+1)+width*i])
		if at > 0 && at < 511 {
			size := int(page[at])
			at++
			if paras {
				if size == 0 {
					size = 2 * int(page[at])
					at++
				} else {
					size = 2*size - 1
				}
			}
			if end := at + size; end <= 511 {
				r.sprms = page[at:end]
			}
		}
		if paras && len(r.sprms) >= 2 {
			r.style, r.sprms = int(le.Uint16(r.sprms)), r.sprms[2:]
		}
		runs = append(runs, r)
	}
	return runs
}

// runAt returns the run that holds a file offset, nil where there is none.
func runAt(runs []propRun, at int) *propRun {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].to > at })
	if i < len(runs) && runs[i].from <= at {
		return &runs[i]
	}
	return nil
}

// each calls yield for the characters from position start to end, with their offsets in the file.
func (w *wordFile) each(start, end int, yield func(pos, at int, r rune)) {
	i := sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].end > start })
	for ; i < len(w.pieces) && w.pieces[i].start < end; i++ {
		p := w.pieces[i]
		for pos := max(p.start, start); pos < min(p.end, end); pos++ {
			if !p.wide {
				at := p.at + pos - p.start
				yield(pos, at, western(w.main[at]))
				continue
			}
			at := p.at + 2*(pos-p.start)
			r := rune(binary.LittleEndian.Uint16(w.main[at:]))
			if r >= 0xD800 && r < 0xDC00 && at+4 <= len(w.main) && pos+1 < p.end {
				if low := rune(binary.LittleEndian.Uint16(w.main[at+2:])); low >= 0xDC00 && low < 0xE000 {
					r = (r-0xD800)<<10 + low - 0xDC00 + 0x10000
				}
			} else if r >= 0xDC00 && r < 0xE000 {
				continue // the second half was read with the first
			}
			yield(pos, at, r)
		}
	}
}

// western decodes a byte of a compressed piece: Windows-1252, control characters as they are.
func western(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	return charmap.Windows1252.DecodeByte(b)
}

// sprm looks a property up in a list of exceptions and returns its first operand byte.
func sprm(list []byte, code uint16) (val byte, ok bool) {
	if v := operand(list, code); len(v) > 0 {
		return v[0], true
	}
	return 0, false
}

// operand looks a property up in a list of exceptions (2.2.5.1), the last one where the list holds several, and
// returns its operand, nil where it is not there.
func operand(list []byte, code uint16) (val []byte) {
	for len(list) >= 3 {
		op := binary.LittleEndian.Uint16(list)
		size := 1
		switch op >> 13 {
		case 2, 4, 5:
			size = 2
		case 3:
			size = 4
		case 6:
			size = 1 + int(list[2])
			if op == 0xD608 && len(list) >= 4 { // sprmTDefTable counts in two bytes
				size = 1 + int(binary.LittleEndian.Uint16(list[2:]))
			}
		case 7:
			size = 3
		}
		end := min(len(list), 2+size)
		if op == code {
			val = list[2:end]
		}
		list = list[end:]
	}
	return val
}
