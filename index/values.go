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

// A termRange is a field's terms from low to high.
type termRange struct{ field, low, high string }

// finds reports whether the range takes in one of a fact's terms.
func (r termRange) finds(f pipeline.Fact) bool {
	for _, t := range factTerms(f) {
		if t.field == r.field && r.low <= t.value && t.value <= r.high {
			return true
		}
	}
	return r.field == "unit" && f.Unit != nil && *f.Unit == r.low || r.field == "kind" && f.Kind == r.low
}

// factTerms returns the terms under which a fact is found: what it is, and its number or dates for ranges.
func factTerms(f pipeline.Fact) []fieldTerm {
	value := tokens.Fold(f.Value)
	switch f.Kind {
	case "figure":
		if f.Number == nil || f.Unit == nil || *f.Unit == "" {
			return nil
		}
		out := []fieldTerm{{"number", numberTerm(*f.Unit, *f.Number)}}
		if f.Parts["qualifier"] == "exact" {
			out = append(out, fieldTerm{"exact", out[0].value})
		}
		if to, err := strconv.ParseFloat(f.Parts["to"], 64); err == nil {
			out = append(out, fieldTerm{"number", numberTerm(*f.Unit, to)})
		}
		return out
	case "date", "period":
		var out []fieldTerm
		for _, d := range daysOf(f.Value) {
			out = append(out, fieldTerm{"date", d})
		}
		return out
	case "event": // "WTDC-25" is also found by its body
		out := []fieldTerm{{"event", value}}
		if body := tokens.Fold(f.Parts["body"]); body != "" {
			out = append(out, fieldTerm{"event", body})
		}
		return out
	}
	if forms := citationForms(f); len(forms) > 0 {
		var out []fieldTerm
		for _, form := range forms {
			out = append(out, fieldTerm{"cites", form})
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
