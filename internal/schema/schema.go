// Package schema describes a record as a JSON Schema (2020-12), from the record's own types.
package schema

import (
	"github.com/invopop/jsonschema"

	"plenary/pipeline"
)

// Record returns the schema of pipeline.Record.
func Record() *jsonschema.Schema {
	r := &jsonschema.Reflector{
		DoNotReference:            true,
		AllowAdditionalProperties: true, // fields may be added without a new schema number
	}
	s := r.Reflect(&pipeline.Record{})
	s.ID = "urn:" + pipeline.RecordSchema
	s.Title = "Plenary record"
	if p, ok := s.Properties.Get("schema"); ok {
		p.Const = pipeline.RecordSchema
	}
	if p, ok := s.Properties.Get("id"); ok {
		p.Pattern = "^[0-9a-f]{64}$"
	}
	if p, ok := s.Properties.Get("language"); ok {
		p.Enum = []any{"en", "fr", "es", "ru", "zh", "ar", ""}
	}
	return s
}
