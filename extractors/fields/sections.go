package fields

import (
	"context"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

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
	words := clauseWordsFor(rec.Language)
	cands := candidates(lines, func(l *line) bool {
		v, ok := words.lead(l.Toks, false)
		return ok && v.alone
	})
	path := sequence(cands)
	if lists := listed(path); len(lists) > 0 {
		cands = slices.DeleteFunc(cands, func(c candidate) bool { return lists[c.index] })
		path = sequence(cands)
	}
	levels(path)
	rec.Sections = sections(doc, lines, path)
	rec.Annexes = annexes(path, lines[len(lines)-1].End)
	noteOutline(rec, cands, path)
	return nil
}

// listed returns the lines whose number, closed by a bracket, is an item of a list and no section: the text, or the
// annex that it stands in, closes most of its numbers otherwise.
func listed(path []step) map[int]bool {
	lists := map[int]bool{}
	part, brackets := 0, 0 // of the steps since the last annex
	var open []int         // their lines that are closed by a bracket
	settle := func() {
		if part > brackets*2 {
			for _, i := range open {
				lists[i] = true
			}
		}
		part, brackets, open = 0, 0, open[:0]
	}
	for i := range path {
		switch c := path[i].cand; {
		case path[i].kind == annexKind:
			settle()
		case path[i].kind != decimal:
		case c.bracket:
			brackets++
			open = append(open, c.index)
			part++
		default:
			part++
		}
	}
	settle()
	return lists
}

// sections makes the record's sections of the steps that are numbers. A section ends where the next one of the
// same or a higher level, one that is not its child, or an annex begins; the last ends with the body.
func sections(doc *pipeline.Document, lines []line, path []step) []pipeline.Section {
	bodyEnd := lines[len(lines)-1].End
	out := make([]pipeline.Section, 0, len(path))
	var open []opened
	closeAt := func(at int, ends func(opened) bool) {
		for n := len(open); n > 0 && ends(open[n-1]); n-- {
			s := &out[open[n-1].section]
			s.End = trimmed(doc.Text, s.Start, at).End
			open = open[:n-1]
		}
	}
	annex, orphanOf, shallow := "", "", shallowest(path)
	for i := range path {
		s, c := &path[i], path[i].cand
		if s.kind == annexKind {
			closeAt(c.line.Start, func(opened) bool { return true })
			annex = c.number
			continue
		}
		closeAt(c.line.Start, func(o opened) bool {
			return o.level >= s.level || s.kind == decimal && o.kind == decimal && !o.holds(s)
		})
		if parent := missingParent(open, s, shallow); parent != "" && parent != orphanOf && s.doubt == "" {
			s.doubt = fmt.Sprintf("number %s stands without a number %s", c.number, parent)
			orphanOf = parent
		}
		open = append(open, opened{s, len(out)})
		out = append(out, pipeline.Section{
			Number: printedNumber(doc, s), Title: titleOf(doc, lines, path, i), Level: s.level, Annex: annex,
			Page: doc.PageAt(c.line.Start), Span: pipeline.Span{Start: c.line.Start, End: bodyEnd},
		})
	}
	return out
}

// annexes returns the annexes, each to the next or the end of the body.
func annexes(path []step, bodyEnd int) []pipeline.Annex {
	var out []pipeline.Annex
	for i := range path {
		if path[i].kind != annexKind {
			continue
		}
		at := path[i].cand.line.Start
		if n := len(out); n > 0 {
			out[n-1].End = at
		}
		out = append(out, pipeline.Annex{Name: path[i].cand.number, Span: pipeline.Span{Start: at, End: bodyEnd}})
	}
	return out
}

// An opened is a section that has not ended.
type opened struct {
	*step
	section int // its index
}

// holds reports whether a decimal number lies below the open one: 1.2.1 below 1.2.
func (o opened) holds(s *step) bool {
	a, b := o.cand, s.cand
	return a.depth < b.depth && slices.Equal(a.path[:a.depth], b.path[:a.depth])
}

// missingParent returns the number that a decimal number should stand below and does not, "" where it does or is
// of the highest level that the document has. A chapter is a parent, too: "SECTION 2" of 2.1.
func missingParent(open []opened, s *step, shallow uint8) string {
	if s.kind != decimal || s.cand.depth <= shallow || s.cand.depth == 2 && isLettered(s.cand.path[:1]) { // A.1 stands in Annex A, or below a heading A
		return ""
	}
	parent := decimalText(s.cand.path[:s.cand.depth-1])
	for n := len(open) - 1; n >= 0; n-- {
		if o := open[n]; o.kind == decimal && o.holds(s) && o.cand.depth+1 == s.cand.depth || o.kind == chapter && o.cand.number == parent {
			return ""
		}
	}
	return parent
}

// printedNumber returns the number as the text prints it; decimal numbers in ASCII digits.
func printedNumber(doc *pipeline.Document, s *step) string {
	c := s.cand
	if s.kind == decimal || s.kind == chapter {
		return c.number
	}
	span := doc.Shadow().RawSpan(c.line.At, c.line.At+len(c.number))
	for span.End < c.line.End {
		r, n := utf8.DecodeRuneInString(doc.Text[span.End:])
		if !unicode.Is(unicode.Mn, r) {
			break
		}
		span.End += n
	}
	return doc.Quote(span)
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
		if c := &cands[i]; !taken[c] && c.prior >= doubtful && c.kind() != annexKind {
			rec.Problem(c.numberSpan(), fmt.Sprintf("%s looks like a section number, but does not fit the sequence", c.number))
		}
	}
}
