// Package schema describes what Plenary prints as JSON Schemas (2020-12), from the types themselves.
package schema

import (
	"encoding/json"

	"github.com/invopop/jsonschema"

	"plenary/pipeline"
)

// Record returns the schema of pipeline.Record.
func Record() *jsonschema.Schema {
	s := Of(&pipeline.Record{}, pipeline.RecordSchema, "Plenary record")
	for property, rule := range map[string]func(*jsonschema.Schema){
		"id":       func(p *jsonschema.Schema) { p.Pattern = "^[0-9a-f]{64}$" },
		"language": func(p *jsonschema.Schema) { p.Enum = []any{"en", "fr", "es", "ru", "zh", "ar", ""} },
		"format":   func(p *jsonschema.Schema) { p.Enum = []any{"text", "html", "pdf", "docx", "doc"} },
		"sections": func(p *jsonschema.Schema) { at(p.Items, "level").Minimum = json.Number("1") },
		"header": func(p *jsonschema.Schema) {
			at(p, "date").Pattern = `^(\d{4}(-\d{2}(-\d{2})?)?)?$`
			at(p, "type").Enum = []any{"report", "contribution", "note", "resolution", "decision", "summary_record", "agenda", "letter", "other"}
		},
	} {
		rule(at(s, property))
	}
	return s
}

// Of returns the schema of a value that is printed with its schema's name in a field "schema". Fields may be
// added to such a value without a new name; every number in it that is an integer counts something.
func Of(v any, name, title string) *jsonschema.Schema {
	r := &jsonschema.Reflector{DoNotReference: true, AllowAdditionalProperties: true}
	s := r.Reflect(v)
	s.ID = jsonschema.ID("urn:" + name)
	s.Title = title
	at(s, "schema").Const = name
	counts(s)
	return s
}

// counts forbids negative integers.
func counts(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if s.Type == "integer" {
		s.Minimum = json.Number("0")
	}
	counts(s.Items)
	for p := s.Properties.Oldest(); p != nil; p = p.Next() {
		counts(p.Value)
	}
}

// at returns a property that is known to exist; the types and this package change together.
func at(s *jsonschema.Schema, property string) *jsonschema.Schema {
	p, ok := s.Properties.Get(property)
	if !ok {
		panic("no property " + property)
	}
	return p
}
