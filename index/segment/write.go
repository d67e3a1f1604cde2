package segment

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/golang/snappy"
)

// The layout, as zap.md of the library describes it: stored fields; for each field its postings, its dictionary
// and its doc values; the table of fields. Numbers are varints where nothing else is said.
const (
	invertedSection = 0
	synonymSection  = 2
	geoSection      = 3

	postingsChunk = 1024 // postings that are read on from one jump, at most
	valuesChunk   = 1024 // documents whose doc values are compressed together
	noValues      = math.MaxUint64
)

// A writer appends to one piece of memory, and keeps what it needs on the way from one batch to the next.
type writer struct {
	out      []byte
	largest  int // segment so far
	places   []place
	starts   []uint32
	freqs    chunked
	locs     chunked
	one      []byte // the places of a term in one document
	docs     []uint32
	bitmap   *roaring.Bitmap
	fst      *vellum.Builder
	fstBytes bytes.Buffer
	data     []byte
	packed   []byte
	values   [][]byte
}

func (w *writer) uvarint(values ...uint64) {
	for _, v := range values {
		w.out = binary.AppendUvarint(w.out, v)
	}
}

// segment writes what was counted.
func (b *builder) segment(docs []index.Document, config map[string]any) (segment.Segment, uint64, error) {
	w := &b.writer
	w.out = make([]byte, 0, w.largest+w.largest/8) // it goes with the segment
	stored := b.stored(docs)
	sections := make([]uint64, len(b.order))
	for i, f := range b.order {
		var err error
		if sections[i], err = w.field(f, i, b.docs); err != nil {
			return nil, 0, err
		}
	}
	table := b.table(sections)
	w.largest = max(w.largest, len(w.out))
	stats, _ := config[segment.StatsKey].(*segment.Stats)
	if stats == nil {
		stats = new(segment.Stats)
	}
	out := w.out
	w.out = nil
	s, err := zap.InitSegmentBase(out, crc32.ChecksumIEEE(out), zap.DefaultChunkMode, uint64(b.docs), stored, table, config, stats)
	return s, uint64(len(out)), err
}

// stored writes the stored fields of all documents, and returns where their table stands.
func (b *builder) stored(docs []index.Document) uint64 {
	w := &b.writer
	ids := make(map[string]uint64, len(b.order))
	for i, f := range b.order {
		ids[f.Name] = uint64(i)
	}
	offsets := make([]uint64, len(docs))
	var meta []byte
	kept := make([]index.Field, len(b.order)) // of one document, by field
	for n, d := range docs {
		meta, w.data = binary.AppendUvarint(meta[:0], uint64(len(d.ID()))), w.data[:0]
		d.VisitFields(func(v index.Field) {
			if v.Options().IsStored() && v.Name() != "_id" {
				kept[ids[v.Name()]] = v
			}
		})
		for id, v := range kept {
			if v == nil {
				continue
			}
			for _, x := range []uint64{uint64(id), uint64(v.EncodedFieldType()), uint64(len(w.data)), uint64(len(v.Value())), 0} {
				meta = binary.AppendUvarint(meta, x)
			}
			w.data = append(w.data, v.Value()...)
			kept[id] = nil
		}
		w.packed = snappy.Encode(w.packed[:cap(w.packed)], w.data)
		offsets[n] = uint64(len(w.out))
		w.uvarint(uint64(len(meta)), uint64(len(d.ID())+len(w.packed)))
		w.out = append(w.out, meta...)
		w.out = append(w.out, d.ID()...)
		w.out = append(w.out, w.packed...)
	}
	at := uint64(len(w.out))
	for _, o := range offsets {
		w.out = binary.BigEndian.AppendUint64(w.out, o)
	}
	w.uvarint(0) // documents in documents
	return at
}

// field writes the postings, the dictionary and the doc values of a field, and returns where they are told of.
func (w *writer) field(f *field, id, docs int) (uint64, error) {
	if w.fst == nil {
		var err error
		if w.fst, err = vellum.New(&w.fstBytes, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 0, RegistryMRUSize: 1}); err != nil {
			return 0, err
		}
		w.bitmap = roaring.New()
	}
	order := f.ranked()
	w.places, w.starts = f.inverted(w.places, w.starts)
	for _, n := range order {
		at, err := w.postings(f, id, docs, w.places[w.starts[n]:w.starts[n+1]])
		if err != nil {
			return 0, err
		}
		if err := w.fst.Insert([]byte(f.terms[n]), at); err != nil {
			return 0, err
		}
	}
	if err := w.fst.Close(); err != nil {
		return 0, err
	}
	dictionary := uint64(len(w.out))
	w.uvarint(uint64(w.fstBytes.Len()))
	w.out = append(w.out, w.fstBytes.Bytes()...)
	w.fstBytes.Reset()
	if err := w.fst.Reset(&w.fstBytes); err != nil {
		return 0, err
	}
	from, to := uint64(noValues), uint64(noValues)
	if f.Options.IncludeDocValues() {
		from = uint64(len(w.out))
		w.docValues(f, order, docs)
		to = uint64(len(w.out))
	}
	at := uint64(len(w.out))
	w.uvarint(from, to, dictionary)
	return at, nil
}

// table writes the table of fields: name, options and where the inverted index of each stands.
func (b *builder) table(sections []uint64) uint64 {
	w := &b.writer
	offsets := make([]uint64, len(b.order))
	for i, f := range b.order {
		offsets[i] = uint64(len(w.out))
		w.uvarint(uint64(len(f.Name)))
		w.out = append(w.out, f.Name...)
		w.uvarint(uint64(f.Options), 3)
		for _, s := range []struct {
			kind uint16
			at   uint64
		}{{invertedSection, sections[i]}, {synonymSection, 0}, {geoSection, 0}} {
			w.out = binary.BigEndian.AppendUint16(w.out, s.kind)
			w.out = binary.BigEndian.AppendUint64(w.out, s.at)
		}
	}
	at := uint64(len(w.out))
	w.uvarint(uint64(len(b.order)))
	for _, o := range offsets {
		w.out = binary.BigEndian.AppendUint64(w.out, o)
	}
	return at
}
