package eval

// A matching pairs gold with findings one to one.
type matching struct {
	of []int // for each gold the finding, -1 if none
	by []int // for each finding the gold, -1 if none
}

// match pairs as many gold items with findings as can be paired, each at most once. Required items are
// paired first, so that an optional one never takes a finding that a required one needs.
//
// This is Kuhn's augmenting-path algorithm; a path never unpairs an item that was paired before.
func match(gold, found int, optional func(g int) bool, fits func(g, r int) bool) matching {
	m := matching{of: filled(gold), by: filled(found)}
	var seen []bool
	var augment func(g int) bool
	augment = func(g int) bool {
		for r := range found {
			if seen[r] || !fits(g, r) {
				continue
			}
			seen[r] = true
			if m.by[r] < 0 || augment(m.by[r]) {
				m.of[g], m.by[r] = r, g
				return true
			}
		}
		return false
	}
	for _, late := range []bool{false, true} {
		for g := range gold {
			if optional(g) == late {
				seen = make([]bool, found)
				augment(g)
			}
		}
	}
	return m
}

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// tally counts a matching; optional gold counts neither way, found or not.
func (m matching) tally(optional func(g int) bool) Tally {
	var t Tally
	for g, r := range m.of {
		switch {
		case optional(g):
		case r >= 0:
			t.Right++
		default:
			t.Missed++
		}
	}
	t.Wrong = len(m.wrong())
	return t
}

// missed returns the required gold that has no finding.
func (m matching) missed(optional func(g int) bool) []int {
	var list []int
	for g, r := range m.of {
		if r < 0 && !optional(g) {
			list = append(list, g)
		}
	}
	return list
}

// wrong returns the findings that have no gold.
func (m matching) wrong() []int {
	var list []int
	for r, g := range m.by {
		if g < 0 {
			list = append(list, r)
		}
	}
	return list
}
