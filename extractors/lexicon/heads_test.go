package lexicon

import "testing"

func TestHeads(t *testing.T) {
	var h heads
	for _, w := range []string{"resolution", "décision*", "a*", "и", "القرار", "第", "x"} {
		h.add(w)
	}
	for _, w := range []string{"resolution", "reste", "décisions", "about", "a", "и", "القرار", "第", "x"} {
		if !h.may(w) {
			t.Errorf("%q may begin a phrase", w)
		}
	}
	for _, w := range []string{"и1", "xy", "第二", "r", "", "الا", "de"} {
		if h.may(w) {
			t.Logf("%q is taken for what it is not: slower, not wrong", w)
		}
	}
	if h.may("zz") && h.may("qq") && h.may("jj") {
		t.Error("nothing is told apart")
	}
}
