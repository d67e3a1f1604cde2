package fields

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
	shallow := shallowest(path)
	under := 0 // schemes that stand above the decimal numbers
	for x := chapter; x < annexKind; x++ {
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
			for x := chapter; x < annexKind; x++ {
				if x != s.kind && above[x][s.kind] && above[decimal][x] == above[decimal][s.kind] {
					s.level++
				}
			}
		}
	}
}

// nesting says for two schemes whether numbers of the second stand between two neighbours of the first.
func nesting(path []step) (within [numSchemes][numSchemes]bool) {
	var last [numSchemes]int // index of the last step of a scheme, from 1
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
		if at := last[s.kind]; at > 0 && path[at-1].order() < s.order() {
			for k := at; k < i; k++ {
				within[s.kind][path[k].kind] = true
			}
		}
		last[s.kind] = i + 1
	}
	return within
}

// order returns the number by which steps of one scheme are in order.
func (s *step) order() uint32 {
	if s.kind == decimal {
		return s.cand.path[0] >> 8
	}
	return uint32(s.n)
}

// shallowest returns how many parts the shortest decimal number has.
func shallowest(path []step) uint8 {
	least := uint8(maxDepth)
	for i := range path {
		if path[i].kind == decimal {
			least = min(least, path[i].cand.depth)
		}
	}
	return least
}
