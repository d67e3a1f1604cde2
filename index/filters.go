package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// ErrRequest wraps what is wrong with a Request apart from its query.
var ErrRequest = errors.New("search")

// field finds what a "name:value" of a query asks for.
func (b *builder) field(n *node, lang string) query.Query {
	value := strings.ToLower(strings.TrimSpace(n.value))
	switch n.field {
	case "symbol":
		return b.symbol(n.value)
	case "title":
		return b.heading(n.value, lang)
	case "source":
		var parts []query.Query
		for _, t := range folds(n.value) {
			parts = append(parts, termQuery("source", t))
		}
		return constant(conjunction(parts))
	case "cites":
		return b.cites(n.value)
	case "event":
		return b.event(n.value)
	case "body":
		return constant(termQuery("body", b.body(value)))
	case "lang":
		return constant(termQuery("lang", languageCode(value)))
	case "year":
		return constant(b.years(value))
	case "section":
		if rest, ok := strings.CutSuffix(value, "*"); ok {
			return constant(b.beginsWith("section", rest))
		}
		return constant(termQuery("section", value))
	case "kind", "type":
		if n.field == "kind" {
			return constant(b.asked("kind", value))
		}
		return constant(termQuery(n.field, value))
	case "unit":
		return constant(b.asked("unit", b.unit(value)))
	}
	return constant(b.asked(n.field, foldValue(n.value)))
}

// constant scores every match alike.
func constant(q query.Query) query.Query {
	if q == nil {
		return bleve.NewMatchNoneQuery()
	}
	return scored{q, 1, 0}
}

// symbol finds the paragraphs of a document, by its symbol in any spelling, or by the beginning of it.
func (b *builder) symbol(value string) query.Query {
	if rest, ok := strings.CutSuffix(strings.TrimSpace(value), "*"); ok {
		return constant(b.beginsWith("symbol", symbolValue(rest)))
	}
	return constant(termQuery("symbol", b.reader.symbolOf(value)))
}

// symbolOf returns the form under which a symbol is kept, however it is spelled.
func (r *Reader) symbolOf(value string) string {
	if r.Understand != nil {
		for _, f := range r.Understand(value) {
			if f.Kind == "document" && strings.Contains(f.Value, "/") {
				return symbolValue(f.Value)
			}
		}
	}
	return symbolValue(value)
}

// heading finds words in the title and the headings above a paragraph.
func (b *builder) heading(words, lang string) query.Query {
	var parts []query.Query
	b.terms(lang, shadowOf(words), func(t term) {
		var forms []query.Query
		for _, v := range variants(lang, t.text) {
			forms = append(forms, termQuery("head_"+lang, v))
		}
		parts = append(parts, anyOf{parts: forms})
	})
	return conjunction(parts)
}

// cites finds a citation as it is written in a record, or as people write one.
func (b *builder) cites(value string) query.Query {
	for _, f := range b.understood(value) {
		if q := b.citing(f); q != nil {
			b.say(f.Kind + " " + f.Value)
			return constant(q)
		}
	}
	return constant(b.asked("cites", foldValue(value)))
}

func (b *builder) event(value string) query.Query {
	for _, f := range b.understood(value) {
		if f.Kind == "event" {
			return constant(b.asked("event", foldValue(f.Value)))
		}
	}
	return constant(b.asked("event", b.body(foldValue(value))))
}

// body returns the letters of a body that is named by them or in words, in any language.
func (b *builder) body(value string) string {
	if b.reader.Body != nil {
		if body := b.reader.Body(value); body != "" {
			return strings.ToLower(body)
		}
	}
	if b.reader.Translate != nil {
		for _, t := range b.reader.Translate(value) {
			if t.Body {
				return strings.ToLower(t.Key)
			}
		}
	}
	return value
}

// unit returns the unit that a word in any language counts.
func (b *builder) unit(value string) string {
	if u := b.reader.unitOf(value); u != "" {
		return u
	}
	return value
}

// languageCode accepts a code, and the Union's own letter.
func languageCode(value string) string {
	if code := map[string]string{"e": "en", "f": "fr", "s": "es", "r": "ru", "c": "zh", "a": "ar"}[value]; code != "" {
		return code
	}
	return value
}

func (b *builder) years(value string) query.Query {
	low, high, ok := strings.Cut(value, "..")
	if !ok {
		return termQuery("year", value)
	}
	return b.between("year", low, high+"\xff")
}

// figures finds numbers of a unit between bounds.
func (b *builder) figures(n *node) query.Query {
	low, high := numberTerm(n.field, n.low), numberTerm(n.field, n.high)
	if !b.quiet {
		b.facts = append(b.facts, termRange{"number", low, high})
	}
	if n.lowEx {
		low += "\x00"
	}
	if !n.highE {
		high += "\x00"
	}
	return anyOf{parts: []query.Query{scored{b.between("number", low, high), 1, 0}, scored{b.between("exact", low, high), exactFigure, 0}}}
}

// dates finds paragraphs that name a date between two, and those of documents that are dated so.
func (b *builder) dates(low, high string) query.Query {
	if !b.quiet {
		b.facts = append(b.facts, termRange{"date", low, high})
	}
	return anyOf{parts: []query.Query{
		scored{b.between("date", low, high), 1, 0},
		scored{b.between("docdate", low, high), 0.5, 0},
	}}
}

// narrow adds what a request asks for beside its query; nil for a request that asks for nothing at all.
func (b *builder) narrow(q query.Query, req Request) (query.Query, error) {
	parts := []query.Query{q}
	if req.Language != "" {
		if !slices.Contains(Languages, req.Language) {
			return nil, fmt.Errorf("%w: no language %q (%s)", ErrRequest, req.Language, strings.Join(Languages, ", "))
		}
		parts = append(parts, scored{termQuery("lang", req.Language), 0, 0})
	}
	if req.Kind != "" {
		parts = append(parts, scored{b.asked("kind", req.Kind), 0, 0})
	}
	if req.Symbol != "" {
		parts = append(parts, scored{b.symbol(req.Symbol), 0, 0})
	}
	if req.From != "" || req.To != "" {
		low, high, err := dateRange(req.From + ".." + req.To)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrRequest, err)
		}
		parts = append(parts, scored{b.dates(low, high), 0, 0})
	}
	return conjunction(parts), nil
}
