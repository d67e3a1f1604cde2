package web

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"plenary/index"
)

const (
	perPage  = 10
	longest  = 2_000 // bytes of a query
	lastPage = 200
)

// A form is what the search form holds; every page has one.
type form struct {
	Query                    string
	Language, Kind, From, To string
	Sort                     string
	Group, Across            bool
	Page                     int  // from 1
	Start                    bool // this is the page to begin with
}

// formOf reads a form from an address.
func formOf(r *http.Request) (form, error) {
	v := r.URL.Query()
	f := form{
		Query: strings.TrimSpace(v.Get("q")), Language: v.Get("lang"), Kind: v.Get("kind"), From: v.Get("from"), To: v.Get("to"),
		Sort: v.Get("sort"), Group: v.Get("group") != "", Across: v.Get("across") != "", Page: 1,
	}
	if len(f.Query) > longest {
		f.Query = ""
		return f, fmt.Errorf("%w: a query has at most %d bytes", errForm, longest)
	}
	if p := v.Get("page"); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > lastPage {
			return f, fmt.Errorf("%w: page is a number from 1 to %d", errForm, lastPage)
		}
		f.Page = n
	}
	return f, nil
}

// Address is the address of the form's search.
func (f form) Address() string {
	v := url.Values{"q": {f.Query}}
	for name, value := range map[string]string{"lang": f.Language, "kind": f.Kind, "from": f.From, "to": f.To} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if f.Sort != "" && f.Sort != "rank" {
		v.Set("sort", f.Sort)
	}
	for name, on := range map[string]bool{"group": f.Group, "across": f.Across} {
		if on {
			v.Set(name, "1")
		}
	}
	if f.Page > 1 {
		v.Set("page", strconv.Itoa(f.Page))
	}
	return "/?" + v.Encode()
}

// asking returns the form with another query, on its first page.
func (f form) asking(query string) form {
	f.Query, f.Page = query, 1
	return f
}

func (f form) on(page int) form {
	f.Page = page
	return f
}

func (f form) request(r *http.Request) index.Request {
	return index.Request{
		Query: f.Query, Limit: perPage, Offset: (f.Page - 1) * perPage, Language: f.Language, Kind: f.Kind, From: f.From, To: f.To,
		Sort: f.Sort, Group: f.Group, Across: f.Across, Facets: true, Prefer: preferred(r),
	}
}

// preferred is the first language of ours that the browser asks for, "" for none.
func preferred(r *http.Request) string {
	for _, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		if part = strings.TrimSpace(part); len(part) >= 2 && slices.Contains(index.Languages, strings.ToLower(part[:2])) {
			return strings.ToLower(part[:2])
		}
	}
	return ""
}

// A searchPage is what the page of a search shows.
type searchPage struct {
	form
	Error      string
	Response   *index.Response
	Groups     []group
	Facets     []facet
	Meant      []link
	Prev, Next string // addresses, "" for none
}

// Title is the title of the page.
func (p searchPage) Title() string {
	if p.Query == "" {
		return "Plenary"
	}
	return p.Query + " – Plenary"
}

// Examples are searches to begin with.
func (p searchPage) Examples() []link {
	var out []link
	for _, q := range []string{"regional presence", "résolution 71", "ВКРЭ-25", "世界电信发展大会", "القرار 71", "participants:>1000", `cites:"PP Resolution 71"`} {
		out = append(out, link{q, form{}.asking(q).Address()})
	}
	return out
}

// A group is hits under the name of their document; without a name where hits are not gathered.
type group struct {
	Name, Date, Title string
	Hits              []hit
	More              int
}

type hit struct {
	index.Hit
	Name     string
	Show     string // address of the paragraph in every language
	Snippet  template.HTML
	Versions []link // in the other languages
	Kinds    string // other renditions of the same
}

type facet struct {
	Name  string
	Terms []term
}

type term struct {
	index.Facet
	link
	On bool // the query has it already; the link takes it out
}

type link struct{ Text, Address string }

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	var p searchPage
	var err error
	if p.form, err = formOf(r); err == nil && p.Query != "" {
		err = s.with(r, func(ctx context.Context, ix *index.Reader) (err error) {
			p.Response, err = ix.Search(ctx, p.request(r))
			return err
		})
	}
	p.Start = r.URL.RawQuery == ""
	if err != nil {
		p.Error = s.reason(err)
	} else if p.Response != nil {
		p.fill()
	}
	s.page(w, status(err), "search.html", p)
}

func (s *Server) searchJSON(w http.ResponseWriter, r *http.Request) {
	f, err := formOf(r)
	var resp *index.Response
	if err == nil {
		err = s.with(r, func(ctx context.Context, ix *index.Reader) (err error) {
			resp, err = ix.Search(ctx, f.request(r))
			return err
		})
	}
	if err != nil {
		writeJSON(w, status(err), struct {
			Error string `json:"error"`
		}{s.reason(err)})
		return
	}
	writeJSON(w, http.StatusOK, resp)
}

// fill makes of an answer what the page shows.
func (p *searchPage) fill() {
	hits := make([]hit, len(p.Response.Hits))
	for i, h := range p.Response.Hits {
		hits[i] = hitOf(h)
	}
	at := 0
	for _, d := range p.Response.Documents {
		n := at + len(d.Ranks)
		g := group{Name: d.Symbol, Date: d.Date, Title: d.Title, More: d.More, Hits: hits[at:n]}
		if g.Name == "" {
			g.Name = hits[at].Name
		}
		p.Groups = append(p.Groups, g)
		at = n
	}
	if len(p.Groups) == 0 {
		p.Groups = []group{{Hits: hits}}
	}
	for _, q := range p.Response.DidYouMean {
		p.Meant = append(p.Meant, link{q, p.asking(q).Address()})
	}
	for _, name := range index.FacetNames() {
		f := facet{Name: name}
		for _, t := range p.Response.Facets[name] {
			f.Terms = append(f.Terms, p.term(name, t))
		}
		if len(f.Terms) > 0 {
			p.Facets = append(p.Facets, f)
		}
	}
	if p.Page > 1 {
		p.Prev = p.on(p.Page - 1).Address()
	}
	if full := len(p.Response.Documents) == perPage || !p.Group && len(hits) == perPage; full && p.Page < lastPage {
		p.Next = p.on(p.Page + 1).Address()
	}
}

func hitOf(h index.Hit) hit {
	out := hit{Hit: h, Name: h.Symbol, Snippet: template.HTML(h.Snippet)} // the index escapes all of it but its marks
	if out.Name == "" {
		out.Name = path.Base(h.Path)
	}
	out.Show = showAddress(out.document(), index.Place{Annex: h.Annex, Section: h.Section})
	var kinds []string
	seen := map[string]bool{h.Language: true}
	for _, a := range h.Also {
		if a.Language == h.Language {
			kinds = append(kinds, strings.TrimPrefix(path.Ext(a.Path), "."))
		} else if !seen[a.Language] {
			seen[a.Language] = true
			out.Versions = append(out.Versions, link{a.Language, showAddress(a.Symbol, index.Place{})})
		}
	}
	slices.Sort(kinds)
	slices.SortFunc(out.Versions, func(a, b link) int { return strings.Compare(a.Text, b.Text) })
	out.Kinds = strings.Join(slices.Compact(kinds), ", ")
	return out
}

// document names the document of a hit apart from its language.
func (h hit) document() string {
	if h.Symbol == "" {
		return h.Path
	}
	return index.WithoutLanguage(h.Symbol)
}

// facetFields are the fields of a query that the terms of facets stand in.
var facetFields = map[string]string{
	"language": "lang", "body": "body", "year": "year", "type": "type", "kind": "kind", "unit": "unit", "document": "symbol",
}

// term links a term of a facet to the search that it narrows, or widens again.
func (p *searchPage) term(facetName string, f index.Facet) term {
	t := term{Facet: f}
	t.Text = f.Term
	if f.Term == "xx" { // no language of ours
		t.Text = "other"
		return t
	}
	part := facetFields[facetName] + ":" + f.Term
	if strings.ContainsAny(f.Term, " ()") {
		part = facetFields[facetName] + `:"` + f.Term + `"`
	}
	if before, after, ok := strings.Cut(" "+p.Query+" ", " "+part+" "); ok {
		t.On = true
		if rest := strings.TrimSpace(before + " " + after); rest != "" {
			t.Address = p.asking(rest).Address()
		}
		return t
	}
	query := p.Query
	if strings.Contains(query, " OR ") && !strings.HasPrefix(query, "(") {
		query = "(" + query + ")"
	}
	t.Address = p.asking(query + " " + part).Address()
	return t
}
