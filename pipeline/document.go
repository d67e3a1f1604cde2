// Package pipeline carries a file from its bytes to its record: the types that readers, stages and sinks
// share, and the run that passes documents from one to the next. It imports nothing of Plenary's.
package pipeline

import (
	"sort"
	"sync"
)

// A Span is a range of bytes [Start, End) of a document's text. The zero Span means "nowhere".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// A BlockKind says what a block is to a reader of the page.
type BlockKind string

// The kinds of block. A table holds rows, a row holds cells; every other kind may hold text of its own.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Item      BlockKind = "item" // one entry of a list, with its mark
	Table     BlockKind = "table"
	Row       BlockKind = "row"
	Cell      BlockKind = "cell"
	Note      BlockKind = "note"      // a footnote or endnote
	Furniture BlockKind = "furniture" // running heads and feet, page numbers, navigation, file names: kept, but no part of the body
)

// A Style is a set of marks that a person sees on a whole block.
type Style uint8

// The marks of a Style.
const (
	Bold Style = 1 << iota
	Italic
	Centered
	Rule // a horizontal rule stands here; the block's text is the rule as typed ("______")
)

// A Block is a stretch of the document's text that a person sees as one thing. Blocks nest (a table holds
// rows, a row cells, a cell paragraphs), children lie inside their parent and come in reading order.
type Block struct {
	Kind  BlockKind
	Level int // heading: 1 is the highest; item: depth of nesting from 1; 0 where the format does not tell
	Span
	// Label is the number or bullet that opens the block where the reader knows that it is one (automatic
	// numbering of Word, a list mark in a tagged PDF, <li>). It lies at the start of Span. The zero Span
	// means that the reader does not know, not that there is no number.
	Label Span
	Style Style
	// Column is the cell's first column in the table's grid, from 0; Columns is how many it covers (0 and 1
	// both mean one). Rows likewise. They are 0 outside cells.
	Column, Columns, Rows int
	Head                  bool // a cell or row of the table's head
	Blocks                []*Block
}

// A Link is a stretch of text that leads somewhere: "the report is available here".
type Link struct {
	Span
	URL string `json:"url"` // as the file has it; "#name" leads to a place in the file itself
}

// A Document is the text of one file as a person reads it, with the blocks and pages that lie over it. Its
// reader makes it; nobody changes it afterwards, so that every offset stays true.
type Document struct {
	Name       string            // base name of the file, as given to the reader
	Format     string            // text, html, pdf, docx, doc
	Text       string            // valid UTF-8
	Blocks     []*Block          // in reading order, not overlapping
	Links      []Link            // in reading order
	Pages      []Span            // one a page, in order, tiling Text; empty where the format has no pages
	Language   string            // what the file declares of itself ("fr", "zh-CN"): a hint, "" where it says nothing
	Properties map[string]string // the file's own description: title, author, created, modified (ISO 8601), producer
	Problems   []Problem         // what the reader could not read

	shadow     *Shadow
	shadowOnce sync.Once
	memo       sync.Map
}

// Memo returns what make returned when it was first called with this key: a place for what several stages
// derive from the text and should derive once, such as its words.
func (d *Document) Memo(key any, make func() any) any {
	if v, ok := d.memo.Load(key); ok {
		return v
	}
	v, _ := d.memo.LoadOrStore(key, make())
	return v
}

// PageAt returns the number of the page, from 1, that holds the byte at offset i; 0 where there are no pages.
func (d *Document) PageAt(i int) int {
	n := sort.Search(len(d.Pages), func(k int) bool { return d.Pages[k].End > i })
	if n == len(d.Pages) {
		return n // the last page, or 0 without pages
	}
	return n + 1
}

// Quote returns the text in the span.
func (d *Document) Quote(s Span) string { return d.Text[s.Start:s.End] }

// Shadow returns the normalised copy of the whole text, made once.
func (d *Document) Shadow() *Shadow {
	d.shadowOnce.Do(func() { d.shadow = NewShadow(d.Text) })
	return d.shadow
}

// Leaves calls yield for every block that holds no other block, in reading order, with its ancestors from
// the outermost in. Furniture is left out unless asked for. It stops when yield returns false.
func (d *Document) Leaves(furniture bool, yield func(b *Block, up []*Block) bool) {
	var up []*Block
	var walk func(bs []*Block) bool
	walk = func(bs []*Block) bool {
		for _, b := range bs {
			if b.Kind == Furniture && !furniture {
				continue
			}
			if len(b.Blocks) == 0 {
				if !yield(b, up) {
					return false
				}
				continue
			}
			up = append(up, b)
			ok := walk(b.Blocks)
			up = up[:len(up)-1]
			if !ok {
				return false
			}
		}
		return true
	}
	walk(d.Blocks)
}
