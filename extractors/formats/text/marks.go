package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

// A mark is the number, letter or bullet that opens a line.
type mark struct {
	kind    markKind
	end     int    // bytes of the mark itself: 3 for "1.1" and for "(a)"
	text    int    // where the text after it begins; the line's length where the mark stands alone
	number  string // "1.1" of "1.1)"; the ASCII digits of other digits
	closed  bool   // it ends as marks end: "1.", "a)", "15 -"
	apart   bool   // a tab, two spaces or the line's end follow it
	bracket bool   // of a number: it is closed by a bracket
	counted bool   // it counts on from a number before; see outline
}

type markKind uint8

const (
	unmarked markKind = iota
	bullet
	number
	letter
)

// markOf recognises the mark at the start of a line: "1.1<tab>", "15 -", "(a)", "iv)", "第一、", "– ", "( أ )".
func markOf(s string) mark {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case isBullet(r):
		return finish(mark{kind: bullet, end: n, closed: r != '-' && r != '–' && r != '—' && r != '*' && r != 'o'}, s)
	case digit(r) >= 0:
		if m := numberMark(s, 0); m.kind != unmarked {
			return m
		}
		return outlineMark(s)
	case r == '(' || r == '（' || r == '[':
		return bracketMark(s, n)
	case r == '一' || strings.ContainsRune("二三四五六七八九十", r):
		i := n
		for i < len(s) && i < 12 {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == '、' {
				return finish(mark{kind: letter, end: i + n, closed: true}, s)
			}
			if r == '\t' {
				return finish(mark{kind: number, end: i}, s)
			}
			if !strings.ContainsRune("一二三四五六七八九十", r) {
				break
			}
			i += n
		}
	case unicode.IsLetter(r) && (!cjk(r) || strings.ContainsRune("甲乙丙丁戊己庚辛壬癸", r)):
		if i := letters(s); i > 0 {
			j := i
			for j < len(s) && s[j] == ' ' && j < i+1 {
				j++
			}
			if r, n := utf8.DecodeRuneInString(s[j:]); (r == ')' || r == '）') && (j == i || !unicode.Is(unicode.Latin, firstRune(s))) {
				return finish(mark{kind: letter, end: j + n, closed: true}, s)
			}
			if m := finish(mark{kind: letter, end: i + 1, closed: true}, s); strings.HasPrefix(s[i:], ".") && m.apart && m.text < len(s) {
				return m
			}
		}
		return outlineMark(s)
	}
	return mark{}
}

// outlineMark reads what numbers a heading in letters, when it stands well apart: "A<tab>", "B.1", "IV", "أولاً" before
// words.
func outlineMark(s string) mark {
	i := 0
	for part := true; part; {
		n := outlinePart(s[i:])
		if n == 0 {
			break
		}
		i += n
		if part = strings.HasPrefix(s[i:], "."); part {
			i++
		}
	}
	if i == 0 {
		i = arabicOrdinal(s)
	}
	m := finish(mark{kind: number, end: i}, s)
	if i == 0 || !m.apart || m.text == len(s) || !unicode.IsLetter(firstRune(s[m.text:])) {
		return mark{}
	}
	if gap := s[i:m.text]; len(gap) < 3 && strings.IndexByte(gap, '\t') < 0 { // justified text
		return mark{}
	}
	return m
}

// outlinePart returns the length of one part of an outline's number: a capital, a Roman number, digits.
func outlinePart(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case digit(r) >= 0:
		for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		return n + suffix(s[n:])
	case unicode.IsUpper(r):
		if roman := letters(s); roman > n && strings.Trim(s[:roman], "IVXLC") == "" {
			return roman
		}
		return n
	}
	return 0
}

// arabicOrdinal returns the length of the word at the start of s if it has the form of "أولاً" and the like.
func arabicOrdinal(s string) int {
	i := strings.IndexAny(s, " \t")
	if i < 0 || i > 20 || !unicode.Is(unicode.Arabic, firstRune(s)) {
		return 0
	}
	if !strings.HasSuffix(strings.ReplaceAll(s[:i], "\u064B", ""), "\u0627") {
		return 0
	}
	return i
}

// numberMark reads digits joined by points, from offset i, and what closes them.
func numberMark(s string, i int) mark {
	m := mark{kind: number}
	num := make([]byte, 0, 12)
	parts, digits := 1, 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if d := digit(r); d >= 0 {
			if digits++; digits > 3 {
				return mark{} // a year, a symbol
			}
			num = append(num, byte('0'+d))
			i += n
			continue
		}
		if (r == '.' || r == '．') && i+n < len(s) {
			if next, _ := utf8.DecodeRuneInString(s[i+n:]); digit(next) >= 0 && parts < 9 {
				num = append(num, '.')
				parts++
				digits = 0
				i += n
				continue
			}
		}
		if n := suffix(s[i:]); n > 0 && strings.HasPrefix(s[i+n:], ".") && i+n+1 < len(s) && digit(rune(s[i+n+1])) >= 0 {
			i += n // "3bis.1"
			continue
		}
		break
	}
	m.number = string(num)
	i += suffix(s[i:])
	m.end = i
	rest := s[i:]
	switch r, n := utf8.DecodeRuneInString(rest); r {
	case '.', ')', '）', '．', '、':
		m.end += n
		m.closed, m.bracket = true, r == ')' || r == '）'
		if r == '、' || r == '．' {
			m.text, m.apart = m.end, true
			return m
		}
	default: // "15 -<tab>", "1 –"
		for _, dash := range []string{" -", " –", "-", "–", "\u00A0-", "\u00A0–"} {
			if after, ok := strings.CutPrefix(rest, dash); ok && (after == "" || after[0] == '\t' || after[0] == ' ' && dash[0] != '-') {
				m.end += len(dash)
				m.closed = true
				break
			}
		}
	}
	return finish(m, s)
}

// suffix returns the length of what may be written onto a number: "bis", "ter", a capital letter ("165A").
func suffix(s string) int {
	for _, w := range []string{"bis", "ter", "quater"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	if s != "" && s[0] >= 'A' && s[0] <= 'Z' && (len(s) == 1 || s[1] == '\t' || s[1] == ' ' || s[1] == '.' || s[1] == ')') {
		return 1
	}
	return 0
}

// bracketMark reads "(a)", "(12)", "（一）", "( أ )" whose bracket is open bytes long.
func bracketMark(s string, open int) mark {
	i := open
	for i < len(s) && s[i] == ' ' && i < open+1 {
		i++
	}
	from, count, kind := i, 0, letter
	if r, _ := utf8.DecodeRuneInString(s[i:]); digit(r) >= 0 {
		kind = number
	}
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == ')' || r == '）' || r == ' ' || r == ']' && s[0] == '[' {
			break
		}
		if count++; count > 4 || !unicode.IsLetter(r) && digit(r) < 0 && r != 0x640 {
			return mark{}
		}
		i += n
	}
	name := s[from:i]
	if i < len(s) && s[i] == ' ' {
		i++
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if r != ')' && r != '）' && r != ']' || name == "" {
		return mark{}
	}
	if kind == letter && letters(name) != len(name) && !strings.ContainsRune("一二三四五六七八九十", firstRune(name)) {
		return mark{}
	}
	if s[0] == '[' && kind != number {
		return mark{}
	}
	return finish(mark{kind: kind, end: i + n, closed: true, bracket: true, number: asciiDigits(name)}, s)
}

func asciiDigits(s string) string {
	var b []byte
	for _, r := range s {
		if d := digit(r); d >= 0 {
			b = append(b, byte('0'+d))
		}
	}
	return string(b)
}

// letters returns the length of what can letter a list at the start of s: one letter, a doubled letter, a
// Roman number, either with "bis" or "ter".
func letters(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) {
		return 0
	}
	roman := 0
	for roman < len(s) && roman < 6 && strings.IndexByte("ivxlcIVXLC", s[roman]) >= 0 {
		roman++
	}
	end := func(i int) bool {
		next, _ := utf8.DecodeRuneInString(s[i:])
		return i == len(s) || !unicode.IsLetter(next)
	}
	if roman > 1 && end(roman) {
		return roman
	}
	if r2, n2 := utf8.DecodeRuneInString(s[n:]); r2 == r || r2 == 0x640 { // "aa)", "هـ)"
		n += n2
	}
	for _, w := range []string{"bis", "ter"} {
		if strings.HasPrefix(s[n:], w) {
			n += len(w)
			break
		}
	}
	if !end(n) {
		return 0
	}
	return n
}

// finish sets where the text begins and whether it stands apart. Without a blank after it there is no mark,
// unless what it closes with needs none: "（一）总则".
func finish(m mark, s string) mark {
	i, tab, blanks := m.end, false, 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '\t':
			tab = true
		case ' ', 0xA0, 0x3000, 0x2002, 0x2003, 0x2009:
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		blanks++
		i += n
	}
	m.text = i
	m.apart = tab || blanks >= 2 || i == len(s)
	if blanks == 0 && i < len(s) {
		next, _ := utf8.DecodeRuneInString(s[i:])
		if !(m.closed && m.kind != bullet && cjk(next)) {
			return mark{}
		}
		m.apart = m.kind == letter
	}
	if m.kind == number && !m.apart && !m.closed {
		if r := firstRune(s[m.text:]); digit(r) >= 0 { // "1 704 participants"
			return mark{}
		}
	}
	return m
}

// strong reports whether the mark alone shows that a paragraph begins here, whatever stands before it.
func (m mark) strong(s string) bool {
	if m.kind == unmarked {
		return false
	}
	return m.apart || m.closed && m.kind != bullet && !startsLower(s[m.text:]) || m.kind == bullet && m.closed
}

// firm reports whether the mark is likely to open a paragraph: a strong one, or a number with points before a
// capital.
func (m mark) firm(s string) bool {
	return m.strong(s) || m.kind == number && strings.IndexByte(m.number, '.') > 0 && !startsLower(s[m.text:])
}

// alone reports whether nothing follows the mark on its line.
func (m mark) alone(s string) bool { return m.kind != unmarked && m.text >= len(s) }

func isBullet(r rune) bool {
	switch r {
	case '–', '•', '-', '*', '·', '▪', '▫', '‣', '◦', '●', '○', '■', '□', '►', '➢', '—', '−', '\uF0B7', '\uF02D', '\uF0A7', '\uF0D8':
		return true
	}
	return false
}

// digit returns the value of a digit, Western, Arabic-Indic or full-width, and -1 for anything else.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 0x660 && r <= 0x669:
		return int(r - 0x660)
	case r >= 0x6F0 && r <= 0x6F9:
		return int(r - 0x6F0)
	case r >= 0xFF10 && r <= 0xFF19:
		return int(r - 0xFF10)
	}
	return -1
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// Mark returns the length of the number, letter or bullet that opens a paragraph, 0 for none, and the kind of
// block that it makes: other readers find typed marks by the same rules.
//
//	"–\tResolution 91 ..." gives Item, 3; "1.1\tThe Council ..." gives Paragraph, 3
func Mark(paragraph string) (pipeline.BlockKind, int) {
	m := markOf(paragraph)
	switch {
	case m.kind == unmarked || m.alone(paragraph):
	case m.kind == bullet, m.kind == letter && m.closed:
		return pipeline.Item, m.end
	case m.apart || m.closed:
		return pipeline.Paragraph, m.end
	}
	return pipeline.Paragraph, 0
}
