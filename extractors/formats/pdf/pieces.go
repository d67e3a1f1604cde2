package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A piece is a line, or a part of one that wide gaps part.
type piece struct {
	*line
	k, of int // the k-th part of so many
}

// pieces returns the lines of a page, parted at their wide gaps.
func pieces(sh *sheet) []piece {
	var out []piece
	for i, l := range sh.lines {
		if l.owner == nil && !l.blank && !l.artifact && !justified(sh.lines, i) {
			if parts := split(l); parts != nil {
				for k, p := range parts {
					out = append(out, piece{p, k, len(parts)})
				}
				continue
			}
		}
		out = append(out, piece{l, 0, 1})
	}
	return out
}

// labelRoom is how far a number may stand before its text, in ems: farther off it is a cell of its own.
const labelRoom = 8

// split parts a line at its wide gaps into lines of their own, as the cells of a table row are; a number or
// bullet and its text are not parted. It returns nil for a line that stays whole.
func split(l *line) []*line {
	if len(l.frags) < 2 || leaderAt(l.text) >= 0 {
		return nil
	}
	if stretched(l) {
		return nil
	}
	frags := l.frags
	room := max(frags[1].x0-frags[0].x1, frags[0].x0-frags[1].x1)
	if first := l.text[frags[0].start:frags[0].end]; label(first) == first && room < labelRoom*l.size || l.note != "" {
		if len(frags) == 2 {
			return nil
		}
		// "1.  Text  Text" is a row whose first cell begins with the number
		joined := frag{x0: min(frags[0].x0, frags[1].x0), x1: max(frags[0].x1, frags[1].x1), start: frags[0].start, end: frags[1].end}
		frags = append([]frag{joined}, frags[2:]...)
		if len(frags) < 2 {
			return nil
		}
	}
	var out []*line
	for k, f := range frags {
		p := *l
		p.whole = l
		p.text = l.text[f.start:f.end]
		p.x0, p.x1 = f.x0, f.x1
		p.frags = []frag{{x0: f.x0, x1: f.x1, end: len(p.text)}}
		if k > 0 {
			p.note, p.label = "", 0
		}
		p.marks = nil
		for _, m := range l.marks {
			if m.start >= f.start && m.end <= f.end {
				p.marks = append(p.marks, mark{m.text, m.start - f.start, m.end - f.start})
			}
		}
		out = append(out, &p)
	}
	return out
}

// stretched reports whether a line is text that was spread over the column: words, none of them a number, with
// like gaps between them.
func stretched(l *line) bool {
	if len(l.frags) < 4 {
		return false
	}
	words := 0
	for _, f := range l.frags {
		r := firstRune(l.text[f.start:f.end])
		if unicode.IsLower(r) || wide(r) || strings.HasSuffix(l.text[f.start:f.end], ",") {
			words++
		}
	}
	least, most := l.gaps(1)
	return words*10 >= (len(l.frags)-1)*7 && most < 1.8*least
}

// gaps returns the narrowest and the widest of the gaps between the parts of a line from part k on.
func (l *line) gaps(k int) (least, most float64) {
	least = math.Inf(1)
	for k++; k < len(l.frags); k++ {
		gap := max(l.frags[k].x0-l.frags[k-1].x1, l.frags[k-1].x0-l.frags[k].x1)
		least, most = min(least, gap), max(most, gap)
	}
	return least, most
}

// justified reports whether a line of few words was spread over its column: the line before it or after it is one of
// running text, as wide, and the gaps are no wider than such a line may have.
func justified(ls []*line, i int) bool {
	l := ls[i]
	k := 0
	if first := l.text[:l.frags[0].end]; label(first) == first {
		k = 1
	}
	if len(l.frags) < k+2 {
		return false
	}
	least, most := l.gaps(k)
	if most > 6*l.size || most > 1.8*least {
		return false
	}
	for _, n := range []int{i - 1, i + 1} {
		if n < 0 || n >= len(ls) {
			continue
		}
		m := ls[n]
		text := len(m.frags) == 1 || len(m.frags) == 2 && label(m.text[:m.frags[0].end]) == m.text[:m.frags[0].end]
		if text && !m.blank && m.owner == nil && math.Abs(m.size-l.size) < 0.1*l.size && strings.Count(m.text, " ") > 2 &&
			math.Abs(m.x0-l.x0) < 0.15*l.size && math.Abs(m.x1-l.x1) < 0.15*l.size && math.Abs(m.y-l.y) < 2*l.size {
			return true
		}
	}
	return false
}

// steps are the usual distances of table rows, by font size in halves of a point.
type steps map[int]float64

// newSteps measures the distances of lines that are parted, one under the other.
func newSteps(ps []piece) steps {
	counts := map[[2]int]int{}
	var last *line
	for _, p := range ps {
		if p.k > 0 || p.blank || p.artifact {
			continue
		}
		if p.of == 1 {
			last = nil
			continue
		}
		if last != nil && math.Abs(last.size-p.size) < 0.3 && p.y > last.y && p.y < last.y+4*p.size {
			counts[[2]int{int(math.Round(p.size * 2)), int(math.Round((p.y - last.y) * 2))}]++
		}
		last = p.line
	}
	out, most := steps{}, map[int]int{}
	for c, n := range counts {
		if d := float64(c[1]) / 2; n > most[c[0]] || n == most[c[0]] && d < out[c[0]] {
			out[c[0]], most[c[0]] = d, n
		}
	}
	return out
}

// row reports whether piece i stands under the one before it as a row of a table does under another, and not as the
// next line of a cell: the distance tells, or where that is the same, that it begins a phrase.
func (s steps) row(ps []piece, i int) bool {
	l := ps[i].line
	step, ok := s[int(math.Round(l.size*2))]
	if !ok || i == 0 || ps[i].of == 1 && ps[i-1].of == 1 && (i+1 >= len(ps) || ps[i+1].of == 1) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(l.text)
	return l.y-ps[i-1].y > step-0.07*l.size && !unicode.IsLower(r)
}
