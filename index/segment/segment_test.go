package segment

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

const (
	words    = index.IndexField
	places   = index.IndexField | index.IncludeTermVectors
	terms    = index.IndexField | index.SkipFreqNorm
	facet    = terms | index.DocValues
	onlyKept = index.StoreField
)

// base is a field as Bleve wants it; frequencies is what the library counts in our place.
type base struct {
	name    string
	options index.FieldIndexingOptions
	terms   []string
}

func (f *base) Name() string                        { return f.name }
func (f *base) Value() []byte                       { return nil }
func (f *base) ArrayPositions() []uint64            { return nil }
func (f *base) EncodedFieldType() byte              { return 't' }
func (f *base) Analyze()                            {}
func (f *base) Size() int                           { return 0 }
func (f *base) Options() index.FieldIndexingOptions { return f.options }
func (f *base) AnalyzedLength() int                 { return len(f.terms) }
func (f *base) NumPlainTextBytes() uint64           { return 0 }

func (f *base) AnalyzedTokenFrequencies() index.TokenFrequencies {
	out := index.TokenFrequencies{}
	for i, t := range f.terms {
		if out[t] == nil {
			out[t] = &index.TokenFreq{Term: []byte(t)}
		}
		if !f.options.SkipFreqNorm() {
			out[t].SetFrequency(out[t].Frequency() + 1)
		}
		if f.options.IncludeTermVectors() {
			out[t].Locations = append(out[t].Locations, &index.TokenLocation{Position: i + 1})
		}
	}
	return out
}

type text struct{ base }

func (f *text) Words(emit func(string, int)) int {
	for i, t := range f.terms {
		emit(t, i+1)
	}
	return len(f.terms)
}

type set struct{ base }

func (f *set) Terms() []string { return f.terms }

// documents makes documents from n to n+count with fields of every kind, some of them shared by several.
func documents(r *rand.Rand, n, count int) []index.Document {
	some := func(most, vocabulary int) []string {
		var out []string
		for range r.IntN(most) {
			out = append(out, fmt.Sprintf("w%d", min(r.IntN(vocabulary), r.IntN(vocabulary))))
		}
		return out
	}
	heading := &text{base{"head", words, []string{"one", "two", "two"}}}
	var docs []index.Document
	for i := range count {
		d := document.NewDocument(fmt.Sprintf("d%06d", n+i))
		if r.IntN(5) > 0 {
			lang := []string{"en", "fr"}[r.IntN(2)]
			d.AddField(&text{base{"text_" + lang, places, some(40, 300)}})
			if r.IntN(4) == 0 {
				heading = &text{base{"head", words, some(8, 20)}}
			}
			d.AddField(heading)
			kinds := some(6, 9)
			slices.Sort(kinds)
			d.AddField(&set{base{"kind", facet, slices.Compact(kinds)}})
			d.AddField(&set{base{"all", facet, []string{"same"}}})
			d.AddField(&set{base{"symbol", terms, []string{fmt.Sprint("s", n+i), "\xff\x00odd"}}})
		}
		if r.IntN(3) > 0 {
			d.AddField(document.NewTextFieldCustom("kept", nil, []byte(strings.Repeat("x", r.IntN(50))), onlyKept, nil))
			d.AddField(document.NewTextFieldCustom("also", nil, []byte{0, 1, 2}, onlyKept, nil))
		}
		d.AddIDField()
		d.VisitFields(func(f index.Field) {
			if f.Options().IsIndexed() {
				f.Analyze()
			}
		})
		docs = append(docs, d)
	}
	return docs
}

// read writes down all that can be read from a segment.
func read(t *testing.T, s segment.Segment) []string {
	t.Helper()
	out := []string{fmt.Sprint("documents ", s.Count())}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	fields := s.Fields()
	for _, name := range fields {
		out = append(out, "field "+name)
		dict, err := s.Dictionary(name)
		must(err)
		it := dict.AutomatonIterator(nil, nil, nil)
		var list segment.PostingsList
		var post segment.PostingsIterator
		for {
			e, err := it.Next()
			must(err)
			if e == nil {
				break
			}
			list, err = dict.PostingsList([]byte(e.Term), nil, list)
			must(err)
			post = list.Iterator(true, true, true, post)
			for {
				p, err := post.Next()
				must(err)
				if p == nil {
					break
				}
				line := fmt.Sprintf("%s %q in %d: %d times, norm %v", name, e.Term, p.Number(), p.Frequency(), p.Norm())
				for _, l := range p.Locations() {
					line += fmt.Sprintf(" %s %d %d %d %v", l.Field(), l.Pos(), l.Start(), l.End(), l.ArrayPositions())
				}
				out = append(out, line)
			}
		}
	}
	var state segment.DocVisitState
	for n := range s.Count() {
		must(s.VisitStoredFields(n, func(field string, typ byte, value []byte, pos []uint64) bool {
			out = append(out, fmt.Sprintf("stored %d %s %c %q %v", n, field, typ, value, pos))
			return true
		}))
		var err error
		state, err = s.(segment.DocValueVisitable).VisitDocValues(n, fields, func(field string, term []byte) {
			out = append(out, fmt.Sprintf("value %d %s %q", n, field, term))
		}, state)
		must(err)
	}
	return out
}

func same(t *testing.T, what string, got, want segment.Segment) {
	t.Helper()
	a, b := read(t, got), read(t, want)
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s, line %d: %s\nwant %s", what, i, a[i], b[i])
		}
	}
	if len(a) != len(b) {
		t.Fatalf("%s: %d lines, want %d", what, len(a), len(b))
	}
}

// TestLikeTheLibrary makes documents into segments in our way and in the library's, and compares what can be
// read from them: as they are, and merged with others of which some documents were deleted.
func TestLikeTheLibrary(t *testing.T) {
	var theirs zap.ZapPlugin
	ours := &Plugin{Fields: []Field{{"text_en", places}, {"text_fr", places}, {"head", words}, {"kind", facet}, {"all", facet}, {"symbol", terms}, {"kept", onlyKept}, {"also", onlyKept}}}
	free := &Plugin{} // without fields that every segment has
	r := rand.New(rand.NewPCG(1, 2))
	var mine, reference []segment.Segment
	var drops []*roaring.Bitmap
	at := 0
	for _, n := range []int{1, 7, 1025, 1500} {
		docs := documents(r, at, n)
		at += n
		want, _, err := theirs.New(slices.Clone(docs))
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := free.New(slices.Clone(docs))
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint(n, " documents"), got, want)
		r.Shuffle(len(docs), func(i, k int) { docs[i], docs[k] = docs[k], docs[i] })
		got, _, err = ours.New(docs)
		if err != nil {
			t.Fatal(err)
		}
		mine, reference = append(mine, got), append(reference, want)
		drop := roaring.New()
		for i := range n {
			if r.IntN(3) == 0 {
				drop.Add(uint32(i))
			}
		}
		drops = append(drops, drop)
	}
	dir := t.TempDir()
	merge := func(name string, segments []segment.Segment) segment.Segment {
		path := filepath.Join(dir, name)
		if _, _, err := theirs.Merge(segments, drops, path, nil, nil); err != nil {
			t.Fatal(err)
		}
		s, err := theirs.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	same(t, "merged", merge("mine", mine), merge("reference", reference))
}

func TestFieldsThatCannotBeCounted(t *testing.T) {
	d := document.NewDocument("d")
	d.AddField(document.NewTextFieldCustom("title", nil, []byte("some words"), words, nil))
	d.AddIDField()
	if _, _, err := new(Plugin).New([]index.Document{d}); err == nil || !strings.Contains(err.Error(), "field title") {
		t.Errorf("a field of Bleve's own: %v", err)
	}
	d = document.NewDocument("d")
	d.AddField(&set{base{"kind", words, []string{"a"}}})
	d.AddIDField()
	if _, _, err := new(Plugin).New([]index.Document{d}); err == nil || !strings.Contains(err.Error(), "field kind") {
		t.Errorf("a set that is counted: %v", err)
	}
}
