package pipeline

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Shadow is a copy of a text in which what looks alike is alike, for matching; Raw leads every place in it
// back to the text. It composes accents (NFC), makes every dash U+002D and every space U+0020 (one for one),
// turns Arabic-Indic digits and full-width forms into ASCII, Arabic presentation forms and ligatures into
// their letters, and drops bidi marks, tatweel, Arabic vowel signs, soft hyphens and zero-width characters.
// Line feeds and tabs stay.
type Shadow struct {
	Text   string
	marks  []mark
	length int // of the raw text
}

// A mark begins a stretch of the shadow: copied byte for byte (end is 0), or one character, of the text's
// bytes [raw, end), that was changed.
type mark struct{ at, raw, end int }

// NewShadow makes the shadow of a text.
func NewShadow(text string) *Shadow {
	s := &Shadow{length: len(text)}
	i := plain(text)
	if i == len(text) {
		s.Text = text
		return s
	}
	var out strings.Builder
	out.Grow(len(text))
	identity := true // whether the stretch in hand is copied byte for byte
	s.marks = append(s.marks, mark{0, 0, 0})
	out.WriteString(text[:i])
	for i < len(text) {
		if n := plain(text[i:]); n > 0 {
			if !identity {
				s.marks = append(s.marks, mark{out.Len(), i, 0})
				identity = true
			}
			out.WriteString(text[i : i+n])
			i += n
			continue
		}
		n := segment(text[i:])
		if to, changed := normal(text[i : i+n]); changed {
			if len(to) > 0 {
				s.marks = append(s.marks, mark{out.Len(), i, i + n})
				out.WriteString(to)
			}
			identity = false
		} else {
			if !identity {
				s.marks = append(s.marks, mark{out.Len(), i, 0})
				identity = true
			}
			out.WriteString(text[i : i+n])
		}
		i += n
	}
	s.Text = out.String()
	return s
}

// Raw returns the offset in the text of the byte at offset i of the shadow. A byte of a changed stretch leads
// to the stretch's first byte; the shadow's end leads to the text's end.
func (s *Shadow) Raw(i int) int {
	if i >= len(s.Text) {
		return s.length
	}
	if len(s.marks) == 0 {
		return i
	}
	m := s.markAt(i)
	if m.end > 0 {
		return m.raw
	}
	return m.raw + i - m.at
}

// markAt returns the stretch that holds the shadow's byte at offset i.
func (s *Shadow) markAt(i int) mark {
	return s.marks[sort.Search(len(s.marks), func(k int) bool { return s.marks[k].at > i })-1]
}

// RawSpan returns the span of the text that the shadow's bytes [start, end) stand for.
func (s *Shadow) RawSpan(start, end int) Span {
	if len(s.marks) == 0 {
		return Span{start, end}
	}
	from := s.Raw(start)
	if end <= start {
		return Span{from, from}
	}
	m := s.markAt(end - 1) // the end is where the last byte's own character ends
	if m.end > 0 {
		return Span{from, m.end}
	}
	return Span{from, m.raw + end - m.at}
}

// From returns the offset in the shadow of the first byte that stands for the text's offset i or later.
func (s *Shadow) From(i int) int {
	if len(s.marks) == 0 {
		return i
	}
	k := sort.Search(len(s.marks), func(k int) bool { return s.marks[k].raw > i }) - 1
	m, next := s.marks[k], len(s.Text)
	if k+1 < len(s.marks) {
		next = s.marks[k+1].at
	}
	if m.end > 0 && i > m.raw {
		return next
	}
	return min(m.at+i-m.raw, next)
}

// plain returns the length of the text's beginning that needs no change.
func plain(text string) int {
	i := 0
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			// A letter before a combining accent belongs to the accent.
			if i+1 < len(text) && (text[i+1] == 0xCC || text[i+1] == 0xCD) {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !keeps(r) {
			return i
		}
		if i+n < len(text) && (text[i+n] == 0xCC || text[i+n] == 0xCD) {
			return i
		}
		i += n
	}
	return i
}

// keeps tells the common letters that stay as they are, quickly.
func keeps(r rune) bool {
	switch {
	case r >= 0xC0 && r < 0x300, r >= 0x400 && r < 0x483, r >= 0x4E00 && r < 0xA000:
		return true
	case r >= 0x621 && r < 0x640, r >= 0x641 && r < 0x64B:
		return true
	case r == 0x2022, r == 0x201C, r == 0x201D, r == 0xAB, r == 0xBB, r == 0xA7, r == 0xB0, r == 0x20AC:
		return true
	case r >= 0x3001 && r < 0x3020, r >= 0x60C && r < 0x620:
		return true
	}
	return false
}

// segment returns the length of the first character with the combining marks that follow it.
func segment(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	for n < len(text) {
		r, m := utf8.DecodeRuneInString(text[n:])
		if r < 0x300 || r >= 0x370 {
			break
		}
		n += m
	}
	return n
}

// normal returns what a character with its combining marks becomes, and whether that is another text.
func normal(seg string) (string, bool) {
	r, n := utf8.DecodeRuneInString(seg)
	if n < len(seg) {
		to := norm.NFC.String(seg)
		return to, to != seg
	}
	switch {
	case r == utf8.RuneError && n == 1:
		return " ", true
	case r == 0xA0, r == 0x202F, r >= 0x2000 && r <= 0x200A, r == 0x205F, r == 0x3000, r == 0x1680:
		return " ", true
	case r == 0x2028, r == 0x2029, r == 0x85:
		return "\n", true
	case r >= 0x2010 && r <= 0x2015, r == 0x2212, r == 0x2043, r == 0xFE58, r == 0xFE63, r == 0xFF0D:
		return "-", true
	case r == 0xAD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFEFF, r == 0x640, r == 0x61C:
		return "", true
	case r >= 0x64B && r <= 0x65F, r == 0x670:
		return "", true
	case r == 0x2018, r == 0x2019, r == 0x201B, r == 0x2BC, r == 0xB4:
		return "'", true
	case r >= 0x660 && r <= 0x669:
		return string('0' + r - 0x660), true
	case r >= 0x6F0 && r <= 0x6F9:
		return string('0' + r - 0x6F0), true
	case r == 0x66A:
		return "%", true
	case r == 0x66B:
		return ",", true
	case r == 0x66C:
		return ",", true
	case r >= 0xFF01 && r <= 0xFF5E:
		return string(r - 0xFEE0), true
	case r >= 0xFB00 && r <= 0xFB06, r >= 0xFB50 && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC, r >= 0x2E80 && r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF:
		to := norm.NFKC.String(seg)
		return to, to != seg
	}
	to := norm.NFC.String(seg)
	return to, to != seg
}
