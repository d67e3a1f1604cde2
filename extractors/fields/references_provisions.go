package fields

import "strings"

// instrumentNames are the instruments of values, by the lexicon's key.
var instrumentNames = map[string]string{
	"constitution": "Constitution", "convention": "Convention", "radio_regulations": "Radio Regulations",
	"financial_regulations": "Financial Regulations", "financial_rules": "Financial Rules", "general_rules": "General Rules",
	"staff_regulations": "Staff Regulations", "staff_rules": "Staff Rules", "itrs": "International Telecommunication Regulations",
}

// provisionNames are the nouns of values.
var provisionNames = map[string]string{"article": "Article", "number": "No.", "appendix": "Appendix"}

// provision reads articles, numbers and appendices, with the instrument that they belong to before or after:
// "Article 33 of the Constitution", "Nos. 61 and 102 of the Convention", "RR Article 9", "No. 13.18".
func (r *references) provision(a anchor) {
	i := a.at + a.n
	for r.is(i, ".") || r.is(i, "°") || r.is(i, "º") || r.is(i, "№") {
		i++
	}
	if next, ok := r.anchorAt(i); ok && next.key == "number" {
		i = r.afterNumberWord(next)
	}
	if !r.number(i) {
		return
	}
	before := r.instrumentBefore(a.at)
	first, kind := a.at, a.key
	for {
		items, next := r.list(i, dotted|lettered, r.plural(a), false)
		if len(items) == 0 {
			return
		}
		instrument, end := r.instrumentAfter(next, 0)
		if instrument == "" {
			instrument = before
		}
		r.provisions(kind, instrument, first, items, next)
		if instrument == "" || instrument == "other_instrument" || end == next {
			return
		}
		// "No. 70 of the Constitution and 102 of the Convention"
		how, k := r.separator(end, 0)
		if how != "and" && how != "," || !r.number(k) {
			return
		}
		_, after, ok := r.one(k, dotted|lettered)
		if !ok {
			return
		}
		if more, _ := r.instrumentAfter(after, 0); more == "" {
			return
		}
		r.take(end, k)
		i, first, before = k, k, ""
	}
}

// provisions adds the facts of a list of provisions of one instrument.
func (r *references) provisions(kind, instrument string, first int, items []item, next int) {
	last := items[len(items)-1].last
	if instrument == "" && kind == "number" && strings.Contains(items[0].num, ".") && !r.partFollows(next) {
		instrument = "radio_regulations" // no other text of the Union numbers its provisions so
	}
	name := instrumentNames[instrument]
	if name == "" {
		if kind == "article" || instrument != "" && kind == "number" {
			r.doubt(provisionNames[kind]+" "+items[0].num+" of no instrument that is known", first, last)
		}
		if kind == "article" || instrument != "" {
			r.take(first, next)
		}
		return
	}
	for k, it := range items {
		num := it.num
		if instrument == "radio_regulations" && r.rec.Language == "ar" {
			num = r.unreversed(num)
		}
		from, to := first, last
		if it.own {
			if k > 0 {
				from = it.first
			}
			to = it.last
		}
		parts := map[string]string{"instrument": name}
		switch kind {
		case "article":
			parts["article"] = num
		case "appendix":
			parts["appendix"] = num
		default:
			parts["number"] = num
		}
		r.add("provision", name+" "+provisionNames[kind]+" "+num, parts, from, to)
	}
}

// partFollows reports whether "of Part C" follows: a number of the Rules of Procedure.
func (r *references) partFollows(i int) bool {
	k := r.fillers(i)
	key, _ := r.joint(k)
	return key == "part"
}

// instrumentAfter returns the key of the instrument that is named from token i on ("of the Constitution", "de
// l'Article 18 de la Convention"), and the token after it.
func (r *references) instrumentAfter(i, depth int) (string, int) {
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
	switch {
	case a.key == "other_instrument":
		return a.key, a.at + a.n
	case instrumentNames[a.key] != "":
		end := a.at + a.n
		if r.is(end, "》") || r.is(end, "»") {
			end++
		}
		return a.key, end
	case depth < 2 && (a.key == "article" || a.key == "number"):
		j := r.afterNumberWord(a)
		if items, next := r.list(j, dotted|lettered, true, false); len(items) > 0 {
			return r.instrumentAfter(next, depth+1)
		}
	}
	return "", i
}

// instrumentBefore returns the key of the instrument that is named right before token i: "CV/", "RR", "《公约》".
func (r *references) instrumentBefore(i int) string {
	for k := r.at - 1; k >= 0 && k >= r.at-4; k-- {
		a := r.cur[k]
		if instrumentNames[a.key] == "" && a.key != "other_instrument" {
			continue
		}
		gap := i - (a.at + a.n)
		if gap > 3 || gap < 0 {
			return ""
		}
		if r.is(i-1, ",") && r.done > r.lo && a.at-r.done < 6 {
			return "" // the instrument of the provision before
		}
		for j := a.at + a.n; j < i; j++ {
			if !strings.Contains("/ 》 的 中 ” » , ( -", r.toks[j].Fold) {
				return ""
			}
		}
		return a.key
	}
	return ""
}

// abbreviated reads "CV 102", "CV/268", "CS68", "476 CV", "RR 13.18". "CV/Art. 23" is left to the article.
func (r *references) abbreviated(a anchor) {
	i := a.at + a.n
	if r.is(i, "/") {
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
		r.provisions("number", a.key, a.at, items, next)
		return
	}
	if next, ok := r.anchorAt(i); ok && (next.key == "article" || next.key == "number" || next.key == "appendix") {
		return
	}
	if p := a.at - 1; p >= r.lo && p >= r.done && r.number(p) && r.toks[a.at].Space && (p == r.lo || r.toks[p].Space || r.is(p-1, "(")) {
		if it, _, ok := r.one(p, lettered); ok {
			it.last = a.at
			r.provisions("number", a.key, p, []item{it}, a.at+1)
		}
	}
}

// The highest number in each article of the Radio Regulations, from Article 1: about, and rather too high than
// too low. It tells 13.18 from 18.13, which Arabic texts print for it.
var radioArticles = [...]int{0, 191, 7, 15, 24, 600, 8, 8, 6, 70, 13, 53, 46, 21, 10, 47, 8, 3, 11, 140, 17, 20, 45, 20, 4, 13, 9, 75,
	24, 14, 13, 22, 68, 60, 4, 7, 5, 10, 13, 12, 7, 6, 4, 5, 6, 7, 30, 36, 12, 8, 10, 80, 270, 8, 7, 9, 10, 5, 5, 18}

// unreversed returns the number of the Radio Regulations that an Arabic text means by "18.13".
func (r *references) unreversed(num string) string {
	a, b, ok := strings.Cut(num, ".")
	if !ok || radioHas(a, b) || !radioHas(b, a) {
		return num
	}
	return b + "." + a
}

func radioHas(article, number string) bool {
	n, m := leading(article), leading(number)
	return n > 0 && n < len(radioArticles) && m > 0 && m <= radioArticles[n]
}

// leading returns the number that a string begins with.
func leading(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 6 && s[i] >= '0' && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
