package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// docx returns the WordprocessingML rendition. Options: docx=typed writes section numbers as text before a
// tab, docx=auto leaves them to the word processor; split=yes cuts runs in the middle of words as revision
// marks do; head and foot are the running head and foot; font names the typeface.
//
// Where soft is set, long words get soft hyphens, so that a PDF printed from it has hyphenated lines.
func (r *report) docx(soft bool) ([]byte, error) {
	w := &wordDoc{report: r, auto: r.option("docx", "typed") == "auto", soft: soft}
	for i := range r.blocks {
		w.block(&r.blocks[i])
	}
	w.endTable()
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"word/document.xml", w.document()},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", w.styles()},
		{"word/numbering.xml", w.numbering()},
		{"word/footnotes.xml", w.footnotes()},
		{"word/header1.xml", w.running("hdr", r.option("head", ""), false)},
		{"word/footer1.xml", w.running("ftr", r.option("foot", ""), true)},
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(xmlHead + p.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// A wordDoc collects the body of document.xml.
type wordDoc struct {
	*report
	strings.Builder
	auto, soft bool
	front      bool // the header block's table is open
	lists      int  // numberings begun so far; each is a w:num of its own
}

func (w *wordDoc) f(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

func (w *wordDoc) block(b *block) {
	if b.kind == "front" {
		if !w.front {
			w.front = true
			w.f(`<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/>%s</w:tblPr><w:tblGrid><w:gridCol w:w="5600"/><w:gridCol w:w="4000"/></w:tblGrid>`, w.bidiTable())
		}
		w.f(`<w:tr>%s%s</w:tr>`, w.cell(5600, b.runs), w.cell(4000, b.right))
		return
	}
	w.endTable()
	switch b.kind {
	case "title":
		w.para("Title", "", bold(b.runs))
	case "author":
		w.para("Source", "", b.runs)
	case "label":
		w.para("", `<w:keepNext/>`, bold(b.runs))
	case "rule":
		w.para("", `<w:jc w:val="center"/>`, []run{{text: rule}})
	case "heading":
		w.numbered(fmt.Sprintf("Heading%d", b.level), b, bold(b.runs))
	case "numbered":
		w.numbered("", b, b.runs)
	case "annex":
		w.para("AnnexTitle", `<w:pageBreakBefore/>`, bold(b.runs))
	case "sub":
		w.para("", `<w:keepNext/>`, bold(b.runs))
	case "clause":
		w.para("Call", `<w:keepNext/>`, italic(b.runs))
	case "item":
		if w.auto && b.number == "–" {
			w.para("", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, b.runs)
			return
		}
		w.para("", `<w:ind w:left="567" w:hanging="567"/>`, append([]run{{text: b.number + "\t"}}, b.runs...))
	case "table":
		w.table(b)
	case "note": // in footnotes.xml
	default:
		w.para("", "", b.runs)
	}
}

// numbered writes a section's paragraph, its number typed or automatic.
func (w *wordDoc) numbered(style string, b *block, runs []run) {
	if !w.auto {
		w.para(style, `<w:ind w:left="0"/>`, append([]run{{text: w.printed(b.number) + "\t"}}, runs...))
		return
	}
	if b.first || w.lists == 0 {
		w.lists++
	}
	w.para(style, fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, b.level-1, w.lists+1), runs)
}

func (w *wordDoc) table(b *block) {
	width := 9600 / len(b.rows[0])
	w.f(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9600" w:type="dxa"/>%s</w:tblPr><w:tblGrid>`, w.bidiTable())
	for range b.rows[0] {
		w.f(`<w:gridCol w:w="%d"/>`, width)
	}
	w.f(`</w:tblGrid>`)
	for i, row := range b.rows {
		w.f(`<w:tr>`)
		if i == 0 {
			w.f(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		for _, c := range row {
			if i == 0 {
				c = bold(c)
			}
			w.f("%s", w.cell(width, c))
		}
		w.f(`</w:tr>`)
	}
	w.f(`</w:tbl><w:p/>`)
}

func (w *wordDoc) endTable() {
	if w.front {
		w.f(`</w:tbl><w:p/>`)
		w.front = false
	}
}

func (w *wordDoc) cell(width int, runs []run) string {
	return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p>%s%s</w:p></w:tc>`, width, w.props("", ""), w.inline(runs))
}

func (w *wordDoc) para(style, props string, runs []run) {
	w.f(`<w:p>%s%s</w:p>`, w.props(style, props), w.inline(runs))
}

// props returns a paragraph's properties, in the order in which the schema wants them.
func (w *wordDoc) props(style, props string) string {
	var s strings.Builder
	if style != "" {
		fmt.Fprintf(&s, `<w:pStyle w:val="%s"/>`, style)
	}
	before, after := props, ""
	if strings.HasPrefix(props, "<w:ind") || strings.HasPrefix(props, "<w:jc") {
		before, after = "", props
	}
	s.WriteString(before)
	if w.language == "ar" {
		s.WriteString(`<w:bidi/>`)
	}
	s.WriteString(after)
	return `<w:pPr>` + s.String() + `</w:pPr>`
}

func (w *wordDoc) bidiTable() string {
	if w.language == "ar" {
		return `<w:bidiVisual/>`
	}
	return ""
}

func bold(runs []run) []run {
	out := append([]run{}, runs...)
	for i := range out {
		out[i].bold = true
	}
	return out
}

func italic(runs []run) []run {
	out := append([]run{}, runs...)
	for i := range out {
		out[i].italic = true
	}
	return out
}

// inline writes runs.
func (w *wordDoc) inline(runs []run) string {
	var s strings.Builder
	for _, r := range runs {
		props := ""
		if r.bold {
			props += `<w:b/><w:bCs/>`
		}
		if r.italic {
			props += `<w:i/><w:iCs/>`
		}
		if w.language == "ar" {
			props += `<w:rtl/>`
		}
		if r.note != "" {
			fmt.Fprintf(&s, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%s"/></w:r>`, r.note)
			continue
		}
		for i, piece := range w.pieces(r.text) {
			fmt.Fprintf(&s, `<w:r w:rsidR="00%06X"><w:rPr>%s</w:rPr>%s</w:r>`, 0x5A10C3+i*7919, props, runText(w.hyphens(piece)))
		}
	}
	return s.String()
}

// pieces cuts a run every 29 characters where the option split asks for it: in words and numbers too.
func (w *wordDoc) pieces(text string) []string {
	if w.option("split", "") == "" {
		return []string{text}
	}
	var list []string
	runes := []rune(text)
	for len(runes) > 29 {
		list = append(list, string(runes[:29]))
		runes = runes[29:]
	}
	return append(list, string(runes))
}

// hyphens puts soft hyphens after each third letter inside words of nine letters or more.
func (w *wordDoc) hyphens(text string) string {
	if !w.soft {
		return text
	}
	var out, word []rune
	flush := func() {
		for i, c := range word {
			if len(word) >= 9 && i >= 3 && i%3 == 0 && i <= len(word)-3 {
				out = append(out, '\u00ad')
			}
			out = append(out, c)
		}
		word = word[:0]
	}
	for _, c := range text {
		if unicode.IsLetter(c) && !unicode.IsUpper(c) || unicode.IsUpper(c) && len(word) == 0 {
			word = append(word, c)
			continue
		}
		flush()
		out = append(out, c)
	}
	flush()
	return string(out)
}

// runText writes a run's text: tabs, line breaks and no-break hyphens are elements of their own.
func runText(text string) string {
	var s, plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			s.WriteString(`<w:t xml:space="preserve">` + escape(plain.String()) + `</w:t>`)
			plain.Reset()
		}
	}
	for _, c := range text {
		switch c {
		case '\t':
			flush()
			s.WriteString(`<w:tab/>`)
		case '\n':
			flush()
			s.WriteString(`<w:br/>`)
		case '\u2011':
			flush()
			s.WriteString(`<w:noBreakHyphen/>`)
		case '\u00ad':
			flush()
			s.WriteString(`<w:softHyphen/>`)
		default:
			plain.WriteRune(c)
		}
	}
	flush()
	return s.String()
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
