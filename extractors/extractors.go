// Package extractors lists what Plenary can read and what it reads from it.
package extractors

import (
	"plenary/extractors/fields"
	"plenary/extractors/formats/pdf"
	"plenary/extractors/formats/text"
	"plenary/pipeline"
)

// Readers returns the formats, in the order in which they are tried.
func Readers() []pipeline.Reader {
	return []pipeline.Reader{
		pdf.Reader{},
		text.Reader{},
	}
}

// Stages returns what is read from a document, coarse before fine: each stage may use what earlier ones found.
func Stages() []pipeline.Stage {
	return []pipeline.Stage{
		fields.NewLanguage(),
		fields.NewHeader(),
		fields.NewSections(),
		fields.NewReferences(),
		fields.NewEvents(),
		fields.NewDates(),
		fields.NewFigures(),
		fields.NewAcronyms(),
		fields.NewActions(),
		fields.NewClauses(),
	}
}
