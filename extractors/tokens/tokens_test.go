package tokens

import (
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	for in, want := range map[string]string{
		"La CMDT-25 a réuni 1 939 participants.": "la cmdt - 25 a reuni 1 939 participants .",
		"C26/30-F":       "c 26 / 30 - f",
		"第71号决议(2022年)":  "第 71 号 决 议 ( 2022 年 )",
		"القرار 71، إلى": "القرار 71 ، الي",
		"Ещё 5%":         "еще 5 %",
		"l'État":         "l ' etat",
		"وC25/16":        "و c 25 / 16",
	} {
		var got []string
		for _, tok := range Cut(in) {
			got = append(got, tok.Fold)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("Cut(%q) = %q, want %q", in, s, want)
		}
	}
}
