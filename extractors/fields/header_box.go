package fields

import (
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// box reads the summary box: short lines that are labels, each with the text to the next label or to the rule
// that ends the box. The labels are families of words (lexicon: header), so that a new wording of a known label
// is still one; a short line between two labels that is none is kept with the text before it.
func (h *headReader) box() {
	first := -1
	for i := range h.lines {
		if key, end := h.labelAt(i); key != "" && !(key == "agenda_item" && first < 0) {
			h.lines[i].label = key
			h.lines[i].take(0, end)
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return
	}
	if n := h.labelCount(); n == 1 && h.lines[first].label != "summary" && h.lines[first].label != "action" && h.lines[first].label != "references" && h.lines[first].label != "purpose" {
		h.lines[first].label = "" // one stray word is no box
		return
	}
	h.top = first
	for i := first; i < len(h.lines); {
		if h.lines[i].label == "" {
			i++
			continue
		}
		end := h.entryEnd(i)
		h.entry(i, end)
		if end < len(h.lines) && h.fieldAt(&h.lines[end]) {
			i = end
			continue
		}
		if end < len(h.lines) && h.lines[end].label == "" {
			if k := h.labelAfterRule(end); k > 0 {
				i = k
				continue
			}
			for k := end; k < len(h.lines); k++ {
				h.lines[k].label = ""
			}
			return
		}
		i = end
	}
}

func (h *headReader) labelCount() int {
	n := 0
	for i := range h.lines {
		if h.lines[i].label != "" {
			n++
		}
	}
	return n
}

// labelAfterRule returns the index of a label that directly follows the rule at line i: "References" stands
// below the box in the older template. 0 for none.
func (h *headReader) labelAfterRule(i int) int {
	if !isRule(h.lines[i].line) {
		return 0
	}
	for i < len(h.lines) && isRule(h.lines[i].line) {
		i++
	}
	if i < len(h.lines) && h.lines[i].label != "" {
		return i
	}
	return 0
}

// labelAt returns the key of the label that the line begins with, and how many tokens it takes.
func (h *headReader) labelAt(i int) (string, int) {
	l := &h.lines[i]
	if len(l.toks) == 0 || !l.First && len(l.Text) > 400 {
		return "", 0
	}
	at := 0
	if l.toks[0].Kind == tokens.Number && len(l.toks) > 2 { // "2 Objet:"
		at = 1
	}
	key, n := h.words.labels.At(l.toks, at)
	if n == 0 {
		return "", 0
	}
	k := at + n
	end := func(k int) (string, int) { return key, k }
	for {
		switch {
		case k == len(l.toks):
			if at > 0 {
				return "", 0
			}
			return end(k)
		case l.toks[k].Fold == ":":
			return end(k + 1)
		case at > 0:
			return "", 0
		case l.toks[k].Break:
			return end(k)
		case !l.toks[k].Space && l.toks[k].Kind == tokens.Word && isUpperToken(h, l.toks[k]) && k > 0 && l.toks[k-1].Kind == tokens.Word:
			return end(k) // "Suite à donnerLes comptes"
		}
		// The rest of a longer label: "Suite à donner par le Conseil", up to a colon or the end of the line.
		if len(l.toks)-k > 12 || strings.HasSuffix(l.Text, ".") || strings.HasSuffix(l.Text, "。") {
			return h.longLabel(l, key, k)
		}
		_, m := h.words.tails.At(l.toks, k)
		if m == 0 && n < 2 || m > 0 && key == "summary" && !h.ofDocument(l.toks[k:]) {
			return "", 0
		}
		for k < len(l.toks) && l.toks[k].Fold != ":" && !l.toks[k].Break {
			k++
		}
	}
}

// ofDocument reports whether the words behind "Summary" say that it is the document's own, or end with a colon. Others
// make a title of it: "SUMMARY OF THE DISCUSSIONS AT THE EIGHTEENTH MEETING".
func (h *headReader) ofDocument(toks []tokens.Token) bool {
	for i := range toks {
		if key, _ := h.words.fields.At(toks, i); key == "document" || toks[i].Fold == ":" {
			return true
		}
	}
	return false
}

// longLabel finds the end of a label on a line that carries its text, too: at a colon among the first words.
func (h *headReader) longLabel(l *headLine, key string, k int) (string, int) {
	for end := k; end < len(l.toks) && end < k+10; end++ {
		if l.toks[end].Fold == ":" {
			if _, m := h.words.tails.At(l.toks, k); m > 0 || end == k {
				return key, end + 1
			}
			return "", 0
		}
	}
	return "", 0
}

func isUpperToken(h *headReader, t tokens.Token) bool {
	r := firstRune(h.doc.Shadow().Text[t.Start:t.End])
	return r >= 'A' && r <= 'Z' || r >= 0xC0 && r <= 0xDE || r >= 0x410 && r <= 0x42F
}

// entryEnd returns the index of the line that ends the text of the label at line i: the next label, the rule, a
// heading, or, in a table, the end of the table.
func (h *headReader) entryEnd(i int) int {
	label := &h.lines[i]
	k := i + 1
	for ; k < len(h.lines); k++ {
		l := &h.lines[k]
		switch {
		case l.label != "", isRule(l.line), h.opensLetterLine(l), h.fieldAt(l):
			return k
		case l.Block.Kind == pipeline.Heading && k > i+1:
			return k
		case label.Cell != nil && l.Cell == nil:
			return k
		case label.label == "references" && k > i+1 && !h.citesOn(k):
			return k
		}
	}
	// Nothing ends the last text: without a rule it is the label's own line, or one paragraph.
	if len(h.lines) > 0 && h.labelsBefore(i) > 0 {
		return min(k, i+2)
	}
	return k
}

// fieldAt reports whether a line is a field of the header, with a colon: "Date: 5 May 2025", in the tables of the Sectors
// that have contacts among them.
func (h *headReader) fieldAt(l *headLine) bool {
	key, n := h.words.fields.At(l.toks, 0)
	switch key {
	case "date", "source", "title", "original":
		return n < len(l.toks) && l.toks[n].Fold == ":"
	}
	return false
}

// citesOn reports whether line k goes on with the references above it: it cites something, by a number, and is itself
// not numbered, or the line before says that more follows.
func (h *headReader) citesOn(k int) bool {
	if _, numbered := numberAt(h.lines[k].line); numbered {
		return false
	}
	return strings.ContainsAny(h.lines[k].Text, "0123456789") || strings.ContainsRune(";,،；，", lastRune(h.lines[k-1].Text))
}

func (h *headReader) labelsBefore(i int) int {
	n := 0
	for k := 0; k < i; k++ {
		if h.lines[k].label != "" {
			n++
		}
	}
	return n
}

// entry adds the box entry of the label at line i, whose text ends before line end.
func (h *headReader) entry(i, end int) {
	l := &h.lines[i]
	sh := h.doc.Shadow()
	last := 0
	for last < len(l.taken) && l.taken[last] {
		last++
	}
	e := pipeline.BoxEntry{Key: l.label}
	stop := l.End
	start := l.End
	if last < len(l.toks) {
		start = sh.Raw(l.toks[last].Start)
		l.take(0, len(l.toks))
	}
	if last > 0 {
		e.Label = strings.TrimRight(oneLine(h.doc.Text[l.Start:sh.RawSpan(l.toks[0].Start, l.toks[last-1].End).End]), " :：")
	}
	for k := i + 1; k < end; k++ {
		h.lines[k].value = true
		h.lines[k].take(0, len(h.lines[k].toks))
		stop = h.lines[k].End
	}
	e.Span = trimmed(h.doc.Text, start, stop)
	if e.Empty() && end < len(h.lines) && h.lines[end].label == e.Key {
		return // the label stands twice
	}
	if !e.Empty() {
		e.Text = h.doc.Quote(e.Span)
	}
	h.rec.Header.Box = append(h.rec.Header.Box, e)
	if e.Key == "agenda_item" && h.rec.Header.AgendaItem == "" && len(e.Text) < 40 {
		h.rec.Header.AgendaItem = oneLine(e.Text)
	}
}
