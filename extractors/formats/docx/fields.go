package docx

import "strings"

// A field is a complex field (17.16.18): begin, instruction, separate, result, end. Only the result is read.
type field struct {
	instr string
	code  bool // still in the instruction
	toc   bool // a table of contents or of figures
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

const maxFields = 32

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
	case kind == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// instruction reads a w:instrText.
func (w *walker) instruction() {
	for {
		switch w.s.next() {
		case charData:
			if n := len(w.fields); n > 0 && w.fields[n-1].code && len(w.fields[n-1].instr) < 40 {
				w.fields[n-1].instr += w.s.chars()
			}
		case startTag:
			w.s.skip()
		default:
			return
		}
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
