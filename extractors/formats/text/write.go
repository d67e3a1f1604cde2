package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/pipeline"
)

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
		head, glue := join(s, next.text)
		if k == 0 && m.alone(first.text) {
			glue = "\t"
		}
		p.out.Write(head)
		p.out.Write(glue)
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

// join returns a line as it stands before the next one and what is put between them.
func join(s, next string) (head, glue string) {
	last, n := utf8.DecodeLastRuneInString(s)
	first, _ := utf8.DecodeRuneInString(next)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	switch last {
	case '\u00AD':
		return s[:len(s)-n], ""
	case '-', '\u2010':
		switch {
		case unicode.IsLower(before) && unicode.IsLower(first):
			return s[:len(s)-n], ""
		case before != ' ' && before != utf8.RuneError:
			return s, ""
		}
	case '–', '—', '\u2011', '/':
		if digit(before) >= 0 && digit(first) >= 0 || last == '/' && before != ' ' {
			return s, ""
		}
	}
	if modifies(s, next) {
		return s, ""
	}
	if (cjk(last) || cjk(first)) && !unicode.IsSpace(first) {
		return s, ""
	}
	return s, " "
}

// modifies reports whether a line begins with what belongs to the symbol at the end of the line before: "/42" or
// "(Rev.1)" behind "C24/11".
func modifies(s, next string) bool {
	word := s[strings.LastIndexAny(s, " \t(")+1:]
	if strings.HasPrefix(next, "/") {
		return len(next) > 1 && (digit(rune(next[1])) >= 0 || next[1] >= 'A' && next[1] <= 'Z') && digit(lastRune(word)) >= 0 && word[0] >= 'A' && word[0] <= 'Z'
	}
	if !strings.HasPrefix(next, "(") || !isSymbol(word) {
		return false
	}
	for _, m := range []string{"(Rev.", "(Rév.", "(Add.", "(Corr.", "(Rev ", "(Add "} {
		if strings.HasPrefix(next, m) {
			return true
		}
	}
	return false
}
