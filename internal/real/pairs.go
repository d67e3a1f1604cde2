package real

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"text/tabwriter"

	"plenary/pipeline"
)

// An expectation is the number of the last paragraph of a report: plain, or of each chapter's chain ("27.I").
type expectation struct {
	Last   int              `json:"docx_last"`
	Chains map[string][]int // chapter: last number in DOCX, in PDF
}

// pairs prints for each report how many of its numbered paragraphs are found in each format, and which share of
// sections and of facts is the same in both.
func pairs(m *measure, dir string) error {
	var expected map[string]expectation
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &expected); err != nil {
		return fmt.Errorf("expected.json: %w", err)
	}
	var ids []string
	for id := range expected {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	w := tabwriter.NewWriter(m.out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "un-pairs\tparagraphs in docx\tin pdf\tsections the same\tfacts the same\tin the same section\tin tables\n")
	var all pairTally
	for _, id := range ids {
		t, err := m.pair(filepath.Join(dir, id), expected[id])
		if err != nil {
			return err
		}
		t.print(w, id)
		all.add(&t)
	}
	all.print(w, "all")
	m.reach("paragraphs in docx", all.docx, 0.98)
	m.reach("paragraphs in pdf", all.pdf, 0.98)
	m.reach("facts the same in docx and pdf", all.facts, 0.98)
	fmt.Fprintln(w)
	return w.Flush()
}

// A pairTally counts one report: paragraphs found of those expected, and twice what both formats say of all that
// either says; what stands in the cells of tables is counted apart.
type pairTally struct {
	docx, pdf, sections, facts, placed, cells share
}

func (t *pairTally) add(o *pairTally) {
	t.docx.add(o.docx)
	t.pdf.add(o.pdf)
	t.sections.add(o.sections)
	t.facts.add(o.facts)
	t.placed.add(o.placed)
	t.cells.add(o.cells)
}

func (t *pairTally) print(w *tabwriter.Writer, name string) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", name, t.docx, t.pdf, t.sections, t.facts, t.placed, t.cells)
}

func (m *measure) pair(path string, want expectation) (t pairTally, err error) {
	id := filepath.Base(path)
	word, docx, err := m.read(path + ".docx")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return t, err
	}
	print, pdf, err := m.read(path + ".pdf")
	if err != nil {
		return t, err
	}
	t.pdf = m.numbered(id+".pdf", pdf, want)
	if docx == nil {
		return t, nil
	}
	t.docx = m.numbered(id+".docx", docx, want)
	t.sections = m.same(id+" section", sectionNames(docx), sectionNames(pdf))
	a, cellsA := parted(word, docx)
	b, cellsB := parted(print, pdf)
	t.facts = m.same("", factNames(a, false), factNames(b, false))
	t.placed = m.same(id, factNames(a, true), factNames(b, true))
	t.cells = m.same(id+" table", factNames(cellsA, false), factNames(cellsB, false))
	return t, nil
}

// numbered counts the expected numbers that are sections of the record.
func (m *measure) numbered(id string, rec *pipeline.Record, want expectation) (s share) {
	has := map[string]bool{}
	for _, sec := range rec.Sections {
		has[sec.Number] = true
	}
	check := func(prefix string, last int) {
		for n := 1; n <= last; n++ {
			number := prefix + strconv.Itoa(n)
			s.of(has[number])
			if !has[number] {
				m.miss("%s: paragraph %s", id, number)
			}
		}
	}
	if len(want.Chains) == 0 {
		check("", want.Last)
	}
	for chapter, last := range want.Chains {
		check(chapter+".", last[0])
	}
	return s
}

// same counts what two lists share, each thing as often as both have it.
func (m *measure) same(id string, a, b []string) share {
	left := map[string]int{}
	for _, s := range a {
		left[s]++
	}
	s := share{all: len(a) + len(b)}
	for _, name := range b {
		if left[name] > 0 {
			left[name]--
			s.right += 2
		} else if id != "" {
			m.miss("%s only in pdf: %s", id, name)
		}
	}
	for _, name := range a {
		if left[name] > 0 && id != "" {
			left[name]--
			m.miss("%s only in docx: %s", id, name)
		}
	}
	return s
}

func sectionNames(rec *pipeline.Record) (names []string) {
	for _, s := range rec.Sections {
		names = append(names, strings.TrimSpace(s.Annex+" "+s.Number))
	}
	return names
}

// cellBytes is how long a cell's text is at most where it holds a figure or a name; longer ones hold sentences, which
// one format sets in a table and the other does not.
const cellBytes = 120

// parted returns the facts of the running text and those in the cells of tables.
func parted(doc *pipeline.Document, rec *pipeline.Record) (text, cells []pipeline.Fact) {
	var short []pipeline.Span
	doc.Leaves(false, func(b *pipeline.Block, up []*pipeline.Block) bool {
		for _, u := range append(up, b) {
			if u.Kind == pipeline.Cell && u.Len() <= cellBytes {
				short = append(short, u.Span)
				break
			}
		}
		return true
	})
	for _, f := range rec.Facts {
		n := sort.Search(len(short), func(k int) bool { return short[k].End > f.Start })
		if n < len(short) && short[n].Start <= f.Start {
			cells = append(cells, f)
		} else {
			text = append(text, f)
		}
	}
	return text, cells
}

// factNames writes each fact's canonical value, with its section where asked for. Acronyms and actions carry
// words as printed and are left out.
func factNames(facts []pipeline.Fact, section bool) (names []string) {
	for _, f := range facts {
		value := f.Value
		switch f.Kind {
		case "acronym", "action":
			continue
		case "figure":
			value = strconv.FormatFloat(*f.Number, 'f', -1, 64) + " " + *f.Unit + " " + f.Parts["qualifier"]
		}
		name := f.Kind + " " + value
		if section {
			name += " in " + strings.TrimSpace(f.Annex+" "+f.Section)
		}
		names = append(names, name)
	}
	return names
}
