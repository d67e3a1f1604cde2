package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plenary/index"
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
	r, err := openReader(ix)
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
	r, err := openReader(ix)
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
