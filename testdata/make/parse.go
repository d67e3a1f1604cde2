package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// parse reads an annotated source: lines "name: value" up to a line "---", then blocks parted by empty lines.
func parse(id, src string) (*report, error) {
	head, body, ok := strings.Cut(strings.ReplaceAll(src, "\r\n", "\n"), "\n---\n")
	if !ok {
		return nil, fmt.Errorf("%s: no line --- after the head", id)
	}
	p := &parser{report: &report{id: id, header: map[string]any{}, options: map[string]string{}}}
	if err := p.head(head); err != nil {
		return nil, fmt.Errorf("%s: %w", id, err)
	}
	for _, text := range strings.Split(body, "\n\n") {
		if text = strings.Trim(text, "\n "); text == "" || strings.HasPrefix(text, "//") {
			continue
		}
		if err := p.block(text); err != nil {
			return nil, fmt.Errorf("%s: %w in block %q", id, err, text)
		}
	}
	return p.report, nil
}

type parser struct {
	*report
	section, annex string
	box            []map[string]any
	inBox          bool
	anew           bool // the next number begins a numbering of its own
}

// head reads the fields of the gold's header and the options of the renditions.
func (p *parser) head(text string) error {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("no colon in %q", line)
		}
		value = strings.TrimSpace(value)
		switch {
		case name == "complete":
			p.complete = strings.Fields(value)
		case name == "options":
			for _, o := range strings.Fields(value) {
				k, v, _ := strings.Cut(o, "=")
				if v == "" {
					v = "yes"
				}
				p.options[k] = strings.ReplaceAll(v, "_", " ")
			}
		case strings.HasPrefix(name, "meeting."):
			m, _ := p.header["meeting"].(map[string]any)
			if m == nil {
				m = map[string]any{}
				p.header["meeting"] = m
			}
			m[strings.TrimPrefix(name, "meeting.")] = value
		case name == "year" || name == "number" || name == "revision" || name == "addendum" || name == "corrigendum":
			n, err := strconv.Atoi(value)
			if err != nil {
				return err
			}
			p.header[name] = n
		default:
			p.header[name] = unescape(value)
		}
	}
	p.language, _ = p.header["language"].(string)
	return nil
}

var tag = regexp.MustCompile(`^(front|author|title|label|rule|sub|table|note|annex|clause|sign|anew)(?: ([^:\n]*))?(?::\s*|$)`)

// block reads one block and the facts in it.
func (p *parser) block(text string) error {
	if strings.HasPrefix(text, "|") {
		return p.table(text)
	}
	text = p.join(text)
	b := block{kind: "para"}
	switch m := tag.FindStringSubmatch(text); {
	case m != nil:
		b.kind, b.key = m[1], m[2]
		text = text[len(m[0]):]
	case strings.HasPrefix(text, "# "):
		number, title, ok := strings.Cut(text[2:], " | ")
		if !ok {
			return fmt.Errorf("a heading without ` | ` after its number")
		}
		b.kind, text = "heading", title
		p.number(&b, number)
	case strings.HasPrefix(text, "§ "):
		number, rest, _ := strings.Cut(text[len("§ "):], " ")
		b.kind, text = "numbered", rest
		p.number(&b, number)
	case strings.HasPrefix(text, "- "):
		b.kind, b.number, text = "item", "–", text[2:]
	case strings.HasPrefix(text, "* "):
		mark, rest, _ := strings.Cut(text[2:], " ")
		b.kind, b.number, text = "item", mark, rest
	}
	switch b.kind {
	case "anew":
		p.anew = true
		return nil
	case "rule", "sub":
		p.inBox = false
	case "note":
		b.number = b.key
	case "annex":
		// annex Annex 1: printed words of the title
		p.annex, p.section, p.anew = b.key, "", true
	case "label":
		p.inBox = true
		p.box = append(p.box, map[string]any{"key": b.key, "text": ""})
		list := make([]any, len(p.box))
		for i := range p.box {
			list[i] = p.box[i]
		}
		p.header["box"] = list
	}
	if b.kind == "heading" || b.kind == "numbered" {
		p.inBox = false
	}
	if b.kind == "clause" {
		text = p.clause(&b, text)
	}
	left, right := text, ""
	if b.kind == "front" {
		left, right, _ = strings.Cut(" "+text, " || ") // the left cell may be empty
		left = strings.TrimPrefix(left, " ")
	}
	var err error
	if b.runs, err = p.inline(left, b.kind); err != nil {
		return err
	}
	if b.right, err = p.inline(right, b.kind); err != nil {
		return err
	}
	p.blocks = append(p.blocks, b)
	switch {
	case b.kind == "heading":
		title := plain(b.runs)
		p.sections = append(p.sections, section{Number: b.number, Title: &title, Annex: p.annex})
	case b.kind == "numbered":
		empty := ""
		p.sections = append(p.sections, section{Number: b.number, Title: &empty, Annex: p.annex})
	case p.inBox && b.kind != "label":
		entry := p.box[len(p.box)-1]
		words := plain(b.runs)
		if b.kind == "item" {
			words = b.number + " " + words
		}
		entry["text"] = strings.TrimSpace(fmt.Sprint(entry["text"], " ", words))
	}
	return nil
}

// clause takes the verb that opens a part of a resolution: alone on its line, or at the head of a paragraph where
// " || " parts it from the words that follow.
func (p *parser) clause(b *block, text string) string {
	label, rest, runs := strings.Cut(text, " || ")
	p.clauses = append(p.clauses, clause{b.key, unescape(label)})
	if !runs {
		return text
	}
	b.kind = "para"
	return "__" + label + "__ " + rest
}

// number makes a block a section of the outline.
func (p *parser) number(b *block, number string) {
	b.number, b.level, b.first = number, strings.Count(number, ".")+1, p.anew || p.section == ""
	p.section, p.anew = number, false
}

// join makes one line of a block's lines; Chinese needs no space between them.
func (p *parser) join(text string) string {
	var out string
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if out != "" && p.language != "zh" {
			out += " "
		}
		out += line
	}
	return out
}

// table reads rows of cells: | a | b |
func (p *parser) table(text string) error {
	b := block{kind: "table"}
	for _, line := range strings.Split(text, "\n") {
		// A bar inside a mark parts its facts from its text; cells are parted by " || ".
		line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
		var row [][]run
		for _, cell := range strings.Split(line, " || ") {
			runs, err := p.inline(strings.TrimSpace(cell), "table")
			if err != nil {
				return err
			}
			row = append(row, runs)
		}
		b.rows = append(b.rows, row)
	}
	p.blocks = append(p.blocks, b)
	return nil
}

// inline reads the text of a block: **bold**, __italic__, {1} for the call of footnote 1, and marks
// [[facts | text]], which may stand in one another.
func (p *parser) inline(text, kind string) ([]run, error) {
	var runs []run
	var cur run
	type mark struct {
		spec  string
		start int
	}
	var open []mark
	said := "" // the block's text so far
	flush := func() {
		if cur.text != "" {
			runs = append(runs, cur)
			cur.text = ""
		}
	}
	for len(text) > 0 {
		switch {
		case strings.HasPrefix(text, "[["):
			spec, rest, ok := strings.Cut(text[2:], " | ")
			if !ok {
				return nil, fmt.Errorf("a mark without ` | `: %q", text)
			}
			open = append(open, mark{spec, len(said)})
			text = rest
			continue
		case strings.HasPrefix(text, "]]"):
			if len(open) == 0 {
				return nil, fmt.Errorf("]] without [[")
			}
			m := open[len(open)-1]
			open = open[:len(open)-1]
			if err := p.mark(m.spec, said[m.start:], kind); err != nil {
				return nil, err
			}
			text = text[2:]
			continue
		case strings.HasPrefix(text, "**"):
			flush()
			cur.bold, text = !cur.bold, text[2:]
			continue
		case strings.HasPrefix(text, "__"):
			flush()
			cur.italic, text = !cur.italic, text[2:]
			continue
		case text[0] == '{':
			if n, rest, ok := strings.Cut(text[1:], "}"); ok {
				flush()
				runs = append(runs, run{note: n})
				text = rest
				continue
			}
		}
		c, rest := next(text)
		if len(open) == 0 && strings.ContainsFunc(c, unicode.IsDigit) {
			from := max(0, len(said)-24)
			for from > 0 && said[from]&0xC0 == 0x80 {
				from--
			}
			if n := len(p.loose); n == 0 || !unicode.IsDigit(rune((said + "x")[max(0, len(said)-1)])) {
				p.loose = append(p.loose, "…"+said[from:]+firstWord(text))
			}
		}
		cur.text += c
		said += c
		text = rest
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("[[%s is not closed", open[0].spec)
	}
	flush()
	return runs, nil
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, "[*"); i > 0 {
		s = s[:i]
	}
	words := strings.Fields(s)
	return strings.Join(words[:min(2, len(words))], " ")
}

// escapes are the characters that do not show in an editor.
var escapes = map[string]string{"&nbsp;": "\u00a0", "&nnbsp;": "\u202f", "&shy;": "\u00ad", "&nbhy;": "\u2011", "&minus;": "\u2212", "&thin;": "\u2009", "&lrm;": "\u200e", "&rlm;": "\u200f"}

// next takes one character from the text; "~" is a no-break space.
func next(text string) (c, rest string) {
	if text[0] == '~' {
		return "\u00a0", text[1:]
	}
	if text[0] == '&' {
		for name, c := range escapes {
			if strings.HasPrefix(text, name) {
				return c, text[len(name):]
			}
		}
	}
	for i := range text {
		if i > 0 {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

func unescape(text string) string {
	var out strings.Builder
	for text != "" {
		var c string
		c, text = next(text)
		out.WriteString(c)
	}
	return out.String()
}

// mark adds the facts of one mark, parted by " ;; ". A fact with "?" before its kind is optional; so is
// every fact of the header block, of table cells and of footnotes.
func (p *parser) mark(spec, quote, kind string) error {
	for _, s := range strings.Split(spec, " ;; ") {
		f := fact{Section: p.section, Annex: p.annex, Quote: quote}
		s = strings.TrimSpace(s)
		if s == "-" {
			continue // a trap: looks like a fact and is none
		}
		f.Optional = strings.HasPrefix(s, "?")
		f.Kind, s, _ = strings.Cut(strings.TrimPrefix(s, "?"), " ")
		switch kind {
		case "front", "author", "title", "table", "note", "annex":
			f.Optional = true
		}
		if f.Kind == "figure" {
			if err := f.figure(s); err != nil {
				return fmt.Errorf("[[%s: %w", spec, err)
			}
		} else {
			f.Value = strings.TrimSpace(s)
		}
		if f.Value == "" && f.Number == nil {
			return fmt.Errorf("[[%s: no value", spec)
		}
		p.facts = append(p.facts, f)
	}
	return nil
}

// figure reads "1939 participants about mode=in_person of=2000": number, unit ("-noun" for a noun that is
// no unit, "*" where two careful people could name two units), then the qualifier ("exact" if none, "any"
// where they could name two), and parts.
func (f *fact) figure(s string) error {
	words := strings.Fields(s)
	if len(words) < 2 {
		return fmt.Errorf("want number and unit")
	}
	n, err := strconv.ParseFloat(words[0], 64)
	if err != nil {
		return err
	}
	f.Number, f.Parts = &n, map[string]string{"qualifier": "exact"}
	if unit := words[1]; unit != "*" {
		if strings.HasPrefix(unit, "-") {
			unit = ""
		}
		f.Unit = &unit
	}
	for _, w := range words[2:] {
		if k, v, ok := strings.Cut(w, "="); ok {
			f.Parts[k] = v
		} else if w == "any" {
			delete(f.Parts, "qualifier")
		} else {
			f.Parts["qualifier"] = w
		}
	}
	return nil
}
