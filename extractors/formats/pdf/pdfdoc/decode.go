package pdfdoc

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
	"sync"
)

// errLarge says that a stream held more than its limit. What was decoded up to there is returned with it.
var errLarge = errors.New("stream is larger than the limit")

// decode decrypts and decodes a stream. Filters that led lacks (LZW, ASCIIHex, RunLength, Crypt, most
// predictors) or applies without bound are all done here. A broken stream gives what could be read of it.
func (t *table) decode(s *stream, limit int) ([]byte, error) {
	if t.crypt == nil || s.open || s.dict["Type"] == name("XRef") {
		return decodePlain(s, limit)
	}
	plain := *s
	plain.raw = t.crypt.stream(s)
	return decodePlain(&plain, limit)
}

// decodePlain applies the filters of a stream that is not encrypted. Image filters end the chain: nobody here
// looks at pixels.
func decodePlain(s *stream, limit int) ([]byte, error) {
	filters := list(first(s.dict, "Filter", "F"))
	params := list(first(s.dict, "DecodeParms", "DP"))
	if len(filters) > 16 {
		return nil, errors.New("too many filters")
	}
	b := s.raw
	var err error
	for i, f := range filters {
		var p dict
		if i < len(params) {
			p, _ = params[i].(dict)
		}
		var e error
		switch f {
		case name("FlateDecode"), name("Fl"):
			b, e = inflate(b, limit)
			b = unpredict(b, p)
		case name("LZWDecode"), name("LZW"):
			early := 1
			if n, ok := integer(p["EarlyChange"]); ok {
				early = n
			}
			b, e = unLZW(b, early, limit)
			b = unpredict(b, p)
		case name("ASCII85Decode"), name("A85"):
			b, e = unASCII85(b)
		case name("ASCIIHexDecode"), name("AHx"):
			l := lexer{b: append([]byte{'<'}, b...)}
			b = bytes.Clone(l.hex())
		case name("RunLengthDecode"), name("RL"):
			b, e = unRunLength(b, limit)
		case name("Crypt"):
		default:
			return b, fmt.Errorf("filter %v", f)
		}
		if e != nil {
			err = e
		}
	}
	return b, err
}

// list returns an array, or one object as an array.
func list(o object) array {
	switch o := o.(type) {
	case nil:
		return nil
	case array:
		return o
	}
	return array{o}
}

func first(d dict, keys ...name) object {
	for _, k := range keys {
		if d[k] != nil {
			return d[k]
		}
	}
	return nil
}

// inflaters are kept: one takes 40 KiB.
var inflaters sync.Pool

// inflate undoes Flate. The zlib header is passed over and the checksum never looked at: both are wrong in
// many files that every viewer shows.
func inflate(b []byte, limit int) ([]byte, error) {
	if len(b) >= 2 && b[0]&0x0F == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 {
		b = b[2:]
	} else if len(b) > 2 && class[b[0]] == space { // a line end too many after "stream"
		if c := bytes.TrimLeft(b, "\r\n"); len(c) > 2 && c[0]&0x0F == 8 {
			b = c[2:]
		}
	} else if len(b) >= 2 && b[0]&0x0F == 8 {
		b = b[2:]
	}
	src := bytes.NewReader(b)
	r, ok := inflaters.Get().(io.ReadCloser)
	if ok {
		r.(flate.Resetter).Reset(src, nil)
	} else {
		r = flate.NewReader(src)
	}
	out, err := readLimited(r, len(b)*4+512, limit)
	inflaters.Put(r)
	return out, err
}

// readLimited reads all of r, at most limit bytes.
func readLimited(r io.Reader, guess, limit int) ([]byte, error) {
	out := make([]byte, 0, min(guess, limit)+1)
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
		n, err := r.Read(out[len(out):min(cap(out), limit+1)])
		out = out[:len(out)+n]
		if len(out) > limit {
			return out[:limit], errLarge
		}
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
}

func unASCII85(b []byte) ([]byte, error) {
	b = bytes.TrimLeft(b, "\x00\t\n\f\r ")
	b = bytes.TrimPrefix(b, []byte("<~"))
	if i := bytes.IndexByte(b, '~'); i >= 0 {
		b = b[:i]
	}
	clean := make([]byte, 0, len(b))
	for _, c := range b {
		if c >= '!' && c <= 'u' || c == 'z' {
			clean = append(clean, c)
		}
	}
	out := make([]byte, len(clean)*4+8)
	n, _, err := ascii85.Decode(out, clean, true)
	return out[:n], err
}

func unRunLength(b []byte, limit int) (out []byte, err error) {
	for i := 0; i < len(b) && b[i] != 128; {
		n := int(b[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(b))
			out = append(out, b[i:end]...)
			i = end
		} else if i < len(b) {
			for range 257 - n {
				out = append(out, b[i])
			}
			i++
		}
		if len(out) > limit {
			return out[:limit], errLarge
		}
	}
	return out, nil
}

// unLZW undoes the LZW of PDF and TIFF: codes of 9 to 12 bits, high bit first, 256 clears and 257 ends. With
// early change (the default) codes grow one entry sooner than they must.
func unLZW(b []byte, early, limit int) (out []byte, err error) {
	// An entry is a stretch of the output: the earlier string and the byte after it stand there together.
	var start, length [4097]int
	next, width, prev := 258, 9, -1
	prevStart, prevLen := 0, 0
	var acc, have uint
	for _, c := range b {
		acc, have = acc<<8|uint(c), have+8
		if have < uint(width) {
			continue
		}
		code := int(acc>>(have-uint(width))) & (1<<width - 1)
		have -= uint(width)
		if code == 257 {
			return out, nil
		}
		if code == 256 {
			next, width, prev = 258, 9, -1
			continue
		}
		at := len(out)
		switch {
		case code < 256:
			out = append(out, byte(code))
		case code < next:
			out = append(out, out[start[code]:start[code]+length[code]]...)
		case code == next && prev >= 0:
			out = append(out, out[prevStart:prevStart+prevLen]...)
			out = append(out, out[prevStart])
		default:
			return out, errors.New("LZW code out of order")
		}
		if len(out) > limit {
			return out[:limit], errLarge
		}
		if prev >= 0 && next < 4096 {
			start[next], length[next] = prevStart, prevLen+1
			next++
		}
		prev, prevStart, prevLen = code, at, len(out)-at
		for width < 12 && next+early >= 1<<width {
			width++
		}
	}
	return out, nil
}

// unpredict undoes the PNG and TIFF predictors.
func unpredict(b []byte, p dict) []byte {
	kind, _ := integer(p["Predictor"])
	if kind < 2 {
		return b
	}
	or := func(k name, d int) int {
		if n, ok := integer(p[k]); ok && n > 0 && n <= 1<<20 {
			return n
		}
		return d
	}
	colors, bits, columns := or("Colors", 1), or("BitsPerComponent", 8), or("Columns", 1)
	pixel := max(1, (min(colors, 256)*min(bits, 32)+7)/8)
	row := (min(colors, 256)*min(bits, 32)*columns + 7) / 8
	if kind == 2 {
		if bits == 8 {
			for r := 0; r < len(b); r += row {
				for i := r + pixel; i < min(r+row, len(b)); i++ {
					b[i] += b[i-pixel]
				}
			}
		}
		return b
	}
	out := b[:0] // each row is written where it or an earlier one was read
	prev := make([]byte, row)
	for len(b) > 1 {
		tag, line := b[0], b[1:min(row+1, len(b))]
		b = b[1+len(line):]
		at := len(out)
		for i, c := range line {
			var left, up, corner byte
			up = prev[i]
			if i >= pixel {
				left, corner = out[at+i-pixel], prev[i-pixel]
			}
			switch tag {
			case 1:
				c += left
			case 2:
				c += up
			case 3:
				c += byte((int(left) + int(up)) / 2)
			case 4:
				c += paeth(left, up, corner)
			}
			out = append(out, c)
		}
		copy(prev, out[at:])
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
