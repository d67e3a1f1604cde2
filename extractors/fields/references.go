package fields

import (
	"context"
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

type referencesStage struct{}

// NewReferences returns the stage that reads what a document cites: resolutions, decisions, recommendations,
// opinions, provisions, Questions, documents and circular letters. It wants the header's symbol, body and year.
func NewReferences() pipeline.Stage { return referencesStage{} }

func (referencesStage) Name() string { return "references" }

func (referencesStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	r := &references{
		doc: doc, rec: rec, toks: tokens.Of(doc), text: doc.Shadow().Text, marks: anchorsOf(doc),
		words: referenceWords(), table: lexicon.Conferences(), known: map[string]string{},
	}
	r.radio, r.ours = isRadioBody(rec.Header.Body), isOurs(rec, r.marks)
	for _, seg := range segmentsOf(doc) {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.segment(seg)
	}
	return nil
}

// references is the state of one reading. It goes through the anchors of a segment; each kind of anchor has a
// method that reads a reference around it and moves done behind what it took.
type references struct {
	doc   *pipeline.Document
	rec   *pipeline.Record
	toks  []tokens.Token
	text  string // the shadow, which tokens index
	marks []anchor
	words *refWords
	table *lexicon.ConferenceTable

	lo, hi int      // tokens of the segment in hand
	cur    []anchor // its anchors
	at     int      // the anchor in hand
	done   int      // tokens before it are taken
	taken  int      // first token of what was taken last

	known      map[string]string // "resolution 71" to its body, as cited before in full; "?" where two bodies have it
	status     string            // what the last line before a list said of the texts in it ("new")
	sector     string            // the Sector named last
	near       string            // the same in the segment
	run        questionRun       // the Questions read last
	ours       bool              // the document is one of the Union's
	radio      bool              // the Radio Regulations were named, or the body is one for radio
	paragraphs map[string]bool   // numbers of the document's own sections, made when first asked for
	cites      *citedSymbol      // the document cited last in the segment
	listed     string            // the organ of the United Nations whose resolutions the segment lists, "" none
}

func (r *references) segment(seg segment) {
	r.lo, r.hi, r.done, r.listed, r.near, r.run, r.cites = seg.from, seg.to, seg.from, "", "", questionRun{}, nil
	for len(r.marks) > 0 && r.marks[0].at < r.lo {
		r.marks = r.marks[1:]
	}
	n := 0
	for n < len(r.marks) && r.marks[n].at < r.hi {
		n++
	}
	r.cur, r.marks = r.marks[:n], r.marks[n:]
	for r.at = 0; r.at < len(r.cur); r.at++ {
		if a := r.cur[r.at]; a.at >= r.done {
			r.read(a)
		}
	}
	r.listStatus(seg)
}

// read takes what begins at an anchor.
func (r *references) read(a anchor) {
	switch a.key {
	case "resolution", "decision", "opinion", "accord":
		r.adopted(a)
	case "recommendation":
		r.recommendation(a)
	case "question":
		r.question(a)
	case "article", "number", "provision", "appendix":
		r.provision(a)
	case "constitution", "convention", "radio_regulations":
		r.radio = r.radio || a.key == "radio_regulations"
		if a.label {
			r.abbreviated(a)
		}
	case "document", "addendum", "revision", "corrigendum":
		r.document(a)
	case "circular":
		r.circular(a)
	case keySymbol:
		r.symbol(a)
	case keyDi, keyHao:
		r.chinese(a)
	case "ITU-T", "ITU-R", "ITU-D":
		r.sector, r.near = a.key, a.key
		r.series(a)
	}
}

// add notes a fact over the tokens from first to last and takes them.
func (r *references) add(kind, value string, parts map[string]string, first, last int) {
	for k, v := range parts {
		if v == "" {
			delete(parts, k)
		}
	}
	f := pipeline.Fact{Kind: kind, Value: value, Parts: parts}
	f.Span = tokens.Span(r.doc, r.toks[first], r.toks[last])
	r.rec.Add(f)
	r.take(first, last+1)
}

// take marks tokens as read.
func (r *references) take(first, end int) {
	if end > r.done {
		r.taken, r.done = first, end
	}
}

// doubt notes a problem over the tokens from first to last.
func (r *references) doubt(message string, first, last int) {
	r.rec.Problem(tokens.Span(r.doc, r.toks[first], r.toks[last]), message)
}

// raw returns a token as the shadow has it, with its capitals.
func (r *references) raw(i int) string { return r.text[r.toks[i].Start:r.toks[i].End] }

// is reports whether the token at i, inside the segment, folds to the word.
func (r *references) is(i int, fold string) bool {
	return i >= r.lo && i < r.hi && r.toks[i].Fold == fold
}

// glued reports whether the token at i follows the one before without a space.
func (r *references) glued(i int) bool { return i > r.lo && i < r.hi && !r.toks[i].Space }

// number reports whether the token at i is a number.
func (r *references) number(i int) bool { return i < r.hi && r.toks[i].Kind == tokens.Number }

// han reports whether the token at i is Chinese.
func (r *references) han(i int) bool { return i >= r.lo && i < r.hi && r.toks[i].Kind == tokens.Han }

// word reports whether the token at i is a word.
func (r *references) word(i int) bool { return i < r.hi && r.toks[i].Kind == tokens.Word }

// anchorAt returns the anchor that begins at token i.
func (r *references) anchorAt(i int) (anchor, bool) {
	k := r.at
	for k > 0 && k < len(r.cur) && r.cur[k].at > i {
		k--
	}
	for ; k < len(r.cur) && r.cur[k].at <= i; k++ {
		if r.cur[k].at == i && r.cur[k].key != keySymbol {
			return r.cur[k], true
		}
	}
	return anchor{}, false
}

// joint returns the small word at i ("and", "to", "of", "this", "conference") and the token after it. A capital
// with a point and a number behind it is a series of recommendations ("Y.1247", where "y" is Spanish for "and").
func (r *references) joint(i int) (key string, next int) {
	if i >= r.hi || r.toks[i].Kind == tokens.Number || r.toks[i].Kind == tokens.Sign {
		return "", i
	}
	if len(r.toks[i].Fold) == 1 && r.is(i+1, ".") && r.seriesAt(i) > 0 {
		return "", i
	}
	key, n := r.words.joints.At(r.toks[:r.hi], i)
	return key, i + n
}

// fillers returns the token after the words "of the", "du", "de la", "Union's" and the like, at most six.
func (r *references) fillers(i int) int {
	for n := 0; n < 6 && i < r.hi; n++ {
		if r.is(i, "'") || r.is(i, "«") || r.is(i, "《") || r.is(i, "\"") || r.is(i, "“") {
			i++
			continue
		}
		if _, ok := r.anchorAt(i); ok {
			break
		}
		key, next := r.joint(i)
		if !isFiller(key) && key != "to" {
			break
		}
		i = next
	}
	return i
}

// isFiller reports whether a joint may stand between a noun, its number and the body or instrument.
func isFiller(key string) bool { return key == "of" || key == "filler" || key == "adopted" }

// isBody reports whether an anchor names a body that adopts texts.
func isBody(key string) bool {
	return key != "" && strings.ToUpper(key[:1]) == key[:1] && !isSector(key) && key != "BDT" && key != "TSB" && key != "BR" && key != "CWG"
}

// isRadioBody reports whether a body deals with radio alone.
func isRadioBody(body string) bool {
	switch body {
	case "WRC", "RA", "RAG", "RRB", "CPM":
		return true
	}
	return false
}

func isSector(key string) bool { return strings.HasPrefix(key, "ITU-") }
