package pdf

import "plenary/pipeline"

// A sheet is what is kept of a page: its lines, a hundredth of the size of its glyphs.
type sheet struct {
	n             int // from 0
	width, height float64
	lines         []*line
	images        int
	letters       int // visible characters
}

// A block is a pipeline.Block in the making.
type block struct {
	kind       pipeline.BlockKind
	level      int
	label      string
	lines      []*line
	owner      *owner
	notes      []*block // footnotes whose marks stand in it
	note       string   // the mark of a footnote, "" for none
	page       int
	end        int // the page on which a table ends, if that is another
	size       float64
	x0, x1     float64
	top, down  float64 // first and last baseline
	rows       []*trow // of a table
	right      float64 // where the lines of its column end
	toc, blank bool
	head       bool
}

// A trow is a row of a table, a tcell a cell of it.
type trow struct {
	cells []*tcell
	head  bool
	tag   *tagged
}

type tcell struct {
	blocks        []*block
	column        int
	columns, rows int
	head          bool
	x0, x1        float64
	tag           *tagged
}

// newBlock begins a block with a line.
func newBlock(l *line) *block {
	b := &block{kind: pipeline.Paragraph, owner: l.owner, page: l.page, size: l.size, x0: l.x0, x1: l.x1, top: l.y, down: l.y, blank: l.blank}
	b.lines = append(b.lines, l)
	if o := l.owner; o != nil {
		b.kind, b.level, b.toc = o.kind, o.level, o.toc
	}
	return b
}

// add puts a line under the block's others.
func (b *block) add(l *line) {
	if b.blank && !l.blank {
		b.x0, b.x1, b.top, b.down, b.size = l.x0, l.x1, l.y, l.y, l.size
		b.blank = false
	}
	b.lines = append(b.lines, l)
	if l.blank {
		return
	}
	b.x0, b.x1 = min(b.x0, l.x0), max(b.x1, l.x1)
	b.top, b.down = min(b.top, l.y), max(b.down, l.y)
}

func (b *block) last() *line { return b.lines[len(b.lines)-1] }

// head room and depth of a line of text around its baseline, in ems.
const (
	ascent  = 0.72
	descent = 0.22
)

// overlapY returns how much two blocks overlap in height, in points.
func overlapY(a, b *block) float64 {
	return min(a.down+descent*a.size, b.down+descent*b.size) - max(a.top-ascent*a.size, b.top-ascent*b.size)
}

func overlapX(a0, a1, b0, b1 float64) float64 { return min(a1, b1) - max(a0, b0) }
