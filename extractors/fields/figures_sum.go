package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// sum reads amounts of money and per cents, which bear their unit right before or behind the number: "CHF 1.5
// million", "36,6 MCHF", "kCHF 3,480", "2,5 millions de francs suisses", "%34". It reports whether there is one.
func (r *figureReader) sum(f *figure) bool {
	if c := r.currencyBefore(r.passage, f.first); c > 0 {
		unit, factor, _ := r.currencyAt(r.passage, f.first-c)
		f.count(r, unit, f.first-c, f.first-1)
		f.value, f.to, f.start = f.value*factor, f.to*factor, f.first-c
		return true
	}
	if f.percent {
		f.count(r, "percent", f.first-1, f.first-1)
		f.start--
		return true
	}
	j := f.last + 1
	if r.tab(j) {
		return false
	}
	if unit, factor, n := r.currencyAt(r.passage, j); n > 0 && !(f.plain && r.yearBefore(f) && !r.glued(j)) {
		f.count(r, unit, j, j+n-1)
		f.value, f.to, f.end = f.value*factor, f.to*factor, j+n-1
		return true
	}
	if r.lang == "zh" && r.fold(j) == "成" && f.value <= 10 && r.units.Len(r.passage, j-1) == 0 && r.stop.Len(r.passage, j) != 2 && !r.kind(j+1, tokens.Number) && r.fold(j+1) != "员" && r.fold(j+1) != "果" {
		f.count(r, "percent", j, j) // 近七成
		f.value, f.to, f.end = f.value*10, f.to*10, j
		return true
	}
	if unit, n := r.units.At2(r.passage, j); n > 0 && unit == "percent" {
		f.count(r, unit, j, j+n-1)
		f.end = j + n - 1
		return true
	}
	return false
}

// yearBefore reports whether the number is a year and the currency behind it belongs to the next number: "in 2025
// CHF 5 million".
func (r *figureReader) yearBefore(f *figure) bool {
	if !f.plain || len(r.fold(f.first)) != 4 || f.value < 1900 || f.value > 2100 {
		return false
	}
	_, _, n := r.currencyAt(r.passage, f.last+1)
	return r.kind(f.last+1+n, tokens.Number)
}

// currencyBefore returns the number of tokens of a currency's code or sign right before token i.
func (w *figureWords) currencyBefore(p *passage, i int) int {
	if i < 1 || p.tab(i) {
		return 0
	}
	for k := max(0, i-3); k < i; k++ {
		if p.taken[k] || p.kind(k, tokens.Number) {
			continue
		}
		if _, _, n := w.currencyAt(p, k); n > 0 && k+n == i && isCode(p.fold(i-1)) {
			return n
		}
	}
	return 0
}

// currencyUnit returns the currency at token i.
func (w *figureWords) currencyUnit(p *passage, i int) string {
	unit, _, _ := w.currencyAt(p, i)
	return unit
}

// currencyAt returns the currency at token i, the factor written onto its code (kCHF, MUSD), and its length.
func (w *figureWords) currencyAt(p *passage, i int) (unit string, factor float64, n int) {
	if !p.at(i) {
		return "", 1, 0
	}
	if unit, n = w.units.At2(p, i); n > 0 {
		if isCurrency(unit) {
			return unit, 1, n
		}
		return "", 1, 0
	}
	fold := p.fold(i)
	if len(fold) < 2 || p.toks[i].Kind != tokens.Word {
		return "", 1, 0
	}
	code, signed := strings.ToUpper(fold[1:]), 0
	if len(fold) == 1 && (p.fold(i+1) == "$" || p.fold(i+1) == "€") && p.glued(i+1) {
		code, signed = map[string]string{"$": "USD", "€": "EUR"}[p.fold(i+1)], 1
	}
	if !isCurrency(code) {
		return "", 1, 0
	}
	switch fold[0] {
	case 'k', 't':
		return code, 1e3, 1 + signed
	case 'm':
		return code, 1e6, 1 + signed
	}
	return "", 1, 0
}

func isCurrency(unit string) bool { return unit == "CHF" || unit == "USD" || unit == "EUR" }

// isCode reports whether a word or sign for a currency is one that stands before its amount.
func isCode(fold string) bool {
	switch fold {
	case "chf", "usd", "eur", "$", "€", "frs", "sfr", "kchf", "kusd", "keur", "mchf", "musd", "meur", "tchf":
		return true
	}
	return false
}

// hanPercent reads 百分之三十八, 百分之五点四 and 百分之20至30 at token i; nil where there is none.
func (r *figureReader) hanPercent(i int) *figure {
	if r.fold(i) != "百" || r.fold(i+1) != "分" || r.fold(i+2) != "之" || i+3 >= len(r.toks) || r.taken[i+3] {
		return nil
	}
	var n number
	if r.toks[i+3].Kind == tokens.Number {
		n = number{first: i + 3, digits: true}
		n.value, n.last, _, _ = r.group(r.passage, i+3)
	} else {
		var ok bool
		if n, ok = r.hanValue(r.passage, i+3); !ok {
			return nil
		}
	}
	r.suffix(r.passage, &n)
	r.rangeEnd(r.passage, &n)
	n.first = i
	f := &figure{number: n, start: i, end: n.last}
	f.count(r, "percent", i, i+2)
	f.qualifier = r.degree(f)
	return f
}
