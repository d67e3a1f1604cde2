package pdfdoc

import "bytes"

// Kinds of operand.
const (
	opNone = iota
	opNumber
	opString
	opName
	opArray  // num is how many of run.items
	opObject // a dictionary or what else stands there
)

// An operand of a content stream. Strings and names are slices of the content or of run.arena: nothing is
// allocated for a glyph.
type operand struct {
	kind uint8
	num  float64
	s    []byte
	o    object
}

// maxOperands is how many operands are kept; the standard allows none that needs more than 33.
const maxOperands = 64

// interpret reads a content stream and carries out its operators.
func (r *run) interpret(s *scope, b []byte) {
	s.base = len(r.saved)
	l := lexer{b: b, names: r.names}
	for {
		l.skip()
		if l.pos >= len(l.b) {
			return
		}
		c := l.b[l.pos]
		switch {
		case c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+':
			w := l.word()
			if n, _, ok := parseNumber(w); ok {
				r.push(operand{kind: opNumber, num: n})
			} else {
				r.clear()
			}
		case c == '/':
			r.push(operand{kind: opName, s: r.contentName(&l)})
		case c == '(':
			r.push(operand{kind: opString, s: r.keep(&l, l.literal())})
		case c == '<':
			if l.pos+1 < len(b) && b[l.pos+1] == '<' {
				r.push(operand{kind: opObject, o: l.object()})
			} else {
				r.push(operand{kind: opString, s: r.keep(&l, l.hex())})
			}
		case c == '[':
			l.pos++
			r.contentArray(&l)
		case class[c] == delim:
			l.pos++
		default:
			w := l.word()
			if string(w) == "BI" {
				r.inlineImage(&l)
			} else {
				switch string(w) {
				case "true", "false", "null":
					r.push(operand{kind: opObject})
					continue
				}
				r.operate(s, string(w))
			}
			r.clear()
			if r.steps++; r.steps&0xFFF == 0 && r.f.ctx.Err() != nil || r.full {
				return
			}
		}
	}
}

func (r *run) clear() {
	r.args, r.items, r.arena = r.args[:0], r.items[:0], r.arena[:0]
}

func (r *run) push(o operand) {
	if len(r.args) < maxOperands {
		r.args = append(r.args, o)
	}
}

// keep returns bytes that last until the operator: the lexer's scratch space is copied to the arena.
func (r *run) keep(l *lexer, s []byte) []byte {
	if len(s) == 0 || len(l.tmp) == 0 || &s[0] != &l.tmp[0] {
		return s
	}
	at := len(r.arena)
	r.arena = append(r.arena, s...)
	return r.arena[at:]
}

// contentName reads a name without allocating it.
func (r *run) contentName(l *lexer) []byte {
	l.pos++
	w := l.word()
	if i := bytes.IndexByte(w, '#'); i >= 0 {
		w = r.keep(l, l.unescape(w, i))
	}
	return w
}

// contentArray reads an array of numbers and strings, as TJ has it. Brackets inside are passed over.
func (r *run) contentArray(l *lexer) {
	first := len(r.items)
	for {
		l.skip()
		if l.pos >= len(l.b) {
			break
		}
		c := l.b[l.pos]
		if c == ']' {
			l.pos++
			break
		}
		switch {
		case c == '(':
			r.items = append(r.items, operand{kind: opString, s: r.keep(l, l.literal())})
		case c == '<' && (l.pos+1 >= len(l.b) || l.b[l.pos+1] != '<'):
			r.items = append(r.items, operand{kind: opString, s: r.keep(l, l.hex())})
		case class[c] != regular:
			l.pos++
		default:
			w := l.word()
			if n, _, ok := parseNumber(w); ok {
				r.items = append(r.items, operand{kind: opNumber, num: n})
			} else if string(w) == "Tj" || string(w) == "TJ" || string(w) == "ET" {
				l.pos -= len(w) // the bracket was never closed
				r.push(operand{kind: opArray, num: float64(len(r.items) - first)})
				return
			}
		}
	}
	r.push(operand{kind: opArray, num: float64(len(r.items) - first)})
}

// inlineImage passes over "BI <keys> ID <data> EI". Data may hold anything, even " EI ": where no filter is
// told the size says how long it is; else the end is the first EI between spaces with readable text after it.
func (r *run) inlineImage(l *lexer) {
	r.page.Images++
	d := make(dict)
	for {
		o := l.object()
		if o == keyword("ID") || o == eof {
			break
		}
		if k, ok := o.(name); ok {
			v := l.object()
			if v == keyword("ID") {
				break
			}
			d[k] = v
		}
	}
	if l.pos < len(l.b) && class[l.b[l.pos]] == space {
		l.pos++
	}
	if first(d, "Filter", "F") == nil {
		if n, ok := imageBytes(d); ok && l.pos+n <= len(l.b) {
			i := l.pos + n
			for i < len(l.b) && class[l.b[i]] == space {
				i++
			}
			if i+2 <= len(l.b) && string(l.b[i:i+2]) == "EI" {
				l.pos = i + 2
				return
			}
		}
	}
	for i := l.pos; ; {
		j := bytes.Index(l.b[i:], []byte("EI"))
		if j < 0 {
			l.pos = len(l.b)
			return
		}
		i += j + 2
		before := i - 3
		if before >= l.pos-1 && before >= 0 && class[l.b[before]] == space && (i >= len(l.b) || class[l.b[i]] == space) && readable(l.b[i:min(len(l.b), i+24)]) {
			l.pos = i
			return
		}
	}
}

// imageBytes is the length of an image's data without filters.
func imageBytes(d dict) (int, bool) {
	w, ok1 := integer(first(d, "W", "Width"))
	h, ok2 := integer(first(d, "H", "Height"))
	if !ok1 || !ok2 || w < 0 || h < 0 || w > 1<<16 || h > 1<<16 {
		return 0, false
	}
	bits, ok := integer(first(d, "BPC", "BitsPerComponent"))
	if !ok {
		bits = 1
	}
	if bits < 0 || bits > 16 {
		return 0, false
	}
	colors := 1
	switch first(d, "CS", "ColorSpace") {
	case name("RGB"), name("DeviceRGB"):
		colors = 3
	case name("CMYK"), name("DeviceCMYK"):
		colors = 4
	}
	return (w*bits*colors + 7) / 8 * h, true
}

// readable reports whether bytes look like operators, not pixels.
func readable(b []byte) bool {
	for _, c := range b {
		if c >= 0x7F || c < ' ' && class[c] != space || c == 0 {
			return false
		}
	}
	return true
}
