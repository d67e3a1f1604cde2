package fields

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/extractors/formats/text"
	"plenary/extractors/lexicon"
	"plenary/pipeline"
)

// realDir returns the folder of real documents, which is no part of the project; the test is skipped without.
func realDir(t *testing.T, sub string) string {
	dir := os.Getenv("PLENARY_REAL")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "real")
	}
	dir = filepath.Join(dir, sub)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real documents: %v (set PLENARY_REAL)", err)
	}
	return dir
}

// A unRef is a reference that the publisher itself marked in a resolution of the United Nations.
type unRef struct {
	Symbol     string
	Start, End int // characters
	Text       string
}

// TestReferencesReal prints how many of the marked references are found, language by language, and how many of
// those with a known symbol got it; it fails when recall falls below what issue and contract ask.
func TestReferencesReal(t *testing.T) {
	dir := realDir(t, "un-six")
	for _, lang := range lexicon.Languages {
		files, _ := filepath.Glob(filepath.Join(dir, "*", lang+".gold.json"))
		found, right, named, all := 0, 0, 0, 0
		extra := 0
		for _, file := range files {
			var gold struct{ Refs []unRef }
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &gold); err != nil {
				t.Fatal(err)
			}
			src, err := os.ReadFile(strings.TrimSuffix(file, ".gold.json") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			rec := unRecord(t, lang, src)
			covered := map[int]bool{}
			for _, ref := range gold.Refs {
				if !strings.ContainsAny(ref.Text, "0123456789") {
					continue // half of a reference that the markup splits
				}
				all++
				f := factOver(rec, runeOffset(string(src), ref.Start), runeOffset(string(src), ref.End))
				if f == nil {
					t.Logf("%s %s: missed %q", lang, filepath.Base(filepath.Dir(file)), around(string(src), ref))
					continue
				}
				found++
				covered[f.Start] = true
				if ref.Symbol != "" {
					named++
					if unSymbol(f.Value) == strings.ToUpper(strings.ReplaceAll(ref.Symbol, "\u00a0", "")) {
						right++
					} else if testing.Verbose() {
						t.Logf("%s: %s for %s (%s)", lang, f.Value, ref.Symbol, ref.Text)
					}
				}
			}
			for _, f := range rec.Facts {
				if f.Kind == "resolution" && !covered[f.Start] {
					extra++
				}
			}
		}
		recall := float64(found) / float64(max(1, all))
		t.Logf("%s: %d of %d found (%.3f), %d of %d with the right symbol, %d resolutions that the publisher did not mark", lang, found, all, recall, right, named, extra)
		if recall < 0.95 {
			t.Errorf("%s: recall %.3f", lang, recall)
		}
	}
}

func unRecord(t *testing.T, lang string, src []byte) *pipeline.Record {
	p := pipeline.Pipeline{
		Readers: []pipeline.Reader{text.Reader{}},
		Stages:  []pipeline.Stage{givenStage{lang: lang}, NewReferences(), NewEvents()},
	}
	_, rec, err := p.Extract(context.Background(), "a.txt", src)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func factOver(rec *pipeline.Record, start, end int) *pipeline.Fact {
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.Start < end && start < f.End {
			return f
		}
	}
	return nil
}

func runeOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func around(s string, ref unRef) string {
	from, to := runeOffset(s, max(0, ref.Start-30)), runeOffset(s, ref.End+20)
	return s[from:to]
}

var unForms = regexp.MustCompile(`^(UNGA|HRC|UNSC|ECOSOC) Resolution (\S+)(?: (\S+))?$`) // "UNSC Resolution 1373 (2001)"

// unSymbol writes a value as the United Nations do.
func unSymbol(value string) string {
	m := unForms.FindStringSubmatch(value)
	if m == nil {
		return value
	}
	return map[string]string{"UNGA": "A/RES/", "HRC": "A/HRC/RES/", "UNSC": "S/RES/", "ECOSOC": "E/RES/"}[m[1]] + m[2] + m[3]
}

func TestRuneOffset(t *testing.T) {
	s := "été 5"
	if i := runeOffset(s, 4); s[i:] != "5" || !utf8.ValidString(s[:i]) {
		t.Errorf("runeOffset = %d", i)
	}
}
