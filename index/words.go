package index

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"

	"plenary/extractors/tokens"
)

// maxTerm is the longest term in bytes that is indexed. Bleve fails a whole batch over a term of 32 kB; no
// word of a report comes near 256 bytes.
const maxTerm = 256

// Languages are the codes that have a field of their own. A text in none of them goes to the field "xx".
var Languages = []string{"en", "fr", "es", "ru", "zh", "ar"}

// stemmers gives each language's stemmer. Chinese has none: its characters are indexed in pairs.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"en": english.Stem, "fr": french.Stem, "es": spanish.Stem, "ru": russian.Stem, "ar": arabic.Stem,
}

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

// A term is a word as it stands in the index, with its place: the bytes of the shadow that it came from and
// its position among the words of the text, from 1. Stop words take a position and give no term.
type term struct {
	text       string
	start, end int
	position   int
}

// terms cuts a shadow's text into terms: words folded (case, accents) and then stemmed, so that accents are
// optional everywhere; numbers as their digits, and grouped digits ("1 939") also as one; Chinese in pairs of
// characters. The stems map is a cache that the caller keeps.
func terms(lang, text string, stems map[string]string, emit func(term)) {
	toks := tokens.Cut(text)
	stop := stopWords()[lang]
	pos := 0
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		switch t.Kind {
		case tokens.Sign:
			continue
		case tokens.Number:
			pos++
			if t.End-t.Start > maxTerm {
				continue
			}
			emit(term{t.Fold, t.Start, t.End, pos})
			if joined, end := grouped(toks, i); joined != "" {
				emit(term{joined, t.Start, end, pos})
			}
		case tokens.Han:
			pos++
			next := i + 1
			if next < len(toks) && toks[next].Kind == tokens.Han && !toks[next].Break {
				emit(term{t.Fold + toks[next].Fold, t.Start, toks[next].End, pos})
			} else if i == 0 || toks[i-1].Kind != tokens.Han || toks[i].Break {
				emit(term{t.Fold, t.Start, t.End, pos}) // a character that stands alone
			}
		default:
			pos++
			if stop[t.Fold] || t.End-t.Start > maxTerm {
				continue
			}
			emit(term{stemmed(lang, t.Fold, stems), t.Start, t.End, pos})
		}
	}
}

// grouped returns the number whose groups of three digits begin at toks[i], and where it ends; "" where the
// digits stand alone.
func grouped(toks []tokens.Token, i int) (string, int) {
	if len(toks[i].Fold) > 3 || toks[i].Fold[0] == '0' {
		return "", 0
	}
	joined, end := "", 0
	for k := i + 1; k < len(toks); {
		if toks[k].Fold == "," || toks[k].Fold == "." {
			k++
			if k == len(toks) || toks[k].Space {
				break
			}
		} else if !toks[k].Space {
			break
		}
		if toks[k].Kind != tokens.Number || len(toks[k].Fold) != 3 || toks[k].Break {
			break
		}
		if joined == "" {
			joined = toks[i].Fold
		}
		joined += toks[k].Fold
		end = toks[k].End
		k++
	}
	return joined, end
}

func stemmed(lang, word string, stems map[string]string) string {
	stem := stemmers[lang]
	if stem == nil {
		return word
	}
	if s, ok := stems[word]; ok {
		return s
	}
	env := snowballstem.NewEnv(word)
	stem(env)
	s := strings.Clone(tokens.Fold(env.Current()))
	if s == "" {
		s = word
	}
	if len(stems) < 100_000 {
		stems[strings.Clone(word)] = s
	}
	return s
}

// An analyzer is terms in the shape that Bleve asks for. It works on shadows.
type analyzer struct {
	lang  string
	cache *sync.Pool // of map[string]string: analysis runs on several goroutines at once
}

var analyzers = sync.OnceValue(func() map[string]*analyzer {
	all := map[string]*analyzer{}
	for _, lang := range append([]string{"xx"}, Languages...) {
		all[lang] = &analyzer{lang, &sync.Pool{New: func() any { return map[string]string{} }}}
	}
	return all
})

func analyzerFor(lang string) *analyzer {
	if a := analyzers()[lang]; a != nil {
		return a
	}
	return analyzers()["xx"]
}

func (a *analyzer) Analyze(input []byte) analysis.TokenStream {
	stems := a.cache.Get().(map[string]string)
	defer a.cache.Put(stems)
	out := make(analysis.TokenStream, 0, len(input)/6)
	store := make([]analysis.Token, 0, len(input)/6+1) // one allocation for most of the stream
	terms(a.lang, string(input), stems, func(t term) {
		store = append(store, analysis.Token{Start: t.start, End: t.end, Term: []byte(t.text), Position: t.position})
		out = append(out, &store[len(store)-1])
	})
	return out
}

// keyword is the analyzer of fields that hold one term as it is.
type keyword struct{}

func (keyword) Analyze(input []byte) analysis.TokenStream {
	return analysis.TokenStream{{End: len(input), Term: input, Position: 1}}
}
