package pdfdoc

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"sort"
)

// This file reads objects from the file's bytes without led: for the cross-reference itself, for objects that
// led refuses (its lexer panics at a missing endobj, at "\%", at "stream" without a line end), and for
// structure elements, of which a file holds tens of thousands (led allocates 4 KiB for each object it reads).

// objectAt reads the indirect object that begins at an offset of the file; nil where none does.
func (t *table) objectAt(offset int) object {
	num, gen, at, ok := objectAt(t.data, offset)
	if !ok {
		return nil
	}
	l := lexer{b: t.data[:t.limit(at)], pos: at, names: t.names}
	l.object() // number
	l.object() // generation
	l.object() // obj
	o := l.object()
	if l.pos >= len(t.data) {
		t.unclosed++
	}
	if _, ok := o.(keyword); ok {
		return nil // "endobj" at once: an empty object
	}
	d, ok := o.(dict)
	if !ok {
		return o
	}
	l.skip()
	l.b = t.data
	if !bytes.HasPrefix(t.data[l.pos:], []byte("stream")) {
		return d
	}
	l.pos += len("stream")
	for l.pos < len(t.data) && (t.data[l.pos] == ' ' || t.data[l.pos] == '\t') {
		l.pos++
	}
	if l.pos < len(t.data) && t.data[l.pos] == '\r' {
		l.pos++
	}
	if l.pos < len(t.data) && t.data[l.pos] == '\n' {
		l.pos++
	}
	return &stream{dict: d, num: num, gen: gen, raw: t.body(d, l.pos)}
}

// limit returns how far an object that begins at an offset may be read: to the end of the file, but once
// objects were met that never close, to where the next one begins, so that many of them take no square time.
func (t *table) limit(at int) int {
	if t.unclosed < 4 {
		return len(t.data)
	}
	if t.starts == nil {
		for _, e := range t.entries {
			if e.kind == direct {
				t.starts = append(t.starts, e.offset)
			}
		}
		sort.Ints(t.starts)
	}
	if i := sort.SearchInts(t.starts, at+1); i < len(t.starts) {
		return t.starts[i]
	}
	return len(t.data)
}

// streamAt is objectAt for a stream.
func (t *table) streamAt(offset int) *stream {
	s, _ := t.objectAt(offset).(*stream)
	return s
}

// body cuts the bytes of a stream whose data begin at an offset. /Length is believed where "endstream" follows;
// else the next "endstream" or "endobj" ends it, or the file.
func (t *table) body(d dict, start int) []byte {
	rest := t.data[min(start, len(t.data)):]
	if n, ok := t.length(d["Length"]); ok && n >= 0 && n <= len(rest) {
		tail := bytes.TrimLeft(rest[n:min(len(rest), n+32)], "\r\n\t \x00")
		if bytes.HasPrefix(tail, []byte("endstream")) || bytes.HasPrefix(tail, []byte("endobj")) {
			return rest[:n]
		}
	}
	end := t.endAfter(start) - start
	if end < 0 {
		return rest
	}
	body := rest[:end]
	if n := len(body); n > 0 && body[n-1] == '\n' {
		body = body[:n-1]
	}
	if n := len(body); n > 0 && body[n-1] == '\r' {
		body = body[:n-1]
	}
	return body
}

// endAfter returns where the next "endstream" stands from an offset on, or the next "endobj" where the file has no
// further "endstream"; -1 for none. All are found in one pass: a search for each of many broken streams would
// take the square of the file's length.
func (t *table) endAfter(start int) int {
	if !t.scanned {
		t.scanned = true
		for _, word := range []string{"endstream", "endobj"} {
			for i := past(t.ends); i < len(t.data); i += len(word) {
				if i = find(t.data, i, word); i < len(t.data) {
					t.ends = append(t.ends, i)
				}
			}
		}
	}
	i := sort.SearchInts(t.ends, start)
	if i == len(t.ends) {
		return -1
	}
	return t.ends[i]
}

// past returns the last element plus one, 0 of an empty slice.
func past(a []int) int {
	if len(a) == 0 {
		return 0
	}
	return a[len(a)-1] + 1
}

// length resolves a /Length, which may be a reference to a number.
func (t *table) length(o object) (int, bool) {
	if r, ok := o.(ref); ok {
		if int(r) >= len(t.entries) || t.entries[r].kind != direct {
			return 0, false
		}
		num, _, at, ok := objectAt(t.data, t.entries[r].offset)
		if !ok || num != int(r) {
			return 0, false
		}
		l := lexer{b: t.data[at:min(len(t.data), at+64)]}
		l.object()
		l.object()
		l.object()
		o = l.object()
	}
	n, ok := o.(int64)
	return int(min(n, int64(len(t.data)+1))), ok
}

// unpack decodes every object stream that the cross-reference names and returns one buffer that holds their
// objects as "N 0 obj ... endobj", at whose offsets the entries then point. led would inflate a stream
// again for each object in it (315 ms for a page of a file whose widths stand in one).
func (t *table) unpack(limit int) []byte {
	for _, s := range t.packs {
		if t.entries[s.num].kind == direct {
			t.listPacked(s)
		}
	}
	members := make(map[int][]int)
	for num, e := range t.entries {
		if e.kind == packed {
			members[e.in] = append(members[e.in], num)
		}
	}
	var out []byte
	for _, in := range slices.Sorted(maps.Keys(members)) { // in order: the limit cuts the same every time
		nums := members[in]
		s := t.streamAt(t.entries[in].offset)
		var at map[int]span
		var b []byte
		if s != nil && len(out) < limit {
			b, _ = t.decode(s, limit)
			at = packedAt(s, b)
		}
		for _, num := range nums {
			w, ok := at[num]
			if !ok || len(out)+w.end-w.start > limit {
				t.entries[num] = entry{}
				t.bad++
				continue
			}
			t.entries[num].offset = len(out)
			out = fmt.Appendf(out, "%d 0 obj\n", num)
			out = append(out, b[w.start:w.end]...)
			out = append(out, "\nendobj\n"...)
		}
	}
	return out
}

type span struct{ start, end int }

// packedAt returns where each object stands in a decoded object stream.
func packedAt(s *stream, b []byte) map[int]span {
	n, _ := integer(s.dict["N"])
	first, _ := integer(s.dict["First"])
	if n <= 0 || first < 0 || first > len(b) {
		return nil
	}
	at := make(map[int]span, min(n, len(b)/4))
	l := lexer{b: b[:first]}
	last := -1
	for i := 0; i < n; i++ {
		num, ok1 := l.object().(int64)
		offset, ok2 := l.object().(int64)
		if !ok1 || !ok2 {
			break
		}
		start := first + int(offset)
		if offset < 0 || start > len(b) {
			last = -1
			continue
		}
		if w, ok := at[last]; ok && w.start <= start {
			at[last] = span{w.start, start}
		}
		last = int(num)
		at[last] = span{start, len(b)}
	}
	return at
}
