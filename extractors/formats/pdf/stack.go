package pdf

// stack groups the lines of a page into blocks: those of one owner, and for lines without one those that read on.
// Body is the size of most letters of the document.
func stack(sh *sheet, body float64) []*block {
	var (
		out   []*block
		owned = map[*owner]*block{}
		cur   *block // open block without owner
	)
	leads := leading(sh)
	ps := pieces(sh)
	rights := rightMargins(ps)
	steps := newSteps(ps)
	for i, p := range ps {
		l := p.line
		if l.artifact {
			continue
		}
		if l.owner != nil {
			cur = nil
			b := owned[l.owner]
			if l.owner.drawn {
				// Where the text of a cell ends, the borders of the cell tell.
				rights[i] = l.owner.end(l)
			}
			if b == nil || l.angle != b.lines[0].angle || l.owner.drawn && !l.blank && !b.blank && !goesOn(b, l, leads, b.owner.end(b.last()), body) {
				b = newBlock(l)
				b.right = rights[i]
				owned[l.owner] = b
				out = append(out, b)
			} else {
				b.add(l)
				b.right = max(b.right, rights[i])
			}
			continue
		}
		if l.blank {
			cur = nil
			out = append(out, newBlock(l))
			continue
		}
		if p.k == 0 && cur != nil && goesOn(cur, l, leads, rights[i], body) && (p.of == 1 || apartFrom(cur, ps[i+1].line)) && !steps.row(ps, i) {
			cur.add(l)
		} else {
			cur = newBlock(l)
			cur.right = rights[i]
			out = append(out, cur)
		}
		if p.of > 1 && p.k == p.of-1 {
			cur = nil
		}
	}
	return out
}

// end returns up to where a line of a drawn cell could go, of which the cell's margins are left out.
func (o *owner) end(l *line) float64 {
	left := max(0, o.room-1.1*l.size-(l.x1-l.x0))
	if l.rtl {
		return l.x0 - left
	}
	return l.x1 + left
}

// apartFrom reports whether a block keeps clear of a line that stands beside the one that may go on from it: so the
// last line of a cell may have the other cells of its row beside it, and a paragraph over a table goes not on into it.
func apartFrom(b *block, beside *line) bool { return b.x1 < beside.x0 || b.x0 > beside.x1 }
