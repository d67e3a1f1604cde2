package doc

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/pipeline"
)

// blocks writes the leaves one a line: path of kinds, [label], text.
func blocks(doc *pipeline.Document) string {
	var b strings.Builder
	doc.Leaves(true, func(blk *pipeline.Block, up []*pipeline.Block) bool {
		for _, u := range up {
			b.WriteString(string(u.Kind) + "/")
		}
		b.WriteString(string(blk.Kind))
		if blk.Level > 0 {
			b.WriteByte(byte('0' + blk.Level))
		}
		text := doc.Quote(blk.Span)
		if blk.Label.Len() > 0 {
			b.WriteString(" [" + doc.Quote(blk.Label) + "]")
			text = doc.Text[blk.Label.End:blk.End]
		}
		b.WriteString(": " + strings.NewReplacer("\t", "→", "\n", "⏎").Replace(text) + "\n")
		return true
	})
	return b.String()
}

func TestBinary(t *testing.T) {
	inTable, rowEnd := []byte{0x16, 0x24, 1}, []byte{0x16, 0x24, 1, 0x17, 0x24, 1}
	data := wordOf([]para{
		{text: "1\tGeneral\r", style: 1},
		{text: "ITU\x1eT \x13 REF x \x14No. 5\x15 \u0416\r"},
		{text: "\x13 TOC \x14Entry 3\x15\r"},
		{text: "a\x07", sprms: inTable}, {text: "b\x07", sprms: inTable}, {text: "\x07", sprms: rowEnd},
		{text: "end\r"},
	}, 0)
	doc, err := Reader{}.Read(context.Background(), "a.doc", data)
	if err != nil {
		t.Fatal(err)
	}
	want := "heading1: 1→General\nparagraph: ITU\u2011T No. 5 Ж\nfurniture: Entry 3\ntable/row/cell/paragraph: a\ntable/row/cell/paragraph: b\nparagraph: end\n"
	if got := blocks(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLists reads automatic numbers: two levels of one list, a list that begins anew at 7, a bullet, a style with a list.
func TestLists(t *testing.T) {
	le := binary.LittleEndian
	level := func(start int, nfc byte, text string) []byte {
		b := le.AppendUint32(nil, uint32(start))
		b = append(b, nfc)
		b = append(b, make([]byte, 23)...)
		b = le.AppendUint16(b, uint16(utf8.RuneCountInString(text)))
		for _, r := range text {
			b = le.AppendUint16(b, uint16(r))
		}
		return b
	}
	kind := func(id uint32, simple byte) []byte {
		b := append(le.AppendUint32(nil, id), 0, 0, 0, 0)
		for range 9 {
			b = le.AppendUint16(b, noStyle)
		}
		return append(b, simple, 0)
	}
	var levels []byte
	for i := range 9 {
		text := "\x00"
		if i == 1 {
			text = "\x00.\x01"
		}
		levels = append(levels, level(1, 0, text)...)
	}
	levels = append(levels, level(1, 23, "–")...)
	kinds := append([]byte{2, 0}, append(kind(10, 0), kind(11, 1)...)...)
	lfo := func(id uint32, overrides byte) []byte {
		return append(le.AppendUint32(nil, id), 0, 0, 0, 0, 0, 0, 0, 0, overrides, 0, 0, 0)
	}
	overrides := append(le.AppendUint32(nil, 3), append(lfo(10, 0), append(lfo(10, 1), lfo(11, 0)...)...)...)
	none := []byte{0xFF, 0xFF, 0xFF, 0xFF}
	overrides = append(overrides, none...)
	overrides = append(le.AppendUint32(append(overrides, none...), 7), 0x10, 0, 0, 0)
	overrides = append(overrides, none...)
	// Styles that say nothing, and one that is based on the first and is in list 3.
	std := func(base uint16, sprms []byte) []byte {
		b := le.AppendUint16(nil, 0)
		b = le.AppendUint16(b, base<<4|1)
		b = append(b, make([]byte, 6)...)
		b = append(b, 1, 0, 'S', 0, 0, 0)
		b = le.AppendUint16(b, uint16(2+len(sprms)))
		b = append(append(b, 0, 0), sprms...)
		return append(le.AppendUint16(nil, uint16(len(b))), b...)
	}
	styles := append([]byte{4, 0, 11, 0, 10, 0}, bytes.Repeat(std(noStyle, nil), 10)...)
	styles = append(styles, std(0, []byte{0x0B, 0x46, 3, 0})...)
	in := func(list, level byte) []byte { return []byte{0x0B, 0x46, list, 0, 0x0A, 0x26, level} }
	doc, err := Reader{}.Read(context.Background(), "a.doc", wordWith([]para{
		{text: "a\r", sprms: in(1, 0)}, {text: "b\r", sprms: in(1, 1)}, {text: "c\r", sprms: in(1, 1)}, {text: "d\r", sprms: in(2, 0)},
		{text: "e\r", sprms: in(1, 1)}, {text: "f\r", style: 10}, {text: "g\r", style: 10, sprms: []byte{0x0B, 0x46, 0, 0}}, {text: "h\r", sprms: in(9, 0)},
	}, 0, map[int][2][]byte{pairLists: {kinds, levels}, pairOverrides: {overrides, nil}, pairStyles: {styles, nil}}))
	if err != nil {
		t.Fatal(err)
	}
	want := "paragraph [1]: →a\nparagraph [1.1]: →b\nparagraph [1.2]: →c\nparagraph [7]: →d\nparagraph [7.1]: →e\nitem1 [–]: →f\nparagraph: g\nparagraph: h\n"
	if got := blocks(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRTF(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"paragraphs, Unicode and its fallback", `{\rtf1\ansi\uc1 One\par Caf\'e9 \u1046?\u8209_5\~%\line next\par}`, "paragraph: One\nparagraph: Café Ж‑5\u00a0%⏎next\n"},
		{"code page of a font", `{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1\'cf\'ca-26\f0 x\par}`, "paragraph: ПК-26x\n"},
		{"Chinese code page", `{\rtf1\ansi{\fonttbl{\f2\fcharset134 S;}}{\f2\'c0\'ed\'ca\'c2\'bb\'e1}\par}`, "paragraph: 理事会\n"},
		{"table", `{\rtf1\trowd\pard\intbl a\cell b\cell\row\trowd\pard\intbl c\cell\cell\row\pard after\par}`, "table/row/cell/paragraph: a\ntable/row/cell/paragraph: b\ntable/row/cell/paragraph: c\ntable/row/cell: \nparagraph: after\n"},
		{"field, hidden, deleted, list, note, header", `{\rtf1{\info{\title T}}{\header head\par}{\field{\*\fldinst PAGE}{\fldrslt 7}}{\v no}{\deleted gone} on{\footnote Note.}\par{\listtext\bullet\tab}item\par{\listtext 1.\tab}one\par}`,
			"paragraph: 7 on\nnote [1]: →Note.\nitem [•]: →item\nparagraph [1.]: →one\nfurniture: head\n"},
		{"unknown destinations", `{\rtf1{\*\unknown x}{\pict 00ff}{\stylesheet{\s1 S;}}text\par}`, "paragraph: text\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Reader{}.Read(context.Background(), "a.doc", []byte(c.src))
			if err != nil {
				t.Fatal(err)
			}
			if got := blocks(doc); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// pageReader stands in for the reader of HTML: it gives the page as it is.
type pageReader struct{ pipeline.Reader }

func (pageReader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	var b pipeline.Builder
	b.Add(pipeline.Paragraph, string(data))
	return b.Document(name, "html"), nil
}

const archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n" +
	"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=D1=EE=E2=E5=F2=\r\n 2026</p>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"

func TestArchive(t *testing.T) {
	doc, err := Reader{HTML: pageReader{}}.Read(context.Background(), "a.doc", []byte(archive))
	if err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff<p>Совет 2026</p>"; doc.Text != want {
		t.Errorf("%q, want %q", doc.Text, want)
	}
	if _, err := (Reader{}).Read(context.Background(), "a.doc", []byte(archive)); !errors.Is(err, pipeline.ErrUnsupported) {
		t.Errorf("without a reader of HTML: %v", err)
	}
}

func TestMatchAndRefused(t *testing.T) {
	one := func(name string) []byte { return compoundOf([]string{name}, [][]byte{[]byte("x")}) }
	encrypted := wordOf([]para{{text: "x\r"}}, 0x0100)
	noText := wordOf([]para{{text: "\r"}}, 0)
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"encrypted package", one("EncryptedPackage"), pipeline.ErrEncrypted}, {"encrypted Word", encrypted, pipeline.ErrEncrypted},
		{"workbook", one("Workbook"), pipeline.ErrUnknown}, {"message", one("__properties_version1.0"), pipeline.ErrUnknown},
		{"something else", one("Other"), pipeline.ErrUnknown}, {"header alone", encrypted[:100], pipeline.ErrDamaged},
		{"no Word header", one("WordDocument"), pipeline.ErrDamaged}, {"no text", noText, pipeline.ErrNoText},
		{"archive without parts", []byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\nx"), pipeline.ErrDamaged},
	} {
		if !(Reader{}).Match("x.doc", c.data[:min(len(c.data), 4096)]) {
			t.Errorf("%s: not matched", c.name)
		}
		if _, err := (Reader{HTML: pageReader{}}).Read(context.Background(), "x.doc", c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	for _, other := range []string{"", "plain text", "From: here\n\na letter", "<html>", "PK\x03\x04"} {
		if (Reader{}).Match("x.doc", []byte(other)) {
			t.Errorf("%q matched", other)
		}
	}
}

func TestRealFile(t *testing.T) {
	dir := os.Getenv("PLENARY_REAL")
	files, _ := filepath.Glob(filepath.Join(dir, "itu", "*.doc"))
	if len(files) == 0 {
		t.Skip("no real documents here; set PLENARY_REAL")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Reader{}.Read(context.Background(), filepath.Base(f), data)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"1.1\tRecommendations of the ITU", "ITU\u2011T A.8"} {
			if !strings.Contains(strings.ReplaceAll(doc.Text, "  ", " "), want) {
				t.Errorf("%s: no %q", filepath.Base(f), want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wordOf([]para{{text: "1\tGeneral\r", style: 1}, {text: "a\x07", sprms: []byte{0x16, 0x24, 1}}}, 0))
	f.Add([]byte(`{\rtf1\ansi\uc1 One{\footnote n}\par\trowd\intbl a\cell\row {\*\x y}\u55357?\u56832?}`))
	f.Add([]byte(archive))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Reader{HTML: pageReader{}}.Read(context.Background(), "x.doc", data)
		if err == nil && strings.TrimSpace(doc.Text) == "" {
			t.Error("neither text nor error")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"rtf 1 MB", []byte(`{\rtf1` + strings.Repeat(`{\b word\'e9} \u1046? `, 50000) + `\par}`)},
		{"rtf 2 MB", []byte(`{\rtf1` + strings.Repeat(`{\b word\'e9} \u1046? `, 100000) + `\par}`)},
		{"rtf deep", []byte(strings.Repeat(`{\rtf1`, 200000) + "x")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.data)))
			for b.Loop() {
				_, _ = Reader{}.Read(context.Background(), "x.doc", c.data)
			}
		})
	}
}
