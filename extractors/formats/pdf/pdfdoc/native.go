package pdfdoc

import (
	"context"
	"fmt"
	"strings"

	"plenary/pipeline"
)

// Native is the Engine that stands on led.
type Native struct{}

// Open reads the cross-reference and the page tree. Its errors wrap pipeline.ErrDamaged or ErrEncrypted.
// The data must not change while the file is in use.
func (Native) Open(ctx context.Context, data []byte, limits Limits) (_ File, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("open: %v: %w", v, pipeline.ErrDamaged)
		}
	}()
	limits = limits.orDefault()
	t, err := readTable(data)
	if err != nil {
		return nil, err
	}
	f := &file{ctx: ctx, limits: limits, table: t, fonts: make(map[ref]*face), interned: make(map[string]string)}
	if err := f.open(); err != nil {
		if len(t.notes) > 0 && t.rebuilt || ctx.Err() != nil {
			return nil, err
		}
		// The cross-reference was sound and led to no page: look at the file itself once.
		t.note("no page by the cross-reference: " + err.Error())
		t.rebuild()
		if err := f.open(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (l Limits) orDefault() Limits {
	or := func(n *int, d int) {
		if *n <= 0 {
			*n = d
		}
	}
	or(&l.Pages, 5000)
	or(&l.Stream, 64<<20)
	or(&l.Glyphs, 1_000_000)
	or(&l.Forms, 10_000)
	or(&l.Nesting, 64)
	return l
}

// A file is one open PDF. Its objects are read once and kept.
type file struct {
	ctx      context.Context
	limits   Limits
	table    *table
	unpacked []byte
	library  *library
	cache    []object
	cached   []bool
	catalog  dict
	pages    []page
	fonts    map[ref]*face
	interned map[string]string
	hidden   map[ref]bool // optional content groups that are off
	tree     *Elem
	treeDone bool
	notes    []string
	glyphs   int // on the page before, which the next one resembles
}

// open decodes what the table found.
func (f *file) open() error {
	t := f.table
	if err := t.decrypt(); err != nil {
		return err
	}
	f.unpacked = t.unpack(4 * f.limits.Stream)
	r, err := openLed(t, f.unpacked)
	if err != nil {
		return fmt.Errorf("%w: %w", err, pipeline.ErrDamaged)
	}
	f.library = newLibrary(r)
	f.cache, f.cached = make([]object, len(t.entries)), make([]bool, len(t.entries))
	f.catalog = f.dict(t.trailer["Root"])
	f.pages = nil
	if err := f.findPages(); err != nil {
		return err
	}
	f.findHidden()
	return nil
}

// load returns an indirect object, nil where there is none.
func (f *file) load(num int) object {
	if num <= 0 || num >= len(f.cache) {
		return nil
	}
	if f.cached[num] {
		return f.cache[num]
	}
	e := f.table.entries[num]
	if e.kind != direct && e.kind != packed {
		return nil
	}
	if f.ctx.Err() != nil {
		return nil // led may read the whole file for an object that is never closed
	}
	o, err := f.library.object(num)
	if err != nil {
		o = f.quick(num)
	} else {
		if s, ok := o.(*stream); ok {
			s.num, s.gen = num, int(e.gen)
			s.raw = f.table.body(s.dict, s.at-len(cleanHeader))
		}
		o = f.decrypted(o, num, e)
	}
	f.cache[num], f.cached[num] = o, true
	return o
}

// quick reads an object past led and keeps nothing.
func (f *file) quick(num int) object {
	if num <= 0 || num >= len(f.table.entries) {
		return nil
	}
	switch e := f.table.entries[num]; e.kind {
	case direct:
		return f.decrypted(f.table.objectAt(e.offset), num, e)
	case packed:
		l := lexer{b: f.unpacked, pos: e.offset}
		if _, _, at, ok := objectAt(l.b, l.pos); !ok || at != l.pos {
			return nil
		}
		l.object()
		l.object()
		l.object()
		if o := l.object(); o != keyword("endobj") {
			return o
		}
	}
	return nil
}

// decrypted decrypts the strings of an object that stands in the file itself.
func (f *file) decrypted(o object, num int, e entry) object {
	if f.table.crypt == nil || e.kind != direct {
		return o
	}
	return f.table.crypt.strings(o, num, int(e.gen), 0)
}

// resolve follows references.
func (f *file) resolve(o object) object {
	for range 32 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.load(int(r))
	}
	return nil
}

func (f *file) dict(o object) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *file) stream(o object) *stream {
	s, _ := f.resolve(o).(*stream)
	return s
}

func (f *file) number(o object, or float64) float64 {
	if n, ok := number(f.resolve(o)); ok {
		return n
	}
	return or
}

func (f *file) textOf(o object) text {
	t, _ := f.resolve(o).(text)
	return t
}

func (f *file) name(o object) name {
	n, _ := f.resolve(o).(name)
	return n
}

// numbers returns an array of numbers of exactly n elements, nil otherwise.
func (f *file) numbers(o object, n int) []float64 {
	a := f.array(o)
	if len(a) < n {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = f.number(a[i], 0)
	}
	return out
}

// data decodes a stream. Filters and their parameters may be references.
func (f *file) data(s *stream) ([]byte, error) {
	if s == nil {
		return nil, nil
	}
	flat := *s
	for _, k := range []name{"Filter", "F", "DecodeParms", "DP"} {
		if o, ok := s.dict[k]; ok && direct1(o) != nil {
			if len(flat.dict) == len(s.dict) {
				d := make(dict, len(s.dict))
				for k, v := range s.dict {
					d[k] = v
				}
				flat.dict = d
			}
			flat.dict[k] = f.flat(o, 0)
		}
	}
	return f.table.decode(&flat, f.limits.Stream)
}

// direct1 returns o where it is or may hold a reference.
func direct1(o object) object {
	switch o.(type) {
	case ref, array, dict:
		return o
	}
	return nil
}

// flat resolves the references in a small object.
func (f *file) flat(o object, depth int) object {
	if depth > 4 {
		return nil
	}
	switch o := f.resolve(o).(type) {
	case array:
		a := make(array, min(len(o), 32))
		for i := range a {
			a[i] = f.flat(o[i], depth+1)
		}
		return a
	case dict:
		d := make(dict, len(o))
		for k, v := range o {
			d[k] = f.flat(v, depth+1)
		}
		return d
	default:
		return o
	}
}

// intern returns one copy of a string for all glyphs that have it.
func (f *file) intern(s string) string {
	if t, ok := f.interned[s]; ok {
		return t
	}
	s = strings.Clone(s)
	f.interned[s] = s
	return s
}

func (f *file) NumPages() int { return len(f.pages) }

func (f *file) Problems() []string {
	notes := append([]string(nil), f.table.notes...)
	return append(notes, f.notes...)
}

func (f *file) note(format string, args ...any) {
	if len(f.notes) < 100 {
		f.notes = append(f.notes, fmt.Sprintf(format, args...))
	}
}
