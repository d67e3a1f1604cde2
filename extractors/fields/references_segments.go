package fields

import (
	"sort"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A segment is a stretch of text that one reads in one go: the text of a block without that of the blocks
// inside it. No reference runs over its end.
type segment struct {
	from, to int // tokens [from, to) of the document
	block    *pipeline.Block
}

// segmentsOf returns the document's segments in reading order, furniture left out, found once for all stages.
func segmentsOf(doc *pipeline.Document) []segment {
	type key struct{}
	return doc.Memo(key{}, func() any { return cutSegments(doc) }).([]segment)
}

func cutSegments(doc *pipeline.Document) []segment {
	toks, sh := tokens.Of(doc), doc.Shadow()
	var out []segment
	next := 0 // blocks come in order, so the search for a token never goes back
	add := func(s pipeline.Span, b *pipeline.Block) {
		if s.Empty() {
			return
		}
		from, to := sh.From(s.Start), sh.From(s.End)
		i := next + sort.Search(len(toks)-next, func(k int) bool { return toks[next+k].Start >= from })
		j := i + sort.Search(len(toks)-i, func(k int) bool { return toks[i+k].Start >= to })
		if i < j {
			out = append(out, segment{i, j, b})
			next = j
		}
	}
	var walk func(b *pipeline.Block)
	walk = func(b *pipeline.Block) {
		if b.Kind == pipeline.Furniture {
			return
		}
		at := b.Start
		for _, child := range b.Blocks {
			add(pipeline.Span{Start: at, End: child.Start}, b)
			walk(child)
			at = child.End
		}
		add(pipeline.Span{Start: at, End: b.End}, b)
	}
	for _, b := range doc.Blocks {
		walk(b)
	}
	if len(doc.Blocks) == 0 && len(toks) > 0 {
		out = append(out, segment{0, len(toks), &pipeline.Block{Kind: pipeline.Paragraph, Span: pipeline.Span{End: len(doc.Text)}}})
	}
	return out
}
