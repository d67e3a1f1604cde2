package pdf

import (
	"cmp"
	"slices"
	"strings"

	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/pipeline"
)

// An owner is an element of the structure tree that makes a block: a paragraph, a heading, a list entry. The
// inline elements inside it (Span, Link, Quote) are part of it.
type owner struct {
	kind  pipeline.BlockKind
	level int     // of a heading, or depth of a list entry from 1
	host  *owner  // the block a note's mark stands in, nil for all but notes
	cell  *tagged // the table cell it stands in, nil outside tables
	toc   bool    // in a table of contents
	label bool    // a list mark belongs to it
	weak  bool    // made for a mere container: any block inside takes its place
	drawn bool    // the cell of a table that lines draw: it may hold several blocks
	room  float64 // of a drawn cell: its width
}

// A tagged is a table, a row or a cell as the structure tree has it.
type tagged struct {
	up         *tagged // cell: its row; row: its table; table: the cell around it, nil for none
	n          int     // order among its siblings
	kids       []*tagged
	head       bool
	cols, rows int
	drawn      *grid // of a table that lines draw
}

// A tag leads from marked content on a page to its place in the tree.
type tag struct {
	stream, mcid int32
	seq          int32 // order in the tree
	owner        *owner
	label        bool   // it is a list mark
	actual       string // text that stands for what is drawn, "" for none
	span         int32  // which element the actual text belongs to
}

// A tree is a structure tree laid flat: for each page its tags, sorted by stream and identifier.
type tree struct {
	pages map[int][]tag
	seq   int32
}

// maxDepth bounds the nesting of elements that are followed.
const maxDepth = 200

// flatten lays out a structure tree. A nil root gives nil.
func flatten(root *pdfdoc.Elem) *tree {
	if root == nil {
		return nil
	}
	t := &tree{pages: map[int][]tag{}}
	t.walk(root, place{})
	for _, tags := range t.pages {
		slices.SortStableFunc(tags, func(a, b tag) int {
			return cmp.Or(cmp.Compare(a.stream, b.stream), cmp.Compare(a.mcid, b.mcid))
		})
	}
	return t
}

// A place is where the walk stands in the tree.
type place struct {
	owner  *owner  // what content here belongs to, nil for none
	slot   *slot   // what the next block takes over, nil for none
	cell   *tagged // the table cell around it, nil for none
	table  *tagged
	row    *tagged
	list   int // depth of lists
	depth  int
	head   bool // inside THead
	toc    bool
	label  bool
	actual string
	span   int32
}

// A slot is an owner made by a list entry, a note or a cell for its first paragraph to take over.
type slot struct {
	owner *owner
	taken bool
}

// walk adds the content below an element to the tree.
func (t *tree) walk(e *pdfdoc.Elem, p place) {
	if p.depth++; p.depth > maxDepth {
		return
	}
	switch e.Type {
	case "Artifact":
		return // its content has no tag: furniture
	case "P", "BlockQuote", "Caption", "Title", "BibEntry", "Index":
		p.block(pipeline.Paragraph, 0)
	case "H", "H1", "H2", "H3", "H4", "H5", "H6":
		level := 1
		if len(e.Type) == 2 {
			level = int(e.Type[1] - '0')
		}
		p.block(pipeline.Heading, level)
	case "Code", "Figure", "Formula", "Form":
		if p.owner == nil {
			p.block(pipeline.Paragraph, 0)
		}
	case "L":
		p.list++
	case "LI", "TOCI":
		p.owner = p.make(pipeline.Item, max(p.list, 1))
		if e.Type == "TOCI" {
			p.owner.kind, p.owner.level, p.owner.toc = pipeline.Paragraph, 0, true
		}
		p.slot = &slot{owner: p.owner}
	case "LBody":
		if p.slot != nil {
			p.owner = p.slot.owner
		}
	case "Lbl":
		if p.owner != nil {
			p.label, p.owner.label = true, true
		}
	case "TOC":
		p.toc, p.owner, p.slot = true, nil, nil
	case "Note", "FENote":
		p.owner = &owner{kind: pipeline.Note, host: p.owner}
		p.slot = &slot{owner: p.owner}
		p.cell, p.table, p.row, p.list, p.label, p.actual = nil, nil, nil, 0, false, ""
	case "Table":
		p.table = &tagged{up: p.cell}
		p.row, p.list = nil, 0
	case "THead":
		p.head = true
	case "TR":
		if p.table != nil {
			p.row = &tagged{up: p.table, n: len(p.table.kids), head: p.head}
			p.table.kids = append(p.table.kids, p.row)
			p.owner, p.slot = nil, nil
		}
	case "TH", "TD":
		if p.row != nil {
			p.cell = &tagged{up: p.row, n: len(p.row.kids), head: e.Type == "TH", cols: max(e.ColSpan, 1), rows: max(e.RowSpan, 1)}
			p.row.kids = append(p.row.kids, p.cell)
			p.list = 0
			p.owner = p.make(pipeline.Paragraph, 0)
			p.slot = &slot{owner: p.owner}
		}
	case "Div", "NonStruct", "Private", "Aside":
		if p.slot == nil && (p.owner == nil || p.owner.weak) {
			p.owner = p.make(pipeline.Paragraph, 0)
			p.owner.weak = true
		}
	case "Document", "Part", "Art", "Sect", "DocumentFragment":
		if p.slot == nil {
			p.owner = nil
		}
	}
	if e.ActualText != "" && p.actual == "" && inline(e) {
		t.seq++
		p.actual, p.span = strings.ToValidUTF8(e.ActualText, ""), t.seq
	}
	for _, k := range e.Kids {
		if k.Elem == nil {
			t.add(k, p)
		} else {
			t.walk(k.Elem, p)
		}
	}
}

// block moves to a new block, or to the one that waits for its first paragraph.
func (p *place) block(kind pipeline.BlockKind, level int) {
	if s := p.slot; s != nil && !s.taken {
		s.taken = true
		p.owner = s.owner
		if kind == pipeline.Heading && p.owner.kind != pipeline.Note {
			p.owner.kind, p.owner.level = kind, level
		}
		return
	}
	up := p.owner
	switch {
	case up != nil && up.kind == pipeline.Note:
		p.owner = &owner{kind: pipeline.Note, host: up.host}
	case up != nil && p.slot == nil && !up.weak && up.kind == pipeline.Heading && kind == pipeline.Paragraph:
		// a paragraph inside a heading is the heading
	default:
		p.owner = p.make(kind, level)
	}
}

// make returns a new owner at this place.
func (p *place) make(kind pipeline.BlockKind, level int) *owner {
	return &owner{kind: kind, level: level, cell: p.cell, toc: p.toc}
}

// inline reports whether an element holds marked content only, so that its actual text stands for all of it.
func inline(e *pdfdoc.Elem) bool {
	for _, k := range e.Kids {
		if k.Elem != nil {
			return false
		}
	}
	return len(e.Kids) > 0
}

// add notes a piece of marked content.
func (t *tree) add(k pdfdoc.Kid, p place) {
	t.seq++
	if p.slot != nil && p.slot.owner == p.owner && !p.label {
		p.slot.taken = true
	}
	t.pages[k.Page] = append(t.pages[k.Page], tag{
		stream: int32(k.Stream), mcid: int32(k.MCID), seq: t.seq,
		owner: p.owner, label: p.label, actual: strings.ToValidUTF8(p.actual, ""), span: p.span,
	})
}

// find returns the tag of a piece of marked content, nil for none.
func find(tags []tag, stream, mcid int) *tag {
	i, ok := slices.BinarySearchFunc(tags, tag{stream: int32(stream), mcid: int32(mcid)}, func(a, b tag) int {
		return cmp.Or(cmp.Compare(a.stream, b.stream), cmp.Compare(a.mcid, b.mcid))
	})
	if !ok {
		return nil
	}
	return &tags[i]
}
