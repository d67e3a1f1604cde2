package fields

import (
	"context"
	"sort"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// clausesStage reads the parts of a resolution or decision: what it considers, recalls and notes, and then what it
// resolves, whom it instructs and invites. A text begins where a body speaks ("The Council,"); each part begins
// with its verb, alone on a line over its items, or at the head of its paragraph, numbered or not. Where no body
// is seen to speak, verbs that stand alone are parts if there are enough of them. The marks ADD, MOD, SUP and NOC,
// which are the same in all languages, are parts too: each spans the text that it stands over.
type clausesStage struct{}

// NewClauses returns the stage that reads the parts of resolutions. It needs the sections.
func NewClauses() pipeline.Stage { return clausesStage{} }

func (clausesStage) Name() string { return "clauses" }

func (clausesStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	c := &clauseReader{doc: doc, rec: rec, words: clauseWordsFor(rec.Language), lines: linesOf(doc), starts: map[int]*pipeline.Section{}}
	for i := range rec.Sections {
		c.starts[rec.Sections[i].Start] = &rec.Sections[i]
	}
	c.marks()
	if !c.texts() {
		c.loose()
	}
	sort.SliceStable(rec.Clauses, func(i, j int) bool { return rec.Clauses[i].Start < rec.Clauses[j].Start })
	return ctx.Err()
}

// A clauseReader reads one document's clauses.
type clauseReader struct {
	doc    *pipeline.Document
	rec    *pipeline.Record
	words  *clauseWords
	lines  []line
	starts map[int]*pipeline.Section // by where they begin

	open    int // index of the clause that has not ended, from 1; 0 for none
	section string
	decided bool // the text under way has an operative part already
	alone   bool // its verbs stand on lines of their own
}

// texts reads every text in which a body is seen to speak, and reports whether there was one.
func (c *clauseReader) texts() bool {
	speaking, any := false, false
	for i := range c.lines {
		l := &c.lines[i]
		toks := l.Toks
		if c.words.enacting(toks) && c.follows(i+1) {
			c.finish(l.Start)
			speaking, any = true, true
			c.decided, c.alone, c.section = false, false, c.sectionAt(l.Start)
			continue
		}
		if speaking && c.ends(l, toks) {
			c.finish(l.Start)
			speaking = false
		}
		if speaking {
			c.read(l)
		}
	}
	c.finish(c.bodyEnd())
	return any
}

// follows reports whether line i begins a part, so that the line before it is one in which a body speaks.
func (c *clauseReader) follows(i int) bool {
	if i >= len(c.lines) {
		return false
	}
	toks, _ := c.afterNumber(&c.lines[i])
	_, ok := c.words.lead(toks, true)
	return ok
}

// afterNumber returns the tokens of a line behind its number, and whether it has one.
func (c *clauseReader) afterNumber(l *line) ([]tokens.Token, bool) {
	toks := l.Toks
	n, ok := numberAt(l)
	if !ok || n.kind() != decimal {
		return toks, false
	}
	at := l.At + n.rest
	return toks[sort.Search(len(toks), func(k int) bool { return toks[k].Start >= at }):], true
}

// ends reports whether the text under way ends before the line: at an annex, the heading of a section, the mark or
// the title of another text.
func (c *clauseReader) ends(l *line, toks []tokens.Token) bool {
	if o, ok := openingAt(l); ok && o.kind() == annexKind {
		return true
	}
	if markAt(c.doc, l, toks) != "" {
		return true
	}
	if s := c.starts[l.Start]; s != nil && s.Title != "" {
		rest, _ := c.afterNumber(l)
		_, verb := c.words.lead(rest, false)
		return !verb && !startsSmall(s.Title)
	}
	return false
}

// read takes the part that begins at a line, if one does.
func (c *clauseReader) read(l *line) {
	toks, numbered := c.afterNumber(l)
	if v, ok := c.words.lead(toks, !c.decided && !numbered); ok && !(c.alone && !v.alone) {
		c.begin(l, toks, v, numbered)
		return
	}
	if !numbered && !c.decided && !c.alone && isRecital(l, toks) {
		c.begin(l, toks, lead{key: "other", end: min(len(toks), 1)}, false)
	}
}

// isRecital reports whether a line is a recital by its form: a paragraph that ends with a comma, no item of a list.
func isRecital(l *line, toks []tokens.Token) bool {
	if len(toks) < 4 || toks[1].Fold == ")" || toks[0].Kind == tokens.Sign {
		return false
	}
	return strings.ContainsRune(",،，", lastRune(l.Text))
}

// begin adds a clause and ends the one before.
func (c *clauseReader) begin(l *line, toks []tokens.Token, v lead, numbered bool) {
	span := tokens.Span(c.doc, toks[v.first], toks[v.end-1])
	c.finish(l.Start)
	clause := pipeline.Clause{Key: v.key, Label: c.doc.Quote(span), Section: c.section, Span: pipeline.Span{Start: span.Start, End: l.End}}
	if v.alone {
		clause.Label = strings.TrimRight(c.doc.Text[span.Start:l.End], " :：,،，")
	}
	clause.Label = oneLine(clause.Label)
	if numbered {
		clause.Section = c.sectionAt(span.Start)
	}
	c.alone = c.alone || v.alone && !numbered
	c.decided = c.decided || !preamble[v.key] && v.key != "other"
	c.rec.Clauses = append(c.rec.Clauses, clause)
	c.open = len(c.rec.Clauses)
}

// finish ends the clause that is open before the offset.
func (c *clauseReader) finish(at int) {
	if c.open > 0 {
		s := &c.rec.Clauses[c.open-1].Span
		*s = trimmed(c.doc.Text, s.Start, max(at, s.End))
		c.open = 0
	}
}

func (c *clauseReader) sectionAt(i int) string {
	if s := c.rec.SectionAt(i); s != nil {
		return s.Number
	}
	return ""
}

// bodyEnd returns where the last line ends that is no rule.
func (c *clauseReader) bodyEnd() int {
	for i := len(c.lines) - 1; i >= 0; i-- {
		if !isRule(&c.lines[i]) {
			return c.lines[i].End
		}
	}
	return 0
}

// loose reads verbs that stand alone in a text without a body that speaks: there must be three, of both kinds.
func (c *clauseReader) loose() {
	type seen struct {
		line int
		lead lead
	}
	var all []seen
	before, after := false, false
	for i := range c.lines {
		toks := c.lines[i].Toks
		if v, ok := c.words.lead(toks, !after); ok && v.alone {
			all = append(all, seen{i, v})
			before, after = before || preamble[v.key], after || !preamble[v.key]
		}
	}
	if len(all) < 3 || !before || !after {
		return
	}
	c.section = c.sectionAt(c.lines[all[0].line].Start)
	next := 0
	for i := all[0].line; i < len(c.lines); i++ {
		l := &c.lines[i]
		toks := l.Toks
		switch {
		case next < len(all) && all[next].line == i:
			c.begin(l, toks, all[next].lead, false)
			next++
		case c.open > 0 && c.ends(l, toks):
			c.finish(l.Start)
		}
	}
	c.finish(c.bodyEnd())
}
