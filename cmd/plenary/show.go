package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"plenary/index"
	"plenary/internal/asking"
	"plenary/pipeline"
)

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
			r, err := asking.Open(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			var at index.Place
			if n := len(args); n > 1 {
				at.Section = args[n-1]
				at.Annex = strings.Join(args[1:n-1], "")
			}
			passages, err := r.Passages(args[0], at, langs...)
			var missing *index.NotFoundError
			if errors.As(err, &missing) && missing.Section != "" {
				return fmt.Errorf("%w; its outline: plenary show %s", err, args[0])
			}
			if err != nil {
				return err
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

// printDocument prints one version of a document in full, and names the others.
func printDocument(out io.Writer, passages []index.Passage) error {
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
func printAligned(out io.Writer, passages []index.Passage) {
	var row []index.Passage
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
			row = []index.Passage{p}
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

func printRow(out io.Writer, row []index.Passage) {
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
