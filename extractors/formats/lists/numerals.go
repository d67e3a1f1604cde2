package lists

import (
	"strconv"
	"strings"
)

// Numeral writes n in a number format of Word (ST_NumberFormat, 17.18.59). custom is the pattern of the format
// "custom" ("001, 002, 003, ..."), lang the language of the text for ordinals. A format without a rule here is
// written in decimal digits, which is what Word falls back to.
func Numeral(n int, format, custom, lang string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		return padded(n, 2)
	case "custom":
		return customNumeral(n, custom)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "ordinal":
		return ordinal(n, lang)
	case "cardinalText":
		return words(n, lang, false)
	case "ordinalText":
		return words(n, lang, true)
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "chicago":
		return repeated(n, []string{"*", "†", "‡", "§"})
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, '０')
	case "hindiNumbers":
		return digits(n, '०')
	case "thaiNumbers", "thaiCounting":
		return digits(n, '๐')
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n > 20 && n <= 35 {
			return enclosed(n-20, '㉑', 15)
		}
		return enclosed(n, '①', 20)
	case "decimalEnclosedFullstop":
		return enclosed(n, '⒈', 20)
	case "decimalEnclosedParen":
		return enclosed(n, '⑴', 20)
	case "ideographEnclosedCircle":
		return enclosed(n, '㊀', 10)
	}
	if letters := alphabet(format); letters != "" {
		return letter(n, letters)
	}
	if s, ok := chinese(n, format); ok {
		return s
	}
	return strconv.Itoa(n)
}

func padded(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// customNumeral reads the width of "001, 002, 003, ..." and pads to it.
func customNumeral(n int, pattern string) string {
	one, _, _ := strings.Cut(pattern, ",")
	one = strings.TrimSpace(one)
	if strings.Trim(one, "0") == "1" && len(one) < 10 {
		return padded(n, len(one))
	}
	return strconv.Itoa(n)
}

// roman writes 1 to 32767, which is as far as Word counts; higher numbers stay decimal.
func roman(n int) string {
	if n < 1 || n > 32767 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for n >= r.n {
			b.WriteString(r.s)
			n -= r.n
		}
	}
	return b.String()
}

// Lettered reports whether a number format counts in letters or Roman numerals, as the points of a list do.
func Lettered(format string) bool {
	return format == "lowerRoman" || format == "upperRoman" || alphabet(format) != "" || format == "none"
}

// alphabet returns the letters of a format that counts by letters.
func alphabet(format string) string {
	switch format {
	case "lowerLetter":
		return "abcdefghijklmnopqrstuvwxyz"
	case "upperLetter":
		return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	case "russianLower":
		return "абвгдежзиклмнопрстуфхцчшщэюя"
	case "russianUpper":
		return "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
	case "arabicAlpha":
		return "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
	case "arabicAbjad":
		return "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
	case "hebrew1", "hebrew2":
		return "אבגדהוזחטיכלמנסעפצקרשת"
	case "aiueoFullWidth", "aiueo":
		return "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
	case "irohaFullWidth", "iroha":
		return "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
	case "ganada":
		return "가나다라마바사아자차카타파하"
	case "chosung":
		return "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
	case "ideographTraditional":
		return "甲乙丙丁戊己庚辛壬癸"
	case "ideographZodiac":
		return "子丑寅卯辰巳午未申酉戌亥"
	}
	return ""
}

// letter counts a, b ... z, aa, bb: Word repeats the letter.
func letter(n int, letters string) string {
	rs := []rune(letters)
	signs := make([]string, len(rs))
	for i, r := range rs {
		signs[i] = string(r)
	}
	return repeated(n, signs)
}

// repeated gives the n-th sign, doubled on the second round, tripled on the third.
func repeated(n int, signs []string) string {
	if n < 1 || n > 30*len(signs) {
		return strconv.Itoa(n)
	}
	return strings.Repeat(signs[(n-1)%len(signs)], (n-1)/len(signs)+1)
}

// digits writes n with the ten digits that start at zero.
func digits(n int, zero rune) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return zero + r - '0'
		}
		return r
	}, strconv.Itoa(n))
}

// enclosed gives a number in a circle or in brackets, as far as Unicode has them.
func enclosed(n int, one rune, last int) string {
	if n < 1 || n > last {
		return strconv.Itoa(n)
	}
	return string(one + rune(n-1))
}

const (
	plainDigits  = "〇一二三四五六七八九"
	legalSimple  = "零壹贰叁肆伍陆柒捌玖"
	legalTrad    = "零壹貳參肆伍陸柒捌玖"
	plainPowers  = "十百千"
	legalSPowers = "拾佰仟"
)

// chinese writes n in the formats that count in Chinese characters.
func chinese(n int, format string) (string, bool) {
	switch format {
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return byDigit(n, plainDigits), true
	case "chineseCounting", "taiwaneseCounting":
		if n >= 100 { // 17.18.59: from one hundred on digit by digit
			return byDigit(n, "○一二三四五六七八九"), true
		}
		return counted(n, plainDigits, plainPowers, "万", true), true
	case "japaneseCounting":
		return counted(n, plainDigits, plainPowers, "万", true), true
	case "chineseCountingThousand":
		return counted(n, "零一二三四五六七八九", plainPowers, "万", true), true
	case "taiwaneseCountingThousand":
		return counted(n, "零一二三四五六七八九", plainPowers, "萬", true), true
	case "chineseLegalSimplified":
		return counted(n, legalSimple, legalSPowers, "万", false), true
	case "ideographLegalTraditional", "japaneseLegal":
		return counted(n, legalTrad, legalSPowers, "萬", false), true
	}
	return "", false
}

// byDigit writes each decimal digit as a character: 10 is 一〇.
func byDigit(n int, zeroToNine string) string {
	rs := []rune(zeroToNine)
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return rs[r-'0']
		}
		return r
	}, strconv.Itoa(n))
}

// counted writes n with powers of ten: 21 is 二十一, 105 is 一百零五. short drops the one of 10 to 19 (十一).
func counted(n int, zeroToNine, powers, myriad string, short bool) string {
	if n < 0 || n > 99999999 {
		return strconv.Itoa(n)
	}
	rs, ps := []rune(zeroToNine), []rune(powers)
	if n == 0 {
		return string(rs[0])
	}
	var b strings.Builder
	if n >= 10000 {
		b.WriteString(counted(n/10000, zeroToNine, powers, myriad, short))
		b.WriteString(myriad)
		n %= 10000
		if n > 0 && n < 1000 {
			b.WriteRune(rs[0])
		}
	}
	started, gap := false, false
	for p := 3; p >= 0; p-- {
		unit := 1
		for i := 0; i < p; i++ {
			unit *= 10
		}
		d := n / unit % 10
		if d == 0 {
			gap = started
			continue
		}
		if gap {
			b.WriteRune(rs[0])
			gap = false
		}
		if !(short && p == 1 && d == 1 && !started && b.Len() == 0) {
			b.WriteRune(rs[d])
		}
		if p > 0 {
			b.WriteRune(ps[p-1])
		}
		started = true
	}
	return b.String()
}

// ordinal writes 1st, 1er, 1º as Word does in the language of the text.
func ordinal(n int, lang string) string {
	s := strconv.Itoa(n)
	switch primary(lang) {
	case "fr":
		if n == 1 {
			return s + "er"
		}
		return s + "e"
	case "es", "it", "pt":
		return s + "º"
	case "ru":
		return s + "-й"
	case "de":
		return s + "."
	case "en", "":
		switch {
		case n%100 >= 11 && n%100 <= 13:
			return s + "th"
		case n%10 == 1:
			return s + "st"
		case n%10 == 2:
			return s + "nd"
		case n%10 == 3:
			return s + "rd"
		}
		return s + "th"
	}
	return s
}

// words writes 1 to 99 in English words ("One", "Twenty-first"), as list labels are seldom written in words and
// hardly ever in another language; other numbers and languages stay in digits.
func words(n int, lang string, ordinals bool) string {
	if p := primary(lang); p != "en" && p != "" || n < 1 || n > 99 {
		return strconv.Itoa(n)
	}
	cardinal := strings.Fields("Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen")
	order := strings.Fields("Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth")
	tens := strings.Fields("- - Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety")
	last := cardinal
	if ordinals {
		last = order
	}
	if n < 20 {
		return last[n]
	}
	ten := tens[n/10]
	switch {
	case n%10 > 0:
		return ten + "-" + strings.ToLower(last[n%10])
	case ordinals:
		return strings.TrimSuffix(ten, "y") + "ieth"
	}
	return ten
}

// primary returns the language of a tag: "fr" of "fr-CH".
func primary(lang string) string {
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}
