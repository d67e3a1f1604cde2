package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A set is PDFs of one producer.
type set struct {
	name     string
	files    []file
	untagged bool // read without the structure tree
}

// A file is a PDF with the document that tells the truth.
type file struct{ pdf, truth string }

// programs says in words what testdata/make/printers.go names, in the order of the table.
var programs = []struct{ name, words string }{
	{"pdf", "the renditions in `testdata/reports`"},
	{"soffice-pdf", "LibreOffice, tagged"},
	{"soffice-untagged-pdf", "LibreOffice"},
	{"soffice-plain-pdf", "LibreOffice, of a DOCX without styles"},
	{"soffice-template-pdf", "LibreOffice, of a DOCX with a meeting's template"},
	{"soffice-doc-pdf", "LibreOffice, of an old DOC"},
	{"soffice-html-pdf", "LibreOffice, of HTML"},
	{"soffice-hyphens-pdf", "LibreOffice, justified and hyphenated"},
	{"soffice-columns-pdf", "LibreOffice, the same in two columns"},
	{"chromium-pdf", "Chromium, tagged"},
	{"chromium-untagged-pdf", "Chromium"},
	{"chromium-word-pdf", "Chromium, of Word's HTML"},
	{"chromium-site-pdf", "Chromium, of a page of a site with its navigation"},
	{"wkhtmltopdf-pdf", "wkhtmltopdf (Qt)"},
	{"gs-pdf", "Ghostscript, of LibreOffice's"},
	{"gs-chromium-pdf", "Ghostscript, of Chromium's"},
	{"qpdf-pdf", "qpdf, linearised and encrypted (AES-256)"},
	{"mutool-pdf", "mutool clean"},
	{"pdftex-pdf", "pdfTeX"},
	{"xetex-pdf", "XeTeX"},
}

func inWords(name string) string {
	for _, p := range programs {
		if p.name == name {
			return p.words
		}
	}
	return name
}

// printed finds the PDFs that testdata/make printed: DIR/<producer>/<id>/source.pdf.
func printed(dir string) ([]set, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*", "source.pdf"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no PDFs below %s: go run ./testdata/make -renditions %s", dir, dir)
	}
	var sets []set
	for _, f := range files {
		id := filepath.Base(filepath.Dir(f))
		name := filepath.Base(filepath.Dir(filepath.Dir(f)))
		truth := filepath.Join(dir, source(name), id, "source.docx")
		if _, err := os.Stat(truth); err != nil {
			return nil, err
		}
		if n := len(sets); n == 0 || sets[n-1].name != name {
			sets = append(sets, set{name: name})
		}
		s := &sets[len(sets)-1]
		s.files = append(s.files, file{f, truth})
	}
	place := func(s set) int {
		for i, p := range programs {
			if p.name == s.name {
				return i
			}
		}
		return len(programs)
	}
	slices.SortStableFunc(sets, func(a, b set) int { return cmp.Compare(place(a), place(b)) })
	return sets, nil
}

// source names the DOCX that a producer's files say the same as: a template of a meeting counts the paragraphs itself.
func source(name string) string {
	if name == "soffice-template-pdf" {
		return "docx-template"
	}
	return "docx-typed"
}

// beside finds real PDFs with their DOCX.
func beside(dir string) ([]set, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil {
		return nil, err
	}
	real := set{name: "Word 365, real pairs"}
	for _, f := range files {
		truth := strings.TrimSuffix(f, ".pdf") + ".docx"
		if _, err := os.Stat(truth); err == nil {
			real.files = append(real.files, file{f, truth})
		}
	}
	if len(real.files) == 0 {
		return nil, fmt.Errorf("no pairs in %s", dir)
	}
	bare := real
	bare.name, bare.untagged = "Word 365, real pairs, tags not looked at", true
	return []set{real, bare}, nil
}

// arabicReports are the Arabic reports of all sets: their symbols end in A.
func arabicReports(sets []set) set {
	out := set{name: "the Arabic reports of all producers"}
	for _, s := range sets {
		for _, f := range s.files {
			if strings.HasSuffix(filepath.Dir(f.pdf), "-a") {
				out.files = append(out.files, f)
			}
		}
	}
	return out
}
