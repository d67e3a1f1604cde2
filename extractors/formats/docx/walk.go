package docx

import (
	"context"
	"strings"
	"unicode/utf8"

	"plenary/extractors/formats/lists"
	"plenary/extractors/formats/symbols"
	"plenary/pipeline"
)

// A walker reads the elements of one part in their order and writes what a person sees of them.
type walker struct {
	*file
	ctx      context.Context
	b        *pipeline.Builder
	s        *scanner
	counters *lists.Counters

	p        *paragraph // the one being gathered, nil between paragraphs
	carried  *paragraph // text that belongs to the paragraph to come
	run      runProps   // of the run being read
	fields   []field
	removed  int  // open w:del and w:moveFrom
	contents int  // open content controls that hold a table of contents
	tables   int  // open tables
	boxes    int  // open text boxes
	notes    bool // write notes and rules: not in headers and notes themselves
	due      []noteRef
	made     int // grows with everything that is written
	steps    int
	err      error
}

// maxBoxes is how deep text boxes may stand in text boxes: each level is scanned once more.
const maxBoxes = 6

// document reads a whole part.
func (w *walker) document() error {
	w.children()
	w.flushCarried()
	w.flushNotes()
	if w.err != nil {
		return w.err
	}
	switch {
	case w.s.tooDeep:
		w.problems = append(w.problems, "elements nest too deep; the text was left there")
	case w.s.ended:
		w.problems = append(w.problems, "the text breaks off inside an element")
	}
	return nil
}

// children reads the elements inside the one whose start tag was just read, to its end tag.
func (w *walker) children() {
	for {
		switch w.s.next() {
		case startTag:
			w.element()
		case endTag:
			return
		case endOfPart:
			return
		}
		if w.err != nil {
			return
		}
	}
}

// element reads the element whose start tag was just read.
func (w *walker) element() {
	if w.steps++; w.steps%4096 == 0 && w.err == nil {
		if w.err = w.ctx.Err(); w.err != nil {
			return
		}
	}
	switch w.s.space {
	case wordSpace:
		w.wordElement()
	case compatSpace:
		if w.s.name == "AlternateContent" {
			w.alternatives()
			return
		}
		w.children()
	case mathSpace:
		if w.s.name == "oMath" {
			w.formula()
			return
		}
		w.children()
	case vmlSpace:
		if w.s.attr("hr") == "t" && w.p != nil {
			w.p.ruled = true // <v:rect o:hr="t">: a horizontal line
		}
		w.children()
	default:
		if w.s.name == "relIds" {
			w.diagram()
			return
		}
		w.children()
	}
}

func (w *walker) wordElement() {
	switch w.s.name {
	case "p":
		w.paragraph()
	case "r":
		w.readRun()
	case "t":
		w.text()
	case "tbl":
		w.table()
	case "tab", "ptab":
		w.emit("\t")
		w.s.skip()
	case "br", "cr":
		w.lineBreak()
	case "noBreakHyphen":
		w.emit("\u2011")
		w.s.skip()
	case "softHyphen":
		w.emit("\u00AD")
		w.s.skip()
	case "sym":
		w.emit(symbols.Char(w.s.attr("font"), w.s.attr("char")))
		w.s.skip()
	case "del", "moveFrom":
		w.removed++
		w.found["deleted_runs"]++
		w.children()
		w.removed--
	case "ins":
		w.found["inserted_runs"]++
		w.children()
	case "fldChar":
		w.fieldChar()
	case "instrText":
		w.instruction()
	case "fldSimple":
		w.simpleField()
	case "footnoteReference", "endnoteReference":
		w.noteReference()
	case "txbxContent":
		w.textBox()
	case "sdt":
		w.contentControl()
	case "hyperlink":
		w.hyperlink()
	case "commentReference":
		w.found["comments"]++
		w.s.skip()
	case "altChunk":
		w.problems = append(w.problems, "a part in another format is embedded (altChunk) and was not read")
		w.s.skip()
	case "rt", "rubyPr", "delText", "delInstrText", "sectPr", "rPr", "pPr", "tblPr", "tblGrid", "background", "footnoteRef", "endnoteRef":
		w.s.skip()
	default: // w:body, w:hyperlink, w:smartTag, w:moveTo, w:sdtContent, w:drawing, w:pict, w:ruby ...
		w.children()
	}
}

// readRun reads a w:r.
func (w *walker) readRun() {
	outer := w.run
	w.run = w.style(runProps{})
	for w.err == nil {
		k := w.s.next()
		if k == endTag || k == endOfPart {
			break
		}
		if k != startTag {
			continue
		}
		if w.s.name == "rPr" && w.s.space == wordSpace {
			var p runProps
			p.read(w.s)
			w.run = w.style(p)
			continue
		}
		w.element()
	}
	if w.p != nil {
		w.p.customMark = false
	}
	w.run = outer
}

// style completes the properties of a run from its character style and from the paragraph's style.
func (w *walker) style(p runProps) runProps {
	if p.style != "" {
		p = p.under(&w.styles.get(p.style).run)
	}
	if w.p != nil {
		return p.under(&w.p.style.run)
	}
	return p.under(&w.styles.defaults)
}

// text reads a w:t.
func (w *walker) text() {
	for {
		switch w.s.next() {
		case charData:
			t := strings.Map(layout, symbols.Text(w.s.chars(), w.run.font))
			if w.run.raised == on {
				t = superscript(t)
			}
			w.emit(t)
		case startTag:
			w.s.skip()
		default:
			return
		}
	}
}

// layout turns the white space of XML, which is layout of the file and not of the page, into a blank.
func layout(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return ' '
	case r < ' ' || r == 0x7F:
		return -1
	}
	return r
}

// emit adds text to the paragraph unless it is not to be seen.
func (w *walker) emit(t string) {
	if t == "" || w.removed > 0 || w.inCode() {
		return
	}
	if w.run.hidden == on {
		if w.p != nil {
			w.p.hid = true
		}
		w.found["hidden_runs"]++
		return
	}
	if w.p == nil { // a run outside of any paragraph: broken, but text
		w.p = w.newParagraph()
		defer w.endParagraph()
	}
	if w.p.customMark {
		w.p.notes[len(w.p.notes)-1].mark += t
		return
	}
	w.p.add(t, &w.run)
	if w.inContents() && strings.TrimSpace(t) != "" {
		w.p.contents = true
	}
	w.made++
	w.langs[w.language(t)] += len(t)
}

// language returns the language tag under which Word spells the text of the run.
func (w *walker) language(t string) string {
	if w.run.rtl == on {
		return w.run.langBD
	}
	if r, _ := utf8.DecodeRuneInString(t); r >= 0x2E80 && r < 0xFB00 {
		return w.run.langEA
	}
	return w.run.lang
}

// lineBreak reads a w:br: a new line, also where a page or column ends in the midst of a paragraph.
func (w *walker) lineBreak() {
	if w.p != nil && len(w.p.text) > 0 {
		w.emit("\n")
	}
	w.s.skip()
}

// alternatives reads an mc:AlternateContent: the first choice that yields anything.
func (w *walker) alternatives() {
	before := w.made
	for w.err == nil {
		k := w.s.next()
		if k == endTag || k == endOfPart {
			return
		}
		if k != startTag {
			continue
		}
		if w.made == before && (w.s.name == "Choice" || w.s.name == "Fallback") {
			w.children()
		} else {
			w.s.skip()
		}
	}
}

// contentControl reads a w:sdt. One that holds a table of contents is furniture.
func (w *walker) contentControl() {
	toc := false
	for w.err == nil {
		k := w.s.next()
		if k == endTag || k == endOfPart {
			break
		}
		if k != startTag {
			continue
		}
		switch w.s.name {
		case "sdtPr":
			toc = w.contentsGallery()
		case "sdtContent":
			if toc {
				w.contents++
			}
			w.children()
			if toc {
				w.contents--
			}
		default:
			w.s.skip()
		}
	}
}

// contentsGallery reads a w:sdtPr and reports whether it names the gallery of tables of contents.
func (w *walker) contentsGallery() (toc bool) {
	depth := w.s.depth()
	for k := w.s.next(); k != endOfPart; k = w.s.next() {
		if k == endTag && w.s.depth() < depth {
			break
		}
		if k == startTag && w.s.name == "docPartGallery" && strings.HasPrefix(strings.ToLower(w.s.attr("val")), "table of contents") {
			toc = true
		}
	}
	return toc
}

// textBox notes a w:txbxContent: it is read when the paragraph that it hangs on is written.
func (w *walker) textBox() {
	if w.removed == 0 && !w.s.empty() {
		w.made++
		if w.p == nil {
			w.box(w.s.here())
		} else {
			w.p.boxes = append(w.p.boxes, w.s.here())
		}
	}
	w.s.skip()
}

// box reads the content of a text box as blocks of its own.
func (w *walker) box(m mark) {
	if w.boxes >= maxBoxes {
		w.found["boxes_left_out"]++
		return
	}
	w.found["text_boxes"]++
	outer := *w
	w.s, w.p, w.carried, w.fields, w.run = m.scanner(w.limits.Depth), nil, nil, nil, runProps{}
	w.boxes++
	w.children()
	w.flushCarried()
	w.s, w.p, w.carried, w.fields, w.run = outer.s, outer.p, outer.carried, outer.fields, outer.run
	w.boxes--
}
