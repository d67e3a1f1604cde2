package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// A letterSeen is what the head of a letter says.
type letterSeen struct {
	number   symbol // "CL-20/18"
	subject  string
	greeting bool // "Dear Sir or Madam,"
}

// is reports whether the lines seen make the document a letter: a greeting, or a number with a subject.
func (s *letterSeen) is() bool { return s.greeting || s.number.Number > 0 && s.subject != "" }

// letterLine reads a line that only letters have: "Ref.: DM-20/1021", "Tel.: ...", "Subject: ...", "Dear Sir or Madam,".
func (h *headReader) letterLine(l *headLine, i, size int, key string) int {
	k := i + size
	if k < len(l.toks) && l.toks[k].Fold == "." {
		k++
	}
	switch {
	case i > 0:
		return 0
	case key == "salutation":
		if !h.greets(l, key) {
			return 0
		}
		h.found.letter.greeting = true
		return len(l.toks)
	case k >= len(l.toks) || l.toks[k].Fold != ":":
		return 0
	}
	value := h.value(l, k+1)
	if key == "contact" {
		return len(l.toks)
	}
	if key == "subject" {
		h.found.letter.subject = h.printed(value)
		return len(l.toks)
	}
	if s, ok := h.circularIn(value); ok {
		h.found.letter.number = s
		return len(l.toks)
	}
	return 0
}

// greets reports whether a line is the greeting that opens a letter.
func (h *headReader) greets(l *headLine, key string) bool {
	return key == "salutation" && strings.ContainsRune(",،，:!！", lastRune(l.Text)) && len(l.toks) <= 14
}

// opensLetterLine reports whether a line is one that only letters have: what stands above it does not go on in it.
func (h *headReader) opensLetterLine(l *headLine) bool {
	key, n := h.words.fields.At(l.toks, 0)
	if key != "subject" && key != "reference_number" {
		return h.greets(l, key)
	}
	return n < len(l.toks) && (l.toks[n].Fold == ":" || n+1 < len(l.toks) && l.toks[n].Fold == "." && l.toks[n+1].Fold == ":")
}

// circularIn returns the letter's number among the first words of the tokens: "Circular letter CL-20/18".
func (h *headReader) circularIn(toks []tokens.Token) (symbol, bool) {
	for at := 0; at < len(toks) && at < 8; at++ {
		if s, n := circularAt(h.doc.Shadow().Text, toks, at); n > 0 {
			return s, true
		}
	}
	return symbol{}, false
}

// circularAlone reads a letter's number at token i of a line that says little else: "Administrative Circular CA/270".
func (h *headReader) circularAlone(l *headLine, i int) int {
	s, n := circularAt(h.doc.Shadow().Text, l.toks, i)
	if n == 0 || h.found.letter.number.Number > 0 || l.left()-n > 3 {
		return 0
	}
	h.found.letter.number = s
	return n
}

// value returns the tokens of a line from token k on, or, where there are none, those of the next line, which it takes:
// the value of a label in a cell of its own.
func (h *headReader) value(l *headLine, k int) []tokens.Token {
	if k < len(l.toks) {
		return l.toks[k:]
	}
	next := h.after(l)
	if next == nil {
		return nil
	}
	next.take(0, len(next.toks))
	return next.toks
}

// letterBox makes the number and the subject of a letter what the box took for references and purpose: "Réf." and
// "Objet" are both.
func (h *headReader) letterBox() {
	box := h.rec.Header.Box
	for i := range box {
		if toks := tokens.In(h.doc, box[i].Span); box[i].Key == "references" && len(toks) <= 10 {
			if s, ok := h.circularIn(toks); ok {
				h.found.letter.number = s
				box = append(box[:i], box[i+1:]...)
				if len(box) == 0 {
					h.top = len(h.lines)
				}
				break
			}
		}
	}
	h.rec.Header.Box = box
	if !h.found.letter.greeting && h.found.letter.number.Number == 0 || h.found.letter.subject != "" {
		return
	}
	for i := range box {
		if subject, _, _ := strings.Cut(box[i].Text, "\n"); box[i].Key == "purpose" && subject != "" {
			h.found.letter.subject = oneLine(subject)
			h.rec.Header.Box = append(box[:i], box[i+1:]...)
			return
		}
	}
}

// printed returns the text that the tokens cover, on one line.
func (h *headReader) printed(toks []tokens.Token) string {
	if len(toks) == 0 {
		return ""
	}
	return oneLine(h.doc.Quote(h.doc.Shadow().RawSpan(toks[0].Start, toks[len(toks)-1].End)))
}

// circularAt reads the number of a circular letter, "CL-20/18", "DM-20/1021", "CR/502", at token i, and says how many
// tokens it takes; 0 for none.
func circularAt(sh string, toks []tokens.Token, i int) (symbol, int) {
	p := symbolParser{sh, toks, i}
	if !p.sign(i+1, "/") && !p.sign(i+1, "-") {
		return symbol{}, 0
	}
	body := p.upper(i)
	if number := p.number(i+2, 4); bureauLetters[body] && p.sign(i+1, "/") && number > 0 && !p.sign(i+3, "/") {
		return symbol{Body: body, Number: number}, 3
	}
	if body != "CL" && body != "DM" || !p.sign(i+1, "-") || !p.sign(i+3, "/") {
		return symbol{}, 0
	}
	year, number := p.number(i+2, 4), p.number(i+4, 4)
	if year < 0 || number < 1 {
		return symbol{}, 0
	}
	return symbol{Body: body, YearAs: toks[i+2].Fold, Year: fullYear(toks[i+2].Fold), Number: number}, 5
}

// bureauLetters are the circular letters of the Radiocommunication Bureau, numbered without a year.
var bureauLetters = map[string]bool{"CR": true, "CA": true, "CACE": true, "CCRR": true}
