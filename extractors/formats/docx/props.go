package docx

// A toggle is a property that may be switched on, switched off or left to the style.
type toggle int8

const (
	unset toggle = 0
	on    toggle = 1
	off   toggle = -1
)

// or returns t, or other where t is not set.
func (t toggle) or(other toggle) toggle {
	if t != unset {
		return t
	}
	return other
}

// runProps are the properties of a run of characters that bear on its reading (ISO/IEC 29500-1, 17.3.2).
type runProps struct {
	style                string // rStyle
	bold, italic, hidden toggle
	rtl                  toggle
	raised               toggle // w:vertAlign superscript
	font                 string // the ASCII font, for symbols
	lang, langEA, langBD string // w:lang: Latin, East Asian, right to left
	removed              bool   // on a paragraph mark: the mark is deleted or moved away
}

// under returns p with what it leaves unset taken from base.
func (p runProps) under(base *runProps) runProps {
	p.bold, p.italic, p.hidden = p.bold.or(base.bold), p.italic.or(base.italic), p.hidden.or(base.hidden)
	p.rtl, p.raised = p.rtl.or(base.rtl), p.raised.or(base.raised)
	p.font, p.lang, p.langEA, p.langBD = first(p.font, base.font), first(p.lang, base.lang), first(p.langEA, base.langEA), first(p.langBD, base.langBD)
	return p
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// read reads the children of the w:rPr whose start tag was just read.
func (p *runProps) read(s *scanner) {
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		if s.space == wordSpace {
			switch s.name {
			case "rStyle":
				p.style = s.attr("val")
			case "b":
				p.bold = s.on()
			case "i":
				p.italic = s.on()
			case "vanish":
				p.hidden = s.on()
			case "rtl":
				p.rtl = s.on()
			case "vertAlign":
				p.raised = off
				if s.attr("val") == "superscript" {
					p.raised = on
				}
			case "rFonts":
				p.font = first(s.attr("ascii"), first(s.attr("hAnsi"), p.font))
			case "lang":
				p.lang, p.langEA, p.langBD = first(s.attr("val"), p.lang), first(s.attr("eastAsia"), p.langEA), first(s.attr("bidi"), p.langBD)
			case "del", "moveFrom":
				p.removed = true
			}
		}
		s.skip()
	}
}

// paraProps are the properties of a paragraph that bear on its reading (17.3.1).
type paraProps struct {
	style    string // pStyle
	outline  int    // 0-8, 9 body text, -1 unset
	num      int    // w:numId, -1 unset, 0 none
	level    int    // w:ilvl, -1 unset
	align    string // w:jc
	ruled    toggle // a border below or above
	dropCap  bool   // a big first letter: its text belongs to the next paragraph
	mark     runProps
	section  *section // the section that ends with this paragraph
	numbered bool     // has w:numPr of its own
}

func newParaProps() paraProps { return paraProps{outline: -1, num: -1, level: -1} }

// read reads the children of the w:pPr whose start tag was just read.
func (p *paraProps) read(s *scanner) {
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		if s.space == wordSpace {
			switch s.name {
			case "pStyle":
				p.style = s.attr("val")
			case "outlineLvl":
				p.outline = s.num("val", -1)
			case "numPr":
				p.numbered = true
				p.readNumbering(s)
				continue
			case "jc":
				p.align = s.attr("val")
			case "pBdr":
				p.readBorders(s)
				continue
			case "framePr":
				v := s.attr("dropCap")
				p.dropCap = v == "drop" || v == "margin"
			case "rPr":
				p.mark.read(s)
				continue
			case "sectPr":
				p.section = readSection(s)
				continue
			}
		}
		s.skip()
	}
}

func (p *paraProps) readNumbering(s *scanner) {
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		switch s.name {
		case "ilvl":
			p.level = s.num("val", -1)
		case "numId":
			p.num = s.num("val", -1)
		}
		s.skip()
	}
}

func (p *paraProps) readBorders(s *scanner) {
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		if s.name == "bottom" || s.name == "top" || s.name == "between" {
			if v := s.attr("val"); v != "nil" && v != "none" && v != "" {
				p.ruled = on
			} else if p.ruled == unset {
				p.ruled = off
			}
		}
		s.skip()
	}
}

// centered reports whether an alignment puts the line in the middle.
func centered(align string) bool { return align == "center" || align == "centre" }
