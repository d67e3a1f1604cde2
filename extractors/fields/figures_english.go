package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// englishNoun reads the noun phrase behind an English number: any words, then a noun in the plural ("fourteen such
// filings", "19 standing and specific items", "five half-day sessions") or a unit. Behind "one (1)" the noun is in the
// singular.
func (r *figureReader) englishNoun(f *figure) noun {
	n := none(f)
	j := f.last + 1
	if r.fold(j) == "-" && r.glued(j) && r.glued(j+1) {
		if !f.digits {
			return n // "ten-day": the number is half a word
		}
		j++ // "10-day", "four (4)-year"
	}
	j += r.toldNumber(j)
	first := -1 // of the words before the noun
	for k := j; k < min(len(r.toks), j+18) && !r.tab(k); {
		if r.taken[k] {
			if k == j {
				return n
			}
			k++
			continue
		}
		t := &r.toks[k]
		if t.Kind == tokens.Sign && t.Fold == "\"" {
			k++
			continue
		}
		if size := r.grade(k); size > 0 {
			if first < 0 {
				first = k
			}
			k += size // "3 additional P.4 posts"
			continue
		}
		end := r.compoundEnd(k)
		if t.Kind != tokens.Word || end == k && r.isValue(t.Fold) && t.Fold != "one" && r.units.Len(r.passage, k) == 0 {
			break
		}
		unit, size := r.units.At2(r.passage, k)
		if size > 0 && r.fold(k+size) == "-" && r.glued(k+size) && r.glued(k+size+1) {
			size = 0 // "500-year-long", "half-day sessions"
		}
		if size > 0 {
			if !r.modifies(unit, k, size) || f.value == 1 && r.units.Len(r.passage, k+size) == 0 {
				if (unit == "percent" || isCurrency(unit)) && first >= 0 {
					return n
				}
				n.is(unit, k, k+size-1)
				r.further(&n)
				return n
			}
			if first < 0 {
				first = k
			}
			k += size
			continue
		}
		if key, size := r.traits.At2(r.passage, k); size > 0 {
			n.note(key)
			n.last = k + size - 1
			k += size
			continue
		}
		if size := r.joint.Len(r.passage, k); size > 0 && first < 0 {
			k += size
			continue
		}
		if end == k && r.stop.Len(r.passage, k) > 0 {
			if r.and.Len(r.passage, k) > 0 && (first >= 0 || n.trait) && r.goesOn(k+1) {
				k++
				continue
			}
			if r.times.Len(r.passage, k) > 0 && f.value >= 1000 {
				n.is("", k, k)
			} else if k == j {
				r.predicate(f, &n, k)
			}
			break
		}
		if englishPlural(r.fold(end)) && !r.glued(k) && !r.pluralFollows(end+1) {
			if first < 0 {
				first = k
			}
			n.is(r.compoundUnit(k, end), first, end)
			n.guessed = true
			return n
		}
		if first < 0 {
			first = k
		}
		if k-first > 7 {
			return n
		}
		k = end + 1
	}
	if f.value == 1 && f.digits && f.last > f.first && first >= 0 {
		// "one (1) focal point": what stands before the stop.
		last := first
		for last+1 < len(r.toks) && r.kind(last+1, tokens.Word) && r.stop.Len(r.passage, last+1) == 0 && !r.taken[last+1] && !r.tab(last+1) {
			last++
		}
		n.is("", first, last)
	}
	return n
}

// grade returns the length of a grade of staff, "P.4" or "G-6", at token k, 0 where none stands there.
func (p *passage) grade(k int) int {
	if k < 0 || k+2 >= len(p.toks) || p.taken[k] || !p.kind(k, tokens.Word) || len(p.raw(k)) != 1 || p.raw(k) < "A" || p.raw(k) > "Z" {
		return 0
	}
	if s := p.fold(k + 1); (s == "." || s == "-") && p.glued(k+1) && p.glued(k+2) && p.kind(k+2, tokens.Number) && len(p.fold(k+2)) == 1 {
		return 3
	}
	return 0
}

// toldNumber returns the length of "the total number of" behind a number: "ten (10) the total number of Questions".
func (r *figureReader) toldNumber(j int) int {
	if n := r.numberOf.Len(r.passage, j); n > 0 {
		return n
	}
	if p := r.passage; p.article(j) {
		if n := r.numberOf.Len(p, j+1); n > 0 {
			return n + 1
		}
	}
	return 0
}

// predicate reads what the number counts behind a verb: "561 were Sector Members", "of whom 96 were women", "85
// attended in person".
func (r *figureReader) predicate(f *figure, n *noun, k int) {
	if m := r.copula.Len(r.passage, k); m > 0 && !r.tab(k+m) {
		for at := k + m; at < min(k+m+3, len(r.toks)) && r.kind(at, tokens.Word); at++ {
			if unit, size := r.units.At2(r.passage, at); size > 0 && unit != "percent" && !isCurrency(unit) && !r.modifies(unit, at, size) {
				n.is(unit, at, at+size-1)
				n.predicate = true
				return
			}
			if r.stop.Len(r.passage, at) > 0 {
				break
			}
		}
	}
	r.trailing(f, n, k)
}

// goesOn reports whether a noun in the plural follows within three words from token k on, so that an "and" before it
// joins two adjectives: "19 standing and specific items".
func (r *figureReader) goesOn(k int) bool {
	for n := 0; n < 4 && k < len(r.toks) && r.kind(k, tokens.Word) && !r.taken[k] && !r.tab(k); n++ {
		if r.startsNumber(k) || r.stop.Len(r.passage, k) > 0 {
			return false
		}
		if r.units.Len(r.passage, k) > 0 {
			return n > 0
		}
		end := r.compoundEnd(k)
		if englishPlural(r.fold(end)) {
			return n > 0
		}
		k = end + 1
	}
	return false
}

// modifies reports whether a unit's word only qualifies the noun that follows it: "five Sector Member observers", "12
// country offices".
func (r *figureReader) modifies(unit string, k, size int) bool {
	next := k + size
	if next >= len(r.toks) || r.tab(next) || r.taken[next] || unit == "percent" || isCurrency(unit) {
		return false
	}
	if strings.HasSuffix(r.fold(next-1), "s") || !r.kind(next, tokens.Word) || r.stop.Len(r.passage, next) > 0 {
		return false
	}
	switch unit {
	case "women", "men", "people", "youth", "children", "staff", "academia":
		return r.units.Len(r.passage, next) > 0 || englishPlural(r.fold(r.compoundEnd(next)))
	}
	return true
}

// further takes the unit right behind women, youth or academia: "12 women delegates".
func (r *figureReader) further(n *noun) {
	next := n.last + 1
	if next >= len(r.toks) || r.tab(next) || !r.toks[next].Space {
		return
	}
	if unit, size := r.units.At2(r.passage, next); size > 0 && unit != "percent" && !isCurrency(unit) && (n.unit == "women" || n.unit == "youth" || n.unit == "academia") {
		n.is(unit, n.first, next+size-1)
	}
}

// pluralFollows reports whether another noun in the plural follows at token k, so that the one before it only
// qualifies it: "12 systems operators".
func (r *figureReader) pluralFollows(k int) bool {
	if k >= len(r.toks) || !r.kind(k, tokens.Word) || !r.toks[k].Space || r.tab(k) || r.taken[k] || r.stop.Len(r.passage, k) > 0 {
		return false
	}
	return englishPlural(r.fold(r.compoundEnd(k)))
}

// compoundUnit returns the unit of a noun with hyphens, from the word behind a prefix such as "e-meetings".
func (r *figureReader) compoundUnit(k, end int) string {
	if end == k {
		return ""
	}
	switch r.fold(k) {
	case "e", "mini", "tele", "video", "side", "pre":
		if unit, size := r.units.At2(r.passage, end); size == 1 {
			return unit
		}
	}
	return ""
}

// englishPlural reports whether a word looks like a noun in the plural.
func englishPlural(s string) bool {
	if len(s) < 3 || !strings.HasSuffix(s, "s") {
		return false
	}
	for _, end := range []string{"ss", "us", "is"} {
		if strings.HasSuffix(s, end) {
			return false
		}
	}
	return true
}
