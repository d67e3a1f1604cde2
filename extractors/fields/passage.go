package fields

import (
	"sort"
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A passage is one leaf block of the document as a row of tokens, with what the readers of dates and figures
// ask of it.
type passage struct {
	doc      *pipeline.Document
	text     string // the whole shadow, into which the tokens' offsets lead
	lang     string
	toks     []tokens.Token
	taken    []bool // whether an earlier stage, a label or a section's number holds the token
	block    *pipeline.Block
	up       []*pipeline.Block
	reversed bool // Arabic numbers of the document stand with their groups in reversed order
	header   bool // the passage belongs to the header block at the top of the first page
}

// at reports whether i is a token of the passage that nobody has taken.
func (p *passage) at(i int) bool { return i >= 0 && i < len(p.toks) && !p.taken[i] }

// fold returns the comparable form of token i, "" outside the passage.
func (p *passage) fold(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.toks[i].Fold
}

// kind reports whether token i exists and is of this kind.
func (p *passage) kind(i int, k tokens.Kind) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == k
}

// glued reports whether token i follows the one before it without white space.
func (p *passage) glued(i int) bool { return i > 0 && i < len(p.toks) && !p.toks[i].Space }

// tab reports whether a tab stands before token i: cells of a typed table are not one phrase.
func (p *passage) tab(i int) bool {
	if i <= 0 || i >= len(p.toks) || !p.toks[i].Break {
		return false
	}
	return strings.IndexByte(p.text[p.toks[i-1].End:p.toks[i].Start], '\t') >= 0
}

// article reports whether token i is a definite article of English, French or Spanish.
func (p *passage) article(i int) bool {
	switch p.fold(i) {
	case "the", "le", "la", "les", "el", "los", "las":
		return true
	}
	return false
}

// raw returns token i as the shadow has it, with its case and accents.
func (p *passage) raw(i int) string { return p.text[p.toks[i].Start:p.toks[i].End] }

// upper reports whether token i begins with a Latin or Cyrillic capital.
func (p *passage) upper(i int) bool {
	if i < 0 || i >= len(p.toks) {
		return false
	}
	w := p.raw(i)
	return w[0] >= 'A' && w[0] <= 'Z' || len(w) > 1 && w[0] == 0xD0 && w[1] >= 0x90 && w[1] <= 0xAF ||
		len(w) > 1 && w[0] == 0xC3 && w[1] >= 0x80 && w[1] <= 0x9E
}

// span returns the span of the document's text from token i to token j, both included, with the vowel signs that
// the shadow leaves out behind the last letter ("مشاركاً").
func (p *passage) span(i, j int) pipeline.Span {
	s := tokens.Span(p.doc, p.toks[i], p.toks[j])
	for s.End < len(p.doc.Text) {
		r, n := utf8.DecodeRuneInString(p.doc.Text[s.End:])
		if r < 0x64B || r > 0x65F {
			break
		}
		s.End += n
	}
	return s
}

// printed returns the document's own text from token i to token j, on one line.
func (p *passage) printed(i, j int) string {
	return strings.Join(strings.Fields(p.doc.Quote(p.span(i, j))), " ")
}

// passages calls yield for each leaf block outside furniture, in reading order. Tokens inside facts that stand
// already, but for the kinds named, are taken; so are list labels and the numbers that open sections.
func passages(doc *pipeline.Document, rec *pipeline.Record, yield func(p *passage)) {
	sh := doc.Shadow()
	claims := claimed(doc, rec)
	top := headerEnd(doc, rec)
	back := rec.Language == "ar" && reversedGroups(tokens.Of(doc))
	next := 0
	doc.Leaves(false, func(b *pipeline.Block, up []*pipeline.Block) bool {
		p := &passage{doc: doc, text: sh.Text, lang: rec.Language, toks: tokens.In(doc, b.Span), block: b, header: b.Start < top && shortLine(doc, b), reversed: back}
		if len(p.toks) == 0 {
			return true
		}
		p.up = append(p.up, up...)
		p.taken = make([]bool, len(p.toks))
		for next < len(claims) && claims[next].End <= p.toks[0].Start {
			next++
		}
		for k, i := next, 0; k < len(claims) && i < len(p.toks); {
			switch {
			case claims[k].End <= p.toks[i].Start:
				k++
			case claims[k].Start < p.toks[i].End:
				p.taken[i] = true
				i++
			default:
				i++
			}
		}
		yield(p)
		return true
	})
}

// claimed returns, in order and without overlaps, the spans of the shadow that a reader of dates and figures
// leaves alone.
func claimed(doc *pipeline.Document, rec *pipeline.Record) []pipeline.Span {
	sh := doc.Shadow()
	var all []pipeline.Span
	add := func(s pipeline.Span) {
		if !s.Empty() {
			all = append(all, pipeline.Span{Start: sh.From(s.Start), End: sh.From(s.End)})
		}
	}
	for i := range rec.Facts {
		switch rec.Facts[i].Kind {
		case "action", "acronym":
		default:
			add(rec.Facts[i].Span)
		}
	}
	for i := range rec.Sections {
		s := &rec.Sections[i]
		end := min(s.Start+len(s.Number), len(doc.Text))
		if end < len(doc.Text) && strings.IndexByte(".)", doc.Text[end]) >= 0 {
			end++
		}
		add(pipeline.Span{Start: s.Start, End: end})
	}
	doc.Leaves(false, func(b *pipeline.Block, up []*pipeline.Block) bool {
		add(b.Label)
		return true
	})
	sort.Slice(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// shortLine reports whether the block looks like a line of the header and not like a sentence of the body, which may
// stand before what was taken for the title.
func shortLine(doc *pipeline.Document, b *pipeline.Block) bool {
	s := strings.TrimRight(doc.Quote(b.Span), " \t\n\u00a0")
	return len(s) < 400 && !(strings.HasSuffix(s, "。") || len(s) > 30 && (strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";")))
}

// headerEnd returns where the header block ends: symbol, date, meeting and title are fields of the header and
// no facts of the text. It is the end of the title where the title stands near the top, else 0.
func headerEnd(doc *pipeline.Document, rec *pipeline.Record) int {
	t := pipeline.NewShadow(rec.Header.Title).Text // the title's own spaces may be no-break ones in the text
	if t == "" {
		return 0
	}
	sh := doc.Shadow()
	top := sh.Text[:min(len(sh.Text), 6000)]
	if len(rec.Sections) > 0 {
		top = top[:min(sh.From(rec.Sections[0].Start), len(top))]
	}
	if i := strings.Index(top, t); i >= 0 {
		return sh.Raw(i + len(t))
	}
	// The title may run over several lines: its first words are enough to find it.
	if words := strings.Fields(t); len(words) > 2 {
		if i := strings.Index(top, words[0]+" "+words[1]); i >= 0 {
			return sh.Raw(min(i+len(t), len(top)))
		}
	}
	return 0
}
