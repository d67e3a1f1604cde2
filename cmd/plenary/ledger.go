package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"plenary/pipeline"
)

// printRecord prints a record for a person at a terminal of 80 columns: the header with its box, the outline with the
// parts of resolutions, the facts by section, and the ledger of what was seen and not read.
func printRecord(out io.Writer, rec *pipeline.Record) error {
	l := &ledger{out: out, rec: rec}
	l.header()
	l.outline()
	l.facts()
	l.problems()
	fmt.Fprintln(out)
	return nil
}

// A ledger prints one record.
type ledger struct {
	out io.Writer
	rec *pipeline.Record
}

func (l *ledger) header() {
	rec, h := l.rec, l.rec.Header
	fmt.Fprintf(l.out, "%s\n", rec.Path)
	for _, f := range []struct{ name, value string }{
		{"symbol", h.Symbol}, {"title", h.Title}, {"type", h.Type}, {"source", h.Source}, {"date", h.Date},
		{"language", rec.Language}, {"original", h.OriginalLanguage}, {"agenda item", h.AgendaItem},
		{"meeting", meeting(h.Meeting)}, {"format", formatLine(rec)},
	} {
		if f.value != "" {
			wrapped(l.out, fmt.Sprintf("  %-14s ", f.name), f.value)
		}
	}
	for _, b := range h.Box {
		wrapped(l.out, fmt.Sprintf("  %-14s ", strings.ReplaceAll(b.Key, "_", " ")), oneLine(b.Text))
	}
}

// outline prints the numbers with their headings, or the first words of a paragraph, and between them the parts of
// resolutions.
func (l *ledger) outline() {
	if len(l.rec.Sections)+len(l.rec.Clauses) > 0 {
		fmt.Fprintln(l.out, "\nOutline")
	}
	annex, level, clauses := "", 1, l.rec.Clauses
	for i := range l.rec.Sections {
		s := &l.rec.Sections[i]
		for len(clauses) > 0 && clauses[0].Start < s.Start {
			l.clause(&clauses[0], level)
			clauses = clauses[1:]
		}
		if s.Annex != annex {
			annex = s.Annex
			fmt.Fprintf(l.out, "  %s\n", annex)
		}
		level = s.Level
		page := ""
		if s.Page > 0 {
			page = fmt.Sprintf(" (p. %d)", s.Page)
		}
		head := "  " + strings.Repeat("  ", max(0, level-1)) + pad(s.Number, 7) + " "
		if s.Title != "" {
			wrapped(l.out, head, s.Title+page)
		} else {
			words := snip(l.firstWords(s), pageWidth-text.StringWidth(head)-len(page))
			fmt.Fprintln(l.out, head+text.Faint.Sprint(words)+page)
		}
	}
	for i := range clauses {
		l.clause(&clauses[i], level)
	}
}

func (l *ledger) clause(c *pipeline.Clause, level int) {
	wrapped(l.out, "  "+strings.Repeat("  ", max(0, level-1))+"- "+c.Key+": ", c.Label)
}

// firstWords returns how a numbered paragraph begins, without its number.
func (l *ledger) firstWords(s *pipeline.Section) string {
	words, _, _ := strings.Cut(strings.TrimLeft(strings.TrimPrefix(l.rec.Text[s.Start:s.End], s.Number), ".)-–—、 \t\u00a0\n"), "\n")
	return oneLine(words)
}

// The columns at which a fact's value and what it was read from begin.
const (
	valueColumn = 19 // behind the longest kind, "recommendation"
	quoteColumn = 51
)

// facts prints the facts below the section that they stand in.
func (l *ledger) facts() {
	if len(l.rec.Facts) == 0 {
		return
	}
	fmt.Fprintln(l.out, "\nFacts")
	last := "-"
	for i := range l.rec.Facts {
		f := &l.rec.Facts[i]
		if place := placeName(f.Annex, f.Section); place != last {
			last = place
			fmt.Fprintf(l.out, "  %s\n", place)
		}
		value := f.Value
		if f.Kind == "figure" && f.Parts["qualifier"] != "exact" {
			value += " (" + f.Parts["qualifier"] + ")"
		}
		if f.Kind == "acronym" {
			value += " = " + f.Parts["expansion"]
		}
		l.row(f.Kind, value, oneLine(f.Quote))
	}
}

// row prints a fact; what does not fit beside its value stands below it.
func (l *ledger) row(kind, value, quote string) {
	head := pad("    "+kind, valueColumn-1) + " "
	if quote == value {
		quote = ""
	}
	if valueColumn+text.StringWidth(value) < quoteColumn {
		line := head + pad(value, quoteColumn-valueColumn) + text.Faint.Sprint(snip(quote, pageWidth-quoteColumn))
		fmt.Fprintln(l.out, strings.TrimRight(line, " "))
		return
	}
	wrapped(l.out, head, value)
	if quote != "" {
		fmt.Fprintln(l.out, strings.Repeat(" ", valueColumn)+text.Faint.Sprint(snip(quote, pageWidth-valueColumn)))
	}
}

// problems prints what could not be read, or was doubted: the stage, the reason, the words and where they stand.
func (l *ledger) problems() {
	if len(l.rec.Problems) == 0 {
		return
	}
	fmt.Fprintln(l.out, "\nProblems")
	for _, p := range l.rec.Problems {
		said := firstLine(p.Message)
		if p.End > p.Start && p.End <= len(l.rec.Text) {
			if words := snip(oneLine(l.rec.Text[p.Start:p.End]), 40); !strings.Contains(said, words) {
				said += fmt.Sprintf(": %q", words)
			}
			said += l.where(p.Start)
		}
		wrapped(l.out, "  "+p.Stage+": ", said)
	}
}

// where says in which section and on which page an offset lies.
func (l *ledger) where(at int) string {
	var parts []string
	if s := l.rec.SectionAt(at); s != nil {
		parts = append(parts, placeName(s.Annex, s.Number))
	} else if annex := l.rec.AnnexAt(at); annex != "" {
		parts = append(parts, annex)
	}
	for i, p := range l.rec.Pages {
		if p[0] <= at && at < p[1] {
			parts = append(parts, fmt.Sprintf("p. %d", i+1))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// placeName names a section: "1.1", "Annex 1, 2", "before the first number".
func placeName(annex, section string) string {
	switch {
	case annex != "" && section != "":
		return annex + ", " + section
	case annex+section != "":
		return annex + section
	}
	return "before the first number"
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

// pad fills a text with spaces to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-text.StringWidth(s))) }

// snip cuts a text to n columns.
func snip(s string, n int) string { return text.Snip(s, max(n, 1), "…") }
