package html

import (
	"strings"

	"golang.org/x/net/html"
)

// math writes a formula in a line: fractions with a slash, powers with a caret.
func (w *walker) math(n *html.Node) {
	switch n.Data {
	case "annotation", "annotation-xml": // the same formula again, for machines
		return
	case "mspace":
		w.text(" ")
		return
	}
	sign := ""
	switch n.Data {
	case "mfrac":
		sign = "/"
	case "msup", "mover":
		sign = "^"
	}
	between := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(strings.TrimSpace(c.Data))
		case html.ElementNode:
			w.text(between)
			w.math(c)
			between = sign
		}
	}
}
