package fields

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

type figuresStage struct{}

// NewFigures returns the stage that reads what is counted: "1 939 participants" is the number 1939 with the
// unit participants. It runs after the stages that claim numbers of other kinds.
//
// A fact's span runs from the number, or the currency before it, to the end of the counted noun; words of
// degree ("environ") and of status or mode stand outside it. A part of a breakdown that has no noun of its own
// ("235 en ligne") ends with what tells it apart.
func NewFigures() pipeline.Stage { return figuresStage{} }

func (figuresStage) Name() string { return "figures" }

// A figure is a number with what it counts, as it is being read.
type figure struct {
	number
	start, end int // tokens of the quote
	unit, noun string
	nounAt     int  // first token of the noun, -1 while none is known
	known      bool // what it counts is known: a unit or a noun
	next       bool // the noun stands with the next figure: "11 formal and 47 informal recommendations"
	nextAt     int  // where the next figure begins
	partOf     bool // "12 of the 48 countries": the next figure is the whole
	qualifier  string
	mode       string
	status     string
	of         float64
	depth      int // how many brackets are open around it
	sentence   int // number of the sentence within the passage
}

func (figuresStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	w := figureWordsOf(rec.Language)
	dates := dateWordsOf(rec.Language)
	passages(doc, rec, func(p *passage) {
		if p.header {
			return
		}
		r := figureReader{figureWords: w, passage: p, rec: rec, dates: dateReader{p, dates}}
		r.read()
	})
	w.tables(doc, rec)
	return nil
}

// A figureReader reads the figures of one passage.
type figureReader struct {
	*figureWords
	*passage
	rec   *pipeline.Record
	dates dateReader
	found []*figure
}

func (r *figureReader) read() {
	depth, sentence := 0, 0
	for i := 0; i < len(r.toks); {
		t := &r.toks[i]
		if t.Kind == tokens.Sign {
			switch t.Fold {
			case "(":
				depth++
			case ")":
				depth = max(0, depth-1)
			case ".", ";", "。", "؛", "!", "?", "؟":
				if i+1 == len(r.toks) || r.toks[i+1].Space || t.Fold == "。" {
					sentence++
				}
			}
			i++
			continue
		}
		if t.Kind == tokens.Word && !r.maybeNumber(t.Fold) || t.Kind == tokens.Han && !r.isValue(t.Fold) {
			i++
			continue
		}
		if t.Kind == tokens.Han && t.Fold == "百" && r.fold(i+1) == "分" && r.fold(i+2) == "之" && r.hanPercent(i, depth, sentence) {
			i = r.found[len(r.found)-1].end + 1
			continue
		}
		n, ok := r.numberAt(r.passage, i)
		if !ok {
			i = max(i, n.last) + 1
			continue
		}
		f := &figure{number: n, start: i, end: n.last, nounAt: -1, depth: depth, sentence: sentence}
		i = n.last + 1
		if r.counts(f) {
			r.found = append(r.found, f)
			if f.end >= i && f.nounAt >= 0 && f.nounAt >= i {
				i = f.end + 1
			}
		}
	}
	r.share()
	for _, f := range r.found {
		r.emit(f)
	}
}

// hanPercent reads 百分之三十八 and 百分之38 at token i and reports whether it stands there.
func (r *figureReader) hanPercent(i, depth, sentence int) bool {
	if i+3 >= len(r.toks) || r.taken[i+3] {
		return false
	}
	var n number
	if r.toks[i+3].Kind == tokens.Number {
		v, last, _, _ := r.group(r.passage, i+3)
		n = number{first: i, last: last, value: v, digits: true}
	} else if n, _ = r.hanNumber(r.passage, i+3); n.value == 0 {
		return false
	}
	n.first = i
	f := &figure{number: n, start: i, end: n.last, nounAt: i, depth: depth, sentence: sentence, unit: "percent", noun: r.printed(i, i+2), known: true}
	f.qualifier = r.degree(f, i, n.last+1)
	r.found = append(r.found, f)
	return true
}

// maybeNumber reports quickly whether a word can begin a number.
func (r *figureReader) maybeNumber(fold string) bool {
	if r.isValue(fold) || r.bare[fold] {
		return true
	}
	switch r.lang {
	case "ar":
		return r.particled(fold, r.isValue) || r.particled(fold, r.isBare)
	case "en":
		return fold == "a" || fold == "an" || fold == "half"
	case "es":
		return fold == "medio"
	}
	return false
}

// counts finds what the number counts and reports whether it may be a figure.
func (r *figureReader) counts(f *figure) bool {
	first, j := f.first, f.last+1
	if r.listLabel(f) {
		return false
	}
	if c := r.currencyBefore(r.passage, first); c > 0 {
		key, _ := r.units.At(r.toks, first-c)
		f.unit, f.noun, f.known, f.start, f.nounAt = key, r.printed(first-c, first-1), true, first-c, first-c
		f.qualifier = r.degree(f, f.start, f.last+1)
		return true
	}
	if f.percent {
		f.unit, f.noun, f.known, f.start, f.nounAt = "percent", "%", true, first-1, first-1
		f.qualifier = r.degree(f, f.start, f.last+1)
		return true
	}
	if r.named(f) {
		return false
	}
	if m, _ := r.dates.monthOf(j); m > 0 && f.digits {
		return false
	}
	if _, n := r.technical.At2(r.passage, j); n > 0 {
		if _, u := r.units.At2(r.passage, j); u < n {
			return false
		}
	}
	noun := r.nounAfter(f, j)
	if noun.first < 0 && r.lang == "zh" && r.hanBefore(f) {
		f.qualifier = r.degree(f, f.first, f.end+1)
		return true
	}
	if noun.first < 0 && !noun.conj && !noun.whole {
		if !noun.trait && (r.colonBefore(f) || r.nounBefore(f) || r.partBefore(f)) {
			f.qualifier = r.degree(f, f.first, f.last+1)
			return true
		}
		if !noun.trait {
			r.wonder(f)
			return false
		}
	}
	f.mode, f.status = noun.mode, noun.status
	if noun.first >= 0 {
		if noun.unit == "years" && f.plain && f.value >= 1800 && f.value <= 2200 {
			return false
		}
		if noun.unit != "percent" && r.yearLike(f, noun.first) {
			return false
		}
		if (noun.unit == "hours") && r.timeOfDay(f) {
			return false
		}
		f.unit, f.known, f.nounAt, f.end = noun.unit, true, noun.first, noun.last
		f.noun = r.printed(noun.first, noun.last)
	} else {
		if r.yearLike(f, j) {
			return false
		}
		f.next, f.partOf, f.nextAt = noun.conj, noun.whole, noun.nextAt
		f.end = max(f.end, noun.last)
	}
	f.qualifier = r.degree(f, f.first, f.end+1)
	r.traitsAfter(f)
	return true
}

// wonder notes a number that was written to count something which nobody found: it bears a word of degree or is
// set in groups, and is no year.
func (r *figureReader) wonder(f *figure) {
	if !f.digits || f.percent || f.plain && f.value >= 1800 && f.value <= 2100 || r.block.Kind == pipeline.Cell {
		return
	}
	for _, b := range r.up {
		if b.Kind == pipeline.Table {
			return
		}
	}
	_, start := r.before.Before(r.passage, f.first)
	if start == f.first && (f.plain || f.value != math.Trunc(f.value) || f.scaled) {
		return
	}
	r.rec.Problem(r.passage.span(f.first, f.last), fmt.Sprintf("nothing that %q counts", r.printed(f.first, f.last)))
}

// listLabel reports whether the number opens its passage as a label, "12. ", "5\tQuestions", or stands alone
// in brackets.
func (r *figureReader) listLabel(f *figure) bool {
	i, j := f.first, f.last+1
	if r.fold(i-1) == "(" && r.fold(j) == ")" {
		return true
	}
	if i > 0 {
		return false
	}
	if s := r.fold(j); (s == "." || s == ")") && r.glued(j) {
		return true
	}
	if r.tab(j) {
		return true
	}
	// "5 Questions confiées aux commissions d'études": a heading whose number nobody took.
	if f.plain && f.value < 100 && (r.block.Kind == pipeline.Heading || r.upper(j) && len(r.toks) < 14 && r.fold(len(r.toks)-1) != ".") {
		return true
	}
	return false
}

// named reports whether a word before the number makes it a name: "Study Group 2", "§ 4", "第3".
func (r *figureReader) named(f *figure) bool {
	i := f.first
	if i == 0 || r.tab(i) {
		return false
	}
	if r.fold(i-1) == "第" || r.lang == "zh" && strings.Contains("号楼层室", r.fold(f.last+1)) && r.fold(f.last+1) != "" {
		return true
	}
	_, start := r.label.Before(r.passage, i)
	if start == i {
		return f.digits && r.units.Len(r.passage, f.last+1) == 0 && r.listed(i)
	}
	if r.lang == "zh" && r.kind(i-1, tokens.Han) {
		// "附件2", but "共有5个国家": with a classifier the number counts.
		if r.joint.Len(r.passage, f.last+1) > 0 || f.value > 100 {
			return false
		}
	}
	_, follows := r.units.At2(r.passage, f.last+1)
	switch {
	case follows == 0 && r.lang != "en":
		// "29 nouvelles Recommandations"
		for k, n := f.last+1, 0; n < 2 && follows == 0; n++ {
			m := max(r.traits.Len(r.passage, k), r.adj.Len(r.passage, k))
			if m == 0 {
				break
			}
			k += m
			follows = r.units.Len(r.passage, k)
		}
	}
	if follows == 0 {
		return true
	}
	if r.lang == "en" {
		// "groups 17 proposals": a label in the plural goes with several numbers.
		s := r.fold(i - 1)
		return !(f.value > 100 && f.digits || strings.HasSuffix(s, "s") && !r.upper(i-1) && strings.HasSuffix(r.fold(f.last+follows), "s"))
	}
	return r.lang == "zh"
}

// listed reports whether the number at token i goes on a list of numbers that are names: "paragraphs 14 and 16",
// 第16、25和26段.
func (r *figureReader) listed(i int) bool {
	for hops := 0; hops < 8; hops++ {
		k := i - 1
		switch s := r.fold(k); {
		case s == "," || s == "、" || s == "-" || s == "،":
			k--
		case k >= 0 && (r.and.Len(r.passage, k) == 1 || r.or.Len(r.passage, k) == 1 || r.to.Len(r.passage, k) == 1):
			k--
			if s := r.fold(k); s == "," || s == "،" {
				k--
			}
		default:
			return false
		}
		if !r.kind(k, tokens.Number) {
			return false
		}
		if r.taken[k] && len(r.fold(k)) < 4 || r.fold(k-1) == "第" || r.label.Ends(r.passage, k) {
			return true
		}
		i = k
	}
	return false
}

// yearLike reports whether the number is printed as a year and nothing shows that it counts.
func (r *figureReader) yearLike(f *figure, noun int) bool {
	if !f.plain || f.ranged || f.value < 1800 || f.value > 2100 || len(r.fold(f.first)) != 4 {
		return false
	}
	if _, start := r.before.Before(r.passage, f.first); start < f.first {
		return false
	}
	if _, start := r.total.Before(r.passage, f.first); start < f.first && r.lang != "en" && r.lang != "zh" {
		return false
	}
	if r.lang == "zh" && r.joint.Len(r.passage, f.last+1) > 0 && r.fold(f.last+1) != "年" {
		return false
	}
	if r.fold(f.last+1) == "年" {
		return true
	}
	return f.value >= 1980 && f.value <= 2060 || noun != f.last+1
}

// timeOfDay reports whether "hours" make the number a time: "1430 hours", "à 14 heures".
func (r *figureReader) timeOfDay(f *figure) bool {
	if r.lang == "en" && !f.scaled && len(r.fold(f.first)) == 4 && f.value <= 2400 && int(f.value)%100 < 60 {
		return true
	}
	j := f.last + 1
	switch r.lang {
	case "ru":
		// "12 час. 40 мин.", "09 час."
		if r.fold(j) == "час" && int(f.value)%10 != 1 {
			return true
		}
	case "fr":
		// "de 10 heures à midi", "de 17 heures à 17 h 30", "de 9 heures à 18 heures"
		if f.value <= 24 && (r.fold(j+1) == "a" && (r.kind(j+2, tokens.Number) || r.fold(j+2) == "midi" || r.fold(j+2) == "minuit") || r.fold(f.first-1) == "a") {
			return true
		}
		return false
	}
	return f.value <= 24 && r.clock.Ends(r.passage, f.first)
}

// currencyBefore returns the number of tokens of a currency right before token i.
func (w *figureWords) currencyBefore(p *passage, i int) int {
	if i < 1 || p.tab(i) {
		return 0
	}
	for k := max(0, i-3); k < i; k++ {
		if p.taken[k] || p.kind(k, tokens.Number) {
			continue
		}
		key, n := w.units.At(p.toks, k)
		if n > 0 && k+n == i && (key == "CHF" || key == "USD" || key == "EUR") {
			// Only the codes and signs stand before their amount.
			switch p.fold(i - 1) {
			case "chf", "usd", "eur", "$", "€", "frs", "sfr":
				return n
			}
		}
	}
	return 0
}

// degree returns the qualifier of a number that runs from token i to before token j.
func (r *figureReader) degree(f *figure, i, j int) string {
	if f.after != "" {
		return f.after
	}
	if i > 0 && !r.tab(i) {
		for k, hops := i, 0; hops < 3; hops++ {
			if key, start := r.before.Before(r.passage, k); start < k {
				if hops > 0 && start == k-1 && (r.fold(start) == "over" || r.fold(start) == "under" || r.fold(start) == "below" || r.fold(start) == "above" || r.fold(start) == "до" || r.fold(start) == "hasta") {
					break // "over the past 15 years"
				}
				if key == "q.over" && r.fold(start) == "over" && start == k-1 && r.during(f, start) {
					break
				}
				if key == "q.up_to" && r.reached(start, k) {
					break
				}
				return key[2:]
			}
			// "up to a total of 30", "un máximo de unos"
			key, start := r.total.Before(r.passage, k)
			if key == "" && hops == 0 {
				key, start = r.hop.Before(r.passage, k) // "почти на две недели"
			}
			if key == "" {
				_, start = r.from.Before(r.passage, k)
				if start < k && !f.ranged {
					break
				}
			}
			if start >= k {
				break
			}
			k = start
		}
	}
	if r.lang == "ar" {
		// The subject may stand between verb and number: "ولن تتجاوز نفقات السفر 000 200 4 فرنك".
		for k := i - 1; k >= max(0, i-6); k-- {
			if r.kind(k, tokens.Sign) || r.kind(k, tokens.Number) {
				break
			}
			if key, n := r.before.At2(r.passage, k); n > 1 && key == "q.up_to" {
				return "up_to"
			}
		}
	}
	if key, n := r.after.At2(r.passage, j); n > 0 && !r.tab(j) {
		// "30 countries about which": only what ends there belongs to the number.
		switch s := r.fold(j + n); {
		case r.lang == "zh", s == "", s == ".", s == ",", s == ";", s == ")", s == "(", s == "،", s == ":", r.fold(j) == "+",
			r.stop.Len(r.passage, j+n) > 0:
			return key[6:]
		}
	}
	// 以上, "or more" between number and noun.
	if key, n := r.after.At2(r.passage, f.last+1); n > 0 && f.last+1 < j {
		return key[6:]
	}
	return "exact"
}

// during reports whether an English "over" before a length of time says when and not how much: "held over nine
// days".
func (r *figureReader) during(f *figure, at int) bool {
	switch f.unit {
	case "days", "weeks", "months", "years", "hours", "sessions", "meetings":
	default:
		return false
	}
	s := r.fold(at - 1)
	return strings.HasSuffix(s, "ed") || s == "held" || s == "spread" || s == "run" || s == "ran" || s == "met" || s == "place" || s == "out" || s == "" || s == "," || s == "done" || s == "made" || s == "built" || s == "grew" || s == "grown" || s == "cent" || s == "%"
}

// reached reports whether a "to" that may also mean "up to" (до, hasta) at the tokens from start to end says what
// a change came to: "сократился до 142 дней", "с 12 до 18 семинаров".
func (r *figureReader) reached(start, end int) bool {
	if end-start > 1 {
		return false
	}
	switch r.fold(start) {
	case "до", "hasta", "حتي":
	default:
		return false
	}
	for k := start - 1; k >= max(0, start-8); k-- {
		if s := r.fold(k); s == "." || s == ";" {
			return false
		}
		if r.change.Len(r.passage, k) > 0 {
			return true
		}
	}
	for k := len(r.found) - 1; k >= 0 && k >= len(r.found)-1; k-- {
		if g := r.found[k]; start-g.end < 4 && r.from.Ends(r.passage, g.first) {
			return true
		}
	}
	return false
}

// share gives a noun to the figures that have none of their own: from the figure that follows ("11 formal and
// 47 informal recommendations") or from the one whose parts they are ("1 939 participants (1 704 en présentiel
// et 235 en ligne)").
func (r *figureReader) share() {
	kept := r.found[:0:0]
	for k, f := range r.found {
		if f.known {
			kept = append(kept, f)
			continue
		}
		if f.mode != "" {
			if base := r.base(kept, f); base != nil {
				f.unit, f.noun, f.known = base.unit, base.noun, true
				kept = append(kept, f)
				continue
			}
		}
		if (f.next && k+1 < len(r.found) && r.found[k+1].first <= f.nextAt+2) || f.partOf && k+1 < len(r.found) {
			g := r.found[k+1]
			for m := k + 1; m < len(r.found) && !g.known && r.found[m].sentence == f.sentence && m < k+6; m++ {
				g = r.found[m]
			}
			if g.known && g.sentence == f.sentence && g.first-f.end <= 12 && !r.between2(f.end+1, g.first) && g.unit != "percent" && len(g.unit) != 3 {
				f.unit, f.noun, f.known = g.unit, g.noun, true
				if f.partOf && g.value >= f.value {
					f.of = g.value
				}
				kept = append(kept, f)
				continue
			}
		}
		if f.status == "" {
			continue
		}
		if base := r.base(kept, f); base != nil {
			f.unit, f.noun, f.known = base.unit, base.noun, true
			kept = append(kept, f)
		}
	}
	r.found = kept
	for k, f := range r.found {
		if f.of == 0 {
			if whole := r.whole(r.found[:k], f); whole != nil {
				f.of = whole.value
			}
		}
	}
}

// between2 reports whether a bracket or a comma that no figure follows stands between tokens i and j.
func (r *figureReader) between2(i, j int) bool {
	for ; i < j; i++ {
		switch r.fold(i) {
		case "(", ")", ":", "。":
			return true
		}
	}
	return false
}

// base returns the figure whose noun a part without one shares.
func (r *figureReader) base(before []*figure, f *figure) *figure {
	for k := len(before) - 1; k >= 0; k-- {
		g := before[k]
		if f.sentence-g.sentence > 1 || len(before)-k > 6 {
			return nil
		}
		if f.mode != "" && kin(g.unit) == "people" {
			return g
		}
		if f.mode == "" && f.status != "" && kin(g.unit) == "texts" {
			return g
		}
	}
	return nil
}

// whole returns the figure of which f is a part: it stands before in the same sentence, is larger and counts
// the same sort of thing, and brackets or words such as "dont" tie them.
func (r *figureReader) whole(before []*figure, f *figure) *figure {
	for k := len(before) - 1; k >= 0 && len(before)-k <= 8; k-- {
		g := before[k]
		if f.sentence-g.sentence > 1 {
			return nil
		}
		if g.of != 0 || g.value <= f.value || kin(g.unit) == "" || kin(g.unit) != kin(f.unit) {
			continue
		}
		tied := f.depth > g.depth && r.bracketed(g) || f.mode != "" && g.mode == "" && f.sentence == g.sentence
		for i := g.end + 1; i < f.start && !tied; i++ {
			if r.fold(i) == ":" && f.sentence == g.sentence {
				tied = true
			}
			tied = tied || r.ofWhom.Len(r.passage, i) > 0
		}
		if tied {
			return g
		}
		return nil
	}
	return nil
}

// bracketed reports whether a bracket opens right behind the figure: what stands in it are its parts, not the
// number of another year.
func (r *figureReader) bracketed(g *figure) bool {
	for i := g.end + 1; i <= g.end+4; i++ {
		if r.fold(i) == "(" {
			return true
		}
		if r.kind(i, tokens.Sign) && r.fold(i) != "-" {
			return false
		}
	}
	return false
}

// kin names the sorts of things of which some may be parts of others; "" for what has no parts.
func kin(unit string) string {
	switch unit {
	case "participants", "delegates", "people", "women", "men", "youth", "children", "ministers", "speakers", "experts", "staff", "observers":
		return "people"
	case "resolutions", "decisions", "recommendations", "questions", "proposals", "contributions", "documents":
		return "texts"
	case "member_states", "countries":
		return "states"
	case "meetings", "sessions", "events", "workshops":
		return "events"
	case "posts", "projects", "activities", "fellowships", "organizations":
		return unit
	}
	return ""
}

// emit adds the figure to the record.
func (r *figureReader) emit(f *figure) {
	at := r.span2(f)
	if r.mismatch(r.passage, &f.number) {
		r.rec.Problem(at, fmt.Sprintf("word and digits differ: %q", r.printed(f.first, min(f.last+3, len(r.toks)-1))))
	}
	if f.doubt != "" {
		r.rec.Problem(at, fmt.Sprintf("%s: %q", f.doubt, r.doc.Quote(at)))
	}
	value, unit := round(f.value), f.unit
	parts := map[string]string{"qualifier": f.qualifier, "noun": f.noun}
	if f.ranged {
		parts["to"] = plainNumber(round(f.to))
	}
	if f.mode != "" {
		parts["mode"] = f.mode
	}
	if f.status != "" {
		parts["status"] = f.status
	}
	if f.of != 0 {
		parts["of"] = plainNumber(f.of)
	}
	name := plainNumber(value)
	if unit != "" {
		name += " " + unit
	}
	r.rec.Add(pipeline.Fact{Kind: "figure", Value: name, Number: &value, Unit: &unit, Parts: parts, Origin: pipeline.Origin{Span: at}})
}

func (r *figureReader) span2(f *figure) pipeline.Span {
	return r.passage.span(f.start, max(f.end, f.last))
}

// round takes away what binary fractions add: 2.3 million is 2300000.
func round(v float64) float64 {
	s := strconv.FormatFloat(v, 'g', 12, 64)
	v, _ = strconv.ParseFloat(s, 64)
	return v
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
