package extractors

import (
	"context"
	"sync"

	"plenary/extractors/fields"
	"plenary/extractors/queries"
	"plenary/pipeline"
)

// Version is the version of readers and stages. It goes up with every change that may change a record, so that
// files are read again.
const Version = "0.3.0"

// citing are the stages that read what a query may name. The others would read the query as a document.
var citing = sync.OnceValue(func() []pipeline.Stage {
	return []pipeline.Stage{fields.NewReferences(), fields.NewEvents(), fields.NewDates()}
})

// Understand reads the citations, events and dates that a few words name, such as a search query, also where
// they are shortened as no document would.
func Understand(query string) []pipeline.Fact { return queries.Read(query, understandFormally) }

// understandFormally reads the facts of a text as of an item in the midst of a document of the Union, which the name of
// its conference tells.
func understandFormally(text string) []pipeline.Fact {
	var b pipeline.Builder
	b.Add(pipeline.Paragraph, "PP")
	b.Add(pipeline.Heading, "1\t–")
	b.Add(pipeline.Paragraph, "–")
	from := b.Len() + len("\n– ")
	b.Add(pipeline.Paragraph, "– "+text+" –")
	p := &pipeline.Pipeline{Stages: citing()}
	var facts []pipeline.Fact
	for _, f := range p.Record(context.Background(), "query", nil, b.Document("query", "text")).Facts {
		f.Start, f.End = f.Start-from, f.End-from
		if f.Start >= 0 && f.End <= len(text) {
			facts = append(facts, f)
		}
	}
	return facts
}
