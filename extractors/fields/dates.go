package fields

import (
	"context"

	"plenary/pipeline"
)

type datesStage struct{}

// NewDates returns the stage.
func NewDates() pipeline.Stage { return datesStage{} }

func (datesStage) Name() string { return "dates" }

func (datesStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
