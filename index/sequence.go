package index

import (
	"context"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A sequence matches words that stand in a field one after the other. Each may have several forms; one without
// forms is any word. The score is the sum of the words' own.
type sequence struct {
	field string
	words [][]string
	docs  int // in the index
}

func (q *sequence) Searcher(_ context.Context, r index.IndexReader, _ mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	list, err := segments(r)
	if err != nil {
		return nil, err
	}
	s := &sequencing{scored: o.Score != "none"}
	for i, forms := range q.words {
		for _, f := range forms {
			s.forms = append(s.forms, &form{word: i, lists: make([]segment.PostingsList, len(list))})
			if err := s.forms[len(s.forms)-1].find(f, q.field, list, q.docs); err != nil {
				return nil, err
			}
		}
	}
	s.places = make([][]uint64, len(q.words))
	out := &scan{segments: list, open: s.open, match: s.match, count: math.MaxUint64}
	for i, forms := range q.words {
		if n := s.count(i); len(forms) > 0 {
			out.count = min(out.count, n)
		}
	}
	return out, nil
}

// A sequencing is a sequence on its way through the segments.
type sequencing struct {
	scored bool
	forms  []*form
	places [][]uint64 // of each word, in the document in hand
}

// A form is one form of a word.
type form struct {
	word  int
	lists []segment.PostingsList // by segment, nil where it does not occur
	count uint64                 // documents that have it
	idf   float64
	it    segment.PostingsIterator
	now   segment.Posting // where it is
}

func (f *form) find(term, field string, list []*scorch.SegmentSnapshot, docs int) error {
	for i, s := range list {
		dict, err := s.Segment().Dictionary(field)
		if err != nil {
			return err
		}
		l, err := dict.PostingsList([]byte(term), s.Deleted(), nil)
		if err != nil {
			return err
		}
		if n := l.Count(); n > 0 {
			f.lists[i] = l
			f.count += n
		}
	}
	f.idf = math.Log(1 + (float64(docs)-float64(f.count)+0.5)/(float64(f.count)+0.5))
	return nil
}

func (s *sequencing) count(word int) uint64 {
	var n uint64
	for _, f := range s.forms {
		if f.word == word {
			n += f.count
		}
	}
	return n
}

// open returns the documents of a segment that have all words.
func (s *sequencing) open(at int) (*roaring.Bitmap, error) {
	var all *roaring.Bitmap
	for i := 0; i < len(s.forms); {
		word, docs := s.forms[i].word, roaring.New()
		for ; i < len(s.forms) && s.forms[i].word == word; i++ {
			f := s.forms[i]
			f.it, f.now = nil, nil
			if f.lists[at] == nil {
				continue
			}
			if err := into(docs, f.lists[at]); err != nil {
				return nil, err
			}
			f.it = f.lists[at].Iterator(s.scored, s.scored, true, nil)
		}
		if all == nil {
			all = docs
		} else {
			all.And(docs)
		}
		if all.IsEmpty() {
			break
		}
	}
	return all, nil
}

// match reports whether the words stand in their order in a document.
func (s *sequencing) match(doc uint32) (float64, bool, error) {
	for i := range s.places {
		s.places[i] = s.places[i][:0]
	}
	score := 0.0
	for _, f := range s.forms {
		if f.it == nil {
			continue
		}
		if f.now == nil || f.now.Number() < uint64(doc) {
			var err error
			if f.now, err = f.it.Advance(uint64(doc)); err != nil {
				return 0, false, err
			}
			if f.now == nil {
				f.it = nil
				continue
			}
		}
		if f.now.Number() != uint64(doc) {
			continue
		}
		more := len(s.places[f.word]) > 0
		for _, l := range f.now.Locations() {
			s.places[f.word] = append(s.places[f.word], l.Pos())
		}
		if more {
			slices.Sort(s.places[f.word])
		}
		if s.scored {
			score += f.idf * saturated(float64(f.now.Frequency()), f.now.Norm())
		}
	}
	return score, inOrder(s.places), nil
}

// saturated is BM25 of a word's frequency, taken as Bleve does.
func saturated(frequency, norm float64) float64 {
	tf, length := math.Sqrt(frequency), 1/(norm*norm)
	return tf * search.BM25_k1 / (tf + search.BM25_k1*(1-search.BM25_b+search.BM25_b*length/wordsOfParagraph))
}

// inOrder reports whether there is a place of each word right after one of the word before. A word without
// places is any word.
func inOrder(places [][]uint64) bool {
	next := make([]int, 8)[:0]
	for range places {
		next = append(next, 0)
	}
	for _, first := range places[0] {
		ok := true
		for i := 1; i < len(places) && ok; i++ {
			list := places[i]
			for next[i] < len(list) && list[next[i]] < first+uint64(i) {
				next[i]++
			}
			ok = len(list) == 0 || next[i] < len(list) && list[next[i]] == first+uint64(i)
		}
		if ok {
			return true
		}
	}
	return false
}
