package pdfdoc

import (
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/ledongthuc/pdf"
)

// This file hands the file to led and takes objects from it.
//
// led reads a header that is exactly "%PDF-1.x" and a line end at offset 0, an end within 100 bytes of the last
// byte, and one kind of cross-reference; it follows /Prev in a circle for ever, allocates what /Size says, and
// ends the process with a stack overflow when an object stream is said to lie in itself. So it never sees the
// file's own cross-reference: it reads three segments, one after the other:
//
//	a header · the file as it is · the unpacked objects, lists of references and one clean cross-reference stream
//
// Value resolves a reference when it is asked for, and tells nobody that there was one. But references are
// what cycles are found by and what fonts are cached by. The clean trailer therefore lists all objects, so that
// one can be asked for by its number, and what led holds for it is copied, references and all.

const cleanHeader = "%PDF-1.7\n"

// segments is an io.ReaderAt over byte slices laid end to end.
type segments [3][]byte

func (s segments) ReadAt(p []byte, off int64) (n int, err error) {
	for _, b := range s {
		if off < int64(len(b)) {
			m := copy(p, b[off:])
			n, p, off = n+m, p[m:], 0
			if len(p) == 0 {
				return n, nil
			}
			continue
		}
		off -= int64(len(b))
	}
	return n, io.EOF
}

// listed is how many references stand in one list.
const listed = 64

// openLed writes the clean cross-reference and opens the file with led.
func openLed(t *table, unpacked []byte) (*pdf.Reader, error) {
	base := len(cleanHeader)
	tail := unpacked
	tailAt := base + len(t.data) // where tail begins
	count := len(t.entries)
	lists := (count + listed - 1) / listed
	offsets := make([]int, lists+1)
	for i := range lists {
		if !anyUsed(t.entries[i*listed : min(count, (i+1)*listed)]) {
			continue
		}
		offsets[i] = tailAt + len(tail)
		tail = fmt.Appendf(tail, "%d 0 obj[", count+i)
		for num := i * listed; num < min(count, (i+1)*listed); num++ {
			tail = strconv.AppendInt(tail, int64(num), 10)
			tail = append(tail, ' ')
			tail = strconv.AppendInt(tail, int64(t.entries[num].gen), 10)
			tail = append(tail, " R "...)
		}
		tail = append(tail, "]endobj\n"...)
	}
	size := count + lists + 1
	start := tailAt + len(tail)
	offsets[lists] = start
	tail = fmt.Appendf(tail, "%d 0 obj<</Type/XRef/Size %d/W[1 5 2]/Length %d/Objects[", size-1, size, size*8)
	for i := range lists {
		tail = fmt.Appendf(tail, "%d 0 R ", count+i)
	}
	tail = append(tail, "]>>stream\n"...)
	put := func(kind byte, offset int, gen uint16) {
		tail = append(tail, kind, byte(offset>>32), byte(offset>>24), byte(offset>>16), byte(offset>>8), byte(offset), byte(gen>>8), byte(gen))
	}
	for _, e := range t.entries {
		switch e.kind {
		case direct:
			put(1, base+e.offset, e.gen)
		case packed:
			put(1, tailAt+e.offset, 0)
		default:
			put(0, 0, 0)
		}
	}
	for _, offset := range offsets {
		if offset == 0 {
			put(0, 0, 0)
		} else {
			put(1, offset, 0)
		}
	}
	tail = fmt.Appendf(tail, "\nendstream endobj\nstartxref\n%d\n%%%%EOF\n", start)
	seg := segments{[]byte(cleanHeader), t.data, tail}
	return pdf.NewReader(seg, int64(len(seg[0])+len(seg[1])+len(seg[2])))
}

func anyUsed(entries []entry) bool {
	for _, e := range entries {
		if e.kind == direct || e.kind == packed {
			return true
		}
	}
	return false
}

// A library is led, asked for objects by number.
type library struct {
	root  pdf.Value
	lists []pdf.Value
}

func newLibrary(r *pdf.Reader) *library {
	lists := r.Trailer().Key("Objects")
	return &library{root: lists, lists: make([]pdf.Value, lists.Len())}
}

// object returns led's object with its references, or what led panicked with. A stream comes without its bytes:
// they are cut by our own code, which does not trust /Length.
func (l *library) object(num int) (o object, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("object %d: %v", num, v)
		}
	}()
	i := num / listed
	if i >= len(l.lists) {
		return nil, nil
	}
	if l.lists[i].IsNull() {
		l.lists[i] = l.root.Index(i)
	}
	v := l.lists[i].Index(num % listed)
	if v.IsNull() {
		return nil, nil
	}
	return copied(reflect.ValueOf(v).FieldByName("data"), 0), nil
}

// copied turns what a Value holds into an object. It reads an unexported field, for the reason given above;
// the version of led is pinned and TestLedLayout fails if the layout is another.
func copied(v reflect.Value, depth int) object {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if depth > maxNesting {
		return nil
	}
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.Int64:
		return v.Int()
	case reflect.Float64:
		return v.Float()
	case reflect.String:
		if v.Type().Name() == "name" {
			return name(v.String())
		}
		return text(v.String())
	case reflect.Slice:
		a := make(array, v.Len())
		for i := range a {
			a[i] = copied(v.Index(i), depth+1)
		}
		return a
	case reflect.Map:
		d := make(dict, v.Len())
		for it := v.MapRange(); it.Next(); {
			d[name(it.Key().String())] = copied(it.Value(), depth+1)
		}
		return d
	case reflect.Struct:
		if id := v.FieldByName("id"); id.IsValid() {
			return ref(min(id.Uint(), 1<<31-1))
		}
		if hdr := v.FieldByName("hdr"); hdr.IsValid() {
			d, _ := copied(hdr, depth).(dict)
			return &stream{dict: d, at: int(v.FieldByName("offset").Int())}
		}
	}
	return nil
}
