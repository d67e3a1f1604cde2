package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// degree returns the qualifier of a figure: what is written into the number (余), else what stands before it ("more
// than"), else what stands behind it or its noun ("ou plus"), else "exact".
func (r *figureReader) degree(f *figure) string {
	if f.after != "" && !f.article {
		return f.after
	}
	q := r.degreeBefore(f)
	if q == "" && f.after != "" {
		return f.after // "une vingtaine", but "más de un millar"
	}
	if q == "" || q == "about" {
		if behind := r.degreeBehind(f); behind != "" {
			return behind // "إلا في حدود 5% كحد أقصى"
		}
	}
	if q == "" {
		return "exact"
	}
	return q
}

// degreeBefore reads the words of degree before a figure. Between them and the number may stand a total or an
// article ("up to a total of 30", "hasta los 36 meses"); a negation before them turns them round ("not exceed").
func (r *figureReader) degreeBefore(f *figure) string {
	k := f.start
	if k == 0 || r.tab(k) {
		return ""
	}
	by := false // "superaron en un 4,2%" says by how much
	for hops := 0; hops < 4; hops++ {
		if key, start := r.before.Before(r.passage, k); start < k {
			q, verb := strings.CutSuffix(key[2:], ".verb")
			if by && verb || q == "none" {
				return ""
			}
			if r.noDegree(f, key, start, k, hops) {
				if q != "up_to" || hops > 0 {
					return ""
				}
				k = start // "увеличился примерно до 2,5 трлн"
				continue
			}
			return r.turned(q, start, verb)
		}
		start := k
		if key, s := r.total.Before(r.passage, k); key != "" {
			start = s
		} else if key, s := r.hop.Before(r.passage, k); key != "" {
			start = s // "почти на две недели"
		} else if key, s := r.from.Before(r.passage, k); key != "" && f.ranged {
			start = s
		}
		if start >= k || r.tab(k) {
			break
		}
		by = by || r.by.Len(r.passage, start) > 0
		k = start
	}
	if q := r.degreeAside(f.start); q != "" {
		return q
	}
	return r.degreeApart(f)
}

// degreeAside reads words of degree that stand between commas before the number or the preposition that it has:
// "incluyó, como mínimo, a dos candidatas", "réunit, au moins, douze pays".
func (r *figureReader) degreeAside(k int) string {
	comma := func(k int) bool { return k > 0 && (r.fold(k) == "," || r.fold(k) == "،") }
	if k > 0 && !comma(k-1) && r.stop.Len(r.passage, k-1) == 1 {
		k--
	}
	if !comma(k - 1) {
		return ""
	}
	key, start := r.before.Before(r.passage, k-1)
	if start >= k-1 || !comma(start-1) || strings.HasSuffix(key, ".verb") {
		return ""
	}
	return r.turned(key[2:], start, false)
}

// noDegree reports whether what looks like a word of degree at the tokens from start to end is none: "over the past
// 15 years", "held over nine days", "grew to 12", "от 38 до 41".
func (r *figureReader) noDegree(f *figure, key string, start, end, hops int) bool {
	if f.ranged && key == "q.up_to" && hops > 0 {
		return true // "в пределах от 38 до 41,5 млн"
	}
	if r.lang == "ar" && key == "q.up_to" && startsWith(r.fold(start), "ل") {
		return true // "زادت الإيرادات لتصل إلى 81 مليون"
	}
	if start != end-1 {
		return false
	}
	if r.lang == "zh" && start > 0 && r.kind(start-1, tokens.Han) && strings.Contains(hanCompounds[r.fold(start)], r.fold(start-1)) {
		return true // 节约180万
	}
	switch r.fold(start) {
	case "over":
		return hops > 0 || r.during(f, start)
	case "under", "below", "above":
		return hops > 0
	case "до", "hasta", "حتي":
		return hops > 1 || r.reached(f, start)
	}
	return false
}

// hanCompounds are the characters that make one of degree the end of another word: 节约, 最近.
var hanCompounds = map[string]string{"约": "节合条公契预违制签解特履毁缔", "近": "最附邻临远亲相"}

// during reports whether an English "over" before a length of time says when and not how much: "held over nine
// days".
func (r *figureReader) during(f *figure, at int) bool {
	s := r.fold(at - 1)
	switch f.unit {
	case "days", "weeks", "months", "years", "hours":
		// Behind a preposition or a verb of duration it says how long: "for over a year", "lasted over two hours".
		switch s {
		case "for", "of", "in", "after", "within", "by", "with", "to", "at", "just", "well", "already", "and", "is", "was", "are", "were", "(",
			"took", "takes", "take", "taking", "lasted", "lasting", "lasts", "last", "spent", "served", "worked", "waited", "covers", "covering", "have", "has", "had":
			return false
		}
		return true
	case "sessions", "meetings":
		return strings.HasSuffix(s, "ed") || s == "held" || s == "spread" || s == "run" || s == "met" || s == "place" || s == "," || s == ""
	}
	// "46 working days over three visits"
	unit, _ := r.units.At2(r.passage, at-1)
	return unit == "days" || unit == "weeks" || unit == "months" || unit == "hours"
}

// reached reports whether a "to" that may also mean "up to" (до, hasta) at token start says what a change came to:
// "сократился до 142 дней", "с 12 до 18 семинаров".
func (r *figureReader) reached(f *figure, start int) bool {
	if start > 1 && r.fold(start-1) == "-" && !r.glued(start-1) {
		return true // "снизилась до 41,50 долл. США, а цена слова – до 0,12 евро"
	}
	window := 12
	if r.lang == "ar" {
		window = 5 // a change mostly comes "to" something by another word
	}
	for k := start - 1; k >= max(0, start-window); k-- {
		if s := r.fold(k); s == ";" || s == "." && r.endsSentence(k) {
			break
		}
		if r.change.Len(r.passage, k) > 0 {
			return true
		}
	}
	if k := len(r.found) - 1; k >= 0 {
		g := r.found[k]
		for i := g.end + 1; i < start; i++ {
			if r.kind(i, tokens.Sign) {
				return false
			}
		}
		return start-g.end < 5 && g.end < start && r.from.Ends(r.passage, g.start)
	}
	return false
}

// turned returns the qualifier as it is under a negation before token start, as itself where there is none. What
// does not exceed is "up to", what is not less is "at least".
func (r *figureReader) turned(q string, start int, verb bool) string {
	switch q {
	case "over", "under":
		if r.negated(start, verb) {
			if q == "over" {
				return "up_to"
			}
			return "at_least"
		}
	}
	return q
}

// negated reports whether a negation stands before token at. Of a verb or a predicate it may stand up to four words off
// ("не должны превысить", "no podrá sobrepasar", "ne doit pas être supérieur à"), of an adverb right before it ("no more
// than", "pas plus de"): "ne peuvent coexister plus de dix ans" says more than ten.
func (r *figureReader) negated(at int, verb bool) bool {
	if !verb || r.lang == "zh" {
		if r.copula.Ends(r.passage, at) && r.lang != "zh" {
			_, at = r.copula.Before(r.passage, at) // "не должно быть более 30"
		}
		return r.not.Ends(r.passage, at)
	}
	for k := at - 1; k >= max(0, at-5); k-- {
		if r.kind(k, tokens.Sign) && r.fold(k) != "'" || r.kind(k, tokens.Number) || r.tab(k+1) || r.relative.Len(r.passage, k) > 0 {
			return false
		}
		if r.not.Len(r.passage, k) > 0 {
			return true
		}
		if r.lang == "ar" && r.fold(k) != "ان" && k < at-1 {
			return false // "لا يجوز أن تتجاوز"
		}
	}
	return false
}

// degreeApart reads a verb of degree whose subject or object stands between it and the number: "على ألا تزيد
// الميزانية على 000 20", "تفوق قيمتها 000 100", 不低于年度预算6%. Where the verb needs a preposition before the
// number, that or a negation must be there.
func (r *figureReader) degreeApart(f *figure) string {
	if r.by.Ends(r.passage, f.start) {
		return "" // "وفاقت المبيعات المبلغ المقدر بنسبة 11%"
	}
	window := 8
	if r.lang == "zh" {
		window = 14
	}
	for k := f.start - 1; k >= max(0, f.start-window); k-- {
		if r.kind(k, tokens.Number) || r.kind(k, tokens.Sign) && r.fold(k) != "'" || r.tab(k+1) {
			return ""
		}
		key, n := r.apart.At2(r.passage, k)
		if n == 0 || k+n > f.start {
			continue
		}
		q := strings.TrimPrefix(key, "apart.")
		if (q == "at_least" || q == "up_to") && f.start-k-n > 5 {
			continue // 最多涵盖五天
		}
		q, linked := strings.CutSuffix(q, ".linked")
		not := r.negated(k, true)
		if linked && !r.apartLink.Ends(r.passage, f.start) && !(not && r.lang != "ar") {
			continue
		}
		return r.turned(q, k, true)
	}
	return ""
}

// degreeBehind reads words of degree behind the number, its noun or what follows the noun: "30 % au moins", "deux
// groupes de travail au moins", "15,3 millones CHF aproximadamente", 四个月以内.
func (r *figureReader) degreeBehind(f *figure) string {
	j := max(f.end, f.last) + 1
	if f.last+1 < j {
		// 90名以上专家, "500 or more people"
		for k := f.last + 1; k < min(j, f.last+4); k++ {
			if key, n := r.after.At2(r.passage, k); n > 0 {
				return key[6:]
			}
		}
	}
	for k := j; k < min(j+5, len(r.toks)) && !r.tab(k); k++ {
		if k == j && r.fold(k) == "," && (r.fold(k+2) == "," || r.fold(k+2) == "." || r.fold(k+2) == ")") {
			k++ // "un 49 por ciento, aproximadamente, eran mujeres"
		}
		key, n := r.after.At2(r.passage, k)
		if n > 0 && r.endsPhrase(k, k+n) {
			return key[6:]
		}
		if n > 0 || !r.attribute(k) {
			return ""
		}
	}
	return ""
}

// attribute reports whether token k may belong to the noun before it, so that words of degree behind it are the
// noun's: "de travail" and adjectives, but no verb, no "and" and no further number.
func (r *figureReader) attribute(k int) bool {
	if r.taken[k] || r.startsNumber(k) || r.lang == "zh" || r.lang == "en" {
		return false
	}
	if !r.kind(k, tokens.Word) {
		return r.fold(k) == "'"
	}
	if r.stop.Len(r.passage, k) > 0 {
		switch r.fold(k) {
		case "de", "d", "du", "des", "del":
			return true
		}
		return false
	}
	return true
}

// endsPhrase reports whether words of degree from token at belong to what stands before them: behind them, at token
// j, the phrase ends. "30 countries about which" is no 30 approximately.
func (r *figureReader) endsPhrase(at, j int) bool {
	if r.lang == "zh" || r.fold(at) == "+" || j >= len(r.toks) || r.tab(j) {
		return true
	}
	if (r.lang == "ar" || r.and.Len(r.passage, at) > 0 || r.or.Len(r.passage, at) > 0) && r.before.Len(r.passage, j-1) > 1 {
		return false // "194 États Membres et plus de 1 000 entités"
	}
	if r.kind(j, tokens.Sign) {
		return true
	}
	if r.startsNumber(j) || r.isValue(r.fold(j)) || r.passage.article(j) && r.startsNumber(j+1) {
		return false
	}
	return r.lang != "en" || r.stop.Len(r.passage, j) > 0 || r.kind(j, tokens.Word) && r.toks[j].Break && r.upper(j)
}

// startsNumber reports whether a number stands at token i.
func (r *figureReader) startsNumber(i int) bool {
	if i < 0 || i >= len(r.toks) || r.taken[i] {
		return false
	}
	t := &r.toks[i]
	return t.Kind == tokens.Number || t.Kind == tokens.Word && r.maybeNumber(t) && !r.opener[t.Fold]
}
