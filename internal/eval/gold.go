// Package eval measures records against gold: what a careful person finds in a document, written down once
// and the same for every format that the document comes in.
package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// A Gold is what a careful person finds in one document. Only the fields that Complete names are scored.
type Gold struct {
	Header   map[string]any `json:"header"`
	Sections []GoldSection  `json:"sections"`
	Clauses  []GoldClause   `json:"clauses,omitempty"`
	Facts    []GoldFact     `json:"facts"`
	Complete []string       `json:"complete"` // "header", "sections", "clauses", or a kind of fact
}

// A GoldSection is one numbered heading or paragraph. Title is nil where only the number is known to be
// right; an empty title says that there is none.
type GoldSection struct {
	Number   string  `json:"number"`
	Title    *string `json:"title,omitempty"`
	Annex    string  `json:"annex,omitempty"`
	Optional bool    `json:"optional,omitempty"`
}

// A GoldClause is one part of a resolution, in the order of the text.
type GoldClause struct {
	Key      string `json:"key"`
	Label    string `json:"label"` // the verb as printed; where it stands alone, with those it calls upon
	Optional bool   `json:"optional,omitempty"`
}

// A GoldFact is one thing that the text says. Figures are told by Number and Unit, all else by Value.
type GoldFact struct {
	Kind     string            `json:"kind"`
	Section  string            `json:"section"`
	Annex    string            `json:"annex,omitempty"`
	Value    string            `json:"value,omitempty"`
	Number   *float64          `json:"number,omitempty"`
	Unit     *string           `json:"unit,omitempty"`
	Parts    map[string]string `json:"parts,omitempty"`
	Quote    string            `json:"quote,omitempty"` // where to look; never compared
	Optional bool              `json:"optional,omitempty"`
}

// A Source is one rendition of a case's document.
type Source struct {
	Format string // text, html, pdf, docx, doc
	Path   string
}

// A Case is one document with its gold and its renditions, in the order of their formats.
type Case struct {
	ID      string // the folder's name
	Dir     string
	Gold    Gold
	Sources []Source
}

// Language returns the document's language as the gold says it.
func (c *Case) Language() string {
	s, _ := c.Gold.Header["language"].(string)
	return s
}

// formats leads from the extension of a rendition to the name of its format.
var formats = map[string]string{
	".txt": "text", ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx", ".doc": "doc",
}

// Load reads every gold folder below dir: each folder that holds a gold.json and one or more source.<ext>.
// dir itself may be such a folder. Cases come in the order of their paths.
func Load(dir string) ([]Case, error) {
	var cases []Case
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() != "gold.json" {
			return err
		}
		c, err := loadCase(filepath.Dir(path))
		if err != nil {
			return err
		}
		cases = append(cases, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load gold: %w", err)
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("load gold: no folder with a gold.json below %s", dir)
	}
	return cases, nil
}

// loadCase reads one gold folder.
func loadCase(dir string) (Case, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Case{}, err
	}
	c := Case{ID: filepath.Base(abs), Dir: dir}
	data, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(data, &c.Gold); err != nil {
		return c, fmt.Errorf("%s: %w", filepath.Join(dir, "gold.json"), err)
	}
	if err := c.Gold.check(); err != nil {
		return c, fmt.Errorf("%s: %w", filepath.Join(dir, "gold.json"), err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return c, err
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if format := formats[strings.ToLower(ext)]; format != "" && strings.TrimSuffix(e.Name(), ext) == "source" {
			c.Sources = append(c.Sources, Source{format, filepath.Join(dir, e.Name())})
		}
	}
	if len(c.Sources) == 0 {
		return c, fmt.Errorf("%s: no source.<ext>", dir)
	}
	sort.Slice(c.Sources, func(i, j int) bool { return c.Sources[i].Format < c.Sources[j].Format })
	return c, nil
}

// check refuses gold that could never be matched: a person's slip, not the program's.
func (g *Gold) check() error {
	var errs []error
	for i, s := range g.Sections {
		if s.Number == "" {
			errs = append(errs, fmt.Errorf("section %d has no number", i))
		}
	}
	for i, c := range g.Clauses {
		if c.Key == "" {
			errs = append(errs, fmt.Errorf("clause %d has no key", i))
		}
	}
	for i, f := range g.Facts {
		switch {
		case f.Kind == "":
			errs = append(errs, fmt.Errorf("fact %d has no kind", i))
		case f.Kind == "figure" && f.Number == nil:
			errs = append(errs, fmt.Errorf("fact %d is a figure without a number", i))
		case f.Kind != "figure" && f.Value == "":
			errs = append(errs, fmt.Errorf("fact %d (%s) has no value", i, f.Kind))
		}
	}
	return errors.Join(errs...)
}

// scores reports whether a field is complete in the gold, so that it can be scored.
func (g *Gold) scores(field string) bool {
	for _, c := range g.Complete {
		if c == field {
			return true
		}
	}
	return false
}
