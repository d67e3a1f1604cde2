package plenary_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"plenary/internal/schema"
)

// compiled is the schema that `plenary schema` prints, as a validator of JSON Schema 2020-12 reads it.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	printed, err := json.Marshal(schema.Record())
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(printed))
	if err != nil {
		t.Fatal(err)
	}
	if draft := doc.(map[string]any)["$schema"]; draft != "https://json-schema.org/draft/2020-12/schema" {
		t.Fatalf("the schema names its draft as %v", draft)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("record.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRecordsMeetTheirSchema validates the record of every report in every format.
func TestRecordsMeetTheirSchema(t *testing.T) {
	s, p := compiled(t), everything()
	for _, c := range reports(t) {
		for _, src := range c.Sources {
			data, err := os.ReadFile(src.Path)
			if err != nil {
				t.Fatal(err)
			}
			_, rec, err := p.Extract(context.Background(), src.Path, data)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate(t, s, encoded(t, rec)); err != nil {
				t.Errorf("%s: %v", src.Path, err)
			}
		}
	}
}

// TestSchemaRefuses breaks a sound record in one place at a time: a schema that takes everything proves nothing.
func TestSchemaRefuses(t *testing.T) {
	s, p := compiled(t), everything()
	_, rec, err := p.Extract(context.Background(), "c26-30-f.txt", []byte("Document C26/30-F\n\n1\tParticipation\n\n1.1\tLa réunion a compté 1 939 participants.\n"))
	if err != nil {
		t.Fatal(err)
	}
	sound := string(encoded(t, rec))
	if err := validate(t, s, []byte(sound)); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{`"schema":"plenary.record/1"`, `"schema":"plenary.record/2"`},
		{`"id":"`, `"id":"z`},
		{`"language":"fr"`, `"language":"de"`},
		{`"number":1939`, `"number":"1939"`},
		{`"format":"text",`, ``},
		{`"kind":"figure",`, ``},
		{`"year":2026`, `"year":"2026"`},
		{`"pages":[]`, `"pages":[[1]]`},
		{`"quote":"1 939 participants"`, `"quote":null`},
		{`"level":1`, `"level":0`},
		{`"start":18`, `"start":-18`},
		{`"type":"`, `"type":"poem or `},
		{`"qualifier":"exact"`, `"qualifier":1`},
	} {
		broken := strings.Replace(sound, change[0], change[1], 1)
		if broken == sound {
			t.Errorf("%s does not stand in %s", change[0], sound)
		} else if validate(t, s, []byte(broken)) == nil {
			t.Errorf("%s was taken for a record", change[1])
		}
	}
}

func validate(t *testing.T, s *jsonschema.Schema, record []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}
