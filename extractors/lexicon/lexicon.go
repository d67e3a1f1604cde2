// Package lexicon holds the words that the stages know, as data: a folder a language, a file a topic, one
// "key = word, word" a line. A translator edits it without reading code.
//
//	# what a resolution is called
//	resolution = Резолюци*, рез.
//
// A word ends in * where any ending may follow (Russian cases, plurals); a phrase is words with spaces.
// Matching is on the folded form of tokens: case, accents, the kind of space and dash do not matter.
package lexicon

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

//go:embed */*.txt *.txt
var files embed.FS

// Languages are the codes of the six languages of the Union, in the order of the record's rules.
var Languages = []string{"en", "fr", "es", "ru", "zh", "ar"}

// A Topic is one file of words in every language: language, then key, then the phrases as written.
type Topic map[string]map[string][]string

// Load reads a topic in the given languages; with none, in all. A language without the file is an error, so is a line
// that cannot be read.
func Load(topic string, langs ...string) (Topic, error) {
	if len(langs) == 0 {
		langs = Languages
	}
	t := Topic{}
	for _, lang := range langs {
		data, err := files.ReadFile(lang + "/" + topic + ".txt")
		if err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
		if t[lang], err = parse(string(data)); err != nil {
			return nil, fmt.Errorf("lexicon %s/%s: %w", lang, topic, err)
		}
	}
	return t, nil
}

// MustLoad is Load for the files that are part of the program.
func MustLoad(topic string, langs ...string) Topic {
	t, err := Load(topic, langs...)
	if err != nil {
		panic(err)
	}
	return t
}

// Pick returns the topic with those keys only that are wanted.
func (t Topic) Pick(want func(key string) bool) Topic {
	some := Topic{}
	for lang, keys := range t {
		some[lang] = map[string][]string{}
		for key, words := range keys {
			if want(key) {
				some[lang][key] = words
			}
		}
	}
	return some
}

// Data returns a table that is the same for all languages, such as "conferences".
func Data(name string) string {
	data, err := files.ReadFile(name + ".txt")
	if err != nil {
		panic(err)
	}
	return string(data)
}

func parse(data string) (map[string][]string, error) {
	keys := map[string][]string{}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, list, ok := strings.Cut(line, "=")
		if !ok {
			return nil, fmt.Errorf("line %d: no = in %q", n+1, line)
		}
		key = strings.TrimSpace(key)
		if _, ok := keys[key]; !ok {
			keys[key] = nil // a language may have no word for a key
		}
		for _, w := range strings.Split(list, ",") {
			if w = strings.TrimSpace(w); w != "" {
				keys[key] = append(keys[key], w)
			}
		}
	}
	return keys, nil
}

// A Matcher finds the phrases of a topic in tokens.
type Matcher struct {
	exact map[string][]phrase // by the fold of the first token
	stems map[string][]phrase // by the first stemLen runes of a first token that ends in *
	heads Heads               // how their first tokens begin: most words are no phrase, and this says so at once
	ar    bool
}

type phrase struct {
	key  string
	word []string // folds; a last byte '*' leaves the ending free
}

const stemLen = 3

// WithEnglish returns the languages and English, whose names stand in texts of all: none stays none.
func WithEnglish(langs []string) []string {
	if len(langs) == 0 || slices.Contains(langs, "en") {
		return langs
	}
	return append(slices.Clone(langs), "en")
}

// Matcher returns the matcher for the topic's phrases in the given languages; with none, in all that it holds.
func (t Topic) Matcher(langs ...string) *Matcher {
	if len(langs) == 0 {
		langs = Languages
	}
	m := &Matcher{exact: map[string][]phrase{}, stems: map[string][]phrase{}}
	var toks []tokens.Token
	for _, lang := range langs {
		keys, held := t[lang]
		m.ar = m.ar || held && lang == "ar"
		for key, list := range keys {
			for _, w := range list {
				toks = m.add(key, w, toks)
			}
		}
	}
	for _, index := range []map[string][]phrase{m.exact, m.stems} {
		for _, list := range index {
			if len(list) > 1 {
				slices.SortFunc(list, inOrder)
			}
		}
	}
	return m
}

// inOrder is the order in which phrases of one beginning are tried: longest first; then one that is always the same.
func inOrder(a, b phrase) int {
	return cmp.Or(
		cmp.Compare(len(b.word), len(a.word)),
		cmp.Compare(length(a.word), length(b.word)),
		slices.Compare(a.word, b.word),
		cmp.Compare(a.key, b.key),
	)
}

// length returns the bytes of all words together.
func length(words []string) int {
	n := 0
	for _, w := range words {
		n += len(w)
	}
	return n
}

// add takes in a phrase, which it cuts into toks: their room is given back for the next one.
func (m *Matcher) add(key, text string, toks []tokens.Token) []tokens.Token {
	toks = tokens.Append(toks[:0], unvocalized(text))
	p := phrase{key: key, word: make([]string, 0, len(toks))}
	for _, tok := range toks {
		if tok.Fold == "*" && len(p.word) > 0 && !tok.Space {
			p.word[len(p.word)-1] += "*"
			continue
		}
		p.word = append(p.word, tokens.Fold(tok.Fold))
	}
	if len(p.word) == 0 {
		return toks
	}
	m.heads.Add(p.word[0])
	if first := p.word[0]; strings.HasSuffix(first, "*") {
		s := stem(strings.TrimSuffix(first, "*"))
		m.stems[s] = append(m.stems[s], p)
	} else {
		m.exact[first] = append(m.exact[first], p)
	}
	return toks
}

// unvocalized drops the vowel signs of Arabic, as the shadow of a text does.
func unvocalized(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x64B && r <= 0x65F || r == 0x670 || r == 0x640 {
			return -1
		}
		return r
	}, text)
}

// stem returns the first stemLen runes of a word.
func stem(w string) string {
	n := 0
	for i := range w {
		if n == stemLen {
			return w[:i]
		}
		n++
	}
	return w
}

// At returns the key of the longest phrase that begins at toks[i], and how many tokens it takes; 0 for none, as
// behind the last token. Before an Arabic word the one-letter particles and the article are looked through.
func (m *Matcher) At(toks []tokens.Token, i int) (key string, n int) {
	if i >= len(toks) || toks[i].Fold == "" {
		return "", 0
	}
	w := toks[i].Fold
	if m.heads.May(toks[i].Head(), w) {
		if key, n = m.from(toks, i, w); n > 0 {
			return key, n
		}
	}
	if !m.ar {
		return "", 0
	}
	for _, prefix := range prefixesOf(w) {
		if rest, ok := strings.CutPrefix(w, prefix); ok && utf8.RuneCountInString(rest) >= 2 && m.heads.May(tokens.HeadOf(rest), rest) {
			if key, n = m.from(toks, i, rest); n > 0 {
				return key, n
			}
		}
	}
	return "", 0
}

// The particles that are written onto an Arabic word, with and without the article, by their first letter and
// longest first.
var (
	prefixesWaw  = []string{"وبال", "ولل", "وال", "ول", "وب", "و"}
	prefixesBa   = []string{"بال", "ب"}
	prefixesFa   = []string{"فال", "ف"}
	prefixesKaf  = []string{"كال", "ك"}
	prefixesLam  = []string{"لل", "ل"}
	prefixesAlif = []string{"ال"}
)

// prefixesOf returns the particles that a word may begin with.
func prefixesOf(w string) []string {
	if len(w) < 2 {
		return nil
	}
	switch w[:2] {
	case "و":
		return prefixesWaw
	case "ب":
		return prefixesBa
	case "ف":
		return prefixesFa
	case "ك":
		return prefixesKaf
	case "ل":
		return prefixesLam
	case "ا":
		return prefixesAlif
	}
	return nil
}

// from returns the longest phrase at toks[i], whose word is taken to be first.
func (m *Matcher) from(toks []tokens.Token, i int, first string) (string, int) {
	var key string
	best, size := 0, -1
	try := func(list []phrase) {
		for _, p := range list {
			if len(p.word) < best || i+len(p.word) > len(toks) || !fits(p.word[0], first) {
				continue
			}
			ok := true
			for k := 1; k < len(p.word) && ok; k++ {
				ok = fits(p.word[k], toks[i+k].Fold)
			}
			// Of two phrases of the same length the one that says more of the word wins.
			if ok && (len(p.word) > best || len(p.word[0]) > size) {
				key, best, size = p.key, len(p.word), len(p.word[0])
			}
		}
	}
	try(m.exact[first])
	for s := first; ; {
		s = stem(s)
		try(m.stems[s])
		_, n := utf8.DecodeLastRuneInString(s)
		if s = s[:len(s)-n]; s == "" {
			return key, best
		}
	}
}

// fits reports whether a token's fold is the word, or begins with it where the word ends in *.
func fits(word, fold string) bool {
	if n := len(word) - 1; n > 0 && word[n] == '*' {
		return strings.HasPrefix(fold, word[:n])
	}
	return word == fold
}

// Keys returns the keys of a language in order.
func (t Topic) Keys(lang string) []string {
	var keys []string
	for k := range t[lang] {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// ByLanguage returns a function that gives what is made of the words of one language, made when it is first asked for:
// a run that meets one language pays for one. What it gives for a code that is not among the six is made of no language
// named, which means all.
func ByLanguage[T any](make func(langs ...string) T) func(lang string) T {
	all := sync.OnceValue(func() T { return make() })
	of := map[string]func() T{}
	for _, lang := range Languages {
		of[lang] = sync.OnceValue(func() T { return make(lang) })
	}
	return func(lang string) T {
		if one, ok := of[lang]; ok {
			return one()
		}
		return all()
	}
}
