package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropped reports whether an element is not seen on the page, or is text struck out.
func dropped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Iframe, atom.Object, atom.Svg, atom.Canvas,
		atom.Audio, atom.Video, atom.Map, atom.Input, atom.Textarea, atom.Datalist, atom.Rt, atom.Rp, atom.Embed,
		atom.Noframes, atom.Noembed, atom.Title:
		return true
	case atom.Del, atom.S, atom.Strike:
		return true
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			s := styleOf(n)
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") || strings.Contains(s, "mso-hide:all") {
				return true
			}
		case "class":
			for _, c := range strings.Fields(a.Val) {
				switch c {
				case "sr-only", "visually-hidden", "screen-reader-text", "ms-hide", "ms-hidden", "d-none":
					return true
				}
			}
		}
	}
	return false
}

// A counts holds how many bytes of text stand below an element, and how many of them in links.
type counts struct{ text, links, anchors int }

// count fills in the counts of an element and of all below it.
func (w *walker) count(n *html.Node, link bool) counts {
	var sum counts
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			k := len(strings.TrimSpace(c.Data))
			sum.text += k
			if link {
				sum.links += k
			}
		case html.ElementNode:
			if dropped(c) {
				continue
			}
			k := w.count(c, link || c.DataAtom == atom.A)
			sum.text += k.text
			sum.links += k.links
			sum.anchors += k.anchors
			if c.DataAtom == atom.A {
				sum.anchors++
			}
		}
	}
	w.stats[n] = sum
	return sum
}

// isFurniture reports whether an element is no part of the article: what stands outside it, and the menus,
// banners and feet inside it.
func (w *walker) isFurniture(n *html.Node) bool {
	if w.furniture > 0 {
		return false // already
	}
	if w.main != nil {
		if n == w.main || w.above[n] {
			return false
		}
		if w.above[n.Parent] && n.DataAtom != atom.H1 && !w.holdsTitle(n) {
			return true
		}
	}
	return w.boilerplate(n)
}

// holdsTitle reports whether an element beside the article holds its title: a first-level heading, and little more.
func (w *walker) holdsTitle(n *html.Node) bool {
	if w.boilerplate(n) || w.stats[n].text > 600 {
		return false
	}
	found := false
	var look func(n *html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil && !found; c = c.NextSibling {
			if c.Type == html.ElementNode {
				found = c.DataAtom == atom.H1 && w.stats[c].text > 0
				look(c)
			}
		}
	}
	look(n)
	return found
}

// boilerplate tells the frame of a page by element, role, class and id.
func (w *walker) boilerplate(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Select, atom.Button, atom.Dialog:
		return true
	case atom.Footer, atom.Search:
		return true
	case atom.Header:
		return w.main == nil && n.Parent != nil && n.Parent.DataAtom != atom.Article && !w.holdsH1(n)
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.P, atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.H1, atom.H2, atom.H3:
		return n.DataAtom == atom.P && strings.HasPrefix(attr(n, "class"), "MsoToc")
	}
	switch attr(n, "role") {
	case "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar":
		return true
	}
	if t := attr(n, "title"); n.DataAtom == atom.Div && (t == "header" || t == "footer") {
		return true // LibreOffice's running head and foot
	}
	if s := styleOf(n); strings.Contains(s, "mso-element:header") || strings.Contains(s, "mso-element:footer") {
		return true
	}
	if w.word {
		return false
	}
	if w.stats[n].anchors == 0 && (strings.Contains(attr(n, "class"), "masthead") || strings.Contains(attr(n, "id"), "masthead")) {
		return false // a site's leads somewhere; this is the head of a letter
	}
	if framed(attr(n, "class")) || framed(attr(n, "id")) {
		// A careless name of the element that holds the text does not make it furniture.
		k, all := w.stats[n], w.all
		return (k.text-k.links)*3 < all.text-all.links+1
	}
	return false
}

func (w *walker) holdsH1(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.H1 && w.stats[c].links < w.stats[c].text || c.DataAtom == atom.Div && w.holdsH1(c) {
			return true
		}
	}
	return false
}

// framed reports whether a class or id has a word by which designers name a page's frame.
func framed(names string) bool {
	if names == "" {
		return false
	}
	for _, f := range strings.FieldsFunc(names, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	}) {
		if frames[strings.ToLower(f)] {
			return true
		}
	}
	return false
}

var frames = set("nav navbar navigation menu menus submenu breadcrumb breadcrumbs cookie cookies cookiebar consent gdpr " +
	"footer sidebar share sharing social skip skiplink skiplinks pagination pager masthead topbar toolbar related comments " +
	"searchbox searchform login newsletter popup modal advert ads addtoany langswitcher languages ribbon toc mstoc siteheader globalnav")
