package fields

import (
	"strconv"
	"strings"
	"sync"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// groupLabels maps the folded acronyms of several words ("gtc-fhr") to the body of symbols ("CWG-FHR").
var groupLabels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, words := range lexicon.MustLoad("events") {
		for key, list := range words {
			body, ok := strings.CutSuffix(key, ".label")
			if !ok {
				continue
			}
			for _, l := range list {
				if strings.ContainsAny(l, "-&") {
					out[tokens.Fold(l)] = body
				}
			}
		}
	}
	return out
})

// symbol reads a document's symbol that stands alone: "C25/64", "DT/3", "A/79/6", "Q5/1".
func (r *references) symbol(a anchor) {
	i := a.at
	if i > r.lo && !r.toks[i].Space {
		switch r.toks[i-1].Fold {
		case "/", "\\", ":", "@", "_", "=", "?", ".":
			return // a path or an address
		}
	}
	if r.number(i) && r.toks[i].Space && i > r.lo && i-1 >= r.done && r.word(i-1) { // "C 15/27", "CWG-FHR 8/28"
		if k := back(r.toks, i-1); k >= r.done && k >= r.lo {
			if s, next, ok := r.symbolAt(k); ok {
				next = r.modifiersAfter(&s, next)
				r.cited(s, k, k, next)
				r.symbolList(s, next)
				return
			}
		}
	}
	if s, next, ok := r.symbolAt(i); ok {
		next = r.modifiersAfter(&s, next)
		r.cited(s, i, i, next)
		r.symbolList(s, next)
		return
	}
	if (r.is(i, "q") || r.is(i, "c") && r.rec.Language == "es") && r.number(i+1) && r.glued(i+1) && capitals(r.raw(i)) { // "Q5/1"
		sector := r.bodyEnding(i)
		if !isSector(sector) {
			sector = ""
		}
		r.questions(i+1, sector, i, true)
		return
	}
	if r.goesOnAfterTitle(a) {
		return
	}
	r.nationsSymbol(i)
}

// document reads a document after its noun, or after "Addendum 1 to": "Document C25/64", "Documents 5 and 7",
// "文件 35-C", "Addendum 1 to Document C25/64".
func (r *references) document(a anchor) {
	var mod docSymbol
	i := a.at + a.n
	first := a.at
	if a.key != "document" { // "Addendum 1 to Document 12"
		if r.is(i, ".") {
			i++
		}
		if !r.number(i) || len(r.toks[i].Fold) > 2 {
			return
		}
		mod.modify(a.key, r.toks[i].Fold)
		k := r.fillers(i + 1)
		next, ok := r.anchorAt(k)
		if !ok || next.key != "document" {
			if s, end, ok := r.symbolAt(k); ok {
				s.addModifiers(mod)
				r.cited(s, first, k, end)
			} else if a.key != "revision" && r.goesWithDocument(first) {
				r.addendaOf(a, first)
			}
			return
		}
		a, i = next, next.at+next.n
	}
	for r.is(i, ".") || r.is(i, "№") {
		i++
	}
	if next, ok := r.anchorAt(i); ok && next.key == "number" {
		i = r.afterNumberWord(next)
	}
	if s, next, ok := r.symbolAt(i); ok {
		s.addModifiers(mod)
		next = r.modifiersAfter(&s, next)
		r.cited(s, first, i, next)
		r.symbolList(s, next)
		return
	}
	if r.number(i) {
		r.bareDocuments(a, mod, first, i)
	}
}

// goesWithDocument reports whether only "and", "its" and the like stand between the document cited last and token i:
// "Document C25/47 and its Addendum 1", "C25/69 and Corrigendum 1".
func (r *references) goesWithDocument(i int) bool {
	if r.cites == nil || r.cites.next > i || i > r.cites.next+8 {
		return false
	}
	k := r.cites.next
	for tied := false; k < i; {
		key, next := r.joint(k)
		switch {
		case r.is(k, ")"), r.is(k, "号"), r.is(k, "文"), r.is(k, "件"):
			next = k + 1
		case key == "and" || r.is(k, ",") || r.is(k, "(") || r.is(k, "،") || r.is(k, "、"):
			tied, next = true, max(next, k+1)
		case key == "its" || isFiller(key) && tied || r.is(k, "'"):
			next = max(next, k+1)
		case tied && k == i-1 && r.word(k): // "и два дополнительных документа"
			next = i
		default:
			return false
		}
		k = next
	}
	return true
}

// addendaOf adds the addenda or corrigenda with the numbers behind the anchor to the document cited last.
func (r *references) addendaOf(a anchor, first int) {
	i := a.at + a.n
	if r.is(i, ".") {
		i++
	}
	items, _ := r.list(i, 0, true, false)
	base, last := r.cites, 0
	for k, it := range items {
		if it.n == 0 || it.n > 30 {
			return
		}
		s := base.symbol
		s.modify(a.key, it.num)
		from := it.first
		if k == 0 || !it.own {
			from = first
		}
		last = max(last, it.last)
		r.cited(s, from, it.first, last+1)
	}
	r.cites = base
}

// addModifiers adds what stood before the symbol.
func (s *docSymbol) addModifiers(m docSymbol) {
	if m.revision > 0 {
		s.revision = m.revision
	}
	if m.addendum > 0 {
		s.addendum = m.addendum
	}
	if m.corrigendum > 0 {
		s.corrigendum = m.corrigendum
	}
}

// cited adds the fact of a symbol over the tokens [first, next), but for the document's own in its header.
func (r *references) cited(s docSymbol, first, at, next int) {
	if r.isOwn(s, first, next) {
		r.take(first, next)
		return
	}
	r.add("document", s.String(), s.parts(), first, next-1)
	r.cites = &citedSymbol{s, next}
}

// A citedSymbol is the symbol read last in the segment, and the token after it.
type citedSymbol struct {
	symbol docSymbol
	next   int
}

// isOwn reports whether the symbol is the document's own, where it says so of itself: with its language, as heads and
// feet have it, or in a line that has nothing else but its noun and a page number. What an addendum says of its
// parent, or a resolution of the report that it follows, is a reference.
func (r *references) isOwn(s docSymbol, first, next int) bool {
	own := r.rec.Header.Symbol
	if own == "" {
		return false
	}
	own = strings.TrimSuffix(own[:len(own)-min(2, len(own))], "-") + strings.TrimPrefix(own[len(own)-min(2, len(own)):], "-"+own[len(own)-1:])
	base, _, _ := strings.Cut(own, "(")
	value := s.String()
	if value != own && value != base {
		return false
	}
	span := tokens.Span(r.doc, r.toks[first], r.toks[next-1])
	above := len(r.rec.Sections) == 0 && span.Start < 1500 || len(r.rec.Sections) > 0 && span.Start < r.rec.Sections[0].Start
	if r.language(next-2) == next {
		return true
	}
	lo, hi := r.line(first, next)
	if r.lineWords(lo, first) > 0 || r.lineWords(next, hi) > 0 {
		return false
	}
	return above || !r.noun(first)
}

// noun reports whether the noun of a document stands at token i.
func (r *references) noun(i int) bool {
	a, ok := r.anchorAt(i)
	return ok && (a.key == "document" || a.key == "addendum" || a.key == "corrigendum" || a.key == "revision")
}

// line returns the line or cell of the segment that holds the tokens [first, next).
func (r *references) line(first, next int) (lo, hi int) {
	for lo = first; lo > r.lo && !r.toks[lo].Break && lo > first-8; {
		lo--
	}
	for hi = next; hi < r.hi && !r.toks[hi].Break && hi < next+8; {
		hi++
	}
	return lo, hi
}

// lineWords counts what stands in [lo, hi) beside a document's noun and numbers.
func (r *references) lineWords(lo, hi int) int {
	n := 0
	for k := lo; k < hi; k++ {
		a, ok := r.anchorAt(k)
		key, end := r.joint(k)
		switch {
		case ok && (a.key == "document" || a.key == "addendum" || a.key == "corrigendum" || a.key == "revision"):
			k = a.at + a.n - 1
		case isFiller(key) || key == "to":
			k = end - 1
		case r.number(k) || r.is(k, ":") || r.is(k, "|") || r.is(k, "-"):
		default:
			n++
		}
	}
	return n
}

// symbolList reads what follows a symbol in a list: "C25/64 and 65", "C25/64, /65", "C25/10 to C25/13", "C25/20-22".
// Whole symbols of a list are anchors of their own.
func (r *references) symbolList(s docSymbol, i int) {
	for {
		i = r.afterNames(i)
		how, k := r.separator(i, 0)
		if r.is(i, "-") && r.word(i+1) && r.glued(i+1) { // "C25/10-C25/13"
			how, k = "to", i+1
		}
		if how == "" {
			return
		}
		if how == "to" {
			if key, next := r.joint(k); key == "filler" {
				k = next
			}
			t, end, ok := r.symbolAt(k)
			if !ok {
				if t, end, ok = r.sameSymbol(s, k, how); !ok {
					return
				}
			}
			if !r.between(s, t, k) {
				return
			}
			r.cited(t, k, k, end)
			s, i = t, end
			continue
		}
		t, end, ok := r.sameSymbol(s, k, how)
		if !ok {
			return
		}
		r.cited(t, k, k, end)
		s, i = t, end
	}
}

// afterNames returns the token after a bracket that says who submitted a document: "C26/71 (Australia and Japan)"; i
// where none stands there, or one with numbers.
func (r *references) afterNames(i int) int {
	if !r.is(i, "(") || !r.word(i+1) || startsSmall(r.raw(i+1)) {
		return i
	}
	for k := i + 1; k < r.hi && k < i+16 && !r.number(k); k++ {
		if r.is(k, ")") {
			return k + 1
		}
	}
	return i
}

// sameSymbol reads a number at token i, alone or after a slash, as a document of the series of s.
func (r *references) sameSymbol(s docSymbol, i int, how string) (docSymbol, int, bool) {
	slash := r.is(i, "/") && r.glued(i+1)
	if slash {
		i++
	}
	if !r.number(i) {
		return s, i, false
	}
	it, after, ok := r.one(i, 0)
	if !ok || !slash && !r.is(after, "号") && !r.goesOn(it, after, how, 0, false, false) && r.language(after) == after {
		return s, i, false
	}
	if !slash && how != "to" && after < r.hi && r.word(after) && r.language(after) == after {
		if key, _ := r.joint(after); key != "and" && !r.arabicAnd(after) {
			return s, i, false
		}
	}
	t := docSymbol{prefix: s.prefix, body: s.body, year: s.year, series: s.series, number: it.num}
	return t, r.modifiers(&t, after), true
}

// between adds the documents of a range between its ends, whose last begins at token k; false where they make none.
func (r *references) between(s, t docSymbol, k int) bool {
	from, to := leading(s.number), leading(t.number)
	if s.prefix != t.prefix || s.series != t.series || to <= from || to-from > 60 {
		return false
	}
	for n := from + 1; n < to; n++ {
		m := docSymbol{prefix: s.prefix, body: s.body, year: s.year, series: s.series, number: strconv.Itoa(n)}
		r.add("document", m.String(), m.parts(), k, k)
	}
	return true
}

// bareDocuments reads "Document 5", "Documents 5, 7 and 12", "文件 35-C" as documents of this document's own
// meeting.
func (r *references) bareDocuments(a anchor, mod docSymbol, first, i int) {
	own := r.ownPrefix()
	noun := r.raw(a.at)
	if c := noun[0]; c >= 'a' && c <= 'z' || strings.HasPrefix(noun, "д") {
		return // "the documents 5 ..." names no document
	}
	plural := r.plural(a)
	items, next := r.list(i, modified, plural, false)
	if len(items) == 0 || items[0].n == 0 || items[0].n > 1500 && items[0].n < 2100 {
		return
	}
	if len(items) == 1 && next < r.hi && r.glued(next) && r.is(next, "/") { // a symbol of another kind
		return
	}
	if len(items) == 1 && r.han(next) && r.glued(next) && !r.is(next, "号") { // "文件67份" counts them
		if _, n := r.words.after.At(r.toks[:r.hi], next); n > 0 {
			return
		}
	}
	if len(items) == 1 && r.word(next) && r.language(next) == next {
		if _, n := r.words.after.At(r.toks[:r.hi], next); n > 0 {
			return
		}
	}
	if y := r.ofSession(next); y > 0 && own.body == "C" {
		own.year, own.prefix = y, symbolPrefix("C", y)
	}
	if own.prefix == "" {
		r.doubt("Document "+items[0].num+" of a meeting that is not known", first, items[0].last)
		r.take(first, next)
		return
	}
	for k, it := range items {
		s := own
		s.number = it.num
		s.addModifiers(it.mod)
		s.addModifiers(mod)
		end := it.last + 1
		from := it.first
		if k == 0 || !it.own {
			from = first
		}
		r.cited(s, from, it.first, end)
	}
}

// ofSession returns the year of the session that bare numbers of documents are said to be of: "Documents 12 and 41 of
// the 2023 session", "de la session de 2023", 0 for none.
func (r *references) ofSession(i int) int {
	session, year := false, 0
	for k := i; k < r.hi && k < i+8; {
		if r.number(k) && len(r.toks[k].Fold) == 4 && year == 0 {
			year, _ = strconv.Atoi(r.toks[k].Fold)
			k++
			continue
		}
		key, n := "", 0
		if r.word(k) {
			key, n = r.words.held.At(r.toks[:r.hi], k)
		}
		if key == "session" {
			session = true
		} else if joint, next := r.joint(k); isFiller(joint) {
			n = max(n, next-k)
		} else if n == 0 {
			break
		}
		if session && year > 1946 && year < 2100 {
			return year
		}
		k += n
	}
	if session && year > 1946 && year < 2100 {
		return year
	}
	return 0
}

// circular reads letters that their office numbers alone: "TSB Circular 12", "Circulaire TSB 12". Those with a
// symbol ("CL-25/41") are read as such.
func (r *references) circular(a anchor) {
	office := ""
	for k := r.at - 1; k >= 0 && k >= r.at-2; k-- {
		if p := r.cur[k]; isOffice(p.key) && p.at+p.n == a.at {
			office = p.key
		}
	}
	first := a.at
	if office != "" {
		first = r.cur[r.at-1].at
	}
	i := a.at + a.n
	for k := i; k < r.hi && k < i+6; {
		if p, ok := r.anchorAt(k); ok && isOffice(p.key) {
			office = p.key
			k = p.at + p.n
			i = k
			continue
		}
		if p, ok := r.anchorAt(k); ok && p.key == "number" {
			k = r.afterNumberWord(p)
			i = k
			continue
		}
		if key, next := r.joint(k); isFiller(key) {
			k = next
			continue
		}
		break
	}
	if !r.number(i) || r.is(i+1, "/") || len(r.toks[i].Fold) > 4 {
		return
	}
	end := i + 1
	if office == "" {
		k := r.fillers(end)
		if p, ok := r.anchorAt(k); ok && isOffice(p.key) {
			office = p.key
		}
	}
	if office == "" {
		return
	}
	num := unpadded(r.toks[i].Fold)
	r.add("document", office+" Circular "+num, map[string]string{"body": office, "number": num}, first, i)
}

func isOffice(key string) bool { return key == "TSB" || key == "BDT" || key == "BR" }

// nationsSymbol reads a symbol of the United Nations: "A/RES/70/125" is a resolution, "A/79/6" and
// "JIU/REP/2016/1" are documents, with the value as printed.
func (r *references) nationsSymbol(i int) {
	if !r.word(i) {
		return
	}
	organ := latinised(r.raw(i))
	switch organ {
	case "A", "S", "E", "JIU", "CEB", "ST", "HRI", "DP", "ICSC":
	default:
		return
	}
	value := organ
	slashes, digits := 0, 0
	k := i + 1
	for k+1 < r.hi && r.is(k, "/") && r.glued(k) && r.glued(k+1) && r.toks[k+1].Kind != tokens.Sign && r.toks[k+1].Kind != tokens.Han {
		value += "/" + latinised(r.raw(k+1))
		slashes++
		if r.number(k + 1) {
			digits++
		}
		if r.word(k+1) && !capitals(r.raw(k+1)) {
			return
		}
		k += 2
		for (r.is(k, ".") || r.is(k, "-")) && r.glued(k) && r.glued(k+1) && (r.number(k+1) || r.word(k+1)) {
			value += r.toks[k].Fold + latinised(r.raw(k+1))
			if r.number(k + 1) {
				digits++
			}
			k += 2
		}
	}
	if slashes < 2 || digits == 0 {
		if slashes != 1 || digits != 1 || organ == "A" {
			return
		}
		return
	}
	parts := strings.Split(value, "/")
	if len(parts) >= 3 && parts[len(parts)-3] == "RES" || len(parts) == 3 && parts[1] == "RES" {
		kind := map[string]string{"A": "UNGA", "S": "UNSC", "E": "ECOSOC"}[organ]
		if len(parts) > 3 && parts[1] == "HRC" {
			kind = "HRC"
		}
		num := strings.Join(parts[len(parts)-2:], "/")
		if parts[len(parts)-2] == "RES" {
			num = parts[len(parts)-1]
		}
		roman := ""
		if r.is(k, "(") && r.is(k+2, ")") {
			roman = " (" + strings.ToUpper(r.raw(k+1)) + ")"
			k += 3
		}
		r.add("resolution", kind+" Resolution "+num+roman, map[string]string{"body": kind, "number": num}, i, k-1)
		return
	}
	if organ == "A" && len(parts) == 3 && leading(parts[1]) < 30 && leading(parts[1]) > 0 {
		return
	}
	r.add("document", value, map[string]string{"body": organ}, i, k-1)
}
