package pdf

import (
	"math"
	"slices"
	"unicode/utf8"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// A glyph is a drawn character in the upright frame of its writing direction: x grows along the line, y down.
type glyph struct {
	text    string
	x, y, w float64
	size    float64
	font    *pdfdoc.Font
	space   bool
}

// A run is a stretch of glyphs drawn side by side on one baseline, in the order of the stream.
type run struct {
	first, end int // of the page's glyphs
	x0, x1, y  float64
	size       float64
	angle      int
	seq        int32 // order in the structure tree
	owner      *owner
	label      bool // a list mark by the tree
	artifact   bool
	blank      bool // spaces only
	letters    int  // glyphs that are not spaces
	bold       int  // of them, bold
	italic     int
}

// A scanner turns the glyphs of one page after the other into lines. Its buffers are used again.
type scanner struct {
	glyphs   []glyph
	runs     []run
	buf      []byte
	gaps     []float64
	spans    map[int32]bool // actual texts that were written
	angle    int            // the writing direction of most glyphs
	sideways bool           // the page was turned by a right angle
	ruling   ruling
	mirror   int // how many bracket pairs asked to be turned round, less those that did not
	tally    tally
}

// A tally counts what a page's glyphs told.
type tally struct {
	letters int // visible glyphs that are no space
	rtl     int // of them, letters written from right to left
	unknown int // glyphs without Unicode text
	hidden  int // glyphs of an unseen text layer that were taken
}

// read fills the scanner's glyphs and runs from a page. Tags may be nil.
func (s *scanner) read(p *pdfdoc.Page, tags []tag) {
	s.glyphs, s.runs = s.glyphs[:0], s.runs[:0]
	s.tally = tally{}
	if s.spans == nil {
		s.spans = map[int32]bool{}
	}
	clear(s.spans)
	main := mainAngle(p.Glyphs)
	s.angle, s.sideways = main, main == 90 || main == 270
	s.ruling = ruling{}
	var owners []*owner
	if tags == nil && len(p.Rules) > 1 {
		s.ruling = newRuling(uprightRules(p, main))
		if grids := s.ruling.grids(); grids != nil {
			owners = s.cells(p, grids)
		}
	}
	seen := visible(p)
	ignoreArtifacts := allArtifact(p)

	var (
		last        *tag // tag of the last marked content
		lastStream  = -1
		lastMCID    = -1
		seq         int32
		cur         = -1 // open run
		curAngle    int
		lastX, lstY float64
		waiting     []glyph // combining marks drawn before the run of their letter
	)
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if g.Hidden && (seen == nil || seen.covers(g)) {
			continue
		}
		if outside(g, p) || !finite(g) {
			continue
		}
		if g.MCID != lastMCID || g.Stream != lastStream {
			lastMCID, lastStream, last = g.MCID, g.Stream, nil
			if g.MCID >= 0 && tags != nil {
				last = find(tags, g.Stream, g.MCID)
			}
		}
		artifact := g.Artifact && !ignoreArtifacts
		text := g.Text
		var own *owner
		label := false
		if last != nil && !artifact {
			seq, own, label = last.seq, last.owner, last.label
			if last.actual != "" {
				if s.spans[last.span] {
					text = ""
				} else {
					s.spans[last.span] = true
					text = last.actual
				}
			}
		}
		if owners != nil && owners[i] != nil && !artifact {
			own = owners[i]
		}
		space := spacing(text)
		if !space {
			if text == "" && g.Text == "" {
				if x, y := upright(g, p); cur < 0 || curAngle != g.Angle || !s.lengthens(&s.runs[cur], x, y, g) {
					s.tally.unknown++
				}
				continue
			}
			s.tally.letters++
			if text != "" && text[0] >= 0xD6 {
				if r, _ := utf8.DecodeRuneInString(text); rightToLeft(r) {
					s.tally.rtl++
				}
			}
			if g.Hidden {
				s.tally.hidden++
			}
		}
		x, y := upright(g, p)
		if text == "" {
			if cur >= 0 && curAngle == g.Angle { // the rest of what the actual text stands for
				r := &s.runs[cur]
				r.x1, lastX = max(r.x1, x+g.W), x+g.W
				l := &s.glyphs[len(s.glyphs)-1]
				l.w = max(l.w, x+g.W-l.x)
			}
			continue
		}
		angle := (g.Angle - main + 360) % 360
		w := g.W
		if w <= 0 && !space && !combining(text) && !halfLigature(text) {
			w = g.Size / 2
		}
		if space && w <= 0 {
			w = g.Size / 4
		}

		if combining(text) {
			m := glyph{text: text, x: x, y: y, size: g.Size, font: g.Font}
			if cur >= 0 && curAngle == g.Angle && math.Abs(y-lstY) < g.Size && x > s.runs[cur].x0-2*g.Size && x < s.runs[cur].x1+2*g.Size {
				s.glyphs = append(s.glyphs, m) // over a letter of this run, or of the next
				s.runs[cur].end = len(s.glyphs)
			} else {
				waiting = append(waiting, m)
			}
			continue
		}
		if cur >= 0 {
			r := &s.runs[cur]
			if r.owner == own && r.label == label && r.artifact == artifact && curAngle == g.Angle && r.seq == seq &&
				math.Abs(y-lstY) < 0.05*g.Size+0.2 && math.Abs(r.size-g.Size) < 0.08*g.Size+0.1 &&
				x-lastX < 0.9*g.Size && x-lastX > -0.6*g.Size {
				if n := len(s.glyphs) - 1; n >= r.first && !space && s.glyphs[n].text == text && math.Abs(x-s.glyphs[n].x) < 0.12*g.Size {
					continue // drawn twice to look bold
				}
				s.put(r, text, x, y, w, g, space)
				lastX, lstY = x+w, y
				continue
			}
		}
		s.runs = append(s.runs, run{
			first: len(s.glyphs), end: len(s.glyphs), x0: x, x1: x, y: y, size: g.Size, angle: angle,
			seq: seq, owner: own, label: label, artifact: artifact, blank: true,
		})
		s.glyphs = append(s.glyphs, waiting...)
		waiting = waiting[:0]
		cur, curAngle = len(s.runs)-1, g.Angle
		s.put(&s.runs[cur], text, x, y, w, g, space)
		lastX, lstY = x+w, y
	}
	s.dropTwins()
	if tags != nil {
		slices.SortStableFunc(s.runs, func(a, b run) int { return int(a.seq - b.seq) })
	}
}

// put adds a glyph to a run.
func (s *scanner) put(r *run, text string, x, y, w float64, g *pdfdoc.Glyph, space bool) {
	s.glyphs = append(s.glyphs, glyph{text: text, x: x, y: y, w: w, size: g.Size, font: g.Font, space: space})
	r.end = len(s.glyphs)
	if space {
		if r.blank {
			r.x1 = max(r.x1, x+w)
		}
		return
	}
	if r.blank {
		r.blank = false
		r.x0, r.x1 = x, x
	}
	r.x0, r.x1 = min(r.x0, x), max(r.x1, x+w)
	r.letters++
	if g.Font != nil {
		if g.Font.Bold {
			r.bold++
		}
		if g.Font.Italic {
			r.italic++
		}
	}
}

// lengthens reports whether a glyph without a text is the stroke that lengthens the Arabic word before it, and
// widens the word's last letter by it.
func (s *scanner) lengthens(r *run, x, y float64, g *pdfdoc.Glyph) bool {
	l := &s.glyphs[len(s.glyphs)-1]
	if c, _ := utf8.DecodeRuneInString(l.text); !rightToLeft(c) || math.Abs(y-r.y) > 0.1*g.Size {
		return false
	}
	left, right := min(l.x, x), max(l.x+l.w, x+g.W)
	if right-left > l.w+g.W+0.3*g.Size {
		return false
	}
	l.x, l.w = left, right-left
	r.x0, r.x1 = min(r.x0, left), max(r.x1, right)
	return true
}

// halfLigature reports whether a letter may have no width of its own: the alef of a lam-alef that is drawn in two.
func halfLigature(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return rightToLeft(r)
}

// combining reports whether a text is a combining mark, which takes no room of its own.
func combining(s string) bool {
	for _, r := range s {
		return r >= 0x300 && r <= 0x36F || r >= 0x610 && r <= 0x61A || r >= 0x64B && r <= 0x65F || r == 0x670 || r >= 0x5B0 && r <= 0x5C7
	}
	return false
}
