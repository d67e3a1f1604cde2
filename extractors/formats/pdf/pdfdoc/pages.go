package pdfdoc

import (
	"context"
	"fmt"
	"math"

	"plenary/pipeline"
)

// A page is a leaf of the page tree with what it inherits.
type page struct {
	ref       ref
	dict      dict
	resources object
	box       [4]float64 // the crop box inside the media box: x0 y0 x1 y1, ordered
	rotate    int        // 0, 90, 180, 270 clockwise
	unit      float64    // points in a unit of the page's space
}

// inherited is what a node of the page tree passes on.
type inherited struct{ resources, media, crop, rotate object }

// findPages walks the page tree. led's Page(n) and NumPage believe /Count and never see a circle.
func (f *file) findPages() error {
	seen := make(map[ref]bool)
	f.walkPages(f.catalog["Pages"], inherited{}, seen, 0)
	if len(f.pages) == 0 {
		f.scatteredPages(seen)
	}
	if len(f.pages) == 0 {
		return fmt.Errorf("no page: %w", pipeline.ErrDamaged)
	}
	return nil
}

func (f *file) walkPages(o object, in inherited, seen map[ref]bool, depth int) {
	r, isRef := o.(ref)
	if isRef && seen[r] || depth > f.limits.Nesting || len(f.pages) >= f.limits.Pages {
		if len(f.pages) >= f.limits.Pages {
			f.noteOnce("more pages than the limit")
		}
		return
	}
	if isRef {
		seen[r] = true
	}
	d := f.dict(o)
	if d == nil {
		return
	}
	if v := d["Resources"]; v != nil {
		in.resources = v
	}
	if v := d["MediaBox"]; v != nil {
		in.media = v
	}
	if v := d["CropBox"]; v != nil {
		in.crop = v
	}
	if v := d["Rotate"]; v != nil {
		in.rotate = v
	}
	kids := f.array(d["Kids"])
	if kids == nil || d["Type"] == name("Page") {
		if d["Type"] != name("Pages") {
			f.pages = append(f.pages, f.newPage(r, d, in))
		}
		return
	}
	for _, k := range kids {
		f.walkPages(k, in, seen, depth+1)
	}
}

// scatteredPages takes every object that says it is a page, in the order of numbers, when the tree is lost.
func (f *file) scatteredPages(seen map[ref]bool) {
	for num := range f.table.entries {
		if len(f.pages) >= f.limits.Pages || f.ctx.Err() != nil {
			return
		}
		d, ok := f.quick(num).(dict)
		if ok && d["Type"] == name("Page") {
			in := inherited{d["Resources"], d["MediaBox"], d["CropBox"], d["Rotate"]}
			f.pages = append(f.pages, f.newPage(ref(num), d, in))
		}
	}
	if len(f.pages) > 0 {
		f.noteOnce("page tree lost: pages in the order of their object numbers")
	}
}

func (f *file) noteOnce(s string) {
	for _, n := range f.notes {
		if n == s {
			return
		}
	}
	f.note("%s", s)
}

func (f *file) newPage(r ref, d dict, in inherited) page {
	p := page{ref: r, dict: d, resources: in.resources, box: [4]float64{0, 0, 612, 792}}
	if b, ok := f.box(in.media); ok {
		p.box = b
	}
	if b, ok := f.box(in.crop); ok {
		b = [4]float64{max(b[0], p.box[0]), max(b[1], p.box[1]), min(b[2], p.box[2]), min(b[3], p.box[3])}
		if b[2]-b[0] > 1 && b[3]-b[1] > 1 {
			p.box = b
		}
	}
	if p.unit = f.number(d["UserUnit"], 1); p.unit <= 0 || p.unit > 1000 {
		p.unit = 1
	}
	n, _ := integer(f.resolve(in.rotate))
	p.rotate = ((n/90)%4 + 4) % 4 * 90
	return p
}

// box reads a rectangle with its corners in order; ok is false where it is none or empty.
func (f *file) box(o object) (b [4]float64, ok bool) {
	n := f.numbers(o, 4)
	if n == nil {
		return b, false
	}
	for i := range n {
		if math.Abs(n[i]) > 1e6 {
			return b, false
		}
	}
	b = [4]float64{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return b, b[2]-b[0] > 0.1 && b[3]-b[1] > 0.1
}

// upright is the matrix from the page's space to points from the top left corner, y down, turned by /Rotate.
func (p *page) upright() (m matrix, width, height float64) {
	x0, y0, x1, y1 := p.box[0], p.box[1], p.box[2], p.box[3]
	width, height = (x1-x0)*p.unit, (y1-y0)*p.unit
	switch p.rotate {
	case 90:
		m, width, height = matrix{0, 1, 1, 0, -y0, -x0}, height, width
	case 180:
		m = matrix{-1, 0, 0, 1, x1, -y0}
	case 270:
		m, width, height = matrix{0, -1, -1, 0, y1, x1}, height, width
	default:
		m = matrix{1, 0, 0, -1, -x0, y1}
	}
	return m.times(matrix{p.unit, 0, 0, p.unit, 0, 0}), width, height
}

// Page interprets one page. A panic of led or of ours loses the page alone.
func (f *file) Page(ctx context.Context, i int) (_ *Page, err error) {
	if i < 0 || i >= len(f.pages) {
		return nil, fmt.Errorf("page %d of %d", i+1, len(f.pages))
	}
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("page %d: %v: %w", i+1, v, pipeline.ErrDamaged)
		}
	}()
	f.ctx = ctx
	p := &f.pages[i]
	m, width, height := p.upright()
	r := newRun(f, &Page{Width: width, Height: height, Glyphs: make([]Glyph, 0, f.glyphs)}, m)
	r.draw(p.resources, f.contents(r, p), 0)
	f.drawAnnotations(r, p, m)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.glyphs = min(len(r.page.Glyphs)*9/8, 20_000)
	return r.page, nil
}

// contents joins the page's content streams, with a space between them: a token never crosses.
func (f *file) contents(r *run, p *page) []byte {
	o := f.resolve(p.dict["Contents"])
	if s, ok := o.(*stream); ok {
		b, err := f.data(s)
		r.trouble(err)
		return b
	}
	var all []byte
	for _, k := range list(o) {
		s := f.stream(k)
		if s == nil {
			continue
		}
		b, err := f.data(s)
		r.trouble(err)
		all = append(append(all, b...), '\n')
		if len(all) > f.limits.Stream {
			r.trouble(errLarge)
			break
		}
	}
	return all
}
