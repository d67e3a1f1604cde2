package fields

import (
	"context"

	"plenary/pipeline"
)

type eventsStage struct{}

// NewEvents returns the stage.
func NewEvents() pipeline.Stage { return eventsStage{} }

func (eventsStage) Name() string { return "events" }

func (eventsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
