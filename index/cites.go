package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
)

// CitesSchema names the form of Citations.
const CitesSchema = "plenary.cites/1"

// Citations says who cites something, as `plenary cites --json` prints it.
type Citations struct {
	Schema     string           `json:"schema"`
	Query      string           `json:"query"`
	Cited      string           `json:"cited"`      // as it was understood
	Paragraphs int              `json:"paragraphs"` // in all languages and renditions
	Documents  []CitingDocument `json:"documents"`  // newest first
	Years      []CitingYear     `json:"years"`      // newest first
}

// A CitingDocument is a document that cites, with its language versions and renditions.
type CitingDocument struct {
	Symbol    string   `json:"symbol"` // without the language; "" where it has none
	Year      int      `json:"year"`   // 0 unknown
	Date      string   `json:"date,omitempty"`
	Title     string   `json:"title"`
	Languages []string `json:"languages"`
	Sections  []string `json:"sections"` // "1.2", "Annex 1 3"; in the order of the document
	Paths     []string `json:"paths"`
}

// A CitingYear is how many documents of a year cite.
type CitingYear struct {
	Year      int `json:"year"`
	Documents int `json:"documents"`
}

// maxCiting bounds the paragraphs that are looked at.
const maxCiting = 50_000

// Cites says which documents cite what a citation in any spelling names.
func (r *Reader) Cites(ctx context.Context, citation string) (_ *Citations, err error) {
	defer r.guard(&err)()
	b := newBuilder(r, false)
	b.quiet = true
	q := b.cites(citation)
	c := &Citations{Schema: CitesSchema, Query: citation, Cited: citation, Documents: []CitingDocument{}, Years: []CitingYear{}}
	if len(b.said) > 0 {
		_, c.Cited, _ = strings.Cut(b.said[0], " ") // the kind stands before it
	}
	sr := bleve.NewSearchRequestOptions(q, maxCiting, 0, false)
	sr.SortBy([]string{"_id"})
	res, err := r.bleve.SearchInContext(r.scoring(ctx), sr)
	if err != nil {
		return nil, fmt.Errorf("cites: %w", err)
	}
	c.Paragraphs = int(res.Total)
	s := &searching{reader: r, builder: b, files: map[string]File{}}
	at := map[string]int{}
	for _, m := range res.Hits {
		v, err := s.version(m)
		if err != nil {
			return nil, err
		}
		key := found{v}.document()
		i, ok := at[key]
		if !ok {
			i = len(c.Documents)
			at[key] = i
			d := CitingDocument{Year: yearOf(v.file), Date: v.file.Date, Title: v.file.Title}
			if v.file.Symbol != "" {
				d.Symbol = key
			}
			c.Documents = append(c.Documents, d)
		}
		d := &c.Documents[i]
		if len(d.Languages) > 0 && languageRank(v.file.Language) < languageRank(d.Languages[0]) {
			d.Title = v.file.Title // English first, as records go
			d.Languages = append([]string{v.file.Language}, d.Languages...)
		}
		d.Languages = with(d.Languages, v.file.Language)
		d.Paths = with(d.Paths, v.file.Path)
		d.Sections = with(d.Sections, strings.TrimSpace(v.para.Annex+" "+v.para.Section))
	}
	years := map[int]int{}
	for i := range c.Documents {
		d := &c.Documents[i]
		slices.SortFunc(d.Languages, func(a, b string) int { return languageRank(a) - languageRank(b) })
		slices.SortFunc(d.Sections, func(a, b string) int { return strings.Compare(natural(a), natural(b)) })
		years[d.Year]++
	}
	slices.SortStableFunc(c.Documents, func(a, b CitingDocument) int {
		return cmp.Or(b.Year-a.Year, strings.Compare(b.Date, a.Date), strings.Compare(natural(a.Symbol), natural(b.Symbol)))
	})
	for y, n := range years {
		c.Years = append(c.Years, CitingYear{y, n})
	}
	slices.SortFunc(c.Years, func(a, b CitingYear) int { return b.Year - a.Year })
	return c, nil
}

// with adds a string to a list once, and "" never.
func with(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// yearOf returns the year of a document: of its symbol, else of its date.
func yearOf(f File) int {
	if f.Year > 0 {
		return f.Year
	}
	if len(f.Date) >= 4 {
		y, _ := strconv.Atoi(f.Date[:4])
		return y
	}
	return 0
}
