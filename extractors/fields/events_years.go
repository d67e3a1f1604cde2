package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// small returns the word of a meeting at token i (session, year, held, joint, ordinary) and the token after it.
// Signs that glue words ("'s", "l'") count as joints, and so do ordinals.
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
	if _, n := e.words.ordinals.At(e.toks[:e.hi], i); n > 0 {
		return "joint", i + n
	}
	switch key, next := e.joint(i); {
	case isFiller(key), key == "to", key == "its":
		return "joint", next
	}
	if e.is(i, "s") && (e.is(i-1, "'") || e.is(i-1, "’")) {
		return "joint", i + 1
	}
	return "", i
}

// isJoint reports whether a word of a meeting may stand between its name and its year.
func isJoint(key string) bool { return key == "joint" || key == "year" || key == "ordinary" }

// smallEnding is small for the word that ends at token k.
func (e *events) smallEnding(k int) (string, int) {
	for n := 3; n >= 0; n-- {
		if k-n < e.lo {
			continue
		}
		if key, next := e.small(k - n); key != "" && next == k+1 {
			return key, n + 1
		}
	}
	return "", 0
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
		key, n := e.smallEnding(k)
		if key != "joint" && key != "year" && !(key == "held" && e.han(k)) { // "2025年召开的"
			break
		}
		if !e.han(k) {
			fillers++
		}
		k -= n
	}
	if y := e.yearAt(k); y > 0 {
		if s := e.sessionBack(k - 1); s >= 0 && a.key == "C" { // "session de 2026 du Conseil", "сессия 2026 года Совета"
			return y, s
		}
		if fillers > 0 || !e.plausible(a.key, y) { // "2022 Plenipotentiary Conference", "2022年全权代表大会"
			return 0, 0
		}
		if a.key == "C" && !e.han(a.at) && !e.sessionNear(a.at+a.n) && !(a.n == 1 && e.properName(a) && e.article(k-1)) {
			return 0, 0
		}
		return y, k
	}
	if s := e.sessionEndingAt(k); s >= 0 { // "2026 ordinary session of the Council"
		for j := s - 1; j >= e.lo && j >= s-4; {
			if y := e.yearAt(j); y > 0 {
				return y, j
			}
			key, n := e.smallEnding(j)
			if !isJoint(key) {
				break
			}
			j -= n
		}
	}
	return 0, 0
}

// article reports whether "the" stands at token i, as before "2026 Council".
func (e *events) article(i int) bool {
	key, next := e.joint(i)
	return i >= e.lo && key == "filler" && next == i+1
}

// sessionEndingAt returns the first token of the word "session" that ends at token k, or before "ordinary" there;
// -1 where none does.
func (e *events) sessionEndingAt(k int) int {
	for {
		key, n := e.smallEnding(k)
		switch key {
		case "session":
			return k - n + 1
		case "ordinary":
			k -= n
		default:
			return -1
		}
	}
}

// sessionBack returns the first token of the word "session" before token k, over joints, -1 where none stands.
func (e *events) sessionBack(k int) int {
	for n := 0; n < 8 && k >= e.lo; n++ {
		if s := e.sessionEndingAt(k); s >= 0 {
			return s
		}
		if e.yearAt(k) > 0 { // "sessions de 2023 et 2024 du Conseil"
			k--
			continue
		}
		key, m := e.smallEnding(k)
		if !isJoint(key) && key != "and" {
			return -1
		}
		k -= m
	}
	return -1
}

// sessionNear reports whether the word "session" stands at token i or after a joint.
func (e *events) sessionNear(i int) bool {
	for n := 0; n < 5 && i < e.hi; n++ {
		if e.yearAt(i) > 0 { // "理事会2023年和2024年会议"
			i++
			continue
		}
		key, next := e.small(i)
		if key == "session" {
			return true
		}
		if !isJoint(key) && key != "and" {
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
			if a.key == "C" && !session && !e.sessionNear(end) && !(e.directYear(a, i) && e.properName(a)) || !e.plausible(a.key, y) {
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
				if i = e.yearBracket(i); i == 0 {
					return 0, 0
				}
				continue
			}
			i = end + 1 // "(WTDC)", its acronym
			continue
		}
		if (e.is(i, ",") || e.is(i, "،")) && (a.key == "C" || n > 0 && session) {
			i++
			continue
		}
		key, next := e.small(i)
		switch {
		case key == "session":
			session = true
		case isJoint(key), key == "held" && session:
		default:
			return 0, 0
		}
		i = next
	}
	return 0, 0
}

// yearBracket returns the token after the bracket at i where a year with its small words follows: "(لعام 2022)".
func (e *events) yearBracket(i int) int {
	for k := i + 1; k < e.hi && k < i+4; {
		if e.yearAt(k) > 0 {
			return i + 1
		}
		key, next := e.small(k)
		if !isJoint(key) {
			return 0
		}
		k = next
	}
	return 0
}

// directYear reports whether only a small word at most parts the Council's name from the year at token i.
func (e *events) directYear(a anchor, i int) bool {
	k := a.at + a.n
	if k == i || a.label && e.han(a.at) {
		return true
	}
	switch key, next := e.small(k); {
	case next != i:
		return false
	case key == "year": // "المجلس لعام 2024"
		return true
	case key == "joint": // "Consejo de 2015", not "Council in 2015"
		of, _ := e.joint(k)
		return of == "of" || isArabic(e.toks[k].Fold) && strings.HasPrefix(e.toks[k].Fold, "ل")
	}
	return false
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
		if l, n := e.label(k); n > 0 && (l.body == a.key || lineage(l.body) == lineage(a.key)) && (e.is(k+n, ")") || e.is(k+n, ",") || e.is(k+n, "،")) {
			if !e.is(k+n, ")") { // "(PP-22, Bucharest)"
				n--
			}
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

// moreYears adds the meetings of "Council 2023 and 2024", from token i on.
func (e *events) moreYears(body string, i int) {
	for {
		how, k := e.separator(e.afterYear(i), 0)
		y := e.yearAt(k)
		if how != "and" || y == 0 || !e.plausible(body, y) {
			return
		}
		if a, ok := e.anchorAt(e.afterYear(k + 1)); ok && meets(a.key) { // the year of the next
			return
		}
		e.event(body, y, k, k)
		i = k + 1
	}
}

// yearsBefore adds the meetings of "the 2026, 2027 and 2028 sessions of the Council" whose years stand before the one
// at token i.
func (e *events) yearsBefore(body string, i int) {
	var years []int // tokens, last first
	for k := i - 1; k > e.lo && k > e.done; k-- {
		y := e.yearAt(k - 1)
		if how, next := e.separator(k, 0); how == "" || how == "to" || next != i || y == 0 || !e.plausible(body, y) {
			break
		}
		k--
		i = k
		years = append(years, i)
	}
	for n := len(years) - 1; n >= 0; n-- {
		e.event(body, e.yearAt(years[n]), years[n], years[n])
	}
}
