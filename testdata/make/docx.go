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
// tab, docx=run in runs of their own, docx=auto leaves them to the word processor and docx=style to the styles;
// styles=none formats each paragraph by itself; front=table|tabs|box is how the header block stands; split=yes cuts
// runs in the middle of words as revision marks do; head and foot are the running head and foot; font names the
// typeface.
//
// Where soft is set, long words get soft hyphens, so that a PDF printed from it has hyphenated lines.
func (r *report) docx(soft bool) ([]byte, error) {
	mode := r.option("docx", "typed")
	w := &wordDoc{report: r, auto: mode == "auto" || mode == "style", byStyle: mode == "style", soft: soft}
	for i := range r.blocks {
		w.block(&r.blocks[i])
	}
	w.endFront()
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
	byStyle    bool    // numbers come from the paragraphs' styles
	front      []block // the lines of the header block that wait to be written
	lists      int     // numberings begun so far; each is a w:num of its own
}

func (w *wordDoc) f(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

func (w *wordDoc) block(b *block) {
	if b.kind == "front" {
		w.front = append(w.front, *b)
		return
	}
	w.endFront()
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
	if !w.auto || strings.Trim(b.number, "0123456789.") != "" { // no word processor counts "A, B, C" in this list
		number := []run{{text: w.printed(b.number) + "\t"}}
		if w.option("docx", "") == "run" {
			number = nil
			for i, part := range strings.SplitAfter(w.printed(b.number), ".") {
				if i == 0 || part != "" {
					number = append(number, run{text: part})
				}
			}
			number = append(number, run{text: "\t"})
		}
		list := ""
		if w.byStyle {
			list = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>` // not that of the style
		}
		w.para(style, list+`<w:ind w:left="0"/>`, append(number, runs...))
		return
	}
	first := b.first || w.lists == 0
	if first {
		w.lists++
	}
	if w.byStyle && style == "" {
		style = fmt.Sprintf("Numbered%d", b.level)
	}
	if w.byStyle && (!first || w.lists == 1) {
		w.para(style, "", runs) // the style has the list and the level
		return
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

// endFront writes the header block.
func (w *wordDoc) endFront() {
	front := w.front
	w.front = nil
	if len(front) == 0 {
		return
	}
	switch w.option("front", "table") {
	case "table":
		w.f(`<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/>%s</w:tblPr><w:tblGrid><w:gridCol w:w="5600"/><w:gridCol w:w="4000"/></w:tblGrid>`, w.bidiTable())
		for _, b := range front {
			w.f(`<w:tr>%s%s</w:tr>`, w.cell(5600, b.runs), w.cell(4000, b.right))
		}
		w.f(`</w:tbl><w:p/>`)
	case "tabs":
		for _, b := range front {
			w.para("", `<w:tabs><w:tab w:val="left" w:pos="6000"/></w:tabs>`, append(append(append([]run{}, b.runs...), run{text: "\t"}), b.right...))
		}
	case "box":
		w.box(front)
	}
}

// box writes the header block as two text boxes, the way word processors write them since 2010: a drawing, and the
// same again for older ones.
func (w *wordDoc) box(front []block) {
	for side := range 2 {
		var lines strings.Builder
		for _, b := range front {
			runs := b.runs
			if side == 1 {
				runs = b.right
			}
			if len(runs) > 0 {
				fmt.Fprintf(&lines, `<w:p>%s%s</w:p>`, w.props("", ""), w.inline(runs))
			}
		}
		content := `<w:txbxContent>` + lines.String() + `</w:txbxContent>`
		w.f(`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="%d" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2900000" cy="1100000"/><wp:wrapTopAndBottom/><wp:docPr id="%d" name="Text Box %d"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2900000" cy="1100000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>%s</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`+
			`<mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="position:absolute;width:228pt;height:86pt"><v:textbox>%s</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			side+1, side*3000000, side+1, side+1, content, content)
	}
}

func (w *wordDoc) cell(width int, runs []run) string {
	return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p>%s%s</w:p></w:tc>`, width, w.props("", ""), w.inline(runs))
}

func (w *wordDoc) para(style, props string, runs []run) {
	if w.option("styles", "") == "none" {
		switch style {
		case "Title":
			runs = bold(runs)
			fallthrough
		case "Source", "AnnexTitle":
			props += `<w:jc w:val="center"/>`
		}
		style = ""
	}
	w.f(`<w:p>%s%s</w:p>`, w.props(style, props), w.inline(runs))
}

// props returns a paragraph's properties, in the order in which the schema wants them.
func (w *wordDoc) props(style, props string) string {
	var s strings.Builder
	if style != "" {
		fmt.Fprintf(&s, `<w:pStyle w:val="%s"/>`, style)
	}
	before, after := props, ""
	if i := strings.Index(props, "<w:ind"); i >= 0 {
		before, after = props[:i], props[i:]
	} else if i := strings.Index(props, "<w:jc"); i >= 0 {
		before, after = props[:i], props[i:]
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
