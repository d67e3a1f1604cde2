package fields

import (
	"fmt"
	"strconv"
	"strings"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// A docSymbol is a document's symbol, taken apart: "C25/64(Rev.1)", "CWG-FHR-11/20", "CL-25/41".
type docSymbol struct {
	prefix      string // canonical, up to the first slash: "C25", "WTDC-25", "CWG-FHR-11", "RRB15-3"
	body        string // C, WTDC, CWG-FHR, CL ...
	year        int    // four digits, 0 where the symbol has a meeting's number instead
	series      string // INF, DT, DL, ADM ...
	number      string // without leading zeros
	revision    int
	addendum    int
	corrigendum int
}

// String returns the symbol in its canonical form, without a language.
func (s docSymbol) String() string {
	var b strings.Builder
	b.WriteString(s.prefix)
	if s.series != "" {
		b.WriteString("/" + s.series)
	}
	b.WriteString("/" + s.number)
	for _, m := range []struct {
		name string
		n    int
	}{{"Rev", s.revision}, {"Add", s.addendum}, {"Corr", s.corrigendum}} {
		if m.n > 0 {
			fmt.Fprintf(&b, "(%s.%d)", m.name, m.n)
		}
	}
	return b.String()
}

func (s docSymbol) parts() map[string]string {
	p := map[string]string{"body": s.body, "series": s.series, "number": s.number}
	for key, n := range map[string]int{"year": s.year, "revision": s.revision, "addendum": s.addendum, "corrigendum": s.corrigendum} {
		if n > 0 {
			p[key] = strconv.Itoa(n)
		}
	}
	return p
}

// letters are the bodies of circular letters, whose number stands for a year and number ("DM-20/1021") or
// follows the slash at once ("CR/502").
var letters = map[string]bool{"CL": true, "DM": true, "CR": true, "CA": true, "CACE": true, "CCRR": true, "CM": true, "CE": true, "CAR": true, "CIRDIV": true}

// series are the kinds of document that stand between slashes, or alone before a number ("DT/3").
var docSeries = map[string]bool{"INF": true, "DT": true, "DL": true, "ADM": true, "REP": true, "OJ": true, "TD": true, "INFO": true, "PV": true, "SR": true, "NE": true, "DELAYED": true}

// symbolAt reads a symbol at token i and returns the token after it, modifiers and language included.
func (r *references) symbolAt(i int) (docSymbol, int, bool) {
	var s docSymbol
	name, k := r.symbolBody(i)
	if name == "" {
		return s, i, false
	}
	s.body = r.bodyOfSymbol(name)
	if s.body == "" {
		return s, i, false
	}
	if letters[s.body] && r.is(k, "/") && r.number(k+1) && r.glued(k+1) { // "CR/502"
		s.prefix, s.number = s.body, unpadded(r.toks[k+1].Fold)
		return s, r.modifiers(&s, k+2), true
	}
	if docSeries[s.body] {
		if !r.is(k, "/") || !r.glued(k) || !r.number(k+1) || !r.glued(k+1) {
			return s, i, false
		}
		own := r.ownPrefix()
		s.series, s.number = s.body, unpadded(r.toks[k+1].Fold)
		s.prefix, s.body, s.year = own.prefix, own.body, own.year
		if own.prefix == "" {
			return s, i, false
		}
		return s, r.modifiers(&s, k+2), true
	}
	// the year, or the meeting's number
	spaced := false
	if r.is(k, "-") && r.glued(k) {
		k++
	} else if k < r.hi && r.toks[k].Space {
		spaced = true
	}
	if !r.number(k) || len(r.toks[k].Fold) > 4 || r.is(k, "0") {
		return s, i, false
	}
	if spaced && (s.body == "C" || s.body == "PP") && len(r.toks[k].Fold) != 2 {
		return s, i, false
	}
	if r.meetingOfYear(i) > 0 {
		return s, i, false
	}
	if s.body == "C" && len(r.toks[k].Fold)%2 == 1 { // "C6/2" is a Question in Spanish
		return s, i, false
	}
	digits := r.toks[k].Fold
	k++
	y, _ := strconv.Atoi(digits)
	switch {
	case strings.HasPrefix(s.body, "CWG-") || strings.HasPrefix(s.body, "EG-") || strings.HasPrefix(s.body, "WG-"):
		s.prefix = s.body + "-" + digits // the group's meeting
		if strings.HasPrefix(s.body, "WG-") && len(digits) == 2 {
			s.year = lexicon.FullYear(y)
		}
	case r.is(k, "-") && r.glued(k) && r.number(k+1) && r.glued(k+1) && !letters[s.body]: // RRB15-3, TDAG17-22
		s.year = lexicon.FullYear(y)
		s.prefix = fmt.Sprintf("%s%02d-%s", s.body, y%100, r.toks[k+1].Fold)
		k += 2
	default:
		s.year = lexicon.FullYear(y)
		if s.year < 1947 || s.year > 2099 {
			return s, i, false
		}
		s.prefix = symbolPrefix(s.body, s.year)
	}
	if !r.is(k, "/") || r.toks[k].Space && !spaced && !(r.glued(k+1) && len(digits) == 2 && r.glued(k-1)) { // a line may end before the slash
		return s, i, false
	}
	k++
	if r.word(k) && r.is(k+1, "/") && docSeries[strings.ToUpper(r.raw(k))] {
		s.series = strings.ToUpper(r.raw(k))
		k += 2
	}
	if !r.number(k) || len(r.toks[k].Fold) > 5 {
		return s, i, false
	}
	s.number = unpadded(r.toks[k].Fold)
	k++
	if r.is(k, "/") && r.glued(k) && r.glued(k+1) && (r.number(k+1) || r.word(k+1)) { // a path or a proposal
		return s, i, false
	}
	return s, r.modifiers(&s, k), true
}

// symbolPrefix writes a body and a year as symbols have them: C25, but WTDC-25.
func symbolPrefix(body string, year int) string {
	if body == "C" || strings.HasPrefix(body, "RPM-") {
		return fmt.Sprintf("%s%02d", body, year%100)
	}
	return fmt.Sprintf("%s-%02d", body, year%100)
}

// symbolBody reads the letters that a symbol begins with: "C", "CWG-FHR", "RPM-CIS".
func (r *references) symbolBody(i int) (string, int) {
	if !r.word(i) || !capitals(r.raw(i)) {
		return "", i
	}
	name := r.raw(i)
	k := i + 1
	for r.glued(k) && (r.is(k, "-") || r.is(k, "&")) && r.glued(k+1) && r.word(k+1) && len(name) < 40 {
		name += r.toks[k].Fold + r.raw(k+1)
		k += 2
	}
	return name, k
}

// bodyOfSymbol returns the body of a symbol's letters, "" where they are none of the Union's.
func (r *references) bodyOfSymbol(name string) string {
	latin := latinised(name)
	if latin == "C" || letters[latin] || docSeries[latin] {
		return latin
	}
	if body := groupLabels()[tokens.Fold(name)]; body != "" {
		return body
	}
	if body := r.words.labels[tokens.Fold(name)]; body != "" && body != "C" {
		return body
	}
	if body := r.words.labels[tokens.Fold(latin)]; body != "" && body != "C" {
		return body
	}
	for _, p := range []string{"CWG-", "EG-", "WG-", "RPM-"} {
		if strings.HasPrefix(latin, p) && len(latin) > len(p) {
			return latin
		}
	}
	return ""
}

// modifiers reads "(Rev.1)", "Rev. 2", "(Add.1)(Corr.1)", ", Addendum 1" and the language's letter, and returns
// the token after them.
func (r *references) modifiers(s *docSymbol, i int) int {
	i = r.language(i)
	for n := 0; n < 4; n++ {
		k := i
		if r.is(k, "/") && r.glued(k) && r.is(k+1, "(") { // "C17/55/(Rev.1)"
			k++
		}
		bracket := r.is(k, "(")
		if bracket || r.is(k, ",") || r.is(k, "-") && r.glued(k) {
			k++
		}
		if !r.word(k) {
			break
		}
		kind := ""
		switch r.toks[k].Fold {
		case "rev", "revision", "пересм", "пересмотр", "revisión", "revis":
			kind = "rev"
		case "add", "addendum", "addenda", "доп", "ad":
			kind = "add"
		case "corr", "corrigendum", "cor", "испр":
			kind = "corr"
		case "annex", "annexe", "anexo", "приложение":
			if !bracket {
				return i
			}
			kind = "annex"
		default:
			return i
		}
		k++
		if r.is(k, ".") {
			k++
		}
		if !r.number(k) || len(r.toks[k].Fold) > 2 {
			break
		}
		v, _ := strconv.Atoi(r.toks[k].Fold)
		k++
		if bracket {
			if !r.is(k, ")") {
				break
			}
			k++
		}
		if next, ok := r.anchorAt(r.fillers(k)); ok && next.key == "document" && !bracket && r.fillers(k) > k {
			break // ", Addendum 2 to Document ..." is of the next one
		}
		switch kind {
		case "rev":
			s.revision = v
		case "add":
			s.addendum = v
		case "corr":
			s.corrigendum = v
		}
		i = r.language(k)
	}
	return i
}

// modifiersAfter reads what Chinese writes behind a document's noun: "C24/11号文件补遗2", "文件C24/11的修订1".
func (r *references) modifiersAfter(s *docSymbol, i int) int {
	for n := 0; n < 3; n++ {
		k := i
		if r.is(k, "号") {
			k++
		}
		if a, ok := r.anchorAt(k); ok && a.key == "document" {
			k = a.at + a.n
		}
		if r.is(k, "的") || r.is(k, ",") {
			k++
		}
		a, ok := r.anchorAt(k)
		if !ok || !r.han(a.at) || !r.number(a.at+a.n) || len(r.toks[a.at+a.n].Fold) > 2 {
			break
		}
		if !s.modify(a.key, r.toks[a.at+a.n].Fold) {
			break
		}
		if i = a.at + a.n + 1; r.is(i, "号") {
			i++
		}
	}
	return i
}

// modify sets what an addendum, revision or corrigendum with its number makes of the symbol.
func (s *docSymbol) modify(key, digits string) bool {
	v, _ := strconv.Atoi(digits)
	switch key {
	case "addendum":
		s.addendum = v
	case "revision":
		s.revision = v
	case "corrigendum":
		s.corrigendum = v
	default:
		return false
	}
	return true
}

// language returns the token after "-F", a symbol's language, or i.
func (r *references) language(i int) int {
	if !r.is(i, "-") || !r.glued(i) || !r.glued(i+1) || !r.word(i+1) {
		return i
	}
	switch latinised(r.raw(i + 1)) {
	case "E", "F", "S", "R", "C", "A":
		if !(r.number(i+2) && r.glued(i+2)) { // "C25/10-C25/13" is a range
			return i + 2
		}
	}
	return i
}

// ownPrefix returns the document's own symbol up to its first slash, made from the header.
func (r *references) ownPrefix() docSymbol {
	h := r.rec.Header
	own := docSymbol{body: h.Body, year: h.Year}
	if prefix, _, ok := strings.Cut(h.Symbol, "/"); ok && h.Body != "" && strings.HasPrefix(prefix, h.Body) {
		own.prefix = prefix
		return own
	}
	if h.Body != "" && h.Year > 0 && !letters[h.Body] {
		own.prefix = symbolPrefix(h.Body, h.Year)
	}
	return own
}

// unpadded drops leading zeros.
func unpadded(digits string) string {
	if s := strings.TrimLeft(digits, "0"); s != "" {
		return s
	}
	return "0"
}
