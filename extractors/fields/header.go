package fields

import (
	"context"

	"plenary/pipeline"
)

type headerStage struct{}

// NewHeader returns the stage.
func NewHeader() pipeline.Stage { return headerStage{} }

func (headerStage) Name() string { return "header" }

func (headerStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
