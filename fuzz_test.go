package plenary_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"plenary/extractors"
	"plenary/internal/eval"
	"plenary/pipeline"
)

// FuzzStages holds every document that a reader could make against the rules of the contract: no stage panics,
// no span lies outside the text, the same document gives the same record.
func FuzzStages(f *testing.F) {
	cases, err := eval.Load("testdata/reports")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		for _, src := range c.Sources {
			if src.Format != "text" {
				continue
			}
			data, err := os.ReadFile(src.Path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data[:min(len(data), 3000)]))
		}
	}
	for _, s := range []string{
		"# [1] Title\n[1.1] Some 1 939 participants (1 704 in person and 235 online).\n|Item|CHF 000\n|Total|1,234\n~ 2 - C26/30-E\n\f* a) Resolutions 25 and 48 to 52",
		"القرار 71 (المراجَع في بوخارست، 2022)\n* ١٢٣ مشاركاً", "第71号决议（2022年，布加勒斯特，修订版）\n|预算|250万", "1.1.1.1.1.1.1.1\n2\n1.1bis\nI.\nA.",
		"17-28 November 2025\n> 31 February 2025", "Resolution Resolution 99999999999999999999 (Rev. Rev.", "10 000 000 000 000 000 000 000 %\nCHF 1.2.3,4,5 million million",
	} {
		f.Add(s)
	}
	p := &pipeline.Pipeline{Stages: extractors.Stages()}
	f.Fuzz(func(t *testing.T, script string) {
		if len(script) > 20_000 {
			t.Skip("longer than what shows something new")
		}
		doc := scripted(script)
		rec := p.Record(t.Context(), "fuzz.txt", nil, doc)
		for _, line := range broken(rec) {
			t.Error(line)
		}
		for _, problem := range rec.Problems {
			if strings.HasPrefix(problem.Message, "panicked") {
				t.Errorf("%s %s", problem.Stage, problem.Message)
			}
		}
		again := p.Record(t.Context(), "fuzz.txt", nil, scripted(script))
		if !bytes.Equal(encoded(t, rec), encoded(t, again)) {
			t.Error("the same document gave two records")
		}
	})
}

// scripted makes a document of lines. What a line begins with is its kind: # heading, * item, > note,
// ~ furniture, | row with a cell behind each bar; a form feed is a new page, [1.1] a number that the format knew.
func scripted(script string) *pipeline.Document {
	var b pipeline.Builder
	kinds := map[byte]pipeline.BlockKind{'#': pipeline.Heading, '*': pipeline.Item, '>': pipeline.Note, '~': pipeline.Furniture}
	table := false
	paged := strings.Contains(script, "\f")
	if paged {
		b.Page()
	}
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "\f"); ok {
			if table {
				b.Close()
				table = false
			}
			b.Page()
			line = rest
		}
		if row, ok := strings.CutPrefix(line, "|"); ok {
			if !table {
				b.Open(pipeline.Table)
				table = true
			}
			b.Open(pipeline.Row)
			for i, cell := range strings.Split(row, "|") {
				b.Open(pipeline.Cell).Column = i
				b.Add(pipeline.Paragraph, cell)
				b.Close()
			}
			b.Close()
			continue
		}
		if table {
			b.Close()
			table = false
		}
		kind := pipeline.Paragraph
		if line != "" && kinds[line[0]] != "" {
			kind, line = kinds[line[0]], strings.TrimLeft(line[1:], " ")
		}
		blk := b.Open(kind)
		if label, rest, ok := strings.Cut(line, "]"); ok && strings.HasPrefix(label, "[") && len(label) > 1 {
			b.Label(label[1:])
			line = rest
		}
		b.Write(line)
		b.Close()
		blk.Level = len(line) % 4
	}
	return b.Document("fuzz.txt", "text")
}
