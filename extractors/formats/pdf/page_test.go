package pdf

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/pipeline"
)

// A fake is a file of hand-made pages; it is its own engine.
type fake struct {
	pages []*pdfdoc.Page
	tree  *pdfdoc.Elem
}

func (f *fake) Open(context.Context, []byte, pdfdoc.Limits) (pdfdoc.File, error) { return f, nil }
func (f *fake) NumPages() int                                                    { return len(f.pages) }
func (f *fake) Tree() *pdfdoc.Elem                                               { return f.tree }
func (f *fake) Language() string                                                 { return "" }
func (f *fake) Info() map[string]string                                          { return nil }
func (f *fake) Problems() []string                                               { return nil }
func (f *fake) Page(_ context.Context, i int) (*pdfdoc.Page, error) {
	if f.pages[i] == nil {
		return nil, errors.New("broken stream")
	}
	return f.pages[i], nil
}

// A pen draws on a page of 600 by 800 points. Letters are half an em wide, spaces a quarter.
type pen struct {
	page     *pdfdoc.Page
	size     float64
	font     *pdfdoc.Font
	mcid     int
	artifact bool
	hidden   bool
	angle    int
	tracking float64 // after each letter, in ems
	gaps     bool    // spaces are gaps, not drawn
}

var (
	plainFont = &pdfdoc.Font{Name: "Plain"}
	boldFont  = &pdfdoc.Font{Name: "Bold", Bold: true}
)

func newPen() *pen {
	return &pen{page: &pdfdoc.Page{Width: 600, Height: 800}, size: 10, font: plainFont, mcid: -1}
}

// put draws a text and returns where it ends.
func (p *pen) put(x, y float64, text string) float64 {
	for _, r := range text {
		w := 0.5 * p.size
		if r == ' ' {
			w /= 2
		}
		if wide(r) {
			w = p.size
		}
		if combining(string(r)) {
			w = 0
		}
		if r != ' ' || !p.gaps {
			g := pdfdoc.Glyph{Text: string(r), X: x, Y: y, W: w, Size: p.size, Angle: p.angle, Font: p.font, MCID: p.mcid, Artifact: p.artifact, Hidden: p.hidden}
			p.page.Glyphs = append(p.page.Glyphs, g)
		}
		if p.angle == 90 {
			y += w + p.tracking*p.size
		} else {
			x += w + p.tracking*p.size
		}
	}
	return x
}

// lines draws lines of text one under the other and returns the next baseline.
func (p *pen) lines(x, y float64, lines ...string) float64 {
	for _, l := range lines {
		p.put(x, y, l)
		y += 1.2 * p.size
	}
	return y
}

// readFake reads hand-made pages and checks what holds for every document.
func readFake(t testing.TB, f *fake) *pipeline.Document {
	t.Helper()
	doc, err := Reader{Engine: f}.Read(context.Background(), "x.pdf", nil)
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, doc)
	return doc
}

// checkDocument checks what holds for every document: valid text, pages that tile it, blocks in order inside their
// parents, labels at the start of their blocks.
func checkDocument(t testing.TB, doc *pipeline.Document) {
	t.Helper()
	if !utf8.ValidString(doc.Text) {
		t.Error("text is no UTF-8")
	}
	at := 0
	for i, p := range doc.Pages {
		if p.Start != at || p.End < p.Start {
			t.Fatalf("page %d is %v, begins at %d", i+1, p, at)
		}
		at = p.End
	}
	if len(doc.Pages) > 0 && at != len(doc.Text) {
		t.Errorf("pages end at %d, the text at %d", at, len(doc.Text))
	}
	var walk func(bs []*pipeline.Block, in pipeline.Span)
	walk = func(bs []*pipeline.Block, in pipeline.Span) {
		last := in.Start
		for _, b := range bs {
			if b.Start < last || !in.Contains(b.Span) {
				t.Fatalf("%s %v after %d in %v", b.Kind, b.Span, last, in)
			}
			last = b.End
			if !b.Label.Empty() && (b.Label.Start != b.Start || !b.Span.Contains(b.Label)) {
				t.Errorf("label %v of %v", b.Label, b.Span)
			}
			walk(b.Blocks, b.Span)
		}
	}
	walk(doc.Blocks, pipeline.Span{End: len(doc.Text)})
}

// outline shows the blocks of a document: kind, level, label and text, cells between bars.
func outline(doc *pipeline.Document) string {
	var out []string
	var walk func(bs []*pipeline.Block, indent string)
	walk = func(bs []*pipeline.Block, indent string) {
		for _, b := range bs {
			text := ""
			switch {
			case b.Kind == pipeline.Row:
				var cells []string
				for _, c := range b.Blocks {
					cells = append(cells, doc.Quote(c.Span))
				}
				text = strings.Join(cells, " | ")
				if b.Head {
					text = "head: " + text
				}
			case len(b.Blocks) == 0:
				text = doc.Quote(b.Span)
			}
			line := indent + string(b.Kind)
			if b.Level > 0 {
				line += string(rune('0' + b.Level))
			}
			if !b.Label.Empty() {
				line += " [" + doc.Quote(b.Label) + "]"
			}
			out = append(out, strings.TrimRight(line+": "+strings.ReplaceAll(text, "\t", "→"), " "))
			if b.Kind != pipeline.Row {
				walk(b.Blocks, indent+"  ")
			}
		}
	}
	walk(doc.Blocks, "")
	return strings.Join(out, "\n")
}

// want compares an outline, line by line without the indent of the source.
func want(t *testing.T, doc *pipeline.Document, lines ...string) {
	t.Helper()
	if got, exp := outline(doc), strings.Join(lines, "\n"); got != exp {
		t.Errorf("got\n%s\nwant\n%s", got, exp)
	}
}
