package fields

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// arabicNoun reads what an Arabic number counts: the word right behind it, without the article ("76 حدثاً"), or behind
// "من" with it ("106 من المندوبين"). The adjectives follow their noun.
func (r *figureReader) arabicNoun(f *figure) noun {
	n := none(f)
	k := f.last + 1
	if k >= len(r.toks) || r.tab(k) || r.taken[k] || r.toks[k].Kind != tokens.Word {
		return n
	}
	if unit, size := r.units.At2(r.passage, k); size > 0 && !r.prefixed(k) {
		n.is(unit, k, k+size-1)
		r.wider(&n)
		r.toldBefore(f, &n)
		return n
	}
	if key, size := r.traits.At2(r.passage, k); size > 0 && !startsWith(r.fold(k), "و") {
		n.note(key)
		n.last = k + size - 1
		return n
	}
	if r.fold(k) == "من" && !r.tab(k+1) && !r.partOfSum(f) {
		if unit, size := r.units.At2(r.passage, k+1); size > 0 && (r.definite(k+1) || r.definite(k+size) || r.definite(k+size+1)) {
			n.is(unit, k+1, k+size)
			return n
		}
		if r.definite(k+1) && !r.taken[k+1] && (f.factor != 0 || f.value > 10 && r.label.Len(r.passage, k+1) == 0 && r.stop.Len(r.passage, k+1) == 0) {
			n.is("", k+1, k+1)
			return n
		}
	}
	if size := r.numberOf.Len(r.passage, k); size > 0 { // "عشر (10) عدد المسائل"
		if unit, m := r.units.At2(r.passage, k+size); m > 0 {
			n.is(unit, k+size, k+size+m-1)
			return n
		}
	}
	if r.stop.Len(r.passage, k) > 0 {
		if r.times.Len(r.passage, k) == 0 || f.value < 1000 {
			r.trailing(f, &n, k)
			return n
		}
	}
	s := r.fold(k)
	if utf8.RuneCountInString(s) >= 3 && !r.definite(k) && !startsWith(s, "و") && !startsWith(s, "ول") {
		n.is("", k, k)
		n.guessed = f.value == math.Trunc(f.value)
		r.toldBefore(f, &n)
		n.guessed = n.unit == ""
	}
	return n
}

// partOfSum reports whether the number is a part of the sum before it, whose source follows: "320 مليون فرنك، منها 210
// ملايين من المساهمات".
func (r *figureReader) partOfSum(f *figure) bool {
	k := len(r.found) - 1
	return k >= 0 && f.factor != 0 && isCurrency(r.found[k].unit) && r.ofWhom.Ends(r.passage, r.unqualified(f.start))
}

// definite reports whether token k bears the Arabic article.
func (r *figureReader) definite(k int) bool {
	s := r.fold(k)
	for _, article := range []string{"ال", "لل", "بال", "وال", "فال", "كال", "ولل", "وبال"} {
		if startsWith(s, article) && utf8.RuneCountInString(s) > utf8.RuneCountInString(article)+1 {
			return true
		}
	}
	return false
}

// prefixed reports whether the unit at token k was found under a particle or article, which no counted noun bears
// ("الجدول 5 والصفحة 12").
func (r *figureReader) prefixed(k int) bool {
	for _, prefix := range []string{"و", "ال", "ب", "ل", "ف", "ك"} {
		if !startsWith(r.fold(k), prefix) {
			continue
		}
		t := r.toks[k]
		t.SetFold(t.Fold[len(prefix):])
		row := append([]tokens.Token{t}, r.toks[k+1:min(k+4, len(r.toks))]...)
		if _, n := r.units.At(row, 0); n > 0 {
			return true
		}
	}
	return false
}

// wider takes the unit that the words behind a general noun make it: "81 دولة فقط من الدول الأعضاء".
func (r *figureReader) wider(n *noun) {
	if n.unit != "countries" {
		return
	}
	for k := n.last + 1; k <= n.last+3 && k < len(r.toks) && !r.kind(k, tokens.Sign); k++ {
		if unit, size := r.units.At2(r.passage, k); size > 1 && unit == "member_states" {
			n.unit = unit
			return
		}
	}
}

// toldBefore takes the unit that stands before the number behind "number of", where the noun behind it only says the
// head of it once more: "عدد الدول الأعضاء 194 دولة", "أعضاء القطاعات إلى 589 عضواً".
func (r *figureReader) toldBefore(f *figure, n *noun) {
	var wanted []string
	switch {
	case n.unit == "countries":
		wanted = []string{"member_states"}
	case n.unit == "organizations":
		wanted = []string{"academia", "sector_members"}
	case n.unit == "" && (strings.HasPrefix(r.fold(n.first), "عضو") || strings.HasPrefix(r.fold(n.first), "اعضا")):
		wanted = []string{"sector_members", "associates", "academia", "member_states"}
	case n.unit == "none" && strings.HasPrefix(r.fold(n.first), "وحد"):
		wanted = []string{"contributory_units"}
	case n.unit == "people":
		wanted = []string{"participants", "delegates", "staff", "women", "youth"}
	default:
		return
	}
	for k := f.start - 1; k >= max(0, f.start-8); k-- {
		if r.kind(k, tokens.Number) && len(r.fold(k)) == 4 && r.label.Ends(r.passage, k) {
			continue // "في نهاية عام 2026"
		}
		if r.kind(k, tokens.Number) || r.kind(k, tokens.Sign) || r.tab(k+1) || r.holder(k) != nil {
			break
		}
		unit, size := r.units.At2(r.passage, k)
		if size == 0 || k+size > f.start || !r.definite(k) && r.numberOf.Len(r.passage, k-1) == 0 && !r.definite(k+size-1) {
			continue
		}
		if slices.Contains(wanted, unit) {
			n.unit = unit
			return
		}
	}
	r.sameHead(n, wanted)
}

// sameHead takes the unit of a figure before it whose noun had the same head with more words: "328,75 وحدة مساهمة ...
// 297,5 وحدة".
func (r *figureReader) sameHead(n *noun, wanted []string) {
	head := stem(r.fold(n.first))
	if n.unit != "" && n.unit != "none" {
		return
	}
	for k := len(r.found) - 1; k >= max(0, len(r.found)-4); k-- {
		if g := r.found[k]; slices.Contains(wanted, g.unit) && stem(tokens.Fold(g.noun)) == head {
			n.unit = g.unit
			return
		}
	}
}

// stem returns the consonants that the forms of an Arabic noun share, about: "عضوا", "أعضاء".
func stem(s string) string {
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimPrefix(bareWord(word), "ا")
	var b strings.Builder
	for _, c := range word {
		if !strings.ContainsRune("اوىيهةتء", c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// definiteCount reads a number word with the article at token i, which stands behind its noun or before it: "اللغات
// الرسمية الست", "الستة أشهر الأولى". It is nil where none is. From twenty on such a word is an ordinal.
func (r *figureReader) definiteCount(i int) *figure {
	if r.lang != "ar" || !r.at(i) || !r.definite(i) || r.tab(i) {
		return nil
	}
	v, is := r.numbers[bareWord(r.fold(i))]
	tens := startsWith(r.fold(i+1), "وال") && r.numbers[bareWord(r.fold(i+1))] >= 20
	if !is || v < 3 && !tens || v > 10 {
		return nil
	}
	total, last := v, i
	if !tens {
		total, last = r.composed(r.passage, i, v)
	}
	if tens := r.fold(last + 1); last == i && startsWith(tens, "وال") {
		if t := r.numbers[bareWord(tens)]; t >= 20 && t < 100 {
			total, last = total+t, last+1 // "السبع والعشرون"
		}
	}
	f := &figure{number: number{first: i, last: last, value: total}, start: i, end: last}
	n := r.arabicNoun(f)
	switch behind := n.first >= 0 && !n.guessed; {
	case behind && n.unit != "" && n.unit != "none": // "فترة الأربع سنوات"
		f.count(r, n.unit, n.first, n.last)
		f.end = n.last
	case r.arabicBefore(f):
	case behind:
		f.count(r, n.unit, n.first, n.last)
		f.end = n.last
	default:
		return nil
	}
	f.qualifier = r.degree(f)
	return f
}

// dualBefore reads "وظيفتين (2)": the dual says two, the digit in brackets once more.
func (r *figureReader) dualBefore(f *figure) bool {
	k := f.first - 2
	if f.value != 2 || !f.digits || f.first != f.last || k < 0 || r.fold(k+1) != "(" || r.fold(f.last+1) != ")" || !r.at(k) {
		return false
	}
	for _, ending := range [][2]string{{"تين", "ة"}, {"تان", "ة"}, {"ين", ""}, {"ان", ""}} {
		head, is := strings.CutSuffix(r.fold(k), ending[0])
		if !is {
			continue
		}
		t := r.toks[k]
		t.SetFold(head + ending[1])
		if unit, n := r.units.At([]tokens.Token{t}, 0); n > 0 && !isCurrency(unit) && unit != "percent" {
			f.count(r, unit, k, k)
			f.start = k
			return true
		}
	}
	return false
}

// oneBefore reads "قراراً جديداً واحداً (1)": behind its noun the number one is an adjective.
func (r *figureReader) oneBefore(f *figure) bool {
	if f.value != 1 || !f.digits || f.first == f.last {
		return false
	}
	for k := f.first - 1; k >= max(0, f.first-3) && r.kind(k, tokens.Word) && !r.tab(k+1); k-- {
		if unit, size := r.units.At2(r.passage, k); size > 0 && !isCurrency(unit) && unit != "percent" {
			f.count(r, unit, k, min(k+size, f.first)-1)
			f.start = k
			for m := k + 1; m < f.first; m++ {
				if key, size := r.traits.At2(r.passage, m); size > 0 && strings.HasPrefix(key, "status.") {
					f.status = key[7:]
				}
			}
			return true
		}
	}
	return false
}

// bareWord returns an Arabic word without the article and the particles before it.
func bareWord(s string) string {
	for _, article := range []string{"وبال", "ولل", "بال", "وال", "فال", "كال", "لل", "ال"} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}

// arabicBefore reads a count behind its noun, with the article on both: "المكاتب الثلاثة", "الدول الأعضاء الـ 193".
func (r *figureReader) arabicBefore(f *figure) bool {
	if f.digits != (r.fold(f.first-1) == "ال" || r.fold(f.first-1) == "لل") {
		return false
	}
	end := f.first - 1
	if f.digits {
		end--
	}
	for k := end; k >= max(0, end-3) && r.kind(k, tokens.Word) && !r.taken[k] && !r.tab(k+1); k-- {
		if unit, size := r.units.At2(r.passage, k); size > 0 && k+size <= f.first && unit != "percent" && !isCurrency(unit) {
			f.count(r, unit, k, k+size-1)
			f.start = k
			return true
		}
	}
	if end >= 0 && r.definite(end) && !r.taken[end] && !r.tab(f.first) {
		f.count(r, "", end, end)
		f.start = end
		return true
	}
	return false
}
