package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

// A sheet is what is kept of a page: its lines, a hundredth of the size of its glyphs.
type sheet struct {
	n             int // from 0
	width, height float64
	lines         []*line
	images        int
	letters       int // visible characters
}

// A block is a pipeline.Block in the making.
type block struct {
	kind       pipeline.BlockKind
	level      int
	label      string
	lines      []*line
	owner      *owner
	notes      []*block // footnotes whose marks stand in it
	note       string   // the mark of a footnote, "" for none
	page       int
	end        int // the page on which a table ends, if that is another
	size       float64
	x0, x1     float64
	top, down  float64 // first and last baseline
	rows       []*trow // of a table
	right      float64 // where the lines of its column end
	toc, blank bool
	head       bool
}

// A trow is a row of a table, a tcell a cell of it.
type trow struct {
	cells []*tcell
	head  bool
	tag   *tagged
}

type tcell struct {
	blocks        []*block
	column        int
	columns, rows int
	head          bool
	x0, x1        float64
	tag           *tagged
}

// newBlock begins a block with a line.
func newBlock(l *line) *block {
	b := &block{kind: pipeline.Paragraph, owner: l.owner, page: l.page, size: l.size, x0: l.x0, x1: l.x1, top: l.y, down: l.y, blank: l.blank}
	b.lines = append(b.lines, l)
	if o := l.owner; o != nil {
		b.kind, b.level, b.toc = o.kind, o.level, o.toc
	}
	return b
}

// add puts a line under the block's others.
func (b *block) add(l *line) {
	if b.blank && !l.blank {
		b.x0, b.x1, b.top, b.down, b.size = l.x0, l.x1, l.y, l.y, l.size
		b.blank = false
	}
	b.lines = append(b.lines, l)
	if l.blank {
		return
	}
	b.x0, b.x1 = min(b.x0, l.x0), max(b.x1, l.x1)
	b.top, b.down = min(b.top, l.y), max(b.down, l.y)
}

func (b *block) last() *line { return b.lines[len(b.lines)-1] }

// head room and depth of a line of text around its baseline, in ems.
const (
	ascent  = 0.72
	descent = 0.22
)

// overlapY returns how much two blocks overlap in height, in points.
func overlapY(a, b *block) float64 {
	return min(a.down+descent*a.size, b.down+descent*b.size) - max(a.top-ascent*a.size, b.top-ascent*b.size)
}

func overlapX(a0, a1, b0, b1 float64) float64 { return min(a1, b1) - max(a0, b0) }

// stack groups the lines of a page into blocks: those of one owner, and for lines without one those that read on.
// Body is the size of most letters of the document.
func stack(sh *sheet, body float64) []*block {
	var (
		out   []*block
		owned = map[*owner]*block{}
		cur   *block // open block without owner
	)
	leads := leading(sh)
	ps := pieces(sh)
	rights := rightMargins(ps)
	steps := newSteps(ps)
	for i, p := range ps {
		l := p.line
		if l.artifact {
			continue
		}
		if l.owner != nil {
			cur = nil
			b := owned[l.owner]
			if l.owner.drawn {
				// Where the text of a cell ends, the borders of the cell tell.
				rights[i] = l.owner.end(l)
			}
			if b == nil || l.angle != b.lines[0].angle || l.owner.drawn && !l.blank && !b.blank && !goesOn(b, l, leads, b.owner.end(b.last()), body) {
				b = newBlock(l)
				b.right = rights[i]
				owned[l.owner] = b
				out = append(out, b)
			} else {
				b.add(l)
				b.right = max(b.right, rights[i])
			}
			continue
		}
		if l.blank {
			cur = nil
			out = append(out, newBlock(l))
			continue
		}
		if p.k == 0 && cur != nil && goesOn(cur, l, leads, rights[i], body) && (p.of == 1 || apartFrom(cur, ps[i+1].line)) && !steps.row(ps, i) {
			cur.add(l)
		} else {
			cur = newBlock(l)
			cur.right = rights[i]
			out = append(out, cur)
		}
		if p.of > 1 && p.k == p.of-1 {
			cur = nil
		}
	}
	return out
}

// end returns up to where a line of a drawn cell could go, of which the cell's margins are left out.
func (o *owner) end(l *line) float64 {
	left := max(0, o.room-1.1*l.size-(l.x1-l.x0))
	if l.rtl {
		return l.x0 - left
	}
	return l.x1 + left
}

// A piece is a line, or a part of one that wide gaps part.
type piece struct {
	*line
	k, of int // the k-th part of so many
}

// pieces returns the lines of a page, parted at their wide gaps.
func pieces(sh *sheet) []piece {
	var out []piece
	for _, l := range sh.lines {
		if l.owner == nil && !l.blank && !l.artifact {
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

// apartFrom reports whether a block keeps clear of a line that stands beside the one that may go on from it: so the
// last line of a cell may have the other cells of its row beside it, and a paragraph over a table goes not on into it.
func apartFrom(b *block, beside *line) bool { return b.x1 < beside.x0 || b.x0 > beside.x1 }

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
	words, least, most := 0, math.Inf(1), 0.0
	for k, f := range l.frags {
		r := firstRune(l.text[f.start:f.end])
		if unicode.IsLower(r) || wide(r) || strings.HasSuffix(l.text[f.start:f.end], ",") {
			words++
		}
		if k > 1 {
			gap := f.x0 - l.frags[k-1].x1
			if l.rtl {
				gap = l.frags[k-1].x0 - f.x1
			}
			least, most = min(least, gap), max(most, gap)
		}
	}
	return words*10 >= (len(l.frags)-1)*7 && most < 1.8*least
}

// leading returns the usual distance of lines for each font size of the page, in quarters of a point.
func leading(sh *sheet) map[int]float64 {
	counts := map[int]map[int]int{}
	for i := 1; i < len(sh.lines); i++ {
		a, b := sh.lines[i-1], sh.lines[i]
		if a.blank || b.blank || a.angle != b.angle || math.Abs(a.size-b.size) > 0.3 || overlapX(a.x0, a.x1, b.x0, b.x1) <= 0 {
			continue
		}
		if d := b.y - a.y; d > 0.8*a.size && d < 2.2*a.size {
			k := int(math.Round(a.size * 2))
			if counts[k] == nil {
				counts[k] = map[int]int{}
			}
			counts[k][int(math.Round(d*2))]++
		}
	}
	out := map[int]float64{}
	for k, c := range counts {
		best, n := 0, 0
		for d, m := range c {
			if m > n || m == n && d < best {
				best, n = d, m
			}
		}
		// Of two usual distances the smaller is that of lines, the larger that of paragraphs.
		for d, m := range c {
			if d < best && m*3 >= n {
				best = d
			}
		}
		out[k] = float64(best) / 2
	}
	return out
}

// rightMargins returns for each piece where the lines of its column end: the farthest end of the pieces around it
// that begin within its width and do not reach into what stands beside it. For text from right to left it is the
// left end.
func rightMargins(ps []piece) []float64 {
	const around = 12
	limits := besides(ps)
	out := make([]float64, len(ps))
	for i, p := range ps {
		l := p.line
		out[i] = l.x1
		if l.rtl {
			out[i] = l.x0
		}
		for k := max(0, i-around); k < len(ps) && k <= i+around; k++ {
			m := ps[k].line
			if m.blank || m.artifact || m.angle != l.angle || math.Abs(m.size-l.size) > 0.15*l.size || overlapX(l.x0, l.x1, m.x0, m.x1) <= 0 {
				continue
			}
			if l.rtl {
				if m.x0 > limits[i].x0 {
					out[i] = min(out[i], m.x0)
				}
			} else if m.x0 <= l.x0+8*l.size && m.x1 < limits[i].x1 {
				out[i] = max(out[i], m.x1)
			}
		}
	}
	return out
}

// besides returns for each piece the room up to what stands beside it to the left and to the right, on its own
// height or, for the lines of its column around it that have nothing beside them, on theirs.
func besides(ps []piece) []gap {
	out := make([]gap, len(ps))
	order := make([]int, 0, len(ps))
	for i, p := range ps {
		out[i] = gap{math.Inf(-1), math.Inf(1)}
		if !p.blank && !p.artifact && p.angle == 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(ps[a].y, ps[b].y) })
	const look = 40
	for n, i := range order {
		for _, k := range order[n+1 : min(len(order), n+look)] {
			a, b := ps[i].line, ps[k].line
			if b.y-a.y > 0.6*max(a.size, b.size) {
				break
			}
			if a.x0 > b.x0 {
				i, k, a, b = k, i, b, a
			}
			if b.x0 >= a.x1 {
				out[i].x1 = min(out[i].x1, b.x0)
				out[k].x0 = max(out[k].x0, a.x1)
			}
		}
	}
	// A line without a neighbour has the room of the one before it, if it keeps to it; else of the one after.
	spread := func(i, from int) {
		p, q := ps[i].line, ps[from].line
		if p.angle != q.angle || p.artifact || q.artifact || math.Abs(p.y-q.y) > 2.5*p.size || overlapX(p.x0, p.x1, q.x0, q.x1) <= 0 {
			return
		}
		if math.IsInf(out[i].x1, 1) && p.x1 < out[from].x1 {
			out[i].x1 = out[from].x1
		}
		if math.IsInf(out[i].x0, -1) && p.x0 > out[from].x0 {
			out[i].x0 = out[from].x0
		}
	}
	for i := 1; i < len(ps); i++ {
		spread(i, i-1)
	}
	for i := len(ps) - 2; i >= 0; i-- {
		spread(i, i+1)
	}
	return out
}

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
