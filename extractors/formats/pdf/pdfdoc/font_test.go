package pdfdoc

import (
	"bytes"
	"compress/lzw"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestCMap(t *testing.T) {
	m := parseCMap([]byte(`/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange<00><80>endcodespacerange 1 begincodespacerange <8140> <FEFE> endcodespacerange
2 beginbfchar <01><0041> <02> <006600660069>endbfchar
3 beginbfrange <10> <12> <0061> <20><21>[<0058> <00590059>]
<8140> <8142> <D83DDE00> endbfrange
1 begincidrange <8140> <8150> 100 endcidrange endcmap`), nil)
	for code, want := range map[uint32]string{1: "A", 2: "ffi", 0x10: "a", 0x12: "c", 0x13: "", 0x20: "X", 0x21: "YY", 0x8141: "\U0001F601"} {
		if got, _ := m.text(code); got != want {
			t.Errorf("text(%#x) = %q, want %q", code, got, want)
		}
	}
	if cid, ok := m.cid(0x8145); !ok || cid != 105 {
		t.Errorf("cid = %d, %v", cid, ok)
	}
	if code, n := m.next([]byte{0x81, 0x41, 0x02}); code != 0x8141 || n != 2 {
		t.Errorf("next = %#x, %d", code, n)
	}
	if code, n := m.next([]byte{0x02, 0x41}); code != 2 || n != 1 {
		t.Errorf("next = %#x, %d", code, n)
	}
}

func TestGlyphText(t *testing.T) {
	for n, want := range map[string]string{
		"A": "A", "eacute": "é", "afii10017": "А", "Euro": "€", "fi": "ﬁ", "f_f_i": "ffi", "a.sc": "a", "one.oldstyle": "1", "uni20AC": "€",
		"uni00410042": "AB", "u1F600": "\U0001F600", "zerooldstyle": "0", "Asmall": "A", "g12": "", ".notdef": "", "": "", "uniD800": "", "u110000": "",
	} {
		if got := glyphText(n); got != want {
			t.Errorf("glyphText(%q) = %q, want %q", n, got, want)
		}
	}
}

// TestFonts draws a hexadecimal string with a font and reads it. The second number is the advance of all in ems.
func TestFonts(t *testing.T) {
	type0 := func(enc, kid string) string {
		return "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding" + enc + "/DescendantFonts[<</Subtype/CIDFontType0" + kid + ">>]/ToUnicode 9 0 R>>"
	}
	none := objects{}
	for _, c := range []struct {
		title, font, codes, text string
		width                    float64
		more                     objects
	}{
		{"WinAnsi", "<</Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>", "80E9A0AD", "€é\u00A0-", 0.5 + 0.444 + 0.5 + 0.333, none},
		{"Standard", "<</Subtype/Type1/BaseFont/Courier-Bold>>", "27AE", "’ﬁ", 1.2, none},
		{"MacRoman", "<</Subtype/TrueType/BaseFont/B/Encoding/MacRomanEncoding/FirstChar 142/Widths[500]>>", "8E", "é", 0.5, none},
		{"Differences", "<</Subtype/Type1/BaseFont/Helvetica/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/afii10017/uni4E2D 70/f_i]>>>>", "4142464", "А中fi@", 0, none},
		{"Symbol", "<</Subtype/Type1/BaseFont/Symbol>>", "61B7", "α•", 0.631 + 0.46, none},
		{"ZapfDingbats", "<</Subtype/Type1/BaseFont/ZapfDingbats>>", "34", "✔", 0.846, none},
		{"ToUnicode over encoding", "<</Subtype/Type1/BaseFont/A/Encoding/WinAnsiEncoding/ToUnicode 8 0 R>>", "4142", "ЖB", 0, objects{8: body("", "1 beginbfchar <41> <0416> endbfchar")}},
		{"Type 1 of its own", "<</Subtype/Type1/BaseFont/A/FontDescriptor<</FontFile 8 0 R>>>>", "0102", "Aé", 0, objects{8: body("", "%!PS-AdobeFont-1.0 A\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /A put\ndup 8#002 /eacute put\nreadonly def\ncurrentfile eexec ...")}},
		{"TeX names", "<</Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/Encoding<</Differences[12/a12 65/a65]>>/FirstChar 65/Widths[700]>>", "0C41", "fiA", 0.7, none},
		{"numbered names tell nothing", "<</Subtype/Type3/Encoding<</Differences[0/a0/a1/a2]>>/Widths[700]>>", "0001", "??", 0, none},
		{"Identity with W", type0("/Identity-H", "/DW 900/W[65[600 700]70 72 250]"), "00410042004600FF", "ABF\u00FF", 0.6 + 0.7 + 0.25 + 0.9, objects{9: body("", "1 beginbfrange <0000> <00FF> <0000> endbfrange")}},
		{"GBK", type0("/GBK-EUC-H", "/W[814 940 500]"), "41D6D0CEC4", "A中文", 2.5, none},
		{"GB 18030", type0("/GBK2K-H", ""), "D6D08139EE39", "中㐀", 2, none},
		{"Unicode", type0("/UniGB-UCS2-H", "/W[1[300]]"), "00204E2D", " 中", 1.3, none},
		{"Unicode with surrogates", type0("/UniJIS-UTF16-H", ""), "D842DFB7", "𠮷", 1, none},
		{"Big5", type0("/ETen-B5-H", ""), "A4A4", "中", 1, none},
		{"Shift JIS", type0("/90ms-RKSJ-H", "/W[327[500]]"), "93FAB1", "日ｱ", 2, none},
		{"JIS", type0("/H", ""), "467C", "日", 1, none},
		{"Korean", type0("/KSCms-UHC-H", ""), "C7D1", "한", 1, none},
		{"collection GB1", type0("/Identity-H", "/CIDSystemInfo<</Ordering(GB1)>>"), "002203AB", "A啊", 2, none},
		{"collection Japan1", type0("/Identity-H", "/CIDSystemInfo<</Ordering(Japan1)>>"), "0465", "亜", 1, none},
		{"embedded CMap", type0(" 8 0 R", "/W[7[250]]"), "41", "Z", 0.25, objects{8: body("", "1 begincodespacerange <00> <FF> endcodespacerange 1 begincidchar <41> 7 endcidchar"), 9: body("", "beginbfchar <41> <005A> endbfchar")}},
		{"descendant lost", "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[99 0 R]>>", "00410042", "??", 2, none},
	} {
		t.Run(c.title, func(t *testing.T) {
			p := firstPage(t, onePage("BT /F1 10 Tf 0 50 Td <"+c.codes+"> Tj ET").with(c.more).with(objects{5: c.font}).file(""))
			if got := read(p); got != c.text {
				t.Errorf("read %q, want %q", got, c.text)
			}
			w := 0.0
			for _, g := range p.Glyphs {
				w += g.W / 10
			}
			if c.width > 0 && math.Abs(w-c.width) > 0.001 {
				t.Errorf("%.3f em wide, want %.3f", w, c.width)
			}
		})
	}
}

// TestVertical draws downward with /DW2 and /W2.
func TestVertical(t *testing.T) {
	o := onePage("BT /F1 10 Tf 50 90 Td <000100020003> Tj ET")
	o[5] = "<</Subtype/Type0/Encoding/Identity-V/DescendantFonts[<</Subtype/CIDFontType0/DW2[880 -500]/W2[2[-800 250 772]]>>]>>"
	p := firstPage(t, o.file(""))
	for i, y := range []float64{10, 15, 23} {
		if g := p.Glyphs[i]; g.X != 50 || !close(g.Y, y) || g.Angle != 90 {
			t.Errorf("glyph %d at %.2f %.2f, angle %d; want 50 %v, 90", i, g.X, g.Y, g.Angle, y)
		}
	}
}

// TestFilters decodes a text through each filter.
func TestFilters(t *testing.T) {
	const want = "BT /F1 10 Tf (Hello) Tj ET % and more and more and more"
	var a85 bytes.Buffer
	w := ascii85.NewEncoder(&a85)
	w.Write([]byte(want))
	w.Close()
	rows := func(tag byte, columns int, encode func(prev, row []byte, i int) byte) string {
		var b, prev []byte
		prev = make([]byte, columns)
		for s := []byte(want + strings.Repeat(" ", columns-len(want)%columns)); len(s) > 0; s = s[columns:] {
			b = append(b, tag)
			for i := range columns {
				b = append(b, encode(prev, s[:columns], i))
			}
			prev = s[:columns]
		}
		return deflated(string(b))
	}
	left := func(row []byte, i int) byte {
		if i == 0 {
			return 0
		}
		return row[i-1]
	}
	png := "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 8>>"
	for title, c := range map[string][2]string{
		"Flate":           {"/Filter/FlateDecode", deflated(want)},
		"Flate, no sum":   {"/Filter/FlateDecode", deflated(want)[:len(deflated(want))-4]},
		"PNG none":        {png, rows(0, 8, func(_, r []byte, i int) byte { return r[i] })},
		"PNG sub":         {png, rows(1, 8, func(_, r []byte, i int) byte { return r[i] - left(r, i) })},
		"PNG up":          {png, rows(2, 8, func(p, r []byte, i int) byte { return r[i] - p[i] })},
		"PNG average":     {png, rows(3, 8, func(p, r []byte, i int) byte { return r[i] - byte((int(left(r, i))+int(p[i]))/2) })},
		"PNG Paeth":       {png, rows(4, 8, func(p, r []byte, i int) byte { return r[i] - paeth(left(r, i), p[i], left(p, i)) })},
		"ASCII85":         {"/Filter[/ASCII85Decode]", a85.String() + "~>"},
		"ASCIIHex":        {"/Filter/ASCIIHexDecode", hex.EncodeToString([]byte(want)) + ">"},
		"RunLength":       {"/Filter/RunLengthDecode", "\x04BT /F\x00" + "1\xFF " + fmt.Sprintf("%c%s\x80", len(want)-8, want[7:])},
		"two":             {"/Filter[/ASCIIHexDecode/FlateDecode]", hex.EncodeToString([]byte(deflated(want))) + ">"},
		"Crypt, identity": {"/Filter/Crypt", want},
	} {
		t.Run(title, func(t *testing.T) {
			if got := read(firstPage(t, onePage("").with(objects{4: body(c[0], c[1])}).file(""))); got != "Hello" {
				t.Errorf("read %q", got)
			}
		})
	}
	t.Run("LZW", func(t *testing.T) {
		// The library's LZW is that of GIF and TIFF without early change.
		long := strings.Repeat(want+"\n", 300)
		var b bytes.Buffer
		w := lzw.NewWriter(&b, lzw.MSB, 8)
		w.Write([]byte(long))
		w.Close()
		if got, err := unLZW(b.Bytes(), 0, 1<<20); err != nil || string(got) != long {
			t.Errorf("%d bytes, %v; want %d", len(got), err, len(long))
		}
	})
	t.Run("LZW with early change", func(t *testing.T) {
		// The example of ISO 32000-1, 7.4.4.2.
		got, err := unLZW([]byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, 1, 100)
		if want := []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}; err != nil || !bytes.Equal(got, want) {
			t.Errorf("%v, %v; want %v", got, err, want)
		}
	})
}
