package fields

import "plenary/extractors/tokens"

// A number is a value as it stands in a passage: digits, words or both ("dix (10)"), with the scale written
// behind it and the second end of a range.
type number struct {
	first, last int // tokens
	value, to   float64
	ranged      bool
	digits      bool    // written with digits, at least in part
	plain       bool    // one run of digits and nothing else, as a year is printed
	factor      float64 // what a word of scale ("million", 万) multiplied it by, 0 without one
	article     bool    // an article stands for one of the scale: "a million", "une centaine"
	percent     bool    // an Arabic per cent sign stands before it
	after       string  // the qualifier written into it: 余, 多, "+", and "about" for "une vingtaine"
	doubt       string  // what a reader should know: two readings, word and digits that differ
}

// numberAt reads the number at token i. With ok false and a number whose last is set, the tokens up to it are
// a code of some kind (a symbol, a time, a phone number) that holds no count.
func (w *figureWords) numberAt(p *passage, i int) (n number, ok bool) {
	if p.taken[i] {
		return n, false
	}
	switch p.toks[i].Kind {
	case tokens.Number:
		n, ok = w.digits(p, i)
	case tokens.Word, tokens.Han:
		n, ok = w.inWords(p, i)
	}
	if !ok {
		return n, false
	}
	if p.lang == "ar" && p.fold(i-1) == "%" && p.glued(i) && !p.taken[i-1] && n.digits {
		n.percent = true // "%34"
	}
	w.double(p, &n)
	w.scale(p, &n)
	w.double(p, &n)
	w.suffix(p, &n)
	w.rangeEnd(p, &n)
	if n.factor == 0 {
		w.scale(p, &n)
		w.suffix(p, &n)
	}
	return n, true
}

// double reads the same number once more in brackets: "dix (10)", "10 (ten)", "quinientos mil (500 000)".
func (w *figureWords) double(p *passage, n *number) {
	open := n.last + 1
	if p.fold(open) != "(" || open+2 >= len(p.toks) || p.taken[open+1] {
		return
	}
	m := number{first: open + 1, last: open + 1}
	if p.kind(open+1, tokens.Number) {
		m.value, m.last, _, _ = w.group(p, open+1)
	} else {
		var ok bool
		if m, ok = w.inWords(p, open+1); !ok {
			return
		}
	}
	w.scale(p, &m)
	if p.fold(m.last+1) != ")" || m.value != n.value {
		return
	}
	n.last, n.digits = m.last+1, true
}

// mismatch reports a number word followed by another number in brackets, "dix (11)".
func (w *figureWords) mismatch(p *passage, n *number) bool {
	j := n.last + 1
	return !n.digits && p.fold(j) == "(" && p.kind(j+1, tokens.Number) && p.fold(j+2) == ")"
}

// suffix reads the degree written onto the number: "2,500+", 4000余, 50多.
func (w *figureWords) suffix(p *passage, n *number) {
	j := n.last + 1
	if n.after != "" || n.ranged {
		return
	}
	if p.fold(j) == "+" && p.glued(j) || p.lang == "zh" && (p.fold(j) == "余" || p.fold(j) == "多") {
		n.after, n.last = "over", j
	}
}
