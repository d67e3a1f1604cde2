package real

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"plenary/pipeline"
)

// languages are the six of the collection, in the order of the table.
var languages = []string{"en", "fr", "es", "ru", "zh", "ar"}

// A resolution is what the publisher's markup says of one text. Offsets count characters.
type resolution struct {
	Dates      []string // of the document and of its adoption, ISO 8601
	Paragraphs []struct {
		Num   *string // as printed, "12." or "12 -"; nil for none
		Start int
	}
	Clauses []struct { // of the preamble
		Keyword string
		Start   int
	}
	Refs []struct {
		Symbol, Text string
		Start, End   int
	}
}

// six prints, language by language, how many of the marked paragraphs, clauses, references and dates are found.
func six(m *measure, dir string) error {
	w := tabwriter.NewWriter(m.out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "un-six\tparagraphs\tof those read\tclauses\treferences\twith their symbol\tdates\tlanguage\n")
	var sum tallies
	for _, lang := range languages {
		files, err := filepath.Glob(filepath.Join(dir, "*", lang+".gold.json"))
		if err != nil {
			return err
		}
		var t tallies
		for _, file := range files {
			if err := m.resolution(file, lang, &t); err != nil {
				return err
			}
		}
		t.print(w, lang)
		m.reach("paragraphs in "+lang, t.paragraphs, 0.98)
		m.reach("references in "+lang, t.refs, 0.95)
		sum.add(&t)
	}
	sum.print(w, "all")
	fmt.Fprintln(w)
	return w.Flush()
}

// tallies are the shares of one language.
type tallies struct {
	paragraphs, sections, clauses, refs, symbols, dates, language share
}

func (t *tallies) add(o *tallies) {
	t.paragraphs.add(o.paragraphs)
	t.sections.add(o.sections)
	t.clauses.add(o.clauses)
	t.refs.add(o.refs)
	t.symbols.add(o.symbols)
	t.dates.add(o.dates)
	t.language.add(o.language)
}

func (t *tallies) print(w *tabwriter.Writer, name string) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", name, t.paragraphs, t.sections, t.clauses, t.refs, t.symbols, t.dates, t.language)
}

// resolution compares the record of one text with its markup.
func (m *measure) resolution(file, lang string, t *tallies) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var gold resolution
	if err := json.Unmarshal(data, &gold); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	source := strings.TrimSuffix(file, ".gold.json") + ".txt"
	src, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	_, rec, err := m.read(source)
	if err != nil {
		return err
	}
	id := filepath.Base(filepath.Dir(file)) + "/" + lang
	at := newRuler(string(src), rec.Text)
	t.language.of(rec.Language == lang)

	found := map[int]string{} // number of the section that begins at a byte
	for _, s := range rec.Sections {
		found[s.Start] = s.Number
	}
	known := map[int]string{} // the same of the markup
	for _, p := range gold.Paragraphs {
		if p.Num == nil || !strings.ContainsAny(*p.Num, "0123456789") || strings.ContainsAny(*p.Num, "‘’") {
			continue
		}
		number, start := strings.TrimRight(*p.Num, " .-"), at.word(p.Start)
		known[start] = number
		t.paragraphs.of(found[start] == number)
		if found[start] != number {
			m.miss("%s: paragraph %s: %s", id, number, at.around(start))
		}
	}
	for _, s := range rec.Sections {
		t.sections.of(known[s.Start] == s.Number)
		if known[s.Start] != s.Number {
			m.miss("%s: no paragraph %s %s: %s", id, s.Number, s.Title, at.around(s.Start))
		}
	}

	begins := map[int]bool{}
	for _, c := range rec.Clauses {
		begins[c.Start] = true
	}
	for _, c := range gold.Clauses {
		start := at.word(c.Start)
		t.clauses.of(begins[start])
		if !begins[start] {
			m.miss("%s: clause %s: %s", id, c.Keyword, at.around(start))
		}
	}

	for _, ref := range gold.Refs {
		if !strings.ContainsAny(ref.Text, "0123456789") {
			continue // half of a reference that the markup splits
		}
		f := factOver(rec, at.byte(ref.Start), at.byte(ref.End))
		t.refs.of(f != nil)
		if f == nil {
			m.miss("%s: reference %s: %s", id, ref.Text, at.around(at.byte(ref.Start)))
			continue
		}
		if ref.Symbol == "" {
			continue
		}
		want := strings.ToUpper(strings.ReplaceAll(ref.Symbol, "\u00a0", ""))
		t.symbols.of(symbolOf(f.Value) == want)
		if symbolOf(f.Value) != want {
			m.miss("%s: symbol %s read as %s", id, want, f.Value)
		}
	}

	dates := map[string]bool{}
	for _, f := range rec.Facts {
		if f.Kind == "date" {
			dates[f.Value] = true
		}
	}
	for _, d := range gold.Dates {
		t.dates.of(dates[d])
		if !dates[d] {
			m.miss("%s: date %s", id, d)
		}
	}
	return nil
}

// factOver returns a reference that shares a byte with [start, end).
func factOver(rec *pipeline.Record, start, end int) *pipeline.Fact {
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.By == "references" && f.Start < end && start < f.End {
			return f
		}
	}
	return nil
}

// symbolOf writes a resolution of the United Nations as their documents' symbol: "A/RES/70/125".
func symbolOf(value string) string {
	for name, prefix := range map[string]string{
		"UNGA Resolution ": "A/RES/", "HRC Resolution ": "A/HRC/RES/", "UNSC Resolution ": "S/RES/", "ECOSOC Resolution ": "E/RES/",
	} {
		if rest, ok := strings.CutPrefix(value, name); ok {
			return prefix + strings.ReplaceAll(rest, " ", "")
		}
	}
	return value
}
