package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"plenary/index"
	"plenary/internal/asking"
)

func newCites(g *globals) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "cites CITATION",
		Short: "Say which documents cite a resolution, decision, provision or document",
		Long: `Say which documents cite something, by year, newest first, with the sections in which they do. Language versions and
renditions of a document count as one. The citation may be written in any of the six languages, in full or shortened.`,
		Example: `  plenary cites 'PP Resolution 71'
  plenary cites 'décision 482'
  plenary cites C25/64
  plenary cites 'No. 102 of the Convention' --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, _ := cmd.Flags().GetString("index")
			r, err := asking.Open(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			c, err := r.Cites(cmd.Context(), strings.Join(args, " "))
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), c)
			}
			printCitations(cmd, c)
			return nil
		},
	}
	indexFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

func printCitations(cmd *cobra.Command, c *index.Citations) {
	out := cmd.OutOrStdout()
	if len(c.Documents) == 0 {
		fmt.Fprintf(out, "No document cites %s.\n", c.Cited)
		return
	}
	t := newTable(out)
	t.AppendHeader(table.Row{"year", "document", "sections", "languages", "title"})
	const edges, year, sections, longest = 13, 4, 14, 24 // columns between the columns, of a year, of sections and names at most
	symbol, langs := len("document"), len("languages")
	for _, d := range c.Documents {
		symbol, langs = max(symbol, min(longest, text.StringWidth(nameOf(d)))), max(langs, len(strings.Join(d.Languages, " ")))
	}
	title := max(16, pageWidth-edges-year-symbol-sections-langs)
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, WidthMax: longest, WidthMaxEnforcer: columnLines},
		{Number: 3, WidthMax: sections, WidthMaxEnforcer: columnLines}, {Number: 5, WidthMax: title, WidthMaxEnforcer: columnLines},
	})
	for _, d := range c.Documents {
		t.AppendRow(table.Row{orDash(d.Year), nameOf(d), orDash(strings.Join(d.Sections, ", ")), strings.Join(d.Languages, " "), text.Snip(d.Title, 3*title, "…")})
	}
	t.Render()
	var years []string
	for _, y := range c.Years {
		years = append(years, fmt.Sprintf("%s %d", unknownYear(y.Year), y.Documents))
	}
	fmt.Fprintln(out)
	wrapped(out, "", fmt.Sprintf("%s is cited by %s: %s", c.Cited, counted(len(c.Documents), "document"), strings.Join(years, ", ")))
}

// nameOf is how a document is called: by its symbol, or by its file where it has none.
func nameOf(d index.CitingDocument) string {
	if d.Symbol == "" && len(d.Paths) > 0 {
		return path.Base(d.Paths[0])
	}
	return d.Symbol
}

// columnLines breaks a cell into lines.
func columnLines(s string, width int) string { return strings.Join(wrapLines(s, width), "\n") }

// orDash is a value as it is printed where it may be missing.
func orDash[T comparable](v T) string {
	var zero T
	if v == zero {
		return "–"
	}
	return fmt.Sprint(v)
}

func unknownYear(y int) string {
	if y == 0 {
		return "without year"
	}
	return fmt.Sprint(y)
}

// counted says "1 document", "2 documents".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
