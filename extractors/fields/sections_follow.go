package fields

import (
	"fmt"

	"plenary/pipeline"
)

// refused is the score of what cannot follow.
const refused = -100

// follow says how well the candidate, read in the given way, follows the place, and where it leads.
func follow(p *place, c *candidate, r reading) (place, float64, string) {
	switch r.kind {
	case annexKind:
		return place{annex: p.annex + 1}, 0.5, ""
	case decimal:
		return followNumber(p, c)
	}
	return followLetter(p, c, r)
}

// followLetter scores a number of a scheme other than the decimal.
func followLetter(p *place, c *candidate, r reading) (place, float64, string) {
	to, last := *p, p.last[r.kind]
	to.last[r.kind] = r.n
	to.turned = true
	for k := r.kind + 1; k < annexKind; k++ { // the schemes below begin again
		to.last[k] = 0
	}
	switch {
	case r.n == last+1 && last > 0, r.n == last && r.kind == chapter: // 1bis behind 1
		return to, 2.5, ""
	case r.n == 1 && last == 0:
		return to, 1, ""
	case r.n == 1 && c.fresh != goesOn:
		return to, -0.2, ""
	case r.n == 1:
		return to, -1.2, ""
	case last > 0 && r.n == last+2 && c.line.Block.Kind == pipeline.Heading:
		return to, -0.5, fmt.Sprintf("%s leaves out the number before it", c.number)
	}
	return to, refused, ""
}

// jumpCost is what numbers must earn that do not go on from where the text stands, as in a passage that is quoted
// with its numbers: only several that follow one another do.
const jumpCost = -9

// followNumber scores a decimal number.
func followNumber(p *place, c *candidate) (place, float64, string) {
	to, q := *p, c.path[:c.depth]
	if isLettered(q) && !p.counts(q[0]>>8-letterBase) {
		return to, refused, ""
	}
	score, doubt := followPath(p, c)
	switch {
	case isLettered(q) && p.depth > 0 && !isLettered(p.path[:p.depth]):
		score, doubt = begin(q[1:])
	case p.away.depth > 0:
		back := *p
		back.decimals, back.away = p.away, decimals{}
		if s, d := followPath(&back, c); s > score {
			to, score, doubt = back, s, d
		}
	case score == refused && p.depth > 0 && c.depth > 1 && !onlyOnes(q):
		to.away, score = p.decimals, jumpCost
		doubt = fmt.Sprintf("number %s has no place behind %s", c.number, decimalText(p.path[:p.depth]))
	}
	if onlyOnes(q) && p.depth > 0 && !(p.depth < c.depth && c.path[p.depth-1] == p.path[p.depth-1]) {
		to.weak = c.fresh == goesOn && !p.turned
	}
	if p.weak && score > 1 {
		score = 0.5
	}
	if c.bare && !p.bare && c.fresh == goesOn { // rather a sentence that begins with a figure
		score -= 2.5
	}
	to.path, to.depth, to.turned, to.bare = c.path, c.depth, false, c.bare
	return to, score, doubt
}

// isLettered reports whether a number begins with a letter: A.1.
func isLettered(q []uint32) bool { return q[0]>>8 > letterBase && q[0]>>8 < romanBase }

// counts reports whether numbers may begin with the letter here: its heading stands above, numbers of this kind stand
// before, or they open an annex or the document. Elsewhere they are labels of goals: "S.1", "D.2".
func (p *place) counts(n uint32) bool {
	switch {
	case p.depth > 0 && isLettered(p.path[:p.depth]), uint32(p.last[letter]) == n:
		return true
	case p.depth > 0:
		return false
	}
	return p.annex > 0 || n == 1
}

// followPath scores how the parts of a decimal number follow those of the last.
func followPath(p *place, c *candidate) (float64, string) {
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
		return again(c, -2, "repeats the number before it")
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
		return 0.3 - 0.4*float64(b-a), fmt.Sprintf("number %s follows %s", c.number, decimalText(from))
	}
	if onlyOnes(q) || len(q) > 1 && onlyOnes(q[1:]) && b < a {
		switch {
		case p.turned:
			return 1.5, ""
		case c.fresh != goesOn && onlyOnes(q):
			return afresh(c), ""
		case onlyOnes(q):
			return -1.8, fmt.Sprintf("number %s begins again after %s", c.number, decimalText(from))
		}
		return refused, ""
	}
	if b > a && b <= a+12 && k == len(q)-1 {
		return -2.2, fmt.Sprintf("number %s follows %s", c.number, decimalText(from))
	}
	return refused, ""
}

// afresh scores a number that begins again where it may: behind a verb of a resolution it is expected, elsewhere
// the numbers that follow must show it.
func afresh(c *candidate) float64 {
	if c.fresh == begins {
		return 1.5
	}
	return -0.5
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
	if c.fresh != goesOn && onlyOnes(c.path[:c.depth]) {
		return afresh(c), ""
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
		return -0.5, fmt.Sprintf("number %s follows %s", c.number, decimalText(from))
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

// decimalText returns a decimal number as a person writes it, from its parts.
func decimalText(path []uint32) string {
	out := ""
	for i, v := range path {
		if i > 0 {
			out += "."
		}
		n, low := v>>8, v&0xff
		switch {
		case n > romanBase:
			out += romanText(int(n - romanBase))
		case n > letterBase:
			out += string(rune('A' + n - letterBase - 1))
		default:
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
