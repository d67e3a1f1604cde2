package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// A noun is what nounAfter found behind a number.
type noun struct {
	unit         string // a unit, "none" for a noun of the lexicon that is none, "" for any other
	first, last  int    // tokens of the noun; first is -1 where none was found
	guessed      bool   // only the form of the word says that it is a noun
	mode, status string
	trait        bool   // a mode or status stands there; without a noun, last is its end
	measure      string // the Chinese classifier
	predicate    bool   // the noun stands behind a verb
}

// nounAfter looks for what a number counts behind it. It walks over what may stand between (classifiers, "de",
// adjectives, words for mode and status) and stops at punctuation and at words that end a noun phrase.
func (r *figureReader) nounAfter(f *figure) noun {
	switch r.lang {
	case "fr", "es":
		return r.romanceNoun(f)
	case "ru":
		return r.russianNoun(f)
	case "zh":
		return r.chineseNoun(f)
	case "ar":
		return r.arabicNoun(f)
	}
	return r.englishNoun(f)
}

// none returns a noun that was not found.
func none(f *figure) noun { return noun{first: -1, last: f.last} }

// is sets the noun to the tokens from first on.
func (n *noun) is(unit string, first, last int) {
	n.unit, n.first, n.last = unit, first, last
}

// note keeps a word of mode or status, "mode.online".
func (n *noun) note(key string) {
	n.trait = true
	kind, v, _ := strings.Cut(key, ".")
	if kind == "mode" && n.mode == "" {
		n.mode = v
	} else if kind == "status" && n.status == "" {
		n.status = v
	}
}

// halfMore adds the half that stands behind a length of time: "deux heures et demie", 两年半.
func (r *figureReader) halfMore(f *figure, n *noun) {
	switch n.unit {
	case "hours", "days", "weeks", "months", "years":
	default:
		return
	}
	key, size := r.andHalf.At2(r.passage, n.last+1)
	if size == 0 || r.tab(n.last+1) || f.ranged {
		return
	}
	part, _ := strconv.ParseFloat(key, 64)
	f.value, f.plain, n.last = f.value+part, false, n.last+size
}

// trailing finds a mode behind a word that no noun phrase goes on with: "85 attended in person", "3 120 asistieron
// presencialmente". It looks three words far.
func (r *figureReader) trailing(f *figure, n *noun, k int) {
	if n.trait || k >= len(r.toks) || r.startsNumber(k) {
		return
	}
	for m := k; m < min(k+4, len(r.toks)) && !r.tab(m); m++ {
		if r.kind(m, tokens.Sign) && r.fold(m) != "'" || r.startsNumber(m) || m > k && r.and.Len(r.passage, m) > 0 {
			return
		}
		if key, size := r.traits.At2(r.passage, m); size > 0 && strings.HasPrefix(key, "mode.") {
			n.note(key)
			n.last = m + size - 1
			return
		}
	}
}

// compoundEnd returns the last token of the word with hyphens that begins at token k.
func (r *figureReader) compoundEnd(k int) int {
	for r.fold(k+1) == "-" && r.glued(k+1) && r.glued(k+2) && r.kind(k+2, tokens.Word) && !r.taken[k+2] {
		k += 2
	}
	return k
}

// acronym reports whether token k is printed in capitals.
func (r *figureReader) acronym(k int) bool {
	if !r.kind(k, tokens.Word) {
		return false
	}
	w := r.raw(k)
	return len(w) > 1 && strings.ToUpper(w) == w
}

// traitsAround reads mode and status behind the noun ("44 résolutions révisées", "106 participants en ligne") and
// before the number ("Лично присутствовали 19 870 участников", "a révisé 44 Résolutions"), and keeps what goes with
// the noun.
func (r *figureReader) traitsAround(f *figure) {
	r.traitsBehind(f)
	r.traitsBefore(f)
	if f.mode != "" && f.unit != "" && !attends(f.unit) {
		f.mode = ""
	}
	if f.status != "" && kin(f.unit) != "texts" {
		f.status = ""
	}
}

func (r *figureReader) traitsBehind(f *figure) {
	for k, steps := max(f.end, f.last)+1, 0; steps < 4 && k < len(r.toks) && !r.tab(k); steps++ {
		key, n := r.traits.At2(r.passage, k)
		switch {
		case n == 0:
			if !r.kind(k, tokens.Word) && !r.kind(k, tokens.Han) || r.startsNumber(k) || r.and.Len(r.passage, k) > 0 {
				return
			}
			k++
			continue
		case strings.HasPrefix(key, "mode.") && f.mode == "" && attends(f.unit):
			f.mode = key[5:]
		case strings.HasPrefix(key, "status.") && f.status == "" && steps == 0 && r.adjectivesFollow():
			f.status = key[7:]
		}
		k += n
	}
}

// adjectivesFollow reports whether adjectives stand behind their noun in the language.
func (r *figureReader) adjectivesFollow() bool {
	return r.lang == "fr" || r.lang == "es" || r.lang == "ar"
}

func (r *figureReader) traitsBefore(f *figure) {
	if key, start := r.verbs.Before(r.passage, f.start); start < f.start && f.status == "" {
		f.status = strings.TrimSuffix(key, ".verb")
	}
	if f.mode != "" || !attends(f.unit) || f.unit == "" {
		return
	}
	for k, steps := f.start, 0; k > 0 && steps < 3; steps++ {
		if r.tab(k) || r.kind(k-1, tokens.Number) || r.kind(k-1, tokens.Sign) {
			return
		}
		if key, start := r.traits.Before(r.passage, k); start < k {
			if strings.HasPrefix(key, "mode.") && !r.modeOfOther(start) {
				f.mode = key[5:]
			}
			return
		}
		if r.lang != "ru" && r.lang != "ar" && r.lang != "zh" || r.and.Len(r.passage, k-1) > 0 {
			return
		}
		k--
	}
}

// modeOfOther reports whether the mode at token at belongs to the figure before it: "213 en ligne et 85 délégués".
func (r *figureReader) modeOfOther(at int) bool {
	if len(r.found) == 0 {
		return false
	}
	g := r.found[len(r.found)-1]
	for i := g.end + 1; i < at; i++ {
		if r.kind(i, tokens.Sign) {
			return false
		}
	}
	return g.end >= at || at-g.end < 4
}

// attends reports whether what the unit counts can take part in person or online, or be held so.
func attends(unit string) bool {
	switch kin(unit) {
	case "people", "states", "events":
		return true
	}
	return unit == "" || unit == "organizations" || unit == "sector_members"
}

// kin names the sorts of things of which some may be parts of others; "" for what has no parts.
func kin(unit string) string {
	switch unit {
	case "participants", "delegates", "people", "women", "men", "youth", "children", "ministers", "speakers", "experts", "staff", "observers":
		return "people"
	case "resolutions", "decisions", "recommendations", "questions", "proposals", "contributions", "documents":
		return "texts"
	case "member_states", "countries":
		return "states"
	case "meetings", "sessions", "events", "workshops":
		return "events"
	case "percent", "days", "hours", "weeks", "months", "years", "":
		return ""
	}
	return unit
}
