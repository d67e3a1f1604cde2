package fields

import (
	"context"

	"plenary/pipeline"
)

type figuresStage struct{}

// NewFigures returns the stage.
func NewFigures() pipeline.Stage { return figuresStage{} }

func (figuresStage) Name() string { return "figures" }

func (figuresStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
