// Package symbols says what the fonts of signs draw: Symbol, Wingdings and their kin, whose codes word processors keep in
// the private use area of Unicode.
package symbols

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Char returns the sign of a code in hexadecimal digits, usually moved to the private use area F000-F0FF, "" where the
// code says nothing: <w:sym w:font="Symbol" w:char="F02D"/>.
func Char(font, code string) string {
	n, err := strconv.ParseUint(strings.TrimSpace(code), 16, 32)
	if err != nil || n > utf8.MaxRune || n == 0 {
		return ""
	}
	r := rune(n)
	if n >= 0x20 && n <= 0xFF && Font(font) {
		r += 0xF000
	}
	return Text(string(r), font)
}

// Font reports whether a font draws signs in place of letters.
func Font(font string) bool {
	return font == "Symbol" || font == "Webdings" || strings.HasPrefix(font, "Wingdings")
}

// Text replaces the codes of symbol fonts in the private use area by the characters that they draw.
func Text(s, font string) string {
	i := strings.Index(s, "\xef\x80") // U+F000-F03F; F040-F0FF follow with \xef\x81-\x83
	if i < 0 && !strings.Contains(s, "\xef\x81") && !strings.Contains(s, "\xef\x82") && !strings.Contains(s, "\xef\x83") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0xF020 || r > 0xF0FF {
			return r
		}
		return glyph(byte(r-0xF000), font)
	}, s)
}

// glyph returns what a code of a symbol font draws. A text font in the private use area means its own letters.
func glyph(code byte, font string) rune {
	switch {
	case strings.HasPrefix(font, "Wingdings"), font == "Webdings":
		if r, ok := wingding(code); ok {
			return r
		}
		return '•'
	case font == "Symbol" || font == "" || code >= 0x80:
		if r := symbolTable[code-0x20]; r != 0 {
			return r
		}
		return '•'
	}
	return rune(code)
}

// Bullet returns the sign that a bulleted level prints.
func Bullet(text, font string) string {
	if strings.HasPrefix(font, "Courier") && text == "o" {
		return "◦"
	}
	if r, size := utf8.DecodeRuneInString(text); size == len(text) && r <= 0xFF && Font(font) && r > ' ' {
		return string(glyph(byte(r), font))
	}
	return Text(text, font)
}

// symbolTable is the encoding of the Symbol font from 0x20 on (Adobe Symbol Encoding, with the euro at 0xA0).
var symbolTable = [0xE0]rune{
	' ', '!', '∀', '#', '∃', '%', '&', '∋', '(', ')', '∗', '+', ',', '−', '.', '/',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
	'≅', 'Α', 'Β', 'Χ', 'Δ', 'Ε', 'Φ', 'Γ', 'Η', 'Ι', 'ϑ', 'Κ', 'Λ', 'Μ', 'Ν', 'Ο',
	'Π', 'Θ', 'Ρ', 'Σ', 'Τ', 'Υ', 'ς', 'Ω', 'Ξ', 'Ψ', 'Ζ', '[', '∴', ']', '⊥', '_',
	'‾', 'α', 'β', 'χ', 'δ', 'ε', 'φ', 'γ', 'η', 'ι', 'ϕ', 'κ', 'λ', 'μ', 'ν', 'ο',
	'π', 'θ', 'ρ', 'σ', 'τ', 'υ', 'ϖ', 'ω', 'ξ', 'ψ', 'ζ', '{', '|', '}', '∼', 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	'€', 'ϒ', '′', '≤', '⁄', '∞', 'ƒ', '♣', '♦', '♥', '♠', '↔', '←', '↑', '→', '↓',
	'°', '±', '″', '≥', '×', '∝', '∂', '•', '÷', '≠', '≡', '≈', '…', '⏐', '⎯', '↵',
	'ℵ', 'ℑ', 'ℜ', '℘', '⊗', '⊕', '∅', '∩', '∪', '⊃', '⊇', '⊄', '⊂', '⊆', '∈', '∉',
	'∠', '∇', '®', '©', '™', '∏', '√', '⋅', '¬', '∧', '∨', '⇔', '⇐', '⇑', '⇒', '⇓',
	'◊', '⟨', '®', '©', '™', '∑', '⎛', '⎜', '⎝', '⎡', '⎢', '⎣', '⎧', '⎨', '⎩', '⎪',
	0, '⟩', '∫', '⌠', '⎮', '⌡', '⎞', '⎟', '⎠', '⎤', '⎥', '⎦', '⎫', '⎬', '⎭', 0,
}

// wingding returns the signs of Wingdings that stand in reports: marks, boxes, arrows, numbers in circles.
func wingding(code byte) (rune, bool) {
	switch {
	case code >= 0x81 && code <= 0x8A: // ① to ⑩
		return '①' + rune(code-0x81), true
	case code >= 0x8C && code <= 0x95: // ❶ to ❿
		return '❶' + rune(code-0x8C), true
	}
	r, ok := wingdings[code]
	return r, ok
}

var wingdings = map[byte]rune{
	0x20: ' ', 0x28: '☎', 0x29: '✆', 0x2A: '✉', 0x6C: '●', 0x6D: '❍', 0x6E: '■', 0x6F: '□', 0x70: '□', 0x71: '❑', 0x72: '❒',
	0x73: '◆', 0x74: '◆', 0x75: '◆', 0x76: '❖', 0x77: '◆', 0x80: '⓪', 0x8B: '⓿', 0x9E: '·', 0x9F: '•', 0xA0: '▪', 0xA1: '○',
	0xA2: '○', 0xA4: '◉', 0xA7: '▪', 0xA8: '◻', 0xAB: '★', 0xD8: '➢', 0xDB: '←', 0xDC: '→', 0xDF: '←', 0xE0: '→', 0xE1: '↑',
	0xE2: '↓', 0xE8: '➔', 0xEF: '⇦', 0xF0: '⇨', 0xF3: '⬄', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
}
