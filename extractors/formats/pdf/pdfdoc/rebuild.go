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
	// Dictionaries that never close are read to the end of the file; the budget keeps many of them linear.
	budget := 4*len(t.data) + 1<<20
	nextObj, nextTrailer := find(t.data, 0, "obj"), find(t.data, 0, "trailer")
	for i := 0; i <= len(t.data); {
		if nextObj < i {
			nextObj = find(t.data, i, "obj")
		}
		if nextTrailer < i {
			nextTrailer = find(t.data, i, "trailer")
		}
		if nextTrailer < nextObj && budget > 0 {
			l := lexer{b: t.data, pos: nextTrailer + len("trailer")}
			d, ok := l.object().(dict)
			if ok && len(trailers) < maxSections {
				trailers = append(trailers, d)
			}
			budget -= l.pos - nextTrailer
			if i = nextTrailer + len("trailer"); l.pos < len(t.data) {
				i = l.pos
			}
			continue
		}
		if nextObj >= len(t.data) {
			break
		}
		at := nextObj
		i = at + 3
		num, gen, start, ok := objectBefore(t.data, at)
		if !ok || num <= 0 || num >= t.most {
			continue
		}
		t.grow(num)
		t.entries[num] = entry{kind: direct, gen: uint16(gen), offset: start}
		if budget < 0 {
			continue
		}
		l := lexer{b: t.data, pos: i}
		if l.mark(); !bytes.HasPrefix(t.data[l.pos:], []byte("<<")) {
			continue
		}
		d, _ := l.object().(dict)
		budget -= l.pos - i
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
		if l.pos < len(t.data) { // at the end it was never closed: other objects may stand inside
			i = max(i, t.pastStream(&l, d))
		}
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

// find returns where the next word stands from i on, the length of b where there is none.
func find(b []byte, i int, word string) int {
	if i > len(b) {
		return len(b)
	}
	if j := bytes.Index(b[i:], []byte(word)); j >= 0 {
		return i + j
	}
	return len(b)
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
