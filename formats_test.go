package plenary_test

import (
	"context"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"plenary/internal/eval"
	"plenary/pipeline"
)

// apart is what two formats of one report still say differently, with the reason. It can only grow shorter.
var apart = map[string]string{
	"c24-41-r1-a/pdf":    "ordinals as numbers of Arabic headings are not parted from their words",
	"c24-42-s/pdf":       "a verb of a resolution runs into the line before it",
	"c26-18-a/pdf":       "an Arabic bracket beside a symbol is turned",
	"c26-18-a/text":      "a number alone with its point before a verb is read as a figure",
	"pp-26-72-a2-c/text": "the symbol of a proposal stands where a title does",
	"tsag-td645-e/pdf":   "the lettered heading below the table of the head is taken for a line of it",
}

// TestFormatsAgree holds that the same report gives the same record in each of its formats: header, box, sections with
// their titles, and every fact with its place and its parts. White space, the kinds of dash and no-break space are one;
// pages and offsets are the format's own.
func TestFormatsAgree(t *testing.T) {
	p := everything()
	for _, c := range reports(t) {
		records := map[string][]string{}
		for _, src := range c.Sources {
			records[src.Format] = record(t, p, src)
		}
		want, ok := records["docx"]
		if !ok || len(records) != 4 {
			t.Errorf("%s: %d formats, want 4 and DOCX among them", c.ID, len(records))
			continue
		}
		for _, format := range []string{"text", "html", "pdf"} {
			t.Run(c.ID+"/"+format, func(t *testing.T) {
				got := records[format]
				lost, added := without(want, got), without(got, want)
				if why, ok := apart[c.ID+"/"+format]; ok {
					if len(lost)+len(added) == 0 {
						t.Fatal("they agree: take it off the list")
					}
					t.Skip("apart: " + why)
				}
				for _, s := range lost {
					t.Errorf("only in docx: %s", s)
				}
				for _, s := range added {
					t.Errorf("only in %s: %s", format, s)
				}
			})
		}
	}
}

// record returns all that a file says, one thing a line, sorted.
func record(t *testing.T, p *pipeline.Pipeline, src eval.Source) []string {
	t.Helper()
	data, err := os.ReadFile(src.Path)
	if err != nil {
		t.Fatal(err)
	}
	_, rec, err := p.Extract(context.Background(), src.Path, data)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, alike(fmt.Sprintf(format, args...))) }
	h := rec.Header
	say("symbol %s body %s year %d series %s number %d rev %d add %d corr %d", h.Symbol, h.Body, h.Year, h.Series, h.Number, h.Revision, h.Addendum, h.Corrigendum)
	say("title %s", h.Title)
	say("type %s source %s date %s agenda %s original %s language %s meeting %+v", h.Type, h.Source, h.Date, h.AgendaItem, h.OriginalLanguage, rec.Language, h.Meeting)
	for _, b := range h.Box {
		say("box %s %s", b.Key, b.Text)
	}
	for _, s := range rec.Sections {
		say("section %s %s level %d %s", s.Annex, s.Number, s.Level, s.Title)
	}
	for _, c := range rec.Clauses {
		say("clause %s", c.Key)
	}
	for _, f := range rec.Facts {
		value := f.Value
		if f.Kind == "figure" {
			value = strconv.FormatFloat(*f.Number, 'f', -1, 64) + " " + *f.Unit
		}
		var parts []string
		for k, v := range f.Parts {
			parts = append(parts, k+"="+v)
		}
		sort.Strings(parts)
		say("%s %s (%s) in section %s %s", f.Kind, value, strings.Join(parts, ", "), f.Annex, f.Section)
	}
	sort.Strings(lines)
	return lines
}

// alike folds what formats write in ways of their own.
func alike(s string) string {
	s = strings.NewReplacer("\u00ad", "", "\u200e", "", "\u200f", "", "–", "-", "‑", "-", "−", "-").Replace(noBreak.Replace(s))
	return strings.Join(strings.Fields(s), " ")
}
