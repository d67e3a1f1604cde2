package fields

import (
	"context"
	"fmt"

	"plenary/pipeline"
)

// sectionsStage reads the outline: the numbered headings and paragraphs of the document. It gathers every line
// that begins with what could be a number (sections_number.go), finds the most likely sequence among them
// (sections_sequence.go), and gives those of the sequence their level, title and span.
type sectionsStage struct{}

// NewSections returns the stage that reads the document's outline.
func NewSections() pipeline.Stage { return sectionsStage{} }

func (sectionsStage) Name() string { return "sections" }

func (sectionsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	lines := linesOf(doc)
	if len(lines) == 0 {
		return nil
	}
	cands := candidates(lines)
	path := sequence(cands)
	levels(path)
	rec.Sections = sections(doc, lines, path)
	noteOutline(rec, cands, path)
	return nil
}

// sections makes the record's sections of the steps that are numbers. A section ends where the next one of the
// same or a higher level, or an annex, begins; the last ends with the body.
func sections(doc *pipeline.Document, lines []line, path []step) []pipeline.Section {
	bodyEnd := lines[len(lines)-1].End
	out := make([]pipeline.Section, 0, len(path))
	var open []int // indexes of sections that have not ended, outermost first
	closeTo := func(level, at int) {
		for n := len(open); n > 0 && out[open[n-1]].Level >= level; n-- {
			s := &out[open[n-1]]
			s.End = trimmed(doc.Text, s.Start, at).End
			open = open[:n-1]
		}
	}
	annex := ""
	for i := range path {
		c := path[i].cand
		if c.kind == annexKind {
			closeTo(0, c.line.Start)
			annex = c.number
			continue
		}
		closeTo(path[i].level, c.line.Start)
		open = append(open, len(out))
		out = append(out, pipeline.Section{
			Number: c.number, Title: titleOf(doc, lines, path, i), Level: path[i].level, Annex: annex,
			Page: doc.PageAt(c.line.Start), Span: pipeline.Span{Start: c.line.Start, End: bodyEnd},
		})
	}
	return out
}

// noteOutline notes gaps and repeats in the sequence, and the numbers that were seen and not taken.
func noteOutline(rec *pipeline.Record, cands []candidate, path []step) {
	for i := range path {
		if why := path[i].doubt; why != "" {
			rec.Problem(path[i].cand.numberSpan(), why)
		}
	}
	taken := map[*candidate]bool{}
	for i := range path {
		taken[path[i].cand] = true
	}
	for i := range cands {
		if c := &cands[i]; !taken[c] && c.prior >= doubtful && c.kind != annexKind {
			rec.Problem(c.numberSpan(), fmt.Sprintf("%s looks like a section number, but does not fit the sequence", c.number))
		}
	}
}
