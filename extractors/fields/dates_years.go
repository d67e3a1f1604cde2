package fields

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// fillYears gives a year to the dates that were printed without one. Evidence, in this order: the year of the item that
// closes their list; words ("of the present year"); a range of the document that holds the day; a full date of
// its sentence; an event named before it in the sentence; the nearest full date of the same paragraph; the document's own date; the nearest full date before; the
// document's meeting and year.
func fillYears(rec *pipeline.Record, all []*found) {
	y := yearFinder{rec: rec}
	for _, f := range all {
		if f.from.y != 0 && f.from.m != 0 {
			y.full = append(y.full, f)
		}
	}
	y.own = parseDay(rec.Header.Date)
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.Kind == "event" && len(f.Parts["year"]) == 4 {
			y.events = append(y.events, *f)
		}
	}
	sort.Slice(y.events, func(i, j int) bool { return y.events[i].Start < y.events[j].Start })
	for k := len(all) - 2; k >= 0; k-- {
		if f := all[k]; f.from.y == 0 && f.from.m != 0 {
			f.setYear(y.listed(f, all[k+1]))
		}
	}
	for _, f := range all {
		if f.from.y == 0 && f.from.m != 0 {
			f.setYear(y.of(f))
			y.filled = append(y.filled, f)
		}
	}
}

// setYear completes a date without a year.
func (f *found) setYear(y int) {
	if y == 0 {
		return
	}
	f.from.y = y
	if f.to != (day{}) && f.to.y == 0 {
		f.to.y = y
		if f.to.before(f.from) {
			f.to.y++
		}
	}
}

// A yearFinder finds the years of one document's dates.
type yearFinder struct {
	rec    *pipeline.Record
	full   []*found // the dates that have one
	filled []*found // those that were given one, so far
	events []pipeline.Fact
	own    day // the document's date
}

// listed returns the year of the next date where f is an item of the list that it closes: "1 June, 3 July and 5 August
// 2024".
func (y *yearFinder) listed(f, next *found) int {
	if next == nil || next.p != f.p || next.from.y == 0 || next.from.m == 0 || next.first-f.last > 4 {
		return 0
	}
	r := dateReader{passage: f.p, words: dateWordsOf(f.p.lang)}
	k, how := r.between(f.last + 1)
	if how == "list" {
		if k2, h2 := r.between(k); h2 == "and" {
			k, how = k2, h2
		}
	}
	if k = r.skip(k); how != "and" && how != "list" || k != next.first && !(f.p.lang == "ar" && k == f.last+1) {
		return 0
	}
	if d := f.from; d.m > next.from.m {
		return next.from.y - 1
	}
	return next.from.y
}

// of returns the year of a date without one, 0 where nothing tells it.
func (y *yearFinder) of(f *found) int {
	if year := y.told(f); year != 0 {
		return year
	}
	near := y.beside(f)
	if near != nil && near.at.Start < f.at.Start && f.from.d > 0 {
		d, said := day{nearest(f.from, near.from), f.from.m, f.from.d}, y.inSentence(f)
		if (said == 0 || said == d.y) && abs(days(d)-days(near.from)) <= 10 {
			return d.y // "17-26 октября 2028 года; накануне, 16 октября"
		}
	}
	for _, g := range y.full {
		if g.to != (day{}) && g.from.y == g.to.y && g.from.d > 0 && days(g.to)-days(g.from) < 50 {
			d, end := day{g.from.y, f.from.m, f.from.d}, day{g.from.y, f.to.m, f.to.d}
			if !d.before(g.from) && !g.to.before(d) && (f.to == (day{}) || !g.to.before(end)) {
				return g.from.y
			}
		}
	}
	if year := y.inSentence(f); year != 0 {
		return year
	}
	toCome, g := y.toCome(f), near
	if g != nil && !y.sameSentence(f, g) {
		if year := y.eventBefore(f); year != 0 {
			return year
		}
	}
	if g != nil && (toCome || y.own.y == 0 || !y.own.before(g.from) || y.sameSentence(f, g)) {
		if g.at.Start > f.at.Start {
			return preceding(f.from, g.from) // what is told first comes first
		}
		return nearest(f.from, g.from)
	}
	if year := y.eventBefore(f); year != 0 {
		return year
	}
	if n := len(y.filled); n > 0 && !toCome && y.filled[n-1].from.y != 0 && y.sameSentence(y.filled[n-1], f) {
		return nearest(f.from, y.filled[n-1].from)
	}
	if y.own.y != 0 && y.own.m != 0 {
		next := following(f.from, y.own)
		if toCome || y.aroundMeeting(day{next, f.from.m, f.from.d}) {
			return next
		}
		if y.rec.Header.Type == "letter" { // letters tell of what is near, before and behind
			return nearest(f.from, y.own)
		}
		return preceding(f.from, y.own) // reports tell what was
	}
	year := 0
	for _, g := range y.full {
		if g.at.Start > f.at.Start {
			break
		}
		if f.at.Start-g.at.End < 2000 && !g.p.header {
			year = g.from.y
		}
	}
	if year != 0 {
		return year
	}
	for _, e := range y.events {
		if f.p.block.Contains(e.Span) {
			return atoi(e.Parts["year"])
		}
	}
	for _, s := range []string{y.rec.Header.Meeting.Start, y.rec.Header.Date} {
		if d := parseDay(s); d.y > 1800 {
			return d.y
		}
	}
	return y.rec.Header.Year
}

// aroundMeeting reports whether a day lies in the document's own meeting or a day or two beside it.
func (y *yearFinder) aroundMeeting(d day) bool {
	m := y.rec.Header.Meeting
	start, end := parseDay(m.Start), parseDay(m.End)
	if start.y == 0 {
		return false
	}
	if end.y == 0 {
		end = start
	}
	return days(d) >= days(start)-2 && days(d) <= days(end)+2
}

// told returns the year that words behind the date say: "of the present year", "del mismo año", "прошлого года".
func (y *yearFinder) told(f *found) int {
	r := dateReader{passage: f.p, words: dateWordsOf(f.p.lang)}
	for k := f.last + 1; k <= f.last+2 && k < len(f.p.toks); k++ {
		if f.p.kind(k, tokens.Number) || f.p.kind(k, tokens.Sign) {
			break
		}
		key, n := r.words.years.At(f.p.toks, k)
		if n == 0 {
			continue
		}
		if key == "year.same" {
			if g := y.beside(f); g != nil {
				return g.from.y
			}
			return 0
		}
		own := y.own.y
		if own == 0 {
			own = y.rec.Header.Year
		}
		if own == 0 {
			return 0
		}
		return own + map[string]int{"year.this": 0, "year.last": -1, "year.next": 1}[key]
	}
	return 0
}

// beside returns the nearest full date of the same paragraph, if it is not of another time altogether ("founded on 17 May
// 1865"). What stands before counts for more than what follows.
func (y *yearFinder) beside(f *found) *found {
	var best *found
	gap := 1 << 30
	for _, g := range y.full {
		if g.p != f.p || y.own.y != 0 && (g.from.y < y.own.y-4 || g.from.y > y.own.y+5) {
			continue
		}
		n := f.at.Start - g.at.End
		if n < 0 {
			n = 4 * (g.at.Start - f.at.End)
		}
		if n < gap {
			best, gap = g, n
		}
	}
	return best
}

// sameSentence reports whether nothing ends a sentence between the dates f and g.
func (y *yearFinder) sameSentence(f, g *found) bool {
	if f.p != g.p {
		return false
	}
	ends := ".;。；؛"
	if g.first < f.first {
		f, g, ends = g, f, ".。" // a list goes on behind a semicolon in the year in which it began
	}
	for k := f.last + 1; k < g.first; k++ {
		if f.p.kind(k, tokens.Sign) && strings.ContainsAny(f.p.fold(k), ends) && (f.p.toks[k+1].Space || f.p.fold(k) != ".") {
			return false
		}
	}
	return true
}

// inSentence returns the year that stands alone before the date in its sentence: "In 2024, ... on 3 March".
func (y *yearFinder) inSentence(f *found) int {
	for k := f.first - 1; k >= 0 && k > f.first-40; k-- {
		if f.p.kind(k, tokens.Sign) && strings.ContainsAny(f.p.fold(k), ".;。؛") && (f.p.toks[k+1].Space || f.p.fold(k) == "。") {
			return 0
		}
		if !f.p.kind(k, tokens.Number) || f.p.taken[k] || len(f.p.fold(k)) != 4 || f.p.glued(k+1) && !f.p.kind(k+1, tokens.Han) && f.p.fold(k+1) != "," && f.p.fold(k+1) != ":" {
			continue
		}
		year := atoi(f.p.fold(k))
		if own := y.own.y; own != 0 && year >= own-3 && year <= own+3 || own == 0 && year >= 1950 && year < 2100 {
			return year
		}
	}
	return 0
}

// eventBefore returns the year of an event that the sentence names before the date: "WTDC-25 ... on 17 November".
func (y *yearFinder) eventBefore(f *found) int {
	from := f.at.Start
	for k := f.first; k > 0 && k > f.first-30; k-- {
		if f.p.kind(k-1, tokens.Sign) && strings.ContainsAny(f.p.fold(k-1), ".;。؛") && (k == len(f.p.toks) || f.p.toks[k].Space) {
			break
		}
		from = f.p.span(k-1, k-1).Start
	}
	year := 0
	for _, e := range y.events {
		if e.Start >= from && e.End <= f.at.Start {
			year = atoi(e.Parts["year"])
		}
	}
	return year
}

// toCome reports whether the sentence around the date speaks of what is to come, or the date is a term.
func (y *yearFinder) toCome(f *found) bool {
	r := dateReader{passage: f.p, words: dateWordsOf(f.p.lang)}
	for k := f.first - 1; k >= 0 && k > f.first-25; k-- {
		if f.p.kind(k, tokens.Sign) && strings.ContainsAny(f.p.fold(k), ".;。؛") && (k+1 == len(f.p.toks) || f.p.toks[k+1].Space || f.p.fold(k) == "。") {
			break
		}
		if r.word(r.words.future, k) > 0 || r.futureTense(k) {
			return true
		}
	}
	for k := f.last + 1; k < len(f.p.toks) && k < f.last+12; k++ {
		if f.p.kind(k, tokens.Sign) && strings.ContainsAny(f.p.fold(k), ".;。؛") {
			break
		}
		if r.word(r.words.future, k) > 0 || r.futureTense(k) {
			return true
		}
		if r.lang == "zh" && k == f.last+1 && r.word(r.words.term, k) > 0 {
			return true // 4月30日之前
		}
	}
	for k := f.first - 1; k >= max(0, f.first-5); k-- {
		if n := r.word(r.words.term, k); n > 0 && r.skip(k+n) >= f.first {
			return true
		}
	}
	return false
}

// futureTense reports whether the word at token k is a verb that its ending puts in the future: "examinera",
// "comenzarán". Without its accent a Spanish word may be another ("para").
func (r *dateReader) futureTense(k int) bool {
	if r.toks[k].Kind != tokens.Word {
		return false
	}
	w := r.text[r.toks[k].Start:r.toks[k].End]
	if len(w) < 5 || !startsSmall(w) {
		return false
	}
	var endings []string
	switch r.lang {
	case "es":
		endings = []string{"rá", "rán", "remos"}
	case "fr":
		endings = []string{"era", "ira", "dra", "eront", "iront", "dront"}
	}
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
}

// nearest returns the year that brings a day nearest to another.
func nearest(d, to day) int {
	best, gap := 0, 1<<30
	for year := to.y - 1; year <= to.y+1; year++ {
		n := abs(days(day{year, d.m, d.d}) - days(to))
		if n < gap {
			best, gap = year, n
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// preceding returns the year of the last such day that does not lie after another.
func preceding(d, to day) int {
	if days(day{to.y, d.m, d.d}) <= days(to) {
		return to.y
	}
	return to.y - 1
}

// following returns the year of the first such day that does not lie more than a week before another.
func following(d, after day) int {
	for year := after.y; ; year++ {
		if days(day{year, d.m, d.d}) >= days(after)-7 {
			return year
		}
	}
}

// days returns about how many days lie before a day, for comparing.
func days(d day) int { return d.y*365 + d.y/4 + (d.m-1)*30 + d.m/2 + d.d }

// parseDay reads a day as the record's header has it, "2025-11-28"; the zero day where there is none.
func parseDay(s string) day {
	p := strings.Split(s, "-")
	if len(p) != 3 {
		return day{}
	}
	var d day
	var err error
	if d.y, err = strconv.Atoi(p[0]); err != nil {
		return day{}
	}
	d.m, d.d = atoi(p[1]), atoi(p[2])
	return d
}
