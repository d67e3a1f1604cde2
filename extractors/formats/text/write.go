package text

import (
	"slices"
	"strings"

	"plenary/extractors/formats/seams"
	"plenary/pipeline"
)

// learn gathers the words of the text where a line ends in a hyphen that may be the layout's.
func (p *parser) learn() {
	p.glossary = seams.New()
	p.glossary.Filled = p.wrap.strict
	if p.wrap.edge == 0 || !slices.ContainsFunc(p.lines, func(l line) bool { return hyphened(l.text) }) {
		return
	}
	for i := range p.lines {
		p.glossary.Learn(p.lines[i].text)
	}
	for i := range p.lines[1:] {
		p.glossary.Weigh(p.lines[i].text, p.lines[i+1].text)
	}
}

// write makes the blocks. Furniture that stands between the lines of one paragraph goes behind it.
func (p *parser) write() {
	page := -1
	for i, g := range p.groups {
		if i%1024 == 0 && p.ctx.Err() != nil {
			return
		}
		p.turn(&page, p.lines[g.lines[0]].page)
		switch g.kind {
		case aside:
			p.out.Add(pipeline.Furniture, p.lines[g.lines[0]].text)
		case ruled:
			p.out.Add(pipeline.Paragraph, p.lines[g.lines[0]].text).Style = pipeline.Rule
		case table:
			p.writeTable(g)
		default:
			p.writeParagraph(g, &page)
		}
	}
	if p.pages > 0 {
		p.turn(&page, p.pages-1)
	}
}

// turn begins pages up to the one given. Pages that hold nothing are counted, so that numbers stay true.
func (p *parser) turn(page *int, to int) {
	if p.pages == 0 {
		return
	}
	for *page < to {
		*page++
		p.out.Page()
	}
}

// writeParagraph writes a paragraph, an item of a list or a note.
func (p *parser) writeParagraph(g group, page *int) {
	first := p.lines[g.lines[0]]
	if len(g.lines) == 1 && g.kind == paragraph && p.writeParts(&first) {
		return
	}
	kind, label := pipeline.Paragraph, 0
	m := first.mark
	switch {
	case m.alone(first.text) && len(g.lines) == 1:
	case m.kind == bullet:
		kind, label = pipeline.Item, m.end
	case m.kind == letter && m.closed:
		kind, label = pipeline.Item, m.end
	case m.kind == number && (m.apart || m.closed || m.counted):
		label = m.end
	}
	blk := p.out.Open(kind)
	switch {
	case first.heading > 0 && len(g.lines) <= 3:
		blk.Kind, blk.Level = pipeline.Heading, first.heading
	case kind == pipeline.Paragraph && label > 0 && p.heads(g):
		blk.Kind, blk.Level = pipeline.Heading, strings.Count(m.number, ".")+1
	}
	s := first.text
	if label > 0 {
		p.out.Label(s[:label])
		s = s[label:]
	}
	for k, i := range g.lines[1:] {
		next := &p.lines[i]
		cut, between := p.glossary.Seam(s, next.text)
		if k == 0 && m.alone(first.text) {
			cut, between = 0, "\t"
		}
		p.out.Write(s[:len(s)-cut])
		p.out.Write(between)
		p.turn(page, next.page)
		s = next.text
	}
	p.out.Write(s)
	p.out.Close()
}

// writeParts writes a line whose words stand far apart as blocks of their own: the left and the right of a letter's
// head. A label keeps its value ("Ref.:<tab>DM-20/1005").
func (p *parser) writeParts(l *line) bool {
	if l.mark.kind != unmarked || l.width > 240 || strings.IndexByte(l.text, '\t') < 0 && !strings.Contains(l.text, "    ") {
		return false
	}
	cells := p.ruler.parts(l, 4)
	if len(cells) < 2 || len(cells) == 2 && endsSentence(cells[0].text) {
		return false
	}
	for _, c := range cells {
		if c.to-c.from > 100 {
			return false
		}
	}
	for _, c := range cells {
		p.out.Add(pipeline.Paragraph, c.text)
	}
	return true
}

// heads reports whether a numbered line is surely a heading: short, not closed like a sentence, and the next
// number below it is its first: "2<tab>Bakou Declaration" before "2.1".
func (p *parser) heads(g group) bool {
	l := p.lines[g.lines[0]]
	last := p.lines[g.lines[len(g.lines)-1]]
	if l.mark.number == "" || l.width > 120 || len(g.lines) > 3 || endsSentence(last.text) || startsLower(l.text[l.mark.text:]) {
		return false
	}
	for i := g.lines[len(g.lines)-1] + 1; i < len(p.lines); i++ {
		next := &p.lines[i]
		if next.kind == furniture {
			continue
		}
		return next.kind == body && next.mark.kind == number && next.mark.number == l.mark.number+".1"
	}
	return false
}
