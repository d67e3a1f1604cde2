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

// dropTwins removes runs that repeat one drawn just before at nearly the same place: bold type or a shadow made
// by drawing twice.
func (s *scanner) dropTwins() {
	const look = 12
	out := s.runs[:0]
	for i := range s.runs {
		r := s.runs[i]
		twin := false
		if !r.blank {
			for k := len(out) - 1; k >= 0 && k >= len(out)-look; k-- {
				q := &out[k]
				if q.letters == r.letters && q.angle == r.angle && math.Abs(q.y-r.y) < 0.12*r.size && math.Abs(q.x0-r.x0) < 0.12*r.size &&
					math.Abs(q.x1-r.x1) < 0.15*r.size && s.same(q, &r) {
					twin = true
					break
				}
			}
		}
		if !twin {
			out = append(out, r)
		}
	}
	s.runs = out
}

// same reports whether two runs say the same.
func (s *scanner) same(a, b *run) bool {
	i, j := a.first, b.first
	for {
		for i < a.end && s.glyphs[i].space {
			i++
		}
		for j < b.end && s.glyphs[j].space {
			j++
		}
		if i == a.end || j == b.end {
			return i == a.end && j == b.end
		}
		if s.glyphs[i].text != s.glyphs[j].text {
			return false
		}
		i++
		j++
	}
}

// mainAngle returns the writing direction of most glyphs: the page is turned so that they read upright.
func mainAngle(gs []pdfdoc.Glyph) int {
	var n [4]int
	for i := range gs {
		n[gs[i].Angle/90&3]++
	}
	best := 0
	for a := range n {
		if n[a] > 2*n[best] {
			best = a
		}
	}
	return best * 90
}

// upright returns a glyph's origin in the frame in which its own direction runs from left to right.
func upright(g *pdfdoc.Glyph, p *pdfdoc.Page) (x, y float64) {
	switch g.Angle {
	case 90: // reads downward: the line's start is the top, lines follow to the left
		return g.Y, p.Width - g.X
	case 180:
		return p.Width - g.X, p.Height - g.Y
	case 270: // reads upward
		return p.Height - g.Y, g.X
	}
	return g.X, g.Y
}

// uprightRules returns the ruling lines of a page in the frame of its main writing direction.
func uprightRules(p *pdfdoc.Page, main int) []pdfdoc.Rule {
	if main == 0 {
		return p.Rules
	}
	out := make([]pdfdoc.Rule, len(p.Rules))
	for i, r := range p.Rules {
		x0, y0 := upright(&pdfdoc.Glyph{X: r.X0, Y: r.Y0, Angle: main}, p)
		x1, y1 := upright(&pdfdoc.Glyph{X: r.X1, Y: r.Y1, Angle: main}, p)
		out[i] = pdfdoc.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1), Width: r.Width}
	}
	return out
}

// outside reports whether a glyph lies off the page, where nobody sees it.
func outside(g *pdfdoc.Glyph, p *pdfdoc.Page) bool {
	m := g.Size
	return p.Width > 0 && (g.X < -m-g.W || g.X > p.Width+m || g.Y < -m || g.Y > p.Height+m)
}

func finite(g *pdfdoc.Glyph) bool {
	const far = 1e7
	return g.X > -far && g.X < far && g.Y > -far && g.Y < far && g.Size > 0 && g.Size < far && g.W > -far && g.W < far
}

// allArtifact reports whether nearly all of a page's text is marked as an artifact: then the marks are wrong.
func allArtifact(p *pdfdoc.Page) bool {
	n := 0
	for i := range p.Glyphs {
		if p.Glyphs[i].Artifact {
			n++
		}
	}
	return n > 400 && n > len(p.Glyphs)*9/10
}

// A cover is the area of a page where visible text stands, in squares of a few points.
type cover map[[2]int]bool

const square = 6 // points

// visible returns where visible text stands, nil where the page has no unseen text that could matter.
func visible(p *pdfdoc.Page) cover {
	hidden := false
	for i := range p.Glyphs {
		hidden = hidden || p.Glyphs[i].Hidden
	}
	if !hidden {
		return nil
	}
	c := cover{}
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; !g.Hidden && g.Text != "" && !spacing(g.Text) && finite(g) {
			c[[2]int{int(g.X / square), int((g.Y - g.Size/3) / square)}] = true
		}
	}
	return c
}

// covers reports whether visible text stands where the unseen glyph is.
func (c cover) covers(g *pdfdoc.Glyph) bool {
	if !finite(g) {
		return true
	}
	x, y := int(g.X/square), int((g.Y-g.Size/3)/square)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if c[[2]int{x + dx, y + dy}] {
				return true
			}
		}
	}
	return false
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
