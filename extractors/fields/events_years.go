package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// small returns the word of a meeting at token i (session, year, held, joint) and the token after it. Signs
// that glue words ("'s", "l'") count as joints.
func (e *events) small(i int) (key string, next int) {
	if i >= e.hi || i < e.lo {
		return "", i
	}
	switch t := e.toks[i]; t.Kind {
	case tokens.Number:
		return "", i
	case tokens.Sign:
		if t.Fold == "'" || t.Fold == "’" || t.Fold == "-" {
			return "joint", i + 1
		}
		return "", i
	}
	if key, n := e.words.held.At(e.toks[:e.hi], i); n > 0 {
		return key, i + n
	}
	if key, next := e.joint(i); key == "of" || key == "to" {
		return "joint", next
	}
	if e.is(i, "s") && e.is(i-1, "'") {
		return "joint", i + 1
	}
	return "", i
}

// yearAt returns the four-digit year at token i, 0 where there is none.
func (e *events) yearAt(i int) int {
	if i < e.lo || !e.number(i) || len(e.toks[i].Fold) != 4 {
		return 0
	}
	y, _ := strconv.Atoi(e.toks[i].Fold)
	if y < 1947 || y > 2099 {
		return 0
	}
	for _, k := range []int{i - 1, i + 1} { // part of a range or symbol: "2024-2027", "2025/12", "A/2025"
		if k >= e.lo && k < e.hi && (e.is(k, "-") || e.is(k, "/")) && (k > i && e.number(k+1) || k < i && e.glued(i) && k-1 >= e.lo && (e.number(k-1) || e.is(k, "/"))) {
			return 0
		}
	}
	return y
}

// yearBefore returns the year that stands before a meeting's name, and the first token of the mention: "the
// 2022 Plenipotentiary Conference", "la session de 2026 du Conseil", "2025年世界电信发展大会".
func (e *events) yearBefore(a anchor) (year, first int) {
	k, fillers := a.at-1, 0
	for k >= e.lo && fillers < 4 && e.toks[k].Kind != tokens.Number {
		key, _ := e.smallEnding(k)
		if key != "joint" && key != "year" {
			break
		}
		if e.toks[k].Kind != tokens.Han {
			fillers++
		}
		k--
	}
	if y := e.yearAt(k); y > 0 {
		if fillers == 0 { // "2022 Plenipotentiary Conference", "2022年全权代表大会"
			if a.key == "C" && !e.han(a.at) && !e.sessionNear(a.at+a.n) {
				return 0, 0
			}
			if !e.plausible(a.key, y) {
				return 0, 0
			}
			return y, k
		}
		if s := e.sessionBack(k - 1); s >= 0 { // "session de 2026 du Conseil", "сессия 2026 года Совета"
			return y, s
		}
		return 0, 0
	}
	if s := e.sessionEndingAt(k); s >= 0 { // "2026 session of the Council"
		for j := s - 1; j >= e.lo && j >= s-3; j-- {
			if y := e.yearAt(j); y > 0 {
				return y, j
			}
			if key, _ := e.smallEnding(j); key != "joint" && key != "year" {
				break
			}
		}
	}
	return 0, 0
}

// smallEnding is small for the word that ends at token k.
func (e *events) smallEnding(k int) (string, int) {
	for n := 0; n < 3 && k-n >= e.lo; n++ {
		if key, next := e.small(k - n); key != "" && next == k+1 {
			return key, n + 1
		}
	}
	return "", 0
}

// sessionEndingAt returns the first token of the word "session" that ends at token k, -1 where none does.
func (e *events) sessionEndingAt(k int) int {
	if key, n := e.smallEnding(k); key == "session" {
		return k - n + 1
	}
	return -1
}

// sessionBack returns the first token of the word "session" before token k, over joints, -1 where none stands.
func (e *events) sessionBack(k int) int {
	for n := 0; n < 4 && k >= e.lo; n++ {
		if s := e.sessionEndingAt(k); s >= 0 {
			return s
		}
		key, m := e.smallEnding(k)
		if key != "joint" && key != "year" {
			return -1
		}
		k -= m
	}
	return -1
}

// sessionNear reports whether the word "session" stands at token i or after a joint.
func (e *events) sessionNear(i int) bool {
	for n := 0; n < 3 && i < e.hi; n++ {
		key, next := e.small(i)
		if key == "session" {
			return true
		}
		if key != "joint" && key != "year" {
			return false
		}
		i = next
	}
	return false
}

// yearAfter returns the year that stands after a meeting's name, and the last token of the mention: "(WTDC-25)",
// "de 2025 (CMDT-25)", "(Baku, 2025)", "2026", "at its 2025 session", "2025年会议".
func (e *events) yearAfter(a anchor) (year, last int) {
	i := a.at + a.n
	session := a.key == "C" && e.sessionBack(a.at-1) >= 0
	for n := 0; n < 9 && i < e.hi; n++ {
		if y := e.yearAt(i); y > 0 {
			end := e.afterYear(i + 1)
			direct := i == a.at+a.n || a.label
			if a.key == "C" && !session && !e.sessionNear(end) && !(direct && e.properName(a)) {
				return 0, 0
			}
			if !e.plausible(a.key, y) {
				return 0, 0
			}
			return y, e.labelFrom(end, a.key, y, i)
		}
		if e.is(i, "(") {
			y, end, ok := e.bracket(a, i)
			if y > 0 {
				return y, end
			}
			if !ok {
				return e.heldAt(a, i)
			}
			i = end + 1 // "(WTDC)", its acronym
			continue
		}
		if e.is(i, ",") && (a.key == "C" || n > 0 && session) {
			i++
			continue
		}
		key, next := e.small(i)
		switch key {
		case "session":
			session = true
		case "joint", "year":
		default:
			return e.heldAt(a, i)
		}
		i = next
	}
	return 0, 0
}

// properName reports whether the name of the Council is written as one: "Council 2026", "理事会2026".
func (e *events) properName(a anchor) bool {
	c := e.raw(a.at + a.n - 1)[0]
	return !(c >= 'a' && c <= 'z') && !strings.HasPrefix(e.raw(a.at+a.n-1), "с")
}

// afterYear returns the token after "года", "г.", "年".
func (e *events) afterYear(i int) int {
	if key, next := e.small(i); key == "year" {
		if e.is(next, ".") && e.is(i, "г") {
			next++
		}
		return next
	}
	return i
}

// bracket reads the bracket after a meeting's name: its label or place and year. ok says that it is the name's
// own, and the name may go on after it.
func (e *events) bracket(a anchor, i int) (year, last int, ok bool) {
	k := i + 1
	if k < e.hi {
		if l, n := e.label(k); n > 0 && (l.body == a.key || lineage(l.body) == lineage(a.key)) && e.is(k+n, ")") {
			return l.year, k + n, true
		}
		if s, n := e.council(k); n > 0 && a.key == "C" && e.is(k+n, ")") {
			y, _ := strconv.Atoi(strings.TrimLeft(s, "C-"))
			if y < 100 {
				y += 2000
			}
			return y, k + n, true
		}
		if b, found := e.anchorAt(k); found && b.key == a.key && b.label && e.is(b.at+b.n, ")") {
			return 0, b.at + b.n, true
		}
	}
	if ad, found := e.adoption(i); found && ad.year > 0 && !ad.revised && ad.printed == "" && ad.label == "" && len(ad.sessions) == 0 && e.plausible(a.key, ad.year) {
		return ad.year, ad.last, true
	}
	return 0, i, false
}

// labelAfter returns the last token of the label in brackets after a name whose year stood before it.
func (e *events) labelAfter(a anchor, year int) int {
	return e.labelFrom(a.at+a.n, a.key, year, a.at+a.n-1)
}

// labelFrom returns the last token of "(CMDT-25)" or "(CMDT)" at token i, else last.
func (e *events) labelFrom(i int, body string, year, last int) int {
	if !e.is(i, "(") {
		return last
	}
	if y, end, ok := e.bracket(anchor{key: body}, i); ok && (y == 0 || labelName(body, y) == labelName(body, year)) {
		return end
	}
	return last
}

// plausible reports whether the body can have met in the year: as the table has it, or after all that it has.
// Bodies that meet every year are not in the table.
func (e *events) plausible(body string, year int) bool {
	if _, ok := e.table.Of(body, year); ok {
		return true
	}
	known := false
	for _, c := range e.table.All {
		if c.Body == body {
			known = true
			if year > c.Year {
				return true
			}
			break // the latest comes first
		}
	}
	return !known && year >= 1990
}

// heldAt looks behind a name without a year for "held in Baku ... 2025": the table must know the meeting.
func (e *events) heldAt(a anchor, i int) (year, last int) {
	if a.key == "C" {
		return 0, 0
	}
	place := ""
	for k := i; k < e.hi && k < i+22; k++ {
		t := e.toks[k]
		if t.Kind == tokens.Sign && (t.Fold == "." || t.Fold == ";" || t.Fold == "。" || t.Fold == ":") {
			break
		}
		if b, ok := e.anchorAt(k); ok && meets(b.key) {
			break
		}
		if place == "" && t.Kind != tokens.Number {
			if city, n := e.table.CityAt(e.toks[:e.hi], k); n > 0 {
				place = city
			}
			continue
		}
		if y := e.yearAt(k); y > 0 && place != "" {
			for _, c := range e.table.At(place, y) {
				if c.Body == a.key {
					return y, a.at + a.n - 1
				}
			}
			break
		}
	}
	return 0, 0
}

// moreYears adds the sessions of "Council 2023 and 2024".
func (e *events) moreYears(i int) {
	for {
		how, k := e.separator(i, 0)
		y := e.yearAt(k)
		if how != "and" || y == 0 {
			return
		}
		e.event("C", y, k, k)
		i = k + 1
	}
}

// han reports whether the token at i is Chinese.
func (e *events) han(i int) bool { return e.toks[i].Kind == tokens.Han }
