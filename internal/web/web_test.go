package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"plenary/index"
	"plenary/pipeline"
)

// report makes a record of numbered paragraphs.
func report(symbol, lang, title string, paragraphs ...string) *pipeline.Record {
	rec := &pipeline.Record{Schema: pipeline.RecordSchema, Language: lang, Text: title + "\n"}
	rec.Header = pipeline.Header{Symbol: symbol, Body: "C", Year: 2026, Title: title, Type: "report", Date: "2026-03-24"}
	for i, p := range paragraphs {
		s := pipeline.Section{Number: fmt.Sprint(i + 1), Level: 1}
		s.Start = len(rec.Text)
		rec.Text += s.Number + "\t" + p + "\n"
		s.End = len(rec.Text)
		rec.Sections = append(rec.Sections, s)
	}
	return rec
}

func put(t *testing.T, dir string, recs ...*pipeline.Record) {
	t.Helper()
	w, err := index.OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, rec := range recs {
		name := fmt.Sprintf("%d-%s.txt", i, strings.ReplaceAll(rec.Header.Symbol, "/", "-"))
		if _, err := w.Put(context.Background(), index.File{Path: name, Abs: "/" + name, Outcome: pipeline.OutcomeOK}, rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

const hostile = `<script>alert(1)</script> & "quoted" <b>islands</b>`

// serve returns the address of a server over a small index, on loopback.
func serve(t *testing.T) (address, dir string) {
	t.Helper()
	dir = t.TempDir()
	put(t, dir,
		report("C26/30-E", "en", "Small islands <i>", "Fellowships for islands were given to women engineers.", "The plan for islands.", hostile),
		report("C26/30-F", "fr", "Petites îles", "Des bourses pour les îles ont été accordées.", "Le plan pour les îles."),
		report("C26/30-C", "zh", "小岛", "向岛屿提供了奖学金。", "岛屿计划。"),
		report("C26/30-A", "ar", "الجزر الصغيرة", "مُنحت منح دراسية للجزر الصغيرة.", "خطة الجزر."),
		report("", "en", "No symbol", "A letter about islands."),
	)
	s, err := New(Options{Open: func() (*index.Reader, error) { return index.OpenReader(dir) }, Help: "words <and> more", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(func() {
		server.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return server.URL, dir
}

func get(t *testing.T, address string, header ...string) (int, string) {
	t.Helper()
	req, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func ask(address string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return address + "/?" + v.Encode()
}

func TestSearchPage(t *testing.T) {
	base, _ := serve(t)
	for _, c := range []struct {
		address string
		code    int
		says    []string
	}{
		{base + "/", 200, []string{"autofocus", "PP&#43;Resolution"}},
		{ask(base, "q", "fellowships"), 200, []string{"<mark>Fellowships</mark>", `<p class="snippet" lang="en" dir="ltr">`, "section=1", `value="fellowships"`, `q=fellowships&#43;lang%3Aen`}},
		{ask(base, "q", "奖学金"), 200, []string{"<mark>奖学金</mark>", `lang="zh" dir="ltr"`}},
		{ask(base, "q", "خطة"), 200, []string{"<mark>خطة</mark>", `lang="ar" dir="rtl"`}},
		{ask(base, "q", "islands", "group", "1"), 200, []string{"<h2>C26/30 ", "Small islands &lt;i&gt;", " checked"}},
		{ask(base, "q", "islands OR îles", "lang", "fr"), 200, []string{`<option value="fr" selected>`, "%28islands&#43;OR"}},
		{ask(base, "q", "islands lang:en"), 200, []string{`class="on"`}},
		{ask(base, "q", "zebras"), 200, []string{"Nothing found", "Understood"}},
		{ask(base, "q", "fellowship"+"z"), 200, []string{"Did you mean"}},
		{ask(base, "q", `"islands`), 400, []string{"a quotation mark that is not closed, at character 1", `value="&#34;islands"`}},
		{ask(base, "q", "islands", "sort", "x"), 400, []string{"no sort"}},
		{ask(base, "q", "islands", "page", "-1"), 400, []string{"page is a number"}},
		{ask(base, "q", strings.Repeat("x", 5000)), 400, []string{"at most 2000 bytes"}},
		{base + "/show?symbol=C26/30&section=1", 200, []string{`lang="ar" dir="rtl"`, "Des bourses", "奖学金"}},
		{base + "/show?symbol=C26/30-F", 200, []string{"Petites îles", "Outline", "C26/30-E [en]"}},
		{base + "/show?symbol=C26/99", 404, []string{"no document C26/99"}},
		{base + "/show?symbol=C26/30&section=9", 404, []string{"C26/30 has no section 9"}},
		{base + "/show?symbol=", 404, []string{"no document"}},
		{base + "/show?symbol=4-.txt", 200, []string{"No symbol"}},
		{base + "/help", 200, []string{"words &lt;and&gt; more"}},
		{base + "/style.css", 200, []string{"mark {"}},
		{base + "/nothing", 404, nil},
		{base + "/search.json?q=islands", 200, []string{`"schema":"plenary.search/1"`, `"facets"`}},
		{base + "/search.json?q=islands+OR", 400, []string{`{"error":"query: nothing after OR`}},
	} {
		code, body := get(t, c.address)
		if code != c.code {
			t.Errorf("%s: %d, want %d", c.address, code, c.code)
		}
		for _, s := range c.says {
			if !strings.Contains(body, s) {
				t.Errorf("%s does not say %q:\n%s", c.address, s, body)
			}
		}
	}
}

// What reports and people write is text on the page, wherever it stands; the only elements in it are marks.
func TestEscaped(t *testing.T) {
	base, _ := serve(t)
	for _, address := range []string{
		ask(base, "q", "quoted"), ask(base, "q", hostile), ask(base, "q", `"><script>alert(1)</script>`), ask(base, "q", "islands", "kind", `"><script>`),
		base + "/show?symbol=C26/30&section=3", base + "/show?symbol=C26/30-E", base + "/show?" + url.Values{"symbol": {hostile}, "section": {hostile}}.Encode(),
	} {
		_, body := get(t, address)
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.Data {
			case "script", "b", "i", "iframe", "img":
				t.Errorf("%s: <%s> on the page", address, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
					t.Errorf("%s: %s=%q", address, a.Key, a.Val)
				}
			}
		}
	}
}

// Every link on a page of hits leads to a page.
func TestLinks(t *testing.T) {
	base, _ := serve(t)
	for _, start := range []string{ask(base, "q", "islands OR 岛屿 OR الجزر"), ask(base, "q", "islands lang:en", "group", "1"), base + "/show?symbol=C26/30", base + "/"} {
		_, body := get(t, start)
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		links := 0
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				if a.Key != "href" {
					continue
				}
				links++
				if code, body := get(t, base+a.Val); code != 200 || strings.Contains(body, "Nothing found") && start != base+"/" {
					t.Errorf("%s: %s: %d", start, a.Val, code)
				}
			}
		}
		if links < 5 {
			t.Errorf("%s: %d links", start, links)
		}
	}
}

// A page from elsewhere that makes its own name point here learns nothing.
func TestForeignHost(t *testing.T) {
	base, _ := serve(t)
	req, _ := http.NewRequest("GET", base+"/?q=islands", nil)
	req.Host = "plenary.example"
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("another host: %d", resp.StatusCode)
	}
	for host, want := range map[string]bool{"localhost:80": true, "127.0.0.1": true, "[::1]:8080": true, "::1": true, "localhost.example": false, "127.0.0.1.example:80": false, "": false} {
		if local(host) != want {
			t.Errorf("local(%q) is %v", host, !want)
		}
	}
}

// What is written while the server runs is found, and an index that breaks leaves the one that is open.
func TestFresh(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, report("C26/1-E", "en", "First", "About islands."))
	s, err := New(Options{Open: func() (*index.Reader, error) { return index.OpenReader(dir) }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	total := func() string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/search.json?q=islands", nil)
		r.Host = "localhost"
		s.ServeHTTP(w, r)
		_, rest, _ := strings.Cut(w.Body.String(), `"total":`)
		n, _, _ := strings.Cut(rest, ",")
		return n
	}
	if got := total(); got != "1" {
		t.Fatalf("%s hits", got)
	}
	put(t, dir, report("C26/2-E", "en", "Second", "More about islands."))
	s.shelf.looked = time.Time{}
	if got := total(); got != "2" {
		t.Errorf("%s hits after another report", got)
	}
	open := s.shelf.open
	s.shelf.open = func() (*index.Reader, error) { return nil, index.ErrBroken }
	put(t, dir, report("C26/3-E", "en", "Third", "Still about islands."))
	s.shelf.looked = time.Time{}
	if got := total(); got != "2" {
		t.Errorf("%s hits of an index that cannot be opened anew", got)
	}
	s.shelf.open = open
	s.shelf.looked = time.Time{}
	if got := total(); got != "3" {
		t.Errorf("%s hits when it can again", got)
	}
}

func TestPreferred(t *testing.T) {
	for header, want := range map[string]string{"de-CH,fr;q=0.8,en": "fr", "": "", "zh-CN": "zh", "*": "", "x": ""} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", header)
		if got := preferred(r); got != want {
			t.Errorf("%q: %q", header, got)
		}
	}
}
