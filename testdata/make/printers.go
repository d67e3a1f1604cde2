package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// printers is every way in which a report becomes a PDF. The first is the one beside the report's gold.
func printers() []producer {
	return []producer{
		{name: "pdf", ext: "pdf", own: printed},
		office("soffice-pdf", "docx-auto", "pdf", `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}`),
		office("soffice-untagged-pdf", "docx-auto", "pdf", `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}`),
		office("soffice-plain-pdf", "docx-plain", "pdf", `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}`),
		office("soffice-template-pdf", "docx-template", "pdf", `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}`),
		office("soffice-html-pdf", "soffice-html-docx", "pdf", "pdf:writer_pdf_Export"),
		office("soffice-doc-pdf", "soffice-doc", "pdf", "pdf:writer_pdf_Export"),
		office("soffice-fodt", "docx-typed", "fodt", "fodt:OpenDocument Text Flat XML").hidden(),
		reset("columns-fodt", "soffice-fodt", 2).hidden(),
		office("soffice-columns-pdf", "columns-fodt", "pdf", `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}`),
		reset("hyphens-fodt", "soffice-fodt", 1).hidden(),
		office("soffice-hyphens-pdf", "hyphens-fodt", "pdf", `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}`),

		chromium("chromium-pdf", "html-clean"),
		chromium("chromium-untagged-pdf", "html-clean", "--disable-pdf-tagging"),
		chromium("chromium-word-pdf", "html-word", "--disable-pdf-tagging"),
		chromium("chromium-site-pdf", "html-site"),
		each("wkhtmltopdf-pdf", "html-clean", "pdf", "wkhtmltopdf", "-q", "{in}", "{out}"),

		each("gs-pdf", "soffice-untagged-pdf", "pdf", "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile={out}", "{in}"),
		each("gs-chromium-pdf", "chromium-pdf", "pdf", "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile={out}", "{in}"),
		each("qpdf-pdf", "soffice-pdf", "pdf", "qpdf", "--linearize", "--object-streams=generate", "--encrypt", "", "owner", "256", "--", "{in}", "{out}"),
		each("mutool-pdf", "soffice-pdf", "pdf", "mutool", "clean", "-gggg", "-z", "{in}", "{out}"),

		tex("pdftex-pdf", "pdflatex", "en", "fr", "es"),
		tex("xetex-pdf", "xelatex"),
	}
}

// chromium prints with Chromium.
func chromium(name, from string, more ...string) producer {
	args := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf={out}"}, more...)
	return each(name, from, "pdf", "chromium", append(args, "file://{in}")...)
}

// tex sets the text with a TeX engine, through pandoc. Languages are those that it can set; all where it names none.
func tex(name, engine string, languages ...string) producer {
	p := each(name, "docx-typed", "pdf", engine)
	p.languages = languages
	p.convert = func(in, out []string) error {
		for i := range in {
			args := []string{"-f", "docx", "-o", out[i], "--pdf-engine=" + engine, in[i]}
			if engine == "xelatex" {
				switch { // the last letter of the symbol is the language
				case strings.HasSuffix(in[i], "-a.docx"):
					args = append(args, "-V", "mainfont=Noto Naskh Arabic", "-V", "dir=rtl", "-V", `header-includes=\usepackage{bidi}\setRTL`)
				case strings.HasSuffix(in[i], "-c.docx"):
					args = append(args, "-V", "mainfont=DejaVu Serif", "-V", "CJKmainfont=Noto Serif CJK SC")
				default:
					args = append(args, "-V", "mainfont=DejaVu Serif")
				}
			}
			if err := command("pandoc", args...); err != nil {
				return err
			}
		}
		return nil
	}
	return p
}

var (
	pageProperties = regexp.MustCompile(`(?s)(<style:page-layout-properties [^>]*?)(/>|>.*?</style:page-layout-properties>)`)
	defaultText    = regexp.MustCompile(`(?s)<style:default-style style:family="paragraph">\s*<style:paragraph-properties [^>]*?/?>.*?<style:text-properties `)
	counted        = regexp.MustCompile(` fo:hyphenat(e="false"|ion-(remain|push)-char-count="[0-9]+")`)
	aligned        = regexp.MustCompile(` fo:text-align="start"`)
)

// reset sets a flat OpenDocument text in columns, justified, with hyphens at the ends of lines.
func reset(name, from string, columns int) producer {
	return producer{name: name, from: from, ext: "fodt", convert: func(in, out []string) error {
		for i := range in {
			data, err := os.ReadFile(in[i])
			if err != nil {
				return err
			}
			text := string(data)
			if !defaultText.MatchString(text) || !pageProperties.MatchString(text) {
				return fmt.Errorf("%s: no default style or page layout in it", filepath.Base(in[i]))
			}
			text = counted.ReplaceAllString(text, "")
			text = defaultText.ReplaceAllStringFunc(text, func(s string) string {
				s = strings.Replace(s, "<style:paragraph-properties ", `<style:paragraph-properties fo:text-align="justify" `, 1)
				return s + `fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2" `
			})
			text = aligned.ReplaceAllString(text, ` fo:text-align="justify"`)
			if columns > 1 {
				text = pageProperties.ReplaceAllString(text, fmt.Sprintf(`$1><style:columns fo:column-count="%d" fo:column-gap="0.6cm"/></style:page-layout-properties>`, columns))
			}
			if err := os.WriteFile(out[i], []byte(text), 0o644); err != nil {
				return err
			}
		}
		return nil
	}}
}
