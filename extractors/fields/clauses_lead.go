package fields

import (
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// A lead is the verb that opens a part of a resolution: "recalling", "further resolves", "instructs the
// Secretary-General". first and end are tokens of its line.
type lead struct {
	key        string
	first, end int  // of what is printed as the verb, adverbs included
	alone      bool // it stands on a line of its own, with those it calls upon at most
}

// preamble are the keys of the parts before the text decides.
var preamble = map[string]bool{
	"considering": true, "recalling": true, "noting": true, "recognizing": true, "bearing_in_mind": true, "welcoming": true, "concerned": true,
	"convinced": true, "reaffirming": true, "emphasizing": true, "aware": true, "guided": true, "encouraging": true, "condemning": true,
}

// clauseWords are the words of one language that parts of a resolution are told by.
type clauseWords struct {
	around  *lexicon.Matcher // adverbs and manners that stand before and behind a verb
	enacts  *lexicon.Matcher // the body that speaks
	preamb  *lexicon.Matcher // verbs of the preamble
	operate *lexicon.Matcher // verbs of the operative part
}

// clauseWordsFor returns the words for a language; for all languages where it is unknown.
var clauseWordsFor = lexicon.ByLanguage(func(langs ...string) *clauseWords {
	topic := lexicon.MustLoad("clauses", langs...)
	around := func(key string) bool { return key == "adverb" || key == "manner" }
	return &clauseWords{
		around:  topic.Pick(around).Matcher(),
		enacts:  topic.Pick(func(key string) bool { return key == "enacts" }).Matcher(),
		preamb:  topic.Pick(func(key string) bool { return preamble[key] }).Matcher(),
		operate: topic.Pick(func(key string) bool { return !preamble[key] && !around(key) && key != "enacts" }).Matcher(),
	}
})

// lead reads the verb that opens the tokens of a line; before says whether the text has not decided yet, which
// settles a verb that can open parts of both kinds.
func (w *clauseWords) lead(toks []tokens.Token, before bool) (lead, bool) {
	const most = 12 // tokens before the verb's end
	i := w.skip(toks, 0, most)
	first, second := w.preamb, w.operate
	if !before {
		first, second = second, first
	}
	for _, m := range []*lexicon.Matcher{first, second} {
		if i == len(toks) {
			break
		}
		if key, n := m.At(toks, i); n > 0 {
			l := lead{key: key, end: w.skip(toks, i+n, most)}
			if l.key == "resolves" { // "做出决议,请 ..." resolves to invite
				w.resolvesTo(toks, &l)
			}
			l.alone = standsAlone(toks, l)
			return l, true
		}
	}
	return lead{}, false
}

// resolvesTo reads a second verb behind the comma of a first: what is resolved is to invite or to instruct.
func (w *clauseWords) resolvesTo(toks []tokens.Token, l *lead) {
	if l.end+1 < len(toks) && toks[l.end].Fold == "," {
		if key, n := w.operate.At(toks, l.end+1); n > 0 {
			l.key, l.end = key, l.end+1+n
		}
	}
}

// skip passes over adverbs and manners.
func (w *clauseWords) skip(toks []tokens.Token, i, most int) int {
	for i < len(toks) && i < most {
		_, n := w.around.At(toks, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// standsAlone reports whether nothing follows the verb on its line but whom it calls upon. What a recital says
// ends with a comma, what an operative part says with a stop; a verb that introduces a list ends with neither.
func standsAlone(toks []tokens.Token, l lead) bool {
	last := len(toks) - 1
	if l.end > last {
		return true
	}
	if l.end == last && toks[last].Kind == tokens.Sign {
		return true
	}
	if preamble[l.key] || len(toks) > 45 {
		return false
	}
	return !strings.Contains(".;,،，。；؛、", toks[last].Fold)
}

// enacting reports whether the tokens of a line are the body that speaks in what follows: "The Council,",
// "La Conférence de plénipotentiaires (Minneapolis, 1998),", "理事会,".
func (w *clauseWords) enacting(toks []tokens.Token) bool {
	if len(toks) == 0 || len(toks) > 60 {
		return false
	}
	_, n := w.enacts.At(toks, 0)
	if n == 0 {
		return false
	}
	last := toks[len(toks)-1]
	return strings.Contains(",،，、", last.Fold) && last.Kind == tokens.Sign || n == len(toks)
}
