package queries_test

import (
	"fmt"
	"strings"
	"testing"

	"plenary/extractors"
	"plenary/extractors/queries"
)

// What people type, and the facts that it names. An empty answer: it names none.
func TestUnderstand(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"res 91 baku", "resolution WTDC Resolution 91 (Baku, 2025)"},
		{"res. 91 (Baku, 2025)", "resolution WTDC Resolution 91 (Baku, 2025)"},
		{"résolution 91 bakou", "resolution WTDC Resolution 91 (Baku, 2025)"},
		{"resolution 71 busan", "resolution PP Resolution 71 (Busan, 2014)"},
		{"resolution 71 rev bucharest 2022", "resolution PP Resolution 71 (Bucharest, 2022)"},
		{"Resolution 71 dubai", "resolution Resolution 71 (Dubai)"}, // four bodies met there
		{"Resolution 71 dubai 2018", "resolution PP Resolution 71 (Dubai, 2018)"},
		{"res71", "resolution Resolution 71"},
		{"pp res 71", "resolution PP Resolution 71"},
		{"WTDC Resolution 37", "resolution WTDC Resolution 37"},
		{"résolution 91", "resolution Resolution 91"},
		{"resolución 91", "resolution Resolution 91"},
		{"рез 71", "resolution Resolution 71"},
		{"резолюцию 71", "resolution Resolution 71"},
		{"决议71", "resolution Resolution 71"},
		{"第71号决议", "resolution Resolution 71"},
		{"القرار 71", "resolution Resolution 71"},
		{"والقرار 71", "resolution Resolution 71"},
		{"decision 482", "decision Council Decision 482"}, // the number tells
		{"décision 482", "decision Council Decision 482"},
		{"acuerdo 482", "decision Council Decision 482"},
		{"council decision 482", "decision Council Decision 482"},
		{"decision 5", "decision PP Decision 5"},
		{"المقرر 482", "decision Council Decision 482"},
		{"A/RES/70/125", "resolution UNGA Resolution 70/125"},
		{"unga 70/125", "resolution UNGA Resolution 70/125"},
		{"resolutions 101, 102", "resolution Resolution 101; resolution Resolution 102"},
		{"c26/30", "document C26/30"},
		{"C26/30-F", "document C26/30-F"},
		{"c26-30", "document C26/30"},
		{"с26/30", "document C26/30"}, // a Cyrillic letter
		{"document c25/64", "document C25/64"},
		{"c26/30 rev 1", "document C26/30(Rev.1)"},
		{"wtdc-25/27", "document WTDC-25/27"},
		{"c25/inf/8", "document C25/INF/8"},
		{"cwg-fhr 8/28", "document CWG-FHR-8/28"},
		{"ADM 8", "document ADM/8"},
		{"adm 8, rev. 1", "document ADM/8(Rev.1)"},
		{"dt/3", "document DT/3"},
		{"PL 3.1", "document PL 3.1"},
		{"document 165", "document 165"},
		{"documents 165 and 166", "document 165; document 166"},
		{"文件 35", "document 35"},
		{"84/Revision 2", "document 84(Rev.2)"},
		{"CL-25/41", "document CL-25/41"},
		{"y.3172", "recommendation Y.3172"},
		{"itu-t y.3172", "recommendation ITU-T Y.3172"},
		{"cv 102", "provision Convention No. 102"},
		{"question 5/1", "question ITU-D Question 5/1"},
		{"WTDC-25", "event WTDC-25"},
		{"cmdt 25", "event WTDC-25"},
		{"вкрэ-25", "event WTDC-25"},
		{"wtdc25", "event WTDC-25"},
		{"cmdt 2025", "event WTDC-25"},
		{"council 2026", "event Council 2026"},
		{"Совет 2026", "event Council 2026"},
		{"PP-26", "event PP-26"},
		{"17 novembre 2025", "date 2025-11-17"},
		{"2025年11月17日", "date 2025-11-17"},
		{"2025-11", "date 2025-11"},
		{"assistance au soudan", ""},
		{"resolution of disputes", ""},
		{"24 hours", ""},
		{"res ipsa", ""},
		{"document", ""},
		{"5G", ""},
		{"", ""},
	} {
		var got []string
		for _, f := range extractors.Understand(c.typed) {
			got = append(got, f.Kind+" "+f.Value)
			if f.Start < 0 || f.End > len(c.typed) || f.Start >= f.End {
				t.Errorf("%s: a fact at [%d, %d)", c.typed, f.Start, f.End)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, want %s", c.typed, s, c.want)
		}
	}
}

func TestTranslate(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"WTDC", "WTDC"}, {"世界电信发展大会", "WTDC"}, {"всемирной конференции по развитию электросвязи", "WTDC"},
		{"bdt in bakou", "BDT Baku"}, {"CEI", "CIS IEC"}, // the region and the commission
		{"Member States of the Union", "member_states"}, {"الدول الأعضاء", "member_states"}, {"成员国", "member_states"},
		{"information and communication technologies", "ICT"}, {"plan stratégique", "strategic_plan"}, {"nothing here", ""},
	} {
		var got []string
		for _, tr := range queries.Translate(c.typed) {
			if tr.Key != "" && len(tr.Phrases) > 0 {
				got = append(got, tr.Key)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.typed, s, c.want)
		}
	}
	for word, want := range map[string]string{"participants": "participants", "участники": "participants", "pays": "countries", "francs suisses": "CHF", "cats": ""} {
		if got := queries.Unit(word); got != want {
			t.Errorf("Unit(%s) = %q, want %q", word, got, want)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{"res 91 baku", "c26/30(rev.1)", "84/Revision 2", "第71号决议", "القرار 71", "documents 1 and", "cmdt 25", "-", "//", "C26/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, fact := range extractors.Understand(s) {
			if fact.Value == "" || fact.Start < 0 || fact.End < fact.Start {
				t.Errorf("%q: %s", s, fmt.Sprint(fact))
			}
		}
		queries.Translate(s)
	})
}
