package fields

import (
	"context"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// headerStage reads what the first page says of the document itself, and the summary box. It looks at the lines
// before the first numbered section, each by what stands on it: a symbol, a date, a banner, a label, the line
// that names the author. What is left of them is the title. What the first page lacks is looked for in running
// heads and feet, and then in the file's name.
type headerStage struct{}

// NewHeader returns the stage that reads the header.
func NewHeader() pipeline.Stage { return headerStage{} }

func (headerStage) Name() string { return "header" }

func (headerStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	h := &headReader{doc: doc, rec: rec, words: headWordsFor(rec.Language)}
	h.lines = h.zone()
	h.box()
	for i := range h.lines {
		h.read(&h.lines[i])
	}
	h.letterBox()
	h.symbol()
	h.bylines()
	h.title()
	h.meeting()
	h.date()
	h.kind()
	return nil
}

// A headReader gathers one document's header.
type headReader struct {
	doc   *pipeline.Document
	rec   *pipeline.Record
	words *headWords
	lines []headLine // the zone: lines before the first numbered section
	feet  []headLine // furniture, read when it is needed
	top   int        // lines before this one stand above the summary box
	found struct {
		symbols []symbolSeen
		bare    symbol // "Document 67-S": a number without its body
		mods    []modifier
		dates   []dateSeen
		ranges  []dateSeen
		body    string // of the banner
		year    int
		place   string
		kind    string // what the author's line calls the document
		office  bool   // the author is an office of the Union
		letter  letterSeen
		title   string         // behind the label "Title:"
		byline  string         // the line that says what the document is and who wrote it
		inTitle []tokens.Token // an office that a title names: "REPORT OF THE EXTERNAL AUDITOR ON ..."
	}
}

// zoneLines and zoneBytes bound what is looked at: a header with its box is rarely longer than a page.
const (
	zoneLines = 90
	zoneBytes = 9000
)

// zone returns the lines that may belong to the header or its box: those before the first number of a section.
func (h *headReader) zone() []headLine {
	var out []headLine
	lines := linesOf(h.doc)
	for i := range lines {
		l := &lines[i]
		if i == zoneLines || i > 0 && l.Start-lines[0].Start > zoneBytes {
			break
		}
		hl := h.line(l)
		if h.startsBody(&hl) {
			break
		}
		out = append(out, hl)
	}
	h.top = len(out)
	return out
}

// startsBody reports whether the numbered text begins with the line: "1<tab>Introduction". A label with a number
// ("1 Objet:") is still part of the header.
func (h *headReader) startsBody(l *headLine) bool {
	c, ok := numberAt(l.line)
	if !ok || c.prior < 1 || c.kind() == chapter || l.Cell != nil && c.prior < 2.5 {
		return false
	}
	if c.kind() == decimal && !onlyOnes(c.path[:c.depth]) && c.path[c.depth-1]>>8 != 1 || c.kind() != decimal && c.readings[0].n != 1 {
		return false
	}
	// The symbol "C 26/30" or a label behind the number does not begin the text.
	if _, n := symbolAt(h.doc.Shadow().Text, l.toks, 0); n > 0 {
		return false
	}
	for i := range l.toks {
		if l.toks[i].Start >= l.At+c.rest {
			_, n := h.words.labels.At(l.toks, i)
			return n == 0 || !strings.HasSuffix(strings.TrimSpace(l.Text), ":")
		}
	}
	return true
}

// kind sets what sort of document it is: as its title says, or the line that names its author.
func (h *headReader) kind() {
	title := h.titleKind()
	switch {
	case h.found.letter.is():
		h.rec.Header.Type = "letter"
	case title == "summary_record" || title == "agenda":
		h.rec.Header.Type = title
	case h.found.kind != "":
		h.rec.Header.Type = h.found.kind
	case title != "":
		h.rec.Header.Type = title
	case h.found.office && title == "":
		h.rec.Header.Type = "report" // an office of the Union that does not say what it submits
	case h.rec.Header.Title != "" || h.rec.Header.Symbol != "":
		h.rec.Header.Type = "other"
	}
}

func (h *headReader) titleKind() string {
	toks := headTokens(h.rec.Header.Title, 0)
	for i := 0; i < len(toks) && i < 8; i++ {
		if key, n := h.words.types.At(toks, i); n > 0 && (i == 0 || key == "summary_record") {
			return key
		}
	}
	// In Chinese and Arabic titles the word often ends the line: "2025年世界电信发展大会报告".
	for i := range toks {
		if key, n := h.words.types.At(toks, i); n > 0 && i+n == len(toks) && h.rec.Language == "zh" {
			return key
		}
	}
	return ""
}
