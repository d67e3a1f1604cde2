package fields

import (
	"context"

	"plenary/pipeline"
)

type languageStage struct{}

// NewLanguage returns the stage.
func NewLanguage() pipeline.Stage { return languageStage{} }

func (languageStage) Name() string { return "language" }

func (languageStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	return nil
}
