package main

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"plenary/internal/ingest"
)

// printSummary says what a run did: as JSON on standard output, or for a person on standard error.
func printSummary(cmd *cobra.Command, s ingest.Summary, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(s)
	}
	tell(cmd.ErrOrStderr(), s)
	return nil
}

// headline is a summary in one line.
func headline(s ingest.Summary) string {
	parts := []string{}
	for _, c := range []struct {
		n    int
		what string
	}{{s.Added, "added"}, {s.Updated, "updated"}, {s.Moved, "moved"}, {s.Unchanged, "unchanged"}, {s.Removed, "removed"}, {s.Failed, "failed"}} {
		if c.n > 0 {
			parts = append(parts, thousands(c.n)+" "+c.what)
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to do"}
	}
	dry := ""
	if s.DryRun {
		dry = " (dry run: nothing was written)"
	}
	return fmt.Sprintf("%s: %s; %s, %s in %.1f s%s",
		plural(s.Files, "file"), strings.Join(parts, ", "), plural(s.Paragraphs, "paragraph"), size(s.Bytes), s.Seconds, dry)
}

func tell(out io.Writer, s ingest.Summary) {
	fmt.Fprintln(out, headline(s))
	for _, l := range []struct {
		what   string
		counts map[string]int
	}{{"outcomes", s.Outcomes}, {"formats", s.Formats}, {"left out", s.Skipped}} {
		if len(l.counts) > 0 {
			fmt.Fprintf(out, "%s: %s\n", l.what, counts(l.counts))
		}
	}
	if s.Slowest.Seconds >= 1 {
		fmt.Fprintf(out, "slowest: %s, %.1f s\n", harmless(s.Slowest.Path), s.Slowest.Seconds)
	}
}

// counts prints "12 ok, 1 encrypted", the most first.
func counts(m map[string]int) string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if m[keys[i]] != m[keys[j]] {
			return m[keys[i]] > m[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for i, k := range keys {
		keys[i] = thousands(m[k]) + " " + k
	}
	return strings.Join(keys, ", ")
}

func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.0f KiB", float64(n)/1024)
}

// plural prints "1 file", "12,345 files".
func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return thousands(n) + " " + what
}

// thousands prints 12345 as "12,345".
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
