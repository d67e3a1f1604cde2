package eval

import (
	"fmt"
	"sort"
	"strconv"

	"plenary/pipeline"
)

// A Tally counts what was found rightly, found wrongly and missed.
type Tally struct {
	Right, Wrong, Missed int
}

// Add returns the sum of two tallies.
func (t Tally) Add(o Tally) Tally {
	return Tally{t.Right + o.Right, t.Wrong + o.Wrong, t.Missed + o.Missed}
}

// Support returns how many there were to find.
func (t Tally) Support() int { return t.Right + t.Missed }

// Precision returns the share of what was found that is right; 1 where nothing was found.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.Wrong) }

// Recall returns the share of what there was to find that was found; 1 where there was nothing.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

// F1 returns the harmonic mean of precision and recall.
func (t Tally) F1() float64 { return share(2*t.Right, 2*t.Right+t.Wrong+t.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Marks are one field's tallies under both measures of the contract.
type Marks struct {
	Strict, Soft Tally
}

// Add returns the sum of two scores.
func (m Marks) Add(o Marks) Marks { return Marks{m.Strict.Add(o.Strict), m.Soft.Add(o.Soft)} }

// A Finding is one miss or one false find under the strict measure.
type Finding struct {
	Case, Format, Language string
	Field                  string // header.<name>, sections, or a kind of fact
	Section                string
	Value                  string
	Quote                  string
	Instead                string // a miss: what the record has in its place, "" if nothing
}

// A Result is the score of one record.
type Result struct {
	Case, Format, Language string
	Err                    error // why there was no record; then everything is missed
	Scores                 map[string]Marks
	Missed, Wrong          []Finding
}

// Perfect reports whether the record has everything and nothing wrong, strictly.
func (r *Result) Perfect() bool { return r.Err == nil && len(r.Missed) == 0 && len(r.Wrong) == 0 }

// Fields returns the fields that were scored, in the order in which they are shown.
func (r *Result) Fields() []string {
	var fields []string
	for f := range r.Scores {
		fields = append(fields, f)
	}
	sort.Slice(fields, func(i, j int) bool { return before(fields[i], fields[j]) })
	return fields
}

// Score measures a record against the gold of a case. A nil record, of a file that could not be read,
// misses everything.
func Score(c *Case, format string, rec *pipeline.Record) Result {
	m := &measure{c: c, Result: Result{Case: c.ID, Format: format, Language: c.Language(), Scores: map[string]Marks{}}}
	if rec == nil {
		rec = &pipeline.Record{}
	}
	if c.Gold.scores("header") {
		m.header(rec)
	}
	if c.Gold.scores("sections") {
		m.sections(rec)
	}
	if c.Gold.scores("clauses") {
		m.clauses(rec)
	}
	for _, kind := range c.Gold.Complete {
		if kind != "header" && kind != "sections" && kind != "clauses" {
			m.facts(kind, rec)
		}
	}
	return m.Result
}

// A measure collects a result.
type measure struct {
	c *Case
	Result
}

func (m *measure) finding(field, section, value, quote string) Finding {
	return Finding{Case: m.Case, Format: m.Format, Language: m.Language, Field: field, Section: section, Value: value, Quote: quote}
}

// header scores the fields that the gold states, one by one. A value in the place of another is one wrong
// and one missed; a value where the gold says that there is none is wrong.
func (m *measure) header(rec *pipeline.Record) {
	got := flatten(rec)
	for _, w := range wanted(m.c.Gold.Header, got) {
		field := "header." + w.name
		have := got[w.name]
		right := same(have, w.value)
		if w.any {
			right = have != ""
		}
		var t Tally
		switch {
		case right && have == "":
		case right:
			t.Right = 1
		default:
			if have != "" {
				t.Wrong = 1
				m.Wrong = append(m.Wrong, m.finding(field, "", have, ""))
			}
			if w.value != "" || w.any {
				t.Missed = 1
				f := m.finding(field, "", w.value, "")
				f.Instead = have
				m.Missed = append(m.Missed, f)
			}
		}
		m.Scores[field] = m.Scores[field].Add(Marks{t, t})
	}
}

// sections scores numbers, and titles where the gold gives them.
func (m *measure) sections(rec *pipeline.Record) {
	gold, got := m.c.Gold.Sections, rec.Sections
	fits := func(strict bool) func(g, r int) bool {
		return func(g, r int) bool {
			if gold[g].Number != got[r].Number {
				return false
			}
			if gold[g].Annex != "" && gold[g].Annex != got[r].Annex {
				return false
			}
			return !strict || gold[g].Optional || gold[g].Title == nil || same(*gold[g].Title, got[r].Title)
		}
	}
	optional := func(g int) bool { return gold[g].Optional }
	strict := match(len(gold), len(got), optional, fits(true))
	soft := match(len(gold), len(got), optional, fits(false))
	m.Scores["sections"] = Marks{strict.tally(optional), soft.tally(optional)}
	for _, g := range strict.missed(optional) {
		f := m.finding("sections", gold[g].Number, title(gold[g].Number, deref(gold[g].Title)), "")
		if r := soft.of[g]; r >= 0 {
			f.Instead = title(got[r].Number, got[r].Title)
		}
		m.Missed = append(m.Missed, f)
	}
	for _, r := range strict.wrong() {
		m.Wrong = append(m.Wrong, m.finding("sections", got[r].Number, title(got[r].Number, got[r].Title), ""))
	}
}

// clauses scores the parts of resolutions: their keys, and strictly their labels.
func (m *measure) clauses(rec *pipeline.Record) {
	gold, got := m.c.Gold.Clauses, rec.Clauses
	optional := func(g int) bool { return gold[g].Optional }
	strict := match(len(gold), len(got), optional, func(g, r int) bool {
		return gold[g].Key == got[r].Key && (gold[g].Optional || same(gold[g].Label, got[r].Label))
	})
	soft := match(len(gold), len(got), optional, func(g, r int) bool { return gold[g].Key == got[r].Key })
	m.Scores["clauses"] = Marks{strict.tally(optional), soft.tally(optional)}
	for _, g := range strict.missed(optional) {
		f := m.finding("clauses", "", title(gold[g].Key, gold[g].Label), "")
		if r := soft.of[g]; r >= 0 {
			f.Instead = title(got[r].Key, got[r].Label)
		}
		m.Missed = append(m.Missed, f)
	}
	for _, r := range strict.wrong() {
		m.Wrong = append(m.Wrong, m.finding("clauses", got[r].Section, title(got[r].Key, got[r].Label), ""))
	}
}

func title(number, words string) string {
	if words == "" {
		return number
	}
	return number + " " + words
}

// facts scores one kind of fact.
func (m *measure) facts(kind string, rec *pipeline.Record) {
	var gold []*GoldFact
	for i := range m.c.Gold.Facts {
		if m.c.Gold.Facts[i].Kind == kind {
			gold = append(gold, &m.c.Gold.Facts[i])
		}
	}
	var got []*pipeline.Fact
	for i := range rec.Facts {
		if rec.Facts[i].Kind == kind {
			got = append(got, &rec.Facts[i])
		}
	}
	optional := func(g int) bool { return gold[g].Optional }
	strict := match(len(gold), len(got), optional, func(g, r int) bool {
		return gold[g].Optional && gold[g].soft(got[r]) || gold[g].strict(got[r])
	})
	soft := match(len(gold), len(got), optional, func(g, r int) bool { return gold[g].soft(got[r]) })
	m.Scores[kind] = Marks{strict.tally(optional), soft.tally(optional)}
	for _, g := range strict.missed(optional) {
		f := m.finding(kind, gold[g].Section, gold[g].String(), gold[g].Quote)
		if r := soft.of[g]; r >= 0 && strict.by[r] < 0 {
			f.Instead = describe(got[r])
		}
		m.Missed = append(m.Missed, f)
	}
	for _, r := range strict.wrong() {
		m.Wrong = append(m.Wrong, m.finding(kind, got[r].Section, valueOf(got[r]), got[r].Quote))
	}
}

// soft reports whether a fact of the same kind says the same, section and parts left out.
func (g *GoldFact) soft(f *pipeline.Fact) bool {
	if g.Kind != "figure" {
		return g.Value == f.Value
	}
	if f.Number == nil || !near(*g.Number, *f.Number) {
		return false
	}
	return g.Unit == nil || f.Unit != nil && *g.Unit == *f.Unit
}

// strict reports whether a fact says the same in the same section with every part that the gold states.
func (g *GoldFact) strict(f *pipeline.Fact) bool {
	if !g.soft(f) || g.Section != f.Section || g.Annex != "" && g.Annex != f.Annex {
		return false
	}
	if g.Kind != "figure" {
		return true
	}
	for name, want := range g.Parts {
		if !same(want, f.Parts[name]) {
			return false
		}
	}
	return true
}

// near reports whether two numbers are the same but for the last bit of their arithmetic.
func near(a, b float64) bool {
	d := a - b
	if d < 0 {
		d = -d
	}
	return d <= 1e-9*max(1, a, b, -a, -b)
}

// String returns the fact as a miss shows it.
func (g *GoldFact) String() string {
	if g.Kind != "figure" {
		return g.Value
	}
	return figure(g.Number, g.Unit, g.Parts)
}

// valueOf returns a fact as a false find shows it.
func valueOf(f *pipeline.Fact) string {
	if f.Kind != "figure" {
		return f.Value
	}
	return figure(f.Number, f.Unit, f.Parts)
}

func describe(f *pipeline.Fact) string {
	return fmt.Sprintf("%s in section %q, read from %q", valueOf(f), f.Section, f.Quote)
}

// figure writes a number with its unit and parts: "1939 participants (qualifier=exact)".
func figure(number *float64, unit *string, parts map[string]string) string {
	s := "?"
	if number != nil {
		s = strconv.FormatFloat(*number, 'f', -1, 64)
	}
	if u := deref(unit); u != "" {
		s += " " + u
	}
	var names []string
	for n := range parts {
		names = append(names, n)
	}
	sort.Strings(names)
	for i, n := range names {
		if i == 0 {
			s += " ("
		} else {
			s += ", "
		}
		s += n + "=" + parts[n]
	}
	if len(names) > 0 {
		s += ")"
	}
	return s
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
