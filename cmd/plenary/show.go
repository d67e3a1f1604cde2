package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"plenary/extractors"
	"plenary/index"
	"plenary/pipeline"
)

// openReader opens an index for searching and lets it understand citations with the stages that read them in
// documents.
func openReader(dir string) (*index.Reader, error) {
	r, err := index.OpenReader(dir)
	if err != nil {
		return nil, err
	}
	r.Understand = extractors.Understand
	return r, nil
}

// A passage is one paragraph, or one whole document, in one language.
type passage struct {
	Symbol   string           `json:"symbol"`
	Language string           `json:"language"`
	Path     string           `json:"path"`
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
	cmd := &cobra.Command{
		Use:     "show SYMBOL [SECTION]",
		Short:   "Show a document, or one of its numbered paragraphs, in every language held",
		Example: "  plenary show C26/30\n  plenary show C26/30 1.2\n  plenary show C26/30-F 'Annex 1' 3",
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
			if len(files) == 0 {
				return fmt.Errorf("no document %s in the index", args[0])
			}
			passages := []passage{}
			for _, f := range files {
				rec, err := r.Record(f.Key)
				if err != nil {
					return err
				}
				if len(args) == 1 {
					passages = append(passages, passage{Symbol: f.Symbol, Language: f.Language, Path: f.Path, Record: rec})
					continue
				}
				annex, number := "", args[len(args)-1]
				if len(args) == 3 {
					annex = args[1]
				}
				passages = append(passages, sections(f, rec, annex, number)...)
			}
			if len(passages) == 0 {
				return fmt.Errorf("%s has no section %s", args[0], strings.Join(args[1:], " "))
			}
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetEscapeHTML(false)
				return enc.Encode(passages)
			}
			for _, p := range passages {
				if p.Record != nil {
					if err := printRecord(cmd.OutOrStdout(), p.Record); err != nil {
						return err
					}
					continue
				}
				printPassage(cmd, p)
			}
			return nil
		},
	}
	indexFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// sections returns the parts of a record with the number, in the annex if one is named.
func sections(f index.File, rec *pipeline.Record, annex, number string) []passage {
	var out []passage
	for _, s := range rec.Sections {
		if s.Number != number || annex != "" && !strings.EqualFold(s.Annex, annex) {
			continue
		}
		p := passage{Symbol: f.Symbol, Language: f.Language, Path: f.Path, Section: s.Number, Annex: s.Annex, Title: s.Title,
			Page: s.Page, Text: strings.TrimSpace(rec.Text[s.Start:s.End])}
		for _, fact := range rec.Facts {
			if fact.Start >= s.Start && fact.End <= s.End {
				p.Facts = append(p.Facts, fact)
			}
		}
		out = append(out, p)
	}
	return out
}

func printPassage(cmd *cobra.Command, p passage) {
	out := cmd.OutOrStdout()
	page := ""
	if p.Page > 0 {
		page = fmt.Sprintf(", p. %d", p.Page)
	}
	annex := ""
	if p.Annex != "" {
		annex = p.Annex + " "
	}
	fmt.Fprintf(out, "%s %s§ %s%s [%s] %s\n", p.Symbol, annex, p.Section, page, p.Language, p.Path)
	for _, line := range strings.Split(p.Text, "\n") {
		if strings.TrimSpace(line) != "" {
			wrapped(out, "  ", line)
		}
	}
	var facts []string
	for _, f := range p.Facts {
		facts = append(facts, f.Value)
	}
	if len(facts) > 0 {
		wrapped(out, "  facts: ", strings.Join(facts, "; "))
	}
	fmt.Fprintln(out)
}
