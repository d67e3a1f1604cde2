package fields

import (
	"strings"
	"testing"
)

func TestAcronymSnippets(t *testing.T) {
	snippets(t, "acronyms*.txtar", NewAcronyms())
}

// Words that all begin with the acronym's only letter can be laid over it in a great many ways.
func TestSpellsEndsSoon(t *testing.T) {
	doc := document(strings.Repeat(strings.Repeat("aaaa ", 17)+"b (AAAAAAAAAAAAAZ) ", 50))
	rec := stagesOver(t, doc, NewAcronyms())
	if len(rec.Facts) > 0 {
		t.Errorf("read %s", dump(rec))
	}
}
