// Package tokens cuts a document's shadow into words, numbers and signs, once for all stages. A stage reads
// tokens rather than running patterns over the text: it is faster, and a line break or a narrow space between
// two words makes no difference.
package tokens

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

// A Kind tells what a token is made of.
type Kind uint8

const (
	Word   Kind = iota // a run of letters: "États", "l", "IPv" (of "IPv6")
	Number             // ASCII digits only, no separators: "1", "939"
	Han                // one Chinese character
	Sign               // one character of anything else that is not white space
)

// A Token is one word, number or sign. Start and End are offsets into the shadow's text.
type Token struct {
	Kind       Kind
	Space      bool // white space stands before it
	Break      bool // a line feed or tab stands before it
	Start, End int
	Fold       string // lower case, without accents, Arabic alef and yeh forms made one: for comparing
}

// Of returns the tokens of the whole document, in order, made once.
func Of(doc *pipeline.Document) []Token {
	type key struct{}
	return doc.Memo(key{}, func() any { return Cut(doc.Shadow().Text) }).([]Token)
}

// In returns the tokens of the document that lie inside the span of its text.
func In(doc *pipeline.Document, span pipeline.Span) []Token {
	all, sh := Of(doc), doc.Shadow()
	from, to := sh.From(span.Start), sh.From(span.End)
	i := sort.Search(len(all), func(k int) bool { return all[k].Start >= from })
	j := i + sort.Search(len(all)-i, func(k int) bool { return all[i+k].End > to })
	return all[i:j:j]
}

// Span returns the span of the document's text that the tokens from first to last cover.
func Span(doc *pipeline.Document, first, last Token) pipeline.Span {
	return doc.Shadow().RawSpan(first.Start, last.End)
}

// Cut returns the tokens of a shadow's text.
func Cut(text string) []Token {
	out := make([]Token, 0, len(text)/5+4)
	space, brk := false, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' || r == '\t' || r == '\f' {
			space, brk = true, true
			i += n
			continue
		}
		if unicode.IsSpace(r) {
			space = true
			i += n
			continue
		}
		t := Token{Space: space, Break: brk, Start: i}
		space, brk = false, false
		switch {
		case r >= '0' && r <= '9':
			t.Kind = Number
			for i++; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
			}
			t.Fold = text[t.Start:i]
		case unicode.Is(unicode.Han, r):
			t.Kind = Han
			i += n
			t.Fold = text[t.Start:i]
		case unicode.IsLetter(r):
			t.Kind = Word
			i = wordEnd(text, i+n)
			t.Fold = Fold(text[t.Start:i])
		default:
			t.Kind = Sign
			i += n
			t.Fold = text[t.Start:i]
		}
		t.End = i
		out = append(out, t)
	}
	return out
}

// wordEnd returns where the word whose first letter ends at i ends.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.Is(unicode.Han, r) || !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		i += n
	}
	return i
}

// Fold returns the form in which words are compared: lower case, no accents, one alef, one yeh, no hamza
// seats; ё is е.
func Fold(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && !('A' <= s[i] && s[i] <= 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for _, r := range s[i:] {
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= 0xC0 && r < 0x180:
		if to := latin[r-0xC0]; to != 0 {
			return rune(to)
		}
	case r >= 0x400 && r < 0x460:
		r = unicode.ToLower(r)
		if r == 'ё' {
			return 'е'
		}
		return r
	case r >= 0x600 && r < 0x700:
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			return 'ا'
		case 'ى':
			return 'ي'
		}
		return r
	}
	return unicode.ToLower(r)
}

// latin maps U+00C0 to U+017F to the letter under the accent, 0 where there is none such.
var latin = func() (t [0xC0]byte) {
	for base, forms := range map[byte]string{
		'a': "ÀÁÂÃÄÅàáâãäåĀāĂăĄą", 'c': "ÇçĆćĈĉĊċČč", 'd': "ĎďĐđ", 'e': "ÈÉÊËèéêëĒēĔĕĖėĘęĚě",
		'g': "ĜĝĞğĠġĢģ", 'h': "ĤĥĦħ", 'i': "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı", 'j': "Ĵĵ", 'k': "Ķķ", 'l': "ĹĺĻļĽľĿŀŁł",
		'n': "ÑñŃńŅņŇň", 'o': "ÒÓÔÕÖØòóôõöøŌōŎŏŐő", 'r': "ŔŕŖŗŘř", 's': "ŚśŜŝŞşŠš", 't': "ŢţŤťŦŧ",
		'u': "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų", 'w': "Ŵŵ", 'y': "ÝýÿŶŷŸ", 'z': "ŹźŻżŽž",
	} {
		for _, r := range forms {
			t[r-0xC0] = base
		}
	}
	return t
}()
