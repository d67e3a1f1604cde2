package fields

import (
	"maps"
	"strconv"
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// figureWords are the words of one language by the use that the readers of numbers and figures make of them.
type figureWords struct {
	// Numbers.
	numbers                                map[string]float64 // words with their values
	bare, bareAfter                        map[string]bool    // scales that stand for one without an article: always, or behind a word of degree
	opener                                 map[string]bool    // first words of articles, fractions and collectives, which may begin a number
	scales, collective, fractions, andHalf words              // their keys are values
	begins                                 *lexicon.Heads     // of all words that may begin a number
	article, vagueWords, ordinal           words
	between, from, to, and, or, change     words

	// What counts and what does not.
	units, label, weakLabel, clock, technical               words
	before, after, not, apart, apartLink, hop, by, relative words // of degree

	// Between a number and its noun, and around it.
	joint, stop, adj, total, numberOf, linking words
	traits, verbs, ofWhom, ofThem, topic       words
	copula, times                              words
	amount                                     words // heads of columns that hold sums
}

// words is a matcher with the questions that the grammar asks.
type words struct{ m *lexicon.Matcher }

// At returns the key and length of the phrase at token i of the row.
func (w words) At(toks []tokens.Token, i int) (string, int) {
	if i < 0 || i >= len(toks) {
		return "", 0
	}
	return w.m.At(toks, i)
}

// At2 is At within a passage: nothing is found in a token that is taken.
func (w words) At2(p *passage, i int) (string, int) {
	if !p.at(i) {
		return "", 0
	}
	return w.m.At(p.toks, i)
}

// Len returns the length of the phrase at token i, 0 for none.
func (w words) Len(p *passage, i int) int {
	_, n := w.At2(p, i)
	return n
}

// Before returns the key of the longest phrase that ends right before token i, and where it starts.
func (w words) Before(p *passage, i int) (key string, start int) {
	for k := max(0, i-8); k < i; k++ {
		if key, n := w.m.At(p.toks, k); n > 0 && k+n == i && !p.tab(k+1) {
			return key, k
		}
	}
	return "", i
}

// Ends reports whether a phrase ends right before token i.
func (w words) Ends(p *passage, i int) bool {
	_, start := w.Before(p, i)
	return start < i
}

// figureWordsOf returns the words of a language; English where the language is not known.
var figureWordsOf = lexicon.ByLanguage(func(langs ...string) *figureWords {
	lang := "en"
	if len(langs) > 0 {
		lang = langs[0]
	}
	t := lexicon.MustLoad("figures", lang)
	m := func(keys ...string) words { return words{onlyKeys(t, keys...).Matcher()} }
	w := &figureWords{
		numbers: map[string]float64{}, bare: folded(t[lang]["bare"]), bareAfter: folded(t[lang]["bare.after"]),
		scales: valued(t, "scale", lang), collective: valued(t, "collective", lang),
		fractions: valued(t, "fraction", lang), andHalf: valued(t, "and_half", lang),
		article: m("article"), vagueWords: m("vague"), ordinal: m("ordinal"),
		between: m("between"), from: m("from"), to: m("to"), and: m("and"), or: m("or"), change: m("change"),

		units: unitWords(t, lang), label: m("label"), weakLabel: m("label.weak"),
		clock: m("clock"), technical: m("technical"),
		before: m("q.about", "q.nearly", "q.over", "q.over.verb", "q.under.verb", "q.at_least", "q.up_to", "q.under", "q.none"),
		after:  m("after.about", "after.over", "after.at_least", "after.up_to"),
		not:    m("not"), apart: m("apart.about", "apart.over", "apart.under", "apart.at_least", "apart.up_to", "apart.over.linked", "apart.under.linked"), apartLink: m("apart.link"), hop: m("hop"), by: m("by"), relative: m("relative"),

		joint: m("joint"), stop: m("stop"), adj: m("adjective"), total: m("total"), numberOf: m("number_of"), linking: m("link"),
		traits: m("mode.in_person", "mode.online", "status.new", "status.revised"),
		verbs:  m("revised.verb", "new.verb"),
		ofWhom: m("of_whom"), ofThem: m("of_them"), topic: m("topic"), copula: m("copula"), times: m("times"), amount: m("amount"),
	}
	w.opener = map[string]bool{}
	for _, key := range []string{"article", "fraction", "collective"} {
		for _, entry := range t[lang][key] {
			w.opener[tokens.Cut(entry)[0].Fold] = true
		}
	}
	for _, entry := range t[lang]["number"] {
		word, v := valueOf(entry)
		w.numbers[tokens.Fold(word)] = v
	}
	if lang == "en" {
		w.gluedTens()
	}
	w.begins = &lexicon.Heads{}
	for word := range w.numbers {
		w.begins.Add(word)
	}
	for _, set := range []map[string]bool{w.bare, w.bareAfter, w.opener} {
		for word := range set {
			w.begins.Add(word)
		}
	}
	return w
})

// unitWords returns the matcher of what is counted. Arabic nouns of several words bear the article on each of them
// where they are definite: "دول أعضاء", "الدول الأعضاء"; the first word's is looked through by the matcher.
func unitWords(t lexicon.Topic, lang string) words {
	units := onlyKeys(t, append([]string{"none"}, pipeline.Units()...)...)
	if lang == "ar" {
		for key, list := range units[lang] {
			for _, phrase := range list {
				head, rest, more := strings.Cut(phrase, " ")
				if !more || strings.Contains(rest, "ال") || strings.HasPrefix(rest, "من ") || strings.HasPrefix(rest, "في ") || strings.HasPrefix(rest, "ل") {
					continue
				}
				units[lang][key] = append(units[lang][key], head+" ال"+strings.ReplaceAll(rest, " ", " ال"))
			}
		}
	}
	return words{units.Matcher()}
}

func folded(list []string) map[string]bool {
	set := map[string]bool{}
	for _, word := range list {
		set[tokens.Fold(word)] = true
	}
	return set
}

// valued returns a matcher whose keys are the values that the entries of the lexicon end with ("million 1000000").
func valued(t lexicon.Topic, key, lang string) words {
	table := map[string][]string{}
	for _, entry := range t[lang][key] {
		word, v := valueOf(entry)
		k := strconv.FormatFloat(v, 'f', -1, 64)
		table[k] = append(table[k], word)
	}
	return words{lexicon.Topic{lang: table}.Matcher()}
}

func valueOf(entry string) (string, float64) {
	i := strings.LastIndexByte(entry, ' ')
	v, err := strconv.ParseFloat(entry[i+1:], 64)
	if err != nil {
		panic("lexicon figures: no value in " + entry)
	}
	return entry[:i], v
}

// gluedTens adds numbers that lost their hyphen where a line ended with it: "twentytwo".
func (w *figureWords) gluedTens() {
	for tens, a := range maps.Clone(w.numbers) {
		if a < 20 || a > 90 || int(a)%10 != 0 {
			continue
		}
		for unit, b := range maps.Clone(w.numbers) {
			if b >= 1 && b <= 9 && b == float64(int(b)) {
				w.numbers[tens+unit] = a + b
			}
		}
	}
}
