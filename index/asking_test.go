package index

import (
	"strings"
	"testing"

	"plenary/pipeline"
)

// What is left of a query when its asking words are: all but what is quoted.
func TestLeaveOutAsking(t *testing.T) {
	r := &Reader{Asking: func(words string) []pipeline.Span {
		var spans []pipeline.Span
		for _, asking := range []string{"how many", "combien d'", "有多少"} {
			if i := strings.Index(words, asking); i >= 0 {
				spans = append(spans, pipeline.Span{Start: i, End: i + len(asking)})
			}
		}
		return spans
	}}
	for typed, want := range map[string]string{
		"how many delegates": "delegates", "combien d'États": "États", "有多少代表": "代表", "有多少 代表": "代表",
		`"how many" delegates`: `"how many" delegates`, "how many delegates lang:fr": "delegates lang:fr", "budget": "budget",
	} {
		n, err := r.parse(typed)
		if err != nil {
			t.Fatal(err)
		}
		newBuilder(r, false).leaveOutAsking(n)
		if got := n.String(); got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}
