package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/formats/seams"
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

// place hangs a footnote on the block that its mark stands in: the tree tells it, or the mark itself, searched
// from the end of what was read on the note's page.
func (d *document) place(all []*block, n *block) bool {
	if n.owner != nil && n.owner.host != nil {
		for i := len(all) - 1; i >= max(0, len(all)-300) && all[i].page >= n.page-1; i-- {
			if all[i].owner == n.owner.host {
				all[i].notes = append(all[i].notes, n)
				return true
			}
			for _, r := range all[i].rows {
				for _, c := range r.cells {
					for _, b := range c.blocks {
						if b.owner == n.owner.host {
							all[i].notes = append(all[i].notes, n)
							return true
						}
					}
				}
			}
		}
	}
	if n.note == "" {
		return false
	}
	for i := len(all) - 1; i >= max(0, len(all)-300); i-- {
		b := all[i]
		if b.lastPage() < n.page {
			break
		}
		if b.kind != pipeline.Note && b.rows == nil && b.hasMark(n.note) {
			b.notes = append(b.notes, n)
			return true
		}
	}
	return false
}

// lastPage returns the page on which a block ends.
func (b *block) lastPage() int {
	if len(b.lines) > 0 {
		return b.last().page
	}
	return max(b.page, b.end)
}

func (b *block) hasMark(mark string) bool {
	for _, l := range b.lines {
		for _, m := range l.dropped {
			if m == mark {
				return true
			}
		}
		for _, m := range l.marks {
			if m.names(mark) {
				return true
			}
		}
	}
	return false
}

// names reports whether a raised text holds the mark of a note: "1" or "1, 2".
func (m mark) names(note string) bool {
	if m.text == note {
		return true
	}
	for _, part := range strings.FieldsFunc(m.text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == ')' || r == '(' }) {
		if part == note {
			return true
		}
	}
	return false
}

// dropMarks takes the marks of the notes on a page out of the text above them: glued to a word or a number they
// would change it. The 2 of m² and the power of a ten stay.
func dropMarks(bs []*block) {
	notes := map[string]bool{}
	for _, b := range bs {
		if b.kind == pipeline.Note && b.note != "" {
			notes[b.note] = true
		}
	}
	if len(notes) == 0 {
		return
	}
	for _, b := range bs {
		for _, l := range b.lines {
			l.dropMarks(notes)
		}
		for _, r := range b.rows {
			for _, c := range r.cells {
				for _, k := range c.blocks {
					for _, l := range k.lines {
						l.dropMarks(notes)
					}
				}
			}
		}
	}
}

func (l *line) dropMarks(notes map[string]bool) {
	for k := len(l.marks) - 1; k >= 0; k-- {
		m := l.marks[k]
		named := m.text != ""
		for _, part := range strings.FieldsFunc(m.text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == ')' || r == '(' }) {
			named = named && notes[part]
		}
		if !named || power(l.text[:m.start], m.text) {
			continue
		}
		n := m.end - m.start
		l.text = l.text[:m.start] + l.text[m.end:]
		if l.label > m.start {
			l.label = max(l.label-n, m.start)
		}
		for i := range l.frags {
			f := &l.frags[i]
			if f.start >= m.end {
				f.start -= n
			}
			if f.end >= m.end {
				f.end -= n
			}
		}
		for i := k + 1; i < len(l.marks); i++ {
			l.marks[i].start -= n
			l.marks[i].end -= n
		}
		l.marks = slices.Delete(l.marks, k, k+1)
		l.dropped = append(l.dropped, m.text)
	}
}

// power reports whether a raised number belongs to the unit or the ten before it.
func power(before, raised string) bool {
	if raised != "2" && raised != "3" {
		return strings.HasSuffix(before, " 10") || strings.HasSuffix(before, "×10")
	}
	w := seams.LastWord(before)
	switch w {
	case "m", "km", "cm", "mm", "dm", "м", "км", "см", "мм", "ft", "R", "CO", "10":
		return true
	}
	return false
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

// footnotes marks the notes at the foot of a page: small type that begins with a raised mark, and what follows
// such a note in the same type.
func (d *document) footnotes(bs []*block) {
	var note *block
	for _, b := range bs {
		if b.rows != nil {
			note = nil
			continue
		}
		if b.kind == pipeline.Note {
			b.note = noteMark(b)
			continue
		}
		first := b.lines[0]
		switch {
		case first.note != "" && (b.size < 0.96*d.body || first.owner == nil && b.size <= d.body):
			b.kind, b.level = pipeline.Note, 0
			b.note = first.note
			note = b
		case note != nil && b.owner == nil && abs(b.size-note.size) < 0.3 && b.top > note.down && b.top < note.down+2*b.size && b.size < 0.96*d.body:
			b.kind, b.level = pipeline.Note, 0
			b.note = noteMark(b)
			note = b
		default:
			note = nil
		}
	}
}

// noteMark returns the mark that a footnote begins with: "1", "a", "*"; "" for none.
func noteMark(b *block) string {
	first := b.lines[0]
	if first.note != "" {
		return first.note
	}
	if r, n := utf8.DecodeRuneInString(first.text); r == '*' || r == '†' || r == '‡' {
		return first.text[:n]
	}
	w, _, _ := strings.Cut(first.text, " ")
	if len(w) <= 3 && strings.Trim(w, "0123456789") == "" {
		return w
	}
	return ""
}

// headings finds the headings of a document whose producer did not mark them: short blocks in larger or bolder
// type than the body. The styles found, in order of size, are the levels.
func (d *document) headings(all []*block) {
	tagged := false
	for _, b := range all {
		tagged = tagged || b.kind == pipeline.Heading
	}
	type style struct {
		size int
		bold bool
	}
	count := map[style]int{}
	var found []*block
	key := func(b *block) style { return style{int(b.size*2 + 0.5), b.bold()} }
	for _, b := range all {
		if b.kind == pipeline.Paragraph && !b.toc && b.rows == nil && d.looksLikeHeading(b, tagged) {
			found = append(found, b)
			count[key(b)]++
		}
	}
	var styles []style
	for s := range count {
		styles = append(styles, s)
	}
	slices.SortFunc(styles, func(a, b style) int {
		if a.size != b.size {
			return b.size - a.size
		}
		if a.bold != b.bold {
			if a.bold {
				return -1
			}
			return 1
		}
		return 0
	})
	for _, b := range found {
		b.kind = pipeline.Heading
		b.level = min(slices.Index(styles, key(b))+1, 6)
		if n := depth(label(b.lines[0].text)); n > 0 {
			b.level = n
		}
	}
}

// depth returns how many parts a number has, 0 for what is no number: "2.1" has 2.
func depth(label string) int {
	label = strings.TrimRight(label, ".)")
	if label == "" || label[0] < '0' || label[0] > '9' {
		return 0
	}
	return strings.Count(label, ".") + 1
}

func (b *block) bold() bool {
	for _, l := range b.lines {
		if !l.bold && !l.blank {
			return false
		}
	}
	return true
}

func (b *block) italic() bool {
	for _, l := range b.lines {
		if !l.italic && !l.blank {
			return false
		}
	}
	return true
}

// looksLikeHeading judges a paragraph by its type. Where the producer tags headings, only larger type counts.
func (d *document) looksLikeHeading(b *block, tagged bool) bool {
	if len(b.lines) > 4 || d.body == 0 {
		return false
	}
	n, letters := 0, 0
	for _, l := range b.lines {
		n += len(l.text)
		for _, r := range l.text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	last := b.last().text
	if n > 300 || letters < 2 || strings.HasSuffix(last, ";") || strings.HasSuffix(last, ",") || strings.HasSuffix(last, "；") || strings.HasSuffix(last, "，") {
		return false
	}
	stop := strings.HasSuffix(last, ".") || strings.HasSuffix(last, "。") || strings.HasSuffix(last, ":") || strings.HasSuffix(last, "：")
	switch {
	case b.size > 1.12*d.body && !stop:
		return true
	case tagged:
		return false
	}
	return b.bold() && b.size > 0.97*d.body && !stop && n < 200 && !(len(b.lines[0].frags) > 3)
}
