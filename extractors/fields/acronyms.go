package fields

import (
	"context"

	"plenary/pipeline"
)

type acronymsStage struct{}

// NewAcronyms returns the stage.
func NewAcronyms() pipeline.Stage { return acronymsStage{} }

func (acronymsStage) Name() string { return "acronyms" }

func (acronymsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
