package doc

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"plenary/extractors/formats/symbols"
	"plenary/pipeline"
)

func isRTF(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte(`{\rtf`))
}

// A group is the state that an RTF group inherits and gives back at its end.
type group struct {
	skip         bool // a destination that is no text
	dest         string
	uc           int // how many fallback characters follow \u
	bold, italic bool
	font         int
}

// maxGroups is how deep groups may nest.
const maxGroups = 1000

// An rtfReader reads Rich Text Format (version 1.9): groups, control words, text in code pages.
type rtfReader struct {
	src   []byte
	pos   int
	stack []group
	g     group
	page  int         // \ansicpg
	fonts map[int]int // code page by font
	bytes []byte      // text in the code page, not yet decoded
	skipU int         // fallback characters still to be left out

	b        *pipeline.Builder
	l        rtfLine
	note     *strings.Builder // inside \footnote
	notes    []string
	noteAt   int // depth of the group that holds the note
	furn     []*strings.Builder
	furnAt   int
	intbl    bool
	cells    []rtfCell
	cell     rtfCell
	table    bool // a table is open in the builder
	count    int  // notes so far
	props    map[string]string
	info     string
	infoText strings.Builder
}

// An rtfLine is a paragraph being gathered.
type rtfLine struct {
	text                  strings.Builder
	label                 string
	letters, bold, italic int
	outline               int // from 1
	centered              bool
}

type rtfCell struct{ lines []rtfBlock }

type rtfBlock struct {
	label, text string
	kind        pipeline.BlockKind
	level       int
	style       pipeline.Style
}

// readRTF reads an RTF file. What is broken in it is passed over.
func readRTF(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	r := &rtfReader{src: data, b: &pipeline.Builder{}, page: 1252, fonts: map[int]int{}, props: map[string]string{}}
	r.g.uc = 1
	for steps := 0; r.pos < len(r.src); steps++ {
		if steps%65536 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.step()
	}
	r.paragraph()
	r.row()
	r.closeTable()
	r.furniture()
	doc := r.b.Document(name, "doc")
	doc.Properties = r.props
	if len(r.stack) > 0 {
		doc.Problems = append(doc.Problems, pipeline.Problem{Stage: "doc", Message: fmt.Sprintf("the RTF text breaks off inside %d groups", len(r.stack))})
	}
	return doc, nil
}

// step reads one token.
func (r *rtfReader) step() {
	ch := r.src[r.pos]
	r.pos++
	switch ch {
	case '{':
		r.flush()
		if len(r.stack) < maxGroups {
			r.stack = append(r.stack, r.g)
		} else {
			r.pos = len(r.src)
		}
	case '}':
		r.flush()
		r.endGroup()
	case '\\':
		r.control()
	case '\r', '\n', 0:
	default:
		r.char(ch)
	}
}

// furniture writes the lines of headers and footers, each once.
func (r *rtfReader) furniture() {
	seen := map[string]bool{}
	for _, f := range r.furn {
		for _, l := range strings.Split(f.String(), "\n") {
			if l = strings.TrimSpace(l); l != "" && !seen[l] {
				seen[l] = true
				r.b.Add(pipeline.Furniture, l)
			}
		}
	}
}

func (r *rtfReader) endGroup() {
	n := len(r.stack)
	if n == 0 {
		return
	}
	switch r.g.dest {
	case "info":
		if r.info != "" {
			if v := strings.TrimSpace(r.infoText.String()); v != "" {
				r.props[r.info] = v
			}
			r.info = ""
			r.infoText.Reset()
		}
	}
	if r.note != nil && n == r.noteAt {
		r.notes = append(r.notes, strings.TrimSpace(r.note.String()))
		r.note, r.noteAt = nil, 0
	}
	if r.furnAt == n {
		r.furnAt = 0
	}
	r.g = r.stack[n-1]
	r.stack = r.stack[:n-1]
	r.skipU = 0
}

// control reads a control word or symbol.
func (r *rtfReader) control() {
	if r.pos >= len(r.src) {
		return
	}
	ch := r.src[r.pos]
	if !(ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z') {
		r.pos++
		r.symbol(ch)
		return
	}
	from := r.pos
	for r.pos < len(r.src) && r.pos-from < 32 && (r.src[r.pos]|0x20 >= 'a' && r.src[r.pos]|0x20 <= 'z') {
		r.pos++
	}
	word := string(r.src[from:r.pos])
	from = r.pos
	if r.pos < len(r.src) && r.src[r.pos] == '-' {
		r.pos++
	}
	for r.pos < len(r.src) && r.pos-from < 11 && r.src[r.pos] >= '0' && r.src[r.pos] <= '9' {
		r.pos++
	}
	n, err := strconv.Atoi(string(r.src[from:r.pos]))
	given := err == nil
	if r.pos < len(r.src) && r.src[r.pos] == ' ' {
		r.pos++
	}
	if word == "bin" && given && n > 0 {
		r.pos = min(len(r.src), r.pos+n)
		return
	}
	if word != "u" {
		r.flush()
	}
	r.word(word, n, given)
}

func (r *rtfReader) symbol(ch byte) {
	switch ch {
	case '\'':
		if r.pos+2 <= len(r.src) {
			if v, err := strconv.ParseUint(string(r.src[r.pos:r.pos+2]), 16, 8); err == nil {
				r.pos += 2
				r.char(byte(v))
			}
		}
	case '\\', '{', '}':
		r.char(ch)
	case '~':
		r.text("\u00A0")
	case '_':
		r.text("\u2011")
	case '-':
		r.text("\u00AD")
	case '\r', '\n':
		r.flush()
		r.word("par", 0, false)
	case '*':
		r.g.skip = true // an optional destination, unless the word that follows is known
		r.g.dest = "*"
	}
}

// word acts upon a control word.
func (r *rtfReader) word(word string, n int, given bool) {
	switch word {
	case "par", "sect", "page":
		if r.note != nil || r.furnAt > 0 || r.g.skip {
			r.text("\n")
			return
		}
		r.paragraph()
	case "line":
		r.text("\n")
	case "tab":
		r.text("\t")
	case "emdash":
		r.text("—")
	case "endash":
		r.text("–")
	case "bullet":
		r.text("•")
	case "lquote":
		r.text("‘")
	case "rquote":
		r.text("’")
	case "ldblquote":
		r.text("“")
	case "rdblquote":
		r.text("”")
	case "u":
		r.flush()
		if n < 0 {
			n += 65536
		}
		r.unicode(rune(n))
		r.skipU = r.g.uc
	case "uc":
		r.g.uc = min(max(n, 0), 8)
	case "pard":
		r.intbl = false
		r.l.outline, r.l.centered = 0, false
	case "intbl":
		r.intbl = true
	case "cell", "nestcell":
		if r.note != nil || r.furnAt > 0 || r.g.skip {
			r.text("\t")
			return
		}
		r.paragraph()
		r.cells = append(r.cells, r.cell)
		r.cell = rtfCell{}
	case "row", "nestrow":
		if r.note != nil || r.furnAt > 0 || r.g.skip {
			r.text("\n")
			return
		}
		r.row()
	case "qc":
		r.l.centered = true
	case "ql", "qr", "qj":
		r.l.centered = false
	case "outlinelevel":
		if n >= 0 && n < 9 {
			r.l.outline = n + 1
		}
	case "b":
		r.g.bold = !given || n != 0
	case "i":
		r.g.italic = !given || n != 0
	case "plain":
		r.g.bold, r.g.italic, r.g.font = false, false, 0
	case "f":
		r.g.font = n
		if r.g.dest == "fonttbl" {
			r.fonts[n] = 0
		}
	case "fcharset":
		if r.g.dest == "fonttbl" {
			r.fonts[r.g.font] = charsetPage(n)
		}
	case "ansicpg":
		r.page = n
	case "mac":
		r.page = 10000
	case "v", "deleted":
		if !given || n != 0 {
			r.g.skip = true
		}
	default:
		r.destination(word)
	}
}

// destination begins a group that is something else than text of the body.
func (r *rtfReader) destination(word string) {
	switch word {
	case "fonttbl":
		r.g.dest, r.g.skip = word, true
	case "colortbl", "stylesheet", "pict", "object", "fldinst", "themedata", "listtable", "listoverridetable", "revtbl",
		"rsidtbl", "generator", "xmlnstbl", "datastore", "latentstyles", "filetbl", "annotation", "atnid", "atnauthor",
		"bkmkstart", "bkmkend", "tc", "xe", "nonshppict", "template", "operator", "pgdsctbl", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc":
		r.g.skip = true
		r.g.dest = word
	case "shptxt", "shpinst", "shp", "result", "fldrslt", "shprslt":
		if r.g.dest == "*" {
			r.g.skip, r.g.dest = false, word
		}
		if word == "shprslt" {
			r.g.skip = true // the same text box once more, for older readers
		}
	case "sp":
		r.g.skip = true
	case "info":
		r.g.dest, r.g.skip = "info", true
	case "title", "author", "subject", "keywords":
		if r.g.dest == "info" {
			r.info = word
			r.infoText.Reset()
		}
	case "footnote":
		if r.note == nil && !r.g.skip {
			r.note, r.noteAt = &strings.Builder{}, len(r.stack)
		}
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		if r.furnAt == 0 && len(r.stack) > 0 {
			r.furnAt = len(r.stack)
			r.furn = append(r.furn, &strings.Builder{})
		}
	case "listtext", "pntext":
		r.g.dest, r.g.skip = "label", false
	}
}

// charsetPage returns the code page of a Windows character set (\fcharset).
func charsetPage(n int) int {
	switch n {
	case 128:
		return 932
	case 129:
		return 949
	case 134:
		return 936
	case 136:
		return 950
	case 161:
		return 1253
	case 162:
		return 1254
	case 177:
		return 1255
	case 178:
		return 1256
	case 186:
		return 1257
	case 204:
		return 1251
	case 238:
		return 1250
	case 0:
		return 1252
	}
	return 0
}

// decoder returns the encoding of the running font or of the file.
func (r *rtfReader) decoder() encoding.Encoding {
	page := r.fonts[r.g.font]
	if page == 0 {
		page = r.page
	}
	switch page {
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 10000:
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

// char takes one byte of text.
func (r *rtfReader) char(ch byte) {
	if r.skipU > 0 {
		r.skipU--
		return
	}
	if r.g.skip && r.info == "" {
		return
	}
	r.bytes = append(r.bytes, ch)
}

// flush decodes the bytes gathered so far.
func (r *rtfReader) flush() {
	if len(r.bytes) == 0 {
		return
	}
	raw := r.bytes
	r.bytes = r.bytes[:0]
	for _, ch := range raw {
		if ch >= 0x80 {
			if s, err := r.decoder().NewDecoder().Bytes(raw); err == nil {
				r.put(string(s))
				return
			}
			break
		}
	}
	r.put(strings.ToValidUTF8(string(raw), "\uFFFD"))
}

// unicode takes a \u character; those beyond the basic plane come as two halves.
func (r *rtfReader) unicode(ch rune) {
	if ch >= 0xF020 && ch <= 0xF0FF {
		ch = firstRune(symbols.Text(string(ch), "Symbol"))
	}
	if ch >= 0xD800 && ch < 0xE000 {
		// The halves of a pair follow each other as \uH?\uL?: read the second at once.
		if ch < 0xDC00 {
			rest := r.src[r.pos:min(len(r.src), r.pos+24)]
			if i := bytes.Index(rest, []byte(`\u`)); i >= 0 && i <= 8 {
				from := i + 2
				to := from
				for to < len(rest) && (rest[to] == '-' || rest[to] >= '0' && rest[to] <= '9') {
					to++
				}
				if low, err := strconv.Atoi(string(rest[from:to])); err == nil {
					if low < 0 {
						low += 65536
					}
					if low >= 0xDC00 && low < 0xE000 {
						r.pos += to
						ch = (ch-0xD800)<<10 + rune(low) - 0xDC00 + 0x10000
					}
				}
			}
		}
		if ch < 0x10000 {
			return
		}
	}
	r.text(string(ch))
}

// text takes decoded text from a control word.
func (r *rtfReader) text(s string) {
	r.flush()
	if r.skipU > 0 {
		r.skipU--
		return
	}
	if r.g.skip && r.info == "" {
		return
	}
	r.put(s)
}

// put hands text to what is being gathered.
func (r *rtfReader) put(s string) {
	switch {
	case r.info != "":
		r.infoText.WriteString(s)
	case r.g.dest == "label":
		if len(r.l.label) < 64 {
			r.l.label += s
		}
	case r.note != nil:
		r.note.WriteString(s)
	case r.furnAt > 0:
		r.furn[len(r.furn)-1].WriteString(s)
	default:
		r.l.text.WriteString(s)
		n := 0
		for i := 0; i < len(s); i++ {
			if s[i] > ' ' {
				n++
			}
		}
		r.l.letters += n
		if r.g.bold {
			r.l.bold += n
		}
		if r.g.italic {
			r.l.italic += n
		}
	}
}

// paragraph ends the line.
func (r *rtfReader) paragraph() {
	l := &r.l
	blk := rtfBlock{label: strings.TrimFunc(l.label, unicode.IsSpace), text: strings.TrimFunc(l.text.String(), unicode.IsSpace), kind: pipeline.Paragraph}
	if l.outline > 0 && len(blk.text) <= 600 {
		blk.kind, blk.level = pipeline.Heading, l.outline
	} else if sign := []rune(blk.label); len(sign) == 1 && !unicode.IsDigit(sign[0]) {
		blk.kind = pipeline.Item
	}
	if l.letters > 0 && l.bold == l.letters {
		blk.style |= pipeline.Bold
	}
	if l.letters > 0 && l.italic == l.letters {
		blk.style |= pipeline.Italic
	}
	if l.centered {
		blk.style |= pipeline.Centered
	}
	outline, center := l.outline, l.centered
	r.l = rtfLine{outline: outline, centered: center}
	if blk.text != "" || blk.label != "" {
		if r.intbl {
			r.cell.lines = append(r.cell.lines, blk)
		} else {
			r.row()
			r.closeTable()
			r.write(blk)
		}
	}
	if !r.intbl {
		r.flushNotes()
	}
}

func (r *rtfReader) write(blk rtfBlock) {
	o := r.b.Open(blk.kind)
	o.Level, o.Style = blk.level, blk.style
	if strings.Trim(blk.text, "_ \t") == "" && strings.Count(blk.text, "_") >= 4 {
		o.Style |= pipeline.Rule
	}
	if blk.label != "" {
		r.b.Label(blk.label)
		if blk.text != "" {
			r.b.Write("\t")
		}
	}
	r.b.Write(blk.text)
	r.b.Close()
}

// row writes the cells gathered so far.
func (r *rtfReader) row() {
	if len(r.cell.lines) > 0 {
		r.cells = append(r.cells, r.cell)
		r.cell = rtfCell{}
	}
	if len(r.cells) == 0 {
		return
	}
	if !r.table {
		r.b.Open(pipeline.Table)
		r.table = true
	}
	r.b.Open(pipeline.Row)
	for i, c := range r.cells {
		o := r.b.Open(pipeline.Cell)
		o.Column, o.Columns, o.Rows = i, 1, 1
		for _, blk := range c.lines {
			r.write(blk)
		}
		r.b.Close()
	}
	r.b.Close()
	r.cells = nil
}

func (r *rtfReader) closeTable() {
	if r.table {
		r.b.Close()
		r.table = false
		r.flushNotes()
	}
}

func (r *rtfReader) flushNotes() {
	if r.table {
		return
	}
	notes := r.notes
	r.notes = nil
	for _, n := range notes {
		r.count++
		if n == "" {
			continue
		}
		r.b.Open(pipeline.Note)
		r.b.Label(strconv.Itoa(r.count))
		r.b.Write("\t" + n)
		r.b.Close()
	}
}
