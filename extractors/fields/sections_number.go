package fields

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A scheme is a way of counting. Each has a sequence of its own; an annex begins all of them again.
type scheme uint8

const (
	decimal   scheme = iota // 1, 1.1, 13.1., 29E.1, 8.II.4, 1bis
	roman                   // I., II.
	letter                  // A., B.; ألف -
	ordinal                 // 一、, أولا -
	chapter                 // 第1章
	annexKind               // Annex 1: no section, but a new beginning
	numSchemes
)

// maxDepth is how many parts of a number are told apart: 1.2.3.4.5.6.
const maxDepth = 6

// A candidate is a line's beginning that could be a section number.
type candidate struct {
	line   *line
	index  int // of the line
	kind   scheme
	alt    scheme // another way to read it: "I." is a letter, too; the same as kind where there is none
	altN   uint32
	number string           // as printed, without what closes it
	path   [maxDepth]uint32 // the parts of the number; a letter or bis behind a part is in its low bits
	depth  uint8
	length int // bytes of the shadow from the line's start to the end of the number
	rest   int // bytes of the shadow from the line's start to the words
	prior  float64
	fresh  bool // a number may begin again here: a heading without a number, or a verb of a resolution, stands before
}

// doubtful is the prior from which a number that was not taken is worth a word.
const doubtful = 1.0

func (c *candidate) numberSpan() pipeline.Span {
	end := c.line.Start + c.length // exact where the shadow changed nothing, which is how numbers are printed
	return pipeline.Span{Start: c.line.Start, End: min(end, c.line.End)}
}

// candidates returns what could be a section number at the start of a line, in order.
func candidates(lines []line) []candidate {
	var out []candidate
	fresh, toc := false, false
	layout := layoutTables(lines)
	for i := range lines {
		l := &lines[i]
		wasTOC := toc
		toc = isTOCLine(l.Text)
		if toc || wasTOC && endsInPage(l.Text) {
			toc = true
			continue
		}
		if isRule(l) {
			continue
		}
		c, ok := annexAt(l)
		if !ok {
			c, ok = numberAt(l)
		}
		if !ok {
			fresh = fresh || opensAgain(l)
			continue
		}
		c.index, c.fresh = i, fresh
		if l.Table != nil && !layout[l.Table] {
			continue
		}
		fresh = false
		out = append(out, c)
	}
	return out
}

// layoutTables returns the tables that only lay out the page: cells that hold whole paragraphs, or all of the
// text. The rows of any other table may begin with numbers, but these count rows.
func layoutTables(lines []line) map[*pipeline.Block]bool {
	type size struct{ bytes, cells int }
	var sizes map[*pipeline.Block]*size
	all := 0
	var last *pipeline.Block
	for i := range lines {
		l := &lines[i]
		all += len(l.Text)
		if l.Table == nil {
			continue
		}
		if sizes == nil {
			sizes = map[*pipeline.Block]*size{}
		}
		s := sizes[l.Table]
		if s == nil {
			s = &size{}
			sizes[l.Table] = s
		}
		s.bytes += len(l.Text)
		if l.Cell != last {
			s.cells++
			last = l.Cell
		}
	}
	var out map[*pipeline.Block]bool
	for t, s := range sizes {
		if s.bytes > 350*s.cells || s.bytes*10 > all*8 {
			if out == nil {
				out = map[*pipeline.Block]bool{}
			}
			out[t] = true
		}
	}
	return out
}

// isTOCLine reports whether a line is an entry of a table of contents: dot leaders and a page number.
func isTOCLine(s string) bool {
	if !endsInPage(s) && !strings.HasSuffix(s, "...") {
		return false
	}
	return strings.Contains(s, "....") || strings.Contains(s, "……") || strings.Contains(s, ". . .") || strings.Contains(s, "\t") && endsInPage(s) && strings.Count(s, "\t") >= 2
}

func endsInPage(s string) bool {
	n := len(s)
	for n > 0 && s[n-1] >= '0' && s[n-1] <= '9' {
		n--
	}
	return n < len(s) && len(s)-n <= 3 && n > 0 && (s[n-1] == '\t' || s[n-1] == ' ' || s[n-1] == '.')
}

// opensAgain reports whether numbers may begin again after a line: a heading without a number, or a short line
// that no full stop ends, such as a verb of a resolution that stands alone.
func opensAgain(l *line) bool {
	if l.Block.Kind == pipeline.Heading {
		return true
	}
	if len(l.Text) > 240 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(l.Text)
	return !strings.ContainsRune(".;。；؛", r)
}

// annexWords finds the words that open an annex.
var annexWords = sync.OnceValue(func() *lexicon.Matcher { return lexicon.MustLoad("sections").Matcher() })

// annexAt reads the heading of an annex: "ANNEX 2", "Приложение A", "附件1".
func annexAt(l *line) (candidate, bool) {
	if !l.First || len(l.Text) > 160 {
		return candidate{}, false
	}
	toks := tokens.Cut(l.Text)
	if len(toks) == 0 || len(toks) > 16 {
		return candidate{}, false
	}
	key, n := annexWords().At(toks, 0)
	if n == 0 || key != "annex" && key != "appendix" && key != "attachment" {
		return candidate{}, false
	}
	name := map[string]string{"annex": "Annex", "appendix": "Appendix", "attachment": "Attachment"}[key]
	c := candidate{line: l, kind: annexKind, alt: annexKind, prior: 1, number: name}
	if n < len(toks) && !toks[n].Break {
		t := toks[n]
		w := l.Text[t.Start:t.End]
		up := latinCapitals(strings.ToUpper(w))
		switch {
		case t.Kind == tokens.Number && len(w) <= 2:
			c.number += " " + w
			n++
		case t.Kind == tokens.Word && up != "" && (len(w) == 1 || len(up) == 1 || romanValue(up) > 0 && len(up) <= 5):
			c.number += " " + up
			n++
		}
	}
	switch {
	case n == len(toks) || toks[n].Break:
		c.prior++
	case toks[n].Kind == tokens.Sign && strings.Contains("-:.([", toks[n].Fold):
	case l.Block.Kind == pipeline.Heading:
	default:
		return candidate{}, false // "Annex 1 contains ..." is a sentence
	}
	if last := toks[len(toks)-1].Fold; (last == "." || last == ";") && l.Block.Kind != pipeline.Heading && n < len(toks)-1 {
		return candidate{}, false
	}
	return c, true
}

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
	if c.alt == 0 && c.kind != decimal {
		c.alt = c.kind
	}
	c.prior = p.prior(&c, l)
	return c, true
}

type numberParser struct {
	s     string
	label int // length of what the reader knows as the label, -1 unknown
	i     int
	dots  int
	tight bool // words stand directly behind the number: "1.1The"
	close byte // what closes the number: '.', ')', '-', or 0
}

func (p *numberParser) parse(c *candidate) bool {
	s := p.s
	if s == "" {
		return false
	}
	b := s[0]
	switch {
	case b >= '1' && b <= '9':
		return p.decimal(c)
	case b >= 'A' && b <= 'Z':
		return p.lettered(c)
	case b >= utf8.RuneSelf:
		return p.other(c)
	}
	return false
}

// decimal reads 1, 1.1, 13.1., 29E.1, 8.II.4, 1bis, 1 -.
func (p *numberParser) decimal(c *candidate) bool {
	s := p.s
	c.kind, c.alt = decimal, decimal
	for {
		start := p.i
		v := uint32(0)
		for p.i < len(s) && s[p.i] >= '0' && s[p.i] <= '9' {
			v = v*10 + uint32(s[p.i]-'0')
			p.i++
			if p.i-start > 3 {
				return false
			}
		}
		if p.i == start { // a Roman part
			for p.i < len(s) && strings.IndexByte("IVX", s[p.i]) >= 0 {
				p.i++
			}
			if r := romanValue(s[start:p.i]); r > 0 && c.depth > 0 && p.i < len(s) && s[p.i] == '.' {
				v = 1000 + uint32(r)
			} else {
				return false
			}
		} else if s[start] == '0' && c.depth == 0 {
			return false
		}
		v <<= 8
		if p.i < len(s) && s[p.i] >= 'A' && s[p.i] <= 'Z' && p.i+1 < len(s) && (s[p.i+1] == '.' && p.i+2 < len(s) && s[p.i+2] >= '0' && s[p.i+2] <= '9') {
			v |= uint32(s[p.i]-'A') + 1 // 29E.1
			p.i++
		}
		if int(c.depth) == maxDepth {
			return false
		}
		c.path[c.depth] = v
		c.depth++
		if p.i+1 < len(s) && s[p.i] == '.' && (isDigit(s[p.i+1]) || strings.IndexByte("IVX", s[p.i+1]) >= 0 && romanPart(s[p.i+1:])) {
			p.i++
			p.dots++
			continue
		}
		break
	}
	p.latinOrdinal(c)
	c.length = p.i
	c.number = s[:p.i]
	return p.closing(c)
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

// latinOrdinal reads bis, ter, quater behind a number, close or after a space.
func (p *numberParser) latinOrdinal(c *candidate) {
	at := p.i
	if at < len(p.s) && p.s[at] == ' ' {
		at++
	}
	for k, w := range [...]string{"bis", "ter", "quater", "quinquies"} {
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
	space := p.i
	for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t' || s[p.i] == '\n') {
		p.i++
	}
	spaced := p.i > space
	// "1 - ..." as in Arabic, "1.1 – ..."
	if p.i < len(s) && s[p.i] == '-' && p.i+1 < len(s) && (s[p.i+1] == ' ' || s[p.i+1] == '\t' || s[p.i+1] >= utf8.RuneSelf) {
		p.close = '-'
		p.i++
		for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t') {
			p.i++
		}
		spaced = true
	}
	c.rest = p.i
	if spaced {
		return true
	}
	if p.label == space || p.label == c.length {
		return true
	}
	// Words glued to the number: "1.1The", "1Introducción", "1第一"; a capital, or a letter that has no case.
	r, _ := utf8.DecodeRuneInString(s[p.i:])
	if unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) || p.close == '.' && unicode.IsLetter(r) || strings.ContainsRune("«“\"", r) {
		p.tight = true
		return true
	}
	return false
}

// lettered reads "I.", "IV.", "A.", "A.1".
func (p *numberParser) lettered(c *candidate) bool {
	s := p.s
	for p.i < len(s) && s[p.i] >= 'A' && s[p.i] <= 'Z' {
		p.i++
	}
	w := s[:p.i]
	if p.i > 6 || p.i == len(s) || s[p.i] != '.' && !(p.label >= 0 && p.i == p.label) {
		return false
	}
	switch r := romanValue(w); {
	case r > 0:
		c.kind, c.path[0] = roman, uint32(r)<<8
		if len(w) == 1 {
			c.alt, c.altN = letter, uint32(w[0]-'A'+1)<<8
		}
	case len(w) == 1:
		c.kind, c.path[0] = letter, uint32(w[0]-'A'+1)<<8
	default:
		return false
	}
	c.depth, c.length, c.number = 1, p.i, w
	if p.i < len(s) && s[p.i] == '.' {
		p.close = '.'
		p.i++
	}
	if p.i == len(s) {
		c.rest = p.i
		return true
	}
	if s[p.i] != ' ' && s[p.i] != '\t' {
		return false
	}
	for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t') {
		p.i++
	}
	c.rest = p.i
	// "A. Smith" in a list of names has no second word; "S. E. M." is a title.
	return !(p.i+1 < len(s) && s[p.i+1] == '.')
}

// other reads numbers of other scripts: "А." (Cyrillic), "一、", "第1章", "أولا -", "ألف -".
func (p *numberParser) other(c *candidate) bool {
	s := p.s
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '第':
		return p.chapter(c)
	case unicode.Is(unicode.Han, r):
		v, n := chineseNumber(s)
		if v == 0 || !strings.HasPrefix(s[n:], "、") && !strings.HasPrefix(s[n:], ".") {
			return false
		}
		c.kind, c.path[0], c.depth, c.number, c.length = ordinal, uint32(v)<<8, 1, s[:n], n
		p.close, p.i = '.', n
		if s[n] == '.' {
			p.i++
		} else {
			p.i += len("、")
		}
		for p.i < len(s) && s[p.i] == ' ' {
			p.i++
		}
		c.rest = p.i
		return true
	case r >= 'А' && r <= 'Я' && n < len(s) && s[n] == '.':
		if n+1 < len(s) && s[n+1] != ' ' && s[n+1] != '\t' {
			return false
		}
		k := strings.IndexRune("АБВГДЕЖЗИКЛМНОПРСТУ", r)
		if k < 0 {
			return false
		}
		c.kind, c.path[0], c.depth, c.number, c.length = letter, uint32(k/2+1)<<8, 1, s[:n], n
		p.close, p.i = '.', n+1
		for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t') {
			p.i++
		}
		c.rest = p.i
		// Texts that number in Latin order use А, B, C: the sequence tells.
		return !(p.i+2 < len(s) && s[p.i+2] == '.')
	case r >= 0x600 && r < 0x700:
		return p.arabic(c)
	}
	return false
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
	for _, w := range [...]string{"章", "部分", "节"} {
		if strings.HasPrefix(s[i:], w) {
			i += len(w)
			c.kind, c.path[0], c.depth, c.number, c.length = chapter, uint32(v)<<8, 1, s[:i], i
			p.close, p.i = '.', i
			for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t' || s[p.i] == ':') {
				p.i++
			}
			c.rest = p.i
			return true
		}
	}
	return false
}

// arabic reads the words that Arabic texts number headings with: "أولا -", "ألف -".
func (p *numberParser) arabic(c *candidate) bool {
	s := p.s
	n := strings.IndexAny(s, " -.")
	if n <= 0 || n > 40 {
		return false
	}
	word := tokens.Fold(s[:n])
	for k, w := range arabicOrdinals() {
		if word == w || strings.HasPrefix(s, w) {
			c.kind, c.path[0] = ordinal, uint32(k+1)<<8
		}
	}
	if c.depth == 0 && c.path[0] == 0 {
		for k, w := range arabicLetters() {
			if word == w {
				c.kind, c.path[0] = letter, uint32(k+1)<<8
			}
		}
	}
	if c.path[0] == 0 {
		return false
	}
	c.depth, c.length, c.number = 1, n, s[:n]
	p.i = n
	for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t') {
		p.i++
	}
	if p.i == len(s) || s[p.i] != '-' && s[p.i] != '.' {
		return false
	}
	p.close = '-'
	p.i++
	for p.i < len(s) && (s[p.i] == ' ' || s[p.i] == '\t') {
		p.i++
	}
	c.rest = p.i
	return true
}

var arabicOrdinals = sync.OnceValue(func() []string {
	return folds("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
})

var arabicLetters = sync.OnceValue(func() []string {
	return folds("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون")
})

func folds(words ...string) []string {
	for i, w := range words {
		words[i] = tokens.Fold(w)
	}
	return words
}

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

// prior says how much a number looks like one of a section before the sequence is known; above 0 it does.
func (p *numberParser) prior(c *candidate, l *line) float64 {
	v := 0.0
	rest := l.Text[c.rest:]
	switch {
	case p.label >= 0 && p.label >= c.length:
		v += 1.5
	case p.close == '-' && c.kind == decimal:
		v += 0.8
	case p.close != 0:
		v += 1
	case c.length < len(l.Text) && l.Text[c.length] == '\t':
		v += 1.5
	case p.tight:
		v -= 0.3
	}
	if p.close == ')' {
		v -= 1
	}
	if !l.First {
		v -= 0.5
	}
	if l.Block.Kind == pipeline.Heading {
		v += 1
	}
	if l.Block.Kind == pipeline.Note {
		v -= 4
	}
	if c.depth > 1 {
		v += 0.5
	}
	if rest == "" {
		v -= 1
		return v
	}
	r, _ := utf8.DecodeRuneInString(rest)
	switch {
	case unicode.IsLower(r) && p.close == 0 && l.Text[c.length] != '\t':
		v -= 1
	case unicode.IsDigit(r):
		v -= 1
	case strings.ContainsRune("%/,+=", r):
		v -= 4
	}
	if c.kind == decimal && c.depth == 1 && p.close == 0 && startsDate(rest) {
		v -= 3
	}
	return v
}

// startsDate reports whether the words after a number make it a day: "25 May 2026", "8年".
func startsDate(rest string) bool {
	for _, w := range [...]string{"年", "月", "日"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	end := strings.IndexAny(rest, " \t")
	if end < 0 {
		end = len(rest)
	}
	tail := strings.TrimSpace(rest[end:])
	tail = strings.TrimPrefix(strings.TrimPrefix(tail, "de "), "del ")
	return len(tail) >= 4 && isDigit(tail[0]) && isDigit(tail[1]) && isDigit(tail[2]) && isDigit(tail[3]) && (len(tail) == 4 || !isDigit(tail[4])) && utf8.RuneCountInString(rest[:end]) >= 3
}
