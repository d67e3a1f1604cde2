package index

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// String is the query as it was understood.
func (n *node) String() string {
	var kids []string
	for _, k := range n.kids {
		kids = append(kids, k.String())
	}
	switch n.op {
	case opAnd:
		return strings.Join(kids, " ")
	case opOr:
		return "(" + strings.Join(kids, " OR ") + ")"
	case opNot:
		return "-" + kids[0]
	case opPhrase:
		return strconv.Quote(n.word)
	case opPrefix:
		return n.word + "*"
	case opFuzzy:
		return n.word + "~" + strconv.Itoa(n.fuzz)
	case opField:
		return n.field + ":" + quoteIfSpaced(n.value)
	case opDates:
		return "date:" + n.field + ".." + strings.TrimSuffix(n.value, "\xff")
	case opRange:
		return n.field + ":" + n.rangeString()
	}
	return n.word
}

func quoteIfSpaced(s string) string {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return strconv.Quote(s)
	}
	return s
}

func (n *node) rangeString() string {
	num := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch {
	case n.low == n.high:
		return num(n.low)
	case math.IsInf(n.high, 1) && n.lowEx:
		return ">" + num(n.low)
	case math.IsInf(n.high, 1):
		return ">=" + num(n.low)
	case math.IsInf(n.low, -1) && n.highE:
		return "<" + num(n.high)
	case math.IsInf(n.low, -1):
		return "<=" + num(n.high)
	}
	return num(n.low) + ".." + num(n.high)
}
