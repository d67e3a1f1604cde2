// Package seams puts the lines of a paragraph together again: what stands between them, and whether the hyphen at the
// end of one belongs to its word or to the layout.
package seams

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Glossary knows the words of the document, so that a hyphen at the end of a line can be told from one that
// the layout put in: "recommen-/dations" against "long-/term" and "C26/30-/F".
type Glossary struct {
	// Filled says that a program which knows no syllables broke the lines: it uses the hyphens that it finds.
	Filled bool

	seed  maphash.Seed
	words map[uint64]uint8
	kept  int // words with a hyphen at a line's end that stand with it elsewhere
	fused int // those that stand without it elsewhere
}

const (
	plainWord uint8 = 1 << iota
	hyphenWord
	weighed
)

// New returns a glossary without words.
func New() *Glossary {
	return &Glossary{seed: maphash.MakeSeed(), words: map[uint64]uint8{}}
}

// Learn notes the words of a line but the last, which may be cut, and the first, which may be a rest.
func (g *Glossary) Learn(text string) {
	first := true
	for i := 0; i < len(text); {
		start := i
		hyphen := false
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if r == '-' || r == '‐' || r == '‑' {
				hyphen = true
			} else if !unicode.IsLetter(r) && r != '\'' && r != '’' {
				break
			}
			i += n
		}
		if i > start+1 && !first && i < len(text) {
			w := text[start:i]
			if hyphen {
				g.words[g.hash(w)] |= hyphenWord
				for _, part := range strings.FieldsFunc(w, IsHyphen) {
					g.words[g.hash(part)] |= plainWord
				}
			} else {
				g.words[g.hash(w)] |= plainWord
			}
		}
		first = false
		_, n := utf8.DecodeRuneInString(text[i:])
		i += max(n, 1)
	}
}

func (g *Glossary) hash(word string) uint64 {
	return maphash.String(g.seed, strings.ToLower(word))
}

func (g *Glossary) knows(word string, kind uint8) bool { return g.words[g.hash(word)]&kind != 0 }

// IsHyphen reports whether a character is a hyphen, also one that does not break or does not show.
func IsHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == softHyphen }

const softHyphen = 0xAD

// Seam returns how two lines of a paragraph are joined: how many bytes of the first are cut off its end, and what
// stands between them.
func (g *Glossary) Seam(a, b string) (cut int, between string) {
	if a == "" || b == "" {
		return 0, ""
	}
	last, n := utf8.DecodeLastRuneInString(a)
	next, _ := utf8.DecodeRuneInString(b)
	if wide(last) || wide(next) {
		return 0, ""
	}
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-n])
	switch {
	case wide(before) && capital(last) && (digit(next) || capital(next)):
		return 0, "" // Chinese lines end anywhere, inside "C22/11" and "DT/5" too
	case digit(last) && (digit(next) || next == '%') && chinese(a):
		return 0, "" // and inside "90"
	case (digit(next) || unicode.Is(unicode.Latin, next)) && proclitic(a):
		return 0, "" // Arabic "and" is written onto what follows, and parted from it by no one but the layout
	case last == '–' || last == '—':
		if before != ' ' && before != utf8.RuneError && (unicode.IsLetter(before) || unicode.IsDigit(before)) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
			return 0, "" // "2026–/2029", "P-5–/P-4"
		}
	case IsHyphen(last):
		if before == ' ' || before == utf8.RuneError || !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return 0, " " // a dash between words, or a bullet
		}
		if g.layout(a[:len(a)-n], b, last == softHyphen) {
			return n, ""
		}
		return 0, ""
	case last == '/' && before != ' ' && before != '/':
		return 0, "" // "and/or", "A/RES/70/125"
	case last == '(' || last == '[' || next == ')' || next == ']', modifies(a, b):
		return 0, ""
	}
	return 0, " "
}

func digit(r rune) bool   { return r >= '0' && r <= '9' }
func capital(r rune) bool { return r >= 'A' && r <= 'Z' }

// chinese reports whether a line is Chinese: so is what stands before the number at its end, or near it.
func chinese(line string) bool {
	for n := 0; n < 20 && line != ""; n++ {
		r, size := utf8.DecodeLastRuneInString(line)
		if wide(r) {
			return true
		}
		line = line[:len(line)-size]
	}
	return false
}

// proclitic reports whether a line ends in an Arabic letter that stands alone and is written onto the next word.
func proclitic(line string) bool {
	r, n := utf8.DecodeLastRuneInString(line)
	switch r {
	case 'و', 'ف', 'ب', 'ل', 'ك':
		line = line[:len(line)-n]
		return line == "" || strings.HasSuffix(line, " ") || strings.HasSuffix(line, "\u00a0")
	}
	return false
}

// modifies reports whether a line begins with what belongs to the symbol at the end of the line before: "/42" or
// "(Rev.1)" behind "C24/11".
func modifies(a, b string) bool {
	word := a[strings.LastIndexAny(a, " \t(\u00a0")+1:]
	if word == "" || word[0] < 'A' || word[0] > 'Z' || word[len(word)-1] < '0' || word[len(word)-1] > '9' {
		return false
	}
	if b[0] == '/' {
		return len(b) > 1 && (b[1] >= '0' && b[1] <= '9' || b[1] >= 'A' && b[1] <= 'Z')
	}
	if b[0] != '(' || strings.IndexByte(word, '/') < 0 {
		return false
	}
	for _, m := range []string{"(Rev.", "(Rév.", "(Add.", "(Corr.", "(Rev ", "(Add "} {
		if strings.HasPrefix(b, m) {
			return true
		}
	}
	return false
}

// wide reports whether a character belongs to a script that is written without spaces between words.
func wide(r rune) bool {
	return r >= 0x2E80 && (r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF01 && r <= 0xFF60 || r >= 0x20000 && r <= 0x3FFFF)
}

// layout reports whether the hyphen between a and b was put in by the layout.
func (g *Glossary) layout(a, b string, soft bool) bool {
	head, tail := LastWord(a), firstWord(b)
	if head == "" || tail == "" {
		return soft
	}
	if upper(a) && upper(tail) && len(tail) > 2 && lettersOnly(head) && utf8.RuneCountInString(head) > 1 {
		// A title in capitals; in other lines capitals make symbols: "CWG-FHR".
		return soft || g.knows(head+tail, plainWord) || !g.knows(head+"-"+tail, hyphenWord) && !(g.knows(head, plainWord) && g.knows(tail, plainWord)) && g.fused >= g.kept
	}
	// A word that already has a hyphen, a number or a capital in it is a name or a symbol: "C26/30-", "WTDC-".
	for _, r := range tail {
		if !unicode.IsLower(r) && unicode.IsLetter(r) {
			return soft && unicode.IsUpper(r) && upper(head)
		}
	}
	for i, r := range head {
		if unicode.IsDigit(r) || i > 0 && unicode.IsUpper(r) {
			return false
		}
	}
	if len(head) < len(a) {
		if r, _ := utf8.DecodeLastRuneInString(a[:len(a)-len(head)]); unicode.IsDigit(r) || r == '/' {
			return false
		}
	}
	if soft {
		return true
	}
	part := head
	if i := strings.LastIndexFunc(head, IsHyphen); i >= 0 {
		_, n := utf8.DecodeRuneInString(head[i:])
		part = head[i+n:]
	}
	switch {
	case g.knows(head+"-"+tail, hyphenWord):
		return false
	case part == head && g.knows(head+tail, plainWord):
		return true
	case g.knows(part, plainWord) && g.knows(tail, plainWord):
		return false // two words of their own: "long-term"
	}
	if g.knows(head, plainWord) && (g.Filled && len(head) >= 5 || g.fused <= g.kept && utf8.RuneCountInString(head) >= 7) {
		return false // syllables that are a word by chance are short
	}
	return g.fused >= g.kept
}

// Weigh counts what a line's end and the next line's beginning tell of the document's hyphens.
func (g *Glossary) Weigh(a, b string) {
	last, n := utf8.DecodeLastRuneInString(a)
	if !IsHyphen(last) {
		return
	}
	head, tail := LastWord(a[:len(a)-n]), firstWord(b)
	if head == "" || tail == "" || g.knows(head+"-"+tail, weighed) {
		return // the head of a table that comes again tells no more than once
	}
	g.words[g.hash(head+"-"+tail)] |= weighed
	if g.knows(head+"-"+tail, hyphenWord) || g.knows(head, plainWord) && g.knows(tail, plainWord) {
		g.kept++
	} else if g.knows(head+tail, plainWord) {
		g.fused++
	}
}

func upper(s string) bool { return s == strings.ToUpper(s) }

func lettersOnly(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// LastWord returns the letters, digits and inner hyphens at the end of a text.
func LastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !IsHyphen(r) {
			break
		}
		i -= n
	}
	return strings.TrimLeftFunc(s[i:], IsHyphen)
}

// firstWord returns the letters at the beginning of a text.
func firstWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}
