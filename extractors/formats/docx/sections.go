package docx

import (
	"context"
	"strings"

	"plenary/pipeline"
)

// A section is a w:sectPr: the headers and footers of a run of pages.
type section struct {
	headers, footers [3]string // relationship identifiers by page: first, even, default
	titlePage        bool      // the first page has a header of its own
}

// The pages that have headers of their own.
const (
	firstPage = iota
	evenPage
	everyPage
)

// readSection reads the w:sectPr whose start tag was just read.
func readSection(s *scanner) *section {
	sec := &section{}
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		page := everyPage
		switch s.attr("type") {
		case "first":
			page = firstPage
		case "even":
			page = evenPage
		}
		switch s.name {
		case "headerReference":
			sec.headers[page] = s.attr("id")
		case "footerReference":
			sec.footers[page] = s.attr("id")
		case "titlePg":
			sec.titlePage = s.on() == on
		}
		s.skip()
	}
	return sec
}

// findSections reads all w:sectPr of the document ahead of its text: the first may stand far behind the first page.
func findSections(src string) []*section {
	root := newScanner(src, 1)
	for k := root.next(); k != startTag; k = root.next() {
		if k == endOfPart {
			return nil
		}
	}
	m := root.here()
	var secs []*section
	for at := 0; ; {
		i := strings.Index(src[at:], "sectPr")
		if i < 0 {
			return secs
		}
		at += i
		lt := strings.LastIndexByte(src[max(0, at-12):at], '<')
		if lt < 0 || strings.HasPrefix(src[at:], "sectPrChange") {
			at += len("sectPr")
			continue
		}
		m.pos = max(0, at-12) + lt
		s := m.scanner(64)
		if s.next() != startTag || s.name != "sectPr" {
			at += len("sectPr")
			continue
		}
		secs = append(secs, readSection(s))
		at = max(at+1, s.pos)
	}
}

// firstHeader writes what stands above the text of the first page.
func (f *file) firstHeader(ctx context.Context, b *pipeline.Builder) {
	f.shown = map[string]bool{}
	if len(f.sections) == 0 {
		return
	}
	sec := f.sections[0]
	id := sec.headers[everyPage]
	if sec.titlePage {
		id = sec.headers[firstPage]
	}
	f.line(ctx, b, id)
}

// furniture writes the other headers and then the footers, each distinct line once.
func (f *file) furniture(ctx context.Context, b *pipeline.Builder) {
	for _, ids := range []func(*section) [3]string{
		func(s *section) [3]string { return s.headers },
		func(s *section) [3]string { return s.footers },
	} {
		for _, sec := range f.sections {
			for page, id := range ids(sec) {
				if page == firstPage && !sec.titlePage || page == evenPage && !f.settings.evenAndOdd {
					continue
				}
				f.line(ctx, b, id)
			}
		}
	}
}

// line writes the lines of a header or footer that were not written before.
func (f *file) line(ctx context.Context, b *pipeline.Builder, id string) {
	name := f.rels.target(id)
	if id == "" || name == "" || f.shown["part:"+name] {
		return
	}
	f.shown["part:"+name] = true
	src, err := f.optional(name)
	if err != nil || src == "" {
		return
	}
	langs := f.langs
	f.langs = map[string]int{} // headers do not tell the language of the text
	w := f.walker(ctx, nil, nil)
	text := w.plain(newScanner(src, f.limits.Depth))
	f.langs = langs
	for _, l := range strings.Split(text, "\n") {
		l = strings.TrimSpace(l)
		if l == "" || f.shown["line:"+l] {
			continue
		}
		f.shown["line:"+l] = true
		b.Add(pipeline.Furniture, l)
	}
}
