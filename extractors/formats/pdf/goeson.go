package pdf

import (
	"math"
	"strings"
	"unicode"
)

// goesOn reports whether a line reads on from the block above it.
func goesOn(b *block, l *line, leads map[int]float64, right, body float64) bool {
	p := b.last()
	if p.angle != l.angle || math.Abs(p.size-l.size) > 0.1*max(p.size, l.size) {
		return false
	}
	dy := l.y - p.y
	lead := leads[int(math.Round(l.size*2))]
	if lead == 0 {
		lead = 1.25 * l.size
	}
	if dy < 0.5*l.size || dy > lead*1.18+0.5 && dy > lead+2 || dy > 2.5*l.size {
		return false
	}
	if overlapX(p.x0, p.x1, l.x0, l.x1) <= 0 || l.note != "" || leaderAt(p.text) >= 0 {
		return false
	}
	em := l.size
	if b.owner != nil && b.owner.drawn && math.Abs(p.x1-l.x1) < 0.3*em && math.Abs(p.x0-l.x0) > 0.8*em && !p.rtl && p.bold == l.bold && !ends(p.text) {
		return true // a cell set to the right
	}
	if b.owner != nil && b.owner.drawn && p.bold == l.bold && !ends(p.text) && unicode.IsLower(firstRune(l.text)) && label(l.text) == "" {
		return true // cells are narrow: they break lines early
	}
	if l.size > 1.12*body && dy < 1.35*l.size && p.bold == l.bold && p.rtl == l.rtl && label(l.text) == "" && len(l.frags) == 1 {
		return true // a title over several lines, which end where its words do
	}
	if p.rtl || l.rtl {
		if p.rtl != l.rtl {
			return true
		}
		// mirror the page, so that the rules for left to right hold
		return runsOn(b, mirrored(p), mirrored(l), mirroredBlock(b), -right, em)
	}
	return runsOn(b, p, l, b, right, em)
}

func mirrored(l *line) *line {
	m := *l
	m.x0, m.x1 = -l.x1, -l.x0
	m.frags = make([]frag, len(l.frags))
	for i, f := range l.frags {
		m.frags[i] = frag{x0: -f.x1, x1: -f.x0, start: f.start, end: f.end}
	}
	return &m
}

func mirroredBlock(b *block) *block {
	m := *b
	m.x0, m.x1 = -b.x1, -b.x0
	m.lines = nil
	for _, l := range b.lines[:min(len(b.lines), 2)] {
		m.lines = append(m.lines, mirrored(l))
	}
	if len(b.lines) > 2 {
		m.lines = append(m.lines, mirrored(b.last()))
	}
	return &m
}

// runsOn decides by indents, the room that was left on the line above, and the look of both.
func runsOn(whole *block, p, l *line, b *block, right, em float64) bool {
	if centered(p, l, b) {
		return p.bold == l.bold
	}
	lab := label(l.text)
	hang := lab != "" && len(l.frags) > 1 && label(l.text[:l.frags[0].end]) != ""
	if hang {
		return false
	}
	// Room for the next line's first word on this one: the paragraph ended here.
	room := right - p.x1
	short := room > firstWidth(l)+0.6*em
	if p.bold != l.bold && (short || len(b.lines) == 1 && p.bold && room > 2*em) {
		return false
	}
	if lab != "" && (short || ends(p.text) || l.x0 < p.x0-0.5*em) {
		return false
	}
	if short {
		return false
	}
	if p.italic != l.italic && (l.italic && l.letters < 30 && clauseEnds(p.text) || p.italic && len(b.lines) == 1 && room > 2*em) {
		return false // "recognizing", alone on its line
	}
	first := b.lines[0]
	if len(b.lines) >= 2 {
		left := b.lines[1].x0
		if l.x0 > left+0.8*em {
			return false // a first line that is indented
		}
		if l.x0 < left-0.8*em && l.x0 < first.x0+0.3*em && l.x0 > first.x0-0.3*em && hangs(first, left) {
			return false // back where the label stands
		}
		if l.x0 < left-1.5*em {
			return false
		}
		return true
	}
	if l.x0 > p.x0+0.8*em {
		return hangs(first, l.x0) || !ends(p.text)
	}
	return true
}

// hangs reports whether a line begins with a number or bullet whose text stands at x.
func hangs(first *line, x float64) bool {
	for _, f := range first.frags[1:] {
		if math.Abs(f.x0-x) < 0.8*first.size {
			return true
		}
	}
	return false
}

// centered reports whether both lines are set around one axis, clear of the margins.
func centered(p, l *line, b *block) bool {
	mid := math.Abs(p.x0+p.x1-l.x0-l.x1) / 2
	return mid < 0.6*l.size && (math.Abs(p.x0-l.x0) > 1.2*l.size || p.bold && l.bold && !ends(p.text)) && len(p.frags) == 1 && len(l.frags) == 1 && label(l.text) == "" &&
		(len(b.lines) == 1 || math.Abs(b.lines[0].x0+b.lines[0].x1-l.x0-l.x1)/2 < 0.6*l.size) && p.bold == l.bold
}

// firstWidth estimates the width of a line's first word.
func firstWidth(l *line) float64 {
	n, all := 0, 0
	done := false
	for _, r := range l.text {
		if r == ' ' {
			done = true
		}
		if !done {
			n++
			if wide(r) && n >= 2 {
				done = true // Chinese breaks anywhere, but not before a full stop
			}
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return (l.x1 - l.x0) * float64(n) / float64(all)
}

// clauseEnds reports whether a text ends as a sentence or as a clause does, with a comma.
func clauseEnds(s string) bool {
	return ends(s) || strings.HasSuffix(s, ",") || strings.HasSuffix(s, "，") || strings.HasSuffix(s, "،")
}

// ends reports whether a text ends as a sentence, a clause of a list or a lead-in does.
func ends(s string) bool {
	for i := len(s); i > 0; {
		r, n := lastRune(s[:i])
		switch r {
		case '.', '!', '?', ':', ';', '。', '；', '：', '！', '？', '؛', '؟', '۔':
			return true
		case '”', '"', '»', ')', '’', '\'', '）', '」', ']', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰':
			i -= n
			continue
		}
		return false
	}
	return false
}
