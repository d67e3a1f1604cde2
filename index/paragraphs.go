package index

import (
	"strings"

	"plenary/pipeline"
)

// maxParagraph is the most text, in bytes, that one paragraph of the index holds; a longer one is cut at a
// line end.
const maxParagraph = 16 << 10

// A paragraph is what search answers on: a numbered paragraph, or a heading with its unnumbered text.
type paragraph struct {
	Section string `json:"s,omitempty"`
	Annex   string `json:"a,omitempty"`
	Heading string `json:"h,omitempty"` // the titles above it, outermost first, " > " between
	Nth     int    `json:"n,omitempty"` // how many of this number, in this annex, stand before it: numbers may begin anew
	Page    int    `json:"p,omitempty"`
	Start   int    `json:"b"`
	End     int    `json:"e"`
}

// paragraphs cuts a record's body into what search answers on.
func paragraphs(rec *pipeline.Record) []paragraph {
	var out []paragraph
	add := func(p paragraph, end int) {
		for p.Start < end {
			p.End = cut(rec.Text, p.Start, end)
			if strings.TrimSpace(rec.Text[p.Start:p.End]) != "" {
				out = append(out, p)
			}
			p.Start = p.End
		}
	}
	body := len(rec.Text)
	first := body
	if len(rec.Sections) > 0 {
		first = rec.Sections[0].Start
	}
	add(paragraph{Page: pageAt(rec, 0)}, first)
	var above []pipeline.Section
	seen := map[string]int{}
	for i, s := range rec.Sections {
		for len(above) > 0 && above[len(above)-1].End <= s.Start {
			above = above[:len(above)-1]
		}
		above = append(above, s)
		end := s.End
		if i+1 < len(rec.Sections) && rec.Sections[i+1].Start < end {
			end = rec.Sections[i+1].Start
		}
		if onlyHeading(rec, i, end) {
			continue
		}
		label := s.Annex + "\x00" + s.Number
		add(paragraph{Section: s.Number, Annex: s.Annex, Nth: seen[label], Heading: headingPath(above), Page: s.Page, Start: s.Start}, end)
		seen[label]++
		next := body
		if i+1 < len(rec.Sections) {
			next = rec.Sections[i+1].Start
		}
		if end < next { // text after a section's end and before the next begins
			add(paragraph{Annex: s.Annex, Page: pageAt(rec, end), Start: end}, next)
		}
	}
	return out
}

// onlyHeading reports whether section i has nothing of its own but its heading, and parts that carry it in
// their heading path. Such a heading would be found before the paragraphs that it stands over.
func onlyHeading(rec *pipeline.Record, i, end int) bool {
	s := rec.Sections[i]
	if s.Title == "" || end >= s.End || i+1 == len(rec.Sections) || rec.Sections[i+1].Start >= s.End {
		return false
	}
	own := strings.TrimSpace(rec.Text[s.Start:end])
	return len(own) <= len(s.Number)+len(s.Title)+8 // the number, its point, a tab and the title
}

func headingPath(above []pipeline.Section) string {
	var titles []string
	for _, s := range above {
		if s.Title != "" {
			titles = append(titles, s.Title)
		}
	}
	return strings.Join(titles, " > ")
}

// cut returns where the piece of text that begins at start ends: at most maxParagraph bytes on, after a line
// end if there is one, else after a space, else between two characters.
func cut(text string, start, end int) int {
	if end-start <= maxParagraph {
		return end
	}
	piece := text[start : start+maxParagraph]
	if i := strings.LastIndexByte(piece, '\n'); i > 0 {
		return start + i + 1
	}
	if i := strings.LastIndexByte(piece, ' '); i > 0 {
		return start + i + 1
	}
	i := len(piece)
	for i > 1 && text[start+i]&0xC0 == 0x80 {
		i--
	}
	return start + i
}

func pageAt(rec *pipeline.Record, offset int) int {
	for i, s := range rec.Pages {
		if offset < s[1] {
			return i + 1
		}
	}
	return len(rec.Pages)
}

// factsBy returns the facts of each paragraph.
func factsBy(rec *pipeline.Record, paras []paragraph) [][]pipeline.Fact {
	out := make([][]pipeline.Fact, len(paras))
	i := 0
	for _, f := range rec.Facts { // both are in reading order
		for i < len(paras) && paras[i].End <= f.Start {
			i++
		}
		if i < len(paras) && paras[i].Start <= f.Start {
			out[i] = append(out[i], f)
		}
	}
	return out
}

// bodyShadows returns the shadow of each paragraph without the furniture that lies in it.
func bodyShadows(rec *pipeline.Record, paras []paragraph) []string {
	sh := pipeline.NewShadow(rec.Text)
	out := make([]string, len(paras))
	next := 0 // the first piece of furniture that may touch the paragraph in hand; both are in reading order
	for i, p := range paras {
		for next < len(rec.Furniture) && rec.Furniture[next][1] <= p.Start {
			next++
		}
		at, body := p.Start, ""
		for k := next; k < len(rec.Furniture) && rec.Furniture[k][0] < p.End; k++ {
			f := rec.Furniture[k]
			if f[0] > at {
				body += sh.Text[sh.From(at):sh.From(f[0])] + "\n"
			}
			at = max(at, f[1])
		}
		if at < p.End {
			body += sh.Text[sh.From(at):sh.From(p.End)]
		}
		out[i] = body
	}
	return out
}
