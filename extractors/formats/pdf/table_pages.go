package pdf

import (
	"math"
	"strings"
)

// sameColumns reports whether two tables, one at the foot of a page and one at the head of the next, are parts of one:
// their columns stand at the same places.
func sameColumns(a, b *block) bool {
	ga, gb := a.grid(), b.grid()
	if ga != nil && gb != nil {
		return sameNumbers(ga.xs, gb.xs)
	}
	if a.owner != nil || b.owner != nil {
		return false
	}
	xa, xb := a.columnStarts(), b.columnStarts()
	return len(xa) > 1 && len(xa) == len(xb) && math.Abs(a.x1-b.x1) < 2*a.size && math.Abs(a.x0-b.x0) < 2*a.size
}

func sameNumbers(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i]-b[i]) > snap {
			return false
		}
	}
	return true
}

// grid returns the grid that lines draw for a table, nil for others.
func (b *block) grid() *grid {
	if b.owner == nil || b.owner.cell == nil {
		return nil
	}
	return b.owner.cell.up.up.drawn
}

// columnStarts returns where the columns of a table begin, by its fullest row.
func (b *block) columnStarts() []float64 {
	var xs []float64
	for _, r := range b.rows {
		if len(r.cells) > len(xs) {
			xs = xs[:0]
			for _, c := range r.cells {
				xs = append(xs, c.x0)
			}
		}
	}
	return xs
}

// unrepeated returns the rows of a table that goes on from another, without the head if that is repeated: the repeated
// rows become furniture of their page.
func unrepeated(a, b *block) []*trow {
	n := 0
	for n < len(b.rows) && n < len(a.rows) && n < 5 && b.rows[n].text() == a.rows[n].text() && b.rows[n].text() != "" {
		n++
	}
	if n == len(b.rows) {
		n = 0
	}
	for _, r := range b.rows[:n] {
		for _, c := range r.cells {
			for _, k := range c.blocks {
				for _, l := range k.lines {
					if l.artifact = true; l.whole != nil {
						l.whole.artifact = true
					}
				}
			}
		}
	}
	for _, r := range b.rows[n:] {
		r.head = false
		for _, c := range r.cells {
			c.head = false
		}
	}
	return b.rows[n:]
}

// text returns the words of a row, cells parted by bars.
func (r *trow) text() string {
	var out strings.Builder
	for _, c := range r.cells {
		for _, b := range c.blocks {
			for _, l := range b.lines {
				out.WriteString(l.text)
			}
		}
		out.WriteByte('|')
	}
	return strings.Trim(out.String(), "|")
}
