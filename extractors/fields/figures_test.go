package fields

import "testing"

func TestFigureSnippets(t *testing.T) {
	snippets(t, "figures*.txtar", NewDates(), NewFigures())
}
