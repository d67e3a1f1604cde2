// Package queries reads what people type into a search: citations as they say them ("res 91 baku", "ADM 8",
// "c26-30", "cmdt 2025"), and what the words of a query are called in the other languages.
package queries

import (
	"sort"
	"strings"
	"sync"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// Read returns the facts that a query names, in order, with their places in it. What is written as in a
// document is read by formal, the stages' own eyes; what is not is spelled out first. Where both read the same
// words, the one that reads more of them is right.
func Read(query string, formal func(text string) []pipeline.Fact) []pipeline.Fact {
	facts := formal(query)
	r := &reader{toks: tokens.Cut(query), formal: formal, words: readerWords()}
	for i := 0; i < len(r.toks); {
		found, next := r.at(i)
		if next <= i {
			i++
			continue
		}
		span := pipeline.Span{Start: r.toks[i].Start, End: r.toks[next-1].End}
		facts = settle(facts, found, span)
		i = next
	}
	sort.SliceStable(facts, func(a, b int) bool { return facts[a].Start < facts[b].Start })
	return facts
}

// settle puts facts read from a span in place of those that read less of it.
func settle(facts, found []pipeline.Fact, span pipeline.Span) []pipeline.Fact {
	var kept []pipeline.Fact
	covered := pipeline.Span{Start: span.End, End: span.Start}
	for _, f := range facts {
		if f.Overlaps(span) {
			covered.Start, covered.End = min(covered.Start, f.Start), max(covered.End, f.End)
		}
	}
	if covered.Contains(span) && covered != span {
		return facts
	}
	for _, f := range facts {
		if !f.Overlaps(span) {
			kept = append(kept, f)
		}
	}
	for _, f := range found {
		f.Span = span
		kept = append(kept, f)
	}
	return kept
}

// assembly is the body whose resolutions are cited and that has no documents of ours.
const assembly = "UNGA"

type reader struct {
	toks   []tokens.Token
	formal func(string) []pipeline.Fact
	words  *words
}

// words are the lexicon's words that citations are made of, in all languages.
type words struct {
	kinds  *lexicon.Matcher // resolution, decision, document, revision, number ...
	bodies *lexicon.Matcher // PP, WTDC, C ...: names and labels
	labels map[string]string
	cities *lexicon.ConferenceTable
}

var readerWords = sync.OnceValue(func() *words {
	kinds := lexicon.Topic{}
	for _, topic := range []string{"references", "queries"} {
		for lang, keys := range lexicon.MustLoad(topic) {
			if kinds[lang] == nil {
				kinds[lang] = map[string][]string{}
			}
			for _, k := range []string{"resolution", "decision", "accord", "recommendation", "opinion", "question", "document", "number", "revision", "revised_mark", "addendum", "corrigendum", "and"} {
				kinds[lang][k] = append(kinds[lang][k], keys[k]...)
			}
		}
	}
	bodies := lexicon.Topic{}
	labels := map[string]string{}
	for lang, keys := range lexicon.MustLoad("events") {
		bodies[lang] = map[string][]string{}
		for k, list := range keys {
			name, isLabel := strings.CutSuffix(k, ".label")
			if _, ok := keys[name+".label"]; !ok && name != assembly {
				continue
			}
			bodies[lang][name] = append(bodies[lang][name], list...)
			if isLabel {
				for _, l := range list {
					labels[tokens.Fold(l)] = name
				}
			}
		}
	}
	return &words{kinds: kinds.Matcher(), bodies: bodies.Matcher(), labels: labels, cities: lexicon.Conferences()}
})

// at reads the citation that begins at token i and returns the token after it; i for none.
func (r *reader) at(i int) ([]pipeline.Fact, int) {
	for _, read := range []func(int) ([]pipeline.Fact, int){r.symbol, r.series, r.adopted, r.document, r.recommendation, r.provision, r.event, r.isoDate} {
		if facts, next := read(i); next > i {
			return facts, next
		}
	}
	return nil, i
}

func (r *reader) is(i int, folds ...string) bool {
	if i < 0 || i >= len(r.toks) {
		return false
	}
	for _, f := range folds {
		if r.toks[i].Fold == f {
			return true
		}
	}
	return false
}

func (r *reader) number(i, digits int) bool {
	return i < len(r.toks) && r.toks[i].Kind == tokens.Number && len(r.toks[i].Fold) <= digits
}

// key returns the lexicon's key at token i and the token after it; "" for none.
func (r *reader) key(m *lexicon.Matcher, i int) (string, int) {
	if i >= len(r.toks) {
		return "", i
	}
	k, n := m.At(r.toks, i)
	return k, i + n
}

// first returns the fact of a kind that the stages read in a formal spelling.
func (r *reader) first(kind, spelling string) (pipeline.Fact, bool) {
	for _, f := range r.formal(spelling) {
		if f.Kind == kind {
			return f, true
		}
	}
	return pipeline.Fact{}, false
}
