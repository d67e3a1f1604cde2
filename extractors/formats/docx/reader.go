// Package docx reads Word documents in the Open XML format (ISO/IEC 29500, transitional and strict): the text as
// Word prints it, with its automatic numbers, without what is deleted, hidden or computed.
package docx

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"plenary/extractors/formats/lists"
	"plenary/pipeline"
)

// Limits bound what a file may cost. A zero field takes the default.
type Limits struct {
	Unpacked int64 // bytes of XML unpacked in all (default 256 MiB)
	Entries  int   // entries of the zip package (default 20,000)
	Depth    int   // nesting of XML elements (default 600)
}

func (l Limits) orDefault() Limits {
	if l.Unpacked <= 0 {
		l.Unpacked = 256 << 20
	}
	if l.Entries <= 0 {
		l.Entries = 20000
	}
	if l.Depth <= 0 {
		l.Depth = 600
	}
	return l
}

// A Reader reads .docx, .docm, .dotx and .dotm files.
type Reader struct {
	Limits Limits
}

// Name returns "docx".
func (Reader) Name() string { return "docx" }

// Match takes zip files that are named like a Word document or begin like one.
func (Reader) Match(name string, head []byte) bool {
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx", ".dotm":
		return true
	case ".xlsx", ".xlsm", ".pptx", ".pptm", ".vsdx", ".odt", ".ods", ".odp", ".epub", ".jar":
		return false
	}
	if bytes.Contains(head, []byte("word/")) {
		return true
	}
	return bytes.Contains(head, []byte("[Content_Types].xml")) && !bytes.Contains(head, []byte("xl/")) && !bytes.Contains(head, []byte("ppt/"))
}

// Read returns the document.
func (r Reader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	lim := r.Limits.orDefault()
	a, err := openArchive(data, lim)
	if err != nil {
		return nil, err
	}
	main, err := a.mainPart()
	if err != nil {
		return nil, err
	}
	f := &file{archive: a, limits: lim, main: main, rels: a.relations(main), found: map[string]int{}, langs: map[string]int{}}
	src, err := a.read(main)
	if err != nil {
		return nil, err
	}
	if err := f.readParts(src); err != nil {
		return nil, err
	}
	b := &pipeline.Builder{}
	f.sections = findSections(src)
	f.leads = f.rels.external()
	f.firstHeader(ctx, b)
	w := f.walker(ctx, b, newScanner(src, lim.Depth))
	w.notes = true
	err = w.document()
	if err != nil {
		return nil, err
	}
	f.furniture(ctx, b)
	doc := b.Document(name, "docx")
	if strings.TrimSpace(doc.Text) == "" {
		return nil, fmt.Errorf("the document holds no text: %w", pipeline.ErrNoText)
	}
	f.describe(doc)
	return doc, nil
}

// A file is a document being read: its parts and what the whole of it gathers.
type file struct {
	*archive
	limits    Limits
	main      string
	rels      relations
	leads     map[string]string // addresses of hyperlinks
	styles    *styles
	numbering *numbering
	settings  settings
	footnotes *notes
	endnotes  *notes
	sections  []*section
	shown     map[string]bool // lines of headers and footers that are written
	found     map[string]int  // what was left out or taken in, by name
	langs     map[string]int  // bytes of text by language tag
}

// readParts reads styles, lists, settings and notes, each of which may be missing.
func (f *file) readParts(main string) error {
	if !looksLikeWord(main) {
		return fmt.Errorf("%s holds no Word document: %w", f.main, pipeline.ErrDamaged)
	}
	srcs := map[string]string{}
	for _, kind := range []string{"styles", "numbering", "settings", "footnotes", "endnotes"} {
		src, err := f.related(kind)
		if err != nil {
			return err
		}
		srcs[kind] = src
	}
	f.styles = readStyles(srcs["styles"], f.limits.Depth)
	f.numbering = readNumbering(srcs["numbering"], f.limits.Depth)
	f.settings = readSettings(srcs["settings"])
	f.footnotes = readNotes(srcs["footnotes"], "footnote", f.settings.footnotes)
	f.endnotes = readNotes(srcs["endnotes"], "endnote", f.settings.endnotes)
	return nil
}

// related reads the part of a kind: by the relationships of the document or, where they are wrong, by its usual
// name. A part that is not there is "".
func (f *file) related(kind string) (string, error) {
	name := f.rels.kind(kind)
	if name == "" || !f.has(name) {
		name = path.Join(path.Dir(f.main), kind+".xml")
		if !f.has(name) {
			return "", nil
		}
	}
	return f.optional(name)
}

// optional reads a part whose loss leaves the document readable. Only running out of budget ends the reading.
func (f *file) optional(name string) (string, error) {
	src, err := f.read(name)
	if err != nil {
		if f.left <= 0 {
			return "", err
		}
		f.problems = append(f.problems, err.Error())
		return "", nil
	}
	return src, nil
}

// looksLikeWord reports whether the root of the XML is a Word document.
func looksLikeWord(src string) bool {
	s := newScanner(src, 16)
	for k := s.next(); k != endOfPart; k = s.next() {
		if k == startTag {
			return s.name == "document" && (s.space == wordSpace || s.space == otherSpace) || s.name == "wordDocument"
		}
	}
	return false
}

// walker returns a reader of one part of the document that writes to b.
func (f *file) walker(ctx context.Context, b *pipeline.Builder, s *scanner) *walker {
	return &walker{file: f, ctx: ctx, b: b, s: s, counters: lists.NewCounters()}
}

// describe fills in what the file says of itself and what was met in it.
func (f *file) describe(doc *pipeline.Document) {
	doc.Properties = f.properties()
	for name, n := range f.found {
		doc.Properties[name] = strconv.Itoa(n)
	}
	best := 0
	for lang, n := range f.langs {
		if n > best || n == best && lang < doc.Language {
			best, doc.Language = n, lang
		}
	}
	for _, p := range f.problems {
		doc.Problems = append(doc.Problems, pipeline.Problem{Stage: "docx", Message: p})
	}
}
