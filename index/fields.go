package index

import (
	"math/bits"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// What a field keeps. Text keeps places, for phrases; they count words only, since snippets are cut from the
// stored text and need no offsets.
const (
	optText  = index.IndexField | index.IncludeTermVectors
	optWords = index.IndexField
	optTerm  = index.IndexField | index.SkipFreqNorm
	optFacet = optTerm | index.DocValues
)

// A field is a field of a Bleve document whose terms we count ourselves, in memory that is used again and
// again: Bleve's own text field makes several objects a word. It may stand in several documents, such as a
// heading over many paragraphs.
type field struct {
	name    string
	options index.FieldIndexingOptions
	text    string // what is counted when Bleve asks for it, on one of its goroutines
	counts  *counts
	once    sync.Once
	length  int
	freqs   index.TokenFrequencies
}

func (f *field) Name() string                                     { return f.name }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) Value() []byte                                    { return nil }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.text)) }
func (f *field) Size() int                                        { return len(f.text) }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }

func (f *field) Analyze() {
	if f.counts == nil {
		return
	}
	f.once.Do(func() {
		c := f.counts.take()
		lang := f.name[strings.LastIndexByte(f.name, '_')+1:]
		f.freqs, f.length = c.count(lang, f.text, f.options.IncludeTermVectors())
		f.counts.give(c)
	})
}

// textField is a field of words; its name ends in the language ("text_fr").
func (w *Writer) textField(name, text string, options index.FieldIndexingOptions) *field {
	return &field{name: name, text: text, options: options, counts: w.counts}
}

// termField is a field of terms as they are, each once. The same terms give the same field.
func (w *Writer) termField(name string, options index.FieldIndexingOptions, values ...string) *field {
	key := name + "\x00" + strings.Join(values, "\x00")
	if f := w.termFields[key]; f != nil {
		return f
	}
	f := &field{name: name, options: options, length: len(values), freqs: make(index.TokenFrequencies, len(values))}
	for _, v := range values {
		f.freqs[v] = &index.TokenFreq{}
	}
	if len(w.termFields) >= maxTermFields {
		clear(w.termFields)
	}
	w.termFields[key] = f
	return f
}

const maxTermFields = 20_000

// storedField is a field of bytes that are kept and not searched.
func storedField(name string, value []byte) document.Field {
	return document.NewTextFieldCustom(name, nil, value, index.StoreField, nil)
}

// counts lends counters to the goroutines that analyse a batch, and takes their memory back when it is written.
type counts struct {
	mu   sync.Mutex
	all  []*counter
	free []*counter
}

func (cs *counts) take() *counter {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if n := len(cs.free); n > 0 {
		c := cs.free[n-1]
		cs.free = cs.free[:n-1]
		return c
	}
	c := &counter{cutters: map[string]*cutter{}}
	cs.all = append(cs.all, c)
	return c
}

func (cs *counts) give(c *counter) {
	cs.mu.Lock()
	cs.free = append(cs.free, c)
	cs.mu.Unlock()
}

// reuse makes the memory of all counts free. Nothing that was counted may be read any more.
func (cs *counts) reuse() {
	for _, c := range cs.all {
		c.freqs.next, c.places.next, c.pointers.next = 0, 0, 0
		for i := range c.maps {
			c.maps[i].next = 0
		}
	}
}

// A counter counts the terms of texts into its own memory.
type counter struct {
	cutters  map[string]*cutter
	seen     []*index.TokenFreq // of the text in hand, one a word
	at       []int              // their positions
	freqs    slab[index.TokenFreq]
	places   slab[index.TokenLocation]
	pointers slab[*index.TokenLocation]
	maps     [32]mapSlab // by the number of bits in the number of words
}

// count returns how often each term stands in a text, and where if places are asked for, and the number of terms.
func (c *counter) count(lang, text string, places bool) (index.TokenFrequencies, int) {
	cut := c.cutters[lang]
	if cut == nil {
		cut = newCutter(lang)
		c.cutters[lang] = cut
	}
	freqs := c.maps[bits.Len(uint(len(text)))].take()
	c.seen, c.at = c.seen[:0], c.at[:0]
	cut.terms(text, func(t term) {
		tf := freqs[t.text]
		if tf == nil {
			tf = &c.freqs.take(1)[0]
			*tf = index.TokenFreq{}
			freqs[t.text] = tf
		}
		tf.SetFrequency(tf.Frequency() + 1)
		c.seen, c.at = append(c.seen, tf), append(c.at, t.position)
	})
	if places {
		locs := c.places.take(len(c.seen))
		for i, tf := range c.seen {
			if tf.Locations == nil {
				tf.Locations = c.pointers.take(tf.Frequency())[:0]
			}
			locs[i] = index.TokenLocation{Position: c.at[i]}
			tf.Locations = append(tf.Locations, &locs[i])
		}
	}
	return freqs, len(c.seen)
}

// A slab lends pieces of memory that are all given back at once.
type slab[T any] struct {
	blocks [][]T
	next   int // items lent, over all blocks; a block's unused end counts as lent
}

const slabBlock = 16 << 10 // items; no text of a paragraph has more terms

func (s *slab[T]) take(n int) []T {
	if n > slabBlock {
		return make([]T, n)
	}
	if left := slabBlock - s.next%slabBlock; left < n {
		s.next += left
	}
	b := s.next / slabBlock
	if b == len(s.blocks) {
		s.blocks = append(s.blocks, make([]T, slabBlock))
	}
	at := s.next % slabBlock
	s.next += n
	return s.blocks[b][at : at+n : at+n]
}

type mapSlab struct {
	maps []index.TokenFrequencies
	next int
}

func (s *mapSlab) take() index.TokenFrequencies {
	if s.next == len(s.maps) {
		s.maps = append(s.maps, index.TokenFrequencies{})
	}
	m := s.maps[s.next]
	s.next++
	clear(m)
	return m
}
