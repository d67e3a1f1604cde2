package lexicon

import (
	"testing"

	"plenary/extractors/tokens"
)

func TestMatcher(t *testing.T) {
	topic := Topic{"ru": {"resolution": {"Резолюци*"}}, "en": {"resolution": {"Resolution*", "Res."}, "ms": {"Member States"}},
		"zh": {"resolution": {"决议"}}, "ar": {"resolution": {"قرار"}, "ministers": {"وزراء"}, "note": {"يحيط علماً"}}}
	m := topic.Matcher()
	for _, c := range []struct {
		text, key string
		n         int
	}{
		{"Резолюцию 71", "resolution", 1}, {"Res. 71", "resolution", 2}, {"Member\u0020States agreed", "ms", 2},
		{"决议71", "resolution", 2}, {"والقرار 71", "resolution", 1}, {"وزراء", "ministers", 1}, {"Resort", "", 0},
		{"يحيط علما", "note", 2},
	} {
		key, n := m.At(tokens.Cut(c.text), 0)
		if key != c.key || n != c.n {
			t.Errorf("At(%q) = %q, %d; want %q, %d", c.text, key, n, c.key, c.n)
		}
	}
}

// Every topic has the same keys in every language, so that none is forgotten; "key =" says that a language has no word
// for it.
func TestKeys(t *testing.T) {
	for _, name := range []string{"header", "sections", "references", "events", "figures", "dates", "actions", "clauses", "acronyms", "queries", "names", "terms"} {
		topic := MustLoad(name)
		for _, lang := range Languages[1:] {
			for _, k := range topic.Keys("en") {
				if _, ok := topic[lang][k]; !ok {
					t.Errorf("%s: %s lacks %q", name, lang, k)
				}
			}
			for _, k := range topic.Keys(lang) {
				if _, ok := topic["en"][k]; !ok {
					t.Errorf("%s: %s has %q, which en lacks", name, lang, k)
				}
			}
		}
	}
}
