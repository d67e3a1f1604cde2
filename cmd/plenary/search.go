package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"plenary/index"
)

func newSearch(g *globals) *cobra.Command {
	var req index.Request
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find paragraphs",
		Long: `Find the paragraphs that a query asks for, best first. The words of several arguments are one query. Quote a query
that holds > or <, or the shell takes it. What a query may say: plenary help query.`,
		Example: `  plenary search assistance au Soudan
  plenary search 'resolution 91' --lang fr
  plenary search 'participants:>1900'
  plenary search 'cites:"PP Resolution 71" date:2025..2026' --facets`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, _ := cmd.Flags().GetString("index")
			r, err := openReader(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			req.Query = strings.Join(args, " ")
			resp, err := r.Search(cmd.Context(), req)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetEscapeHTML(false)
				return enc.Encode(resp)
			}
			printHits(cmd.OutOrStdout(), resp)
			return nil
		},
	}
	indexFlag(cmd)
	fl := cmd.Flags()
	fl.BoolVar(&asJSON, "json", false, "print the answer as JSON")
	fl.IntVarP(&req.Limit, "limit", "n", 10, "hits to show")
	fl.IntVar(&req.Offset, "offset", 0, "hits to leave out first")
	fl.StringVar(&req.Language, "lang", "", "only this language (en, fr, es, ru, zh, ar)")
	fl.StringVar(&req.From, "from", "", "from this date on (2025, 2025-11 or 2025-11-17): of the document or a date in the paragraph")
	fl.StringVar(&req.To, "to", "", "up to this date")
	fl.StringVar(&req.Kind, "kind", "", "only paragraphs with a fact of this kind (figure, resolution, date ...)")
	fl.StringVar(&req.Symbol, "symbol", "", "only this document (C26/30)")
	fl.BoolVar(&req.Facets, "facets", false, "count the hits by language, body, year, type, kind of fact, unit and document")
	fl.StringVar(&req.Sort, "sort", "rank", "rank, date (newest first) or symbol")
	return cmd
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func printHits(out io.Writer, resp *index.Response) {
	tty := isTerminal(out)
	bold := func(s string) string {
		if tty {
			return text.Bold.Sprint(s)
		}
		return s
	}
	if resp.Total == 0 {
		fmt.Fprintf(out, "Nothing found. Understood: %s\n", resp.Understood)
		return
	}
	for _, h := range resp.Hits {
		name := h.Symbol
		if name == "" {
			name = h.Path
		}
		where := ""
		if h.Annex != "" {
			where = " " + h.Annex
		}
		if h.Section != "" {
			where += " § " + h.Section
		}
		if h.Page > 0 {
			where += fmt.Sprintf(", p. %d", h.Page)
		}
		fmt.Fprintf(out, "%3d. %s%s", h.Rank, bold(name), where)
		if h.Language != "" {
			fmt.Fprintf(out, " [%s]", h.Language)
		}
		fmt.Fprintln(out)
		if h.Heading != "" {
			wrapped(out, "     ", h.Heading)
		}
		wrapped(out, "     ", marked(h.Snippet, tty))
		fmt.Fprintln(out, "     "+h.Path)
		if len(h.Also) > 0 {
			var also []string
			for _, a := range h.Also {
				also = append(also, a.Path)
			}
			wrapped(out, "     also: ", strings.Join(also, ", "))
		}
		fmt.Fprintln(out)
	}
	if len(resp.Facets) > 0 {
		for _, name := range []string{"language", "body", "year", "type", "kind", "unit", "document"} {
			var parts []string
			for _, f := range resp.Facets[name] {
				parts = append(parts, fmt.Sprintf("%s %d", f.Term, f.Count))
			}
			if len(parts) > 0 {
				wrapped(out, fmt.Sprintf("%-9s ", name), strings.Join(parts, ", "))
			}
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "%d paragraphs in %.0f ms. Understood: %s\n", resp.Total, resp.TookMS, resp.Understood)
}

func newQueryHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "query",
		Short: "What a search query may say",
		Long: `A query is words; a paragraph must have all of them, in its text or in the headings above it. Case, accents and word
endings do not matter. Best first.

  fellowships women                  both words
  "regional presence"                these words in this order
  -budget   NOT budget               without the word
  (satellite OR fibre) rural         either
  connect*                           words that begin so
  cybersecurty~1                     words that differ by one letter (~2: two)

Fields
  symbol:C26/30  section:1.2  title:finances  lang:fr  body:C  year:2026  type:report  source:TDAG
  kind:resolution                    paragraphs with a fact of the kind
  cites:"PP Resolution 71"           that cite it, in any language
  event:WTDC-25                      that name it, in any language
  date:2025-11..2026                 with a date in the range: 2025, 2025-11, 2025-11-17, ..2025, 2025..

Figures, by what they count
  participants:>1900   percent:>=50   CHF:1e6..5e6   member_states:153   days:<10

Citations are understood as people write them: resolution 91 baku, C26/30, décision 482, القرار 71, 第71号决议.`,
	}
}
