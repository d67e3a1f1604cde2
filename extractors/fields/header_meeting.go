package fields

import (
	"strconv"
	"time"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// banner takes a line that names the meeting and says nothing else: "Council 2018", "Geneva, 17-27 April 2018",
// "PLENIPOTENTIARY CONFERENCE (PP-14)". A title that names a conference has other words besides.
func (h *headReader) banner(l *headLine, dates []*found, cities []string) {
	took := append([]bool{}, l.taken...)
	body, year, known := "", 0, len(dates)+len(cities)
	for i := 0; i < len(l.toks); i++ {
		if took[i] {
			continue
		}
		t := l.toks[i]
		n := 0
		if key, k := h.words.bodies.At(l.toks, i); k > 0 {
			if len(key) > 5 && key[:5] == "body_" && body == "" {
				body = key[5:]
			}
			n, known = k, known+1
		} else if _, k := lexicon.Conferences().CityAt(l.toks, i); k > 0 {
			n = k
		} else if t.Kind == tokens.Number && len(t.Fold) == 4 && (t.Fold[:2] == "20" || t.Fold[:2] == "19") {
			year, n = atoi(t.Fold), 1
			if i+1 < len(l.toks) && (l.toks[i+1].Fold == "年" || l.toks[i+1].Fold == "года" || l.toks[i+1].Fold == "г") {
				n = 2
			}
		} else if t.Kind == tokens.Number && len(t.Fold) == 2 && i > 1 && l.toks[i-1].Fold == "-" && body != "" {
			year, n = fullYear(t.Fold), 1
		} else if l.toks[i].Fold == "会" || l.toks[i].Fold == "议" || l.toks[i].Fold == "session" {
			n = 1
		}
		for k := i; k < i+n; k++ {
			took[k] = true
		}
		if n > 0 {
			i += n - 1
		}
	}
	left := 0
	for i, t := range l.toks {
		if !took[i] && t.Kind != tokens.Sign {
			left++
		}
	}
	if known == 0 || left > 1 && left*4 > len(l.toks) || left > 0 && len(dates) == 0 && year == 0 && len(cities) == 0 {
		return
	}
	if left > 0 && len(dates) == 0 && (body == "" || left > 1 && len(cities) == 0) {
		return
	}
	if h.found.body == "" {
		h.found.body = body
	}
	if year > 0 && body != "" && h.found.year == 0 {
		h.found.year = year
	}
	if len(cities) > 0 && h.found.place == "" {
		h.found.place = cities[0]
	}
	l.take(0, len(l.toks))
}

// symbol chooses the document's own symbol: from the header block, else from running heads and feet, else from
// the file's name.
func (h *headReader) symbol() {
	s := h.headSymbol()
	foot := h.footSymbol()
	name := symbolFromName(h.doc.Name)
	if !s.ok() {
		s = foot
	}
	if !s.ok() && h.found.bare.Number > 0 {
		s = h.completed(name)
	}
	if !s.ok() {
		s = h.completedName(name)
	}
	if !s.ok() {
		s = h.loneSymbol()
	}
	if letter := h.found.letter.number; !s.ok() && letter.ok() {
		h.rec.Header.Symbol, h.rec.Header.Year, h.rec.Header.Number = letter.String(), letter.Year, letter.Number
		return
	}
	for _, other := range []symbol{foot, name} { // a symbol that names its language completes one that does not
		if s.Lang == 0 && sameDocument(s, other) {
			s.Lang = other.Lang
		}
	}
	if len(s.Mods) == 0 {
		s.Mods = h.found.mods
	}
	hd := &h.rec.Header
	hd.Symbol, hd.Body, hd.Year, hd.Series, hd.Number = s.String(), s.Body, s.Year, s.Series, s.Number
	hd.Revision, hd.Addendum, hd.Corrigendum = s.modifierNumber("Rev"), s.modifierNumber("Add"), s.modifierNumber("Corr")
	if hd.Body == "" {
		hd.Body = h.found.body
	}
	if hd.Year == 0 {
		hd.Year = h.found.year
	}
}

func sameDocument(a, b symbol) bool {
	return a.ok() && a.Body == b.Body && a.Number == b.Number && a.Series == b.Series && (a.Year == b.Year || b.Year == 0)
}

// headSymbol returns the symbol of the header block: behind the word "Document", or alone on its line.
func (h *headReader) headSymbol() symbol {
	for _, s := range h.found.symbols {
		if s.named {
			return s.symbol
		}
	}
	for _, s := range h.found.symbols {
		if s.alone {
			return s.symbol
		}
	}
	return symbol{}
}

// footSymbol returns the symbol that most running heads and feet show.
func (h *headReader) footSymbol() symbol {
	sh := h.doc.Shadow().Text
	count := map[string]int{}
	var best symbol
	for i := range h.furniture() {
		l := &h.feet[i]
		for k := range l.toks {
			if k > 0 && !l.toks[k].Space {
				continue
			}
			s, n := symbolAt(sh, l.toks, k)
			if n == 0 {
				continue
			}
			key := s.String()
			count[key]++
			if b := best.String(); b == "" || count[key] > count[b] {
				best = s
			}
		}
	}
	return best
}

// loneSymbol returns a symbol with its language that stands alone on a line, with the number of a page at most: a foot
// that was not told from the text.
func (h *headReader) loneSymbol() symbol {
	lines := linesOf(h.doc)
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		if len(l.Text) > 32 || len(l.Toks) < 3 {
			continue
		}
		s, n := symbolAt(h.doc.Shadow().Text, l.Toks, 0)
		if n > 0 && s.Lang != 0 && (n == len(l.Toks) || n+1 == len(l.Toks) && l.Toks[n].Kind == tokens.Number) {
			return s
		}
	}
	return symbol{}
}

// completed gives "Document 67-S" the body and year of the banner, or of the file's name.
func (h *headReader) completed(name symbol) symbol {
	s := h.found.bare
	s.Body = h.found.body
	if name.ok() && (s.Body == "" || s.Body == name.Body) && name.Number == s.Number {
		s.Body, s.YearAs, s.Year, s.Session = name.Body, name.YearAs, name.Year, name.Session
	}
	if s.YearAs == "" && h.found.year > 0 {
		s.Year, s.YearAs = h.found.year, strconv.Itoa(h.found.year)[2:]
	}
	if s.YearAs == "" && len(h.found.ranges) > 0 {
		s.Year = h.found.ranges[0].from.y
		s.YearAs = strconv.Itoa(s.Year)[2:]
	}
	if s.YearAs == "" && s.Session == "" {
		return symbol{}
	}
	return s
}

// completedName gives a symbol from a file's key the year that the key does not tell.
func (h *headReader) completedName(name symbol) symbol {
	if !name.ok() || name.YearAs != "" || name.Session != "" {
		return name
	}
	for _, seen := range append(append([]dateSeen{}, h.found.ranges...), h.found.dates...) {
		name.Year = seen.from.y
		name.YearAs = strconv.Itoa(name.Year)[2:]
		return name
	}
	return symbol{}
}

// meeting sets the session that the document was submitted to: its name from the symbol or the banner, its place
// and days from the banner, the feet, or the table of conferences.
func (h *headReader) meeting() {
	hd := &h.rec.Header
	m := &hd.Meeting
	body, year := hd.Body, hd.Year
	if body == "" {
		return
	}
	if year > 0 {
		m.Name = meetingName(body, year)
	}
	h.meetingDays(m, year)
	if m.Start != "" && (m.Place != "" || h.found.place == "") {
		if m.Place == "" {
			m.Place = h.found.place
		}
		return
	}
	if m.Place == "" {
		m.Place = h.found.place
	}
	if c, ok := lexicon.Conferences().Of(body, year); ok && c.Label == m.Name {
		if m.Start == "" {
			m.Start, m.End = c.Start, c.End
		}
		if m.Place == "" {
			m.Place = c.Place
		}
	}
}

// meetingName returns the canonical name of the body's session in a year: "Council 2026", "WTDC-25".
func meetingName(body string, year int) string {
	if body == "C" {
		return "Council " + strconv.Itoa(year)
	}
	if c, ok := lexicon.Conferences().Of(body, year); ok {
		return c.Label
	}
	y := strconv.Itoa(year)
	return body + "-" + y[len(y)-2:]
}

// meetingDays takes the first range of days that fits the year, from the header block and then from the feet,
// and the city beside it.
func (h *headReader) meetingDays(m *pipeline.Meeting, year int) {
	fits := func(s dateSeen) bool {
		return s.from.d > 0 && (year == 0 || s.from.y >= year-1 && s.from.y <= year+2)
	}
	for _, s := range h.found.ranges {
		if fits(s) {
			m.Start, m.End, m.Place = s.from.String(), s.to.String(), s.place
			return
		}
	}
	for i := range h.furniture() {
		l := &h.feet[i]
		r := h.dateReader(l)
		place := ""
		for k := range l.toks {
			if city, n := lexicon.Conferences().CityAt(l.toks, k); n > 0 && place == "" {
				place = city
			}
		}
		for k := range l.toks {
			if fs := r.read(k); len(fs) > 0 {
				if s := (dateSeen{fs[0], place, false, l}); fs[0].to != (day{}) && fits(s) {
					m.Start, m.End, m.Place = s.from.String(), s.to.String(), place
					return
				}
			}
		}
	}
}

// date sets the document's own date: one that stands by itself above the title, else the day on which the file was
// saved, from a running foot, where that day is plausible.
func (h *headReader) date() {
	for _, alone := range []bool{true, false} {
		for _, d := range h.found.dates {
			if d.alone == alone && (alone || d.from.d > 0 && d.line.left() <= 4) {
				h.rec.Header.Date = d.from.String()
				return
			}
		}
	}
	for i := range h.furniture() {
		for k := range h.feet[i].toks {
			if d := savedOn(h.feet[i].toks, k); h.plausible(d) {
				h.rec.Header.Date = d.String()
				return
			}
		}
	}
}

// savedOn reads the day that a word processor writes into a foot: "24.03.26", "07.06.2019", always day first.
func savedOn(toks []tokens.Token, i int) day {
	if i+4 >= len(toks) || toks[i+1].Fold != "." || toks[i+3].Fold != "." || i > 0 && !toks[i].Space {
		return day{}
	}
	for k := i; k < i+5; k += 2 {
		if n := len(toks[k].Fold); toks[k].Kind != tokens.Number || n != 2 && (k < i+4 || n != 4) || k > i && toks[k].Space {
			return day{}
		}
	}
	return day{fullYear(toks[i+4].Fold), atoi(toks[i+2].Fold), atoi(toks[i].Fold)}
}

// plausible reports whether a document of the meeting may have been saved on the day: within about a year before
// the meeting, or during it.
func (h *headReader) plausible(d day) bool {
	if !d.valid() || d.y == 0 {
		return false
	}
	m, year := h.rec.Header.Meeting, h.rec.Header.Year
	if m.Start != "" {
		start, err := time.Parse("2006-01-02", m.Start)
		if err != nil {
			return false
		}
		saved := time.Date(d.y, time.Month(d.m), d.d, 0, 0, 0, 0, time.UTC)
		return saved.After(start.AddDate(-1, -1, 0)) && saved.Before(start.AddDate(0, 3, 0))
	}
	return year > 0 && (d.y == year || d.y == year-1)
}
