package fields

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// languageStage tells which of the six languages a document is written in: by the script and, where three
// languages share one, by the commonest small words. On a line of ten words that is more certain than a
// statistic of letters, and it names its reasons. What the file says of itself and the letter at the end of
// its name only break a tie.
type languageStage struct{}

// NewLanguage returns the stage that sets the record's language.
func NewLanguage() pipeline.Stage { return languageStage{} }

func (languageStage) Name() string { return "language" }

func (languageStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	toks := tokens.Of(doc)
	rec.Language = languageOf(toks, languageHint(doc))
	if rec.Language == "" && strings.TrimSpace(doc.Text) != "" {
		rec.Problem(pipeline.Span{}, "the text is in none of the six languages, or says too little to tell")
	}
	if other, share := otherLanguage(toks, rec.Language); share*5 >= 1 {
		rec.Problem(pipeline.Span{}, fmt.Sprintf("part of the text is in %s (about %.0f%%): it is read as %s", other, share*100, rec.Language))
	}
	return nil
}

// otherLanguage returns the second language of a text and its share of the stretches that are looked at.
func otherLanguage(toks []tokens.Token, first string) (lang string, share float64) {
	if first == "" || len(toks) < 4*stretch {
		return "", 0
	}
	step := max(stretch, len(toks)/(sampleSize/stretch))
	count, all := map[string]int{}, 0
	for i := 0; i+stretch <= len(toks); i += step {
		var n census
		n.count(toks[i : i+stretch])
		count[n.decide("")]++
		all++
	}
	for _, l := range lexicon.Languages {
		if l != first && count[l] > count[lang] || l != first && lang == "" && count[l] > 0 {
			lang = l
		}
	}
	if lang == "" {
		return "", 0
	}
	return lang, float64(count[lang]) / float64(all)
}

// sampleSize is how many tokens are looked at: enough for a majority in a document of two languages, little
// enough to cost nothing. They are taken in stretches from the whole length.
const (
	sampleSize = 1600
	stretch    = 80
)

// hintTokens is how far into the text a symbol is taken for the document's own.
const hintTokens = 80

// languageOf returns the language of the tokens; the hint decides where the text says nothing.
func languageOf(toks []tokens.Token, hint string) string {
	var n census
	if len(toks) <= sampleSize {
		n.count(toks)
	} else {
		step := len(toks) / (sampleSize / stretch)
		for i := 0; i+stretch <= len(toks); i += step {
			n.count(toks[i : i+stretch])
		}
	}
	return n.decide(hint)
}

// A census counts a text's words by script and by the languages that claim them.
type census struct {
	latin, cyrillic, arabic, han int // words, or characters of Chinese
	kana                         int // characters of scripts that none of the six uses
	ukrainian, persian           int // words with letters that Russian, or Arabic, lacks
	common                       [numLanguages]int
	own                          [numLanguages]int // words that no other of the six claims
	foreign                      map[string]int
}

const numLanguages = 6

// A smallWord says which languages use a word: bits by the order of lexicon.Languages, and others by code.
type smallWord struct {
	six    uint8
	others []string
}

// smallWords maps the fold of every small word to the languages that use it, and gives the heads of all of them.
var smallWords = sync.OnceValues(func() (map[string]smallWord, *lexicon.Heads) {
	all := map[string]smallWord{}
	topic := lexicon.MustLoad("language")
	for i, lang := range lexicon.Languages {
		for _, w := range append(topic[lang]["common"], topic[lang]["header"]...) {
			s := all[tokens.Fold(w)]
			s.six |= 1 << i
			all[tokens.Fold(w)] = s
		}
	}
	for _, line := range strings.Split(lexicon.Data("foreign"), "\n") {
		lang, list, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Split(list, ",") {
			w = tokens.Fold(strings.TrimSpace(w))
			s := all[w]
			s.others = append(s.others, strings.TrimSpace(lang))
			all[w] = s
		}
	}
	heads := &lexicon.Heads{}
	for w := range all {
		heads.Add(w)
	}
	return all, heads
})

func (c *census) count(toks []tokens.Token) {
	words, heads := smallWords()
	for i := range toks {
		t := &toks[i]
		switch t.Kind {
		case tokens.Han:
			c.han++
			continue
		case tokens.Word:
		default:
			continue
		}
		r, _ := utf8.DecodeRuneInString(t.Fold)
		switch {
		case r < 0x250:
			c.latin++
		case r >= 0x400 && r < 0x530:
			c.cyrillic++
			if isUkrainian(t.Fold) {
				c.ukrainian++
			}
		case r >= 0x600 && r < 0x780:
			c.arabic++
			if isPersian(t.Fold) {
				c.persian++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Devanagari, unicode.Thai, unicode.Hebrew, unicode.Greek, unicode.Georgian, unicode.Armenian):
			c.kana++
			continue
		}
		if !heads.May(t.Head(), t.Fold) {
			continue
		}
		s, ok := words[t.Fold]
		if !ok {
			continue
		}
		for k := 0; k < numLanguages; k++ {
			if s.six&(1<<k) != 0 {
				c.common[k]++
			}
			if s.six == 1<<k {
				c.own[k]++
			}
		}
		for _, lang := range s.others {
			if c.foreign == nil {
				c.foreign = map[string]int{}
			}
			c.foreign[lang]++
		}
	}
}

// isUkrainian reports whether a word has a letter that Russian lacks.
func isUkrainian(word string) bool {
	for _, r := range word {
		switch r {
		case 'і', 'ї', 'є', 'ґ':
			return true
		}
	}
	return false
}

// isPersian reports whether a word has a letter that Arabic lacks.
func isPersian(word string) bool {
	for _, r := range word {
		switch r {
		case 'پ', 'چ', 'ژ', 'گ', 'ک', 'ی':
			return true
		}
	}
	return false
}

// decide weighs the scripts (two Chinese characters are about a word) and then the words.
func (c *census) decide(hint string) string {
	chinese := c.han / 2
	switch {
	case c.kana > c.han/6 && c.kana > c.latin+c.cyrillic+c.arabic:
		return ""
	case c.kana > c.han/6 && c.kana*2 > c.latin+c.cyrillic+c.arabic+chinese:
		return ""
	case c.cyrillic > c.latin && c.cyrillic >= c.arabic && c.cyrillic >= chinese:
		if c.ukrainian*12 > c.cyrillic {
			return ""
		}
		return "ru"
	case c.arabic > c.latin && c.arabic >= chinese:
		if c.persian*3 > c.arabic {
			return ""
		}
		return "ar"
	case chinese > c.latin:
		return "zh"
	case c.latin == 0:
		return hint
	}
	return c.latinLanguage(hint)
}

// latinLanguage decides between English, French and Spanish. A text whose small words belong to none of them,
// or rather to another language, is none of the six.
func (c *census) latinLanguage(hint string) string {
	best, second := -1, -1
	for k, lang := range lexicon.Languages {
		if lang != "en" && lang != "fr" && lang != "es" {
			continue
		}
		switch {
		case best < 0 || c.more(k, best):
			best, second = k, best
		case second < 0 || c.more(k, second):
			second = k
		}
	}
	most := c.common[best]
	for _, n := range c.foreign {
		if n > most+most/8+2 {
			return ""
		}
	}
	// A text that is mostly names, numbers and Latin acronyms may hold more of another script's small words.
	if c.common[3]+c.common[5] > most {
		if c.common[5] > c.common[3] {
			return "ar"
		}
		return "ru"
	}
	if c.han > 0 && most*4 < c.han {
		return "zh"
	}
	if !c.more(best, second) && hint != "" || most == 0 {
		return hint
	}
	if c.latin > 60 && most*25 < c.latin {
		return ""
	}
	return lexicon.Languages[best]
}

// more reports whether the text has more words of language a than of b; words that both claim decide nothing.
func (c *census) more(a, b int) bool {
	if c.own[a] != c.own[b] {
		return c.own[a] > c.own[b]
	}
	return c.common[a] > c.common[b]
}

// languageHint returns the language that the file's name ("C26-30-F.docx"), a symbol among its first words
// ("C26/30-F") or the file itself ("fr-CH") speaks of; "" where none does.
func languageHint(doc *pipeline.Document) string {
	if l := symbolFromName(doc.Name).Lang; l != 0 {
		return languageOfLetter(l)
	}
	toks, sh := tokens.Of(doc), doc.Shadow().Text
	for i := 0; i < len(toks) && i < hintTokens; i++ {
		if s, n := symbolAt(sh, toks, i); n > 0 && s.Lang != 0 {
			return languageOfLetter(s.Lang)
		}
	}
	code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(doc.Language, "_", "-")), "-")
	for _, lang := range lexicon.Languages {
		if code == lang {
			return lang
		}
	}
	return ""
}

// languageOfLetter returns the language that the letter at the end of a symbol stands for.
func languageOfLetter(l byte) string {
	switch l {
	case 'E':
		return "en"
	case 'F':
		return "fr"
	case 'S':
		return "es"
	case 'R':
		return "ru"
	case 'C':
		return "zh"
	case 'A':
		return "ar"
	}
	return ""
}
