package pipeline

import (
	"sort"
)

// RecordSchema names the version of the record's form. It changes when a field is renamed or dropped.
const RecordSchema = "plenary.record/1"

// A Record is what Plenary knows of one file: the contract's JSON object.
type Record struct {
	Schema   string  `json:"schema"`
	ID       string  `json:"id"`     // SHA-256 of the file's bytes, hex
	Name     string  `json:"name"`   // base name
	Path     string  `json:"path"`   // as given on the command line
	Format   string  `json:"format"` // text, html, pdf, docx, doc
	Language string  `json:"language"`
	Header   Header  `json:"header"`
	Text     string  `json:"text,omitempty"`
	Pages    []Span2 `json:"pages"`
	// Furniture lists what of the text is no part of the body: running heads and feet, page numbers,
	// navigation, in reading order.
	Furniture []Span2   `json:"furniture,omitempty"`
	Sections  []Section `json:"sections"`
	Annexes   []Annex   `json:"annexes,omitempty"`
	Clauses   []Clause  `json:"clauses,omitempty"`
	Facts     []Fact    `json:"facts"`
	Links     []Link    `json:"links,omitempty"` // where words of the text lead, in DOCX and HTML
	Problems  []Problem `json:"problems"`
}

// Span2 is a span as a pair of numbers in JSON: [start, end].
type Span2 [2]int

// A Header is what the first page says of the document itself.
type Header struct {
	Symbol           string     `json:"symbol"`   // "C26/30-F", as canonical
	Body             string     `json:"body"`     // C, PP, WTDC, CWG-FHR ...
	Year             int        `json:"year"`     // four digits, 0 unknown
	Series           string     `json:"series"`   // INF, DT, DL, ADM ..., "" for the main series
	Number           int        `json:"number"`   // 0 unknown
	Revision         int        `json:"revision"` // 0 none
	Addendum         int        `json:"addendum"` // 0 none
	Corrigendum      int        `json:"corrigendum"`
	Title            string     `json:"title"`
	Type             string     `json:"type"`   // report, contribution, note, resolution, decision, summary_record, agenda, letter, other
	Source           string     `json:"source"` // in English where it is a known office
	Date             string     `json:"date"`   // ISO 8601
	AgendaItem       string     `json:"agenda_item"`
	OriginalLanguage string     `json:"original_language"` // language code
	Meeting          Meeting    `json:"meeting"`
	Box              []BoxEntry `json:"box"`
}

// A Meeting is the session that the document was submitted to.
type Meeting struct {
	Name  string `json:"name"`  // "Council 2026"
	Place string `json:"place"` // English city
	Start string `json:"start"` // ISO 8601
	End   string `json:"end"`
}

// A BoxEntry is one labelled part of the summary box. Start and End span its text.
type BoxEntry struct {
	Key   string `json:"key"` // purpose, action, strategic_plan, financial, references, summary, agenda_item, background, other
	Label string `json:"label"`
	Text  string `json:"text"`
	Span
}

// A Section is a numbered heading or a numbered paragraph, from its number to the end of what belongs to it.
type Section struct {
	Number string `json:"number"` // as printed, without the closing point or bracket
	Title  string `json:"title"`  // a heading's words; "" for a numbered paragraph
	Level  int    `json:"level"`  // 1 is the highest
	Annex  string `json:"annex,omitempty"`
	Page   int    `json:"page"` // from 1; 0 where the format has no pages
	Span
}

// An Annex is a part behind the text that is numbered anew, from its heading to the next annex or the end.
type Annex struct {
	Name string `json:"name"` // "Annex 1", "Appendix B"
	Span
}

// A Clause is a labelled part of a resolution: "considering", "resolves", "instructs the Director ...".
type Clause struct {
	Key     string `json:"key"` // considering, recalling, noting, recognizing, resolves, instructs, invites ...
	Label   string `json:"label"`
	Section string `json:"section"`
	Span
}

// An Origin says where a fact was read and who read it.
type Origin struct {
	Section string `json:"section"` // "" before the first number
	Annex   string `json:"annex,omitempty"`
	Page    int    `json:"page"`
	Span
	Quote string `json:"quote"` // always Text[Start:End]
	By    string `json:"by"`    // the stage's name
}

// A Fact is one thing that the text says. Value is canonical, the same in all languages.
type Fact struct {
	Kind   string            `json:"kind"`
	Value  string            `json:"value"`
	Number *float64          `json:"number,omitempty"` // figures only
	Unit   *string           `json:"unit,omitempty"`   // figures only; "" for a noun that is no known unit
	Parts  map[string]string `json:"parts,omitempty"`
	Origin
}

// A Problem is something that was seen and not read, or read and doubted.
type Problem struct {
	Stage   string `json:"stage"`
	Message string `json:"message"`
	Span
}

// Add appends a fact; its span must be set. The pipeline fills in section, page, quote and stage.
func (r *Record) Add(f Fact) { r.Facts = append(r.Facts, f) }

// Problem notes what a stage could not read, or doubts, and where.
func (r *Record) Problem(at Span, message string) {
	r.Problems = append(r.Problems, Problem{Message: message, Span: at})
}

// SectionAt returns the innermost section that holds the byte at offset i, and nil before the first.
func (r *Record) SectionAt(i int) *Section {
	// Sections are in reading order and nest, so the innermost is the last that starts at or before i and
	// has not ended.
	n := sort.Search(len(r.Sections), func(k int) bool { return r.Sections[k].Start > i })
	for n--; n >= 0; n-- {
		if i < r.Sections[n].End {
			return &r.Sections[n]
		}
	}
	return nil
}

// AnnexAt returns the name of the annex that holds the byte at offset i, "" before the first.
func (r *Record) AnnexAt(i int) string {
	n := sort.Search(len(r.Annexes), func(k int) bool { return r.Annexes[k].End > i })
	if n < len(r.Annexes) && r.Annexes[n].Start <= i {
		return r.Annexes[n].Name
	}
	return ""
}

// stamp completes the facts and problems that a stage added, from the counts before it.
func (r *Record) stamp(doc *Document, by string, facts, problems int) {
	kept := r.Facts[:facts]
	for _, f := range r.Facts[facts:] {
		if f.Start < 0 || f.End > len(doc.Text) || f.Empty() {
			r.Problems = append(r.Problems, Problem{Message: "dropped a " + f.Kind + " without a place: " + f.Value})
			continue
		}
		f.By, f.Quote, f.Page = by, doc.Quote(f.Span), doc.PageAt(f.Start)
		kept = append(kept, f)
	}
	r.Facts = kept
	for i := range r.Problems[problems:] {
		r.Problems[problems+i].Stage = by
	}
}

// settle puts facts and problems in reading order and gives each fact its section.
func (r *Record) settle() {
	for i := range r.Facts {
		f := &r.Facts[i]
		if s := r.SectionAt(f.Start); s != nil {
			f.Section, f.Annex = s.Number, s.Annex
		} else {
			f.Annex = r.AnnexAt(f.Start)
		}
	}
	sort.SliceStable(r.Facts, func(i, j int) bool {
		a, b := &r.Facts[i], &r.Facts[j]
		switch {
		case a.Start != b.Start:
			return a.Start < b.Start
		case a.End != b.End:
			return a.End < b.End
		}
		return a.Kind < b.Kind
	})
	sort.SliceStable(r.Problems, func(i, j int) bool { return r.Problems[i].Start < r.Problems[j].Start })
}
