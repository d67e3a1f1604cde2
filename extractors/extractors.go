// Package extractors lists what Plenary can read and what it reads from it.
package extractors

import (
	"plenary/extractors/fields"
	"plenary/extractors/formats/doc"
	"plenary/extractors/formats/docx"
	"plenary/extractors/formats/html"
	"plenary/extractors/formats/pdf"
	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/extractors/formats/text"
	"plenary/pipeline"
)

// Options say how far readers may go. A zero field means the reader's own default.
type Options struct {
	Pages    int   // of a PDF
	Unpacked int64 // bytes of a DOCX's parts together
	OCR      bool  // read pages without a text layer with tesseract, where it is installed
}

// Readers returns the formats, in the order in which they are tried, with the default limits.
func Readers() []pipeline.Reader { return ReadersWith(Options{}) }

// ReadersWith returns the formats with limits of their own.
func ReadersWith(o Options) []pipeline.Reader {
	p := pdf.Reader{Limits: pdfdoc.Limits{Pages: o.Pages}}
	if o.OCR {
		p.OCR = &pdf.OCR{}
	}
	return []pipeline.Reader{
		p,
		docx.Reader{Limits: docx.Limits{Unpacked: o.Unpacked}},
		doc.Reader{HTML: html.Reader{}},
		html.Reader{},
		text.Reader{},
	}
}

// Stages returns what is read from a document, coarse before fine: each stage may use what earlier ones found.
func Stages() []pipeline.Stage {
	return []pipeline.Stage{
		fields.NewLanguage(),
		fields.NewHeader(),
		fields.NewSections(),
		fields.NewClauses(),
		fields.NewReferences(),
		fields.NewEvents(),
		fields.NewDates(),
		fields.NewFigures(),
		fields.NewAcronyms(),
		fields.NewActions(),
	}
}
