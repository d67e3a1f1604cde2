package docx

import (
	"strings"

	"plenary/pipeline"
)

// A field is a complex field (17.16.18): begin, instruction, separate, result, end. Only the result is read.
type field struct {
	instr string
	code  bool       // still in the instruction
	toc   bool       // a table of contents or of figures
	url   string     // where its result leads
	in    *paragraph // the paragraph in which its result begins, and the offset there
	start int
}

// inCode reports whether the place is inside the instruction of a field.
func (w *walker) inCode() bool {
	for i := range w.fields {
		if w.fields[i].code {
			return true
		}
	}
	return false
}

// inContents reports whether the place is inside the result of a table of contents.
func (w *walker) inContents() bool {
	if w.contents > 0 {
		return true
	}
	for i := range w.fields {
		if w.fields[i].toc {
			return true
		}
	}
	return false
}

// maxFields is how deep fields may stand in one another, maxInstruction how long the instruction of one may be.
const (
	maxFields      = 32
	maxInstruction = 2048
)

// fieldChar reads a w:fldChar. Deleted ones count too, so that begin and end stay in pairs.
func (w *walker) fieldChar() {
	kind := w.s.attr("fldCharType")
	w.s.skip()
	n := len(w.fields)
	switch {
	case kind == "begin" && n < maxFields:
		w.fields = append(w.fields, field{code: true})
	case kind == "separate" && n > 0:
		f := &w.fields[n-1]
		f.code, f.toc = false, listsContents(f.instr)
		if f.url = leadsTo(f.instr); f.url != "" && w.p != nil {
			f.in, f.start = w.p, len(w.p.text)
		}
	case kind == "end" && n > 0:
		if f := w.fields[n-1]; f.in != nil && f.in == w.p {
			w.p.link(f.start, f.url)
		}
		w.fields = w.fields[:n-1]
	}
}

// leadsTo returns the address in the instruction of a field: HYPERLINK "https://www.itu.int" \l "top".
func leadsTo(instr string) string {
	words := strings.SplitN(strings.TrimSpace(instr), " ", 2)
	if len(words) < 2 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	url, place := "", false
	for rest := words[1]; ; {
		before, quoted, ok := strings.Cut(rest, `"`)
		if !ok {
			return url
		}
		place = strings.Contains(before, `\l`)
		var value string
		if value, rest, ok = strings.Cut(quoted, `"`); !ok {
			return url
		}
		switch {
		case place:
			url += "#" + value
		case url == "" && !strings.Contains(before, `\`):
			url = value
		}
	}
}

// link notes that the paragraph's text from an offset on leads somewhere.
func (p *paragraph) link(start int, url string) {
	if url != "" && len(p.links) < maxLinks {
		p.links = append(p.links, pipeline.Link{Span: pipeline.Span{Start: start, End: len(p.text)}, URL: strings.ToValidUTF8(url, "\uFFFD")})
	}
}

// maxLinks is how many links a paragraph may have; more are none.
const maxLinks = 1000

// instruction reads a w:instrText.
func (w *walker) instruction() {
	for {
		switch w.s.next() {
		case charData:
			if n := len(w.fields); n > 0 && w.fields[n-1].code && len(w.fields[n-1].instr) < maxInstruction {
				w.fields[n-1].instr += w.s.chars()
			}
		case startTag:
			w.s.skip()
		default:
			return
		}
	}
}

// hyperlink reads a w:hyperlink and notes where it leads: out of the document by a relationship, or to a bookmark.
func (w *walker) hyperlink() {
	url := ""
	if id := w.s.attr("id"); id != "" {
		url = w.leads[id]
	}
	if a := w.s.attr("anchor"); a != "" {
		url += "#" + a
	}
	p, start := w.p, 0
	if p != nil {
		start = len(p.text)
	}
	w.children()
	if p != nil && p == w.p {
		p.link(start, url)
	}
}

// simpleField reads a w:fldSimple, whose content is the result.
func (w *walker) simpleField() {
	toc := listsContents(w.s.attr("instr"))
	if toc {
		w.contents++
	}
	w.children()
	if toc {
		w.contents--
	}
}

// dropOpenCode forgets the fields whose instruction does not end with the paragraph: they are broken, and
// everything behind them would be lost.
func (w *walker) dropOpenCode() {
	for i := range w.fields {
		if w.fields[i].code {
			w.fields = w.fields[:i]
			return
		}
	}
}

// listsContents reports whether a field makes a table of contents, figures or authorities.
func listsContents(instr string) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(instr), " ")
	switch strings.ToUpper(name) {
	case "TOC", "TOA":
		return true
	}
	return false
}
