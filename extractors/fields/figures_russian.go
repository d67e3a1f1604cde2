package fields

import (
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// russianNoun reads the noun phrase behind a Russian number: adjectives and participles, joined by "и" or a comma
// ("в 13 региональных и зональных отделениях"), then a unit or any other word in whatever case.
func (r *figureReader) russianNoun(f *figure) noun {
	n := none(f)
	j := f.last + 1
	adjectives := 0
	if r.ofThem.Len(r.passage, j) > 0 {
		return n
	}
	for k := j; k < min(len(r.toks), j+14) && !r.tab(k); {
		if r.taken[k] {
			break
		}
		t := &r.toks[k]
		if t.Kind == tokens.Sign && t.Fold == "," && adjectives > 0 && r.russianAdjective(k+1) && !r.startsNumber(k+1) {
			k++
			continue
		}
		if t.Kind != tokens.Word || r.isValue(t.Fold) && r.units.Len(r.passage, k) == 0 {
			break
		}
		if q, size := r.after.At2(r.passage, k); size > 1 && k == j && r.kind(k+size, tokens.Word) && r.stop.Len(r.passage, k+size) == 0 {
			f.after = strings.TrimPrefix(q, "after.") // "500 с лишним посланников"
			k += size
			continue
		}
		if unit, size := r.units.At2(r.passage, k); size > 0 && !(adjectives > 0 && unit == "percent") {
			n.is(unit, k, k+size-1)
			return n
		}
		if key, size := r.traits.At2(r.passage, k); size > 0 {
			n.note(key)
			n.last = k + size - 1
			adjectives++
			k += size
			continue
		}
		if size := r.joint.Len(r.passage, k); size > 0 && adjectives == 0 {
			k += size
			continue
		}
		if r.stop.Len(r.passage, k) > 0 {
			if adjectives > 0 && r.and.Len(r.passage, k) > 0 && r.russianAdjective(k+1) && !r.startsNumber(k+1) {
				k++
				continue
			}
			if r.times.Len(r.passage, k) > 0 && f.value >= 1000 {
				n.is("", k, k)
			} else if k == j {
				r.predicate(f, &n, k)
			}
			return n
		}
		if r.adj.Len(r.passage, k) > 0 || r.russianAdjective(k) {
			if r.nounParticiple(k) {
				n.is("", k, k) // "1,2 млн учащихся", "трех воздержавшихся"
				n.guessed = true
				return n
			}
			adjectives++
			if adjectives > 5 {
				return n
			}
			k = r.compoundEnd(k) + 1
			continue
		}
		end := r.compoundEnd(k)
		s := r.fold(end) // of "ЧМ-станциям" the last part
		if utf8.RuneCountInString(s) >= 3 && !r.glued(k) && !shortParticiple(s) && !reflexive(s) && !r.ofWhom.Ends(r.passage, f.first) {
			n.is("", k, end)
			n.guessed = true
		} else if k == j {
			r.trailing(f, &n, k)
		}
		return n
	}
	return n
}

// russianAdjective reports whether token k has the form of an adjective or participle in the plural, or in the genitive
// or nominative singular that stands behind a compound ending in one ("21 новый проект").
func (r *figureReader) russianAdjective(k int) bool {
	if !r.kind(k, tokens.Word) || r.taken[k] {
		return false
	}
	s := r.fold(r.compoundEnd(k))
	if r.units.Len(r.passage, k) > 0 || r.stop.Len(r.passage, k) > 0 {
		return false
	}
	for _, end := range []string{"ых", "их", "ые", "ие", "ым", "им", "ыми", "ими", "ый", "ая", "ую", "ой", "ыхся", "ихся", "иеся", "имся", "имися"} {
		if strings.HasSuffix(s, end) && utf8.RuneCountInString(s) > utf8.RuneCountInString(end)+1 {
			return true
		}
	}
	return false
}

// nounParticiple reports whether the active participle at token k stands for a noun: no noun follows that it qualifies.
func (r *figureReader) nounParticiple(k int) bool {
	s := r.fold(k)
	active := false
	for _, end := range []string{"щих", "щие", "щими", "щим", "щихся", "щиеся", "щимися", "щимся", "вших", "вшихся", "вшие", "вшиеся"} {
		active = active || strings.HasSuffix(s, end)
	}
	if !active {
		return false
	}
	next := k + 1
	return !r.kind(next, tokens.Word) || r.tab(next) || r.taken[next] || r.startsNumber(next) || r.stop.Len(r.passage, next) > 0
}

// russianVerb reports whether a word has an ending of verbs, which nouns may have too.
func russianVerb(s string) bool {
	if utf8.RuneCountInString(s) < 5 {
		return false
	}
	for _, end := range []string{"ли", "ла", "ло", "ют", "ут", "ят", "ат", "ет", "ит"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return reflexive(s)
}

// reflexive reports whether a word ends as only verbs do.
func reflexive(s string) bool {
	for _, end := range []string{"тся", "ться", "лись", "лась", "лось", "лся"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// shortParticiple reports whether a word is a short participle, which says what was done and is nothing counted:
// "12 выполнены", "1 уточнены".
func shortParticiple(s string) bool {
	if utf8.RuneCountInString(s) < 7 {
		return false
	}
	for _, end := range []string{"ены", "ена", "ено", "ованы", "ована", "овано", "ированы", "авлены"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
