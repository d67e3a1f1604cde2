package fields

import (
	"context"

	"plenary/pipeline"
)

type actionsStage struct{}

// NewActions returns the stage.
func NewActions() pipeline.Stage { return actionsStage{} }

func (actionsStage) Name() string { return "actions" }

func (actionsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
