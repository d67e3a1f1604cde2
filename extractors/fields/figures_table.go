package fields

import (
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A heading is what the head of a column or row says of the numbers under it.
type heading struct {
	unit, noun string
	scale      float64 // "CHF 000" is 1000; 1 where nothing is said
	count      bool    // "Number of ..."
}

// tables reads the cells of tables that hold a bare number, which takes its unit from the head of its column, else
// from its row's first cell, else its currency from the line above the table ("Income by source (CHF 000)").
// Numbers with words of their own are read like any other text.
func (w *figureWords) tables(doc *pipeline.Document, rec *pipeline.Record) {
	var before *pipeline.Block
	var walk func(bs []*pipeline.Block)
	walk = func(bs []*pipeline.Block) {
		for _, b := range bs {
			switch b.Kind {
			case pipeline.Furniture:
				continue
			case pipeline.Table:
				if len(rec.Sections) == 0 || b.Start >= rec.Sections[0].Start {
					w.table(doc, rec, b, before)
				}
			case pipeline.Row, pipeline.Cell:
				continue
			default:
				walk(b.Blocks)
			}
			before = b
		}
	}
	walk(doc.Blocks)
}

func (w *figureWords) table(doc *pipeline.Document, rec *pipeline.Record, table, before *pipeline.Block) {
	if len(table.Blocks) < 2 {
		return
	}
	caption := heading{scale: 1}
	if before != nil && before.Len() < 300 && (before.Kind == pipeline.Paragraph || before.Kind == pipeline.Heading) {
		caption = w.heading(doc, rec, before.Span)
		if !isCurrency(caption.unit) {
			caption = heading{scale: 1}
		}
	}
	heads := map[int]heading{}
	for n, row := range table.Blocks {
		head := n == 0 || row.Head
		label := heading{scale: 1}
		for k, cell := range row.Blocks {
			column := cell.Column
			if column == 0 {
				column = k
			}
			switch {
			case head:
				heads[column] = w.heading(doc, rec, cell.Span)
			case k == 0:
				label = w.heading(doc, rec, cell.Span)
			default:
				w.cell(doc, rec, cell, heads[column], label, caption)
			}
		}
	}
}

// heading reads the unit and scale that a head names.
func (w *figureWords) heading(doc *pipeline.Document, rec *pipeline.Record, span pipeline.Span) heading {
	h := heading{scale: 1}
	toks := tokens.In(doc, span)
	p := &passage{doc: doc, text: doc.Shadow().Text, lang: rec.Language, toks: toks, taken: make([]bool, len(toks))}
	for i := range toks {
		if key, n := w.heads.At2(p, i); n > 0 && h.scale == 1 {
			_, h.scale = valueOf("x " + key)
		}
		h.count = h.count || w.numberOf.Len(p, i) > 0
		key, n := w.units.At2(p, i)
		if n == 0 || key == "none" || i > 0 && p.kind(i-1, tokens.Number) {
			continue
		}
		if h.unit == "" || key == "percent" || isCurrency(key) && !isCurrency(h.unit) {
			h.unit, h.noun = key, p.printed(i, i+n-1)
		}
	}
	return h
}

// cell adds the figure of a cell that holds one bare number.
func (w *figureWords) cell(doc *pipeline.Document, rec *pipeline.Record, cell *pipeline.Block, column, row, caption heading) {
	toks := tokens.In(doc, cell.Span)
	if len(toks) == 0 || len(toks) > 8 {
		return
	}
	p := &passage{doc: doc, text: doc.Shadow().Text, lang: rec.Language, toks: toks, taken: make([]bool, len(toks)), reversed: rec.Language == "ar"}
	i, sign := 0, 1.0
	if toks[0].Fold == "-" && len(toks) > 1 {
		i, sign = 1, -1
	}
	if toks[i].Kind != tokens.Number {
		return
	}
	v, last, plain, _ := w.group(p, i)
	if last != len(toks)-1 || plain && len(toks[i].Fold) == 4 && v >= 1900 && v <= 2100 || plain && len(toks[i].Fold) > 1 && toks[i].Fold[0] == '0' {
		return
	}
	h := column
	money := isCurrency(h.unit) || h.unit == "" && caption.unit != ""
	if row.unit == "percent" || row.unit != "" && (!money && column.unit == "" || row.count) {
		h = row
	}
	if h.unit == "" {
		h = caption // "Assessed contributions" is an amount in a table of amounts
	}
	if h.unit == "" {
		return
	}
	if isCurrency(h.unit) && h.scale == 1 {
		h.scale = max(column.scale, caption.scale)
	}
	if !isCurrency(h.unit) {
		h.scale = 1
	}
	value := round(sign * v * h.scale)
	unit := h.unit
	at := p.span(0, last)
	if strings.TrimSpace(doc.Quote(at)) == "" {
		return
	}
	rec.Add(pipeline.Fact{Kind: "figure", Value: plainNumber(value) + " " + unit, Number: &value, Unit: &unit,
		Parts: map[string]string{"qualifier": "exact", "noun": h.noun}, Origin: pipeline.Origin{Span: at}})
}
