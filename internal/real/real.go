// Package real measures records against real documents, which are no part of the project: their folder is given.
// It holds up to three collections:
//
//	un-six/<id>/<lang>.txt and <lang>.gold.json   resolutions in six languages with the publisher's own markup
//	un-pairs/*.docx and *.pdf, expected.json      the same report in two formats
//	itu/                                          documents of the Union, two of them with a transcription (.adoc)
package real

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"plenary/pipeline"
)

// An Extract reads a file: its document and its record.
type Extract func(path string, data []byte) (*pipeline.Document, *pipeline.Record, error)

// Run measures every collection below dir that is there, prints its table to out and says which are not there.
// What was missed goes to misses, one a line. It fails where a share falls below what is to be reached.
func Run(dir string, extract Extract, out, misses io.Writer) error {
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("no real documents: %w", err)
	}
	m := &measure{extract: extract, out: out, misses: misses}
	for _, c := range []struct {
		name    string
		measure func(m *measure, dir string) error
	}{{"un-six", six}, {"un-pairs", pairs}, {"itu", itu}} {
		sub := filepath.Join(dir, c.name)
		if _, err := os.Stat(sub); err != nil {
			fmt.Fprintf(out, "%s: not measured, %s is not there\n\n", c.name, sub)
			continue
		}
		if err := c.measure(m, sub); err != nil {
			return err
		}
	}
	if len(m.below) > 0 {
		return fmt.Errorf("below what is to be reached: %s", strings.Join(m.below, "; "))
	}
	return nil
}

// A measure is one run: how documents are read, where tables and misses go.
type measure struct {
	extract     Extract
	out, misses io.Writer
	below       []string // shares that are less than they should be
}

// read reads one file.
func (m *measure) read(path string) (*pipeline.Document, *pipeline.Record, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	return m.extract(path, data)
}

// miss writes one line to the list of misses.
func (m *measure) miss(format string, args ...any) { fmt.Fprintf(m.misses, format+"\n", args...) }

// reach notes a share that is less than it should be.
func (m *measure) reach(name string, s share, least float64) {
	if float64(s.right) < least*float64(s.all) {
		m.below = append(m.below, fmt.Sprintf("%s %s of %.2f", name, s, least))
	}
}

// A share counts how many of some things are as wanted.
type share struct{ right, all int }

// of counts one more.
func (s *share) of(right bool) {
	s.all++
	if right {
		s.right++
	}
}

func (s *share) add(o share) { s.right, s.all = s.right+o.right, s.all+o.all }

// String prints the share as a fraction with its counts: "0.985 (199/202)"; "-" where there was nothing to count.
func (s share) String() string {
	if s.all == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f (%d/%d)", float64(s.right)/float64(s.all), s.right, s.all)
}
