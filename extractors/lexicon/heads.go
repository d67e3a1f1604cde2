package lexicon

import "strings"

// heads is a set of the first eight bytes of words, by a hash: what is not in it begins no phrase, what is in it
// may. Most words of a text are told by it, at the price of a few operations.
type heads struct {
	bits [1 << headBits / 64]uint64
	open []int // how many bytes the words have that end in *, where they are less than eight
}

const headBits = 15

// add takes in a word, or the beginning of words where it ends in *.
func (h *heads) add(word string) {
	begins, open := strings.CutSuffix(word, "*")
	n := headBytes
	if open && len(begins) < headBytes {
		n = len(begins)
		known := false
		for _, k := range h.open {
			known = known || k == n
		}
		if !known {
			h.open = append(h.open, n)
		}
	}
	i := headHash(headOf(begins), n)
	h.bits[i/64] |= 1 << (i % 64)
}

// may reports whether a phrase may begin with the word.
func (h *heads) may(word string) bool {
	v := headOf(word)
	if i := headHash(v, headBytes); h.bits[i/64]&(1<<(i%64)) != 0 {
		return true
	}
	for _, n := range h.open {
		if i := headHash(v&(1<<(8*n)-1), n); h.bits[i/64]&(1<<(i%64)) != 0 {
			return true
		}
	}
	return false
}

const headBytes = 8

// headOf returns the first eight bytes of a word, zeros behind a shorter one.
func headOf(word string) uint64 {
	if len(word) >= headBytes {
		return uint64(word[0]) | uint64(word[1])<<8 | uint64(word[2])<<16 | uint64(word[3])<<24 |
			uint64(word[4])<<32 | uint64(word[5])<<40 | uint64(word[6])<<48 | uint64(word[7])<<56
	}
	v := uint64(0)
	for i := len(word) - 1; i >= 0; i-- {
		v = v<<8 | uint64(word[i])
	}
	return v
}

func headHash(v uint64, n int) uint64 {
	return (v + uint64(n)) * 0x9E3779B97F4A7C15 >> (64 - headBits)
}
