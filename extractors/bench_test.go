package extractors_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"plenary/extractors"
	"plenary/pipeline"
)

// BenchmarkStageAtLength times each stage on texts that are very long or made to be slow, alone, with what the stages
// before it found, and all of them together. The first stages of a document pay for what is made once for all: the
// shadow, the tokens. What a hundred pages cost, BenchmarkStages of the root says.
//
//	go test ./extractors -run '^$' -bench StageAtLength -benchtime 3x
func BenchmarkStageAtLength(b *testing.B) {
	for _, input := range []struct{ name, text string }{
		{"500-kB", pages(b, 500<<10/3000)},
		{"5-MB", pages(b, 5<<20/3000)},
		{"65000-nested-numbers", nested(65000)},
		{"10-MB-of-digits", strings.Repeat("7", 10<<20)},
	} {
		data := []byte(input.text)
		for k, stage := range extractors.Stages() {
			b.Run(input.name+"/"+stage.Name(), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					b.StopTimer()
					doc, rec := before(b, data, extractors.Stages()[:k])
					b.StartTimer()
					if err := stage.Extract(context.Background(), doc, rec); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(input.name+"/all", func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				b.StopTimer()
				doc, _ := before(b, data, nil)
				b.StartTimer()
				p := pipeline.Pipeline{Stages: extractors.Stages()}
				p.Record(context.Background(), "a.txt", data, doc)
			}
		})
	}
}

// before reads a text and runs the stages over it.
func before(b *testing.B, data []byte, stages []pipeline.Stage) (*pipeline.Document, *pipeline.Record) {
	b.Helper()
	p := pipeline.Pipeline{Readers: extractors.Readers(), Stages: stages}
	doc, rec, err := p.Extract(context.Background(), "a.txt", data)
	if err != nil {
		b.Fatal(err)
	}
	return doc, rec
}

// pages returns a text of about n pages: the French report of the test data again and again, each time as an annex.
func pages(b *testing.B, n int) string {
	b.Helper()
	report, err := os.ReadFile("../testdata/reports/c26-41-f/source.txt")
	if err != nil {
		b.Fatal(err)
	}
	var text bytes.Buffer
	for i := 1; text.Len() < n*3000; i++ {
		text.Write(report)
		fmt.Fprintf(&text, "\nANNEXE %d\n", i)
	}
	return text.String()
}

// nested returns n numbered lines, five levels deep.
func nested(n int) string {
	var text strings.Builder
	text.WriteString("The report has a great many numbers.\n")
	var path [5]int
	for i := range n {
		depth := i % len(path)
		path[depth]++
		for k := depth + 1; k < len(path); k++ {
			path[k] = 0
		}
		var parts []string
		for _, p := range path[:depth+1] {
			parts = append(parts, strconv.Itoa(p%900+1))
		}
		text.WriteString(strings.Join(parts, ".") + "\tThis is a paragraph of the report.\n")
	}
	return text.String()
}
