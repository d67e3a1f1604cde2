package fields

import (
	"unicode"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// What proposals write in the margin of each text that they add, change, suppress or leave as it is. They are
// Latin capitals in all six languages.
var marks = map[string]string{"ADD": "add", "MOD": "mod", "SUP": "sup", "NOC": "noc"}

// marks reads the marks of proposals, each with the text that it stands over.
func (c *clauseReader) marks() {
	for i := range c.lines {
		l := &c.lines[i]
		toks := l.Toks
		if key := markAt(c.doc, l, toks); key != "" {
			c.finish(l.Start)
			at := l.Span
			c.rec.Clauses = append(c.rec.Clauses, pipeline.Clause{Key: key, Label: markLabel(c.doc, toks), Section: c.sectionAt(at.Start), Span: at})
			c.open = len(c.rec.Clauses)
		} else if o, ok := openingAt(l); ok && o.kind() == annexKind {
			c.finish(l.Start)
		}
	}
	c.finish(c.bodyEnd())
}

// markAt returns the key of the mark that a line begins with, alone or over the heading of a text: "MOD",
// "1 MOD DECISION 5 (REV. BUSAN, 2014)", "(MOD) 5.296", "SUP*"; "" for none.
func markAt(doc *pipeline.Document, l *line, toks []tokens.Token) string {
	if len(l.Text) > 200 {
		return ""
	}
	i := markToken(doc, toks)
	if i < 0 {
		return ""
	}
	for k := i + 1; k < len(toks) && k < i+4; k++ {
		switch t := toks[k]; t.Kind {
		case tokens.Sign:
			continue
		case tokens.Word: // "NOC engineers watch the network" is a sentence
			if unicode.IsLower(firstRune(doc.Shadow().Text[t.Start:])) {
				return ""
			}
		}
		break
	}
	return marks[doc.Shadow().Text[toks[i].Start:toks[i].End]]
}

// markToken returns the index of the mark among the first tokens of a line, -1 for none. A number, or an opening
// bracket, may stand before it.
func markToken(doc *pipeline.Document, toks []tokens.Token) int {
	for i := 0; i < len(toks) && i < 3; i++ {
		t := toks[i]
		if t.Kind == tokens.Word {
			if marks[doc.Shadow().Text[t.Start:t.End]] == "" || i+1 < len(toks) && toks[i+1].Fold == "-" {
				return -1
			}
			return i
		}
		if t.Kind != tokens.Number && t.Fold != "(" && t.Fold != "." {
			return -1
		}
	}
	return -1
}

// markLabel returns the mark as printed, with its bracket or star.
func markLabel(doc *pipeline.Document, toks []tokens.Token) string {
	i := markToken(doc, toks)
	from, to := i, i
	if i > 0 && toks[i-1].Fold == "(" && i+1 < len(toks) && toks[i+1].Fold == ")" {
		from, to = i-1, i+1
	}
	if to+1 < len(toks) && toks[to+1].Fold == "*" {
		to++
	}
	return doc.Quote(tokens.Span(doc, toks[from], toks[to]))
}
