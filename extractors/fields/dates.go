package fields

import (
	"context"
	"fmt"

	"plenary/extractors/tokens"
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
			if k := p.toks[i].Kind; k != tokens.Number && k != tokens.Han {
				i++
				continue
			}
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
