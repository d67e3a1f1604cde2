package pdfdoc

// Flags of an annotation.
const (
	annotHidden = 1 << 1
	annotNoView = 1 << 5
)

// drawAnnotations draws the normal appearance of free text and of filled form fields: a person reads them with
// the page. Notes that open on a click, links and stamps are left out.
func (f *file) drawAnnotations(r *run, p *page, upright matrix) {
	for i, o := range f.array(p.dict["Annots"]) {
		if i > 10_000 || r.full || f.ctx.Err() != nil {
			return
		}
		d := f.dict(o)
		switch f.name(d["Subtype"]) {
		case "FreeText", "Widget":
		default:
			continue
		}
		if flags, _ := integer(f.resolve(d["F"])); flags&(annotHidden|annotNoView) != 0 || f.off(d["OC"]) {
			continue
		}
		x := f.appearance(d)
		rect, ok := f.box(d["Rect"])
		if x == nil || !ok {
			continue
		}
		box := f.numbers(x.dict["BBox"], 4)
		if box == nil {
			continue
		}
		m := matrix{1, 0, 0, 1, 0, 0}
		if n := f.numbers(x.dict["Matrix"], 6); n != nil {
			m = matrix(n)
		}
		// The appearance's box, turned by its matrix, is fitted into the rectangle (ISO 32000-1, 12.5.5).
		x0, y0, x1, y1 := bounds(&m, box)
		fit := matrix{1, 0, 0, 1, rect[0] - x0, rect[1] - y0}
		if x1-x0 > 1e-6 && y1-y0 > 1e-6 {
			sx, sy := (rect[2]-rect[0])/(x1-x0), (rect[3]-rect[1])/(y1-y0)
			fit = matrix{sx, 0, 0, sy, rect[0] - x0*sx, rect[1] - y0*sy}
		}
		r.gs = state{ctm: fit.times(upright), scale: 1, line: 1, fill: true, stroke: true}
		r.now = mark{mcid: -1}
		r.from = x.num
		r.form(&scope{f: f}, x)
		r.from = 0
	}
}

// appearance returns the normal appearance, of the state /AS where there are several.
func (f *file) appearance(d dict) *stream {
	n := f.resolve(f.dict(d["AP"])["N"])
	if states, ok := n.(dict); ok {
		n = f.resolve(states[f.name(d["AS"])])
	}
	s, _ := n.(*stream)
	return s
}

// bounds returns the upright box around a box that a matrix has turned.
func bounds(m *matrix, b []float64) (x0, y0, x1, y1 float64) {
	x0, y0 = m.apply(b[0], b[1])
	x1, y1 = x0, y0
	for _, c := range [3][2]float64{{b[2], b[1]}, {b[0], b[3]}, {b[2], b[3]}} {
		x, y := m.apply(c[0], c[1])
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	return x0, y0, x1, y1
}
