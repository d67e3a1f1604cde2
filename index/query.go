package index

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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

// textFields are the fields of a query that hold words or terms; every other name is tried as a unit.
var textFields = map[string]string{
	"symbol": "symbol", "section": "section", "title": "title", "lang": "lang", "language": "lang", "body": "body",
	"year": "year", "type": "type", "source": "source", "kind": "kind", "cites": "cites", "event": "event",
	"acronym": "acronym", "unit": "unit", "doc": "symbol", "heading": "title",
}

// units are the identifiers of counted things (contract, section 2.3), in lower case.
var units = func() map[string]string {
	m := map[string]string{}
	for _, u := range strings.Fields(`participants delegates member_states sector_members associates academia observers
		countries regions organizations people women men youth children ministers speakers experts meetings sessions
		events workshops days hours weeks months years documents contributions proposals pages words interpreter_days
		resolutions decisions recommendations questions regional_initiatives priorities projects activities
		fellowships posts staff contributory_units votes seats languages networks satellites sites schools percent
		CHF USD EUR`) {
		m[strings.ToLower(u)] = u
	}
	return m
}()

// parse reads a query. The grammar is printed by `plenary help query`.
func parse(query string) (*node, error) {
	p := &parser{text: query}
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
	text string
	at   int
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
		if n != nil {
			all.kids = append(all.kids, n)
		}
	}
}

func (p *parser) unary(depth int) (*node, error) {
	start := p.at
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
			if textFields[name] != "" || units[name] != "" || name == "date" {
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
	if f := textFields[name]; f != "" {
		return &node{op: opField, field: f, value: value}, nil
	}
	n := &node{op: opRange, field: units[name]}
	if err := n.bounds(value); err != nil {
		return nil, p.fail(at, err.Error())
	}
	return n, nil
}

// bounds reads ">1900", "<=5", "1e6..5e6", "100..", "1939".
func (n *node) bounds(value string) error {
	n.low, n.high = math.Inf(-1), math.Inf(1)
	for _, c := range []struct {
		prefix string
		set    func(float64)
	}{
		{">=", func(v float64) { n.low = v }},
		{"<=", func(v float64) { n.high = v }},
		{">", func(v float64) { n.low, n.lowEx = v, true }},
		{"<", func(v float64) { n.high, n.highE = v, true }},
	} {
		if rest, ok := strings.CutPrefix(value, c.prefix); ok {
			v, err := number(rest)
			if err == nil {
				c.set(v)
			}
			return err
		}
	}
	if a, b, ok := strings.Cut(value, ".."); ok {
		var err error
		if a != "" {
			n.low, err = number(a)
		}
		if err == nil && b != "" {
			n.high, err = number(b)
		}
		if err == nil && n.low > n.high {
			return fmt.Errorf("the range %q ends before it begins", value)
		}
		return err
	}
	v, err := number(value)
	n.low, n.high = v, v
	return err
}

func number(s string) (float64, error) {
	clean := strings.NewReplacer(" ", "", "\u00a0", "", "_", "", ",", "", "%", "").Replace(s)
	v, err := strconv.ParseFloat(clean, 64)
	if err != nil || math.IsNaN(v) {
		return 0, fmt.Errorf("%q is no number (write >1900, >=50, <10, 1e6..5e6 or 1939)", s)
	}
	return v, nil
}

// dateRange reads "2025", "2025-11", "2025-11..2026", "..2025-06", ">=2025-01-01" into the first and the last
// term that fit. Terms are ISO dates, so they sort; a bare year or month is a term too.
func dateRange(value string) (low, high string, err error) {
	switch {
	case strings.HasPrefix(value, ">"):
		low = strings.TrimLeft(value, ">=")
		high = "9999"
	case strings.HasPrefix(value, "<"):
		low, high = "0000", strings.TrimLeft(value, "<=")
	default:
		a, b, ok := strings.Cut(value, "..")
		low, high = a, b
		if !ok {
			high = a
		}
	}
	if low == "" {
		low = "0000"
	}
	if high == "" {
		high = "9999"
	}
	for _, d := range []string{low, high} {
		if !isDate(d) {
			return "", "", fmt.Errorf("%q is no date (write 2025, 2025-11, 2025-11-17 or 2025-11..2026)", d)
		}
	}
	if high < low[:min(len(low), len(high))] {
		return "", "", fmt.Errorf("the range %q ends before it begins", value)
	}
	return low, high + "\xff", nil // 2025 takes in all of 2025-...
}

func isDate(s string) bool {
	for i, part := range strings.Split(s, "-") {
		want := 2
		if i == 0 {
			want = 4
		}
		if i > 2 || len(part) != want || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}

// String is the query as it was understood.
func (n *node) String() string {
	var kids []string
	for _, k := range n.kids {
		kids = append(kids, k.String())
	}
	switch n.op {
	case opAnd:
		return strings.Join(kids, " ")
	case opOr:
		return "(" + strings.Join(kids, " OR ") + ")"
	case opNot:
		return "-" + kids[0]
	case opPhrase:
		return strconv.Quote(n.word)
	case opPrefix:
		return n.word + "*"
	case opFuzzy:
		return n.word + "~" + strconv.Itoa(n.fuzz)
	case opField:
		return n.field + ":" + quoteIfSpaced(n.value)
	case opDates:
		return "date:" + n.field + ".." + strings.TrimSuffix(n.value, "\xff")
	case opRange:
		return n.field + ":" + n.rangeString()
	}
	return n.word
}

func quoteIfSpaced(s string) string {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return strconv.Quote(s)
	}
	return s
}

func (n *node) rangeString() string {
	num := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch {
	case n.low == n.high:
		return num(n.low)
	case math.IsInf(n.high, 1) && n.lowEx:
		return ">" + num(n.low)
	case math.IsInf(n.high, 1):
		return ">=" + num(n.low)
	case math.IsInf(n.low, -1) && n.highE:
		return "<" + num(n.high)
	case math.IsInf(n.low, -1):
		return "<=" + num(n.high)
	}
	return num(n.low) + ".." + num(n.high)
}

// shadowOf is the form in which query words meet the index.
func shadowOf(s string) string { return pipeline.NewShadow(s).Text }
