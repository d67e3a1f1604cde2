package docx

import "plenary/pipeline"

// maxSpan bounds what a cell may say that it covers: Word itself allows 63 columns.
const maxSpan = 1000

// A tableState is what rows of one table need to know of each other.
type tableState struct {
	above map[int]*pipeline.Block // by column: the cell that goes on while w:vMerge continues it
	body  bool                    // a row that is no head was seen
}

// rowProps are the properties of a row that bear on its reading.
type rowProps struct {
	before  int // columns left out before the first cell
	head    bool
	removed bool
}

// cellProps are the properties of a cell that bear on its reading.
type cellProps struct {
	span      int
	continues bool // the cell goes on from the row above and is empty
	starts    bool // the cell may go on in the row below
	removed   bool
}

// table reads a w:tbl.
func (w *walker) table() {
	if w.p != nil { // a table inside a paragraph: broken, but text
		w.children()
		return
	}
	w.flushCarried()
	t := &tableState{above: map[int]*pipeline.Block{}}
	w.b.Open(pipeline.Table)
	w.tables++
	w.rows(t)
	w.tables--
	w.b.Close()
	if w.tables == 0 && w.boxes == 0 {
		w.flushNotes()
	}
}

// rows reads the rows below the element whose start tag was just read: a table, or a content control in it.
func (w *walker) rows(t *tableState) {
	for w.err == nil {
		k := w.s.next()
		if k == endTag || k == endOfPart {
			return
		}
		if k != startTag {
			continue
		}
		switch w.s.name {
		case "tr":
			w.row(t)
		case "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "customXmlPr", "del", "moveFrom":
			w.s.skip()
		default: // w:sdt, w:sdtContent, w:customXml, w:ins, mc:AlternateContent
			w.rows(t)
		}
	}
}

// row reads a w:tr. Its cells are opened as they come; the row itself is opened with its first cell, for a row
// may turn out to be deleted.
func (w *walker) row(t *tableState) {
	r := &rowState{table: t, head: !t.body}
	w.cells(r)
	if r.open {
		if !r.block.Head {
			t.body = true
		}
		w.b.Close()
	}
}

type rowState struct {
	table  *tableState
	props  rowProps
	head   bool // every row above was a head
	block  *pipeline.Block
	open   bool
	column int
}

// cells reads the cells below the element whose start tag was just read: a row, or a content control in it.
func (w *walker) cells(r *rowState) {
	for w.err == nil {
		k := w.s.next()
		if k == endTag || k == endOfPart {
			return
		}
		if k != startTag {
			continue
		}
		switch w.s.name {
		case "trPr":
			r.props = readRowProps(w.s)
			r.column = r.props.before
		case "tc":
			if r.props.removed {
				w.found["deleted_rows"]++
				w.s.skip()
				continue
			}
			w.cell(r)
		case "tblPrEx", "sdtPr", "sdtEndPr", "customXmlPr", "del", "moveFrom":
			w.s.skip()
		default:
			w.cells(r)
		}
	}
}

// cell reads a w:tc. The block is opened before the cell's properties are known, which Word writes first; one
// that continues the cell above is empty and adds a row to that one.
func (w *walker) cell(r *rowState) {
	props := cellProps{span: 1}
	m, read := w.s.here(), !w.s.empty()
	if read {
		props = peekCellProps(m.scanner(w.limits.Depth))
	}
	column := r.column
	r.column += props.span
	if props.removed {
		w.s.skip()
		return
	}
	if above := r.table.above[column]; props.continues && above != nil {
		above.Rows++
		w.s.skip()
		return
	}
	if !r.open {
		r.open = true
		r.block = w.b.Open(pipeline.Row)
		r.block.Head = r.props.head && r.head
	}
	c := w.b.Open(pipeline.Cell)
	c.Column, c.Columns, c.Rows, c.Head = column, props.span, 1, r.block.Head
	for k := column; k < column+props.span; k++ {
		delete(r.table.above, k)
	}
	if props.starts {
		r.table.above[column] = c
	}
	w.children()
	w.flushCarried()
	w.b.Close()
}

func readRowProps(s *scanner) rowProps {
	var p rowProps
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		switch s.name {
		case "gridBefore":
			p.before = min(max(s.num("val", 0), 0), maxSpan)
		case "tblHeader":
			p.head = s.on() == on
		case "del":
			p.removed = true
		}
		s.skip()
	}
	return p
}

// peekCellProps reads the w:tcPr at the start of a cell.
func peekCellProps(s *scanner) cellProps {
	p := cellProps{span: 1}
	for k := s.next(); k != endOfPart && k != endTag; k = s.next() {
		if k != startTag {
			continue
		}
		if s.name != "tcPr" {
			return p
		}
		for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
			if k != startTag {
				continue
			}
			switch s.name {
			case "gridSpan":
				p.span = min(max(s.num("val", 1), 1), maxSpan)
			case "vMerge":
				p.starts = s.attr("val") == "restart"
				p.continues = !p.starts
			case "cellDel":
				p.removed = true
			}
			s.skip()
		}
		return p
	}
	return p
}
