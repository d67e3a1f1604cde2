package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"plenary/pipeline"
)

const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

// parts are the files of a package by name.
type parts map[string]string

// document wraps the children of w:body.
func document(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`
}

// part wraps the children of another root, such as w:styles.
func wrap(root, content string) string {
	return `<w:` + root + ` ` + wordNS + `>` + content + `</w:` + root + `>`
}

// headerRels relates identifiers to header and footer parts: "h1=header1.xml".
func headerRels(pairs ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, p := range pairs {
		id, target, _ := strings.Cut(p, "=")
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="%s"/>`, id, target)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// pack makes a package of a body and further parts.
func pack(tb testing.TB, body string, more parts) []byte {
	tb.Helper()
	all := parts{"[Content_Types].xml": contentTypes, "_rels/.rels": packageRels, "word/document.xml": document(body)}
	for name, src := range more {
		all[name] = src
	}
	return zipOf(tb, all)
}

// zipOf makes a zip, its entries in a fixed order. An entry with the text "-" is left out.
func zipOf(tb testing.TB, all parts) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	names := []string{"[Content_Types].xml", "_rels/.rels"}
	for name := range all {
		if name != names[0] && name != names[1] {
			names = append(names, name)
		}
	}
	for _, name := range sorted(names) {
		if all[name] == "" || all[name] == "-" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(all[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func sorted(names []string) []string {
	for i := range names {
		for j := i; j > 0 && names[j] < names[j-1]; j-- {
			names[j], names[j-1] = names[j-1], names[j]
		}
	}
	return names
}

// read reads a package that must be readable.
func read(tb testing.TB, data []byte) *pipeline.Document {
	tb.Helper()
	doc, err := Reader{}.Read(context.Background(), "test.docx", data)
	if err != nil {
		tb.Fatal(err)
	}
	check(tb, doc)
	return doc
}

// check holds the invariants of every document: children inside their parents and in order, labels at the start.
func check(tb testing.TB, doc *pipeline.Document) {
	tb.Helper()
	var walk func(bs []*pipeline.Block, in pipeline.Span)
	walk = func(bs []*pipeline.Block, in pipeline.Span) {
		at := in.Start
		for _, b := range bs {
			if b.Start < at || b.End > in.End || b.End < b.Start {
				tb.Fatalf("%s %v lies outside %v or before %d", b.Kind, b.Span, in, at)
			}
			if b.Label != (pipeline.Span{}) && (b.Label.Start != b.Start || b.Label.End > b.End) {
				tb.Fatalf("label %v is not at the start of %v", b.Label, b.Span)
			}
			at = b.End
			walk(b.Blocks, b.Span)
		}
	}
	walk(doc.Blocks, pipeline.Span{Start: 0, End: len(doc.Text)})
}

// outline writes the blocks one a line: kind, level, [label], marks, text. Rows and cells stand as in "row(a | b)".
func outline(doc *pipeline.Document) string {
	var b strings.Builder
	for _, blk := range doc.Blocks {
		outlineBlock(&b, doc, blk, "")
	}
	return strings.TrimSpace(b.String())
}

func outlineBlock(b *strings.Builder, doc *pipeline.Document, blk *pipeline.Block, indent string) {
	b.WriteString(indent + string(blk.Kind))
	if blk.Level > 0 {
		fmt.Fprintf(b, "%d", blk.Level)
	}
	for _, m := range []struct {
		st   pipeline.Style
		name string
	}{{pipeline.Bold, "bold"}, {pipeline.Italic, "italic"}, {pipeline.Centered, "centered"}, {pipeline.Rule, "rule"}} {
		if blk.Style&m.st != 0 {
			b.WriteString(" " + m.name)
		}
	}
	if blk.Kind == pipeline.Cell {
		fmt.Fprintf(b, " %d", blk.Column)
		if blk.Columns > 1 || blk.Rows > 1 {
			fmt.Fprintf(b, " %dx%d", blk.Columns, blk.Rows)
		}
	}
	if blk.Head {
		b.WriteString(" head")
	}
	if len(blk.Blocks) > 0 {
		b.WriteString("\n")
		for _, c := range blk.Blocks {
			outlineBlock(b, doc, c, indent+"  ")
		}
		return
	}
	text := doc.Quote(blk.Span)
	if blk.Label.Len() > 0 {
		fmt.Fprintf(b, " [%s]", doc.Quote(blk.Label))
		text = doc.Text[blk.Label.End:blk.End]
	}
	text = strings.NewReplacer("\t", "→", "\n", "⏎", "\u2011", "‑", "\u00AD", "~", "\u00A0", "°").Replace(text)
	b.WriteString(strings.TrimRight(": "+text, " ") + "\n")
}

// p makes a paragraph of plain text; props stand in its w:pPr.
func p(props, text string) string {
	if props != "" {
		props = "<w:pPr>" + props + "</w:pPr>"
	}
	return "<w:p>" + props + `<w:r><w:t xml:space="preserve">` + text + "</w:t></w:r></w:p>"
}

// run makes a run with properties.
func run(props, text string) string {
	return "<w:r><w:rPr>" + props + `</w:rPr><w:t xml:space="preserve">` + text + "</w:t></w:r>"
}

func lines(s ...string) string { return strings.Join(s, "\n") }
