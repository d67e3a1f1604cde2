package index

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

type fieldTerm struct{ field, value string }

// factTerms returns the terms under which a fact is found: what it is, and its number or dates for ranges.
func factTerms(f pipeline.Fact) []fieldTerm {
	value := tokens.Fold(f.Value)
	switch f.Kind {
	case "figure":
		if f.Number == nil || f.Unit == nil || *f.Unit == "" {
			return nil
		}
		return []fieldTerm{{"number", numberTerm(*f.Unit, *f.Number)}}
	case "date", "period":
		var out []fieldTerm
		for _, d := range daysOf(f.Value) {
			out = append(out, fieldTerm{"date", d})
		}
		return out
	case "resolution", "decision", "recommendation", "opinion", "provision", "question", "document":
		out := []fieldTerm{{"cites", value}}
		// "pp resolution 71 (rev. bucharest, 2022)" is also found as "pp resolution 71" and "resolution 71".
		short, _, cut := strings.Cut(value, " (")
		if cut {
			out = append(out, fieldTerm{"cites", short})
		}
		if body := strings.ToLower(f.Parts["body"]); body != "" {
			if bare, ok := strings.CutPrefix(short, body+" "); ok {
				out = append(out, fieldTerm{"cites", bare})
			}
		}
		return out
	}
	return []fieldTerm{{f.Kind, value}}
}

// numberTerm is a number in a form whose terms sort as the numbers do: the unit, a colon and 16 hex digits.
func numberTerm(unit string, n float64) string {
	bits := math.Float64bits(n)
	if bits>>63 == 0 {
		bits |= 1 << 63
	} else {
		bits = ^bits
	}
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], bits)
	return fmt.Sprintf("%s:%x", strings.ToLower(unit), raw)
}

// daysOf returns the terms of an ISO date, range or period: each day of a range of two months at most, else
// its ends; "2026/2029" gives each year.
func daysOf(value string) []string {
	from, to, isRange := strings.Cut(value, "/")
	if !isRange {
		return []string{from}
	}
	if len(from) == 4 && len(to) == 4 {
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		var out []string
		for y := a; errA == nil && errB == nil && y <= b && y < a+50; y++ {
			out = append(out, strconv.Itoa(y))
		}
		return out
	}
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil || b.Sub(a) > 62*24*time.Hour {
		return []string{from, to}
	}
	var out []string
	for d := a; !d.After(b); d = d.AddDate(0, 0, 1) {
		out = append(out, d.Format(time.DateOnly))
	}
	return out
}
