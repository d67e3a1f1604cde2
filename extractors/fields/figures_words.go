package fields

import (
	"strconv"
	"strings"
	"sync"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// figureWords are the words of one language by the use that the reader of figures makes of them.
type figureWords struct {
	units, before, after, traits, verbs                                                  words
	ofWhom, between, from, to, and, or, total                                            words
	joint, stop, label, clock, technical, adj                                            words
	article, scales, heads, numberOf, change, ordinal, hop, collective, vagueWords, half words
	numbers                                                                              map[string]int
	bare                                                                                 map[string]bool // words of scale that stand for one of it without an article: "mil", مليون
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
	for k := max(0, i-6); k < i; k++ {
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

// unitKeys are the units of the contract, the keys of what is counted.
var unitKeys = strings.Fields(`participants delegates member_states sector_members associates academia observers countries
	regions organizations people women men youth children ministers speakers experts meetings sessions events workshops
	days hours weeks months years documents contributions proposals pages words interpreter_days resolutions decisions
	recommendations questions regional_initiatives priorities projects activities fellowships posts staff
	contributory_units votes seats languages networks satellites sites schools percent CHF USD EUR`)

// figureWordsOf returns the words of a language; English where the language is not known.
func figureWordsOf(lang string) *figureWords {
	if w := figureTables()[lang]; w != nil {
		return w
	}
	return figureTables()["en"]
}

var figureTables = sync.OnceValue(func() map[string]*figureWords {
	t := lexicon.MustLoad("figures")
	all := map[string]*figureWords{}
	for _, lang := range lexicon.Languages {
		all[lang] = newFigureWords(t, lang)
	}
	return all
})

func newFigureWords(t lexicon.Topic, lang string) *figureWords {
	m := func(keys ...string) words { return words{onlyKeys(t, keys...).Matcher(lang)} }
	w := &figureWords{
		units:  m(append([]string{"none"}, unitKeys...)...),
		before: m("q.about", "q.nearly", "q.over", "q.at_least", "q.up_to", "q.under"),
		after:  m("after.about", "after.over", "after.at_least", "after.up_to"),
		traits: m("mode.in_person", "mode.online", "status.new", "status.revised"),
		verbs:  m("revised.verb", "new.verb"),
		ofWhom: m("of_whom"), between: m("between"), from: m("from"), to: m("to"), and: m("and"), or: m("or"),
		total: m("total"), joint: m("joint"), stop: m("stop"), label: m("label"), clock: m("clock"),
		technical: m("technical"), adj: m("adjective"), article: m("article"), numberOf: m("number_of"), change: m("change"), ordinal: m("ordinal"), hop: m("hop"), vagueWords: m("vague"), half: m("half"),
		scales: valued(t, "scale", lang), collective: valued(t, "collective", lang), heads: valued(t, "scale.head", lang),
		numbers: map[string]int{}, bare: map[string]bool{},
	}
	for _, word := range bareScales[lang] {
		w.bare[tokens.Fold(word)] = true
	}
	for _, entry := range t[lang]["number"] {
		word, v := valueOf(entry)
		w.numbers[tokens.Fold(word)] = int(v)
	}
	return w
}

// bareScales are the scales that need no article to stand for one, or with an Arabic dual for two, of it. In the
// plural they count nothing ("miles de personas").
var bareScales = map[string][]string{
	"fr": {"mille"}, "es": {"mil"}, "ru": {"тысяча", "тысячу", "миллион", "миллиард"},
	"ar": {"ألف", "ألفي", "ألفان", "ألفين", "مليون", "مليوني", "مليونان", "مليونين", "مليار", "ملياري", "مليارين"},
}

// valued returns a matcher whose keys are the values that the entries of the lexicon end with ("million 1000000").
func valued(t lexicon.Topic, key, lang string) words {
	table := map[string][]string{}
	for _, entry := range t[lang][key] {
		word, v := valueOf(entry)
		k := strconv.FormatFloat(v, 'f', -1, 64)
		table[k] = append(table[k], word)
	}
	return words{lexicon.Topic{lang: table}.Matcher(lang)}
}

func valueOf(entry string) (string, float64) {
	i := strings.LastIndexByte(entry, ' ')
	v, err := strconv.ParseFloat(entry[i+1:], 64)
	if err != nil {
		panic("lexicon figures: no value in " + entry)
	}
	return entry[:i], v
}
