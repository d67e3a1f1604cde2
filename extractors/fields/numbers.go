package fields

import (
	"math"
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// A number is a value as it stands in a passage: digits, words or both ("dix (10)"), with the scale written
// behind it and the second end of a range.
type number struct {
	first, last int // tokens
	value, to   float64
	ranged      bool
	digits      bool   // written with digits, at least in part
	plain       bool   // one run of digits and nothing else, as a year is printed
	scaled      bool   // "million", 万
	percent     bool   // an Arabic per cent sign stands before it
	after       string // the qualifier written into it: 余, 多, "+"
	doubt       string // what a reader should know: two readings, word and digits that differ
}

// numberAt reads the number at token i. With ok false and a number whose last is set, the tokens up to it are
// a code of some kind (a symbol, a time, a phone number) that holds no count.
func (w *figureWords) numberAt(p *passage, i int) (n number, ok bool) {
	t := p.toks[i]
	switch {
	case p.taken[i]:
		return n, false
	case t.Kind == tokens.Number:
		n, ok = w.digits(p, i)
		if !ok {
			return n, false
		}
	case t.Kind == tokens.Word || t.Kind == tokens.Han:
		if n, ok = w.inWords(p, i); !ok {
			return n, false
		}
	default:
		return n, false
	}
	if p.lang == "ar" && i > 0 && p.fold(i-1) == "%" && p.glued(i) && !p.taken[i-1] && n.digits {
		n.percent = true // "%34"
	}
	w.double(p, &n)
	w.scale(p, &n)
	w.span(p, &n)
	if !n.scaled {
		w.scale(p, &n)
	}
	return n, true
}

// digits reads a number in digits with its groups and decimals.
func (w *figureWords) digits(p *passage, i int) (n number, ok bool) {
	n = number{first: i, last: i, digits: true}
	if !w.opens(p, i) {
		n.last = p.codeEnd(i)
		return n, false
	}
	v, last, plain, doubt := w.group(p, i)
	if s := p.fold(i); plain && len(s) > 1 && s[0] == '0' {
		return n, false // "CHF 000", "09 h 30"
	}
	n.value, n.last, n.plain, n.doubt = v, last, plain, doubt
	if !w.closes(p, last) || math.IsInf(v, 0) {
		n.last = p.codeEnd(last)
		return n, false
	}
	return n, true
}

// opens reports whether the digits at token i begin a number: nothing is written onto them but brackets,
// quotes, a currency or an Arabic particle.
func (w *figureWords) opens(p *passage, i int) bool {
	if i == 0 {
		return true
	}
	if !p.glued(i) {
		switch p.fold(i - 1) {
		case "№", "§", "#", "+", "=", "°", "º":
			return false
		}
		// Another number right before is a phone number, a row of a table, unless it is a year: "en 2025 153 pays".
		if p.kind(i-1, tokens.Number) && !p.tab(i) && !p.taken[i-1] {
			return len(p.fold(i-1)) == 4 && (p.fold(i - 1)[0] == '1' || p.fold(i - 1)[0] == '2')
		}
		return true
	}
	prev := p.toks[i-1]
	switch prev.Kind {
	case tokens.Han:
		return true
	case tokens.Word:
		if p.lang == "ar" && w.particle(prev.Fold) {
			return true
		}
		return w.currencyBefore(p, i) > 0
	case tokens.Number:
		return false
	}
	switch prev.Fold {
	case "-":
		return i == 1 || !p.glued(i-1)
	case "/", "+", "§", "#", "№", "=", "@", "_", "&", "*", "°", "º", "\\":
		return false
	case ",":
		return i == 1 || prev.Space || !p.kind(i-2, tokens.Number)
	case ".", ":", "'":
		return i == 1 || prev.Space || !p.kind(i-2, tokens.Number) && !p.kind(i-2, tokens.Word)
	}
	return true
}

// particle reports whether w is written onto an Arabic word or number that follows.
func (w *figureWords) particle(s string) bool {
	switch s {
	case "و", "ب", "ل", "ف", "ك", "ال", "لل", "بال", "وال", "ول", "وب":
		return true
	}
	return false
}

// closes reports whether a number may end at token i: no slash, colon or letters are written onto it that make
// it a symbol, a time, an ordinal or a standard.
func (w *figureWords) closes(p *passage, i int) bool {
	j := i + 1
	if !p.glued(j) {
		return true
	}
	next := p.toks[j]
	switch next.Kind {
	case tokens.Han:
		return true
	case tokens.Word:
		if _, n := w.units.At(p.toks, j); n > 0 {
			return true
		}
		if p.fold(j) == "m" && !p.glued(j+1) {
			return true // "USD 5.4m"; metres are told apart where the noun is read
		}
		_, n := w.scales.At(p.toks, j)
		return n > 0
	}
	switch next.Fold {
	case "/", ":", ".", ",":
		return !(p.glued(j+1) && (p.kind(j+1, tokens.Number) || next.Fold == "/" && p.kind(j+1, tokens.Word)))
	case "-":
		if p.kind(j+1, tokens.Word) && p.glued(j+1) {
			_, n := w.units.At(p.toks, j+1)
			return n > 0 && p.lang == "en"
		}
	case "°", "º", "ª", "_", "@", "=":
		return false
	}
	return true
}

// codeEnd returns the last token of the run without white space that token i is in.
func (p *passage) codeEnd(i int) int {
	for i+1 < len(p.toks) && p.glued(i+1) && (p.kind(i+1, tokens.Number) || p.kind(i+1, tokens.Word) || strings.Contains("/-.:_", p.fold(i+1))) {
		i++
	}
	return i
}

// group reads digits with thousands in groups and decimals. Which sign is which is told by the language and by
// the sizes of the groups; "353 2" in Arabic is 2 353, its groups in reversed order.
func (w *figureWords) group(p *passage, i int) (v float64, last int, plain bool, doubt string) {
	s := p.fold(i)
	digits, last := s, i
	if len(s) > 15 {
		return math.Inf(1), i, false, ""
	}
	// Groups by spaces.
	j := i
	for p.kind(j+1, tokens.Number) && !p.glued(j+1) && !p.tab(j+1) && !p.taken[j+1] && len(p.fold(j+1)) <= 3 {
		j++
	}
	if j > i {
		if p.lang == "ar" && len(s) == 3 {
			d, ok, certain := reversed(p, i, j)
			if ok && (certain || p.reversed) {
				digits, last = d, j
			} else if s[0] != '0' {
				// As printed: either the document's other numbers stand so, or "318 000" can stand in no other way.
				for last < j && len(p.fold(last+1)) == 3 {
					last++
					digits += p.fold(last)
				}
				if ok && last > i {
					doubt = "the groups may be in reversed order"
				}
			}
		} else if len(s) <= 3 && s[0] != '0' {
			for last < j && len(p.fold(last+1)) == 3 {
				last++
				digits += p.fold(last)
			}
		}
	}
	if last == i {
		// Groups by comma, point or apostrophe, then decimals.
		d, end := w.marked(p, i)
		if end > i {
			v, _ = strconv.ParseFloat(d, 64)
			return v, end, false, ""
		}
	} else if frac, end := w.decimals(p, last); end > last {
		v, _ = strconv.ParseFloat(digits+"."+frac, 64)
		return v, end, false, doubt
	}
	v, _ = strconv.ParseFloat(digits, 64)
	return v, last, last == i, doubt
}

// reversed puts the groups of an Arabic number in order where they stand the other way round: "000 10", "353 2".
// It is certain where the first group is zeros or the last is short, and not where all have three digits.
func reversed(p *passage, i, j int) (digits string, ok, certain bool) {
	certain = p.fold(i)[0] == '0' || len(p.fold(j)) < 3
	for k := j; k >= i; k-- {
		if k < j && len(p.fold(k)) != 3 {
			return "", false, false
		}
		digits += p.fold(k)
	}
	return digits, digits[0] != '0', certain
}

// reversedGroups reports whether the groups of Arabic numbers stand in reversed order in the document, as they
// do in the Union's own texts: some of its numbers tell, since only the highest group may be short.
func reversedGroups(toks []tokens.Token) bool {
	there, back := 0, 0
	for i := 1; i < len(toks); i++ {
		a, b := &toks[i-1], &toks[i]
		if a.Kind != tokens.Number || b.Kind != tokens.Number || b.Break || !b.Space {
			continue
		}
		switch {
		case len(a.Fold) == 3 && (a.Fold == "000" || len(b.Fold) < 3):
			back++
		case len(a.Fold) < 3 && len(b.Fold) == 3:
			there++
		}
	}
	return back >= there
}

// decimals reads the fraction after groups that spaces part: "54 193,55".
func (w *figureWords) decimals(p *passage, i int) (string, int) {
	if s := p.fold(i + 1); (s == "," || s == ".") && p.glued(i+1) && p.glued(i+2) && p.kind(i+2, tokens.Number) && len(p.fold(i+2)) <= 2 {
		return p.fold(i + 2), i + 2
	}
	return "", i
}

// marked reads a number that signs part: "10,452", "44.954,50", "16,73", "54'193". It returns the digits with a
// decimal point and the last token, i where there is nothing to read.
func (w *figureWords) marked(p *passage, i int) (string, int) {
	type part struct {
		sep, digits string
	}
	var parts []part
	j := i
	for {
		s := p.fold(j + 1)
		if s != "," && s != "." && s != "'" || !p.glued(j+1) || !p.glued(j+2) || !p.kind(j+2, tokens.Number) || p.taken[j+2] {
			break
		}
		parts = append(parts, part{s, p.fold(j + 2)})
		j += 2
	}
	if len(parts) == 0 || len(parts) > 6 {
		return "", i
	}
	whole := p.fold(i)
	groups := len(whole) <= 3 && whole[0] != '0'
	if len(parts) == 1 {
		q := parts[0]
		switch {
		case q.sep == "'":
			if groups && len(q.digits) == 3 {
				return whole + q.digits, j
			}
			return "", i
		case len(q.digits) == 3 && groups && w.groups(p, q.sep, j):
			return whole + q.digits, j
		case q.sep == "," && p.lang == "en" && len(q.digits) != 3:
			return "", i // "Tables 1,2"
		case q.sep == "," && p.lang == "zh" && len(q.digits) != 3:
			return "", i
		case len(q.digits) > 4:
			return "", i
		}
		return whole + "." + q.digits, j
	}
	d, sep := whole, parts[0].sep
	for k, q := range parts {
		if k == len(parts)-1 && q.sep != sep && q.sep != "'" {
			return d + "." + q.digits, j
		}
		if q.sep != sep || len(q.digits) != 3 || !groups {
			return "", i
		}
		d += q.digits
	}
	return d, j
}

// groups reports whether three digits behind one comma or point are thousands and not a fraction. What follows
// helps where the language leaves both open: nobody counts 10.452 participants, but there are 1,234 million.
func (w *figureWords) groups(p *passage, sep string, last int) bool {
	fraction := false
	if _, n := w.scales.At2(p, last+1); n > 0 {
		fraction = true
	} else if key, n := w.units.At2(p, last+1); n > 0 && key == "percent" {
		fraction = true
	}
	switch p.lang {
	case "en", "zh":
		return sep == ","
	case "es":
		return sep == "." || !fraction
	case "fr", "ru":
		return !fraction || sep == "." && p.lang == "fr"
	}
	return !fraction
}

// double reads the same number in digits behind the word for it, "dix (10)", or the word behind the digits.
func (w *figureWords) double(p *passage, n *number) {
	j := n.last + 1
	if p.fold(j) != "(" || j+2 >= len(p.toks) {
		return
	}
	var v float64
	end := j + 1
	if !n.digits && p.kind(end, tokens.Number) {
		v, end, _, _ = w.group(p, end)
	} else if m, ok := w.inWords(p, end); n.digits && ok {
		v, end = m.value, m.last
	} else {
		return
	}
	if p.fold(end+1) != ")" {
		return
	}
	if v != n.value {
		if !n.digits {
			return
		}
		return
	}
	n.last, n.digits = end+1, true
}

// mismatch reports a number word followed by another number in brackets, "dix (11)".
func (w *figureWords) mismatch(p *passage, n *number) bool {
	j := n.last + 1
	return !n.digits && p.fold(j) == "(" && p.kind(j+1, tokens.Number) && p.fold(j+2) == ")"
}

// scale reads what multiplies the number: "million", тыс., 万, "mil millones", with 多 or 余 before it.
func (w *figureWords) scale(p *passage, n *number) {
	j := n.last + 1
	if p.kind(j, tokens.Han) {
		if q, k := w.after.At2(p, j); k > 0 && p.kind(n.last, tokens.Number) || k > 0 && p.kind(n.last, tokens.Han) {
			if _, m := w.scales.At2(p, j+k); m > 0 {
				n.after = strings.TrimPrefix(q, "after.")
				j += k
			}
		}
	}
	if p.glued(j) && p.fold(j) == "m" && w.currencyBefore(p, n.first) > 0 {
		n.value, n.to, n.scaled, n.plain, n.last = n.value*1e6, n.to*1e6, true, false, j
		return
	}
	for rounds := 0; rounds < 2; rounds++ {
		key, k := w.scales.At2(p, j)
		if k == 0 || p.tab(j) {
			return
		}
		f, _ := strconv.ParseFloat(key, 64)
		if p.glued(j) && p.kind(j, tokens.Word) && f == 1000 && p.fold(j) == "k" && n.value > 9999 {
			return
		}
		n.value *= f
		n.to *= f
		n.scaled, n.plain = true, false
		n.last = j + k - 1
		j = n.last + 1
		if !n.digits && !n.ranged && j < len(p.toks) && !p.taken[j] && (p.kind(j, tokens.Word) || p.kind(j, tokens.Han)) {
			// "mille deux cents", "две тысячи пятьсот"
			if m, ok := w.inWords(p, j); ok && m.value > 1 && m.value < f && w.scales.Len(p, m.last+1) == 0 {
				n.value, n.last = n.value+m.value, m.last
				return
			}
		}
		// "2 mille 500" is not written; "2 thousand million" is.
		if f != 1000 {
			break
		}
	}
	if n.after == "" && p.kind(j, tokens.Han) {
		if q, k := w.after.At2(p, j); k > 0 && (p.fold(j) == "余" || p.fold(j) == "多") {
			n.after, n.last = strings.TrimPrefix(q, "after."), j+k-1
		}
	}
}

// span reads the second end of a range: "10-15", "from 10 to 15", "entre 10 et 15".
func (w *figureWords) span(p *passage, n *number) {
	if n.ranged || n.plain && len(p.fold(n.first)) == 4 && n.value >= 1900 && n.value <= 2100 && p.fold(n.last+1) != "-" {
		return // "de 3 000 jours en 2023 à 3 866"
	}
	j := n.last + 1
	if p.kind(j, tokens.Han) && n.after == "" && (p.fold(j) == "余" || p.fold(j) == "多") {
		n.after, n.last = "over", j
		return
	}
	if p.fold(j) == "+" && p.glued(j) {
		n.after, n.last = "over", j
		return
	}
	// "20%-25%", 20%至25%
	if u, m := w.units.At2(p, j); m == 1 && u == "percent" && n.digits {
		k := j + 1
		if p.fold(k) == "-" || p.fold(k) == "~" || p.kind(k, tokens.Han) && w.to.Len(p, k) > 0 {
			if p.kind(k+1, tokens.Number) && !p.taken[k+1] {
				v, last, _, _ := w.group(p, k+1)
				if u, m := w.units.At2(p, last+1); m == 1 && u == "percent" && v > n.value {
					n.to, n.ranged, n.last, n.plain = v, true, last, false
					return
				}
			}
		}
	}
	k := 0
	switch {
	case p.fold(j) == "-" || p.fold(j) == "~":
		k = j + 1
	default:
		if m := w.to.Len(p, j); m > 0 {
			k = j + m
		} else if m := w.and.Len(p, j); m > 0 && (w.between.Ends(p, n.first) || p.article(n.first-1) && w.between.Ends(p, n.first-1)) {
			k = j + m
			if p.article(k) {
				k++ // "entre el 20 y el 25 %"
			}
		} else if m := w.or.Len(p, j); m > 0 && n.value <= 12 {
			k = j + m
		}
	}
	if k == 0 || k >= len(p.toks) || p.taken[k] || p.tab(k) {
		return
	}
	var m number
	if p.kind(k, tokens.Number) {
		v, last, _, _ := w.group(p, k)
		m = number{last: last, value: v}
		if !w.closes(p, last) {
			return
		}
	} else {
		var ok bool
		if m, ok = w.inWords(p, k); !ok || n.digits {
			return
		}
	}
	lo, hi := n.value, m.value
	if n.scaled {
		// "10 million to 15 million"; "2 million to 15" is two numbers.
		w2 := m
		w.scale(p, &w2)
		if !w2.scaled {
			return
		}
		hi, m.last = w2.value, w2.last
	}
	if lo > hi && p.lang == "ar" && p.fold(j) == "-" {
		lo, hi = hi, lo
	}
	if lo >= hi || p.fold(j) != "-" && w.or.Len(p, j) > 0 && hi > lo+2 {
		return
	}
	n.value, n.to, n.ranged, n.last, n.plain = lo, hi, true, m.last, false
}
