package pdf

import "plenary/extractors/formats/pdf/pdfdoc"

// outside reports whether a glyph lies off the page, where nobody sees it.
func outside(g *pdfdoc.Glyph, p *pdfdoc.Page) bool {
	m := g.Size
	return p.Width > 0 && (g.X < -m-g.W || g.X > p.Width+m || g.Y < -m || g.Y > p.Height+m)
}

func finite(g *pdfdoc.Glyph) bool {
	const far = 1e7
	return g.X > -far && g.X < far && g.Y > -far && g.Y < far && g.Size > 0 && g.Size < far && g.W > -far && g.W < far
}

// allArtifact reports whether nearly all of a page's text is marked as an artifact: then the marks are wrong.
func allArtifact(p *pdfdoc.Page) bool {
	n := 0
	for i := range p.Glyphs {
		if p.Glyphs[i].Artifact {
			n++
		}
	}
	return n > 400 && n > len(p.Glyphs)*9/10
}

// A cover is the area of a page where visible text stands, in squares of a few points.
type cover map[[2]int]bool

const square = 6 // points

// visible returns where visible text stands, nil where the page has no unseen text that could matter.
func visible(p *pdfdoc.Page) cover {
	hidden := false
	for i := range p.Glyphs {
		hidden = hidden || p.Glyphs[i].Hidden
	}
	if !hidden {
		return nil
	}
	c := cover{}
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; !g.Hidden && g.Text != "" && !spacing(g.Text) && finite(g) {
			c[[2]int{int(g.X / square), int((g.Y - g.Size/3) / square)}] = true
		}
	}
	return c
}

// covers reports whether visible text stands where the unseen glyph is.
func (c cover) covers(g *pdfdoc.Glyph) bool {
	if !finite(g) {
		return true
	}
	x, y := int(g.X/square), int((g.Y-g.Size/3)/square)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if c[[2]int{x + dx, y + dy}] {
				return true
			}
		}
	}
	return false
}
