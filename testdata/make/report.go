package main

import "strings"

// A report is one annotated source: what stands on the page, block by block, and what a person finds in it.
type report struct {
	id       string
	language string
	header   map[string]any    // the gold's header
	options  map[string]string // how the renditions are made; see README.md
	complete []string
	blocks   []block
	facts    []fact
	sections []section
	clauses  []clause
	loose    []string // words with digits outside every mark, for the writer to check
}

// A block is one thing on the page.
type block struct {
	kind   string // front author title label rule heading numbered item sub para table note annex clause sign
	number string // heading, numbered, note: as printed without its point; item: "–" or "a)"
	level  int    // heading, numbered: 1 for "1", 2 for "1.1"
	first  bool   // heading, numbered: numbering begins anew here
	key    string // label: the key in the box
	runs   []run
	right  []run     // front: the right-hand cell
	rows   [][][]run // table: rows of cells; the first row is the head
}

// A run is text of one look.
type run struct {
	text         string
	bold, italic bool
	note         string // the number of the footnote that is called here; text is empty
}

// A fact is one entry of the gold's facts.
type fact struct {
	Kind     string            `json:"kind"`
	Section  string            `json:"section"`
	Annex    string            `json:"annex,omitempty"`
	Value    string            `json:"value,omitempty"`
	Number   *float64          `json:"number,omitempty"`
	Unit     *string           `json:"unit,omitempty"`
	Parts    map[string]string `json:"parts,omitempty"`
	Quote    string            `json:"quote"`
	Optional bool              `json:"optional,omitempty"`
}

// A section is one entry of the gold's sections.
type section struct {
	Number   string  `json:"number"`
	Title    *string `json:"title,omitempty"`
	Annex    string  `json:"annex,omitempty"`
	Optional bool    `json:"optional,omitempty"`
}

// A clause is one entry of the gold's clauses: the part of a resolution that a verb opens.
type clause struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

// option returns an option of the report or the default.
func (r *report) option(name, otherwise string) string {
	if v, ok := r.options[name]; ok {
		return v
	}
	return otherwise
}

// printed returns a section's number as the page shows it.
func (r *report) printed(number string) string {
	switch mark := r.option("point", ""); mark {
	case "":
		return number
	case "yes":
		return number + "."
	default:
		return number + mark
	}
}

// plain returns the text of runs without their look; a footnote's call is its number.
func plain(runs []run) string {
	var s strings.Builder
	for _, r := range runs {
		s.WriteString(r.text)
		s.WriteString(r.note)
	}
	return s.String()
}
