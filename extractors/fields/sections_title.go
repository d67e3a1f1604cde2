package fields

import (
	"strings"
	"unicode/utf8"

	"plenary/pipeline"
)

// titleOf returns the words of a heading, "" for a numbered paragraph. A heading is what the format says is
// one, or a short line that no stop ends and that begins like a sentence.
func titleOf(doc *pipeline.Document, lines []line, path []step, i int) string {
	c := path[i].cand
	rest := strings.TrimRight(c.line.Text[c.rest:], "_ \t") // a rule may follow on the same line
	rest = strings.TrimSpace(rest)
	if rest == "" {
		if l := titleBelow(lines, path, i); l != nil {
			return oneLine(doc.Quote(l.Span))
		}
		return ""
	}
	if c.line.Block.Kind == pipeline.Heading || looksLikeHeading(rest, path, i) && !runsInto(lines, c, rest) {
		return oneLine(doc.Text[doc.Shadow().Raw(c.line.At+c.rest):c.line.End])
	}
	return ""
}

// titleBelow returns the line that is the heading of a number that stands alone: the next, where the number of a
// chapter stands above it, where it belongs to the same block or the same row of a table, or is a heading itself.
func titleBelow(lines []line, path []step, i int) *line {
	c := path[i].cand
	next := c.index + 1
	if next == len(lines) || i+1 < len(path) && path[i+1].cand.index == next {
		return nil
	}
	l := &lines[next]
	together := path[i].kind != decimal || !l.First || l.Row != nil && l.Row == c.line.Row
	if l.Block.Kind == pipeline.Heading || together && looksLikeHeading(l.Text, path, i) {
		return l
	}
	return nil
}

// runsInto reports whether a long line without a stop goes on in the next: a sentence that was cut before a figure.
func runsInto(lines []line, c *candidate, rest string) bool {
	if c.index+1 == len(lines) || utf8.RuneCountInString(rest) < runsIntoRunes {
		return false
	}
	next := lines[c.index+1].Text
	return startsSmall(next) || isDigit(next[0]) && len(next) < len(rest) && strings.ContainsRune(".;。؛", lastRune(next))
}

// runsIntoRunes is the least length of a line that can have been cut at a margin.
const runsIntoRunes = 60

// oneLine returns the text with every stretch of white space made one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// titleRunes is how long a line can be and still be taken for a heading by its form alone.
const titleRunes = 110

func looksLikeHeading(s string, path []step, i int) bool {
	if !isTitleLike(s) {
		return false
	}
	n := utf8.RuneCountInString(s)
	// A long line with numbers below it is a heading, too.
	return n <= titleRunes || n <= 2*titleRunes && i+1 < len(path) && path[i+1].level > path[i].level
}

// isTitleLike reports whether a line begins like a sentence and does not end like one.
func isTitleLike(s string) bool {
	if lastRune(s) == '?' && utf8.RuneCountInString(s) > runsIntoRunes {
		return false // a question is a paragraph, as a sentence is
	}
	return !strings.ContainsRune(".;:,。；：，،؛", lastRune(s)) && !startsSmall(strings.TrimLeft(s, "«“\"'(["))
}
