// Package pdfdoc gives the glyphs, ruling lines and structure tree of a PDF file. It is the only importer of
// github.com/ledongthuc/pdf, of which it uses the object layer alone: cross-reference, objects, streams and
// decryption. A normaliser stands before it, and the content interpreter behind it is ours.
package pdfdoc

import "context"

// An Engine opens PDF files. There is one implementation, Native.
type Engine interface {
	Open(ctx context.Context, data []byte, limits Limits) (File, error)
}

// A File is an open PDF file. It is used by one goroutine.
type File interface {
	NumPages() int
	// Page interprets page i, from 0. An error loses that page, not the file.
	Page(ctx context.Context, i int) (*Page, error)
	// Tree returns the root of the structure tree, nil where the file has none.
	Tree() *Elem
	Language() string        // the catalog's /Lang
	Info() map[string]string // title, author, producer, creator, created, modified (dates as ISO 8601)
	Problems() []string      // what was repaired or lost when the file was opened
}

// Limits bound what one file may cost. A zero field means its default.
type Limits struct {
	Pages   int // 5000
	Stream  int // bytes of one decoded stream, 64 MiB
	Glyphs  int // glyphs on one page, 1,000,000
	Forms   int // form XObjects drawn on one page, 10,000
	Nesting int // depth of form XObjects and of the page and structure trees, 64
}

// A Page is what stands on one page, turned upright by its /Rotate. Lengths are points (1/72 inch); x grows to
// the right and y DOWN from the top left corner of the crop box.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph // in the order of the content stream
	Rules         []Rule
	Images        int // images drawn on the page, for telling a scan
	Problems      []string
}

// A Glyph is one drawn character.
type Glyph struct {
	Text     string  // its Unicode text, one rune or more (ligatures), raw: no NFKC; "" where unknown
	X, Y     float64 // the origin, on the baseline
	W        float64 // advance along the writing direction, without Tc and Tw, in points
	Size     float64 // font size in points, on the page
	Angle    int     // writing direction in degrees clockwise: 0 left to right, 90 downward, 180, 270
	Font     *Font
	MCID     int  // marked-content identifier on its page (or form), -1 for none
	Stream   int  // 0 for the page's own stream; the object number of the form whose MCIDs these are
	Artifact bool // inside an Artifact mark
	Hidden   bool // text rendering mode 3 or 7: an OCR layer, drawn unseen
}

// A Font is what layout may know of a font.
type Font struct {
	Name               string // without the subset prefix
	Bold, Italic, Mono bool
	Ascent, Descent    float64 // in ems, Descent negative; 0.75 and -0.25 where unknown
}

// A Rule is a straight ruling line or the edge of a thin or filled rectangle, horizontal or vertical.
type Rule struct{ X0, Y0, X1, Y1, Width float64 }

// An Elem is an element of the structure tree.
type Elem struct {
	Type       string // standard type after the role map: Document, Sect, P, H1..H6, H, L, LI, Lbl, LBody, Table, TR, TH, TD, Note, Caption, Figure, TOC, TOCI, Artifact, Span, Link ...
	ActualText string
	Alt        string
	Lang       string
	ColSpan    int
	RowSpan    int
	Kids       []Kid
}

// A Kid is a child of an Elem: another element, or marked content on a page.
type Kid struct {
	Elem   *Elem // nil for marked content
	Page   int   // from 0
	MCID   int
	Stream int // as in Glyph
}
