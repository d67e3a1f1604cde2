package fields

import (
	"strings"
	"unicode"

	"plenary/extractors/tokens"
)

// spells returns the first token of the words that end before token end, begin at or after token from and spell the
// acronym: each letter begins a word, or goes on in the one before ("TETRA" of Terrestrial Trunked Radio, "UNFICYP"
// of ... Cyprus), small words may be left out. An acronym that was taken over from another language is spelled in
// another order: then every word must have its letter. -1 where no words do.
func (a *acronymReader) spells(name string, from, end int) int {
	letters := acronymLetters(name)
	if len(letters) < 2 {
		return -1
	}
	words := a.wordsBefore(from, end)
	for s := len(words) - 1; s >= 0; s-- {
		if words[s].small || firstRune(words[s].fold) != letters[0] {
			continue
		}
		sp := speller{letters: letters, words: words[s:], free: (len(letters) - 1) / 3, failed: map[[3]int]bool{}}
		if sp.from(0, 0, 0) {
			return words[s].token
		}
	}
	if len(letters) >= 3 {
		return anyOrder(letters, words)
	}
	return -1
}

// A spelledWord is a word of what may be an expansion.
type spelledWord struct {
	fold            string
	small, capitals bool
	token           int
}

// acronymLetters returns the letters that words must begin with: the capitals, folded.
func acronymLetters(name string) []rune {
	var letters []rune
	for _, c := range name {
		if unicode.IsUpper(c) {
			letters = append(letters, firstRune(tokens.Fold(string(c))))
		}
	}
	return letters
}

// wordsBefore returns the words that end before token end, in order, as many as a name may have.
func (a *acronymReader) wordsBefore(from, end int) []spelledWord {
	const most = 18
	var words []spelledWord
	for k := end - 1; k >= from && len(words) < most; k-- {
		t := a.toks[k]
		if t.Kind == tokens.Sign {
			if !strings.Contains("-'/,&", t.Fold) {
				break
			}
			continue
		}
		if t.Kind != tokens.Word {
			break
		}
		_, n := a.words.small.At(a.toks[k:k+1], 0)
		words = append(words, spelledWord{t.Fold, n == 1, capitals(a.raw(k)), k})
	}
	for i, j := 0, len(words)-1; i < j; i, j = i+1, j-1 {
		words[i], words[j] = words[j], words[i]
	}
	return words
}

// A speller lays the letters of an acronym over words.
type speller struct {
	letters []rune
	words   []spelledWord
	free    int // words that are not small and may be left out
	failed  map[[3]int]bool
}

// from reports whether the words from w on spell the letters from l on, when skipped words were left out so far.
func (s *speller) from(w, l, skipped int) bool {
	if w == len(s.words) {
		return l == len(s.letters) && w > 1 // "Kenya (KEN)" is a code
	}
	state := [3]int{w, l, skipped}
	if s.failed[state] {
		return false
	}
	ok := s.word(w, l, skipped)
	if !ok {
		s.failed[state] = true
	}
	return ok
}

// word tries every way to lay letters over word w.
func (s *speller) word(w, l, skipped int) bool {
	word := s.words[w]
	if l < len(s.letters) {
		n := 0
		for _, r := range word.fold {
			if l+n == len(s.letters) || s.letters[l+n] != r {
				break
			}
			if n++; n > 3 && !word.capitals {
				break
			}
			if s.from(w+1, l+n, skipped) {
				return true
			}
		}
	}
	if w == 0 || word.capitals && len(word.fold) == 1 {
		return false // the "T" of "ITU-T"
	}
	if !word.small {
		skipped++
	}
	return skipped <= s.free && s.from(w+1, l, skipped)
}

// anyOrder returns the first token of the words whose initials are the letters in any order, every letter once and
// every word but the small ones; -1 for none.
func anyOrder(letters []rune, words []spelledWord) int {
	left := append([]rune(nil), letters...)
	for s := len(words) - 1; s >= 0; s-- {
		word := words[s]
		at := -1
		for i, r := range left {
			if r == firstRune(word.fold) {
				at = i
				break
			}
		}
		switch {
		case at >= 0 && !word.small:
			left = append(left[:at], left[at+1:]...)
		case word.small:
			continue
		default:
			return -1
		}
		if len(left) == 0 {
			return word.token
		}
	}
	return -1
}
