package reports

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// asPDF draws a report on pages of 48 lines, with one font that is not embedded and says its characters in a
// ToUnicode map: what a text extractor needs, and no more.
func asPDF(r Report) []byte {
	var lines []string
	for _, l := range append([]string{r.symbol, r.title}, r.lines...) {
		lines = append(lines, wrap(strings.ReplaceAll(l, "\t", " "), 90)...)
	}
	p := &pdf{}
	p.out.WriteString("%PDF-1.5\n")
	p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	p.object(3, "<< /Type /Font /Subtype /Type0 /BaseFont /Report /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>")
	p.object(4, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Report /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R /DW 500 >>")
	p.stream(5, []byte(identityMap))
	p.object(6, "<< /Type /FontDescriptor /FontName /Report /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>")
	var kids []string
	next := 7
	for len(lines) > 0 {
		n := min(48, len(lines))
		var c bytes.Buffer
		c.WriteString("BT /F1 10 Tf 14 TL 56 780 Td\n")
		for _, l := range lines[:n] {
			fmt.Fprintf(&c, "<%s> Tj T*\n", hex(l))
		}
		c.WriteString("ET\n")
		lines = lines[n:]
		p.stream(next, c.Bytes())
		p.object(next+1, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", next))
		kids = append(kids, fmt.Sprintf("%d 0 R", next+1))
		next += 2
	}
	p.object(2, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " ")))
	return p.finish(next)
}

type pdf struct {
	out bytes.Buffer
	at  map[int]int
}

func (p *pdf) object(n int, body string) {
	if p.at == nil {
		p.at = map[int]int{}
	}
	p.at[n] = p.out.Len()
	fmt.Fprintf(&p.out, "%d 0 obj\n%s\nendobj\n", n, body)
}

func (p *pdf) stream(n int, data []byte) {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write(data) // a bytes.Buffer takes all
	w.Close()
	p.object(n, fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", z.Len(), z.String()))
}

func (p *pdf) finish(size int) []byte {
	start := p.out.Len()
	fmt.Fprintf(&p.out, "xref\n0 %d\n0000000000 65535 f \n", size)
	for n := 1; n < size; n++ {
		fmt.Fprintf(&p.out, "%010d 00000 n \n", p.at[n])
	}
	fmt.Fprintf(&p.out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", size, start)
	return p.out.Bytes()
}

func hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// wrap breaks a text into lines of at most width characters, between words or after a Chinese character.
func wrap(s string, width int) []string {
	var lines []string
	runes := []rune(s)
	for len(runes) > width {
		cut := width
		for cut > width/2 && runes[cut] != ' ' && runes[cut] < 0x3000 {
			cut--
		}
		lines = append(lines, strings.TrimSpace(string(runes[:cut])))
		runes = runes[cut:]
	}
	return append(lines, strings.TrimSpace(string(runes)))
}

const identityMap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Report def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end
`
