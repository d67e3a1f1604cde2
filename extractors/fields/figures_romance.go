package fields

import (
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// romanceNoun reads the noun phrase behind a French or Spanish number: the few adjectives that stand before their
// noun, then a unit or any word in the plural. "de" stands between only behind a scale or a collective ("2 millions
// de personnes", "une vingtaine de pays") or a part ("douze des 48 pays").
func (r *figureReader) romanceNoun(f *figure) noun {
	n := none(f)
	j := f.last + 1
	if told := r.toldNumber(j); told > 0 {
		j += told // "dix (10) le nombre total de Questions"
	}
	joints, adjectives := 0, 0
	if r.ofThem.Len(r.passage, j) > 0 {
		return n // "84 d'entre eux"
	}
	for k := j; k < min(len(r.toks), j+14) && !r.tab(k); {
		if r.taken[k] || r.toks[k].Kind != tokens.Word {
			break
		}
		if r.isValue(r.fold(k)) && r.units.Len(r.passage, k) == 0 {
			break
		}
		if unit, size := r.units.At2(r.passage, k); size > 0 && !(adjectives > 0 && unit == "percent") {
			n.is(unit, k, k+size-1)
			return n
		}
		if key, size := r.traits.At2(r.passage, k); size > 0 && (joints == 0 || f.factor != 0) {
			n.note(key)
			n.last = k + size - 1
			k += size
			continue
		}
		if size := r.joint.Len(r.passage, k); size > 0 && joints < 2 && adjectives == 0 {
			joints++
			k += size
			continue
		}
		if r.stop.Len(r.passage, k) > 0 {
			if r.times.Len(r.passage, k) > 0 && f.value >= 1000 {
				n.is("", k, k)
			} else if k == j {
				r.predicate(f, &n, k)
			}
			break
		}
		if size := r.adj.Len(r.passage, k); size > 0 {
			adjectives++
			k += size
			if m := r.and.Len(r.passage, k); m > 0 && r.adj.Len(r.passage, k+m) > 0 {
				k += m // "trois grandes et petites salles"
			}
			continue
		}
		if joints > 0 && f.factor == 0 && !f.article && f.after != "about" && !n.trait {
			break // "sept des Amériques"
		}
		r.romanceGuess(f, &n, k)
		if n.first < 0 && k == j {
			r.trailing(f, &n, k)
		}
		return n
	}
	return n
}

// romanceGuess takes the word at token k for the noun where its form allows it: a plural, an acronym, or any word
// behind "un (1)".
func (r *figureReader) romanceGuess(f *figure, n *noun, k int) {
	if r.glued(k) && r.fold(k-1) != "'" && r.fold(k-1) != "-" {
		return
	}
	end := r.compoundEnd(k)
	switch {
	case r.romancePlural(k) || end > k && r.romancePlural(end):
	case r.acronym(k) && utf8.RuneCountInString(r.fold(k)) >= 3 && f.value > 1:
	case f.value == 1 && f.digits && f.last > f.first:
	default:
		return
	}
	// An adjective that stands before a unit: "trois récentes réunions".
	if unit, size := r.units.At2(r.passage, end+1); size > 0 && unit != "percent" && !r.tab(end+1) && !isCurrency(unit) && r.plural(end+1) &&
		(unit != "associates" || r.upper(end+1)) { // "28 hoteles asociados" are hotels
		n.is(unit, end+1, end+size)
		return
	}
	n.is("", k, end)
	n.guessed = true
}

// romancePlural reports whether token k looks like a noun in the plural.
func (r *figureReader) romancePlural(k int) bool {
	return utf8.RuneCountInString(r.fold(k)) >= 4 && r.plural(k)
}

func (r *figureReader) plural(k int) bool {
	s := r.fold(k)
	return strings.HasSuffix(s, "s") || r.lang == "fr" && (strings.HasSuffix(s, "x") || strings.HasSuffix(s, "z"))
}
