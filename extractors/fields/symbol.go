package fields

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"plenary/extractors/tokens"
)

// A symbol is the name of a document of the Union, in its parts: "C26/30-F", "PP-14/67(Add.1)-S",
// "CWG-FHR-8/28". The zero symbol means that there is none.
type symbol struct {
	Body    string // C, PP, WTDC, CWG-FHR ...
	YearAs  string // the year as printed: "26", "2001"; "EX" for an extraordinary session; "" where a group counts its meetings
	Year    int    // four digits, 0 unknown
	Session string // number of a group's meeting: "8" in CWG-FHR-8/28, "22" in TDAG17-22/15
	Part    string // "ADD" in C23-ADD/4: an additional session
	Series  string // INF, DT, DL, ADM ...; "" for the main series
	Number  int
	Letter  string // a letter behind the number: "A" in C04/101A
	Mods    []modifier
	Lang    byte // E F S R C A, 0 where the symbol names none
}

// A modifier is one bracket behind the number: (Rev.1), (Add.2), (Corr.1).
type modifier struct {
	Kind   string // Rev, Add, Corr, Annex
	Number int
}

// The bodies that have documents of their own, as symbols write them. The value says whether the year is
// joined by a hyphen in the canonical form (WTDC-25/12), as it is not for the Council (C25/12).
var symbolBodies = map[string]bool{
	"C": false, "PP": true, "WTDC": true, "WTSA": true, "WRC": true, "RA": true, "WCIT": true, "WTPF": true,
	"TDAG": true, "TSAG": true, "RAG": true, "RRB": true,
}

// The bodies' names in French and Spanish, where older documents carried them in their symbols.
var symbolAliases = map[string]string{"CMDT": "WTDC", "AMNT": "WTSA", "CMR": "WRC", "GCDT": "TDAG", "GADT": "TDAG", "GCNT": "TSAG", "GANT": "TSAG"}

// Bodies of more than one word: the first word, then a name of letters behind a hyphen ("CWG-FHR").
var symbolGroups = map[string]bool{"CWG": true, "EG": true, "RPM": true, "WG": true, "GTC": true}

// ok reports whether the symbol names a document.
func (s symbol) ok() bool { return s.Body != "" && s.Number > 0 }

// String returns the canonical form, the same however the symbol was printed: "C15/27(Rev.1)-E".
func (s symbol) String() string {
	if !s.ok() {
		return ""
	}
	var b strings.Builder
	b.WriteString(s.Body)
	switch {
	case s.Session != "" && s.YearAs != "":
		b.WriteString(s.YearAs + "-" + s.Session)
	case s.Session != "":
		b.WriteString("-" + s.Session)
	case s.YearAs == "EX" || symbolBodies[s.Body] || strings.Contains(s.Body, "-") && !strings.HasPrefix(s.Body, "RPM") || s.Body == "CL" || s.Body == "DM":
		if s.YearAs != "" {
			b.WriteString("-" + s.YearAs)
		}
	default:
		b.WriteString(s.YearAs)
	}
	if s.Part != "" {
		b.WriteString("-" + s.Part)
	}
	b.WriteByte('/')
	if s.Series != "" {
		b.WriteString(s.Series + "/")
	}
	b.WriteString(strconv.Itoa(s.Number) + s.Letter)
	for _, m := range s.Mods {
		b.WriteString("(" + m.Kind)
		if m.Number > 0 {
			b.WriteString("." + strconv.Itoa(m.Number))
		}
		b.WriteByte(')')
	}
	if s.Lang != 0 {
		b.WriteByte('-')
		b.WriteByte(s.Lang)
	}
	return b.String()
}

// modifierNumber returns the number of the symbol's last modifier of a kind, 0 for none.
func (s symbol) modifierNumber(kind string) int {
	n := 0
	for _, m := range s.Mods {
		if m.Kind == kind {
			n = max(m.Number, 1)
		}
	}
	return n
}

// symbolAt reads the symbol that begins at token i of the shadow sh, and says how many tokens it takes; 0
// where there is none. Cyrillic letters that look like Latin ones are read as these.
func symbolAt(sh string, toks []tokens.Token, i int) (symbol, int) {
	p := symbolParser{sh, toks, i}
	s := p.parse()
	if !s.ok() {
		return symbol{}, 0
	}
	return s, p.i - i
}

type symbolParser struct {
	sh   string
	toks []tokens.Token
	i    int
}

// upper returns the token's letters as Latin capitals; "" where it is no word in capitals.
func (p *symbolParser) upper(i int) string {
	if i >= len(p.toks) || p.toks[i].Kind != tokens.Word || p.toks[i].End-p.toks[i].Start > 14 {
		return ""
	}
	return latinCapitals(p.sh[p.toks[i].Start:p.toks[i].End])
}

// groupName returns the name of a group in capitals, the plural's s kept: "ITRs".
func (p *symbolParser) groupName(i int) string {
	if name := p.upper(i); name != "" || i >= len(p.toks) || p.toks[i].Kind != tokens.Word {
		return name
	}
	w, plural := strings.CutSuffix(p.sh[p.toks[i].Start:p.toks[i].End], "s")
	if name := latinCapitals(w); plural && len(name) > 1 {
		return name + "s"
	}
	return ""
}

// latinCapitals returns the word if it is in capitals that are, or look like, Latin ones, else "".
func latinCapitals(w string) string {
	var b strings.Builder
	for _, r := range w {
		if k := strings.IndexRune("АВЕКМНОРСТХІ", r); k >= 0 {
			r = rune("ABEKMHOPCTXI"[k/2])
		}
		if r < 'A' || r > 'Z' {
			return ""
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (p *symbolParser) sign(i int, s string) bool {
	return i < len(p.toks) && p.toks[i].Kind == tokens.Sign && p.toks[i].Fold == s
}

// number returns the value of a number of at most most digits, -1 for none.
func (p *symbolParser) number(i, most int) int {
	if i >= len(p.toks) || p.toks[i].Kind != tokens.Number || len(p.toks[i].Fold) > most {
		return -1
	}
	n, _ := strconv.Atoi(p.toks[i].Fold)
	return n
}

func (p *symbolParser) parse() (s symbol) {
	w := p.upper(p.i)
	if w == "" {
		return
	}
	if to := symbolAliases[w]; to != "" {
		w = to
	}
	_, known := symbolBodies[w]
	k := p.i + 1
	switch {
	case known:
		s.Body = w
	case symbolGroups[w] && p.sign(k, "-"):
		s.Body, k = w, k+1
		name := p.groupName(k)
		if len(name) < 2 {
			return symbol{}
		}
		if w == "GTC" {
			s.Body = "CWG"
		}
		s.Body += "-" + name
		k++
		// "CWG-WSIS&SDG", "CWG-SP-FP"
		for k+1 < len(p.toks) && (p.sign(k, "&") || p.sign(k, "-")) && len(p.upper(k+1)) >= 2 {
			s.Body += p.toks[k].Fold + p.upper(k+1)
			k += 2
		}
	default:
		return symbol{}
	}
	if p.sign(k, "-") {
		k++
	}
	if k = p.year(&s, k); k < 0 {
		return symbol{}
	}
	if !p.sign(k, "/") {
		return symbol{}
	}
	k++
	if w := p.upper(k); len(w) >= 2 && len(w) <= 5 && p.sign(k+1, "/") {
		s.Series = w
		k += 2
	}
	if s.Number = p.number(k, 5); s.Number < 0 {
		return symbol{}
	}
	k++
	if k < len(p.toks) && !p.toks[k].Space {
		if w := p.upper(k); len(w) == 1 && w >= "A" && w <= "D" && !p.sign(k+1, "/") {
			s.Letter = w
			k++
		}
	}
	for {
		m, n := p.modifier(k)
		if n == 0 {
			break
		}
		s.Mods = append(s.Mods, m)
		k += n
	}
	if p.sign(k, "-") && !p.toks[k].Space {
		if w := p.upper(k + 1); len(w) == 1 && strings.Contains("EFSRCA", w) && !p.toks[k+1].Break {
			s.Lang = w[0]
			k += 2
		}
	}
	p.i = k
	return s
}

// year reads what stands between the body and the slash: a year, a year and a meeting, a meeting, EX.
func (p *symbolParser) year(s *symbol, k int) int {
	if p.upper(k) == "EX" && s.Body == "C" {
		s.YearAs = "EX"
		return k + 1
	}
	n := p.number(k, 4)
	if n < 0 || len(p.toks[k].Fold) == 3 {
		return -1
	}
	digits := p.toks[k].Fold
	k++
	group := strings.Contains(s.Body, "-") && !strings.HasPrefix(s.Body, "RPM")
	switch {
	case p.sign(k, "-") && p.number(k+1, 2) > 0 && p.sign(k+2, "/") && len(digits) == 2:
		s.YearAs, s.Session = digits, p.toks[k+1].Fold
		k += 2
	case p.sign(k, "-") && p.upper(k+1) == "ADD":
		s.YearAs, s.Part = digits, "ADD"
		k += 2
	case group && len(digits) <= 2:
		s.Session = digits
		return k
	case len(digits) == 1:
		return -1
	default:
		s.YearAs = digits
	}
	s.Year = fullYear(digits)
	return k
}

// fullYear returns the year that two or four digits stand for; the Union's symbols begin in the 1960s.
func fullYear(digits string) int {
	n, _ := strconv.Atoi(digits)
	switch {
	case len(digits) == 4:
		return n
	case n >= 60:
		return 1900 + n
	}
	return 2000 + n
}

// modifier reads "(Rev.1)", "( Rév . 2 )", "(Add.1)", also without brackets ("Rev.1") close behind the number.
func (p *symbolParser) modifier(k int) (modifier, int) {
	start := k
	open := p.sign(k, "(")
	if open {
		k++
	}
	if k >= len(p.toks) || p.toks[k].Kind != tokens.Word || p.toks[k].Break {
		return modifier{}, 0
	}
	kind := modifierKinds[p.toks[k].Fold]
	if kind == "" {
		return modifier{}, 0
	}
	k++
	dotted := p.sign(k, ".")
	if dotted {
		k++
	}
	m := modifier{Kind: kind}
	if n := p.number(k, 2); n > 0 {
		m.Number = n
		k++
	} else if !open {
		return modifier{}, 0
	}
	if open {
		if !p.sign(k, ")") {
			return modifier{}, 0
		}
		k++
	} else if !dotted && m.Number == 0 {
		return modifier{}, 0
	}
	return m, k - start
}

// The words of a modifier in the six languages, folded.
var modifierKinds = map[string]string{
	"rev": "Rev", "add": "Add", "corr": "Corr", "cor": "Corr", "annex": "Annex",
	"пересм": "Rev", "доп": "Add", "испр": "Corr",
}

var (
	// "S14-PP-C-0067!A1!MSW-S", "D22-TDAG30-C-0048!R2!MSW-A", "S26-CL-C-0030"
	documentKey = regexp.MustCompile(`(?i)^([SDTR])(\d\d)[-_]([A-Z]+)(\d{0,2})[-_]([A-Z]+)[-_](\d{3,4})((?:!(?:[ARC]\d{1,2})?)*)(?:[A-Z]{3,4})?(?:[-_/]([EFSRCA]))?$`)
	keyModifier = regexp.MustCompile(`(?i)([ARC])(\d+)`)
	// "C26-30-F", "C26_INF_9-E", "PP-22-67-Add1-S", "C25-64(Rev.1)-E", "CWG-FHR-20-5-E"
	documentFile = regexp.MustCompile(`(?i)^(C|PP|WTDC|WTSA|WRC|RA|WCIT|WTPF|TDAG|TSAG|RAG|RRB|(?:CWG|EG|RPM)[-_][A-Z]{2,8})[-_ ]?(\d{2}|\d{4})(?:[-_ ]([A-Z]{2,4}))?[-_ ](\d{1,4})((?:[-_ ]?\(?(?:Rev|Add|Corr|R|A)[.-]?\d{1,2}\)?)*)(?:[-_ ]?\(?([EFSRCA])\)?)?$`)
	fileModifier = regexp.MustCompile(`(?i)(Rev|Add|Corr|R|A)[.-]?(\d{1,2})`)
	// what browsers and people hang behind a name: "C26-30-F (1)"
	fileCopy = regexp.MustCompile(`(?:[ _]?\(\d\)|[ _-](?:copy|final|v\d))$`)
)

// symbolFromName returns the symbol that a file's name carries, whole name only.
func symbolFromName(name string) symbol {
	if k := strings.LastIndexAny(name, "/\\"); k >= 0 {
		name = name[k+1:]
	}
	if k := strings.LastIndexByte(name, '.'); k > 0 && len(name)-k <= 6 && !strings.ContainsFunc(name[k+1:], unicode.IsSpace) {
		name = name[:k]
	}
	name = fileCopy.ReplaceAllString(strings.TrimSpace(name), "")
	if len(name) < 4 || len(name) > 60 {
		return symbol{}
	}
	if m := documentKey.FindStringSubmatch(name); m != nil {
		return symbolFromKey(m)
	}
	m := documentFile.FindStringSubmatch(name)
	if m == nil {
		return symbol{}
	}
	s := symbol{Body: strings.ReplaceAll(strings.ToUpper(m[1]), "_", "-"), Series: strings.ToUpper(m[3])}
	if strings.Contains(s.Body, "-") && !strings.HasPrefix(s.Body, "RPM") && len(m[2]) == 2 {
		s.Session = strings.TrimLeft(m[2], "0")
	} else {
		s.YearAs, s.Year = m[2], fullYear(m[2])
	}
	s.Number, _ = strconv.Atoi(m[4])
	for _, f := range fileModifier.FindAllStringSubmatch(m[5], -1) {
		s.Mods = append(s.Mods, modifier{fileModifierKind(f[1]), atoi(f[2])})
	}
	if m[6] != "" {
		s.Lang = strings.ToUpper(m[6])[0]
	}
	return s
}

func fileModifierKind(w string) string {
	switch strings.ToUpper(w)[0] {
	case 'R':
		return "Rev"
	case 'A':
		return "Add"
	}
	return "Corr"
}

// symbolFromKey reads a key of the documents' store. The two digits behind the first letter are the year of
// the document for the Council and the plenipotentiary conference; for a Sector they are the first year of its
// study period, and the digits behind the body are the conference's year, or the number of a group's meeting,
// from which no year can be told.
func symbolFromKey(m []string) symbol {
	s := symbol{Body: strings.ToUpper(m[3])}
	series := strings.ToUpper(m[5])
	if series != "C" && series != "R" {
		s.Series = series
	}
	s.Number = atoi(m[6])
	for _, f := range keyModifier.FindAllStringSubmatch(m[7], -1) {
		kind := map[string]string{"R": "Rev", "A": "Add", "C": "Corr"}[strings.ToUpper(f[1])]
		s.Mods = append(s.Mods, modifier{kind, atoi(f[2])})
	}
	if m[8] != "" {
		s.Lang = strings.ToUpper(m[8])[0]
	}
	switch {
	case s.Body == "CL" || s.Body == "PP":
		s.YearAs, s.Year = m[2], fullYear(m[2])
		if s.Body == "CL" {
			s.Body = "C"
		}
	case strings.HasPrefix(s.Body, "CLCWG"):
		s.Body, s.Session = "CWG-"+strings.TrimSuffix(s.Body[5:], "M"), m[4]
	case strings.HasPrefix(s.Body, "CWG") && len(s.Body) > 4:
		s.Body, s.Session = "CWG-"+s.Body[3:], m[4]
	case m[4] != "" && (s.Body == "TDAG" || s.Body == "TSAG" || s.Body == "RAG"):
		// a meeting's number
	case m[4] != "":
		s.YearAs, s.Year = m[4], fullYear(m[4])
	}
	return s
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
