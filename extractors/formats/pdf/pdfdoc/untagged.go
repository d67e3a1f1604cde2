package pdfdoc

import "context"

// Untagged is an Engine that hides the structure tree and the marks of artifacts from what another reads: to measure
// what is reached on files that have none.
type Untagged struct{ Engine Engine }

// Open opens a file with the other engine.
func (u Untagged) Open(ctx context.Context, data []byte, limits Limits) (File, error) {
	f, err := u.Engine.Open(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	return bare{f}, nil
}

type bare struct{ File }

func (bare) Tree() *Elem { return nil }

func (b bare) Page(ctx context.Context, i int) (*Page, error) {
	p, err := b.File.Page(ctx, i)
	if p != nil {
		for i := range p.Glyphs {
			p.Glyphs[i].MCID, p.Glyphs[i].Artifact = -1, false
		}
	}
	return p, err
}
