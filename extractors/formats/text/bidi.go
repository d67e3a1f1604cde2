package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The signs by which converters of PDF mark the direction of what they print.
const (
	leftToRight = '\u202A'
	rightToLeft = '\u202B'
	popped      = '\u202C'
)

// embedded reports whether a line is marked as right to left by a converter.
func embedded(s string) bool { return strings.Contains(s, string(rightToLeft)) }

// reorder puts a line in the order in which it is read, and takes the signs away. Converters print the pieces of a
// line of Arabic as they stand from left to right, and in them a number with the blanks and the signs around it as
// it stands on paper: what is left of it is read behind it.
//
//	RLE text RLE "1" PDF PDF          the number stands at the right: it comes first
//	"from" LRE " 17" PDF "to"         "from 17 to"
func reorder(s string) string {
	var pieces []string // at the level of the page
	outside := false    // letters that no sign encloses
	for s != "" {
		i := strings.IndexRune(s, rightToLeft)
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			pieces = append(pieces, s[:i])
			outside = outside || strings.IndexFunc(s[:i], unicode.IsLetter) >= 0
			s = s[i:]
			continue
		}
		end := closing(s)
		piece := within(strings.TrimPrefix(s[:end], string(rightToLeft)))
		if onlyMarks(piece) { // a vowel sign whose letter was not found
			piece = strings.Repeat(" ", len(piece)/2)
		}
		pieces = append(pieces, piece)
		s = strings.TrimPrefix(s[end:], string(popped))
	}
	if !outside {
		slices.Reverse(pieces)
	}
	return attach(strings.Map(unsigned, strings.Join(pieces, "")))
}

// attach puts vowel signs to their letters: converters that measure the paper see a blank before them, and a sign that
// stands above two letters before the second.
//
//	"علما ًب" is "علماً ب"     "ي ُدعى" is "يُدعى"     "الذي ُعقد" is "الذي عُقد"
func attach(s string) string {
	if strings.IndexFunc(s, isVowelSign) < 0 {
		return s
	}
	var b []rune
	in := []rune(s)
	for i := 0; i < len(in); i++ {
		r := in[i]
		blank := len(b) > 1 && b[len(b)-1] == ' ' && unicode.Is(unicode.Arabic, b[len(b)-2])
		letter := i+1 < len(in) && unicode.Is(unicode.Arabic, in[i+1]) && unicode.IsLetter(in[i+1])
		switch {
		case !isVowelSign(r) || !blank:
			b = append(b, r)
		case r <= 0x64D: // at the end of a word
			b[len(b)-1] = r
			if letter {
				b = append(b, ' ')
			}
		case letter && r != 0x651 && len(b) > 2 && b[len(b)-3] != ' ':
			i++
			b = append(b, in[i], r)
		default: // one letter is no word
			b[len(b)-1] = r
		}
	}
	return string(b)
}

func isVowelSign(r rune) bool { return r >= 0x64B && r <= 0x652 }

func unsigned(r rune) rune {
	if r >= leftToRight && r <= '\u202E' {
		return -1
	}
	return r
}

// closing returns where the sign stands that ends what the first sign of s begins.
func closing(s string) int {
	depth := 0
	for i, r := range s {
		switch r {
		case leftToRight, rightToLeft:
			depth++
		case popped:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(s)
}

// within puts the numbers and Latin words in a piece of Arabic where they are read.
func within(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexRune(s, leftToRight)
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := closing(s)
		parts := tokens(strings.TrimPrefix(s[:end], string(leftToRight)))
		slices.Reverse(parts)
		b.WriteString(strings.Join(parts, ""))
		s = strings.TrimPrefix(s[end:], string(popped))
	}
	return b.String()
}

// tokens cuts a text that stands from left to right in one that does not: numbers, runs of Latin words with what is
// between them, and single signs.
func tokens(s string) []string {
	var list []string
	for s != "" {
		n := token(s)
		list = append(list, s[:n])
		s = s[n:]
	}
	return list
}

func token(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(r): // to the last letter or digit of the run
		end := n
		for i, r := range s {
			if unicode.IsLetter(r) || digit(r) >= 0 {
				end = i + utf8.RuneLen(r)
			} else if r == '،' || r == '؛' {
				break
			}
		}
		return end
	case digit(r) >= 0: // "12,5", "17:30"; letters may follow
		end := n
		for end < len(s) {
			r, n := utf8.DecodeRuneInString(s[end:])
			if unicode.IsLetter(r) {
				return end + token(s[end:])
			}
			if digit(r) >= 0 {
				end += n
				continue
			}
			next, _ := utf8.DecodeRuneInString(s[end+n:])
			if !strings.ContainsRune(".,/:٫٬", r) || digit(next) < 0 {
				break
			}
			end += n
		}
		return end
	}
	return n
}
