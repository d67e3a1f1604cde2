// Package pdf reads PDF files. The package pdfdoc below it gives glyphs, ruling lines and the structure tree;
// this one makes of them what a person sees: words, lines, paragraphs, headings, lists, tables, footnotes and
// running heads, in reading order.
//
// A page is reduced to its lines at once, so that a long document costs the memory of its text and not that of
// its glyphs. The order is that of the structure tree where there is one, else that of the content stream, which
// is the order of the document for nearly every producer; geometry decides about lines, columns and cells.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/extractors/formats/seams"
	"plenary/pipeline"
)

// A Reader reads PDF files. Its zero value is ready.
type Reader struct {
	Engine pdfdoc.Engine // what opens the files; Native where nil
	Limits pdfdoc.Limits // of what one file may cost; a zero field means the engine's default
	Lines  int           // lines kept of one document; 0 means 2,000,000
	OCR    *OCR          // reads the pages that have no text; nil leaves them out
}

// Name returns "pdf".
func (Reader) Name() string { return "pdf" }

// Match looks for the header within the first kilobyte, where the standard allows it to stand, and takes the
// name only for what has no text of another kind at its beginning.
func (Reader) Match(name string, head []byte) bool {
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return true
	}
	return strings.EqualFold(filepath.Ext(name), ".pdf") && !bytes.HasPrefix(head, []byte("PK\x03\x04")) && !bytes.HasPrefix(head, []byte("<"))
}

// Read returns the document. Pages that cannot be read, and pages without text, are named in its problems.
func (r Reader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	engine := r.Engine
	if engine == nil {
		engine = pdfdoc.Native{}
	}
	file, err := engine.Open(ctx, data, r.Limits)
	if err != nil {
		return nil, err
	}
	d := &document{reader: r, name: name, data: data, glossary: seams.New()}
	for _, p := range file.Problems() {
		d.problem("%s", p)
	}
	if err := d.scan(ctx, file); err != nil {
		return nil, err
	}
	doc := d.write()
	doc.Language = file.Language()
	doc.Properties = file.Info()
	return doc, nil
}

// A document is a PDF file in the reading.
type document struct {
	reader   Reader
	name     string
	data     []byte
	sheets   []*sheet
	glossary *seams.Glossary
	problems []string
	body     float64 // the size of most letters
}

func (d *document) problem(format string, args ...any) {
	d.problems = append(d.problems, fmt.Sprintf(format, args...))
}

// scan reads every page to its lines.
func (d *document) scan(ctx context.Context, file pdfdoc.File) error {
	t := flatten(file.Tree())
	limit := d.reader.Lines
	if limit == 0 {
		limit = 2_000_000
	}
	var (
		s      scanner
		count  int
		scans  []int // pages that only show pictures
		failed int
	)
	for i := range file.NumPages() {
		if err := ctx.Err(); err != nil {
			return err
		}
		sh := &sheet{n: i}
		d.sheets = append(d.sheets, sh)
		page, err := file.Page(ctx, i)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			d.problem("page %d: %v", i+1, err)
			failed++
			continue
		}
		for _, p := range page.Problems {
			d.problem("page %d: %s", i+1, p)
		}
		var tags []tag
		if t != nil {
			tags = t.pages[i]
			delete(t.pages, i)
		}
		s.read(page, tags)
		if sh.width, sh.height = page.Width, page.Height; s.sideways {
			sh.width, sh.height = page.Height, page.Width
		}
		sh.lines = s.lines(i)
		sh.images, sh.letters = page.Images, s.tally.letters
		if count += len(sh.lines); count > limit {
			d.problem("page %d: more than %d lines: the rest is left out", i+1, limit)
			break
		}
		if s.tally.unknown > 0 && s.tally.unknown*50 > s.tally.letters {
			d.problem("page %d: %d of %d characters have no Unicode text", i+1, s.tally.unknown, s.tally.unknown+s.tally.letters)
		}
		if s.tally.letters == 0 && page.Images > 0 {
			scans = append(scans, i)
		}
	}
	if len(scans) > 0 && d.reader.OCR != nil {
		left, err := d.recognise(ctx, scans)
		if err != nil {
			d.problem("%v", err)
		}
		scans = left
	}
	letters := 0
	for _, sh := range d.sheets {
		letters += sh.letters
	}
	if letters == 0 {
		if failed > 0 && failed == len(d.sheets) {
			return fmt.Errorf("no page could be read: %s: %w", d.problems[len(d.problems)-1], pipeline.ErrDamaged)
		}
		if err := d.firstProblem(); err != nil {
			return err
		}
		return pipeline.ErrNoText
	}
	for _, i := range scans {
		d.problem("page %d: no text layer (scanned?)", i+1)
	}
	return nil
}

// firstProblem wraps what was said of OCR when a document has no text at all.
func (d *document) firstProblem() error {
	if d.reader.OCR == nil || len(d.problems) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", d.problems[len(d.problems)-1], pipeline.ErrNoText)
}
