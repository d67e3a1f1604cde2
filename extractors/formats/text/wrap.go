package text

import (
	"sort"
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
	noted
	aside // one line of furniture
)

// measure finds out whether paragraphs were wrapped, and where.
//
// A wrapped line ends where the next word would not have fitted; a line that is a paragraph ends anywhere. So
// the evidence is the share of lines whose successor's first word would have crossed the margin, or that go on
// in lower case, among the pairs of lines that could belong together.
func (p *parser) measure() {
	widths := make([]int, 0, len(p.lines))
	for i := range p.lines {
		if p.lines[i].kind == body {
			widths = append(widths, p.lines[i].width)
		}
	}
	if len(widths) < 2 {
		return
	}
	sort.Ints(widths)
	edge := widths[len(widths)-1-len(widths)/50] // one line in fifty may stick out
	if edge < 20 || edge > 180 {
		return
	}
	pairs, full, lower, kept, open, spike := 0, 0, 0, 0, 0, 0
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind != body {
			continue
		}
		if l.width >= edge-6 && l.width <= edge {
			spike++
		}
		if i+1 == len(p.lines) {
			continue
		}
		next := &p.lines[i+1]
		if next.kind != body || next.gap || next.mark.strong(next.text) || isCaps(l.text) {
			continue
		}
		pairs++
		if reaches(l, next, edge-2) {
			full++
		}
		if startsLower(next.text) && !endsSentence(l.text) {
			lower++
		}
		if r := firstRune(next.text); !endsSentence(l.text) && (unicode.IsLower(r) || unicode.Is(unicode.Arabic, r)) && l.width*3 >= edge*2 {
			open++ // the line was surely broken by its width
			if reaches(l, next, edge) {
				kept++
			}
		}
	}
	// Two lines can be wrapped by chance; a margin that most lines reach is none.
	switch {
	case pairs == 0:
	case full*10 >= pairs*6 && (pairs >= 4 || lower > 0 && edge >= 40 || full == pairs && pairs >= 2 && edge >= 50), lower*2 >= pairs && pairs >= 2 && edge >= 30,
		spike >= 5 && spike*4 >= len(widths):
		p.wrap = edge
		p.strict = kept*4 >= open*3
		if !p.strict {
			p.narrow()
		}
	}
}

// narrow finds the runs of lines, between blank ones, that are wrapped at a margin of their own: boxes, quotations,
// columns.
func (p *parser) narrow() {
	for from := 0; from < len(p.lines); {
		to, edge := from+1, p.lines[from].width
		for to < len(p.lines) && p.lines[to].kind == body && !p.lines[to].gap && p.lines[to].page == p.lines[from].page {
			edge = max(edge, p.lines[to].width)
			to++
		}
		near := 0
		for i := from; i < to-1; i++ {
			if p.lines[i].width*10 >= edge*9 {
				near++
			}
		}
		if to-from >= 3 && edge >= 40 && edge < p.wrap && near*10 >= (to-from-1)*6 {
			for i := from; i < to; i++ {
				p.lines[i].edge = edge
			}
		}
		from = to
	}
}

// firstWord returns the columns of a line's first word. A Chinese line can be broken after any character.
func firstWord(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || n >= 60:
			return n
		case cjk(r):
			return max(n, 2)
		}
		n += runeColumns(r)
	}
	return n
}

// isCaps reports whether a line's letters are capitals: a title.
func isCaps(s string) bool {
	if len(s) > longest {
		return false
	}
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 4
}

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
			kind := paragraph
			if l.kind == note {
				kind = noted
			}
			open = len(p.groups)
			p.groups = append(p.groups, group{kind, single})
			continue
		}
		open = -1
	}
}

// continues reports whether line i belongs to the paragraph that the group holds.
func (p *parser) continues(g *group, i int) bool {
	prev := &p.lines[g.lines[len(g.lines)-1]]
	first := &p.lines[g.lines[0]]
	next := &p.lines[i]
	if next.kind == note {
		return false
	}
	newPage := next.page != prev.page
	if len(g.lines) == 1 && p.loneMark(first, next, i) {
		return true
	}
	if p.wrap == 0 {
		return false
	}
	if next.gap && !newPage {
		return false
	}
	if newPage && (next.mark.strong(next.text) || endsSentence(prev.text) || !p.reaches(prev, next) && !startsLower(next.text)) {
		return false
	}
	if !p.follows(prev, next) {
		return false
	}
	return newPage || p.aligned(g, first, prev, next)
}

// loneMark reports whether the group is a number alone on its line, "1 -", and line i the text it numbers.
func (p *parser) loneMark(first, next *line, i int) bool {
	if first.mark.kind != number || !first.mark.alone(first.text) || next.kind != body || next.page != first.page {
		return false
	}
	if next.mark.kind == number || next.width <= first.width || len(next.text) < 8 {
		return false
	}
	return p.counts(first)
}

// counts reports whether the numbers that stand alone on their lines count up, so that one that is the first
// line's is a number of a paragraph and no figure of a table.
func (p *parser) counts(first *line) bool {
	if first.mark.closed && !strings.Contains(first.mark.number, ".") {
		return true
	}
	n, last := 0, ""
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind != body || l.mark.kind != number {
			continue
		}
		if l == first {
			return last == "" && l.mark.number == "1" || n > 0 && follows(last, l.mark.number) || strings.Contains(l.mark.number, ".")
		}
		last = l.mark.number
		n++
	}
	return false
}

// follows reports whether b may come after a in an outline: 2 after 1, 1.1 after 1, 2 after 1.4.
func follows(a, b string) bool {
	if strings.HasPrefix(b, a+".") {
		return strings.TrimPrefix(b, a+".") == "1"
	}
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	if len(bs) > len(as) {
		return false
	}
	k := len(bs) - 1
	for i := 0; i < k; i++ {
		if as[i] != bs[i] {
			return false
		}
	}
	return atoi(bs[k]) == atoi(as[k])+1
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 6; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// reaches reports whether the next line's first word would have crossed the margin behind the line.
func (p *parser) reaches(l, next *line) bool {
	switch {
	case p.strict:
		return reaches(l, next, p.wrap)
	case l.edge > 0 && l.edge == next.edge:
		return reaches(l, next, l.edge-l.edge/10)
	}
	return reaches(l, next, p.wrap-2)
}

func reaches(l, next *line, edge int) bool {
	if cjk(lastRune(l.text)) || cjk(firstRune(next.text)) {
		edge -= 6 // a mark that may not begin a line, or a number, takes characters with it to the next
	}
	if strings.IndexByte(l.text, '\t') >= 0 {
		edge -= 8 // tabs are as wide as their writer wished
	}
	return l.width+1+firstWord(next.text) > edge
}

// follows reports whether the text of next may go on where prev ends, by words and width.
func (p *parser) follows(prev, next *line) bool {
	if prev.parted() || next.parted() {
		return false
	}
	full := p.reaches(prev, next)
	lower := startsLower(next.text)
	ended := endsSentence(prev.text)
	if m := next.mark; m.kind != unmarked {
		if m.strong(next.text) {
			// "see (a)" may be broken before the bracket, "– which" before the dash: then the line before is full
			// and its sentence open.
			if m.apart || ended || !full || m.kind != bullet && m.kind != letter {
				return false
			}
			if m.kind == letter && !lower && !startsLower(next.text[m.text:]) {
				return false
			}
		} else if ended || !full {
			if m.kind == bullet || m.kind == letter || !startsLower(next.text[m.text:]) {
				return false
			}
		}
	}
	switch {
	case lower && hyphened(prev.text):
		return true
	case p.strict && !full && prev.page != next.page:
		return lower && !ended
	case p.strict && !full: // the next word would have fitted
	case full && !ended:
		return true
	case full:
		return !isCaps(prev.text) || isCaps(next.text)
	case lower && !ended:
		return true
	case prev.width*4 >= p.wrap*3 && !ended: // ragged lines, measured in letters that were not all as wide
		return !isCaps(prev.text) || isCaps(next.text)
	}
	// A title is broken by hand, and centred.
	return isCaps(prev.text) && isCaps(next.text) && centred(prev, p.wrap) && centred(next, p.wrap)
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

// centred reports whether a line stands in the middle of the page.
func centred(l *line, wrap int) bool {
	right := wrap - l.width
	return l.indent >= 4 && right >= 2 && l.indent-right <= 8 && right-l.indent <= 8
}

// aligned reports whether the indents allow that next goes on: a first line may be indented, and what follows
// a mark may hang under its text.
func (p *parser) aligned(g *group, first, prev, next *line) bool {
	if centred(prev, p.wrap) && centred(next, p.wrap) {
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
