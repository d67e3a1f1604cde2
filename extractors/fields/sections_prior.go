package fields

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// prior says how much a number looks like one of a section before the sequence is known; above 0 it does.
func (p *numberParser) prior(c *candidate, l *line) float64 {
	rest := l.Text[c.rest:]
	v := p.look(c, l) + stand(l)
	if c.depth > 1 {
		v += 0.5
	}
	if rest == "" {
		return v - 1
	}
	if c.kind() == letter || c.kind() == roman || c.kind() == ordinal && p.close == 0 {
		return v + p.letterPrior(c, l, rest)
	}
	switch r := firstRune(rest); {
	case unicode.IsLower(r) && p.tight && p.close == 0:
		v -= 1.5
	case unicode.IsLower(r) && p.close == 0 && l.Text[c.length] != '\t':
		v--
	case unicode.IsDigit(r) && p.close == '-': // "17 - 28 May"
		v -= 3
	case unicode.IsDigit(r) && l.Text[c.length] == ' ' && startsGroup(rest): // "2 500 participants"
		v -= 4
	case unicode.IsDigit(r):
		v--
	case strings.ContainsRune("%/,+=", r):
		v -= 4
	}
	if c.kind() == decimal && p.close == 0 && l.Text[c.length] != '\t' && (p.counts(rest) || c.depth == 1 && startsDate(rest)) {
		v -= 3
	}
	return v
}

// look weighs what is printed behind the number.
func (p *numberParser) look(c *candidate, l *line) float64 {
	switch {
	case p.label >= 0 && p.label >= c.length:
		return 1.5
	case p.close == ')':
		return 0
	case p.close == '-' && c.kind() == decimal:
		return 0.8
	case p.close != 0:
		return 1
	case c.length < len(l.Text) && l.Text[c.length] == '\t':
		return 1.5
	case p.tight:
		return -0.3
	}
	return 0
}

// stand weighs where the line stands.
func stand(l *line) float64 {
	v := 0.0
	if !l.First {
		v -= 0.5
	}
	switch l.Block.Kind {
	case pipeline.Heading:
		v++
	case pipeline.Note:
		v -= 4
	}
	return v
}

// letterPrior weighs what only letters and Roman numbers need: a heading's words behind them, not a sentence's, as
// in "A. Smith spoke.", and a point or a tab that sets them off.
func (p *numberParser) letterPrior(c *candidate, l *line, rest string) float64 {
	v := 0.0
	if strings.ContainsRune(".;。", lastRune(rest)) && l.Block.Kind != pipeline.Heading {
		v -= 2
	}
	if startsSmall(rest) {
		v--
	}
	if p.close == 0 && p.label < 0 {
		v -= 0.5
		if l.Text[c.length] == ' ' && l.Block.Kind != pipeline.Heading {
			v -= 0.7
			if c.kind() == letter || c.kind() == roman && !isUpperCase(rest) {
				v -= 2 // "A report ...", "I thank ..."
			}
		}
	}
	return v
}

// startsGroup reports whether a text begins with three digits and no more, as the second group of a figure does.
func startsGroup(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

// startsDate reports whether the words after a number make it a day: "25 May 2026", "3 de mayo: apertura".
func startsDate(rest string) bool {
	head := rest
	if len(head) > 80 {
		head = head[:80]
	}
	toks := tokens.Cut(head)
	for i := 0; i < len(toks) && i < 3; i++ {
		if _, n := monthWords().At(toks, i); n > 0 {
			return i+n >= len(toks) || !toks[i+n].Break
		}
		if toks[i].Kind != tokens.Word || utf8.RuneCountInString(toks[i].Fold) > 3 {
			break
		}
	}
	return false
}

// monthWords finds the names of months.
var monthWords = sync.OnceValue(func() *lexicon.Matcher {
	return lexicon.MustLoad("dates").Pick(func(key string) bool { return len(key) > 1 && key[0] == 'm' && isDigit(key[1]) }).Matcher()
})

// counts reports whether a word that a number counts, or a unit, follows the number: "5 per cent", "2.5万", "3个". In
// Chinese no space stands between them.
func (p *numberParser) counts(rest string) bool {
	if firstRune(rest) >= 0x2E80 && !p.tight {
		return false
	}
	end := min(len(rest), 24)
	toks := tokens.Cut(rest[:end])
	if len(toks) == 0 {
		return false
	}
	key, _ := openingWords().At(toks, 0)
	return key == "counter"
}
