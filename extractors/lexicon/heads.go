package lexicon

import (
	"slices"
	"strings"

	"plenary/extractors/tokens"
)

// heads is a set of the heads of words: what is not in it begins no phrase, what is in it may. Most words of a text
// are told by it, at the price of a few operations.
type heads struct {
	bits [1 << headBits / 64]uint64
	open []int // how many bytes the words have that end in *, where they are less than a head tells of
}

const headBits = 15

// add takes in a word, or the beginning of words where it ends in *.
func (h *heads) add(word string) {
	begins, open := strings.CutSuffix(word, "*")
	n := tokens.HeadBytes
	if open && len(begins) < n {
		n = len(begins)
		if !slices.Contains(h.open, n) {
			h.open = append(h.open, n)
		}
	}
	i := tokens.First(begins).Head(n) >> (32 - headBits)
	h.bits[i/64] |= 1 << (i % 64)
}

// has reports whether a head may be one of the set.
func (h *heads) has(head tokens.Head) bool {
	i := head >> (32 - headBits)
	return h.bits[i/64]&(1<<(i%64)) != 0
}

// may reports whether a phrase may begin with the word, which has the head.
func (h *heads) may(head tokens.Head, word string) bool {
	return h.has(head) || len(h.open) > 0 && h.mayOpen(word)
}

func (h *heads) mayOpen(word string) bool {
	first := tokens.First(word)
	for _, n := range h.open {
		if h.has(first.Head(n)) {
			return true
		}
	}
	return false
}
