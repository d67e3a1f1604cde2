package pdfdoc

import (
	"context"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"plenary/pipeline"
)

// TestLedLayout fails when led's Value holds its object in another way than led.go reads it.
func TestLedLayout(t *testing.T) {
	if _, ok := reflect.TypeFor[pdf.Value]().FieldByName("data"); !ok {
		t.Fatal("pdf.Value has no field data")
	}
	b := onePage("x").with(objects{5: "<</A 1/B 2.5/C(s)/D/n/E[4 0 R true null]/F 6 0 R>>"}).file("")
	table, err := readTable(b)
	if err != nil {
		t.Fatal(err)
	}
	r, err := openLed(table, nil)
	if err != nil {
		t.Fatal(err)
	}
	lib := newLibrary(r)
	got, err := lib.object(5)
	want := dict{"A": int64(1), "B": 2.5, "C": text("s"), "D": name("n"), "E": array{ref(4), true, nil}, "F": ref(6)}
	if err != nil || !reflect.DeepEqual(got, object(want)) {
		t.Errorf("object 5 is %#v, %v; want %#v", got, err, want)
	}
	s, err := lib.object(4)
	if s, ok := s.(*stream); err != nil || !ok || string(table.body(s.dict, s.at-len(cleanHeader))) != "x" {
		t.Errorf("object 4 is %#v, %v; want a stream holding x", s, err)
	}
}

// TestText draws strings and checks text, place, advance, size and direction of the last glyph. Widths are those
// of Helvetica: A 0.667, B 0.667, space 0.278. The page is 200 by 100 points.
func TestText(t *testing.T) {
	for _, c := range []struct {
		title, content, text string
		x, y, w, size        float64
		angle                int
	}{
		{"Td", "BT /F1 10 Tf 20 30 Td (AB) Tj ET", "AB", 26.67, 70, 6.67, 10, 0},
		{"TJ", "BT /F1 10 Tf 20 30 Td [(A) -500 (B)] TJ ET", "AB", 31.67, 70, 6.67, 10, 0},
		{"Tc", "BT /F1 10 Tf 2 Tc 20 30 Td (AB) Tj ET", "AB", 28.67, 70, 6.67, 10, 0},
		{"Tw", "BT /F1 10 Tf 5 Tw 0 30 Td (A B) Tj ET", "A B", 14.45, 70, 6.67, 10, 0},
		{"Tz", "BT /F1 10 Tf 50 Tz 20 30 Td (AB) Tj ET", "AB", 23.335, 70, 3.335, 10, 0},
		{"Ts", "BT /F1 10 Tf 4 Ts 20 30 Td (A) Tj ET", "A", 20, 66, 6.67, 10, 0},
		{"TD sets the leading", "BT /F1 10 Tf 20 30 Td 0 -12 TD T* (A) Tj ET", "A", 20, 94, 6.67, 10, 0},
		{"quote", "BT /F1 10 Tf 12 TL 20 30 Td (A) ' ET", "A", 20, 82, 6.67, 10, 0},
		{"double quote", "BT /F1 10 Tf 12 TL 20 30 Td 0 2 (AB) \" ET", "AB", 28.67, 82, 6.67, 10, 0},
		{"Tm scales", "BT /F1 1 Tf 20 0 0 10 20 30 Tm (AB) Tj ET", "AB", 33.34, 70, 13.34, 10, 0},
		{"cm", "2 0 0 2 10 10 cm BT /F1 10 Tf 5 5 Td (A) Tj ET", "A", 20, 80, 13.34, 20, 0},
		{"q and Q", "q 2 0 0 2 0 0 cm Q BT /F1 10 Tf 5 5 Td (A) Tj ET", "A", 5, 95, 6.67, 10, 0},
		{"upward", "BT /F1 10 Tf 0 1 -1 0 20 30 Tm (AB) Tj ET", "AB", 20, 63.33, 6.67, 10, 270},
		{"downward", "BT /F1 10 Tf 0 -1 1 0 20 30 Tm (AB) Tj ET", "AB", 20, 76.67, 6.67, 10, 90},
		{"upside down", "BT /F1 10 Tf -1 0 0 -1 20 30 Tm (AB) Tj ET", "AB", 13.33, 70, 6.67, 10, 180},
		{"negative size", "BT /F1 -10 Tf -1 0 0 -1 20 30 Tm (AB) Tj ET", "AB", 26.67, 70, 6.67, 10, 0},
		{"hex with odd digits", "BT /F1 10 Tf 20 30 Td <41 4> Tj ET", "A@", 26.67, 70, 10.15, 10, 0},
		{"escapes", `BT /F1 10 Tf 20 30 Td (\101\
B\)) Tj ET`, "AB)", 33.34, 70, 3.33, 10, 0},
		{"comment and odd numbers", "BT /F1 10 Tf % (no)\n --20 +30 Td (A) Tj ET", "A", -20, 70, 6.67, 10, 0},
		{"inline image passed over", "q BI /W 4 /H 1 /BPC 8 /CS /G ID (<EI EI Q BT /F1 10 Tf 20 30 Td (A) Tj ET", "A", 20, 70, 6.67, 10, 0},
		{"state after ET", "BT /F1 10 Tf 2 Tc ET BT 20 30 Td (AB) Tj ET", "AB", 28.67, 70, 6.67, 10, 0},
	} {
		t.Run(c.title, func(t *testing.T) {
			p := firstPage(t, onePage(c.content).file(""))
			if got := read(p); got != c.text {
				t.Fatalf("read %q, want %q", got, c.text)
			}
			g := p.Glyphs[len(p.Glyphs)-1]
			if !close(g.X, c.x) || !close(g.Y, c.y) || !close(g.W, c.w) || !close(g.Size, c.size) || g.Angle != c.angle {
				t.Errorf("last glyph at %.3f %.3f, advance %.3f, size %.3f, angle %d; want %v %v, %v, %v, %d", g.X, g.Y, g.W, g.Size, g.Angle, c.x, c.y, c.w, c.size, c.angle)
			}
		})
	}
}

func close(a, b float64) bool { return math.Abs(a-b) < 0.005 }

// TestRotate turns the page: the glyph stands where a reader sees it, and reads to the right again.
func TestRotate(t *testing.T) {
	for _, c := range []struct {
		page          string
		width, height float64
		x, y          float64
		angle         int
	}{
		{"/Rotate 0", 200, 100, 20, 70, 0},
		{"/Rotate 90", 100, 200, 30, 20, 90},
		{"/Rotate 180", 200, 100, 180, 30, 180},
		{"/Rotate -90", 100, 200, 70, 180, 270},
		{"/CropBox[10 10 110 90]", 100, 80, 10, 60, 0},
		{"/UserUnit 2", 400, 200, 40, 140, 0},
	} {
		o := onePage("BT /F1 10 Tf 20 30 Td (A) Tj ET")
		o[3] = strings.Replace(o[3], "/Type/Page", "/Type/Page"+c.page, 1)
		p := firstPage(t, o.file(""))
		if g := p.Glyphs[0]; p.Width != c.width || p.Height != c.height || !close(g.X, c.x) || !close(g.Y, c.y) || g.Angle != c.angle {
			t.Errorf("%s: page %v by %v, glyph at %.2f %.2f, angle %d; want %+v", c.page, p.Width, p.Height, g.X, g.Y, g.Angle, c)
		}
	}
}

// TestMarks checks marked content, artifacts, replaced text, hidden layers and unseen text.
func TestMarks(t *testing.T) {
	o := onePage("").with(objects{
		1: "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>>",
		3: "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/Properties<</Off 6 0 R/On 7 0 R/P <</MCID 9>>>>>>>>",
		6: "<</Type/OCG/Name(off)>>",
		7: "<</Type/OCG/Name(on)>>",
	})
	for _, c := range []struct {
		title, content, text string
		mcid                 int
		artifact, hidden     bool
	}{
		{"none", "(A) Tj", "A", -1, false, false},
		{"MCID", "/P <</MCID 3>> BDC (A) Tj EMC", "A", 3, false, false},
		{"named properties", "/P /P BDC (A) Tj EMC", "A", 9, false, false},
		{"inner mark without MCID", "/P <</MCID 3>> BDC /Span BMC (A) Tj EMC EMC", "A", 3, false, false},
		{"after the mark", "/P <</MCID 3>> BDC EMC (A) Tj", "A", -1, false, false},
		{"artifact", "/Artifact <</Type/Pagination>> BDC (A) Tj EMC", "A", -1, true, false},
		{"artifact without properties", "/Artifact BMC (A) Tj EMC", "A", -1, true, false},
		{"ActualText one by one", "/Span <</ActualText(xy)>> BDC (AB) Tj EMC", "xy", -1, false, false},
		{"ActualText for all", "/Span <</ActualText<FEFF006600660069>>> BDC (A) Tj EMC", "ffi", -1, false, false},
		{"ActualText shorter", "/Span <</ActualText(-)>> BDC (ABA) Tj EMC", "-", -1, false, false},
		{"hidden layer", "/OC /Off BDC (no) Tj EMC /OC /On BDC (A) Tj EMC", "A", -1, false, false},
		{"unseen text", "3 Tr (A) Tj", "A", -1, false, true},
	} {
		t.Run(c.title, func(t *testing.T) {
			o := o.with(objects{4: body("", "BT /F1 10 Tf 20 30 Td "+c.content+" ET")})
			p := firstPage(t, o.file(""))
			if got := read(p); got != c.text {
				t.Fatalf("read %q, want %q", got, c.text)
			}
			if g := p.Glyphs[0]; g.MCID != c.mcid || g.Artifact != c.artifact || g.Hidden != c.hidden {
				t.Errorf("MCID %d, artifact %v, hidden %v", g.MCID, g.Artifact, g.Hidden)
			}
		})
	}
}

// TestRules draws paths and checks the rules that come of them.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		title, content string
		want           []Rule
	}{
		{"horizontal", "2 w 10 40 m 60 40 l S", []Rule{{10, 60, 60, 60, 2}}},
		{"vertical, closed", "10 40 m 10 90 l s", []Rule{{10, 10, 10, 60, 1}, {10, 10, 10, 60, 1}}},
		{"slanting", "10 40 m 60 90 l S", nil},
		{"thin filled", "10 40 50 0.5 re f", []Rule{{10, 59.75, 60, 59.75, 0.5}}},
		{"thin filled as lines", "10 40 m 60 40 l 60 41 l 10 41 l h f*", []Rule{{10, 59.5, 60, 59.5, 1}}},
		{"filled box", "10 40 50 20 re f", []Rule{{10, 40, 60, 40, 0}, {10, 60, 60, 60, 0}, {10, 40, 10, 60, 0}, {60, 40, 60, 60, 0}}},
		{"stroked box under cm", "0.5 0 0 0.5 0 0 cm 20 80 100 40 re S", []Rule{{10, 40, 60, 40, 0.5}, {10, 60, 60, 60, 0.5}, {10, 40, 10, 60, 0.5}, {60, 40, 60, 60, 0.5}}},
		{"white fill", "1 g 10 40 50 20 re f", nil},
		{"white in CMYK", "0 0 0 0 k 10 40 50 20 re f", nil},
		{"clip only", "10 40 50 20 re W n", nil},
		{"curve", "10 40 m 20 40 30 40 60 40 c S", nil},
		{"off the page", "300 40 m 400 40 l S", nil},
	} {
		t.Run(c.title, func(t *testing.T) {
			p := firstPage(t, onePage(c.content).file(""))
			if !reflect.DeepEqual(p.Rules, c.want) {
				t.Errorf("rules %v, want %v", p.Rules, c.want)
			}
		})
	}
}

// TestForms checks forms, images and appearances.
func TestForms(t *testing.T) {
	o := onePage("q 1 0 0 1 10 0 cm /X Do Q /I Do /I Do BT /F1 10 Tf (B) Tj ET").with(objects{
		3:  "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R/I 7 0 R>>>>/Annots[8 0 R 10 0 R]>>",
		6:  body("/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 0 20]/StructParents 1", "/P <</MCID 0>> BDC BT /F1 10 Tf (A) Tj ET EMC"),
		7:  body("/Subtype/Image/Width 1/Height 1", "x"),
		8:  "<</Subtype/FreeText/Rect[50 50 90 70]/AP<</N 9 0 R>>>>",
		9:  body("/Subtype/Form/BBox[0 0 20 10]/Resources<</Font<</F 5 0 R>>>>", "BT /F 10 Tf (C) Tj ET"),
		10: "<</Subtype/FreeText/F 2/Rect[50 50 90 70]/AP<</N 9 0 R>>>>",
	})
	p := firstPage(t, o.file(""))
	if got := read(p); got != "ABC" || p.Images != 2 {
		t.Fatalf("read %q and %d images, want ABC and 2", got, p.Images)
	}
	if g := p.Glyphs[0]; g.X != 10 || g.Y != 80 || g.MCID != 0 || g.Stream != 6 {
		t.Errorf("the form's glyph is %+v", g)
	}
	if g := p.Glyphs[1]; g.MCID != -1 || g.Stream != 0 {
		t.Errorf("the glyph after the form is %+v", g)
	}
	if g := p.Glyphs[2]; g.X != 50 || g.Y != 50 || !close(g.Size, 20) {
		t.Errorf("the annotation's glyph is %+v", g)
	}
}

// TestTree reads a small structure tree.
func TestTree(t *testing.T) {
	o := onePage("").with(objects{
		1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/Lang(fr-CH)>>",
		6: "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</Titre/Heading#201/Heading#201/H1>>>>",
		7: "<</S/Document/Pg 3 0 R/K[8 0 R 9 0 R<</Type/OBJR/Obj 3 0 R>>]>>",
		8: "<</S/Titre/K 0/ActualText<FEFF00C9>/Alt(a)/Lang(es)>>",
		9: "<</S/TD/Pg 3 0 R/A[<</O/Table/ColSpan 2>><</O/Table/RowSpan 3>>]/K[1<</Type/MCR/Pg 3 0 R/MCID 2/Stm 12 0 R>>]>>",
	})
	f := open(t, o.file(""))
	root := f.Tree()
	want := &Elem{Type: "StructTreeRoot", Lang: "fr-CH", Kids: []Kid{{Elem: &Elem{Type: "Document", Kids: []Kid{
		{Elem: &Elem{Type: "H1", ActualText: "É", Alt: "a", Lang: "es", Kids: []Kid{{}}}},
		{Elem: &Elem{Type: "TD", ColSpan: 2, RowSpan: 3, Kids: []Kid{{MCID: 1}, {MCID: 2, Stream: 12}}}},
	}}}}}
	if !reflect.DeepEqual(root, want) {
		t.Errorf("tree %+v", root)
	}
	if f.Language() != "fr-CH" {
		t.Errorf("language %q", f.Language())
	}
}

func TestInfo(t *testing.T) {
	o := onePage("").with(objects{
		1: "<</Type/Catalog/Pages 2 0 R/Metadata 7 0 R>>",
		6: `<</Title<FEFF0052006100700070006F00720074>/Author(J. \351)/CreationDate(D:20260324101500+02'00')>>`,
		7: body("/Type/Metadata", `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description xmp:ModifyDate="2026-03-25T08:00:00Z"><dc:title><rdf:Alt><rdf:li>Other</rdf:li></rdf:Alt></dc:title><pdf:Producer>P</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>`),
	})
	want := map[string]string{"title": "Rapport", "author": "J. é", "created": "2026-03-24T10:15:00+02:00", "modified": "2026-03-25T08:00:00Z", "producer": "P"}
	if got := open(t, o.file("/Info 6 0 R")).Info(); !reflect.DeepEqual(got, want) {
		t.Errorf("info %v, want %v", got, want)
	}
}

func TestISODate(t *testing.T) {
	for in, want := range map[string]string{
		"D:2026": "2026", "D:202603": "2026-03", "D:20260324": "2026-03-24", "20260324101500Z": "2026-03-24T10:15:00Z",
		"D:20260324101500": "2026-03-24T10:15:00", "D:202603241015-05'30": "2026-03-24T10:15-05:30", "yesterday": "", "D:20261324": "2026", "": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestContainers wraps one page in the odd ways files are wrapped.
func TestContainers(t *testing.T) {
	plain := onePage("BT /F1 10 Tf (Hello) Tj ET")
	b := string(plain.file(""))
	packed := "1 0 2 34 " // objects 1 and 2 at 0 and 34
	members := "<</Type/Catalog/Pages 2 0 R     >><</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>"
	o := plain.with(objects{6: strings.Replace(body("/Type/ObjStm/N 2/First 9", packed+members), "9>>", "9>>", 1)})
	delete(o, 1)
	delete(o, 2)
	for title, data := range map[string]string{
		"plain":                  b,
		"junk before":            "junk\r\n\x00 more" + b,
		"junk after":             b + strings.Repeat("\x00junk", 1000),
		"version 2.0":            strings.Replace(b, "%PDF-1.4", "%PDF-2.0", 1),
		"no header":              strings.Replace(b, "%PDF-1.4", "         ", 1),
		"no end":                 b[:strings.Index(b, "startxref")],
		"no table":               b[:strings.Index(b, "xref\n")],
		"wrong startxref":        strings.Replace(b, "startxref\n", "startxref\n1", 1),
		"offsets off by three":   strings.Replace(b, "%PDF-1.4\n", "%PDF-1.4\n%%\n", 1),
		"wrong length":           strings.Replace(b, "/Length 27", "/Length 5", 1),
		"length beyond the file": strings.Replace(b, "/Length 27", "/Length 99999999", 1),
		"missing endobj":         strings.ReplaceAll(b, "endobj", "      "),
		"table begins at 1":      strings.Replace(b, "xref\n0 6", "xref\n1 6", 1),
		"objects packed, no table": string(o.file(""))[:strings.Index(string(o.file("")), "xref\n")] +
			"trailer<</Root 1 0 R>>",
	} {
		t.Run(title, func(t *testing.T) {
			if got := read(firstPage(t, []byte(data))); got != "Hello" {
				t.Errorf("read %q", got)
			}
		})
	}
}

// TestEncrypted has qpdf encrypt a file in every way it knows.
func TestEncrypted(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	b := onePage("BT /F1 10 Tf (Hello) Tj ET").with(objects{6: "<</Title(Secret)>>"}).file("/Info 6 0 R")
	if err := os.WriteFile(in, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"40", "128", "128 --use-aes=y", "128 --use-aes=y --cleartext-metadata", "256", "256 --force-R5", "256 --cleartext-metadata"} {
		for _, password := range []string{"", "user"} {
			cmd := append([]string{"--allow-weak-crypto", "--object-streams=generate", "--encrypt", password, "owner"}, strings.Fields(args)...)
			if msg, err := exec.Command(qpdf, append(cmd, "--", in, out)...).CombinedOutput(); err != nil {
				t.Fatalf("qpdf %s: %v: %s", args, err, msg)
			}
			b, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if password != "" {
				if _, err := (Native{}).Open(context.Background(), b, Limits{}); !errors.Is(err, pipeline.ErrEncrypted) {
					t.Errorf("%s with a password: error %v", args, err)
				}
				continue
			}
			f, err := Native{}.Open(context.Background(), b, Limits{})
			if err != nil {
				t.Errorf("%s: %v", args, err)
				continue
			}
			p, err := f.Page(context.Background(), 0)
			if err != nil || read(p) != "Hello" || f.Info()["title"] != "Secret" {
				t.Errorf("%s: read %v, title %q, error %v", args, p, f.Info()["title"], err)
			}
		}
	}
}
