package docx

import "strings"

// superscript writes raised digits as such, so that a power or a typed note mark does not become part of a number:
// 10² and not 102. Raised letters (1st, 1er) stay letters.
func superscript(s string) string {
	for _, r := range s {
		if (r < '0' || r > '9') && r != ' ' && r != ',' {
			return s
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '1':
			return '¹'
		case r == '2':
			return '²'
		case r == '3':
			return '³'
		case r == '0', r >= '4' && r <= '9':
			return '⁰' + r - '0'
		}
		return r
	}, s)
}
