package main

import (
	"fmt"
	"strings"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	ns       = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	drawings = ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`

	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`
	packageRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>` +
		`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>` +
		`<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`
)

func (w *wordDoc) document() string {
	spaces := ns
	if w.option("front", "") == "box" {
		spaces += drawings
	}
	return `<w:document ` + spaces + `><w:body>` + w.String() +
		`<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`
}

// locales are the languages as a word processor names them.
var locales = map[string]string{"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}

func (w *wordDoc) styles() string {
	font := w.option("font", map[string]string{"zh": "Noto Sans CJK SC", "ar": "Noto Naskh Arabic"}[w.language])
	if font == "" {
		font = "Liberation Serif"
	}
	lang := locales[w.language]
	var s strings.Builder
	fmt.Fprintf(&s, `<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="%s" w:eastAsia="%s" w:bidi="%s"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="120" w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
		ns, font, font, font, font, lang, lang, lang)
	s.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	for _, st := range []struct{ id, name, props string }{
		{"Title", "Title", `<w:pPr><w:spacing w:before="360" w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>`},
		{"Source", "Source", `<w:pPr><w:jc w:val="center"/></w:pPr>`},
		{"Heading1", "heading 1", `<w:pPr><w:keepNext/><w:spacing w:before="280"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`},
		{"Heading2", "heading 2", `<w:pPr><w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>`},
		{"Heading3", "heading 3", `<w:pPr><w:keepNext/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>`},
		{"AnnexTitle", "Annex title", `<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>`},
		{"Call", "Call", `<w:pPr><w:keepNext/><w:ind w:left="794"/></w:pPr><w:rPr><w:i/><w:iCs/></w:rPr>`},
		{"FootnoteText", "footnote text", `<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>`},
	} {
		if w.byStyle && strings.HasPrefix(st.id, "Heading") {
			st.props = strings.Replace(st.props, `<w:pPr><w:keepNext/>`, `<w:pPr><w:keepNext/>`+styleNumber(int(st.id[len("Heading")]-'0')), 1)
		}
		fmt.Fprintf(&s, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>%s</w:style>`, st.id, st.name, st.props)
	}
	if w.byStyle {
		for level := 1; level <= 4; level++ {
			fmt.Fprintf(&s, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="Numbered%d"><w:name w:val="Numbered %d"/><w:basedOn w:val="Normal"/><w:pPr>%s</w:pPr></w:style>`, level, level, styleNumber(level))
		}
	}
	s.WriteString(`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`)
	s.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>`)
	return s.String()
}

// styleNumber is what a style says of the list that numbers its paragraphs.
func styleNumber(level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="2"/></w:numPr>`, level-1)
}

// numbering returns numbering.xml: w:num 1 is the dash list, 2 and on are the outline, each begun anew.
func (w *wordDoc) numbering() string {
	var s strings.Builder
	fmt.Fprintf(&s, `<w:numbering %s><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>`, ns)
	point := ""
	if w.option("point", "") != "" {
		point = "."
	}
	text := ""
	for level := range 4 {
		text += fmt.Sprintf("%%%d", level+1)
		fmt.Fprintf(&s, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>`, level, text+point)
		text += "."
	}
	s.WriteString(`</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>`)
	s.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`)
	for n := range w.lists {
		fmt.Fprintf(&s, `<w:num w:numId="%d"><w:abstractNumId w:val="0"/>`, n+2)
		for level := range 4 {
			fmt.Fprintf(&s, `<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="1"/></w:lvlOverride>`, level)
		}
		s.WriteString(`</w:num>`)
	}
	s.WriteString(`</w:numbering>`)
	return s.String()
}

func (w *wordDoc) footnotes() string {
	var s strings.Builder
	fmt.Fprintf(&s, `<w:footnotes %s><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`, ns)
	for i := range w.blocks {
		if b := &w.blocks[i]; b.kind == "note" {
			fmt.Fprintf(&s, `<w:footnote w:id="%s"><w:p>%s<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`,
				b.number, w.props("FootnoteText", ""), w.inline(append([]run{{text: " "}}, b.runs...)))
		}
	}
	s.WriteString(`</w:footnotes>`)
	return s.String()
}

// running returns the running head or foot, with the number of the page where asked.
func (w *wordDoc) running(name, words string, page bool) string {
	number := ""
	if page {
		number = `<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	return fmt.Sprintf(`<w:%s %s><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>%s</w:r>%s</w:p></w:%s>`, name, ns, runText(words), number, name)
}
