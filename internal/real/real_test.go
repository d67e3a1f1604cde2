package real

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plenary/pipeline"
)

func TestRunSaysWhatIsMissing(t *testing.T) {
	if err := Run(filepath.Join(t.TempDir(), "nowhere"), nil, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "no real documents") {
		t.Errorf("no such folder: %v", err)
	}
	var out strings.Builder
	if err := Run(t.TempDir(), nil, &out, io.Discard); err != nil || strings.Count(out.String(), "not measured") != 3 {
		t.Errorf("an empty folder: %v\n%s", err, out.String())
	}
}

func TestSix(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "un-six/one/fr.txt", " Titre\nRappelant 78/2,\n1. Décide ;\n2. Prie ;\n")
	write(t, dir, "un-six/one/fr.gold.json", `{"dates": ["2024-05-05", "2020-01-01"],
		"paragraphs": [{"num": "1.", "start": 23}, {"num": "3.", "start": 35}, {"num": null, "start": 0}],
		"clauses": [{"keyword": "Rappelant", "start": 7}],
		"refs": [{"symbol": "A/RES/78/2", "text": "78/2", "start": 17, "end": 21}, {"symbol": "A/RES/78/3", "text": "3", "start": 23, "end": 24}]}`)
	rec := &pipeline.Record{Language: "fr", Text: "Titre\nRappelant 78/2,\n1. Décide ;\n2. Prie ;"}
	at := func(words string) pipeline.Span {
		i := strings.Index(rec.Text, words)
		return pipeline.Span{Start: i, End: i + len(words)}
	}
	rec.Sections = []pipeline.Section{{Number: "1", Span: at("1. Décide")}, {Number: "2", Span: at("2. Prie")}}
	rec.Clauses = []pipeline.Clause{{Key: "recalling", Span: at("Rappelant")}}
	rec.Facts = []pipeline.Fact{
		{Kind: "date", Value: "2024-05-05"},
		{Kind: "resolution", Value: "UNGA Resolution 78/2", Origin: pipeline.Origin{Span: at("78/2"), By: "references"}},
	}
	var out, misses strings.Builder
	err := Run(dir, func(string, []byte) (*pipeline.Document, *pipeline.Record, error) { return nil, rec, nil }, &out, &misses)
	if err == nil || !strings.Contains(err.Error(), "paragraphs in fr 0.500 (1/2)") {
		t.Errorf("one paragraph of two is below the reach: %v", err)
	}
	want := "fr 0.500 (1/2) 0.500 (1/2) 1.000 (1/1) 0.500 (1/2) 1.000 (1/1) 0.500 (1/2) 1.000 (1/1)"
	if got := strings.Join(strings.Fields(line(out.String(), "fr ")), " "); got != want {
		t.Errorf("row\n%s\nwant\n%s", got, want)
	}
	for _, want := range []string{"one/fr: paragraph 3:", "one/fr: no paragraph 2", "one/fr: date 2020-01-01", "one/fr: reference 3:"} {
		if !strings.Contains(misses.String(), want) {
			t.Errorf("no %q in\n%s", want, misses.String())
		}
	}
}

func TestPairs(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "un-pairs/expected.json", `{"a": {"docx_last": 2}, "b": {"docx_last": 0, "chains": {"3.I": [1, 1]}}}`)
	for _, name := range []string{"a.docx", "a.pdf", "b.pdf"} {
		write(t, dir, "un-pairs/"+name, name)
	}
	event := pipeline.Fact{Kind: "event", Value: "PP-26"}
	cell := pipeline.Fact{Kind: "date", Value: "2025", Origin: pipeline.Origin{Span: pipeline.Span{Start: 55, End: 59}}}
	records := map[string]*pipeline.Record{
		"a.docx": {Sections: []pipeline.Section{{Number: "1"}, {Number: "2"}}, Facts: []pipeline.Fact{event, event, cell}},
		"a.pdf":  {Sections: []pipeline.Section{{Number: "1"}}, Facts: []pipeline.Fact{event}},
		"b.pdf":  {Sections: []pipeline.Section{{Number: "3.I.1"}}},
	}
	var out, misses strings.Builder
	table := &pipeline.Document{Blocks: []*pipeline.Block{{Kind: pipeline.Cell, Span: pipeline.Span{Start: 50, End: 60}}}}
	err := Run(dir, func(path string, _ []byte) (*pipeline.Document, *pipeline.Record, error) {
		return table, records[filepath.Base(path)], nil
	}, &out, &misses)
	if err == nil || !strings.Contains(err.Error(), "facts the same in docx and pdf 0.667 (2/3)") {
		t.Errorf("facts that differ are below the reach: %v", err)
	}
	for prefix, want := range map[string]string{
		"a ": "a 1.000 (2/2) 0.500 (1/2) 0.667 (2/3) 0.667 (2/3) 0.667 (2/3) 0.000 (0/1)", "b ": "b - 1.000 (1/1) - - - -",
	} {
		if got := strings.Join(strings.Fields(line(out.String(), prefix)), " "); got != want {
			t.Errorf("row\n%s\nwant\n%s", got, want)
		}
	}
	for _, want := range []string{"a.pdf: paragraph 2", "a section only in docx: 2", "a only in docx: event PP-26 in"} {
		if !strings.Contains(misses.String(), want) {
			t.Errorf("no %q in\n%s", want, misses.String())
		}
	}
}

func TestRuler(t *testing.T) {
	r := newRuler(" été\n 5 ", "été\n\n5")
	for n, want := range map[int]string{0: "été\n\n5", 1: "été\n\n5", 3: "é\n\n5", 6: "5", 99: ""} {
		if got := r.text[r.byte(n):]; got != want {
			t.Errorf("character %d: %q, want %q", n, got, want)
		}
	}
	if got := r.text[r.word(4):]; got != "5" {
		t.Errorf("word: %q", got)
	}
}

func TestTranscribed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.adoc", "= Title\n\n[%unnumbered]\n== {blank}\n\n== Scope\n\n=== {blank}\nWords.\n\n[number=1bis]\n== Texts\n\n=== Form\n\n== End\n")
	m := &measure{misses: io.Discard}
	rec := &pipeline.Record{Sections: []pipeline.Section{{Number: "1", Title: "Scope"}, {Number: "1.1"}, {Number: "1bis", Title: "TEXTS"}, {Number: "1bis.1"}}}
	numbers, titles, err := m.transcribed(filepath.Join(dir, "a.adoc"), rec)
	if err != nil || numbers != (share{4, 5}) || titles != (share{2, 4}) {
		t.Errorf("numbers %v, titles %v, %v", numbers, titles, err)
	}
}

func TestSame(t *testing.T) {
	m := &measure{misses: io.Discard}
	if s := m.same("x", []string{"a", "a", "b"}, []string{"a", "c"}); s != (share{2, 5}) {
		t.Errorf("%v", s)
	}
}

// line returns the first line that begins with the prefix.
func line(s, prefix string) string {
	for _, l := range strings.Split(s, "\n") {
		if strings.HasPrefix(l, prefix) {
			return l
		}
	}
	return ""
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
