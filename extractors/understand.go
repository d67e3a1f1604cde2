package extractors

import (
	"context"
	"sync"

	"plenary/pipeline"
)

// Version is the version of readers and stages. It goes up with every change that may change a record, so that
// files are read again.
const Version = "0.1.0"

var stagesOnce = sync.OnceValue(Stages)

// Understand reads the facts of a few words, such as a search query, as if they were a paragraph.
func Understand(query string) []pipeline.Fact {
	var b pipeline.Builder
	b.Add(pipeline.Paragraph, query)
	doc := b.Document("query", "text")
	p := &pipeline.Pipeline{Stages: stagesOnce()}
	var facts []pipeline.Fact
	for _, f := range p.Record(context.Background(), "query", nil, doc).Facts {
		switch f.Kind {
		case "figure", "action", "acronym":
		default:
			facts = append(facts, f)
		}
	}
	return facts
}
