package charset

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"plenary/pipeline"
)

// A sentence or two in each language, as a report has them.
var texts = map[string]string{
	"en": "The “Council” is invited to take note – the Secretary‐General’s report costs 5 €.",
	"fr": "Le Conseil est invité à prendre note du présent rapport, élaboré à la demande des États Membres.",
	"es": "Se invita al Consejo a tomar nota del presente informe, así como de la resolución del año pasado.",
	"ru": "Совету предлагается принять к сведению настоящий отчет о работе комиссий.",
	"zh": "请理事会注意本报告并批准秘书长提出的建议。",
	"zt": "請理事會注意本報告並批准秘書長提出的建議。",
	"ar": "يرجى من المجلس أن يحيط علما بهذا التقرير وأن يوافق على التوصيات.",
	"pl": "Rada jest proszona o zapoznanie się z niniejszym sprawozdaniem oraz o przyjęcie zaleceń państw członkowskich.",
	"cs": "Rada se vyzývá, aby vzala na vědomí tuto zprávu a přijala doporučení členských států.",
	"el": "Το Συμβούλιο καλείται να λάβει υπό σημείωση την παρούσα έκθεση.",
	"tr": "Konsey'in bu raporu dikkate alması ve üye ülkelerin önerilerini görüşmesi istenmektedir.",
	"he": "המועצה מתבקשת לרשום לפניה את הדוח הזה ולאשר את ההמלצות.",
}

func TestGuess(t *testing.T) {
	for _, c := range []struct{ lang, charset string }{
		{"en", "windows-1252"}, {"fr", "windows-1252"}, {"fr", "iso-8859-15"}, {"es", "windows-1252"},
		{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "iso-8859-5"}, {"zh", "gb18030"}, {"zh", "gbk"}, {"zt", "big5"},
		{"ar", "windows-1256"}, {"ar", "iso-8859-6"}, {"pl", "windows-1250"}, {"pl", "iso-8859-2"}, {"cs", "windows-1250"},
		{"cs", "iso-8859-2"}, {"el", "windows-1253"}, {"el", "iso-8859-7"}, {"tr", "windows-1254"}, {"he", "windows-1255"},
	} {
		want := strings.ReplaceAll(texts[c.lang], "‐", "-")
		data := encode(t, c.charset, want)
		res, err := Decode(data, "")
		if err != nil || res.Text != want {
			t.Errorf("%s in %s: read as %s: %q, %v", c.lang, c.charset, res.Name, res.Text, err)
		}
		if !Text(data) {
			t.Errorf("%s in %s: no text", c.lang, c.charset)
		}
	}
}

func TestUnicode(t *testing.T) {
	for lang, want := range texts {
		for name, enc := range map[string]interface {
			Bytes([]byte) ([]byte, error)
		}{
			"utf-16le":        unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(),
			"utf-16be":        unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder(),
			"utf-16le marked": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(),
			"utf-16be marked": unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(),
			"utf-32le marked": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder(),
			"utf-32be marked": utf32.UTF32(utf32.BigEndian, utf32.UseBOM).NewEncoder(),
			"utf-8 marked":    unicode.UTF8BOM.NewEncoder(),
		} {
			data, err := enc.Bytes([]byte(want + "\r\n" + want + "\n"))
			if err != nil {
				t.Fatal(err)
			}
			res, err := Decode(data, "windows-1252") // the bytes win
			if err != nil || res.Text != want+"\r\n"+want+"\n" || len(res.Problems) > 0 {
				t.Errorf("%s in %s: %q %v %v", lang, name, res.Text, res.Problems, err)
			}
			if !Text(data) {
				t.Errorf("%s in %s: no text", lang, name)
			}
		}
	}
	if res, err := Decode([]byte("O\x00K\x00"), ""); err != nil || res.Text != "OK" {
		t.Errorf("two letters: %q %v", res.Text, err)
	}
}

func TestDeclared(t *testing.T) {
	for _, c := range []struct {
		name, lang, written, declared, want string
		problem                             bool
	}{
		{"true", "ru", "koi8-r", "KOI8-R", "koi8-r", false},
		{"an alias", "fr", "windows-1252", "latin1", "windows-1252", false},
		{"utf-8 declared as latin 1", "fr", "utf-8", "iso-8859-1", "utf-8", false},
		{"latin 1 declared as utf-8", "fr", "windows-1252", "utf-8", "windows-1252", true},
		{"windows-1251 declared as latin 1", "ru", "windows-1251", "iso-8859-1", "windows-1251", true},
		{"gbk declared as big5", "zh", "gbk", "big5", "gb18030", true},
		{"unknown name", "ar", "windows-1256", "x-mac-qwerty", "windows-1256", false},
	} {
		res, err := Decode(encode(t, c.written, texts[c.lang]), c.declared)
		if err != nil || res.Name != c.want || res.Text != texts[c.lang] || (len(res.Problems) > 0) != c.problem {
			t.Errorf("%s: %s %q %v %v", c.name, res.Name, res.Text, res.Problems, err)
		}
	}
}

func TestDamage(t *testing.T) {
	broken := strings.Repeat(texts["fr"]+"\n", 3) + "fin \xE9 fin"
	res, err := Decode([]byte(broken), "")
	if err != nil || res.Name != "utf-8" || len(res.Problems) != 1 || !strings.HasSuffix(res.Text, "fin \uFFFD fin") {
		t.Errorf("one bad byte: %s %v %v", res.Name, res.Problems, err)
	}
	res, err = Decode([]byte(strings.Repeat("some text ", 20)+"\x00end"), "")
	if err != nil || strings.Contains(res.Text, "\x00") || len(res.Problems) != 1 {
		t.Errorf("NUL: %v %v", res.Problems, err)
	}
	res, err = Decode([]byte("La CommunautÃ© a rÃ©uni lâ€™UIT"), "")
	if err != nil || res.Text != "La Communauté a réuni l’UIT" || len(res.Problems) != 1 {
		t.Errorf("encoded twice: %q %v %v", res.Text, res.Problems, err)
	}
	res, err = Decode([]byte("Ã©tÃ© Ã©lu Ã  Genève 日本"), "")
	if err != nil || len(res.Problems) != 1 {
		t.Errorf("partly encoded twice: %q %v %v", res.Text, res.Problems, err)
	}
	res, err = Decode([]byte("São Tomé, ÃO, Ñandú, ÑÑ, Ð и Ñ"), "")
	if err != nil || len(res.Problems) != 0 {
		t.Errorf("letters that only look so: %v %v", res.Problems, err)
	}
}

func TestGarbage(t *testing.T) {
	noise := make([]byte, 5000)
	x := uint32(1)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	for name, data := range map[string][]byte{
		"noise": noise, "zip": append([]byte("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00"), noise[:200]...),
		"png": append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise[:100]...), "zeros": make([]byte, 1000),
	} {
		if _, err := Decode(data, "utf-8"); !errors.Is(err, pipeline.ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
		if Text(data) {
			t.Errorf("%s is text", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range texts {
		f.Add([]byte(s), "")
		f.Add([]byte(s), "koi8-r")
	}
	f.Add([]byte{0xFF, 0xFE, 0, 0, 1}, "")
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		res, err := Decode(data, declared)
		if err == nil && (!utf8.ValidString(res.Text) || strings.Contains(res.Text, "\x00")) {
			t.Fatalf("%q", res.Text)
		}
		if len(res.Text) > 4*len(data)+16 {
			t.Fatalf("%d bytes of %d", len(res.Text), len(data))
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := bytes.Repeat([]byte(texts["fr"]+"\n"), 1000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Decode(data, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func encode(t *testing.T, charset, text string) []byte {
	t.Helper()
	enc, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	data, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", charset, err)
	}
	return data
}
