package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"plenary/index"
	"plenary/internal/asking"
	"plenary/internal/eval"
	"plenary/pipeline"
)

// searches asks the searches of a file of an index of what an evaluation reads. The zero value asks nothing.
type searches struct {
	queries []eval.Query
	dir     string
	w       *index.Writer
	asked   []eval.Asked
	scores  []eval.SearchScore // nil where there is no file
}

func newSearches(path string) (*searches, error) {
	if path == "" {
		return &searches{}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := &searches{}
	if s.queries, err = eval.ParseQueries(f); err != nil {
		return nil, err
	}
	if s.dir, err = os.MkdirTemp("", "plenary-eval-"); err != nil {
		return nil, err
	}
	if s.w, err = index.OpenWriter(s.dir); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *searches) take(ctx context.Context, path string, rec *pipeline.Record) error {
	if s.w == nil {
		return nil
	}
	_, err := s.w.Put(ctx, index.File{Path: path, Abs: path, SHA256: rec.ID, Outcome: pipeline.OutcomeOK}, rec)
	return err
}

func (s *searches) ask(ctx context.Context) error {
	if s.w == nil {
		return nil
	}
	err := s.w.Close()
	s.w = nil
	if err != nil {
		return err
	}
	r, err := asking.Open(s.dir)
	if err != nil {
		return err
	}
	defer r.Close()
	return s.askReader(ctx, r)
}

func (s *searches) askReader(ctx context.Context, r *index.Reader) (err error) {
	s.asked, err = eval.Ask(s.queries, func(typed string) ([]string, error) {
		resp, err := r.Search(ctx, index.Request{Query: typed, Limit: eval.Depth})
		if err != nil {
			return nil, err
		}
		var out []string
		for _, h := range resp.Hits {
			out = append(out, hitName(h))
		}
		return out, nil
	})
	s.scores = eval.SearchScores(s.asked)
	return err
}

// hitName names a hit as files of searches do.
func hitName(h index.Hit) string {
	symbol := h.Symbol
	if i := len(symbol) - 2; i > 0 && symbol[i] == '-' {
		symbol = symbol[:i]
	}
	section := h.Section
	if section == "" {
		section = "-"
	}
	return strings.Join(strings.Fields(symbol+" "+h.Annex+" "+section), " ")
}

func (s *searches) print(out io.Writer, asJSON, misses bool) {
	if s.scores == nil || asJSON {
		return
	}
	fmt.Fprintln(out)
	eval.WriteSearch(out, s.scores)
	for _, a := range s.asked {
		if misses && a.Rank != 1 {
			fmt.Fprintf(out, "search  %s  rank %d, want %s, first %s\n", a.Typed, a.Rank, strings.Join(a.Answers, " or "), strings.Join(a.Hits[:min(3, len(a.Hits))], ", "))
		}
	}
}

func (s *searches) close() {
	if s.w != nil {
		s.w.Abandon()
	}
	if s.dir != "" {
		os.RemoveAll(s.dir)
	}
}
