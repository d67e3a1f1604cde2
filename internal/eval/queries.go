package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Query is one line of a file of searches: what somebody wants to know, what they type, and the paragraphs
// that answer, as "symbol section" without the symbol's language ("C26/52 2.1", "C25/61 Annex 1 2", "C26/52 -").
type Query struct {
	Language, Want, Typed string
	Answers               []string
	Line                  int
}

// ParseQueries reads a file of searches: language, wish, query and answers, parted by "|"; answers by " or ".
func ParseQueries(r io.Reader) ([]Query, error) {
	var out []Query
	scan := bufio.NewScanner(r)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSpace(scan.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 4 {
			return nil, fmt.Errorf("queries, line %d: want language | wish | query | answer, got %q", n, line)
		}
		for i := range parts {
			if parts[i] = strings.TrimSpace(parts[i]); parts[i] == "" {
				return nil, fmt.Errorf("queries, line %d: an empty part in %q", n, line)
			}
		}
		out = append(out, Query{parts[0], parts[1], parts[2], strings.Split(parts[3], " or "), n})
	}
	return out, scan.Err()
}

// An Asked is a query with the rank of its answer: 1 for the first hit, 0 for none among those looked at.
type Asked struct {
	Query
	Rank int
	Hits []string // what came instead, as answers are written
}

// Depth is how many hits of a search are looked at.
const Depth = 10

// Ask searches for every query. The function returns the hits, best first, as answers are written.
func Ask(queries []Query, search func(typed string) ([]string, error)) ([]Asked, error) {
	var out []Asked
	for _, q := range queries {
		hits, err := search(q.Typed)
		if err != nil {
			return nil, fmt.Errorf("queries, line %d: %w", q.Line, err)
		}
		a := Asked{Query: q, Hits: hits[:min(Depth, len(hits))]}
		for i, h := range a.Hits {
			if slices.Contains(q.Answers, h) {
				a.Rank = i + 1
				break
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// A SearchScore is how well searches answer: the share whose answer came first, and among the first five, and
// the mean of the reciprocal ranks.
type SearchScore struct {
	Language    string // All for all
	Recall1     float64
	Recall5     float64
	MRR         float64
	Queries     int
	first, five int
	sum         float64
}

// SearchScores sums searches up, over all languages first.
func SearchScores(asked []Asked) []SearchScore {
	by := map[string]*SearchScore{}
	for _, a := range asked {
		for _, lang := range []string{All, a.Language} {
			s := by[lang]
			if s == nil {
				s = &SearchScore{Language: lang}
				by[lang] = s
			}
			s.Queries++
			if a.Rank > 0 {
				s.sum += 1 / float64(a.Rank)
			}
			if a.Rank == 1 {
				s.first++
			}
			if a.Rank > 0 && a.Rank <= 5 {
				s.five++
			}
		}
	}
	var out []SearchScore
	for _, s := range by {
		n := float64(s.Queries)
		s.Recall1, s.Recall5, s.MRR = float64(s.first)/n, float64(s.five)/n, s.sum/n
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b SearchScore) int {
		if before(a.Language, b.Language) {
			return -1
		}
		return 1
	})
	return out
}

// WriteSearch prints the scores of searches, one line a language.
func WriteSearch(w io.Writer, scores []SearchScore) {
	fmt.Fprintf(w, "# %-30s %4s %9s %9s %9s %7s\n", "search", "lang", "recall@1", "recall@5", "MRR", "queries")
	for _, s := range scores {
		fmt.Fprintf(w, "%-32s %4s %9s %9s %9.3f %7d\n", "search", s.Language, percent(s.Recall1), percent(s.Recall5), s.MRR, s.Queries)
	}
}

// searchFloors are the fields of floors that searches are held to.
const searchFloors = "search."

// SearchBelow returns one line for each floor of searches that is not reached.
//
//	search.recall@1  *  *   90
//	search.recall@5  *  fr  98
func SearchBelow(scores []SearchScore, floors []Floor) []string {
	var below []string
	for _, f := range floors {
		figure, ok := strings.CutPrefix(f.Field, searchFloors)
		if !ok {
			continue
		}
		i := slices.IndexFunc(scores, func(s SearchScore) bool { return s.Language == f.Language })
		if i < 0 {
			below = append(below, fmt.Sprintf("%s %s: nothing was asked, the floor is %g (line %d)", f.Field, f.Language, f.F1, f.Line))
			continue
		}
		got, ok := map[string]float64{"recall@1": scores[i].Recall1, "recall@5": scores[i].Recall5, "mrr": scores[i].MRR}[figure]
		if !ok {
			below = append(below, fmt.Sprintf("floors, line %d: no figure %q of searches", f.Line, figure))
		} else if got*100 < f.F1-1e-9 {
			below = append(below, fmt.Sprintf("%s %s: %s is below its floor %g", f.Field, f.Language, percent(got), f.F1))
		}
	}
	return below
}
