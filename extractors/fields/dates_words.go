package fields

import (
	"strconv"

	"plenary/extractors/lexicon"
)

// dateWords are the words around dates in one language and English, which stands in documents of every
// language. They are apart by use, since one word has several ("de": of and from).
type dateWords struct {
	months, weekday, ordinal, of, to, and, from, between, period, year *lexicon.Matcher
	sameMonth                                                          *lexicon.Matcher // "del mismo mes"
	years                                                              *lexicon.Matcher // "this year", "of the same year"
	future, term                                                       *lexicon.Matcher // what is to come: "will", "состоится"; a term, right before a date: "au plus tard le"
}

// dateWordsOf returns the words of a language; of all languages where it is not known.
var dateWordsOf = lexicon.ByLanguage(func(langs ...string) *dateWords {
	t := lexicon.MustLoad("dates", lexicon.WithEnglish(langs)...)
	months := []string{}
	for m := 1; m <= 12; m++ {
		months = append(months, "m"+strconv.Itoa(m), "s"+strconv.Itoa(m))
	}
	m := func(keys ...string) *lexicon.Matcher { return onlyKeys(t, keys...).Matcher() }
	return &dateWords{months: m(months...), weekday: m("weekday"), ordinal: m("ordinal"), of: m("of"), to: m("to"),
		and: m("and"), from: m("from"), between: m("between"), period: m("period"), year: m("year"), sameMonth: m("same_month"),
		years: m("year.this", "year.last", "year.next", "year.same"), future: m("future"), term: m("term")}
})

// onlyKeys returns the topic with these keys alone.
func onlyKeys(t lexicon.Topic, keys ...string) lexicon.Topic {
	out := lexicon.Topic{}
	for lang, table := range t {
		out[lang] = map[string][]string{}
		for _, k := range keys {
			out[lang][k] = table[k]
		}
	}
	return out
}
