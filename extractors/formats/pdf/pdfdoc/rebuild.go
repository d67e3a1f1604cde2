package pdfdoc

import "bytes"

// rebuild looks for "N G obj" through the whole file. The last definition of a number stands, as the last
// revision of a file is appended. Trailers are merged, the last first; without one the catalog is looked for.
func (t *table) rebuild() {
	t.rebuilt = true
	old := t.trailer
	t.entries, t.trailer = nil, nil
	var trailers []dict
	var packs []*stream
	var catalog ref
	for i := 0; i < len(t.data); {
		j := bytes.Index(t.data[i:], []byte("obj"))
		if tr := bytes.Index(t.data[i:min(len(t.data), i+max(j, 0)+3)], []byte("trailer")); tr >= 0 || j < 0 {
			if tr < 0 {
				tr = bytes.Index(t.data[i:], []byte("trailer"))
			}
			if tr >= 0 {
				l := lexer{b: t.data, pos: i + tr + len("trailer")}
				if d, ok := l.object().(dict); ok {
					trailers = append(trailers, d)
				}
				i = max(l.pos, i+tr+len("trailer"))
				continue
			}
		}
		if j < 0 {
			break
		}
		at := i + j
		i = at + 3
		num, gen, start, ok := objectBefore(t.data, at)
		if !ok || num <= 0 || num >= t.most {
			continue
		}
		t.grow(num)
		t.entries[num] = entry{kind: direct, gen: uint16(gen), offset: start}
		l := lexer{b: t.data, pos: i}
		if l.mark(); !bytes.HasPrefix(t.data[l.pos:], []byte("<<")) {
			continue
		}
		d, _ := l.object().(dict)
		switch d["Type"] {
		case name("Catalog"):
			catalog = ref(num)
		case name("XRef"):
			trailers = append(trailers, d)
		case name("ObjStm"):
			if s := t.streamAt(start); s != nil {
				packs = append(packs, s)
			}
		}
		i = max(i, t.pastStream(&l, d))
	}
	t.packs = packs
	t.trailer = dict{}
	trailers = append(trailers, old)
	for i := len(trailers) - 1; i >= 0; i-- {
		d := trailers[(i+len(trailers)-1)%len(trailers)] // the last found, ..., the first found, the old one
		for _, k := range []name{"Root", "Info", "Encrypt", "ID"} {
			if t.trailer[k] == nil && d[k] != nil {
				t.trailer[k] = d[k]
			}
		}
	}
	if t.trailer["Root"] == nil && catalog > 0 {
		t.trailer["Root"] = catalog
	}
}

// pastStream returns where the stream after a dictionary ends if its length is told and true, so that objects
// of a PDF file inside a PDF file are not taken for the outer one's; else where the dictionary ends.
func (t *table) pastStream(l *lexer, d dict) int {
	end := l.pos
	n, ok := d["Length"].(int64)
	if !ok || n < 0 || l.object() != keyword("stream") {
		return end
	}
	after := int64(l.pos) + n
	if after > int64(len(t.data)) {
		return end
	}
	tail := t.data[after:min(len(t.data), int(after)+20)]
	if i := bytes.Index(tail, []byte("endstream")); i >= 0 {
		return int(after) + i
	}
	return end
}

// objectBefore reads the "N G " that ends at i backwards.
func objectBefore(b []byte, i int) (num, gen, start int, ok bool) {
	back := func(i int, want func(c byte) bool) int {
		for n := 0; i > 0 && want(b[i-1]) && n < 12; i-- {
			n++
		}
		return i
	}
	isSpace := func(c byte) bool { return class[c] == space }
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	g1 := back(i, isSpace)
	g0 := back(g1, isDigit)
	n1 := back(g0, isSpace)
	n0 := back(n1, isDigit)
	if g0 == g1 || n1 == g0 || n0 == n1 || g1-g0 > 5 || n1-n0 > 10 {
		return 0, 0, 0, false
	}
	gen, _ = digits(b, g0)
	num, _ = digits(b, n0)
	return num, gen, n0, true
}

// listPacked notes the objects of an object stream in a file whose cross-reference is lost.
func (t *table) listPacked(s *stream) {
	b, _ := t.decode(s, 64<<20)
	n, _ := integer(s.dict["N"])
	l := lexer{b: b}
	for i := 0; i < n; i++ {
		num, ok := l.object().(int64)
		if _, ok2 := l.object().(int64); !ok || !ok2 {
			return
		}
		if num <= 0 || num >= int64(t.most) {
			continue
		}
		t.grow(int(num))
		if e := &t.entries[num]; e.kind != direct {
			*e = entry{kind: packed, in: s.num, offset: i}
		}
	}
}
