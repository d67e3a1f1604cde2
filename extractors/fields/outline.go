package fields

import (
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A line is what a person sees as one line or paragraph: a block that holds no other, or a part of one between
// hard line breaks.
type line struct {
	pipeline.Span                 // in the text, without white space around it
	At            int             // where its shadow begins in the document's shadow
	Text          string          // the shadow of the span
	Block         *pipeline.Block // that holds no other
	Toks          []tokens.Token  // of the document's shadow
	First         bool            // it opens its block
	Cell          *pipeline.Block // the table cell that it stands in, nil outside tables
	Row           *pipeline.Block // the row of that cell
	Table         *pipeline.Block // the outermost table that it stands in
}

// words returns the shadow of the line from its token first to its token last.
func (l *line) words(first, last int) string {
	return l.Text[l.Toks[first].Start-l.At : l.Toks[last].End-l.At]
}

// linesOf returns the lines of the document's body, made once; furniture is left out.
func linesOf(doc *pipeline.Document) []line {
	type key struct{}
	return doc.Memo(key{}, func() any { return cutLines(doc, false) }).([]line)
}

// furnitureOf returns the lines of the document's furniture.
func furnitureOf(doc *pipeline.Document) []line {
	type key struct{}
	return doc.Memo(key{}, func() any { return cutLines(doc, true) }).([]line)
}

func cutLines(doc *pipeline.Document, furniture bool) []line {
	sh, toks, next := doc.Shadow(), tokens.Of(doc), 0 // lines come in order, so the search for tokens never goes back
	all := make([]line, 0, len(doc.Text)/120+8)
	doc.Leaves(furniture, func(b *pipeline.Block, up []*pipeline.Block) bool {
		var cell, row, table *pipeline.Block
		inside := b.Kind == pipeline.Furniture
		for _, u := range up {
			switch u.Kind {
			case pipeline.Cell:
				cell = u
			case pipeline.Row:
				row = u
			}
			if u.Kind == pipeline.Table && table == nil {
				table = u
			}
			inside = inside || u.Kind == pipeline.Furniture
		}
		if b.Kind == pipeline.Cell {
			cell = b
		}
		if inside != furniture || b.Empty() {
			return true
		}
		first := true
		for start := b.Start; start < b.End; {
			end := b.End
			if k := strings.IndexByte(doc.Text[start:b.End], '\n'); k >= 0 {
				end = start + k
			}
			if sp := trimmed(doc.Text, start, end); !sp.Empty() {
				at := sh.From(sp.Start)
				to := at
				if end := sh.From(sp.End); end > at {
					to = end
				}
				l := line{Span: sp, At: at, Text: strings.TrimSpace(sh.Text[at:to]), Block: b, First: first, Cell: cell, Row: row, Table: table}
				if l.Text != "" {
					from := next + tokenAt(toks[next:], at)
					next = from + tokenAt(toks[from:], to)
					l.Toks = toks[from:next:next]
					all = append(all, l)
					first = false
				}
			}
			start = end + 1
		}
		return true
	})
	return all
}

// trimmed returns the span [start, end) of the text without the white space at its ends.
func trimmed(text string, start, end int) pipeline.Span {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !isBlank(r) {
			break
		}
		start += n
	}
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !isBlank(r) {
			break
		}
		end -= n
	}
	return pipeline.Span{Start: start, End: end}
}

// isBlank reports whether nothing is seen where the character stands.
func isBlank(r rune) bool {
	switch {
	case r <= ' ', r == 0x85, r == 0xA0, r >= 0x2000 && r <= 0x200F, r >= 0x2028 && r <= 0x202F, r >= 0x205F && r <= 0x206F, r == 0x3000, r == 0xFEFF, r == 0x1680:
		return true
	}
	return false
}

// isRule reports whether a line is a rule drawn with underscores, dashes or stars: the end of a box or of a text.
func isRule(l *line) bool {
	if l.Block.Style&pipeline.Rule != 0 {
		return true
	}
	marks := 0
	for i := 0; i < len(l.Text); i++ {
		switch l.Text[i] {
		case '_', '-', '*', '=':
			marks++
		case ' ':
		default:
			return false
		}
	}
	return marks >= 3
}
