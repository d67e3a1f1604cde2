package fields

import (
	"context"
	"fmt"
	"math"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

type figuresStage struct{}

// NewFigures returns the stage that reads what is counted: "1 939 participants" is the number 1939 with the
// unit participants. It runs after the stages that claim numbers of other kinds.
//
// A fact's span runs from the number, or the currency before it, to the end of the counted noun; words of
// degree ("environ") and of status or mode stand outside it. A part of a breakdown that has no noun of its own
// ("235 en ligne") ends with what tells it apart.
func NewFigures() pipeline.Stage { return figuresStage{} }

func (figuresStage) Name() string { return "figures" }

func (figuresStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	w := figureWordsOf(rec.Language)
	dates := dateWordsOf(rec.Language)
	passages(doc, rec, func(p *passage) {
		if p.header {
			return
		}
		r := figureReader{figureWords: w, passage: p, rec: rec, dates: dateReader{passage: p, words: dates}}
		r.read()
	})
	w.tables(doc, rec)
	return nil
}

// A figure is a number with what it counts, as it is being read.
type figure struct {
	number
	start, end int // tokens of the quote
	unit, noun string
	known      bool   // what it counts is known: a unit or a noun
	guessed    bool   // the noun is a word of which only the form is known: it may be an adjective
	measure    string // the Chinese classifier that it was counted with
	predicate  bool   // the noun stands behind a verb: "19 were women"
	shared     bool   // the noun is another figure's
	subject    bool   // the noun stands before it, as the subject: "the number of participants rose to 213"
	qualifier  string
	mode       string
	status     string
	of         float64
	depth      int // how many brackets are open around it
	sentence   int // number of the sentence within the passage
}

// named gives the figure its noun, printed from token first to token last.
func (f *figure) count(r *figureReader, unit string, first, last int) {
	if unit == "none" {
		unit = ""
	}
	f.unit, f.noun, f.known = unit, r.printed(first, last), true
}

// as gives the figure the noun of another.
func (f *figure) as(g *figure) {
	f.unit, f.noun, f.known, f.shared, f.guessed = g.unit, g.noun, true, true, g.guessed
	if f.measure == "" {
		f.measure = g.measure
	}
}

// A figureReader reads the figures of one passage.
type figureReader struct {
	*figureWords
	*passage
	rec   *pipeline.Record
	dates dateReader
	found []*figure // with a noun, or waiting for one that others have
}

func (r *figureReader) read() {
	depth, sentence := 0, 0
	for i := 0; i < len(r.toks); {
		t := &r.toks[i]
		if t.Kind == tokens.Sign {
			switch {
			case t.Fold == "(":
				depth++
			case t.Fold == ")":
				depth = max(0, depth-1)
			case r.endsSentence(i):
				sentence++
			}
			i++
			continue
		}
		if t.Kind == tokens.Word && !r.maybeNumber(t) || t.Kind == tokens.Han && !r.isValue(t.Fold) && !r.bareAfter[t.Fold] {
			i++
			continue
		}
		f, next := r.figureAt(i)
		if f != nil {
			f.depth, f.sentence = depth, sentence
			r.found = append(r.found, f)
		}
		i = next
	}
	r.orMore()
	r.share()
	r.breakdowns()
	for _, f := range r.found {
		r.emit(f)
	}
}

// endsSentence reports whether the sign at token i ends a sentence: a point before a small letter belongs to an
// abbreviation ("млн. шв. фр. на").
func (r *figureReader) endsSentence(i int) bool {
	switch r.fold(i) {
	case "。", ";", "؛", "!", "?", "؟":
		return true
	case ".":
		if i+1 == len(r.toks) || !r.toks[i+1].Space {
			return i+1 == len(r.toks)
		}
		return r.lang == "ar" || !r.kind(i+1, tokens.Word) || r.upper(i+1)
	}
	return false
}

// maybeNumber reports quickly whether a word can begin a number.
func (r *figureReader) maybeNumber(t *tokens.Token) bool {
	fold := t.Fold
	if r.lang != "ar" && !r.begins.May(t.Head(), fold) {
		return false
	}
	if r.isValue(fold) || r.bare[fold] || r.bareAfter[fold] || r.opener[fold] {
		return true
	}
	return r.lang == "ar" && (r.particled(fold, r.isValue) || r.particled(fold, r.isBare) || r.isValue(bareWord(fold)))
}

// figureAt reads the number at token i with what it counts. The figure is nil where there is none; one whose noun
// is not known may find it with others.
func (r *figureReader) figureAt(i int) (f *figure, next int) {
	if f := r.hanPercent(i); f != nil {
		return f, f.end + 1
	}
	if f := r.oneAndHalf(i); f != nil {
		return f, f.end + 1
	}
	if f := r.definiteCount(i); f != nil {
		return f, f.last + 1
	}
	if f := r.oneMore(i); f != nil {
		return f, f.end + 1
	}
	n, ok := r.numberAt(r.passage, i)
	if !ok {
		return nil, max(i, n.last) + 1
	}
	f = &figure{number: n, start: i, end: n.last}
	if !r.counts(f) {
		return nil, n.last + 1
	}
	if r.lang == "zh" {
		for k := n.last + 1; k < f.end; k++ {
			if r.startsNumber(k) || r.kind(k, tokens.Han) && r.isValue(r.fold(k)) {
				return f, n.last + 1 // 三次为期五天的会议
			}
		}
	}
	return f, max(n.last, f.end) + 1
}

// counts finds what the number counts and reports whether it may be a figure.
func (r *figureReader) counts(f *figure) bool {
	switch {
	case r.lang == "ar" && r.dualBefore(f):
		f.qualifier = r.degree(f)
		return true
	case r.listLabel(f) || r.fractions.Len(r.passage, f.first) > f.last-f.first+1: // "ثلاثة أرباع الميزانية"
		return false
	case r.sum(f):
		f.qualifier = r.degree(f)
		return true
	case r.names(f) || r.partOfDate(f) || r.measures(f):
		return false
	}
	if r.lang == "ar" && r.oneBefore(f) {
		f.qualifier = r.degree(f)
		return true
	}
	n := r.nounAfter(f)
	f.mode, f.status = n.mode, n.status
	switch {
	case n.first >= 0:
		if !r.countsNoun(f, &n) {
			return false
		}
		f.count(r, n.unit, n.first, n.last)
		r.halfMore(f, &n)
		f.end, f.guessed, f.measure, f.predicate = max(n.last, f.last), n.guessed, n.measure, n.predicate
	case r.yearLike(f, -1):
		return false
	default:
		f.end, f.measure = max(f.end, n.last), n.measure
		if !n.trait {
			r.nounBefore(f)
		}
	}
	f.qualifier = r.degree(f)
	if f.known {
		r.traitsAround(f)
	}
	return true
}

// emit adds the figure to the record, or the reason why it is none to the problems.
func (r *figureReader) emit(f *figure) {
	at := r.passage.span(f.start, max(f.end, f.last))
	if !f.known {
		r.wonder(f)
		return
	}
	if r.mismatch(r.passage, &f.number) {
		r.rec.Problem(at, fmt.Sprintf("word and digits differ: %q", r.printed(f.first, min(f.last+3, len(r.toks)-1))))
	}
	if f.doubt != "" {
		r.rec.Problem(at, fmt.Sprintf("%s: %q", f.doubt, r.doc.Quote(at)))
	}
	value, unit := round(f.value), f.unit
	parts := map[string]string{"qualifier": f.qualifier, "noun": f.noun}
	if f.ranged {
		parts["to"] = plainNumber(round(f.to))
	}
	if f.mode != "" {
		parts["mode"] = f.mode
	}
	if f.status != "" {
		parts["status"] = f.status
	}
	if f.of != 0 {
		parts["of"] = plainNumber(round(f.of))
	}
	name := plainNumber(value)
	if unit != "" {
		name += " " + unit
	}
	r.rec.Add(pipeline.Fact{Kind: "figure", Value: name, Number: &value, Unit: &unit, Parts: parts, Origin: pipeline.Origin{Span: at}})
}

// wonder notes a number that was written to count something which nobody found: it bears a word of degree or is
// set in groups, and is no year.
func (r *figureReader) wonder(f *figure) {
	if !f.digits || f.percent || f.plain && f.value >= 1800 && f.value <= 2100 || r.inTable() {
		return
	}
	_, start := r.before.Before(r.passage, f.first)
	if start == f.first && (f.plain || f.value != math.Trunc(f.value) || f.factor != 0) {
		return
	}
	r.rec.Problem(r.passage.span(f.first, f.last), fmt.Sprintf("nothing that %q counts", r.printed(f.first, f.last)))
}

// inTable reports whether the passage is a cell or lies in one.
func (r *figureReader) inTable() bool {
	if r.block.Kind == pipeline.Cell {
		return true
	}
	for _, b := range r.up {
		if b.Kind == pipeline.Table {
			return true
		}
	}
	return false
}
