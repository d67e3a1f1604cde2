// Measure runs every reader and stage over the reports of testdata and writes down what they reach.
//
//	go run ./testdata/measure                          print the table
//	go run ./testdata/measure -scores testdata/scores.txt
//	go run ./testdata/measure -known testdata/known_misses.txt
//	go run ./testdata/measure -misses FILE             list what was missed and what was wrongly found
//	go run ./testdata/measure -real FOLDER             the same for real documents, which are no part of the project
//	go run ./testdata/measure -folders DIR             a line for each folder below DIR, as make -renditions fills it
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"plenary/extractors"
	"plenary/internal/eval"
	"plenary/internal/real"
	"plenary/pipeline"
)

func main() {
	scores := flag.String("scores", "", "write the scores to this file")
	misses := flag.String("misses", "", "write misses and false finds to this file")
	known := flag.String("known", "", "rewrite this list of known misses, with the reasons that it has")
	folder := flag.String("real", "", "measure on this folder of real documents")
	folders := flag.String("folders", "", "print one line for each folder of gold folders below this one")
	flag.Parse()
	if *folder != "" {
		if err := measureReal(*folder, *misses); err != nil {
			fmt.Fprintln(os.Stderr, "measure:", err)
			os.Exit(1)
		}
		return
	}
	dirs := flag.Args()
	if len(dirs) == 0 {
		dirs = []string{"testdata/reports"}
	}
	var err error
	if *folders != "" {
		err = compare(*folders, *misses)
	} else {
		err = measure(dirs, *scores, *misses, *known)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// run scores all gold below a folder.
func run(dir string) ([]eval.Result, error) {
	p := &pipeline.Pipeline{Readers: extractors.Readers(), Stages: extractors.Stages()}
	cases, err := eval.Load(dir)
	if err != nil {
		return nil, err
	}
	return eval.Run(context.Background(), cases, func(ctx context.Context, path string, data []byte) (*pipeline.Record, error) {
		_, rec, err := p.Extract(ctx, path, data)
		return rec, err
	})
}

// compare prints strict F1 for each folder below dir: what was made of the same reports by one producer each.
func compare(dir, misses string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	fmt.Printf("%-22s %8s %8s %8s %8s %9s %6s\n", "strict F1", "all", "header", "sections", "facts", "perfect", "unread")
	var all strings.Builder
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		results, err := run(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		t := eval.NewTable(results)
		fmt.Printf("%-22s %8s %8s %8s %8s %5d/%-3d %6d\n", e.Name(), f1(t, eval.All), f1(t, "header"), f1(t, "sections"), facts(t), t.Perfect, t.Documents, len(t.Failed))
		fmt.Fprintf(&all, "######## %s\n\n%s", e.Name(), list(results))
	}
	if misses != "" {
		return os.WriteFile(misses, []byte(all.String()), 0o644)
	}
	return nil
}

func f1(t *eval.Table, field string) string {
	m, _ := t.Marks(eval.Key{Field: field, Format: eval.All, Language: eval.All})
	return fmt.Sprintf("%.2f", 100*m.Strict.F1())
}

// facts sums up every kind of fact.
func facts(t *eval.Table) string {
	var sum eval.Marks
	for _, r := range t.Rows() {
		if r.Format == eval.All && r.Language == eval.All && r.Field != eval.All && r.Field != "sections" && !strings.HasPrefix(r.Field, "header") {
			sum = sum.Add(r.Marks)
		}
	}
	return fmt.Sprintf("%.2f", 100*sum.Strict.F1())
}

func measure(dirs []string, scores, misses, known string) error {
	var results []eval.Result
	for _, dir := range dirs {
		rs, err := run(dir)
		if err != nil {
			return err
		}
		results = append(results, rs...)
	}
	table := eval.NewTable(results)
	table.Write(os.Stdout)
	if known != "" {
		if err := rewrite(known, results); err != nil {
			return err
		}
	}
	if scores != "" {
		var text strings.Builder
		if err := table.Scores(&text); err != nil {
			return err
		}
		if err := os.WriteFile(scores, []byte(text.String()), 0o644); err != nil {
			return err
		}
	}
	if misses != "" {
		return os.WriteFile(misses, []byte(list(results)), 0o644)
	}
	return nil
}

// measureReal measures on real documents; see package real for what the folder holds.
func measureReal(dir, misses string) error {
	p := &pipeline.Pipeline{Readers: extractors.Readers(), Stages: extractors.Stages()}
	list := io.Discard
	if misses != "" {
		f, err := os.Create(misses)
		if err != nil {
			return err
		}
		defer f.Close()
		list = f
	}
	return real.Run(dir, func(path string, data []byte) (*pipeline.Document, *pipeline.Record, error) {
		return p.Extract(context.Background(), path, data)
	}, os.Stdout, list)
}

// rewrite writes the misses of today over a list of known ones. A miss keeps its reason; a new one asks for it.
func rewrite(path string, results []eval.Result) error {
	data, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	known, err := eval.ParseKnown(strings.NewReader(string(data)))
	if err != nil {
		return err
	}
	var lines []string
	for _, r := range results {
		for i := range r.Missed {
			id := r.Missed[i].ID()
			why := known[id].Text
			if why == "" {
				why = "NEW: say why"
			}
			lines = append(lines, id+" # "+why)
		}
	}
	sort.Strings(lines)
	head := "# Gold that is not found yet: case | format | field | section | value # reason. The list only grows shorter.\n"
	return os.WriteFile(path, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644)
}

// list writes misses and false finds by field, so that whoever cares for a stage finds them together.
func list(results []eval.Result) string {
	byField := map[string][]string{}
	for _, r := range results {
		if r.Err != nil {
			byField["(not read)"] = append(byField["(not read)"], fmt.Sprintf("%s %s: %v", r.Case, r.Format, r.Err))
			continue
		}
		for _, f := range r.Missed {
			line := fmt.Sprintf("MISS  %s %-4s §%-6s %s   quote %q", f.Case, f.Format, f.Section, f.Value, f.Quote)
			if f.Instead != "" {
				line += "   GOT " + f.Instead
			}
			byField[f.Field] = append(byField[f.Field], line)
		}
		for _, f := range r.Wrong {
			byField[f.Field] = append(byField[f.Field], fmt.Sprintf("FALSE %s %-4s §%-6s %s   quote %q", f.Case, f.Format, f.Section, f.Value, f.Quote))
		}
	}
	var fields []string
	for f := range byField {
		fields = append(fields, f)
	}
	sort.Strings(fields)
	var s strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&s, "== %s (%d)\n%s\n\n", f, len(byField[f]), strings.Join(byField[f], "\n"))
	}
	return s.String()
}
