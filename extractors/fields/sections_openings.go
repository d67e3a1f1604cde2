package fields

import (
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// openingAt reads the heading of an annex, "ANNEX 2", "Приложение A", "附件1", which begins the numbers again, or of
// a numbered part, "SECTION 1bis", "Глава 3", which is a section above them.
func openingAt(l *line) (candidate, bool) {
	if !l.First || len(l.Text) > 240 {
		return candidate{}, false
	}
	toks := l.Toks
	if len(toks) == 0 || len(toks) > 70 {
		return candidate{}, false
	}
	key, n := openingWords().At(toks, 0)
	c := candidate{line: l, prior: 1}
	switch key {
	case "annex", "appendix", "attachment":
		c.number = strings.ToUpper(key[:1]) + key[1:]
		c.readings[0].kind = annexKind
	case "part":
		c.readings[0].kind = chapter
	default:
		return candidate{}, false
	}
	printed, value, k := openingNumber(l, n)
	switch {
	case c.kind() == chapter && value == 0:
		return candidate{}, false // "Part of the work"
	case c.kind() == chapter:
		c.number, c.readings[0].n = printed, value
	case printed != "":
		c.number += " " + printed
	}
	c.length, c.rest = len(l.Text), len(l.Text)
	if k > 0 && k <= len(toks) {
		c.length = toks[k-1].End - l.At
	}
	for k < len(toks) && strings.Contains("-:.", toks[k].Fold) {
		k++
	}
	if k < len(toks) {
		c.rest = toks[k].Start - l.At
	}
	return c, isOpening(l, toks, k, &c)
}

// isOpening tells the heading of a part from a sentence about it ("Annex 1 contains the terms of reference"):
// nothing follows, or a title behind a dash or on the next line.
func isOpening(l *line, toks []tokens.Token, k int, c *candidate) bool {
	if l.Block.Kind == pipeline.Heading {
		c.prior++
		return true
	}
	switch {
	case k == len(toks), toks[k].Break:
		c.prior++
	case k > 0 && strings.Contains("-:.", toks[k-1].Fold), strings.Contains("([", toks[k].Fold):
	case isUpperCase(l.Text): // "ANNEX 1 TO RESOLUTION 5"
	default:
		return false
	}
	last := toks[len(toks)-1].Fold
	return k == len(toks) || last != "." && last != ";" && last != "。"
}

// openingNumber reads the number of an annex or a part behind its word: "2", "1bis", "A", "IV", an Arabic ordinal.
// It returns the number as printed (letters as Latin ones), its value (a letter's place, bis added as half is not:
// it keeps its number), and the token behind it.
func openingNumber(l *line, n int) (printed string, value uint16, next int) {
	toks := l.Toks
	if n >= len(toks) || toks[n].Break {
		return "", 0, n
	}
	t := toks[n]
	w := l.words(n, n)
	if key, k := openingWords().At(toks, n); strings.HasPrefix(key, "nth_") {
		return strings.TrimPrefix(key, "nth_"), uint16(atoi(key[len("nth_"):])), n + k
	}
	for k, name := range arabicLetters {
		if t.Fold == name {
			return string(rune('A' + k)), uint16(k) + 1, n + 1
		}
	}
	switch up := latinCapitals(strings.ToUpper(w)); {
	case t.Kind == tokens.Number && len(w) <= 2:
		printed, value, next = w, uint16(atoi(w)), n+1
		if next < len(toks) && bisNumber(toks[next].Fold) > 0 {
			printed, next = l.words(n, next), next+1
		}
		return printed, value, next
	case t.Kind != tokens.Word || up == "":
	case romanValue(up) > 0 && len(up) <= 5:
		return up, uint16(romanValue(up)), n + 1
	case len(w) == 1 || len(up) == 1:
		return up, uint16(up[0]-'A') + 1, n + 1
	}
	return "", 0, n
}
