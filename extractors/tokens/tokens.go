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
	head       Head // of Fold; 0 where nobody has asked
	Start, End int
	Fold       string // lower case, without accents, Arabic alef and yeh forms made one: for comparing; see SetFold
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
	out := Append(make([]Token, 0, len(text)/32+8), text)
	for i := range out {
		t := &out[i]
		if t.Kind == Word {
			t.Fold = Fold(t.Fold)
		}
		t.head = HeadOf(t.Fold)
	}
	return out
}

// room returns tokens with room for more: what the whole text will need, if its rest is like its first bytes.
func room(out []Token, done, all int) []Token {
	more := len(out)*(all-done)/max(done, 1) + len(out)/16 + 16
	return append(make([]Token, 0, len(out)+min(more, all-done)), out...)
}

// Append appends the tokens of a shadow's text to a slice, their words as they are written: for a caller that
// keeps what it has folded before.
func Append(out []Token, text string) []Token {
	space, brk := false, false
	for i := 0; i < len(text); {
		c, n := classify(text, i)
		if c == blank || c == line {
			space, brk = true, brk || c == line
			i += n
			continue
		}
		t := Token{Space: space, Break: brk, Start: i}
		space, brk = false, false
		i += n
		switch c {
		case digit:
			t.Kind = Number
			for i < len(text) && '0' <= text[i] && text[i] <= '9' {
				i++
			}
			t.Fold = text[t.Start:i]
		case han:
			t.Kind = Han
			t.Fold = text[t.Start:i]
		case letter:
			// Arabic particles are written onto foreign words ("وC25/16"): the script's change ends the word.
			arabic := isArabic(text[t.Start])
			for i < len(text) {
				if text[i] < utf8.RuneSelf {
					if arabic || ascii[text[i]] != letter {
						break
					}
					i++
					continue
				}
				c, n := classify(text, i)
				if c != accent && (c != letter || isArabic(text[i]) != arabic) {
					break
				}
				i += n
			}
			t.Fold = text[t.Start:i]
		default:
			t.Kind = Sign
			t.Fold = text[t.Start:i]
		}
		t.End = i
		if len(out) == cap(out) {
			out = room(out, t.Start, len(text))
		}
		out = append(out, t)
	}
	return out
}

// isArabic reports whether a letter's first byte is one of the Arabic block's.
func isArabic(c byte) bool { return 0xD8 <= c && c <= 0xDB }

// A class is what a character is to Cut.
type class uint8

const (
	sign class = iota
	blank
	line // line feed, tab, form feed
	digit
	letter
	han
	accent // a combining mark: part of a word, begins none
)

// classify returns the class and the length of the character at text[i]. The ranges that reports are made of
// are told without a table.
func classify(text string, i int) (class, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := decode(text, i)
	switch {
	case r >= 0xC0 && r < 0x250 && r != 0xD7 && r != 0xF7, r >= 0x400 && r < 0x482, r >= 0x621 && r < 0x64B && r != 0x640:
		return letter, n
	case r >= 0x4E00 && r < 0xA000:
		return han, n
	case unicode.IsSpace(r):
		return blank, n
	case unicode.Is(unicode.Han, r):
		return han, n
	case unicode.IsLetter(r):
		return letter, n
	case unicode.Is(unicode.Mn, r):
		return accent, n
	}
	return sign, n
}

// decode is utf8.DecodeRuneInString, with two bytes decoded on the spot: they are most of Russian and Arabic.
func decode(text string, i int) (rune, int) {
	if c := text[i]; c >= 0xC2 && c < 0xE0 && i+1 < len(text) && text[i+1]&0xC0 == 0x80 {
		return rune(c&0x1F)<<6 | rune(text[i+1]&0x3F), 2
	}
	return utf8.DecodeRuneInString(text[i:])
}

var ascii = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c == '\n', c == '\t', c == '\f':
			t[c] = line
		case c == ' ', c == '\r', c == '\v':
			t[c] = blank
		case '0' <= c && c <= '9':
			t[c] = digit
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			t[c] = letter
		}
	}
	return t
}()

// Fold returns the form in which words are compared: lower case, no accents, one alef, one yeh, no hamza
// seats; ё is е.
func Fold(s string) string {
	i := 0
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				break
			}
			i++
			continue
		}
		r, n := decode(s, i)
		if foldRune(r) != r {
			break
		}
		i += n
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
	case r >= 0x410 && r < 0x430:
		return r + 0x20
	case r == 'ё', r == 'Ё':
		return 'е'
	case r >= 0x400 && r < 0x410:
		return r + 0x50
	case r >= 0x430 && r < 0x460:
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
