package fields

import (
	"context"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// actionsStage reads who is invited, requested or instructed to do what: the action line of the summary box ("Le
// Conseil est invité à prendre note"), recommendations in the body, and the operative parts of resolutions, each
// numbered item under "instructs the Secretary-General". Those called upon must be an office, a body or a group of
// members that the lexicon knows: precision comes first. The value says it in English: "Council is invited to note".
type actionsStage struct{}

// NewActions returns the stage that reads actions. It wants the header's body, and the clauses.
func NewActions() pipeline.Stage { return actionsStage{} }

func (actionsStage) Name() string { return "actions" }

func (actionsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	a := &actionReader{doc: doc, rec: rec, toks: tokens.Of(doc), words: actionWordsFor(rec.Language), verbs: clauseWordsFor(rec.Language), clauses: map[int]string{}}
	for _, c := range rec.Clauses {
		a.clauses[c.Start] = c.Key
		if preamble[c.Key] || c.Key == "other" {
			a.recitals = append(a.recitals, c.Span)
		}
	}
	for _, seg := range segmentsOf(doc) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, part := range partsOf(a.toks, seg) {
			a.lo, a.hi = part.from, part.to
			a.read(part.block)
		}
	}
	a.box()
	return nil
}

// An actionReader reads one document's actions, a line at a time.
type actionReader struct {
	doc      *pipeline.Document
	rec      *pipeline.Record
	toks     []tokens.Token
	words    *actionWords
	verbs    *clauseWords
	clauses  map[int]string  // key of the clause that begins at a byte
	recitals []pipeline.Span // the parts of preambles from here on
	lo, hi   int             // tokens of the line in hand
	list     *call           // a call that the items of a list complete
}

// A call is who is called upon, and how.
type call struct {
	to    string // "Council"
	many  bool   // more than one, or a plural
	how   string // "invited"
	first int    // the token at which it begins
}

// partsOf cuts a segment at its hard line breaks: each is a line of its own to a reader.
func partsOf(toks []tokens.Token, seg segment) []segment {
	parts := []segment{seg}
	for i := seg.from + 1; i < seg.to; i++ {
		if toks[i].Break && opensItem(toks[i:seg.to]) {
			last := &parts[len(parts)-1]
			parts = append(parts, segment{i, last.to, seg.block})
			last.to = i
		}
	}
	return parts
}

// read takes the actions of the line in hand.
func (a *actionReader) read(block *pipeline.Block) {
	if a.introduces() || a.isLabel() || a.recites() {
		return
	}
	if a.list != nil {
		if a.item(block) {
			return
		}
		a.list = nil
	}
	for i := a.lo; i < a.hi; i++ {
		if c, next, ok := a.callAt(i); ok {
			i = max(i, a.complete(c, next)-1)
		}
	}
}

// introduces takes a line that is a part's verb of a resolution with those it calls upon: its items follow.
func (a *actionReader) introduces() bool {
	key := a.clauses[a.doc.Shadow().Raw(a.toks[a.lo].Start)]
	if key != "" {
		a.list = nil
	}
	how := map[string]string{
		"instructs": "instructed", "invites": "invited", "requests": "requested", "encourages": "encouraged", "urges": "urged",
		"authorizes": "authorized", "recommends": "recommended",
	}[key]
	if how == "" {
		return false
	}
	v, ok := a.verbs.lead(a.toks[a.lo:a.hi], false)
	if !ok || !v.alone {
		return false
	}
	to, many, _ := a.addressee(a.lo + v.end)
	if to != "" {
		a.list = &call{to, many, how, a.lo}
	}
	return true
}

// recites reports whether the line in hand lies in the preamble of a resolution, which tells what others were asked.
func (a *actionReader) recites() bool {
	at := a.doc.Shadow().Raw(a.toks[a.lo].Start)
	for len(a.recitals) > 0 && a.recitals[0].End <= at {
		a.recitals = a.recitals[1:]
	}
	return len(a.recitals) > 0 && a.recitals[0].Start <= at
}

// isLabel reports whether the line in hand is a label of the summary box: "要求理事会采取的行动".
func (a *actionReader) isLabel() bool {
	span := tokens.Span(a.doc, a.toks[a.lo], a.toks[a.hi-1])
	if len(a.rec.Header.Box) == 0 || span.Len() > longestLabel {
		return false
	}
	line := oneLine(a.doc.Quote(span))
	for _, e := range a.rec.Header.Box {
		if e.Label != "" && strings.TrimRight(line, " :：") == e.Label {
			return true
		}
	}
	return false
}

// longestLabel is more than the label of a summary box takes, in bytes; a paragraph need not be looked at.
const longestLabel = 1000

// item completes a call whose list the line in hand belongs to.
func (a *actionReader) item(block *pipeline.Block) bool {
	i := a.lo
	for i < a.hi && i < a.lo+4 && !a.verbAt(i) && (a.toks[i].Kind == tokens.Number || a.toks[i].Kind == tokens.Sign || i+1 < a.hi && a.toks[i+1].Fold == ")" || bisNumber(a.toks[i].Fold) > 0) {
		i++
	}
	if i >= a.hi {
		return false
	}
	marked := i > a.lo || block.Kind == pipeline.Item
	if !marked && !a.verbAt(a.skipMarkers(i)) {
		return false
	}
	c := *a.list
	c.first = i
	a.complete(&c, i)
	return true
}

func (a *actionReader) is(i int, fold string) bool {
	return i >= a.lo && i < a.hi && a.toks[i].Fold == fold
}

// opensItem reports whether tokens begin with the mark of an item: "a)", "(b)", "1.", "–".
func opensItem(toks []tokens.Token) bool {
	if len(toks) < 3 {
		return false
	}
	switch toks[0].Kind {
	case tokens.Number:
		return true
	case tokens.Sign:
		return toks[0].Fold == "(" || toks[0].Fold == "-" || toks[0].Fold == "•"
	}
	return toks[1].Fold == ")" && len(toks[0].Fold) <= 4
}

// complete adds an action for each verb from token k on that says what those called upon are to do, and returns
// the token behind them. A call whose line ends before it says so waits for the items of a list.
func (a *actionReader) complete(c *call, k int) int {
	k = a.skipMarkers(k)
	if k >= a.hi {
		if _, n := a.words.marker.At(a.toks[:a.hi], a.hi-1); n == 1 || a.is(a.hi-1, ":") {
			a.list = c
		}
		return a.hi
	}
	end := a.sentenceEnd(k)
	if a.rec.Language == "zh" {
		k = a.chineseVerb(k, end)
	}
	verb, n := a.deed(k, end)
	if n == 0 {
		if a.list != nil && a.toks[k].Kind != tokens.Sign {
			a.add(c, "", end)
		}
		return k
	}
	a.add(c, verb, end)
	last, noun := k+n, strings.HasPrefix(a.toks[k].Fold, "ال")
	for i := k + n; i < end; i++ {
		at := a.coordinated(i, end, noun)
		if at < 0 {
			continue
		}
		if more, n := a.deed(at, end); n > 0 {
			if more != verb {
				a.add(c, more, end)
			}
			verb, i, last = more, at+n-1, at+n
		}
	}
	return last
}

// coordinated returns the token at which a second verb stands that "and", or a comma and "to", joins to the first
// at token i; -1 for none. In Arabic "and" is written onto the word, and joins all sorts: a particle must follow,
// "وأن يوافق", or both verbs be nouns with the article, "الإحاطة ... والموافقة".
func (a *actionReader) coordinated(i, end int, noun bool) int {
	_, n := a.words.and.At(a.toks[:a.hi], i)
	comma := a.toks[i].Fold == "," || a.toks[i].Fold == "،"
	switch {
	case n > 0 && a.rec.Language != "ar", comma:
	case a.rec.Language == "ar" && strings.HasPrefix(a.toks[i].Fold, "و"):
		if _, m := a.words.marker.At(a.toks[:a.hi], i); m == 0 && !(noun && strings.HasPrefix(a.toks[i].Fold, "وال")) {
			return -1
		}
		n = 0
	default:
		return -1
	}
	if comma {
		n = 1
	}
	at := a.skipMarkers(i + n)
	if at >= end || !a.verbAt(at) || comma && at == i+1 && a.rec.Language != "zh" {
		return -1 // a comma alone joins nouns, too
	}
	return at
}

// add notes an action that runs to token end.
func (a *actionReader) add(c *call, verb string, end int) {
	for end > c.first+1 && a.toks[end-1].Kind == tokens.Sign {
		end--
	}
	verb = deedName(verb)
	be := "is"
	if c.many {
		be = "are"
	}
	f := pipeline.Fact{Kind: "action", Value: c.to + " " + be + " " + c.how + " to " + verb, Parts: map[string]string{"addressee": c.to, "verb": verb}}
	f.Span = tokens.Span(a.doc, a.toks[c.first], a.toks[end-1])
	a.rec.Add(f)
}

// box reads an action line that names nobody: "Prendre note du rapport." is said to the body that meets.
func (a *actionReader) box() {
	for _, e := range a.rec.Header.Box {
		if e.Key != "action" || e.Empty() || a.hasAction(e.Span) {
			continue
		}
		toks := tokens.In(a.doc, e.Span)
		if len(toks) == 0 || a.rec.Header.Body == "" {
			continue
		}
		a.lo = tokenAt(a.toks, toks[0].Start)
		a.hi = a.lo + len(toks)
		if k := a.skipMarkers(a.lo); a.verbAt(k) {
			a.complete(&call{to: bodyName(a.rec.Header.Body), how: "invited", first: a.lo}, k)
		}
	}
}

func (a *actionReader) hasAction(s pipeline.Span) bool {
	for i := range a.rec.Facts {
		if f := &a.rec.Facts[i]; f.Kind == "action" && s.Overlaps(f.Span) {
			return true
		}
	}
	return false
}
