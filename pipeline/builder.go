package pipeline

import (
	"strings"
	"unicode/utf8"
)

// A Builder is how a reader writes a Document: text and blocks grow together, so that spans cannot drift.
//
//	b.Open(pipeline.Paragraph); b.Label("1.1"); b.Write("\tThe Council ..."); b.Close()
//
// Blocks are kept apart by a newline and the cells of a row by a tab. Written text is made valid UTF-8.
type Builder struct {
	text  strings.Builder
	roots []*Block
	open  []*Block
	links []Link
	pages []Span
	paged bool
}

// Open starts a block inside the one that is open, or at the top, and returns it so that the reader can set
// its level and style.
func (b *Builder) Open(kind BlockKind) *Block {
	b.separate(kind)
	blk := &Block{Kind: kind, Span: Span{b.Len(), b.Len()}}
	if n := len(b.open); n > 0 {
		b.open[n-1].Blocks = append(b.open[n-1].Blocks, blk)
	} else {
		b.roots = append(b.roots, blk)
	}
	b.open = append(b.open, blk)
	return blk
}

// separate writes what stands between the text so far and a new block.
func (b *Builder) separate(kind BlockKind) {
	if b.Len() == 0 {
		return
	}
	if n := len(b.open); n > 0 {
		p := b.open[n-1]
		if len(p.Blocks) == 0 && p.Start == b.Len() {
			return // the first child stands where its parent begins
		}
		if kind == Cell {
			b.text.WriteByte('\t')
			return
		}
	}
	b.text.WriteByte('\n')
}

// Label writes the number or bullet that opens the innermost block and records its span.
func (b *Builder) Label(s string) {
	start := b.Len()
	b.Write(s)
	if n := len(b.open); n > 0 {
		b.open[n-1].Label = Span{start, b.Len()}
	}
}

// Write adds text to the innermost open block.
func (b *Builder) Write(s string) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	b.text.WriteString(s)
}

// Link says that the text written between two offsets leads to an address. Links without text or address are dropped.
func (b *Builder) Link(start, end int, url string) {
	if l := (Link{Span{start, end}, url}); !l.Empty() && url != "" {
		b.links = append(b.links, l)
	}
}

// Close ends the innermost block. A block that is left without text and without children is dropped.
func (b *Builder) Close() {
	n := len(b.open) - 1
	blk := b.open[n]
	b.open = b.open[:n]
	blk.End = b.Len()
	if blk.Empty() && blk.Kind != Cell {
		siblings := &b.roots
		if n > 0 {
			siblings = &b.open[n-1].Blocks
		}
		*siblings = (*siblings)[:len(*siblings)-1]
	}
}

// Add writes a whole block of plain text.
func (b *Builder) Add(kind BlockKind, text string) *Block {
	blk := b.Open(kind)
	b.Write(text)
	b.Close()
	return blk
}

// Page says that a new page begins here. A reader of a paged format calls it before each page, the first too.
func (b *Builder) Page() {
	b.paged = true
	b.pages = append(b.pages, Span{b.Len(), b.Len()})
}

// Grow makes room for a text of about n bytes, for a reader that knows how long its text will be.
func (b *Builder) Grow(n int) { b.text.Grow(n) }

// Len returns the number of bytes written so far.
func (b *Builder) Len() int { return b.text.Len() }

// Document closes what is open and returns the document.
func (b *Builder) Document(name, format string) *Document {
	for len(b.open) > 0 {
		b.Close()
	}
	doc := &Document{Name: name, Format: format, Text: b.text.String(), Blocks: b.roots, Links: b.links}
	if b.paged {
		b.pages[0].Start = 0
		for i := range b.pages {
			if i+1 < len(b.pages) {
				b.pages[i].End = b.pages[i+1].Start
			} else {
				b.pages[i].End = b.Len()
			}
		}
		doc.Pages = b.pages
	}
	return doc
}
