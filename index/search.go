package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	blevesearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// SearchSchema names the form of a Response.
const SearchSchema = "plenary.search/1"

// A Request is a query with what narrows it down. The zero Limit means 10.
type Request struct {
	Query    string
	Limit    int
	Offset   int
	Language string // one of Languages, "" for all
	From, To string // dates that a document or its facts must fall between: 2025, 2025-11, 2025-11-17
	Kind     string // only paragraphs with a fact of this kind
	Symbol   string // only this document
	Facets   bool
	Sort     string // "" or rank, date, symbol
}

// A Response is the answer, as `plenary search --json` prints it. Total counts paragraphs, each language and
// rendition of one for itself; Hits shows such versions as one.
type Response struct {
	Schema     string             `json:"schema"`
	Query      string             `json:"query"`
	Understood string             `json:"understood"`
	Total      int                `json:"total"`
	TookMS     float64            `json:"took_ms"`
	Hits       []Hit              `json:"hits"`
	Facets     map[string][]Facet `json:"facets,omitempty"`
}

// A Hit is one paragraph.
type Hit struct {
	Rank     int     `json:"rank"` // from 1
	Score    float64 `json:"score"`
	Symbol   string  `json:"symbol"`
	Language string  `json:"language"`
	Section  string  `json:"section"`
	Annex    string  `json:"annex,omitempty"`
	Heading  string  `json:"heading"` // the titles above the paragraph, outermost first, " > " between
	Title    string  `json:"title"`
	Page     int     `json:"page"`
	Path     string  `json:"path"`
	Snippet  string  `json:"snippet"` // HTML-escaped but for <mark>
	Also     []Also  `json:"also"`
}

// An Also names another language or rendition of the same paragraph.
type Also struct {
	Symbol   string `json:"symbol"`
	Language string `json:"language"`
	Path     string `json:"path"`
}

// A Facet is how many of the paragraphs have a term.
type Facet struct {
	Term  string `json:"term"`
	Count int    `json:"count"`
}

// facetFields are the facets, in the order in which they are shown, and the fields they count.
var facetFields = []struct{ name, field string }{
	{"language", "lang"}, {"body", "body"}, {"year", "year"}, {"type", "type"}, {"kind", "kind"}, {"unit", "unit"}, {"document", "doc"},
}

// Search answers a request. An error of the query is a *QueryError.
func (r *Reader) Search(ctx context.Context, req Request) (*Response, error) {
	began := time.Now()
	n, err := parse(req.Query)
	if err != nil {
		return nil, err
	}
	b := &builder{reader: r, langs: Languages}
	if req.Language != "" {
		b.langs = []string{req.Language}
	} else {
		b.langs = append([]string{"xx"}, Languages...)
	}
	b.langs = useful(n, b.langs)
	q := b.query(n, req.Query)
	if q, err = b.narrow(q, req); err != nil {
		return nil, err
	}
	limit := req.Limit
	if limit <= 0 {
		limit = 10
	}
	resp := &Response{Schema: SearchSchema, Query: req.Query, Understood: b.understood(n), Hits: []Hit{}}
	// Versions of one paragraph become one hit, so more are fetched than are shown.
	for want := (req.Offset+limit)*3 + 10; ; want *= 4 {
		sr := bleve.NewSearchRequestOptions(q, want, 0, false)
		switch req.Sort {
		case "date":
			sr.SortBy([]string{"-docdate", "-_score", "_id"})
		case "symbol":
			sr.SortBy([]string{"doc", "_id"})
		default:
			sr.SortBy([]string{"-_score", "_id"})
		}
		if req.Facets {
			for _, f := range facetFields {
				sr.AddFacet(f.name, bleve.NewFacetRequest(f.field, 12))
			}
		}
		res, err := r.bleve.SearchInContext(ctx, sr)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		resp.Total = int(res.Total)
		groups, err := r.collapse(res.Hits)
		if err != nil {
			return nil, err
		}
		if len(groups) < req.Offset+limit && len(res.Hits) < resp.Total && want < 10_000 {
			continue
		}
		if len(groups) > req.Offset {
			groups = groups[req.Offset:min(len(groups), req.Offset+limit)]
		} else {
			groups = nil
		}
		for i, g := range groups {
			h, err := r.hit(g, b)
			if err != nil {
				return nil, err
			}
			h.Rank = req.Offset + i + 1
			resp.Hits = append(resp.Hits, h)
		}
		if req.Facets {
			resp.Facets = facets(res.Facets)
		}
		resp.TookMS = float64(time.Since(began).Microseconds()) / 1000
		return resp, nil
	}
}

func facets(results blevesearch.FacetResults) map[string][]Facet {
	out := map[string][]Facet{}
	for _, f := range facetFields {
		list := []Facet{}
		if res := results[f.name]; res != nil && res.Terms != nil {
			for _, t := range res.Terms.Terms() {
				list = append(list, Facet{t.Term, t.Count})
			}
		}
		out[f.name] = list
	}
	return out
}

// A version is one paragraph of one file.
type version struct {
	para  paragraph
	key   string
	file  File
	score float64
}

// collapse gathers hits that are versions of one paragraph (same document, same number), best first.
func (r *Reader) collapse(hits blevesearch.DocumentMatchCollection) ([][]version, error) {
	var groups [][]version
	at := map[string]int{}
	files := map[string]File{}
	for _, m := range hits {
		key := strings.TrimPrefix(m.ID, "p/")
		key = key[:strings.IndexByte(key, '/')]
		data, err := stored(r.bleve, m.ID, "para")
		if err != nil {
			return nil, err
		}
		v := version{key: key, score: m.Score}
		if err := json.Unmarshal(data["para"], &v.para); err != nil {
			return nil, fmt.Errorf("%w: %s: %v", ErrBroken, m.ID, err)
		}
		f, ok := files[key]
		if !ok {
			if f, err = r.File(key); err != nil {
				return nil, err
			}
			files[key] = f
		}
		v.file = f
		same := documentKey(f.Symbol, key) + "\x00" + v.para.Annex + "\x00" + v.para.Section
		if i, ok := at[same]; ok {
			groups[i] = append(groups[i], v)
			continue
		}
		at[same] = len(groups)
		groups = append(groups, []version{v})
	}
	return groups, nil
}

// hit makes the hit of a group: the best version, and the names of all others that the index holds.
func (r *Reader) hit(g []version, b *builder) (Hit, error) {
	v := g[0]
	h := Hit{
		Score: v.score, Symbol: v.file.Symbol, Language: v.file.Language, Section: v.para.Section, Annex: v.para.Annex,
		Heading: v.para.Heading, Title: v.file.Title, Page: v.para.Page, Path: v.file.Path, Also: []Also{},
	}
	text, err := r.text(v.key)
	if err != nil {
		return h, err
	}
	lang := v.file.Language
	if lang == "" {
		lang = "xx"
	}
	h.Snippet = snippet(lang, text[v.para.Start:v.para.End], b.marks[lang], snippetWidth)
	if v.file.Symbol == "" {
		return h, nil
	}
	others, err := r.Symbol(withoutLanguage(v.file.Symbol))
	if err != nil {
		return h, err
	}
	for _, f := range others {
		if f.Key != v.key && documentKey(f.Symbol, f.Key) == documentKey(v.file.Symbol, v.key) {
			h.Also = append(h.Also, Also{f.Symbol, f.Language, f.Path})
		}
	}
	return h, nil
}

// A builder turns a parsed query into Bleve's, and remembers which terms to mark in snippets.
type builder struct {
	reader *Reader
	langs  []string
	marks  map[string]map[string]bool // language to terms; a term that ends in * marks a beginning
	facts  []string                   // what Understand read, for saying so
}

func (b *builder) mark(lang, term string) {
	if b.marks == nil {
		b.marks = map[string]map[string]bool{}
	}
	if b.marks[lang] == nil {
		b.marks[lang] = map[string]bool{}
	}
	b.marks[lang][term] = true
}

func (b *builder) understood(n *node) string {
	s := n.String()
	if len(b.facts) > 0 {
		s += " [" + strings.Join(b.facts, "; ") + "]"
	}
	return s
}

// query returns Bleve's query for a whole parsed query. What Understand reads from its words is an alternative
// to the words themselves: the fact, in any language, with the words outside it.
func (b *builder) query(n *node, text string) query.Query {
	direct := b.node(n)
	if b.reader.Understand == nil || n.op != opAnd {
		return direct
	}
	alt := b.canonical(n)
	if alt == nil {
		return direct
	}
	d, ok := direct.(query.BoostableQuery)
	if ok {
		d.SetBoost(2)
	}
	return bleve.NewDisjunctionQuery(direct, alt)
}

// canonical replaces the words of a query that cite something by the citation.
func (b *builder) canonical(n *node) query.Query {
	var words []string
	var rest []*node
	for _, k := range n.kids {
		if k.op == opWord {
			words = append(words, k.word)
		} else {
			rest = append(rest, k)
		}
	}
	if len(words) == 0 {
		return nil
	}
	text := strings.Join(words, " ")
	facts := b.reader.Understand(text)
	var parts []query.Query
	covered := make([]bool, len(text))
	for _, f := range facts {
		terms := factTerms(f)
		if len(terms) == 0 {
			continue
		}
		t := terms[0] // the most exact form
		b.facts = append(b.facts, f.Kind+" "+f.Value)
		for i := f.Start; i < f.End && i < len(covered); i++ {
			covered[i] = true
		}
		parts = append(parts, termQuery(t.field, t.value))
	}
	if len(parts) == 0 {
		return nil
	}
	at := 0
	for _, w := range words {
		if !covered[at] {
			parts = append(parts, b.words(w))
		}
		at += len(w) + 1
	}
	for _, k := range rest {
		parts = append(parts, b.node(k))
	}
	return conjunction(parts)
}

func termQuery(field, value string) query.Query {
	q := bleve.NewTermQuery(value)
	q.SetField(field)
	return q
}

func conjunction(parts []query.Query) query.Query {
	var must, not []query.Query
	for _, p := range parts {
		switch p := p.(type) {
		case nil:
		case negation:
			not = append(not, p.Query)
		default:
			must = append(must, p)
		}
	}
	if len(must) == 0 && len(not) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	if len(not) == 0 {
		if len(must) == 1 {
			return must[0]
		}
		return bleve.NewConjunctionQuery(must...)
	}
	q := bleve.NewBooleanQuery()
	if len(must) == 0 {
		must = append(must, allParagraphs())
	}
	q.AddMust(must...)
	q.AddMustNot(not...)
	return q
}

// allParagraphs matches every paragraph and no file or record: each has exactly one language.
func allParagraphs() query.Query {
	var each []query.Query
	for _, lang := range append([]string{"xx"}, Languages...) {
		each = append(each, termQuery("lang", lang))
	}
	return bleve.NewDisjunctionQuery(each...)
}

// A negation is a query that must not match; conjunction makes it one.
type negation struct{ query.Query }

// node returns the query for a part; nil for a part that asks for nothing (a stop word).
func (b *builder) node(n *node) query.Query {
	switch n.op {
	case opAnd:
		var parts []query.Query
		for _, k := range n.kids {
			if q := b.node(k); q != nil {
				parts = append(parts, q)
			}
		}
		return conjunction(parts)
	case opOr:
		var parts []query.Query
		for _, k := range n.kids {
			if q := b.node(k); q != nil {
				parts = append(parts, positive(q))
			}
		}
		return bleve.NewDisjunctionQuery(parts...)
	case opNot:
		quiet := &builder{reader: b.reader, langs: b.langs} // its words are not to be marked
		if q := quiet.node(n.kids[0]); q != nil {
			return negation{positive(q)}
		}
		return nil
	case opPhrase:
		return b.phrase(n.word)
	case opPrefix:
		return b.prefix(n.word)
	case opFuzzy:
		return b.fuzzy(n.word, n.fuzz)
	case opField:
		return b.field(n)
	case opRange:
		lowIn, highIn := !n.lowEx, !n.highE
		low, high := numberTerm(n.field, n.low), numberTerm(n.field, n.high)
		q := bleve.NewTermRangeInclusiveQuery(low, high, &lowIn, &highIn)
		q.SetField("number")
		return q
	case opDates:
		return dates(n.field, n.value)
	}
	return b.words(n.word)
}

func dates(low, high string) query.Query {
	yes := true
	fact := bleve.NewTermRangeInclusiveQuery(low, high, &yes, &yes)
	fact.SetField("date")
	return fact
}

// positive turns a lone negation into "all but".
func positive(q query.Query) query.Query {
	if n, ok := q.(negation); ok {
		return conjunction([]query.Query{n})
	}
	return q
}

func (b *builder) field(n *node) query.Query {
	value := strings.ToLower(strings.TrimSpace(n.value))
	switch n.field {
	case "symbol":
		return termQuery("symbol", strings.Join(strings.Fields(shadowOf(value)), ""))
	case "title":
		return b.wordsIn("head_", n.value)
	case "source":
		var parts []query.Query
		for _, t := range folds(n.value) {
			parts = append(parts, termQuery("source", t))
		}
		return conjunction(parts)
	case "cites":
		return b.cites(n.value)
	case "section", "lang", "body", "year", "type", "kind":
		return termQuery(n.field, value)
	case "unit":
		if u := units[value]; u != "" {
			return termQuery("unit", u)
		}
	}
	return termQuery(n.field, foldValue(n.value))
}

// cites finds a citation as it is written in a record, or as people write one.
func (b *builder) cites(value string) query.Query {
	alts := []query.Query{termQuery("cites", foldValue(value))}
	if b.reader.Understand != nil {
		for _, f := range b.reader.Understand(value) {
			if t := factTerms(f); len(t) > 0 && t[0].field == "cites" {
				alts = append(alts, termQuery("cites", t[0].value))
				b.facts = append(b.facts, f.Kind+" "+f.Value)
			}
		}
	}
	return bleve.NewDisjunctionQuery(alts...)
}

// words finds a typed word, which may be several terms ("C26/30", 决议), in any language, in the text or above it.
func (b *builder) words(word string) query.Query {
	return b.wordsIn("text_ head_", word)
}

func (b *builder) wordsIn(fields, word string) query.Query {
	sh := shadowOf(word)
	var alts []query.Query
	for _, lang := range b.langs {
		var all []query.Query
		newCutter(lang).terms(sh, func(t term) {
			b.mark(lang, t.text)
			var where []query.Query
			for _, f := range strings.Fields(fields) {
				q := bleve.NewTermQuery(t.text)
				q.SetField(f + lang)
				if f == "head_" {
					q.SetBoost(0.6)
				}
				where = append(where, q)
			}
			if len(where) == 1 {
				all = append(all, where[0])
			} else {
				all = append(all, bleve.NewDisjunctionQuery(where...))
			}
		})
		if len(all) > 0 {
			alts = append(alts, conjunction(all))
		}
	}
	switch len(alts) {
	case 0:
		return nil // a stop word in every language
	case 1:
		return alts[0]
	}
	if b.stopsSomewhere(sh) {
		// In a language where the word is a stop word it asks for nothing; elsewhere it must be there.
		for _, lang := range b.langs {
			none := true
			newCutter(lang).terms(sh, func(term) { none = false })
			if none {
				q := bleve.NewTermQuery(lang)
				q.SetField("lang")
				q.SetBoost(0)
				alts = append(alts, q)
			}
		}
	}
	return bleve.NewDisjunctionQuery(alts...)
}

// useful leaves out the languages in which a query says nothing: it is words only, and each is a stop word.
func useful(n *node, langs []string) []string {
	var words []string
	for _, k := range n.kids {
		if n.op != opAnd || k.op != opWord {
			return langs
		}
		words = append(words, k.word)
	}
	var out []string
	for _, lang := range langs {
		says := false
		newCutter(lang).terms(shadowOf(strings.Join(words, " ")), func(term) { says = true })
		if says {
			out = append(out, lang)
		}
	}
	return out
}

func (b *builder) stopsSomewhere(sh string) bool {
	for _, lang := range b.langs {
		if stopWords()[lang][foldValue(sh)] {
			return true
		}
	}
	return false
}

func (b *builder) phrase(text string) query.Query {
	sh := shadowOf(text)
	var alts []query.Query
	for _, lang := range b.langs {
		var words [][]string
		last := 0
		newCutter(lang).terms(sh, func(t term) {
			b.mark(lang, t.text)
			if t.position == last { // grouped digits: either form
				words[len(words)-1] = append(words[len(words)-1], t.text)
				return
			}
			for ; last > 0 && last < t.position-1; last++ {
				words = append(words, nil) // a stop word leaves its place open
			}
			words = append(words, []string{t.text})
			last = t.position
		})
		switch {
		case len(words) == 1:
			alts = append(alts, termQuery("text_"+lang, words[0][0]))
		case len(words) > 1:
			alts = append(alts, query.NewMultiPhraseQuery(words, "text_"+lang))
		}
	}
	if len(alts) == 0 {
		return nil
	}
	return bleve.NewDisjunctionQuery(alts...)
}

func (b *builder) prefix(word string) query.Query {
	w := foldValue(word)
	var alts []query.Query
	for _, lang := range b.langs {
		b.mark(lang, w+"*")
		q := bleve.NewPrefixQuery(w)
		q.SetField("text_" + lang)
		alts = append(alts, q)
	}
	return bleve.NewDisjunctionQuery(alts...)
}

func (b *builder) fuzzy(word string, distance int) query.Query {
	var alts []query.Query
	for _, lang := range b.langs {
		newCutter(lang).terms(shadowOf(word), func(t term) {
			b.mark(lang, t.text)
			q := bleve.NewFuzzyQuery(t.text)
			q.SetField("text_" + lang)
			q.SetFuzziness(distance)
			q.SetPrefix(1)
			alts = append(alts, q)
		})
	}
	if len(alts) == 0 {
		return nil
	}
	return bleve.NewDisjunctionQuery(alts...)
}

// ErrRequest wraps what is wrong with a Request apart from its query.
var ErrRequest = errors.New("bad request")

// narrow adds what the request asks for beside the query.
func (b *builder) narrow(q query.Query, req Request) (query.Query, error) {
	parts := []query.Query{q}
	if q == nil {
		parts = nil
	}
	if n, ok := q.(negation); ok {
		parts = []query.Query{n}
	}
	if req.Language != "" {
		known := false
		for _, l := range Languages {
			known = known || l == req.Language
		}
		if !known {
			return nil, fmt.Errorf("%w: no language %q (en, fr, es, ru, zh, ar)", ErrRequest, req.Language)
		}
		parts = append(parts, termQuery("lang", req.Language))
	}
	if req.Kind != "" {
		parts = append(parts, termQuery("kind", req.Kind))
	}
	if req.Symbol != "" {
		parts = append(parts, b.field(&node{field: "symbol", value: req.Symbol}))
	}
	if req.From != "" || req.To != "" {
		low, high, err := dateRange(req.From + ".." + req.To)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrRequest, err)
		}
		yes := true
		own := bleve.NewTermRangeInclusiveQuery(low, high, &yes, &yes)
		own.SetField("docdate")
		parts = append(parts, bleve.NewDisjunctionQuery(own, dates(low, high)))
	}
	if len(parts) == 0 {
		return bleve.NewMatchNoneQuery(), nil
	}
	return conjunction(parts), nil
}
