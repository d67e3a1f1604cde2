package fields

import (
	"slices"
	"strings"
	"unicode/utf8"

	"plenary/pipeline"
)

// A scheme is a way of counting. Each has a sequence of its own; an annex begins all of them again.
type scheme uint8

const (
	noScheme  scheme = iota
	decimal          // 1, 1.1, 13.1., 29E.1, 8.II.4, 1bis
	chapter          // 第1章, SECTION 1
	ordinal          // 一、, أولا -
	roman            // I., II.
	letter           // A., B.; ألف -
	annexKind        // Annex 1: no section, but a new beginning
	numSchemes
)

// maxDepth is how many parts of a number are told apart: 1.2.3.4.5.6.
const maxDepth = 6

// A reading is one way to understand a number that is not decimal: "I." is the first Roman number and the
// ninth letter.
type reading struct {
	kind scheme
	n    uint16
}

// A candidate is a line's beginning that could be a section number.
type candidate struct {
	line     *line
	index    int        // of the line
	readings [2]reading // the likelier first; the second has no scheme where there is one only
	number   string     // as printed, without what closes it
	path     [maxDepth]uint32
	depth    uint8 // of a decimal number: the parts of path, each with a letter or bis in its low bits
	length   int   // bytes of the shadow from the line's start to the end of the number
	rest     int   // bytes of the shadow from the line's start to the words
	prior    float64
	bare     bool  // nothing but a space parts the number from a small letter: "2 resolutions were adopted"
	word     bool  // a letter that nothing but a space parts from what follows, as an article or a conjunction: "A trust for ..."
	bracket  bool  // a bracket closes the number
	fresh    fresh // whether numbers may begin again here
}

// fresh says why numbers may begin again at a line.
type fresh uint8

const (
	goesOn   fresh = iota
	mayBegin       // a heading without a number, or a line that ends as if something followed
	begins         // a verb of a resolution stands alone before it
)

// doubtful is the prior from which a number that was not taken is worth a word.
const doubtful = 1.0

func (c *candidate) kind() scheme { return c.readings[0].kind }

func (c *candidate) numberSpan() pipeline.Span {
	end := c.line.Start + c.length // exact where the shadow changed nothing, which is how numbers are printed
	return pipeline.Span{Start: c.line.Start, End: min(end, c.line.End)}
}

// candidates returns what could be a section number at the start of a line, in order.
func candidates(lines []line, leads func(*line) bool) []candidate {
	var out []candidate
	state := goesOn
	layout := layoutTables(lines)
	contents := contentsOf(lines)
	for i := range lines {
		l := &lines[i]
		if contents[i] || isRule(l) {
			continue
		}
		c, ok := openingAt(l)
		if !ok {
			c, ok = numberAt(l)
		}
		switch {
		case !ok && leads(l):
			state = begins
			continue
		case !ok:
			state = max(state, opensAgain(l))
			continue
		case l.Table != nil && !layout[l.Table]:
			continue
		case c.rest == len(l.Text) && (c.kind() == roman || c.kind() == letter) && !mayBeTitle(lines, i+1):
			continue
		}
		switch {
		case c.rest == len(l.Text) && c.kind() == decimal && interrupts(lines, i):
			c.prior -= 3
		case (c.kind() == roman || c.kind() == letter) && headsRows(lines, i, layout):
			c.prior -= 2
		}
		c.index, c.fresh, state = i, state, goesOn
		out = append(out, c)
	}
	return withoutWords(out)
}

// secondLetters says what goes on with a count, by the letter that begins it. А is Cyrillic and may count as Latin does.
var secondLetters = map[string][]string{"A": {"B"}, "I": {"II", "J"}, "А": {"Б", "В"}}

// withoutWords drops the letters that are words: what begins a count and is parted from its title by nothing but a space,
// when no letter follows that goes on with the count.
func withoutWords(cands []candidate) []candidate {
	follows := map[string]bool{} // behind the candidate in hand, to the end of its annex
	for i := len(cands) - 1; i >= 0; i-- {
		c := &cands[i]
		switch c.kind() {
		case annexKind:
			clear(follows)
		case letter, roman:
			second, begins := secondLetters[c.number]
			c.word = c.word && begins && !slices.ContainsFunc(second, func(n string) bool { return follows[n] })
			follows[c.number] = true
		}
	}
	return slices.DeleteFunc(cands, func(c candidate) bool { return c.word })
}

// layoutTables returns the tables that only lay out the page: cells that hold whole paragraphs, or all of the
// text. The rows of any other table may begin with numbers, but these count rows.
func layoutTables(lines []line) map[*pipeline.Block]bool {
	type size struct{ bytes, cells int }
	var sizes map[*pipeline.Block]*size
	all := 0
	var last *pipeline.Block
	for i := range lines {
		l := &lines[i]
		all += len(l.Text)
		if l.Table == nil {
			continue
		}
		if sizes == nil {
			sizes = map[*pipeline.Block]*size{}
		}
		s := sizes[l.Table]
		if s == nil {
			s = &size{}
			sizes[l.Table] = s
		}
		s.bytes += len(l.Text)
		if l.Cell != last {
			s.cells++
			last = l.Cell
		}
	}
	var out map[*pipeline.Block]bool
	for t, s := range sizes {
		if s.bytes > 350*s.cells || s.bytes*10 > all*8 {
			if out == nil {
				out = map[*pipeline.Block]bool{}
			}
			out[t] = true
		}
	}
	return out
}

// opensAgain says whether numbers may begin again after a line: a heading without a number, or a short line that
// no full stop ends, such as a verb of a resolution that stands alone.
func opensAgain(l *line) fresh {
	switch {
	case l.Block.Kind == pipeline.Heading:
		return mayBegin
	case len(l.Text) > 240 || strings.ContainsRune(".;。；؛", lastRune(l.Text)):
		return goesOn
	}
	return mayBegin
}

// headsRows reports whether line i, in no heading's type, stands directly over the rows of a table: it names a
// group of them.
func headsRows(lines []line, i int, layout map[*pipeline.Block]bool) bool {
	if b := lines[i].Block; b.Kind == pipeline.Heading || b.Style&pipeline.Bold != 0 || i+1 == len(lines) {
		return false
	}
	next := lines[i+1].Table
	return next != nil && !layout[next]
}

// mayBeTitle reports whether a line can be the title of a letter that stands alone before it.
func mayBeTitle(lines []line, i int) bool {
	if i == len(lines) || len(lines[i].Text) < 4 || lines[i].Table != nil {
		return false
	}
	_, numbered := numberAt(&lines[i])
	return !numbered && isTitleLike(lines[i].Text)
}

// interrupts reports whether the number that stands alone on line i cuts a sentence in two, as the number of a
// page does.
func interrupts(lines []line, i int) bool {
	if i == 0 || i+1 == len(lines) {
		return false
	}
	before, after := lines[i-1].Text, lines[i+1].Text
	if strings.ContainsRune(".;:!?。；：！؛،,", lastRune(before)) || utf8.RuneCountInString(before) < 30 {
		return false
	}
	return startsSmall(after) || firstRune(after) >= 0x600
}
