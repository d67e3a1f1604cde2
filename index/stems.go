package index

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"

	"plenary/extractors/tokens"
)

// stem returns the term of a folded word in a language. Words are folded first, so that accents are optional;
// where a language's stemmer tells endings by their accent, the ending is given it back.
func stem(lang, word string) string {
	switch lang {
	case "en":
		return snowball(english.Stem, word)
	case "fr": // "accordées" comes as "accordees", which the stemmer would not take for "accordé"
		if s, ok := strings.CutSuffix(strings.TrimSuffix(word, "s"), "ee"); ok && len(s) > 2 {
			word = s + "e"
		}
		return snowball(french.Stem, word)
	case "es": // "resolución" comes as "resolucion", which the stemmer would not take with "resoluciones"
		if s, ok := strings.CutSuffix(word, "ion"); ok {
			word = s + "ión"
		}
		return snowball(spanish.Stem, word)
	case "ru":
		return snowball(russian.Stem, word)
	case "ar":
		return stemArabic(word)
	}
	return word
}

func snowball(stem func(*snowballstem.Env) bool, word string) string {
	env := snowballstem.NewEnv(word)
	stem(env)
	if s := tokens.Fold(env.Current()); s != "" {
		return s
	}
	return word
}

// What Arabic writes onto a word: the article with the particles before it, and endings (Larkey's light stemmer,
// with the alef of the accusative). A particle without the article stays: it cannot be told from a root's first
// letter; queries look for both (variants).
var (
	arabicBefore = []string{"وبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال"}
	arabicAfter  = []string{"ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي", "ا"}
)

const arabicLetter = 2 // bytes

func stemArabic(word string) string {
	for _, p := range arabicBefore {
		if s, ok := strings.CutPrefix(word, p); ok && len(s) >= 2*arabicLetter {
			word = s
			break
		}
	}
	if s, ok := arabicPlurals()[word]; ok {
		word = s
	}
	for _, p := range arabicAfter {
		if s, ok := strings.CutSuffix(word, p); ok && len(s) >= 2*arabicLetter {
			word = s
		}
	}
	return word
}

//go:embed plurals_ar.txt
var arabicPluralList string

// arabicPlurals maps the folded broken plurals to their singulars.
var arabicPlurals = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, line := range strings.Split(arabicPluralList, "\n") {
		singular, plurals, ok := strings.Cut(line, " = ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, p := range strings.Split(plurals, ", ") {
			all[tokens.Fold(p)] = tokens.Fold(singular)
		}
	}
	return all
})

// variants returns the terms by which a query looks for a term: itself and how else it may be written.
func variants(lang, term string) []string {
	switch lang {
	case "ar": // "and", "to", "with" are written onto the word
		out := []string{term}
		for _, p := range []string{"و", "ل", "ب", "ف", "ك"} {
			if s, ok := strings.CutPrefix(term, p); ok && len(s) >= 4*arabicLetter {
				out = append(out, s)
			} else if !ok {
				out = append(out, p+term)
			}
		}
		return out
	case "en": // organisation, labour, programme, centre
		for _, v := range [][2]string{{"is", "iz"}, {"iz", "is"}, {"our", "or"}, {"mm", "m"}, {"tre", "ter"}, {"centr", "center"}, {"center", "centr"}} {
			if s, ok := strings.CutSuffix(term, v[0]); ok && len(s) > 2 || ok && v[0] == term {
				return []string{term, s + v[1]}
			}
		}
	}
	return []string{term}
}

// stopWords are words too frequent to be searched for, by language and folded.
var stopWords = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for lang, list := range map[string][]byte{
		"en": en.EnglishStopWords, "fr": fr.FrenchStopWords, "es": es.SpanishStopWords, "ru": ru.RussianStopWords, "ar": ar.ArabicStopWords,
	} {
		all[lang] = map[string]bool{}
		m := analysis.NewTokenMap()
		if err := m.LoadBytes(list); err != nil {
			panic(err) // the list is part of the library
		}
		for w := range m {
			all[lang][tokens.Fold(w)] = true
		}
	}
	return all
})
