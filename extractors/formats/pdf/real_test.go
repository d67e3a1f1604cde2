package pdf

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	word "plenary/extractors/formats/docx"
	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/internal/likeness"
	"plenary/pipeline"
)

// realDir returns the folder of real documents, or skips.
func realDir(t testing.TB) string {
	dir := os.Getenv("PLENARY_REAL")
	if dir == "" {
		t.Skip("no real documents: set PLENARY_REAL to their folder")
	}
	return dir
}

// TestPairs compares what is read from the PDF of a document with what is read from its DOCX, with the tags of the PDF
// and without them, and fails below the figures that were reached.
func TestPairs(t *testing.T) {
	if testing.Short() {
		t.Skip("real documents in -short")
	}
	files, _ := filepath.Glob(filepath.Join(realDir(t), "un-pairs", "*.pdf"))
	for _, c := range []struct {
		name                                    string
		engine                                  pdfdoc.Engine
		words, order, hyphens, exact, rowsRight float64
	}{
		{"tagged", pdfdoc.Native{}, 0.98, 0.97, 0.99, 0.99, 0.95},
		{"without tags", pdfdoc.Untagged{Engine: pdfdoc.Native{}}, 0.97, 0.97, 0.98, 0.99, 0.9},
	} {
		all := &likeness.Score{}
		for _, f := range files {
			docx := strings.TrimSuffix(f, ".pdf") + ".docx"
			if _, err := os.Stat(docx); err != nil {
				continue
			}
			want, got := readBoth(t, docx, f, c.engine)
			all.Add(likeness.Compare(want, got))
			if name := os.Getenv("PLENARY_DIFF"); name != "" && strings.Contains(f, name) {
				t.Logf("%s, %s\n%s", filepath.Base(f), c.name, likeness.Difference(want, got))
			}
		}
		names, ratios := all.Parts()
		for i, r := range ratios {
			t.Logf("%-12s %-12s %.4f of %.0f", c.name, names[i], r.Value(), r.Of)
		}
		for _, f := range []struct {
			name  string
			got   likeness.Ratio
			floor float64
		}{
			{"words", all.F1, c.words}, {"order", all.Order, c.order}, {"hyphenated words", all.Hyphens, c.hyphens}, {"symbols", all.Symbols, c.exact},
			{"numbers", all.Numbers, c.exact}, {"dates", all.Dates, c.exact}, {"rows of number tables", all.Lines, c.rowsRight},
		} {
			if f.got.Value() < f.floor {
				t.Errorf("%s, %s: %.3f, want %.3f", c.name, f.name, f.got.Value(), f.floor)
			}
		}
	}
}

// readBoth reads a DOCX and its PDF.
func readBoth(t *testing.T, docx, pdf string, engine pdfdoc.Engine) (want, got likeness.Text) {
	t.Helper()
	texts := make([]likeness.Text, 2)
	for i, in := range []struct {
		path   string
		reader pipeline.Reader
	}{{docx, word.Reader{}}, {pdf, Reader{Engine: engine}}} {
		data, err := os.ReadFile(in.path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := in.reader.Read(context.Background(), filepath.Base(in.path), data)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = likeness.Of(doc)
	}
	return texts[0], texts[1]
}

// TestParagraphNumbers looks for every numbered paragraph of the reports at the start of a block.
func TestParagraphNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("real documents in -short")
	}
	dir := filepath.Join(realDir(t), "un-pairs")
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Skip(err)
	}
	var expected map[string]struct {
		Last int `json:"pdf_last"`
	}
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	for name, e := range expected {
		data, err := os.ReadFile(filepath.Join(dir, name+".pdf"))
		if err != nil || e.Last == 0 {
			continue
		}
		doc, err := Reader{}.Read(context.Background(), name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkDocument(t, doc)
		found := map[string]bool{}
		for _, b := range doc.Blocks {
			label := strings.TrimRight(doc.Quote(b.Label), ".")
			found[label[strings.LastIndexByte(label, '.')+1:]] = true
		}
		for n := 1; n <= e.Last; n++ {
			if !found[fmt.Sprint(n)] {
				t.Errorf("%s: no block begins with paragraph %d", name, n)
			}
		}
	}
}
