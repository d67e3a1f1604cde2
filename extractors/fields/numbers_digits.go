package fields

import (
	"math"
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// digits reads a number in digits with its groups and decimals.
func (w *figureWords) digits(p *passage, i int) (n number, ok bool) {
	n = number{first: i, last: i, digits: true}
	if !w.opens(p, i) {
		n.last = p.codeEnd(i)
		return n, false
	}
	v, last, plain, doubt := w.group(p, i)
	if s := p.fold(i); len(s) > 1 && s[0] == '0' && v < 1000 {
		n.last = last
		return n, false // "CHF 000", "09 h 30", "09.00"
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
		case "№", "§", "#", "=", "°", "º":
			return false
		case "+":
			return false
		}
		// Another number right before is a phone number, a row of a table, unless it is a year: "en 2025 153 pays".
		if p.kind(i-1, tokens.Number) && !p.tab(i) && !p.taken[i-1] {
			return p.grade(i-3) > 0 || len(p.fold(i-1)) == 4 && (p.fold(i - 1)[0] == '1' || p.fold(i - 1)[0] == '2')
		}
		return true
	}
	prev := p.toks[i-1]
	switch prev.Kind {
	case tokens.Han:
		return true
	case tokens.Word:
		return p.lang == "ar" && arabicParticle(prev.Fold) || w.currencyBefore(p, i) > 0
	case tokens.Number:
		return false
	}
	switch prev.Fold {
	case "-":
		return i == 1 || !p.glued(i-1) || p.kind(i-2, tokens.Sign)
	case "+":
		// "(+3.4 per cent)", but no phone number and no "H2+3".
		return (i == 1 || !p.glued(i-1) || p.kind(i-2, tokens.Sign)) && w.percentAfter(p, i)
	case "/", "§", "#", "№", "=", "@", "_", "&", "*", "°", "º", "\\":
		return false
	case ",":
		return i == 1 || prev.Space || !p.kind(i-2, tokens.Number)
	case ".", ":", "'":
		return i == 1 || prev.Space || !p.kind(i-2, tokens.Number) && !p.kind(i-2, tokens.Word)
	}
	return true
}

// percentAfter reports whether the digits at token i are a per cent.
func (w *figureWords) percentAfter(p *passage, i int) bool {
	_, last, _, _ := w.group(p, i)
	unit, _ := w.units.At2(p, last+1)
	return unit == "percent"
}

// arabicParticle reports whether s is written onto a number in digits: "و47", "بـ12".
func arabicParticle(s string) bool {
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
		if w.units.Len(p, j) > 0 || w.scales.Len(p, j) > 0 || w.technical.Len(p, j) > 0 {
			return true
		}
		if _, _, k := w.currencyAt(p, j); k > 0 {
			return true
		}
		return p.fold(j) == "m" && !p.glued(j+1) // "USD 5.4m"; metres are told apart where the noun is read
	case tokens.Number:
		return false
	}
	switch next.Fold {
	case "/", ":", ".", ",":
		return !(p.glued(j+1) && (p.kind(j+1, tokens.Number) || next.Fold == "/" && p.kind(j+1, tokens.Word)))
	case "-":
		if p.kind(j+1, tokens.Word) && p.glued(j+1) {
			return p.lang == "en" && (w.units.Len(p, j+1) > 0 || w.scales.Len(p, j+1) > 0)
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
	for p.kind(j+1, tokens.Number) && !p.glued(j+1) && !p.tab(j+1) && !p.taken[j+1] && len(p.fold(j+1)) <= 3 && j-i < 6 {
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
			for last < j {
				g := p.fold(last + 1)
				if next := last + 2; len(g) < 3 && p.lang == "zh" && next <= j && len(g)+len(p.fold(next)) == 3 {
					digits += g + p.fold(next) // "121 81⏎8": Chinese lines break anywhere
					last = next
					continue
				}
				if len(g) != 3 {
					break
				}
				last++
				digits += g
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
		if s != "," && s != "." && s != "'" || !p.glued(j+1) || !p.fraction(j+2, s) || p.taken[j+2] {
			break
		}
		parts = append(parts, part{s, p.fold(j + 2)})
		j += 2
		if len(parts) > 6 {
			return "", i
		}
	}
	if len(parts) == 0 {
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
		case q.sep == "," && (p.lang == "en" || p.lang == "zh") && len(q.digits) != 3:
			return "", i // "Tables 1,2"
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

// fraction reports whether digits stand at token i right behind a sign, or behind a point at which a Chinese line was
// broken: lines break anywhere there, and no sentence ends with that point: "18.⏎86万".
func (p *passage) fraction(i int, sep string) bool {
	if !p.kind(i, tokens.Number) {
		return false
	}
	if p.glued(i) {
		return true
	}
	return p.lang == "zh" && sep == "." && !p.tab(i) && p.kind(i+1, tokens.Han) && p.glued(i+1)
}

// groups reports whether three digits behind one comma or point are thousands and not a fraction. What follows
// helps where the language leaves both open: nobody counts 10.452 participants, but there are 1,234 million.
func (w *figureWords) groups(p *passage, sep string, last int) bool {
	fraction := w.scales.Len(p, last+1) > 0
	if unit, _ := w.units.At2(p, last+1); unit == "percent" {
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
