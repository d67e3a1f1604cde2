package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A list is an open <ol> or <ul>.
type list struct {
	ordered bool
	kind    string // as in the type attribute: 1 a A i I, or disc circle square none
	next    int    // the number of the next entry
	step    int    // -1 in a reversed list
	outline bool   // it numbers the sections of a LibreOffice document: "1", "1.1"
	prefix  string // in an outline, the number above it
}

// list walks <ol> and <ul>.
func (w *walker) list(n *html.Node) {
	w.flush()
	l := &list{ordered: n.DataAtom == atom.Ol, kind: listKind(n), next: number(attr(n, "start"), 1), step: 1}
	if l.ordered && has(n, "reversed") {
		l.step = -1
		if !has(n, "start") {
			l.next = 0
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Li {
					l.next++
				}
			}
		}
	}
	w.outline(n, l)
	outer := w.item
	w.item = ""
	w.lists = append(w.lists, l)
	w.inside(n)
	w.flush()
	if l.outline {
		w.reached[l.prefix] = l.next - 1
	}
	w.lists = w.lists[:len(w.lists)-1]
	w.item = outer
}

// outline finds out whether a list numbers sections. LibreOffice writes the levels "1", "1.1" of one numbering as
// lists in lists, with headings in the outer one, and says nowhere how the numbers are put together. A table or another
// list between two sections breaks the outer list, which then begins with the rest of the inner one; where that rest
// begins is not always said.
func (w *walker) outline(n *html.Node, l *list) {
	if !w.libre || !l.ordered || l.kind != "" && l.kind != "1" {
		return
	}
	child := firstElement(n)
	told := has(n, "start") || child != nil && has(child, "value")
	if k := len(w.lists) - 1; k >= 0 {
		if up := w.lists[k]; up.outline {
			l.outline, l.prefix = true, up.prefix+strconv.Itoa(up.next-1)+"."
			if !told {
				l.next = w.reached[l.prefix] + 1
			}
		}
		return
	}
	section := w.reached[""]
	switch {
	case child == nil:
	case child.DataAtom == atom.Ol && section > 0:
		l.outline, l.next = true, section+1
	case child.DataAtom == atom.Li:
		h := firstElement(child)
		l.outline = h != nil && headingLevel(h.DataAtom) > 0
		if l.outline && !told {
			l.next = section + 1
		}
	}
	if l.outline && l.next == 1 {
		w.reached = map[string]int{} // an annex counts anew
	}
}

func firstElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// listItem walks <li>: its first block of text gets the mark, the others are paragraphs.
func (w *walker) listItem(n *html.Node) {
	w.flush()
	w.item = ""
	if len(w.lists) > 0 && w.furniture == 0 {
		l := w.lists[len(w.lists)-1]
		if has(n, "value") {
			l.next = number(attr(n, "value"), l.next)
		}
		kind := l.kind
		if k := listKind(n); k != "" {
			kind = k
		}
		if kind == "none" && !onlyList(n) || strings.Contains(styleOf(n), "display:block") || onlyList(n) {
			kind = "none"
		} else {
			w.item = l.mark(kind, len(w.lists))
			w.itemLevel = len(w.lists)
		}
		if kind != "none" || l.ordered && !onlyList(n) {
			l.next += l.step
		}
	}
	w.inside(n)
	w.flush()
	w.item = ""
}

// onlyList reports whether an entry holds nothing but a nested list, as LibreOffice writes deeper levels.
func onlyList(n *html.Node) bool {
	lists := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimFunc(c.Data, isSpace) == "":
		case c.Type == html.ElementNode && (c.DataAtom == atom.Ol || c.DataAtom == atom.Ul):
			lists++
		case c.Type == html.CommentNode:
		default:
			return false
		}
	}
	return lists > 0
}

// listKind returns how a list or entry is marked, "" where it does not say.
func listKind(n *html.Node) string {
	if t := strings.TrimSpace(attr(n, "type")); t != "" {
		if len(t) > 1 {
			t = strings.ToLower(t)
		}
		return t
	}
	style := styleOf(n)
	for _, key := range []string{"list-style-type:", "list-style:"} {
		_, v, ok := strings.Cut(style, key)
		if !ok {
			continue
		}
		v, _, _ = strings.Cut(v, ";")
		switch {
		case strings.HasPrefix(v, "none"):
			return "none"
		case strings.HasPrefix(v, "lower-alpha"), strings.HasPrefix(v, "lower-latin"):
			return "a"
		case strings.HasPrefix(v, "upper-alpha"), strings.HasPrefix(v, "upper-latin"):
			return "A"
		case strings.HasPrefix(v, "lower-roman"):
			return "i"
		case strings.HasPrefix(v, "upper-roman"):
			return "I"
		case strings.HasPrefix(v, "decimal"):
			return "1"
		case strings.HasPrefix(v, "'"), strings.HasPrefix(v, `"`): // list-style-type: "– "
			return strings.Trim(v, `'"`)
		case strings.HasPrefix(v, "disc"), strings.HasPrefix(v, "circle"), strings.HasPrefix(v, "square"):
			return v
		}
	}
	return ""
}

// mark returns what is printed before the list's next entry.
func (l *list) mark(kind string, depth int) string {
	if !l.ordered && kind != "1" && kind != "a" && kind != "A" && kind != "i" && kind != "I" {
		switch {
		case kind == "circle", kind == "" && depth == 2:
			return "◦"
		case kind == "square", kind == "" && depth > 2:
			return "▪"
		case kind == "", kind == "disc":
			return "•"
		}
		return kind
	}
	if l.outline && (kind == "" || kind == "1") {
		return l.prefix + strconv.Itoa(l.next)
	}
	switch kind {
	case "a":
		return alpha(l.next, 'a') + "."
	case "A":
		return alpha(l.next, 'A') + "."
	case "i":
		return strings.ToLower(roman(l.next)) + "."
	case "I":
		return roman(l.next) + "."
	}
	return strconv.Itoa(l.next) + "."
}

// alpha counts a to z, aa, ab ...; numbers below one are printed as digits.
func alpha(n int, from byte) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append([]byte{from + byte((n-1)%26)}, b...)
	}
	return string(b)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}
