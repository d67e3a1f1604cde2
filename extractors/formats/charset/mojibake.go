package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mend looks for UTF-8 that was taken for windows-1252 and written as UTF-8 again ("CommunautÃ©", "lâ€™UIT") and
// undoes it where the whole text goes back without a loss. What cannot be undone is told.
func (res *Result) mend() {
	pairs, others := 0, 0
	if suspect(res.Text) {
		pairs, others = twice(res.Text)
	}
	if pairs >= 2 && pairs*2 >= others {
		if text, ok := undo(res.Text); ok {
			res.Text = text
			res.problem("the text was encoded twice (%d places); undone", pairs)
			return
		}
	}
	if pairs >= 3 && pairs*4 >= others {
		res.problem("%d places look like text in the wrong charset", pairs)
	}
	if n := strings.Count(res.Text, "\uFFFD"); n > 0 && len(res.Problems) == 0 {
		res.problem("%d characters were lost before the file was written (U+FFFD)", n)
	}
}

// suspect looks for a letter of U+00C0 to U+00FF with another character beyond ASCII behind it: most texts have few.
func suspect(text string) bool {
	text = text[:min(len(text), sample)]
	n := 0
	for i := 0; i+2 < len(text); i += 2 {
		k := strings.IndexByte(text[i:], 0xC3)
		if k < 0 || i+k+2 >= len(text) {
			break
		}
		if i += k; text[i+2] >= utf8.RuneSelf {
			if n++; n >= 2 {
				return true
			}
		}
	}
	return false
}

// twice counts, in the first part of a text, the characters that are a whole UTF-8 sequence read as windows-1252,
// and the other characters beyond ASCII.
func twice(text string) (pairs, others int) {
	text = text[:min(len(text), sample)]
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		want := 0
		switch {
		case r >= 0xC2 && r <= 0xDF:
			want = 1
		case r >= 0xE0 && r <= 0xEF:
			want = 2
		}
		j, got := i+n, 0
		for got < want && j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			b, ok := charmap.Windows1252.EncodeRune(r)
			if !ok && r >= 0x80 && r < 0xA0 {
				b, ok = byte(r), true
			}
			if !ok || b < 0x80 || b > 0xBF {
				break
			}
			j += n
			got++
		}
		if want > 0 && got == want {
			pairs++
			i = j
		} else {
			others++
			i += n
		}
	}
	return pairs, others
}

// undo turns a text back into the bytes of windows-1252 and reads these as UTF-8.
func undo(text string) (string, bool) {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		switch {
		case ok:
		case r >= 0x80 && r < 0xA0: // the five places that windows-1252 leaves open
			b = byte(r)
		default:
			return "", false
		}
		out = append(out, b)
	}
	return string(out), utf8.Valid(out)
}
