package fields

import (
	"strconv"

	"plenary/extractors/tokens"
)

// rangeEnd reads the second end of a range: "10-15", "from 10 to 15", "entre 10 et 15", "between CHF 3.1 and 3.6
// million", 20%至25%.
func (w *figureWords) rangeEnd(p *passage, n *number) {
	if n.ranged || n.after != "" || n.plain && len(p.fold(n.first)) == 4 && n.value >= 1900 && n.value <= 2100 && p.fold(n.last+1) != "-" {
		return // "de 3 000 jours en 2023 à 3 866"
	}
	j := n.last + 1
	percent := 0
	if unit, m := w.units.At2(p, j); m > 0 && unit == "percent" && n.digits && !p.tab(j) {
		percent = m // "20%-25%", 20%至25%, "20 per cent to 25 per cent"
	}
	money := "" // its currency stands behind the first number, too: "entre 500 000 CHF et 2 millions CHF"
	if unit, factor, m := w.currencyAt(p, j); m > 0 && factor == 1 && n.digits && !p.tab(j) {
		money, percent = unit, m
	}
	k, dash := w.linked(p, n, j+percent)
	if k == 0 || k >= len(p.toks) || p.taken[k] || p.tab(k) {
		return
	}
	if c := w.currencyBefore(p, n.first); c > 0 {
		if unit, _, m := w.currencyAt(p, k); m > 0 && unit == w.currencyUnit(p, n.first-c) {
			k += m // "CHF 3 million to CHF 4 million"
		}
	}
	m := number{first: k, last: k}
	if p.kind(k, tokens.Number) {
		m.value, m.last, _, _ = w.group(p, k)
		if !w.closes(p, m.last) {
			return
		}
	} else {
		var ok bool
		if m, ok = w.inWords(p, k); !ok || n.digits {
			return
		}
	}
	lo, hi := n.value, m.value
	if money != "" {
		if w.scale(p, &m); w.currencyUnit(p, m.last+1) != money {
			return
		}
		hi = m.value
	} else if n.factor != 0 {
		// "10 million to 15 million"; "2 million to 15" is two numbers.
		if w.scale(p, &m); m.factor == 0 {
			return
		}
		hi = m.value
	}
	if percent > 0 && money == "" {
		unit, _ := w.units.At2(p, m.last+1)
		if unit != "percent" {
			return
		}
	}
	if lo > hi && p.lang == "ar" && dash {
		lo, hi = hi, lo
	}
	if lo >= hi || !dash && w.or.Len(p, j+percent) > 0 && hi > lo+2 {
		return
	}
	if !dash && w.changes(p, n.first) && p.lang != "zh" {
		return // "passed from 170 to 226 million" are two numbers
	}
	n.value, n.to, n.ranged, n.last, n.plain = lo, hi, true, m.last, false
}

// linked returns the token after what ties the two ends of a range at token j, 0 where nothing does.
func (w *figureWords) linked(p *passage, n *number, j int) (next int, dash bool) {
	if s := p.fold(j); s == "-" || s == "~" {
		return j + 1, true
	}
	if m := w.to.Len(p, j); m > 0 {
		return j + m + articles(p, j+m), false
	}
	if p.lang == "ar" && n.last > 0 && p.kind(j, tokens.Word) && startsWith(p.fold(j), "و") && w.opened(p, n.first) {
		if _, is := w.value(p, j); is {
			return j, false // "بين خمسة وسبعة"
		}
	}
	if m := w.and.Len(p, j); m > 0 && w.opened(p, n.first) {
		return j + m + articles(p, j+m), false // "entre el 20 y el 25 %"
	}
	if m := w.or.Len(p, j); m > 0 && n.value <= 12 && n.value >= 2 {
		return j + m, false
	}
	return 0, false
}

// opened reports whether a word for "between" stands before the number at token i, article and currency aside.
func (w *figureWords) opened(p *passage, i int) bool {
	if w.between.Ends(p, i) {
		return true
	}
	if k := i - w.currencyBefore(p, i); k < i {
		return w.between.Ends(p, k)
	}
	return p.article(i-1) && w.between.Ends(p, i-1)
}

// articles returns 1 where an article stands at token i.
func articles(p *passage, i int) int {
	if p.article(i) {
		return 1
	}
	return 0
}

// changes reports whether a verb of change before the number at token i makes "from ... to" a change from one value
// to another and no range: "aumentó de 20 a 25", "уменьшилось с 12 до 8".
func (w *figureWords) changes(p *passage, i int) bool {
	from := false
	for k := i - 1; k >= max(0, i-12); k-- {
		if s := p.fold(k); s == "." || s == ";" || s == "。" || s == "؛" {
			return false
		}
		from = from || w.from.Len(p, k) > 0
		if from && w.change.Len(p, k) > 0 {
			return true
		}
	}
	return false
}

// plainNumber writes a value as parts do.
func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// round takes away what binary fractions add: 2.3 million is 2300000.
func round(v float64) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	return v
}
