package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// nounBefore finds what a number counts in words before it, where it has no noun behind it: "Participants: 235", "the
// number of participants rose to 213", 成员国193个, "اللغات الست". It reports whether there is such a noun.
func (r *figureReader) nounBefore(f *figure) bool {
	if f.plain && f.value >= 1900 && f.value <= 2100 {
		return false
	}
	switch r.lang {
	case "zh":
		if r.chineseBefore(f) {
			return true
		}
	case "ar":
		if f.digits && r.arabicBefore(f) {
			return true
		}
	}
	return r.colonBefore(f) || r.numberTold(f)
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
	key, start := r.units.Before(r.passage, colon)
	if start == colon || key == "percent" || key == "none" || isCurrency(key) {
		return false
	}
	if start > 0 && r.kind(start-1, tokens.Word) && !r.tab(start) && r.adj.Len(r.passage, start-1) == 0 && r.numberOf.Len(r.passage, max(0, start-2)) == 0 {
		return false
	}
	switch key {
	case "documents", "questions", "resolutions", "decisions", "recommendations", "pages", "meetings", "sessions", "days", "years", "months", "weeks", "words":
		// "Question: 5", "Page: 3", "Session: 2" are names, unless the noun is plural and the number no name.
		if last := r.fold(colon - 1); r.lang == "zh" || !(strings.HasSuffix(last, "s") || r.lang == "ru" || r.lang == "ar") {
			return false
		}
	}
	f.count(r, key, start, colon-1)
	f.start = start
	return true
}

// numberTold reads the number behind "the number of participants" in the same clause: "rose to 213", "from 340 in 2023
// to 343".
func (r *figureReader) numberTold(f *figure) bool {
	for k := f.first - 1; k >= max(0, f.first-22); k-- {
		t := &r.toks[k]
		if t.Kind == tokens.Sign {
			switch t.Fold {
			case ";", "。", "(", ")", ":", "?", "!":
				return false
			case ".", ",", "،":
				// "число Государств, не имеющих задолженности, выросло со 141": a verb or "to" leads to the number.
				if t.Fold == "." && r.endsSentence(k) || !r.led(f.first) {
					return false
				}
			}
		}
		if r.tab(k + 1) {
			return false
		}
		if t.Kind == tokens.Number && !r.taken[k] && !(len(t.Fold) == 4 && (t.Fold[0] == '1' || t.Fold[0] == '2')) {
			if g := r.holding(k); g != nil && g.subject {
				f.as(g)
				f.subject = true
				return true
			}
			return false
		}
		n := r.numberOf.Len(r.passage, k)
		if n == 0 {
			continue
		}
		if r.lang == "zh" {
			if key, start := r.units.Before(r.passage, k); start < k && kin(key) != "" && !isCurrency(key) {
				f.count(r, key, start, k-1)
				f.subject = true
				return true
			}
			continue
		}
		for j := k + n; j < min(k+n+5, f.first); j++ {
			if key, m := r.units.At2(r.passage, j); m > 0 && j+m <= f.first && key != "percent" && !isCurrency(key) {
				f.count(r, key, j, j+m-1)
				f.subject = true
				return true
			}
		}
	}
	return false
}

// led reports whether a preposition or verb that leads to a value stands right before token i: "to", "from", "reached".
func (r *figureReader) led(i int) bool {
	return r.to.Ends(r.passage, i) || r.from.Ends(r.passage, i) || r.linking.Ends(r.passage, i) || r.before.Ends(r.passage, i)
}

// holding returns the figure found last where token k is part of it.
func (r *figureReader) holding(k int) *figure {
	for i := len(r.found) - 1; i >= max(0, len(r.found)-2); i-- {
		if g := r.found[i]; g.first <= k && k <= g.last {
			return g
		}
	}
	return nil
}
