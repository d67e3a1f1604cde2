package index

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A between matches what has a term of a field from low to before high; the score is 0. What it finds is found
// once: the query asks for it in every language.
type between struct {
	field     string
	low, high string // high is left out; "" is no end
	found     []*roaring.Bitmap
	count     uint64
}

// between returns the query for a range of terms.
func (b *builder) between(field, low, high string) query.Query {
	key := field + "\x00" + low + "\x00" + high
	q := b.ranges[key]
	if q == nil {
		q = &between{field: field, low: low, high: high}
		b.ranges[key] = q
	}
	return q
}

// beginsWith returns the query for the terms that begin so.
func (b *builder) beginsWith(field, beginning string) query.Query {
	return b.between(field, beginning, after(beginning))
}

// after is the first term that does not begin so, and comes after those that do; "" where there is none.
func after(beginning string) string {
	b := []byte(beginning)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return string(b[:i+1])
		}
	}
	return ""
}

func (q *between) Searcher(_ context.Context, r index.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	list, err := segments(r)
	if err != nil {
		return nil, err
	}
	if q.found == nil {
		for _, s := range list {
			docs, err := q.in(s)
			if err != nil {
				return nil, err
			}
			q.found = append(q.found, docs)
			q.count += docs.GetCardinality()
		}
	}
	return &scan{segments: list, count: q.count, open: func(i int) (*roaring.Bitmap, error) { return q.found[i], nil }}, nil
}

// in returns the documents of a segment.
func (q *between) in(s *scorch.SegmentSnapshot) (*roaring.Bitmap, error) {
	docs := roaring.New()
	dict, err := s.Segment().Dictionary(q.field)
	if err != nil {
		return nil, err
	}
	var end []byte
	if q.high != "" {
		end = []byte(q.high)
	}
	terms := dict.AutomatonIterator(nil, []byte(q.low), end)
	var list segment.PostingsList
	for {
		t, err := terms.Next()
		if err != nil {
			return nil, err
		}
		if t == nil {
			break
		}
		if list, err = dict.PostingsList([]byte(t.Term), nil, list); err != nil {
			return nil, err
		}
		if err := into(docs, list); err != nil {
			return nil, err
		}
	}
	if deleted := s.Deleted(); deleted != nil {
		docs.AndNot(deleted)
	}
	return docs, nil
}
