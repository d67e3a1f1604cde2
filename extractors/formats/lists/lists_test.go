package lists

import (
	"strings"
	"testing"
)

// Levels restart below a higher one, a level that was passed over counts, lists of one kind count together.
func TestCounters(t *testing.T) {
	a := &Abstract{}
	for i := range a.Levels {
		a.Levels[i] = NewLevel()
	}
	a.Levels[0].Text, a.Levels[1].Text, a.Levels[2].Text, a.Levels[2].Format = "%1.", "%1.%2", "(%3)", "lowerLetter"
	one, two := NewList(), NewList()
	one.Abstract, two.Abstract = a, a
	two.Starts[0] = 7
	c := NewCounters()
	var got []string
	for _, p := range []struct {
		l     *List
		level int
	}{{one, 1}, {one, 0}, {one, 1}, {one, 2}, {one, 2}, {two, 0}, {one, 1}, {two, 0}} {
		got = append(got, c.Next(p.l, p.level, "").Text)
	}
	if s := strings.Join(got, " "); s != "1.1 2. 2.1 (a) (b) 7. 7.1 8." {
		t.Error(s)
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		n                  int
		format, lang, want string
	}{
		{4, "upperRoman", "", "IV"}, {1994, "lowerRoman", "", "mcmxciv"}, {28, "lowerLetter", "", "bb"}, {7, "decimalZero", "", "07"}, {12, "decimalZero", "", "12"},
		{1, "ordinal", "en-GB", "1st"}, {12, "ordinal", "en", "12th"}, {1, "ordinal", "fr-CH", "1er"}, {2, "ordinal", "es", "2º"}, {3, "ordinal", "ru", "3-й"},
		{21, "cardinalText", "en", "Twenty-one"}, {30, "ordinalText", "en", "Thirtieth"}, {21, "cardinalText", "fr", "21"},
		{2, "arabicAbjad", "", "ب"}, {3, "arabicAlpha", "", "ت"}, {12, "hindiNumbers", "", "१२"},
		{11, "chineseCounting", "", "十一"}, {20, "chineseCountingThousand", "", "二十"}, {105, "chineseCountingThousand", "", "一百零五"}, {110, "chineseCountingThousand", "", "一百一十"},
		{10500, "chineseCountingThousand", "", "一万零五百"}, {10, "ideographDigital", "", "一〇"}, {3, "ideographTraditional", "", "丙"}, {12, "chineseLegalSimplified", "", "壹拾贰"},
		{20, "decimalEnclosedCircle", "", "⑳"}, {21, "decimalEnclosedCircle", "", "㉑"}, {36, "decimalEnclosedCircle", "", "36"}, {15, "decimalFullWidth", "", "１５"},
		{10, "russianLower", "", "к"}, {2, "numberInDash", "", "- 2 -"}, {3, "none", "", ""}, {3, "no such format", "", "3"},
		{-5, "upperRoman", "", "-5"}, {0, "lowerLetter", "", "0"}, {1 << 40, "lowerLetter", "", "1099511627776"}, {1 << 40, "chineseCounting", "", "一○九九五一一六二七七七六"},
	} {
		if got := Numeral(c.n, c.format, "", c.lang); got != c.want {
			t.Errorf("%d %s %s: %q, want %q", c.n, c.format, c.lang, got, c.want)
		}
	}
}
