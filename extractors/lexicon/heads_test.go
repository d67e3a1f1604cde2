package lexicon

import (
	"testing"

	"plenary/extractors/tokens"
)

func TestHeads(t *testing.T) {
	var h Heads
	for _, w := range []string{"resolution", "décision*", "a*", "и", "القرار", "第", "x", "participants*"} {
		h.Add(w)
	}
	for _, w := range []string{"resolution", "décisions", "décision", "about", "a", "и", "القرار", "第", "x", "participants"} {
		if !h.May(tokens.HeadOf(w), w) {
			t.Errorf("%q may begin a phrase", w)
		}
	}
	for _, w := range []string{"resolut", "décis", "иа", "xy", "第二", "r", "", "الا", "de", "partici"} {
		if h.May(tokens.HeadOf(w), w) {
			t.Errorf("%q begins none", w) // by chance one might, and then another word must stand here
		}
	}
}
