package docx

import "strings"

// formula writes a m:oMath, apart from one that stands right before it.
func (w *walker) formula() {
	t := formula(w.s)
	if w.p != nil && w.p.formula > 0 && w.p.formula == len(w.p.text) {
		t = " " + t
	}
	w.emit(t)
	if w.p != nil {
		w.p.formula = len(w.p.text)
	}
}

// formula reads a m:oMath (22.1) in one line: fractions as a/b, powers as x^2, indices as x_1.
func formula(s *scanner) string {
	var b strings.Builder
	readFormula(s, &b)
	return b.String()
}

// readFormula writes the content of the element whose start tag was just read.
func readFormula(s *scanner, b *strings.Builder) {
	for {
		k := s.next()
		if k == endTag || k == endOfPart {
			return
		}
		if k != startTag {
			continue
		}
		switch s.name {
		case "t":
			formulaText(s, b)
		case "den":
			b.WriteByte('/')
			readFormula(s, b)
		case "sup":
			script(s, b, "^")
		case "sub":
			script(s, b, "_")
		case "rad":
			b.WriteString("√")
			readFormula(s, b)
		case "chr":
			b.WriteString(s.attr("val"))
			s.skip()
		case "d":
			b.WriteByte('(')
			readFormula(s, b)
			b.WriteByte(')')
		case "deg", "ctrlPr", "rPr":
			s.skip()
		default:
			readFormula(s, b)
		}
	}
}

// script writes a power or an index, nothing where it is empty.
func script(s *scanner, b *strings.Builder, sign string) {
	var sub strings.Builder
	readFormula(s, &sub)
	if sub.Len() > 0 {
		b.WriteString(sign)
		b.WriteString(sub.String())
	}
}

func formulaText(s *scanner, b *strings.Builder) {
	for {
		switch s.next() {
		case charData:
			b.WriteString(strings.Map(layout, s.chars()))
		case startTag:
			s.skip()
		default:
			return
		}
	}
}
