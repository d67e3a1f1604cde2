package index

import (
	"html"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// snippetWidth is how many bytes of text a snippet shows, about.
const snippetWidth = 240

func folds(s string) []string {
	var out []string
	for _, t := range tokens.Cut(shadowOf(s)) {
		if t.Kind != tokens.Sign {
			out = append(out, t.Fold)
		}
	}
	return out
}

// foldValue is the form in which a fact's value is a term.
func foldValue(s string) string { return tokens.Fold(strings.TrimSpace(shadowOf(s))) }

// snippet returns the stretch of a paragraph with the most different matched terms, HTML-escaped, with each
// match in <mark>. Where nothing matches it is the paragraph's beginning.
func snippet(lang, text string, marks map[string]bool, width int) string {
	sh := pipeline.NewShadow(text)
	type match struct {
		pipeline.Span
		term string
	}
	var found []match
	newCutter(lang).terms(sh.Text, func(t term) {
		if marked(marks, t.text) {
			found = append(found, match{sh.RawSpan(t.start, t.end), t.text})
		}
	})
	from := 0
	best := 0
	for i := range found { // the window that begins at each match; few matches, short paragraphs
		seen := map[string]bool{}
		for _, m := range found[i:] {
			if m.End > found[i].Start+width*3/4 {
				break
			}
			seen[m.term] = true
		}
		if len(seen) > best {
			best, from = len(seen), found[i].Start
		}
		if i > 200 {
			break
		}
	}
	from, to := window(text, from, width)
	sort.Slice(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := from
	for i := 0; i < len(found); i++ {
		m := found[i]
		if m.Start < at || m.End > to {
			continue
		}
		for i+1 < len(found) && found[i+1].Start <= m.End && found[i+1].End <= to { // pairs of characters overlap
			m.End = max(m.End, found[i+1].End)
			i++
		}
		b.WriteString(html.EscapeString(oneLine(text[at:m.Start])))
		b.WriteString("<mark>" + html.EscapeString(oneLine(text[m.Start:m.End])) + "</mark>")
		at = m.End
	}
	b.WriteString(html.EscapeString(oneLine(text[at:to])))
	if to < len(strings.TrimRightFunc(text, unicode.IsSpace)) {
		b.WriteString(" …")
	}
	return strings.TrimSpace(b.String())
}

func marked(marks map[string]bool, t string) bool {
	if marks[t] {
		return true
	}
	for m := range marks {
		if p, ok := strings.CutSuffix(m, "*"); ok && strings.HasPrefix(t, p) {
			return true
		}
	}
	return false
}

// window returns the bytes to show around a match: a little before it, whole words at both ends.
func window(text string, at, width int) (from, to int) {
	from = at - width/4
	if from < 40 {
		from = 0
	}
	to = min(from+width, len(text))
	for from > 0 && from < at && !boundary(text, from) {
		from++
	}
	for to < len(text) && !boundary(text, to) && to > at+width/2 {
		to--
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return from, to
}

// boundary reports whether a word begins or ends at i.
func boundary(text string, i int) bool {
	if !utf8.RuneStart(text[i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	l, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(l) || unicode.IsSpace(r) || unicode.Is(unicode.Han, r)
}

// oneLine makes every run of white space one space, so that a snippet is one line.
func oneLine(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) && r != 0xA0 && r != 0x202F {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}
