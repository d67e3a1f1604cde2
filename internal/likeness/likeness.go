// Package likeness compares what a reader found with what a document says: its words and their order, hyphenated
// words, symbols, numbers, dates, and the rows of its tables. The words are compared as they stand, but for the kinds
// of space and hyphen.
package likeness

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"plenary/pipeline"
)

// A Text is what a document says.
type Text struct {
	words []string
	plain string
	rows  map[string]int // the rows of its tables, cells between bars
	lines map[string]int // of them, those of simple number tables
}

// NewText returns the text of a string, without tables.
func NewText(s string) Text {
	s = strings.NewReplacer("\u00A0", " ", "\u202F", " ", "\u2011", "-", "\u2010", "-", "\u00AD", "", "…", " ").Replace(s)
	t := Text{rows: map[string]int{}, lines: map[string]int{}}
	var plain strings.Builder
	for _, w := range strings.Fields(s) {
		w = leaders.ReplaceAllString(w, "")
		if strings.Trim(w, ".·_") != "" {
			plain.WriteString(w + " ")
			t.words = append(t.words, characters(w)...)
		}
	}
	t.plain = plain.String()
	return t
}

// characters parts a word at its Chinese characters, each of which counts as a word.
func characters(w string) []string {
	if strings.IndexFunc(w, han) < 0 {
		return []string{w}
	}
	var out []string
	start := 0
	for i, r := range w {
		if han(r) {
			if i > start {
				out = append(out, w[start:i])
			}
			start = i + utf8.RuneLen(r)
			out = append(out, w[i:start])
		}
	}
	if start < len(w) {
		out = append(out, w[start:])
	}
	return out
}

func han(r rune) bool { return r >= 0x3000 && r <= 0x9FFF || r >= 0xFF00 && r <= 0xFFEF }

// dots lead from a title to its page number; leaders are what is left of them in a word.
var dots = regexp.MustCompile(`(?:[.·…] ?){5,}`)
var leaders = regexp.MustCompile(`\.{4,}\d*$|^\.{4,}`)

// Of returns the running text of a document, without running heads and feet. The entries of a table of contents are
// rows of two cells, as they are where a word processor sets them in a table.
func Of(doc *pipeline.Document) Text {
	var words strings.Builder
	var rows [][]string
	var walk func(bs []*pipeline.Block)
	walk = func(bs []*pipeline.Block) {
		for _, b := range bs {
			switch {
			case b.Kind == pipeline.Furniture:
				text := doc.Quote(b.Span)
				at := dots.FindStringIndex(text)
				if at == nil {
					continue
				}
				text = text[:at[0]] + " " + text[at[1]:]
				words.WriteString(text + "\n")
				rows = append(rows, []string{text[:at[0]], text[at[0]:]})
				continue
			case b.Kind == pipeline.Row:
				var cells []string
				for _, c := range b.Blocks {
					cells = append(cells, doc.Quote(c.Span))
				}
				rows = append(rows, cells)
			}
			if len(b.Blocks) == 0 {
				words.WriteString(doc.Quote(b.Span))
				words.WriteByte('\n')
				continue
			}
			walk(b.Blocks)
		}
	}
	walk(doc.Blocks)
	t := NewText(words.String())
	for _, r := range rows {
		t.AddRow(r)
	}
	return t
}

// AddRow adds a row of a table. Empty cells count for nothing.
func (t *Text) AddRow(cells []string) {
	var out []string
	numbers, long := 0, false
	for _, c := range cells {
		c = strings.TrimSpace(NewText(c).plain)
		if c == "" {
			continue
		}
		if strings.Trim(c, "0123456789 .,()-–−%$‒") == "" {
			numbers++
		}
		long = long || len(c) > 60
		out = append(out, c)
	}
	if len(out) < 2 {
		return
	}
	key := strings.Join(out, " | ")
	t.rows[key]++
	if !long && numbers*2 >= len(out) && strings.ContainsAny(key, "0123456789") {
		t.lines[key]++
	}
}

// A Ratio is how many of how many.
type Ratio struct{ Hit, Of float64 }

// Value is 1 where there was nothing to find.
func (r Ratio) Value() float64 {
	if r.Of == 0 {
		return 1
	}
	return r.Hit / r.Of
}

func (r *Ratio) add(o Ratio) { r.Hit, r.Of = r.Hit+o.Hit, r.Of+o.Of }

// A Score is how well a text agrees with the truth.
type Score struct {
	F1, Recall, Precision Ratio // of words, whatever their order
	Order                 Ratio // words in the longest common subsequence
	Hyphens               Ratio // hyphenated words that are whole
	Symbols               Ratio // of documents
	Numbers               Ratio // in groups: "1 939", "10,452"
	Dates                 Ratio
	Rows                  Ratio // of tables, with the right cells
	Lines                 Ratio // of them, those of simple number tables
}

// Parts returns the ratios with their names, in the order in which they are printed.
func (s *Score) Parts() (names []string, ratios []*Ratio) {
	return []string{"words F1", "recall", "precision", "order", "hyphenated", "symbols", "numbers", "dates", "rows", "number rows"},
		[]*Ratio{&s.F1, &s.Recall, &s.Precision, &s.Order, &s.Hyphens, &s.Symbols, &s.Numbers, &s.Dates, &s.Rows, &s.Lines}
}

// Add adds the counts of another score.
func (s *Score) Add(o *Score) {
	_, a := s.Parts()
	_, b := o.Parts()
	for i := range a {
		a[i].add(*b[i])
	}
}

var patterns = struct{ hyphen, symbol, number, date *regexp.Regexp }{
	regexp.MustCompile(`\p{L}+(?:-\p{L}+)+`),
	// "A/80/607", "C26/30-F", "WTDC-25/12", "C25/16(Rev.1)"
	regexp.MustCompile(`[A-Z]{1,5}(?:-?[0-9]{2})?(?:/[A-Z0-9][A-Za-z0-9.-]*)+(?:\([A-Za-zé]+\.? ?[0-9]+\))*`),
	regexp.MustCompile(`[0-9]{1,3}(?:[ ,.][0-9]{3})+(?:[.,][0-9]+)?`),
	regexp.MustCompile(`\b[0-9]{1,2}(?:er)? (?:de )?\p{L}{3,9} (?:de )?[12][0-9]{3}|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日`),
}

// Compare compares what was read with the truth.
func Compare(want, got Text) *Score {
	hit, all, have := overlap(bag(want.words), bag(got.words))
	s := &Score{Recall: Ratio{hit, all}, Precision: Ratio{hit, have}, F1: Ratio{2 * hit, all + have}, Order: Ratio{float64(lcs(want.words, got.words)), all}}
	found := func(re *regexp.Regexp) Ratio {
		hit, all, _ := overlap(bag(re.FindAllString(want.plain, -1)), bag(re.FindAllString(got.plain, -1)))
		return Ratio{hit, all}
	}
	s.Hyphens, s.Symbols, s.Numbers, s.Dates = found(patterns.hyphen), found(patterns.symbol), found(patterns.number), found(patterns.date)
	hit, all, _ = overlap(want.rows, got.rows)
	s.Rows = Ratio{hit, all}
	hit, all, _ = overlap(want.lines, got.rows)
	s.Lines = Ratio{hit, all}
	return s
}

// Difference says what is missing and what is too much, for a person to read.
func Difference(want, got Text) string {
	var out strings.Builder
	show := func(name string, a, b map[string]int) {
		var list []string
		for k, n := range a {
			if n > b[k] {
				list = append(list, fmt.Sprintf("%s×%d", k, n-b[k]))
			}
		}
		if len(list) > 0 {
			fmt.Fprintf(&out, "  %s (%d): %.3000s\n", name, len(list), strings.Join(list, "  "))
		}
	}
	show("missing words", bag(want.words), bag(got.words))
	show("extra words", bag(got.words), bag(want.words))
	for _, re := range []*regexp.Regexp{patterns.hyphen, patterns.symbol, patterns.number, patterns.date} {
		show("missing", bag(re.FindAllString(want.plain, -1)), bag(re.FindAllString(got.plain, -1)))
	}
	show("missing rows", want.rows, got.rows)
	show("extra rows", got.rows, want.rows)
	return out.String()
}

func bag(words []string) map[string]int {
	m := map[string]int{}
	for _, w := range words {
		m[w]++
	}
	return m
}

func overlap(want, got map[string]int) (hit, all, have float64) {
	for w, n := range want {
		all += float64(n)
		hit += float64(min(n, got[w]))
	}
	for _, n := range got {
		have += float64(n)
	}
	return hit, all, have
}
