package fields

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// instrumentNames are the instruments of values, by the lexicon's key.
var instrumentNames = map[string]string{
	"constitution": "Constitution", "convention": "Convention", "radio_regulations": "Radio Regulations",
	"financial_regulations": "Financial Regulations", "financial_rules": "Financial Rules", "general_rules": "General Rules",
	"staff_regulations": "Staff Regulations", "staff_rules": "Staff Rules", "itrs": "International Telecommunication Regulations",
}

// provisionNames are the nouns of values, by the lexicon's key. A number is announced by a word that any noun
// may have ("No.") or by one that only provisions have ("disposition", "п.", 款).
var provisionNames = map[string]string{"article": "Article", "number": "No.", "provision": "No.", "appendix": "Appendix"}

// articlesOnly are the instruments that are cited by article; a number is that of a paragraph in one.
var articlesOnly = map[string]bool{"financial_regulations": true, "financial_rules": true, "staff_regulations": true, "staff_rules": true}

// A provisionGroup is a noun with its numbers: "Articles 7 and 8".
type provisionGroup struct {
	noun       anchor
	first      int // token where its words begin
	items      []item
	next       int    // token after its numbers
	instrument string // key of the instrument, "" until it is known
}

// provision reads articles, numbers and appendices with the instrument that they belong to, before or after:
// "Article 33 of the Constitution", "Nos. 61 and 102 of the Convention", "RR Article 9", "No. 13.18". What is
// named after the last of several is the instrument of all of them: "No. 73 and Nos. 100 to 102 of the
// Convention", "Article 28 and Annex 1 of the Financial Regulations".
func (r *references) provision(a anchor) {
	var run []provisionGroup
	for len(run) < 8 {
		g, ok := r.provisionGroup(a)
		if !ok {
			break
		}
		run = append(run, g)
		instrument, end := r.instrumentAfter(g.next)
		if instrument == "other_instrument" && g.items[0].suffix != "" && strings.HasPrefix(r.toks[end-1].Fold, "о") {
			instrument, end = "convention", end-1 // "пп. 181А и 205А Конвенции о планах": only the Union's has letters
		}
		if instrument != "" {
			for k := range run {
				if run[k].instrument == "" {
					run[k].instrument = instrument
				}
			}
			run[len(run)-1].instrument = instrument
			r.provisionRun(run)
			r.alsoOf(run[len(run)-1].noun, end)
			return
		}
		next, ok := r.nextProvision(g.next)
		if !ok {
			break
		}
		a = next
	}
	r.radioRun(run)
	r.provisionRun(run)
}

// radioRun gives the articles and appendices of a run the Radio Regulations where a number of them stands in it: "No. 11.14,
// Article 5 and Appendix 17".
func (r *references) radioRun(run []provisionGroup) {
	for _, g := range run {
		if g.instrument != "" || provisionNames[g.noun.key] != "No." || !r.isRadio(g.noun, g.items) || r.partFollows(g.next) {
			continue
		}
		for k := range run {
			if run[k].instrument == "" && (run[k].noun.key == "article" || run[k].noun.key == "appendix") {
				run[k].instrument = "radio_regulations"
			}
		}
		return
	}
}

// firstArticle are the ordinals that stand for the number of a first article: "article premier".
var firstArticle = map[string]bool{"premier": true, "primero": true, "первая": true, "первой": true, "первую": true, "الاولى": true}

// provisionGroup reads the noun at an anchor and the numbers behind it.
func (r *references) provisionGroup(a anchor) (provisionGroup, bool) {
	i := r.afterProvisionNoun(a)
	if a.key == "article" && r.word(i) && firstArticle[r.toks[i].Fold] {
		return provisionGroup{noun: a, first: a.at, items: []item{{first: i, last: i, num: "1", n: 1, own: true}}, next: i + 1, instrument: r.instrumentBefore(a.at)}, true
	}
	if !r.number(i) {
		return provisionGroup{}, false
	}
	sh := dotted | lettered
	if a.key == "article" || a.key == "appendix" {
		sh |= wordless
	}
	items, next := r.list(i, sh, r.plural(a), false)
	if len(items) == 0 {
		return provisionGroup{}, false
	}
	g := provisionGroup{noun: a, first: a.at, items: items, next: next, instrument: r.instrumentBefore(a.at)}
	if g.instrument == "" {
		g.instrument = r.sameInstrument(a.at, next)
	}
	if g.instrument == "" && a.key == "appendix" && (r.lastProvision(a.at) == "radio_regulations" || r.radioAppendix(items)) {
		g.instrument = "radio_regulations"
	}
	return g, true
}

// radioAppendix reports whether numbers without an instrument are appendices of the Radio Regulations: "Appendix 30B"
// where these were named, "Appendix 30" beside a provision of theirs, "Appendices 30, 30A and 30B" anywhere, since no
// other text counts so. Russian calls the annexes of a document so, too.
func (r *references) radioAppendix(items []item) bool {
	ofPlans := func(it item) bool { return it.num == "30" || it.num == "30A" || it.num == "30B" }
	if len(items) > 1 && !slices.ContainsFunc(items, func(it item) bool { return !ofPlans(it) }) {
		return true
	}
	for _, it := range items {
		if !radioAppendices[it.num] || it.suffix == "" && !r.radioBefore() || it.suffix != "" && !r.radio {
			return false
		}
	}
	return true
}

// radioBefore reports whether the segment has cited a provision of the Radio Regulations.
func (r *references) radioBefore() bool {
	if len(r.rec.Facts) == 0 {
		return false
	}
	last := r.rec.Facts[len(r.rec.Facts)-1]
	return last.Parts["instrument"] == instrumentNames["radio_regulations"] && last.Start >= tokens.Span(r.doc, r.toks[r.lo], r.toks[r.lo]).Start
}

// afterProvisionNoun returns the token after "Article", "Nos.", "пп.", "Article No." and the like, and after
// the small word that begins a range ("الأرقام من 100 إلى 102").
func (r *references) afterProvisionNoun(a anchor) int {
	i := r.afterNumberWord(a)
	for r.is(i, "№") {
		i++
	}
	if next, ok := r.anchorAt(i); ok && next.key == "number" {
		i = r.afterNumberWord(next)
	}
	return r.afterFrom(i)
}

// nextProvision returns the noun of the next group of a run: after "and" or a comma another noun of a
// provision. An annex with its number is passed over.
func (r *references) nextProvision(i int) (anchor, bool) {
	for n := 0; n < 2; n++ {
		how, k := r.separator(i, 0)
		if how != "and" && how != "," && !r.arabicAnd(i) {
			return anchor{}, false
		}
		k = r.fillers(k)
		if a, ok := r.anchorAt(k); ok && provisionNames[a.key] != "" && r.number(r.afterProvisionNoun(a)) {
			return a, true
		}
		for n := 0; n < 6 && (r.word(k+n) || r.is(k+n, "'")); n++ { // "Article 15 and relevant provisions of Article 20 of the Convention"
			a, ok := r.anchorAt(k + n)
			if ok && provisionNames[a.key] != "" && r.number(r.afterProvisionNoun(a)) {
				return a, true
			}
			if ok && r.isInstrument(a) {
				break
			}
		}
		key, m := "", 0
		if r.word(k) || k < r.hi && r.han(k) {
			key, m = r.words.annexes.At(r.toks[:r.hi], k)
		}
		if key == "" || !r.number(k+m) {
			return anchor{}, false
		}
		i = k + m + 1
		if end := r.instrumentEnd(i); end > i {
			return anchor{at: k, n: m, key: "annex"}, true
		}
	}
	return anchor{}, false
}

// ofInstrument reports whether the number word at an anchor begins provisions: "No. 50 and No. 51 of the Convention".
func (r *references) ofInstrument(a anchor) bool {
	for n := 0; n < 8; n++ {
		items, next := r.list(r.afterProvisionNoun(a), dotted|lettered|wordless, r.plural(a), false)
		if len(items) == 0 {
			return false
		}
		if key, _ := r.instrumentAfter(next); key != "" {
			return true
		}
		var ok bool
		if a, ok = r.nextProvision(next); !ok {
			return false
		}
	}
	return false
}

// arabicAnd reports whether "and" is written onto the word at token i.
func (r *references) arabicAnd(i int) bool {
	return i < r.hi && strings.HasPrefix(r.toks[i].Fold, "و")
}

// instrumentEnd returns the token after the instrument that is named from token i on, i where none is.
func (r *references) instrumentEnd(i int) int {
	if key, end := r.instrumentAfter(i); key != "" {
		return end
	}
	return i
}

// alsoOf reads "and 102 of the Convention" after "No. 70 of the Constitution".
func (r *references) alsoOf(noun anchor, i int) {
	for {
		how, k := r.separator(i, 0)
		if how != "and" && how != "," || !r.number(k) {
			return
		}
		items, next := r.list(k, dotted|lettered|wordless, true, false)
		instrument, end := r.instrumentAfter(next)
		if len(items) == 0 || instrument == "" {
			return
		}
		r.take(i, k)
		r.provisions(noun, instrument, k, items, next)
		i = end
	}
}

// provisionRun adds the facts of the groups.
func (r *references) provisionRun(run []provisionGroup) {
	for _, g := range run {
		if g.noun.key != "annex" {
			r.provisions(g.noun, g.instrument, g.first, g.items, g.next)
		}
	}
}

// provisions adds the facts of a list of provisions of one instrument.
func (r *references) provisions(noun anchor, instrument string, first int, items []item, next int) {
	last := items[len(items)-1].last
	named := provisionNames[noun.key]
	if instrument == "" && named == "No." && r.isRadio(noun, items) && !r.partFollows(next) {
		instrument = "radio_regulations"
	}
	name := instrumentNames[instrument]
	switch {
	case named == "Appendix" && instrument != "radio_regulations":
		return // an appendix of another text is no provision
	case named == "No." && articlesOnly[instrument] && !strings.Contains(items[0].num, "."):
		r.take(first, next) // a paragraph of an article
		return
	}
	if name == "" {
		if noun.key == "article" || instrument != "" && named == "No." {
			r.doubt(named+" "+items[0].num+" of no instrument that is known", first, last)
		}
		if noun.key == "article" || instrument != "" {
			r.take(first, next)
		}
		return
	}
	for k, it := range items {
		num := it.num
		if instrument == "radio_regulations" && r.rec.Language == "ar" {
			num = unreversed(num)
		}
		from, to := first, last
		if it.own {
			if k > 0 {
				from = it.first
			}
			to = it.last
		}
		parts := map[string]string{"instrument": name}
		switch named {
		case "Article":
			parts["article"] = num
		case "Appendix":
			parts["appendix"] = num
		default:
			parts["number"] = num
		}
		r.add("provision", name+" "+named+" "+num, parts, from, to)
	}
}

// isRadio reports whether numbers with a point and without an instrument are of the Radio Regulations: no other
// text of the Union numbers its provisions so, but paragraphs of reports are numbered so too. Russian has one
// word for both; there the Regulations must have been named before, or a letter follows the number.
func (r *references) isRadio(noun anchor, items []item) bool {
	num := items[0].num
	article, number, ok := strings.Cut(num, ".")
	if !ok || !radioHas(article, number) && !radioHas(number, article) {
		return false
	}
	if items[0].suffix != "" {
		return true
	}
	if r.paragraphs == nil {
		r.paragraphs = map[string]bool{}
		for k := range r.rec.Sections {
			r.paragraphs[r.rec.Sections[k].Number] = true
		}
	}
	if r.paragraphs[num] {
		return false
	}
	if fold := r.toks[noun.at].Fold; fold == "п" || fold == "пп" || strings.HasPrefix(fold, "пункт") || strings.HasPrefix(fold, "положени") {
		return r.radio
	}
	return true
}

// partFollows reports whether "of Part C" follows: a number of the Rules of Procedure.
func (r *references) partFollows(i int) bool {
	k := r.fillers(i)
	key, _ := r.joint(k)
	return key == "part"
}

// instrumentAfter returns the key of the instrument that is named from token i on ("of the Constitution", "de
// l'Article 18 de la Convention"), and the token after it.
func (r *references) instrumentAfter(i int) (string, int) {
	i = r.afterPoint(i)
	for depth := 0; depth < 3; depth++ {
		k := r.fillers(i)
		if key, next := r.joint(k); key == "this" {
			k = r.fillers(next)
		}
		if r.is(k, "(") && k == i {
			if a, ok := r.anchorAt(k + 1); ok && instrumentNames[a.key] != "" && r.is(a.at+a.n, ")") {
				return a.key, a.at + a.n + 1
			}
		}
		a, ok := r.anchorAt(k)
		if !ok || r.toks[k].Break && k > i+3 {
			return "", i
		}
		if r.isInstrument(a) {
			end := a.at + a.n
			if r.is(end, "》") || r.is(end, "»") {
				end++
			}
			return r.instrumentKey(a), end
		}
		if provisionNames[a.key] == "" {
			return "", i
		}
		_, next := r.list(r.afterProvisionNoun(a), dotted|lettered, true, false)
		if next <= k {
			return "", i
		}
		i = next
	}
	return "", i
}

// afterPoint returns the token after what says which part of a provision is meant: ", paragraph 2,", "(2)", and after
// a comma before "of the".
func (r *references) afterPoint(i int) int {
	if r.is(i, "(") && r.is(i+2, ")") && (r.number(i+1) || r.word(i+1) && len(r.toks[i+1].Fold) == 1) {
		i += 3
	}
	if !r.is(i, ",") && !r.is(i, "،") {
		return i
	}
	if key, _ := r.joint(i + 1); key == "of" {
		return i + 1
	}
	if !r.word(i + 1) {
		return i
	}
	_, n := r.words.pins.At(r.toks[:r.hi], i+1)
	k := i + 1 + n
	if n == 0 || !r.number(k) {
		return i
	}
	k++
	if r.is(k, ",") || r.is(k, "،") {
		k++
	}
	return k
}

// isInstrument reports whether an anchor names an instrument, of the Union or of others.
func (r *references) isInstrument(a anchor) bool {
	return instrumentNames[a.key] != "" || a.key == "other_instrument"
}

// instrumentKey returns the key of the instrument that an anchor names. A convention or constitution with a name
// of its own is another's: "Convention de Tampere", 《残疾人权利公约》, "اتفاقية حقوق الطفل".
func (r *references) instrumentKey(a anchor) string {
	if a.label || a.key != "convention" && a.key != "constitution" {
		return a.key
	}
	const other = "other_instrument"
	if r.han(a.at) {
		for k := a.at - 1; k >= r.lo && k > a.at-16; k-- {
			if r.is(k, "《") {
				if k < a.at-1 {
					return other
				}
				break
			}
			if !r.han(k) {
				break
			}
		}
		return a.key
	}
	end := a.at + a.n
	if fold := r.toks[a.at].Fold; isArabic(fold) {
		if a.n == 1 && !strings.Contains(fold, "ال") && !strings.HasPrefix(strings.TrimPrefix(fold, "و"), "لل") {
			return other
		}
		return a.key
	}
	k := r.fillers(end)
	if k > end && r.word(k) && !r.toks[k].Break {
		if key, _ := r.joint(k); key == "" {
			c, _ := utf8.DecodeRuneInString(r.raw(k))
			if _, n := r.words.union.At(r.toks[:r.hi], k); n == 0 && unicode.IsUpper(c) && !capitals(r.raw(a.at)) {
				if of, _ := r.joint(end); of == "of" {
					return other
				}
			}
		}
	}
	return a.key
}

// instrumentBefore returns the key of the instrument that is named right before token i: "CV/", "RR", "《公约》",
// "《无线电规则》（RR）", "the Convention (Nos. 101 and 102)".
func (r *references) instrumentBefore(i int) string {
	if r.is(i-1, "的") && r.is(i-2, ")") {
		i--
	}
	if r.is(i-1, ")") && r.is(i-3, "(") { // its short name
		i -= 3
	}
	last := sort.Search(len(r.cur), func(k int) bool { return r.cur[k].at >= i }) - 1
	for k := last; k >= 0 && k > last-6; k-- {
		a := r.cur[k]
		if !r.isInstrument(a) {
			continue
		}
		gap := i - r.notably(a.at+a.n, i)
		if gap > 3 || gap < 0 {
			return ""
		}
		if (r.is(i-1, ",") || r.arabicAnd(i)) && r.done > r.lo && a.at-r.done < 6 {
			return "" // the instrument of the provision before
		}
		for j := r.notably(a.at+a.n, i); j < i; j++ {
			if !strings.Contains("/ 》 的 中 ” » , ( -", r.toks[j].Fold) {
				return ""
			}
		}
		return r.instrumentKey(a)
	}
	return ""
}

// notably returns token to where only words that pick a part of what stands before it lie between i and to: "the Radio
// Regulations, in particular Article 9"; else i.
func (r *references) notably(i, to int) int {
	k := i
	for r.is(k, ",") || r.is(k, "،") || r.is(k, "(") {
		k++
	}
	if k >= to || !r.word(k) && !r.han(k) {
		return i
	}
	_, n := r.words.notably.At(r.toks[:r.hi], k)
	if n == 0 || r.fillers(k+n) < to {
		return i
	}
	return to
}

// sameInstrument returns the instrument that "its", "thereof", 其 or "منه" beside a provision refers to: the one
// named last in the segment.
func (r *references) sameInstrument(first, next int) string {
	its := false
	for n := 1; n <= 2 && first-n >= r.lo && !its; n++ {
		key, m := r.joint(first - n)
		its = key == "its" && m == first
		if (r.is(first-1, "其") && r.is(first-2, "及")) || its {
			its = true
		}
	}
	if !its {
		key, _ := r.joint(next)
		its = key == "its"
	}
	if !its {
		return ""
	}
	for k := r.at - 1; k >= 0 && k >= r.at-12; k-- {
		if a := r.cur[k]; r.isInstrument(a) {
			return r.instrumentKey(a)
		}
	}
	return ""
}

// abbreviated reads "CV 102", "CV/268", "CS68", "CV-73", "476 CV", "RR 13.18". "CV/Art. 23" is left to the
// article.
func (r *references) abbreviated(a anchor) {
	i := a.at + a.n
	if r.is(i, "/") || r.is(i, "-") && r.glued(i) && r.glued(i+1) {
		i++
	}
	if r.number(i) {
		sh := lettered | wordless
		if a.key == "radio_regulations" {
			sh |= dotted
		}
		items, next := r.list(i, sh, false, false)
		if len(items) == 0 || a.key == "radio_regulations" && !strings.Contains(items[0].num, ".") {
			return
		}
		r.provisions(anchor{key: "number"}, a.key, a.at, items, next)
		return
	}
	if next, ok := r.anchorAt(i); ok && provisionNames[next.key] != "" {
		return
	}
	// "(476 CV)", "numéro 476 CV": after a bare number the letters may count something
	p := a.at - 1
	if p < r.lo || p < r.done || !r.number(p) || !r.toks[a.at].Space {
		return
	}
	if r.is(p-1, "(") || r.is(p-1, ".") || r.is(p-1, "°") || r.is(p-1, "º") || i < r.hi && strings.Contains(",;)", r.toks[i].Fold) {
		if it, _, ok := r.one(p, lettered); ok {
			it.last = a.at
			r.provisions(anchor{key: "number"}, a.key, p, []item{it}, a.at+1)
		}
	}
}

// isArabic reports whether a word is written in Arabic letters.
func isArabic(fold string) bool { return fold != "" && fold[0] >= 0xD8 && fold[0] <= 0xDB }
