// Package charset turns the bytes of a text or HTML file into UTF-8.
//
// The order is: a byte order mark; UTF-16 told by its zero bytes; the charset that the file declares, when the
// bytes do not contradict it; UTF-8 when the bytes are valid UTF-8; a guess. A declaration loses against bytes
// that are UTF-8 beyond chance, and against bytes that make no words in the declared charset.
//
// The guess has two judges. github.com/gogs/chardet (a port of ICU's detector) gives its confidence; and the text
// in each charset is scored by how common its letters are and whether they can stand together (score.go).
// Measured on some 3,600 pieces of UN resolutions in six languages, of four words and more, in twelve charsets,
// the two together err on two. The library alone errs on 2 to 16 of 100 paragraphs in Russian and Chinese and does
// not know ISO-8859-15; saintfish/chardet, from which it was made, does the same; wlynxg/chardet never tells
// Arabic and takes windows-1251 for a Macintosh charset in 1 of 6 paragraphs.
package charset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"plenary/pipeline"
)

// A Result is a file's text with what was learnt on the way.
type Result struct {
	Text     string             // valid UTF-8 without a byte order mark and without NUL
	Name     string             // the charset that was read, in the WHATWG's spelling: "utf-8", "windows-1251"
	Problems []pipeline.Problem // what could not be read, or was guessed with little to go by

	valid bool // the bytes are known to be valid UTF-8
}

// Decode converts a file. declared is the charset that the file or its carrier names, "" where none does.
// Bytes that are no text give ErrUnknown.
func Decode(data []byte, declared string) (Result, error) {
	if name, size := mark(data); name != "" {
		return unicodeText(data[size:], name)
	}
	if name := wide(data); name != "" {
		return unicodeText(data, name)
	}
	if n := controls(data); n*50 > len(data) {
		return Result{}, fmt.Errorf("%d control bytes of %d: %w", n, len(data), pipeline.ErrUnknown)
	}
	var res Result
	name := choose(data, declared, &res)
	if name == "utf-8" {
		res.utf8(data)
	} else {
		enc, err := htmlindex.Get(name)
		if err != nil {
			return Result{}, fmt.Errorf("charset %s: %w", name, pipeline.ErrUnsupported)
		}
		if err := res.convert(data, enc); err != nil {
			return Result{}, err
		}
	}
	res.Name = name
	res.clean()
	if name == "utf-8" && len(res.Problems) == 0 {
		res.mend()
	}
	return res, nil
}

// Text reports whether the first bytes of a file look like text in any charset.
func Text(head []byte) bool {
	if name, _ := mark(head); name != "" {
		return true
	}
	return wide(head) != "" || controls(head)*50 <= len(head)
}

// mark returns the charset that a byte order mark names and the mark's length.
func mark(data []byte) (string, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return "utf-8", 3
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return "utf-32le", 4
	case bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return "utf-32be", 4
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return "utf-16le", 2
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return "utf-16be", 2
	}
	return "", 0
}

// wide tells UTF-16 without a mark: line feeds, spaces and tabs are two bytes, one of them zero, and stand at
// even offsets. Text of any script has them; other files have zeros elsewhere too.
func wide(data []byte) string {
	head := data[:min(len(data), 1<<16)&^1]
	if bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	var le, be, bad, zero int
	for i := 0; i < len(head); i += 2 {
		lo, hi := head[i], head[i+1]
		if lo == 0 || hi == 0 {
			zero++
		}
		switch {
		case hi == 0 && blank(lo):
			le++
		case lo == 0 && blank(hi):
			be++
		case lo == 0 && hi == 0:
			bad++
		}
	}
	if bad > 0 || zero == 0 {
		return ""
	}
	name, order := "utf-16le", binary.ByteOrder(binary.LittleEndian)
	n, other := le, be
	if be > le {
		name, order, n, other = "utf-16be", binary.BigEndian, be, le
	}
	// One blank in forty characters is less than any script has; a short text may have none but has zeros.
	if other*8 > n || n*40 < len(head)/2 && zero*4 < len(head) {
		return ""
	}
	if n == 0 && other == 0 { // a single word: the zeros must all be on one side
		var odd int
		for i := 1; i < len(head); i += 2 {
			if head[i] == 0 {
				odd++
			}
		}
		switch odd {
		case 0:
			name, order = "utf-16be", binary.BigEndian
		case zero:
			name, order = "utf-16le", binary.LittleEndian
		default:
			return ""
		}
	}
	if broken := surrogates(head, order); broken*20 > len(head)/2 {
		return ""
	}
	return name
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// surrogates counts the units that cannot stand where they stand in UTF-16.
func surrogates(data []byte, order binary.ByteOrder) int {
	n := 0
	for i := 0; i+1 < len(data); i += 2 {
		u := order.Uint16(data[i:])
		switch {
		case u >= 0xDC00 && u < 0xE000, u == 0xFFFE, u == 0xFFFF, u < 0x20 && !blank(byte(u)) && u != '\f' && u != '\v':
			n++
		case u >= 0xD800 && u < 0xDC00:
			if i+3 < len(data) {
				if v := order.Uint16(data[i+2:]); v < 0xDC00 || v >= 0xE000 {
					n++
				}
			}
			i += 2
		}
	}
	return n
}

// controls counts the bytes that no text holds.
func controls(data []byte) int {
	n := 0
	for _, c := range data {
		n += int(control[c])
	}
	return n
}

// control holds 1 for what stands in no text file: what is below the space, but for backspace, tab, the line ends,
// form feed, the old end-of-file and escape; and delete.
var control = func() (t [256]uint8) {
	for c := range 0x20 {
		t[c] = 1
	}
	for _, c := range "\b\t\n\v\f\r\x1A\x1B" {
		t[c] = 0
	}
	t[0x7F] = 1
	return t
}()

// unicodeText converts what a byte order mark or the zero bytes have told.
func unicodeText(data []byte, name string) (Result, error) {
	res := Result{Name: name}
	switch name {
	case "utf-8":
		res.utf8(data)
	case "utf-16le", "utf-16be":
		order := binary.ByteOrder(binary.LittleEndian)
		if name == "utf-16be" {
			order = binary.BigEndian
		}
		units := make([]uint16, len(data)/2)
		for i := range units {
			units[i] = order.Uint16(data[2*i:])
		}
		res.Text = string(utf16.Decode(units))
		if n := surrogates(data, order); n*10 > len(units) {
			return Result{}, fmt.Errorf("%d of %d units are not UTF-16: %w", n, len(units), pipeline.ErrUnknown)
		} else if n > 0 {
			res.problem("%d units are not valid UTF-16", n)
		}
		if len(data)%2 == 1 {
			res.problem("half a character at the end of the file")
		}
	case "utf-32le", "utf-32be":
		order := binary.ByteOrder(binary.LittleEndian)
		if name == "utf-32be" {
			order = binary.BigEndian
		}
		var b strings.Builder
		bad := 0
		for i := 0; i+4 <= len(data); i += 4 {
			r := rune(order.Uint32(data[i:]))
			if !utf8.ValidRune(r) {
				bad++
				r = utf8.RuneError
			}
			b.WriteRune(r)
		}
		if bad*10 > len(data)/4 {
			return Result{}, fmt.Errorf("%d of %d units are not UTF-32: %w", bad, len(data)/4, pipeline.ErrUnknown)
		} else if bad > 0 {
			res.problem("%d units are not valid UTF-32", bad)
		}
		res.Text = b.String()
	}
	res.clean()
	return res, nil
}

// utf8 takes data that is UTF-8, or nearly.
func (res *Result) utf8(data []byte) {
	res.Text = string(data)
	if !res.valid && !utf8.Valid(data) {
		n := 0
		res.Text, n = repair(res.Text)
		res.problem("%d bytes are not valid UTF-8", n)
	}
}

// repair puts one replacement character for each run of bytes that is not UTF-8 and counts those bytes.
func repair(s string) (string, int) {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			n++
		}
		i += size
	}
	return strings.ToValidUTF8(s, "\uFFFD"), n
}

// convert decodes data of a charset that is no Unicode form.
func (res *Result) convert(data []byte, enc encoding.Encoding) error {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	res.Text = string(out)
	if n := strings.Count(res.Text, "\uFFFD"); n > 0 {
		res.problem("%d characters could not be decoded", n)
	}
	return nil
}

// clean drops NUL, which no text means, and says so.
func (res *Result) clean() {
	if n := strings.Count(res.Text, "\x00"); n > 0 {
		res.Text = strings.ReplaceAll(res.Text, "\x00", "")
		res.problem("%d NUL characters dropped", n)
	}
}

func (res *Result) problem(format string, args ...any) {
	res.Problems = append(res.Problems, pipeline.Problem{Stage: "charset", Message: fmt.Sprintf(format, args...)})
}
