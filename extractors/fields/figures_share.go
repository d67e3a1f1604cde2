package fields

import (
	"slices"

	"plenary/extractors/tokens"
)

// share gives a noun to the figures that have none of their own, from the figure that follows ("11 formal and 47
// informal recommendations", "dos, cinco y siete años"), from the one of which they are a part ("1 939 participants
// (1 704 en présentiel et 235 en ligne)", "720 posts, of which 65 are vacant"), or from what the sentence is about
// ("Of the 213 participants, 85 attended in person").
func (r *figureReader) share() {
	for k, f := range r.found {
		if !f.known || f.guessed && r.lang == "ru" && russianVerb(f.noun) {
			r.topical(r.found[:k], f)
		}
	}
	for k := len(r.found) - 2; k >= 0; k-- {
		if f := r.found[k]; !f.known {
			r.shareAhead(f, r.found[k+1])
		}
	}
	for k, f := range r.found {
		if !f.known || f.guessed && r.partInBrackets(r.found[:k], f) {
			r.shareBack(r.found[:k], f)
		}
	}
}

// shareAhead gives f the noun of the figure g that follows it, where nothing but adjectives and words that tie the two
// stand between, or f is said to be a part of g: "12 of the 48 countries".
func (r *figureReader) shareAhead(f, g *figure) {
	if !g.known || g.sentence != f.sentence || g.depth != f.depth || g.subject || f.mode != "" && g.mode == "" || f.measure != "" && f.measure != g.measure {
		return
	}
	if n := r.joint.Len(r.passage, f.last+1); n > 0 && r.afterArticle(f.last+1+n, g.start) {
		f.as(g)
		if g.value >= f.value {
			f.of = g.value
		}
		return
	}
	if !r.tied(f, g) || isCurrency(g.unit) && f.factor != 0 && r.ofWhom.Ends(r.passage, r.unqualified(f.start)) {
		return // "6,4 млн долл. США, из которых 2,9 млн внесли партнеры, и 410 тыс. шв. фр."
	}
	if g.unit == "percent" && f.value > 100 || g.start < g.first && f.factor == 0 {
		return // "in 2019 and CHF 5 million"
	}
	if isCurrency(g.unit) && f.factor == 0 && g.factor != 0 && f.value < 1000 {
		f.value, f.factor = f.value*g.factor, g.factor // "de 170,1 a 226,4 millones CHF"
	}
	f.as(g)
	f.subject = g.subject
	if f.status == "" && kin(f.unit) == "texts" && g.status != "" && !r.adjectiveBetween(f, g) {
		f.status = "" // "43 and 56 new resolutions": only the last is told
	}
}

// afterArticle reports whether token i is where a figure starts, or its qualifier and article do.
func (r *figureReader) afterArticle(i, start int) bool {
	for ; i < start; i++ {
		if !r.passage.article(i) && r.before.Len(r.passage, i) == 0 {
			return false
		}
	}
	return i == start
}

// tied reports whether the figures f and g are items of one list: between them stand only a comma, "and", "or", "to"
// and adjectives.
func (r *figureReader) tied(f, g *figure) bool {
	if g.start-f.last > 8 {
		return false
	}
	link, comma := false, false
	for i := f.last + 1; i < g.start; {
		if r.tab(i) || r.taken[i] {
			return false
		}
		switch s := r.fold(i); {
		case s == "," || s == "،" || s == "、":
			link, comma = true, true
			i++
			continue
		case r.kind(i, tokens.Sign) && s != "-" && s != "'":
			return false
		}
		if n := max(r.and.Len(r.passage, i), r.or.Len(r.passage, i)); n > 0 {
			link = true
			i += n
			continue
		}
		if n := r.to.Len(r.passage, i); n > 0 && (r.from.Ends(r.passage, f.start) || r.lang == "zh" || r.between.Ends(r.passage, f.start)) {
			link = true
			i += n
			continue
		}
		if n := max(r.before.Len(r.passage, i), r.from.Len(r.passage, i), r.not.Len(r.passage, i)); n > 0 && link {
			i += n
			continue
		}
		if r.lang == "ar" && startsWith(r.fold(i), "و") && i+1 == g.start {
			link = true
		} else if r.passage.article(i) && link {
			i++
			continue
		} else if r.traits.Len(r.passage, i) == 0 && r.stop.Len(r.passage, i) > 0 {
			return false
		} else if comma && r.traits.Len(r.passage, i) == 0 {
			return false // "203 полные и 309 частичных, представителям 97 стран"
		}
		i++
	}
	return link || r.lang == "ar" && startsWith(r.fold(g.start), "و")
}

// adjectiveBetween reports whether a word of its own stands behind f.
func (r *figureReader) adjectiveBetween(f, g *figure) bool {
	return g.start > f.last+1 && r.and.Len(r.passage, f.last+1) == 0
}

// shareBack gives f the noun of a figure before it, or of what the sentence is about, and reports nothing: f stays
// without a noun where there is none.
func (r *figureReader) shareBack(before []*figure, f *figure) {
	switch {
	case r.partOfLast(before, f):
	case r.goesOnParts(before, f):
	case r.limited(before, f):
	case f.mode != "" || f.status != "":
		if base := r.base(before, f); base != nil {
			f.as(base)
		}
	}
	if !f.known && r.lang == "zh" && f.measure != "" {
		r.bareCount(before, f)
	}
}

// goesOnParts reads a further part without a noun behind one that had none either: "of which 214 remain open and 38 were
// declined".
func (r *figureReader) goesOnParts(before []*figure, f *figure) bool {
	if len(before) == 0 || f.plain && f.value >= 1900 && f.value <= 2100 || f.value != float64(int(f.value)) {
		return false
	}
	g := before[len(before)-1]
	if !g.known || g.of == 0 || !g.shared || g.sentence != f.sentence || g.value+f.value > g.of || f.start-g.end > 12 {
		return false
	}
	f.as(g)
	f.of = g.of
	return true
}

// limited reads a number that bears a word of degree and no noun, but goes on with one: "15 experts, with no more than two
// from any one country".
func (r *figureReader) limited(before []*figure, f *figure) bool {
	if len(before) == 0 || f.qualifier == "exact" || f.qualifier == "" || f.value != float64(int(f.value)) || f.value > 1000 {
		return false
	}
	g := before[len(before)-1]
	if !g.known || g.sentence != f.sentence || f.start-g.end > 12 || kin(g.unit) == "" || isCurrency(g.unit) || r.stop.Len(r.passage, f.end+1) == 0 {
		return false
	}
	f.as(g)
	return true
}

// bareCount gives a noun to a Chinese count with a classifier alone: that of its clause's subject, else that of the
// figure before with the same classifier, else none but the classifier.
func (r *figureReader) bareCount(before []*figure, f *figure) {
	if r.chineseSubject(f) {
		return
	}
	if g := r.sameMeasure(f, before); g != nil {
		f.as(g)
		if g.end+1 < f.start && r.fold(g.end+1) == "中" && g.sentence == f.sentence && f.start-g.end < 6 && g.value > f.value {
			f.of = g.value // 十五项建议中的十二项
		}
		return
	}
	switch f.measure {
	case "次", "轮", "期", "届", "大", "对", "类", "组", "部", "支":
		if f.value < 100 && r.fold(f.start-1) != "分" {
			return // how often, or of how many kinds
		}
	}
	f.count(r, "", max(f.end, f.last), max(f.end, f.last))
}

// partOfLast reads a part without a noun behind "of which", or before "of them": "720 posts, of which 65 are vacant",
// "131 participants, 84 of them online", 其中38个.
func (r *figureReader) partOfLast(before []*figure, f *figure) bool {
	if len(before) == 0 {
		return false
	}
	i := f.start
	if key, start := r.before.Before(r.passage, i); key != "" {
		i = start
	}
	behind := r.ofThem.Len(r.passage, f.last+1)
	if !r.ofWhom.Ends(r.passage, i) && behind == 0 && !r.partInBrackets(before, f) {
		return false
	}
	for k := len(before) - 1; k >= 0 && len(before)-k <= 4; k-- {
		g := before[k]
		if f.sentence-g.sentence > 1 {
			return false
		}
		if !g.known || g.unit == "percent" || g.value <= f.value || g.ranged || f.measure != "" && g.measure != "" && f.measure != g.measure {
			continue
		}
		if behind > 0 && isCurrency(g.unit) {
			continue // "un tarif de CHF 1 987; seize d'entre elles"
		}
		if g.of != 0 && behind == 0 && !r.ofWhom.Ends(r.passage, i) {
			continue
		}
		f.as(g)
		f.of = g.value
		if behind > 0 {
			f.end = max(f.end, f.last+behind)
			r.traitsBehind(f)
		}
		f.guessed = false
		return true
	}
	return false
}

// partInBrackets reports whether f stands in a bracket right behind a counted figure, all of whose numbers together
// make it up: "58 becas (31 completas y 27 parciales)".
func (r *figureReader) partInBrackets(before []*figure, f *figure) bool {
	if f.depth == 0 {
		return false
	}
	for k := len(before) - 1; k >= 0 && len(before)-k <= 6; k-- {
		g := before[k]
		if g.sentence != f.sentence {
			return false
		}
		if g.depth == f.depth {
			continue
		}
		if g.depth > f.depth || !g.known || g.unit == "percent" || !r.bracketed(g) {
			return false
		}
		sum := 0.0
		for _, h := range r.found[k+1:] {
			if h.depth <= g.depth || h.sentence != g.sentence || h.unit == "percent" {
				break
			}
			sum += h.value
		}
		return sum == g.value && f.value < g.value
	}
	return false
}

// bracketed reports whether a bracket opens right behind the figure: what stands in it are its parts, not the
// number of another year.
func (r *figureReader) bracketed(g *figure) bool {
	for i := max(g.end, g.last) + 1; i <= max(g.end, g.last)+4; i++ {
		if r.fold(i) == "(" {
			return true
		}
		if r.kind(i, tokens.Sign) && r.fold(i) != "-" {
			return false
		}
	}
	return false
}

// topical reads a number without a noun in a sentence that says at its head what it is about: "Of the 25
// recommendations, 12 have been implemented", "De los delegados, 3 120 asistieron". It reports whether it does.
func (r *figureReader) topical(before []*figure, f *figure) bool {
	if f.plain && f.value >= 1900 && f.value <= 2100 || f.value != float64(int(f.value)) {
		return false
	}
	head := r.sentenceHead(f.start)
	if head < 0 || r.topic.Len(r.passage, head) == 0 {
		return false
	}
	if g := r.topicOf(before, f); g != nil {
		if g.value < f.value || g.unit == "percent" || isCurrency(g.unit) {
			return false
		}
		f.as(g)
		f.of = g.value
		return true
	}
	for i := head + 1; i < min(head+5, f.start); i++ {
		unit, n := r.units.At2(r.passage, i)
		if n == 0 || kin(unit) == "" || isCurrency(unit) {
			continue
		}
		f.count(r, unit, i, i+n-1)
		for k := len(before) - 1; k >= 0 && f.sentence-before[k].sentence <= 3; k-- {
			if g := before[k]; g.known && g.unit == unit && g.value > f.value && g.of == 0 {
				f.of = g.value
				break
			}
		}
		return true
	}
	return false
}

// topicOf returns the figure with which the sentence of f says what it is about, nil where it does not.
func (r *figureReader) topicOf(before []*figure, f *figure) *figure {
	head := r.sentenceHead(f.start)
	if head < 0 || r.topic.Len(r.passage, head) == 0 {
		return nil
	}
	for _, g := range before {
		if g.known && g.start >= head && g.start < head+6 && r.opensTopic(head, g.start) {
			return g
		}
	}
	return nil
}

// opensTopic reports whether nothing but the words that head a sentence, a qualifier and an article stand from token head to
// token start.
func (r *figureReader) opensTopic(head, start int) bool {
	i := head + r.topic.Len(r.passage, head)
	i += r.total.Len(r.passage, i) // "sur un total de 1 024 candidatures"
	return i >= start || r.afterArticle(i, start)
}

// sentenceHead returns the first token of the sentence that token i stands in, -1 where it lies too far.
func (r *figureReader) sentenceHead(i int) int {
	for k := i; k > max(0, i-60); k-- {
		if r.kind(k-1, tokens.Sign) && (r.endsSentence(k-1) || r.fold(k-1) == ":") {
			return k
		}
	}
	if i > 60 {
		return -1
	}
	head := 0
	for head < i && (r.taken[head] || r.kind(head, tokens.Sign)) {
		head++ // the paragraph's number
	}
	return head
}

// base returns the figure whose noun a part with a mode or status shares.
func (r *figureReader) base(before []*figure, f *figure) *figure {
	var second *figure
	for k := len(before) - 1; k >= 0 && len(before)-k <= 6; k-- {
		g := before[k]
		if f.sentence-g.sentence > 1 {
			break
		}
		switch {
		case !g.known:
		case f.mode == "":
			if kin(g.unit) == "texts" {
				return g
			}
		case g.mode != "":
			return g // "1 704 en présentiel et 235 en ligne"
		case g.value <= f.value:
		case kin(g.unit) == "people" || kin(g.unit) == "events":
			return g
		case second == nil && attends(g.unit) && g.unit != "":
			second = g
		}
	}
	return second
}

// orMore drops a figure that the next one says again with "or more": 两年或两年以上, "two years or two years and more".
func (r *figureReader) orMore() {
	for k := len(r.found) - 2; k >= 0; k-- {
		f, g := r.found[k], r.found[k+1]
		i := max(f.end, f.last) + 1
		if f.value != g.value || f.unit != g.unit || !f.known || !g.known || g.qualifier == "exact" {
			continue
		}
		if n := r.or.Len(r.passage, i); n > 0 && i+n == g.start {
			r.found = slices.Delete(r.found, k, k+1)
		}
	}
}
