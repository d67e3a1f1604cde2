package pdf

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendLetters adds what a glyph says to dst. Compatibility forms are resolved for ligatures, Arabic
// presentation forms and CJK radicals only, so that narrow spaces, superscripts and full-width signs stay what
// they are. Control characters, byte order marks and zero-width spaces are dropped; the private-use bullets of
// symbol fonts become real ones.
func appendLetters(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c != 0x7F {
				dst = append(dst, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1, r < 0xA0, r == 0xFEFF, r == 0x200B, r >= 0x200E && r <= 0x200F,
			r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFFFE, r == tatweel:
			// bytes that are no character, marks without a shape, the stretching of Arabic words
		case compatible(r):
			dst = norm.NFKC.AppendString(dst, s[i:i+n])
		case r >= 0xF000 && r <= 0xF0FF:
			dst = utf8.AppendRune(dst, symbol(r))
		default:
			dst = append(dst, s[i:i+n]...)
		}
		i += n
	}
	return dst
}

const (
	tatweel    = 0x640
	softHyphen = 0xAD
)

// compatible reports whether a character is only a drawn form of others.
func compatible(r rune) bool {
	return r >= 0xFB00 && r <= 0xFB17 || // ligatures: fi ffl
		r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC || // Arabic presentation forms
		r >= 0x2E80 && r <= 0x2FDF // CJK and Kangxi radicals
}

// symbol maps the private-use codes of Symbol and Wingdings that Word writes as bullets; the others of that
// block carry their ASCII code in the low byte, which is what the font's author meant by them.
func symbol(r rune) rune {
	switch r {
	case 0xF0B7, 0xF06C, 0xF09F:
		return '•'
	case 0xF0A7, 0xF06E:
		return '▪'
	case 0xF0D8, 0xF0C4:
		return '➢'
	case 0xF0FC:
		return '✓'
	case 0xF02D, 0xF0BE:
		return '–'
	case 0xF0A8, 0xF06F, 0xF071, 0xF072:
		return '□'
	}
	if c := r & 0xFF; c > ' ' && c < 0x7F {
		return c
	}
	return r
}

// superscripts are the raised forms of the digits 0 to 9.
var superscripts = [10]rune{'⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'}

// raise turns the digits of a raised text into superscript characters, so that the mark of a footnote can not
// be read as a digit of the number or a letter of the word before it.
func raise(dst []byte, s []byte) []byte {
	for _, c := range s {
		if c >= '0' && c <= '9' {
			dst = utf8.AppendRune(dst, superscripts[c-'0'])
		} else {
			dst = append(dst, c)
		}
	}
	return dst
}

// lower turns superscript digits back into plain ones: "¹²" is "12".
func lower(s string) string {
	out := make([]rune, 0, len(s))
next:
	for _, r := range s {
		for d, sup := range superscripts {
			if r == sup {
				out = append(out, rune('0'+d))
				continue next
			}
		}
		out = append(out, r)
	}
	return string(out)
}

// wide reports whether a character belongs to a script that is written without spaces between words.
func wide(r rune) bool {
	return r >= 0x2E80 && (r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF01 && r <= 0xFF60 || r >= 0x20000 && r <= 0x3FFFF) &&
		!(r >= 0xAC00 && r <= 0xD7A3)
}

// rightToLeft reports whether a character is a letter written from right to left.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8FF && !(r >= 0x660 && r <= 0x669) && !(r >= 0x6F0 && r <= 0x6F9) && r != 0x60C && r != 0x61B && r != 0x66A && r != 0x66B && r != 0x66C ||
		r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

// spacing reports whether a glyph's text is a space, of any width.
func spacing(s string) bool {
	if s == " " {
		return true
	}
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || n == 1 && r > ' ' {
		return false
	}
	for _, r := range s {
		if !unicode.IsSpace(r) && r != 0x200B {
			return false
		}
	}
	return true
}

// accents are the spacing accents that TeX and old fonts draw over a letter, with their combining forms.
var accents = map[rune]rune{
	'´': 0x301, '`': 0x300, '¨': 0x308, 'ˆ': 0x302, '^': 0x302, '˜': 0x303, '~': 0x303, '¸': 0x327, 'ˇ': 0x30C,
	'˚': 0x30A, '¯': 0x304, '˘': 0x306, '˙': 0x307, '˝': 0x30B, '˛': 0x328,
}
