package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// pdf prints source.pdf. Options: pdf=soffice (default) prints the DOCX with LibreOffice, pdf=chromium the
// HTML with Chromium; tagged=no leaves the structure out; hyphens=yes breaks words at line ends.
//
//	soffice --headless --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' source.docx
//	chromium --headless --no-pdf-header-footer --print-to-pdf=source.pdf source.html
func (r *report) pdf(dir string) error {
	work, err := os.MkdirTemp("", "make-report-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	dir, err = filepath.Abs(dir)
	if err != nil {
		return err
	}
	to := filepath.Join(work, "source.pdf")
	var cmd *exec.Cmd
	if r.option("pdf", "soffice") == "chromium" {
		args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=" + work, "--print-to-pdf=" + to}
		if r.option("tagged", "yes") == "no" {
			args = append(args, "--disable-pdf-tagging")
		}
		cmd = exec.Command("chromium", append(args, "file://"+filepath.Join(dir, "source.html"))...)
	} else {
		docx, err := r.docx(r.option("hyphens", "") != "")
		if err != nil {
			return err
		}
		from := filepath.Join(work, "source.docx")
		if err := os.WriteFile(from, docx, 0o644); err != nil {
			return err
		}
		filter := fmt.Sprintf(`pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%t"},"ExportBookmarks":{"type":"boolean","value":"false"}}`, r.option("tagged", "yes") == "yes")
		cmd = exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(work, "office"), "--headless", "--convert-to", filter, "--outdir", work, from)
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: print: %w\n%s", r.id, err, out)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		return fmt.Errorf("%s: print: %w", r.id, err)
	}
	return os.WriteFile(filepath.Join(dir, "source.pdf"), data, 0o644)
}
