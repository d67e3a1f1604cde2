package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plenary/index"
	"plenary/internal/asking"
	"plenary/internal/eval"
)

const reports = "../../testdata/reports"

// library is an index of the text renditions of the reports.
func library(t *testing.T) string {
	t.Helper()
	sources, err := filepath.Glob(reports + "/*/source.txt")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	ix := t.TempDir()
	code, _, errs := plenary(t, append([]string{"ingest", "--index", ix}, sources...)...)
	if code != 0 {
		t.Fatalf("ingest: exit %d: %s", code, errs)
	}
	return ix
}

// Everything that the help shows as an example finds something.
func TestQueryHelp(t *testing.T) {
	ix := library(t)
	r, err := asking.Open(ix)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	examples := queryExamples()
	if len(examples) < 35 {
		t.Fatalf("%d examples in the help", len(examples))
	}
	for _, q := range examples {
		resp, err := r.Search(context.Background(), index.Request{Query: q})
		if err != nil {
			t.Errorf("%s: %v", q, err)
		} else if resp.Total == 0 || resp.Note != "" {
			t.Errorf("%s: %d hits %s", q, resp.Total, resp.Note)
		}
	}
}

// The searches of testdata find what a careful reader would, as often as their floors say.
func TestSearchQuality(t *testing.T) {
	ix := library(t)
	r, err := asking.Open(ix)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f, err := os.Open("../../testdata/search/queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := &searches{}
	if s.queries, err = eval.ParseQueries(f); err != nil {
		t.Fatal(err)
	}
	if err := s.askReader(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	list, err := os.Open("../../testdata/floors.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	floors, err := eval.ParseFloors(list)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range eval.SearchBelow(s.scores, floors) {
		t.Error(line)
	}
	if t.Failed() {
		var b strings.Builder
		s.print(&b, false, true)
		t.Log(b.String())
	}
}

// The event has a name in every language; whichever is typed, the paragraphs of all are found.
func TestAnyLanguageFindsAll(t *testing.T) {
	ix := library(t)
	found := func(args ...string) map[string]bool {
		t.Helper()
		code, out, errs := plenary(t, append([]string{"search", "--index", ix, "--json", "-n", "200"}, args...)...)
		if code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, errs)
		}
		var resp index.Response
		if err := json.Unmarshal([]byte(out), &resp); err != nil {
			t.Fatal(err)
		}
		set := map[string]bool{}
		for _, h := range resp.Hits {
			set[hitName(h)] = true
		}
		return set
	}
	want := found("event:WTDC-25")
	if len(want) < 6 {
		t.Fatalf("event:WTDC-25: %v", want)
	}
	for _, q := range []string{"WTDC-25", "CMDT-25", "ВКРЭ-25", "cmdt 25", "世界电信发展大会"} {
		got := found(q)
		for name := range want {
			if !got[name] {
				t.Errorf("%s does not find %s", q, name)
			}
		}
	}
	// A word of the vocabulary, only where it is asked for.
	if got := found("regional offices", "--lang", "ru"); len(got) > 0 {
		t.Errorf("regional offices in Russian: %v", got)
	}
	if got := found("--across", "regional offices", "--lang", "ru"); !got["C26/52 1.2"] {
		t.Errorf("regional offices across in Russian: %v", got)
	}
}

// What cannot be asked is told with its place, and what finds nothing with how it was understood.
func TestSearchTells(t *testing.T) {
	ix := library(t)
	for _, c := range []struct {
		args string
		code int
		says []string
	}{
		{`"regional`, 2, []string{"a quotation mark that is not closed, at character 1"}},
		{`women OR`, 2, []string{"nothing after OR, at character 9"}},
		{`participants:>many`, 2, []string{`"many" is no number`, "at character 14"}},
		{`participans:>5`, 2, []string{"did you mean participants:"}},
		{`date:2025-13`, 2, []string{"is no date"}},
		{`year:soon`, 2, []string{`"soon" is no year (write 2025 or 2022..2025), at character 6`}},
		{`-regional`, 2, []string{"A query that begins with a minus goes behind --"}},
		{`--limit=-3 women`, 2, []string{"limit and offset count hits"}},
		{`--offset=-3 women`, 2, []string{"limit and offset count hits"}},
		{`--sort=age women`, 2, []string{`no sort "age"`}},
		{`--lang=de women`, 2, []string{`no language "de"`}},
		{`kind:decison`, 0, []string{"Nothing found", "Did you mean: kind:decision"}},
		{`--kind=decison women`, 0, []string{"Understood: women kind:decison"}},
		{`felowships`, 0, []string{"Did you mean: fellowships"}},
		{`resolution 9999`, 0, []string{"Nothing found.\nUnderstood: resolution 9999 [resolution Resolution 9999]\n"}},
		{`the`, 0, []string{"Small words"}},
		{`()`, 0, []string{"Nothing was asked for"}},
		{`women zebras`, 0, []string{"these have most of them (nowhere: zebras)"}},
		{`body:Conseil lang:fr`, 0, []string{"-F [fr]"}},
		{`body:理事会 lang:zh`, 0, []string{"-C"}},
	} {
		args := []string{"search", "--index", ix}
		if flag, query, ok := strings.Cut(c.args, " "); ok && strings.HasPrefix(flag, "--") {
			args = append(args, flag, query)
		} else {
			args = append(args, c.args)
		}
		code, out, errs := plenary(t, args...)
		if code != c.code {
			t.Errorf("%s: exit %d, want %d", c.args, code, c.code)
		}
		for _, s := range c.says {
			if !strings.Contains(out+errs, s) {
				t.Errorf("%s does not say %q:\n%s%s", c.args, s, out, errs)
			}
		}
		if c.code == 2 && (out != "" || strings.Count(errs, "\n") != 1) {
			t.Errorf("%s: more than a line: %s%s", c.args, out, errs)
		}
	}
}
