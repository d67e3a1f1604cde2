package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is one line of the file that is not blank.
type line struct {
	text    string // without the blanks around it
	indent  int    // columns before the text
	width   int    // the column where the text ends; longest for lines that are longer
	page    int    // from 0
	gap     bool   // a blank line or a new page stands before it
	head    bool   // of a row: it is the head of a table that is drawn
	kind    lineKind
	mark    mark
	heading int    // its level where signs mark it as a heading
	lead    int    // tabs before the text
	edge    int    // the margin of the run of lines it stands in, where that is narrower than the page's; 0 for none
	cells   []cell // of a row of a table
}

// A lineKind says what a line was found to be before paragraphs are made.
type lineKind uint8

const (
	body lineKind = iota
	rule
	furniture
	row
	dropped // drawn, or part of the row above
)

// Widths are counted up to here: nothing that is wider was wrapped by a writer of lines.
const longest = 400

// split cuts the text into lines. Carriage returns alone, vertical tabs and U+2028 end lines too.
func (p *parser) split(text string) {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	if strings.IndexByte(text, '\v') >= 0 {
		text = strings.ReplaceAll(text, "\v", "\n")
	}
	if strings.Contains(text, "\u2028") {
		text = strings.ReplaceAll(text, "\u2028", "\n")
	}
	text = strings.TrimSuffix(text, "\x1A")
	paged := strings.IndexByte(text, '\f') >= 0
	page, gap := 0, true
	p.lines = make([]line, 0, min(len(text)/40, strings.Count(text, "\n"))+1)
	for len(text) > 0 {
		s := text
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			s, text = text[:i], text[i+1:]
		} else {
			text = ""
		}
		for paged {
			i := strings.IndexByte(s, '\f')
			if i < 0 {
				break
			}
			p.line(s[:i], page, gap)
			page, gap, s = page+1, true, s[i+1:]
		}
		gap = !p.line(s, page, gap)
	}
	if paged {
		p.pages = page + 1
	}
}

// line adds a line and reports whether it holds anything.
func (p *parser) line(s string, page int, gap bool) bool {
	if embedded(s) {
		if s = reorder(s); onlyMarks(s) { // a vowel sign that a converter did not find the letter of
			p.stray++
			return true
		}
	}
	indent, lead, n := 0, 0, 0
	for n < len(s) {
		switch c := s[n]; {
		case c == ' ':
			indent++
			n++
			continue
		case c == '\t':
			indent += 8 - indent%8
			lead++
			n++
			continue
		case c == 0xC2 && strings.HasPrefix(s[n:], "\u00A0"):
			indent++
			n += 2
			continue
		case c == 0xE3 && strings.HasPrefix(s[n:], "\u3000"):
			indent += 2
			n += 3
			continue
		case c == 0xEF && strings.HasPrefix(s[n:], "\uFEFF"):
			n += 3
			continue
		}
		break
	}
	s = s[n:]
	for len(s) > 0 {
		switch c := s[len(s)-1]; {
		case c == ' ' || c == '\t' || c == 0x1A:
			s = s[:len(s)-1]
			continue
		case c == 0xA0 && strings.HasSuffix(s, "\u00A0"):
			s = s[:len(s)-2]
			continue
		case c == 0x80 && strings.HasSuffix(s, "\u3000"):
			s = s[:len(s)-3]
			continue
		}
		break
	}
	if s == "" {
		return false
	}
	l := line{text: s, indent: indent, lead: lead, page: page, gap: gap, width: p.ruler.columns(s, indent)}
	l.mark = markOf(s)
	if isRule(s) {
		l.kind = rule
	}
	p.lines = append(p.lines, l)
	return true
}

// onlyMarks reports whether a line holds nothing but combining marks.
func onlyMarks(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Mn, r) && !unicode.IsSpace(r) }) < 0
}

// A ruler measures text: it says how many columns a Chinese character takes. Terminals and paper give it two, programs
// that count characters one.
type ruler int

const paper ruler = 2

// columns returns the column in which a text ends that begins in column at. A combining mark takes none.
func (w ruler) columns(s string, at int) int {
	if len(s) > 3*longest {
		return longest
	}
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\t':
			at += 8 - at%8
			i++
		case c < utf8.RuneSelf:
			at++
			i++
		case c < 0xCC: // Latin letters with accents
			at++
			i += 2
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			at += w.rune(r)
			i += n
		}
	}
	return min(at, longest)
}

func (w ruler) rune(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case r < 0x370, r >= 0x64B && r < 0x660, r >= 0x200B && r < 0x2010, r >= 0x202A && r < 0x202F, r == 0xFEFF:
		return 0
	case cjk(r):
		return int(w)
	}
	return 1
}

// chinese reports whether a line holds Chinese.
func (l *line) chinese() bool { return len(l.text) <= 3*longest && strings.IndexFunc(l.text, cjk) >= 0 }

// cjk reports whether a character belongs to a script written without spaces between words, or is its
// punctuation.
func cjk(r rune) bool {
	return r >= 0x2E80 && r < 0xA4D0 || r >= 0xAC00 && r < 0xD7A4 || r >= 0xF900 && r < 0xFB00 ||
		r >= 0xFF00 && r < 0xFF61 || r >= 0x20000 && r < 0x30000
}

// isRule reports whether a line is drawn rather than written: "______", "-----", "* * *".
func isRule(s string) bool {
	if len(s) > 3*longest || len(s) < 3 {
		return false
	}
	n := 0
	var first rune
	for _, r := range s {
		if r == ' ' {
			continue
		}
		if first == 0 {
			if !strings.ContainsRune("_-=–—―─━═*", r) {
				return false
			}
			first = r
		} else if r != first {
			return false
		}
		n++
	}
	return n >= 5 || n >= 3 && (first == '*' || first == '_' || first >= 0x2014)
}

// startsLower reports whether a line begins in the middle of a sentence, as far as letters tell.
func startsLower(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	for strings.ContainsRune(`"'([«“‘`, r) && n < len(s) {
		s = s[n:]
		r, n = utf8.DecodeRuneInString(s)
	}
	return unicode.IsLower(r)
}

// endsSentence reports whether a line ends with a mark that may close a paragraph.
func endsSentence(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '"', '\'', ')', ']', '»', '”', '’', '）', '》', '」':
			s = s[:len(s)-n]
			continue
		case '.', ':', ';', '!', '?', '…', '。', '：', '；', '！', '？', '؟', '؛', '．':
			return true
		}
		return false
	}
	return false
}
