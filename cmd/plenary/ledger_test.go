package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"plenary/extractors"
	"plenary/pipeline"
)

func TestLedger(t *testing.T) {
	said := "1\tScope\n1.1\tThe Council met (C25/64).\nresolves\n1\tto go on.\n2.7\n"
	at := func(words string) pipeline.Span {
		i := strings.Index(said, words)
		return pipeline.Span{Start: i, End: i + len(words)}
	}
	one := 1.5
	unit := "percent"
	rec := &pipeline.Record{
		Path: "a/b.txt", Format: "text", Language: "en", Text: said,
		Header: pipeline.Header{Symbol: "C26/1-E", Box: []pipeline.BoxEntry{{Key: "strategic_plan", Text: strings.Repeat("goal ", 14)}}},
		Sections: []pipeline.Section{
			{Number: "1", Title: "Scope", Level: 1, Span: at("1\tScope")},
			{Number: "1.1", Level: 2, Span: at("1.1\tThe Council met (C25/64).")},
			{Number: "1", Level: 1, Span: at("1\tto go on.")},
		},
		Clauses: []pipeline.Clause{{Key: "resolves", Label: "resolves", Span: at("resolves")}},
		Facts: []pipeline.Fact{
			{Kind: "event", Value: "PP-26", Origin: pipeline.Origin{Quote: "PP-26"}},
			{Kind: "document", Value: "C25/64", Origin: pipeline.Origin{Section: "1.1", Quote: "Document C25/64"}},
			{Kind: "figure", Value: "1.5 percent", Number: &one, Unit: &unit, Parts: map[string]string{"qualifier": "about"}, Origin: pipeline.Origin{Section: "1.1", Quote: "about 1.5 per cent"}},
			{Kind: "resolution", Value: "PP Resolution 71 (Rev. Bucharest, 2022)", Origin: pipeline.Origin{Section: "1", Annex: "Annex 1", Quote: "Résolution 71"}},
		},
		Problems: []pipeline.Problem{{Stage: "sections", Message: "2.7 looks like a section number", Span: at("2.7")}, {Stage: "figures", Message: "nothing counted", Span: at("64")}},
	}
	var out strings.Builder
	if err := printRecord(&out, rec); err != nil {
		t.Fatal(err)
	}
	want := `a/b.txt
  symbol         C26/1-E
  language       en
  format         text, 63 bytes of text
  strategic plan goal goal goal goal goal goal goal goal goal goal goal goal
                 goal goal

Outline
  1       Scope
    1.1     The Council met (C25/64).
    - resolves: resolves
  1       to go on.

Facts
  before the first number
    event          PP-26
  1.1
    document       C25/64                          Document C25/64
    figure         1.5 percent (about)             about 1.5 per cent
  Annex 1, 1
    resolution     PP Resolution 71 (Rev. Bucharest, 2022)
                   Résolution 71

Problems
  sections: 2.7 looks like a section number
  figures: nothing counted: "64" (1.1)

`
	if got := text.StripEscape(out.String()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Chinese characters are two columns wide, Arabic vowel signs none.
func TestLedgerKeepsItsWidth(t *testing.T) {
	p := &pipeline.Pipeline{Readers: extractors.Readers(), Stages: extractors.Stages()}
	files, err := filepath.Glob("../../testdata/reports/*/source.docx")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, rec, err := p.Extract(context.Background(), filepath.Base(filepath.Dir(file))+".docx", data)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := printRecord(&out, rec); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if n := text.StringWidthWithoutEscSequences(line); n > pageWidth {
				t.Errorf("%s: %d columns: %s", rec.Path, n, line)
			}
		}
	}
}
