package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"plenary/pipeline"
)

// A Passage is one paragraph with its parts, or one whole document, in one language.
type Passage struct {
	Symbol   string           `json:"symbol"`
	Language string           `json:"language"`
	Path     string           `json:"path"`
	Also     []string         `json:"also,omitempty"` // other renditions in the same language
	Section  string           `json:"section,omitempty"`
	Annex    string           `json:"annex,omitempty"`
	Title    string           `json:"title,omitempty"`
	Page     int              `json:"page,omitempty"`
	Text     string           `json:"text,omitempty"`   // of a paragraph
	Facts    []pipeline.Fact  `json:"facts,omitempty"`  // of a paragraph
	Record   *pipeline.Record `json:"record,omitempty"` // of a whole document
}

// A Place says which part of a document is asked for: a number, in an annex if one is named; the zero Place is
// the whole.
type Place struct{ Annex, Section string }

// A NotFoundError says that the index has no such document or, with a section, the document no such part. Unread
// is why a file that the index knows has no record.
type NotFoundError struct{ Symbol, Section, Languages, Unread string }

func (e *NotFoundError) Error() string {
	if e.Unread != "" {
		return e.Symbol + " holds no text that could be read: " + e.Unread
	}
	if e.Section != "" {
		return e.Symbol + " has no section " + e.Section
	}
	if e.Languages != "" {
		return fmt.Sprintf("no document %s in the index in %s", e.Symbol, e.Languages)
	}
	return "no document " + e.Symbol + " in the index"
}

// Passages returns what stands at a place of a document in each language that the index holds, or in the given
// ones; of several renditions of a version, from the first that has it. It returns a *NotFoundError for what is not held.
func (r *Reader) Passages(symbol string, at Place, languages ...string) ([]Passage, error) {
	files, err := r.Symbol(symbol)
	if err != nil {
		return nil, err
	}
	if len(files) == 1 && !files[0].HasRecord() {
		return nil, &NotFoundError{Symbol: files[0].Path, Unread: cmp.Or(files[0].Error, files[0].Outcome)}
	}
	files = slices.DeleteFunc(files, func(f File) bool { return !f.HasRecord() })
	if len(languages) > 0 {
		files = slices.DeleteFunc(files, func(f File) bool { return !slices.Contains(languages, f.Language) })
	}
	if len(files) == 0 {
		return nil, &NotFoundError{Symbol: symbol, Languages: strings.Join(languages, ", ")}
	}
	var out []Passage
	done := map[string]int{} // symbol and language to the passage that shows it
	for _, f := range files {
		version := cmp.Or(f.Symbol, f.Key) + "\x00" + f.Language
		if i, ok := done[version]; ok {
			out[i].Also = append(out[i].Also, f.Path)
			continue
		}
		rec, err := r.Record(f.Key)
		if err != nil {
			return nil, err
		}
		list := []Passage{{Symbol: f.Symbol, Language: f.Language, Path: f.Path, Title: f.Title, Record: rec}}
		if at.Section != "" {
			list = parts(f, rec, at)
		}
		if len(list) > 0 {
			done[version] = len(out)
			out = append(out, list...)
		}
	}
	if len(out) == 0 {
		return nil, &NotFoundError{Symbol: symbol, Section: strings.TrimSpace(at.Annex + " " + at.Section)}
	}
	return out, nil
}

// parts returns the parts of a record with the number, in the annex if one is named.
func parts(f File, rec *pipeline.Record, at Place) []Passage {
	var out []Passage
	for _, s := range rec.Sections {
		if !strings.EqualFold(s.Number, at.Section) || at.Annex != "" && !strings.EqualFold(s.Annex, at.Annex) {
			continue
		}
		p := Passage{Symbol: f.Symbol, Language: f.Language, Path: f.Path, Section: s.Number, Annex: s.Annex, Title: s.Title,
			Page: s.Page, Text: strings.TrimSpace(withoutFurniture(rec, s.Span))}
		for _, fact := range rec.Facts {
			if fact.Start >= s.Start && fact.End <= s.End {
				p.Facts = append(p.Facts, fact)
			}
		}
		out = append(out, p)
	}
	return out
}

// withoutFurniture returns the text of a span but for running heads and feet.
func withoutFurniture(rec *pipeline.Record, s pipeline.Span) string {
	var b strings.Builder
	at := s.Start
	for _, f := range rec.Furniture {
		if f[0] >= at && f[1] <= s.End {
			b.WriteString(rec.Text[at:f[0]])
			at = f[1]
		}
	}
	b.WriteString(rec.Text[at:s.End])
	return b.String()
}
