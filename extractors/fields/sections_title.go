package fields

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

// titleOf returns the words of a heading, "" for a numbered paragraph. A heading is what the format says is
// one, or a short line that no stop ends and that begins like a sentence.
func titleOf(doc *pipeline.Document, lines []line, path []step, i int) string {
	c := path[i].cand
	rest := strings.TrimSpace(c.line.Text[c.rest:])
	if rest == "" { // the number stands alone
		if c.index+1 < len(lines) && (i+1 == len(path) || path[i+1].cand.index > c.index+1) {
			l := &lines[c.index+1]
			if l.Block.Kind == pipeline.Heading || looksLikeHeading(l.Text, path, i) && !l.First {
				return oneLine(doc.Quote(l.Span))
			}
		}
		return ""
	}
	if c.line.Block.Kind == pipeline.Heading || looksLikeHeading(rest, path, i) {
		return oneLine(doc.Text[doc.Shadow().Raw(c.line.At+c.rest):c.line.End])
	}
	return ""
}

// oneLine returns the text with every stretch of white space made one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// titleRunes is how long a line can be and still be taken for a heading by its form alone.
const titleRunes = 110

func looksLikeHeading(s string, path []step, i int) bool {
	n := utf8.RuneCountInString(s)
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".;:,。；：،؛", r) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "«“\"'(["))
	if unicode.IsLower(first) {
		return false
	}
	if n <= titleRunes {
		return true
	}
	// A long line with numbers below it is a heading, too.
	return n <= 2*titleRunes && i+1 < len(path) && path[i+1].level > path[i].level
}
