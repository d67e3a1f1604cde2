// Package asking opens an index for those who search it: the index knows words, and the extractors know what they cite
// and what they are called in the other languages. Here the two meet, for the program and for what measures it.
package asking

import (
	"plenary/extractors"
	"plenary/extractors/queries"
	"plenary/index"
)

// Open opens the index in a folder for searching and lends it the eyes of the extractors: they read citations in
// queries as they do in documents, and know what words are called in the other languages. Its errors are those of
// index.OpenReader.
func Open(dir string) (*index.Reader, error) {
	r, err := index.OpenReader(dir)
	if err != nil {
		return nil, err
	}
	r.Understand, r.Unit, r.Body, r.Asking = extractors.Understand, queries.Unit, queries.Body, queries.Asking
	r.Translate = func(words string) []index.Translation {
		var out []index.Translation
		for _, t := range queries.Translate(words) {
			out = append(out, index.Translation(t))
		}
		return out
	}
	return r, nil
}
