package fields

import (
	"sort"
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// actionWords are the words of one language that actions are told by.
type actionWords struct {
	passive *lexicon.Matcher // behind those called upon: "is invited to"
	active  *lexicon.Matcher // before them: "instructs"
	people  *lexicon.Matcher // those who can be called upon, with roles and bureaux
	article *lexicon.Matcher
	marker  *lexicon.Matcher // before the verb: "to", "à", "que"
	kindly  *lexicon.Matcher // adverbs before the verb
	and     *lexicon.Matcher
	noted   *lexicon.Matcher // what makes "take" and "accept" mean "note"
	deeds   *lexicon.Matcher // what they are to do
}

// actionWordsFor returns the words for a language; for all languages where it is unknown.
var actionWordsFor = lexicon.ByLanguage(func(langs ...string) *actionWords {
	actions, header := lexicon.MustLoad("actions", langs...), lexicon.MustLoad("header", langs...)
	begins := func(prefix string) func(string) bool {
		return func(key string) bool { return strings.HasPrefix(key, prefix) }
	}
	exactly := func(key string) *lexicon.Matcher {
		return actions.Pick(func(k string) bool { return k == key }).Matcher()
	}
	people := actions.Pick(begins("to_"))
	for lang, keys := range header.Pick(isOfficeKey) {
		for key, words := range keys {
			people[lang][key] = words
		}
	}
	return &actionWords{
		passive: actions.Pick(begins("is_")).Matcher(),
		active:  actions.Pick(func(key string) bool { return howCalled[key] != "" }).Matcher(),
		people:  withoutArticle(people).Matcher(),
		article: exactly("article"), marker: exactly("marker"), kindly: exactly("kindly"), and: exactly("and"), noted: exactly("noted"),
		deeds: withoutArticle(actions.Pick(begins("do_"))).Matcher(),
	}
})

// howCalled names how those are called upon, by the key of the verb.
var howCalled = map[string]string{
	"invite": "invited", "request": "requested", "instruct": "instructed", "encourage": "encouraged", "urge": "urged",
	"authorize": "authorized", "recommend": "recommended",
}

// deedName returns a verb's canonical name from its key: "approve", "provide guidance"; "act" where it is unknown.
func deedName(key string) string {
	switch key {
	case "":
		return "act"
	case "do_take_note":
		return "note"
	}
	return strings.ReplaceAll(strings.TrimPrefix(key, "do_"), "_", " ")
}

// skipMarkers passes over what may stand between those called upon and the verb: signs, "to", adverbs.
func (a *actionReader) skipMarkers(k int) int {
	for k < a.hi {
		if t := a.toks[k]; t.Kind == tokens.Sign && (t.Fold == ":" || t.Fold == "'" || t.Fold == "-") {
			k++
			continue
		}
		if a.verbAt(k) {
			return k // "poursuivre", "continue" are verbs before they are adverbs
		}
		n := 0
		for _, m := range []*lexicon.Matcher{a.words.marker, a.words.kindly} {
			if _, n = m.At(a.toks[:a.hi], k); n > 0 {
				break
			}
		}
		if n == 0 {
			return k
		}
		k += n
	}
	return k
}

func (a *actionReader) verbAt(k int) bool {
	if k >= a.hi {
		return false
	}
	_, n := a.words.deeds.At(a.toks[:a.hi], k)
	return n > 0
}

// chineseVerb returns the first verb before token end: objects stand before their verbs, too ("请理事会将报告记录在案").
// A word that an article stands before, or "的" behind, is a noun; "通过" before another verb says by what means.
func (a *actionReader) chineseVerb(k, end int) int {
	means := -1
	for i := k; i < end && a.toks[i].Fold != "," && a.toks[i].Fold != "、"; i++ {
		key, n := a.words.deeds.At(a.toks[:end], i)
		if n == 0 {
			continue
		}
		if i > k && strings.Contains("本该此各其份项届的号", a.toks[i-1].Fold) || i+n < end && a.toks[i+n].Fold == "的" {
			i += n - 1
			continue
		}
		if key != "do_adopt" {
			return i
		}
		if means < 0 {
			means = i
		}
	}
	if means >= 0 {
		return means
	}
	return k
}

// deed reads the verb at token k: its key and its length. "принять ... к сведению", "prendre dûment note" are one
// verb, although words stand between its parts.
func (a *actionReader) deed(k, end int) (string, int) {
	key, n := a.words.deeds.At(a.toks[:a.hi], k)
	if key != "do_adopt" && key != "do_take_measures" {
		return key, n
	}
	for i := k + n; i < end && i < k+n+12; i++ {
		if _, m := a.words.noted.At(a.toks[:end], i); m > 0 {
			return "do_take_note", n
		}
		if _, m := a.words.and.At(a.toks[:end], i); m > 0 && a.rec.Language != "ar" {
			break
		}
	}
	return key, n
}

// sentenceEnd returns the token behind the sentence that token k belongs to. A point in brackets ends none: "(Rev.
// Baku, 2025)".
func (a *actionReader) sentenceEnd(k int) int {
	depth := 0
	for i := k; i < a.hi; i++ {
		switch a.toks[i].Fold {
		case "(":
			depth++
		case ")":
			depth = max(0, depth-1)
		case ";", "。", "؛", "!", "?":
			return i + 1
		case ".":
			last := i+1 == a.hi
			if depth == 0 && (last || a.toks[i+1].Space && a.toks[i+1].Kind != tokens.Number && i > k && len(a.toks[i-1].Fold) > 2) {
				return i + 1
			}
		}
	}
	return a.hi
}

// tokenAt returns the index of the first token at or after an offset of the shadow.
func tokenAt(toks []tokens.Token, at int) int {
	return sort.Search(len(toks), func(k int) bool { return toks[k].Start >= at })
}
