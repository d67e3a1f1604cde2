package segment

import (
	"encoding/binary"

	"github.com/golang/snappy"
)

// postings writes the documents of a term, with how often and where it stands in each, and returns where the
// posting list stands. places are the term's, in the order of documents.
func (w *writer) postings(f *field, id, docs int, places []place) (uint64, error) {
	freqs, locations := !f.Options.SkipFreqNorm(), f.Options.IncludeTermVectors()
	w.docs = w.docs[:0]
	for i, p := range places {
		if i == 0 || p.doc != places[i-1].doc {
			w.docs = append(w.docs, p.doc)
		}
	}
	size := docs / (len(w.docs)/postingsChunk + 1) // of a chunk, in documents
	w.freqs.begin(size, docs)
	w.locs.begin(size, docs)
	for i := 0; i < len(places); {
		doc := places[i].doc
		k := i + 1
		for k < len(places) && places[k].doc == doc {
			k++
		}
		switch {
		case !freqs:
			w.freqs.add(doc, 0)
		case locations:
			w.freqs.add(doc, uint64(k-i)<<1|1, uint64(f.lengths[doc]))
		default:
			w.freqs.add(doc, uint64(k-i)<<1, uint64(f.lengths[doc]))
		}
		if freqs && locations {
			w.one = w.one[:0]
			for _, p := range places[i:k] {
				w.one = binary.AppendUvarint(w.one, uint64(id))
				w.one = binary.AppendUvarint(w.one, uint64(p.position))
				w.one = append(w.one, 0, 0, 0) // where it begins and ends in the text, and no array
			}
			w.locs.add(doc, uint64(len(w.one)))
			w.locs.data = append(w.locs.data, w.one...)
		}
		i = k
	}
	freqsAt, locsAt := w.chunks(&w.freqs), w.chunks(&w.locs)
	at := uint64(len(w.out))
	w.uvarint(freqsAt, locsAt)
	w.bitmap.Clear()
	w.bitmap.AddMany(w.docs)
	list, err := w.bitmap.ToBytes()
	if err != nil {
		return 0, err
	}
	w.uvarint(uint64(len(list)))
	w.out = append(w.out, list...)
	return at, nil
}

// chunked is a sequence of numbers that belong to documents, parted so that a reader can jump.
type chunked struct {
	data []byte
	ends []int // of the chunks in data
	size int   // of a chunk, in documents
	now  int   // the chunk in hand
}

func (c *chunked) begin(size, docs int) {
	c.data, c.ends, c.size, c.now = c.data[:0], c.ends[:0], size, 0
	for range (docs-1)/size + 1 {
		c.ends = append(c.ends, 0)
	}
}

func (c *chunked) add(doc uint32, values ...uint64) {
	for n := int(doc) / c.size; c.now < n; c.now++ {
		c.ends[c.now] = len(c.data)
	}
	for _, v := range values {
		c.data = binary.AppendUvarint(c.data, v)
	}
}

// chunks writes a sequence, and returns where it stands: 0 for an empty one.
func (w *writer) chunks(c *chunked) uint64 {
	if len(c.data) == 0 {
		return 0
	}
	at := uint64(len(w.out))
	w.uvarint(uint64(len(c.ends)))
	for i, end := range c.ends {
		if i >= c.now {
			end = len(c.data)
		}
		w.uvarint(uint64(end))
	}
	w.out = append(w.out, c.data...)
	return at
}

// docValues writes the terms of a field by document, for facets and sorting.
func (w *writer) docValues(f *field, order []uint32, docs int) {
	w.values = w.values[:min(len(w.values), docs)]
	for len(w.values) < docs {
		w.values = append(w.values, nil)
	}
	for i := range w.values {
		w.values[i] = w.values[i][:0]
	}
	for _, n := range order {
		for i, p := range w.places[w.starts[n]:w.starts[n+1]] {
			if i > 0 && w.places[int(w.starts[n])+i-1].doc == p.doc {
				continue
			}
			w.values[p.doc] = append(append(w.values[p.doc], f.terms[n]...), valueEnd)
		}
	}
	start := len(w.out)
	var ends []uint64
	for from := 0; from < docs; from += valuesChunk {
		if w.valuesOf(from, min(from+valuesChunk, docs)) || from == 0 {
			ends = append(ends, uint64(len(w.out)-start))
			continue
		}
		ends = append(ends, ends[len(ends)-1])
	}
	table := len(w.out)
	w.uvarint(ends...)
	w.out = binary.BigEndian.AppendUint64(w.out, uint64(len(w.out)-table))
	w.out = binary.BigEndian.AppendUint64(w.out, uint64(len(ends)))
}

const valueEnd = 0xff

// valuesOf writes the values of some documents: which have any and where they end, and the values, compressed.
// A chunk without values is left out, but for the first.
func (w *writer) valuesOf(from, to int) bool {
	w.data = w.data[:0]
	count := 0
	for doc := from; doc < to; doc++ {
		if len(w.values[doc]) > 0 {
			count++
		}
	}
	if count == 0 && from > 0 {
		return false
	}
	w.uvarint(uint64(count))
	for doc := from; doc < to; doc++ {
		if v := w.values[doc]; len(v) > 0 {
			w.data = append(w.data, v...)
			w.uvarint(uint64(doc), uint64(len(w.data)))
		}
	}
	w.packed = snappy.Encode(w.packed[:cap(w.packed)], w.data)
	w.out = append(w.out, w.packed...)
	return true
}
