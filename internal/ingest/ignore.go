package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignoreFile names a file of patterns, in the syntax of .gitignore, for what a run leaves out at and below its
// folder.
const ignoreFile = ".plenaryignore"

// A rule is one line of an ignore file. The last rule that fits a path decides.
type rule struct {
	folder string // of the ignore file
	glob   string // of the path below that folder
	keep   bool   // "!pattern": take back what a rule before left out
	dirs   bool   // "pattern/": folders only
}

// rulesOf reads the ignore file of a folder. A line that is no pattern is an error; the others hold.
func rulesOf(folder string) ([]rule, error) {
	name := filepath.Join(folder, ignoreFile)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var rules []rule
	var bad []error
	for i, line := range strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n") {
		r, ok := parseRule(strings.TrimSuffix(line, "\r"))
		if !ok {
			continue
		}
		if !doublestar.ValidatePattern(r.glob) {
			bad = append(bad, fmt.Errorf("line %d is no pattern: %s", i+1, strings.TrimSpace(line)))
			continue
		}
		r.folder = folder
		rules = append(rules, r)
	}
	return rules, errors.Join(bad...)
}

// parseRule reads a line; false for an empty one and a comment.
func parseRule(line string) (rule, bool) {
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if line == "" || line[0] == '#' {
		return rule{}, false
	}
	var r rule
	line, r.keep = strings.CutPrefix(line, "!")
	line, r.dirs = strings.CutSuffix(line, "/")
	if line == "" {
		return rule{}, false
	}
	if strings.Contains(line, "/") {
		r.glob = strings.TrimPrefix(line, "/") // only from the ignore file's own folder
	} else {
		r.glob = "**/" + line
	}
	if strings.HasSuffix(r.glob, "/**") {
		r.glob += "/*" // what is in the folder, not the folder
	}
	r.glob = strings.NewReplacer(`\{`, `\{`, `\}`, `\}`, "{", `\{`, "}", `\}`).Replace(r.glob) // no alternatives here
	return r, true
}

// ignored reports whether a file or folder is left out. Rules are in the order of their folders, outermost first.
func ignored(rules []rule, name string, dir bool) bool {
	for i := len(rules) - 1; i >= 0; i-- {
		r := rules[i]
		if r.dirs && !dir {
			continue
		}
		below, err := filepath.Rel(r.folder, name)
		if err != nil {
			continue
		}
		if doublestar.MatchUnvalidated(r.glob, filepath.ToSlash(below)) {
			return !r.keep
		}
	}
	return false
}

// droppings are files that systems and office programs leave behind, and that nobody calls a document.
func dropping(name string) bool {
	switch strings.ToLower(path.Base(name)) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return strings.HasPrefix(path.Base(name), "~$")
}
