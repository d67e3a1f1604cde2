package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// faces are the fonts in which the Arabic texts are printed: of different makers, for they name and join their glyphs in
// different ways.
var faces = []struct{ name, family string }{
	{"naskh", "Noto Naskh Arabic"}, {"kufi", "Noto Kufi Arabic"}, {"amiri", "Amiri"}, {"scheherazade", "Scheherazade"}, {"dejavu", "DejaVu Sans"},
}

const untaggedFilter = `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}`

// arabicTexts prints the Arabic texts in every face with Chromium, LibreOffice and Ghostscript, as far as they are
// installed, and returns them as one set for each. What DIR holds of them already is not printed again.
func arabicTexts(dir string) ([]set, error) {
	texts, err := filepath.Glob("testdata/measure-pdf/texts/*.html")
	if err != nil {
		return nil, err
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("no testdata/measure-pdf/texts/*.html here; run it from the module's root")
	}
	if dir, err = filepath.Abs(filepath.Join(dir, ".arabic")); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var chromium, office, ghost set
	chromium.name, office.name, ghost.name = "Chromium", "LibreOffice", "Ghostscript, of LibreOffice's"
	for _, t := range texts {
		page, err := os.ReadFile(t)
		if err != nil {
			return nil, err
		}
		for _, f := range faces {
			base := filepath.Join(dir, strings.TrimSuffix(filepath.Base(t), ".html")+"-"+f.name)
			styled := strings.Replace(string(page), "</head>", fmt.Sprintf("<style>body { font-family: %q; font-size: 11pt }</style></head>", f.family), 1)
			if err := os.WriteFile(base+".html", []byte(styled), 0o644); err != nil {
				return nil, err
			}
			if err := printIn(&chromium, t, base+".chromium.pdf", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf="+base+".chromium.pdf", "file://"+base+".html"); err != nil {
				return nil, err
			}
			user := "-env:UserInstallation=file://" + filepath.Join(dir, "office")
			if err := convert(base+".docx", "soffice", user, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", dir, base+".html"); err != nil {
				return nil, err
			}
			if err := printIn(&office, t, base+".pdf", "soffice", user, "--headless", "--convert-to", untaggedFilter, "--outdir", dir, base+".docx"); err != nil {
				return nil, err
			}
			if _, err := os.Stat(base + ".pdf"); err != nil {
				continue // no LibreOffice
			}
			if err := printIn(&ghost, t, base+".gs.pdf", "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile="+base+".gs.pdf", base+".pdf"); err != nil {
				return nil, err
			}
		}
	}
	var sets []set
	for _, s := range []set{chromium, office, ghost} {
		if len(s.files) > 0 {
			s.name = "Arabic, " + s.name
			sets = append(sets, s)
		}
	}
	return sets, nil
}

// printIn prints a PDF and puts it into a set; it does nothing where the program is not installed.
func printIn(s *set, truth, to string, program string, args ...string) error {
	if err := convert(to, program, args...); err != nil {
		return err
	}
	if _, err := os.Stat(to); err == nil {
		s.files = append(s.files, file{to, truth})
	}
	return nil
}

// convert runs a program that makes a file, unless the file is there or the program is not.
func convert(to, program string, args ...string) error {
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	path, err := exec.LookPath(program)
	if err != nil {
		return nil
	}
	if out, err := exec.Command(path, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", program, err, out)
	}
	if _, err := os.Stat(to); err != nil {
		return fmt.Errorf("%s made no %s", program, filepath.Base(to))
	}
	return nil
}
