package eval

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"
)

// ID names a miss in a line of known_misses.txt: case, format, field, section and value, parted by " | ".
func (f *Finding) ID() string {
	return strings.Join([]string{f.Case, f.Format, f.Field, f.Section, fold(f.Value)}, " | ")
}

// Known is a list of misses that are known, each with its reason and how often it occurs.
type Known map[string]Reason

// A Reason says why a miss is still there.
type Reason struct {
	Count int
	Text  string
}

// ParseKnown reads known_misses.txt: one miss a line as Finding.ID writes it, with " # reason" after it.
// The same miss twice in one document stands twice. A miss without a reason is refused.
func ParseKnown(r io.Reader) (Known, error) {
	known := Known{}
	scan := bufio.NewScanner(r)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSpace(scan.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, reason, found := strings.Cut(line, " # ")
		if !found || strings.TrimSpace(reason) == "" {
			return nil, fmt.Errorf("known misses, line %d: no reason after \" # \"", n)
		}
		id = strings.TrimSpace(id)
		known[id] = Reason{known[id].Count + 1, strings.TrimSpace(reason)}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("known misses: %w", err)
	}
	return known, nil
}

// Check compares the misses of results with those that are known: fresh ones are a loss, gone ones are a
// gain that the list must be rid of, so that it can only grow shorter.
func (k Known) Check(results []Result) (fresh, gone []string) {
	now := map[string]int{}
	for _, r := range results {
		for i := range r.Missed {
			now[r.Missed[i].ID()]++
		}
	}
	for id, n := range now {
		for range n - k[id].Count {
			fresh = append(fresh, id)
		}
	}
	for id, r := range k {
		for range r.Count - now[id] {
			gone = append(gone, id)
		}
	}
	sort.Strings(fresh)
	sort.Strings(gone)
	return fresh, gone
}
