package pdfdoc

import "math"

// A lexer reads PDF tokens and objects from bytes in memory. It never fails: what is malformed is skipped or
// closed at the end of the input, as viewers do.
type lexer struct {
	b     []byte
	pos   int
	depth int
	names map[string]name // names seen, so that each is allocated once
	tmp   []byte
}

// maxNesting bounds arrays and dictionaries inside each other.
const maxNesting = 100

// A keyword is a bare word that is no object: obj, endobj, stream, R, an operator.
type keyword string

// eof is what object returns at the end of the input.
const eof = keyword("")

// Classes of bytes.
const (
	regular = iota
	space
	delim
)

var class = func() (t [256]uint8) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = space
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = delim
	}
	return t
}()

// skip passes white space and comments.
func (l *lexer) skip() {
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		if class[c] == space {
			l.pos++
			continue
		}
		if c != '%' {
			return
		}
		for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
			l.pos++
		}
	}
}

// object reads the next object, or the keyword that stands in its place. References are joined when refs of
// the form "12 0 R" appear. Closing brackets without an opening one come as keywords.
func (l *lexer) object() object {
	l.skip()
	if l.pos >= len(l.b) {
		return eof
	}
	switch c := l.b[l.pos]; c {
	case '/':
		return l.name()
	case '(':
		return text(l.literal())
	case '<':
		if l.pos+1 < len(l.b) && l.b[l.pos+1] == '<' {
			l.pos += 2
			return l.dict()
		}
		return text(l.hex())
	case '[':
		l.pos++
		return l.array()
	case ']', '{', '}', ')':
		l.pos++
		return keyword(l.b[l.pos-1 : l.pos])
	case '>':
		l.pos++
		if l.pos < len(l.b) && l.b[l.pos] == '>' {
			l.pos++
		}
		return keyword(">>")
	default:
		if c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9' {
			return l.numberOrRef()
		}
	}
	w := l.word()
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return keyword(w)
}

// mark returns the place of the next token, to return to.
func (l *lexer) mark() int {
	l.skip()
	return l.pos
}

// word reads a run of regular bytes.
func (l *lexer) word() []byte {
	start := l.pos
	for l.pos < len(l.b) && class[l.b[l.pos]] == regular {
		l.pos++
	}
	return l.b[start:l.pos]
}

// numberOrRef reads a number and looks whether it opens a reference.
func (l *lexer) numberOrRef() object {
	w := l.word()
	f, isInt, ok := parseNumber(w)
	if !ok {
		return keyword(w)
	}
	if !isInt {
		return f
	}
	n := int64(f)
	if n > 0 && n <= math.MaxInt32 && w[0] != '+' {
		if end := refTail(l.b, l.pos); end > 0 {
			l.pos = end
			return ref(n)
		}
	}
	return n
}

// refTail reports where " G R" ends when it stands at i, 0 when it does not.
func refTail(b []byte, i int) int {
	start := i
	for i < len(b) && class[b[i]] == space {
		i++
	}
	if i == start || i >= len(b) || b[i] < '0' || b[i] > '9' {
		return 0
	}
	for n := 0; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
		if n++; n > 5 {
			return 0
		}
	}
	start = i
	for i < len(b) && class[b[i]] == space {
		i++
	}
	if i == start || i >= len(b) || b[i] != 'R' {
		return 0
	}
	if i++; i < len(b) && class[b[i]] == regular {
		return 0
	}
	return i
}

// parseNumber reads a PDF number, forgiving doubled signs and a minus inside ("--5", "12-3" reads 12), as
// broken producers write them.
func parseNumber(w []byte) (f float64, isInt, ok bool) {
	i, neg := 0, false
	for i < len(w) && (w[i] == '+' || w[i] == '-') {
		neg = neg || w[i] == '-'
		i++
	}
	var mant uint64
	digits, scale := 0, 0
	isInt = true
loop:
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			digits++
			if mant < 1e17 {
				mant = mant*10 + uint64(c-'0')
				if !isInt {
					scale++
				}
			} else if isInt {
				return math.MaxInt32, true, true // no length or coordinate is that large
			}
		case c == '.' && isInt:
			isInt = false
		case c == '-' && digits > 0:
			break loop
		default:
			return 0, false, false
		}
	}
	if digits == 0 && isInt {
		return 0, false, false
	}
	f = float64(mant)
	if scale > 0 {
		f /= pow10[min(scale, len(pow10)-1)]
	}
	if neg {
		f = -f
	}
	return f, isInt, true
}

var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// name reads a name at its slash.
func (l *lexer) name() name {
	l.pos++
	w := l.word()
	for i, c := range w {
		if c == '#' {
			w = l.unescape(w, i)
			break
		}
	}
	if n, ok := l.names[string(w)]; ok {
		return n
	}
	if l.names == nil {
		l.names = make(map[string]name)
	}
	n := name(w)
	l.names[string(n)] = n
	return n
}

// unescape resolves #xx from index i on.
func (l *lexer) unescape(w []byte, i int) []byte {
	out := append(l.tmp[:0], w[:i]...)
	for ; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) && unhex[w[i+1]] < 16 && unhex[w[i+2]] < 16 {
			out = append(out, unhex[w[i+1]]<<4|unhex[w[i+2]])
			i += 2
			continue
		}
		out = append(out, w[i])
	}
	l.tmp = out
	return out
}

var unhex = func() (t [256]uint8) {
	for i := range t {
		t[i] = 0xFF
	}
	for i, c := range "0123456789" {
		t[c] = uint8(i)
	}
	for i := range 6 {
		t['a'+i], t['A'+i] = uint8(10+i), uint8(10+i)
	}
	return t
}()

// literal reads a string at its opening parenthesis. The result is valid until the next call.
func (l *lexer) literal() []byte {
	l.pos++
	// Most strings hold neither escapes nor parentheses: those are cut from the input.
	for i := l.pos; i < len(l.b); i++ {
		c := l.b[i]
		if c == ')' {
			s := l.b[l.pos:i]
			l.pos = i + 1
			return s
		}
		if c == '\\' || c == '(' || c == '\r' {
			break
		}
	}
	out := l.tmp[:0]
	depth := 1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.tmp = out
				return out
			}
		case '\r': // any line end inside a string reads as \n
			if l.pos < len(l.b) && l.b[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	l.tmp = out
	return out
}

// escape reads what follows a backslash in a string; ok is false where it stands for nothing (a line end).
func (l *lexer) escape() (c byte, ok bool) {
	if l.pos >= len(l.b) {
		return 0, false
	}
	c = l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if l.pos < len(l.b) && l.b[l.pos] == '\n' {
			l.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for n := 0; n < 2 && l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '7'; n++ {
		v = v*8 + int(l.b[l.pos]-'0')
		l.pos++
	}
	return byte(v), true
}

// hex reads a hexadecimal string at its "<". The result is valid until the next call.
func (l *lexer) hex() []byte {
	l.pos++
	out := l.tmp[:0]
	half, have := byte(0), false
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v := unhex[c]
		if v > 15 {
			continue
		}
		if have {
			out = append(out, half<<4|v)
		}
		half, have = v, !have
	}
	if have {
		out = append(out, half<<4)
	}
	l.tmp = out
	return out
}

// array reads up to the closing bracket.
func (l *lexer) array() object {
	l.depth++
	defer func() { l.depth-- }()
	var a array
	for l.depth < maxNesting {
		at := l.mark()
		o := l.object()
		if k, ok := o.(keyword); ok {
			if k == "]" || k == eof {
				return a
			}
			if k == "endobj" || k == "stream" || k == "endstream" || k == ">>" {
				l.pos = at // the bracket was never closed
				return a
			}
			continue
		}
		a = append(a, o)
	}
	l.pos = len(l.b)
	return a
}

// dict reads up to the closing ">>". A value that is missing reads as null, a key that is none is passed over.
func (l *lexer) dict() object {
	l.depth++
	defer func() { l.depth-- }()
	d := make(dict, 8)
	for l.depth < maxNesting {
		at := l.mark()
		o := l.object()
		key, ok := o.(name)
		if !ok {
			if k, ok := o.(keyword); ok {
				if k == ">>" || k == eof {
					return d
				}
				if k == "endobj" || k == "stream" || k == "endstream" {
					l.pos = at
					return d
				}
			}
			continue
		}
		at = l.mark()
		v := l.object()
		if k, ok := v.(keyword); ok {
			if k == ">>" || k == eof {
				return d
			}
			if k == "endobj" || k == "stream" || k == "endstream" {
				l.pos = at
				return d
			}
			continue
		}
		d[key] = v
	}
	l.pos = len(l.b)
	return d
}
