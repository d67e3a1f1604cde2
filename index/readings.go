package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"plenary/pipeline"
)

// A Translation is what some words of a query are called in every language.
type Translation struct {
	pipeline.Span                     // of the words, in bytes
	Key           string              // its name: "WTDC", "ICT", "member_states"
	Phrases       map[string][]string // language to phrases
	Body          bool                // Key is a body whose meetings are events
	Unit          bool                // Key is a unit of figures
	General       bool                // a word of the general vocabulary: only where it was asked for
}

// A reading is what words of a query stand for beside themselves: facts (any of them), or names in other
// languages.
type reading struct {
	pipeline.Span
	facts        []pipeline.Fact
	translations []Translation
}

// readingAt returns the reading that begins with words[i] and the number of words it takes; 0 for none.
func (b *builder) readingAt(words []string, i int) (reading, int) {
	text := strings.Join(words, " ")
	list, ok := b.readings[text]
	if !ok {
		list = b.read(text)
		b.readings[text] = list
	}
	start := len(strings.Join(words[:i], " "))
	if i > 0 {
		start++
	}
	for _, r := range list {
		end := start
		for n := i; n < len(words); n++ {
			wordEnd := end + len(words[n])
			if r.Start >= start && r.Start < start+len(words[i]) && r.End > end && r.End <= wordEnd && bare(text[start:r.Start]) && bare(text[r.End:wordEnd]) {
				return r, n - i + 1
			}
			end = wordEnd + 1
		}
	}
	return reading{}, 0
}

// bare reports whether nothing but marks stands in the text.
func bare(text string) bool { return len(folds(text)) == 0 }

// read returns the readings of words, without overlaps, in order of their weight: citations, then names.
func (b *builder) read(text string) []reading {
	var out []reading
	free := func(s pipeline.Span) bool {
		for _, r := range out {
			if r.Overlaps(s) {
				return false
			}
		}
		return true
	}
	if b.reader.Understand != nil {
		for _, f := range b.reader.Understand(text) {
			if n := len(out); n > 0 && listed(text, out[n-1], f) {
				out[n-1].facts = append(out[n-1].facts, f)
				out[n-1].End = max(out[n-1].End, f.End)
			} else if free(f.Span) {
				out = append(out, reading{Span: f.Span, facts: []pipeline.Fact{f}})
			} else {
				continue
			}
			b.say(f.Kind + " " + f.Value)
		}
	}
	if b.reader.Translate != nil {
		for _, t := range b.reader.Translate(text) {
			if t.General && !b.across && !t.Unit {
				continue
			}
			if n := len(out); n > 0 && out[n-1].Span == t.Span && len(out[n-1].facts) == 0 {
				out[n-1].translations = append(out[n-1].translations, t)
			} else if free(t.Span) {
				out = append(out, reading{Span: t.Span, translations: []Translation{t}})
			} else {
				continue
			}
			if !t.General || b.across {
				b.say(text[t.Start:t.End] + " in every language")
			}
		}
	}
	return out
}

// listed reports whether a fact goes on with the list that a reading is: "resolutions 101, 102".
func listed(text string, r reading, f pipeline.Fact) bool {
	if len(r.facts) == 0 || r.facts[0].Kind != f.Kind {
		return false
	}
	return r.Span == f.Span || f.Start >= r.End && len(folds(text[r.End:f.Start])) <= 1 && f.Start-r.End < 8
}

func (b *builder) say(s string) {
	for _, have := range b.said {
		if have == s {
			return
		}
	}
	b.said = append(b.said, s)
}

// reading returns the query for words and for what else they stand for.
func (b *builder) reading(r reading, words []string, lang string) query.Query {
	var direct []query.Query
	for _, w := range words {
		if q := b.word(w, lang); q != nil {
			direct = append(direct, q)
		}
	}
	var parts []query.Query
	if q := conjunction(direct); q != nil {
		if len(direct) > 1 {
			if near := b.near(words, lang); near != nil {
				both := bleve.NewBooleanQuery()
				both.AddMust(q)
				both.AddShould(near)
				q = both
			}
		}
		parts = append(parts, scored{q, directBase, 1})
	}
	for _, f := range r.facts {
		if q := b.fact(f); q != nil {
			parts = append(parts, q)
		}
		if f.Kind == "event" { // its English label stands in symbols: WTDC-25/27
			if q := b.sequence(f.Value, lang); q != nil {
				parts = append(parts, scored{q, translatedBase, 0})
			}
		}
	}
	for _, t := range r.translations {
		parts = append(parts, b.translation(t, lang)...)
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	// All paragraphs of a document that was named are as good; those that name it are told by the better of two.
	return anyOf{parts: parts, best: len(r.facts) > 0 && r.facts[0].Kind == "document"}
}

// translation returns what finds a name in texts of a language, and in facts.
func (b *builder) translation(t Translation, lang string) []query.Query {
	var parts, phrases []query.Query
	if !t.General || b.across {
		for _, p := range t.Phrases[lang] {
			if q := b.sequence(p, lang); q != nil {
				phrases = append(phrases, q)
			}
		}
	}
	if len(phrases) > 0 {
		parts = append(parts, scored{anyOf{parts: phrases, best: true}, translatedBase, translated})
	}
	if t.Body {
		parts = append(parts, scored{b.asked("event", foldValue(t.Key)), translatedBase, 0})
	}
	if t.Unit {
		parts = append(parts, scored{b.asked("unit", t.Key), translatedBase / 2.0, 0})
	}
	return parts
}

// fact finds paragraphs with the fact, and for a document the document itself.
func (b *builder) fact(f pipeline.Fact) query.Query {
	switch f.Kind {
	case "date", "period":
		low, high, err := dateRange(strings.Replace(f.Value, "/", "..", 1))
		if err != nil {
			return nil
		}
		return scored{b.dates(low, high), factBase, 0}
	case "event":
		return scored{b.asked("event", foldValue(f.Value)), factBase, 0}
	case "document":
		value := symbolValue(f.Value)
		return anyOf{best: true, parts: []query.Query{
			scored{termQuery("symbol", value), documentBase, 0},
			scored{b.citing(f), factBase, 0},
			scored{termQuery("agenda", agendaValue(f.Value)), factBase, 0},
		}}
	}
	if q := b.citing(f); q != nil {
		return scored{q, factBase, 0}
	}
	return nil
}

// citing finds paragraphs that cite what a fact names: body, kind and number, and where it says so place and year.
func (b *builder) citing(f pipeline.Fact) query.Query {
	if len(citationForms(f)) == 0 {
		return nil
	}
	if f.Kind == "document" {
		return b.asked("cites", withoutLanguage(symbolValue(f.Value)))
	}
	var must []query.Query
	for _, t := range citationAsked(f) {
		must = append(must, b.asked("cites", t))
	}
	return conjunction(must)
}

// asked is a query for a term of a fact, which is marked where it is found.
func (b *builder) asked(field, value string) query.Query {
	if !b.quiet {
		b.facts = append(b.facts, termRange{field, value, value})
	}
	return termQuery(field, value)
}
