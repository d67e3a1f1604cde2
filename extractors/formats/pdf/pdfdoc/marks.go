package pdfdoc

import "unicode/utf8"

// maxMarks bounds open marks; those beyond are counted by nobody, as are their ends.
const maxMarks = 1000

// beginMark opens a marked-content sequence. Properties are a dictionary or the name of one.
func (r *run) beginMark(s *scope, tag name, props operand) {
	var d dict
	var entry object
	if props.kind == opName {
		entry = s.entry("Properties", r.nameOf(props))
		d = r.f.dict(entry)
	} else if props.kind == opObject {
		d, _ = props.o.(dict)
	}
	m := r.now
	m.replaces, m.actual = false, ""
	switch tag {
	case "Artifact":
		m.artifact = true
	case "OC":
		if r.f.off(entry) {
			m.hidden = true
		}
	}
	if d != nil {
		if id, ok := integer(r.f.resolve(d["MCID"])); ok && id >= 0 {
			m.mcid = id
		}
		if t, ok := r.f.resolve(d["ActualText"]).(text); ok {
			m.actual, m.replaces, m.first = decodeText(t), true, len(r.page.Glyphs)
		}
	}
	if len(r.marks) < maxMarks {
		r.marks = append(r.marks, r.now)
	}
	// now.replaces belongs to the mark being open; the outer one is on the stack.
	r.now = m
}

func (r *run) nameOf(o operand) name {
	if n, ok := r.names[string(o.s)]; ok {
		return n
	}
	return name(o.s)
}

// endMark closes the innermost sequence and puts its ActualText in the place of its glyphs.
func (r *run) endMark() {
	n := len(r.marks)
	if n == 0 {
		return
	}
	if r.now.replaces {
		r.replace(r.now.first, r.now.actual)
	}
	r.now = r.marks[n-1]
	r.marks = r.marks[:n-1]
}

// replace gives the glyphs from first on another text. As many characters as glyphs are dealt out one by one;
// else the glyphs become one that is as wide as all, or, on several lines, one a line with the first having the
// text and the others none.
func (r *run) replace(first int, actual string) {
	gl := r.page.Glyphs[min(first, len(r.page.Glyphs)):]
	if len(gl) == 0 {
		return
	}
	if utf8.RuneCountInString(actual) == len(gl) && !rightToLeft(actual) {
		i := 0
		for _, c := range actual {
			gl[i].Text = r.f.intern(string(c))
			i++
		}
		return
	}
	kept := gl[:0]
	for _, g := range gl {
		if n := len(kept); n > 0 && joins(&kept[n-1], &g) {
			continue
		}
		g.Text = ""
		kept = append(kept, g)
	}
	kept[0].Text = r.f.intern(actual)
	r.page.Glyphs = r.page.Glyphs[:first+len(kept)]
}

// joins widens a by b where b continues or precedes a on the same horizontal line. Other directions are joined
// without a look at the distance.
func joins(a, b *Glyph) bool {
	if a.Angle != b.Angle {
		return false
	}
	if a.Angle == 0 {
		if d := a.Y - b.Y; d > a.Size || d < -a.Size {
			return false
		}
		x0, x1 := min(a.X, b.X), max(a.X+a.W, b.X+b.W)
		if b.W > a.W {
			a.Y = b.Y // a letter under its vowel sign
		}
		a.X, a.W = x0, x1-x0
		return true
	}
	a.W += b.W
	return true
}

func rightToLeft(s string) bool {
	for _, c := range s {
		if c >= 0x590 && c < 0x900 || c >= 0xFB1D && c < 0xFE00 || c >= 0xFE70 && c < 0xFF00 {
			return true
		}
	}
	return false
}
