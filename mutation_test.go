package plenary_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"plenary/pipeline"
)

// A mutation changes how a rendition looks, never what it says.
type mutation struct {
	name   string
	format string
	langs  []string // nil for all
	change func(data []byte) ([]byte, error)
}

var mutations = []mutation{
	{"no-break spaces become plain", "text", nil, plainText(func(s string) string { return noBreak.Replace(s) })},
	{"plain spaces become no-break", "text", nil, plainText(func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })},
	{"lines are broken at 64 columns", "text", nil, func(data []byte) ([]byte, error) {
		if bytes.Count(data, []byte("\n\n")) > 10 {
			return nil, fmt.Errorf("its lines are broken already")
		}
		return plainText(wrapped)(data)
	}},
	{"accents are lost", "text", []string{"fr", "es"}, plainText(unaccented)},
	{"no-break spaces become plain", "html", nil, words(func(s string) string { return noBreak.Replace(strings.ReplaceAll(s, "&nbsp;", " ")) })},
	{"plain spaces become no-break", "html", nil, words(func(s string) string { return strings.ReplaceAll(s, " ", "&nbsp;") })},
	{"each space is a line break", "html", nil, words(func(s string) string { return strings.ReplaceAll(s, " ", "\n") })},
	{"words are cut into runs", "html", nil, words(cutWords("</span><span>", "<span>", "</span>"))},
	{"accents are lost", "html", []string{"fr", "es"}, words(unaccented)},
	{"words are cut into runs", "docx", nil, inDocument(wordText, func(s string) string {
		return cutWords(`</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">`, "", "")(s)
	})},
	{"a page ends in each run", "docx", nil, inDocument(wordText, func(s string) string {
		return cutWords(`</w:t><w:lastRenderedPageBreak/><w:t xml:space="preserve">`, "", "")(s)
	})},
	{"no-break spaces become plain", "docx", nil, inDocument(wordText, func(s string) string { return noBreak.Replace(s) })},
	{"plain spaces become no-break", "docx", nil, inDocument(wordText, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })},
}

// pending is what a mutation still changes, with the reason. It can only grow shorter: one that changes
// nothing any more must leave the list.
var pending = map[string]string{
	"c23-24-r/text/lines are broken at 64 columns":       "a number that goes on with a sentence opens a line as a mark does",
	"c23-50-s/text/lines are broken at 64 columns":       "the bracket of a list of resolutions is broken, and its place stands on a short line",
	"c24-37-e/text/lines are broken at 64 columns":       "a number that goes on with a sentence opens a line as a mark does",
	"c26-42-r/text/lines are broken at 64 columns":       "a verb of a resolution below a line that ends with a comma looks like the rest of it",
	"c26-81-r/text/lines are broken at 64 columns":       "a number that goes on with a sentence opens a line as a mark does",
	"cl-25-38-c/text/lines are broken at 64 columns":     "Chinese words are broken inside",
	"pp-26-48-r/text/lines are broken at 64 columns":     "a verb of a resolution below a line that ends with a comma looks like the rest of it",
	"rpm-afr25-30-f/text/lines are broken at 64 columns": "a number that goes on with a sentence opens a line as a mark does",
	"rrb26-1-9-e/text/lines are broken at 64 columns":    "a number that goes on with a sentence opens a line as a mark does",
	"c27-121-s/text/lines are broken at 64 columns":      "the rows of a table are broken, and the number that opens one stands before a noun",
	"c24-77-r/text/lines are broken at 64 columns":       "a verb of a resolution below a line of 40 characters that ends with a comma looks like the rest of it",
	"pp-22-46-f/text/lines are broken at 64 columns":     "a verb of a resolution below a line of 40 characters that ends with a comma looks like the rest of it",
}

// TestMutationsChangeNoFact holds that a report says the same however it is set: the facts of every
// mutation are the facts of the rendition as it is.
func TestMutationsChangeNoFact(t *testing.T) {
	p := everything()
	for _, c := range reports(t) {
		for _, src := range c.Sources {
			for _, m := range mutations {
				if m.format != src.Format || m.langs != nil && !slices.Contains(m.langs, c.Language()) {
					continue
				}
				t.Run(fmt.Sprintf("%s/%s/%s", c.ID, src.Format, m.name), func(t *testing.T) {
					t.Parallel()
					data, err := os.ReadFile(src.Path)
					if err != nil {
						t.Fatal(err)
					}
					changed, err := m.change(data)
					if err != nil {
						t.Skip(err)
					}
					want, got := said(t, p, src.Path, data), said(t, p, src.Path, changed)
					if why, ok := pending[c.ID+"/"+src.Format+"/"+m.name]; ok {
						if len(without(want, got))+len(without(got, want)) == 0 {
							t.Fatal("no longer pending: take it off the list")
						}
						t.Skip("pending: " + why)
					}
					for _, f := range without(want, got) {
						t.Errorf("lost: %s", f)
					}
					for _, f := range without(got, want) {
						t.Errorf("new: %s", f)
					}
				})
			}
		}
	}
}

// said returns what a file says: its sections' numbers, clauses and facts, one a line, sorted.
func said(t *testing.T, p *pipeline.Pipeline, path string, data []byte) []string {
	t.Helper()
	_, rec, err := p.Extract(context.Background(), filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{"symbol " + rec.Header.Symbol, "date " + rec.Header.Date}
	for _, s := range rec.Sections {
		lines = append(lines, "section "+s.Annex+" "+s.Number)
	}
	for _, c := range rec.Clauses {
		lines = append(lines, "clause "+c.Key)
	}
	for _, f := range rec.Facts {
		value := f.Value
		if f.Kind == "figure" {
			value = strconv.FormatFloat(*f.Number, 'f', -1, 64) + " " + *f.Unit + " " + f.Parts["qualifier"]
		}
		lines = append(lines, fmt.Sprintf("%s %s in section %s %s", f.Kind, value, f.Annex, f.Section))
	}
	sort.Strings(lines)
	return lines
}

// without returns the lines of a that b lacks, each as often as it lacks it. Both are sorted.
func without(a, b []string) []string {
	count := map[string]int{}
	for _, s := range b {
		count[s]++
	}
	var list []string
	for _, s := range a {
		if count[s]--; count[s] < 0 {
			list = append(list, s)
		}
	}
	return list
}

var noBreak = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")

// plainText applies a change to a text in UTF-8; renditions in other charsets are left to the other formats.
func plainText(change func(string) string) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		if !utf8.Valid(data) {
			return nil, fmt.Errorf("the text is not in UTF-8")
		}
		return []byte(change(string(data))), nil
	}
}

// wrapped breaks every line that is wider than 64 columns but the rows of tables, and parts paragraphs of nearly a line by empty lines.
func wrapped(s string) string {
	const columns = 64
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if strings.Count(line, "\t") > 1 { // a row of a table
			out = append(out, line)
			continue
		}
		row, width := "", 0
		for _, word := range piece.FindAllString(line, -1) {
			n := columnsOf(word)
			if width > 0 && width+columnsOf(strings.TrimRight(word, " ")) > columns {
				out, row, width = append(out, strings.TrimRight(row, " ")), "", 0
			}
			row, width = row+word, width+n
		}
		out = append(out, row)
		if columnsOf(line) > columns*3/4 {
			out = append(out, "")
		}
	}
	return strings.Join(out, "\n")
}

// piece is what a line may be broken behind: a word with its space, or a Chinese character with the signs that stand by it.
var piece = regexp.MustCompile(`[（《“]*(?:\p{Han}[，。；：、）》”！？]*|[^ \p{Han}（《“]+ *)| +`)

// columnsOf returns how many columns a terminal gives a text: two to a wide character.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 && r < 0xFFE0 {
			n++
		}
		n++
	}
	return n
}

// unaccented drops the accents of Latin letters.
func unaccented(s string) string {
	out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return out
}

// markup is a tag, a comment or a style sheet with what is inside.
var markup = regexp.MustCompile(`(?s)<style.*?</style>|<title.*?</title>|<!--.*?-->|<[^>]*>`)

// words applies a change to the words between the tags of an HTML page.
func words(change func(string) string) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		var out strings.Builder
		rest := string(data)
		for rest != "" {
			at := markup.FindStringIndex(rest)
			if at == nil {
				at = []int{len(rest), len(rest)}
			}
			if text := rest[:at[0]]; strings.TrimSpace(text) != "" {
				text = change(text)
				out.WriteString(text)
			} else {
				out.WriteString(text)
			}
			out.WriteString(rest[at[0]:at[1]])
			rest = rest[at[1]:]
		}
		return []byte(out.String()), nil
	}
}

// cutWords returns a change that puts a border after every fifth character that is a letter or a digit and
// has another one behind it, never inside an entity.
func cutWords(border, before, after string) func(string) string {
	return func(s string) string {
		var out strings.Builder
		out.WriteString(before)
		n, entity := 0, false
		list := []rune(s)
		for i, c := range list {
			out.WriteRune(c)
			switch {
			case c == '&':
				entity = true
			case c == ';':
				entity = false
			}
			word := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
			if n++; n >= 5 && !entity && i+1 < len(list) && word(c) && word(list[i+1]) {
				out.WriteString(border)
				n = 0
			}
		}
		out.WriteString(after)
		return out.String()
	}
}

// wordText is the text of a run.
var wordText = regexp.MustCompile(`(<w:t xml:space="preserve">)([^<]*)(</w:t>)`)

// inDocument applies a change to what the second group of a pattern matches in word/document.xml.
func inDocument(pattern *regexp.Regexp, change func(string) string) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, f := range r.File {
			part, err := f.Open()
			if err != nil {
				return nil, err
			}
			text, err := io.ReadAll(part)
			if err != nil {
				return nil, err
			}
			if f.Name == "word/document.xml" {
				text = pattern.ReplaceAllFunc(text, func(m []byte) []byte {
					g := pattern.FindSubmatch(m)
					return slices.Concat(g[1], []byte(change(string(g[2]))), g[3])
				})
			}
			to, err := w.Create(f.Name)
			if err != nil {
				return nil, err
			}
			if _, err := to.Write(text); err != nil {
				return nil, err
			}
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		return out.Bytes(), nil
	}
}
