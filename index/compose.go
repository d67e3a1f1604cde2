package index

import (
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// Bleve's disjunction divides a hit's score by the share of its parts that did not match, and its norm squares
// the weight of rare words. A word that is looked for in seven languages and two fields would be scored by how
// many of them it happens to be in. Here alternatives add up or the best counts, and nothing else.

// anyOf matches what at least min of its parts match (0 means one). The score is the sum of theirs, or with
// best the highest.
type anyOf struct {
	parts []query.Query
	min   int
	best  bool
}

func (q anyOf) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	s := &anySearcher{min: max(q.min, 1), best: q.best}
	for _, p := range q.parts {
		kid, err := p.Searcher(ctx, r, m, o)
		if err != nil {
			s.Close()
			return nil, err
		}
		s.kids = append(s.kids, kid)
	}
	s.at = make([]*search.DocumentMatch, len(s.kids))
	return s, nil
}

type anySearcher struct {
	kids  []search.Searcher
	at    []*search.DocumentMatch // each kid's next match, nil at its end
	begun bool
	min   int
	best  bool
}

func (s *anySearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if !s.begun {
		s.begun = true
		for i := range s.kids {
			if err := s.step(ctx, i); err != nil {
				return nil, err
			}
		}
	}
	for { // a match a turn
		var hit *search.DocumentMatch
		for _, m := range s.at {
			if m != nil && (hit == nil || m.IndexInternalID.Compare(hit.IndexInternalID) < 0) {
				hit = m
			}
		}
		if hit == nil {
			return nil, nil
		}
		n, score := 0, 0.0
		for i, m := range s.at {
			if m == nil || m != hit && m.IndexInternalID.Compare(hit.IndexInternalID) != 0 {
				continue
			}
			n++
			if s.best {
				score = max(score, m.Score)
			} else {
				score += m.Score
			}
			if m != hit {
				ctx.DocumentMatchPool.Put(m)
				s.at[i] = nil
			}
			if err := s.step(ctx, i); err != nil {
				return nil, err
			}
		}
		if n >= s.min {
			hit.Score = score
			return hit, nil
		}
		ctx.DocumentMatchPool.Put(hit)
	}
}

func (s *anySearcher) step(ctx *search.SearchContext, i int) (err error) {
	s.at[i], err = s.kids[i].Next(ctx)
	return err
}

func (s *anySearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	for i, m := range s.at {
		switch {
		case m == nil && s.begun:
			continue // at its end
		case m != nil && m.IndexInternalID.Compare(id) >= 0:
			continue
		case m != nil:
			ctx.DocumentMatchPool.Put(m)
		}
		var err error
		if s.at[i], err = s.kids[i].Advance(ctx, id); err != nil {
			return nil, err
		}
	}
	s.begun = true
	return s.Next(ctx)
}

func (s *anySearcher) Close() error {
	var first error
	for _, k := range s.kids {
		if err := k.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (s *anySearcher) Count() uint64 {
	var n uint64
	for _, k := range s.kids {
		n += k.Count()
	}
	return n
}

func (s *anySearcher) DocumentMatchPoolSize() int {
	n := len(s.kids) + 1
	for _, k := range s.kids {
		n += k.DocumentMatchPoolSize()
	}
	return n
}

func (s *anySearcher) Weight() float64      { return 1 }
func (s *anySearcher) SetQueryNorm(float64) {}
func (s *anySearcher) Min() int             { return 0 }
func (s *anySearcher) Size() int            { return 0 }

// scored matches what its query does; its score is base and weight times the query's own. With a weight of 0
// the query need not be scored, which is faster.
type scored struct {
	query.Query
	base, weight float64
}

func (q scored) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	if q.weight == 0 {
		o.Score = "none"
	}
	s, err := q.Query.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	return &scoredSearcher{s, q.base, q.weight}, nil
}

type scoredSearcher struct {
	search.Searcher
	base, weight float64
}

func (s *scoredSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	return s.score(s.Searcher.Next(ctx))
}

func (s *scoredSearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	return s.score(s.Searcher.Advance(ctx, id))
}

func (s *scoredSearcher) score(m *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	if m != nil {
		m.Score = s.base + s.weight*m.Score
	}
	return m, err
}

func (s *scoredSearcher) Weight() float64      { return 1 }
func (s *scoredSearcher) SetQueryNorm(float64) {}
