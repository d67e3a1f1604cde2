package fields

import (
	"context"
	"sort"
	"strconv"
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

type eventsStage struct{}

// NewEvents returns the stage that reads which meetings a document names: conferences, assemblies, sessions of
// the Council, meetings of advisory groups. A name with its label is one event; a name without a year is none;
// what a reference took ("(WRC-97)", "WTDC-25/12") is none either. It comes after the references.
func NewEvents() pipeline.Stage { return eventsStage{} }

func (eventsStage) Name() string { return "events" }

func (eventsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	e := &events{references: references{
		doc: doc, rec: rec, toks: tokens.Of(doc), text: doc.Shadow().Text, marks: anchorsOf(doc),
		words: referenceWords(), table: lexicon.Conferences(),
	}}
	e.claims()
	for _, seg := range segmentsOf(doc) {
		if err := ctx.Err(); err != nil {
			return err
		}
		e.segment(seg)
	}
	return nil
}

// events reads meetings with the eyes of references: the same anchors and small words.
type events struct {
	references
	claimed []pipeline.Span // of the references, in order
}

// claims notes what the references took.
func (e *events) claims() {
	for _, f := range e.rec.Facts {
		if f.By == "references" {
			e.claimed = append(e.claimed, f.Span)
		}
	}
	sort.Slice(e.claimed, func(i, j int) bool { return e.claimed[i].Start < e.claimed[j].Start })
}

// isClaimed reports whether a reference took the token at i.
func (e *events) isClaimed(i int) bool {
	at := e.doc.Shadow().Raw(e.toks[i].Start)
	n := sort.Search(len(e.claimed), func(k int) bool { return e.claimed[k].Start > at })
	for k := n - 1; k >= 0 && k >= n-3; k-- { // the spans of a range lie over those of its ends
		if at < e.claimed[k].End {
			return true
		}
	}
	return false
}

func (e *events) segment(seg segment) {
	e.lo, e.hi, e.done = seg.from, seg.to, seg.from
	for len(e.marks) > 0 && e.marks[0].at < e.lo {
		e.marks = e.marks[1:]
	}
	n := 0
	for n < len(e.marks) && e.marks[n].at < e.hi {
		n++
	}
	e.cur, e.marks = e.marks[:n], e.marks[n:]
	for e.at = 0; e.at < len(e.cur); e.at++ {
		if a := e.cur[e.at]; a.at >= e.done && meets(a.key) && !e.isClaimed(a.at) {
			e.meeting(a)
		}
	}
}

// meets reports whether a body holds meetings that are events.
func meets(key string) bool {
	switch key {
	case "PP", "WTDC", "WTSA", "WTSC", "WRC", "WARC", "RA", "CPM", "WCIT", "WTPF", "WSIS", "WSISForum", "C", "TDAG", "TSAG", "RAG", "RRB", "RPM", "GSR", "GSS", "WTIS":
		return true
	}
	return false
}

// meeting reads the meeting that is named at an anchor.
func (e *events) meeting(a anchor) {
	if e.special(a) {
		return
	}
	if a.label {
		if l, n := e.label(a.at); n > 0 {
			e.event(l.body, l.year, a.at, a.at+n-1)
			return
		}
	}
	if y, first := e.yearBefore(a); y > 0 {
		last := e.labelAfter(a, y)
		e.yearsBefore(a.key, first)
		for k := first; k < a.at; k++ { // "sessions de 2023 et 2024 du Conseil"
			if other := e.yearAt(k); other > 0 && other != y {
				e.event(a.key, other, first, k)
				first = k + 1
			}
		}
		e.event(a.key, y, first, last)
		return
	}
	if y, last := e.yearAfter(a); y > 0 {
		e.event(a.key, y, a.at, last)
		e.moreYears(a.key, last+1)
		return
	}
	if y := e.byPlace(a); y > 0 {
		e.event(a.key, y, a.at, a.at+a.n-1)
	}
}

// event adds a meeting of the body in the year over the tokens from first to last.
func (e *events) event(body string, year, first, last int) {
	value := labelName(body, year)
	name := body
	switch body {
	case "WSISForum":
		value, name = "WSIS Forum "+strconv.Itoa(year), "WSIS"
	case "C":
		name = "Council"
	}
	if c, ok := e.table.Of(body, year); ok {
		year = c.LabelYear()
	}
	if e.isBanner(value, first, last) {
		e.take(first, last+1)
		return
	}
	e.add("event", value, map[string]string{"body": name, "year": strconv.Itoa(year)}, first, last)
}

// isBanner reports whether the mention is the line that names the document's own meeting above its text
// ("Council 2026", "Geneva, 28 April-8 May 2026"), which the header has.
func (e *events) isBanner(value string, first, last int) bool {
	if first-e.lo > 1 || e.rec.Header.Meeting.Name != value {
		return false
	}
	span := tokens.Span(e.doc, e.toks[first], e.toks[last])
	if len(e.rec.Sections) > 0 && span.Start > e.rec.Sections[0].Start || span.Start > 2000 {
		return false
	}
	return e.hi-e.lo < 24 && !e.is(e.hi-1, ".")
}

// special reads the labels that have a form of their own: "WSIS+20", "CPM23-2", "C25".
func (e *events) special(a anchor) bool {
	i := a.at + a.n
	switch {
	case a.key == "WSIS" && a.label && e.is(i, "+") && e.number(i+1):
		n, _ := strconv.Atoi(e.toks[i+1].Fold)
		e.add("event", "WSIS+"+strconv.Itoa(n), map[string]string{"body": "WSIS", "year": strconv.Itoa(2005 + n)}, a.at, i+1)
		return true
	case a.key == "CPM" && a.label && e.number(i) && e.glued(i) && e.is(i+1, "-") && e.number(i+2) && len(e.toks[i].Fold) == 2:
		y, _ := strconv.Atoi(e.toks[i].Fold)
		e.add("event", "CPM"+e.toks[i].Fold+"-"+e.toks[i+2].Fold, map[string]string{"body": "CPM", "year": strconv.Itoa(lexicon.FullYear(y))}, a.at, i+2)
		return true
	case a.key == "C" && (e.is(a.at, "c") || e.is(a.at, "с")): // "C26"
		if e.number(i) && e.glued(i) && !e.actionLine(a.at) && (e.toks[a.at].Space || a.at == e.lo || e.is(a.at-1, "(") || e.han(a.at-1) || isArabic(e.toks[a.at-1].Fold)) {
			e.session(a.at, i)
		}
		return true
	case a.key == "C" && e.is(i, "-") && e.number(i+1) && e.properName(a): // "Council-25", "Совет-2026"
		if y := e.yearAt(i + 1); y > 0 && !(e.is(i+2, "-") && e.number(i+3)) {
			e.event("C", y, a.at, i+1)
			return true
		}
		return e.session(a.at, i+1)
	case a.key == "C" && a.n == 1 && e.number(i) && !e.han(a.at) && e.properName(a) && !e.counts(i+1): // "Council 25"
		return e.session(a.at, i)
	}
	return false
}

// actionLine reports whether the "C11" at token i is a label of another kind: after its noun, or in a list with "C3".
func (e *events) actionLine(i int) bool {
	for k := i - 1; k >= e.lo && k > i-40; k-- {
		t := e.toks[k]
		switch {
		case t.Kind == tokens.Number && len(t.Fold) == 1 && e.is(k-1, "c") && e.glued(k):
			return true
		case t.Kind == tokens.Word || t.Kind == tokens.Han:
			if e.lineEnding(k) {
				return true
			}
			if key, _ := e.joint(k); key == "" && t.Fold != "c" {
				return false
			}
		case t.Kind == tokens.Sign && !strings.Contains(",、،;", t.Fold):
			return false
		}
	}
	return false
}

// lineEnding reports whether the noun of an action line ends at token k.
func (e *events) lineEnding(k int) bool {
	for n := 0; n < 4 && k-n >= e.lo; n++ {
		if _, m := e.words.lines.At(e.toks[:e.hi], k-n); m == n+1 {
			return true
		}
	}
	return false
}

// session adds the session of the Council whose year's two digits stand at token i, where the document's own year
// makes them one.
func (e *events) session(first, i int) bool {
	if len(e.toks[i].Fold) != 2 || e.glued(i+1) && (e.is(i+1, "/") || e.is(i+1, "-") || e.is(i+1, ".") && e.number(i+2) && e.glued(i+2)) {
		return false
	}
	y, _ := strconv.Atoi(e.toks[i].Fold)
	year, own := 2000+y, e.rec.Header.Year
	if own == 0 || year > own+8 || year < own-25 {
		return false
	}
	e.event("C", year, first, i)
	return true
}
