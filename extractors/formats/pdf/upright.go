package pdf

import "plenary/extractors/formats/pdf/pdfdoc"

// mainAngle returns the writing direction of most glyphs: the page is turned so that they read upright.
func mainAngle(gs []pdfdoc.Glyph) int {
	var n [4]int
	for i := range gs {
		n[gs[i].Angle/90&3]++
	}
	best := 0
	for a := range n {
		if n[a] > 2*n[best] {
			best = a
		}
	}
	return best * 90
}

// upright returns a glyph's origin in the frame in which its own direction runs from left to right.
func upright(g *pdfdoc.Glyph, p *pdfdoc.Page) (x, y float64) {
	switch g.Angle {
	case 90: // reads downward: the line's start is the top, lines follow to the left
		return g.Y, p.Width - g.X
	case 180:
		return p.Width - g.X, p.Height - g.Y
	case 270: // reads upward
		return p.Height - g.Y, g.X
	}
	return g.X, g.Y
}

// uprightRules returns the ruling lines of a page in the frame of its main writing direction.
func uprightRules(p *pdfdoc.Page, main int) []pdfdoc.Rule {
	if main == 0 {
		return p.Rules
	}
	out := make([]pdfdoc.Rule, len(p.Rules))
	for i, r := range p.Rules {
		x0, y0 := upright(&pdfdoc.Glyph{X: r.X0, Y: r.Y0, Angle: main}, p)
		x1, y1 := upright(&pdfdoc.Glyph{X: r.X1, Y: r.Y1, Angle: main}, p)
		out[i] = pdfdoc.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1), Width: r.Width}
	}
	return out
}
