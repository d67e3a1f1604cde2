package index

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search"

	"plenary/pipeline"
)

// A QueryError says what is wrong with a query, and where: At counts bytes from 0.
type QueryError struct {
	Query, Reason string
	At            int
}

func (e *QueryError) Error() string {
	return fmt.Sprintf("query: %s, at character %d of %q", e.Reason, utf8.RuneCountInString(e.Query[:e.At])+1, e.Query)
}

// A node is one part of a parsed query.
type node struct {
	op    op
	kids  []*node
	word  string // opWord, opPrefix, opFuzzy, opPhrase: as typed
	field string // opField
	value string
	low   float64 // opRange: bounds of a figure, inclusive unless open
	high  float64
	lowEx bool
	highE bool
	fuzz  int
}

type op int

const (
	opAnd op = iota
	opOr
	opNot
	opWord
	opPhrase
	opPrefix
	opFuzzy
	opField
	opRange
	opDates
)

// textFields are the fields of a query that hold words or terms, by the names that they have in queries.
var textFields = map[string]string{
	"symbol": "symbol", "doc": "symbol", "document": "symbol", "section": "section", "title": "title", "heading": "title",
	"lang": "lang", "language": "lang", "body": "body", "year": "year", "type": "type", "source": "source",
	"kind": "kind", "cites": "cites", "event": "event", "acronym": "acronym", "unit": "unit",
}

// parse reads a query. The grammar is printed by `plenary help query`.
func (r *Reader) parse(query string) (*node, error) {
	p := &parser{text: shadowOf(query), unit: r.unitOf}
	if n := utf8.RuneCountInString(p.text); n > maxQuery {
		return nil, &QueryError{Query: snip(p.text), Reason: fmt.Sprintf("%d characters, where %d are the most", n, maxQuery)}
	}
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.skip(); p.at < len(p.text) {
		return nil, p.fail(p.at, "a closing bracket without an opening one")
	}
	return n, nil
}

type parser struct {
	text  string
	at    int
	parts int // so far
	unit  func(word string) string
}

// What a query may have at most. A paragraph has a hundred words or so; whoever asks for more has pasted a page.
const (
	maxQuery = 1000 // characters
	maxParts = 100  // words, phrases and fields
)

// snip is the beginning of a query that is too long to be told whole.
func snip(query string) string { return string([]rune(query)[:40]) + "…" }

// unitOf returns the unit that a name stands for: its own, or a word for what it counts.
func (r *Reader) unitOf(name string) string {
	for _, u := range pipeline.Units() {
		if strings.EqualFold(u, name) {
			return u
		}
	}
	if r.Unit != nil {
		return r.Unit(name)
	}
	return ""
}

func (p *parser) fail(at int, reason string) error {
	return &QueryError{Query: p.text, Reason: reason, At: at}
}

func (p *parser) skip() {
	for p.at < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += n
	}
}

const maxNesting = 50

func (p *parser) or(depth int) (*node, error) {
	if depth > maxNesting {
		return nil, p.fail(p.at, "brackets nested too deep")
	}
	first, err := p.and(depth)
	if err != nil {
		return nil, err
	}
	alts := []*node{first}
	for p.keyword("OR") {
		start := p.at
		n, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		if len(n.kids) == 0 {
			return nil, p.fail(start, "nothing after OR")
		}
		alts = append(alts, n)
	}
	if len(alts) == 1 {
		return first, nil
	}
	if len(first.kids) == 0 {
		return nil, p.fail(0, "nothing before OR")
	}
	return &node{op: opOr, kids: alts}, nil
}

// keyword takes an operator written in capitals between spaces.
func (p *parser) keyword(word string) bool {
	p.skip()
	rest := p.text[p.at:]
	if !strings.HasPrefix(rest, word) {
		return false
	}
	if len(rest) > len(word) {
		if r, _ := utf8.DecodeRuneInString(rest[len(word):]); !unicode.IsSpace(r) && r != '(' && r != '"' {
			return false
		}
	}
	p.at += len(word)
	return true
}

func (p *parser) and(depth int) (*node, error) {
	all := &node{op: opAnd}
	for {
		p.skip()
		if p.at == len(p.text) || p.text[p.at] == ')' && depth > 0 {
			return all, nil
		}
		if p.text[p.at] == ')' {
			return all, nil
		}
		save := p.at
		if p.keyword("OR") {
			p.at = save
			return all, nil
		}
		if p.keyword("AND") {
			continue
		}
		n, err := p.unary(depth)
		if err != nil {
			return nil, err
		}
		switch {
		case n == nil:
		case n.op == opAnd: // "Resolution 91 (Baku, 2025)": brackets that part nothing
			all.kids = append(all.kids, n.kids...)
		default:
			all.kids = append(all.kids, n)
		}
	}
}

func (p *parser) unary(depth int) (*node, error) {
	start := p.at
	if p.parts++; p.parts > maxParts {
		return nil, p.fail(start, fmt.Sprintf("more than %d words", maxParts))
	}
	negated := p.keyword("NOT")
	if !negated && p.text[p.at] == '-' && p.at+1 < len(p.text) {
		if r, _ := utf8.DecodeRuneInString(p.text[p.at+1:]); !unicode.IsSpace(r) && r != '-' {
			negated = true
			p.at++
		}
	}
	if negated {
		p.skip()
		if p.at == len(p.text) {
			return nil, p.fail(start, "nothing after the minus or NOT")
		}
		n, err := p.unary(depth + 1)
		if err != nil || n == nil {
			return nil, err
		}
		if depth > maxNesting {
			return nil, p.fail(start, "too many minus signs")
		}
		return &node{op: opNot, kids: []*node{n}}, nil
	}
	switch p.text[p.at] {
	case '(':
		open := p.at
		p.at++
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.skip(); p.at == len(p.text) || p.text[p.at] != ')' {
			return nil, p.fail(open, "a bracket that is not closed")
		}
		p.at++
		return n, nil
	}
	if quote := p.quote(); quote != "" {
		s, err := p.quoted(quote)
		if err != nil {
			return nil, err
		}
		return &node{op: opPhrase, word: s}, nil
	}
	return p.word()
}

// quotes are the opening marks that begin a phrase, each with its closing mark.
var quotes = map[string]string{`"`: `"`, "“": "”", "«": "»", "„": "“", "「": "」", "《": "》"}

func (p *parser) quote() string {
	for q := range quotes {
		if strings.HasPrefix(p.text[p.at:], q) {
			return q
		}
	}
	return ""
}

func (p *parser) quoted(open string) (string, error) {
	start := p.at
	p.at += len(open)
	i := strings.Index(p.text[p.at:], quotes[open])
	if i < 0 {
		return "", p.fail(start, "a quotation mark that is not closed")
	}
	s := p.text[p.at : p.at+i]
	p.at += i + len(quotes[open])
	return s, nil
}

func (p *parser) word() (*node, error) {
	start := p.at
	for p.at < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[p.at:])
		if unicode.IsSpace(r) || r == '"' || r == '(' && p.at == start || r == ')' && !strings.Contains(p.text[start:p.at], "(") {
			break
		}
		p.at += n
		if r == ':' {
			name := strings.ToLower(p.text[start : p.at-1])
			if known, err := p.named(start, name); err != nil {
				return nil, err
			} else if known {
				return p.fieldValue(start, name)
			}
		}
	}
	w := p.text[start:p.at]
	if w == "" { // a lone bracket
		p.at++
		return nil, nil
	}
	if base, ok := strings.CutSuffix(w, "*"); ok && utf8.RuneCountInString(base) >= 2 {
		return &node{op: opPrefix, word: base}, nil
	}
	if i := strings.LastIndexByte(w, '~'); i > 0 {
		switch w[i+1:] {
		case "", "1":
			return &node{op: opFuzzy, word: w[:i], fuzz: 1}, nil
		case "2":
			return &node{op: opFuzzy, word: w[:i], fuzz: 2}, nil
		}
		return nil, p.fail(start+i, "after ~ comes 1 or 2")
	}
	return &node{op: opWord, word: w}, nil
}

// named reports whether what stands before a colon names a field or, before a number, a unit. A name that is
// nearly one is an error; any other is a word ("Objet:").
func (p *parser) named(start int, name string) (bool, error) {
	if textFields[name] != "" || name == "date" || slices.ContainsFunc(pipeline.Units(), func(u string) bool { return strings.EqualFold(u, name) }) {
		return true, nil
	}
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '-' }) {
		return false, nil
	}
	value := p.text[p.at:]
	compared := strings.HasPrefix(value, ">") || strings.HasPrefix(value, "<") || strings.HasPrefix(value, "=")
	numeric := compared || strings.Trim(value[:min(1, len(value))], "0123456789") == "" && value != ""
	if numeric && p.unit(name) != "" {
		return true, nil
	}
	nearest, distance := "", 3
	for _, known := range append(slices.Sorted(maps.Keys(textFields)), append(pipeline.Units(), "date")...) {
		if d := search.LevenshteinDistance(name, strings.ToLower(known)); d < distance && len(name) > 3 {
			nearest, distance = known, d
		}
	}
	switch {
	case nearest != "" && (compared || distance == 1 || numeric):
		return false, p.fail(start, fmt.Sprintf("no field or unit %q; did you mean %s:", name, nearest))
	case compared:
		return false, p.fail(start, fmt.Sprintf("no unit %q to compare (participants, countries, CHF, percent ...)", name))
	}
	return false, nil
}

func (p *parser) fieldValue(start int, name string) (*node, error) {
	at := p.at
	var value string
	if p.at < len(p.text) && p.quote() != "" {
		v, err := p.quoted(p.quote())
		if err != nil {
			return nil, err
		}
		value = v
	} else {
		for p.at < len(p.text) {
			r, n := utf8.DecodeRuneInString(p.text[p.at:])
			if unicode.IsSpace(r) || r == ')' && !strings.Contains(p.text[at:p.at], "(") {
				break
			}
			p.at += n
		}
		value = p.text[at:p.at]
	}
	if strings.TrimSpace(value) == "" {
		return nil, p.fail(start, "nothing after "+name+":")
	}
	if name == "date" {
		low, high, err := dateRange(value)
		if err != nil {
			return nil, p.fail(at, err.Error())
		}
		return &node{op: opDates, field: low, value: high}, nil
	}
	if f := textFields[name]; f == "lang" && !slices.Contains(Languages, languageCode(strings.ToLower(value))) {
		return nil, p.fail(at, fmt.Sprintf("no language %q (%s)", value, strings.Join(Languages, ", ")))
	} else if f == "year" && !isYears(value) {
		return nil, p.fail(at, fmt.Sprintf("%q is no year (write 2025 or 2022..2025)", value))
	} else if f != "" {
		return &node{op: opField, field: f, value: value}, nil
	}
	n := &node{op: opRange, field: p.unit(name)}
	if err := n.bounds(value); err != nil {
		return nil, p.fail(at, err.Error())
	}
	return n, nil
}

// shadowOf is the form in which query words meet the index.
func shadowOf(s string) string { return pipeline.NewShadow(s).Text }
