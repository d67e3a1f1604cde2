package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A producer is a way in which a report becomes a file: a form of this program's own, or another program that
// reads one of the files made so far and writes its own.
type producer struct {
	name string
	ext  string // of what it writes
	from string // the producer whose files it reads; "" where own makes the file
	tool string // the command that must be installed; "" for none
	step bool   // only a step on the way to others, not measured
	own  func(*report) ([]byte, error)
	// languages are those that it can write; every one where it names none.
	languages []string
	// convert turns the files of in into those of out, one by one.
	convert func(in, out []string) error
}

// producers is every way, those that are read by others first.
func producers() []producer {
	list := []producer{
		// What word processors save: numbers typed or automatic, styles or direct formatting, the header block
		// as a table, as lines with tabs, in a text box.
		form("docx-typed", "docx", "docx=typed split="),
		form("docx-auto", "docx", "docx=auto split="),
		form("docx-split", "docx", "docx=typed split=yes"),
		form("docx-plain", "docx", "docx=run styles=none front=tabs split="),
		form("docx-template", "docx", "docx=style front=box split="),
		form("html-clean", "html", "html=clean"),
		form("html-word", "html", "html=word"),
		form("html-filtered", "html", "html=filtered"),
		form("html-site", "html", "html=site"),
		form("text-lines", "txt", "wrap= number=tab charset=utf-8 spaces="),
		form("text-wrapped", "txt", "wrap=76 number=space charset=utf-8 spaces=plain"),
		form("text-alone", "txt", "wrap=100 number=alone charset=utf-8 spaces=plain"),
		form("text-tika", "txt", "text=tika charset=utf-8"),
		office("soffice-docx", "docx-typed", "docx", "docx:MS Word 2007 XML"),
		office("soffice-auto-docx", "docx-auto", "docx", "docx:MS Word 2007 XML"),
		office("soffice-odt", "docx-typed", "odt", "odt").hidden(),
		office("soffice-auto-odt", "docx-auto", "odt", "odt").hidden(),
		office("soffice-odt-docx", "soffice-auto-odt", "docx", "docx:MS Word 2007 XML"),
		office("soffice-html-docx", "html-filtered", "docx", "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)"),
		office("soffice-doc", "docx-typed", "doc", "doc:MS Word 97"),
		office("soffice-auto-doc", "docx-auto", "doc", "doc:MS Word 97"),
		office("soffice-rtf", "docx-typed", "rtf", "rtf").as("doc"),
		office("soffice-html", "docx-typed", "html", "html:HTML (StarWriter)"),
		office("soffice-auto-html", "docx-auto", "html", "html:HTML (StarWriter)"),
		office("soffice-xhtml", "docx-auto", "xhtml", "xhtml:XHTML Writer File").as("html"),
		office("soffice-txt", "docx-typed", "txt", "txt:Text (encoded):UTF8"),
		office("soffice-auto-txt", "docx-auto", "txt", "txt:Text (encoded):UTF8"),

		each("pandoc-docx", "docx-typed", "docx", "pandoc", "-f", "docx", "-t", "docx", "-o", "{out}", "{in}"),
		each("pandoc-html-docx", "html-filtered", "docx", "pandoc", "-f", "html", "-t", "docx", "-o", "{out}", "{in}"),
		each("pandoc-html", "docx-typed", "html", "pandoc", "-f", "docx", "-t", "html", "-s", "--metadata", "title=report", "-o", "{out}", "{in}"),
		each("pandoc-html-html", "html-clean", "html", "pandoc", "-f", "html", "-t", "html", "-o", "{out}", "{in}"),
		each("pandoc-txt", "docx-typed", "txt", "pandoc", "-f", "docx", "-t", "plain", "-o", "{out}", "{in}"),
		each("pandoc-unwrapped-txt", "docx-typed", "txt", "pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "-o", "{out}", "{in}"),
		each("pandoc-html-txt", "html-clean", "txt", "pandoc", "-f", "html", "-t", "plain", "-o", "{out}", "{in}"),
		each("pandoc-rst-txt", "docx-typed", "txt", "pandoc", "-f", "docx", "-t", "rst", "-o", "{out}", "{in}"),

		each("abiword-docx", "docx-typed", "docx", "abiword", "--to=docx", "--to-name={out}", "{in}"),
		each("abiword-html", "docx-typed", "html", "abiword", "--to=html", "--to-name={out}", "{in}"),
		each("abiword-txt", "docx-typed", "txt", "abiword", "--to=txt", "--to-name={out}", "{in}"),
		each("docx2txt-txt", "docx-typed", "txt", "docx2txt", "{in}", "{out}"),
		stdout("odt2txt-txt", "soffice-odt", "txt", "odt2txt", "--width=-1", "{in}"),
		stdout("odt2txt-wrapped-txt", "soffice-odt", "txt", "odt2txt", "--width=72", "{in}"),
		stdout("antiword-txt", "soffice-doc", "txt", "antiword", "-m", "UTF-8.txt", "-w", "76", "{in}"),
		stdout("catdoc-txt", "soffice-doc", "txt", "catdoc", "-d", "utf-8", "{in}"),

		each("pdftotext-txt", "pdf", "txt", "pdftotext", "-enc", "UTF-8", "{in}", "{out}"),
		each("pdftotext-layout-txt", "pdf", "txt", "pdftotext", "-layout", "-enc", "UTF-8", "{in}", "{out}"),
		each("pdftotext-raw-txt", "pdf", "txt", "pdftotext", "-raw", "-nopgbrk", "-enc", "UTF-8", "{in}", "{out}"),
		each("pdftotext-office-txt", "soffice-pdf", "txt", "pdftotext", "-layout", "-enc", "UTF-8", "{in}", "{out}"),
		each("mutool-txt", "pdf", "txt", "mutool", "draw", "-q", "-F", "txt", "-o", "{out}", "{in}"),
		each("pdftohtml-html", "pdf", "html", "pdftohtml", "-s", "-i", "-q", "-noframes", "-enc", "UTF-8", "{in}", "{out}"),

		stdout("chromium-html", "html-clean", "html", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "file://{in}"),
		stdout("chromium-site-html", "html-site", "html", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "file://{in}"),
		stdout("chromium-word-html", "html-word", "html", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "file://{in}"),
		stdout("tidy-html", "html-filtered", "html", "tidy", "-q", "-utf8", "--show-warnings", "no", "{in}"),
		stdout("w3m-txt", "html-clean", "txt", "w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "80", "{in}"),
		stdout("lynx-txt", "html-filtered", "txt", "lynx", "-dump", "-nolist", "-display_charset=utf-8", "-assume_charset=utf-8", "{in}"),
		stdout("elinks-txt", "html-site", "txt", "elinks", "-dump", "-dump-charset", "utf-8", "-no-references", "{in}"),
		stdout("html2text-txt", "html-filtered", "txt", "html2text", "-utf8", "-nobs", "-width", "80", "{in}"),
		stdout("html2markdown-txt", "html-filtered", "txt", "html2markdown", "{in}", "utf-8"),
	}
	// Those that print stand before the readers of PDFs and behind what they print.
	at := slices.IndexFunc(list, func(p producer) bool { return p.name == "pandoc-docx" })
	return slices.Insert(list, at, printers()...)
}

// form is this program's own rendition with other options than the source's.
func form(name, ext, options string) producer {
	set := map[string]string{}
	for _, o := range strings.Fields(options) {
		k, v, _ := strings.Cut(o, "=")
		set[k] = v
	}
	return producer{name: name, ext: ext, own: func(r *report) ([]byte, error) {
		with := *r
		with.options = map[string]string{}
		for k, v := range r.options {
			with.options[k] = v
		}
		for k, v := range set {
			if with.options[k] = v; v == "" {
				delete(with.options, k)
			}
		}
		switch ext {
		case "docx":
			return with.docx(false)
		case "html":
			return with.html(), nil
		}
		return with.text()
	}}
}

// printed is the PDF beside the report's gold.
func printed(r *report) ([]byte, error) {
	return os.ReadFile(filepath.Join("testdata", "reports", r.id, "source.pdf"))
}

// office converts with LibreOffice, all files in one run.
func office(name, from, ext, filter string, more ...string) producer {
	return producer{name: name, from: from, ext: ext, tool: "soffice", convert: func(in, out []string) error {
		work, err := os.MkdirTemp("", "make-office-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(work)
		args := append([]string{"-env:UserInstallation=file://" + filepath.Join(work, "profile"), "--headless"}, more...)
		args = append(args, "--convert-to", filter, "--outdir", work)
		if err := command("soffice", append(args, in...)...); err != nil {
			return err
		}
		for i := range in {
			base := strings.TrimSuffix(filepath.Base(in[i]), filepath.Ext(in[i]))
			data, err := os.ReadFile(filepath.Join(work, base+"."+ext))
			if err != nil {
				return err
			}
			if err := os.WriteFile(out[i], data, 0o644); err != nil {
				return err
			}
		}
		return nil
	}}
}

// each runs a command for each file; {in} and {out} stand for their names.
func each(name, from, ext, tool string, args ...string) producer {
	return producer{name: name, from: from, ext: ext, tool: tool, convert: func(in, out []string) error {
		for i := range in {
			if err := command(tool, filled(args, in[i], out[i])...); err != nil {
				return err
			}
		}
		return nil
	}}
}

// stdout is each for a command that writes to its standard output.
func stdout(name, from, ext, tool string, args ...string) producer {
	return producer{name: name, from: from, ext: ext, tool: tool, convert: func(in, out []string) error {
		for i := range in {
			var text, talk bytes.Buffer
			cmd := exec.Command(tool, filled(args, in[i], out[i])...)
			cmd.Stdout, cmd.Stderr = &text, &talk
			if err := cmd.Run(); err != nil && text.Len() == 0 {
				return fmt.Errorf("%s: %w\n%s", tool, err, talk.Bytes())
			}
			if err := os.WriteFile(out[i], text.Bytes(), 0o644); err != nil {
				return err
			}
		}
		return nil
	}}
}

func filled(args []string, in, out string) []string {
	r := strings.NewReplacer("{in}", in, "{out}", out)
	list := make([]string, len(args))
	for i, a := range args {
		list[i] = r.Replace(a)
	}
	return list
}

// hidden returns the producer as a step on the way.
func (p producer) hidden() producer {
	p.step = true
	return p
}

// as returns the producer with its files under another extension: the one by which eval knows their reader.
func (p producer) as(ext string) producer {
	p.ext = ext
	return p
}

func command(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}
