package html

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"plenary/extractors/formats/text"
	"plenary/pipeline"
)

// A block is what becomes a pipeline.Block: a leaf with text, or a table, row or cell with others inside.
type block struct {
	kind                  pipeline.BlockKind
	level                 int
	label                 int // bytes of text that are its label
	text                  string
	style                 pipeline.Style
	column, columns, rows int
	head                  bool
	links                 []pipeline.Link // their offsets are those of text
	kids                  []*block
}

// write adds the block to the document.
func (blk *block) write(b *pipeline.Builder) {
	out := b.Open(blk.kind)
	out.Level, out.Style = blk.level, blk.style
	out.Column, out.Columns, out.Rows, out.Head = blk.column, blk.columns, blk.rows, blk.head
	if blk.label > 0 {
		b.Label(blk.text[:blk.label])
	}
	b.Write(blk.text[blk.label:])
	for _, l := range blk.links {
		b.Link(out.Start+l.Start, out.Start+l.End, l.URL)
	}
	for _, k := range blk.kids {
		k.write(b)
	}
	b.Close()
}

// A walker goes through the page in reading order. Inline text is gathered in buf until a block begins or ends.
type walker struct {
	ctx   context.Context
	nodes int

	main  *html.Node            // the article; nil where the whole page is it
	above map[*html.Node]bool   // the ancestors of main
	stats map[*html.Node]counts // the letters below each element
	all   counts                // of the whole page
	libre bool                  // LibreOffice wrote it
	word  bool                  // a word processor wrote the page
	notes notes

	root []*block
	into *[]*block // where blocks go: the page, or the cell in hand

	buf           []byte
	taken         int             // how often buf was made a block
	links         []pipeline.Link // in buf
	blank         byte            // white space that is due before the next letter: ' ', '\t', '\n'; 0 for none
	marked        int             // bytes of buf that a list mark takes
	letters       int             // letters in buf, and how many of them are bold and italic
	bolds, slants int

	heading   int // level of the heading that is open
	furniture int // how many elements that are furniture are open
	pre       int
	bold      int
	italic    int
	centered  int
	note      bool
	noteLabel string
	lists     []*list
	item      string // the mark of a list's entry whose text has not begun
	itemLevel int
	reached   map[string]int // in an outline, the last number below each prefix

	language   string
	properties map[string]string
	problems   []pipeline.Problem
}

// done returns the blocks.
func (w *walker) done() []*block {
	w.flush()
	return w.root
}

// page walks the tree's body.
func (w *walker) page(root *html.Node) {
	if w.into == nil {
		w.into = &w.root
	}
	w.inside(root)
	w.flush()
}

// inside walks an element's children.
func (w *walker) inside(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if w.nodes++; w.nodes%4096 == 0 && w.ctx.Err() != nil {
			return
		}
		switch c.Type {
		case html.TextNode:
			w.text(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

// element walks one element.
func (w *walker) element(n *html.Node) {
	if dropped(n) || w.dropsNote(n) {
		return
	}
	if w.isFurniture(n) {
		w.aside(n)
		return
	}
	if label, ok := w.notes.blocks[n]; ok {
		w.inNote(n, label)
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak()
	case atom.Hr:
		w.flush()
		w.add(&block{kind: pipeline.Paragraph, text: "______________", style: pipeline.Rule})
	case atom.Math:
		w.math(n)
	case atom.Sup:
		w.sup(n)
	case atom.Q:
		w.text("“")
		w.inside(n)
		w.text("”")
	case atom.Table:
		w.table(n)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(n)
	case atom.Li:
		w.listItem(n)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		w.flush()
		w.pre++
		w.inside(n)
		w.flush()
		w.pre--
	default:
		w.generic(n)
	}
}

// generic walks an element that is a plain block or inline, with the marks it gives to what it holds.
func (w *walker) generic(n *html.Node) {
	style := styleOf(n)
	bold := n.DataAtom == atom.B || n.DataAtom == atom.Strong || strings.Contains(style, "font-weight:bold") || strings.Contains(style, "font-weight:7")
	italic := n.DataAtom == atom.I || n.DataAtom == atom.Em || n.DataAtom == atom.Cite || strings.Contains(style, "font-style:italic")
	level := headingLevel(n.DataAtom)
	if level == 0 && attr(n, "role") == "heading" {
		level = min(max(number(attr(n, "aria-level"), 2), 1), 6)
	}
	blocks := isBlock(n.DataAtom) || level > 0
	centered := blocks && (n.DataAtom == atom.Center || strings.EqualFold(attr(n, "align"), "center") || strings.Contains(style, "text-align:center"))
	if blocks {
		w.flush()
	}
	step(&w.bold, bold, 1)
	step(&w.italic, italic, 1)
	step(&w.centered, centered, 1)
	outer := w.heading
	if level > 0 {
		w.heading = level
	}
	switch {
	case strings.Contains(style, "mso-list:ignore"):
		w.wordMark(n)
	case w.item != "" && len(w.buf) == 0 && strings.Contains(style, "float:left") && textOf(n, 16) != "":
		w.item = "" // LibreOffice's XHTML writes the number out beside an entry whose own mark its style sheet hides
		w.wordMark(n)
	case strings.Contains(style, "mso-tab-count"), strings.Contains(style, "font:7.0pt") && onlyBlank(n):
		w.tab()
	case n.DataAtom == atom.A && w.furniture == 0:
		w.anchor(n)
	default:
		w.inside(n)
	}
	if blocks {
		w.flush()
	}
	w.heading = outer
	step(&w.bold, bold, -1)
	step(&w.italic, italic, -1)
	step(&w.centered, centered, -1)
	if w.furniture > 0 && n.DataAtom == atom.A {
		w.text(" ") // the entries of a menu stand side by side
	}
}

// anchor walks <a> and notes where its text leads.
func (w *walker) anchor(n *html.Node) {
	start := len(w.buf)
	w.inside(n)
	if start > len(w.buf) { // a block began inside the link
		start = 0
	}
	url := strings.TrimSpace(attr(n, "href"))
	if scheme, _, ok := strings.Cut(strings.ToLower(url), ":"); url == "" || ok && (scheme == "javascript" || scheme == "data") {
		return
	}
	for start < len(w.buf) && strings.IndexByte(" \t\n", w.buf[start]) >= 0 {
		start++
	}
	w.links = append(w.links, pipeline.Link{Span: pipeline.Span{Start: start, End: len(w.buf)}, URL: url})
}

func step(n *int, on bool, by int) {
	if on {
		*n += by
	}
}

// aside walks an element that is furniture.
func (w *walker) aside(n *html.Node) {
	w.flush()
	w.furniture++
	w.inside(n)
	w.flush()
	w.furniture--
}

// wordMark takes the number or bullet that Word writes out before a paragraph of a list.
func (w *walker) wordMark(n *html.Node) {
	from, taken := len(w.buf), w.taken
	w.inside(n)
	if w.taken != taken {
		return // blocks stand in it, and what stood before is written: it is no mark
	}
	mark := strings.TrimFunc(string(w.buf[from:]), isSpace)
	w.buf = append(w.buf[:from], bulletOf(mark)...)
	if from == 0 {
		w.marked = len(w.buf)
	}
	w.tab()
}

// bulletOf returns what a bullet from a symbol font looks like: Word writes the font's own code.
func bulletOf(mark string) string {
	switch mark {
	case "·", "\uF0B7", "\uF0A7", "§", "\uF0D8", "Ø", "o", "\uF076", "v", "ü":
		return "•"
	}
	return mark
}

// text adds inline text; runs of white space are one, and a tab stays where it was typed: not in the indentation
// of the source.
func (w *walker) text(s string) {
	if w.pre > 0 {
		w.preText(s)
		return
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' {
			tab, feed := false, false
			for ; i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\r' || s[i] == '\t' || s[i] == '\f'); i++ {
				tab = tab || s[i] == '\t'
				feed = feed || s[i] == '\n' || s[i] == '\r'
			}
			if tab && !feed {
				w.tab()
			} else if w.blank == 0 {
				w.blank = ' '
			}
			continue
		}
		if strings.HasPrefix(s[i:], "\u00AD") {
			i += 2
			continue
		}
		j := i + 1
		for j < len(s) && s[j] != ' ' && s[j] != '\n' && s[j] != '\r' && s[j] != '\t' && s[j] != '\f' && !strings.HasPrefix(s[j:], "\u00AD") {
			j++
		}
		w.put(s[i:j])
		i = j
	}
}

// put adds letters behind the white space that is due.
func (w *walker) put(s string) {
	if w.blank != 0 && len(w.buf) > 0 {
		w.buf = append(w.buf, w.blank)
	}
	w.blank = 0
	w.buf = append(w.buf, s...)
	n := utf8.RuneCountInString(s)
	w.letters += n
	if w.bold > 0 {
		w.bolds += n
	}
	if w.italic > 0 {
		w.slants += n
	}
}

// preText adds text whose line ends and blanks count.
func (w *walker) preText(s string) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" {
			if more && w.blank == '\n' {
				w.flush()
			}
		} else {
			if w.blank != 0 && len(w.buf) > 0 {
				w.buf = append(w.buf, w.blank)
			}
			w.blank = 0
			w.buf = append(w.buf, strings.TrimRight(line, " \t")...)
			w.letters++
		}
		if !more {
			return
		}
		w.blank = '\n'
		s = rest
	}
}

func (w *walker) tab() {
	if w.blank != '\n' {
		w.blank = '\t'
	}
}

// lineBreak ends a line; two of them end the paragraph.
func (w *walker) lineBreak() {
	if w.blank == '\n' {
		w.flush()
		return
	}
	if len(w.buf) > 0 {
		w.blank = '\n'
	}
}

// flush makes a block of the text that was gathered.
func (w *walker) flush() {
	blk := w.take()
	if blk != nil {
		w.add(blk)
	}
}

func (w *walker) take() *block {
	w.taken++
	s := string(w.buf)
	marked, letters, bolds, slants := w.marked, w.letters, w.bolds, w.slants
	links := w.links
	w.buf, w.links, w.blank, w.marked = w.buf[:0], nil, 0, 0
	w.letters, w.bolds, w.slants = 0, 0, 0
	t := strings.TrimLeftFunc(s, isSpace)
	marked = max(marked-(len(s)-len(t)), 0)
	t = strings.TrimRightFunc(t, isSpace)
	if t == "" {
		return nil
	}
	blk := &block{kind: pipeline.Paragraph, text: t}
	blk.take(links, len(t)-len(strings.TrimRightFunc(s, isSpace)))
	if w.furniture > 0 {
		blk.kind = pipeline.Furniture
		return blk
	}
	if letters > 0 {
		if bolds*10 >= letters*9 {
			blk.style |= pipeline.Bold
		}
		if slants*10 >= letters*9 {
			blk.style |= pipeline.Italic
		}
	}
	if w.centered > 0 {
		blk.style |= pipeline.Centered
	}
	kind, label := text.Mark(firstLine(t))
	if label > 0 {
		blk.kind, blk.label = kind, label
	}
	if marked > 0 && marked < len(t) {
		blk.label = marked
		if k, _ := text.Mark(t[:marked] + "\tx"); k == pipeline.Item {
			blk.kind = k
		}
	}
	if w.item != "" {
		if blk.label == 0 || !strings.HasPrefix(t, w.item) { // not typed as well
			blk.text = w.item + "\t" + t
			blk.take(blk.links, len(w.item)+1)
			blk.label = len(w.item)
		}
		if l := len(w.lists) - 1; l >= 0 && w.lists[l].outline {
			blk.kind = pipeline.Paragraph
		} else {
			blk.kind, blk.level = pipeline.Item, w.itemLevel
		}
		w.item = ""
	}
	switch {
	case w.note:
		blk.kind, blk.level, blk.label = pipeline.Note, 0, 0
		if w.noteLabel != "" {
			rest := strings.TrimLeftFunc(strings.TrimPrefix(t, w.noteLabel), isSpace)
			blk.text = w.noteLabel + "\t" + rest
			blk.take(blk.links, len(blk.text)-len(t))
			blk.label = len(w.noteLabel)
			w.noteLabel = ""
		}
	case w.heading > 0:
		blk.kind, blk.level = pipeline.Heading, w.heading
	}
	return blk
}

// take keeps links whose offsets are by that much off those of the block's text.
func (blk *block) take(links []pipeline.Link, by int) {
	blk.links = nil
	for _, l := range links {
		l.Start, l.End = max(l.Start+by, 0), min(l.End+by, len(blk.text))
		if !l.Empty() {
			blk.links = append(blk.links, l)
		}
	}
}

func (w *walker) add(blk *block) {
	if w.into == nil {
		w.into = &w.root
	}
	*w.into = append(*w.into, blk)
}

func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}

// isSpace reports white space and what is as wide as nothing.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF || r == 0x200E || r == 0x200F
}

// onlyBlank reports whether an element holds no letters: Word's space between a number and its text.
func onlyBlank(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode || strings.TrimFunc(c.Data, isSpace) != "" {
			return false
		}
	}
	return true
}

// attr returns an attribute's value, "" where it is missing.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// has reports whether an attribute stands, with or without a value.
func has(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// styleOf returns the style attribute in lower case without white space.
func styleOf(n *html.Node) string {
	s := attr(n, "style")
	if s == "" {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// number reads a decimal attribute, def where it is none.
func number(s string, def int) int {
	s = strings.TrimSpace(s)
	n, neg := 0, strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if s == "" || len(s) > 6 {
		return def
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return def
		}
		n = n*10 + int(s[i]-'0')
	}
	if neg {
		return -n
	}
	return n
}
