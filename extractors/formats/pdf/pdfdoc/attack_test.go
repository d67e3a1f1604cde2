package pdfdoc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"plenary/pipeline"
)

// attacks are small files that hang a reader, exhaust its memory or end its process: the handmade ones that led
// fails at, and their like.
var attacks = sync.OnceValue(func() map[string][]byte {
	hello := onePage("BT /F1 12 Tf 10 50 Td (Hello) Tj ET")
	good := hello.file("")
	page := func(content string) []byte { return onePage(content).file("") }
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	self := "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	rows := "\x01\x09\x00" + "\x02\x02\x00" // object 1 at 9, object 2 in object stream 2
	self += fmt.Sprintf("3 0 obj<</Type/XRef/Size 3/Index[1 2]/W[1 1 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF", len(rows), rows, len(self))
	formula := onePage("/X Do").with(objects{
		3: "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
		6: body("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>", "/X Do /Y Do"),
		7: body("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>", "/X Do /Y Do"),
	})
	fan := onePage("/X1 Do")
	fan[3] = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 30 0 R>>"
	names := ""
	for i := 1; i < 20; i++ { // each form draws the next one ten times: 10^19 in all
		names += fmt.Sprintf("/X%d %d 0 R", i, 9+i)
		fan[9+i] = body("/Subtype/Form/BBox[0 0 9 9]/Resources 30 0 R", many(fmt.Sprintf("/X%d Do ", i+1), 10))
	}
	fan[30] = "<</XObject<<" + names + ">>>>"
	packs := onePage("").with(objects{6: body("/Type/ObjStm/N 2000000000/First 2000000000", "1 0"), 7: body("/Type/ObjStm/N 2000000000/First 4", "8 0 9 99999999999 null")})
	return map[string][]byte{
		"object stream in itself":     []byte(self),
		"table of 2e9 entries":        []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n2000000000 1\n0000000009 00000 n \ntrailer<</Size 2000000001/Root 1 0 R>>\nstartxref\n45\n%%EOF"),
		"stream of 4e9 entries":       []byte("%PDF-1.5\n1 0 obj<</Type/XRef/Size 4000000000/W[1 900000000 1]/Root 1 0 R/Length 1>>stream\nx\nendstream endobj\nstartxref\n9\n%%EOF"),
		"prev at itself":              hello.file(fmt.Sprintf("/Prev %d", bytes.LastIndex(good, []byte("xref\n0")))),
		"page tree in a circle":       hello.with(objects{2: "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 2000000000/Parent 2 0 R>>"}).file(""),
		"page tree without end":       hello.with(objects{2: "<</Type/Pages/Kids[6 0 R]>>", 6: "<</Type/Pages/Kids[2 0 R]>>"}).file(""),
		"reference to itself":         hello.with(objects{2: "2 0 R"}).file(""),
		"length of itself":            hello.with(objects{4: "<</Length 4 0 R>>stream\nBT (x) Tj ET\nendstream"}).file(""),
		"font of itself":              hello.with(objects{5: "<</Type/Font/Subtype/Type0/DescendantFonts 5 0 R/Encoding 5 0 R/ToUnicode 5 0 R>>"}).file(""),
		"outlines in a circle":        hello.with(objects{1: "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", 6: "<</First 6 0 R/Next 6 0 R>>"}).file(""),
		"structure in a circle":       hello.with(objects{1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>", 6: "<</K 7 0 R/RoleMap<</A/B/B/A>>>>", 7: "<</S/A/K[6 0 R 7 0 R 8 0 R]/P 6 0 R>>", 8: "<</S/A/K[7 0 R 8 0 R]>>"}).file(""),
		"forms in a circle":           formula.file(""),
		"forms drawn 1e19 times":      fan.file(""),
		"open hex string":             page("BT /F1 12 Tf (a) Tj <48"),
		"open array and dictionary":   page("BT /F1 12 Tf [(a) -20 <</A [ /B <<"),
		"inline image with brackets":  page("BI /W 2 /H 2 ID <<((<< EI BT /F1 12 Tf (after) Tj ET"),
		"inline image without end":    page("BI /W 2 /H 2 ID <<(("),
		"many inline images cut":      page(many("BI ID EI", 50_000)),
		"Q without q":                 page(many("Q ", 100_000)),
		"q without Q":                 page(many("q ", 1_000_000)),
		"marks without end":           page(many("/P <</MCID 0/ActualText(x)>> BDC ", 50_000)),
		"nested arrays":               page(many("[", 1_000_000)),
		"nested dictionaries":         page(many("<</A", 500_000)),
		"nested objects in file":      hello.with(objects{5: many("[", 2_000_000)}).file(""),
		"nested obj in file":          hello.with(objects{5: many("1 0 obj ", 200_000)}).file(""),
		"bad escape":                  page(`BT /F1 12 Tf (50\% of \q) Tj ET`),
		"operators without operands":  page("BT Tf Td TD Tm Tj TJ ' \" Tc Tw Tz TL Ts Tr cm re m l c v y h S gs Do BDC BMC EMC EMC ET"),
		"absurd numbers":              page("BT /F1 1e308 Tf 99999999999999999999999 0 0 -99999999999999999999 0 0 Tm 9999999999999999999999999999 Tc (abc) Tj ET 1e99 0 0 1e99 0 0 cm 0 0 1 1 re f"),
		"unknown filter":              hello.with(objects{4: body("/Filter/Nonsense", "x")}).file(""),
		"cut Flate stream":            hello.with(objects{4: body("/Filter/FlateDecode", deflated(many("BT /F1 12 Tf (x) Tj ET ", 1000))[:40])}).file(""),
		"predictor of no columns":     hello.with(objects{4: body("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns -5/Colors 2147483647/BitsPerComponent 9999>>", deflated("\x04abc"))}).file(""),
		"fifty filters":               hello.with(objects{4: body("/Filter["+many("/FlateDecode", 50)+"]", "x")}).file(""),
		"bomb":                        hello.with(objects{4: body("/Filter/FlateDecode", deflated(many(" ", 40<<20)))}).file(""),
		"bomb in a bomb":              hello.with(objects{4: body("/Filter[/FlateDecode/FlateDecode]", deflated(deflated(many("\x00", 60<<20))))}).file(""),
		"object streams of nothing":   packs.file(""),
		"xref of one broken row":      []byte(strings.Replace(string(good), "0000000009 00000 n", "zzzzzzzzzz", 1)),
		"CMap of 4e9 codes":           hello.with(objects{5: "<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 6 0 R>>", 6: body("", "beginbfrange <00000000> <FFFFFFFF> <0041> <00> <FFFFFFFF> ["+many("<0041>", 1000)+"] endbfrange begincidrange <0000> <FFFFFFFF> 2147483647 endcidrange")}).file(""),
		"widths of 2e9 glyphs":        hello.with(objects{5: "<</Type/Font/Subtype/Type0/Encoding/Identity-V/DescendantFonts[<</Subtype/CIDFontType2/W[0 2147483647 500 -9 [1]]/W2[0 2147483647 1 1 1]>>]>>"}).file(""),
		"appearance of itself":        hello.with(objects{3: "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[6 0 R 6 0 R 6 0 R]>>", 6: "<</Subtype/FreeText/Rect[0 0 9 9]/AP<</N 7 0 R>>>>", 7: body("/Subtype/Form/BBox[0 0 0 0]/Resources<</XObject<</X 7 0 R>>>>", "/X Do")}).file(""),
		"broken Type 1 font":          hello.with(objects{5: "<</Type/Font/Subtype/Type1/BaseFont/A/FontDescriptor<</FontFile 6 0 R>>>>", 6: body("", "%!PS-AdobeFont /Encoding 256 array dup 99#1 /A put dup 8#101 /A put dup -5 /B put eexec")}).file(""),
		"broken CFF font":             hello.with(objects{5: "<</Type/Font/Subtype/Type1/BaseFont/A/FontDescriptor<</FontFile3 6 0 R>>>>", 6: body("", "\x01\x00\x04\x04"+many("\xFF", 60))}).file(""),
		"broken TrueType font":        hello.with(objects{5: "<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</FontFile2 6 0 R>>>>", 6: body("", "\x00\x01\x00\x00\xFF\xFF"+many("cmap\x00\x00\x00\x00\x00\x00\x00\x0C\xFF\xFF\xFF\xFF", 40))}).file(""),
		"cmap table of 4e9 groups":    hello.with(objects{5: "<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</FontFile2 6 0 R>>>>", 6: body("", "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1C\x00\x00\x00\xFF\x00\x00\x00\x01\x00\x03\x00\x0A\x00\x00\x00\x0C\x00\x0C\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xFF\xFF\xFF\xFF\x00\x00\x00\x00\xFF\xFF\xFF\xFE\x00\x00\x00\x00")}).file(""),
		"encryption of nothing":       hello.file("/Encrypt<<>>"),
		"encryption with short keys":  hello.file("/Encrypt<</Filter/Standard/V 5/R 6/U(x)/UE(y)/StmF/StdCF/CF<</StdCF<</CFM/AESV3>>>>>>"),
		"crypt filter without params": hello.with(objects{4: body("/Filter/Crypt", "BT ET")}).file(""),
		"only the header":             []byte("%PDF-1.7"),
		"nothing but obj":             []byte(many(" obj", 200_000)),
		"trailers without end":        []byte("%PDF-1.4\n" + many("trailer<<", 100_000)),
		"many startxref":              []byte("%PDF-1.4\n" + many("startxref\n", 100_000)),
		"many streams without end":    []byte("%PDF-1.4\n" + many("1 0 obj<</Length 9>>stream\n", 20_000)),
		"prev of many":                []byte("%PDF-1.4\n" + many("xref\n0 0\ntrailer<</Prev 9>>\n", 10_000) + "startxref\n9\n%%EOF"),
		"many trailers":               []byte("%PDF-1.4\n" + many("trailer<<>>", 200_000) + " obj"),
		"many packs without end":      []byte("%PDF-1.4\n" + numbered("%d 0 obj<</Type/ObjStm/Length 9>>stream\n", 50_000)),
		"many open strings":           []byte("%PDF-1.4\n" + numbered("%d 0 obj<</A(", 100_000)),
		"numbers far apart":           []byte("%PDF-1.4\n" + many("1"+many(" ", 60_000)+"0 obj ", 20) + "xref\n0 300000\n" + many("0000000009 00000 n \n", 300_000) + "trailer<<>>\nstartxref\n1200149\n%%EOF"),
	}
})

// numbered repeats a format with the numbers from 1 to n.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestAttacks opens each attack and reads all of it. None may panic out, take long or need much memory.
func TestAttacks(t *testing.T) {
	const most, patience = 300 << 20, 10 * time.Second
	// The bombs hold ten times this limit; the default one lets a page decode 64 MiB.
	limits := Limits{Stream: 4 << 20}
	for title, b := range attacks() {
		t.Run(title, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			done := make(chan error, 1)
			go func() { done <- readAll(ctx, b, limits) }()
			select {
			case err := <-done:
				if err != nil && !errors.Is(err, pipeline.ErrDamaged) && !errors.Is(err, pipeline.ErrEncrypted) {
					t.Errorf("error of no known kind: %v", err)
				}
			case <-time.After(patience + time.Second):
				t.Fatalf("still running after %v", patience)
			}
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > most {
				t.Errorf("%d MiB allocated for a file of %d bytes", n>>20, len(b))
			}
		})
	}
}

// readAll reads everything a file gives and says why it could not be opened. Pages may be lost.
func readAll(ctx context.Context, b []byte, limits Limits) error {
	f, err := Native{}.Open(ctx, b, limits)
	if err != nil {
		return err
	}
	for i := range f.NumPages() {
		f.Page(ctx, i)
	}
	f.Tree()
	f.Info()
	f.Language()
	f.Problems()
	return ctx.Err()
}

// TestAttacksKeepText names what must still be read in spite of the attack.
func TestAttacksKeepText(t *testing.T) {
	all := attacks()
	for title, want := range map[string]string{
		"prev at itself":             "Hello",
		"page tree in a circle":      "Hello",
		"outlines in a circle":       "Hello",
		"structure in a circle":      "Hello",
		"open hex string":            "a",
		"inline image with brackets": "after",
		"bad escape":                 "50% of q",
		"xref of one broken row":     "Hello",
		"appearance of itself":       "Hello",
		"length of itself":           "x",
	} {
		t.Run(title, func(t *testing.T) {
			if got := read(firstPage(t, all[title])); got != want {
				t.Errorf("read %q, want %q", got, want)
			}
		})
	}
}
