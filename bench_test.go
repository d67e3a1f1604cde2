package plenary_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"plenary/extractors"
	"plenary/extractors/formats/text"
	"plenary/index"
	"plenary/internal/ingest"
	"plenary/pipeline"
	corpus "plenary/testdata/corpus/reports"
)

// hundredPages is about what a report of a hundred pages holds, in bytes of text.
const hundredPages = 300_000

// BenchmarkStages runs the stages over a report of a hundred pages in each language, and tells the milliseconds
// of each stage. What stages share, such as the words of the text, counts for the first that asks.
func BenchmarkStages(b *testing.B) {
	write, _ := corpus.Format("text")
	m := corpus.NewMaker()
	for i, lang := range []string{"en", "fr", "es", "ru", "zh", "ar"} {
		b.Run(lang, func(b *testing.B) {
			data := write(m.Report(i, hundredPages))
			spent := map[string]time.Duration{}
			p := &pipeline.Pipeline{Readers: []pipeline.Reader{text.Reader{}}}
			for _, s := range extractors.Stages() {
				p.Stages = append(p.Stages, timed{s, spent})
			}
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, _, err := p.Extract(b.Context(), "report.txt", data); err != nil {
					b.Fatal(err)
				}
			}
			for stage, d := range spent {
				b.ReportMetric(float64(d.Microseconds())/1000/float64(b.N), "ms/"+stage)
			}
		})
	}
}

type timed struct {
	pipeline.Stage
	spent map[string]time.Duration
}

func (t timed) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	began := time.Now()
	defer func() { t.spent[t.Name()] += time.Since(began) }()
	return t.Stage.Extract(ctx, doc, rec)
}

// BenchmarkIngest brings a folder of 120 reports of 14 kB into a new index. Readers run in this process.
func BenchmarkIngest(b *testing.B) {
	m := corpus.NewMaker()
	for _, format := range []string{"text", "html", "pdf"} {
		b.Run(format, func(b *testing.B) {
			dir := b.TempDir()
			write, ext := corpus.Format(format)
			bytes := int64(0)
			for i := range 120 {
				r := m.Report(i, 14_000)
				data := write(r)
				bytes += int64(len(data))
				if err := os.WriteFile(filepath.Join(dir, r.Name+"."+ext), data, 0o644); err != nil {
					b.Fatal(err)
				}
			}
			p := &pipeline.Pipeline{Readers: extractors.Readers(), Stages: extractors.Stages()}
			b.SetBytes(bytes)
			for b.Loop() {
				w, err := index.OpenWriter(b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				sum, err := ingest.Run(b.Context(), w, p, ingest.Options{Paths: []string{dir}, Jobs: 2, Extractor: "bench"})
				if err := errors.Join(err, w.Close()); err != nil || sum.Added != 120 {
					b.Fatalf("%v: %+v", err, sum)
				}
			}
		})
	}
}
