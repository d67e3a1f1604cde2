package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"plenary/index"
	"plenary/internal/asking"
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
  plenary search 'cites:"PP Resolution 71" date:2025..2026' --facets
  plenary search --across 'regional presence' --group`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, _ := cmd.Flags().GetString("index")
			r, err := asking.Open(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			req.Query, req.Prefer = strings.Join(args, " "), ownLanguage()
			resp, err := r.Search(cmd.Context(), req)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), resp)
			}
			newHitPrinter(cmd.OutOrStdout()).print(resp, req)
			return nil
		},
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%w; see: %s --help. A query that begins with a minus goes behind --", err, cmd.CommandPath())
	})
	indexFlag(cmd)
	fl := cmd.Flags()
	fl.BoolVar(&asJSON, "json", false, "print the answer as JSON")
	fl.IntVarP(&req.Limit, "limit", "n", 10, "hits to show; with --group documents")
	fl.IntVar(&req.Offset, "offset", 0, "hits to leave out first")
	fl.StringVar(&req.Language, "lang", "", "only this language (en, fr, es, ru, zh, ar)")
	fl.StringVar(&req.From, "from", "", "from this date on (2025, 2025-11 or 2025-11-17): of the document or a date in the paragraph")
	fl.StringVar(&req.To, "to", "", "up to this date")
	fl.StringVar(&req.Kind, "kind", "", "only paragraphs with a fact of this kind (figure, resolution, date ...)")
	fl.StringVar(&req.Symbol, "symbol", "", "only this document (C26/30)")
	fl.BoolVar(&req.Across, "across", false, "look for every word in the other languages too, as far as the vocabulary has it")
	fl.BoolVar(&req.Group, "group", false, "gather the hits by document")
	fl.BoolVar(&req.Facets, "facets", false, "count the hits by language, body, year, type, kind of fact, unit and document")
	fl.StringVar(&req.Sort, "sort", "rank", "rank, date (newest first) or symbol")
	return cmd
}

// ownLanguage is the language of the person's environment, "" where it is none of the six.
func ownLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); len(v) >= 2 {
			if slices.Contains(index.Languages, v[:2]) {
				return v[:2]
			}
			return ""
		}
	}
	return ""
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// A hitPrinter prints answers for a person.
type hitPrinter struct {
	out io.Writer
	tty bool
}

func newHitPrinter(out io.Writer) *hitPrinter { return &hitPrinter{out, isTerminal(out)} }

func (p *hitPrinter) print(resp *index.Response, req index.Request) {
	if resp.Note != "" {
		wrapped(p.out, "", upperFirst(resp.Note)+".")
		fmt.Fprintln(p.out)
	}
	if resp.Total == 0 {
		if resp.Note == "" {
			fmt.Fprintln(p.out, "Nothing found.")
		}
		wrapped(p.out, "Understood: ", resp.Understood)
	}
	for _, q := range resp.DidYouMean {
		wrapped(p.out, "Did you mean: ", q)
	}
	if resp.Total == 0 {
		return
	}
	if len(resp.DidYouMean) > 0 {
		fmt.Fprintln(p.out)
	}
	if req.Group {
		p.documents(resp)
	} else {
		for _, h := range resp.Hits {
			p.hit(h)
		}
	}
	p.facets(resp.Facets)
	p.sum(resp, req)
}

func (p *hitPrinter) documents(resp *index.Response) {
	at := 0
	for _, d := range resp.Documents {
		label := d.Symbol
		if label == "" {
			label = path.Base(resp.Hits[at].Path)
		}
		if d.Date != "" {
			label += ", " + d.Date
		}
		wrapped(p.out, "", p.bold(label)+"  "+d.Title)
		for range d.Ranks {
			p.hit(resp.Hits[at])
			at++
		}
		if d.More > 0 {
			fmt.Fprintf(p.out, "     and %s more\n\n", paragraphs(d.More))
		}
	}
}

func (p *hitPrinter) hit(h index.Hit) {
	name := h.Symbol
	if name == "" {
		name = path.Base(h.Path)
	}
	where := place(h.Annex, h.Section, h.Page)
	if h.Language != "" {
		where += " [" + h.Language + "]"
	}
	if h.Date != "" {
		where += "  " + h.Date
	}
	fmt.Fprintf(p.out, "%3d. %s%s\n", h.Rank, p.bold(name), where)
	if h.Heading != "" {
		wrapped(p.out, "     ", p.faint(h.Heading))
	}
	wrapped(p.out, "     ", marked(h.Snippet, p.tty))
	wrapped(p.out, "     ", p.faint(h.Path+also(h)))
	fmt.Fprintln(p.out)
}

// place says where a paragraph stands: " Annex 1 § 1.2, p. 4".
func place(annex, section string, page int) string {
	s := ""
	if annex != "" {
		s = " " + annex
	}
	if section != "" {
		s += " § " + section
	}
	if page > 0 {
		s += fmt.Sprintf(", p. %d", page)
	}
	return s
}

// also names the other languages and renditions of a hit: "; also in en, es; as pdf, txt".
func also(h index.Hit) string {
	var langs, kinds []string
	for _, a := range h.Also {
		if a.Language != h.Language {
			langs = append(langs, a.Language)
		} else {
			kinds = append(kinds, strings.TrimPrefix(path.Ext(a.Path), "."))
		}
	}
	s := ""
	for _, part := range []struct {
		what string
		list []string
	}{{"; also in ", langs}, {"; also as ", kinds}} {
		slices.Sort(part.list)
		if list := slices.Compact(part.list); len(list) > 0 {
			s += part.what + strings.Join(list, ", ")
		}
	}
	return s
}

func (p *hitPrinter) facets(facets map[string][]index.Facet) {
	if len(facets) == 0 {
		return
	}
	for _, name := range index.FacetNames() {
		var parts []string
		for _, f := range facets[name] {
			parts = append(parts, fmt.Sprintf("%s %d", f.Term, f.Count))
		}
		if len(parts) > 0 {
			wrapped(p.out, fmt.Sprintf("%-9s ", name), strings.Join(parts, ", "))
		}
	}
	fmt.Fprintln(p.out)
}

// sum says how much was found and how the query was understood, where that says more than the query.
func (p *hitPrinter) sum(resp *index.Response, req index.Request) {
	s := paragraphs(resp.Total)
	if resp.Total > len(resp.Hits) {
		s += " with all versions"
	}
	s += fmt.Sprintf(" in %.0f ms", resp.TookMS)
	if n := req.Offset + req.Limit; !req.Group && len(resp.Hits) == req.Limit || req.Group && len(resp.Documents) == req.Limit {
		s += fmt.Sprintf("; further hits: --offset %d", n)
	}
	wrapped(p.out, "", s)
	if resp.Understood != resp.Query {
		wrapped(p.out, "Understood: ", resp.Understood)
	}
}

func paragraphs(n int) string {
	if n == 1 {
		return "1 paragraph"
	}
	return fmt.Sprintf("%d paragraphs", n)
}

func (p *hitPrinter) bold(s string) string {
	if p.tty {
		return text.Bold.Sprint(s)
	}
	return s
}

func (p *hitPrinter) faint(s string) string {
	if p.tty {
		return text.Faint.Sprint(s)
	}
	return s
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
