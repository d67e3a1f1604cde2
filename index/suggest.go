package index

import (
	"context"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	index "github.com/blevesearch/bleve_index_api"

	"plenary/pipeline"
)

// absent returns the words of a query, and the values of its fields, that stand nowhere in the index.
func (s *searching) absent(n *node, langs []string) []string {
	switch n.op {
	case opWord, opFuzzy, opPhrase:
		var out []string
		for _, w := range strings.Fields(n.word) {
			if !s.occurs(w, langs) {
				out = append(out, w)
			}
		}
		return out
	case opField:
		if named[n.field] && n.field != "body" && s.reader.frequency(n.field, foldValue(n.value)) == 0 && s.reader.frequency(n.field, n.value) == 0 {
			return []string{n.field + ":" + n.value}
		}
		return nil
	case opNot:
		return nil
	}
	var out []string
	for _, k := range n.kids {
		out = append(out, s.absent(k, langs)...)
	}
	return out
}

// named are the fields whose values are few and known by name.
var named = map[string]bool{"kind": true, "type": true, "body": true, "unit": true, "acronym": true}

// occurs reports whether a word stands in the index in one of the languages. Stop words do.
func (s *searching) occurs(word string, langs []string) bool {
	for _, lang := range langs {
		n, found := 0, false
		s.builder.terms(lang, shadowOf(word), func(t term) {
			n++
			for _, v := range variants(lang, t.text) {
				found = found || s.reader.frequency("text_"+lang, v) > 0 || s.reader.frequency("head_"+lang, v) > 0
			}
		})
		if found || n == 0 && len(langs) > 1 && len(folds(word)) > 0 {
			return true
		}
	}
	return len(folds(word)) == 0
}

// frequency returns how many documents have a term.
func (r *Reader) frequency(field, value string) uint64 {
	tfr, err := r.now.TermFieldReader(context.Background(), []byte(value), field, false, false, false)
	if err != nil {
		return 0
	}
	defer tfr.Close()
	return tfr.Count()
}

// corrected is how many words of a query are corrected at most.
const corrected = 5

// didYouMean fills a response with the query as it would be with words that do occur.
func (s *searching) didYouMean(absent []string, langs []string, resp *Response) error {
	const most = 3
	alternatives := []string{resp.Query}
	changed := false
	for _, w := range absent[:min(len(absent), corrected)] {
		near := s.near(w, langs)
		if len(near) == 0 {
			continue
		}
		changed = true
		var next []string
		for _, q := range alternatives {
			for _, n := range near {
				if len(next) < most {
					next = append(next, strings.Replace(q, w, n, 1))
				}
			}
		}
		alternatives = next
	}
	if changed {
		resp.DidYouMean = alternatives
	}
	return nil
}

// A candidate is a term near to one that does not occur.
type candidate struct {
	term, field string
	distance    int
	count       uint64
}

// near returns words of the index that are written much like a word, the nearest and most frequent first; for a
// field with its value ("kind:decison") those of the field.
func (s *searching) near(word string, langs []string) []string {
	name, value, _ := strings.Cut(word, ":")
	inField := named[name] && value != ""
	fuzzy, ok := s.reader.now.(index.IndexReaderFuzzy)
	if !ok {
		return nil
	}
	var found []candidate
	look := func(field, t string) {
		n := utf8.RuneCountInString(t)
		if n < 3 || len(t) > maxTerm {
			return
		}
		distance := 2
		if n < 5 {
			distance = 1
		}
		dict, err := fuzzy.FieldDictFuzzy(field, t, distance, "")
		if err != nil {
			return
		}
		defer dict.Close()
		for e, err := dict.Next(); e != nil && err == nil; e, err = dict.Next() {
			found = append(found, candidate{e.Term, field, search.LevenshteinDistance(t, e.Term), e.Count})
		}
	}
	if inField {
		look(name, foldValue(value))
	} else {
		for _, lang := range langs {
			if written(lang, foldValue(word)) {
				s.builder.terms(lang, shadowOf(word), func(t term) { look("text_"+lang, t.text) })
			}
		}
	}
	sort.Slice(found, func(i, j int) bool {
		a, b := found[i], found[j]
		if a.distance != b.distance {
			return a.distance < b.distance
		}
		if a.count != b.count {
			return a.count > b.count
		}
		return a.term < b.term
	})
	var out []string
	for _, c := range found[:min(len(found), 6)] {
		w := s.spelled(c)
		if inField {
			w = name + ":" + c.term
		} else if lower := strings.ToLower(word); lower == word {
			w = strings.ToLower(w) // as it was typed
		}
		if w != "" && !contains(out, w) && w != word {
			out = append(out, w)
		}
	}
	return out[:min(len(out), 3)]
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return true
		}
	}
	return false
}

// spelled returns a word as it is written in a text that has its term.
func (s *searching) spelled(c candidate) string {
	lang := strings.TrimPrefix(c.field, "text_")
	res, err := s.reader.bleve.Search(bleve.NewSearchRequestOptions(termQuery(c.field, c.term), 1, 0, false))
	if err != nil || len(res.Hits) == 0 {
		return ""
	}
	v, err := s.version(res.Hits[0])
	if err != nil {
		return ""
	}
	text, err := s.reader.text(v.file.Key)
	if err != nil || v.para.End > len(text) {
		return ""
	}
	word := ""
	sh := pipeline.NewShadow(text[v.para.Start:v.para.End])
	s.builder.terms(lang, sh.Text, func(t term) {
		if t.text == c.term && word == "" {
			word = sh.Text[t.start:t.end]
		}
	})
	if word != strings.ToUpper(word) { // an acronym stays as it is
		word = strings.ToLower(word)
	}
	return word
}
