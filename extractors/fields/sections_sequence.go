package fields

import "fmt"

// The sequence model. Every candidate is taken or left; what was taken decides what may follow. A beam of
// states walks over the candidates once: each state knows the last number of every scheme, and its score is the
// sum of what each number looks like by itself and of how well it follows. A figure at the start of a line, a
// row of a table or a list in a paragraph is left because nothing that follows it fits.

// A place is where a sequence stands: the last number of each scheme.
type place struct {
	path   [maxDepth]uint32
	depth  uint8
	last   [numSchemes]uint16 // of the other schemes
	annex  uint16
	turned bool // a heading of another scheme stands between the last decimal number and here
	weak   bool // the decimal numbers began again without a reason that is known: what follows earns less
}

// A hypothesis is one way to read the candidates so far.
type hypothesis struct {
	place
	score float64
	node  int32 // the last candidate taken, -1 for none
}

// A node is a candidate taken, and what was taken before it.
type node struct {
	prev, cand int32
	kind       scheme
	doubt      string
}

// A step is a candidate of the sequence that was chosen.
type step struct {
	cand  *candidate
	kind  scheme
	level int
	doubt string
}

const beamWidth = 10

// sequence returns the most likely sequence of section numbers among the candidates.
func sequence(cands []candidate) []step {
	beam := []hypothesis{{node: -1}}
	var nodes []node
	next := make([]hypothesis, 0, 4*beamWidth)
	for i := range cands {
		c := &cands[i]
		next = next[:0]
		for _, h := range beam {
			skip := h
			skip.score -= skipCost(c)
			next = insert(next, skip)
			for _, kind := range [...]scheme{c.kind, c.alt} {
				to, score, doubt := follow(&h.place, c, kind)
				if score <= refused {
					continue
				}
				nodes = append(nodes, node{h.node, int32(i), kind, doubt})
				next = insert(next, hypothesis{to, h.score + c.prior + score, int32(len(nodes) - 1)})
				if c.alt == c.kind {
					break
				}
			}
		}
		beam = append(beam[:0], next...)
	}
	best := 0
	for i := range beam {
		if beam[i].score > beam[best].score {
			best = i
		}
	}
	return chain(cands, nodes, beam[best].node)
}

func chain(cands []candidate, nodes []node, at int32) []step {
	n := 0
	for k := at; k >= 0; k = nodes[k].prev {
		n++
	}
	path := make([]step, n)
	for k := at; k >= 0; k = nodes[k].prev {
		n--
		path[n] = step{cand: &cands[nodes[k].cand], kind: nodes[k].kind, doubt: nodes[k].doubt}
	}
	return path
}

// insert adds a hypothesis to the beam: one a place, the best beamWidth of them, best first.
func insert(beam []hypothesis, h hypothesis) []hypothesis {
	for i := range beam {
		if beam[i].place == h.place {
			if beam[i].score >= h.score {
				return beam
			}
			beam = append(beam[:i], beam[i+1:]...)
			break
		}
	}
	at := len(beam)
	for at > 0 && beam[at-1].score < h.score {
		at--
	}
	if at >= beamWidth {
		return beam
	}
	if len(beam) == beamWidth {
		beam = beam[:beamWidth-1]
	}
	beam = append(beam, hypothesis{})
	copy(beam[at+1:], beam[at:])
	beam[at] = h
	return beam
}

func skipCost(c *candidate) float64 {
	if c.prior <= 0 {
		return 0
	}
	return 0.6*c.prior + 0.1
}

// refused is the score of what cannot follow.
const refused = -100

// follow says how well the candidate, read in the given scheme, follows the place, and where it leads.
func follow(p *place, c *candidate, kind scheme) (place, float64, string) {
	to := *p
	switch kind {
	case annexKind:
		to = place{annex: p.annex + 1}
		return to, 0.5, ""
	case decimal:
		score, doubt := followDecimal(p, c)
		if c.depth > 0 && onlyOnes(c.path[:c.depth]) && p.depth > 0 && !(p.depth < c.depth && c.path[p.depth-1] == p.path[p.depth-1]) {
			to.weak = !c.fresh && !p.turned
		}
		if p.weak && score > 1 {
			score = 0.5
		}
		to.path, to.depth, to.turned = c.path, c.depth, false
		return to, score, doubt
	}
	v := uint16(c.path[0] >> 8)
	if kind == c.alt && c.altN != 0 {
		v = uint16(c.altN >> 8)
	}
	last := p.last[kind]
	to.last[kind] = v
	to.turned = true
	for k := roman; k < annexKind; k++ {
		if k > kind || k == letter && kind == ordinal {
			to.last[k] = 0
		}
	}
	switch {
	case v == last+1 && last > 0:
		return to, 2.5, ""
	case v == 1 && last == 0:
		return to, 1, ""
	case v == 1 && c.fresh:
		return to, -0.2, ""
	case v == 1:
		return to, -1.2, ""
	case last > 0 && v > last && v <= last+2:
		return to, -0.5, fmt.Sprintf("%s leaves out the number before it", c.number)
	}
	return to, refused, ""
}

func followDecimal(p *place, c *candidate) (float64, string) {
	q := c.path[:c.depth]
	if p.depth == 0 {
		return begin(q)
	}
	from := p.path[:p.depth]
	k := 0
	for k < len(from) && k < len(q) && from[k] == q[k] {
		k++
	}
	switch {
	case k == len(from) && k == len(q):
		return again(c, -2.5, "repeats the number before it")
	case k == len(from): // deeper
		return deeper(c, q[k:], from)
	case k == len(q): // a parent after its child
		return again(c, -2.5, "stands after a number below it")
	}
	a, b := from[k]>>8, q[k]>>8
	onesAfter := onlyOnes(q[k+1:])
	switch {
	case a == b && q[k] > from[k] && k == len(q)-1: // 1, 1bis, 1ter
		return 2.5, ""
	case b == a+1 && k == len(q)-1:
		return 3, ""
	case b == a+1 && onesAfter: // 2.3, 3.1
		if k == 0 && p.depth == c.depth {
			return 1.5, ""
		}
		return 1, ""
	case b > a && b <= a+4 && (k == len(q)-1 || onesAfter):
		return 0.3 - 0.4*float64(b-a), fmt.Sprintf("number %s follows %s", c.number, numberText(from))
	}
	if onlyOnes(q) || len(q) > 1 && onlyOnes(q[1:]) && b < a {
		switch {
		case p.turned:
			return 1.5, ""
		case c.fresh && onlyOnes(q):
			return 0.3, ""
		case onlyOnes(q):
			return -1.8, fmt.Sprintf("number %s begins again after %s", c.number, numberText(from))
		}
		return refused, ""
	}
	if b > a && b <= a+12 && k == len(q)-1 {
		return -2.2, fmt.Sprintf("number %s follows %s", c.number, numberText(from))
	}
	return refused, ""
}

// begin scores the first number of a document or an annex.
func begin(q []uint32) (float64, string) {
	switch {
	case onlyOnes(q):
		return 2, ""
	case q[len(q)-1]>>8 == 1: // 11.1: a chapter of a larger work
		return 1, ""
	case len(q) == 1 && q[0]>>8 > 200:
		return -3, "the numbers do not begin at 1"
	}
	return -1.5, "the numbers do not begin at 1"
}

// again scores a number that was there before: the start of a new count, or a mistake of the text.
func again(c *candidate, score float64, why string) (float64, string) {
	if c.fresh && onlyOnes(c.path[:c.depth]) {
		return 0.3, ""
	}
	return score, fmt.Sprintf("number %s %s", c.number, why)
}

func deeper(c *candidate, below, from []uint32) (float64, string) {
	v := below[0] >> 8
	switch {
	case len(below) == 1 && v == 1:
		return 3, ""
	case len(below) == 1 && v == 0:
		return 1.5, ""
	case onlyOnes(below):
		return 1, ""
	case len(below) == 1 && v <= 4:
		return -0.5, fmt.Sprintf("number %s follows %s", c.number, numberText(from))
	}
	return refused, ""
}

func onlyOnes(q []uint32) bool {
	for _, v := range q {
		if v>>8 != 1 {
			return false
		}
	}
	return true
}

// numberText returns a decimal number as a person writes it, from its parts.
func numberText(path []uint32) string {
	out := ""
	for i, v := range path {
		if i > 0 {
			out += "."
		}
		n, low := v>>8, v&0xff
		if n > 1000 {
			out += romanText(int(n - 1000))
		} else {
			out += fmt.Sprint(n)
		}
		switch {
		case low >= 30:
			out += [...]string{"bis", "ter", "quater", "quinquies"}[low-30]
		case low > 0:
			out += string(rune('A' + low - 1))
		}
	}
	return out
}

// levels sets each step's level. Schemes nest as the text nests them: one stands above another when numbers of
// the other stand between two of its own; where both do (headings A, B over paragraphs 1 to 132), the one that
// is not decimal is above. Numbers of one scheme keep one level throughout.
func levels(path []step) {
	var first [numSchemes]int
	for i := len(path) - 1; i >= 0; i-- {
		first[path[i].kind] = i + 1
	}
	within := nesting(path)
	var above [numSchemes][numSchemes]bool
	for x := decimal; x < annexKind; x++ {
		for y := decimal; y < annexKind; y++ {
			if x == y || first[x] == 0 || first[y] == 0 {
				continue
			}
			switch {
			case within[x][y] && !within[y][x]:
				above[x][y] = true
			case within[x][y] && within[y][x]:
				above[x][y] = y == decimal || x != decimal && first[x] < first[y]
			case !within[x][y] && !within[y][x]:
				above[x][y] = first[x] < first[y]
			}
		}
	}
	shallow := uint8(maxDepth)
	for i := range path {
		if path[i].kind == decimal {
			shallow = min(shallow, path[i].cand.depth)
		}
	}
	under := 0 // schemes that stand above the decimal numbers
	for x := roman; x < annexKind; x++ {
		if above[x][decimal] {
			under++
		}
	}
	lastDecimal := 0
	for i := range path {
		s := &path[i]
		switch s.kind {
		case annexKind:
			lastDecimal = 0
		case decimal:
			s.level = under + int(s.cand.depth-shallow) + 1
			lastDecimal = s.level
		default:
			s.level = 1
			if above[decimal][s.kind] {
				s.level = lastDecimal + 1
			}
			for x := roman; x < annexKind; x++ {
				if x != s.kind && above[x][s.kind] && above[decimal][x] == above[decimal][s.kind] {
					s.level++
				}
			}
		}
	}
}

// nesting says for two schemes whether numbers of the second stand between two neighbours of the first.
func nesting(path []step) (within [numSchemes][numSchemes]bool) {
	var last, seen [numSchemes]int // index of the last step of a scheme, from 1; of what stood before it
	_ = seen
	for i := range path {
		s := &path[i]
		if s.kind == annexKind {
			last = [numSchemes]int{}
			continue
		}
		if s.kind == decimal && s.cand.depth > 1 {
			last[decimal] = i + 1
			continue
		}
		if at := last[s.kind]; at > 0 && path[at-1].cand.path[0]>>8 < s.cand.path[0]>>8 {
			for k := at; k < i; k++ {
				within[s.kind][path[k].kind] = true
			}
		}
		last[s.kind] = i + 1
	}
	return within
}
