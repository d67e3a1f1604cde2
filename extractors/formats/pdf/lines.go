package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A line is a line of text as it stands on a page: the runs on one baseline that the stream, or the structure
// tree, draws together.
type line struct {
	text           string // in reading order; one space between words
	frags          []frag // its parts, set apart by wide gaps; one at least
	x0, x1, y      float64
	size           float64 // of most of its letters
	owner          *owner
	whole          *line    // the line that this is a part of, nil if it is a line
	label          int      // bytes of text that are a list mark by the tree
	marks          []mark   // raised numbers and letters in it, as footnote marks are
	dropped        []string // marks of notes that were taken out of the text
	note           string   // the raised mark that begins it, "" for none
	angle          int
	page           int
	bold, italic   bool  // all of it
	rtl            bool  // its paragraph runs from the right
	strong         class // of a line on a page written from the right: its last letter
	artifact       bool
	blank          bool      // spaces only: an empty table cell or paragraph
	cuts           []float64 // where it is parted, whatever the gap: the gutters of a table
	runs           []int
	main           int // the run that gives y and size
	letters, bolds int
	italics        int
}

// A mark is a raised text in a line, which may be the mark of a footnote.
type mark struct {
	text       string // as it would stand on the line: "1", "a"
	start, end int    // of the line's text
}

// A frag is a part of a line between wide gaps.
type frag struct {
	x0, x1     float64
	start, end int // of the line's text
}

// lines builds the lines of the page that the scanner has read.
func (s *scanner) lines(page int) []*line {
	var (
		out  []*line
		last = map[*owner]*line{}
	)
	for i := range s.runs {
		r := &s.runs[i]
		l := last[r.owner]
		if l == nil || l.artifact != r.artifact || !s.fits(l, r) {
			if l = s.gap(out, r); l == nil {
				l = &line{x0: r.x0, x1: r.x1, y: r.y, size: r.size, owner: r.owner, angle: r.angle, page: page, artifact: r.artifact, blank: true, main: i}
				out = append(out, l)
			}
			last[r.owner] = l
		}
		s.join(l, i)
	}
	s.gutters(out)
	var above *line
	for _, l := range out {
		s.compose(l, above)
		above = l
	}
	return slices.DeleteFunc(out, func(l *line) bool { return l.text == "" && !l.blank })
}

// fits reports whether a run stands on the line, beside what is there.
func (s *scanner) fits(l *line, r *run) bool {
	if l.angle != r.angle {
		return false
	}
	dy := r.y - l.y // positive: the run is lower
	big := max(l.size, r.size)
	switch {
	case math.Abs(dy) <= 0.12*big:
	case r.size < 0.95*l.size && dy > -0.75*l.size && dy < 0.4*l.size: // raised or lowered
		if r.x0 > l.x1+l.size || r.x1 < l.x0-l.size {
			return false
		}
	case l.size < 0.95*r.size && dy < 0.75*r.size && dy > -0.4*r.size && l.letters <= 4: // after a raised mark
		if r.x0 > l.x1+4*r.size || r.x1 < l.x0-r.size {
			return false
		}
	case math.Abs(dy) <= 0.35*big && r.x0 >= l.x1-0.3*big && r.x0 < l.x1+0.5*big:
	case r.letters <= 3 && dy < -0.35*big && dy > -0.75*big, l.letters <= 3 && dy > 0.35*big && dy < 0.75*big:
		// LibreOffice raises the mark of an Arabic footnote and leaves it as large as the text.
		if r.blank || l.blank || r.x0 > l.x1+0.3*big || r.x1 < l.x0-0.3*big {
			return false
		}
	default:
		return false
	}
	if l.blank || r.blank {
		return r.x0 >= l.x0-0.5*big || r.x1 <= l.x0+0.5*big || l.x1 <= r.x1 // spaces drawn before the words around them
	}
	over := min(l.x1, r.x1) - max(l.x0, r.x0)
	if over <= 0.35*big {
		return true
	}
	// Overlapping in x: inside a hole of the line (a word drawn later), or over it.
	if len(l.runs) > 200 {
		return false
	}
	for _, i := range l.runs {
		q := &s.runs[i]
		if !q.blank && min(q.x1, r.x1)-max(q.x0, r.x0) > 0.35*min(q.size, r.size) && s.collide(q, r) {
			return false
		}
	}
	return true
}

// collide reports whether a letter of one run stands over one of another.
func (s *scanner) collide(q, r *run) bool {
	if r.end-r.first > 64 {
		return true
	}
	for i := q.first; i < q.end; i++ {
		a := &s.glyphs[i]
		if a.space || a.x+a.w < r.x0 || a.x > r.x1 {
			continue
		}
		for k := r.first; k < r.end; k++ {
			if b := &s.glyphs[k]; !b.space && min(a.x+a.w, b.x+b.w)-max(a.x, b.x) > 0.35*min(a.w, b.w) {
				return true
			}
		}
	}
	return false
}

// gap looks among the lines just drawn for one that the run closes up to, to the left, to the right or in a
// hole: some producers draw links, or all the bold words, after the rest.
func (s *scanner) gap(ls []*line, r *run) *line {
	const look = 40
	if r.blank || r.owner != nil {
		return nil
	}
	for i := len(ls) - 1; i >= 0 && i >= len(ls)-look; i-- {
		l := ls[i]
		if l.owner != nil || l.artifact != r.artifact || l.angle != r.angle || math.Abs(l.y-r.y) > 0.1*r.size || l.blank {
			continue
		}
		if l.x1 < r.x0 && r.x0-l.x1 > 0.35*r.size || r.x1 < l.x0 && l.x0-r.x1 > 0.35*r.size {
			continue
		}
		if s.fits(l, r) {
			return l
		}
	}
	return nil
}

// join adds a run to a line.
func (s *scanner) join(l *line, i int) {
	r := &s.runs[i]
	l.runs = append(l.runs, i)
	if r.blank {
		if l.blank {
			l.x1 = max(l.x1, r.x1)
		}
		return
	}
	if l.blank {
		l.blank = false
		l.x0, l.x1, l.main = r.x0, r.x1, i
	}
	l.x0, l.x1 = min(l.x0, r.x0), max(l.x1, r.x1)
	m := &s.runs[l.main]
	if m.blank || r.size > 1.15*m.size && r.letters*2 >= m.letters || r.letters > 3*m.letters && r.size > 0.85*m.size || r.letters > 8*m.letters {
		l.main = i
	}
	l.y, l.size = s.runs[l.main].y, s.runs[l.main].size
	l.letters += r.letters
	l.bolds += r.bold
	l.italics += r.italic
}

// Thresholds of gaps, in ems, over the line's usual gap between letters.
const (
	// A gap this wide is a space where the producer draws none. TeX shrinks its spaces to 0.22; kerning stays below 0.1.
	spaceGap = 0.15
	// In a line with drawn spaces a mere gap must be wider to be one: Word spreads justified lines by letters
	// too, which gives "adequate an d".
	looseGap = 0.23
	// Chinese characters are spread over a line with gaps of up to half a character.
	hanGap = 0.6
	// A drawn space over which the next letter was pulled back is none.
	closedGap = 0.05
	// Between the number at the start of a line and its text a smaller gap tells that the text hangs.
	labelGap = 0.55
	// Parts of a line that are so far apart are frags.
	fragGap = 1.0
)

// A raised state of a run within its line.
const (
	level = iota
	raised
	lowered
)

// compose writes the text of a line. Above is the one before it, nil for none.
func (s *scanner) compose(l, above *line) {
	if l.blank {
		l.frags = []frag{{x0: l.x0, x1: l.x1}}
		l.runs = nil
		return
	}
	l.bold = l.bolds*10 >= l.letters*9
	l.italic = l.italics*10 >= l.letters*9
	s.buf = s.buf[:0]
	if s.fromRightToLeft(l) {
		s.composeRTL(l, above)
		l.runs = nil
		return
	}
	sorted := true
	for k := 1; k < len(l.runs); k++ {
		sorted = sorted && s.runs[l.runs[k]].x0 >= s.runs[l.runs[k-1]].x0-0.01
	}
	if !sorted {
		sort.SliceStable(l.runs, func(a, b int) bool { return s.runs[l.runs[a]].x0 < s.runs[l.runs[b]].x0 })
	}
	if len(l.runs) > 1 {
		s.interleave(l)
	}
	s.composeLTR(l)
	l.runs = nil
}

// interleave merges runs that fill each other's holes into one, its glyphs in order of place.
func (s *scanner) interleave(l *line) {
	holes := false
	for k, i := range l.runs {
		r := &s.runs[i]
		if l.shift(r) != level {
			return
		}
		if k > 0 && !r.blank {
			if q := &s.runs[l.runs[k-1]]; !q.blank && r.x0 < q.x1-0.5*r.size {
				holes = true
			}
		}
	}
	if !holes {
		return
	}
	m := s.runs[l.main]
	m.first = len(s.glyphs)
	for _, i := range l.runs {
		for k := s.runs[i].first; k < s.runs[i].end; k++ {
			s.glyphs = append(s.glyphs, s.glyphs[k])
		}
	}
	m.end = len(s.glyphs)
	slices.SortStableFunc(s.glyphs[m.first:], func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
	m.x0, m.x1, m.letters = l.x0, l.x1, l.letters
	s.runs = append(s.runs, m)
	l.main = len(s.runs) - 1
	l.runs = append(l.runs[:0], l.main)
}

// fromRightToLeft reports whether a line has to be read from the right, or may have to: it has letters that are
// written so, or it is a number or a Latin line with its point at the left on a page that is written so.
func (s *scanner) fromRightToLeft(l *line) bool {
	if s.tally.rtl == 0 {
		return false
	}
	latin := false
	var left, right *glyph
	for _, i := range l.runs {
		r := &s.runs[i]
		for k := r.first; k < r.end; k++ {
			g := &s.glyphs[k]
			if g.space {
				continue
			}
			c, _ := utf8.DecodeRuneInString(g.text)
			switch class := classify(c); {
			case class.rtl():
				return true
			case class == ltrLetter:
				latin = true
			}
			if left == nil || g.x < left.x {
				left = g
			}
			if right == nil || g.x > right.x {
				right = g
			}
		}
	}
	if s.tally.rtl <= s.tally.letters/2 || left == nil {
		return false
	}
	return !latin || ending([]byte(left.text)) && !ending([]byte(right.text))
}

// tracking returns the usual gap between the letters of the line, in ems, and whether spaces are drawn in it.
func (s *scanner) tracking(l *line) (em float64, drawn bool) {
	s.gaps = s.gaps[:0]
	end, size, open, space := 0.0, 0.0, false, false
	for _, i := range l.runs {
		r := &s.runs[i]
		for k := r.first; k < r.end; k++ {
			g := &s.glyphs[k]
			if g.space {
				space = open
				continue
			}
			if space {
				drawn = true
			} else if open && size == g.size && g.text != "." {
				if gap := (g.x - end) / g.size; gap < fragGap {
					s.gaps = append(s.gaps, gap)
				}
			}
			end, size, open, space = g.x+g.w, g.size, true, false
		}
	}
	if len(s.gaps) < 4 {
		return 0, drawn
	}
	slices.Sort(s.gaps)
	// The lower third: in a short line many gaps are spaces.
	em = s.gaps[len(s.gaps)/3]
	if em < 0.03 {
		em = 0
	}
	return min(em, 0.6), drawn
}

// between decides what stands between two neighbouring glyphs: nothing, a space, or a wide gap.
func between(a, b *glyph, drawn bool, tracking float64, lineDrawn bool) (space, apart bool) {
	em := max(a.size, b.size)
	if min(a.size, b.size) < 0.85*em {
		em = min(a.size, b.size) * 1.2
	}
	gap := (b.x-(a.x+a.w))/em - tracking
	if gap > fragGap {
		return true, true
	}
	if drawn {
		return gap > closedGap || b.w <= 0, false
	}
	limit := spaceGap
	if lineDrawn {
		limit = looseGap
	}
	if ra, _ := utf8.DecodeLastRuneInString(a.text); wide(ra) {
		limit = hanGap
	} else if rb, _ := utf8.DecodeRuneInString(b.text); wide(rb) {
		limit = hanGap
	}
	return gap > limit, false
}

// composeLTR writes a line that runs from left to right.
func (s *scanner) composeLTR(l *line) {
	tracking, lineDrawn := s.tracking(l)
	var (
		prev   *glyph
		space  string // drawn since prev
		marked = false
		upAt   int
		decomp = false
		up     []byte // the raised text in hand
	)
	closeMark := func() {
		if len(up) > 0 {
			l.marks = append(l.marks, mark{string(up), upAt, len(s.buf)})
			up = up[:0]
		}
	}
	open := frag{x0: l.x0}
	for _, i := range l.runs {
		r := &s.runs[i]
		if r.blank {
			if prev != nil && space == "" {
				space = " "
			}
			continue
		}
		shift := l.shift(r)
		if shift == raised && prev == nil && r.letters <= 4 {
			shift = level
			l.note = s.text(r)
		}
		if shift != raised {
			closeMark()
		}
		if r.label {
			marked = true
		} else if marked {
			l.label = len(s.buf)
			marked = false
		}
		for k := r.first; k < r.end; k++ {
			g := &s.glyphs[k]
			if g.space {
				if prev != nil && (space == "" || space == " ") {
					space = g.text
				}
				continue
			}
			if prev != nil {
				s.buf = hardHyphen(s.buf)
				if s.accent(prev, g, space != "") {
					decomp = true
					prev = g
					continue
				}
				sp, apart := between(prev, g, space != "", tracking, lineDrawn)
				if l.cut(prev, g) {
					sp, apart = true, true
				}
				if sp && !apart && len(l.frags) == 0 && len(s.buf) < 12 && (g.x-prev.x-prev.w)/g.size > labelGap {
					apart = numberAt(string(s.buf)) == len(s.buf) || bulletAt(string(s.buf)) == len(s.buf)
				}
				if apart {
					open.end, open.x1 = len(s.buf), prev.x+prev.w
					l.frags = append(l.frags, open)
					s.buf = append(s.buf, ' ')
					open = frag{x0: g.x, start: len(s.buf)}
				} else if sp {
					closeMark()
					s.buf = append(s.buf, spaceText(space)...)
				}
			}
			n := len(s.buf)
			if shift == raised {
				if len(up) == 0 {
					upAt = n
				}
				s.buf = raise(s.buf, appendLetters(nil, g.text))
				up = append(up, g.text...)
			} else {
				s.buf = appendLetters(s.buf, g.text)
			}
			if len(s.buf) > n {
				if s.buf[n] >= 0xCC && combining(string(s.buf[n:])) {
					decomp = true
				}
				prev, space = g, ""
			}
		}
	}
	closeMark()
	if marked {
		l.label = len(s.buf)
	}
	open.end, open.x1 = len(s.buf), l.x1
	l.frags = append(l.frags, open)
	l.finish(s.buf, decomp)
}

// cut reports whether the line is parted between two glyphs.
func (l *line) cut(a, b *glyph) bool {
	for _, x := range l.cuts {
		if x > a.x && x < b.x+b.w && x > a.x+a.w-0.1*a.size && x < b.x+0.1*b.size {
			return true
		}
	}
	return false
}

// shift tells whether a run is raised or lowered on its line.
func (l *line) shift(r *run) int {
	dy := l.y - r.y
	switch {
	case r.size < 0.95*l.size && (dy > 0.2*l.size || dy > 0.12*l.size && r.size < 0.87*l.size), r.letters <= 3 && dy > 0.35*l.size:
		return raised
	case r.size < 0.87*l.size && dy < -0.06*l.size:
		return lowered
	}
	return level
}

// text returns the letters of a run.
func (s *scanner) text(r *run) string {
	var b []byte
	for k := r.first; k < r.end; k++ {
		if !s.glyphs[k].space {
			b = appendLetters(b, s.glyphs[k].text)
		}
	}
	return string(b)
}

// accent handles a spacing accent drawn over a letter, before or after it. It reports whether it wrote g.
func (s *scanner) accent(a, g *glyph, space bool) bool {
	if space || g.x > a.x+0.6*a.w && a.w > 0 {
		return false
	}
	ra, na := utf8.DecodeRuneInString(a.text)
	rg, ng := utf8.DecodeRuneInString(g.text)
	if na != len(a.text) || ng != len(g.text) {
		return false
	}
	if c, ok := accents[ra]; ok && letter(rg) && len(s.buf) >= na {
		s.buf = s.buf[:len(s.buf)-na]
		s.buf = utf8.AppendRune(utf8.AppendRune(s.buf, rg), c)
		return true
	}
	if c, ok := accents[rg]; ok && letter(ra) && rg >= 0x80 {
		s.buf = utf8.AppendRune(s.buf, c)
		g.x, g.w = a.x, a.w
		return true
	}
	return false
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == 'ı' || r >= 0xC0 && r < 0x250
}

// spaceText keeps a no-break or narrow space as it is drawn and makes one plain space of everything else.
func spaceText(drawn string) string {
	switch drawn {
	case "\u00A0", "\u202F", "\u2009", "\u3000":
		return drawn
	}
	return " "
}

// finish sets the text of a line.
func (l *line) finish(buf []byte, decomposed bool) {
	l.text = string(buf)
	if !decomposed {
		return
	}
	t := norm.NFC.String(l.text)
	if t == l.text {
		return
	}
	for k := range l.frags {
		l.frags[k].start = len(norm.NFC.String(l.text[:l.frags[k].start]))
		l.frags[k].end = len(norm.NFC.String(l.text[:l.frags[k].end]))
	}
	for k := range l.marks {
		l.marks[k].start = len(norm.NFC.String(l.text[:l.marks[k].start]))
		l.marks[k].end = len(norm.NFC.String(l.text[:l.marks[k].end]))
	}
	l.label = len(norm.NFC.String(l.text[:l.label]))
	l.text = t
}

// hardHyphen makes the soft hyphen at the end of buf a plain one: it is drawn, and text follows on its line.
func hardHyphen(buf []byte) []byte {
	if n := len(buf); n >= 2 && buf[n-2] == 0xC2 && buf[n-1] == softHyphen {
		return append(buf[:n-2], '-')
	}
	return buf
}
