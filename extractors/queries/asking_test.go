package queries_test

import (
	"strings"
	"testing"

	"plenary/extractors/queries"
)

// Queries, and what of them only asks.
func TestAsking(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"how many delegates attended WTDC-25", "how many"},
		{"combien de participants à la CMDT-25", "combien de"},
		{"combien d'États Membres", "combien d'"},
		{"¿cuántos participantes?", "cuántos"},
		{"сколько участников", "сколько"},
		{"有多少代表", "有多少"},
		{"كم عدد المشاركين", "كم عدد"},
		{"who attended", "who"}, {"quelles décisions", "quelles"}, {"dónde", ""}, {"какие решения", "какие"},
		{"哪些国家", "哪些"}, {"أين المؤتمر", "أين"},
		{"WHO report", ""}, {"report of who", ""}, {"how many", ""}, {"几内亚代表", ""}, {"سرعة 5 كم", ""}, {"regional presence", ""},
	} {
		var got []string
		for _, s := range queries.Asking(c.typed) {
			got = append(got, c.typed[s.Start:s.End])
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %q, want %q", c.typed, s, c.want)
		}
	}
}
