package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"plenary/extractors/formats/seams"
	"plenary/pipeline"
)

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
