package index

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A Facet is how many of the paragraphs have a term.
type Facet struct {
	Term  string `json:"term"`
	Count int    `json:"count"`
}

// facetFields are the facets, in the order in which they are shown, and the fields they count.
var facetFields = []struct{ name, field string }{
	{"language", "lang"}, {"body", "body"}, {"year", "year"}, {"type", "type"}, {"kind", "kind"}, {"unit", "unit"}, {"document", "doc"},
}

// FacetNames returns the facets in the order in which they are shown.
func FacetNames() []string {
	var names []string
	for _, f := range facetFields {
		names = append(names, f.name)
	}
	return names
}

const facetTerms = 12 // of one facet

// A tallied query notes the numbers of the documents that match it.
type tallied struct {
	query.Query
	docs []uint32 // rising
}

func (q *tallied) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	s, err := q.Query.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	q.docs = q.docs[:0]
	return &tallying{s, q}, nil
}

type tallying struct {
	search.Searcher
	query *tallied
}

func (s *tallying) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	m, err := s.Searcher.Next(ctx)
	if m != nil {
		s.query.docs = append(s.query.docs, uint32(m.IndexInternalID.Value()))
	}
	return m, err
}

// facets counts the terms of documents.
func (s *searching) facets(docs []uint32) (map[string][]Facet, error) {
	list, err := segments(s.reader.now)
	if err != nil {
		return nil, err
	}
	out := map[string][]Facet{}
	for _, f := range facetFields {
		counts, err := s.reader.counts(f.field, docs, list)
		if err != nil {
			return nil, err
		}
		if out[f.name], err = s.most(counts); err != nil {
			return nil, err
		}
		if f.field == "body" { // terms are small; bodies are known by their capitals
			for i := range out[f.name] {
				out[f.name][i].Term = strings.ToUpper(out[f.name][i].Term)
			}
		}
	}
	return out, nil
}

// most returns the most frequent terms.
func (s *searching) most(counts map[string]int) ([]Facet, error) {
	all := []Facet{}
	for term, n := range counts {
		all = append(all, Facet{term, n})
	}
	slices.SortFunc(all, func(a, b Facet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Term, b.Term)) })
	all = all[:min(len(all), facetTerms)]
	for i := range all {
		if key, ok := strings.CutPrefix(all[i].Term, "#"); ok { // a document without a symbol
			file, err := s.file(key)
			if err != nil {
				return nil, err
			}
			all[i].Term = path.Base(file.Path)
		}
	}
	return all, nil
}

// counts returns how many of the documents have each term of a field: from the documents of each term where the
// terms are fewer, from the terms of each document where the documents are.
func (r *Reader) counts(field string, docs []uint32, list []*scorch.SegmentSnapshot) (map[string]int, error) {
	dicts := make([]segment.TermDictionary, len(list))
	terms := 0
	for i, s := range list {
		var err error
		if dicts[i], err = s.Segment().Dictionary(field); err != nil {
			return nil, err
		}
		terms += dicts[i].Cardinality()
	}
	out := map[string]int{}
	if len(docs) < terms {
		return out, r.countValues(field, docs, out)
	}
	base := uint32(0)
	for i, s := range list {
		end := base + uint32(s.FullSize())
		n, _ := slices.BinarySearch(docs, end)
		here := roaring.New()
		for _, d := range docs[:n] {
			here.Add(d - base)
		}
		docs, base = docs[n:], end
		if err := countTerms(dicts[i], here, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// countTerms adds up how many of a segment's documents have each term.
func countTerms(dict segment.TermDictionary, docs *roaring.Bitmap, counts map[string]int) error {
	if docs.IsEmpty() {
		return nil
	}
	terms := dict.AutomatonIterator(nil, nil, nil)
	var list segment.PostingsList
	for {
		t, err := terms.Next()
		if err != nil || t == nil {
			return err
		}
		if list, err = dict.PostingsList([]byte(t.Term), nil, list); err != nil {
			return err
		}
		have := roaring.New()
		if err := into(have, list); err != nil {
			return err
		}
		if n := docs.AndCardinality(have); n > 0 {
			counts[t.Term] += int(n)
		}
	}
}

// countValues adds up the terms that documents have in a field.
func (r *Reader) countValues(field string, docs []uint32, counts map[string]int) error {
	values, err := r.now.DocValueReader([]string{field})
	if err != nil {
		return err
	}
	n := map[string]*int{}
	var id index.IndexInternalID
	for _, d := range docs {
		id = index.NewIndexInternalID(id, uint64(d))
		if err := values.VisitDocValues(id, func(_ string, term []byte) {
			c := n[string(term)]
			if c == nil {
				c = new(int)
				n[string(term)] = c
			}
			*c++
		}); err != nil {
			return err
		}
	}
	for term, c := range n {
		counts[term] = *c
	}
	return nil
}
