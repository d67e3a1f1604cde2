// Robust reads every file of some folders with the program, each in a process of its own, and prints what became
// of it: no file may crash the program, hang it, or make it eat memory, and each must have a clear outcome.
//
//	go run ./testdata/robust -bin bin/plenary FOLDER...
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// What one file may cost.
const (
	mostSeconds = 10
	mostMiB     = 512
)

func main() {
	bin := flag.String("bin", "bin/plenary", "the program")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: robust [-bin FILE] FOLDER...")
		os.Exit(2)
	}
	paths, err := files(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "robust:", err)
		os.Exit(1)
	}
	results := readAll(*bin, paths)
	if faults := report(results); faults > 0 {
		fmt.Fprintf(os.Stderr, "robust: %d of %d files crash the program, hang it, eat memory or have no clear outcome\n", faults, len(results))
		os.Exit(1)
	}
}

func files(folders []string) ([]string, error) {
	var paths []string
	for _, f := range folders {
		err := filepath.WalkDir(f, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				paths = append(paths, p)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// A result is what became of one file.
type result struct {
	path    string
	outcome string // the last words of the reason, or ok or partial
	line    string // what the program said of it
	wall    float64
	cpu     float64 // of the program and its worker
	mib     int64   // of the larger of the two
	fault   string  // what must not be; "" is fine
}

// readAll reads two files at a time, so that one that hangs does not hide the others.
func readAll(bin string, paths []string) []result {
	results := make([]result, len(paths))
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				results[i] = read(bin, paths[i])
			}
		}()
	}
	for i := range paths {
		next <- i
	}
	close(next)
	wg.Wait()
	return results
}

func read(bin, path string) result {
	r := result{path: path}
	cmd := exec.Command(bin, "extract", "--no-text", fmt.Sprintf("--timeout=%ds", mostSeconds), fmt.Sprintf("--max-memory=%d", mostMiB), path)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	began := time.Now()
	err := cmd.Run()
	r.wall = time.Since(began).Seconds()
	if cmd.ProcessState == nil {
		r.fault = "did not start: " + err.Error()
		return r
	}
	use := cmd.ProcessState.SysUsage().(*syscall.Rusage) // the program waits for its worker, so this is both
	r.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	r.mib = use.Maxrss >> 10
	r.line = strings.TrimSpace(errs.String())
	r.judge(cmd.ProcessState.ExitCode(), out.Bytes())
	return r
}

// judge tells the outcome from what the program printed.
func (r *result) judge(code int, out []byte) {
	reason, named := strings.CutPrefix(r.line, "plenary: read "+r.path+": ")
	switch {
	case code == 0:
		var rec struct {
			Problems []struct{ Stage, Message string }
		}
		if err := json.Unmarshal(out, &rec); err != nil {
			r.fault = "no record: " + err.Error()
			return
		}
		r.outcome = "ok"
		for _, p := range rec.Problems {
			switch p.Stage {
			case "pdf", "docx", "doc", "html", "text", "charset": // a problem of reading, not of understanding
				r.outcome = "partial"
				r.line = p.Message
			}
		}
	case code != 3:
		r.fault = fmt.Sprintf("crash: exit %d", code)
	case !named || reason == "" || strings.Contains(r.line, "\n"):
		r.fault = "no clear line"
	default:
		r.outcome = reason[strings.LastIndex(": "+reason, ": "):]
	}
	switch {
	case r.wall > mostSeconds+2:
		r.fault = "hang"
	case r.mib > mostMiB+64: // it is looked at twenty times a second
		r.fault = "memory"
	}
}

// report prints the table by format, the costliest files, and a line for each file that was not read whole.
func report(results []result) (faults int) {
	groups := map[string][]result{}
	outcomes := map[string]int{}
	for i := range results {
		r := &results[i]
		if r.fault != "" {
			faults++
			r.outcome = "FAULT"
		}
		outcomes[r.outcome]++
		ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(r.path), "."))
		groups[ext] = append(groups[ext], *r)
	}
	t := newTable()
	t.AppendHeader(table.Row{"name ends in", "files", "ok", "partial", "not read", "faults", "seconds", "CPU s", "MiB"})
	for _, ext := range sorted(groups) {
		n := map[string]int{}
		for _, r := range groups[ext] {
			n[r.outcome]++
		}
		g := groups[ext]
		t.AppendRow(table.Row{ext, len(g), n["ok"], n["partial"], len(g) - n["ok"] - n["partial"] - n["FAULT"], n["FAULT"],
			fmt.Sprintf("%.1f", most(g, wall).wall), fmt.Sprintf("%.1f", most(g, cpu).cpu), most(g, mib).mib})
	}
	t.Render()
	fmt.Printf("\nall: %s\nlongest: %s, most CPU: %s, most memory: %s\n", counts(outcomes),
		filepath.Base(most(results, wall).path), filepath.Base(most(results, cpu).path), filepath.Base(most(results, mib).path))
	fmt.Println("\nnot read whole:")
	for _, r := range results {
		switch {
		case r.fault != "":
			fmt.Printf("  FAULT %s: %s: %s\n", r.path, r.fault, r.line)
		case r.outcome != "ok":
			fmt.Printf("  %s: %s\n", filepath.Base(r.path), strings.TrimPrefix(r.line, "plenary: read "+r.path+": "))
		}
	}
	return faults
}

func wall(r result) float64 { return r.wall }
func cpu(r result) float64  { return r.cpu }
func mib(r result) float64  { return float64(r.mib) }

// most is the result with the most of something.
func most(rs []result, of func(result) float64) result {
	return slices.MaxFunc(rs, func(a, b result) int { return cmp.Compare(of(a), of(b)) })
}

func newTable() table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(os.Stdout)
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true}
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	return t
}

func sorted[T any](m map[string]T) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func counts(m map[string]int) string {
	var parts []string
	for _, k := range sorted(m) {
		parts = append(parts, fmt.Sprintf("%d %s", m[k], k))
	}
	return strings.Join(parts, ", ")
}
