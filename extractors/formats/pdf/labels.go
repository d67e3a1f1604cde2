package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func lastRune(s string) (rune, int) { return utf8.DecodeLastRuneInString(s) }

// label returns the number or bullet that a text begins with, "" for none: "•", "–", "1.", "2.3", "(a)", "a)",
// "(iv)", "B.", "§ 12", "一、", "（二）", "أ )". What follows it must be a space or the end. A bare number without
// a sign or a part counts, for ITU numbers its paragraphs so ("1<tab>Considérations"); callers ask for a gap.
func label(s string) string {
	if n := bulletAt(s); n > 0 {
		return s[:n]
	}
	if n := numberAt(s); n > 0 {
		return s[:n]
	}
	return ""
}

// bulletAt returns the length of the bullet that the text begins with, 0 for none.
func bulletAt(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '·', '▪', '▫', '●', '○', '■', '□', '◆', '◇', '►', '➢', '➤', '✓', '✔', '‣', '◦', '–', '—', '−', '*', '-', '\uF0B7', '➔', '→', '»':
		if n == len(s) || s[n] == ' ' || r == '•' || r == '▪' || r == '●' {
			return n
		}
	case 'o', 'Ø', '§', 'ü', 'v', 'q':
		// the letters that symbol fonts without a table show as bullets are told by their gap alone
	}
	return 0
}

// numberAt returns the length of the number that the text begins with, its closing sign included, 0 for none.
func numberAt(s string) int {
	i := 0
	open := false
	if r, n := utf8.DecodeRuneInString(s); r == '(' || r == '（' || r == '[' {
		open = true
		i = n
		for i < len(s) && s[i] == ' ' { // "( أ )"
			i++
		}
	} else if r == '§' {
		i = n
		for i < len(s) && s[i] == ' ' {
			i++
		}
	}
	start := i
	kind := 0
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsDigit(r):
		kind = 1
		i = digitsEnd(s, i)
		if i == 0 {
			return 0
		}
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		kind = 2
		for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z') {
			i++
		}
		if w := s[start:i]; len(w) > 1 && !roman(w) && !latinOrdinal(w) && !(len(w) == 2 && i < len(s) && s[i] == ')') { // "ac)" follows "ab)"
			return 0
		}
		if i < len(s) && s[i] == '.' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' { // "S.1", "AM.2"
			if e := digitsEnd(s, i+1); e > 0 {
				i = e
				kind = 3
			}
		}
	case strings.ContainsRune("一二三四五六七八九十", r):
		kind = 4
		for {
			r, n = utf8.DecodeRuneInString(s[i:])
			if !strings.ContainsRune("一二三四五六七八九十", r) || n == 0 {
				break
			}
			i += n
		}
	case unicode.IsLetter(r) && (rightToLeft(r) || r >= 0x400 && r < 0x500):
		kind = 5
		i += n
	default:
		return 0
	}
	closed := false
	for k := i; k <= len(s); {
		r, n := utf8.DecodeRuneInString(s[k:])
		switch {
		case r == ')' || r == '）' || r == ']':
			closed = true
			i = k + n
		case r == '.' || r == '．' || r == '、' || r == '°' || r == ':':
			if kind == 4 && r != '、' || open {
				return 0
			}
			closed = true
			i = k + n
			if i < len(s) && s[i] == ')' {
				i++
			}
		case r == ' ' && open && k == i && k+1 < len(s) && (s[k+1] == ')'):
			k++
			continue
		}
		break
	}
	if open && !closed {
		return 0
	}
	if !closed && kind != 1 && kind != 3 {
		return 0
	}
	if kind == 4 {
		return i
	}
	if kind == 1 && !closed && i+3 < len(s) && digitsEnd(s, i+1) == i+4 {
		return 0 // "5 150 MHz"
	}
	if i < len(s) {
		if r, _ := utf8.DecodeRuneInString(s[i:]); r != ' ' && r != 0xA0 && r != '\t' && !(wide(r) && closed) {
			return 0
		}
	}
	return i
}

// digitsEnd returns where a number of at most four digits, with parts as in "2.3.1" or "3bis", ends; 0 if it is
// no such number.
func digitsEnd(s string, i int) int {
	for {
		start := i
		for i < len(s) {
			r, n := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsDigit(r) {
				break
			}
			i += n
		}
		if i == start || i-start > 8 || s[start] < utf8.RuneSelf && i-start > 4 {
			return 0
		}
		if i+1 < len(s) && s[i] == '.' && s[i+1] >= '0' && s[i+1] <= '9' {
			i++
			continue
		}
		// parts in capital Roman numbers: "27.I.1"
		j := i + 1
		for j < len(s) && i < len(s) && s[i] == '.' && strings.IndexByte("IVX", s[j]) >= 0 {
			j++
		}
		if j > i+1 && j+1 < len(s) && s[j] == '.' && s[j+1] >= '0' && s[j+1] <= '9' {
			i = j + 1
			continue
		}
		break
	}
	for _, w := range []string{"bis", "ter", "quater"} {
		if strings.HasPrefix(s[i:], w) {
			return i + len(w)
		}
	}
	return i
}

// roman reports whether a word is a Roman numeral up to 89.
func roman(w string) bool {
	return strings.Trim(w, "ivxl") == "" || strings.Trim(w, "IVXL") == ""
}

// latinOrdinal reports whether a word is a letter with the Latin ordinal of an inserted item: "abis".
func latinOrdinal(w string) bool {
	return len(w) <= 7 && (strings.HasSuffix(w, "bis") || strings.HasSuffix(w, "ter")) && len(w) == 4
}
