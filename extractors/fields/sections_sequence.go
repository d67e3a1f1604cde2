package fields

// The sequence model. Every candidate is taken or left; what was taken decides what may follow. A beam of
// states walks over the candidates once: each state knows the last number of every scheme, and its score is the
// sum of what each number looks like by itself and of how well it follows. A figure at the start of a line, a
// row of a table or a list in a paragraph is left because nothing that follows it fits.

// A place is where a sequence stands: the last number of each scheme.
type place struct {
	decimals
	away   decimals           // the last number of the text itself, while a quotation has numbers of its own
	last   [numSchemes]uint16 // of the other schemes
	annex  uint16
	turned bool // a heading of another scheme stands between the last decimal number and here
	weak   bool // the decimal numbers began again without a reason that is known: what follows earns less
	bare   bool // of the last decimal number
}

// decimals are the parts of a decimal number, none where depth is 0.
type decimals struct {
	path  [maxDepth]uint32
	depth uint8
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
	reading
	doubt string
}

// A step is a candidate of the sequence that was chosen.
type step struct {
	cand *candidate
	reading
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
			for _, r := range c.readings {
				if r.kind == noScheme {
					break
				}
				to, score, doubt := follow(&h.place, c, r)
				if score <= refused {
					continue
				}
				nodes = append(nodes, node{h.node, int32(i), r, doubt})
				next = insert(next, hypothesis{to, h.score + c.prior + score, int32(len(nodes) - 1)})
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
		path[n] = step{cand: &cands[nodes[k].cand], reading: nodes[k].reading, doubt: nodes[k].doubt}
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

// skipCost is what leaving a candidate out costs.
func skipCost(c *candidate) float64 {
	if c.prior <= 0 {
		return 0
	}
	return 0.6*c.prior + 0.1
}
