package fields

import "testing"

func TestReferenceSnippets(t *testing.T) {
	snippets(t, "references*.txtar", NewReferences())
}

func TestEventSnippets(t *testing.T) {
	snippets(t, "events*.txtar", NewReferences(), NewEvents())
}

func TestAcronymSnippets(t *testing.T) {
	snippets(t, "acronyms*.txtar", NewReferences(), NewEvents(), NewAcronyms())
}
