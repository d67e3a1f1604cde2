package fields

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numberAt reads the number at the start of a line.
func numberAt(l *line) (candidate, bool) {
	c := candidate{line: l}
	p := numberParser{s: l.Text, label: -1}
	if !l.Block.Label.Empty() && l.First {
		if l.Block.Label.Start < l.Start-8 || l.Block.Label.End > l.End {
			return c, false
		}
		p.label = l.Block.Label.End - l.Start
	}
	if !p.parse(&c) {
		return c, false
	}
	c.bare = p.close == 0 && p.label < 0 && startsSmall(l.Text[c.rest:]) && l.Text[c.length] != '\t'
	c.bracket = p.close == ')'
	c.prior = p.prior(&c, l)
	return c, true
}

// A numberParser reads the number that a line begins with.
type numberParser struct {
	s     string
	label int // length of what the reader knows as the label, -1 unknown
	i     int
	tight bool // words stand directly behind the number: "1.1The"
	close byte // what closes the number: '.', ')', '-', or 0
}

func (p *numberParser) parse(c *candidate) bool {
	if p.s == "" {
		return false
	}
	b := p.s[0]
	switch {
	case b >= '1' && b <= '9':
		return p.decimal(c)
	case b >= 'A' && b <= 'Z':
		return p.capitals(c)
	case b >= utf8.RuneSelf:
		return p.otherScript(c)
	}
	return false
}

// decimal reads 1, 1.1, 13.1., 29E.1, 8.II.4, 1bis, 1bis.2, 1 -.
func (p *numberParser) decimal(c *candidate) bool {
	c.readings[0].kind = decimal
	return p.parts(c)
}

// parts reads the parts of a decimal number from here on, and what closes it.
func (p *numberParser) parts(c *candidate) bool {
	s := p.s
	for {
		v, ok := p.part(c.depth > 0)
		if !ok || int(c.depth) == maxDepth {
			return false
		}
		c.path[c.depth] = v
		c.depth++
		if p.i+1 < len(s) && s[p.i] == '.' && (isDigit(s[p.i+1]) || romanPart(s[p.i+1:])) {
			p.i++
			continue
		}
		break
	}
	p.latinOrdinal(c)
	c.length = p.i
	c.number = s[:p.i]
	return p.closing(c)
}

// What is added to the parts of a number that are no digits, so that they are not taken for such: 8.II.4, A.1.
const (
	letterBase = 1 << 15
	romanBase  = 1 << 16
)

// part reads one part of a decimal number: digits, with a capital or bis behind them if a point and a digit follow,
// or, not as the first, a Roman number that a point follows.
func (p *numberParser) part(inner bool) (v uint32, ok bool) {
	s, start := p.s, p.i
	for p.i < len(s) && isDigit(s[p.i]) {
		v = v*10 + uint32(s[p.i]-'0')
		p.i++
		if p.i-start > 3 {
			return 0, false
		}
	}
	if p.i == start {
		for p.i < len(s) && strings.IndexByte("IVX", s[p.i]) >= 0 {
			p.i++
		}
		r := romanValue(s[start:p.i])
		return (romanBase + uint32(r)) << 8, inner && r > 0 && p.i < len(s) && s[p.i] == '.'
	}
	if s[start] == '0' && !inner {
		return 0, false
	}
	v <<= 8
	more := func(i int) bool { return i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) }
	if p.i < len(s) && s[p.i] >= 'A' && s[p.i] <= 'Z' && more(p.i+1) {
		v |= uint32(s[p.i]-'A') + 1 // 29E.1
		p.i++
	}
	for k, w := range latinOrdinals {
		if strings.HasPrefix(s[p.i:], w) && more(p.i+len(w)) {
			v |= uint32(k + 30) // 1bis.2
			p.i += len(w)
			break
		}
	}
	return v, true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// romanPart reports whether a Roman number with a point and a digit begins the text: "II.4".
func romanPart(s string) bool {
	n := 0
	for n < len(s) && strings.IndexByte("IVX", s[n]) >= 0 {
		n++
	}
	return n > 0 && n+1 < len(s) && s[n] == '.' && isDigit(s[n+1])
}

// latinOrdinals are what stands behind a number that was put in between two others.
var latinOrdinals = [...]string{"bis", "ter", "quater", "quinquies"}

// bisNumber returns 1 for bis, 2 for ter and so on, 0 for any other word.
func bisNumber(fold string) int {
	for k, w := range latinOrdinals {
		if fold == w {
			return k + 1
		}
	}
	return 0
}

// latinOrdinal reads bis, ter, quater behind a number, close or after a space.
func (p *numberParser) latinOrdinal(c *candidate) {
	at := p.i
	if at < len(p.s) && p.s[at] == ' ' {
		at++
	}
	for k, w := range latinOrdinals {
		if strings.HasPrefix(p.s[at:], w) && (at+len(w) == len(p.s) || !isLetterAt(p.s, at+len(w))) {
			c.path[c.depth-1] |= uint32(k + 30)
			p.i = at + len(w)
			return
		}
	}
}

func isLetterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// closing reads what may stand between the number and the words, and refuses what is no number's end.
func (p *numberParser) closing(c *candidate) bool {
	s := p.s
	if p.i < len(s) && (s[p.i] == '.' || s[p.i] == ')') {
		p.close = s[p.i]
		p.i++
	} else if strings.HasPrefix(s[p.i:], "、") {
		p.close = '.'
		p.i += len("、")
	}
	if p.i == len(s) {
		c.rest = p.i
		return true
	}
	end := p.i
	spaced := p.blanks()
	// "1 - ..." as in Arabic, "1.1 – ..."
	if p.i+1 < len(s) && s[p.i] == '-' && (s[p.i+1] == ' ' || s[p.i+1] == '\t' || s[p.i+1] >= utf8.RuneSelf) {
		p.close = '-'
		p.i++
		p.blanks()
		spaced = true
	}
	c.rest = p.i
	if spaced || p.label == end || p.label == c.length {
		return true
	}
	p.tight = true
	return p.gluedWords()
}

// gluedWords reports whether what stands directly behind a number are words that lost their space, "1.1The",
// "1第一", "1que le Conseil", and no unit or ordinal, "5G", "10km", "2nd".
func (p *numberParser) gluedWords() bool {
	r, n := utf8.DecodeRuneInString(p.s[p.i:])
	switch {
	case unicode.IsLower(r):
		word := p.s[p.i:]
		if k := strings.IndexAny(word, " \t"); k > 0 {
			word = word[:k]
		}
		return (p.close == '.' || utf8.RuneCountInString(word) > 1 && len(word) < len(p.s[p.i:])) && !gluedEndings[word]
	case unicode.IsUpper(r):
		next, _ := utf8.DecodeRuneInString(p.s[p.i+n:])
		return unicode.IsLower(next) || unicode.IsSpace(next) || next == '\'' || p.close != 0
	case unicode.IsLetter(r):
		return true
	}
	return strings.ContainsRune("«“\"", r)
}

// gluedEndings are the ordinals and units that stand directly behind a number.
var gluedEndings = map[string]bool{
	"st": true, "nd": true, "rd": true, "th": true, "er": true, "re": true, "ère": true, "eme": true, "ème": true, "nde": true,
	"km": true, "kg": true, "cm": true, "mm": true, "hz": true, "kbit/s": true, "го": true, "ый": true, "ая": true, "ое": true,
	"bis": true, "ter": true, "pm": true, "am": true, "h": true,
}

// blanks skips white space and reports whether there was any.
func (p *numberParser) blanks() bool {
	start := p.i
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\t' || p.s[p.i] == '\n') {
		p.i++
	}
	return p.i > start
}

// startsSmall reports whether a text begins with a small letter.
func startsSmall(s string) bool { return unicode.IsLower(firstRune(s)) }
