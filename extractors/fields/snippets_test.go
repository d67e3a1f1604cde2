package fields

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"plenary/extractors/formats/text"
	"plenary/pipeline"
)

// snippets runs every testdata/snippets file that the pattern matches ("references*.txtar") through the text
// reader and the given stages. A file is one rule, with the languages side by side:
//
//	A list of numbers gives one fact per number.
//	-- header --
//	symbol=C26/30-E body=C year=2026 number=30
//	-- en.txt --
//	See Resolutions 25 and 48 (Rev. Bucharest, 2022).
//	want resolution Resolution 25 | Resolutions 25 and 48 (Rev. Bucharest, 2022)
//	want resolution PP Resolution 48 (Rev. Bucharest, 2022); place=Bucharest; year=2022
//
// The lines before a run of want lines are one document; more documents may follow in the same part. The first
// letters of the part's name are its language ("en.txt", "en-2.txt"). Facts must be exactly those wanted, in
// any order; parts are compared where a want names them ("x=" says that there is no part x), and the quote
// where it stands after " | ". Backslash escapes in the text ("\u00a0", "\t") are as in Go.
//
//	want none                       no fact
//	want figure 1939 participants; number=1939; qualifier=exact
//	want problem no conference      some problem's message holds these words
//	want header symbol C26/30-E     one field of the header, under its name in the record ("meeting.name")
//	want section 1.1 Considerations where one is wanted, all sections are compared
//	want clause noting noting further   its key and its label; where one is wanted, all clauses are compared
func snippets(t *testing.T, pattern string, stages ...pipeline.Stage) {
	t.Helper()
	snippetsRead(t, text.Reader{}, pattern, stages...)
}

// snippetsRead is snippets with another reader, such as linesReader.
func snippetsRead(t *testing.T, reader pipeline.Reader, pattern string, stages ...pipeline.Stage) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "snippets", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippet matches %s (%v)", pattern, err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		header := ""
		for _, part := range ar.Files {
			if part.Name == "header" {
				header = string(part.Data)
				continue
			}
			lang := part.Name[:strings.IndexAny(part.Name+".", ".-")]
			for _, c := range snippetCases(t, part) {
				t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+c.name, func(t *testing.T) {
					p := pipeline.Pipeline{
						Readers: []pipeline.Reader{reader},
						Stages:  append([]pipeline.Stage{givenStage{lang, header}}, stages...),
					}
					_, rec, err := p.Extract(context.Background(), "snippet.txt", []byte(c.text))
					if err != nil {
						t.Fatal(err)
					}
					c.compare(t, rec)
				})
			}
		}
	}
}

// linesReader makes every line a block, as a format with paragraphs does; see document for its marks.
type linesReader struct{}

func (linesReader) Name() string              { return "lines" }
func (linesReader) Match(string, []byte) bool { return true }
func (linesReader) Read(_ context.Context, _ string, data []byte) (*pipeline.Document, error) {
	return document(string(data)), nil
}

// A snippetCase is one document of a snippet with what it should give.
type snippetCase struct {
	name, text string
	want       []string
}

func snippetCases(t *testing.T, part txtar.File) []snippetCase {
	var all []snippetCase
	var c snippetCase
	done := func() {
		if len(c.want) > 0 {
			all = append(all, c)
		} else if strings.TrimSpace(c.text) != "" {
			t.Errorf("%s: no want lines after %q", part.Name, c.text)
		}
		c = snippetCase{}
	}
	for n, line := range strings.Split(string(part.Data), "\n") {
		if w, ok := strings.CutPrefix(line, "want "); ok {
			c.want = append(c.want, strings.TrimSpace(w))
			continue
		}
		if len(c.want) > 0 {
			done()
		}
		if c.text == "" {
			c.name = fmt.Sprintf("%s:%d", part.Name, n+1)
		}
		c.text += unescape(line) + "\n"
	}
	done()
	return all
}

func unescape(line string) string {
	if !strings.Contains(line, `\`) {
		return line
	}
	if s, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`); err == nil {
		return s
	}
	return line
}

func (c snippetCase) compare(t *testing.T, rec *pipeline.Record) {
	t.Helper()
	facts, sections, clauses := rec.Facts, []string{}, []string{}
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s\ntext: %s\ngot:\n%s", fmt.Sprintf(format, args...), c.text, dump(rec))
	}
	for _, w := range c.want {
		kind, rest, _ := strings.Cut(w, " ")
		switch kind {
		case "none":
		case "problem":
			if !anyProblem(rec, rest) {
				fail("no problem says %q", rest)
				return
			}
		case "header":
			field, want, _ := strings.Cut(rest, " ")
			if got := headerField(rec, field); got != want {
				fail("header %s = %q, want %q", field, got, want)
			}
		case "section":
			sections = append(sections, rest)
		case "clause":
			clauses = append(clauses, rest)
		default:
			k, why := find(facts, kind, rest)
			if k < 0 {
				fail("missing %s%s", w, why)
				return
			}
			facts = append(facts[:k:k], facts[k+1:]...)
		}
	}
	if len(facts) > 0 {
		fail("too many: %s %s", facts[0].Kind, facts[0].Value)
	}
	var numbers, labels []string
	for _, s := range rec.Sections {
		numbers = append(numbers, strings.TrimSpace(s.Number+" "+s.Title))
	}
	for _, c := range rec.Clauses {
		labels = append(labels, c.Key+" "+c.Label)
	}
	same := func(what string, got, want []string) {
		if len(want) > 0 && strings.Join(got, "\n") != strings.Join(want, "\n") {
			fail("%s are\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	same("sections", numbers, sections)
	same("clauses", labels, clauses)
}

// find returns the first fact that a want line describes, or -1 and what came nearest.
func find(facts []pipeline.Fact, kind, rest string) (int, string) {
	near := ""
	for k, f := range facts {
		why := mismatch(f, kind, rest)
		if why == "" {
			return k, ""
		}
		if !strings.HasPrefix(why, "got ") {
			near = ": " + why
		}
	}
	return -1, near
}

// mismatch says how a fact differs from a want line's "value; part=x | quote"; "" where it does not.
func mismatch(f pipeline.Fact, kind, rest string) string {
	rest, quote, quoted := strings.Cut(rest, " | ")
	fields := strings.Split(rest, ";")
	if f.Kind != kind || f.Value != strings.TrimSpace(fields[0]) {
		return "got " + f.Kind + " " + f.Value
	}
	for _, field := range fields[1:] {
		key, want, _ := strings.Cut(strings.TrimSpace(field), "=")
		got := f.Parts[key]
		switch {
		case key == "number" && f.Number != nil:
			got = strconv.FormatFloat(*f.Number, 'f', -1, 64)
		case key == "unit" && f.Unit != nil:
			got = *f.Unit
		}
		if got != want {
			return fmt.Sprintf("%s is %q", key, got)
		}
	}
	if quoted && f.Quote != unescape(strings.TrimSpace(quote)) {
		return fmt.Sprintf("quote is %q", f.Quote)
	}
	return ""
}

func anyProblem(rec *pipeline.Record, words string) bool {
	for _, p := range rec.Problems {
		if strings.Contains(p.Message, words) {
			return true
		}
	}
	return false
}

func dump(rec *pipeline.Record) string {
	var b strings.Builder
	for _, f := range rec.Facts {
		fmt.Fprintf(&b, "  %s %s", f.Kind, f.Value)
		var keys []string
		for k := range f.Parts {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			fmt.Fprintf(&b, "; %s=%s", k, f.Parts[k])
		}
		fmt.Fprintf(&b, " | %s\n", f.Quote)
	}
	for _, p := range rec.Problems {
		fmt.Fprintf(&b, "  problem %s [%d:%d]\n", p.Message, p.Start, p.End)
	}
	return b.String()
}

func headerField(rec *pipeline.Record, name string) string {
	h := rec.Header
	if key, ok := strings.CutPrefix(name, "box."); ok {
		for _, e := range h.Box {
			if e.Key == key {
				return e.Text
			}
		}
		return ""
	}
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return map[string]string{
		"language": rec.Language, "symbol": h.Symbol, "body": h.Body, "year": number(h.Year), "series": h.Series,
		"number": number(h.Number), "revision": number(h.Revision), "addendum": number(h.Addendum),
		"corrigendum": number(h.Corrigendum), "title": h.Title, "type": h.Type, "source": h.Source, "date": h.Date,
		"agenda_item": h.AgendaItem, "original_language": h.OriginalLanguage, "meeting.name": h.Meeting.Name,
		"meeting.place": h.Meeting.Place, "meeting.start": h.Meeting.Start, "meeting.end": h.Meeting.End,
	}[name]
}

// givenStage stands for the stages before those under test: it sets the language and the header's fields.
type givenStage struct{ lang, header string }

func (givenStage) Name() string { return "given" }

func (g givenStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	rec.Language = g.lang
	h := &rec.Header
	for _, field := range strings.Fields(g.header) {
		key, v, _ := strings.Cut(field, "=")
		n, _ := strconv.Atoi(v)
		switch key {
		case "symbol":
			h.Symbol = v
		case "body":
			h.Body = v
		case "year":
			h.Year = n
		case "series":
			h.Series = v
		case "number":
			h.Number = n
		case "title":
			h.Title = v
		case "meeting":
			h.Meeting.Name = strings.ReplaceAll(v, "_", " ")
		case "date":
			h.Date = v
		default:
			return fmt.Errorf("header field %q", key)
		}
	}
	return nil
}
