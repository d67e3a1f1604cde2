package lexicon

import (
	"strings"
	"unicode/utf8"
)

// heads is a set of the first two characters of words, by a hash: what is not in it begins no phrase, what is in
// it may.
type heads struct{ pairs, singles [headBits / 64]uint64 }

const headBits = 4096

// add takes in a word, or the beginning of words where it ends in *.
func (h *heads) add(word string) {
	begins, open := strings.CutSuffix(word, "*")
	first, second := headOf(begins)
	if second == 0 && open {
		n := first % headBits
		h.singles[n/64] |= 1 << (n % 64)
		return
	}
	n := pairHash(first, second)
	h.pairs[n/64] |= 1 << (n % 64)
}

// may reports whether a phrase may begin with the word.
func (h *heads) may(word string) bool {
	first, second := headOf(word)
	n, single := pairHash(first, second), first%headBits
	return h.pairs[n/64]&(1<<(n%64)) != 0 || h.singles[single/64]&(1<<(single%64)) != 0
}

func pairHash(first, second uint32) uint32 { return (first*37 + second*101) % headBits }

// headOf returns the first two characters of a word; 0 where there is none.
func headOf(word string) (first, second uint32) {
	if len(word) > 1 && word[0] < utf8.RuneSelf && word[1] < utf8.RuneSelf {
		return uint32(word[0]), uint32(word[1])
	}
	r, n := utf8.DecodeRuneInString(word)
	if n == 0 {
		return 0, 0
	}
	s, k := utf8.DecodeRuneInString(word[n:])
	if k == 0 {
		s = 0
	}
	return uint32(r), uint32(s)
}
