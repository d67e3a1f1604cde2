package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"plenary/pipeline"
)

// SearchSchema names the form of a Response.
const SearchSchema = "plenary.search/1"

// A Request is a query with what narrows it down. The zero Limit means 10.
type Request struct {
	Query    string
	Limit    int // hits, or with Group documents
	Offset   int
	Language string // one of Languages, "" for all
	Prefer   string // the language to show of versions that are as good, "" for any
	From, To string // dates that a document or its facts must fall between: 2025, 2025-11, 2025-11-17
	Kind     string // only paragraphs with a fact of this kind
	Symbol   string // only this document
	Across   bool   // look for every word in the other languages too, where the vocabulary has it
	Group    bool   // gather the hits by document
	Facets   bool
	Sort     string // "" or rank, date (newest first), symbol
}

// narrowed says what a request asks for beside its query, in the query's own language.
func (req Request) narrowed() string {
	s := ""
	for _, f := range []struct{ name, value string }{{"lang", req.Language}, {"kind", req.Kind}, {"symbol", req.Symbol}} {
		if f.value != "" {
			s += " " + f.name + ":" + quoteIfSpaced(f.value)
		}
	}
	if req.From != "" || req.To != "" {
		s += " date:" + req.From + ".." + req.To
	}
	return s
}

// A Response is the answer, as `plenary search --json` prints it. Total counts paragraphs, each language and
// rendition of one for itself; Hits shows such versions as one.
type Response struct {
	Schema     string             `json:"schema"`
	Query      string             `json:"query"`
	Understood string             `json:"understood"`
	Note       string             `json:"note,omitempty"`         // what was done where nothing has all that was asked for
	DidYouMean []string           `json:"did_you_mean,omitempty"` // the query with words that do occur
	Total      int                `json:"total"`
	TookMS     float64            `json:"took_ms"`
	Hits       []Hit              `json:"hits"`
	Documents  []Document         `json:"documents,omitempty"` // with Group
	Facets     map[string][]Facet `json:"facets,omitempty"`
}

// Search answers a request. An error of the query is a *QueryError, one of the rest of the request wraps
// ErrRequest.
func (r *Reader) Search(ctx context.Context, req Request) (_ *Response, err error) {
	defer r.guard(&err)()
	began := time.Now()
	n, err := r.parse(req.Query)
	if err != nil {
		return nil, err
	}
	order, err := sorting(req.Sort)
	if err != nil {
		return nil, err
	}
	if req.Limit < 0 || req.Offset < 0 {
		return nil, fmt.Errorf("%w: limit and offset count hits, and are not below 0", ErrRequest)
	}
	if req.Limit == 0 {
		req.Limit = 10
	}
	resp := &Response{Schema: SearchSchema, Query: req.Query, Hits: []Hit{}}
	b := newBuilder(r, req.Across)
	langs := append([]string{noLanguage}, Languages...)
	if req.Language != "" {
		langs = []string{req.Language}
	}
	b.leaveOutAsking(n)
	q, err := b.narrow(b.query(n, langs), req)
	if err != nil {
		return nil, err
	}
	resp.Understood = b.understoodAs(n, req)
	s := &searching{reader: r, builder: b, req: req, order: order, words: n.words(), files: map[string]File{}}
	if q == nil {
		resp.Note = "these are words that every paragraph has; add one that says more"
		if len(n.words()) == 0 {
			resp.Note = "nothing was asked for"
		}
	} else if err = s.run(ctx, q, resp); err == nil && resp.Total == 0 {
		err = s.help(ctx, n, langs, resp)
	}
	if err != nil {
		if ctx.Err() == nil && !errors.Is(err, ErrRequest) && !errors.Is(err, ErrBroken) {
			err = damaged(err, "run: plenary index check --index "+r.dir)
		}
		return nil, err
	}
	resp.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return resp, nil
}

// sorting returns Bleve's order for a sort of a request; nil for the order of scores alone.
func sorting(by string) (search.SortOrder, error) {
	score, id := &search.SortScore{Desc: true}, &search.SortDocID{}
	switch by {
	case "", "rank":
		return nil, nil
	case "date":
		return search.SortOrder{newestFirst(), score, id}, nil
	case "symbol":
		return search.SortOrder{&symbolSort{SortField: search.SortField{Field: "doc", Type: search.SortFieldAsString}}, id}, nil
	}
	return nil, fmt.Errorf("%w: no sort %q (rank, date, symbol)", ErrRequest, by)
}

// newestFirst sorts by the date of the document, those without one last.
func newestFirst() *search.SortField {
	return &search.SortField{Field: "docdate", Desc: true, Type: search.SortFieldAsString, Missing: search.SortFieldMissingLast}
}

// preferring sorts by language: the preferred one first, then as records go.
func preferring(lang string) search.SearchSort {
	return &languageSort{search.SortField{Field: "lang", Type: search.SortFieldAsString}, lang}
}

type languageSort struct {
	search.SortField
	prefer string
}

func (s *languageSort) Value(m *search.DocumentMatch) string {
	lang := s.SortField.Value(m)
	if lang == s.prefer {
		return ""
	}
	return strconv.Itoa(languageRank(lang))
}

func (s *languageSort) Copy() search.SearchSort {
	c := *s
	return &c
}

// symbolSort sorts symbols as people count: C26/9 before C26/30.
type symbolSort struct{ search.SortField }

func (s *symbolSort) Value(m *search.DocumentMatch) string {
	return natural(s.SortField.Value(m))
}

func (s *symbolSort) Copy() search.SearchSort {
	c := *s
	return &c
}

// natural pads the numbers in a string, so that strings sort as their numbers do.
func natural(s string) string {
	const digits = "0123456789"
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, digits)
		if i < 0 {
			i = len(s)
		}
		b.WriteString(s[:i])
		s = s[i:]
		n := len(s) - len(strings.TrimLeft(s, digits))
		if n > 0 {
			b.WriteString(strings.Repeat("0", max(0, 8-n)) + s[:n])
			s = s[n:]
		}
	}
	return b.String()
}

// A searching is one request on its way.
type searching struct {
	reader  *Reader
	builder *builder
	req     Request
	order   search.SortOrder
	words   []string        // of the query as typed, in small letters
	files   map[string]File // by key, read once
}

// run fills a response from what a query matches. Versions of one paragraph become one hit, so more are fetched
// than are shown.
func (s *searching) run(ctx context.Context, q query.Query, resp *Response) error {
	const most = 10_000
	shown := s.req.Offset + s.req.Limit
	tally := &tallied{Query: q}
	if s.req.Facets {
		q = tally
	}
	for want := shown*3 + 10; ; want *= 4 {
		sr := bleve.NewSearchRequestOptions(q, min(want, most), 0, false)
		if s.order != nil {
			sr.SortByCustom(s.order.Copy())
		}
		res, err := s.reader.bleve.SearchInContext(s.reader.scoring(ctx), sr)
		if err != nil {
			return fmt.Errorf("search: %w", err)
		}
		resp.Total = int(res.Total)
		if s.order == nil && tied(res) {
			// The best are as good as the last that was fetched: let the newest documents come first, in their order.
			s.order = search.SortOrder{&search.SortScore{Desc: true}, newestFirst(), preferring(s.req.Prefer), &search.SortDocID{}}
			want /= 4
			continue
		}
		groups, err := s.collapse(res.Hits)
		if err != nil {
			return err
		}
		units := len(groups)
		if s.req.Group {
			units = documents(groups)
		}
		if units < shown && len(res.Hits) < resp.Total && want < most {
			continue
		}
		if s.req.Facets {
			if resp.Facets, err = s.facets(tally.docs); err != nil {
				return err
			}
		}
		return s.show(groups, resp)
	}
}

// tied reports whether more matches than were fetched are as good as the first.
func tied(res *bleve.SearchResult) bool {
	const most = 50_000 // that are worth putting in order
	n := len(res.Hits)
	return n > 0 && n < int(res.Total) && res.Total <= most && res.Hits[n-1].Score == res.Hits[0].Score
}

// wordsOfParagraph is how many words a paragraph has, about.
const wordsOfParagraph = 100

// scoring gives Bleve the lengths that BM25 compares a field with. Its own measure is the number of different
// words by the number of documents, which for many short documents is next to nothing.
func (r *Reader) scoring(ctx context.Context) context.Context {
	const above = 12 // words in the headings over a paragraph
	stats := &search.BM25Stats{DocCount: float64(r.count), FieldCardinality: map[string]int{}}
	for _, field := range append(asked(), r.fields...) {
		length := 1
		switch {
		case strings.HasPrefix(field, "text_"):
			length = wordsOfParagraph
		case strings.HasPrefix(field, "head_"):
			length = above
		}
		stats.FieldCardinality[field] = length * r.count
	}
	return context.WithValue(ctx, search.BM25StatsKey, stats)
}

// asked are the fields that queries name; * is Bleve's name for several at once.
func asked() []string {
	fields := strings.Fields("* lang body year type docdate doc symbol fsymbol path section source agenda kind unit number exact date cites")
	for _, name := range textFields {
		fields = append(fields, name)
	}
	for _, lang := range append([]string{noLanguage}, Languages...) {
		fields = append(fields, "text_"+lang, "head_"+lang)
	}
	return fields
}

// help fills a response that found nothing: with what has most of the words, and with words that do occur.
func (s *searching) help(ctx context.Context, n *node, langs []string, resp *Response) error {
	if s.builder.everyWordCites(n.loose()) {
		return nil // what was named is not here; its words alone say nothing
	}
	absent := s.absent(n, langs)
	if len(absent) > 0 {
		if err := s.didYouMean(absent, langs, resp); err != nil {
			return err
		}
	}
	if s.small(n.words(), langs) {
		resp.Note = "small words like these are not searched for; add one that says more"
		return nil
	}
	for min := len(n.loose()) - 1; min > 0 && resp.Total == 0; min = min * 2 / 3 {
		q, err := s.builder.narrow(s.builder.most(n, langs, min), s.req)
		if err != nil || q == nil {
			return err
		}
		if err := s.run(ctx, q, resp); err != nil {
			return err
		}
	}
	if resp.Total > 0 {
		resp.Note = "no paragraph has all of these words; these have most of them"
		if len(absent) > 0 {
			resp.Note += " (nowhere: " + strings.Join(absent, ", ") + ")"
		}
	}
	return nil
}

// small reports whether words are all small ones, each in one of the languages.
func (s *searching) small(words, langs []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(langs, func(lang string) bool {
			n := 0
			s.builder.terms(lang, shadowOf(w), func(term) { n++ })
			return n == 0
		}) {
			return false
		}
	}
	return len(words) > 0
}

// everyWordCites reports whether words are one citation after the other: "resolution 71".
func (b *builder) everyWordCites(words []string) bool {
	for i := 0; i < len(words); {
		r, n := b.readingAt(words, i)
		if n == 0 || len(r.facts) == 0 {
			return false
		}
		i += n
	}
	return len(words) > 0
}

// loose returns the words of a query that may be missing in an answer: all where it is nothing but words and
// fields. Who uses operators means them.
func (n *node) loose() []string {
	var words []string
	for _, k := range n.kids {
		switch k.op {
		case opWord:
			words = append(words, k.word)
		case opField, opRange, opDates:
		default:
			return nil
		}
	}
	return words
}

// most returns a query for what has at least min of the words of a query.
func (b *builder) most(n *node, langs []string, min int) query.Query {
	var rest []*node
	for _, k := range n.kids {
		if k.op != opWord {
			rest = append(rest, k)
		}
	}
	var each []query.Query
	for _, lang := range langs {
		var parts []query.Query
		for _, w := range n.loose() {
			if q := b.word(w, lang); q != nil {
				parts = append(parts, q)
			}
		}
		if len(parts) < min {
			continue
		}
		all := append(b.parts(rest, lang), anyOf{parts: parts, min: min})
		if q := conjunction(all); q != nil {
			each = append(each, q)
		}
	}
	if len(each) == 0 {
		return nil
	}
	return anyOf{parts: each, best: true}
}

// words returns the words of a query as they were typed, in small letters.
func (n *node) words() []string {
	var out []string
	switch n.op {
	case opNot:
	case opWord, opPhrase, opFuzzy:
		for _, w := range strings.Fields(strings.ToLower(n.word)) {
			if len(folds(w)) > 0 {
				out = append(out, w)
			}
		}
	default:
		for _, k := range n.kids {
			out = append(out, k.words()...)
		}
	}
	return out
}

// understoodAs says how a query was understood, in its own language.
func (b *builder) understoodAs(n *node, req Request) string {
	s := strings.TrimSpace(n.String() + req.narrowed())
	if len(b.said) > 0 {
		s += " [" + strings.Join(b.said, "; ") + "]"
	}
	return s
}

// understood returns the facts that words name.
func (b *builder) understood(words string) []pipeline.Fact {
	if b.reader.Understand == nil {
		return nil
	}
	return slices.Clone(b.reader.Understand(words))
}
