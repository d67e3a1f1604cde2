package real

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"

	"plenary/pipeline"
)

// itu prints what each document gives, and for those with a transcription which share of its headings and
// numbers is found.
func itu(m *measure, dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(m.out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "itu\tlanguage\tsections\tdoubted\tclauses\tfacts\ttranscribed numbers\ttranscribed titles\n")
	for _, file := range files {
		if filepath.Ext(file) == ".adoc" {
			continue
		}
		id := filepath.Base(file)
		_, rec, err := m.read(file)
		if err != nil {
			fmt.Fprintf(w, "%s\t%v\n", id, err)
			continue
		}
		doubted := 0
		for _, p := range rec.Problems {
			if p.Stage == "sections" {
				doubted++
				m.miss("%s: %s", id, p.Message)
			}
		}
		numbers, titles, err := m.transcribed(strings.TrimSuffix(file, filepath.Ext(file))+".gold.adoc", rec)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", id, rec.Language, len(rec.Sections), doubted, len(rec.Clauses), len(rec.Facts), numbers, titles)
	}
	fmt.Fprintln(w)
	return w.Flush()
}

// A heading of an AsciiDoc text: "=== Voting", "== {blank}"; before it may stand "[number=1bis]".
var (
	adocHeading = regexp.MustCompile(`^(={2,6}) (.*)$`)
	adocNumber  = regexp.MustCompile(`^\[number=(\w+)\]$`)
)

// transcribed compares the sections with a transcription, where there is one: its headings carry no numbers, they
// are counted.
func (m *measure) transcribed(path string, rec *pipeline.Record) (numbers, titles share, err error) {
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return numbers, titles, nil
	} else if err != nil {
		return numbers, titles, err
	}
	id := filepath.Base(path)
	found := map[string]bool{}
	for _, s := range rec.Sections {
		found[s.Number] = true
		found[plainTitle(s.Title)] = true
	}
	var count [7]string
	given, unnumbered := "", false
	for _, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if n := adocNumber.FindStringSubmatch(line); n != nil {
			given = n[1]
		}
		unnumbered = unnumbered || line == "[%unnumbered]" || strings.HasPrefix(line, "[appendix")
		h := adocHeading.FindStringSubmatch(line)
		if h == nil {
			continue
		}
		level := len(h[1]) - 1
		if unnumbered {
			unnumbered = false
			if level == 1 {
				count = [7]string{}
			}
			continue
		}
		if given == "" {
			n, _ := strconv.Atoi(strings.TrimRight(count[level], "abcdefghijklmnopqrstuvwxyz"))
			given = strconv.Itoa(n + 1)
		}
		count[level], given = given, ""
		for k := level + 1; k < len(count); k++ {
			count[k] = ""
		}
		number := strings.Join(count[1:level+1], ".")
		numbers.of(found[number])
		if !found[number] {
			m.miss("%s: number %s", id, number)
		}
		if title := strings.TrimSpace(h[2]); title != "{blank}" {
			titles.of(found[plainTitle(title)])
			if !found[plainTitle(title)] {
				m.miss("%s: title %s %s", id, number, title)
			}
		}
	}
	return numbers, titles, nil
}

// adocLink is a reference inside the text, which a reader sees as the number or name of its target.
var adocLink = regexp.MustCompile(`\s*\((see )?<<[^>]*>>\)$|\s*\(see (Figure|Table) [^)]*\)$`)

// plainTitle returns a title in the form in which two are compared.
func plainTitle(s string) string {
	return adocLink.ReplaceAllString(strings.ToLower(pipeline.NewShadow(s).Text), "")
}
