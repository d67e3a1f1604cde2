package fields

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// capitals reads "I.", "IV.", "A.", and a letter that a tab or a heading sets off: "A<tab>Scope".
func (p *numberParser) capitals(c *candidate) bool {
	s := p.s
	for p.i < len(s) && s[p.i] >= 'A' && s[p.i] <= 'Z' {
		p.i++
	}
	w := s[:p.i]
	if len(w) == 1 && p.i+1 < len(s) && s[p.i] == '.' && isDigit(s[p.i+1]) { // A.1, in Annex A
		c.readings[0].kind = decimal
		c.path[0], c.depth = (letterBase+uint32(w[0]-'A')+1)<<8, 1
		p.i++
		return p.parts(c)
	}
	if p.i > 6 || !p.setOff() {
		return false
	}
	one := reading{letter, uint16(w[0]-'A') + 1}
	switch r := romanValue(w); {
	case r > 0:
		c.readings[0] = reading{roman, uint16(r)}
		if len(w) == 1 {
			c.readings[1] = one
		}
	case len(w) == 1:
		c.readings[0] = one
	default:
		return false
	}
	return p.afterLetter(c, w)
}

// setOff reports whether what was read up to here can end as a letter that counts does.
func (p *numberParser) setOff() bool {
	return p.i == len(p.s) || p.s[p.i] == '.' || p.s[p.i] == '\t' || p.s[p.i] == ' ' || p.label >= 0 && p.i == p.label
}

// afterLetter reads what stands between a letter or a Roman number and the words.
func (p *numberParser) afterLetter(c *candidate, w string) bool {
	s := p.s
	c.depth, c.length, c.number = 1, p.i, w
	if p.i < len(s) && s[p.i] == '.' {
		p.close = '.'
		p.i++
	}
	c.rest = p.i
	if p.i == len(s) {
		return true // the title may stand on the next line
	}
	if !p.blanks() && p.label < 0 {
		return false
	}
	c.rest = p.i
	c.word = p.close == 0 && p.label < 0 && s[c.length:c.rest] == " "
	// "A. B. Smith" is a name.
	r, n := utf8.DecodeRuneInString(s[p.i:])
	return !(unicode.IsUpper(r) && p.i+n < len(s) && s[p.i+n] == '.')
}

// otherScript reads numbers of other scripts: "А." (Cyrillic), "一、", "第1章", "أولا -", "ألف -".
func (p *numberParser) otherScript(c *candidate) bool {
	r, n := utf8.DecodeRuneInString(p.s)
	switch {
	case r == '第':
		return p.chapter(c)
	case unicode.Is(unicode.Han, r):
		return p.chineseOrdinal(c)
	case r >= 'А' && r <= 'Я':
		p.i = n
		return p.cyrillic(c, r)
	case r >= 0x600 && r < 0x700:
		return p.arabic(c)
	}
	return false
}

// cyrillic reads "Б.". Texts that number in Latin order use А, В, С: the sequence tells.
func (p *numberParser) cyrillic(c *candidate, r rune) bool {
	if !p.setOff() {
		return false
	}
	if k := strings.IndexRune("АБВГДЕЖЗИКЛМНОПРСТУ", r); k >= 0 {
		c.readings[0] = reading{letter, uint16(k/2) + 1}
	}
	if up := latinCapitals(string(r)); up != "" {
		latin := reading{letter, uint16(up[0]-'A') + 1}
		if c.readings[0].kind == noScheme {
			c.readings[0] = latin
		} else if latin != c.readings[0] {
			c.readings[1] = latin
		}
	}
	return c.kind() != noScheme && p.afterLetter(c, p.s[:p.i])
}

// chineseOrdinal reads "一、", "十二.", "三" before a space.
func (p *numberParser) chineseOrdinal(c *candidate) bool {
	v, n := chineseNumber(p.s)
	if v == 0 || n == len(p.s) {
		return false
	}
	r, size := utf8.DecodeRuneInString(p.s[n:])
	switch r {
	case '、', '.':
		p.close, p.i = '.', n+size
	case ' ', '\t':
		p.i = n
	default:
		return false
	}
	c.readings[0], c.depth, c.number, c.length = reading{ordinal, uint16(v)}, 1, p.s[:n], n
	p.blanks()
	c.rest = p.i
	return true
}

// chapter reads 第1章, 第一部分, 第2节.
func (p *numberParser) chapter(c *candidate) bool {
	s := p.s
	i := len("第")
	v, n := chineseNumber(s[i:])
	if v == 0 {
		for i+n < len(s) && isDigit(s[i+n]) && n < 3 {
			v = v*10 + int(s[i+n]-'0')
			n++
		}
	}
	if v == 0 {
		return false
	}
	i += n
	for _, w := range [...]string{"章", "部分", "节", "編", "编"} {
		if !strings.HasPrefix(s[i:], w) {
			continue
		}
		i += len(w)
		c.readings[0], c.depth, c.number, c.length = reading{chapter, uint16(v)}, 1, s[:i], i
		p.close, p.i = '.', i
		for p.i < len(s) && strings.IndexByte(" \t:", s[p.i]) >= 0 {
			p.i++
		}
		c.rest = p.i
		return true
	}
	return false
}

// arabic reads the words that Arabic texts number headings with: "أولا -", "ألف -".
func (p *numberParser) arabic(c *candidate) bool {
	s := p.s
	n := strings.IndexAny(s, " \t-.:")
	if n <= 0 || n > 40 {
		return false
	}
	word := tokens.Fold(s[:n])
	for k, w := range arabicOrdinals {
		if word == w {
			c.readings[0] = reading{ordinal, uint16(k) + 1}
		}
	}
	for k, w := range arabicLetters {
		if word == w {
			c.readings[0] = reading{letter, uint16(k) + 1}
		}
	}
	if c.kind() == noScheme {
		return false
	}
	c.depth, c.length, c.number = 1, n, s[:n]
	p.i = n
	p.blanks()
	if p.i == len(s) {
		return false
	}
	if s[p.i] == '-' || s[p.i] == '.' || s[p.i] == ':' {
		p.close = '-'
		p.i++
		p.blanks()
	}
	c.rest = p.i
	return p.close != 0 || c.kind() == ordinal || s[n] == '\t'
}

// First, second ... and the letters by their names, folded as tokens are.
var (
	arabicOrdinals = [...]string{"اولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"}
	arabicLetters  = [...]string{"الف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون"}
)

// romanValue returns the value of a Roman number in capitals up to 39, 0 for none.
func romanValue(w string) int {
	if w == "" || len(w) > 7 {
		return 0
	}
	v, last := 0, 0
	for i := len(w) - 1; i >= 0; i-- {
		n := 0
		switch w[i] {
		case 'I':
			n = 1
		case 'V':
			n = 5
		case 'X':
			n = 10
		default:
			return 0
		}
		if n < last {
			v -= n
		} else {
			v, last = v+n, n
		}
	}
	if romanText(v) != w {
		return 0
	}
	return v
}

func romanText(v int) string {
	tens := strings.Repeat("X", v/10)
	return tens + [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[v%10]
}

// chineseNumber reads 一 to 九十九 at the start of a text, and says how many bytes it takes.
func chineseNumber(s string) (v, n int) {
	const digits = "一二三四五六七八九"
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if k := strings.IndexRune(digits, r); k >= 0 {
			if v%10 != 0 {
				break
			}
			v += k/3 + 1
		} else if r == '十' {
			if v >= 10 {
				break
			}
			v = max(v, 1) * 10
		} else {
			break
		}
		n += size
	}
	return v, n
}
