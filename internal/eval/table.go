package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// All stands for every field, format or language in a Key.
const All = "*"

// A Key names one row of a table. Field is "header", "header.<name>", "sections", "clauses", a kind of fact or All.
type Key struct {
	Field    string `json:"field"`
	Format   string `json:"format"`
	Language string `json:"language"`
}

// A Row is one key's marks.
type Row struct {
	Key
	Marks
}

// A Table sums results up by field, format and language.
type Table struct {
	rows      map[Key]Marks
	Documents int // renditions scored
	Perfect   int // renditions with everything found and nothing wrong
	Failed    []Result
}

// NewTable sums up results: each mark counts for its own field, format and language and for every total
// that it belongs to.
func NewTable(results []Result) *Table {
	t := &Table{rows: map[Key]Marks{}}
	for _, r := range results {
		t.Documents++
		if r.Perfect() {
			t.Perfect++
		}
		if r.Err != nil {
			t.Failed = append(t.Failed, r)
		}
		for field, marks := range r.Scores {
			for _, f := range totals(field) {
				for _, format := range []string{r.Format, All} {
					for _, lang := range []string{r.Language, All} {
						k := Key{f, format, lang}
						t.rows[k] = t.rows[k].Add(marks)
					}
				}
			}
		}
	}
	return t
}

// totals returns the fields that a field counts for.
func totals(field string) []string {
	if strings.HasPrefix(field, "header.") {
		return []string{field, "header", All}
	}
	return []string{field, All}
}

// Marks returns the marks of one row, and whether there is such a row.
func (t *Table) Marks(k Key) (Marks, bool) {
	m, ok := t.rows[k]
	return m, ok
}

// Rows returns all rows, totals first.
func (t *Table) Rows() []Row {
	rows := make([]Row, 0, len(t.rows))
	for k, m := range t.rows {
		rows = append(rows, Row{k, m})
	}
	sort.Slice(rows, func(i, j int) bool {
		a, b := rows[i].Key, rows[j].Key
		switch {
		case a.Field != b.Field:
			return before(a.Field, b.Field)
		case a.Format != b.Format:
			return before(a.Format, b.Format)
		}
		return before(a.Language, b.Language)
	})
	return rows
}

// order is how fields, formats and languages are shown; what is not here follows in the order of the alphabet.
var order = []string{
	All, "header", "sections", "clauses", "resolution", "decision", "recommendation", "opinion", "question", "provision",
	"document", "event", "date", "period", "figure", "acronym", "action", "text", "html", "docx", "pdf", "doc",
	"en", "fr", "es", "ru", "zh", "ar",
}

// before orders two names of the same sort.
func before(a, b string) bool {
	i, j := rank(a), rank(b)
	if i != j {
		return i < j
	}
	return a < b
}

func rank(name string) int {
	name, _, _ = strings.Cut(name, ".")
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

// Write prints the table for a reader: the strict F1 of each field by format and by language in one grid
// each, then precision, recall and support of the totals.
func (t *Table) Write(w io.Writer) {
	t.totals(w)
	fmt.Fprintln(w)
	t.grid(w, "strict F1 by language", t.names(func(k Key) string { return k.Language }), func(f, l string) Key { return Key{f, All, l} })
	fmt.Fprintln(w)
	t.grid(w, "strict F1 by format", t.names(func(k Key) string { return k.Format }), func(f, x string) Key { return Key{f, x, All} })
	fmt.Fprintf(w, "\nperfect: %d of %d files\n", t.Perfect, t.Documents)
	for _, r := range t.Failed {
		fmt.Fprintf(w, "not read: %s %s: %v\n", r.Case, r.Format, r.Err)
	}
}

// totals prints one line a field over all formats and languages.
func (t *Table) totals(w io.Writer) {
	tw := newWriter(w, "all languages and formats")
	tw.AppendHeader(table.Row{"field", "precision", "recall", "F1", "soft F1", "support"})
	for _, f := range t.names(func(k Key) string { return k.Field }) {
		m := t.rows[Key{f, All, All}]
		tw.AppendRow(table.Row{f, percent(m.Strict.Precision()), percent(m.Strict.Recall()), percent(m.Strict.F1()), percent(m.Soft.F1()), m.Strict.Support()})
	}
	tw.Render()
}

// grid prints strict F1 with the fields as lines.
func (t *Table) grid(w io.Writer, heading string, columns []string, key func(field, column string) Key) {
	tw := newWriter(w, heading)
	head := table.Row{"field"}
	for _, c := range columns {
		head = append(head, c)
	}
	tw.AppendHeader(head)
	for _, f := range t.names(func(k Key) string { return k.Field }) {
		if strings.HasPrefix(f, "header.") {
			continue
		}
		row := table.Row{f}
		for _, c := range columns {
			cell := ""
			if m, ok := t.rows[key(f, c)]; ok && m.Strict != (Tally{}) {
				cell = percent(m.Strict.F1())
			}
			row = append(row, cell)
		}
		tw.AppendRow(row)
	}
	tw.Render()
}

// names returns the distinct names of one part of the keys, in the order in which they are shown.
func (t *Table) names(part func(Key) string) []string {
	seen := map[string]bool{}
	var names []string
	for k := range t.rows {
		if n := part(k); !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	sort.Slice(names, func(i, j int) bool { return before(names[i], names[j]) })
	return names
}

func newWriter(w io.Writer, heading string) table.Writer {
	tw := table.NewWriter()
	tw.SetOutputMirror(w)
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Options.DrawBorder = false
	style.Options.SeparateColumns = false
	tw.SetStyle(style)
	tw.SetTitle(heading)
	var columns []table.ColumnConfig
	for i := 2; i <= 10; i++ {
		columns = append(columns, table.ColumnConfig{Number: i, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	tw.SetColumnConfigs(columns)
	return tw
}

// percent writes a share as a percentage with two decimals, cut and not rounded, so that 100.00 means all.
func percent(share float64) string {
	return fmt.Sprintf("%.2f", float64(int(share*10000+1e-9))/100)
}

// Scores prints every row that has support or a wrong find, one a line, for a file under version control:
// field, format, language, precision, recall, F1, support.
func (t *Table) Scores(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "# %-28s %-6s %-4s %9s %9s %9s %7s\n", "field", "format", "lang", "precision", "recall", "F1", "support"); err != nil {
		return err
	}
	for _, r := range t.Rows() {
		if r.Strict == (Tally{}) {
			continue
		}
		s := r.Strict
		if _, err := fmt.Fprintf(w, "%-30s %-6s %-4s %9s %9s %9s %7d\n", r.Field, r.Format, r.Language,
			percent(s.Precision()), percent(s.Recall()), percent(s.F1()), s.Support()); err != nil {
			return err
		}
	}
	return nil
}

// MarshalJSON writes the rows with their figures, and the documents.
func (t *Table) MarshalJSON() ([]byte, error) {
	type figures struct {
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
		Right     int     `json:"right"`
		Wrong     int     `json:"wrong"`
		Missed    int     `json:"missed"`
	}
	of := func(t Tally) figures {
		return figures{t.Precision(), t.Recall(), t.F1(), t.Right, t.Wrong, t.Missed}
	}
	type row struct {
		Key
		Support int     `json:"support"`
		Strict  figures `json:"strict"`
		Soft    figures `json:"soft"`
	}
	out := struct {
		Schema    string `json:"schema"`
		Documents int    `json:"documents"`
		Perfect   int    `json:"perfect"`
		Rows      []row  `json:"rows"`
	}{Schema: "plenary.eval/1", Documents: t.Documents, Perfect: t.Perfect, Rows: []row{}}
	for _, r := range t.Rows() {
		out.Rows = append(out.Rows, row{r.Key, r.Strict.Support(), of(r.Strict), of(r.Soft)})
	}
	return json.Marshal(out)
}
