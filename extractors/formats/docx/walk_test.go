package docx

import (
	"slices"
	"testing"
)

func TestBody(t *testing.T) {
	field := func(instr, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ` + instr + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	for _, c := range []struct {
		name, body, want string
		parts            parts
	}{
		{name: "typed number", body: `<w:p><w:r><w:t>1.1</w:t><w:tab/><w:t>The Council</w:t></w:r></w:p>`,
			want: "paragraph: 1.1→The Council"},
		{name: "hyphens", body: `<w:p><w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>T and tele</w:t><w:softHyphen/><w:t>com</w:t></w:r></w:p>`,
			want: "paragraph: ITU‑T and tele~com"},
		{name: "breaks", body: `<w:p><w:r><w:br w:type="page"/><w:t>one</w:t><w:br/><w:t>two</w:t><w:br w:type="page"/></w:r></w:p>`,
			want: "paragraph: one⏎two"},
		{name: "white space of the file is none of the page", body: "<w:p>\n  <w:r>\n <w:t>a\n b</w:t>\n</w:r>\n</w:p>",
			want: "paragraph: a  b"},
		{name: "insertions are taken, deletions and moves dropped",
			body: `<w:p><w:r><w:t xml:space="preserve">from </w:t></w:r><w:del><w:r><w:delText>2018</w:delText><w:t>x</w:t></w:r></w:del><w:ins><w:r><w:t>2022</w:t></w:r></w:ins>` +
				`<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t xml:space="preserve"> here</w:t></w:r></w:moveTo></w:p>`,
			want: "paragraph: from 2022 here"},
		{name: "a deleted paragraph mark joins two paragraphs",
			body: `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">The Council </w:t></w:r></w:p>` + p("", "decides"),
			want: "paragraph: The Council decides"},
		{name: "hidden text", body: `<w:p>` + run("<w:vanish/>", "secret ") + run(`<w:vanish w:val="0"/>`, "open") + `</w:p>`,
			want: "paragraph: open"},
		{name: "field result, not code", body: `<w:p><w:r><w:t xml:space="preserve">see </w:t></w:r>` + field("REF x", run("", "section 2")) + `</w:p>`,
			want: "paragraph: see section 2"},
		{name: "field in a field's code", body: `<w:p>` +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>` + field("PAGE", run("", "7")) +
			`<w:r><w:instrText> = 1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "yes") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
			want: "paragraph: yes"},
		{name: "a field that never ends loses nothing", body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>` + p("", "text"),
			want: "paragraph: text"},
		{name: "simple field and hyperlink", body: `<w:p><w:fldSimple w:instr=" PAGE ">` + run("", "3") + `</w:fldSimple><w:hyperlink r:id="x">` + run("", " link") + `</w:hyperlink></w:p>`,
			want: "paragraph: 3 link"},
		{name: "table of contents is furniture",
			body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "1") + `<w:r><w:tab/></w:r>` + run("", "General") + `</w:p>` +
				p("", "2 Scope") + `<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("", "Body") + `</w:p>`,
			want: lines("furniture: 1→General", "furniture: 2 Scope", "paragraph: Body")},
		{name: "content control with a table of contents",
			body: `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("", "Contents") + `</w:sdtContent></w:sdt>` + p("", "Body"),
			want: lines("furniture: Contents", "paragraph: Body")},
		{name: "content control in a run", body: `<w:p><w:sdt><w:sdtPr/><w:sdtContent>` + run("", "C26/30-F") + `</w:sdtContent></w:sdt></w:p>`,
			want: "paragraph: C26/30-F"},
		{name: "symbols", body: `<w:p><w:r><w:t>17</w:t><w:sym w:font="Symbol" w:char="F02D"/><w:t>27 ` + "\u2212" + `1</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>&#xF0B7;&#xF061;</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>`,
			want: "paragraph: 17−27 −1•α✓"},
		{name: "entities", body: p("", "A &amp; B &lt;C&gt; &#233;&#xE9; &unknown;"),
			want: "paragraph: A & B <C> éé &unknown;"},
		{name: "styles of a whole block", body: `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + run("<w:b/>", "Ti") + run("<w:b/><w:i/>", "tle") + `</w:p>` +
			`<w:p>` + run("<w:i/>", "considering") + `</w:p>`,
			want: lines("paragraph bold centered: Title", "paragraph italic: considering")},
		{name: "rules", body: p("", "______________") + `<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr></w:p><w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>`,
			want: lines("paragraph rule: ______________", "paragraph rule: ____________", "paragraph rule: ____________")},
		{name: "typed bullets", body: `<w:p><w:r><w:t>–</w:t><w:tab/><w:t>to approve;</w:t></w:r></w:p>` + p("", "• note") + p("", "(a) to note;") + p("", "–30 degrees"),
			want: lines("item1 [–]: →to approve;", "item1 [•]:  note", "item1 [(a)]:  to note;", "paragraph: –30 degrees")},
		{name: "text box once, after its paragraph",
			body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + p("", "Box") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
				`<mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("", "Box") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>Anchor</w:t></w:r></w:p>`,
			want: lines("paragraph: Anchor", "paragraph: Box")},
		{name: "VML text box, and a fallback where the choice has no text",
			body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + p("", "Old") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			want: "paragraph: Old"},
		{name: "drop cap", body: `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>` + run("", "T") + `</w:p>` + p("", "he Union"),
			want: "paragraph: The Union"},
		{name: "ruby gives its base", body: `<w:p><w:r><w:ruby><w:rubyPr/><w:rt>` + run("", "dian") + `</w:rt><w:rubyBase>` + run("", "电") + `</w:rubyBase></w:ruby></w:r></w:p>`,
			want: "paragraph: 电"},
		{name: "formulas", body: `<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath><m:oMath><m:r><m:t>c</m:t></m:r></m:oMath></w:p>`,
			want: "paragraph: a/bx^2 c"},
		{name: "right to left stays in logical order", body: `<w:p><w:pPr><w:bidi/></w:pPr>` + run("<w:rtl/>", "المجلس ") + run("<w:rtl/>", "2026") + `</w:p>`,
			want: "paragraph: المجلس 2026"},
		{name: "typed superscript does not glue to a number", body: `<w:p>` + run("", "10") + run(`<w:vertAlign w:val="superscript"/>`, "2") + run("", " km, 1") + run(`<w:vertAlign w:val="superscript"/>`, "st") + `</w:p>`,
			want: "paragraph: 10² km, 1st"},
		{name: "comments are dropped", body: `<w:p><w:commentRangeStart w:id="1"/>` + run("", "text") + `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
			want: "paragraph: text"},
		{name: "undeclared and strange prefixes", body: `<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:r><x:t>strict</x:t></x:r></x:p>`,
			want: "paragraph: strict"},
		{name: "end tags that do not match", body: `<w:p><w:r><w:t>one</w:t></w:x></w:r></w:p><w:p><w:r><w:t>two</w:r></w:p>` + p("", "three"),
			want: lines("paragraph: one", "paragraph: two", "paragraph: three")},
		{name: "outline levels and heading styles", body: p(`<w:pStyle w:val="H1"/>`, "One") + p(`<w:outlineLvl w:val="2"/>`, "Three") + p(`<w:pStyle w:val="Sub"/>`, "Based") + p(`<w:pStyle w:val="Off"/>`, "Body") + p(`<w:pStyle w:val="T1"/>`, "Entry 4"),
			parts: parts{"word/styles.xml": wrap("styles", `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>`+
				`<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="H1"/><w:rPr><w:b/></w:rPr></w:style>`+
				`<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:basedOn w:val="Sub"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>`+
				`<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>`)},
			want: lines("heading1: One", "heading3: Three", "heading1 bold: Based", "paragraph: Body", "furniture: Entry 4")},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(read(t, pack(t, c.body, c.parts))); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestTables(t *testing.T) {
	cell := func(props, content string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + content + `</w:tc>`
	}
	for _, c := range []struct{ name, body, want string }{
		{"merged cells and head", `<w:tbl><w:tblPr/><w:tblGrid/>` +
			`<w:tr><w:trPr><w:tblHeader/></w:trPr>` + cell(`<w:vMerge w:val="restart"/>`, p("", "A")) + cell(`<w:gridSpan w:val="2"/>`, p("", "B")) + `</w:tr>` +
			`<w:tr>` + cell(`<w:vMerge/>`, p("", "")) + cell("", p("", "b1")) + cell("", p("", "b2")) + `</w:tr>` +
			`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + cell("", p("", "c")) + cell("", `<w:p/>`) + `</w:tr></w:tbl>`,
			lines("table", "  row head", "    cell 0 1x2 head", "      paragraph: A", "    cell 1 2x1 head", "      paragraph: B",
				"  row", "    cell 1", "      paragraph: b1", "    cell 2", "      paragraph: b2",
				"  row", "    cell 1", "      paragraph: c", "    cell 2:")},
		{"nested table, content controls, deleted row", `<w:tbl>` +
			`<w:tr><w:trPr><w:del/></w:trPr>` + cell("", p("", "gone")) + `</w:tr>` +
			`<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>` + cell("", p("", "in")+`<w:tbl><w:tr>`+cell("", p("", "deep"))+`</w:tr></w:tbl>`+p("", "out")) + `</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`,
			lines("table", "  row", "    cell 0", "      paragraph: in", "      table", "        row", "          cell 0", "            paragraph: deep", "      paragraph: out")},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(read(t, pack(t, c.body, nil))); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
	doc := read(t, pack(t, `<w:tbl><w:tr>`+cell("", p("", "a"))+cell("", p("", "b"))+`</w:tr><w:tr>`+cell("", p("", "c")+p("", "d"))+`</w:tr></w:tbl>`+p("", "e"), nil))
	if want := "a\tb\nc\nd\ne"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
}

func TestNotes(t *testing.T) {
	ref := func(id, more string) string { return `<w:r><w:footnoteReference w:id="` + id + `"` + more + `/>` }
	notes := wrap("footnotes", `<w:footnote w:type="separator" w:id="0">`+p("", "---")+`</w:footnote>`+
		`<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>First note.</w:t></w:r></w:p>`+p("", "Its end.")+`</w:footnote>`+
		`<w:footnote w:id="3">`+p("", "* Starred.")+`</w:footnote><w:footnote w:id="4">`+p("", " Second.")+`</w:footnote>`)
	ends := wrap("endnotes", `<w:endnote w:id="1">`+p("", "End.")+`</w:endnote>`)
	body := `<w:p>` + run("", "universitaires") + ref("2", "") + `</w:r>` + run("", " 5 que") + `</w:p>` +
		`<w:tbl><w:tr><w:tc><w:p>` + run("", "cell") + ref("3", ` w:customMarkFollows="1"`) + `<w:t>*</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:p>` + run("", "more") + ref("4", "") + `</w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>`
	got := outline(read(t, pack(t, body, parts{"word/footnotes.xml": notes, "word/endnotes.xml": ends})))
	want := lines("paragraph: universitaires 5 que", "note [1]: →First note.⏎Its end.", "table", "  row", "    cell 0", "      paragraph: cell",
		"note [*]: →Starred.", "paragraph: more", "note [2]: →Second.", "note [i]: →End.")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHeadersAndFooters(t *testing.T) {
	head := func(s string) string { return wrap("hdr", s) }
	body := `<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:headerReference w:type="default" r:id="h2"/>` +
		`<w:footerReference w:type="default" r:id="f1"/><w:headerReference w:type="even" r:id="h3"/><w:titlePg/></w:sectPr></w:pPr>` + run("", "Body") + `</w:p>` +
		p("", "More") + `<w:sectPr><w:headerReference w:type="default" r:id="h2"/><w:footerReference w:type="first" r:id="f2"/></w:sectPr>`
	doc := read(t, pack(t, body, parts{
		"word/_rels/document.xml.rels": headerRels("h1=header1.xml", "h2=header2.xml", "h3=header3.xml", "f1=footer1.xml", "f2=footer2.xml"),
		"word/header1.xml":             head(p("", "Conseil 2026")),
		"word/header2.xml":             head(`<w:p>` + run("", "C26/30-F") + `<w:r><w:tab/></w:r>` + run("", "2") + `</w:p>`),
		"word/header3.xml":             head(p("", "even, not shown")),
		"word/footer1.xml":             wrap("ftr", p("", "C26/30-F\t2")+p("", "council.itu.int/2026")),
		"word/footer2.xml":             wrap("ftr", p("", "first, not shown")),
	}))
	want := lines("furniture: Conseil 2026", "paragraph: Body", "paragraph: More", "furniture: C26/30-F→2", "furniture: C26/30-F 2", "furniture: council.itu.int/2026")
	if got := outline(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDescription(t *testing.T) {
	doc := read(t, pack(t, `<w:p>`+run(`<w:lang w:val="fr-CH"/>`, "Le Conseil est invité")+run(`<w:lang w:val="en-US"/>`, "ok")+`</w:p>`, parts{
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Rapport &amp; annexe</dc:title><dc:creator>BDT</dc:creator>` +
			`<dcterms:created>2026-03-24T08:00:00Z</dcterms:created></cp:coreProperties>`,
	}))
	if doc.Language != "fr-CH" {
		t.Errorf("language %q, want fr-CH", doc.Language)
	}
	for key, want := range map[string]string{"title": "Rapport & annexe", "author": "BDT", "created": "2026-03-24T08:00:00Z"} {
		if got := doc.Properties[key]; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

func TestDiagram(t *testing.T) {
	body := `<w:p>` + run("", "Figure 1") + `<w:r><w:drawing><dgm:relIds r:dm="r1"/></w:drawing></w:r></w:p>` + p("", "after")
	rels := `<Relationships><Relationship Id="r1" Type="http://x/diagramData" Target="diagrams/data1.xml"/></Relationships>`
	data := `<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>To</a:t></a:r><a:r><a:t>p</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:endParaRPr/></a:p><a:p><a:r><a:t>Base &amp; rest</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>`
	got := outline(read(t, pack(t, body, parts{"word/_rels/document.xml.rels": rels, "word/diagrams/data1.xml": data})))
	if want := lines("paragraph: Figure 1", "paragraph: Top", "paragraph: Base & rest", "paragraph: after"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLinks(t *testing.T) {
	field := func(instr, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ` + instr + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			run("", result) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	body := `<w:p>` + run("", "  available ") + `<w:hyperlink r:id="r9">` + run("", "he") + run("", "re") + `</w:hyperlink>` + run("", ", ") + `<w:hyperlink w:anchor="top">` + run("", "above") + `</w:hyperlink></w:p>` +
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + field(`HYPERLINK "https://www.itu.int/a" \l "b"`, "site") + run("", " and ") + field(`HYPERLINK \l "c"`, "place") + field("REF x", "none") + `</w:p>` +
		`<w:p><w:hyperlink r:id="missing">` + run("", "nowhere") + `</w:hyperlink></w:p>`
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://x/hyperlink" Target="https://council.itu.int/2026?a=1&amp;b=2" TargetMode="External"/></Relationships>`
	doc := read(t, pack(t, body, parts{"word/_rels/document.xml.rels": rels, "word/numbering.xml": wrap("numbering", legal+num(1, "0", ""))}))
	var got []string
	for _, l := range doc.Links {
		got = append(got, doc.Quote(l.Span)+" "+l.URL)
	}
	want := []string{"here https://council.itu.int/2026?a=1&b=2", "above #top", "site https://www.itu.int/a#b", "place #c"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
