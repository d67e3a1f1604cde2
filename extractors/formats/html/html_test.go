package html

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/pipeline"
)

// outline prints one block a line: kind, level, label in brackets, marks, text; children are indented.
func outline(doc *pipeline.Document) string {
	var b strings.Builder
	var walk func(bs []*pipeline.Block, depth string)
	walk = func(bs []*pipeline.Block, depth string) {
		for _, x := range bs {
			fmt.Fprintf(&b, "%s%s", depth, x.Kind)
			if x.Level > 0 {
				fmt.Fprint(&b, x.Level)
			}
			if x.Kind == pipeline.Cell {
				fmt.Fprintf(&b, " %d+%d/%d", x.Column, x.Columns, x.Rows)
			}
			if x.Head {
				b.WriteString(" head")
			}
			for mark, name := range []string{" bold", " italic", " centered", " rule"} {
				if x.Style&(1<<mark) != 0 {
					b.WriteString(name)
				}
			}
			if len(x.Blocks) == 0 {
				q := doc.Quote(x.Span)
				if n := x.Label.Len(); n > 0 {
					q = "[" + q[:n] + "]" + q[n:]
				}
				fmt.Fprintf(&b, " %s", strings.NewReplacer("\t", "→", "\n", "↵", "\u00A0", "~").Replace(q))
			}
			b.WriteByte('\n')
			walk(x.Blocks, depth+"  ")
		}
	}
	walk(doc.Blocks, "")
	return b.String()
}

var cases = []struct{ name, in, want string }{
	{"spans do not break words, blocks do", `<p>1.1 <span>The Confe</span><span>rence met</span> 1&nbsp;939 par<wbr>tici&shy;pants.</p><div>one</div><div>two</div>three<p>four`, `
paragraph 1.1 The Conference met 1~939 participants.
paragraph one
paragraph two
paragraph three
paragraph four
`},
	{"the article and its frame", `<html><body><header><a href=/>ITU</a><a href=/c>Conseil</a></header><nav><ul><li><a>Accueil</a><li><a>Documents</a></ul></nav>
<div class="cookie-banner">Nous utilisons des cookies.</div><div class=breadcrumbs>Accueil &gt; Conseil</div>
<main><h1>Rapport</h1><p>Le Conseil est invité à prendre note du présent rapport sur la Conférence.</p><aside>Voir aussi</aside></main>
<footer>© UIT</footer><script>var x = "<p>no</p>";</script></body></html>`, `
furniture ITU Conseil
furniture Accueil
furniture Documents
furniture Nous utilisons des cookies.
furniture Accueil > Conseil
heading1 Rapport
paragraph Le Conseil est invité à prendre note du présent rapport sur la Conférence.
furniture Voir aussi
furniture © UIT
`},
	{"the head of an article is no head of the page", `<body><header class="site masthead"><a href=/>ITU</a></header><main><article><header class=masthead><dl class=masthead><dt>Conseil 2031</dt><dd>Document C31/7-F</dd><dt>Point de l'ordre du jour: ADM 3</dt><dd>2 mai 2031</dd></dl></header>
<h1>Rapport</h1><p>Le Conseil est invité à prendre note du présent rapport sur la Conférence.</p><p>Les délégués de tous les pays de la région y ont participé, sur place ou en ligne, et ont salué l'accueil du pays hôte.</p></article></main></body>`, `
furniture ITU
paragraph Conseil 2031
paragraph Document C31/7-F
paragraph Point de l'ordre du jour: ADM 3
paragraph 2 mai 2031
heading1 Rapport
paragraph Le Conseil est invité à prendre note du présent rapport sur la Conférence.
paragraph Les délégués de tous les pays de la région y ont participé, sur place ou en ligne, et ont salué l'accueil du pays hôte.
`},
	{"SharePoint: the title beside the field", `<body><div id=s4-ribbonrow>Site Actions</div><div id=sideNavBox class=nav><a>One</a><a>Two</a></div>
<h1>Consejo 2031</h1><div class=ms-rtestate-field><p>Se invita al Consejo a tomar nota del presente informe sobre los resultados.</p></div></body>`, `
furniture Site Actions
furniture One Two
heading1 Consejo 2031
paragraph Se invita al Consejo a tomar nota del presente informe sobre los resultados.
`},
	{"lists", `<ol start=3 type=a><li>drei<li value=7><p>sieben</p><p>weiter</p></ol><ol reversed><li>x<li>y</ol><ol type=i><li>one<li>two<ul><li>deep</ul></ol><ul style="list-style:none"><li>plain</ul>`, `
item1 [c.]→drei
item1 [g.]→sieben
paragraph weiter
item1 [2.]→x
item1 [1.]→y
item1 [i.]→one
item1 [ii.]→two
item2 [◦]→deep
paragraph plain
`},
	{"a list typed by Word, unfiltered", `<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.1<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Совет рассмотрел отчет.</p>
<p class=MsoListParagraph><!--[if !supportLists]--><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><!--[endif]-->Первый пункт</p>`, `
paragraph [1.1]→Совет рассмотрел отчет.
item [•]→Первый пункт
`},
	{"a list typed by Word, filtered", `<div class=WordSection1><p class=MsoListParagraph>2.3<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>The Council noted</p><p class=MsoNormal>–<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>a point</p></div>`, `
paragraph [2.3]→The Council noted
item [–]→a point
`},
	{"LibreOffice's outline, broken by a table", `<html><head><meta name=generator content="LibreOffice 7.4"></head><body><ol><li value=1><h1>المقدمة</h1><ol><li><p>النص الأول</p><li><p>النص الثاني</p></ol></ol><table><tr><td>أ<td>ب</tr></table><ol><ol start=3><li><p>النص الثالث</p></ol><li><h1>الخاتمة</h1></ol></body></html>`, `
heading1 [1]→المقدمة
paragraph [1.1]→النص الأول
paragraph [1.2]→النص الثاني
table
  row
    cell 0+1/1 أ
    cell 1+1/1 ب
paragraph [1.3]→النص الثالث
heading1 [2]→الخاتمة
`},
	{"a table with spans", `<table><caption>Table 1</caption><thead><tr><th rowspan=2>Region<th colspan=2>Participants</tr><tr><th>2024<th>2025</tr></thead><tr><td>Africa<td>412<td><p>1 044</p><p>(provisional)</p></tr><tr><td></td><td></td></tr></table>`, `
paragraph Table 1
table
  row head
    cell 0+1/2 head Region
    cell 1+2/1 head Participants
  row head
    cell 1+1/1 head 2024
    cell 2+1/1 head 2025
  row
    cell 0+1/1 Africa
    cell 1+1/1 412
    cell 2+1/1
      paragraph 1 044
      paragraph (provisional)
`},
	{"a table that is only layout", `<table><tr><td><h2>概要</h2><p>请理事会注意本报告。</p></td></tr></table>`, `
heading2 概要
paragraph 请理事会注意本报告。
`},
	{"footnotes by link", `<p>The needs of developing countries<sup><a href="#fn1" id="r1">1</a></sup>, in 1&nbsp;939<a href="#_ftn2" name="_ftnref2"><sup>[2]</sup></a> places.</p><ol><li id=fn1>These include least developed countries. <a href="#r1">↩</a></ol><div id=ftn2><p><a href="#_ftnref2" name="_ftn2"><sup>[2]</sup></a> Provisional.</p></div>`, `
paragraph The needs of developing countries, in 1~939 places.
note [1]→These include least developed countries.
note [2]→Provisional.
`},
	{"footnotes without links, powers, ordinals", `<p>Les pays<sup>1</sup> ont 30 km<sup>2</sup> et 10<sup>9</sup> bits le 1<sup>er</sup> mai à 44<sup>3</sup> places.</p><p><sup>1</sup> Y compris les PMA.</p>`, `
paragraph Les pays ont 30 km² et 10⁹ bits le 1er mai à 44 places.
note [1]→Y compris les PMA.
`},
	{"what is not seen", `<p style="display: none">a</p><p hidden>b</p><span style="visibility:hidden">c</span><p>d<del>e</del><ins>f</ins><s>g</s><span style='mso-hide:all'>h</span></p><noscript>i</noscript><template>j</template><!-- k -->`, `
paragraph df
`},
	{"line breaks and rules", `<p>GENEVA<br>2031<br><br>Original: English</p><hr><pre>one
  two

three</pre>`, `
paragraph GENEVA↵2031
paragraph Original: English
paragraph rule ______________
paragraph one↵  two
paragraph three
`},
	{"marks of a whole block", `<p align=center><b>TITLE</b></p><p><i>considering</i></p><p>not <b>all</b></p>`, `
paragraph bold centered TITLE
paragraph italic considering
paragraph not all
`},
	{"formulas", `<p>Let <math><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mi>y</mi><mn>2</mn></msup><annotation>x</annotation></math> be.</p>`, `
paragraph Let x=1/2y^2 be.
`},
	{"a page of the Union in Spanish with an embedded table of contents", `<body><div class=toc><a href=#a>1 Introducción</a></div><h2 id=a>1&nbsp;&nbsp; Introducción</h2><p>Asistieron 320 delegados.</p></body>`, `
furniture 1 Introducción
heading2 [1]~~ Introducción
paragraph Asistieron 320 delegados.
`},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		doc, err := Reader{}.Read(context.Background(), "x.html", []byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := outline(doc); got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s", c.name, got)
		}
		check(t, doc)
	}
}

func TestProperties(t *testing.T) {
	doc, err := Reader{}.Read(context.Background(), "x.html", []byte(`<html lang="fr"><head><title>Page</title><meta name="DC.title" content="Rapport"><meta name=author content="UIT">
<meta property="article:modified_time" content="2031-03-24T10:00:00"><meta name=created content="20310301T080000000000000"></head><body><p>x</p></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"title": "Rapport", "author": "UIT", "modified": "2031-03-24T10:00:00", "created": "2031-03-01T08:00:00"}
	for k, v := range want {
		if doc.Properties[k] != v {
			t.Errorf("%s: %q", k, doc.Properties[k])
		}
	}
	if doc.Language != "fr" || len(doc.Properties) != len(want) {
		t.Errorf("%q %v", doc.Language, doc.Properties)
	}
}

func TestWordPress(t *testing.T) {
	for _, in := range []string{
		`{"id":7,"date":"2031-05-04T10:00:00","title":{"rendered":"Council 2031 opens"},"content":{"rendered":"<p>48&nbsp;Member States met.<\/p>\n<p>The end.<\/p>","protected":false}}`,
		`[{"id":7,"date":"2031-05-04T10:00:00","title":{"rendered":"Council 2031 opens"},"content":{"rendered":"<p>48&nbsp;Member States met.</p>\n<p>The end.</p>"}},{"id":8}]`,
	} {
		if !(Reader{}).Match("posts.json", []byte(in)) {
			t.Error("not taken")
		}
		doc, err := Reader{}.Read(context.Background(), "posts.json", []byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if got := outline(doc); got != "heading1 Council 2031 opens\nparagraph 48~Member States met.\nparagraph The end.\n" || doc.Properties["created"] != "2031-05-04T10:00:00" {
			t.Errorf("%s%v", got, doc.Properties)
		}
	}
}

func TestCharset(t *testing.T) {
	for name, in := range map[string]string{
		"meta":        "<html><head><meta charset=windows-1251></head><body><p>\xD1\xEE\xE2\xE5\xF2 \xEF\xF0\xE8\xED\xFF\xEB \xF0\xE5\xF8\xE5\xED\xE8\xE5</p>",
		"http-equiv":  "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\xF3\xCF\xD7\xC5\xD4 \xD0\xD2\xC9\xCE\xD1\xCC \xD2\xC5\xDB\xC5\xCE\xC9\xC5</p>",
		"declaration": "<?xml version='1.0' encoding='ISO-8859-5'?><html><p>\xC1\xDE\xD2\xD5\xE2 \xDF\xE0\xD8\xDD\xEF\xDB \xE0\xD5\xE8\xD5\xDD\xD8\xD5</p></html>",
		"a lie":       "<meta charset=iso-8859-1><p>Совет принял решение</p>",
	} {
		doc, err := Reader{}.Read(context.Background(), "x.html", []byte(in))
		if err != nil || doc.Text != "Совет принял решение" {
			t.Errorf("%s: %v %v", name, doc, err)
		}
	}
}

func TestMatch(t *testing.T) {
	for in, want := range map[string]bool{
		"<!DOCTYPE html><p>": true, "\xEF\xBB\xBF\n<HTML>": true, "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''><html>": true,
		"<!-- saved -->\n<html>": true, "<p>text": true, "<\x00h\x00t\x00m\x00l\x00>\x00 \x00": true, "text <b>bold</b>": false,
		"<?xml version='1.0'?><w:document>": false, "<svg xmlns=''>": false, "{\"a\": 1}": false, "%PDF-1.4": false, "<2 weeks": false,
	} {
		if got := (Reader{}).Match("x", []byte(in)); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
	if !(Reader{}).Match("x.htm", []byte("text <b>bold</b>")) || (Reader{}).Match("x.htm", []byte("PK\x03\x04\x00\x00\x00\x00\x00<")) {
		t.Error("name")
	}
}

// Pages that overflow a recursion, or make one that looks back at every tag quadratic. The test would not end, or
// crash, if they did.
func TestHostile(t *testing.T) {
	for name, in := range map[string]string{
		"unclosed divs":     strings.Repeat("<div>", 100000) + "x",
		"unclosed inline":   strings.Repeat("<b><i>", 100000) + "x",
		"unclosed spans":    strings.Repeat("<span>a ", 100000),
		"nested tables":     strings.Repeat("<table><tr><td>a", 50000),
		"nested lists":      strings.Repeat("<ul><li>a", 50000),
		"paragraphs":        strings.Repeat("<p>a", 200000),
		"colspan":           "<table>" + strings.Repeat("<tr><td colspan=99999 rowspan=99999>a<td>b</tr>", 2000) + "</table>",
		"one tag":           "<p " + strings.Repeat("a=1 ", 500000) + ">x</p>",
		"comments":          strings.Repeat("<!--", 300000) + "--><p>x</p>",
		"text":              "<p>" + strings.Repeat("word ", 1<<20) + "</p>",
		"notes":             strings.Repeat(`<p>a<sup><a href="#x">1</a></sup></p>`, 20000) + "<p id=x>1 note</p>",
		"sups":              strings.Repeat("<p>a<sup>1</sup></p><p><sup>1</sup>b</p>", 20000),
		"headings in lists": strings.Repeat("<ol><li><h1>a</h1></ol>", 30000),
		"mains":             strings.Repeat("<main><p>a</p></main>", 30000),
	} {
		doc, err := Reader{}.Read(context.Background(), "x.html", []byte(in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, doc)
		if len(doc.Text) > 3*len(in) {
			t.Errorf("%s: %d bytes of %d", name, len(doc.Text), len(in))
		}
	}
}

func TestBad(t *testing.T) {
	for in, want := range map[string]error{"<html><body></body></html>": pipeline.ErrEmpty, "<p>\x00\x01\x02\x03\x04\x05": pipeline.ErrUnknown} {
		if _, err := (Reader{}).Read(context.Background(), "x.html", []byte(in)); !errors.Is(err, want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Reader{}).Read(ctx, "x.html", []byte("<p>x</p>")); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

func TestReal(t *testing.T) {
	dir := os.Getenv("PLENARY_REAL")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "real")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "robust", "*.html"))
	if len(files) == 0 {
		t.Skip("no real documents: set PLENARY_REAL to their folder")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Reader{}.Read(context.Background(), filepath.Base(f), data)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		check(t, doc)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range cases {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := (Reader{}).Read(context.Background(), "x.html", data); err == nil {
			check(t, doc)
		}
	})
}

// check holds what is true of every document: valid text, blocks in order inside their parents.
func check(t *testing.T, doc *pipeline.Document) {
	t.Helper()
	if !utf8.ValidString(doc.Text) {
		t.Fatal("invalid text")
	}
	var walk func(bs []*pipeline.Block, in pipeline.Span)
	walk = func(bs []*pipeline.Block, in pipeline.Span) {
		at := in.Start
		for _, b := range bs {
			if b.Start < at || b.End < b.Start || b.End > in.End || !b.Label.Empty() && (b.Label.Start != b.Start || b.Label.End > b.End) {
				t.Fatalf("%s %v label %v after %d in %v", b.Kind, b.Span, b.Label, at, in)
			}
			at = b.End
			walk(b.Blocks, b.Span)
		}
	}
	walk(doc.Blocks, pipeline.Span{End: len(doc.Text)})
}

func BenchmarkRead(b *testing.B) {
	var page strings.Builder
	page.WriteString("<html><body><nav><a>Home</a></nav><main><h1>Report</h1>")
	for i := range 200 {
		fmt.Fprintf(&page, "<p><span>%d.1</span>&nbsp; The Conference met <b>1&nbsp;939</b> participants and adopted Resolution 91 (Baku, 2025).</p><ul><li>a point</li></ul>", i)
	}
	data := []byte(page.String() + "</main></body></html>")
	b.Run("whole", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := (Reader{}).Read(context.Background(), "x.html", data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("parser only", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := parse(string(data)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestLinks(t *testing.T) {
	doc, err := Reader{}.Read(context.Background(), "x.html", []byte(`<p> see <a href="https://www.itu.int/md/S26-CL-C-0030/en"> C26/30 </a>, <a href="javascript:go()">not</a> <a>this</a></p>
<ol><li>one <a href="#two">two</a></li></ol><table><tr><td><a href="a">cell</a></td><td>b</td></tr></table><a href="b"><p>block</p></a>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range doc.Links {
		got = append(got, doc.Quote(l.Span)+" "+l.URL)
	}
	if want := "C26/30 https://www.itu.int/md/S26-CL-C-0030/en|two #two|cell a"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
