package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// notes are the page's footnotes: the marks in the text, which are dropped, the links back, and the elements
// that hold the notes, with their labels.
type notes struct {
	marks  map[*html.Node]bool
	blocks map[*html.Node]string
}

// findNotes pairs links that look like marks with what they lead to, then raised marks with paragraphs that begin
// with the same one.
func findNotes(body *html.Node) notes {
	f := &noteFinder{order: map[*html.Node]int{}, names: map[string]*html.Node{}}
	f.visit(body)
	out := notes{marks: map[*html.Node]bool{}, blocks: map[*html.Node]string{}}
	for _, a := range f.links {
		target := f.names[strings.TrimPrefix(attr(a, "href"), "#")]
		if target == nil {
			continue
		}
		label := markText(a)
		switch {
		case f.order[target] > f.order[a] && label != "" && (raised(a) || noteClass(a)):
			if blk := noteBlock(target); blk != nil && f.order[blk] > f.order[a] {
				out.marks[a] = true
				if _, ok := out.blocks[blk]; !ok {
					out.blocks[blk] = label
				}
			}
		case f.order[target] < f.order[a] && (label != "" || returns(a)) && insideNote(a, out.blocks):
			out.marks[a] = true // the label or an arrow that leads back
		}
	}
	// Marks without links: <sup>1</sup> in the text and <sup>1</sup> at the start of a later paragraph.
	begins := map[string]*html.Node{}
	for _, s := range f.sups {
		if label := markText(s); label != "" && f.opens(s) {
			begins[label] = s
		}
	}
	for _, s := range f.sups {
		label := markText(s)
		start := begins[label]
		if label == "" || start == nil || start == s || f.order[s] > f.order[start] || f.opens(s) {
			continue
		}
		if blk := noteBlock(start); blk != nil {
			out.marks[s], out.marks[start] = true, true
			if _, ok := out.blocks[blk]; !ok {
				out.blocks[blk] = label
			}
		}
	}
	return out
}

// A noteFinder notes the order of elements, their names, and what may be a mark.
type noteFinder struct {
	order map[*html.Node]int
	names map[string]*html.Node
	links []*html.Node
	sups  []*html.Node
	fresh map[*html.Node]bool // <sup> elements that open their block
	empty bool                // nothing was seen in the block yet
}

func (f *noteFinder) visit(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			if strings.TrimFunc(c.Data, isSpace) != "" {
				f.empty = false
			}
			continue
		}
		if c.Type != html.ElementNode {
			continue
		}
		f.order[c] = len(f.order)
		for _, key := range []string{"id", "name"} {
			if v := attr(c, key); v != "" && f.names[v] == nil {
				f.names[v] = c
			}
		}
		if isBlock(c.DataAtom) {
			f.empty = true
		}
		switch c.DataAtom {
		case atom.A:
			if strings.HasPrefix(attr(c, "href"), "#") {
				f.links = append(f.links, c)
			}
		case atom.Sup:
			f.sups = append(f.sups, c)
			if f.empty {
				if f.fresh == nil {
					f.fresh = map[*html.Node]bool{}
				}
				f.fresh[c] = true
			}
		}
		f.visit(c)
		if isBlock(c.DataAtom) {
			f.empty = true
		}
	}
}

func (f *noteFinder) opens(s *html.Node) bool { return f.fresh[s] }

// markText returns the mark that an element holds, without brackets: "1", "*", "iv"; "" where it is no mark.
func markText(n *html.Node) string {
	s := strings.TrimFunc(textOf(n, 16), isSpace)
	s = strings.TrimFunc(strings.Trim(s, "[]()"), isSpace)
	if s == "" || len(s) > 4 {
		return ""
	}
	digits, stars, letters := 0, 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '*' || r == '†' || r == '‡' || r == '§':
			stars++
		case strings.ContainsRune("ivx", r) || r >= 'a' && r <= 'e':
			letters++
		default:
			return ""
		}
	}
	if digits > 0 && stars+letters == 0 || stars > 0 && digits+letters == 0 || letters == len(s) && !ordinals[s] {
		return s
	}
	return ""
}

// ordinals are raised letters that belong to the number before them: 2e, 1a.
var ordinals = set("e a")

// textOf returns an element's text, at most max bytes and the rest of the node that crosses them.
func textOf(n *html.Node, max int) string {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() <= max; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else if c.Type == html.ElementNode {
				visit(c)
			}
		}
	}
	visit(n)
	return b.String()
}

// raised reports whether a link is set as a superscript, from inside or outside.
func raised(a *html.Node) bool {
	for c := a.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Sup || c.DataAtom == atom.Span && raised(c) {
			return true
		}
	}
	for p, k := a.Parent, 0; p != nil && k < 3; p, k = p.Parent, k+1 {
		if p.DataAtom == atom.Sup || strings.Contains(styleOf(p), "vertical-align:super") {
			return true
		}
	}
	return false
}

// noteClass reports whether a link is named as a footnote's mark.
func noteClass(a *html.Node) bool {
	s := strings.ToLower(attr(a, "class") + " " + attr(a, "role") + " " + attr(a, "epub:type") + " " + attr(a, "href") + " " + styleOf(a))
	return strings.Contains(s, "footnote") || strings.Contains(s, "noteref") || strings.Contains(s, "endnote") || strings.Contains(s, "#_ftn") || strings.Contains(s, "#_edn")
}

// returns reports whether a link's text is an arrow.
func returns(a *html.Node) bool {
	s := strings.TrimFunc(textOf(a, 16), isSpace)
	return s != "" && strings.Trim(s, "↩↑^⏎↵\uFE0E\uFE0F") == ""
}

// noteBlock returns the element that holds the note which a name stands in: the named block itself, or the block
// around the name.
func noteBlock(n *html.Node) *html.Node {
	for p, k := n, 0; p != nil && k < 8; p, k = p.Parent, k+1 {
		switch p.DataAtom {
		case atom.P, atom.Li, atom.Div, atom.Aside, atom.Td, atom.Dd, atom.Section:
			return p
		case atom.Body, atom.Table, atom.Tr:
			return nil
		}
	}
	return nil
}

func insideNote(n *html.Node, blocks map[*html.Node]string) bool {
	for p, k := n, 0; p != nil && k < 12; p, k = p.Parent, k+1 {
		if _, ok := blocks[p]; ok {
			return true
		}
	}
	return false
}

// dropsNote reports whether an element is a mark of a note, or the arrow that leads back from one.
func (w *walker) dropsNote(n *html.Node) bool {
	return w.notes.marks[n] || w.note && n.DataAtom == atom.A && returns(n)
}

// inNote walks the element that holds a note.
func (w *walker) inNote(n *html.Node, label string) {
	w.flush()
	outer := w.note
	w.note, w.noteLabel = true, label
	item := w.item
	w.item = ""
	w.inside(n)
	w.flush()
	w.note, w.noteLabel = outer, ""
	w.item = item
}

// sup writes a raised text so that it does not run into the word or number before it: digits behind a unit or a
// power of ten stay raised, other digits are marks whose note is not in the page.
func (w *walker) sup(n *html.Node) {
	s := strings.TrimFunc(textOf(n, 16), isSpace)
	if s == "" || strings.Trim(s, "0123456789-−+") != "" {
		mark := markText(n)
		if mark != "" && (s[0] == '[' || s[0] == '(') && len(w.buf) > 0 {
			return
		}
		w.inside(n)
		return
	}
	if len(w.buf) == 0 || w.blank != 0 {
		w.text(s)
		return
	}
	if !powered(w.buf) {
		return
	}
	w.text(strings.Map(func(r rune) rune {
		switch r {
		case '-', '−':
			return '⁻'
		case '+':
			return '⁺'
		case '1':
			return '¹'
		case '2':
			return '²'
		case '3':
			return '³'
		}
		return '⁰' + r - '0'
	}, s))
}

// powered reports whether the text ends in what is raised to a power: "10", or one or two letters: "km".
func powered(buf []byte) bool {
	i := len(buf)
	for i > 0 && (buf[i-1]|0x20 >= 'a' && buf[i-1]|0x20 <= 'z' || buf[i-1] >= '0' && buf[i-1] <= '9' || buf[i-1] >= 0x80) {
		i--
	}
	w := string(buf[i:])
	return w == "10" || len(w) > 0 && len(w) <= 2 && w[0] > '9' && w[0] < 0x80
}
