package fields

import (
	"strconv"

	"plenary/extractors/tokens"
)

// byPlace returns the year of a meeting that is named without one, from what the text says of it: "held in Baku
// from 17 to 28 November 2025", "2025年11月在巴库举行的世界电信发展大会", "that met in Bucharest", "the ninth". The
// table of conferences must know the meeting.
func (e *events) byPlace(a anchor) int {
	if a.key == "C" {
		return 0
	}
	if y := e.heldAt(a); y > 0 {
		return y
	}
	if y := e.heldBefore(a); y > 0 {
		return y
	}
	if c, ok := e.table.Nth(a.key, e.ordinal(a)); ok {
		return c.LabelYear()
	}
	return 0
}

// A sight is what the words around a meeting's name say of it.
type sight struct {
	place   string
	year    int
	placeAt int
}

// meets returns the year of the body's meeting that the place and year are of, 0 for none. Of two meetings in
// one place the year must tell.
func (e *events) meets(body string, s sight) int {
	if s.place != "" && s.year > 0 {
		for _, c := range e.table.At(s.place, s.year) {
			if c.Body == body {
				return s.year
			}
		}
		return 0
	}
	if s.place != "" {
		if c, ok := e.table.Only(body, s.place); ok {
			return c.LabelYear()
		}
	}
	return 0
}

// heldAt looks behind a name for place and year.
func (e *events) heldAt(a anchor) int {
	var s sight
	held := false
	from := a.at + a.n
	if _, end, ok := e.bracket(a, from); ok && e.is(from, "(") { // "(WTDC)", its acronym
		from = end + 1
	}
	for k := from; k < e.hi && k < from+22 && s.year == 0; k++ {
		if e.ends(k) {
			break
		}
		if s.place == "" && e.toks[k].Kind != tokens.Number {
			if city, n := e.table.CityAt(e.toks[:e.hi], k); n > 0 {
				s.place, s.placeAt = city, k
				continue
			}
		}
		if key, _ := e.small(k); key == "held" {
			held = true
		}
		s.year = e.yearAt(k)
	}
	if s.year > 0 && s.place == "" && held { // "held from 26 September to 14 October 2022"
		if c, ok := e.table.Of(a.key, s.year); ok && c.Year == s.year {
			return s.year
		}
	}
	if s.year == 0 && (!held || s.placeAt > from+8) {
		return 0
	}
	return e.meets(a.key, s)
}

// heldBefore looks before a name for place and year, as Chinese has them, and Russian participles: "2025年在巴库举行的",
// "состоявшейся в Баку в 2025 году".
func (e *events) heldBefore(a anchor) int {
	k := e.beforeOrdinal(a.at)
	if !e.han(a.at) && !isCyrillic(e.toks[a.at].Fold) {
		return 0
	}
	var s sight
	held := false
	for n := 0; n < 26 && k-1 >= e.lo; n++ {
		k--
		if e.ends(k) || e.is(k, ",") {
			break
		}
		if s.year == 0 {
			s.year = e.yearAt(k)
		}
		if s.place == "" {
			if city, _ := e.table.CityAt(e.toks[:e.hi], k); city != "" {
				s.place = city
			}
		}
		if key, _ := e.small(k); key == "held" {
			held = true
		}
		if held && s.year > 0 && s.place != "" {
			break
		}
		if n > 2 && !held && e.han(a.at) {
			return 0
		}
	}
	if !held || s.year == 0 {
		return 0
	}
	if s.place == "" {
		if c, ok := e.table.Of(a.key, s.year); ok && c.Year == s.year {
			return s.year
		}
		return 0
	}
	return e.meets(a.key, s)
}

// ends reports whether the token at k parts what is said of a meeting from the rest: the end of a clause, another
// meeting, a reference.
func (e *events) ends(k int) bool {
	switch e.toks[k].Fold {
	case ".", ";", "。", ":", "؛", "(", ")":
		return true
	}
	if a, ok := e.anchorAt(k); ok && meets(a.key) {
		return true
	}
	return e.isClaimed(k)
}

// ordinal returns which of its body's meetings the word before a name says it is: 9 for "the ninth", "第九届",
// "9-я", 0 for none. Arabic has it behind or inside the name.
func (e *events) ordinal(a anchor) int {
	first := e.beforeOrdinal(a.at)
	if first == a.at {
		first = a.at + a.n
		if isArabic(e.toks[a.at].Fold) {
			for k := a.at; k < first; k++ {
				if key, n := e.words.ordinals.At(e.toks[:e.hi], k); n > 0 {
					return ordinalOf(key)
				}
			}
		} else {
			return 0
		}
	}
	if first >= e.hi {
		return 0
	}
	if e.is(first, "第") && e.number(first+1) {
		first++
	}
	if e.number(first) {
		n, _ := strconv.Atoi(e.toks[first].Fold)
		return n
	}
	key, n := e.words.ordinals.At(e.toks[:e.hi], first)
	if n == 0 {
		return 0
	}
	return ordinalOf(key)
}

// ordinalOf returns the number in a key of the lexicon: 9 for "ordinal9".
func ordinalOf(key string) int {
	n, _ := strconv.Atoi(key[len("ordinal"):])
	return n
}

// beforeOrdinal returns the token where the ordinal before token i begins, i where none stands.
func (e *events) beforeOrdinal(i int) int {
	for n := 4; n >= 1; n-- {
		if i-n < e.lo {
			continue
		}
		if _, m := e.words.ordinals.At(e.toks[:e.hi], i-n); m == n {
			return i - n
		}
	}
	if e.is(i-1, "届") && e.number(i-2) && e.is(i-3, "第") {
		return i - 3
	}
	// "9th", "9-я", "9.ª", "9e"
	k := i - 1
	if k-1 >= e.lo && e.word(k) && len(e.toks[k].Fold) <= 6 && e.glued(k) {
		k--
		for (e.is(k, "-") || e.is(k, ".")) && e.glued(k) {
			k--
		}
		if e.number(k) && len(e.toks[k].Fold) <= 2 {
			return k
		}
	}
	return i
}

// isCyrillic reports whether a word is written in Cyrillic letters.
func isCyrillic(fold string) bool { return fold != "" && (fold[0] == 0xD0 || fold[0] == 0xD1) }
