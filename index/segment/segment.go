// Package segment makes the segments of a Bleve index (zap, version 17) out of documents whose terms are counted
// while the segment is made. Bleve itself makes a map a field of a document, and looks every term up in the
// batch's dictionary twice; here a batch is inverted in one pass, with a third of the time and a tenth of the
// memory. What is written is the library's own format: the library reads, searches and merges it. The test makes
// the same documents into a segment in both ways and compares all that can be read from them.
package segment

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// A Text is a field of words.
type Text interface {
	index.Field
	// Words calls emit for each term and its position, positions rising, and returns how many there are.
	Words(emit func(term string, position int)) int
}

// A Set is a field of terms as they are, none of them twice.
type Set interface {
	index.Field
	Terms() []string
}

// A Field is a field that every segment has. Segments with the same fields are merged by copying, in half the time.
type Field struct {
	Name    string
	Options index.FieldIndexingOptions
}

// A Plugin makes segments in Bleve's place, and leaves it to open and merge them. Documents hold fields that are
// a Text or a Set, fields that are only stored, and their name (_id).
type Plugin struct {
	zap.ZapPlugin
	Fields []Field

	mu sync.Mutex
	b  builder // its memory serves one batch after the other
}

// New makes a segment in memory.
func (p *Plugin) New(docs []index.Document) (segment.Segment, uint64, error) {
	return p.NewUsing(docs, nil)
}

// NewUsing makes a segment in memory. It returns the number of bytes, too.
func (p *Plugin) NewUsing(docs []index.Document, config map[string]any) (segment.Segment, uint64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	// In the order of their names, what belongs together stands together.
	slices.SortFunc(docs, func(a, b index.Document) int { return cmp.Compare(a.ID(), b.ID()) })
	p.b.reset(p.Fields, len(docs))
	for i, d := range docs {
		if err := p.b.document(uint32(i), d); err != nil {
			return nil, 0, err
		}
	}
	return p.b.segment(docs, config)
}

// A builder inverts a batch of documents.
type builder struct {
	docs   int
	fields map[string]*field
	order  []*field // _id, then by name
	text   *field   // that emit adds to
	doc    uint32
	emit   func(term string, position int)
	writer writer
}

// A field is what a batch has under one name.
type field struct {
	Field
	numbers map[string]uint32 // of its terms, in the order in which they came
	terms   []string          // by number
	counts  []uint32          // of their occurrences, by number
	found   []occurrence      // in the order of documents
	lengths []uint32          // in words, by document; empty where they are not wanted
	last    index.Field       // what came last: a heading stands over many paragraphs
	from    int               // where the occurrences of last begin
}

type occurrence struct{ term, doc, position uint32 }

func (b *builder) reset(fields []Field, docs int) {
	if b.fields == nil {
		b.fields = map[string]*field{}
		b.emit = func(term string, position int) { b.text.add(term, b.doc, uint32(position)) }
	}
	b.docs = docs
	for _, f := range b.fields {
		clear(f.numbers)
		f.terms, f.counts, f.found, f.lengths, f.last, f.from = f.terms[:0], f.counts[:0], f.found[:0], f.lengths[:0], nil, 0
	}
	for _, f := range fields {
		b.field(f.Name, f.Options)
	}
	b.field("_id", index.IndexField|index.StoreField)
}

// field returns the field of a name, which has at least the options.
func (b *builder) field(name string, options index.FieldIndexingOptions) *field {
	f := b.fields[name]
	if f == nil {
		f = &field{Field: Field{Name: name}, numbers: map[string]uint32{}}
		b.fields[name] = f
		b.order = append(b.order, f)
		slices.SortFunc(b.order, func(a, b *field) int {
			if (a.Name == "_id") != (b.Name == "_id") {
				if a.Name == "_id" {
					return -1
				}
				return 1
			}
			return cmp.Compare(a.Name, b.Name)
		})
	}
	f.Options |= options
	return f
}

// document counts the terms of a document.
func (b *builder) document(n uint32, d index.Document) error {
	var err error
	b.doc = n
	d.VisitFields(func(v index.Field) {
		f := b.field(v.Name(), v.Options())
		if !v.Options().IsIndexed() {
			return
		}
		switch v := v.(type) {
		case Text:
			b.text = f
			f.lengthen(n)
			if f.last == v {
				f.again(n)
				return
			}
			f.last, f.from = v, len(f.found)
			f.lengths[n] = uint32(v.Words(b.emit))
		case Set:
			if !f.Options.SkipFreqNorm() {
				err = fmt.Errorf("segment: field %s is a Set and counts its terms", v.Name())
				return
			}
			for _, t := range v.Terms() {
				f.add(t, n, 0)
			}
		default:
			if v.Name() != "_id" {
				err = fmt.Errorf("segment: field %s is neither a Text nor a Set", v.Name())
				return
			}
			f.lengthen(n)
			f.lengths[n] = 1
			f.add(d.ID(), n, 1)
		}
	})
	return err
}

func (f *field) add(term string, doc, position uint32) {
	n, ok := f.numbers[term]
	if !ok {
		n = uint32(len(f.terms))
		f.numbers[term] = n
		f.terms, f.counts = append(f.terms, term), append(f.counts, 0)
	}
	f.counts[n]++
	f.found = append(f.found, occurrence{n, doc, position})
}

// again adds what the last document with the same field had.
func (f *field) again(doc uint32) {
	to := len(f.found)
	for _, o := range f.found[f.from:to] {
		f.counts[o.term]++
		f.found = append(f.found, occurrence{o.term, doc, o.position})
	}
	if to > f.from {
		f.lengths[doc] = f.lengths[f.found[f.from].doc]
	}
	f.from = to
}

// lengthen makes room for the length of the field in a document.
func (f *field) lengthen(doc uint32) {
	for int(doc) >= len(f.lengths) {
		f.lengths = append(f.lengths, 0)
	}
}

// ranked returns the numbers of the terms in the order of the terms.
func (f *field) ranked() []uint32 {
	order := make([]uint32, len(f.terms))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(f.terms[a], f.terms[b]) })
	return order
}

// A place is where a term stands.
type place struct{ doc, position uint32 }

// inverted returns the places of all terms, each term's together and in the order of documents, and where those
// of each number begin.
func (f *field) inverted(places []place, starts []uint32) ([]place, []uint32) {
	places = slices.Grow(places[:0], len(f.found))[:len(f.found)]
	starts = slices.Grow(starts[:0], len(f.terms)+1)[:len(f.terms)+1]
	at := uint32(0)
	for i, n := range f.counts {
		starts[i] = at
		at += n
	}
	for _, o := range f.found {
		places[starts[o.term]] = place{o.doc, o.position}
		starts[o.term]++
	}
	for i := len(f.terms); i > 0; i-- { // each start has moved to the next one's
		starts[i] = starts[i-1]
	}
	starts[0] = 0
	return places, starts
}
