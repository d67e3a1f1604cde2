package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

// assemble makes the blocks of the whole document from the lines of its pages.
func (d *document) assemble() []*block {
	marked := false
	for _, sh := range d.sheets {
		for _, l := range sh.lines {
			marked = marked || l.artifact
		}
	}
	if !marked {
		markFurniture(d.sheets)
	}
	d.learn()
	var all []*block
	for _, sh := range d.sheets {
		bs := stack(sh, d.body)
		bs = contents(bs)
		bs = tables(bs)
		bs = slices.DeleteFunc(bs, func(b *block) bool { return b.blank && b.rows == nil })
		d.footnotes(bs)
		dropMarks(bs)
		all = d.follow(all, bs)
	}
	for _, b := range all {
		if b.kind == pipeline.Table && b.owner != nil && b.rows[len(b.rows)-1].cells != nil {
			taggedColumns(b.rows)
		}
	}
	d.headings(all)
	return all
}

// learn gathers the words and the type sizes of the document.
func (d *document) learn() {
	sizes := map[int]int{}
	for _, sh := range d.sheets {
		for _, l := range sh.lines {
			if l.artifact || l.blank {
				continue
			}
			sizes[int(l.size*4+0.5)] += len(l.text)
			d.glossary.Learn(l.text)
		}
	}
	best, n := 0, 0
	for s, m := range sizes {
		if m > n || m == n && s < best {
			best, n = s, m
		}
	}
	d.body = float64(best) / 4
	for _, sh := range d.sheets {
		for i := 1; i < len(sh.lines); i++ {
			if a, b := sh.lines[i-1], sh.lines[i]; !a.artifact && !b.artifact {
				d.glossary.Weigh(a.text, b.text)
			}
		}
	}
}

// follow adds the blocks of a page to those of the pages before. A block that goes on from one there, across the
// page break, is joined to it; so is one that goes on from the foot of a column.
func (d *document) follow(all, bs []*block) []*block {
	for i, b := range bs {
		if i == 0 || b.owner != nil {
			if p := lastText(all); p != nil && b.rows == nil && p.rows == nil && b.kind != pipeline.Note && p.page < b.page && continues(p, b) {
				p.lines = append(p.lines, b.lines...)
				p.notes = append(p.notes, b.notes...)
				continue
			}
		}
		if b.rows != nil && b.owner != nil {
			if p := lastText(all); p != nil && p.rows != nil && p.owner != nil && p.page < b.page && p.owner.cell.up.up == b.owner.cell.up.up {
				p.rows = append(p.rows, b.rows...)
				continue
			}
		}
		if i == 0 && b.rows != nil {
			if p := lastText(all); p != nil && p.rows != nil && p.lastPage() == b.page-1 && sameColumns(p, b) {
				p.rows = append(p.rows, unrepeated(p, b)...)
				p.end = b.page
				continue
			}
		}
		if b.kind == pipeline.Note && b.owner != nil {
			if p := lastNote(all); p != nil && p.owner == b.owner {
				p.lines = append(p.lines, b.lines...)
				continue
			}
		}
		if b.kind == pipeline.Note && d.place(all, b) {
			continue
		}
		if i > 0 && b.owner == nil && b.rows == nil && b.kind != pipeline.Note {
			if p := lastText(all); p != nil && p.owner == nil && p.rows == nil && p.page == b.page && b.top < p.down && continues(p, b) && lowerStart(b) {
				p.lines = append(p.lines, b.lines...)
				p.notes = append(p.notes, b.notes...)
				continue
			}
		}
		all = append(all, b)
	}
	return all
}

// lastText returns the last block that is neither a footnote nor a table of contents.
func lastText(all []*block) *block {
	for i := len(all) - 1; i >= 0 && i >= len(all)-12; i-- {
		if all[i].kind != pipeline.Note {
			return all[i]
		}
	}
	return nil
}

// lastNote returns the footnote that was read last, wherever it was placed.
func lastNote(all []*block) *block {
	for i := len(all) - 1; i >= 0 && i >= len(all)-12; i-- {
		if all[i].kind == pipeline.Note {
			return all[i]
		}
		if n := len(all[i].notes); n > 0 {
			return all[i].notes[n-1]
		}
	}
	return nil
}

// lastPage returns the page on which a block ends.
func (b *block) lastPage() int {
	if len(b.lines) > 0 {
		return b.last().page
	}
	return max(b.page, b.end)
}

// continues reports whether block b, at the head of a page or column, goes on from p at the foot of the one before.
func continues(p, b *block) bool {
	if p.owner != nil && p.owner == b.owner {
		return true
	}
	if p.toc || b.toc || b.head || p.kind == pipeline.Heading || b.kind == pipeline.Heading || b.label != "" || b.owner != nil && (b.owner.label || b.owner.cell != nil) {
		return false
	}
	last, first := p.last(), b.lines[0]
	if first.note != "" || abs(last.size-first.size) > 0.1*last.size || last.rtl != first.rtl || last.angle != first.angle {
		return false
	}
	if m := label(first.text); m != "" && (len(first.frags) > 1 || ends(last.text) || strings.IndexAny(m, ".)") == len(m)-1) {
		return false
	}
	if last.bold != first.bold && last.bold || last.italic != first.italic {
		return false // a lead-in: "recognizing"
	}
	switch {
	case ends(last.text):
		return false
	case lowerStart(b):
		return true
	case p.owner != nil || b.owner != nil:
		return false
	}
	return p.right > 0 && p.right-last.x1 < 3*last.size && !last.rtl || wide(firstRune(first.text)) && p.right-last.x1 < 2*last.size
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// lowerStart reports whether a block begins inside a sentence.
func lowerStart(b *block) bool {
	r := firstRune(b.lines[0].text)
	return unicode.IsLower(r) && label(b.lines[0].text) == ""
}
