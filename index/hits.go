package index

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/search"

	"plenary/pipeline"
)

// A Hit is one paragraph.
type Hit struct {
	Rank     int     `json:"rank"` // from 1
	Score    float64 `json:"score"`
	Symbol   string  `json:"symbol"`
	Language string  `json:"language"`
	Section  string  `json:"section"`
	Annex    string  `json:"annex,omitempty"`
	Heading  string  `json:"heading"` // the titles above the paragraph, outermost first, " > " between
	Title    string  `json:"title"`
	Date     string  `json:"date,omitempty"` // of the document, ISO 8601
	Page     int     `json:"page"`
	Path     string  `json:"path"`
	Snippet  string  `json:"snippet"` // HTML-escaped but for <mark>
	Also     []Also  `json:"also"`
}

// An Also names another language or rendition of the same document.
type Also struct {
	Symbol   string `json:"symbol"`
	Language string `json:"language"`
	Path     string `json:"path"`
}

// A Document is the hits in one document, its language versions and renditions together.
type Document struct {
	Symbol string `json:"symbol"` // without the language
	Title  string `json:"title"`
	Date   string `json:"date,omitempty"`
	Ranks  []int  `json:"ranks"` // its hits
	More   int    `json:"more"`  // paragraphs that were found beside these
}

// perDocument is how many hits of one document are shown where hits are gathered by document.
const perDocument = 3

// A version is one paragraph of one file.
type version struct {
	para  paragraph
	file  File
	score float64
}

// A found is a paragraph with its versions, the best first.
type found []version

func (f found) document() string { return documentKey(f[0].file.Symbol, f[0].file.Key) }

// collapse gathers matches that are versions of one paragraph: same document, same number.
func (s *searching) collapse(matches search.DocumentMatchCollection) ([]found, error) {
	var out []found
	at := map[string]int{}
	if s.order == nil { // of the same score: in the order of files and places
		slices.SortStableFunc(matches, func(a, b *search.DocumentMatch) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID))
		})
	}
	for _, m := range matches {
		v, err := s.version(m)
		if err != nil {
			return nil, err
		}
		same := found{v}.document() + "\x00" + v.para.Annex + "\x00" + v.para.Section + "\x00" + strconv.Itoa(v.para.Nth)
		if i, ok := at[same]; ok {
			out[i] = append(out[i], v)
			continue
		}
		at[same] = len(out)
		out = append(out, found{v})
	}
	return out, nil
}

func (s *searching) version(m *search.DocumentMatch) (version, error) {
	v := version{score: m.Score}
	data, err := stored(s.reader.now, m.ID, "para")
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(data["para"], &v.para); err != nil {
		return v, fmt.Errorf("%w: %s: %v", ErrBroken, m.ID, err)
	}
	key := strings.TrimPrefix(m.ID, "p/")
	v.file, err = s.file(key[:strings.IndexByte(key, '/')])
	return v, err
}

func (s *searching) file(key string) (File, error) {
	f, ok := s.files[key]
	if !ok {
		var err error
		if f, err = s.reader.File(key); err != nil {
			return f, err
		}
		s.files[key] = f
	}
	return f, nil
}

// documents counts the documents that paragraphs are of.
func documents(all []found) int {
	seen := map[string]bool{}
	for _, f := range all {
		seen[f.document()] = true
	}
	return len(seen)
}

// show fills a response with the paragraphs of its page.
func (s *searching) show(all []found, resp *Response) error {
	if s.req.Group {
		return s.showDocuments(all, resp)
	}
	if err := s.turn(all); err != nil {
		return err
	}
	from := min(s.req.Offset, len(all))
	for i, f := range all[from:min(from+s.req.Limit, len(all))] {
		h, err := s.hit(f)
		if err != nil {
			return err
		}
		h.Rank = from + i + 1
		resp.Hits = append(resp.Hits, h)
	}
	return nil
}

// turn puts the version in the query's own language first where versions are nearly as good: "regional presence"
// finds "présence régionale" too, since accents do not matter.
func (s *searching) turn(all []found) error {
	lang, err := s.language(all)
	if err != nil {
		return err
	}
	const nearly = 0.5
	for _, f := range all {
		if lang == "" { // as records go: English first
			for i, v := range f {
				if v.score == f[0].score && languageRank(v.file.Language) < languageRank(f[0].file.Language) {
					f[0], f[i] = v, f[0]
				}
			}
		}
		if f[0].file.Language == lang {
			continue
		}
		for i, v := range f {
			if v.file.Language == lang && v.score >= nearly*f[0].score {
				copy(f[1:i+1], f[:i])
				f[0] = v
				break
			}
		}
	}
	return nil
}

// language returns the language that the query is written in: the one whose versions of the first hits have the
// most of its words letter for letter; the request's own preference where that does not tell.
func (s *searching) language(all []found) (string, error) {
	const looked = 4 // hits
	points := map[string]int{}
	for _, f := range all[:min(looked, len(all))] {
		seen := map[string]bool{}
		for _, v := range f {
			if seen[v.file.Language] {
				continue
			}
			seen[v.file.Language] = true
			text, err := s.reader.text(v.file.Key)
			if err != nil {
				return "", err
			}
			words := strings.ToLower(v.file.Title + " " + v.para.Heading + " " + text[min(v.para.Start, len(text)):min(v.para.End, len(text))])
			for _, w := range s.words {
				if strings.Contains(words, w) {
					points[v.file.Language]++
				}
			}
		}
	}
	best := s.req.Prefer
	for _, lang := range Languages {
		if points[lang] > points[best] {
			best = lang
		}
	}
	return best, nil
}

func (s *searching) showDocuments(all []found, resp *Response) error {
	if err := s.turn(all); err != nil {
		return err
	}
	var order []string
	of := map[string][]found{}
	for _, f := range all {
		d := f.document()
		if of[d] == nil {
			order = append(order, d)
		}
		of[d] = append(of[d], f)
	}
	from := min(s.req.Offset, len(order))
	rank := 0
	for _, d := range order[:from] {
		rank += min(perDocument, len(of[d]))
	}
	for _, name := range order[from:min(from+s.req.Limit, len(order))] {
		list := of[name]
		file := list[0][0].file
		d := Document{Symbol: strings.TrimPrefix(name, "#"+file.Key), Title: file.Title, Date: file.Date, More: max(0, len(list)-perDocument)}
		for _, f := range list[:min(perDocument, len(list))] {
			h, err := s.hit(f)
			if err != nil {
				return err
			}
			rank++
			h.Rank = rank
			d.Ranks = append(d.Ranks, rank)
			resp.Hits = append(resp.Hits, h)
		}
		resp.Documents = append(resp.Documents, d)
	}
	return nil
}

// hit makes the hit of a paragraph: its best version, and the names of all others that the index holds.
func (s *searching) hit(f found) (Hit, error) {
	v := f[0]
	h := Hit{
		Score: v.score, Symbol: v.file.Symbol, Language: v.file.Language, Section: v.para.Section, Annex: v.para.Annex,
		Heading: v.para.Heading, Title: v.file.Title, Date: v.file.Date, Page: v.para.Page, Path: v.file.Path, Also: []Also{},
	}
	text, err := s.reader.text(v.file.Key)
	if err != nil {
		return h, err
	}
	if v.para.End > len(text) {
		return h, fmt.Errorf("%w: the text of %s is shorter than its paragraphs", ErrBroken, v.file.Path)
	}
	quotes, err := s.quotes(v)
	if err != nil {
		return h, err
	}
	h.Snippet = s.snippet(v.file.Language, text[v.para.Start:v.para.End], quotes)
	if v.file.Symbol == "" {
		return h, nil
	}
	keys, err := s.reader.keysOf("fsymbol", symbolValue(withoutLanguage(v.file.Symbol)))
	if err != nil {
		return h, err
	}
	for _, key := range keys {
		o, err := s.file(key)
		if err != nil {
			return h, err
		}
		if o.Key != v.file.Key && documentKey(o.Symbol, o.Key) == f.document() {
			h.Also = append(h.Also, Also{o.Symbol, o.Language, o.Path})
		}
	}
	return h, nil
}

// quotes returns the places in a paragraph of the facts that the query asked for.
func (s *searching) quotes(v version) ([]pipeline.Span, error) {
	if len(s.builder.facts) == 0 {
		return nil, nil
	}
	facts, err := s.reader.facts(v.file.Key)
	if err != nil {
		return nil, err
	}
	var out []pipeline.Span
	for _, f := range facts {
		if f.Start < v.para.Start || f.End > v.para.End {
			continue
		}
		for _, asked := range s.builder.facts {
			if asked.finds(f) {
				out = append(out, pipeline.Span{Start: f.Start - v.para.Start, End: f.End - v.para.Start})
				break
			}
		}
	}
	return out, nil
}
