package pdf

import (
	"math"
	"slices"
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
	case math.Abs(dy) <= 0.2*big && math.Abs(r.size-l.size) < 0.05*big: // a number in the font of another script
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
