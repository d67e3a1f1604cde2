package fields

import (
	"context"

	"plenary/pipeline"
)

type clausesStage struct{}

// NewClauses returns the stage.
func NewClauses() pipeline.Stage { return clausesStage{} }

func (clausesStage) Name() string { return "clauses" }

func (clausesStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
