package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plenary/pipeline"
)

// record makes a record of lines: "1 Heading" begins section 1, and so on; facts are found by their quotes.
func record(symbol, lang, title string, lines []string, facts ...pipeline.Fact) *pipeline.Record {
	rec := &pipeline.Record{Schema: pipeline.RecordSchema, ID: "id-" + symbol, Language: lang, Format: "text",
		Header: pipeline.Header{Symbol: symbol, Title: title, Body: "C", Year: 2026, Type: "report"}}
	rec.Text = title + "\n" + strings.Join(lines, "\n")
	at := len(title) + 1
	for _, l := range lines {
		number, rest, _ := strings.Cut(l, " ")
		s := pipeline.Section{Number: number, Level: 1 + strings.Count(number, "."), Span: pipeline.Span{Start: at, End: at + len(l)}}
		if s.Level == 1 {
			s.Title = rest
		}
		for i := range rec.Sections { // parents take their children in
			if p := &rec.Sections[i]; strings.HasPrefix(number, p.Number+".") {
				p.End = s.End
			}
		}
		rec.Sections = append(rec.Sections, s)
		at += len(l) + 1
	}
	for _, f := range facts {
		i := strings.Index(rec.Text, f.Quote)
		if i < 0 {
			panic("no " + f.Quote)
		}
		f.Span = pipeline.Span{Start: i, End: i + len(f.Quote)}
		rec.Facts = append(rec.Facts, f)
	}
	return rec
}

func figure(n float64, unit, quote string) pipeline.Fact {
	return pipeline.Fact{Kind: "figure", Value: fmt.Sprint(n, " ", unit), Number: &n, Unit: &unit, Parts: map[string]string{"qualifier": "exact"}, Origin: pipeline.Origin{Quote: quote}}
}

func fact(kind, value, quote string, parts map[string]string) pipeline.Fact {
	return pipeline.Fact{Kind: kind, Value: value, Parts: parts, Origin: pipeline.Origin{Quote: quote}}
}

// library is one report in six languages and one of another subject.
func library() []*pipeline.Record {
	res := func(quote string) pipeline.Fact {
		return fact("resolution", "PP Resolution 71 (Rev. Bucharest, 2022)", quote, map[string]string{"body": "PP", "number": "71"})
	}
	wtdc := func(quote string) pipeline.Fact { return fact("event", "WTDC-25", quote, nil) }
	return []*pipeline.Record{
		record("C26/30-E", "en", "Report on fellowships", []string{
			"1 Background", "1.1 The conference WTDC-25 gathered 1 939 participants from small islands.",
			"1.2 Resolution 71 (Rev. Bucharest, 2022) asks for the strategic plan.", "2 Women", "2.1 Fellowships went to women engineers on 17 November 2025."},
			wtdc("WTDC-25"), figure(1939, "participants", "1 939 participants"), res("Resolution 71 (Rev. Bucharest, 2022)"), fact("date", "2025-11-17", "17 November 2025", nil)),
		record("C26/30-F", "fr", "Rapport sur les bourses", []string{
			"1 Généralités", "1.1 La CMDT-25 a réuni 1 939 participants des petites îles.",
			"1.2 La Résolution 71 (Rév. Bucarest, 2022) demande le plan stratégique.", "2 Femmes", "2.1 Des bourses ont été accordées à des ingénieures le 17 novembre 2025."},
			wtdc("CMDT-25"), figure(1939, "participants", "1 939 participants"), res("Résolution 71 (Rév. Bucarest, 2022)")),
		record("C26/30-S", "es", "Informe sobre las becas", []string{
			"1 Antecedentes", "1.1 La CMDT-25 reunió a 1 939 participantes de islas pequeñas.",
			"1.2 La Resolución 71 (Rev. Bucarest, 2022) pide el plan estratégico."}, wtdc("CMDT-25"), res("Resolución 71 (Rev. Bucarest, 2022)")),
		record("C26/30-R", "ru", "Отчет о стипендиях", []string{
			"1 Общие сведения", "1.1 ВКРЭ-25 собрала 1 939 участников из малых островов.",
			"1.2 В Резолюции 71 (Пересм. Бухарест, 2022 г.) говорится о стратегическом плане."}, wtdc("ВКРЭ-25"), res("Резолюции 71 (Пересм. Бухарест, 2022 г.)")),
		record("C26/30-C", "zh", "与会补贴报告", []string{
			"1 概述", "1.1 世界电信发展大会吸引了1 939名与会者。", "1.2 第71号决议（2022年，布加勒斯特，修订版）要求制定战略规划。"}, wtdc("世界电信发展大会"), res("第71号决议（2022年，布加勒斯特，修订版）")),
		record("C26/30-A", "ar", "تقرير عن المنح", []string{
			"1 معلومات أساسية", "1.1 جمع المؤتمر 1939 مشاركاً من الجزر الصغيرة.", "1.2 يطلب القرار 71 (المراجَع في بوخارست، 2022) وضع الخطة الاستراتيجية."}, res("القرار 71 (المراجَع في بوخارست، 2022)")),
		record("C25/12-E", "en", "Report on satellites", []string{
			"1 Orbits", "1.1 Some 240 participants spoke of satellite orbits and of the plan for islands."}, figure(240, "participants", "240 participants")),
	}
}

func put(t *testing.T, dir string, recs ...*pipeline.Record) {
	t.Helper()
	w, err := OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range recs {
		path := strings.ReplaceAll(rec.Header.Symbol, "/", "-") + ".txt"
		if _, err := w.Put(context.Background(), File{Path: path, Abs: "/" + path, SHA256: rec.ID, Outcome: pipeline.OutcomeOK}, rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *Reader {
	t.Helper()
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// ask returns the hits as "symbol section", versions of one paragraph each for itself.
func ask(t *testing.T, r *Reader, q string) string {
	t.Helper()
	resp, err := r.Search(context.Background(), Request{Query: q, Limit: 50})
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	var out []string
	for _, h := range resp.Hits {
		out = append(out, h.Symbol+" "+h.Section)
	}
	return strings.Join(out, ", ")
}

func TestSearch(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	r := open(t, dir)
	for _, c := range []struct{ query, want string }{
		{"fellowships women", "C26/30-E 2.1"}, // not the heading alone
		{"BOURSES ingénieures", "C26/30-F 2.1"},
		{"bourses ingenieures", "C26/30-F 2.1"}, // accents are optional
		{`"strategic plan"`, "C26/30-E 1.2"},
		{`"plan strategic"`, ""},
		{"satellite -orbits spoke", ""},
		{"islands -satellite", "C26/30-E 1.1"},
		{"(engineers OR orbits) NOT islands", "C26/30-E 2.1"},
		{"engin*", "C26/30-E 2.1"},
		{"satelite~1 spoke", "C25/12-E 1.1"},
		{"participants:>1900", "C26/30-E 1.1"},
		{"participants:200..300", "C25/12-E 1.1"},
		{"participants:<200", ""},
		{"participants:1,939", "C26/30-E 1.1"},
		{"1939 lang:en", "C26/30-E 1.1"},
		{"date:2025-11", "C26/30-E 2.1"},
		{"date:2025-11..2026 engineers", "C26/30-E 2.1"},
		{"date:..2024", ""},
		{`cites:"PP Resolution 71" lang:ru`, "C26/30-R 1.2"},
		{"cites:\"resolution 71\" lang:zh", "C26/30-C 1.2"},
		{"event:wtdc-25 lang:es", "C26/30-S 1.1"},
		{"symbol:c26/30 section:1.2 lang:ar", "C26/30-A 1.2"},
		{"title:satellites spoke", "C25/12-E 1.1"},
		{"kind:date", "C26/30-E 2.1"},
		// operators in the other languages
		{"участников -стипендиях", ""},
		{"малых островов", "C26/30-R 1.1"},
		{"остров*", "C26/30-R 1.1"},
		{"战略规划", "C26/30-C 1.2"},
		{"电信 -战略", "C26/30-C 1.1"},
		{"与会者 -电信", ""},
		{`"战略规划"`, "C26/30-C 1.2"},
		{"المراجع", "C26/30-A 1.2"}, // without the vowel sign
		{"الجزر -القرار", "C26/30-A 1.1"},
		{"islas pequenas", "C26/30-S 1.1"},
		{"islas -pequeñas", ""},
		{"the of", ""}, // nothing but stop words
	} {
		if got := ask(t, r, c.query); got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
	}
}

func TestHit(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	r := open(t, dir)
	resp, err := r.Search(context.Background(), Request{Query: "women engineers", Facets: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(resp.Hits) != 1 {
		t.Fatalf("hits: %+v", resp.Hits)
	}
	h := resp.Hits[0]
	if h.Heading != "Women" || h.Title != "Report on fellowships" || h.Path != "C26-30-E.txt" || len(h.Also) != 5 {
		t.Errorf("hit: %+v", h)
	}
	if want := "<mark>women</mark> <mark>engineers</mark>"; !strings.Contains(h.Snippet, want) {
		t.Errorf("snippet %q lacks %q", h.Snippet, want)
	}
	if f := resp.Facets["language"]; len(f) != 1 || f[0] != (Facet{"en", 1}) {
		t.Errorf("facets: %+v", resp.Facets)
	}
}

func TestRemoveAndReplace(t *testing.T) {
	dir := t.TempDir()
	recs := library()
	put(t, dir, recs[0], recs[6])
	w, err := OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	if err := w.Files(func(f File) error { files = append(files, f); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 {
		t.Fatalf("files: %+v", files)
	}
	if err := w.Remove(files[1]); err != nil {
		t.Fatal(err)
	}
	shorter := record("C26/30-E", "en", "Report on fellowships", []string{"1 Background", "1.1 Nothing more."})
	files[0].SHA256 = shorter.ID
	if _, err := w.Put(context.Background(), files[0], shorter); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := open(t, dir)
	if got := ask(t, r, "satellite OR engineers OR nothing"); got != "C26/30-E 1.1" {
		t.Errorf("after: %s", got)
	}
	faults, err := r.Check()
	if err != nil || len(faults) > 0 {
		t.Errorf("check: %v %v", faults, err)
	}
}

func TestRebuild(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	if err := os.WriteFile(filepath.Join(dir, schemaFile), []byte(`{"program":"plenary","schema":0}`), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := OpenReader(dir)
	if !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), "plenary index rebuild") {
		t.Fatalf("another version: %v", err)
	}
	if n, err := Rebuild(context.Background(), dir); n != 7 || err != nil {
		t.Fatalf("rebuild: %d, %v", n, err)
	}
	if got := ask(t, open(t, dir), "women engineers"); got != "C26/30-E 2.1" {
		t.Errorf("after rebuild: %s", got)
	}
}

func TestWhatIsNoIndex(t *testing.T) {
	if _, err := OpenReader(filepath.Join(t.TempDir(), "none")); !errors.Is(err, ErrMissing) {
		t.Errorf("missing: %v", err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "letter.txt"), []byte("Dear"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWriter(other); !errors.Is(err, ErrBroken) {
		t.Errorf("a folder of letters: %v", err)
	}
	if _, err := os.Stat(filepath.Join(other, "letter.txt")); err != nil {
		t.Error("the letter is gone")
	}
	cut := t.TempDir()
	put(t, cut, library()...)
	root := filepath.Join(cut, bleveDir, "store", "root.bolt")
	if err := os.Truncate(root, 100); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenReader(cut); !errors.Is(err, ErrBroken) {
		t.Errorf("truncated: %v", err)
	}
}

func TestReadersAndWriters(t *testing.T) {
	dir := t.TempDir()
	recs := library()
	put(t, dir, recs[0])
	w, err := OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWriter(dir); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("second writer: %v", err)
	}
	if _, err := w.Put(context.Background(), File{Path: "x"}, recs[6]); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, open(t, dir), "spoke"); got != "C25/12-E 1.1" { // while the writer lives
		t.Errorf("search beside a writer: %s", got)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestHarmless(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("x", 100_000)
	put(t, dir, record("C26/1-E", "en", "Odd", []string{"1 " + long + " nul\x00byte \xff end", "2 " + strings.Repeat("word ", 20_000)}))
	r := open(t, dir)
	if got := ask(t, r, "end"); got != "C26/1-E 1" {
		t.Errorf("end: %s", got)
	}
	if got := ask(t, r, long[:maxQuery]); got != "" {
		t.Errorf("long: %s", got)
	}
}

func TestQueryErrors(t *testing.T) {
	r := open(t, func() string { d := t.TempDir(); put(t, d, library()...); return d }())
	for q, want := range map[string]string{
		`"open`:                 "quotation mark that is not closed, at character 1",
		"(a b":                  "bracket that is not closed, at character 1",
		"a OR":                  "nothing after OR",
		"participants:many":     `"many" is no number`,
		"participants:9..5":     "ends before it begins",
		"date:yesterday":        `"yesterday" is no date`,
		"symbol:":               "nothing after symbol:",
		"word~7":                "after ~ comes 1 or 2, at character 5",
		"a)":                    "closing bracket",
		strings.Repeat("(", 80): "nested too deep",
	} {
		_, err := r.Search(context.Background(), Request{Query: q})
		var qe *QueryError
		if !errors.As(err, &qe) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", q, err, want)
		}
	}
	if _, err := r.Search(context.Background(), Request{Query: "a", Language: "de"}); !errors.Is(err, ErrRequest) {
		t.Errorf("language de: %v", err)
	}
}

func FuzzQuery(f *testing.F) {
	dir := f.TempDir()
	w, err := OpenWriter(dir)
	if err != nil {
		f.Fatal(err)
	}
	for _, rec := range library() {
		if _, err := w.Put(context.Background(), File{Path: rec.Header.Symbol}, rec); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	r, err := OpenReader(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { r.Close() })
	for _, q := range []string{`a -"b c" OR (d* e~2)`, "participants:>=1e3 date:2025-11..2026", `cites:"PP Resolution 71"`, "第71号决议 -电信", "القرار 71", "--a", "- -", "((", "~", "*", ":"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		_, err := r.Search(context.Background(), Request{Query: q, Facets: true})
		var qe *QueryError
		if err != nil && !errors.As(err, &qe) {
			t.Errorf("%q: %v", q, err)
		}
	})
}

// A file without a symbol goes by its own name, wherever names stand.
func TestNameless(t *testing.T) {
	dir := t.TempDir()
	rec := record("", "en", "A letter", []string{"1 Islands", "1.1 About islands."})
	w, err := OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"post/Letter 5.txt", "other/Letter 5.txt"} {
		if _, err := w.Put(context.Background(), File{Path: path, Abs: "/" + path, Outcome: pipeline.OutcomeOK}, rec); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Put(context.Background(), File{Path: "post/broken.pdf", Outcome: "damaged", Error: "no pages"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := open(t, dir)
	resp, err := r.Search(context.Background(), Request{Query: `islands symbol:"letter 5.txt"`, Facets: true})
	if err != nil || len(resp.Hits) != 2 || resp.Facets["document"][0].Term != "Letter 5.txt" {
		t.Errorf("by its name: %v, %v", resp, err)
	}
	for name, want := range map[string]int{"Letter 5.txt": 2, "post/Letter 5.txt": 1} {
		if list, err := r.Passages(name, Place{}); err != nil || len(list) != want {
			t.Errorf("%s: %d passages, %v", name, len(list), err)
		}
	}
	var missing *NotFoundError
	if _, err := r.Passages("post/broken.pdf", Place{}); !errors.As(err, &missing) || !strings.Contains(err.Error(), "no pages") {
		t.Errorf("a file that was not read: %v", err)
	}
}

// A page that was pasted into a query is refused, and the longest query that is not is answered.
func TestLongQuery(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	r := open(t, dir)
	for _, c := range []struct {
		q       string
		refused bool
	}{
		{strings.Repeat("words ", 500), true}, {strings.Repeat("a ", maxParts+1), true}, {strings.Repeat("议", maxQuery+1), true},
		{strings.Repeat("b ", maxParts), false}, {strings.Repeat("决议", maxQuery/2), false},
	} {
		_, err := r.Search(context.Background(), Request{Query: c.q})
		var qe *QueryError
		if err != nil && !errors.As(err, &qe) || (err != nil) != c.refused || c.refused && len(err.Error()) > maxQuery {
			t.Errorf("%.20s: %v", c.q, err)
		}
	}
}
