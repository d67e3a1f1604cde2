package pdfdoc

import (
	"bytes"
	"errors"
	"fmt"

	"plenary/pipeline"
)

// An entry says where an object stands.
type entry struct {
	kind   uint8 // free, direct or packed
	gen    uint16
	offset int // direct: of "N G obj" in the file; packed: of the object's bytes in unpacked
	in     int // packed: the number of the object stream
}

const (
	absent = iota
	direct
	packed
	freed
)

// A table is the one cross-reference that a file comes down to.
type table struct {
	data     []byte
	entries  []entry
	trailer  dict
	notes    []string
	rebuilt  bool
	names    map[string]name
	ends     []int     // where "endstream" stands, found once for all streams whose length is wrong
	scanned  bool      // ends is filled
	unclosed int       // objects read to the end of the file
	starts   []int     // of all objects, sorted; made when needed
	bad      int       // entries whose offset held something else
	packs    []*stream // object streams found by rebuilding, whose objects are not listed yet
	crypt    *crypt    // nil for a file that is not encrypted
	most     int       // object numbers from here on are not believed
}

// maxSections bounds the chain of /Prev and /XRefStm.
const maxSections = 2000

// readTable finds out where every object stands: by the file's own cross-reference where it holds, else by
// looking through the whole file. data may have junk before the header and after the end.
func readTable(data []byte) (*table, error) {
	t := &table{data: data, names: make(map[string]name), most: min(max(1<<19, len(data)/4), 1<<23)}
	header := bytes.Index(data[:min(len(data), 4096)], []byte("%PDF-"))
	if header < 0 && !bytes.Contains(data, []byte(" obj")) {
		return nil, fmt.Errorf("no PDF header: %w", pipeline.ErrDamaged)
	}
	if header < 0 {
		t.note("no header")
		header = 0
	} else if header > 0 {
		t.note("bytes before the header")
	}
	err := errors.New("no startxref")
	if start, ok := lastStart(data); ok {
		// Offsets count from the header in some files and from the first byte in others.
		if err = t.follow(start+header, header); err != nil && header > 0 {
			t.entries, t.trailer = nil, nil
			err = t.follow(start, 0)
		}
	}
	if err == nil {
		t.verify()
		if t.bad == 0 && t.trailer["Root"] != nil {
			return t, nil
		}
		err = fmt.Errorf("%d offsets are wrong", t.bad)
	}
	t.note("cross-reference rebuilt: " + err.Error())
	t.rebuild()
	if len(t.entries) == 0 {
		return nil, fmt.Errorf("no object found: %w", pipeline.ErrDamaged)
	}
	return t, nil
}

func (t *table) note(s string) { t.notes = append(t.notes, s) }

// lastStart returns the number after the last startxref that has one.
func lastStart(data []byte) (int, bool) {
	for tail := data; ; {
		i := bytes.LastIndex(tail, []byte("startxref"))
		if i < 0 {
			return 0, false
		}
		l := lexer{b: data, pos: i + len("startxref")}
		if n, ok := integer(l.object()); ok && n >= 0 && n < len(data) {
			return n, true
		}
		tail = tail[:i]
		if len(data)-i > 1<<20 {
			return 0, false
		}
	}
}

// follow reads the section at offset and those before it. Entries that came first stand.
func (t *table) follow(offset, base int) error {
	type job struct{ offset int }
	seen := make(map[int]bool)
	for todo := []job{{offset}}; len(todo) > 0; {
		at := todo[0].offset
		todo = todo[1:]
		if seen[at] || len(seen) > maxSections {
			continue
		}
		seen[at] = true
		d, err := t.section(at, base)
		if err != nil {
			if t.trailer == nil {
				return err
			}
			t.note(err.Error())
			t.bad++
			continue
		}
		if t.trailer == nil {
			t.trailer = d
		}
		// A hybrid file (every Word export) keeps its structure tree's objects in the stream at /XRefStm:
		// it comes before /Prev. led knows nothing of it.
		next := make([]job, 0, 2)
		if n, ok := integer(d["XRefStm"]); ok {
			next = append(next, job{n + base})
		}
		if n, ok := integer(d["Prev"]); ok {
			next = append(next, job{n + base})
		}
		todo = append(next, todo...)
	}
	return nil
}

// section reads one table or stream and returns its trailer.
func (t *table) section(at, base int) (dict, error) {
	if at < 0 || at >= len(t.data) {
		return nil, fmt.Errorf("section at %d is outside the file", at)
	}
	l := &lexer{b: t.data, pos: at}
	if o := l.object(); o == keyword("xref") {
		return t.readSection(l, base)
	}
	if s := t.streamAt(at); s != nil && s.dict["Type"] == name("XRef") {
		return s.dict, t.readStream(s, base)
	}
	return nil, fmt.Errorf("no section at %d", at)
}

// readSection reads a table after its keyword and the trailer behind it.
func (t *table) readSection(l *lexer, base int) (dict, error) {
	for {
		o := l.object()
		if o == keyword("trailer") {
			break
		}
		first, ok1 := o.(int64)
		count, ok2 := l.object().(int64)
		if !ok1 || !ok2 || first < 0 || count < 0 {
			return nil, errors.New("table is broken")
		}
		for i := int64(0); i < count; i++ {
			mark := l.mark()
			offset, ok1 := l.object().(int64)
			gen, ok2 := l.object().(int64)
			kind, ok3 := l.object().(keyword)
			if !ok1 || !ok2 || !ok3 {
				l.pos = mark // fewer entries than announced
				break
			}
			if kind == "n" {
				t.put(int(first+i), entry{kind: direct, gen: uint16(gen), offset: int(offset) + base})
			} else {
				t.put(int(first+i), entry{kind: freed})
			}
		}
	}
	d, ok := l.object().(dict)
	if !ok {
		return nil, errors.New("no trailer")
	}
	return d, nil
}

// readStream reads the entries of a cross-reference stream.
func (t *table) readStream(s *stream, base int) error {
	var w [3]int
	ws, _ := s.dict["W"].(array)
	for i := range w {
		if i < len(ws) {
			w[i], _ = integer(ws[i])
		}
		if w[i] < 0 || w[i] > 8 {
			return errors.New("cross-reference stream with impossible widths")
		}
	}
	width := w[0] + w[1] + w[2]
	if len(ws) < 3 || width == 0 {
		return errors.New("cross-reference stream without widths")
	}
	b, _ := decodePlain(s, 64<<20)
	index, _ := s.dict["Index"].(array)
	if len(index) < 2 {
		index = array{int64(0), s.dict["Size"]}
	}
	for ; len(index) >= 2; index = index[2:] {
		first, ok1 := integer(index[0])
		count, ok2 := integer(index[1])
		if !ok1 || !ok2 || first < 0 {
			return errors.New("cross-reference stream with a broken index")
		}
		for i := 0; i < count && len(b) >= width; i++ {
			kind, b2, b3 := 1, bigEndian(b[w[0]:w[0]+w[1]]), bigEndian(b[w[0]+w[1]:width])
			if w[0] > 0 {
				kind = bigEndian(b[:w[0]])
			}
			b = b[width:]
			switch kind {
			case 0:
				t.put(first+i, entry{kind: freed})
			case 1:
				t.put(first+i, entry{kind: direct, gen: uint16(b3), offset: b2 + base})
			case 2:
				t.put(first+i, entry{kind: packed, in: b2, offset: b3})
			}
		}
	}
	return nil
}

func bigEndian(b []byte) (n int) {
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// put notes an entry unless a newer section has spoken of the object.
func (t *table) put(num int, e entry) {
	if num <= 0 || num >= t.most {
		return
	}
	t.grow(num)
	if t.entries[num].kind == absent {
		t.entries[num] = e
	}
}

func (t *table) grow(num int) {
	if num >= len(t.entries) {
		t.entries = append(t.entries, make([]entry, num+1-len(t.entries))...)
	}
}

// verify checks that every direct entry points at its object, and drops what cannot be: entries outside the
// file, and packed objects whose stream is packed itself (led follows such a circle until its stack ends,
// which ends the process).
func (t *table) verify() {
	for num := range t.entries {
		e := &t.entries[num]
		switch e.kind {
		case direct:
			n, gen, at, ok := objectAt(t.data, e.offset)
			if ok && n == num {
				e.gen = uint16(gen)
				e.offset = at
				continue
			}
			if e.offset == 0 {
				*e = entry{kind: freed} // a free object written as one in use
				continue
			}
			*e = entry{}
			t.bad++
		case packed:
			if e.in <= 0 || e.in >= len(t.entries) || t.entries[e.in].kind != direct {
				*e = entry{}
			}
		}
	}
}

// objectAt reads "N G obj" at or after white space at an offset and returns where N begins.
func objectAt(b []byte, i int) (num, gen, at int, ok bool) {
	if i < 0 {
		return 0, 0, 0, false
	}
	at = spaces(b, i)
	i = at
	num, i = digits(b, i)
	if i == at {
		return 0, 0, 0, false
	}
	j := spaces(b, i)
	gen, k := digits(b, j)
	if j == i || k == j {
		return 0, 0, 0, false
	}
	k = spaces(b, k)
	return num, gen, at, bytes.HasPrefix(b[min(k, len(b)):], []byte("obj"))
}

// spaces passes white space, at most 32 bytes: a table may name the same long run of it a million times.
func spaces(b []byte, i int) int {
	for end := min(len(b), i+32); i < end && class[b[i]] == space; i++ {
	}
	return i
}

// digits reads an unsigned number of at most ten digits.
func digits(b []byte, i int) (n, end int) {
	for end = i; end < len(b) && end-i < 10 && b[end] >= '0' && b[end] <= '9'; end++ {
		n = n*10 + int(b[end]-'0')
	}
	return n, end
}
