package fields

import (
	"math"
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// A counted noun as nounAfter found it.
type counted struct {
	unit         string
	first, last  int // tokens of the noun; first is -1 where none was found
	mode, status string
	trait        bool // a mode or status stands there
	conj         bool // the phrase goes on with "and" and another number
	nextAt       int  // where that number begins
	whole        bool // "of the" and another number: the next figure is the whole
}

// nounAfter looks for what a number counts, from token j on. It walks over what may stand between: classifiers
// and "de", adjectives, words for mode and status; it stops at punctuation and at words that end a noun phrase.
func (r *figureReader) nounAfter(f *figure, j int) counted {
	c := counted{first: -1, last: f.last}
	if r.fold(j) == "-" && r.glued(j) && r.glued(j+1) {
		j++ // "10-day", "four (4)-year"
		if !f.digits {
			return c
		}
	}
	joints, gap, firstGap := 0, 0, -1
	limit := map[string]int{"en": 4, "fr": 2, "es": 2, "ru": 4, "zh": 10, "ar": 1}[r.lang]
	classifier := false
	for k := j; k < len(r.toks) && k < j+18; {
		if r.tab(k) {
			break
		}
		t := &r.toks[k]
		if r.taken[k] {
			if k == j {
				break
			}
			k++
			continue
		}
		if t.Kind == tokens.Number {
			if joints > 0 && gap == 0 {
				c.whole, c.last = true, f.last
			}
			break
		}
		if t.Kind == tokens.Word && k > f.last && r.isValue(t.Fold) && r.fold(k) != "one" && r.units.Len(r.passage, k) == 0 {
			if joints > 0 && gap == 0 {
				c.whole, c.last = true, f.last // "twelve of the fifteen recommendations"
			}
			break
		}
		unit, n := r.units.At(r.toks, k)
		if n > 0 && r.lang == "zh" && (r.joint.Len(r.passage, k) > n || r.stop.Len(r.passage, k) > n) {
			n = 0
		}
		if n > 0 && r.lang == "ar" && joints == 0 && r.prefixed(k) {
			break // "الجدول 5 والصفحة 12"
		}
		if n > 0 && r.lang == "en" && r.fold(k+n) == "-" && r.glued(k+n) && r.glued(k+n+1) {
			break // "500-year-long"
		}
		if n > 0 && (gap == 0 || unit != "percent" && !isCurrency(unit)) {
			if !r.modifier(unit, k, n) {
				if unit == "none" {
					unit = ""
				}
				c.unit, c.first, c.last = unit, k, k+n-1
				r.extend(&c)
				return c
			}
			if firstGap < 0 {
				firstGap = k
			}
			gap++
			k += n
			continue
		}
		if key, n := r.traits.At(r.toks, k); n > 0 {
			r.trait(&c, key)
			c.last = k + n - 1
			k += n
			continue
		}
		if r.lang == "zh" || joints < 2 && gap == 0 {
			if n := r.joint.Len(r.passage, k); n > 0 && (r.lang != "zh" || joints == 0) {
				if r.lang == "zh" {
					classifier = true
					// 3 000万次: times as such, where there are many.
					if r.fold(k) == "次" && f.value >= 100 && r.stop.Len(r.passage, k+n) == 0 && !r.unitAhead(k+n) {
						c.first, c.last = k, k+n-1
						return c
					}
				}
				joints++
				k += n
				if q, m := r.after.At2(r.passage, k); m > 0 && r.lang == "zh" && r.fold(k+m) == "的" {
					f.after = strings.TrimPrefix(q, "after.") // 50场左右的会议
					k += m + 1
				}
				continue
			}
		}
		if t.Kind == tokens.Sign {
			if s := t.Fold; s == "-" && r.glued(k) && r.glued(k+1) && gap > 0 {
				k++
				continue
			}
			if k == j && r.lang == "zh" && t.Fold == "\"" {
				k++
				continue
			}
			if t.Fold == "," && k > j && r.lang == "en" {
				// "three new, revised resolutions" is rare; a comma ends the phrase.
				break
			}
			break
		}
		if k == j {
			if n := r.numberOf.Len(r.passage, k); n > 0 { // "dix (10) le nombre total de Questions"
				k += n
				j = k
				continue
			}
			if (r.fold(k) == "the" || r.fold(k) == "el" || r.fold(k) == "le") && r.numberOf.Len(r.passage, k+1) > 0 {
				k++
				j = k
				continue
			}
		}
		if r.stop.Len(r.passage, k) > 0 {
			// "of whom 96 were women", "85 attended in person"
			if k == j && r.kind(k, tokens.Word) && !r.tab(k+1) {
				if u, n := r.units.At2(r.passage, k+1); n > 0 && kin(u) != "" && r.ofWhom.Ends(r.passage, f.first) {
					c.unit, c.first, c.last = u, k+1, k+n
					return c
				}
				for m := k + 1; m <= k+2; m++ {
					if key, n := r.traits.At2(r.passage, m); n > 0 && strings.HasPrefix(key, "mode.") {
						r.trait(&c, key)
						c.last = m + n - 1
						return c
					}
				}
			}
			// "11 formal and 47 informal recommendations"
			if m := r.and.Len(r.passage, k); m > 0 && k > j && r.startsNumber(k+m) {
				c.conj, c.nextAt = true, k+m
			}
			if r.lang == "ar" && startsWith(t.Fold, "و") && k > j && r.startsNumber(k) {
				c.conj, c.nextAt = true, k
			}
			break
		}
		if r.lang == "ar" && startsWith(t.Fold, "و") && r.startsNumber(k) && k > j {
			c.conj, c.nextAt = true, k
			break
		}
		if gap >= limit {
			break
		}
		if r.lang != "zh" && joints > 0 && !f.scaled && f.after != "about" && !c.trait {
			break // "103 من تقرير", "sept des Amériques"
		}
		if r.ofWhom.Ends(r.passage, f.first) {
			break // "из которых 65 вакантны": the noun stands before
		}
		if r.compound(k) {
			c.first, c.last = k, k+2 // "deux Vice-Présidents"
			return c
		}
		if !(r.lang == "zh" && r.unitAhead(k)) && (!c.trait || strings.HasPrefix(c.status, "n") || c.status == "revised") && r.unknownNoun(f, k, gap, classifier) {
			first := k
			if firstGap >= 0 && r.lang == "en" {
				first = firstGap
			}
			c.first, c.last = first, r.unknownEnd(k)
			return c
		}
		if !r.adjective(k) {
			break
		}
		if firstGap < 0 {
			firstGap = k
		}
		gap++
		k++
	}
	return c
}

func isCurrency(unit string) bool { return unit == "CHF" || unit == "USD" || unit == "EUR" }

// startsNumber reports whether a number stands at token i.
func (r *figureReader) startsNumber(i int) bool {
	if i >= len(r.toks) || r.taken[i] {
		return false
	}
	if r.toks[i].Kind == tokens.Number {
		return true
	}
	return r.toks[i].Kind == tokens.Word && r.maybeNumber(r.toks[i].Fold) && r.toks[i].Fold != "a"
}

// trait notes a word of mode or status.
func (r *figureReader) trait(c *counted, key string) {
	c.trait = true
	kind, v, _ := strings.Cut(key, ".")
	if kind == "mode" && c.mode == "" {
		c.mode = v
	} else if kind == "status" && c.status == "" {
		c.status = v
	}
}

// modifier reports whether an English or Chinese unit word only qualifies the noun that follows it: "five Sector
// Member observers", "12 country offices", 区域性会议.
func (r *figureReader) modifier(unit string, k, n int) bool {
	next := k + n
	if next >= len(r.toks) || r.tab(next) || r.taken[next] {
		return false
	}
	switch r.lang {
	case "en":
		last := r.fold(next - 1)
		if strings.HasSuffix(last, "s") || !r.kind(next, tokens.Word) || r.stop.Len(r.passage, next) > 0 {
			return false
		}
		switch unit {
		case "women", "men", "people", "youth", "children", "staff", "academia", "percent", "CHF", "USD", "EUR":
			return r.units.Len(r.passage, next) > 0 && unit != "percent" && !isCurrency(unit)
		}
		return true
	case "zh":
		if unit == "percent" || isCurrency(unit) {
			return false
		}
		// The last unit of a run of characters is what is counted, at most three characters on.
		for g := 0; g <= 3 && next+g < len(r.toks); g++ {
			i := next + g
			if !r.kind(i, tokens.Han) || r.taken[i] {
				return false
			}
			if u, m := r.units.At(r.toks, i); m > 1 && u != unit {
				return true
			}
			if r.stop.Len(r.passage, i) > 0 {
				return false
			}
		}
	}
	return false
}

// extend puts what belongs to the unit's name to it: a further unit word written right behind in English.
func (r *figureReader) extend(c *counted) {
	if r.lang == "ar" && c.unit == "countries" {
		// "81 دولة فقط من الدول الأعضاء"
		for k := c.last + 1; k <= c.last+3 && k < len(r.toks) && !r.kind(k, tokens.Sign); k++ {
			if u, n := r.units.At2(r.passage, k); n > 1 && u == "member_states" {
				c.unit = u
				return
			}
		}
	}
	if r.lang != "en" {
		return
	}
	next := c.last + 1
	if next < len(r.toks) && !r.tab(next) && r.toks[next].Space {
		if u, n := r.units.At2(r.passage, next); n > 0 && u != "percent" && !isCurrency(u) && !isCurrency(c.unit) && c.unit != "percent" &&
			(c.unit == "women" || c.unit == "youth" || c.unit == "academia") {
			c.unit, c.last = u, next+n-1
		}
	}
}

// adjective reports whether token k may stand between a number and its noun.
func (r *figureReader) adjective(k int) bool {
	t := &r.toks[k]
	switch r.lang {
	case "en":
		return t.Kind == tokens.Word && len(t.Fold) > 1 && (!strings.HasSuffix(t.Fold, "s") || strings.HasSuffix(t.Fold, "ous") || strings.HasSuffix(t.Fold, "ss")) ||
			t.Kind == tokens.Word && r.acronym(k)
	case "fr", "es":
		return r.adj.Len(r.passage, k) > 0
	case "ru":
		// Behind a number: genitive or nominative plural, or the case of the phrase.
		for _, end := range []string{"ых", "их", "ые", "ие", "ым", "им", "ыми", "ими", "ый"} {
			if strings.HasSuffix(t.Fold, end) {
				return true
			}
		}
		return false
	case "zh":
		return t.Kind == tokens.Han || t.Kind == tokens.Word
	}
	return t.Kind == tokens.Word
}

// acronym reports whether token k is printed in capitals.
func (r *figureReader) acronym(k int) bool {
	w := r.raw(k)
	return len(w) > 1 && strings.ToUpper(w) == w
}

// unknownNoun reports whether token k is a noun in the plural that the number counts although it is no unit.
func (r *figureReader) unknownNoun(f *figure, k, gap int, classifier bool) bool {
	t := &r.toks[k]
	if t.Kind != tokens.Word && t.Kind != tokens.Han {
		return false
	}
	if f.value != math.Trunc(f.value) {
		return false // nobody counts 1.1 of a thing; "1.1 Les" is the number of a paragraph
	}
	size := utf8.RuneCountInString(t.Fold)
	switch r.lang {
	case "en":
		if size < 3 || !strings.HasSuffix(t.Fold, "s") || strings.HasSuffix(t.Fold, "ss") || strings.HasSuffix(t.Fold, "ous") || strings.HasSuffix(t.Fold, "us") || strings.HasSuffix(t.Fold, "is") {
			return false
		}
		return !r.glued(k) || r.fold(k-1) == "-"
	case "fr", "es":
		if size < 4 || r.glued(k) && r.fold(k-1) != "'" && r.fold(k-1) != "-" || r.adj.Len(r.passage, k) > 0 {
			return false
		}
		last := t.Fold[len(t.Fold)-1]
		if r.lang == "fr" && strings.HasSuffix(t.Fold, "ees") && size > 7 {
			return false // "toutes deux organisées à Doubaï"
		}
		return last == 's' || last == 'x' && r.lang == "fr"
	case "ru":
		if size < 4 || r.glued(k) || r.adjective(k) || r.acronym(k) {
			return false
		}
		for _, end := range []string{"ов", "ев", "ей", "ий", "ок", "ек", "ия", "ии", "ы", "и", "а", "я", "ек", "ств", "ам", "ах", "ям", "ях", "ами", "ями"} {
			if strings.HasSuffix(t.Fold, end) {
				return true
			}
		}
		return false
	case "zh":
		return classifier && gap == 0 && t.Kind == tokens.Han && r.fold(k-1) != "次" && r.fold(k-1) != "部"
	case "ar":
		return size >= 3 && gap == 0 && !startsWith(t.Fold, "ال") && !startsWith(t.Fold, "لل") && !startsWith(t.Fold, "بال") && !startsWith(t.Fold, "و")
	}
	return false
}

// prefixed reports whether the unit at token k was found under an Arabic particle or article, which no counted noun
// bears.
func (r *figureReader) prefixed(k int) bool {
	for _, prefix := range []string{"و", "ال", "ب", "ل", "ف", "ك"} {
		if startsWith(r.fold(k), prefix) {
			t := r.toks[k]
			t.Fold = t.Fold[len(prefix):]
			row := append([]tokens.Token{t}, r.toks[k+1:min(k+4, len(r.toks))]...)
			if _, n := r.units.At(row, 0); n > 0 {
				return true
			}
		}
	}
	return false
}

// compound reports whether a word with a hyphen and a plural begins at token k: "Vice-Présidents".
func (r *figureReader) compound(k int) bool {
	if r.lang != "fr" && r.lang != "en" || !r.kind(k, tokens.Word) || r.fold(k+1) != "-" || !r.glued(k+1) || !r.glued(k+2) || !r.kind(k+2, tokens.Word) || r.taken[k+2] {
		return false
	}
	s := r.fold(k + 2)
	return len(s) > 4 && strings.HasSuffix(s, "s") && !(r.glued(k+3) && r.fold(k+3) == "-") && r.units.Len(r.passage, k+2) == 0 && !(r.lang == "en" && r.kind(k+3, tokens.Word) && r.units.Len(r.passage, k+3) > 0)
}

// unitAhead reports whether a unit stands in the run of Chinese characters from token k, before a word that ends
// the phrase.
func (r *figureReader) unitAhead(k int) bool {
	for i := k; i < len(r.toks) && i < k+10 && r.kind(i, tokens.Han) && !r.taken[i]; i++ {
		if _, n := r.units.At(r.toks, i); n > 1 {
			return true
		}
		if r.stop.Len(r.passage, i) > 0 {
			return false
		}
	}
	return false
}

// unknownEnd returns the last token of an unknown noun that begins at token k.
func (r *figureReader) unknownEnd(k int) int {
	if r.lang != "zh" {
		return k
	}
	end := k
	for end+1 < len(r.toks) && end-k < 5 && r.kind(end+1, tokens.Han) && !r.taken[end+1] && r.stop.Len(r.passage, end+1) == 0 &&
		!strings.Contains("的中内上下前后参出获得应可能会来举通批审提包用进完加派超共就按已均申收发投赞反", r.fold(end+1)) {
		end++
	}
	return end
}

// hanBefore reads a Chinese count whose noun or mode stands before it and only a classifier behind: 女性96名,
// 在线235名. It reports whether it is one.
func (r *figureReader) hanBefore(f *figure) bool {
	n := r.joint.Len(r.passage, f.last+1)
	if n == 0 && r.fold(f.last+1) != "人" {
		return false
	}
	f.end = f.last + max(n, 1)
	if r.fold(f.first-1) == "的" && r.fold(f.first-2) == "中" && len(r.found) > 0 {
		if g := r.found[len(r.found)-1]; g.known && g.value > f.value && g.sentence == f.sentence && f.first-g.end < 6 {
			f.unit, f.noun, f.known, f.of = g.unit, g.noun, true, g.value // 十五项建议中的十二项
			return true
		}
	}
	if key, start := r.traits.Before(r.passage, f.first); start < f.first && strings.HasPrefix(key, "mode.") {
		f.mode = key[5:]
		return true
	}
	if key, start := r.units.Before(r.passage, f.first); start < f.first && kin(key) != "" && key != "decisions" && key != "recommendations" && key != "delegates" {
		f.unit, f.noun, f.known = key, r.printed(start, f.first-1), true
		return true
	}
	return false
}

// colonBefore reads "Participants: 235", a line of figures or a list of them.
func (r *figureReader) colonBefore(f *figure) bool {
	colon := f.first - 1
	if r.fold(colon) != ":" {
		return false
	}
	switch s := r.fold(f.last + 1); {
	case s == "", s == ".", s == ",", s == ";", s == "(", s == ")", s == "、", s == "。", s == "،", s == "؛", r.tab(f.last + 1):
	default:
		return false
	}
	if f.plain && f.value >= 1900 && f.value <= 2100 {
		return false
	}
	key, start := r.units.Before(r.passage, colon)
	if start == colon || key == "percent" || key == "none" || isCurrency(key) {
		return false
	}
	if start > 0 && r.kind(start-1, tokens.Word) && !r.tab(start) && (r.adj.Len(r.passage, start-1) == 0 && r.numberOf.Len(r.passage, max(0, start-2)) == 0) {
		return false
	}
	switch key {
	case "documents", "questions", "resolutions", "decisions", "recommendations", "pages", "meetings", "sessions", "days", "years", "months", "weeks", "words":
		// "Question: 5", "Page: 3", "Session: 2" are names, unless the noun is plural and the number no name.
		last := r.fold(colon - 1)
		if r.lang == "zh" || !(strings.HasSuffix(last, "s") || r.lang == "ru" || r.lang == "ar") {
			return false
		}
	}
	f.unit, f.noun, f.known, f.start = key, r.printed(start, colon-1), true, start
	return true
}

// partBefore reads a part without a noun of its own behind "of which": "720 posts, of which 65 are vacant".
func (r *figureReader) partBefore(f *figure) bool {
	i := f.first
	if key, start := r.before.Before(r.passage, i); key != "" {
		i = start
	}
	if len(r.found) == 0 || !r.ofWhom.Ends(r.passage, i) && !(r.lang == "en" && r.fold(f.last+1) == "of" && r.ofWhom.Len(r.passage, f.last+1) == 2) {
		return false // "37 of which were contributions"
	}
	g := r.found[len(r.found)-1]
	if !g.known || kin(g.unit) == "" || g.value <= f.value || f.first-g.end > 8 {
		return false
	}
	f.unit, f.noun, f.known, f.of = g.unit, g.noun, true, g.value
	return true
}

// nounBefore finds what a number without a noun behind it counts in "the number of participants rose to 213". It
// reports whether there is such a noun in the same clause.
func (r *figureReader) nounBefore(f *figure) bool {
	if f.plain && f.value >= 1900 && f.value <= 2100 {
		return false
	}
	for k := f.first - 1; k >= max(0, f.first-16); k-- {
		t := &r.toks[k]
		if t.Kind == tokens.Sign {
			switch t.Fold {
			case ".", ";", "。", "(", ")", ":", "?", "!", ",", "،":
				return false
			}
		}
		if t.Kind == tokens.Number && !r.taken[k] || r.tab(k+1) {
			return false
		}
		n := r.numberOf.Len(r.passage, k)
		if n == 0 {
			continue
		}
		if r.lang == "zh" {
			if key, start := r.units.Before(r.passage, k); start < k && kin(key) != "" {
				f.unit, f.noun, f.known = key, r.printed(start, k-1), true
				return true
			}
			continue
		}
		for j := k + n; j < min(k+n+4, f.first); j++ {
			if key, m := r.units.At2(r.passage, j); m > 0 && j+m <= f.first && key != "percent" && !isCurrency(key) {
				f.unit, f.noun, f.known = key, r.printed(j, j+m-1), true
				return true
			}
		}
	}
	return false
}

// traitsAfter reads mode and status behind the noun ("44 résolutions révisées") and a status that the verb
// before the number tells ("a révisé 44 Résolutions").
func (r *figureReader) traitsAfter(f *figure) {
	if f.nounAt >= 0 {
		for k, steps := f.end+1, 0; steps < 3 && k < len(r.toks) && !r.tab(k); steps++ {
			key, n := r.traits.At2(r.passage, k)
			if n == 0 {
				if !r.kind(k, tokens.Word) && !r.kind(k, tokens.Han) || r.startsNumber(k) || r.and.Len(r.passage, k) > 0 {
					break
				}
				k++
				continue
			}
			switch {
			case key == "mode.in_person" && f.mode == "" && kin(f.unit) == "people":
				f.mode = "in_person"
			case key == "mode.online" && f.mode == "" && kin(f.unit) == "people":
				f.mode = "online"
			case strings.HasPrefix(key, "status.") && f.status == "" && steps == 0 && r.lang != "en" && r.lang != "ru" && r.lang != "zh":
				f.status = key[7:]
			}
			k += n
		}
	}
	if kin(f.unit) != "people" {
		if f.unit != "" {
			f.mode = ""
		}
	}
	if kin(f.unit) == "texts" && f.status == "" {
		if key, start := r.verbs.Before(r.passage, f.start); start < f.start {
			f.status = strings.TrimSuffix(key, ".verb")
		}
	}
	if kin(f.unit) != "texts" && f.unit != "" {
		f.status = ""
	}
}
