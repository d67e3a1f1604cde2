package fields

import "testing"

func TestActionSnippets(t *testing.T) {
	snippetsRead(t, linesReader{}, "actions*.txtar", NewSections(), NewClauses(), NewActions())
}
