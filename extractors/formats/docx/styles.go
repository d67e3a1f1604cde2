package docx

import "strings"

// A style is one w:style, resolved along basedOn once it is asked for.
type style struct {
	id, name string // name in lower case: "heading 1", "toc 2", "list bullet"
	kind     string // paragraph, character, numbering, table
	basedOn  string
	para     paraProps
	run      runProps
	numStyle string // identifier of the style in the chain that sets w:numId
	resolved bool
	busy     bool
}

// styles are the styles of a document by identifier.
type styles struct {
	byID      map[string]*style
	paragraph string // the default paragraph style
	defaults  runProps
	none      style
}

// readStyles reads styles.xml; src "" gives a document without styles.
func readStyles(src string, maxDepth int) *styles {
	st := &styles{byID: map[string]*style{}}
	st.none = style{para: newParaProps(), resolved: true}
	s := newScanner(src, maxDepth)
	for k := s.next(); k != endOfPart; k = s.next() {
		if k != startTag || s.space != wordSpace {
			continue
		}
		switch s.name {
		case "rPrDefault":
			// its only child is the w:rPr of the defaults
		case "rPr":
			st.defaults.read(s)
		case "pPrDefault", "latentStyles":
			s.skip()
		case "style":
			st.readStyle(s)
		}
	}
	st.none.run = st.defaults
	return st
}

func (st *styles) readStyle(s *scanner) {
	y := &style{id: s.attr("styleId"), kind: s.attr("type"), para: newParaProps()}
	if v := s.attr("default"); y.kind == "paragraph" && (v == "1" || v == "true" || v == "on") {
		st.paragraph = y.id
	}
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		if s.space == wordSpace {
			switch s.name {
			case "name":
				y.name = strings.ToLower(s.attr("val"))
			case "basedOn":
				y.basedOn = s.attr("val")
			case "pPr":
				y.para.read(s)
				continue
			case "rPr":
				y.run.read(s)
				continue
			}
		}
		s.skip()
	}
	if y.para.outline < 0 {
		y.para.outline = headingLevel(y.name)
	}
	if y.para.num >= 0 {
		y.numStyle = y.id
	}
	st.byID[y.id] = y
}

// headingLevel returns 0 for "heading 1" and so on: those names are fixed in every language of Word, and a
// file may leave their outline level out. -1 for other names.
func headingLevel(name string) int {
	if n, ok := strings.CutPrefix(name, "heading "); ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
		return int(n[0] - '1')
	}
	return -1
}

// get returns a paragraph or character style with all that it inherits.
func (st *styles) get(id string) *style {
	if id == "" {
		return &st.none
	}
	y := st.byID[id]
	if y == nil {
		return &st.none
	}
	st.resolve(y, 0)
	return y
}

// ofParagraph returns the style of a paragraph that names it so, the default one where it names none.
func (st *styles) ofParagraph(id string) *style {
	if y := st.byID[id]; y != nil && y.kind != "character" {
		return st.get(id)
	}
	return st.get(st.paragraph)
}

// resolve completes a style from the one that it is based on. A chain that runs in a circle ends there.
func (st *styles) resolve(y *style, depth int) {
	if y.resolved || y.busy {
		return
	}
	y.busy = true
	base := &st.none
	if b := st.byID[y.basedOn]; b != nil && depth < 64 {
		st.resolve(b, depth+1)
		base = b
	}
	if y.kind != "character" || base != &st.none {
		y.run = y.run.under(&base.run)
	}
	p, q := &y.para, &base.para
	if p.outline < 0 {
		p.outline = q.outline
	}
	if p.num < 0 {
		p.num, y.numStyle = q.num, base.numStyle
	}
	if p.level < 0 {
		p.level = q.level
	}
	p.align = first(p.align, q.align)
	p.ruled = p.ruled.or(q.ruled)
	y.busy, y.resolved = false, true
}

// contents reports whether the style is one of a table of contents or figures, whose lines repeat headings.
func (y *style) contents() bool {
	return strings.HasPrefix(y.name, "toc ") || y.name == "table of figures" || y.name == "table of authorities" || y.name == "toa heading"
}
