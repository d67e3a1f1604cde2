package index

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"plenary/pipeline"
)

// Put adds a file and its record, in place of what was there under file.Key. A record of nil keeps only the
// file, so that a file that failed is remembered. It returns the number of paragraphs.
func (w *Writer) Put(ctx context.Context, file File, rec *pipeline.Record) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if file.Key == "" {
		w.next++
		file.Key = ordered(w.next)
	} else if err := w.Remove(file); err != nil {
		return 0, err
	}
	if rec == nil {
		file.Paragraphs = 0
		return 0, w.putFile(file)
	}
	paras := paragraphs(rec)
	file.Paragraphs, file.Symbol, file.Language = len(paras), rec.Header.Symbol, rec.Language
	file.Title, file.Date, file.Year = rec.Header.Title, rec.Header.Date, rec.Header.Year
	if err := w.putFile(file); err != nil {
		return 0, err
	}
	if err := w.putRecord(file.Key, rec); err != nil {
		return 0, err
	}
	if err := w.putParagraphs(file, rec, paras); err != nil {
		return 0, fmt.Errorf("index %s: %w", file.Path, err)
	}
	if w.size == 0 {
		w.begun = time.Now()
	}
	w.size += len(rec.Text)
	limit := w.BatchBytes
	if limit == 0 {
		limit = defaultBatch
	}
	if w.size >= limit || time.Since(w.begun) > maxWait {
		return len(paras), w.start()
	}
	return len(paras), nil
}

// Remove takes a file, its record and its paragraphs out of the index.
func (w *Writer) Remove(file File) error {
	w.batch.Delete("f/" + file.Key)
	w.batch.Delete("r/" + file.Key)
	for i := range file.Paragraphs {
		w.batch.Delete(paragraphID(file.Key, i))
	}
	return nil
}

// Update changes what the index remembers of a file and leaves its record and paragraphs as they are: a file
// that was moved, or touched without a change.
func (w *Writer) Update(file File) error { return w.putFile(file) }

func paragraphID(key string, i int) string { return "p/" + key + "/" + ordered(uint64(i)) }

// ordered writes a number so that the strings sort as the numbers do: a letter for the length, then base 36.
func ordered(n uint64) string {
	s := strconv.FormatUint(n, 36)
	return string(rune('a'+len(s))) + s
}

// numbered reads what ordered wrote.
func numbered(s string) (uint64, error) {
	if s == "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseUint(s[1:], 36, 64)
}

func (w *Writer) putFile(file File) error {
	data, err := json.Marshal(file)
	if err != nil {
		return err
	}
	d := document.NewDocument("f/" + file.Key)
	d.AddField(storedField("file", data))
	if len(file.Path) <= maxTerm {
		d.AddField(w.termField("path", optTerm, file.Path))
	}
	if forms := names(file, file.Symbol); len(forms) > 0 {
		d.AddField(w.termField("fsymbol", optTerm, forms...))
	}
	return w.batch.IndexAdvanced(d)
}

func (w *Writer) putRecord(key string, rec *pipeline.Record) error {
	bare := *rec
	bare.Text = ""
	data, err := json.Marshal(&bare)
	if err != nil {
		return err
	}
	d := document.NewDocument("r/" + key)
	d.AddField(storedField("json", encoder().EncodeAll(data, nil)))
	d.AddField(storedField("text", encoder().EncodeAll([]byte(rec.Text), nil)))
	return w.batch.IndexAdvanced(d)
}

func (w *Writer) putParagraphs(file File, rec *pipeline.Record, paras []paragraph) error {
	lang := rec.Language
	if lang == "" {
		lang = noLanguage
	}
	header := w.headerFields(file, lang, &rec.Header)
	facts := factsBy(rec, paras)
	bodies := bodyShadows(rec, paras)
	var above *wordField // of the heading path in hand, shared by the paragraphs below it
	for i, p := range paras {
		d := document.NewDocument(paragraphID(file.Key, i))
		d.Fields = append(make([]document.Field, 0, len(header)+10), header...)
		d.AddField(w.textField("text_"+lang, bodies[i], optText))
		if i == 0 || p.Heading != paras[i-1].Heading {
			above = w.textField("head_"+lang, pipeline.NewShadow(rec.Header.Title+"\n"+p.Heading).Text, optWords)
		}
		d.AddField(above)
		data, err := json.Marshal(p)
		if err != nil {
			return err
		}
		d.AddField(storedField("para", data))
		if p.Section != "" && len(p.Section) <= maxTerm {
			d.AddField(w.termField("section", optTerm, strings.ToLower(p.Section)))
		}
		d.Fields = w.appendFacts(d.Fields, facts[i])
		if err := w.batch.IndexAdvanced(d); err != nil {
			return err
		}
	}
	return nil
}

// headerFields are the fields that all paragraphs of a file have.
func (w *Writer) headerFields(file File, lang string, h *pipeline.Header) []document.Field {
	var out []document.Field
	add := func(name string, options index.FieldIndexingOptions, values ...string) {
		var kept []string
		for _, v := range values {
			if v != "" && len(v) <= maxTerm && !slices.Contains(kept, v) {
				kept = append(kept, v)
			}
		}
		if len(kept) > 0 {
			out = append(out, w.termField(name, options, kept...))
		}
	}
	add("lang", optFacet, lang)
	add("body", optFacet, strings.ToLower(h.Body))
	if h.Year != 0 {
		add("year", optFacet, strconv.Itoa(h.Year))
	}
	add("type", optFacet, h.Type)
	add("docdate", optFacet, h.Date)
	add("symbol", optTerm, names(file, h.Symbol)...)
	add("doc", optFacet, documentKey(h.Symbol, file.Key))
	add("source", optTerm, folds(h.Source)...)
	add("agenda", optTerm, agendaValue(h.AgendaItem))
	return out
}

// appendFacts appends the fields of a paragraph's facts: each name once, with all its values.
func (w *Writer) appendFacts(out []document.Field, facts []pipeline.Fact) []document.Field {
	var all []fieldTerm
	for _, f := range facts {
		all = append(all, fieldTerm{"kind", f.Kind})
		if f.Unit != nil && *f.Unit != "" {
			all = append(all, fieldTerm{"unit", *f.Unit})
		}
		for _, t := range factTerms(f) {
			if t.value != "" && len(t.value) <= maxTerm {
				all = append(all, t)
			}
		}
	}
	slices.SortFunc(all, func(a, b fieldTerm) int {
		return cmp.Or(strings.Compare(a.field, b.field), strings.Compare(a.value, b.value))
	})
	all = slices.Compact(all)
	for i := 0; i < len(all); {
		name, values := all[i].field, []string(nil)
		for ; i < len(all) && all[i].field == name; i++ {
			values = append(values, all[i].value)
		}
		options := optTerm
		if name == "kind" || name == "unit" {
			options = optFacet
		}
		out = append(out, w.termField(name, options, values...))
	}
	return out
}
