package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"plenary/index"
	"plenary/pipeline"
)

// A passage is one paragraph, or one whole document, in one language.
type passage struct {
	Symbol   string           `json:"symbol"`
	Language string           `json:"language"`
	Path     string           `json:"path"`
	Also     []string         `json:"also,omitempty"` // other renditions in the same language
	Section  string           `json:"section,omitempty"`
	Annex    string           `json:"annex,omitempty"`
	Title    string           `json:"title,omitempty"`
	Page     int              `json:"page,omitempty"`
	Text     string           `json:"text,omitempty"`
	Facts    []pipeline.Fact  `json:"facts,omitempty"`
	Record   *pipeline.Record `json:"record,omitempty"`
}

func newShow(g *globals) *cobra.Command {
	var asJSON bool
	var langs []string
	cmd := &cobra.Command{
		Use:   "show SYMBOL [ANNEX] [SECTION]",
		Short: "Show a document, or one of its numbered paragraphs in every language held",
		Long: `Show a document: header, summary box, outline and facts; or one of its numbered paragraphs, side by side in every
language that the index holds. The symbol may be written loosely (c26-30), or be the path of a file. A symbol with its
language (C26/30-F) shows that one.`,
		Example: "  plenary show C26/30\n  plenary show C26/30 1.2\n  plenary show C26/30 1.2 --lang en,fr\n  plenary show C26/30-F 'Annex 1' 3",
		Args:    cobra.RangeArgs(1, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, _ := cmd.Flags().GetString("index")
			r, err := openReader(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			files, err := r.Symbol(args[0])
			if err != nil {
				return err
			}
			if files = inLanguages(files, langs); len(files) == 0 {
				return fmt.Errorf("no document %s in the index%s", args[0], inWhich(langs))
			}
			passages, err := passagesOf(r, files, args[1:])
			if err != nil {
				return err
			}
			if len(passages) == 0 {
				return fmt.Errorf("%s has no section %s; its outline: plenary show %s", args[0], strings.Join(args[1:], " "), args[0])
			}
			switch {
			case asJSON:
				return printJSON(cmd.OutOrStdout(), passages)
			case len(args) == 1:
				return printDocument(cmd.OutOrStdout(), passages)
			}
			printAligned(cmd.OutOrStdout(), passages)
			return nil
		},
	}
	indexFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	cmd.Flags().StringSliceVar(&langs, "lang", nil, "only these languages (en,fr,es,ru,zh,ar)")
	return cmd
}

func inLanguages(files []index.File, langs []string) []index.File {
	if len(langs) == 0 {
		return files
	}
	return slices.DeleteFunc(files, func(f index.File) bool { return !slices.Contains(langs, f.Language) })
}

func inWhich(langs []string) string {
	if len(langs) == 0 {
		return ""
	}
	return " in " + strings.Join(langs, ", ")
}

// passagesOf returns what is asked for of each version of a document: one a language, from the rendition that
// was read best.
func passagesOf(r *index.Reader, files []index.File, place []string) ([]passage, error) {
	var out []passage
	done := map[string]int{} // symbol and language to the passage that shows it
	for _, f := range files {
		version := f.Symbol + "\x00" + f.Language
		if i, ok := done[version]; ok {
			out[i].Also = append(out[i].Also, f.Path)
			continue
		}
		rec, err := r.Record(f.Key)
		if err != nil {
			return nil, err
		}
		if len(place) == 0 {
			done[version] = len(out)
			out = append(out, passage{Symbol: f.Symbol, Language: f.Language, Path: f.Path, Title: f.Title, Record: rec})
			continue
		}
		annex := ""
		if len(place) == 2 {
			annex = place[0]
		}
		if found := sections(f, rec, annex, place[len(place)-1]); len(found) > 0 {
			done[version] = len(out)
			out = append(out, found...)
		}
	}
	return out, nil
}

// sections returns the parts of a record with the number, in the annex if one is named.
func sections(f index.File, rec *pipeline.Record, annex, number string) []passage {
	var out []passage
	for _, s := range rec.Sections {
		if !strings.EqualFold(s.Number, number) || annex != "" && !strings.EqualFold(s.Annex, annex) {
			continue
		}
		p := passage{Symbol: f.Symbol, Language: f.Language, Path: f.Path, Section: s.Number, Annex: s.Annex, Title: s.Title,
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

// printDocument prints one version of a document in full, and names the others.
func printDocument(out io.Writer, passages []passage) error {
	shown := 0
	for i, p := range passages {
		if p.Language == ownLanguage() {
			shown = i
			break
		}
	}
	if err := printRecord(out, passages[shown].Record); err != nil {
		return err
	}
	if len(passages) == 1 && len(passages[0].Also) == 0 {
		return nil
	}
	fmt.Fprintln(out, "Versions")
	for i, p := range passages {
		mark := " "
		if i == shown {
			mark = "*"
		}
		wrapped(out, fmt.Sprintf("%s %-14s [%s] ", mark, p.Symbol, p.Language), strings.Join(append([]string{p.Path}, p.Also...), ", "))
	}
	return nil
}

// minColumn is the least width of a column of text.
const minColumn = 36

// printAligned prints versions of a paragraph side by side, as many as the page is wide for; Arabic, which runs
// the other way, below.
func printAligned(out io.Writer, passages []passage) {
	var row []passage
	flush := func() {
		if len(row) > 0 {
			printRow(out, row)
			row = nil
		}
	}
	fit := max(1, (pageWidth+2)/(minColumn+2))
	for _, p := range passages {
		if p.Language == "ar" {
			continue
		}
		if row = append(row, p); len(row) == fit {
			flush()
		}
	}
	flush()
	for _, p := range passages {
		if p.Language == "ar" {
			row = []passage{p}
			flush()
		}
	}
	var facts []string
	for _, p := range passages {
		for _, f := range p.Facts {
			if v := factLine(f); !slices.Contains(facts, v) {
				facts = append(facts, v)
			}
		}
	}
	if len(facts) > 0 {
		wrapped(out, "facts: ", strings.Join(facts, "; "))
	}
}

// factLine is a fact in a few words. The words of actions are the language's own.
func factLine(f pipeline.Fact) string {
	if q := f.Parts["qualifier"]; q != "" && q != "exact" {
		return f.Value + " (" + q + ")"
	}
	return f.Value
}

func printRow(out io.Writer, row []passage) {
	width := (pageWidth - 2*(len(row)-1)) / len(row)
	columns := make([][]string, len(row))
	height := 0
	for i, p := range row {
		columns[i] = []string{
			text.Bold.Sprint(p.Symbol + place(p.Annex, p.Section, p.Page) + " [" + p.Language + "]"),
			text.Faint.Sprint(endOf(p.Path, width)),
		}
		for _, line := range strings.Split(p.Text, "\n") {
			if line = oneLine(line); line != "" {
				columns[i] = append(columns[i], wrapLines(line, width)...)
			}
		}
		height = max(height, len(columns[i]))
	}
	for k := range height {
		var line strings.Builder
		for i, c := range columns {
			cell := ""
			if k < len(c) {
				cell = c[k]
			}
			if i < len(columns)-1 {
				cell = text.Pad(cell, width+2, ' ')
			}
			line.WriteString(cell)
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
	fmt.Fprintln(out)
}

// endOf returns the end of a path that fits a width.
func endOf(path string, width int) string {
	r := []rune(path)
	if len(r) <= width {
		return path
	}
	return "…" + string(r[len(r)-width+1:])
}

func printJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
