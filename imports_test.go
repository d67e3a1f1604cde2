// Package plenary holds the test of the house's arrows: imports only fall.
package plenary

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// allowed says for each room, named by its path or the beginning of it, what of ours it may import. The most
// exact name counts. CONTRIBUTING.md draws the same picture.
var allowed = map[string][]string{
	"pipeline":                      {},
	"extractors/tokens":             {"pipeline"},
	"extractors":                    {"pipeline", "extractors/formats", "extractors/fields", "extractors/queries"},
	"extractors/queries":            {"pipeline", "extractors/tokens", "extractors/lexicon"},
	"extractors/lexicon":            {"extractors/tokens"},
	"extractors/fields":             {"pipeline", "extractors/tokens", "extractors/lexicon"},
	"extractors/formats":            {"pipeline", "extractors/formats"},
	"extractors/formats/pdf":        {"pipeline", "extractors/formats/pdf/pdfdoc", "extractors/formats/seams"},
	"extractors/formats/pdf/pdfdoc": {"pipeline"},
	"index":                         {"pipeline", "extractors/tokens", "index/segment"},
	"internal/asking":               {"pipeline", "extractors", "index"},
	"internal/worker":               {"pipeline"},
	"internal/schema":               {"pipeline"},
	"internal/eval":                 {"pipeline"},
	"internal/real":                 {"pipeline"},
	"internal/likeness":             {"pipeline"},
	"internal/ingest":               {"pipeline", "index"},
	"internal/web":                  {"pipeline", "index"},
	"cmd":                           {"pipeline", "extractors", "index", "internal"},
	"testdata":                      {"pipeline", "extractors", "index", "internal", "testdata"},
}

// sole importers: a library on the left is imported by nobody but the room on the right.
var sole = map[string]string{
	"github.com/ledongthuc/pdf": "extractors/formats/pdf/pdfdoc",
	"github.com/blevesearch/":   "index",
	"github.com/PuerkitoBio/":   "extractors/formats/html",
	"github.com/spf13/cobra":    "cmd",
}

func TestImportsOnlyFall(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || path == "imports_test.go" {
			return nil
		}
		test := strings.HasSuffix(path, "_test.go")
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(path))
		for _, imp := range file.Imports {
			name, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			for lib, only := range sole {
				if strings.HasPrefix(name, lib) && !within(room, only) {
					t.Errorf("%s imports %s; only %s may", path, name, only)
				}
			}
			ours, ok := strings.CutPrefix(name, "plenary/")
			if !ok || test || within(room, ours) && within(ours, room) {
				continue // a test may look up: it is no part of the house
			}
			seen++
			if !may(room, ours) {
				t.Errorf("%s imports %s: that arrow runs up or sideways", path, ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("no import of ours was seen")
	}
}

// may reports whether the most exact rule for the room allows the import.
func may(room, ours string) bool {
	best, rule := -1, []string(nil)
	for name, list := range allowed {
		if within(room, name) && len(name) > best {
			best, rule = len(name), list
		}
	}
	for _, r := range rule {
		if within(ours, r) {
			return true
		}
	}
	return false
}

// within reports whether a room is the other or lies in it.
func within(room, other string) bool {
	return room == other || strings.HasPrefix(room, strings.TrimSuffix(other, "/")+"/")
}

// Every room has its rule, so that a new one is thought about.
func TestEveryRoomHasARule(t *testing.T) {
	for _, top := range []string{"internal", "extractors/formats"} {
		entries, err := os.ReadDir(top)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() && !may(top+"/"+e.Name(), "pipeline") {
				t.Errorf("%s/%s has no rule in imports_test.go", top, e.Name())
			}
		}
	}
}
