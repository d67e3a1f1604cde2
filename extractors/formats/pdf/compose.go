package pdf

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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
					apart = (numberAt(string(s.buf)) == len(s.buf) || bulletAt(string(s.buf)) == len(s.buf)) && (g.x-prev.x-prev.w)/g.size > 1.3*s.wordGap(l)
				}
				if !sp && len(l.frags) == 0 && s.numbered() && (g.x-prev.x-prev.w)/g.size > spaceGap && firstLetter(g.text) {
					sp, apart = true, true
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

// numbered reports whether what was written of a line is a number with parts: "1.1.1.1", which may reach so near to where
// the text hangs that the gap is none of a space.
func (s *scanner) numbered() bool {
	return len(s.buf) < 16 && bytes.IndexByte(s.buf, '.') > 0 && len(bytes.Trim(s.buf, ".0123456789")) == 0
}

func firstLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
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
