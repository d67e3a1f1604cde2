package html

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse makes the tree. A page that is nested too deeply gives an error: the parser's limit of 512 open elements
// is also what bounds the recursion of everything that walks the tree.
func parse(text string) (root *html.Node, err error) {
	defer func() {
		if v := recover(); v != nil {
			root, err = nil, fmt.Errorf("%v", v)
		}
	}()
	return html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
}

// flat reads the page tag by tag.
func (w *walker) flat(text string) {
	z := html.NewTokenizer(strings.NewReader(text))
	skip := atom.Atom(0)
	w.main = nil
	for n := 0; ; n++ {
		if n%4096 == 0 && w.ctx.Err() != nil {
			return
		}
		switch z.Next() {
		case html.ErrorToken:
			w.flush()
			return
		case html.TextToken:
			if skip == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case skip != 0:
			case a == atom.Script || a == atom.Style || a == atom.Title || a == atom.Template:
				skip = a
			case a == atom.Br:
				w.lineBreak()
			case a == atom.Td || a == atom.Th:
				w.text("\t")
			case isBlock(a):
				w.flush()
				if l := headingLevel(a); l > 0 {
					w.heading = l
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case skip != 0:
				if a == skip {
					skip = 0
				}
			case isBlock(a) && a != atom.Td && a != atom.Th:
				w.flush()
				if headingLevel(a) > 0 {
					w.heading = 0
				}
			}
		}
	}
}

// headingLevel returns 1 to 6 for h1 to h6 and 0 for anything else.
func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// isBlock reports whether an element begins and ends a line of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl,
		atom.Dt, atom.Dd, atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th,
		atom.Pre, atom.Blockquote, atom.Hr, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav,
		atom.Aside, atom.Figure, atom.Figcaption, atom.Address, atom.Center, atom.Fieldset, atom.Legend, atom.Form,
		atom.Details, atom.Summary, atom.Body, atom.Html, atom.Dir, atom.Menu, atom.Hgroup, atom.Option, atom.Optgroup,
		atom.Select, atom.Button, atom.Noscript, atom.Listing, atom.Xmp, atom.Plaintext, atom.Search:
		return true
	}
	return false
}
