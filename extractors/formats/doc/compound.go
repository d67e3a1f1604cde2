package doc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"

	"plenary/pipeline"
)

// magic opens every OLE compound file.
const magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// A compound is an OLE compound file (MS-CFB): a small file system with a table of sectors. Only the streams
// right below its root are kept: streams further down belong to embedded objects.
type compound struct {
	data       []byte
	sector     int // bytes a sector
	fat        []uint32
	mini       []uint32 // table of the mini sectors
	ministream []byte
	streams    map[string]entry
}

type entry struct {
	start uint32
	size  int
}

const (
	endOfChain = 0xFFFFFFFE
	noSector   = 0xFFFFFFFF
	miniSector = 64
	miniLimit  = 4096 // smaller streams live in mini sectors
)

var errCompound = errors.New("broken OLE compound file")

// openCompound reads the tables of a compound file. All chains are bounded by the size of the file.
func openCompound(data []byte) (*compound, error) {
	if len(data) < 512 || string(data[:8]) != magic {
		return nil, fmt.Errorf("%w: no header: %w", errCompound, pipeline.ErrDamaged)
	}
	le := binary.LittleEndian
	c := &compound{data: data, streams: map[string]entry{}}
	switch shift := le.Uint16(data[30:]); shift {
	case 9, 12:
		c.sector = 1 << shift
	default:
		return nil, fmt.Errorf("%w: sector size 2^%d: %w", errCompound, shift, pipeline.ErrDamaged)
	}
	c.readFAT()
	dir := c.chain(le.Uint32(data[48:]), -1)
	if len(dir) < 128 {
		return nil, fmt.Errorf("%w: no directory: %w", errCompound, pipeline.ErrDamaged)
	}
	c.mini = words(c.chain(le.Uint32(data[60:]), -1))
	c.ministream = c.chain(le.Uint32(dir[116:]), int(le.Uint32(dir[120:])))
	c.readDirectory(dir)
	return c, nil
}

// readFAT gathers the sector table from the list in the header and its continuation.
func (c *compound) readFAT() {
	le := binary.LittleEndian
	room := len(c.data)/c.sector + 1
	add := func(n uint32) {
		if s := c.at(n); s != nil && len(c.fat) <= room {
			c.fat = append(c.fat, words(s)...)
		}
	}
	for i := 0; i < 109; i++ {
		if n := le.Uint32(c.data[76+4*i:]); n < noSector-3 {
			add(n)
		}
	}
	next := le.Uint32(c.data[68:])
	for hops := 0; next < noSector-3 && hops < room; hops++ {
		s := c.at(next)
		if s == nil {
			return
		}
		list := words(s)
		if len(list) == 0 { // the file ends within the sector's first word
			return
		}
		for _, n := range list[:len(list)-1] {
			if n < noSector-3 {
				add(n)
			}
		}
		next = list[len(list)-1]
	}
}

// at returns the bytes of a sector, nil beyond the end; the last one may be short.
func (c *compound) at(n uint32) []byte {
	from := (int64(n) + 1) * int64(c.sector)
	if from >= int64(len(c.data)) {
		return nil
	}
	return c.data[from:min(from+int64(c.sector), int64(len(c.data)))]
}

// chain reads the sectors of a stream, size bytes or, where size is below zero, to the end of the chain.
func (c *compound) chain(start uint32, size int) []byte {
	var out []byte
	for hops := 0; start < noSector-3 && hops <= len(c.fat) && (size < 0 || len(out) < size); hops++ {
		s := c.at(start)
		if s == nil {
			break
		}
		out = append(out, s...)
		if int(start) >= len(c.fat) {
			break
		}
		start = c.fat[start]
	}
	if size >= 0 && len(out) > size {
		out = out[:size]
	}
	return out
}

// readDirectory walks the tree of the root's children.
func (c *compound) readDirectory(dir []byte) {
	le := binary.LittleEndian
	seen := map[uint32]bool{}
	todo := []uint32{le.Uint32(dir[76:])}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[id] || int64(id)*128+128 > int64(len(dir)) {
			continue
		}
		seen[id] = true
		e := dir[int(id)*128:][:128]
		todo = append(todo, le.Uint32(e[68:]), le.Uint32(e[72:]))
		n := min(int(le.Uint16(e[64:])), 64)
		if n < 2 {
			continue
		}
		name := utf16Text(e[:n-2])
		c.streams[name] = entry{le.Uint32(e[116:]), int(le.Uint32(e[120:]))}
	}
}

// has reports whether the root holds the stream or storage.
func (c *compound) has(name string) bool {
	_, ok := c.streams[name]
	return ok
}

// stream returns the bytes of a stream, nil where there is none.
func (c *compound) stream(name string) []byte {
	e, ok := c.streams[name]
	if !ok {
		return nil
	}
	if e.size >= miniLimit {
		return c.chain(e.start, e.size)
	}
	var out []byte
	for hops := 0; e.start < noSector-3 && hops <= len(c.mini) && len(out) < e.size; hops++ {
		from := int64(e.start) * miniSector
		if from >= int64(len(c.ministream)) || int(e.start) >= len(c.mini) {
			break
		}
		out = append(out, c.ministream[from:min(from+miniSector, int64(len(c.ministream)))]...)
		e.start = c.mini[e.start]
	}
	return out[:min(len(out), e.size)]
}

// words reads little-endian numbers of four bytes.
func words(b []byte) []uint32 {
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

// utf16Text decodes UTF-16LE.
func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
