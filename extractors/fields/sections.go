package fields

import (
	"context"

	"plenary/pipeline"
)

type sectionsStage struct{}

// NewSections returns the stage.
func NewSections() pipeline.Stage { return sectionsStage{} }

func (sectionsStage) Name() string { return "sections" }

func (sectionsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
