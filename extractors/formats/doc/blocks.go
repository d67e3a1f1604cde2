package doc

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/formats/lists"
	"plenary/extractors/formats/symbols"
	typed "plenary/extractors/formats/text"
	"plenary/pipeline"
)

// The exceptions (sprms) that bear on reading (2.6).
const (
	sprmDeleted   = 0x0800
	sprmBold      = 0x0835
	sprmItalic    = 0x0836
	sprmHidden    = 0x083C
	sprmInTable   = 0x2416
	sprmRowEnd    = 0x2417
	sprmOutline   = 0x2640
	sprmAlignOld  = 0x2403
	sprmAlign     = 0x2461
	sprmListIndex = 0x460B
	sprmListLevel = 0x260A
	sprmFont      = 0x4A4F
	sprmSymbol    = 0x6A09
)

// A wordReader writes the text of a Word file as blocks.
type wordReader struct {
	*wordFile
	b       *pipeline.Builder
	notes   map[int]note // by the character position of the mark
	due     []note
	shown   map[string]bool
	inTable bool
	inRow   bool
	inCell  bool
	column  int
	lists   numbering
	count   *lists.Counters // nil where labels are not wanted: in notes and headers
	deleted int
}

// A note is the text of a footnote or endnote: a range of character positions.
type note struct {
	label      string
	start, end int
}

// A line is a paragraph being gathered.
type line struct {
	text                  []rune
	letters, bold, italic int
	toc                   bool
	notes                 []note
}

// read writes headers, body, notes, text boxes and footers.
func (w *wordReader) read() {
	w.notes, w.shown = map[int]note{}, map[string]bool{}
	w.lists, w.count = w.readNumbering(), lists.NewCounters()
	start := [8]int{}
	for i, n := range w.length {
		start[i+1] = start[i] + n
	}
	w.findNotes(pairFootnoteRefs, pairFootnoteText, start[footnotePart], strconv.Itoa)
	w.findNotes(pairEndnoteRefs, pairEndnoteText, start[endnotePart], func(n int) string { return lists.Numeral(n, "lowerRoman", "", "") })
	heads, feet := w.headers(start[headerPart])
	if len(heads) > 0 {
		w.furniture(heads[:1])
	}
	w.part(start[bodyPart], start[bodyPart+1])
	w.closeTable()
	w.flushNotes()
	w.part(start[boxPart], start[boxPart+1])
	w.closeTable()
	w.furniture(heads)
	w.furniture(feet)
}

// part writes the paragraphs between two character positions.
func (w *wordReader) part(start, end int) {
	var l line
	var fields []field
	var chars *propRun
	w.each(start, end, func(pos, at int, r rune) {
		if chars == nil || at < chars.from || at >= chars.to {
			chars = runAt(w.chars, at)
		}
		if chars != nil {
			if v, ok := sprm(chars.sprms, sprmDeleted); ok && v == 1 && !fieldMark(r) {
				w.deleted++
				if r != '\r' && r != 7 {
					return
				}
			}
			if v, ok := sprm(chars.sprms, sprmHidden); ok && v == 1 && r >= ' ' {
				return
			}
			if r == '(' { // what stands in the text in place of an inserted symbol
				r = w.symbol(chars.sprms, r)
			}
		}
		switch r {
		case '\r', 7, '\f':
			if r == '\f' && len(l.text) == 0 {
				return
			}
			w.paragraph(&l, runAt(w.paras, at), r == 7)
			l = line{}
			for i := range fields { // an instruction ends with its paragraph, or the field is broken
				if fields[i].code {
					fields = fields[:i]
					break
				}
			}
		case 0x13:
			if len(fields) < 32 {
				fields = append(fields, field{code: true})
			}
		case 0x14:
			if n := len(fields); n > 0 {
				fields[n-1].code = false
				fields[n-1].toc = strings.HasPrefix(strings.TrimSpace(fields[n-1].instr), "TOC")
			}
		case 0x15:
			if n := len(fields); n > 0 {
				fields = fields[:n-1]
			}
		case 2:
			if n, ok := w.notes[pos]; ok {
				l.notes = append(l.notes, n)
			}
		default:
			toc := false
			for i := range fields {
				if fields[i].code {
					if len(fields[i].instr) < 40 {
						fields[i].instr += string(r)
					}
					return
				}
				toc = toc || fields[i].toc
			}
			l.add(r, chars)
			l.toc = l.toc || toc
		}
	})
	if len(l.text) > 0 {
		w.paragraph(&l, nil, false)
	}
}

// symbol returns the sign that the exceptions of a character put in its place: a font and a code.
func (w *wordReader) symbol(sprms []byte, r rune) rune {
	v := operand(sprms, sprmSymbol)
	if len(v) != 4 {
		return r
	}
	le := binary.LittleEndian
	font := ""
	if k := int(le.Uint16(v)); k < len(w.lists.fonts) {
		font = w.lists.fonts[k]
	}
	if s := symbols.Char(font, strconv.FormatUint(uint64(le.Uint16(v[2:])), 16)); s != "" {
		return firstRune(s)
	}
	return r
}

// A field is computed text: its instruction is left out, its result read.
type field struct {
	instr string
	code  bool
	toc   bool
}

func fieldMark(r rune) bool { return r >= 0x13 && r <= 0x15 }

// add takes one character, the special ones of Word as what they print.
func (l *line) add(r rune, chars *propRun) {
	switch r {
	case 0x0B:
		r = '\n'
	case 0x1E:
		r = '\u2011'
	case 0x1F:
		r = '\u00AD'
	case '\t':
	default:
		if r < ' ' || r >= 0xD800 && r < 0xE000 {
			return
		}
		if r >= 0xF020 && r <= 0xF0FF { // a sign of a symbol font
			r = firstRune(symbols.Text(string(r), "Symbol"))
		}
	}
	l.text = append(l.text, r)
	if r <= ' ' {
		return
	}
	l.letters++
	if chars == nil {
		return
	}
	if v, ok := sprm(chars.sprms, sprmBold); ok && v == 1 {
		l.bold++
	}
	if v, ok := sprm(chars.sprms, sprmItalic); ok && v == 1 {
		l.italic++
	}
}

// paragraph writes a line with the properties at its end mark. cell says that the mark ends a cell or a row.
func (w *wordReader) paragraph(l *line, p *propRun, cell bool) {
	var sprms []byte
	style := 0
	if p != nil {
		sprms, style = p.sprms, p.style
	}
	inTable := flag(sprms, sprmInTable)
	if cell && flag(sprms, sprmRowEnd) {
		w.closeRow()
		w.due = append(w.due, l.notes...)
		return
	}
	if !inTable && !cell {
		w.closeTable()
	} else {
		w.openCell()
	}
	text := strings.TrimFunc(string(l.text), unicode.IsSpace)
	lb := w.number(sprms, style)
	if text != "" || lb.Text != "" && !lb.Bullet {
		blk := w.b.Open(pipeline.Paragraph)
		w.mark(blk, l, sprms, style)
		item, level := false, 1
		if lb.Text != "" {
			w.b.Label(lb.Text)
			if text != "" {
				w.b.Write("\t")
			}
			item, level = lb.Bullet || lists.Lettered(lb.Format), lb.Level+1
		} else if first, _, _ := strings.Cut(text, "\n"); blk.Kind != pipeline.Furniture {
			if kind, n := typed.Mark(first); kind == pipeline.Item {
				w.b.Label(text[:n])
				text, item = text[n:], true
			}
		}
		if item && blk.Kind == pipeline.Paragraph {
			blk.Kind, blk.Level = pipeline.Item, level
		}
		w.b.Write(text)
		w.b.Close()
	}
	w.due = append(w.due, l.notes...)
	if cell {
		w.closeCell()
	}
	if !w.inTable {
		w.flushNotes()
	}
}

// number counts the paragraph in its list and returns what Word prints before it.
func (w *wordReader) number(sprms []byte, style int) lists.Label {
	if w.count == nil {
		return lists.Label{}
	}
	l, level := w.lists.of(sprms, style)
	if l == nil {
		return lists.Label{}
	}
	lb := w.count.Next(l, level, "")
	lb.Text = strings.TrimFunc(lb.Text, unicode.IsSpace)
	return lb
}

func flag(sprms []byte, code uint16) bool {
	v, ok := sprm(sprms, code)
	return ok && v == 1
}

// mark tells the kind and style of a paragraph. The styles 1 to 9 are the headings in every language of Word.
func (w *wordReader) mark(blk *pipeline.Block, l *line, sprms []byte, style int) {
	level := 0
	if style >= 1 && style <= 9 {
		level = style
	}
	if v, ok := sprm(sprms, sprmOutline); ok {
		level = 0
		if v < 9 {
			level = int(v) + 1
		}
	}
	switch {
	case l.toc:
		blk.Kind = pipeline.Furniture
	case level > 0 && len(l.text) <= 600:
		blk.Kind, blk.Level = pipeline.Heading, level
	}
	if l.letters > 0 && l.bold == l.letters {
		blk.Style |= pipeline.Bold
	}
	if l.letters > 0 && l.italic == l.letters {
		blk.Style |= pipeline.Italic
	}
	if flag(sprms, sprmAlign) || flag(sprms, sprmAlignOld) {
		blk.Style |= pipeline.Centered
	}
	if t := string(l.text); strings.Trim(t, "_ \t") == "" && strings.Count(t, "_") >= 4 {
		blk.Style |= pipeline.Rule
	}
}

func (w *wordReader) openCell() {
	if !w.inTable {
		w.b.Open(pipeline.Table)
		w.inTable = true
	}
	if !w.inRow {
		w.b.Open(pipeline.Row)
		w.inRow, w.column = true, 0
	}
	if !w.inCell {
		c := w.b.Open(pipeline.Cell)
		c.Column, c.Columns, c.Rows = w.column, 1, 1
		w.inCell = true
	}
}

func (w *wordReader) closeCell() {
	if w.inCell {
		w.b.Close()
		w.inCell = false
		w.column++
	}
}

func (w *wordReader) closeRow() {
	w.closeCell()
	if w.inRow {
		w.b.Close()
		w.inRow = false
	}
}

func (w *wordReader) closeTable() {
	w.closeRow()
	if w.inTable {
		w.b.Close()
		w.inTable = false
	}
}

// findNotes reads where the marks stand and where the texts: two tables of character positions.
func (w *wordReader) findNotes(refs, texts, base int, numeral func(int) string) {
	r, t := w.pair(refs), w.pair(texts)
	n := (len(r) - 4) / 6
	for i := 0; i < n && 4*(i+2) <= len(t); i++ {
		le := binary.LittleEndian
		from, to := int(le.Uint32(t[4*i:])), int(le.Uint32(t[4*i+4:]))
		w.notes[int(le.Uint32(r[4*i:]))] = note{numeral(i + 1), base + from, base + to}
	}
}

func (w *wordReader) flushNotes() {
	due := w.due
	w.due = nil
	for _, n := range due {
		text := w.plain(n.start, n.end)
		if text == "" {
			continue
		}
		w.b.Open(pipeline.Note)
		w.b.Label(n.label)
		w.b.Write("\t" + text)
		w.b.Close()
	}
}

// plain reads a range of the text without blocks.
func (w *wordReader) plain(start, end int) string {
	var b pipeline.Builder
	sub := &wordReader{wordFile: w.wordFile, b: &b}
	sub.part(start, end)
	return strings.TrimSpace(b.Document("", "").Text)
}

// headers returns the texts of the headers and of the footers, those of the first page first (2.8.22 PlcfHdd: six
// separators of notes, then six stories a section).
func (w *wordReader) headers(base int) (heads, feet []string) {
	plc := words(w.pair(pairHeaderText))
	for s := 6; s+6 < len(plc); s += 6 {
		for _, k := range [6]int{4, 1, 0, 5, 3, 2} { // header: first, odd, even; footer likewise
			text := w.plain(base+int(plc[s+k]), base+int(plc[s+k+1]))
			if text == "" {
				continue
			}
			if k == 4 || k == 1 || k == 0 {
				heads = append(heads, text)
			} else {
				feet = append(feet, text)
			}
		}
	}
	return heads, feet
}

// furniture writes the lines of headers and footers that were not written before.
func (w *wordReader) furniture(texts []string) {
	for _, t := range texts {
		for _, l := range strings.Split(t, "\n") {
			if l = strings.TrimSpace(l); l != "" && !w.shown[l] {
				w.shown[l] = true
				w.b.Add(pipeline.Furniture, l)
			}
		}
	}
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
