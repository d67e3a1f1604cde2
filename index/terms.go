package index

import (
	"strings"

	"plenary/extractors/tokens"
)

// Languages are the codes that have fields of their own. A text in none of them goes to the fields of "xx".
var Languages = []string{"en", "fr", "es", "ru", "zh", "ar"}

const noLanguage = "xx"

// maxTerm is the longest term in bytes that is indexed. Bleve fails a whole batch over a term of 32 kB; no
// word of a report comes near 256 bytes.
const maxTerm = 256

// A term is a word as it stands in the index, with its place: the bytes of the shadow that it came from and
// its position among the words of the text, from 1. Stop words take a position and give no term.
type term struct {
	text       string
	start, end int
	position   int
}

// A cutter cuts texts of one language into terms and remembers the words that it met. It serves one goroutine.
type cutter struct {
	lang  string
	stop  map[string]bool
	toks  []tokens.Token
	words map[string]string // a word as written to its term, "" for a stop word
}

// maxWords bounds what a cutter remembers: the most frequent words come early.
const maxWords = 50_000

func newCutter(lang string) *cutter {
	return &cutter{lang: lang, stop: stopWords()[lang], words: map[string]string{}}
}

// terms cuts a shadow's text: words folded (case, accents) and stemmed; numbers as their digits, and grouped
// digits ("1 939") also as one number in one position; Chinese in pairs of characters.
func (c *cutter) terms(text string, emit func(term)) {
	c.toks = tokens.Append(c.toks[:0], text)
	toks := c.toks
	pos := 0
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		switch t.Kind {
		case tokens.Sign:
		case tokens.Number:
			pos++
			last, joined := grouped(toks, i)
			for k := i; k <= last; k++ {
				if d := &toks[k]; d.Kind == tokens.Number && d.End-d.Start <= maxTerm {
					emit(term{d.Fold, d.Start, d.End, pos})
				}
			}
			if last > i {
				emit(term{joined, t.Start, toks[last].End, pos})
			}
			i = last
		case tokens.Han:
			pos++
			if i+1 < len(toks) && adjacent(t, &toks[i+1]) {
				emit(term{pair(text, t, &toks[i+1]), t.Start, toks[i+1].End, pos})
			} else if i == 0 || !adjacent(&toks[i-1], t) {
				emit(term{t.Fold, t.Start, t.End, pos}) // a character that stands alone
			}
		default:
			pos++
			if t.End-t.Start > maxTerm {
				continue
			}
			if w := c.word(t.Fold); w != "" {
				emit(term{w, t.Start, t.End, pos})
			}
		}
	}
}

// adjacent reports whether two tokens are Chinese characters of one line.
func adjacent(a, b *tokens.Token) bool {
	return a.Kind == tokens.Han && b.Kind == tokens.Han && !b.Break
}

func pair(text string, a, b *tokens.Token) string {
	if a.End == b.Start {
		return text[a.Start:b.End]
	}
	return a.Fold + b.Fold
}

// word returns the term of a word as written; "" for a stop word.
func (c *cutter) word(written string) string {
	if w, ok := c.words[written]; ok {
		return w
	}
	fold := tokens.Fold(written)
	w := ""
	if !c.stop[fold] {
		w = strings.Clone(stem(c.lang, fold))
	}
	if len(c.words) < maxWords {
		c.words[strings.Clone(written)] = w
	}
	return w
}

// grouped returns the last token of the number whose groups of three digits begin at toks[i], and its digits
// in one; i itself where the digits stand alone. Groups are parted by a space, or by a point or comma without one.
func grouped(toks []tokens.Token, i int) (last int, joined string) {
	if len(toks[i].Fold) > 3 || toks[i].Fold[0] == '0' {
		return i, ""
	}
	last = i
	for k := i + 1; k < len(toks); k++ {
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
		if last == i {
			joined = toks[i].Fold
		}
		joined += toks[k].Fold
		last = k
	}
	return last, joined
}
