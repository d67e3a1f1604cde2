package pdfdoc

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// objects are the bodies of a PDF's objects by number, as they stand between obj and endobj.
type objects map[int]string

// onePage returns a file of one page that draws content with Helvetica as /F1.
func onePage(content string) objects {
	return objects{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		3: "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		4: body("", content),
		5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}
}

// with returns a copy in which some objects are others.
func (o objects) with(more objects) objects {
	c := maps.Clone(o)
	maps.Copy(c, more)
	return c
}

// body returns a stream object with the entries of its dictionary besides /Length.
func body(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(data), data)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// file writes the objects with a plain table and a trailer that has more entries.
func (o objects) file(trailer string) []byte {
	b := []byte("%PDF-1.4\n")
	size := slices.Max(slices.Collect(maps.Keys(o))) + 1
	at := make([]int, size)
	for _, num := range slices.Sorted(maps.Keys(o)) {
		at[num] = len(b)
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", num, o[num])
	}
	start := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", size)
	for _, p := range at[1:] {
		kind := "n"
		if p == 0 {
			kind = "f"
		}
		b = fmt.Appendf(b, "%010d 00000 %s \n", p, kind)
	}
	return fmt.Appendf(b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", size, trailer, start)
}

// open opens bytes that must open.
func open(t *testing.T, b []byte) File {
	t.Helper()
	f, err := Native{}.Open(context.Background(), b, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// firstPage interprets the first page, which must be readable.
func firstPage(t *testing.T, b []byte) *Page {
	t.Helper()
	p, err := open(t, b).Page(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// read returns the text of a page's glyphs, "?" for those without one.
func read(p *Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		if g.Text == "" {
			b.WriteByte('?')
		}
		b.WriteString(g.Text)
	}
	return b.String()
}
