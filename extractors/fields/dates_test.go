package fields

import "testing"

func TestDateSnippets(t *testing.T) {
	snippets(t, "dates*.txtar", NewDates())
}
