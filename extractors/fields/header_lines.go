package fields

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// A headLine is a line of the header's zone with what was read on it.
type headLine struct {
	*line
	toks  []tokens.Token // offsets into the document's shadow
	taken []bool         // tokens that belong to a field
	label string         // the box key whose label the line is; "" for none
	value bool           // the line belongs to a box entry's text
	dated bool           // days stand on it
}

// A symbolSeen is a symbol with how sure it is the document's own.
type symbolSeen struct {
	symbol
	named bool // the word "Document" stands before it, on a line that says little else
	alone bool // nothing else stands on the line but fields
}

// A dateSeen is a date on a line of the header.
type dateSeen struct {
	*found
	place string    // the city that stands beside it
	alone bool      // nothing else stands on the line but fields
	line  *headLine // where it stands
}

func (h *headReader) line(l *line) headLine {
	toks := lineTokens(h.doc.Shadow().Text, l)
	return headLine{line: l, toks: toks, taken: make([]bool, len(toks))}
}

// furniture returns the running heads and feet, cut once.
func (h *headReader) furniture() []headLine {
	if h.feet == nil {
		lines := furnitureOf(h.doc)
		// The first pages say it all.
		for i := 0; i < len(lines) && i < 60; i++ {
			if len(lines[i].Text) < 400 {
				h.feet = append(h.feet, h.line(&lines[i]))
			}
		}
	}
	return h.feet
}

// read takes from a line above the box the fields that stand on it.
func (h *headReader) read(l *headLine) {
	if l.label != "" || l.value {
		return
	}
	sh := h.doc.Shadow().Text
	n := len(h.found.symbols)
	var dates []*found
	var cities []string
	reader := h.dateReader(l)
	for i := 0; i < len(l.toks); i++ {
		if l.taken[i] {
			continue
		}
		key, size := h.words.fields.At(l.toks, i)
		switch key {
		case "document":
			size = h.documentNumber(l, i, size)
		case "agenda_item":
			size = h.agendaItem(l, i, size)
		case "original":
			size = h.original(l, i, size)
		case "revision", "addendum", "corrigendum":
			size = h.modifierLine(l, i, size, key)
		case "source":
			size = h.sourceLine(l, i, size)
		case "title":
			size = h.titleLine(l, i, size)
		case "subject", "reference_number", "salutation", "contact":
			size = h.letterLine(l, i, size, key)
		case "date":
			if i+size >= len(l.toks) || l.toks[i+size].Fold != ":" {
				size = 0
			}
		default:
			size = 0
		}
		if size > 0 {
			l.take(i, size)
			i += size - 1
			continue
		}
		if s, k := symbolAt(sh, l.toks, i); k > 0 {
			h.found.symbols = append(h.found.symbols, symbolSeen{symbol: s, named: i > 0 && l.taken[i-1]})
			l.take(i, k)
			i += k - 1
			continue
		}
		if k := h.circularAlone(l, i); k > 0 {
			l.take(i, k)
			i += k - 1
			continue
		}
		if lang, k := h.onlyIn(l.toks, i); k > 0 {
			h.rec.Header.OriginalLanguage = lang
			l.take(i, k)
			i += k - 1
			continue
		}
		if fs := reader.read(i); len(fs) > 0 && fs[0].from.m > 0 && fs[0].from.y > 0 {
			dates, l.dated = append(dates, fs[0]), true
			for _, f := range fs {
				l.take(f.first, f.last-f.first+1)
			}
			continue
		}
		if city, k := lexicon.Conferences().CityAt(l.toks, i); k > 0 {
			cities = append(cities, city)
		}
	}
	h.banner(l, dates, cities)
	left := l.left()
	for k := n; k < len(h.found.symbols); k++ {
		h.found.symbols[k].alone = left <= 1
		h.found.symbols[k].named = h.found.symbols[k].named && left <= 6
	}
	city := ""
	if len(cities) > 0 {
		city = cities[0]
	} else if len(dates) > 0 {
		city = h.printedPlace(l)
	}
	for _, f := range dates {
		seen := dateSeen{f, city, left <= 2, l}
		if f.to != (day{}) {
			h.found.ranges = append(h.found.ranges, seen)
		} else {
			h.found.dates = append(h.found.dates, seen)
		}
	}
}

// printedPlace returns the city that a line of the banner begins with, as printed, where no conference met there yet:
// "Asunción, Paraguay, 24-28 de febrero de 2025".
func (h *headReader) printedPlace(l *headLine) string {
	n := 0
	for n < len(l.toks) && n < 4 && l.toks[n].Kind == tokens.Word && isUpperToken(h, l.toks[n]) {
		n++
	}
	if n == 0 || n >= len(l.toks) || l.toks[n].Fold != "," {
		return ""
	}
	for k := n; k < len(l.toks) && !l.toks[k].Break; k++ {
		switch t := l.toks[k]; {
		case t.Kind == tokens.Number:
			return h.printed(l.toks[:n])
		case t.Kind == tokens.Word && !isUpperToken(h, t):
			return ""
		}
	}
	return ""
}

func (l *headLine) take(i, n int) {
	for k := i; k < i+n && k < len(l.taken); k++ {
		l.taken[k] = true
	}
}

// left returns how many words and numbers of the line belong to no field.
func (l *headLine) left() int {
	n := 0
	for i := range l.toks {
		if !l.taken[i] && l.toks[i].Kind != tokens.Sign {
			n++
		}
	}
	return n
}

func (h *headReader) dateReader(l *headLine) *dateReader {
	p := &passage{doc: h.doc, text: h.doc.Shadow().Text, lang: h.rec.Language, toks: l.toks, taken: make([]bool, len(l.toks)), block: l.Block, header: true}
	return &dateReader{passage: p, words: dateWordsOf(h.rec.Language)}
}

// documentNumber reads "Document C18/35-E" and the bare "Document 67-S"; the label goes with its number.
func (h *headReader) documentNumber(l *headLine, i, size int) int {
	k := i + size
	if k < len(l.toks) && l.toks[k].Fold == ":" {
		k++
	}
	if k >= len(l.toks) {
		if i == 0 {
			return size
		}
		return 0
	}
	if _, n := symbolAt(h.doc.Shadow().Text, l.toks, k); n > 0 {
		return k - i // the symbol itself is read next
	}
	t := l.toks[k]
	if t.Kind != tokens.Number || len(t.Fold) > 4 || i > 0 && !l.taken[i-1] && !l.toks[i].Break {
		return 0
	}
	s := symbol{Number: atoi(t.Fold)}
	k++
	p := symbolParser{sh: h.doc.Shadow().Text, toks: l.toks, i: k}
	for {
		m, n := p.modifier(k)
		if n == 0 {
			break
		}
		s.Mods = append(s.Mods, m)
		k += n
	}
	if p.sign(k, "-") {
		if w := p.upper(k + 1); len(w) == 1 && strings.Contains("EFSRCA", w) {
			s.Lang = w[0]
			k += 2
		}
	}
	if s.Lang == 0 && k < len(l.toks) && !l.toks[k].Break {
		return 0
	}
	h.found.bare = s
	return k - i
}

// agendaItem reads "Agenda item: PL 3.1". The value ends with the line, at a tab, or where another field begins.
func (h *headReader) agendaItem(l *headLine, i, size int) int {
	k := i + size
	colon := k < len(l.toks) && l.toks[k].Fold == ":"
	if colon {
		k++
	}
	if !colon && i > 0 {
		return 0
	}
	start, days := k, h.dateReader(l)
	for k < len(l.toks) && !l.toks[k].Break {
		if key, n := h.words.fields.At(l.toks, k); n > 0 && key != "agenda_item" && k > start {
			break
		}
		if fs := days.read(k); k > start && len(fs) > 0 && fs[0].from.m > 0 {
			break // two cells of a row
		}
		if _, n := symbolAt(h.doc.Shadow().Text, l.toks, k); n > 0 && k > start {
			break
		}
		k++
	}
	if k == start && k < len(l.toks) { // the value stands behind a tab
		for k++; k < len(l.toks) && !l.toks[k].Break; k++ {
		}
	}
	if k-start > 8 || k == start && !colon && i+size < len(l.toks) {
		return 0
	}
	if k > start {
		h.rec.Header.AgendaItem = h.shadowText(l.toks[start:k])
	} else if next := h.after(l); next != nil && len(next.Text) <= 24 {
		h.rec.Header.AgendaItem = oneLine(next.Text)
		next.take(0, len(next.toks))
	}
	return k - i
}

// after returns the line of the zone that follows l.
func (h *headReader) after(l *headLine) *headLine {
	for i := range h.lines {
		if h.lines[i].line == l.line && i+1 < len(h.lines) {
			return &h.lines[i+1]
		}
	}
	return nil
}

func (h *headReader) shadowText(toks []tokens.Token) string {
	if len(toks) == 0 {
		return ""
	}
	return oneLine(h.doc.Shadow().Text[toks[0].Start:toks[len(toks)-1].End])
}

// original reads "Original: English/French": the first language is the one that the text was written in.
func (h *headReader) original(l *headLine, i, size int) int {
	k := i + size
	if k < len(l.toks) && l.toks[k].Fold == ":" {
		k++
	}
	start := k
	for k < len(l.toks) {
		key, n := h.words.langs.At(l.toks, k)
		if n == 0 {
			if l.toks[k].Kind != tokens.Sign {
				break
			}
			k++
			continue
		}
		if lang, ok := strings.CutPrefix(key, "lang_"); ok && h.rec.Header.OriginalLanguage == "" {
			h.rec.Header.OriginalLanguage = lang
		}
		k += n
	}
	if k == start {
		return 0
	}
	return k - i
}

// onlyIn reads "English only".
func (h *headReader) onlyIn(toks []tokens.Token, i int) (string, int) {
	key, n := h.words.langs.At(toks, i)
	lang, ok := strings.CutPrefix(key, "lang_")
	if ok && i+n < len(toks) {
		if key, k := h.words.langs.At(toks, i+n); key == "only" {
			return lang, n + k
		}
	}
	if key == "only" && i+n < len(toks) { // 仅有英文
		key, k := h.words.langs.At(toks, i+n)
		if lang, ok := strings.CutPrefix(key, "lang_"); ok {
			return lang, n + k
		}
	}
	return "", 0
}

// modifierLine reads "Revision 1 to Document ...", "Addéndum 1 al", "补遗1".
func (h *headReader) modifierLine(l *headLine, i, size int, key string) int {
	k := i + size
	apart := i == 0 || l.toks[i].Break || l.taken[i-1] || h.rec.Language == "zh" && l.toks[i].Space // a cell of its own
	if !apart || k >= len(l.toks) || l.toks[k].Kind != tokens.Number || len(l.toks[k].Fold) > 2 {
		return 0
	}
	n := atoi(l.toks[k].Fold)
	k++
	rest := k
	for k < len(l.toks) && k < rest+2 && l.toks[k].Kind != tokens.Number { // "to", "au", "к"
		if key, n := h.words.fields.At(l.toks, k); n > 0 && key == "document" {
			break
		}
		k++
	}
	if k < len(l.toks) {
		if key, _ := h.words.fields.At(l.toks, k); key != "document" {
			return 0
		}
	}
	h.found.mods = append(h.found.mods, modifier{map[string]string{"revision": "Rev", "addendum": "Add", "corrigendum": "Corr"}[key], n})
	return k - i
}

// sourceLine reads "Source: Director of TSB", as the documents of the Sectors have it.
func (h *headReader) sourceLine(l *headLine, i, size int) int {
	if i > 0 || i+size >= len(l.toks) || l.toks[i+size].Fold != ":" {
		return 0
	}
	h.setSource(h.value(l, i+size+1), "")
	return len(l.toks) - i
}

// titleLine reads "Title: Progress report of the group".
func (h *headReader) titleLine(l *headLine, i, size int) int {
	if i > 0 || i+size >= len(l.toks) || l.toks[i+size].Fold != ":" {
		return 0
	}
	h.found.title = h.printed(h.value(l, i+size+1))
	return len(l.toks) - i
}

// isUpperCase reports whether a line is written in capitals, as titles are in the languages that have them. A name in
// capitals makes no such line of Chinese or Arabic words.
func isUpperCase(s string) bool {
	upper, lower, other := 0, 0, 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if 'a' <= r && r <= 'z' {
				lower++
			} else if 'A' <= r && r <= 'Z' {
				upper++
			}
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case unicode.IsLetter(r):
			other++
		}
	}
	return upper >= 4 && upper > 8*lower && upper > other
}
