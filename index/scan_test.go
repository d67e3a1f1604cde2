package index

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// scans is an index of several segments with removed documents, and its paragraphs as they were written.
func scans(t *testing.T) *Reader {
	t.Helper()
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("amber birch cedar delta ember flint grove haven 12 1939")
	w, err := OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		var lines []string
		for k := range 1 + rnd.IntN(4) {
			line := fmt.Sprintf("1.%d", k+1)
			for range 3 + rnd.IntN(12) {
				line += " " + words[rnd.IntN(len(words))]
			}
			lines = append(lines, line)
		}
		f := File{Path: fmt.Sprintf("%d.txt", i), Abs: fmt.Sprintf("/%d.txt", i), Outcome: "ok"}
		if f.Paragraphs, err = w.Put(context.Background(), f, record(fmt.Sprintf("C26/%d-E", i), "en", "Trees", lines)); err != nil {
			t.Fatal(err)
		}
		if i%7 == 3 {
			if err := w.Remove(File{Key: ordered(uint64(i)), Paragraphs: 5}); err != nil { // the one before
				t.Fatal(err)
			}
		}
		if i%9 == 8 {
			if err := w.Flush(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, dir)
}

// found returns the names of what a query matches, in order.
func (r *Reader) found(t *testing.T, q query.Query) []string {
	t.Helper()
	res, err := r.bleve.SearchInContext(r.scoring(context.Background()), bleve.NewSearchRequestOptions(q, 1000, 0, false))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, m := range res.Hits {
		ids = append(ids, m.ID)
	}
	slices.Sort(ids)
	return ids
}

// Phrases and ranges are those that Bleve finds, alone and beside other words.
func TestScansAsBleve(t *testing.T) {
	r := scans(t)
	b := newBuilder(r, false)
	word := termQuery("text_en", "cedar")
	compare := func(name string, ours, theirs query.Query) {
		t.Helper()
		for _, with := range []func(query.Query) query.Query{
			func(q query.Query) query.Query { return q },
			func(q query.Query) query.Query { return bleve.NewConjunctionQuery(word, q) },
			func(q query.Query) query.Query {
				both := bleve.NewBooleanQuery()
				both.AddMust(word)
				both.AddMustNot(q)
				return both
			},
			func(q query.Query) query.Query { return anyOf{parts: []query.Query{word, q}} },
		} {
			if got, want := r.found(t, with(ours)), r.found(t, with(theirs)); !slices.Equal(got, want) {
				t.Errorf("%s: %d hits, Bleve has %d", name, len(got), len(want))
			}
		}
	}
	total := 0
	for _, words := range [][][]string{
		{{"amber"}, {"birch"}}, {{"birch"}, {"birch"}}, {{"amber", "birch"}, {"cedar"}}, {{"cedar"}, nil, {"delta"}}, {{"ember"}, {"flint"}, {"grove"}},
		{{"1939"}, {"12", "amber", "haven"}, {"birch", "nothing"}}, {{"nothing"}, {"amber"}},
	} {
		ours := &sequence{field: "text_en", words: words, docs: r.count}
		total += len(r.found(t, ours))
		compare(fmt.Sprint(words), ours, query.NewMultiPhraseQuery(words, "text_en"))
	}
	for _, f := range []struct{ field, low, high string }{
		{"symbol", "c26/1", "c26/4"}, {"symbol", "", "c26/2"}, {"docdate", "2025", ""}, {"text_en", "b", "d"}, {"text_en", "birch", "birch\x00"}, {"text_en", "x", "y"}, {"none", "", ""},
	} {
		yes, no := true, false
		q := bleve.NewTermRangeInclusiveQuery(f.low, f.high, &yes, &no)
		q.SetField(f.field)
		ours := b.between(f.field, f.low, f.high)
		total += len(r.found(t, ours))
		if f.low != "" || f.high != "" {
			compare(fmt.Sprint(f), ours, q)
		}
	}
	for _, beginning := range []string{"c26/1", "c26/", "x", "C"} {
		q := bleve.NewPrefixQuery(beginning)
		q.SetField("symbol")
		compare(beginning, b.beginsWith("symbol", beginning), q)
	}
	if total < 200 {
		t.Errorf("%d hits compared", total)
	}
}

func TestAfter(t *testing.T) {
	for beginning, want := range map[string]string{"ab": "ac", "a\xff": "b", "\xff\xff": "", "": "", "é": "\xc3\xaa"} {
		if got := after(beginning); got != want {
			t.Errorf("after %q: %q", beginning, got)
		}
	}
}

// Facets are those that Bleve counts, from the terms of documents and from the documents of terms.
func TestFacetsAsBleve(t *testing.T) {
	r := scans(t)
	list, err := segments(r.now)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []query.Query{termQuery("text_en", "cedar"), allParagraphs(), termQuery("symbol", "c26/12"), &sequence{field: "text_en", words: [][]string{{"amber"}, {"birch"}}, docs: r.count}} {
		tally := &tallied{Query: q}
		req := bleve.NewSearchRequestOptions(tally, 10, 0, false)
		for _, field := range []string{"lang", "doc", "year"} {
			req.AddFacet(field, bleve.NewFacetRequest(field, 1000))
		}
		res, err := r.bleve.SearchInContext(r.scoring(context.Background()), req)
		if err != nil {
			t.Fatal(err)
		}
		if len(tally.docs) != int(res.Total) || !slices.IsSorted(tally.docs) {
			t.Fatalf("%d documents of %d", len(tally.docs), res.Total)
		}
		for _, field := range []string{"lang", "doc", "year"} {
			want := map[string]int{}
			for _, term := range res.Facets[field].Terms.Terms() {
				want[term.Term] = term.Count
			}
			got, err := r.counts(field, tally.docs, list)
			if err != nil || !maps.Equal(got, want) {
				t.Errorf("%s: %v, Bleve has %v, %v", field, got, want, err)
			}
			byValue := map[string]int{}
			if err := r.countValues(field, tally.docs, byValue); err != nil || !maps.Equal(byValue, want) {
				t.Errorf("%s by value: %v, Bleve has %v, %v", field, byValue, want, err)
			}
		}
	}
}
