package real

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A ruler turns a place in a file's text, counted in characters, into a byte of the text that the record holds.
// The two differ in white space only.
type ruler struct {
	text  string
	bytes []int // of each character of the file, and of the end
}

func newRuler(file, text string) *ruler {
	r := &ruler{text: text}
	at := 0
	for _, c := range file {
		if !unicode.IsSpace(c) {
			at = skipSpace(text, at)
		}
		r.bytes = append(r.bytes, at)
		if !unicode.IsSpace(c) && at < len(text) {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
		}
	}
	r.bytes = append(r.bytes, len(text))
	return r
}

// byte returns the offset of the character n.
func (r *ruler) byte(n int) int { return r.bytes[max(0, min(n, len(r.bytes)-1))] }

// word returns the offset of the first character at or after the character n that is no space.
func (r *ruler) word(n int) int { return skipSpace(r.text, r.byte(n)) }

func skipSpace(text string, i int) int {
	return i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
}

// around returns some words before and behind a byte, on one line, with the place marked.
func (r *ruler) around(i int) string {
	from, to := max(0, i-60), min(len(r.text), i+160)
	for from > 0 && !utf8.RuneStart(r.text[from]) {
		from--
	}
	for to < len(r.text) && !utf8.RuneStart(r.text[to]) {
		to++
	}
	return strings.Join(strings.Fields(r.text[from:i]+" >> "+r.text[i:to]), " ")
}
