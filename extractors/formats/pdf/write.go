package pdf

import (
	"strings"

	"plenary/extractors/formats/seams"
	"plenary/pipeline"
)

// A writer puts the blocks of a document into a Builder. The furniture of a page stands before the first block
// that begins on it, so that a paragraph that runs over the page break stays in one piece.
type writer struct {
	d       *document
	b       pipeline.Builder
	page    int   // pages begun
	pending []int // begun pages whose furniture is not yet written
}

// write makes the document.
func (d *document) write() *pipeline.Document {
	w := &writer{d: d}
	for _, b := range d.assemble() {
		w.begin(b.page)
		w.furniture()
		w.block(b)
	}
	w.begin(len(d.sheets) - 1)
	w.furniture()
	doc := w.b.Document(d.name, "pdf")
	for _, p := range d.problems {
		doc.Problems = append(doc.Problems, pipeline.Problem{Stage: "pdf", Message: p})
	}
	return doc
}

// begin starts the pages up to and including page n.
func (w *writer) begin(n int) {
	for w.page <= n {
		w.b.Page()
		w.pending = append(w.pending, w.page)
		w.page++
	}
}

// furniture writes the running heads and feet of the pages begun since the last call, a line each.
func (w *writer) furniture() {
	for _, n := range w.pending {
		for _, l := range w.d.sheets[n].lines {
			if !l.artifact || l.blank {
				continue
			}
			for _, f := range l.frags {
				if text := strings.TrimSpace(l.text[f.start:f.end]); text != "" {
					w.b.Add(pipeline.Furniture, text)
				}
			}
		}
	}
	w.pending = w.pending[:0]
}

// block writes a block, and behind it the notes whose marks stand in it.
func (w *writer) block(b *block) {
	if b.rows != nil {
		w.table(b)
	} else {
		w.text(b)
	}
	for _, n := range b.notes {
		w.block(n)
	}
}

// text writes a block of lines.
func (w *writer) text(b *block) {
	out := w.b.Open(w.kind(b))
	out.Level = b.level
	if out.Kind == pipeline.Furniture || out.Kind == pipeline.Note {
		out.Level = 0
	}
	if b.bold() {
		out.Style |= pipeline.Bold
	}
	if b.italic() {
		out.Style |= pipeline.Italic
	}
	if (out.Kind == pipeline.Paragraph || out.Kind == pipeline.Heading) && b.centred(w.d.sheets[b.page]) {
		out.Style |= pipeline.Centered
	}
	if underscores(b.lines) {
		out.Style |= pipeline.Rule
	}
	w.lines(b, true)
	w.b.Close()
}

// kind returns the kind that a block is written as.
func (w *writer) kind(b *block) pipeline.BlockKind {
	switch {
	case b.toc:
		return pipeline.Furniture
	case b.kind == pipeline.Paragraph && itemMark(b.mark()):
		b.level = max(b.level, 1)
		return pipeline.Item
	case b.kind == pipeline.Item && (depth(b.mark()) > 0 || b.mark() == ""):
		b.level = 0
		return pipeline.Paragraph // a numbered paragraph, or what goes on in an entry
	}
	return b.kind
}

// mark returns the number or bullet that opens the block, where the tree or its place tells that it is one.
func (b *block) mark() string {
	l := b.lines[0]
	for _, k := range b.lines {
		if !k.blank {
			l = k
			break
		}
	}
	if b.kind == pipeline.Note && l.note != "" && strings.HasPrefix(l.text, l.note) {
		return l.note
	}
	if l.label > 0 {
		return strings.TrimSpace(l.text[:l.label])
	}
	s := label(l.text)
	if s == "" {
		return ""
	}
	if bulletAt(l.text) > 0 || len(l.frags) > 1 && l.frags[0].end == len(s) {
		return s
	}
	if depth(s) > 0 && strings.HasSuffix(s, ".") && (len(s) <= 4 || l.owner != nil && len(s) <= 8) {
		return s // the block begins with it: "100." fills the room before its text. "2025." is a year
	}
	return ""
}

// itemMark reports whether a mark opens an item of a list rather than a numbered paragraph or a heading.
func itemMark(mark string) bool {
	if mark == "" {
		return false
	}
	if bulletAt(mark) > 0 {
		return true
	}
	return strings.HasSuffix(mark, ")") && depth(mark) == 0
}

// lines writes the lines of a block as running text, with its mark as the label.
func (w *writer) lines(b *block, withLabel bool) {
	mark := ""
	if withLabel {
		mark = b.mark()
	}
	var prev string // the line before, as it was written but for its end
	for _, l := range b.lines {
		if l.blank {
			continue
		}
		text := l.text
		if mark != "" {
			w.b.Label(mark)
			if text = strings.TrimLeft(text[len(mark):], " \u00A0"); text == "" {
				prev = mark
				mark = ""
				continue
			}
			w.b.Write("\t")
			mark, prev = "", ""
		} else if prev != "" {
			cut, between := w.d.glossary.Seam(prev, text)
			w.b.Write(prev[len(prev)-tail(prev) : len(prev)-cut])
			w.b.Write(between)
		}
		w.begin(l.page)
		w.b.Write(text[:len(text)-tail(text)])
		prev = text
	}
	if prev != "" {
		w.b.Write(strings.ReplaceAll(prev[len(prev)-tail(prev):], "\u00AD", "-"))
	}
}

// tail returns how many bytes at the end of a line wait until it is known what follows: its hyphen.
func tail(s string) int {
	r, n := lastRune(s)
	if seams.IsHyphen(r) {
		return n
	}
	return 0
}

// centred reports whether a block of one or a few lines is set around the middle of its page.
func (b *block) centred(sh *sheet) bool {
	if len(b.lines) > 4 || sh.width == 0 {
		return false
	}
	for _, l := range b.lines {
		if l.blank {
			continue
		}
		if abs((l.x0+l.x1)/2-sh.width/2) > 0.02*sh.width || l.x1-l.x0 > 0.72*sh.width || len(l.frags) > 1 {
			return false
		}
	}
	return true
}

// underscores reports whether a block is a rule that was typed.
func underscores(ls []*line) bool {
	for _, l := range ls {
		if len(l.text) < 4 || strings.Trim(l.text, "_ ") != "" {
			return false
		}
	}
	return true
}

// table writes a table, its rows and cells.
func (w *writer) table(t *block) {
	w.b.Open(pipeline.Table)
	for _, r := range t.rows {
		if r.blank() {
			continue
		}
		out := w.b.Open(pipeline.Row)
		out.Head = r.head
		for _, c := range r.cells {
			w.cell(c)
		}
		w.b.Close()
	}
	w.b.Close()
}

// blank reports whether a row has no text.
func (r *trow) blank() bool {
	for _, c := range r.cells {
		if !c.blank() {
			return false
		}
	}
	return true
}

// cell writes a cell: its text, or the blocks in it where there are several.
func (w *writer) cell(c *tcell) {
	out := w.b.Open(pipeline.Cell)
	out.Column, out.Columns, out.Rows, out.Head = c.column, c.columns, c.rows, c.head
	n := 0
	for _, b := range c.blocks {
		if !b.blank {
			n++
		}
	}
	var notes []*block
	for _, b := range c.blocks {
		notes = append(notes, b.notes...)
		if b.blank {
			continue
		}
		if n == 1 && b.mark() == "" {
			w.lines(b, false)
			continue
		}
		w.text(b)
	}
	for _, b := range notes {
		w.text(b)
	}
	w.b.Close()
}
