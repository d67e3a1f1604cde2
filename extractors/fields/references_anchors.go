package fields

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// An anchor is a place where a reference or an event may begin or be named: a word of the lexicon, or a sign
// that only symbols and Chinese numbers carry. Everything else is looked up around anchors.
type anchor struct {
	at, n int    // first token and number of tokens
	key   string // the lexicon's key without ".label"; "symbol", "di" (第) or "hao" (号) for signs
	label bool   // an acronym, in capitals
}

// The keys of anchors that are no words.
const (
	keySymbol = "symbol" // the first token of a run such as "C26/30-F"
	keyDi     = "di"     // 第 before a number
	keyHao    = "hao"    // the first token of a number before 号 that has no 第
)

// refWords are the lexicon's words by the part that they play around an anchor.
type refWords struct {
	anchors  *lexicon.Matcher
	filter   [1024]uint64 // which first two letters any anchor has
	joints   *lexicon.Matcher
	parens   *lexicon.Matcher
	status   *lexicon.Matcher
	acts     *lexicon.Matcher
	after    *lexicon.Matcher
	on       *lexicon.Matcher
	pins     *lexicon.Matcher
	notably  *lexicon.Matcher // picks a part of what was named
	held     *lexicon.Matcher
	ordinals *lexicon.Matcher
	lines    *lexicon.Matcher // of action, whose labels look like sessions of the Council
	from     *lexicon.Matcher // begins a range
	annexes  *lexicon.Matcher
	union    *lexicon.Matcher // the Union's own name
	months   *lexicon.Matcher
	labels   map[string]string // fold of a one-word acronym: body
}

// referenceWords returns the words of all languages: a text in one language quotes another's titles, and the
// nouns do not clash.
var referenceWords = sync.OnceValue(func() *refWords {
	refs, events := lexicon.MustLoad("references"), lexicon.MustLoad("events")
	w := &refWords{labels: map[string]string{}}
	nouns := subset(refs, "resolution", "decision", "accord", "recommendation", "opinion", "question", "document", "circular",
		"report", "article", "number", "provision", "appendix", "constitution", "convention", "radio_regulations", "financial_regulations",
		"financial_rules", "general_rules", "staff_regulations", "staff_rules", "itrs", "other_instrument",
		"constitution.label", "convention.label", "radio_regulations.label", "addendum", "revision", "corrigendum")
	for _, lang := range lexicon.Languages {
		for key, list := range events[lang] {
			switch key {
			case "session", "year", "held", "joint", "ordinary", "not_session", "and":
				continue
			}
			if strings.HasPrefix(key, "ordinal") {
				continue
			}
			nouns[lang][key] = append(nouns[lang][key], list...)
			if body, ok := strings.CutSuffix(key, ".label"); ok {
				for _, l := range list {
					if toks := tokens.Cut(l); len(toks) == 1 {
						w.labels[toks[0].Fold] = body
					}
				}
			}
		}
	}
	w.anchors = withoutArticle(nouns).Matcher()
	w.learn(nouns)
	w.joints = withoutArticle(subset(refs, "and", "to", "of", "filler", "adopted", "its", "this", "conference", "part")).Matcher()
	w.parens = withoutArticle(subset(refs, "revised_mark", "amended", "modified", "amend", "of", "filler", "adopted", "conference")).Matcher()
	w.status = withoutArticle(subset(refs, "new", "revised", "abrogated", "draft")).Matcher()
	w.acts = withoutArticle(subset(refs, "makes_new", "makes_revised", "makes_abrogated", "acted")).Matcher()
	w.after = subset(refs, "not_after").Matcher()
	w.on = subset(refs, "on").Matcher()
	w.from = subset(refs, "from").Matcher()
	w.annexes = withoutArticle(subset(refs, "annex")).Matcher()
	w.union = subset(refs, "union").Matcher()
	w.pins = withoutArticle(subset(refs, "pinpoint")).Matcher()
	w.notably = subset(refs, "notably").Matcher()
	w.held = withoutArticle(subset(events, "session", "year", "held", "joint", "ordinary", "and")).Matcher()
	w.lines = withoutArticle(subset(events, "not_session")).Matcher()
	ordinals := make([]string, 0, 12)
	for n := 1; n <= 12; n++ {
		ordinals = append(ordinals, "ordinal"+strconv.Itoa(n))
	}
	w.ordinals = subset(events, ordinals...).Matcher()
	months := make([]string, 0, 12)
	for m := 1; m <= 12; m++ {
		months = append(months, "m"+strconv.Itoa(m))
	}
	w.months = subset(lexicon.MustLoad("dates"), months...).Matcher()
	return w
})

// subset returns the topic's words under the keys.
func subset(t lexicon.Topic, keys ...string) lexicon.Topic {
	out := lexicon.Topic{}
	for lang, words := range t {
		out[lang] = map[string][]string{}
		for _, key := range keys {
			if list := words[key]; len(list) > 0 {
				out[lang][key] = append([]string(nil), list...)
			}
		}
	}
	return out
}

// withoutArticle adds to each Arabic phrase the form without its first article, under which the matcher finds
// it after a particle ("للمؤتمر", "والقرار").
func withoutArticle(t lexicon.Topic) lexicon.Topic {
	for key, list := range t["ar"] {
		for _, w := range list {
			if rest, ok := strings.CutPrefix(w, "ال"); ok && utf8.RuneCountInString(rest) > 2 {
				list = append(list, rest)
			}
		}
		t["ar"][key] = list
	}
	return t
}

// learn marks the first two letters of every anchor, so that other words are passed by at once.
func (w *refWords) learn(t lexicon.Topic) {
	for _, words := range t {
		for _, list := range words {
			for _, phrase := range list {
				if toks := tokens.Cut(phrase); len(toks) > 0 {
					k := twoLetters(toks[0].Fold)
					w.filter[k>>6] |= 1 << (k & 63)
				}
			}
		}
	}
}

// twoLetters hashes the first two letters of a fold to 16 bits.
func twoLetters(fold string) uint32 {
	if len(fold) > 1 && fold[0] < utf8.RuneSelf && fold[1] < utf8.RuneSelf {
		return uint32(fold[0])*31 + uint32(fold[1])*131
	}
	a, n := utf8.DecodeRuneInString(fold)
	b, m := utf8.DecodeRuneInString(fold[n:])
	if m == 0 {
		b = 0
	}
	return (uint32(a)*31 + uint32(b)*131) & 0xFFFF
}

// may reports whether an anchor can begin with the word.
func (w *refWords) may(fold string) bool {
	k := twoLetters(fold)
	if w.filter[k>>6]&(1<<(k&63)) != 0 {
		return true
	}
	c := fold[0]
	return c == 0xD8 || c == 0xD9 // Arabic: a particle may stand before it
}

// anchorsOf returns the anchors of the whole document in order, found once for all stages.
func anchorsOf(doc *pipeline.Document) []anchor {
	type key struct{}
	return doc.Memo(key{}, func() any { return findAnchors(tokens.Of(doc), doc.Shadow().Text) }).([]anchor)
}

func findAnchors(toks []tokens.Token, text string) []anchor {
	w := referenceWords()
	var out []anchor
	run := -1 // where the symbol in hand began
	for i := 0; i < len(toks); {
		t := &toks[i]
		switch t.Kind {
		case tokens.Number:
			i++
			continue
		case tokens.Sign:
			switch t.Fold {
			case "/":
				if start := runStart(toks, i); start >= 0 && start != run {
					run = start
					out = insertAnchor(out, anchor{at: start, n: 1, key: keySymbol})
				}
				i++
				continue
			case "№":
			default:
				i++
				continue
			}
		case tokens.Han:
			switch t.Fold {
			case "第":
				if i+1 < len(toks) && (numberLike(toks, i+1) || strings.Contains(hanNumerals, toks[i+1].Fold)) {
					out = append(out, anchor{at: i, n: 1, key: keyDi})
				}
				i++
				continue
			case "号":
				if k := beforeBracket(toks, i-1); k >= 0 && toks[k].Kind == tokens.Number {
					if start := back(toks, k); start == 0 || toks[start-1].Fold != "第" {
						out = insertAnchor(out, anchor{at: start, n: 1, key: keyHao})
					}
				}
				i++
				continue
			}
		}
		if !w.may(t.Fold) {
			i++
			continue
		}
		key, n := w.anchors.At(toks, i)
		if n == 0 {
			key, n = w.aroundOrdinal(toks, i)
		}
		if n == 0 {
			i++
			continue
		}
		a := anchor{at: i, n: n, key: key}
		if body, ok := strings.CutSuffix(key, ".label"); ok {
			if lower := !capitals(text[t.Start:t.End]); lower && body != "C" || utf8.RuneCountInString(t.Fold) == 1 && (lower || !numbered(toks, i+1)) {
				i++ // "С" is also a Russian preposition
				continue
			}
			a.key, a.label = body, true
		}
		out = append(out, a)
		i += n
	}
	return out
}

// beforeBracket returns the token before a short bracket that ends at i ("76(Rev.1)"), i where none does.
func beforeBracket(toks []tokens.Token, i int) int {
	for k := i; k >= 0 && k > i-6 && toks[max(i, 0)].Fold == ")"; k-- {
		if toks[k].Fold == "(" {
			return k - 1
		}
	}
	return i
}

// aroundOrdinal reads an Arabic name with an ordinal inside it: "المؤتمر العالمي التاسع لتنمية الاتصالات".
func (w *refWords) aroundOrdinal(toks []tokens.Token, i int) (string, int) {
	if i+3 >= len(toks) || !isArabic(toks[i].Fold) || !isArabic(toks[i+2].Fold) {
		return "", 0
	}
	_, m := w.ordinals.At(toks, i+2)
	if m == 0 || i+2+m >= len(toks) {
		return "", 0
	}
	name := append(append(make([]tokens.Token, 0, 12), toks[i:i+2]...), toks[i+2+m:min(i+12+m, len(toks))]...)
	if key, n := w.anchors.At(name, 0); n > 2 {
		return key, n + m
	}
	return "", 0
}

// numbered reports whether a number follows at i without a space, or behind a hyphen: "C26", "C-1985".
func numbered(toks []tokens.Token, i int) bool {
	if i < len(toks) && toks[i].Fold == "-" && !toks[i].Space {
		i++
	}
	return i < len(toks) && toks[i].Kind == tokens.Number && !toks[i].Space
}

// insertAnchor keeps the anchors in order: a symbol is recognised by a sign inside it.
func insertAnchor(list []anchor, a anchor) []anchor {
	k := len(list)
	for k > 0 && list[k-1].at >= a.at {
		k--
	}
	list = append(list, anchor{})
	copy(list[k+1:], list[k:])
	list[k] = a
	return list
}

// runStart returns the first token of the run without spaces around the slash at i, or -1 where none of its
// next tokens is a letter or digit. A run that a path or an address precedes is none.
func runStart(toks []tokens.Token, i int) int {
	if i == 0 || i+1 >= len(toks) || toks[i].Space && toks[i-1].Kind != tokens.Number || toks[i+1].Kind == tokens.Sign || toks[i+1].Space && toks[i].Break {
		return -1
	}
	if k := toks[i-1].Kind; k == tokens.Sign && toks[i-1].Fold != ")" {
		return -1
	}
	return back(toks, i-1)
}

// back returns the first token of the run without spaces that ends at i: letters, digits, points, hyphens,
// slashes, at most sixteen.
func back(toks []tokens.Token, i int) int {
	for n := 0; n < 16 && i > 0 && !toks[i].Space; n++ {
		p := &toks[i-1]
		if p.Kind == tokens.Word && p.Fold[0] >= 0xD8 && p.Fold[0] <= 0xDB { // an Arabic particle
			break
		}
		if p.Kind == tokens.Han || p.Kind == tokens.Sign && p.Fold != "-" && p.Fold != "/" && p.Fold != "." && p.Fold != "\\" &&
			p.Fold != ":" && p.Fold != "@" && p.Fold != "_" && p.Fold != "&" {
			break
		}
		i--
	}
	return i
}

// numberLike reports whether a reference's number may begin at i: "71", "ES-10/25", "PLEN/1".
func numberLike(toks []tokens.Token, i int) bool {
	return toks[i].Kind == tokens.Number || toks[i].Kind == tokens.Word && len(toks[i].Fold) <= 4
}

// capitals reports whether all letters of a script with capitals are such. Arabic and Chinese always are.
func capitals(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
