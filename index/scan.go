package index

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Bleve finds a range of terms by a searcher a term and a segment, and a phrase by a match a word, with its places
// in maps. Here both are read from the segments themselves: numbers of documents as bitmaps, which meet in one
// step, and then places for what is left.

// segments returns the segments that a reader reads.
func segments(r index.IndexReader) ([]*scorch.SegmentSnapshot, error) {
	s, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("an index reader of an unknown kind: %T", r)
	}
	return s.Segments(), nil
}

// A scan is a searcher that goes through the documents of one segment after the other.
type scan struct {
	segments []*scorch.SegmentSnapshot
	count    uint64                                     // documents, at most
	open     func(segment int) (*roaring.Bitmap, error) // the documents to look at
	match    func(doc uint32) (float64, bool, error)    // whether one of them matches, and its score; nil: all do
	at       int                                        // segment
	base     uint64                                     // number of its first document
	docs     roaring.IntPeekable                        // nil for a segment that is not open
}

func (s *scan) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	for s.at < len(s.segments) {
		if err := s.begin(); err != nil {
			return nil, err
		}
		for s.docs.HasNext() {
			doc, score := s.docs.Next(), 0.0
			if s.match != nil {
				var ok bool
				var err error
				if score, ok, err = s.match(doc); err != nil {
					return nil, err
				} else if !ok {
					continue
				}
			}
			m := ctx.DocumentMatchPool.Get()
			m.IndexInternalID = index.NewIndexInternalID(m.IndexInternalID, s.base+uint64(doc))
			m.Score = score
			return m, nil
		}
		s.end()
	}
	return nil, nil
}

func (s *scan) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	n := id.Value()
	for s.at < len(s.segments) && n >= s.base+uint64(s.segments[s.at].FullSize()) {
		s.end()
	}
	if s.at < len(s.segments) && n > s.base {
		if err := s.begin(); err != nil {
			return nil, err
		}
		s.docs.AdvanceIfNeeded(uint32(n - s.base))
	}
	return s.Next(ctx)
}

// begin opens the segment in hand.
func (s *scan) begin() error {
	if s.docs != nil {
		return nil
	}
	docs, err := s.open(s.at)
	if err != nil {
		return err
	}
	s.docs = docs.Iterator()
	return nil
}

// end goes on to the next segment.
func (s *scan) end() {
	s.base += uint64(s.segments[s.at].FullSize())
	s.at++
	s.docs = nil
}

func (s *scan) Close() error               { return nil }
func (s *scan) Count() uint64              { return s.count }
func (s *scan) DocumentMatchPoolSize() int { return 1 }
func (s *scan) Weight() float64            { return 1 }
func (s *scan) SetQueryNorm(float64)       {}
func (s *scan) Min() int                   { return 0 }
func (s *scan) Size() int                  { return 0 }

// into adds the documents of a posting list to a bitmap.
func into(docs *roaring.Bitmap, list segment.PostingsList) error {
	l, ok := list.(interface{ OrInto(*roaring.Bitmap) })
	if !ok {
		return fmt.Errorf("a posting list of an unknown kind: %T", list)
	}
	l.OrInto(docs)
	return nil
}
