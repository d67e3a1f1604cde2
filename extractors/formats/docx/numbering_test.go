package docx

import (
	"fmt"
	"strings"
	"testing"
)

// lvl makes a w:lvl of a list.
func lvl(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d">%s<w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>`, i, more, format, text)
}

// in puts a paragraph on a level of a list.
func in(num, level int) string {
	return p(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, num), "x")
}

// legal is a list of four levels: 1. / 1.1 / (a) / 1.1.1, the last restarting after the first level only.
var legal = `<w:abstractNum w:abstractNumId="0">` + lvl(0, "decimal", "%1.", "") + lvl(1, "decimal", "%1.%2", "") + lvl(2, "lowerLetter", "(%3)", "") +
	lvl(3, "decimal", "%1.%2.%4", `<w:lvlRestart w:val="1"/>`) + `</w:abstractNum>`

func num(id int, abstract string, more string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%s"/>%s</w:num>`, id, abstract, more)
}

func startAt(level, n int) string {
	return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, n)
}

func TestNumbers(t *testing.T) {
	heading := `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>`
	for _, c := range []struct{ name, lists, styles, body, want string }{
		{"levels restart below", legal + num(1, "0", ""), "", in(1, 0) + in(1, 1) + in(1, 1) + in(1, 2) + in(1, 0) + in(1, 1) + in(1, 2), "1. 1.1 1.2 (a) 2. 2.1 (a)"},
		{"a level passed over counts", legal + num(1, "0", ""), "", in(1, 1) + in(1, 0) + in(1, 1), "1.1 2. 2.1"},
		{"start override, once; lists of one kind go on together", legal + num(1, "0", "") + num(2, "0", startAt(0, 5)), "", in(1, 0) + in(1, 0) + in(2, 0) + in(2, 0) + in(1, 0), "1. 2. 5. 6. 7."},
		{"lvlRestart", legal + num(1, "0", ""), "", in(1, 0) + in(1, 1) + in(1, 3) + in(1, 1) + in(1, 3) + in(1, 0) + in(1, 1) + in(1, 3), "1. 1.1 1.1.1 1.2 1.2.2 2. 2.1 2.1.1"},
		{"a level overridden", legal + num(1, "0", `<w:lvlOverride w:ilvl="0">`+lvl(0, "upperRoman", "Part %1", `<w:start w:val="3"/>`)+`</w:lvlOverride>`), "", in(1, 0) + in(1, 0), "Part III|Part IV"},
		{"legal numbers", `<w:abstractNum w:abstractNumId="0">` + lvl(0, "upperRoman", "%1", "") + lvl(1, "decimal", "%1.%2", "<w:isLgl/>") + `</w:abstractNum>` + num(1, "0", ""), "", in(1, 0) + in(1, 0) + in(1, 1), "I II 2.1"},
		{"numbers through styles", legal + num(1, "0", ""), heading, p(`<w:pStyle w:val="H1"/>`, "a") + p(`<w:pStyle w:val="H2"/>`, "b") + p(`<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "c") + p(`<w:pStyle w:val="H2"/>`, "d"), "1. 1.1 - 1.2"},
		{"levels tied to styles", `<w:abstractNum w:abstractNumId="0">` + lvl(0, "decimal", "%1", `<w:pStyle w:val="A"/>`) + lvl(1, "decimal", "%1.%2", `<w:pStyle w:val="B"/>`) + `</w:abstractNum>` + num(1, "0", ""),
			`<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			p(`<w:pStyle w:val="A"/>`, "a") + p(`<w:pStyle w:val="B"/>`, "b"), "1 1.1"},
		{"list in a numbering style", `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>` + lvl(0, "upperLetter", "%1)", "") + `</w:abstractNum>` + num(1, "0", "") + num(2, "1", ""),
			`<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`, in(1, 0) + in(1, 0), "A) B)"},
		{"bullets", `<w:abstractNum w:abstractNumId="0">` + lvl(0, "bullet", "&#xF0B7;", "") + lvl(1, "bullet", "–", "") + `<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0A7;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>` + num(1, "0", ""), "", in(1, 0) + in(1, 1) + in(1, 2), "• – ▪"},
		{"no number", `<w:abstractNum w:abstractNumId="0">` + lvl(0, "none", "", "") + `</w:abstractNum>` + num(1, "0", ""), "", in(1, 0), "-"},
		{"custom zeros", `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>` + num(1, "0", ""), "", in(1, 0) + in(1, 0), "001 002"},
		{"deleted and hidden paragraphs do not count", legal + num(1, "0", ""), "", in(1, 0) +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:t>x</w:t></w:r></w:del></w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>` + run("<w:vanish/>", "x") + `</w:p>` + in(1, 0), "1. 2."},
		{"no such list", "", "", in(9, 0) + in(1, 7), "- -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := read(t, pack(t, c.body, parts{"word/numbering.xml": wrap("numbering", c.lists), "word/styles.xml": wrap("styles", c.styles)}))
			var got []string
			for _, b := range doc.Blocks {
				if b.Label.Len() == 0 {
					got = append(got, "-")
					continue
				}
				got = append(got, doc.Quote(b.Label))
				if doc.Text[b.Label.End] != '\t' {
					t.Errorf("label %q runs into %q", doc.Quote(b.Label), doc.Quote(b.Span))
				}
			}
			sep := " "
			if strings.Contains(c.want, "|") {
				sep = "|"
			}
			if s := strings.Join(got, sep); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// A label never runs into the text, whatever Word sets between them.
func TestSuffix(t *testing.T) {
	for _, c := range []struct{ text, suffix, want string }{
		{"%1", "tab", "1\tx"}, {"%1.", "space", "1. x"}, {"%1", "nothing", "1\tx"}, {"第%1条", "nothing", "第1条x"}, {"%1. ", "nothing", "1.\tx"},
	} {
		lists := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:suff w:val="` + c.suffix + `"/><w:lvlText w:val="` + c.text + `"/></w:lvl></w:abstractNum>` + num(1, "0", "")
		if got := read(t, pack(t, in(1, 0), parts{"word/numbering.xml": wrap("numbering", lists)})).Text; got != c.want {
			t.Errorf("%q %s: %q, want %q", c.text, c.suffix, got, c.want)
		}
	}
}

// Kinds: bullets and letters are items with their depth, decimal numbers are paragraphs, outline levels headings.
func TestKindsOfNumbered(t *testing.T) {
	got := outline(read(t, pack(t, in(1, 0)+in(1, 2)+p(`<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, "Head"),
		parts{"word/numbering.xml": wrap("numbering", legal+num(1, "0", ""))})))
	want := lines("paragraph [1.]: →x", "item3 [(a)]: →x", "heading1 [2.]: →Head")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
