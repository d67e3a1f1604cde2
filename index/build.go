package index

import (
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"plenary/extractors/tokens"
)

// A builder turns a parsed query into Bleve's, and remembers what to mark in snippets and what to say of it.
//
// A paragraph is in one language, so a query of words is one query a language, and the best counts. A part that
// asks for nothing in a language (a stop word) is nil there.
type builder struct {
	reader   *Reader
	across   bool
	quiet    bool                       // in a negation: nothing is to be marked
	cutters  map[string]*cutter         // by language
	marks    map[string]map[string]bool // language to terms; a term that ends in * marks a beginning
	facts    []termRange                // facts that were asked for; they are marked too
	ranges   map[string]*between        // of terms, each found once for all languages
	readings map[string][]reading       // by the words that they were read from
	said     []string                   // what was read from the words, for saying so
}

// What counts how much. A direct hit stands above what only a fact or a translation brings in; a paragraph that
// has both stands above both.
const (
	headWeight     = 0.6 // of a word in the headings above, beside one in the text
	nearWeight     = 3   // of two words side by side
	directBase     = 20
	factBase       = 10
	documentBase   = 60 // the document that was named, above those that name it
	translatedBase = 2
	translated     = 0.01 // of the words' own score
	exactFigure    = 1    // a figure told exactly, above one told "about"
)

func newBuilder(r *Reader, across bool) *builder {
	return &builder{reader: r, across: across, cutters: map[string]*cutter{}, marks: map[string]map[string]bool{}, readings: map[string][]reading{}, ranges: map[string]*between{}}
}

func (b *builder) mark(lang, term string) {
	if b.quiet {
		return
	}
	if b.marks[lang] == nil {
		b.marks[lang] = map[string]bool{}
	}
	b.marks[lang][term] = true
}

// terms cuts a shadow's words into the terms of a language.
func (b *builder) terms(lang, words string, emit func(term)) {
	c := b.cutters[lang]
	if c == nil {
		c = newCutter(lang)
		b.cutters[lang] = c
	}
	c.terms(words, emit)
}

// query returns the query for a tree in the given languages; nil where it asks for nothing.
func (b *builder) query(n *node, langs []string) query.Query {
	if n.wordless() {
		return positive(b.node(n, noLanguage))
	}
	var each []query.Query
	for _, lang := range langs {
		q := b.node(n, lang)
		if q != nil && n.negatesWords() { // words of one language say nothing of texts in another
			q = conjunction([]query.Query{scored{termQuery("lang", lang), 0, 0}, q})
		}
		if q != nil {
			each = append(each, positive(q))
		}
	}
	switch len(each) {
	case 0:
		return nil
	case 1:
		return each[0]
	}
	return anyOf{parts: each, best: true}
}

// wordless reports whether a tree is the same in every language.
func (n *node) wordless() bool {
	switch n.op {
	case opWord, opPhrase, opPrefix, opFuzzy:
		return false
	case opField:
		return n.field != "title"
	}
	for _, k := range n.kids {
		if !k.wordless() {
			return false
		}
	}
	return true
}

func (n *node) negatesWords() bool {
	if n.op == opNot {
		return !n.wordless()
	}
	for _, k := range n.kids {
		if k.negatesWords() {
			return true
		}
	}
	return false
}

// node returns the query for a part in a language.
func (b *builder) node(n *node, lang string) query.Query {
	switch n.op {
	case opAnd:
		return conjunction(b.parts(n.kids, lang))
	case opOr:
		var parts []query.Query
		for _, k := range n.kids {
			if q := b.node(k, lang); q != nil {
				parts = append(parts, positive(q))
			}
		}
		if len(parts) == 0 {
			return nil
		}
		return anyOf{parts: parts}
	case opNot:
		quiet := b.quiet
		b.quiet = true
		q := b.node(n.kids[0], lang)
		b.quiet = quiet
		if q == nil {
			return nil
		}
		return negation{positive(q)}
	case opPhrase:
		return b.phrase(n.word, lang)
	case opPrefix:
		return b.prefix(n.word, lang)
	case opFuzzy:
		return b.fuzzy(n.word, n.fuzz, lang)
	case opField:
		return b.field(n, lang)
	case opRange:
		return b.figures(n)
	case opDates:
		return b.dates(n.field, n.value)
	}
	return conjunction(b.parts([]*node{n}, lang))
}

// parts returns the queries that all must match. Words that stand together are read together.
func (b *builder) parts(kids []*node, lang string) []query.Query {
	var out []query.Query
	for i := 0; i < len(kids); {
		if kids[i].op != opWord {
			if q := b.node(kids[i], lang); q != nil {
				out = append(out, q)
			}
			i++
			continue
		}
		var words []string
		for ; i < len(kids) && kids[i].op == opWord; i++ {
			words = append(words, kids[i].word)
		}
		out = append(out, b.run(words, lang)...)
	}
	return out
}

// run returns the queries for words that stand together: each word, or what several of them name.
func (b *builder) run(words []string, lang string) []query.Query {
	var out []query.Query
	for i := 0; i < len(words); {
		if r, n := b.readingAt(words, i); n > 0 {
			if q := b.reading(r, words[i:i+n], lang); q != nil {
				out = append(out, q)
			}
			i += n
			continue
		}
		if q := b.word(words[i], lang); q != nil {
			out = append(out, q)
		}
		i++
	}
	if len(out) < 2 {
		return out
	}
	// Words side by side are no condition, but count.
	if near := b.near(words, lang); near != nil {
		q := bleve.NewBooleanQuery()
		q.AddMust(out...)
		q.AddShould(near)
		return []query.Query{q}
	}
	return out
}

// near matches paragraphs in which two neighbouring words of the query are neighbours.
func (b *builder) near(words []string, lang string) query.Query {
	const most = 5
	var pairs []query.Query
	for i := 0; i+1 < len(words) && i < most; i++ {
		if p := b.sequence(words[i]+" "+words[i+1], lang); p != nil {
			pairs = append(pairs, scored{p, nearWeight, 0})
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	return anyOf{parts: pairs}
}

// word finds what was typed without a space: one word, or several in their order ("C26/30", "WTDC-25").
func (b *builder) word(word, lang string) query.Query {
	sh := shadowOf(word)
	var list []term
	han := false
	b.terms(lang, sh, func(t term) {
		list = append(list, t)
		r := []rune(t.text)
		han = han || unicode.Is(unicode.Han, r[0])
		b.mark(lang, t.text)
	})
	switch {
	case len(list) == 0:
		return nil
	case len(list) == 1:
		return b.term(list[0].text, lang)
	case han && lang == "zh":
		return b.characters(list, lang)
	}
	first := list[0].position
	for _, t := range list {
		if t.position != first {
			return b.sequence(word, lang)
		}
	}
	// One number in several forms ("1 939"): the whole.
	return b.term(list[len(list)-1].text, lang)
}

// term finds a term in the text or above it.
func (b *builder) term(t, lang string) query.Query {
	if r := []rune(t); len(r) == 1 && unicode.Is(unicode.Han, r[0]) {
		return anyOf{parts: b.beginning(t, lang)} // a single character begins a pair
	}
	var parts []query.Query
	for _, v := range variants(lang, t) {
		b.mark(lang, v)
		parts = append(parts, termQuery("text_"+lang, v), scored{termQuery("head_"+lang, v), 0, headWeight})
	}
	return anyOf{parts: parts}
}

// characters finds Chinese written without spaces, which may be several words: most of its pairs, and better in
// their order.
func (b *builder) characters(list []term, lang string) query.Query {
	var parts []query.Query
	for _, t := range list {
		parts = append(parts, b.term(t.text, lang))
	}
	most := len(parts) - len(parts)/3
	if len(parts) == 2 {
		most = 2
	}
	q := bleve.NewBooleanQuery()
	q.AddMust(anyOf{parts: parts, min: most})
	if s := b.sequenceOf(list, lang); s != nil {
		q.AddShould(scored{s, nearWeight * float64(len(list)), 0})
	}
	return q
}

func (b *builder) phrase(text, lang string) query.Query {
	var list []term
	b.terms(lang, shadowOf(text), func(t term) {
		b.mark(lang, t.text)
		list = append(list, t)
	})
	return b.sequenceOf(list, lang)
}

func (b *builder) sequence(text, lang string) query.Query {
	var list []term
	b.terms(lang, shadowOf(text), func(t term) { list = append(list, t) })
	return b.sequenceOf(list, lang)
}

// sequenceOf finds terms in their order, in the text only: headings keep no places.
func (b *builder) sequenceOf(list []term, lang string) query.Query {
	var words [][]string
	last := 0
	for _, t := range list {
		if t.position == last { // another form of the same number
			words[len(words)-1] = append(words[len(words)-1], t.text)
			continue
		}
		for ; last > 0 && last < t.position-1; last++ {
			words = append(words, nil) // a stop word leaves its place open
		}
		words = append(words, variants(lang, t.text))
		last = t.position
	}
	switch len(words) {
	case 0:
		return nil
	case 1:
		return b.term(words[0][0], lang)
	}
	for _, w := range words {
		for _, v := range w {
			b.mark(lang, v)
		}
	}
	return &sequence{field: "text_" + lang, words: words, docs: b.reader.count}
}

// prefix finds words by their beginning. Terms are stems, which may be shorter than what was typed: "informat*"
// is also looked for as "inform", below the rest.
func (b *builder) prefix(word, lang string) query.Query {
	f := foldValue(word)
	if f == "" || !written(lang, f) {
		return bleve.NewMatchNoneQuery()
	}
	var parts []query.Query
	if strings.ContainsAny(f, "/-0123456789") {
		parts = append(parts, scored{b.beginsWith("symbol", strings.Join(strings.Fields(f), "")), documentBase, 0})
	}
	var list []term
	b.terms(lang, f, func(t term) { list = append(list, t) })
	switch {
	case len(list) > 0 && unicode.Is(unicode.Han, []rune(f)[0]):
		parts = append(parts, b.sequenceOf(list, lang)) // pairs, which have no beginnings
	case len(folds(f)) == 1:
		parts = append(parts, b.beginning(f, lang)...)
		parts = append(parts, termQuery("text_"+lang, f))
		for k, r := 0, []rune(f); k < 3 && len(r) > 4; k++ {
			r = r[:len(r)-1]
			b.mark(lang, string(r))
			parts = append(parts, scored{termQuery("text_"+lang, string(r)), 0.1, 0})
		}
	}
	if len(parts) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	return anyOf{parts: parts}
}

// beginning finds terms by how they begin.
func (b *builder) beginning(f, lang string) []query.Query {
	b.mark(lang, f+"*")
	var parts []query.Query
	for _, field := range []string{"text_", "head_"} {
		parts = append(parts, scored{b.beginsWith(field+lang, f), 1, 0})
	}
	return parts
}

func (b *builder) fuzzy(word string, distance int, lang string) query.Query {
	if !written(lang, foldValue(word)) {
		return bleve.NewMatchNoneQuery()
	}
	var parts []query.Query
	b.terms(lang, shadowOf(word), func(t term) {
		b.mark(lang, t.text)
		q := bleve.NewFuzzyQuery(t.text)
		q.SetField("text_" + lang)
		q.SetFuzziness(distance)
		q.SetPrefix(1)
		parts = append(parts, anyOf{parts: []query.Query{scored{q, 1, 0}, b.term(t.text, lang)}})
	})
	return conjunction(parts)
}

// written reports whether a word is in a script that texts of the language are written in. Latin words stand
// in all.
func written(lang, word string) bool {
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			return lang == "ru" || lang == noLanguage
		case unicode.Is(unicode.Arabic, r):
			return lang == "ar" || lang == noLanguage
		case unicode.Is(unicode.Han, r):
			return lang == "zh" || lang == noLanguage
		}
	}
	return true
}

func termQuery(field, value string) query.Query {
	q := bleve.NewTermQuery(value)
	q.SetField(field)
	return q
}

// A negation is a query that must not match; conjunction makes it one.
type negation struct{ query.Query }

// positive turns a lone negation into "all but".
func positive(q query.Query) query.Query {
	if n, ok := q.(negation); ok {
		return conjunction([]query.Query{n})
	}
	return q
}

// conjunction matches what all parts match; nil where there is none.
func conjunction(parts []query.Query) query.Query {
	var must, not []query.Query
	for _, p := range parts {
		switch p := p.(type) {
		case nil:
		case negation:
			not = append(not, p.Query)
		default:
			must = append(must, p)
		}
	}
	switch {
	case len(must) == 0 && len(not) == 0:
		return nil
	case len(not) == 0 && len(must) == 1:
		return must[0]
	case len(not) == 0:
		return bleve.NewConjunctionQuery(must...)
	}
	q := bleve.NewBooleanQuery()
	if len(must) == 0 {
		must = append(must, allParagraphs())
	}
	q.AddMust(must...)
	q.AddMustNot(not...)
	return q
}

// allParagraphs matches every paragraph and no file or record: each has exactly one language.
func allParagraphs() query.Query {
	var each []query.Query
	for _, lang := range append([]string{noLanguage}, Languages...) {
		each = append(each, termQuery("lang", lang))
	}
	return scored{anyOf{parts: each}, 1, 0}
}

// folds returns the words and numbers of a text, folded.
func folds(s string) []string {
	var out []string
	for _, t := range tokens.Cut(shadowOf(s)) {
		if t.Kind != tokens.Sign {
			out = append(out, t.Fold)
		}
	}
	return out
}

// foldValue is the form in which a fact's value is a term.
func foldValue(s string) string { return tokens.Fold(strings.TrimSpace(shadowOf(s))) }
