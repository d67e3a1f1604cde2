package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A group is a run of lines that make one block.
type group struct {
	kind  groupKind
	lines []int // indices of the parser's lines, in order
}

type groupKind uint8

const (
	paragraph groupKind = iota
	table
	ruled
	aside // one line of furniture
)

// firstWord returns the columns of a line's first word. A Chinese line can be broken after any character.
func (w ruler) firstWord(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || n >= 60:
			return n
		case cjk(r):
			return max(n, int(w))
		}
		n += w.rune(r)
	}
	return n
}

// unbroken returns the columns of the words at the start of a line that a writer keeps together: a number and its
// noun, a short word and its number.
func (w ruler) unbroken(s string) int {
	n := 0
	for words := 0; words < 4; words++ {
		word, rest, more := strings.Cut(s, " ")
		n += w.firstWord(word)
		s = rest
		if !more || digit(lastRune(word)) < 0 && !(len(word) <= 4 && digit(firstRune(rest)) >= 0) {
			break
		}
		n++
	}
	return n
}

// chineseRun returns the columns up to the first blank of a line where that run is Chinese.
func (w ruler) chineseRun(s string) int {
	word, _, _ := strings.Cut(s, " ")
	if strings.IndexFunc(word, cjk) < 0 {
		return 0
	}
	return w.columns(word, 0)
}

// isCaps reports whether a line's letters are capitals: a title.
func isCaps(s string) bool {
	if len(s) > longest {
		return false
	}
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		} else if unicode.IsLetter(r) { // small, or of a script without capitals
			return false
		}
	}
	return n >= 4
}

// hasLower reports whether a line holds a small letter.
func hasLower(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }

// group makes blocks of the lines.
func (p *parser) group() {
	p.groups = make([]group, 0, len(p.lines))
	one := make([]int, len(p.lines)) // one array for all groups of one line
	open := -1                       // the paragraph that may go on
	for i := range p.lines {
		l := &p.lines[i]
		one[i] = i
		single := one[i : i+1 : i+1]
		switch l.kind {
		case furniture:
			p.groups = append(p.groups, group{aside, single})
			continue // a paragraph may go on behind it
		case dropped:
			continue
		case rule:
			p.groups = append(p.groups, group{ruled, single})
		case row:
			if n := len(p.groups) - 1; n >= 0 && p.groups[n].kind == table && l.cells != nil && !l.gap {
				p.groups[n].lines = append(p.groups[n].lines, i)
			} else {
				p.groups = append(p.groups, group{table, single})
			}
		default:
			if open >= 0 {
				if g := &p.groups[open]; p.continues(g, i) {
					g.lines = append(g.lines, i)
					continue
				}
			}
			open = len(p.groups)
			p.groups = append(p.groups, group{paragraph, single})
			continue
		}
		open = -1
	}
}

// continues reports whether line i belongs to the paragraph that the group holds.
func (p *parser) continues(g *group, i int) bool {
	last := g.lines[len(g.lines)-1]
	prev, first, next := &p.lines[last], &p.lines[g.lines[0]], &p.lines[i]
	turned := next.page != prev.page || last != i-1 // a page ends between them, or what stands at its end
	if len(g.lines) == 1 && loneMark(first, next) {
		return true
	}
	if p.wrap.edge == 0 {
		return false
	}
	if next.gap && !turned && !p.spills(prev, next) || p.leads(i) && !p.reaches(prev, next) {
		return false
	}
	if turned && (next.mark.strong(next.text) || endsSentence(prev.text) || !p.reaches(prev, next) && !startsLower(next.text)) {
		return false
	}
	if !p.follows(prev, next, turned) {
		return false
	}
	return turned || p.aligned(g, first, prev, next)
}

// spills reports whether a sentence goes on behind a blank line, as converters of PDF print it where lines stand far
// apart.
func (p *parser) spills(prev, next *line) bool {
	return p.wrap.loose && prev.width*3 >= p.wrap.edge*2 && !endsSentence(prev.text) && !isCaps(prev.text)
}

// leads reports whether line i is short and a list begins below it: "instructs the Secretary-General" before "1".
func (p *parser) leads(i int) bool {
	if i+1 == len(p.lines) || p.lines[i].width*3 > p.wrap.edge*2 {
		return false
	}
	m := p.lines[i+1].mark
	return m.counted && m.number == "1" || m.kind == letter && m.closed && m.end <= 4 && strings.ContainsRune("aAаأ", firstLetter(p.lines[i+1].text))
}

// firstLetter returns the first character that is no bracket or blank.
func firstLetter(s string) rune { return firstRune(strings.TrimLeft(s, "( ")) }

// loneMark reports whether a line is a mark alone, "1.1", "–", and the next one the text that it opens. A dash in a
// column of figures opens nothing.
func loneMark(first, next *line) bool {
	if !first.mark.alone(first.text) || next.kind != body || next.page != first.page || next.mark.alone(next.text) {
		return false
	}
	switch first.mark.kind {
	case number:
		return first.mark.counted && !next.mark.counted
	case bullet, letter:
		return next.mark.kind == unmarked && next.width-next.indent >= 30 && unicode.IsLetter(firstRune(next.text))
	}
	return false
}

// reaches reports whether the next line's first word would have crossed the margin behind the line.
func (p *parser) reaches(l, next *line) bool {
	edge := p.wrap.edge
	switch {
	case p.wrap.strict:
	case l.edge > 0 && l.edge == next.edge:
		edge = l.edge - l.edge/10
	default:
		edge -= 2
	}
	if p.ruler.reaches(l, next, edge) {
		return true
	}
	// Blanks that do not break may have become plain: "CHF 318 000", "18 months". Programs that do not know Chinese
	// break it at blanks only.
	return !endsSentence(l.text) && l.width+1+p.ruler.unbroken(next.text) > edge ||
		p.wrap.spaced && l.width+1+p.ruler.chineseRun(next.text) > edge
}

func (w ruler) reaches(l, next *line, edge int) bool {
	if cjk(lastRune(l.text)) || cjk(firstRune(next.text)) {
		edge -= 6 // a mark that may not begin a line, or a number, takes characters with it to the next
	}
	if strings.IndexByte(l.text, '\t') >= 0 {
		edge -= 8 // tabs are as wide as their writer wished
	}
	return l.width+1+w.firstWord(next.text) > edge
}

// follows reports whether the text of next may go on where prev ends, by words and width.
func (p *parser) follows(prev, next *line, turned bool) bool {
	if prev.parted() || next.parted() {
		return false
	}
	full := p.reaches(prev, next)
	lower := startsLower(next.text)
	ended := endsSentence(prev.text)
	half := prev.width*2 >= p.wrap.edge // a verb of a resolution, "noting", stands alone above what it introduces
	if m := next.mark; m.kind != unmarked && !cut(prev.text) {
		switch {
		case m.counted:
			return false
		case p.wrap.spaced && m.kind == number && !m.apart: // a figure: paragraphs begin behind a blank line
		case m.strong(next.text):
			// "see (a)" may be broken before the bracket, "– which" before the dash: then the line before is full
			// and its sentence open.
			if m.apart || ended || !full || m.kind == number && !p.wrap.strict {
				return false
			}
			if m.kind == letter && !lower && !startsLower(next.text[m.text:]) {
				return false
			}
		case ended || !full:
			if m.kind == bullet || m.kind == letter || !startsLower(next.text[m.text:]) {
				return false
			}
		}
	}
	switch {
	case lower && hyphened(prev.text), cut(prev.text) && digit(firstRune(next.text)) >= 0:
		return true
	case p.wrap.spaced && !ended && (lower && half || prev.width*3 >= p.wrap.edge*2 && !isCaps(prev.text)):
		return true
	case p.wrap.spaced && !ended && (prev.chinese() || next.chinese()) && max(prev.width, next.width) >= 40:
		return true // a program that breaks lines at blanks breaks Chinese anywhere
	case p.wrap.strict && !full && turned:
		return lower && !ended
	case p.wrap.strict && !full: // the next word would have fitted
	case full && !ended:
		return true
	case full: // a short line that is no sentence is a heading, or the label of what follows
		return (!isCaps(prev.text) || isCaps(next.text)) && (p.wrap.spaced || next.width*5 >= p.wrap.edge*3 || endsSentence(next.text))
	case lower && !ended && half:
		return true
	case !ended && (prev.width*4 >= p.wrap.edge*3 || prev.width*3 >= p.wrap.edge*2 && prev.chinese()):
		// ragged lines, measured in letters that were not all as wide
		return !isCaps(prev.text) || isCaps(next.text)
	}
	// A title is broken by hand, and centred.
	return isCaps(prev.text) && !hasLower(next.text) && centred(prev, p.wrap.edge) && centred(next, p.wrap.edge)
}

// parted reports whether the words of a line stand far apart, as on the lines of a letter's head.
func (l *line) parted() bool {
	s := l.text
	if l.mark.kind != unmarked {
		s = s[l.mark.text:]
	}
	return strings.Contains(s, "    ") || strings.IndexByte(s, '\t') >= 0
}

// hyphened reports whether a line ends in a word that was cut in two.
func hyphened(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if r != '-' && r != '\u2010' && r != '\u00AD' {
		return false
	}
	return unicode.IsLower(lastRune(s[:len(s)-n]))
}

// cut reports whether a line ends in the midst of a word or symbol: "WTDC-" before "25.".
func cut(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if !isDash(r) && r != '\u2010' && r != '\u2011' && r != '/' {
		return false
	}
	before := lastRune(s[:len(s)-n])
	return unicode.IsLetter(before) || digit(before) >= 0
}

// centred reports whether a line stands in the middle of the page.
func centred(l *line, wrap int) bool {
	right := wrap - l.width
	return l.indent >= 4 && right >= 2 && l.indent-right <= 8 && right-l.indent <= 8
}

// aligned reports whether the indents allow that next goes on: a first line may be indented, and what follows
// a mark may hang under its text.
func (p *parser) aligned(g *group, first, prev, next *line) bool {
	if centred(prev, p.wrap.edge) && centred(next, p.wrap.edge) {
		return true
	}
	if len(g.lines) > 1 {
		return abs(next.indent-prev.indent) <= 1 || next.indent < prev.indent && next.page != prev.page
	}
	if first.mark.kind != unmarked {
		return next.indent <= first.indent+16
	}
	return next.indent <= first.indent+1
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
