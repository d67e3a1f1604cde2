package main

import (
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"plenary/pipeline"
)

// pageWidth is the width in columns that what people read is wrapped to.
const pageWidth = 80

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// printRecord prints a record for a person: header, box, outline, facts and problems.
func printRecord(out io.Writer, rec *pipeline.Record) error {
	h := rec.Header
	fmt.Fprintf(out, "%s\n", rec.Path)
	for _, f := range []struct{ name, value string }{
		{"symbol", h.Symbol}, {"title", h.Title}, {"type", h.Type}, {"source", h.Source}, {"date", h.Date},
		{"language", rec.Language}, {"original", h.OriginalLanguage}, {"agenda item", h.AgendaItem},
		{"meeting", meeting(h.Meeting)}, {"format", formatLine(rec)},
	} {
		if f.value != "" {
			wrapped(out, fmt.Sprintf("  %-12s ", f.name), f.value)
		}
	}
	for _, b := range h.Box {
		wrapped(out, fmt.Sprintf("  %-12s ", b.Key), oneLine(b.Text))
	}
	if len(rec.Sections) > 0 {
		fmt.Fprintln(out, "\nOutline")
	}
	annex := ""
	for _, s := range rec.Sections {
		if s.Annex != annex {
			annex = s.Annex
			fmt.Fprintf(out, "  %s\n", annex)
		}
		title := s.Title
		if title == "" {
			title = text.Faint.Sprint(text.Snip(oneLine(rec.Text[s.Start:s.End]), 56, "…"))
		}
		page := ""
		if s.Page > 0 {
			page = fmt.Sprintf(" (p. %d)", s.Page)
		}
		fmt.Fprintf(out, "  %s%-7s %s%s\n", strings.Repeat("  ", max(0, s.Level-1)), s.Number, title, page)
	}
	if len(rec.Facts) > 0 {
		fmt.Fprintln(out, "\nFacts")
		t := newTable(out)
		t.AppendHeader(table.Row{"section", "kind", "value", "read from"})
		for _, f := range rec.Facts {
			value := f.Value
			if f.Kind == "figure" && f.Parts["qualifier"] != "exact" {
				value += " (" + f.Parts["qualifier"] + ")"
			}
			t.AppendRow(table.Row{f.Section, f.Kind, text.Snip(value, 40, "…"), text.Snip(oneLine(f.Quote), 36, "…")})
		}
		t.Render()
	}
	if len(rec.Problems) > 0 {
		fmt.Fprintln(out, "\nProblems")
		for _, p := range rec.Problems {
			where := ""
			if p.End > p.Start && p.End <= len(rec.Text) {
				where = fmt.Sprintf(": %q", text.Snip(oneLine(rec.Text[p.Start:p.End]), 40, "…"))
			}
			wrapped(out, "  ", p.Stage+": "+firstLine(p.Message)+where)
		}
	}
	fmt.Fprintln(out)
	return nil
}

func meeting(m pipeline.Meeting) string {
	var parts []string
	for _, s := range []string{m.Name, m.Place} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	s := strings.Join(parts, ", ")
	if m.Start != "" {
		s += fmt.Sprintf(" (%s to %s)", m.Start, m.End)
	}
	return s
}

func formatLine(rec *pipeline.Record) string {
	s := fmt.Sprintf("%s, %d bytes of text", rec.Format, len(rec.Text))
	if n := len(rec.Pages); n > 0 {
		s += fmt.Sprintf(", %d pages", n)
	}
	return s
}

// newTable returns a table in the house's look: no lines but one under the head.
func newTable(out io.Writer) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(out)
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true}
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	return t
}

// wrapped prints a text after a label, its further lines below its first.
func wrapped(out io.Writer, label, s string) {
	pad := strings.Repeat(" ", text.StringWidthWithoutEscSequences(label))
	for i, line := range strings.Split(text.WrapSoft(oneLine(s), pageWidth-len(pad)), "\n") {
		if i == 0 {
			line = label + line
		} else {
			line = pad + line
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// marked turns a snippet's marks into bold on a terminal, and into nothing elsewhere.
func marked(snippet string, tty bool) string {
	on, off := "", ""
	if tty {
		on, off = "\x1b[1m", "\x1b[0m"
	}
	return html.UnescapeString(strings.NewReplacer("<mark>", on, "</mark>", off).Replace(snippet))
}
