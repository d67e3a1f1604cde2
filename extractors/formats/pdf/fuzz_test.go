package pdf

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// small returns a PDF file of one page with this content stream, in Helvetica.
func small(content string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>")
	object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

func TestReadFile(t *testing.T) {
	doc, err := Reader{}.Read(context.Background(), "x.pdf", small("BT /F1 12 Tf 50 700 Td (1.1  The Council met in 2026.) Tj ET"))
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, doc)
	if doc.Text != "1.1\tThe Council met in 2026." {
		t.Errorf("%q", doc.Text)
	}
}

// FuzzRead reads anything: an error or a sound document, no panic.
func FuzzRead(f *testing.F) {
	f.Add(small("BT /F1 12 Tf 50 700 Td (The Council) Tj 0 -14 Td (met.) Tj ET"))
	f.Add(small("BT /F1 12 Tf 1 0 0 1 50 700 Tm [(a) -300 (b)] TJ 3 Tr (hidden) Tj ET q 1 0 0 1 5 5 cm 0 0 100 1 re f Q"))
	f.Add([]byte("%PDF-1.7\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		doc, err := Reader{Limits: pdfdoc.Limits{Pages: 20, Stream: 1 << 20, Glyphs: 20000, Forms: 100}}.Read(ctx, "x.pdf", data)
		if err == nil {
			checkDocument(t, doc)
		}
	})
}

// FuzzLayout lays out glyphs at any place: what the file's own bytes decide.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("The Council, in 2026-\x01\x02\x03 1.1 (a) ........ 5"))
	f.Add(bytes.Repeat([]byte{1, 200, 40, 'a', 3, 90, 12, '1'}, 40))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := newPen()
		texts := []string{"a", "1", ".", " ", "-", "(", "م", "ل", "لا", "大", "•", "´", "\u00ad", "\u064e", "", "<"}
		x, y := 50.0, 50.0
		for _, b := range data {
			switch {
			case b < 16:
				x, y = 50+20*float64(b), y+3
			case b < 32:
				p.size = float64(b) - 14
			case b < 48:
				y += float64(b) - 40
			case b < 64:
				x += 4 * (float64(b) - 50)
			case b < 70:
				p.mcid = int(b) - 65
			case b < 74:
				p.angle = 90 * int(b-70)
			case b < 76:
				p.artifact = b == 75
			default:
				x = p.put(x, y, texts[b%16])
			}
		}
		kid := func(n int) pdfdoc.Kid { return pdfdoc.Kid{MCID: n} }
		elem := func(kind string, kids ...pdfdoc.Kid) pdfdoc.Kid {
			return pdfdoc.Kid{Elem: &pdfdoc.Elem{Type: kind, Kids: kids}}
		}
		tree := &pdfdoc.Elem{Type: "Document", Kids: []pdfdoc.Kid{elem("Table", elem("TR", elem("TD", kid(0)), elem("TH", kid(1)))), elem("LI", elem("Lbl", kid(2)), elem("LBody", kid(3))), elem("P", kid(4), elem("Note", kid(-1)))}}
		for _, tr := range []*pdfdoc.Elem{nil, tree} {
			doc, err := Reader{Engine: &fake{pages: []*pdfdoc.Page{p.page, p.page}, tree: tr}}.Read(context.Background(), "x.pdf", nil)
			if err == nil {
				checkDocument(t, doc)
			}
		}
	})
}

// TestPathological draws pages that would cost a careless layout the square of their glyphs: text that jumps up and
// down, one endless row, one column of page numbers beside leaders, all on one spot.
func TestPathological(t *testing.T) {
	const n = 20000
	for name, draw := range map[string]func(p *pen, i int){
		"zigzag": func(p *pen, i int) { p.put(float64(i%50)*12, 100+float64(i*37%600), "a") },
		"row":    func(p *pen, i int) { p.put(float64(i)*12/40, 100, "a") },
		"cells":  func(p *pen, i int) { p.page.Width = 1e6; p.put(float64(i)*30, 100, "7") },
		"spot":   func(p *pen, i int) { p.put(100, 100, string(rune('a'+i%26))) },
		"leaders": func(p *pen, i int) {
			p.page.Height = 1e6
			p.put(50, float64(i/8)*12, "....... ")
			p.put(500, float64(i/8)*12, "5")
		},
		"notes": func(p *pen, i int) {
			p.page.Height = 1e6
			p.size = 5
			p.put(50, float64(i)*12-3, "1")
			p.size = 8
			p.put(54, float64(i)*12, "n")
		},
		"signs":    func(p *pen, i int) { p.put(float64(i)*12/400, 100, []string{"\u064e", "ل"}[min(1, i%400)]) },
		"strokes":  func(p *pen, i int) { p.put(float64(i)*12/40, 100, []string{"<", "ل"}[min(1, i%4000/3999)]) },
		"brackets": func(p *pen, i int) { p.put(float64(i%500), 100+float64(i/500)*12, []string{"(", "ل", ")", "5"}[i%4]) },
	} {
		p := newPen()
		for i := range n {
			draw(p, i)
		}
		if _, err := (Reader{Engine: &fake{pages: []*pdfdoc.Page{p.page}}}).Read(context.Background(), name, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRobust reads files that broke other readers: an error or a sound document.
func TestRobust(t *testing.T) {
	if testing.Short() {
		t.Skip("real documents in -short")
	}
	files, _ := filepath.Glob(filepath.Join(realDir(t), "robust", "*.pdf"))
	read := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		doc, err := Reader{}.Read(ctx, filepath.Base(f), data)
		if ctx.Err() != nil {
			t.Errorf("%s: took more than 20 s", filepath.Base(f))
		}
		cancel()
		if err == nil {
			read++
			checkDocument(t, doc)
		} else if strings.Contains(err.Error(), "panic") {
			t.Errorf("%s: %v", filepath.Base(f), err)
		}
	}
	fmt.Printf("%d of %d hostile files read\n", read, len(files))
}
