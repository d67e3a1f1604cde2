package lexicon

import (
	"testing"

	"plenary/extractors/tokens"
)

func TestCityAt(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Bakou", "Baku"}, {"Бухаресте", "Bucharest"}, {"Нью-Дели", "New Delhi"}, {"釜山", "Busan"},
		{"布加勒斯特", "Bucharest"}, {"الدوحة", "Doha"}, {"وبوخارست", "Bucharest"}, {"Charm el-Cheikh", "Sharm el-Sheikh"},
		{"Florianopolis", "Florianopolis"}, {"Lyon", ""},
	} {
		toks := tokens.Cut(c.text)
		city, n := Conferences().CityAt(toks, 0)
		if city != c.want || city != "" && n != len(toks) {
			t.Errorf("CityAt(%q) = %q, %d of %d tokens; want %q", c.text, city, n, len(toks), c.want)
		}
	}
}

func TestConferencesAt(t *testing.T) {
	for _, c := range []struct {
		place string
		year  int
		want  string
	}{
		{"Baku", 2025, "WTDC-25"}, {"Dubai", 2018, "PP-18"}, {"Dubai", 2014, "WTDC-14"}, {"Doha", 2006, "WTDC-06"},
		{"Geneva", 2022, "WTSA-20"}, {"Dubai", 2012, "WTSA-12"}, {"Istanbul", 2002, "WTDC-02"},
	} {
		found := Conferences().At(c.place, c.year)
		if len(found) == 0 || found[0].Label != c.want {
			t.Errorf("At(%s, %d) = %v, want %s first", c.place, c.year, found, c.want)
		}
	}
	if found := Conferences().At("Baku", 2022); found != nil {
		t.Errorf("At(Baku, 2022) = %v", found)
	}
}

func TestConferencesOf(t *testing.T) {
	for _, c := range []struct {
		body string
		year int
		want string
	}{{"WTSA", 2020, "WTSA-20"}, {"WTSA", 2022, "WTSA-20"}, {"WRC", 2000, "WRC-2000"}, {"PP", 1998, "PP-98"}} {
		if got, ok := Conferences().Of(c.body, c.year); !ok || got.Label != c.want {
			t.Errorf("Of(%s, %d) = %v", c.body, c.year, got)
		}
	}
}
