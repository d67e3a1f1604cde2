package pdfdoc

import "math"

// An object is a PDF object: nil, bool, int64, float64, text (a string of bytes), name, dict, array, ref or *stream.
type object any

type (
	text  string // the bytes of a PDF string, decrypted
	name  string // without the slash, #xx resolved
	dict  map[name]object
	array []object
)

// A ref points to an indirect object. Generations are not told apart: a number has one live definition.
type ref int

// A stream is a dictionary with bytes that stand encoded in the file.
type stream struct {
	dict dict
	num  int    // its object number, 0 for none
	gen  int    // its generation, which some ciphers mix into the key
	raw  []byte // as in the file: encoded and perhaps encrypted
	at   int    // where its bytes begin in what led reads; 0 where led did not read it
	open bool   // not encrypted, whatever the file says
}

// number returns a numeric object's value.
func number(o object) (float64, bool) {
	switch x := o.(type) {
	case int64:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

// integer returns a numeric object as an int; reals are cut and what does not fit is held at the int32 bounds,
// so that sums of two never overflow.
func integer(o object) (int, bool) {
	switch x := o.(type) {
	case int64:
		return int(min(max(x, math.MinInt32), math.MaxInt32)), true
	case float64:
		return int(min(max(x, math.MinInt32), math.MaxInt32)), true
	}
	return 0, false
}
