// Package text reads plain text: it undoes what a file of lines does to a document. Form feeds become pages,
// wrapped lines paragraphs, tabs and aligned columns tables, and running heads, page numbers and file names
// furniture. The words are left as they were typed.
package text

import (
	"context"
	"fmt"

	"plenary/extractors/formats/charset"
	"plenary/extractors/formats/seams"
	"plenary/pipeline"
)

// A Reader reads plain text files. The zero Reader is ready for use.
type Reader struct{}

// Name returns "text".
func (Reader) Name() string { return "text" }

// Match takes whatever looks like text in some charset; it comes last in the list of readers.
func (Reader) Match(name string, head []byte) bool { return charset.Text(head) }

// Read returns the document. Bytes that are no text give ErrUnknown, a text of white space ErrEmpty.
func (Reader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	res, err := charset.Decode(data, "")
	if err != nil {
		return nil, err
	}
	doc, err := Parse(ctx, name, res.Text)
	if err != nil {
		return nil, err
	}
	doc.Problems = append(doc.Problems, res.Problems...)
	return doc, nil
}

// Parse returns the document of a text that is UTF-8 already.
func Parse(ctx context.Context, name, text string) (*pipeline.Document, error) {
	p := &parser{ctx: ctx, ruler: paper}
	p.split(text)
	if len(p.lines) == 0 {
		return nil, fmt.Errorf("only white space: %w", pipeline.ErrEmpty)
	}
	p.markup()
	p.drawn()
	p.findFurniture()
	p.findTables()
	p.measure()
	p.outline()
	p.group()
	p.learn()
	p.out.Grow(len(text))
	p.write()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc := p.out.Document(name, "text")
	if p.stray > 0 {
		doc.Problems = append(doc.Problems, pipeline.Problem{Stage: "text", Message: fmt.Sprintf("%d lines hold nothing but vowel signs; they were left out", p.stray)})
	}
	return doc, nil
}

// A parser holds what is known of the text's lines while the document is made.
type parser struct {
	ctx      context.Context
	lines    []line // those that are not blank
	pages    int    // how many pages the form feeds make; 0 without one
	wrap     wrapping
	ruler    ruler
	stray    int     // lines of vowel signs
	groups   []group // blocks, as runs of lines
	glossary *seams.Glossary
	out      pipeline.Builder
}
