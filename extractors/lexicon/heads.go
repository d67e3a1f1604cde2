package lexicon

import (
	"slices"
	"strings"

	"plenary/extractors/tokens"
)

// Heads is a set of the heads of words: what is not in it begins no phrase, what is in it may. Most words of a text
// are told by it, at the price of a few operations.
type Heads struct {
	bits  [1 << headBits / 64]uint64
	open  []int // how many bytes the words have that end in *, where they are less than a head tells of
	stems []tokens.Prefix
	least int                         // the smallest of open
	begin [1 << beginBits / 64]uint64 // how the words of open begin, by their first bytes, as many as least
}

const (
	headBits  = 15
	beginBits = 12
)

// Add takes in a word, or the beginning of words where it ends in *.
func (h *Heads) Add(word string) {
	begins, open := strings.CutSuffix(word, "*")
	n := tokens.HeadBytes
	if open && len(begins) < n {
		n = len(begins)
		h.addOpen(tokens.First(begins), n)
	}
	i := tokens.First(begins).Head(n) >> (32 - headBits)
	h.bits[i/64] |= 1 << (i % 64)
}

func (h *Heads) addOpen(begins tokens.Prefix, n int) {
	if !slices.Contains(h.open, n) {
		h.open = append(h.open, n)
	}
	h.stems = append(h.stems, begins)
	fresh := h.stems[len(h.stems)-1:]
	if least := slices.Min(h.open); least != h.least {
		h.least, h.begin = least, [1 << beginBits / 64]uint64{}
		fresh = h.stems
	}
	for _, s := range fresh {
		i := s.Head(h.least) >> (32 - beginBits)
		h.begin[i/64] |= 1 << (i % 64)
	}
}

// has reports whether a head may be one of the set.
func (h *Heads) has(head tokens.Head) bool {
	i := head >> (32 - headBits)
	return h.bits[i/64]&(1<<(i%64)) != 0
}

// May reports whether a phrase may begin with the word, which has the head.
func (h *Heads) May(head tokens.Head, word string) bool {
	return h.has(head) || len(h.open) > 0 && h.mayOpen(word)
}

func (h *Heads) mayOpen(word string) bool {
	first := tokens.First(word)
	if i := first.Head(h.least) >> (32 - beginBits); h.begin[i/64]&(1<<(i%64)) == 0 {
		return false
	}
	for _, n := range h.open {
		if h.has(first.Head(n)) {
			return true
		}
	}
	return false
}
