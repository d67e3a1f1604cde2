// Measure-pdf prints what the PDF reader reaches on PDFs of many producers, and what it costs, beside pdftotext on the
// same files, and writes the tables into BENCHMARKS.md.
//
//	go run ./testdata/make -renditions DIR        print the reports with every program that is installed
//	go run ./testdata/measure-pdf DIR             measure them
//	go run ./testdata/measure-pdf -pairs DIR2 DIR with real PDFs too, each beside its DOCX (NAME.pdf, NAME.docx)
//	go run ./testdata/measure-pdf -bench BENCHMARKS.md -pairs DIR2 DIR
//	go run ./testdata/measure-pdf -only soffice-pdf -show DIR   say what is missing and what is too much
//
// The truth is what the DOCX reader finds in the DOCX below DIR, or beside a real PDF; that of the Arabic texts in
// testdata/measure-pdf/texts is their HTML. CPU is that of whole processes, in pairs: this program reading one file, or
// plenary extract with its worker and all stages, and pdftotext on the same file.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"plenary/extractors/formats/docx"
	"plenary/extractors/formats/html"
	"plenary/extractors/formats/pdf"
	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/internal/likeness"
	"plenary/pipeline"
)

func main() {
	bench := flag.String("bench", "", "rewrite the PDF part of this file")
	pairs := flag.String("pairs", "", "folder of real PDFs, each beside its DOCX")
	only := flag.String("only", "", "measure this set alone")
	show := flag.Bool("show", false, "say what is missing and too much in each file")
	cheap := flag.Bool("cheap", false, "leave the costs out")
	read := flag.Bool("read", false, "read the files and print nothing: what is timed")
	flag.Parse()
	var err error
	switch {
	case *read:
		err = readAll(flag.Args())
	case flag.NArg() != 1:
		flag.Usage()
		os.Exit(2)
	default:
		m := measurer{only: *only, show: *show, cheap: *cheap}
		err = m.run(flag.Arg(0), *pairs, *bench)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure-pdf:", err)
		os.Exit(1)
	}
}

func readAll(files []string) error {
	for _, f := range files {
		if _, err := open(pdf.Reader{}, f); err != nil {
			return err
		}
	}
	return nil
}

// A measurer measures sets, one after the other.
type measurer struct {
	only    string
	show    bool
	cheap   bool
	plenary string // the program
}

func (m *measurer) run(dir, pairs, bench string) error {
	if !m.cheap {
		program, err := build()
		if err != nil {
			return err
		}
		defer os.Remove(program)
		m.plenary = program
	}
	var producers, arabic []row
	sets, err := printed(dir)
	if err != nil {
		return err
	}
	if pairs != "" {
		real, err := beside(pairs)
		if err != nil {
			return err
		}
		sets = append(real, sets...)
	}
	if producers, err = m.measure(sets); err != nil {
		return err
	}
	var texts []set
	if m.only == "" || strings.HasPrefix(m.only, "Arabic") {
		if texts, err = arabicTexts(dir); err != nil {
			return err
		}
	}
	if arabic, err = m.measure(append(texts, arabicReports(sets))); err != nil {
		return err
	}
	var costs []*expense
	if !m.cheap && m.only == "" {
		if costs, err = m.expenses(dir, pairs); err != nil {
			return err
		}
	}
	if bench == "" {
		return nil
	}
	return write(bench, report(producers, arabic, costs))
}

// measure measures those of the sets that are asked for.
func (m *measurer) measure(sets []set) ([]row, error) {
	var rows []row
	for _, s := range sets {
		if m.only != "" && s.name != m.only {
			continue
		}
		r, err := m.set(s)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
		fmt.Println(r)
	}
	return rows, nil
}

// A row is what one set gives.
type row struct {
	set    set
	ours   likeness.Score
	theirs *likeness.Score // of pdftotext, nil without it
}

// set reads the files of a set.
func (m *measurer) set(s set) (row, error) {
	r := row{set: s}
	reader := pdf.Reader{}
	if s.untagged {
		reader.Engine = pdfdoc.Untagged{Engine: pdfdoc.Native{}}
	}
	for _, f := range s.files {
		want, err := f.want()
		if err != nil {
			return r, err
		}
		got, err := open(reader, f.pdf)
		if err != nil {
			return r, err
		}
		text := likeness.Of(got)
		r.ours.Add(likeness.Compare(want, text))
		if m.show {
			fmt.Printf("%s\n%s", f.pdf, likeness.Difference(want, text))
		}
		if other, ok := pdftotext(f.pdf); ok {
			if r.theirs == nil {
				r.theirs = &likeness.Score{}
			}
			r.theirs.Add(likeness.Compare(want, other))
		}
	}
	return r, nil
}

// want reads the truth.
func (f file) want() (likeness.Text, error) {
	var r pipeline.Reader = docx.Reader{}
	if strings.HasSuffix(f.truth, ".html") {
		r = html.Reader{}
	}
	doc, err := open(r, f.truth)
	if err != nil {
		return likeness.Text{}, err
	}
	return likeness.Of(doc), nil
}

func open(r pipeline.Reader, path string) (*pipeline.Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	doc, err := r.Read(context.Background(), filepath.Base(path), data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return doc, nil
}
