package pdf

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"plenary/extractors/formats/pdf/pdfdoc"
	"plenary/pipeline"
)

// realDir returns the folder of real documents, or skips.
func realDir(t testing.TB) string {
	dir := os.Getenv("PLENARY_REAL")
	if dir == "" {
		dir = "../../../../shared/real"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real documents: set PLENARY_REAL (%v)", err)
	}
	return dir
}

// An untagged engine hides the structure tree and the marks of artifacts, as the files of most producers have none.
type untagged struct{ pdfdoc.Engine }

func (u untagged) Open(ctx context.Context, data []byte, limits pdfdoc.Limits) (pdfdoc.File, error) {
	f, err := u.Engine.Open(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	return untaggedFile{f}, nil
}

type untaggedFile struct{ pdfdoc.File }

func (untaggedFile) Tree() *pdfdoc.Elem { return nil }

func (u untaggedFile) Page(ctx context.Context, i int) (*pdfdoc.Page, error) {
	p, err := u.File.Page(ctx, i)
	if p != nil {
		for i := range p.Glyphs {
			p.Glyphs[i].MCID, p.Glyphs[i].Artifact = -1, false
		}
	}
	return p, err
}

// TestPairs compares what is read from the PDF of a document with its DOCX, and with what pdftotext reads where it
// is installed. It prints a table with PLENARY_REAL set or -v, and fails below the figures that were reached.
func TestPairs(t *testing.T) {
	if testing.Short() {
		t.Skip("real documents in -short")
	}
	files, _ := filepath.Glob(filepath.Join(realDir(t), "un-pairs", "*.pdf"))
	if len(files) == 0 {
		t.Skip("no pairs")
	}
	ours, theirs := &score{}, &score{}
	fmt.Printf("%-24s %s\n", "", scoreHead)
	for _, f := range files {
		docx := strings.TrimSuffix(f, ".pdf") + ".docx"
		if _, err := os.Stat(docx); err != nil {
			continue
		}
		want, err := readTruth(docx)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r := Reader{}
		if os.Getenv("UNTAGGED") != "" {
			r.Engine = untagged{pdfdoc.Native{}}
		}
		doc, err := r.Read(context.Background(), f, data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		got := bodyOf(doc)
		s := want.score(got)
		ours.add(s)
		name := filepath.Base(strings.TrimSuffix(f, ".pdf"))
		fmt.Printf("%-24s %s\n", name, s)
		if os.Getenv("PLENARY_DIFF") != "" && strings.Contains(name, os.Getenv("PLENARY_DIFF")) {
			want.diff(got)
		}
		if p := pdftotext(f); p != nil {
			s := want.score(*p)
			theirs.add(s)
			fmt.Printf("%-24s %s\n", "  pdftotext", s)
		}
	}
	fmt.Printf("%-24s %s\n", "all", ours)
	if theirs.n > 0 {
		fmt.Printf("%-24s %s\n", "all, pdftotext", theirs)
	}
	for _, c := range []struct {
		name  string
		got   ratio
		floor float64
	}{
		{"F1", ours.f1, 0.98}, {"hyphenated words", ours.hyphens, 0.99}, {"symbols", ours.symbols, 0.99}, {"grouped numbers", ours.numbers, 0.99},
		{"dates", ours.dates, 0.99}, {"order", ours.order, 0.97}, {"rows", ours.rows, 0.85},
	} {
		if c.got.value() < c.floor {
			t.Errorf("%s: %.3f, want %.3f", c.name, c.got.value(), c.floor)
		}
	}
}

// TestParagraphNumbers looks for every numbered paragraph of the reports at the start of a block.
func TestParagraphNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("real documents in -short")
	}
	dir := filepath.Join(realDir(t), "un-pairs")
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Skip(err)
	}
	var expected map[string]struct {
		Last int `json:"pdf_last"`
	}
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	for name, e := range expected {
		data, err := os.ReadFile(filepath.Join(dir, name+".pdf"))
		if err != nil || e.Last == 0 {
			continue
		}
		doc, err := Reader{}.Read(context.Background(), name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkDocument(t, doc)
		found := map[string]bool{}
		for _, b := range doc.Blocks {
			label := strings.TrimRight(doc.Quote(b.Label), ".")
			found[label[strings.LastIndexByte(label, '.')+1:]] = true
		}
		for n := 1; n <= e.Last; n++ {
			if !found[fmt.Sprint(n)] {
				t.Errorf("%s: no block begins with paragraph %d", name, n)
			}
		}
	}
}

// A text is what a document says, for comparing: its running text and the cells of its table rows.
type text struct {
	words []string
	plain string
	rows  map[string]int
}

func newText(s string) text {
	s = strings.NewReplacer("\u00A0", " ", "\u202F", " ", "\u2011", "-", "\u2010", "-", "\u00AD", "", "…", " ").Replace(s)
	t := text{rows: map[string]int{}}
	for _, w := range strings.Fields(s) {
		w = leaders.ReplaceAllString(w, "")
		if strings.Trim(w, ".·_") != "" {
			t.words = append(t.words, w)
		}
	}
	t.plain = strings.Join(t.words, " ")
	return t
}

var (
	leaders    = regexp.MustCompile(`\.{4,}\d*$|^\.{4,}`)
	hyphenated = regexp.MustCompile(`\p{L}+(?:-\p{L}+)+`)
	symbolRe   = regexp.MustCompile(`[A-Z]{1,4}(?:/[A-Z0-9][A-Za-z0-9.()-]*)+`)
	groupedRe  = regexp.MustCompile(`\b\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?\b`)
	dateRe     = regexp.MustCompile(`\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b`)
)

// bodyOf returns the text without running heads and feet; tables of contents are in.
func bodyOf(doc *pipeline.Document) text {
	var b strings.Builder
	rows := map[string]int{}
	var walk func(bs []*pipeline.Block)
	walk = func(bs []*pipeline.Block) {
		for _, k := range bs {
			if k.Kind == pipeline.Furniture {
				at := leaderAt(doc.Quote(k.Span))
				if at < 0 && k.Label.Empty() {
					continue
				}
				if at >= 0 { // an entry of the contents, which is a table row in the DOCX
					rows[shortRow([]string{strings.TrimPrefix(doc.Text[k.Start:k.Start+at], doc.Quote(k.Label)), strings.Trim(doc.Text[k.Start+at:k.End], " .")})]++
				}
			}
			if k.Kind == pipeline.Row {
				var cells []string
				for _, c := range k.Blocks {
					cells = append(cells, doc.Quote(c.Span))
				}
				if r := shortRow(cells); r != "" {
					rows[r]++
				}
			}
			if len(k.Blocks) == 0 {
				b.WriteString(doc.Quote(k.Span))
				b.WriteByte('\n')
				continue
			}
			walk(k.Blocks)
		}
	}
	walk(doc.Blocks)
	t := newText(b.String())
	t.rows = rows
	return t
}

// shortRow returns a key for a row of a number table, "" for other rows: at least two cells, short, half of them
// numbers.
func shortRow(cells []string) string {
	n, numbers := 0, 0
	var out []string
	for _, c := range cells {
		c = strings.Join(newText(c).words, " ")
		if c == "" || numberAt(c) == len(c) && strings.HasSuffix(c, ".") { // numbers that Word counts are no text in the DOCX
			continue
		}
		if len(c) > 60 {
			return ""
		}
		n++
		if strings.Trim(c, "0123456789 .,()-–−%$") == "" {
			numbers++
		}
		out = append(out, c)
	}
	if n < 2 || numbers*2 < n || !strings.ContainsAny(strings.Join(out, ""), "0123456789") {
		return ""
	}
	return strings.Join(out, "|")
}

// pdftotext reads the file with poppler's program, nil where it is not installed.
func pdftotext(path string) *text {
	plain, err := exec.Command("pdftotext", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		return nil
	}
	t := newText(string(plain))
	layout, _ := exec.Command("pdftotext", "-layout", "-enc", "UTF-8", path, "-").Output()
	wide := regexp.MustCompile(` {2,}`)
	for _, l := range strings.Split(string(layout), "\n") {
		if r := shortRow(wide.Split(strings.TrimSpace(l), -1)); r != "" {
			t.rows[r]++
		}
	}
	return &t
}

// readTruth reads the text of a DOCX file: the body, with each footnote behind the paragraph of its mark. Deleted
// text, fallbacks of text boxes, and raised marks are left out.
func readTruth(path string) (text, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return text{}, err
	}
	defer z.Close()
	part := func(name string) []byte {
		f, err := z.Open(name)
		if err != nil {
			return nil
		}
		defer f.Close()
		b, _ := io.ReadAll(f)
		return b
	}
	w := truth{notes: map[string]string{}, rows: map[string]int{}}
	w.walk(part("word/footnotes.xml"))
	w.out.Reset()
	w.walk(part("word/document.xml"))
	t := newText(w.out.String())
	t.rows = w.rows
	return t, nil
}

type truth struct {
	out   strings.Builder
	notes map[string]string
	note  string   // the note that is open
	due   []string // notes whose marks were read
	rows  map[string]int
}

func (w *truth) walk(data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var (
		skip, depth int
		inText      bool
		raised      bool
		cells       []int // where the cells of the open rows begin
		row         [][]string
	)
	attr := func(e xml.StartElement, name string) string {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	for {
		tok, err := d.Token()
		if err != nil {
			return
		}
		switch e := tok.(type) {
		case xml.StartElement:
			depth++
			if skip > 0 {
				continue
			}
			switch e.Name.Local {
			case "del", "moveFrom", "Fallback", "instrText", "pict":
				if e.Name.Local != "pict" {
					skip = depth
				}
			case "r":
				raised = false
			case "vertAlign":
				raised = attr(e, "val") == "superscript"
			case "t":
				inText = true
			case "tab", "br", "cr":
				w.out.WriteByte(' ')
			case "noBreakHyphen":
				w.out.WriteByte('-')
			case "footnoteReference":
				w.due = append(w.due, attr(e, "id"))
			case "footnote":
				w.out.Reset()
				w.note = attr(e, "id")
			case "tr":
				row = append(row, nil)
			case "tc":
				cells = append(cells, w.out.Len())
			}
		case xml.EndElement:
			if skip == depth {
				skip = 0
			}
			depth--
			if skip > 0 {
				continue
			}
			switch e.Name.Local {
			case "t":
				inText = false
			case "p":
				w.out.WriteByte('\n')
				if len(cells) == 0 && w.note == "" {
					for _, id := range w.due {
						w.out.WriteString(w.notes[id])
						w.out.WriteByte('\n')
					}
					w.due = nil
				}
			case "footnote":
				w.notes[w.note] = w.out.String()
				w.note = ""
			case "tc":
				n := len(cells) - 1
				if k := len(row) - 1; k >= 0 {
					row[k] = append(row[k], w.out.String()[cells[n]:])
				}
				cells = cells[:n]
			case "tr":
				k := len(row) - 1
				if r := shortRow(row[k]); r != "" {
					w.rows[r]++
				}
				row = row[:k]
			}
		case xml.CharData:
			if inText && skip == 0 && !raised {
				w.out.Write(e)
			}
		}
	}
}

// A ratio is how many of how many.
type ratio struct{ hit, of float64 }

func (r ratio) value() float64 {
	if r.of == 0 {
		return 1
	}
	return r.hit / r.of
}

func (r *ratio) add(o ratio) { r.hit, r.of = r.hit+o.hit, r.of+o.of }

// A score is how well a text agrees with the truth.
type score struct {
	n                                                       int
	f1, recall, precision, order, hyphens, symbols, numbers ratio
	dates, rows                                             ratio
}

const scoreHead = "   F1  recall precis  order hyphen symbol number  dates   rows"

func (s *score) String() string {
	v := func(r ratio) string { return fmt.Sprintf(" %.4f", r.value()) }
	return v(s.f1) + v(s.recall) + v(s.precision) + v(s.order) + v(s.hyphens) + v(s.symbols) + v(s.numbers) + v(s.dates) + v(s.rows)
}

func (s *score) add(o *score) {
	s.n++
	s.f1.add(o.f1)
	s.recall.add(o.recall)
	s.precision.add(o.precision)
	s.order.add(o.order)
	s.hyphens.add(o.hyphens)
	s.symbols.add(o.symbols)
	s.numbers.add(o.numbers)
	s.dates.add(o.dates)
	s.rows.add(o.rows)
}

func (w text) score(got text) *score {
	hit, all, have := overlap(bag(w.words), bag(got.words))
	s := &score{n: 1}
	s.recall, s.precision = ratio{hit, all}, ratio{hit, have}
	s.f1 = ratio{2 * hit, all + have}
	s.order = ratio{float64(lcs(w.words, got.words)), all}
	found := func(re *regexp.Regexp) ratio {
		hit, all, _ := overlap(bag(re.FindAllString(w.plain, -1)), bag(re.FindAllString(got.plain, -1)))
		return ratio{hit, all}
	}
	s.hyphens, s.symbols, s.numbers, s.dates = found(hyphenated), found(symbolRe), found(groupedRe), found(dateRe)
	hit, all, _ = overlap(w.rows, got.rows)
	s.rows = ratio{hit, all}
	return s
}

// diff prints what is missing and what is too much.
func (w text) diff(got text) {
	show := func(name string, a, b map[string]int) {
		var out []string
		for k, n := range a {
			if n > b[k] {
				out = append(out, fmt.Sprintf("%s×%d", k, n-b[k]))
			}
		}
		fmt.Printf("  %s (%d): %.3000s\n", name, len(out), strings.Join(out, "  "))
	}
	show("missing words", bag(w.words), bag(got.words))
	show("extra words", bag(got.words), bag(w.words))
	for _, re := range []*regexp.Regexp{hyphenated, symbolRe, groupedRe, dateRe} {
		show("missing "+re.String()[:8], bag(re.FindAllString(w.plain, -1)), bag(re.FindAllString(got.plain, -1)))
	}
	show("missing rows", w.rows, got.rows)
	show("extra rows", got.rows, w.rows)
}

func bag(words []string) map[string]int {
	m := map[string]int{}
	for _, w := range words {
		m[w]++
	}
	return m
}

func overlap(want, got map[string]int) (hit, all, have float64) {
	for w, n := range want {
		all += float64(n)
		hit += float64(min(n, got[w]))
	}
	for _, n := range got {
		have += float64(n)
	}
	return hit, all, have
}

// lcs returns the length of the longest common subsequence, by bits (Hyyrö 2004): one row of bits is kept.
func lcs(a, b []string) int {
	ids := map[string]int{}
	masks := [][]uint64{}
	n := (len(a) + 63) / 64
	for i, w := range a {
		id, ok := ids[w]
		if !ok {
			id = len(masks)
			ids[w] = id
			masks = append(masks, make([]uint64, n))
		}
		masks[id][i/64] |= 1 << (i % 64)
	}
	row := make([]uint64, n)
	for i := range row {
		row[i] = ^uint64(0)
	}
	for _, w := range b {
		id, ok := ids[w]
		if !ok {
			continue
		}
		m := masks[id]
		carry := uint64(0)
		for i := range row {
			u := row[i] & m[i]
			sum := row[i] + u
			c := uint64(0)
			if sum < u {
				c = 1
			}
			sum += carry
			if sum < carry {
				c = 1
			}
			row[i] = sum | (row[i] &^ m[i])
			carry = c
		}
	}
	count := 0
	for i := range a {
		if row[i/64]>>(i%64)&1 == 0 {
			count++
		}
	}
	return count
}
