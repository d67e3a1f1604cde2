package index

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// bounds reads ">1900", "<=5", "1e6..5e6", "100..", "1939".
func (n *node) bounds(value string) error {
	n.low, n.high = math.Inf(-1), math.Inf(1)
	for _, c := range []struct {
		prefix string
		set    func(float64)
	}{
		{">=", func(v float64) { n.low = v }},
		{"<=", func(v float64) { n.high = v }},
		{">", func(v float64) { n.low, n.lowEx = v, true }},
		{"<", func(v float64) { n.high, n.highE = v, true }},
	} {
		if rest, ok := strings.CutPrefix(value, c.prefix); ok {
			v, err := number(strings.TrimPrefix(rest, "="))
			if err == nil {
				c.set(v)
			}
			return err
		}
	}
	value = strings.TrimPrefix(value, "=")
	if a, b, ok := strings.Cut(value, ".."); ok {
		var err error
		if a != "" {
			n.low, err = number(a)
		}
		if err == nil && b != "" {
			n.high, err = number(b)
		}
		if err == nil && n.low > n.high {
			return fmt.Errorf("the range %q ends before it begins", value)
		}
		return err
	}
	v, err := number(value)
	n.low, n.high = v, v
	return err
}

// number reads "1939", "1,939", "1e6", "2.5M", "50%".
func number(s string) (float64, error) {
	clean := strings.NewReplacer(" ", "", "_", "", ",", "", "%", "").Replace(s)
	scale := 1.0
	for suffix, by := range map[string]float64{"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "bn": 1e9, "G": 1e9} {
		if digits, ok := strings.CutSuffix(clean, suffix); ok && digits != "" {
			clean, scale = digits, by
		}
	}
	v, err := strconv.ParseFloat(clean, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is no number (write >1900, >=50, <10, 1e6..5e6 or 1939)", s)
	}
	return v * scale, nil
}

// dateRange reads "2025", "2025-11", "2025-11..2026", "..2025-06", ">=2025-01-01" into the first and the last
// term that fit. Terms are ISO dates, so they sort; a bare year or month is a term too.
func dateRange(value string) (low, high string, err error) {
	switch {
	case strings.HasPrefix(value, ">"):
		low = strings.TrimLeft(value, ">=")
		high = "9999"
	case strings.HasPrefix(value, "<"):
		low, high = "0000", strings.TrimLeft(value, "<=")
	default:
		a, b, ok := strings.Cut(value, "..")
		low, high = a, b
		if !ok {
			high = a
		}
	}
	if low == "" {
		low = "0000"
	}
	if high == "" {
		high = "9999"
	}
	for _, d := range []string{low, high} {
		if !isDate(d) {
			return "", "", fmt.Errorf("%q is no date (write 2025, 2025-11, 2025-11-17 or 2025-11..2026)", d)
		}
	}
	if high < low[:min(len(low), len(high))] {
		return "", "", fmt.Errorf("the range %q ends before it begins", value)
	}
	return low, high + "\xff", nil // 2025 takes in all of 2025-...
}

func isDate(s string) bool {
	for i, part := range strings.Split(s, "-") {
		want := 2
		if i == 0 {
			want = 4
		}
		if i > 2 || len(part) != want || strings.Trim(part, "0123456789") != "" {
			return false
		}
		if n, most := part, []string{"9999", "12", "31"}[i]; i > 0 && n == "00" || n > most {
			return false
		}
	}
	return true
}

// isYears reports whether a value is a year, or two with .. between, of which one may be left out.
func isYears(value string) bool {
	low, high, ok := strings.Cut(value, "..")
	if !ok {
		return len(low) == 4 && isDate(low)
	}
	return low+high != "" && (low == "" || len(low) == 4 && isDate(low)) && (high == "" || len(high) == 4 && isDate(high))
}
