package index

import (
	"html"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

// snippetWidth is how many columns of text a snippet shows, about.
const snippetWidth = 240

// snippet returns the stretch of a paragraph with the most that was asked for: the facts' quotes, then different
// words. It is HTML-escaped, with each match in <mark>. Where nothing matches it is the paragraph's beginning.
func (s *searching) snippet(lang, text string, quotes []pipeline.Span) string {
	if lang == "" {
		lang = noLanguage
	}
	width := snippetWidth * len(text) / max(1, columns(text))
	matches := s.builder.matches(lang, text, quotes)
	from, to := window(text, densest(matches, width*3/4), width)
	return render(text, from, to, matches)
}

// A match is a place in a paragraph that was asked for.
type match struct {
	pipeline.Span
	what   string // the term, or a quote's place
	weight int
}

// matches returns the places of words and quotes in a paragraph, in order.
func (b *builder) matches(lang, text string, quotes []pipeline.Span) []match {
	sh := pipeline.NewShadow(text)
	var out []match
	marks, beginnings := b.marks[lang], []string(nil)
	for m := range marks {
		if p, ok := strings.CutSuffix(m, "*"); ok {
			beginnings = append(beginnings, p)
		}
	}
	b.terms(lang, sh.Text, func(t term) {
		found := marks[t.text]
		for _, p := range beginnings {
			found = found || strings.HasPrefix(t.text, p)
		}
		if found {
			out = append(out, match{sh.RawSpan(t.start, t.end), t.text, 1})
		}
	})
	for _, q := range quotes {
		out = append(out, match{q, text[q.Start:q.End], 4})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// densest returns where the stretch of the given width begins that has the most different matches.
func densest(matches []match, width int) int {
	const most = 300 // matches that are tried
	best, from := 0, 0
	for i, first := range matches[:min(most, len(matches))] {
		seen := map[string]bool{}
		weight := 0
		for _, m := range matches[i:] {
			if m.End > first.Start+width {
				break
			}
			if !seen[m.what] {
				seen[m.what] = true
				weight += m.weight
			}
		}
		if weight > best {
			best, from = weight, first.Start
		}
	}
	return from
}

// render writes a stretch of text as HTML, with the matches that lie in it marked.
func render(text string, from, to int, matches []match) string {
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := from
	for i := 0; i < len(matches); i++ {
		m := matches[i]
		if m.Start < at || m.End > to {
			continue
		}
		for i+1 < len(matches) && matches[i+1].Start <= m.End && matches[i+1].End <= to { // overlaps: pairs of characters, words of quotes
			m.End = max(m.End, matches[i+1].End)
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

// columns counts the columns that a text takes on a terminal: Chinese takes two a character.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x2E80 && r < 0xFE00 || r >= 0xFF00 && r < 0xFFE0 {
			n++
		}
	}
	return n
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
