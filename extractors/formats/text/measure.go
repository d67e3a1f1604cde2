package text

import (
	"strings"
	"unicode"
)

// A wrapping is how the lines of a text came to end where they end.
type wrapping struct {
	edge   int  // the column at which paragraphs are wrapped; 0 where a line is a paragraph
	strict bool // every line is filled: a line that the next word would have fitted on ends a paragraph
	spaced bool // a blank line stands between paragraphs: lines without one belong together
	loose  bool // blank lines stand between the lines of a paragraph too: they mean nothing
}

// Margins are looked for between these columns; a line of a paragraph that was not wrapped is wider.
const (
	narrowest = 20
	widest    = 180
)

// measure finds out whether paragraphs were wrapped, and where.
//
// A wrapped line ends where the next word would not have fitted; a line that is a paragraph ends anywhere. So
// the evidence is the share of lines whose successor's first word would have crossed the margin, or that go on
// in lower case, among the pairs of lines that could belong together.
func (p *parser) measure() {
	edge, over := p.rule()
	if edge == 0 {
		return
	}
	var e, apart evidence // of lines without a blank one between, and with one
	blanks := 0
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind != body || l.leads() {
			continue
		}
		e.lines++
		if l.width >= edge-6 && l.width <= edge {
			e.spike++
		}
		if l.chinese() {
			e.chinese++
		}
		if i+1 == len(p.lines) {
			break
		}
		if next := &p.lines[i+1]; next.gap {
			blanks++
			apart.pair(p.ruler, l, next, edge)
		} else {
			e.pair(p.ruler, l, next, edge)
		}
	}
	p.wrap.spaced = blanks > 1 && e.spaced(apart.starts)
	if edge >= 50 && apart.goes >= 3 && apart.goes*3 >= apart.long*2 && apart.goes*3 >= e.goes {
		p.wrap.loose = true
		e.add(apart)
	}
	if over && !p.wrap.spaced || !e.wrapped(edge) && !(p.wrap.spaced && e.open > 0) {
		p.wrap.spaced, p.wrap.loose = false, false
		return
	}
	p.wrap.edge = edge
	p.wrap.strict = !over && (e.broken-e.kept)*25 <= e.broken && e.chinese*2 < e.lines
	if !p.wrap.strict {
		p.narrow()
	}
}

// rule finds the margin, with the ruler by which more lines reach it: where half of the lines are Chinese it may be
// one that counts characters.
func (p *parser) rule() (edge int, over bool) {
	edge, near, over := p.margin()
	chinese := 0
	for i := range p.lines {
		if p.lines[i].chinese() {
			chinese++
		}
	}
	if chinese*2 < len(p.lines) {
		return edge, over
	}
	wide := make([]int, len(p.lines))
	p.ruler = 1
	for i := range p.lines {
		l := &p.lines[i]
		wide[i], l.width = l.width, p.ruler.columns(l.text, l.indent)
	}
	if edge1, near1, over1 := p.margin(); near1 > near {
		return edge1, over1
	}
	p.ruler = paper
	for i := range p.lines {
		p.lines[i].width = wide[i]
	}
	return edge, over
}

// margin returns the column at which most lines end, or a little before it, how many they are, and whether so many
// lines are wider that it is none. Words that were put together again behind their hyphens make some lines wider than the margin.
func (p *parser) margin() (edge, near int, over bool) {
	var ends [longest + 1]int
	lines := 0
	for i := range p.lines {
		if l := &p.lines[i]; l.kind == body && !l.mark.alone(l.text) && !l.leads() {
			ends[l.width]++
			lines++
		}
	}
	if lines < 2 {
		return 0, 0, false
	}
	best := 0
	for w, from := narrowest, 0; w <= widest; w++ {
		n := 0
		for from = w - w/8; from <= w; from++ {
			n += ends[from]
		}
		if ends[w] > 0 && n*w >= best {
			edge, near, best = w, n, n*w
		}
	}
	wider := 0
	for w := edge + edge/8 + 1; w <= longest; w++ {
		wider += ends[w]
	}
	return edge, near, wider*2 > near
}

// leads reports whether a line leads to a page, as in a table of contents: it ends at the margin of its own.
func (l *line) leads() bool {
	return strings.Contains(l.text, ".....") || strings.Contains(l.text, "……") || strings.Contains(l.text, ". . . . ")
}

// An evidence counts what speaks for wrapped lines.
type evidence struct {
	lines, spike       int // lines of the body, and those that end just before the margin
	chinese            int // lines in Chinese, which may break anywhere and whose width is counted in two ways
	pairs, full, lower int // lines that may belong together; those that reach the margin; that go on in lower case
	long, goes         int // lines that nearly reach the margin, and those whose sentence does not end there
	filled             int // of the long ones, those on which the next word had no room
	broken, kept       int // lines that were surely broken by their width, and those that were filled
	open, stops        int // lines without the end of a sentence, and sentences that end before another
	starts             int // marked lines
}

func (e *evidence) add(o evidence) {
	e.pairs += o.pairs
	e.full += o.full
	e.lower += o.lower
	e.long += o.long
	e.goes += o.goes
	e.filled += o.filled
	e.broken += o.broken
	e.kept += o.kept
}

// pair looks at a line and the one below it.
func (e *evidence) pair(w ruler, l, next *line, edge int) {
	if next.kind != body || l.page != next.page || l.mark.alone(l.text) {
		return
	}
	if next.mark.kind != unmarked && next.mark.firm(next.text) {
		e.starts++
		return
	}
	if isCaps(l.text) {
		return
	}
	ended, lower := endsSentence(l.text), startsLower(next.text)
	switch {
	case !ended:
		e.open++
	case !lower:
		e.stops++
	}
	if l.width > edge+edge/8 {
		return
	}
	e.pairs++
	if w.reaches(l, next, edge-2) {
		e.full++
	}
	if lower && !ended {
		e.lower++
	}
	r := firstRune(next.text)
	if l.width*4 >= edge*3 && (!l.chinese() || l.width >= edge-8) { // Chinese breaks anywhere: its lines are full
		e.long++
		if w.reaches(l, next, edge-2) {
			e.filled++
		}
		if !ended && !unicode.IsUpper(r) {
			e.goes++
		}
	}
	if !ended && (unicode.IsLower(r) || unicode.Is(unicode.Arabic, r)) && l.width*3 >= edge*2 {
		e.broken++
		if w.reaches(l, next, edge) || l.width+1+w.unbroken(next.text) > edge {
			e.kept++
		}
	}
}

// wrapped weighs the evidence. Two lines can be wrapped by chance; a margin that most lines reach is none.
func (e *evidence) wrapped(edge int) bool {
	switch {
	case e.pairs == 0:
		return false
	case e.full*10 >= e.pairs*6 && (e.pairs >= 4 || e.lower > 0 && edge >= 40 || e.full == e.pairs && e.pairs >= 2 && edge >= 50):
		return true
	case e.lower*2 >= e.pairs && e.pairs >= 2 && edge >= 30:
		return true
	case e.goes*2 >= e.long && e.long >= 3 && edge >= 50:
		return true
	case e.filled == e.long && edge >= 60 && (e.long >= 5 || e.long >= 2 && e.goes == e.long): // few paragraphs are long
		return true
	}
	return e.spike >= 5 && e.spike*4 >= e.lines
}

// spaced reports whether blank lines part the paragraphs: nearly all marked lines stand behind one, apart of them,
// and hardly a sentence ends before a line that does not.
func (e *evidence) spaced(apart int) bool {
	if e.starts+apart >= 3 {
		return apart >= e.starts*9
	}
	return e.open >= 2 && (e.starts+e.stops)*4 <= e.open
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
		if to-from >= 3 && edge >= 40 && edge < p.wrap.edge && near*10 >= (to-from-1)*6 {
			for i := from; i < to; i++ {
				p.lines[i].edge = edge
			}
		}
		from = to
	}
}
