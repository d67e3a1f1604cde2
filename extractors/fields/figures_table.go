package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A heading is what the head of a column or row, or the line above a table, says of the numbers it is for.
type heading struct {
	unit, noun string
	scale      float64 // "CHF 000" is 1000; 1 where nothing is said
	count      bool    // "Number of ..."
	sums       bool    // it is a year, or a word for a sum of money: "Total", "Budget"
	empty      bool
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
	columns := map[int]heading{}
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
				for c := column; c < column+max(1, cell.Columns); c++ {
					columns[c] = columns[c].under(w.heading(doc, rec, cell.Span))
				}
			case k == 0:
				label = w.heading(doc, rec, cell.Span)
			default:
				w.cell(doc, rec, cell, inhabit(columns[column], label, caption))
			}
		}
	}
}

// under joins the heads of a column that stand below each other: what the lower one says of the unit counts for more.
func (h heading) under(low heading) heading {
	if low.unit == "" {
		low.unit, low.noun = h.unit, h.noun
	}
	if low.scale <= 1 {
		low.scale = max(h.scale, low.scale)
	}
	low.count = low.count || h.count
	return low
}

// inhabit returns what the heads say of a cell where column and row meet. An amount takes currency and scale from
// the caption where its column's head is a year or a word for sums, and no other word: a column of debtors counts them.
func inhabit(column, row, caption heading) heading {
	switch {
	case column.unit == "percent":
		return column
	case isCurrency(column.unit):
		if row.unit == "percent" || row.count && row.unit != "" {
			return row
		}
		if column.scale == 1 {
			column.scale = max(1, caption.scale)
		}
		return column
	case column.unit != "":
		return column
	case row.unit == "percent":
		return row
	case caption.unit != "":
		if row.count && row.unit != "" {
			return row
		}
		if column.sums || column.empty {
			caption.scale = max(caption.scale, column.scale)
			return caption // "Assessed contributions" is an amount in a table of amounts
		}
		return heading{}
	}
	if isCurrency(row.unit) || row.unit != "" && (column.sums || column.empty || column.count) {
		return row
	}
	return heading{}
}

// heading reads the unit and scale that a head names: "Budget (CHF 000)", "Importe (miles USD)", "Бюджет, тыс. долл.
// США".
func (w *figureWords) heading(doc *pipeline.Document, rec *pipeline.Record, span pipeline.Span) heading {
	h := heading{scale: 1}
	toks := tokens.In(doc, span)
	h.empty = len(toks) == 0
	p := &passage{doc: doc, text: doc.Shadow().Text, lang: rec.Language, toks: toks, taken: make([]bool, len(toks))}
	for i := range toks {
		if toks[i].Kind == tokens.Number {
			if f := toks[i].Fold; len(f) == 4 && (f[0] == '1' || f[0] == '2') {
				h.sums = true
			} else if f == "000" {
				h.scale = 1000
			}
			continue
		}
		h.sums = h.sums || w.amount.Len(p, i) > 0
		h.count = h.count || w.numberOf.Len(p, i) > 0
		if key, n := w.scales.At2(p, i); n > 0 && h.scale == 1 {
			h.scale, _ = strconv.ParseFloat(key, 64)
		}
		unit, factor, n := w.currencyAt(p, i)
		if n > 0 && factor > 1 {
			h.scale = factor
		}
		if n == 0 {
			unit, n = w.units.At2(p, i)
		}
		if n == 0 || unit == "none" || i > 0 && p.kind(i-1, tokens.Number) {
			continue
		}
		if h.unit == "" || unit == "percent" || isCurrency(unit) && !isCurrency(h.unit) {
			h.unit, h.noun = unit, p.printed(i, i+n-1)
		}
	}
	if !isCurrency(h.unit) && h.unit != "" {
		h.scale = 1
	}
	return h
}

// cell adds the figure of a cell that holds one bare number.
func (w *figureWords) cell(doc *pipeline.Document, rec *pipeline.Record, cell *pipeline.Block, h heading) {
	toks := tokens.In(doc, cell.Span)
	if len(toks) == 0 || len(toks) > 8 || h.unit == "" {
		return
	}
	p := &passage{doc: doc, text: doc.Shadow().Text, lang: rec.Language, toks: toks, taken: make([]bool, len(toks)), reversed: rec.Language == "ar"}
	i, end, sign := 0, len(toks)-1, 1.0
	switch {
	case toks[0].Fold == "-" && end > 0:
		i, sign = 1, -1
	case toks[0].Fold == "(" && toks[end].Fold == ")" && end > 1:
		i, end, sign = 1, end-1, -1 // a loss
	}
	if toks[i].Kind != tokens.Number {
		return
	}
	v, last, plain, _ := w.group(p, i)
	if last != end || plain && len(toks[i].Fold) == 4 && v >= 1900 && v <= 2100 && !isCurrency(h.unit) || plain && len(toks[i].Fold) > 1 && toks[i].Fold[0] == '0' {
		return
	}
	if !isCurrency(h.unit) {
		h.scale = 1
	}
	value := round(sign * v * h.scale)
	at := p.span(0, len(toks)-1)
	if strings.TrimSpace(doc.Quote(at)) == "" {
		return
	}
	unit := h.unit
	rec.Add(pipeline.Fact{Kind: "figure", Value: plainNumber(value) + " " + unit, Number: &value, Unit: &unit,
		Parts: map[string]string{"qualifier": "exact", "noun": h.noun}, Origin: pipeline.Origin{Span: at}})
}
