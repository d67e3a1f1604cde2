package pdf

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// seen lays out a line of a paragraph that runs from the right as the bidirectional algorithm does, without the
// rule for brackets in pairs: what the eye sees, from left to right.
func seen(t testing.TB, text string) string {
	t.Helper()
	var p bidi.Paragraph
	if _, err := p.SetString(text, bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		t.Fatal(err)
	}
	o, err := p.Order()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range o.NumRuns() {
		run := o.Run(i)
		s := run.String()
		if run.Direction() == bidi.RightToLeft {
			rs := []rune(s)
			slices.Reverse(rs)
			for k, r := range rs {
				if m, ok := mirrors[string(r)]; ok {
					rs[k] = []rune(m)[0]
				}
			}
			s = string(rs)
		}
		out = append(out, s)
	}
	slices.Reverse(out)
	return strings.Join(out, "")
}

// arabicPage returns a page with words that tell that it is written from the right, far above what is tested.
func arabicPage() *pen {
	p := newPen()
	p.put(50, 40, seen2("هذه صفحة مكتوبة باللغة العربية من اليمين إلى اليسار وفيها كلمات كثيرة"))
	return p
}

// seen2 is the eye's view of a line of Arabic words only.
func seen2(text string) string {
	rs := []rune(text)
	slices.Reverse(rs)
	return string(rs)
}

// TestRightToLeft lays lines out and reads them back.
func TestRightToLeft(t *testing.T) {
	for _, text := range []string{
		"قرر المجلس ما يلي",
		"اعتمد المجلس 44 قراراً في 3 أيام",
		"بلغ العدد 10 000 فرنك", // laid out as it is typed: the thousand to the left
		"نسبة 12.5 في 24/03/2026 تقريباً عند 10,452 مشاركاً",
		"الوثيقة C26/30-A للمجلس",
		"التوصية ITU-T Y.3172 بشأن",
		"للفترة 2024-2027 فقط، وللفترة 2017-2015",
		"القرار (المراجَع في دبي، 2018) الجديد",
		"زيادة 12.5% عن عام 2023",
		"لعام 2026 (PP-26) في الدوحة",
		"الوثيقة C25/16(Rev.1) والوثيقة TDAG-23/48(Rev.2)، وغيرهما",
		"التوصية ITU-T G.9804.3 (2021) فتخص",
		"المعيار IEEE 802.11ax (Wi-Fi 6) ونظام LTE-A/5G NR، بسرعة 10 Gbit/s في",
		"النطاقات 694-790 MHz و3 300-3 400 MHz و24,25-27,5 GHz مخصصة",
		"القرار 242 (WRC-19)) في الإقليم 1.",
		"انظر https://example.org/ar/report?id=25 أو a.b@example.org قبل ذلك؛",
		"الهاتف هو +41 22 000 00 00.",
		"انخفضت إلى -4 درجات، والسعر 30 CHF أو €28.",
		"درجة الحرارة 25°C والتردد 2,4 GHz",
		"CEPT/45/2؛ RCC/62A1/1؛ ARB/97/3؛ انتهى",
		"كتب: «مرحباً» (hello) ثم \"شكراً\" [thanks]؛ ثم...",
		"يومي 3 و4 فبراير {عن بُعد} [أو لا].",
		"٢٨ أبريل ٢٠٢١ و١٢٫٥٪ من ١٬٢٥٠",
		"الفقرة 4 (ب) من الملحق B، والفقرة 2.3.1 من الملحق A",
		"المعادلة: 2 + 3 = 5، و10 × 4 = 40",
	} {
		p := arabicPage()
		p.put(50, 100, seen(t, text))
		doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
		_, got, _ := strings.Cut(doc.Text, "\n")
		if got != text {
			t.Errorf("%q\nas %q\n   %q", text, seen(t, text), got)
		}
	}
}

// TestNumbersAlone has cells and headings of an Arabic page without an Arabic letter: what is seen on the left.
func TestNumbersAlone(t *testing.T) {
	for _, c := range []struct{ seen, want string }{
		{"2024-2027", "2024-2027"}, // no Arabic letter before it
		{"108 735", "735 108"},
		{"108\u00a0735", "108\u00a0735"},
		{"119,2-", "-119,2"},
		{"(250)", "(250)"},
		{"12.5%", "12.5%"},
		{"24/03/2026", "24/03/2026"},
		{".ITU-T Y.3172 (2021)", "ITU-T Y.3172 (2021)."},
		{"Annex 1 (2026)", "Annex 1 (2026)"},
	} {
		p := arabicPage()
		p.put(50, 100, c.seen)
		doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
		if _, got, _ := strings.Cut(doc.Text, "\n"); got != c.want {
			t.Errorf("%q: %q, want %q", c.seen, got, c.want)
		}
	}
}

// TestBracketPairs has brackets laid out in pairs, as they are since Unicode 6.3.
func TestBracketPairs(t *testing.T) {
	for _, parts := range [][]string{ // in reading order; what has no Arabic letter runs from the left
		{"الوثيقة ", "C25/16(Rev.1)", " والوثيقة ", "TDAG-23/48(Rev.2)", "، وغيرهما"},
		{"التوصية ", "ITU-T G.9804.3 (2021)", " فتخص"},
		{"المعيار ", "IEEE 802.11ax (Wi-Fi 6)", " ونظام"},
		{"الاتحاد الدولي (", "ITU", ") - ", "International Telecommunication Union"},
		{"لعام ", "2026", " (", "PP-26", ") في الدوحة"},
		{"(القرار ", "242", " (", "WRC-19", ")) في"},
		{"الوثيقة ", "CWG-FHR-", ""},
	} {
		p := arabicPage()
		drawn := ""
		for _, s := range parts {
			if strings.IndexFunc(s, func(r rune) bool { return classify(r) == ltrLetter || classify(r) == digit }) < 0 {
				rs := []rune(seen2(s))
				for i, r := range rs {
					if m, ok := mirrors[string(r)]; ok {
						rs[i] = []rune(m)[0]
					}
				}
				s = string(rs)
			}
			drawn = s + drawn
		}
		p.put(50, 100, drawn)
		doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
		if _, got, _ := strings.Cut(doc.Text, "\n"); got != strings.Join(parts, "") {
			t.Errorf("%q\n   %q, want %q", drawn, got, strings.Join(parts, ""))
		}
	}
}

// TestBrackets has producers that write the bracket that is meant, in the words from the right and in those from
// the left, and lines whose brackets close on another.
func TestBrackets(t *testing.T) {
	for _, c := range []struct{ drawn, want string }{
		{seen2("(نص) وبعده"), "(نص) وبعده"},
		{"WRC-( 242 " + seen2("(القرار"), "(القرار 242 (WRC-"},
		{seen2("فيها") + " ))19", "19)) فيها"},
	} {
		p := arabicPage()
		p.put(50, 100, c.drawn)
		doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
		if _, got, _ := strings.Cut(doc.Text, "\n"); got != c.want {
			t.Errorf("%q: %q, want %q", c.drawn, got, c.want)
		}
	}
}

// TestLeftToRightLine has Arabic words in an English line.
func TestLeftToRightLine(t *testing.T) {
	p := newPen()
	p.put(50, 100, "The Arabic title is: "+"(2026) "+seen2("تقرير عن الاتصالات")+", published in Geneva.")
	if got, want := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}).Text, "The Arabic title is: تقرير عن الاتصالات (2026), published in Geneva."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestForms has presentation forms, a lam-alef stored in the order of the eye or drawn in two, vowel signs, and
// strokes, drawn from either end.
func TestForms(t *testing.T) {
	type g struct {
		x    float64
		text string
		w    float64
	}
	for _, c := range []struct {
		name, want string
		gs         []g
	}{
		{"forms, a reversed ligature, a sign after its letter", "الاسَم", []g{{95, "ﺍ", 5}, {85, "ال", 10}, {80, "ﺳ", 5}, {79, "\u064E", 0}, {75, "ﻢ", 5}}},
		{"from the left, a sign before its letter and beside it", "الاسَم", []g{{75, "ﻢ", 5}, {79, "\u064E", 0}, {80, "ﺳ", 5}, {85, "ا", 0}, {85.02, "ل", 10}, {95, "ﺍ", 5}}},
		{"two signs", "سَّم", []g{{75, "ﻢ", 5}, {81, "\u064E", 0}, {81, "\u0651", 0}, {80, "ﺳ", 5}}},
		{"the half of a ligature a little aside", "الإسم", []g{{75, "ﻢ", 5}, {80, "ﺳ", 5}, {85.03, "إ", 0}, {85, "ل", 10}, {95, "ﺍ", 5}}},
		{"a stroke", "سم", []g{{75, "ﻢ", 5}, {80, "ـ", 5}, {85, "ـ", 5}, {90, "ﺳ", 5}}},
		{"a stroke without a text", "سم", []g{{75, "ﻢ", 5}, {80, "", 5}, {84, "", 5}, {89, "ﺳ", 5}}},
		{"a stroke written as a sign", "سم", []g{{75, "ﻢ", 5}, {80, "<", 5}, {85, "<", 5}, {90, "ﺳ", 5}}},
	} {
		p := newPen()
		for _, g := range c.gs {
			y := 100.0
			if combining(g.text) {
				y = 94
			}
			p.page.Glyphs = append(p.page.Glyphs, pdfdoc.Glyph{Text: g.text, X: g.x, Y: y, W: g.w, Size: 10, Font: plainFont, MCID: -1})
		}
		doc := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}})
		if strings.TrimSpace(doc.Text) != c.want {
			t.Errorf("%s: %+q, want %+q", c.name, doc.Text, c.want)
		}
		if len(doc.Problems) > 0 {
			t.Errorf("%s: %v", c.name, doc.Problems)
		}
	}
}

// TestRaisedMark has the mark of an Arabic footnote, raised and as large as the text.
func TestRaisedMark(t *testing.T) {
	p := newPen()
	p.put(300, 100, seen2("نص له حاشية"))
	p.put(295, 93.5, "1")
	p.put(250, 100, seen2(" وبعدها نص"))
	if got, want := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}).Text, "نص له حاشية¹ وبعدها نص"; strings.TrimSpace(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestHole(t *testing.T) {
	p := newPen()
	x := p.put(50, 100, "C26")
	p.put(x+5, 100, "30-A")
	p.put(x, 100, "/")
	if got := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}).Text; got != "C26/30-A" {
		t.Errorf("%q", got)
	}
}
