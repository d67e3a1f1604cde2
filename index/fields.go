package index

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"plenary/index/segment"
)

// What a field keeps. Text keeps places, for phrases; they count words only, since snippets are cut from the
// stored text and need no offsets.
const (
	optText  = index.IndexField | index.IncludeTermVectors
	optWords = index.IndexField
	optTerm  = index.IndexField | index.SkipFreqNorm
	optFacet = optTerm | index.DocValues
)

// useSegments has Bleve make its segments by our own hand. It must be called before an index is opened.
var useSegments = sync.OnceFunc(func() {
	scorch.RegisterSegmentPlugin(&segment.Plugin{Fields: everyField()}, true)
})

// everyField is what most segments have anyway; that all have it makes merging them cheap.
func everyField() []segment.Field {
	var out []segment.Field
	for _, lang := range append([]string{noLanguage}, Languages...) {
		out = append(out, segment.Field{Name: "text_" + lang, Options: optText}, segment.Field{Name: "head_" + lang, Options: optWords})
	}
	for _, name := range []string{"file", "json", "text", "para"} {
		out = append(out, segment.Field{Name: name, Options: index.StoreField})
	}
	for _, name := range []string{"lang", "body", "year", "type", "docdate", "doc", "kind", "unit"} {
		out = append(out, segment.Field{Name: name, Options: optFacet})
	}
	for _, name := range []string{"path", "fsymbol", "symbol", "section", "source", "cites", "number", "date", "event", "acronym", "action"} {
		out = append(out, segment.Field{Name: name, Options: optTerm})
	}
	return out
}

// A field is what the fields of our documents have in common. One may stand in several documents, such as a
// heading over many paragraphs. Terms are counted when the segment is made, and not, as Bleve asks, before.
type field struct {
	name    string
	options index.FieldIndexingOptions
}

func (f *field) Name() string                                     { return f.name }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) Value() []byte                                    { return nil }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) Size() int                                        { return 0 }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) AnalyzedLength() int                              { return 0 }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return nil }

// textField is a field of words; its name ends in the language ("text_fr").
func (w *Writer) textField(name, text string, options index.FieldIndexingOptions) *wordField {
	lang := name[strings.LastIndexByte(name, '_')+1:]
	cut := w.cutters[lang]
	if cut == nil {
		cut = newCutter(lang)
		w.cutters[lang] = cut
	}
	return &wordField{field{name, options}, text, cut}
}

type wordField struct {
	field
	text string
	cut  *cutter // used by the one batch that is being written, and by nobody else
}

// Words calls emit for each term of the text.
func (f *wordField) Words(emit func(term string, position int)) int {
	n := 0
	f.cut.terms(f.text, func(t term) {
		emit(t.text, t.position)
		n++
	})
	return n
}

// termField is a field of terms as they are, each once.
func (w *Writer) termField(name string, options index.FieldIndexingOptions, values ...string) *termField {
	return &termField{field{name, options}, values}
}

type termField struct {
	field
	terms []string
}

// Terms returns the terms.
func (f *termField) Terms() []string { return f.terms }

// storedField is a field of bytes that are kept and not searched.
func storedField(name string, value []byte) document.Field {
	return document.NewTextFieldCustom(name, nil, value, index.StoreField, nil)
}
