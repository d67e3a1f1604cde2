package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
	"unicode"

	"plenary/index"
	"plenary/internal/asking"
)

// A text is one report of the corpus, from which queries are made. The words that queries take are not among the
// most frequent of the language: these stand for the small words of a real one, which no index holds.
type text struct {
	letter   string   // of its language
	words    []string // of one paragraph, as they follow each other
	frequent map[string]bool
	rnd      *rand.Rand
}

const frequentWords = 40 // of a language

// sample takes reports at even distances.
func sample(corpus string, n int) ([]*text, error) {
	files, err := filepath.Glob(filepath.Join(corpus, "*", "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no reports in %s: %v", corpus, err)
	}
	sort.Strings(files)
	rnd := rand.New(rand.NewPCG(7, uint64(n)))
	var out []*text
	counts := map[string]map[string]int{} // by the letter of the language
	for i := range n {
		path := files[(i*len(files)/n+i)%len(files)]
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		lines := strings.Split(string(data), "\n")
		line := ""
		for _, l := range lines {
			if number, rest, ok := strings.Cut(l, "\t"); ok && strings.Contains(number, ".") {
				line = rest
				if rnd.IntN(4) == 0 {
					break
				}
			}
		}
		t := &text{letter: lines[0][strings.LastIndexByte(lines[0], '-')+1:], words: split(line), rnd: rnd}
		if counts[t.letter] == nil {
			counts[t.letter] = map[string]int{}
		}
		for _, w := range split(string(data)) {
			counts[t.letter][w]++
		}
		out = append(out, t)
	}
	for _, t := range out {
		t.frequent = mostFrequent(counts[t.letter])
	}
	return out, nil
}

func mostFrequent(counts map[string]int) map[string]bool {
	var all []string
	for w := range counts {
		all = append(all, w)
	}
	sort.Slice(all, func(i, j int) bool { return counts[all[i]] > counts[all[j]] })
	out := map[string]bool{}
	for _, w := range all[:min(frequentWords, len(all))] {
		out[w] = true
	}
	return out
}

// split cuts a line into words; Chinese into pairs of characters.
func split(line string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		r := []rune(w)
		if unicode.Is(unicode.Han, r[0]) {
			for i := 0; i+2 <= len(r); i += 2 {
				out = append(out, string(r[i:i+2]))
			}
			continue
		}
		out = append(out, w)
	}
	return out
}

// pick takes n different words that are not frequent.
func (t *text) pick(n int) []string {
	var out []string
	for _, i := range t.rnd.Perm(len(t.words)) {
		w := t.words[i]
		if t.frequent[w] || len([]rune(w)) < 2 || contains(out, w) {
			continue
		}
		if out = append(out, w); len(out) == n {
			break
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}

// run takes n words that follow each other.
func (t *text) run(n int) string {
	if len(t.words) < n {
		return strings.Join(t.words, " ")
	}
	i := t.rnd.IntN(len(t.words) - n + 1)
	join := " "
	if unicode.Is(unicode.Han, []rune(t.words[i])[0]) {
		join = ""
	}
	return strings.Join(t.words[i:i+n], join)
}

// A row is one kind of query with what it took.
type row struct {
	kind, target string
	took         []float64 // ms, one a query, the best of several
	hits         int       // on average
}

// warm measures queries in a process that has the index open.
func (b *bench) warm() error {
	ctx := context.Background()
	r, err := asking.Open(b.index)
	if err != nil {
		return err
	}
	defer r.Close()
	stats, err := r.Stats()
	if err != nil {
		return err
	}
	b.paragraphs, b.indexBytes = stats.Paragraphs, stats.Bytes
	texts, err := sample(b.corpus, b.each)
	if err != nil {
		return err
	}
	// some is a word of a text with so many hits, about.
	some := func(t *text, least, most int) string {
		const tries = 12
		word := ""
		for range tries {
			word = t.pick(1)[0]
			if resp, err := r.Search(ctx, index.Request{Query: word}); err == nil && resp.Total >= least && resp.Total <= most {
				break
			}
		}
		return word
	}
	one := func(make func(*text) string) func(*text) index.Request {
		return func(t *text) index.Request { return index.Request{Query: make(t)} }
	}
	for _, k := range []struct {
		kind, target string
		make         func(*text) index.Request
	}{
		{"term, with ten snippets", "10", one(func(t *text) string { return t.pick(1)[0] })},
		{"two terms, both", "10", one(func(t *text) string { return strings.Join(t.pick(2), " ") })},
		{"three terms, any", "10", one(func(t *text) string { return strings.Join(t.pick(3), " OR ") })},
		{"phrase of three", "10", one(func(t *text) string { return `"` + t.run(3) + `"` })},
		{"beginning of four letters", "10", one(func(t *text) string { r := []rune(t.pick(1)[0] + "   "); return strings.TrimSpace(string(r[:4])) + "*" })},
		{"range of a figure", "10", one(func(t *text) string {
			n := 1 + t.rnd.IntN(20)
			return fmt.Sprintf("participants:%d..%d", n, n+t.rnd.IntN(4))
		})},
		{"event, in six languages", "10", one(func(t *text) string {
			return []string{"WTDC-25", "CMDT-25", "ВКРЭ-25"}[t.rnd.IntN(3)] + " " + t.pick(1)[0]
		})},
		{"word and citation", "10", one(func(t *text) string { return fmt.Sprintf("resolution %d %s", 1+t.rnd.IntN(28), t.pick(1)[0]) })},
		{"letters that differ by one", "50", one(func(t *text) string { return t.pick(1)[0] + "~1" })},
		{"letters that differ by two", "50", one(func(t *text) string { return t.pick(1)[0] + "~2" })},
		{"seven facets over 1,000 to 4,000 hits", "15", func(t *text) index.Request { return index.Request{Query: some(t, 1000, 4000), Facets: true} }},
		{"sorted by date", "", func(t *text) index.Request { return index.Request{Query: t.pick(1)[0], Sort: "date"} }},
		{"words that stand nowhere", "", one(func(t *text) string { return t.pick(1)[0] + "qx" })},
	} {
		rw := row{kind: k.kind, target: k.target}
		hits := 0
		for _, t := range texts {
			if len(t.words) < 3 || len(t.pick(3)) < 3 {
				continue
			}
			req := k.make(t)
			best := time.Duration(1 << 62)
			for range 4 {
				began := cpu()
				resp, err := r.Search(ctx, req)
				if err != nil {
					return fmt.Errorf("%s: %w", req.Query, err)
				}
				best = min(best, cpu()-began)
				hits += resp.Total
			}
			rw.took = append(rw.took, best.Seconds()*1000)
		}
		rw.hits = hits / 4 / len(rw.took)
		b.rows = append(b.rows, rw)
	}
	return b.anything(ctx, r, texts)
}

// anything asks ten thousand queries of anything that queries are made of, and keeps the slowest.
func (b *bench) anything(ctx context.Context, r *index.Reader, texts []*text) error {
	rnd := rand.New(rand.NewPCG(11, 13))
	marks := strings.Fields(`OR NOT - ( ) " * ~1 ~2 participants:>10 percent:<50 CHF:1..5M date:2025 kind:figure lang:ru resolution 71 C25/16 WTDC-25 symbol:c2* section:1.* cites:res5`)
	for range b.random {
		var q strings.Builder
		for range 1 + rnd.IntN(6) {
			if t := texts[rnd.IntN(len(texts))]; rnd.IntN(2) == 0 && len(t.words) > 0 {
				q.WriteString(t.words[rnd.IntN(len(t.words))])
			} else {
				q.WriteString(marks[rnd.IntN(len(marks))])
			}
			if rnd.IntN(4) > 0 {
				q.WriteByte(' ')
			}
		}
		began := cpu()
		_, err := r.Search(ctx, index.Request{Query: q.String(), Facets: rnd.IntN(10) == 0})
		var refused *index.QueryError
		if err != nil && !errors.As(err, &refused) {
			return fmt.Errorf("%s: %w", q.String(), err)
		}
		if d := cpu() - began; d > b.worst {
			b.worst, b.worstQuery = d, q.String()
		}
	}
	return nil
}
