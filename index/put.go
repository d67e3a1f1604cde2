package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A File is what the index remembers of a file: enough to tell, without reading it, that it has not changed.
type File struct {
	Key        string `json:"key"`             // the index's own name for it, "" before it was put
	Path       string `json:"path"`            // as given when it was read; what people see
	Abs        string `json:"abs"`             // absolute, with / between; what tells files apart. A file in an archive is "archive.zip!/name"
	SHA256     string `json:"sha256"`          // hex; "" where the file could not be read
	Size       int64  `json:"size"`            // bytes
	Modified   int64  `json:"mtime"`           // ns since 1970
	Changed    int64  `json:"ctime,omitempty"` // of the inode, ns since 1970; 0 where the system does not tell
	Inode      uint64 `json:"inode,omitempty"` // 0 where the system has none
	Extractor  string `json:"extractor"`       // the version that made the record
	Outcome    string `json:"outcome"`         // pipeline.OutcomeOK ...
	Error      string `json:"error,omitempty"`
	Paragraphs int    `json:"paragraphs"`
	Symbol     string `json:"symbol,omitempty"`
	Language   string `json:"language,omitempty"`
	Title      string `json:"title,omitempty"`
	Date       string `json:"date,omitempty"`
}

// OutcomeArchive is the outcome of an entry that stands for an archive as a whole. It has no record; what was
// read from the archive has entries of its own.
const OutcomeArchive = "archive"

// HasRecord reports whether the index has a record of the file: it was read, at least in part.
func (f File) HasRecord() bool { return f.Error == "" && f.Outcome != OutcomeArchive }

// maxParagraph is the most text, in bytes, that one paragraph of the index holds; a longer one is cut at a
// line end.
const maxParagraph = 16 << 10

// A paragraph is what search answers on: a numbered paragraph, or a heading with its unnumbered text.
type paragraph struct {
	Section string `json:"s,omitempty"`
	Annex   string `json:"a,omitempty"`
	Heading string `json:"h,omitempty"` // the titles above it, outermost first, " > " between
	Page    int    `json:"p,omitempty"`
	Start   int    `json:"b"`
	End     int    `json:"e"`
}

// Put adds a file and its record, in place of what was there under file.Key. A record of nil keeps only the
// file, so that a file that failed is remembered. It returns the number of paragraphs.
func (w *Writer) Put(ctx context.Context, file File, rec *pipeline.Record) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if file.Key == "" {
		w.next++
		file.Key = strconv.FormatUint(w.next, 36)
	} else if err := w.Remove(file); err != nil {
		return 0, err
	}
	if rec == nil {
		file.Paragraphs = 0
		return 0, w.putFile(file)
	}
	paras := paragraphs(rec)
	file.Paragraphs, file.Symbol, file.Language = len(paras), rec.Header.Symbol, rec.Language
	file.Title, file.Date = rec.Header.Title, rec.Header.Date
	if err := w.putFile(file); err != nil {
		return 0, err
	}
	if err := w.putRecord(file.Key, rec); err != nil {
		return 0, err
	}
	facts := factsBy(rec, paras)
	sh := pipeline.NewShadow(rec.Text)
	for i, p := range paras {
		if err := w.batch.IndexAdvanced(paragraphDocument(file.Key, i, p, rec, sh, facts[i])); err != nil {
			return 0, fmt.Errorf("index %s: %w", file.Path, err)
		}
	}
	w.size += len(rec.Text)
	limit := w.BatchBytes
	if limit == 0 {
		limit = defaultBatch
	}
	if w.size >= limit {
		return len(paras), w.start()
	}
	return len(paras), nil
}

// Remove takes a file, its record and its paragraphs out of the index.
func (w *Writer) Remove(file File) error {
	w.batch.Delete("f/" + file.Key)
	w.batch.Delete("r/" + file.Key)
	for i := range file.Paragraphs {
		w.batch.Delete(paragraphID(file.Key, i))
	}
	return nil
}

// Update changes what the index remembers of a file and leaves its record and paragraphs as they are: a file
// that was moved, or touched without a change.
func (w *Writer) Update(file File) error { return w.putFile(file) }

func paragraphID(key string, i int) string { return "p/" + key + "/" + strconv.Itoa(i) }

func (w *Writer) putFile(file File) error {
	data, err := json.Marshal(file)
	if err != nil {
		return err
	}
	d := document.NewDocument("f/" + file.Key)
	addStored(d, "file", data)
	addTerm(d, "path", file.Path, 0)
	if file.Symbol != "" {
		for _, s := range symbolForms(file.Symbol) {
			addTerm(d, "fsymbol", s, 0)
		}
	}
	return w.batch.IndexAdvanced(d)
}

func (w *Writer) putRecord(key string, rec *pipeline.Record) error {
	bare := *rec
	bare.Text = ""
	data, err := json.Marshal(&bare)
	if err != nil {
		return err
	}
	d := document.NewDocument("r/" + key)
	addStored(d, "json", encoder().EncodeAll(data, nil))
	addStored(d, "text", encoder().EncodeAll([]byte(rec.Text), nil))
	return w.batch.IndexAdvanced(d)
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
		add(paragraph{Section: s.Number, Annex: s.Annex, Heading: headingPath(above), Page: s.Page, Start: s.Start}, end)
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

const (
	optText  = index.IndexField | index.IncludeTermVectors
	optWords = index.IndexField
	optTerm  = index.IndexField | index.SkipFreqNorm
	optFacet = optTerm | index.DocValues
)

func paragraphDocument(key string, n int, p paragraph, rec *pipeline.Record, sh *pipeline.Shadow, facts []pipeline.Fact) *document.Document {
	d := document.NewDocument(paragraphID(key, n))
	lang := rec.Language
	if lang == "" {
		lang = "xx"
	}
	a := analyzerFor(lang)
	d.AddField(document.NewTextFieldCustom("text_"+lang, nil, []byte(bodyShadow(rec, sh, p)), optText, a))
	if above := rec.Header.Title + " " + p.Heading; above != " " {
		d.AddField(document.NewTextFieldCustom("head_"+lang, nil, []byte(pipeline.NewShadow(above).Text), optWords, a))
	}
	data, _ := json.Marshal(p) // a struct of strings and numbers
	addStored(d, "para", data)
	h := rec.Header
	once := map[string]bool{}
	term := func(field, value string, opt index.FieldIndexingOptions) {
		if value != "" && len(value) <= maxTerm && !once[field+"\x00"+value] {
			once[field+"\x00"+value] = true
			addTerm(d, field, value, opt)
		}
	}
	term("lang", lang, optFacet)
	term("body", strings.ToLower(h.Body), optFacet)
	if h.Year != 0 {
		term("year", strconv.Itoa(h.Year), optFacet)
	}
	term("type", h.Type, optFacet)
	term("docdate", h.Date, optFacet)
	for _, s := range symbolForms(h.Symbol) {
		term("symbol", s, optTerm)
	}
	term("doc", documentKey(h.Symbol, key), optFacet)
	term("section", strings.ToLower(p.Section), optTerm)
	for _, t := range tokens.Cut(pipeline.NewShadow(h.Source).Text) {
		term("source", t.Fold, optTerm)
	}
	for _, f := range facts {
		term("kind", f.Kind, optFacet)
		for _, t := range factTerms(f) {
			term(t.field, t.value, optTerm)
		}
		if f.Unit != nil && *f.Unit != "" {
			term("unit", *f.Unit, optFacet)
		}
	}
	return d
}

// bodyShadow returns the paragraph's shadow without the furniture that lies in it.
func bodyShadow(rec *pipeline.Record, sh *pipeline.Shadow, p paragraph) string {
	var b strings.Builder
	at := p.Start
	for _, f := range rec.Furniture {
		if f[1] <= at || f[0] >= p.End {
			continue
		}
		if f[0] > at {
			b.WriteString(sh.Text[sh.From(at):sh.From(f[0])])
			b.WriteByte('\n')
		}
		at = f[1]
	}
	if at < p.End {
		if b.Len() == 0 {
			return sh.Text[sh.From(at):sh.From(p.End)]
		}
		b.WriteString(sh.Text[sh.From(at):sh.From(p.End)])
	}
	return b.String()
}

type fieldTerm struct{ field, value string }

// factTerms returns the terms under which a fact is found: what it is, and its number or dates for ranges.
func factTerms(f pipeline.Fact) []fieldTerm {
	value := tokens.Fold(f.Value)
	switch f.Kind {
	case "figure":
		if f.Number == nil || f.Unit == nil || *f.Unit == "" {
			return nil
		}
		return []fieldTerm{{"number", numberTerm(*f.Unit, *f.Number)}}
	case "date", "period":
		var out []fieldTerm
		for _, d := range daysOf(f.Value) {
			out = append(out, fieldTerm{"date", d})
		}
		return out
	case "resolution", "decision", "recommendation", "opinion", "provision", "question", "document":
		out := []fieldTerm{{"cites", value}}
		// "pp resolution 71 (rev. bucharest, 2022)" is also found as "pp resolution 71" and "resolution 71".
		short, _, cut := strings.Cut(value, " (")
		if cut {
			out = append(out, fieldTerm{"cites", short})
		}
		if body := strings.ToLower(f.Parts["body"]); body != "" {
			if bare, ok := strings.CutPrefix(short, body+" "); ok {
				out = append(out, fieldTerm{"cites", bare})
			}
		}
		return out
	}
	return []fieldTerm{{f.Kind, value}}
}

// numberTerm is a number in a form whose terms sort as the numbers do: the unit, a colon and 16 hex digits.
func numberTerm(unit string, n float64) string {
	bits := math.Float64bits(n)
	if bits>>63 == 0 {
		bits |= 1 << 63
	} else {
		bits = ^bits
	}
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], bits)
	return fmt.Sprintf("%s:%x", strings.ToLower(unit), raw)
}

// daysOf returns the terms of an ISO date, range or period: each day of a range of two months at most, else
// its ends; "2026/2029" gives each year.
func daysOf(value string) []string {
	from, to, isRange := strings.Cut(value, "/")
	if !isRange {
		return []string{from}
	}
	if len(from) == 4 && len(to) == 4 {
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		var out []string
		for y := a; errA == nil && errB == nil && y <= b && y < a+50; y++ {
			out = append(out, strconv.Itoa(y))
		}
		return out
	}
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil || b.Sub(a) > 62*24*time.Hour {
		return []string{from, to}
	}
	var out []string
	for d := a; !d.After(b); d = d.AddDate(0, 0, 1) {
		out = append(out, d.Format(time.DateOnly))
	}
	return out
}

// symbolForms returns the forms under which a symbol is found: whole, without the language, without the
// modifiers, and its last part ("30").
func symbolForms(symbol string) []string {
	s := strings.ToLower(strings.Join(strings.Fields(symbol), ""))
	if s == "" {
		return nil
	}
	forms := []string{s}
	bare := withoutLanguage(s)
	if bare != s {
		forms = append(forms, bare)
	}
	if plain, _, ok := strings.Cut(bare, "("); ok {
		forms = append(forms, plain)
		bare = plain
	}
	if i := strings.LastIndexByte(bare, '/'); i > 0 {
		forms = append(forms, bare[i+1:])
	}
	return forms
}

// documentKey names a document apart from its language; a file without a symbol stands for itself.
func documentKey(symbol, key string) string {
	if symbol == "" {
		return "#" + key
	}
	return withoutLanguage(strings.ToLower(symbol))
}

// withoutLanguage drops the closing language letter: "c26/30-f" is "c26/30".
func withoutLanguage(s string) string {
	if n := len(s); n > 2 && s[n-2] == '-' && strings.IndexByte("efsrcaEFSRCA", s[n-1]) >= 0 {
		return s[:n-2]
	}
	return s
}

func addTerm(d *document.Document, field, value string, opt index.FieldIndexingOptions) {
	if opt == 0 {
		opt = optTerm
	}
	d.AddField(document.NewTextFieldCustom(field, nil, []byte(value), opt, keyword{}))
}

func addStored(d *document.Document, field string, value []byte) {
	d.AddField(document.NewTextFieldCustom(field, nil, value, index.StoreField, nil))
}

// Files calls yield with every file that the index holds. What was put since the last Flush is not among them.
func (w *Writer) Files(yield func(File) error) error { return files(w.bleve, yield) }

func files(idx bleve.Index, yield func(File) error) error {
	return visitIDs(idx, "f/", func(id string) error {
		var f File
		data, err := stored(idx, id, "file")
		if errors.Is(err, errGone) {
			return nil // the dictionary still names what was removed until its segment is merged
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal(data["file"], &f); err != nil {
			return fmt.Errorf("%w: %s: %v", ErrBroken, id, err)
		}
		return yield(f)
	})
}

var errGone = errors.New("not in the index")

// stored returns the stored fields of a document.
func stored(idx bleve.Index, id string, fields ...string) (map[string][]byte, error) {
	doc, err := idx.Document(id)
	if err != nil {
		return nil, err
	}
	if doc == nil {
		return nil, fmt.Errorf("%w: %s", errGone, id)
	}
	out := map[string][]byte{}
	doc.VisitFields(func(f index.Field) {
		for _, name := range fields {
			if f.Name() == name {
				out[name] = append([]byte(nil), f.Value()...)
			}
		}
	})
	return out, nil
}

// visitIDs calls yield with every document id that begins with the prefix, in order.
func visitIDs(idx bleve.Index, prefix string, yield func(id string) error) error {
	dict, err := idx.FieldDictPrefix("_id", []byte(prefix))
	if err != nil {
		return err
	}
	defer dict.Close()
	for {
		e, err := dict.Next()
		if err != nil || e == nil {
			return err
		}
		if e.Count == 0 {
			continue
		}
		if err := yield(e.Term); err != nil {
			return err
		}
	}
}
