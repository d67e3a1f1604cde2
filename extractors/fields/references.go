package fields

import (
	"context"

	"plenary/pipeline"
)

type referencesStage struct{}

// NewReferences returns the stage.
func NewReferences() pipeline.Stage { return referencesStage{} }

func (referencesStage) Name() string { return "references" }

func (referencesStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
