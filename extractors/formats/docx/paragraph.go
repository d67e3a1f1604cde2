package docx

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/formats/lists"
	typed "plenary/extractors/formats/text"
	"plenary/pipeline"
)

// A paragraph is a w:p being gathered: it is written when it is known to its end.
type paragraph struct {
	props    paraProps
	style    *style
	text     []byte
	letters  int // bytes of text that is not blank, and how many of them are bold and italic
	bold     int
	italic   int
	hid      bool // holds hidden text
	ruled    bool // holds a drawn horizontal line
	contents bool // part of a table of contents
	formula  int  // length of the text behind the last formula
	notes    []noteRef
	links    []pipeline.Link // their offsets are those of text
	boxes    []mark
	diagrams []string // their texts
	// customMark says that the text of this run is the mark of the last note ("*"), not part of the text.
	customMark bool
}

func (p *paragraph) add(t string, run *runProps) {
	p.text = append(p.text, t...)
	n := 0
	for i := 0; i < len(t); i++ {
		if t[i] > ' ' {
			n++
		}
	}
	p.letters += n
	if run.bold == on {
		p.bold += n
	}
	if run.italic == on {
		p.italic += n
	}
}

func (w *walker) newParagraph() *paragraph {
	return &paragraph{props: newParaProps(), style: w.styles.ofParagraph("")}
}

// paragraph reads a w:p.
func (w *walker) paragraph() {
	if w.p != nil { // a paragraph inside a paragraph: broken, but text
		w.emit("\n")
		w.children()
		return
	}
	w.p = w.newParagraph()
	if c := w.carried; c != nil {
		w.carried = nil
		w.p.text, w.p.letters, w.p.bold, w.p.italic = c.text, c.letters, c.bold, c.italic
		w.p.notes, w.p.links, w.p.boxes, w.p.diagrams, w.p.contents = c.notes, c.links, c.boxes, c.diagrams, c.contents
	}
	for w.err == nil {
		k := w.s.next()
		if k == endTag || k == endOfPart {
			break
		}
		if k != startTag {
			continue
		}
		if w.s.name == "pPr" && w.s.space == wordSpace {
			w.p.props.read(w.s)
			w.p.style = w.styles.ofParagraph(w.p.props.style)
			continue
		}
		w.element()
	}
	w.endParagraph()
}

// endParagraph writes the paragraph, then what hangs on it.
func (w *walker) endParagraph() {
	p := w.p
	w.p = nil
	w.dropOpenCode()
	if p.props.mark.removed || p.props.dropCap {
		if len(p.text) > 0 || len(p.notes) > 0 || len(p.boxes) > 0 || len(p.diagrams) > 0 {
			w.carried = p
		}
		return
	}
	w.write(p)
}

// flushCarried writes text that waited for a paragraph which did not come.
func (w *walker) flushCarried() {
	if p := w.carried; p != nil {
		w.carried = nil
		w.write(p)
	}
}

func (w *walker) write(p *paragraph) {
	w.writeBlock(p)
	w.writeDiagrams(p)
	for _, m := range p.boxes {
		w.box(m)
	}
	w.due = append(w.due, p.notes...)
	if w.tables == 0 && w.boxes == 0 {
		w.flushNotes()
	}
	if p.props.section != nil {
		w.footnotes.newSection()
	}
}

func (w *walker) writeBlock(p *paragraph) {
	text := strings.TrimFunc(string(p.text), unicode.IsSpace)
	lb, numbered := w.number(p, text)
	if text == "" && (!numbered || lb.Bullet) {
		if w.notes && w.tables == 0 && (p.ruled || p.props.ruled.or(p.style.para.ruled) == on) {
			w.b.Add(pipeline.Paragraph, "____________").Style = pipeline.Rule
			w.made++
		}
		return
	}
	blk := w.b.Open(pipeline.Paragraph)
	blk.Kind, blk.Level = w.kind(p, text, lb, numbered)
	blk.Style = p.marks(text)
	switch {
	case numbered:
		w.b.Label(lb.Text)
		if text != "" {
			w.b.Write(separator(lb))
		}
	case blk.Kind != pipeline.Furniture:
		line, _, _ := strings.Cut(text, "\n")
		if kind, n := typed.Mark(line); kind == pipeline.Item { // a typed number may be anything: stages see more of it
			if blk.Kind == pipeline.Paragraph {
				blk.Kind, blk.Level = pipeline.Item, enumLevel(p.style)
			}
			w.b.Label(text[:n])
			text = text[n:]
		}
	}
	w.b.Write(text)
	// Labels that were typed are part of the paragraph's text, those of lists stand before it.
	base := w.b.Len() - len(strings.TrimFunc(string(p.text), unicode.IsSpace)) - leadingSpace(p.text)
	for _, l := range p.links {
		w.b.Link(max(base+l.Start, blk.Start), min(base+l.End, w.b.Len()), l.URL)
	}
	w.b.Close()
	w.made++
}

// leadingSpace returns how many bytes of white space a text begins with.
func leadingSpace(text []byte) int { return len(text) - len(bytes.TrimLeftFunc(text, unicode.IsSpace)) }

// number counts the paragraph in its list and returns the label, ok where Word prints one.
func (w *walker) number(p *paragraph, text string) (lb lists.Label, ok bool) {
	l, level := w.listOf(&p.props, p.style)
	if l == nil || text == "" && p.hid && p.props.mark.hidden == on {
		return lists.Label{}, false
	}
	lb = w.counters.Next(l, level, p.style.run.lang)
	lb.Text = strings.TrimFunc(lb.Text, unicode.IsSpace)
	if p.props.section != nil && text == "" { // the mark of a section break is not printed
		return lists.Label{}, false
	}
	return lb, lb.Text != ""
}

// separator returns what stands between the label and the text. Where Word sets them side by side without a
// blank a tab is written all the same unless the label ends in a sign: "1.1The Council" is no number.
func separator(lb lists.Label) string {
	switch lb.Suffix {
	case "space":
		return " "
	case "nothing":
		if r, _ := utf8.DecodeLastRuneInString(lb.Text); !unicode.IsDigit(r) && r != '.' && r != ')' && !unicode.Is(unicode.Latin, r) {
			return ""
		}
	}
	return "\t"
}

// maxHeading is how many bytes a heading may have; a longer paragraph with an outline level is a paragraph that
// someone wants to see in the navigation pane.
const maxHeading = 600

// kind tells what the paragraph is to a reader.
func (w *walker) kind(p *paragraph, text string, lb lists.Label, numbered bool) (pipeline.BlockKind, int) {
	if p.contents || w.contents > 0 || p.style.contents() {
		return pipeline.Furniture, 0
	}
	outline := p.props.outline
	if outline < 0 {
		outline = p.style.para.outline
	}
	switch {
	case outline >= 0 && outline < 9 && len(text) <= maxHeading && text != "":
		return pipeline.Heading, outline + 1
	case p.style.name == "title" && len(text) <= maxHeading:
		return pipeline.Heading, 1
	case numbered && (lb.Bullet || lists.Lettered(lb.Format)):
		return pipeline.Item, lb.Level + 1
	}
	return pipeline.Paragraph, 0
}

// marks returns the marks that all of the paragraph's text carries.
func (p *paragraph) marks(text string) pipeline.Style {
	var st pipeline.Style
	if p.letters > 0 && p.bold == p.letters {
		st |= pipeline.Bold
	}
	if p.letters > 0 && p.italic == p.letters {
		st |= pipeline.Italic
	}
	if centered(first(p.props.align, p.style.para.align)) {
		st |= pipeline.Centered
	}
	if isRule(text) {
		st |= pipeline.Rule
	}
	return st
}

// isRule reports whether a line is a rule drawn with signs: "______________".
func isRule(text string) bool {
	n := 0
	for _, r := range text {
		switch r {
		case '_', '─', '━', '—', '―', '‗', '＿':
			n++
		case ' ', '\t', '\u00A0':
		default:
			return false
		}
	}
	return n >= 4
}

// enumLevel reads the depth of a point from the name of its style: "enumlev2", "list bullet 3".
func enumLevel(y *style) int {
	if n := len(y.name); n > 0 && y.name[n-1] >= '1' && y.name[n-1] <= '9' {
		return int(y.name[n-1] - '0')
	}
	return 1
}
