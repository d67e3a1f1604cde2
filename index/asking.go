package index

import (
	"strconv"
	"strings"

	"plenary/pipeline"
)

// leaveOutAsking drops from the words of a query those that only ask, and says so. What is quoted or has an operator
// stays.
func (b *builder) leaveOutAsking(n *node) {
	if b.reader.Asking == nil || n.op != opAnd {
		return
	}
	var text strings.Builder
	starts := make([]int, len(n.kids))
	for i, k := range n.kids {
		starts[i] = text.Len()
		if k.op == opWord {
			text.WriteString(k.word + " ")
		} else {
			text.WriteString("0 ") // something else that is asked for
		}
	}
	typed := text.String()
	spans := b.reader.Asking(typed)
	if len(spans) == 0 {
		return
	}
	for _, s := range spans {
		b.say(strconv.Quote(typed[s.Start:s.End]) + " only asks")
	}
	var kept []*node
	for i, k := range n.kids {
		if k.op == opWord {
			if rest := outside(spans, typed, starts[i], starts[i]+len(k.word)); rest != k.word {
				if bare(rest) {
					continue
				}
				k.word = rest
			}
		}
		kept = append(kept, k)
	}
	n.kids = kept
}

// outside returns what of text[from:end] lies in none of the spans, which are in order.
func outside(spans []pipeline.Span, text string, from, end int) string {
	rest := ""
	for _, s := range spans {
		if s.End > from && s.Start < end {
			rest += text[from:max(s.Start, from)]
			from = min(s.End, end)
		}
	}
	return rest + text[from:end]
}
