package main

import (
	"fmt"
	"runtime/debug"
	"sort"
	"strings"
	"time"
)

// report writes what was measured.
func (b *bench) report() string {
	var s strings.Builder
	mib := func(n int64) float64 { return float64(n) / (1 << 20) }
	fmt.Fprintf(&s, "%s; %s; Bleve %s. Corpus: %d reports of invented words in six languages, %d paragraphs, %.0f MiB of text (`testdata/corpus`).\n",
		time.Now().Format(time.DateOnly), machine(), version("github.com/blevesearch/bleve/v2"), b.n, b.paragraphs, mib(b.corpusBytes))
	fmt.Fprintf(&s, "`make bench-search` rewrites this part. Load of the machine, %s.\n\n", strings.Join(b.loads, ", "))
	fmt.Fprintf(&s, "| index | measured | wanted |\n|---|---|---|\n")
	if b.ingest.cpu > 0 {
		fmt.Fprintf(&s, "| ingest of the whole, reading and extracting included | %.0f CPU s, %.0f s, peak %.0f MiB | |\n", b.ingest.cpu.Seconds(), b.ingest.wall.Seconds(), mib(b.ingest.peak))
	}
	if b.rebuilt.cpu > 0 {
		fmt.Fprintf(&s, "| indexing alone (`index rebuild`) | %.0f paragraphs a CPU second | 2,000 |\n", float64(b.paragraphs)/b.rebuilt.cpu.Seconds())
	}
	fmt.Fprintf(&s, "| size, by the text that it holds | %.2f | 2.5 |\n", float64(b.indexBytes)/float64(b.corpusBytes))
	fmt.Fprintf(&s, "| a search from the start of the process to its answer | %.2f s (CPU %.2f s), slowest of %d %.2f s | 0.5 s |\n",
		quantile(b.starts, 0.5), quantile(b.startCPU, 0.5), len(b.starts), quantile(b.starts, 1))
	fmt.Fprintf(&s, "| memory of its own that a search held at most | %.0f MiB | 64 MiB |\n", mib(b.anonymous))
	fmt.Fprintf(&s, "\n| query, index open, best of four | hits | median, CPU ms | 95 of 100 below, CPU ms | wanted |\n|---|---|---|---|---|\n")
	for _, r := range b.rows {
		fmt.Fprintf(&s, "| %s | %d | %.1f | %.1f | %s |\n", r.kind, r.hits, quantile(r.took, 0.5), quantile(r.took, 0.95), r.target)
	}
	fmt.Fprintf(&s, "\n%d queries of anything: none failed, the slowest took %.0f ms of CPU (`%s`).\n", b.random, b.worst.Seconds()*1000, b.worstQuery)
	return s.String()
}

// version returns the version of a module in this program.
func version(module string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == module {
				return m.Version
			}
		}
	}
	return "of an unknown version"
}

// quantile returns the value below which the share q lies.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}
