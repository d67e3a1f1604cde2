// Make writes the renditions and the gold of the reports in testdata/reports from their annotated
// sources, testdata/make/sources/<id>.txt.
//
//	go run ./testdata/make                 every report
//	go run ./testdata/make c26-41-f        one report
//	go run ./testdata/make -check          fails if a source has no up-to-date gold, text, HTML or DOCX
//	go run ./testdata/make -loose          prints every number that stands outside a mark
//	go run ./testdata/make -renditions DIR as other programs make them too, into DIR (see producers.go)
//
// The text, the HTML and the DOCX are written by this program; the PDF is printed by LibreOffice from the
// DOCX or by Chromium from the HTML, as the source's options say, and only when that has changed.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail if a rendition is out of date")
	loose := flag.Bool("loose", false, "print numbers that stand outside every mark")
	noPDF := flag.Bool("no-pdf", false, "leave the PDFs alone")
	to := flag.String("renditions", "", "write every report as every producer makes it, below this folder")
	only := flag.String("producers", "", "with -renditions: only these, names or patterns, parted by commas")
	flag.Parse()
	paths, err := filepath.Glob("testdata/make/sources/*.txt")
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("no testdata/make/sources/*.txt here; run it from the module's root")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
	failed := false
	var all []*report
	for _, path := range paths {
		id := strings.TrimSuffix(filepath.Base(path), ".txt")
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), id) {
			continue
		}
		r, err := load(id, path)
		if err == nil && *to == "" {
			err = one(r, *check, *loose, *noPDF)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "make:", err)
			failed = true
			continue
		}
		all = append(all, r)
	}
	if *to != "" {
		names := strings.FieldsFunc(*only, func(r rune) bool { return r == ',' })
		if err := renditions(*to, all, names); err != nil {
			fmt.Fprintln(os.Stderr, "make:", err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// load reads one source.
func load(id, path string) (*report, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parse(id, string(src))
}

// one makes everything of one report, or checks it.
func one(r *report, check, loose, noPDF bool) error {
	dir := filepath.Join("testdata", "reports", r.id)
	if loose {
		for _, l := range r.loose {
			fmt.Printf("%s\t%s\n", r.id, l)
		}
		return nil
	}
	gold, err := r.gold()
	if err != nil {
		return err
	}
	text, err := r.text()
	if err != nil {
		return fmt.Errorf("%s: %w", r.id, err)
	}
	docx, err := r.docx(false)
	if err != nil {
		return err
	}
	files := map[string][]byte{"gold.json": gold, "source.txt": text, "source.html": r.html(), "source.docx": docx}
	if !check {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	changed := map[string]bool{}
	for name, data := range files {
		path := filepath.Join(dir, name)
		old, err := os.ReadFile(path)
		if err == nil && bytes.Equal(old, data) {
			continue
		}
		if check {
			return fmt.Errorf("%s is out of date: go run ./testdata/make %s", path, r.id)
		}
		changed[name] = true
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	pdf := filepath.Join(dir, "source.pdf")
	_, missing := os.Stat(pdf)
	if check && missing != nil {
		return fmt.Errorf("%s is missing: go run ./testdata/make %s", pdf, r.id)
	}
	if check || noPDF || missing == nil && !changed["source.docx"] && !changed["source.html"] {
		return nil
	}
	fmt.Println("make:", pdf)
	return r.pdf(dir)
}

// gold returns gold.json.
func (r *report) gold() ([]byte, error) {
	for _, name := range []string{"revision", "addendum", "corrigendum"} {
		if _, ok := r.header[name]; !ok {
			r.header[name] = 0
		}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(struct {
		Header   map[string]any `json:"header"`
		Sections []section      `json:"sections"`
		Clauses  []clause       `json:"clauses,omitempty"`
		Facts    []fact         `json:"facts"`
		Complete []string       `json:"complete"`
	}{r.header, append([]section{}, r.sections...), r.clauses, append([]fact{}, r.facts...), r.complete})
	return out.Bytes(), err
}
