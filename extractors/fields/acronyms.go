package fields

import (
	"context"
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// acronymsStage reads acronyms where the text says what they stand for: "Bureau de développement des
// télécommunications (BDT)", "ICT (information and communication technologies)", "电信发展局(简称BDT)",
// "Бюро развития электросвязи (далее – БРЭ)", a line of a list of abbreviations. What shows it is that the words
// spell the acronym (acronyms_spell.go), that the lexicon knows both as names of one thing, or, in scripts without
// capitals, that a noun phrase stands before the bracket. A label with a year ("CMDT-25") is an event.
type acronymsStage struct{}

// NewAcronyms returns the stage that reads acronyms with what they stand for.
func NewAcronyms() pipeline.Stage { return acronymsStage{} }

func (acronymsStage) Name() string { return "acronyms" }

func (acronymsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	a := &acronymReader{doc: doc, rec: rec, toks: tokens.Of(doc), text: doc.Shadow().Text, words: acronymWordsFor(rec.Language), marks: anchorsOf(doc)}
	for _, seg := range segmentsOf(doc) {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.lo, a.hi = seg.from, seg.to
		a.glossed()
		for i := a.lo + 1; i < a.hi-1; i++ {
			switch t := &a.toks[i]; {
			case t.Fold == "(":
				i = max(i, a.bracket(i))
			case t.Fold == "-" && t.Space && a.toks[i+1].Space:
				a.dashed(i)
			case t.Kind != tokens.Sign && t.Kind != tokens.Number:
				i = max(i, a.called(i))
			}
		}
	}
	return nil
}

// An acronymReader reads one document's acronyms, a segment at a time.
type acronymReader struct {
	doc    *pipeline.Document
	rec    *pipeline.Record
	toks   []tokens.Token
	text   string // the shadow, which tokens index
	words  *acronymWords
	marks  []anchor // names of bodies and Sectors from here on
	lo, hi int      // tokens of the segment in hand
}

// acronymWords are the words of one language around an acronym.
type acronymWords struct {
	small  *lexicon.Matcher // inside a name, not spelled by its acronym
	stop   *lexicon.Matcher // where a name cannot go on backwards
	called *lexicon.Matcher // between a name and its acronym
}

// acronymWordsFor returns the words for a language, and English, in which names stand in texts of all languages; for all
// languages where it is unknown.
var acronymWordsFor = lexicon.ByLanguage(func(langs ...string) *acronymWords {
	topic := lexicon.MustLoad("acronyms", lexicon.WithEnglish(langs)...)
	pick := func(key string) *lexicon.Matcher {
		return topic.Pick(func(k string) bool { return k == key }).Matcher()
	}
	return &acronymWords{small: pick("small"), stop: pick("stop"), called: pick("called")}
})

// bracket reads the bracket that opens at token i: an acronym behind its expansion, or the expansion behind its
// acronym. It returns the last token that it took.
func (a *acronymReader) bracket(i int) int {
	k := a.skipCalled(i + 1)
	if name, end := a.acronym(k); name != "" {
		after := a.skipQuotes(end)
		if !a.is(after, ")") && !a.is(after, ",") && !a.is(after, ";") && !a.is(after, "،") {
			return i
		}
		if from, to := a.expansionBefore(name, i); from >= 0 {
			a.add(name, k, end-1, from, to)
			return end
		}
		return i
	}
	k = a.acronymStart(i)
	name, end := a.acronym(k)
	if name == "" || end != i {
		return i
	}
	for j := i + 1; j < a.hi && j < i+24; j++ {
		if a.is(j, ")") {
			if from := a.skipQuotes(i + 1); a.spells(name, from, j) == from {
				a.add(name, k, i-1, from, j-1)
			}
			break
		}
	}
	return i
}

// called reads an acronym that a word announces outside of brackets: "电信发展局,简称BDT".
func (a *acronymReader) called(i int) int {
	k := a.skipCalled(i)
	if k == i {
		return i
	}
	before := i
	for before > a.lo && a.toks[before-1].Kind == tokens.Sign {
		before--
	}
	name, end := a.acronym(k)
	if name == "" || before == a.lo {
		return i
	}
	if from, to := a.expansionBefore(name, before); from >= 0 {
		a.add(name, k, end-1, from, to)
		return end
	}
	return i
}

// dashed reads an acronym between dashes behind its name: "le Bureau de développement des télécommunications –
// BDT – publie".
func (a *acronymReader) dashed(i int) {
	name, end := a.acronym(i + 1)
	if name == "" || end < a.hi && a.toks[end].Kind != tokens.Sign {
		return
	}
	if from := a.spells(name, a.lo, i); from >= 0 {
		a.add(name, i+1, end-1, from, i-1)
	}
}

// glossed reads a segment that is a line of a list of abbreviations: "BDT – Telecommunication Development Bureau",
// "ИКТ<tab>информационно-коммуникационные технологии".
func (a *acronymReader) glossed() {
	name, end := a.acronym(a.lo)
	if name == "" || end >= a.hi-1 {
		return
	}
	from := end
	if s := a.toks[end].Fold; s == "-" || s == ":" || s == "=" {
		from++
	} else if !a.toks[end].Break {
		return
	}
	to := a.hi
	for to > from && (a.is(to-1, ".") || a.is(to-1, ";")) {
		to--
	}
	if to-from < 30 && a.spells(name, from, to) == from {
		a.add(name, a.lo, end-1, from, to-1)
	}
}

// add notes the acronym of tokens first to last, which stands for the words of tokens from to to.
func (a *acronymReader) add(name string, first, last, from, to int) {
	f := pipeline.Fact{Kind: "acronym", Value: name, Parts: map[string]string{
		"expansion": oneLine(a.doc.Quote(tokens.Span(a.doc, a.toks[from], a.toks[to])))}}
	f.Span = tokens.Span(a.doc, a.toks[first], a.toks[last])
	a.rec.Add(f)
}

func (a *acronymReader) is(i int, fold string) bool {
	return i >= a.lo && i < a.hi && a.toks[i].Fold == fold
}

func (a *acronymReader) raw(i int) string { return a.text[a.toks[i].Start:a.toks[i].End] }

// skipCalled passes over what announces an acronym, with the dashes and quotes behind it.
func (a *acronymReader) skipCalled(i int) int {
	if i >= a.hi {
		return i
	}
	for {
		_, n := a.words.called.At(a.toks[:a.hi], i)
		if n == 0 {
			break
		}
		i += n
		for i < a.hi && (a.toks[i].Fold == "-" || a.toks[i].Fold == ":" || a.toks[i].Fold == ",") {
			i++
		}
		if i < a.hi { // "hereinafter the BDT"
			if _, n := a.words.small.At(a.toks[:a.hi], i); n > 0 && a.toks[i].Kind == tokens.Word {
				i += n
			}
		}
		if i >= a.hi {
			return i
		}
	}
	return a.skipQuotes(i)
}

func (a *acronymReader) skipQuotes(i int) int {
	for i < a.hi && a.toks[i].Kind == tokens.Sign && strings.Contains(`"'«»“”„‟『』「」《》`, a.toks[i].Fold) {
		i++
	}
	return i
}
