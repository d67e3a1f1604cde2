package pdfdoc

import (
	"fmt"
	"math"
)

// A matrix is [a b c d e f] as PDF writes it: x' = a x + c y + e, y' = b x + d y + f.
type matrix [6]float64

// times returns the matrix that applies m first and then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m *matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// A state is what q saves.
type state struct {
	ctm    matrix
	font   *face
	size   float64 // Tf
	char   float64 // Tc
	word   float64 // Tw
	scale  float64 // Tz / 100
	lead   float64 // TL
	rise   float64 // Ts
	mode   int     // Tr
	line   float64 // w
	fill   bool    // the fill colour can be seen on white
	stroke bool
}

// A mark is an open marked-content sequence.
type mark struct {
	mcid     int
	artifact bool
	hidden   bool // optional content that is off
	actual   string
	replaces bool // actual replaces the glyphs from first on
	first    int
}

// A run interprets the content of one page.
type run struct {
	f     *file
	page  *Page
	gs    state
	saved []state
	tm    matrix
	tlm   matrix
	marks []mark
	now   mark // what the open marks come to
	from  int  // Stream of the glyphs drawn now
	path  path
	forms int
	steps int
	found map[name]*face // fonts of the resources in use
	full  bool           // the glyph limit is reached
	busy  map[*stream]bool
	args  []operand
	items []operand // elements of the arrays among args
	arena []byte    // bytes of strings with escapes
	names map[string]name
}

func newRun(f *file, p *Page, m matrix) *run {
	r := &run{f: f, page: p, now: mark{mcid: -1}, busy: make(map[*stream]bool), names: f.table.names}
	r.gs = state{ctm: m, scale: 1, line: 1, fill: true, stroke: true}
	return r
}

// trouble notes what was lost on this page.
func (r *run) trouble(err error) {
	if err == nil || len(r.page.Problems) >= 20 {
		return
	}
	s := err.Error()
	for _, p := range r.page.Problems {
		if p == s {
			return
		}
	}
	r.page.Problems = append(r.page.Problems, s)
}

// maxSaved bounds nested q.
const maxSaved = 1000

// draw interprets a content stream with its resources. Marks and states it leaves open are closed.
func (r *run) draw(resources object, content []byte, depth int) {
	res := &scope{f: r.f, dict: r.f.dict(resources), depth: depth}
	marks, saved := len(r.marks), len(r.saved)
	found := r.found
	r.found = nil
	args, items := r.args, r.items
	r.args, r.items = nil, nil
	r.interpret(res, content)
	r.args, r.items = args, items
	r.found = found
	for len(r.marks) > marks {
		r.endMark()
	}
	if len(r.saved) > saved {
		r.gs = r.saved[saved]
		r.saved = r.saved[:saved]
	}
}

// A scope is the resources that a content stream names things in.
type scope struct {
	f     *file
	dict  dict
	kinds map[name]dict
	depth int
	base  int // states saved outside
}

// entry returns the resource of a kind, unresolved.
func (s *scope) entry(kind, key name) object {
	d, ok := s.kinds[kind]
	if !ok {
		if s.kinds == nil {
			s.kinds = make(map[name]dict)
		}
		d = s.f.dict(s.dict[kind])
		s.kinds[kind] = d
	}
	return d[key]
}

// operate carries out one operator.
func (r *run) operate(s *scope, op string) {
	gs := &r.gs
	switch op {
	// Text, the most frequent first.
	case "Tj":
		r.show(r.str(0))
	case "TJ":
		r.showArray()
	case "Td":
		r.move(r.num(0), r.num(1))
	case "TD":
		gs.lead = -r.num(1)
		r.move(r.num(0), r.num(1))
	case "Tm":
		if len(r.args) >= 6 {
			r.tlm = r.matrix()
			r.tm = r.tlm
		}
	case "T*":
		r.move(0, -gs.lead)
	case "Tf":
		if len(r.args) >= 2 {
			gs.font, gs.size = r.font(s, r.nameAt(0)), r.num(1)
		}
	case "BT":
		r.tm, r.tlm = matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
	case "ET":
	case "Tc":
		gs.char = r.num(0)
	case "Tw":
		gs.word = r.num(0)
	case "Tz":
		gs.scale = r.num(0) / 100
	case "TL":
		gs.lead = r.num(0)
	case "Ts":
		gs.rise = r.num(0)
	case "Tr":
		gs.mode = int(r.num(0))
	case "'":
		r.move(0, -gs.lead)
		r.show(r.str(0))
	case "\"":
		gs.word, gs.char = r.num(0), r.num(1)
		r.move(0, -gs.lead)
		r.show(r.str(2))

	case "q":
		if len(r.saved) < maxSaved {
			r.saved = append(r.saved, *gs)
		}
	case "Q":
		if n := len(r.saved); n > s.base {
			*gs = r.saved[n-1]
			r.saved = r.saved[:n-1]
		}
	case "cm":
		if len(r.args) >= 6 {
			gs.ctm = r.matrix().times(gs.ctm)
		}
	case "gs":
		r.extState(s, r.nameAt(0))
	case "Do":
		r.xobject(s, r.nameAt(0))

	case "BDC":
		r.beginMark(s, r.nameAt(0), r.arg(1))
	case "BMC":
		r.beginMark(s, r.nameAt(0), operand{})
	case "EMC":
		r.endMark()

	// Paths.
	case "re":
		r.path.rect(&gs.ctm, r.num(0), r.num(1), r.num(2), r.num(3))
	case "m":
		r.path.moveTo(&gs.ctm, r.num(0), r.num(1))
	case "l":
		r.path.lineTo(&gs.ctm, r.num(0), r.num(1))
	case "c":
		r.path.curveTo(&gs.ctm, r.num(4), r.num(5))
	case "v", "y":
		r.path.curveTo(&gs.ctm, r.num(2), r.num(3))
	case "h":
		r.path.close()
	case "S":
		r.paint(false, true)
	case "s":
		r.path.close()
		r.paint(false, true)
	case "f", "F", "f*":
		r.paint(true, false)
	case "B", "B*":
		r.paint(true, true)
	case "b", "b*":
		r.path.close()
		r.paint(true, true)
	case "n":
		r.path.reset()
	case "w":
		gs.line = r.num(0)

	// Colours: only whether they can be told from white.
	case "g":
		gs.fill = r.num(0) < nearWhite
	case "G":
		gs.stroke = r.num(0) < nearWhite
	case "rg":
		gs.fill = min(r.num(0), r.num(1), r.num(2)) < nearWhite
	case "RG":
		gs.stroke = min(r.num(0), r.num(1), r.num(2)) < nearWhite
	case "k":
		gs.fill = max(r.num(0), r.num(1), r.num(2), r.num(3)) > 1-nearWhite
	case "K":
		gs.stroke = max(r.num(0), r.num(1), r.num(2), r.num(3)) > 1-nearWhite
	case "cs", "sc", "scn":
		gs.fill = r.visible(op)
	case "CS", "SC", "SCN":
		gs.stroke = r.visible(op)
	}
}

// nearWhite is the grey from which a rule cannot be seen on paper.
const nearWhite = 0.985

// visible judges the colour of sc and scn by its numbers, as the colour space is not looked at: one or three
// components of 1 are white in the grey and RGB spaces, four of 0 in CMYK.
func (r *run) visible(op string) bool {
	switch n := len(r.args); {
	case op == "cs" || op == "CS", n == 0:
		return true
	case n == 1, n == 3:
		for i := range n {
			if r.args[i].kind != opNumber || r.args[i].num < nearWhite {
				return true
			}
		}
		return false
	case n == 4:
		for i := range n {
			if r.args[i].num > 1-nearWhite {
				return true
			}
		}
		return false
	}
	return true
}

// extState applies a graphics state dictionary: the font and the line width matter here.
func (r *run) extState(s *scope, key name) {
	d := r.f.dict(s.entry("ExtGState", key))
	if a := r.f.array(d["Font"]); len(a) == 2 {
		r.gs.font = r.f.face(a[0])
		r.gs.size = r.f.number(a[1], 0)
	}
	if d["LW"] != nil {
		r.gs.line = r.f.number(d["LW"], 1)
	}
}

// font returns the font of a name, looked up once per content stream.
func (r *run) font(s *scope, key name) *face {
	if f, ok := r.found[key]; ok {
		return f
	}
	f := r.f.face(s.entry("Font", key))
	if r.found == nil {
		r.found = make(map[name]*face)
	}
	r.found[key] = f
	return f
}

// xobject draws a form, or counts an image.
func (r *run) xobject(s *scope, key name) {
	x := r.f.stream(s.entry("XObject", key))
	if x == nil || r.f.off(x.dict["OC"]) {
		return
	}
	switch r.f.name(x.dict["Subtype"]) {
	case "Image":
		r.page.Images++
	case "Form":
		r.form(s, x)
	}
}

// form draws a form XObject. A form that draws itself, depth and number are bounded.
func (r *run) form(s *scope, x *stream) {
	if r.forms++; r.forms > r.f.limits.Forms || s.depth+1 > r.f.limits.Nesting || r.busy[x] {
		r.trouble(fmt.Errorf("form XObject %d left out: too many, too deep or inside itself", x.num))
		return
	}
	content, err := r.f.data(x)
	r.trouble(err)
	if len(content) == 0 {
		return
	}
	r.busy[x] = true
	gs, from, tm, tlm := r.gs, r.from, r.tm, r.tlm
	if m := r.f.numbers(x.dict["Matrix"], 6); m != nil {
		r.gs.ctm = matrix(m).times(r.gs.ctm)
	}
	// MCIDs inside a form with its own parents are its own; elsewhere they would clash with the page's.
	if x.dict["StructParents"] != nil {
		r.from = x.num
	}
	resources := x.dict["Resources"]
	if resources == nil {
		resources = s.dict
	}
	r.path.reset()
	r.draw(resources, content, s.depth+1)
	r.gs, r.from, r.tm, r.tlm = gs, from, tm, tlm
	delete(r.busy, x)
}

// num returns the i-th operand as a number, 0 where there is none.
func (r *run) num(i int) float64 {
	if i < len(r.args) && r.args[i].kind == opNumber {
		return r.args[i].num
	}
	return 0
}

func (r *run) str(i int) []byte {
	if i < len(r.args) && r.args[i].kind == opString {
		return r.args[i].s
	}
	return nil
}

func (r *run) nameAt(i int) name {
	if i < len(r.args) && r.args[i].kind == opName {
		s := r.args[i].s
		if n, ok := r.names[string(s)]; ok {
			return n
		}
		n := name(s)
		r.names[string(n)] = n
		return n
	}
	return ""
}

func (r *run) arg(i int) operand {
	if i < len(r.args) {
		return r.args[i]
	}
	return operand{}
}

// matrix reads six operands. Infinite and absurd numbers make the identity.
func (r *run) matrix() (m matrix) {
	for i := range m {
		m[i] = r.num(i)
		if math.Abs(m[i]) > 1e9 {
			return matrix{1, 0, 0, 1, 0, 0}
		}
	}
	return m
}
