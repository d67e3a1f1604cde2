package plenary_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"unicode/utf8"

	"plenary/extractors"
	"plenary/internal/eval"
	"plenary/pipeline"
)

// reports is every report of testdata with its gold.
func reports(t *testing.T) []eval.Case {
	t.Helper()
	cases, err := eval.Load("testdata/reports")
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func everything() *pipeline.Pipeline {
	return &pipeline.Pipeline{Readers: extractors.Readers(), Stages: extractors.Stages()}
}

// TestReportsKeepTheContract holds every report in every format against the rules that the contract gives
// for all records.
func TestReportsKeepTheContract(t *testing.T) {
	p := everything()
	for _, c := range reports(t) {
		for _, src := range c.Sources {
			t.Run(c.ID+"/"+src.Format, func(t *testing.T) {
				t.Parallel()
				data, err := os.ReadFile(src.Path)
				if err != nil {
					t.Fatal(err)
				}
				doc, rec, err := p.Extract(context.Background(), src.Path, data)
				if err != nil {
					t.Fatal(err)
				}
				if rec.Format != src.Format {
					t.Errorf("format %q, want %q", rec.Format, src.Format)
				}
				if len(doc.Problems) > 0 {
					t.Errorf("a sound file was read in part: %v", doc.Problems)
				}
				for _, broken := range broken(rec) {
					t.Error(broken)
				}
				_, again, err := p.Extract(context.Background(), src.Path, data)
				if err != nil {
					t.Fatal(err)
				}
				if a, b := encoded(t, rec), encoded(t, again); !bytes.Equal(a, b) {
					t.Error("the same bytes gave two records")
				}
			})
		}
	}
}

func encoded(t *testing.T, rec *pipeline.Record) []byte {
	t.Helper()
	data, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// broken returns one line for each rule of the contract that a record breaks.
func broken(rec *pipeline.Record) []string {
	var list []string
	say := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	inside := func(what string, s pipeline.Span) bool {
		switch {
		case s.Start < 0 || s.End < s.Start || s.End > len(rec.Text):
			say("%s lies outside the text: %v of %d", what, s, len(rec.Text))
			return false
		case !boundary(rec.Text, s.Start) || !boundary(rec.Text, s.End):
			say("%s cuts a character: %v", what, s)
		}
		return true
	}
	if !utf8.ValidString(rec.Text) {
		say("the text is not UTF-8")
	}
	for _, f := range rec.Facts {
		name := fmt.Sprintf("%s %q", f.Kind, f.Value)
		if inside(name, f.Span) && rec.Text[f.Start:f.End] != f.Quote {
			say("%s: quote %q, text %q", name, f.Quote, rec.Text[f.Start:f.End])
		}
		if f.By == "" || f.Value == "" || f.Empty() {
			say("%s is incomplete: %+v", name, f)
		}
		if f.Kind == "figure" && (f.Number == nil || f.Unit == nil || f.Parts["qualifier"] == "") {
			say("%s lacks number, unit or qualifier", name)
		}
		if paged := len(rec.Pages) > 0; paged != (f.Page > 0) || f.Page > len(rec.Pages) {
			say("%s stands on page %d of %d", name, f.Page, len(rec.Pages))
		}
	}
	last := -1
	for _, s := range rec.Sections {
		if inside("section "+s.Number, s.Span) && s.Start < last {
			say("section %s comes before the one that stands above it", s.Number)
		}
		last = s.Start
		if s.Number == "" || s.Level < 1 || s.Empty() {
			say("section %q is incomplete: %+v", s.Number, s)
		}
	}
	for _, a := range rec.Annexes {
		if inside(a.Name, a.Span) && (a.Name == "" || a.Empty()) {
			say("annex is incomplete: %+v", a)
		}
	}
	for _, c := range rec.Clauses {
		if inside("clause "+c.Key, c.Span) && (c.Key == "" || c.Label == "" || c.Empty()) {
			say("clause is incomplete: %+v", c)
		}
	}
	for _, b := range rec.Header.Box {
		if inside("box "+b.Key, b.Span) && (b.Key == "" || b.Label == "") {
			say("box entry is incomplete: %+v", b)
		}
	}
	for _, p := range rec.Problems {
		if inside("problem "+p.Message, p.Span); p.Stage == "" && p.Message == "" {
			say("an empty problem")
		}
	}
	at := 0
	for i, p := range rec.Pages {
		if p[0] != at || p[1] < p[0] {
			say("page %d is %v and should begin at %d", i+1, p, at)
		}
		at = p[1]
	}
	if len(rec.Pages) > 0 && at != len(rec.Text) {
		say("pages end at %d, the text at %d", at, len(rec.Text))
	}
	return list
}

// boundary reports whether a character begins, or the text ends, at offset i.
func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
