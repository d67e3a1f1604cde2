package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"plenary/pipeline"
)

// No table of a page has more columns; a larger colspan is an attack or a mistake.
const maxColumns = 1000

// table walks a table: rows and cells on a grid, or, where it only lays out the page, what it holds.
func (w *walker) table(n *html.Node) {
	w.flush()
	rows := rowsOf(n)
	if w.furniture > 0 || w.layout(n, rows) {
		w.inside(n)
		w.flush()
		return
	}
	item := w.item
	w.item = ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption && !dropped(c) {
			w.inside(c)
			w.flush()
		}
	}
	t := &block{kind: pipeline.Table}
	var taken []int // how many more rows each column is covered by a cell from above
	for _, tr := range rows {
		r := &block{kind: pipeline.Row, head: tr.Parent.DataAtom == atom.Thead}
		column, full := 0, false
		for td := tr.FirstChild; td != nil; td = td.NextSibling {
			if td.DataAtom != atom.Td && td.DataAtom != atom.Th || dropped(td) {
				continue
			}
			for column < len(taken) && taken[column] > 0 {
				column++
			}
			cell := w.cell(td)
			cell.column = column
			cell.columns = min(max(number(attr(td, "colspan"), 1), 1), maxColumns)
			cell.rows = min(max(number(attr(td, "rowspan"), 1), 1), 65534)
			cell.head = td.DataAtom == atom.Th || r.head
			for len(taken) < min(column+cell.columns, maxColumns) {
				taken = append(taken, 0)
			}
			for k := column; k < min(column+cell.columns, len(taken)); k++ {
				taken[k] = cell.rows
			}
			column += cell.columns
			full = full || cell.text != "" || len(cell.kids) > 0
			r.kids = append(r.kids, cell)
		}
		for k := range taken {
			taken[k] = max(taken[k]-1, 0)
		}
		if full {
			t.kids = append(t.kids, r)
		}
	}
	if len(t.kids) > 0 {
		w.add(t)
	}
	w.item = item
}

// cell walks one cell. A single paragraph is the cell's own text.
func (w *walker) cell(td *html.Node) *block {
	cell := &block{kind: pipeline.Cell}
	into, lists, heading := w.into, w.lists, w.heading
	w.into, w.lists, w.heading = &cell.kids, nil, 0
	w.inside(td)
	w.flush()
	w.into, w.lists, w.heading = into, lists, heading
	if len(cell.kids) == 1 {
		if k := cell.kids[0]; k.kind == pipeline.Paragraph && k.style&pipeline.Rule == 0 || k.kind == pipeline.Heading {
			cell.text, cell.label, cell.style, cell.links, cell.kids = k.text, k.label, k.style, k.links, nil
		}
	}
	return cell
}

// rowsOf returns the rows of a table without those of tables inside it.
func rowsOf(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			if !dropped(c) {
				rows = append(rows, rowsOf(c)...)
			}
		}
	}
	return rows
}

// layout reports whether a table only lays out the page: it says so, holds the article, a table or headings, or has
// one column.
func (w *walker) layout(n *html.Node, rows []*html.Node) bool {
	if role := attr(n, "role"); role == "presentation" || role == "none" || w.above[n] {
		return true
	}
	widest := 0
	for _, tr := range rows {
		cells := 0
		for td := tr.FirstChild; td != nil; td = td.NextSibling {
			if td.DataAtom == atom.Td || td.DataAtom == atom.Th {
				if w.stats[td].text > 0 {
					cells++
				}
				if holdsStructure(td) {
					return true
				}
			}
		}
		widest = max(widest, cells)
	}
	return widest < 2
}

// holdsStructure reports whether a cell holds what no cell of data does.
func holdsStructure(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.Nav, atom.Article, atom.Section:
			return true
		}
		if c.Type == html.ElementNode && holdsStructure(c) {
			return true
		}
	}
	return false
}
