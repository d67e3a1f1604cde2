package fields

import "testing"

func TestClauseSnippets(t *testing.T) {
	snippetsRead(t, linesReader{}, "clauses*.txtar", NewSections(), NewClauses())
}
