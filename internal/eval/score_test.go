package eval

import (
	"testing"

	"plenary/pipeline"
)

func num(v float64) *float64 { return &v }
func str(s string) *string   { return &s }

func fact(kind, section, value string) pipeline.Fact {
	return pipeline.Fact{Kind: kind, Value: value, Origin: pipeline.Origin{Section: section}}
}

func quantity(section string, number float64, unit string, parts map[string]string) pipeline.Fact {
	return pipeline.Fact{Kind: "figure", Number: &number, Unit: &unit, Parts: parts, Origin: pipeline.Origin{Section: section}}
}

func TestScoreFacts(t *testing.T) {
	exact := map[string]string{"qualifier": "exact"}
	for _, c := range []struct {
		name         string
		gold         []GoldFact
		got          []pipeline.Fact
		strict, soft Tally
	}{
		{"right", []GoldFact{{Kind: "event", Section: "1", Value: "PP-26"}}, []pipeline.Fact{fact("event", "1", "PP-26")}, Tally{1, 0, 0}, Tally{1, 0, 0}},
		{"wrong section is right only softly", []GoldFact{{Kind: "event", Section: "1", Value: "PP-26"}}, []pipeline.Fact{fact("event", "2", "PP-26")}, Tally{0, 1, 1}, Tally{1, 0, 0}},
		{"found twice where it stands once", []GoldFact{{Kind: "event", Section: "1", Value: "PP-26"}}, []pipeline.Fact{fact("event", "1", "PP-26"), fact("event", "1", "PP-26")}, Tally{1, 1, 0}, Tally{1, 1, 0}},
		{"found once where it stands twice", []GoldFact{{Kind: "event", Value: "PP-26"}, {Kind: "event", Value: "PP-26"}}, []pipeline.Fact{fact("event", "", "PP-26")}, Tally{1, 0, 1}, Tally{1, 0, 1}},
		{"optional and found", []GoldFact{{Kind: "event", Value: "PP-26", Optional: true}}, []pipeline.Fact{fact("event", "", "PP-26")}, Tally{}, Tally{}},
		{"optional and not found", []GoldFact{{Kind: "event", Value: "PP-26", Optional: true}}, nil, Tally{}, Tally{}},
		{"an optional twin leaves the finding to the required one", []GoldFact{{Kind: "event", Value: "PP-26", Optional: true}, {Kind: "event", Value: "PP-26"}}, []pipeline.Fact{fact("event", "", "PP-26")}, Tally{1, 0, 0}, Tally{1, 0, 0}},
		{"parts that the gold does not state are free", []GoldFact{{Kind: "figure", Number: num(10), Unit: str("days"), Parts: exact}}, []pipeline.Fact{quantity("", 10, "days", map[string]string{"qualifier": "exact", "noun": "days"})}, Tally{1, 0, 0}, Tally{1, 0, 0}},
		{"another qualifier is right only softly", []GoldFact{{Kind: "figure", Number: num(10), Unit: str("days"), Parts: exact}}, []pipeline.Fact{quantity("", 10, "days", map[string]string{"qualifier": "about"})}, Tally{0, 1, 1}, Tally{1, 0, 0}},
		{"another unit is wrong", []GoldFact{{Kind: "figure", Number: num(10), Unit: str("days")}}, []pipeline.Fact{quantity("", 10, "hours", nil)}, Tally{0, 1, 1}, Tally{0, 1, 1}},
		{"the less particular gold does not starve the other", []GoldFact{
			{Kind: "figure", Number: num(10), Unit: str("days")},
			{Kind: "figure", Number: num(10), Unit: str("days"), Parts: map[string]string{"of": "20"}},
		}, []pipeline.Fact{quantity("", 10, "days", map[string]string{"of": "20"}), quantity("", 10, "days", nil)}, Tally{2, 0, 0}, Tally{2, 0, 0}},
		{"another kind does not count here", nil, []pipeline.Fact{fact("date", "", "2025")}, Tally{}, Tally{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			gold := Gold{Facts: c.gold, Complete: []string{"event", "figure"}}
			r := Score(&Case{Gold: gold}, "text", &pipeline.Record{Facts: c.got})
			sum := r.Scores["event"].Add(r.Scores["figure"])
			if sum.Strict != c.strict || sum.Soft != c.soft {
				t.Errorf("strict %+v, soft %+v; want %+v and %+v", sum.Strict, sum.Soft, c.strict, c.soft)
			}
			if len(r.Missed) != c.strict.Missed || len(r.Wrong) != c.strict.Wrong {
				t.Errorf("%d missed and %d wrong are listed, counted %+v", len(r.Missed), len(r.Wrong), c.strict)
			}
		})
	}
}

func TestScoreLeavesIncompleteKindsOut(t *testing.T) {
	c := Case{Gold: Gold{Complete: []string{"event"}, Facts: []GoldFact{{Kind: "date", Value: "2025-01"}}}}
	r := Score(&c, "text", &pipeline.Record{Facts: []pipeline.Fact{fact("date", "", "2026-01")}})
	if _, scored := r.Scores["date"]; scored || !r.Perfect() {
		t.Errorf("dates were scored: %+v", r)
	}
}

func TestScoreSections(t *testing.T) {
	c := Case{Gold: Gold{Complete: []string{"sections"}, Sections: []GoldSection{
		{Number: "1", Title: str("General considerations")}, {Number: "1.1"}, {Number: "1", Title: str("Scope"), Annex: "Annex 1"},
	}}}
	got := []pipeline.Section{
		{Number: "1", Title: "General  Considerations"}, {Number: "1.1", Title: "whatever"}, {Number: "1", Title: "Scope of it", Annex: "Annex 1"}, {Number: "2"},
	}
	r := Score(&c, "text", &pipeline.Record{Sections: got})
	if m := r.Scores["sections"]; m.Strict != (Tally{2, 2, 1}) || m.Soft != (Tally{3, 1, 0}) {
		t.Errorf("got %+v", m)
	}
	if len(r.Missed) != 1 || r.Missed[0].Instead != "1 Scope of it" {
		t.Errorf("misses: %+v", r.Missed)
	}
}

func TestScoreClauses(t *testing.T) {
	c := Case{Gold: Gold{Complete: []string{"clauses"}, Clauses: []GoldClause{
		{Key: "noting", Label: "observando"}, {Key: "resolves", Label: "resuelve"}, {Key: "mod", Label: "MOD", Optional: true},
	}}}
	r := Score(&c, "text", &pipeline.Record{Clauses: []pipeline.Clause{{Key: "noting", Label: "Observando"}, {Key: "resolves", Label: "resuelve además"}, {Key: "invites", Label: "invita"}}})
	if m := r.Scores["clauses"]; m.Strict != (Tally{1, 2, 1}) || m.Soft != (Tally{2, 1, 0}) {
		t.Errorf("got %+v", m)
	}
	if len(r.Missed) != 1 || r.Missed[0].Instead != "resolves resuelve además" {
		t.Errorf("misses: %+v", r.Missed)
	}
}

func TestScoreHeader(t *testing.T) {
	c := Case{Gold: Gold{Complete: []string{"header"}, Header: map[string]any{
		"symbol": "C26/30-F", "title": "Rapport sur la Conférence", "language": "fr", "date": "2026-03-24", "number": 30.0,
		"agenda_item": "", "source": "",
		"meeting": map[string]any{"start": "2026-04-28", "place": "Geneva"},
		"box":     []any{map[string]any{"key": "purpose", "text": "Le présent document"}, map[string]any{"key": "action"}},
	}}}
	rec := &pipeline.Record{Language: "fr", Header: pipeline.Header{
		Symbol: "C26/30-F", Title: "RAPPORT SUR  LA CONFÉRENCE", Date: "2026-03-25", Number: 30, Source: "Somebody",
		Meeting: pipeline.Meeting{Start: "2026-04-28"},
		Box:     []pipeline.BoxEntry{{Key: "purpose", Text: "Le présent\u00a0document"}, {Key: "action", Text: "approuver"}, {Key: "financial", Text: "x"}},
	}}
	r := Score(&c, "text", rec)
	for field, want := range map[string]Tally{
		"header.symbol": {1, 0, 0}, "header.title": {1, 0, 0}, "header.language": {1, 0, 0}, "header.number": {1, 0, 0},
		"header.date": {0, 1, 1}, "header.source": {0, 1, 0}, "header.agenda_item": {},
		"header.meeting.start": {1, 0, 0}, "header.meeting.place": {0, 0, 1},
		"header.box.purpose": {1, 0, 0}, "header.box.action": {1, 0, 0}, "header.box.financial": {0, 1, 0},
	} {
		if got := r.Scores[field].Strict; got != want {
			t.Errorf("%s: %+v, want %+v", field, got, want)
		}
	}
	if len(r.Missed) != 2 || len(r.Wrong) != 3 {
		t.Errorf("missed %+v, wrong %+v", r.Missed, r.Wrong)
	}
}

func TestScoreWithoutRecordMissesAll(t *testing.T) {
	c := Case{Gold: Gold{Complete: []string{"header", "event"}, Header: map[string]any{"symbol": "C26/1-E"}, Facts: []GoldFact{{Kind: "event", Value: "PP-26"}}}}
	r := Score(&c, "pdf", nil)
	if len(r.Missed) != 2 || len(r.Wrong) != 0 {
		t.Errorf("missed %+v, wrong %+v", r.Missed, r.Wrong)
	}
}

func TestTally(t *testing.T) {
	a := Tally{Right: 3, Wrong: 1, Missed: 2}
	if a.Precision() != 0.75 || a.Recall() != 0.6 || a.Support() != 5 || a.F1() != 2.0/3 {
		t.Errorf("%v %v %v", a.Precision(), a.Recall(), a.F1())
	}
	if e := (Tally{}); e.F1() != 1 || e.Precision() != 1 {
		t.Errorf("nothing to find and nothing found is perfect, got %v", e.F1())
	}
}
