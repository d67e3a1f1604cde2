package eval

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plenary/pipeline"
)

// write makes a file below dir, with its folders.
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

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b/gold.json", `{"header": {"language": "fr"}, "complete": ["event"], "facts": [{"kind": "event", "value": "PP-26"}]}`)
	write(t, dir, "b/source.txt", "La PP-26")
	write(t, dir, "b/source.PDF", "%PDF")
	write(t, dir, "b/notes.txt", "no rendition")
	write(t, dir, "a/gold.json", `{"complete": []}`)
	write(t, dir, "a/source.html", "<p>")
	cases, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 2 || cases[0].ID != "a" || cases[1].Language() != "fr" {
		t.Fatalf("cases: %+v", cases)
	}
	var formats []string
	for _, s := range cases[1].Sources {
		formats = append(formats, s.Format)
	}
	if got := strings.Join(formats, " "); got != "pdf text" {
		t.Errorf("formats: %s", got)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, gold := range map[string]string{
		"a figure without a number": `{"facts": [{"kind": "figure"}]}`,
		"a fact without a value":    `{"facts": [{"kind": "event"}]}`,
		"a section without number":  `{"sections": [{"title": "x"}]}`,
		"what is no JSON":           `{`,
	} {
		dir := t.TempDir()
		write(t, dir, "a/gold.json", gold)
		write(t, dir, "a/source.txt", "x")
		if _, err := Load(dir); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Load(t.TempDir()); err == nil {
		t.Error("an empty folder: no error")
	}
}

// results scores two formats of one French document: text is right, the PDF cannot be read.
func results(t *testing.T) []Result {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "doc/gold.json", `{"header": {"language": "fr"}, "complete": ["event"], "facts": [{"kind": "event", "section": "1", "value": "PP-26"}]}`)
	write(t, dir, "doc/source.txt", "x")
	write(t, dir, "doc/source.pdf", "x")
	cases, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(context.Background(), cases, func(_ context.Context, path string, _ []byte) (*pipeline.Record, error) {
		if filepath.Ext(path) == ".pdf" {
			return nil, errors.New("no text layer")
		}
		return &pipeline.Record{Facts: []pipeline.Fact{fact("event", "1", "PP-26")}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func TestTable(t *testing.T) {
	table := NewTable(results(t))
	for key, want := range map[Key]Tally{
		{"event", "text", "fr"}: {1, 0, 0}, {"event", "pdf", "fr"}: {0, 0, 1}, {"event", All, "fr"}: {1, 0, 1}, {All, All, All}: {1, 0, 1},
	} {
		if m, _ := table.Marks(key); m.Strict != want {
			t.Errorf("%v: %+v, want %+v", key, m.Strict, want)
		}
	}
	if table.Documents != 2 || table.Perfect != 1 || len(table.Failed) != 1 {
		t.Errorf("documents %d, perfect %d, failed %d", table.Documents, table.Perfect, len(table.Failed))
	}
	var out strings.Builder
	table.Write(&out)
	for _, want := range []string{"100.00", "66.66", "perfect: 1 of 2 files", "not read: doc pdf: no text layer"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	data, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	var back struct {
		Schema string
		Rows   []struct {
			Field, Format, Language string
			Support                 int
			Strict                  struct{ F1 float64 }
		}
	}
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if r := back.Rows[0]; back.Schema != "plenary.eval/1" || r.Field != All || r.Support != 2 || r.Strict.F1 != 2.0/3 {
		t.Errorf("JSON: %s", data)
	}
	var scores strings.Builder
	if err := table.Scores(&scores); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(scores.String(), "event                          pdf    fr      100.00      0.00      0.00       1") {
		t.Errorf("scores:\n%s", scores.String())
	}
}

func TestFloors(t *testing.T) {
	floors, err := ParseFloors(strings.NewReader("# field format language F1\nevent text fr 100\nevent * * 66.6 # reason\nevent pdf fr 1\nfigure * * 50\n"))
	if err != nil {
		t.Fatal(err)
	}
	below := NewTable(results(t)).Below(floors)
	if len(below) != 2 || !strings.Contains(below[0], "event pdf fr: F1 0.00 is below its floor 1") || !strings.Contains(below[1], "figure") {
		t.Errorf("below: %q", below)
	}
	for _, bad := range []string{"event text fr", "event text fr high", "event text fr 101", "event text fr NaN"} {
		if _, err := ParseFloors(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestKnown(t *testing.T) {
	rs := results(t)
	known, err := ParseKnown(strings.NewReader("# misses\ndoc | pdf | event | 1 | pp-26 # scanned\ndoc | text | event | 2 | wtdc-25 # cut off\n"))
	if err != nil {
		t.Fatal(err)
	}
	fresh, gone := known.Check(rs)
	if len(fresh) != 0 || len(gone) != 1 || gone[0] != "doc | text | event | 2 | wtdc-25" {
		t.Errorf("fresh %q, gone %q", fresh, gone)
	}
	fresh, gone = Known{}.Check(rs)
	if len(fresh) != 1 || fresh[0] != "doc | pdf | event | 1 | pp-26" || len(gone) != 0 {
		t.Errorf("fresh %q, gone %q", fresh, gone)
	}
	if _, err := ParseKnown(strings.NewReader("doc | pdf | event | 1 | pp-26\n")); err == nil {
		t.Error("a miss without a reason: no error")
	}
}
