package pdf

import (
	"strings"
	"testing"

	"plenary/extractors/formats/pdf/pdfdoc"
)

// visual draws a line from left to right as the eye finds it: the words given in reading order from right to left,
// Arabic words letter by letter from the right, others as they stand. Brackets are drawn as they are seen.
func (p *pen) visual(right, y float64, words ...string) {
	x := right
	for _, w := range words {
		rs := []rune(w)
		if rightToLeft(rs[0]) || strings.ContainsAny(w, "()") && rightToLeft(rs[1]) {
			for _, r := range rs {
				x -= 0.5 * p.size
				switch r {
				case '(':
					r = ')'
				case ')':
					r = '('
				}
				p.put(x, y, string(r))
			}
		} else {
			x -= 0.5 * p.size * float64(len(rs))
			p.put(x, y, w)
		}
		x -= 0.25 * p.size
		p.put(x, y, " ")
	}
}

func TestRightToLeft(t *testing.T) {
	for _, c := range []struct {
		name, want string
		words      []string
	}{
		{"words", "قرر المجلس ما يلي", []string{"قرر", "المجلس", "ما", "يلي"}},
		{"a number", "اعتمد 44 قرار", []string{"اعتمد", "44", "قرار"}},
		{"a number in groups, as it is seen", "بلغ 10 000 فرنك", []string{"بلغ", "10 000", "فرنك"}},
		{"decimals and a date", "نسبة 12.5 في 24/03/2026 تقريبا", []string{"نسبة", "12.5", "في", "24/03/2026", "تقريبا"}},
		{"a symbol", "الوثيقة C26/30-A للمجلس", []string{"الوثيقة", "C26/30-A", "للمجلس"}},
		{"two Latin words", "التوصية ITU-T Y.3172 بشأن", []string{"التوصية", "ITU-T Y.3172", "بشأن"}},
		{"years laid out from the right", "للفترة 2015-2017 فقط", []string{"للفترة", "2017-2015", "فقط"}},
		{"years as they stand", "للفترة 2015-2017 فقط", []string{"للفترة", "2015-2017", "فقط"}},
		{"brackets", "القرار (المراجع) الجديد", []string{"القرار", "(المراجع)", "الجديد"}},
		{"a per cent sign on the left", "زيادة 12.5% عن", []string{"زيادة", "%12.5", "عن"}},
	} {
		p := newPen()
		p.visual(500, 100, c.words...)
		if got := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestForms has presentation forms, a lam-alef stored in the order of the eye, a vowel sign drawn apart and a
// number drawn into a hole.
func TestForms(t *testing.T) {
	p := newPen()
	glyph := func(x float64, text string, w float64) {
		p.page.Glyphs = append(p.page.Glyphs, pdfdoc.Glyph{Text: text, X: x, Y: 100, W: w, Size: 10, Font: plainFont, MCID: -1})
	}
	// "الاسم" with ا, لا, س, م from the right; the ligature's text is reversed
	glyph(95, "ﺍ", 5)
	glyph(85, "ال", 10)
	glyph(80, "ﺳ", 5)
	glyph(75, "ﻢ", 5)
	p.page.Glyphs = append(p.page.Glyphs, pdfdoc.Glyph{Text: "\u064E", X: 82, Y: 97, Size: 10, Font: plainFont, MCID: -1})
	if got := readFake(t, &fake{pages: []*pdfdoc.Page{p.page}}).Text; got != "الاسَم" {
		t.Errorf("%q (%+q)", got, got)
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
