package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"plenary/index"
	"plenary/pipeline"
)

// A showPage is a document, or one of its paragraphs in every language held.
type showPage struct {
	form
	Symbol   string
	Place    string
	Error    string
	Passages []passage
	Document *document
	Outline  string // address of the whole document
}

// Title is the title of the page.
func (p showPage) Title() string { return strings.TrimSpace(p.Symbol+" "+p.Place) + " – Plenary" }

type passage struct {
	index.Passage
	Lines []string
}

// A document is one version of a document, as its own page shows it.
type document struct {
	index.Passage
	Header   []field
	Versions []link
	Sections []section
	Facts    []field  // by kind, each value once
	Lines    []string // the text of a document without sections
}

type field struct{ Name, Value string }

type section struct {
	Number, Title, Address string
	Level                  int
}

func showAddress(symbol string, at index.Place) string {
	v := url.Values{"symbol": {symbol}}
	if at.Section != "" {
		v.Set("section", at.Section)
	}
	if at.Annex != "" {
		v.Set("annex", at.Annex)
	}
	return "/show?" + v.Encode()
}

func (s *Server) show(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	at := index.Place{Annex: v.Get("annex"), Section: v.Get("section")}
	p := showPage{Symbol: v.Get("symbol"), Place: strings.TrimSpace(at.Annex + " " + at.Section)}
	p.Outline = showAddress(p.Symbol, index.Place{})
	var languages []string
	if lang := v.Get("lang"); lang != "" {
		languages = []string{lang}
	}
	var list []index.Passage
	var versions []index.File
	err := s.with(r, func(_ context.Context, ix *index.Reader) (err error) {
		if list, err = ix.Passages(p.Symbol, at, languages...); err == nil && list[0].Symbol != "" {
			versions, err = ix.Symbol(index.WithoutLanguage(list[0].Symbol))
		}
		return err
	})
	switch {
	case err != nil:
		p.Error = s.reason(err)
	case at.Section == "":
		p.Document = documentOf(list, versions, preferred(r))
	default:
		for _, one := range list {
			p.Passages = append(p.Passages, passage{one, lines(one.Text)})
		}
	}
	s.page(w, status(err), "show.html", p)
}

// documentOf chooses a version to show, in the language asked for if there is one, and names the others.
func documentOf(list []index.Passage, versions []index.File, prefer string) *document {
	shown := list[0]
	for _, p := range list {
		if p.Language == prefer {
			shown = p
			break
		}
	}
	d := &document{Passage: shown}
	name := shown.Symbol
	if name == "" {
		name = shown.Path
	}
	for _, f := range versions {
		l := link{f.Symbol + " [" + f.Language + "]", showAddress(f.Symbol, index.Place{})}
		if !slices.Contains(d.Versions, l) {
			d.Versions = append(d.Versions, l)
		}
	}
	rec, h := shown.Record, shown.Record.Header
	for _, f := range []field{
		{"symbol", h.Symbol}, {"type", strings.ReplaceAll(h.Type, "_", " ")}, {"source", h.Source}, {"date", h.Date}, {"meeting", meeting(h.Meeting)},
		{"agenda item", h.AgendaItem}, {"file", shown.Path}, {"also as", strings.Join(shown.Also, ", ")},
	} {
		if f.Value != "" {
			d.Header = append(d.Header, f)
		}
	}
	for _, sec := range rec.Sections {
		d.Sections = append(d.Sections, section{sec.Number, titleOf(rec, sec), showAddress(name, index.Place{Annex: sec.Annex, Section: sec.Number}), sec.Level})
	}
	d.Facts = factsByKind(rec)
	if len(rec.Sections) == 0 {
		d.Lines = lines(rec.Text)
		if n := len(d.Lines); n > mostLines {
			d.Lines = append(d.Lines[:mostLines], fmt.Sprintf("… and %d lines more", n-mostLines))
		}
	}
	return d
}

const mostLines = 400 // that a page shows of a document without sections

func meeting(m pipeline.Meeting) string {
	when := m.Start
	if m.End != "" {
		when += " to " + m.End
	}
	var parts []string
	for _, s := range []string{m.Name, m.Place, when} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// factsByKind lists the values of a record's facts, each once, in the order in which they first come. Actions are
// sentences, and left out.
func factsByKind(rec *pipeline.Record) []field {
	var out []field
	at, seen := map[string]int{}, map[string]bool{}
	for _, f := range rec.Facts {
		key := f.Kind + "\x00" + f.Value
		if seen[key] || f.Kind == "action" {
			continue
		}
		seen[key] = true
		i, ok := at[f.Kind]
		if !ok {
			i = len(out)
			at[f.Kind] = i
			out = append(out, field{Name: f.Kind})
		} else {
			out[i].Value += "; "
		}
		out[i].Value += strings.ReplaceAll(f.Value, "_", " ")
	}
	return out
}

// titleOf returns a section's title, or the beginning of its text.
func titleOf(rec *pipeline.Record, s pipeline.Section) string {
	const most = 120 // characters
	if s.Title != "" {
		return s.Title
	}
	text := strings.Join(strings.Fields(strings.TrimPrefix(rec.Text[s.Start:s.End], s.Number)), " ")
	text = strings.TrimRight(text, "_ ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
