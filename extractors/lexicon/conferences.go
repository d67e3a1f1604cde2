package lexicon

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"plenary/extractors/tokens"
)

// A Conference is one meeting of a body that adopts texts, as conferences.txt has it.
type Conference struct {
	Label      string // canonical name of the event: "WTDC-25", "WRC-2000"
	Body       string // PP, WTDC, WTSA, WRC, RA, WCIT, WTPF, WSIS; the older names as they were (WTSC, WARC)
	Place      string // English name of the city, "" where it is not known
	Year       int    // of the texts that it adopted: WTSA-20 has 2022
	Start, End string // ISO 8601, "" where not known
	Ordinal    int    // 9 for the ninth of its body, 0 where nobody counts them
}

// A ConferenceTable answers who met where and when.
type ConferenceTable struct {
	All    []Conference
	cities *Matcher
	names  map[string][]string // of a city, by its English name
}

// Conferences returns the table of conferences.txt, read once.
var Conferences = sync.OnceValue(func() *ConferenceTable {
	t, err := parseConferences(Data("conferences"))
	if err != nil {
		panic(err)
	}
	return t
})

// CityAt returns the English name of the city whose name begins at toks[i] in any language, and the number
// of tokens of the name; 0 where none does.
func (t *ConferenceTable) CityAt(toks []tokens.Token, i int) (city string, n int) {
	return t.cities.At(toks, i)
}

// Spellings returns the names of a city in all languages; one that ends in * may take any ending.
func (t *ConferenceTable) Spellings(city string) []string { return t.names[city] }

// At returns the conferences that met at the place and adopted texts of the year, in the table's order.
func (t *ConferenceTable) At(place string, year int) []Conference {
	var found []Conference
	for _, c := range t.All {
		if c.Place == place && c.Year == year {
			found = append(found, c)
		}
	}
	return found
}

// Of returns the body's conference whose label carries the year, or that met in it.
func (t *ConferenceTable) Of(body string, year int) (Conference, bool) {
	for _, c := range t.All {
		if c.Body == body && c.LabelYear() == year {
			return c, true
		}
	}
	for _, c := range t.All {
		if c.Body == body && c.Year == year {
			return c, true
		}
	}
	return Conference{}, false
}

// Nth returns the body's conference of the ordinal.
func (t *ConferenceTable) Nth(body string, ordinal int) (Conference, bool) {
	for _, c := range t.All {
		if c.Body == body && c.Ordinal == ordinal && ordinal > 0 {
			return c, true
		}
	}
	return Conference{}, false
}

// Only returns the one conference of the body that met in the place, where there is just one.
func (t *ConferenceTable) Only(body, place string) (found Conference, ok bool) {
	for _, c := range t.All {
		if c.Body == body && c.Place == place {
			if ok {
				return Conference{}, false
			}
			found, ok = c, true
		}
	}
	return found, ok
}

// LabelYear returns the four-digit year of the label: 2020 for WTSA-20.
func (c Conference) LabelYear() int {
	y, _ := strconv.Atoi(c.Label[strings.LastIndexByte(c.Label, '-')+1:])
	return FullYear(y)
}

// FullYear makes a two-digit year of a label or symbol a full one: 25 is 2025, 98 is 1998. The Union's first
// label with two digits is of 1947, so 47 to 99 are of the last century.
func FullYear(y int) int {
	switch {
	case y >= 100:
		return y
	case y >= 47:
		return 1900 + y
	}
	return 2000 + y
}

func parseConferences(data string) (*ConferenceTable, error) {
	t := &ConferenceTable{}
	cities := map[string][]string{}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSpace(line)
		kind, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case kind == "city":
			name, list, ok := strings.Cut(rest, "=")
			if !ok {
				return nil, fmt.Errorf("conferences line %d: no = in %q", n+1, line)
			}
			name = strings.TrimSpace(name)
			cities[name] = []string{name}
			for _, w := range strings.Split(list, ",") {
				cities[name] = append(cities[name], strings.TrimSpace(w))
			}
		case kind == "meeting":
			c, err := parseMeeting(rest)
			if err != nil {
				return nil, fmt.Errorf("conferences line %d: %w", n+1, err)
			}
			if c.Place != "" && cities[c.Place] == nil {
				return nil, fmt.Errorf("conferences line %d: no city %q", n+1, c.Place)
			}
			t.All = append(t.All, c)
		default:
			return nil, fmt.Errorf("conferences line %d: %q", n+1, line)
		}
	}
	t.names = cities
	t.cities = Topic{"en": cities}.Matcher("en")
	t.cities.ar = true // names in Arabic stand among the others
	return t, nil
}

// parseMeeting reads "WTDC-25 Baku 2025 2025-11-17 2025-11-28 9", the ordinal left out where there is none.
func parseMeeting(line string) (Conference, error) {
	f := strings.Fields(line)
	ordinal := 0
	if n := len(f) - 1; n > 0 && len(f[n]) < 3 {
		if k, err := strconv.Atoi(f[n]); err == nil {
			ordinal, f = k, f[:n]
		}
	}
	if len(f) < 5 {
		return Conference{}, fmt.Errorf("five fields wanted in %q", line)
	}
	n := len(f)
	year, err := strconv.Atoi(f[n-3])
	if err != nil {
		return Conference{}, fmt.Errorf("year: %w", err)
	}
	known := func(s string) string {
		if s == "-" {
			return ""
		}
		return s
	}
	body, _, _ := strings.Cut(f[0], "-")
	return Conference{
		Label: f[0], Body: body, Place: known(strings.Join(f[1:n-3], " ")), Year: year,
		Start: known(f[n-2]), End: known(f[n-1]), Ordinal: ordinal,
	}, nil
}
