package fields

import "testing"

func TestReferenceSnippets(t *testing.T) {
	snippets(t, "references*.txtar", NewReferences())
}

func TestEventSnippets(t *testing.T) {
	snippets(t, "events*.txtar", NewReferences(), NewEvents())
}
