package fields

import (
	"context"

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
	doc     *pipeline.Document
	rec     *pipeline.Record
	toks    []tokens.Token
	words   *actionWords
	verbs   *clauseWords
	clauses map[int]string // key of the clause that begins at a byte
	lo, hi  int            // tokens of the line in hand
	list    *call          // a call that the items of a list complete
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
	if a.list != nil {
		if a.item(block) {
			return
		}
		a.list = nil
	}
	if a.introduces() {
		return
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

// item completes a call whose list the line in hand belongs to.
func (a *actionReader) item(block *pipeline.Block) bool {
	i := a.lo
	for i < a.hi && i < a.lo+4 && !a.verbAt(i) && (a.toks[i].Kind != tokens.Word || i+1 < a.hi && a.toks[i+1].Fold == ")" || bisNumber(a.toks[i].Fold) > 0) {
		i++
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
		a.list = c
		return a.hi
	}
	end := a.sentenceEnd(k)
	if a.rec.Language == "zh" {
		k = a.chineseVerb(k, end)
	}
	verb, n := a.words.deeds.At(a.toks[:a.hi], k)
	if n == 0 {
		if c.first > k-40 && a.strong(c) {
			a.add(c, "", end)
		}
		return k
	}
	a.add(c, verb, end)
	for i := k + n; i < end; i++ {
		_, m := a.words.and.At(a.toks[:a.hi], i)
		if m == 0 && a.toks[i].Fold != "," || i+max(m, 1) >= end {
			continue
		}
		at := a.skipMarkers(i + max(m, 1))
		if m == 0 && at == i+1 {
			continue // a comma alone joins nouns, too
		}
		if more, n := a.words.deeds.At(a.toks[:a.hi], at); n > 0 && at < end {
			if more != verb {
				a.add(c, more, end)
			}
			verb, i = more, at+n-1
		}
	}
	return end
}

// strong reports whether a call is sure enough to be kept where what is to be done is not known by the lexicon.
func (a *actionReader) strong(c *call) bool { return c.how != "recommended" && a.list != nil }

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
