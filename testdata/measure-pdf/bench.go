package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"plenary/internal/likeness"
)

// The part of BENCHMARKS.md that this command writes stands between these.
const (
	begin = "<!-- pdf:begin -->"
	end   = "<!-- pdf:end -->"
)

// write rewrites the PDF part of a file, or adds it.
func write(path, part string) error {
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	part = begin + "\n" + part + end
	i, j := bytes.Index(text, []byte(begin)), bytes.Index(text, []byte(end))
	switch {
	case i >= 0 && j > i:
		text = slices.Concat(text[:i], []byte(part), text[j+len(end):])
	case i >= 0 || j >= 0:
		return fmt.Errorf("%s: one of the markers of the PDF part is missing, or they stand in the wrong order", path)
	default:
		text = slices.Concat(bytes.TrimRight(text, "\n"), []byte("\n\n"+part+"\n"))
	}
	return os.WriteFile(path, bytes.TrimLeft(text, "\n"), 0o644)
}

// report writes the figures as Markdown.
func report(producers, arabic []row, costs []*expense) string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	p("## Reading PDF\n\n")
	p("%s, plenary %s, %s, %s/%s, %d processors; against %s. Written by `make bench-pdf REAL=FOLDER`.\n\n", time.Now().UTC().Format("2006-01-02"), version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), poppler())
	p("Input: reports of the United Nations as their PDF and their DOCX (real pairs: `un-pairs`, which are no part of the project), and the reports of\n")
	p("`testdata/reports` in six languages, printed by `go run ./testdata/make -renditions` with %s.\n", programVersions())
	p("The truth is what the DOCX reader finds in the DOCX of the same document. Words, hyphenated words, document symbols, grouped numbers, dates and\n")
	p("table rows are counted as multisets, each Chinese character as a word; order is the longest common subsequence. A row is right if all its\n")
	p("cells are; number rows are short ones that are half numbers.\n\n")
	p("| producer | files | %s | pdftotext: words | order |\n", strings.Join(columns, " | "))
	p("|---|%s\n", strings.Repeat("---:|", len(columns)+3))
	for _, r := range producers {
		p("| %s | %d | %s | %s |\n", inWords(r.set.name), len(r.set.files), strings.Join(values(&r.ours, columns), " | "), strings.Join(values(r.theirs, []string{"words F1", "order"}), " | "))
	}
	p("\nArabic: the texts of `testdata/measure-pdf/texts` (prose, lists, tables, vowel signs, two directions in one line) in %d fonts, and the Arabic\n", len(faces))
	p("reports of all producers above, against what they were printed from.\n\n")
	p("| producer | files | words F1 | order | numbers | pdftotext: words | order | numbers |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	short := []string{"words F1", "order", "numbers"}
	for _, r := range arabic {
		p("| %s | %d | %s | %s |\n", strings.TrimPrefix(r.set.name, "Arabic, "), len(r.set.files), strings.Join(values(&r.ours, short), " | "), strings.Join(values(r.theirs, short), " | "))
	}
	if len(costs) > 0 {
		p("\nCost. CPU is user and system time of whole processes, a process a file, over that of `pdftotext` on the same files, median of %d pairs:\n", runs)
		p("reading alone, and `plenary extract` with its worker and all stages. Peak memory is that of the largest process of `plenary extract`.\n")
		p("Documents are joined by qpdf.\n\n")
		p("| document | pages | CPU, reading | CPU, all | peak MiB |\n|---|---:|---:|---:|---:|\n")
		for _, e := range costs {
			pages := "–"
			if e.pages > 0 {
				pages = fmt.Sprint(e.pages)
			}
			p("| %s | %s | %.2f | %.2f | %d |\n", e.name, pages, e.read, e.extract, e.peak>>20)
		}
	}
	p("\n")
	return b.String()
}

// columns are the figures that the table shows.
var columns = []string{"words F1", "order", "hyphenated", "symbols", "numbers", "dates", "number rows", "rows"}

// values returns figures of a score, a dash for one of nothing.
func values(s *likeness.Score, columns []string) []string {
	var out []string
	var names []string
	var ratios []*likeness.Ratio
	if s != nil {
		names, ratios = s.Parts()
	}
	for _, c := range columns {
		i := slices.Index(names, c)
		if i < 0 || ratios[i].Of == 0 {
			out = append(out, "–")
			continue
		}
		out = append(out, fmt.Sprintf("%.3f", ratios[i].Value()))
	}
	return out
}

func (r row) String() string {
	s := fmt.Sprintf("%-28s %3d", r.set.name, len(r.set.files))
	for i, v := range values(&r.ours, columns) {
		s += fmt.Sprintf("  %s %s", columns[i], v)
	}
	if t := values(r.theirs, []string{"words F1", "order"}); r.theirs != nil {
		s += "  pdftotext " + strings.Join(t, " ")
	}
	return s
}

// version names the commit that was measured.
func version() string {
	out, err := exec.Command("git", "describe", "--always", "--dirty").Output()
	if err != nil {
		return "of an unknown commit"
	}
	return strings.TrimSpace(string(out))
}

// poppler names the version of pdftotext.
func poppler() string {
	if v := firstLine("pdftotext", "-v"); v != "" {
		return strings.Replace(v, " version", "", 1)
	}
	return "nothing: pdftotext is not installed"
}

// programVersions names those of the programs that print, as far as they are installed.
func programVersions() string {
	var out []string
	for _, args := range [][]string{{"soffice", "--version"}, {"chromium", "--version"}, {"wkhtmltopdf", "--version"}, {"gs", "--version"}, {"qpdf", "--version"}, {"mutool", "-v"}, {"pdftex", "--version"}, {"xetex", "--version"}} {
		v := firstLine(args[0], args[1:]...)
		if v == "" {
			continue
		}
		if args[0] == "gs" {
			v = "Ghostscript " + v
		}
		// "LibreOffice 7.4.7.2 40(Build:2)", "Chromium 150.0.1 built on ..."
		var words []string
		for _, w := range strings.Fields(v) {
			if words = append(words, w); strings.ContainsAny(w, "0123456789") {
				break
			}
		}
		out = append(out, strings.Replace(strings.Join(words, " "), " version", "", 1))
	}
	return strings.Join(out, ", ")
}

func firstLine(program string, args ...string) string {
	if _, err := exec.LookPath(program); err != nil {
		return ""
	}
	out, _ := exec.Command(program, args...).CombinedOutput() // some fail and tell their version all the same
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "/") { // a warning of the script that starts the program
			return strings.TrimSpace(line)
		}
	}
	return ""
}
