package fields

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"plenary/pipeline"
)

type datesStage struct{}

// NewDates returns the stage that reads dates and periods: "17-28 November 2025" is the date
// 2025-11-17/2025-11-28, "2026-2029" the period 2026/2029.
//
// A fact's span begins at its first day, month or year, not at a word before it ("from", "du", a weekday), and
// ends with the year, or with the year's own word where one is written onto it (年, 日). Dates of the header
// block are fields of the header and no facts.
func NewDates() pipeline.Stage { return datesStage{} }

func (datesStage) Name() string { return "dates" }

// A day is a calendar day; month and year alone where Day is 0, and 0 where the text leaves the year out.
type day struct{ y, m, d int }

func (a day) before(b day) bool {
	if a.y != b.y {
		return a.y < b.y
	}
	if a.m != b.m {
		return a.m < b.m
	}
	return a.d < b.d
}

func (a day) String() string {
	switch {
	case a.m == 0:
		return fmt.Sprintf("%04d", a.y)
	case a.d == 0:
		return fmt.Sprintf("%04d-%02d", a.y, a.m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", a.y, a.m, a.d)
}

// valid reports whether the day is in the calendar; without a year, whether it is in some year's.
func (a day) valid() bool {
	if a.m < 1 || a.m > 12 || a.d < 0 || a.d > 31 {
		return false
	}
	last := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[a.m-1]
	if a.m == 2 && a.y != 0 && (a.y%4 != 0 || a.y%100 == 0 && a.y%400 != 0) {
		last = 28
	}
	return a.d <= last
}

// A found is a date or a range of dates as it stands in a passage. A period has years only.
type found struct {
	from, to    day // to is zero for a single date
	first, last int // tokens
	p           *passage
	at          pipeline.Span
}

func (f *found) value() string {
	if f.to == (day{}) {
		return f.from.String()
	}
	return f.from.String() + "/" + f.to.String()
}

func (f *found) kind() string {
	if f.from.m == 0 {
		return "period"
	}
	return "date"
}

func (datesStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	words := dateWordsOf(rec.Language)
	var all []*found
	passages(doc, rec, func(p *passage) {
		r := dateReader{passage: p, words: words}
		for i := 0; i < len(p.toks); {
			if fs := r.read(i); len(fs) > 0 {
				end := i + 1
				for _, f := range fs {
					f.p, f.at = p, p.span(f.first, f.last)
					all = append(all, f)
					end = max(end, f.last+1)
				}
				i = end
				continue
			}
			i++
		}
	})
	fillYears(rec, all)
	for _, f := range all {
		switch {
		case f.p.header:
		case f.from.y == 0:
			rec.Problem(f.at, fmt.Sprintf("no year for the date %q", doc.Quote(f.at)))
		case !f.from.valid() && f.from.m > 0 || f.to.m > 0 && !f.to.valid():
			rec.Problem(f.at, fmt.Sprintf("not a day of the calendar: %q", doc.Quote(f.at)))
		default:
			rec.Add(pipeline.Fact{Kind: f.kind(), Value: f.value(), Origin: pipeline.Origin{Span: f.at}})
		}
	}
	return nil
}

// fillYears gives a year to the dates that were printed without one. Evidence, in this order: a range of the
// document that holds the day; the nearest full date of the same paragraph; the year of an event named in the
// paragraph; the nearest full date before; the document's own meeting, date and year.
func fillYears(rec *pipeline.Record, all []*found) {
	var full []*found
	for _, f := range all {
		if f.from.y != 0 && f.from.m != 0 {
			full = append(full, f)
		}
	}
	var events []pipeline.Fact
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.Kind == "event" && len(f.Parts["year"]) == 4 {
			events = append(events, *f)
		}
	}
	sort.Slice(events, func(i, j int) bool { return events[i].Start < events[j].Start })
	for _, f := range all {
		if f.from.y != 0 || f.from.m == 0 {
			continue
		}
		y := yearFor(rec, f, full, events)
		if y == 0 {
			continue
		}
		f.from.y = y
		if f.to != (day{}) && f.to.y == 0 {
			f.to.y = y
			if f.to.before(f.from) {
				f.to.y++
			}
		}
	}
}

func yearFor(rec *pipeline.Record, f *found, full []*found, events []pipeline.Fact) int {
	for _, g := range full {
		if g.to != (day{}) && g.from.y == g.to.y {
			d := f.from
			d.y = g.from.y
			if !d.before(g.from) && !g.to.before(d) {
				return g.from.y
			}
		}
	}
	near, gap := 0, 1<<30
	for _, g := range full {
		if g.p != f.p {
			continue
		}
		// What stands before counts for more than what follows.
		n := f.at.Start - g.at.End
		if n < 0 {
			n = 4 * (g.at.Start - f.at.End)
		}
		if n < gap {
			near, gap = g.from.y, n
		}
	}
	if near != 0 {
		return near
	}
	for i := range events {
		if e := &events[i]; f.p.block.Contains(e.Span) {
			y, _ := strconv.Atoi(e.Parts["year"])
			return y
		}
	}
	for _, g := range full {
		if g.at.Start > f.at.Start {
			break
		}
		if f.at.Start-g.at.End < 2000 && !g.p.header {
			near = g.from.y
		}
	}
	if near != 0 {
		return near
	}
	for _, s := range []string{rec.Header.Meeting.Start, rec.Header.Date} {
		if y, err := strconv.Atoi(strings.SplitN(s, "-", 2)[0]); err == nil && y > 1800 {
			return y
		}
	}
	return rec.Header.Year
}
