package docx

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plenary/extractors/formats/lists"
	"plenary/pipeline"
)

func TestMatch(t *testing.T) {
	docx := pack(t, p("", "x"), nil)
	for _, c := range []struct {
		name string
		head []byte
		want bool
	}{
		{"a.docx", docx, true}, {"a.DOTM", docx, true}, {"noname", docx, true}, {"a.xlsx", docx, false},
		{"noname", zipOf(t, parts{"readme.txt": "word"}), false},
		{"noname", zipOf(t, parts{"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), false},
		{"a.docx", []byte("plain text"), false}, {"a.docx", nil, false},
	} {
		if got := (Reader{}).Match(c.name, c.head[:min(len(c.head), 4096)]); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	encrypted := pack(t, p("", "x"), nil)
	for i := 0; ; { // set the flag "encrypted" in the directory
		k := bytes.Index(encrypted[i:], []byte("PK\x01\x02"))
		if k < 0 {
			break
		}
		i += k + 8
		encrypted[i] |= 1
	}
	many := parts{}
	for i := range 50 {
		many["media/"+strings.Repeat("x", i+1)] = "y"
	}
	for _, c := range []struct {
		name string
		data []byte
		lim  Limits
		want error
	}{
		{"not a zip", []byte("PK\x03\x04 nothing"), Limits{}, pipeline.ErrDamaged},
		{"no document", zipOf(t, parts{"[Content_Types].xml": contentTypes, "_rels/.rels": packageRels}), Limits{}, pipeline.ErrDamaged},
		{"workbook", zipOf(t, parts{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), Limits{}, pipeline.ErrUnknown},
		{"some zip", zipOf(t, parts{"a.txt": "a"}), Limits{}, pipeline.ErrUnknown},
		{"not Word", pack(t, "", parts{"word/document.xml": "<html><body>x</body></html>"}), Limits{}, pipeline.ErrDamaged},
		{"encrypted entries", encrypted, Limits{}, pipeline.ErrEncrypted},
		{"no text", pack(t, `<w:p/>`, nil), Limits{}, pipeline.ErrNoText},
		{"too much to unpack", pack(t, p("", strings.Repeat("bomb ", 1<<18)), nil), Limits{Unpacked: 1 << 16}, pipeline.ErrTooLarge},
		{"too many entries", pack(t, p("", "x"), many), Limits{Entries: 20}, pipeline.ErrTooLarge},
	} {
		_, err := Reader{Limits: c.lim}.Read(context.Background(), "x.docx", c.data)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Reader{}).Read(ctx, "x.docx", pack(t, strings.Repeat(p("", "x"), 5000), nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSalvaged(t *testing.T) {
	long := ""
	for i := range 3000 {
		long += p("", "paragraph "+lists.Numeral(i, "cardinalText", "", "en")+lists.Numeral(i*7919, "hex", "", ""))
	}
	whole := pack(t, long, nil)
	for _, c := range []struct {
		name     string
		data     []byte
		text     string
		problems bool
	}{
		{"directory cut off", whole[:len(whole)-200], "paragraph", true},
		{"cut off in the text", whole[:len(whole)/2], "paragraph", true},
		{"document elsewhere, by relationship", pack(t, "", parts{"word/document.xml": "-", "_rels/.rels": strings.ReplaceAll(packageRels, "word/document.xml", "/word/document2.xml"), "word/document2.xml": document(p("", "here"))}), "here", false},
		{"relationships wrong, content types right", pack(t, "", parts{"word/document.xml": "-", "_rels/.rels": strings.ReplaceAll(packageRels, "document.xml", "none.xml"),
			"[Content_Types].xml": strings.ReplaceAll(contentTypes, "document.xml", "main.xml"), "word/main.xml": document(p("", "there"))}), "there", false},
		{"entities of a document type are not expanded", pack(t, "", parts{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + document(p("", "t &b; u"))}), "t &b; u", false},
		{"UTF-16", pack(t, "", parts{"word/document.xml": utf16LE(document(p("", "Женева")))}), "Женева", false},
		{"text breaks off", pack(t, "", parts{"word/document.xml": strings.TrimSuffix(document(p("", "one")+`<w:p><w:r><w:t>two`), `</w:body></w:document>`)}), "one\ntwo", true},
		{"styles are no XML", pack(t, p("", "x"), parts{"word/styles.xml": "\x00\x01<<<>&", "word/numbering.xml": "<", "word/settings.xml": "<w:settings", "word/footnotes.xml": "]]>"}), "x", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := read(t, c.data)
			if !strings.HasPrefix(doc.Text, c.text) {
				t.Errorf("text %.60q, want %q", doc.Text, c.text)
			}
			if (len(doc.Problems) > 0) != c.problems {
				t.Errorf("problems %v", doc.Problems)
			}
		})
	}
}

func utf16LE(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// Hostile shapes end soon and within their limits.
func TestHostile(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"deep tables", strings.Repeat(`<w:tbl><w:tr><w:tc>`, 5000) + p("", "x"), ""},
		{"deep unknown elements", p("", "first") + strings.Repeat(`<w:a>`, 1<<18), "first"},
		{"deep text boxes", strings.Repeat(`<w:p><w:r><w:txbxContent>`, 150) + p("", "x") + strings.Repeat(`</w:txbxContent></w:r></w:p>`, 150) + p("", "last"), "last"},
		{"styles in a circle", p(`<w:pStyle w:val="A"/>`, "round"), "round"},
		{"fields without end", strings.Repeat(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`, 5000) + p("", "x"), "x"},
		{"wide cells", `<w:tbl>` + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>`+p("", "w")+`</w:tc></w:tr>`, 200) + `</w:tbl>`, "w"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Reader{}.Read(context.Background(), "x.docx", pack(t, c.body, parts{"word/styles.xml": wrap("styles",
				`<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>`)}))
			if c.want == "" {
				if err == nil && len(doc.Problems) == 0 {
					t.Error("neither an error nor a problem")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			check(t, doc)
			if !strings.Contains(doc.Text, c.want) {
				t.Errorf("no %q in %.80q", c.want, doc.Text)
			}
		})
	}
}

// realFolder is the folder of real documents, which is no part of the project.
func realFolder(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("PLENARY_REAL")
	if _, err := os.Stat(dir); dir == "" || err != nil {
		tb.Skip("no real documents here; set PLENARY_REAL")
	}
	return dir
}

func TestRealFiles(t *testing.T) {
	dir := realFolder(t)
	for _, pattern := range []string{"itu/*.docx", "un-pairs/*.docx", "robust/*.docx"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Reader{}.Read(context.Background(), filepath.Base(f), data)
			if err != nil {
				if o := pipeline.Outcome(doc, err); o == pipeline.OutcomeFailed {
					t.Errorf("%s: %v", filepath.Base(f), err)
				}
				continue
			}
			check(t, doc)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pack(f, in(1, 0)+in(1, 1), parts{"word/numbering.xml": wrap("numbering", legal+num(1, "0", startAt(0, 3)))}))
	f.Add(pack(f, `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>`+p("", "a")+`</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>`, nil))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Reader{Limits: Limits{Unpacked: 1 << 20}}.Read(context.Background(), "x.docx", data)
		if err == nil {
			check(t, doc)
		}
	})
}

// FuzzBody goes straight at the text: most mutations of a zip do not unpack.
func FuzzBody(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r></w:p><w:sectPr><w:headerReference r:id="a"/></w:sectPr>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:p><w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><m:oMath><m:r><m:t>a</m:t></m:r></m:oMath></w:p><w:p>`)
	notes := wrap("footnotes", `<w:footnote w:id="2">`+p("", "n")+`</w:footnote>`)
	f.Fuzz(func(t *testing.T, body string) {
		doc, err := Reader{}.Read(context.Background(), "x.docx", pack(t, body, parts{"word/numbering.xml": wrap("numbering", legal+num(1, "0", "")), "word/footnotes.xml": notes}))
		if err == nil {
			check(t, doc)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	para := `<w:p><w:pPr><w:pStyle w:val="N"/></w:pPr>` + run(`<w:lang w:val="fr-FR"/>`, strings.Repeat("la Conférence mondiale de développement ", 20)) + `</w:p>`
	for _, c := range []struct{ name, body string }{
		{"report", strings.Repeat(para, 18)},
		{"long", strings.Repeat(para, 1800)},
		{"100000 runs", `<w:p>` + strings.Repeat(run("<w:b/>", "x "), 100000) + `</w:p>`},
		{"200000 runs", `<w:p>` + strings.Repeat(run("<w:b/>", "x "), 200000) + `</w:p>`},
	} {
		data := pack(b, c.body, nil)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(document(c.body))))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Reader{}).Read(context.Background(), "x.docx", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
