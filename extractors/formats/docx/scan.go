package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A vocabulary is the XML namespace of a name, as far as the reader tells them apart.
type vocabulary uint8

const (
	otherSpace  vocabulary = iota
	wordSpace              // w: words of the document
	mathSpace              // m: formulas
	compatSpace            // mc: AlternateContent
	vmlSpace               // v: and o: old drawings
	relSpace               // relationships
)

// spaces names the namespaces by their transitional and their strict (ISO/IEC 29500) addresses.
func spaceOf(uri string) vocabulary {
	switch uri {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.microsoft.com/office/word/2003/wordml":
		return wordSpace
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return mathSpace
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return compatSpace
	case "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office":
		return vmlSpace
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return relSpace
	}
	return otherSpace
}

// prefixSpace is what the customary prefixes stand for where a file does not declare them.
func prefixSpace(prefix string) vocabulary {
	switch prefix {
	case "w":
		return wordSpace
	case "m":
		return mathSpace
	case "mc":
		return compatSpace
	case "v", "o":
		return vmlSpace
	case "r":
		return relSpace
	}
	return otherSpace
}

// A tokenKind tells what the scanner stands on.
type tokenKind uint8

const (
	endOfPart tokenKind = iota
	startTag
	endTag
	charData
)

// A scanner reads one XML part from start to end, by hand because encoding/xml takes about ten times as long.
// It knows no DTD and no entities but the five of XML, so that there is nothing to blow up, and it forgives:
// end tags that do not match are dropped, what is open at the end is closed.
//
// Every start tag is followed by its end tag, also when the file wrote <x/>.
type scanner struct {
	src string
	pos int

	space vocabulary
	name  string // local name of the start or end tag
	attrs string // raw attributes of the start tag
	text  string // charData: raw; escaped tells whether it holds entities
	raw   bool   // text is CDATA

	open     []openTag
	bound    []binding
	pending  int  // end tags still to be reported for open tags
	ended    bool // the part ended inside an element
	tooDeep  bool // the part nests deeper than maxDepth and was left there
	maxDepth int

	version int // counts the changes of bound
	saved   []binding
	savedAt int
}

type openTag struct {
	space vocabulary
	name  string
	full  string // with its prefix
	bound int    // bindings before this tag
}

type binding struct {
	prefix string
	space  vocabulary
}

const maxBindings = 256

func newScanner(src string, maxDepth int) *scanner {
	return &scanner{src: src, maxDepth: maxDepth}
}

// A mark is a place behind a start tag to which a reader comes back later.
type mark struct {
	src   string
	pos   int
	tag   openTag
	bound []binding
}

// here returns the place just behind the start tag that was read last.
func (s *scanner) here() mark {
	if s.saved == nil || s.savedAt != s.version {
		s.saved, s.savedAt = append([]binding{}, s.bound...), s.version
	}
	return mark{s.src, s.pos, s.open[len(s.open)-1], s.saved}
}

// empty reports whether the start tag that was read last was written <x/>.
func (s *scanner) empty() bool { return s.pending > 0 }

// scanner returns a scanner that reads the content of the element at the mark and then stops.
func (m mark) scanner(maxDepth int) *scanner {
	m.tag.bound = len(m.bound)
	return &scanner{src: m.src, pos: m.pos, open: []openTag{m.tag}, bound: m.bound[:len(m.bound):len(m.bound)], maxDepth: maxDepth}
}

// depth returns how many elements are open: the one whose start tag was just read is, the one whose end tag was
// just read is not.
func (s *scanner) depth() int { return len(s.open) }

// next moves to the next token.
func (s *scanner) next() tokenKind {
	if s.pending > 0 {
		return s.close()
	}
	for s.pos < len(s.src) {
		if s.src[s.pos] != '<' {
			end := strings.IndexByte(s.src[s.pos:], '<')
			if end < 0 {
				end = len(s.src) - s.pos
			}
			s.text, s.raw = s.src[s.pos:s.pos+end], false
			s.pos += end
			return charData
		}
		rest := s.src[s.pos:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			s.skipTo("-->", 4)
		case strings.HasPrefix(rest, "<![CDATA["):
			start := s.pos + 9
			s.skipTo("]]>", 9)
			s.text, s.raw = s.src[start:max(start, s.pos-3)], true
			return charData
		case strings.HasPrefix(rest, "<?"):
			s.skipTo("?>", 2)
		case strings.HasPrefix(rest, "<!"):
			s.skipDoctype()
		case strings.HasPrefix(rest, "</"):
			if s.endTag() {
				return s.close()
			}
		default:
			if s.startTag() {
				return startTag
			}
		}
	}
	if len(s.open) > 0 {
		s.ended = true
		s.pending = len(s.open)
		return s.close()
	}
	return endOfPart
}

func (s *scanner) skipTo(end string, from int) {
	i := strings.Index(s.src[min(s.pos+from, len(s.src)):], end)
	if i < 0 {
		s.pos = len(s.src)
		return
	}
	s.pos += from + i + len(end)
}

// skipDoctype passes over a document type with its internal subset: its entities are never looked at.
func (s *scanner) skipDoctype() {
	depth := 0
	for ; s.pos < len(s.src); s.pos++ {
		switch s.src[s.pos] {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				s.pos++
				return
			}
		}
	}
}

// close reports one of the pending end tags.
func (s *scanner) close() tokenKind {
	s.pending--
	top := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if len(s.bound) != top.bound {
		s.bound = s.bound[:top.bound]
		s.version++
	}
	s.space, s.name = top.space, top.name
	return endTag
}

// endTag reads </x> and reports whether it closes anything.
func (s *scanner) endTag() bool {
	end := strings.IndexByte(s.src[s.pos:], '>')
	if end < 0 {
		s.pos = len(s.src)
		return false
	}
	full := strings.TrimRight(s.src[s.pos+2:s.pos+end], " \t\r\n")
	s.pos += end + 1
	for i := len(s.open) - 1; i >= 0 && i >= len(s.open)-8; i-- {
		if s.open[i].full == full {
			s.pending = len(s.open) - i
			return true
		}
	}
	return false
}

// startTag reads <x ...> and reports whether there was one.
func (s *scanner) startTag() bool {
	src := s.src
	i := s.pos + 1
	for i < len(src) && src[i] > ' ' && src[i] != '>' && src[i] != '/' {
		i++
	}
	full := src[s.pos+1 : i]
	from := i
	for i < len(src) && src[i] != '>' {
		if q := src[i]; q == '"' || q == '\'' {
			end := strings.IndexByte(src[i+1:], q)
			if end < 0 {
				i = len(src)
				break
			}
			i += end + 1
		}
		i++
	}
	if i >= len(src) || full == "" {
		s.pos = min(i+1, len(src))
		return false
	}
	s.pos = i + 1
	empty := src[i-1] == '/' && i > from
	if empty {
		i--
	}
	s.attrs = src[from:i]
	bound := len(s.bound)
	if strings.Contains(s.attrs, "xmlns") {
		s.bind()
		s.version++
	}
	prefix, name := "", full
	if k := strings.IndexByte(full, ':'); k >= 0 {
		prefix, name = full[:k], full[k+1:]
	}
	s.space, s.name = s.lookup(prefix), name
	if len(s.open) >= s.maxDepth {
		s.tooDeep = true
		s.pos = len(src)
		s.bound = s.bound[:bound]
		return false
	}
	s.open = append(s.open, openTag{s.space, name, full, bound})
	if empty {
		s.pending = 1
	}
	return true
}

// bind notes the namespaces that the start tag declares.
func (s *scanner) bind() {
	eachAttr(s.attrs, func(prefix, name, value string) bool {
		if len(s.bound) >= maxBindings {
			return false
		}
		switch {
		case prefix == "xmlns":
			s.bound = append(s.bound, binding{name, spaceOf(value)})
		case prefix == "" && name == "xmlns":
			s.bound = append(s.bound, binding{"", spaceOf(value)})
		}
		return true
	})
}

func (s *scanner) lookup(prefix string) vocabulary {
	for i := len(s.bound) - 1; i >= 0; i-- {
		if s.bound[i].prefix == prefix {
			return s.bound[i].space
		}
	}
	return prefixSpace(prefix)
}

// skip passes over the rest of the element whose start tag was just read.
func (s *scanner) skip() {
	for depth := s.depth(); s.depth() >= depth; {
		if s.next() == endOfPart {
			return
		}
	}
}

// attr returns the value of an attribute of the start tag by its local name, "" where it has none.
func (s *scanner) attr(name string) string {
	v, _ := s.lookAttr(name)
	return v
}

func (s *scanner) lookAttr(name string) (val string, ok bool) {
	eachAttr(s.attrs, func(prefix, local, value string) bool {
		if local == name && prefix != "xmlns" {
			val, ok = value, true
		}
		return !ok
	})
	if strings.IndexByte(val, '&') >= 0 {
		val = unescape(val)
	}
	return val, ok
}

// num returns an attribute as a number, or def where it is none.
func (s *scanner) num(name string, def int) int {
	v, ok := s.lookAttr(name)
	if !ok {
		return def
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil {
		return def
	}
	return n
}

// on reads a toggle such as <w:b/> or <w:b w:val="0"/>.
func (s *scanner) on() toggle {
	switch s.attr("val") {
	case "0", "false", "off":
		return off
	}
	return on
}

// eachAttr calls yield for the raw attributes of a tag until it returns false.
func eachAttr(attrs string, yield func(prefix, name, value string) bool) {
	for {
		eq := strings.IndexByte(attrs, '=')
		if eq < 0 {
			return
		}
		full := strings.TrimSpace(attrs[:eq])
		attrs = strings.TrimLeft(attrs[eq+1:], " \t\r\n")
		if attrs == "" {
			return
		}
		q := attrs[0]
		if q != '"' && q != '\'' {
			return
		}
		end := strings.IndexByte(attrs[1:], q)
		if end < 0 {
			return
		}
		prefix, name := "", full
		if k := strings.IndexByte(full, ':'); k >= 0 {
			prefix, name = full[:k], full[k+1:]
		}
		if !yield(prefix, name, attrs[1:1+end]) {
			return
		}
		attrs = attrs[end+2:]
	}
}

// chars returns the text of a charData token.
func (s *scanner) chars() string {
	if s.raw || strings.IndexByte(s.text, '&') < 0 {
		return s.text
	}
	return unescape(s.text)
}

// unescape replaces the entities of XML; one it does not know stays as it is written.
func unescape(t string) string {
	var b strings.Builder
	b.Grow(len(t))
	for {
		i := strings.IndexByte(t, '&')
		if i < 0 {
			b.WriteString(t)
			return b.String()
		}
		b.WriteString(t[:i])
		t = t[i:]
		end := strings.IndexByte(t[:min(len(t), 12)], ';')
		if end < 0 {
			b.WriteByte('&')
			t = t[1:]
			continue
		}
		switch name := t[1:end]; name {
		case "amp":
			b.WriteByte('&')
		case "lt":
			b.WriteByte('<')
		case "gt":
			b.WriteByte('>')
		case "quot":
			b.WriteByte('"')
		case "apos":
			b.WriteByte('\'')
		default:
			if r, ok := charRef(name); ok {
				b.WriteRune(r)
			} else {
				b.WriteString(t[:end+1])
			}
		}
		t = t[end+1:]
	}
}

// charRef reads "#160" and "#xA0".
func charRef(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
