package fields

import (
	"fmt"
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// A shape is what the numbers of one kind of reference may look like.
type shape uint8

const (
	slashed   shape = 1 << iota // 70/125, 5/1
	dotted                      // 13.18
	dashed                      // 1-5 is one number, not a range
	lettered                    // 197CA, 191bis
	mustSlash                   // nothing without a slash
	modified                    // with "(Rev.1)" behind
	wordless                    // no word before the numbers of a list: "CV 102 and No. 4" is one of the Convention's
)

// An item is one number of a reference or of a list of them.
type item struct {
	first, last int    // tokens, with the parenthesis that is its own
	num         string // canonical: "71", "70/125", "197CA", "191bis"
	n           int    // its leading number
	suffix      string
	adopt       *adoption // nil without a parenthesis
	mod         docSymbol // revision, addendum and corrigendum of a document's number
	own         bool      // it has words of its own; false where a range implies it
}

// one reads a number at token i.
func (r *references) one(i int, sh shape) (it item, next int, ok bool) {
	it = item{first: i, own: true}
	prefix := ""
	if r.word(i) && sh&slashed != 0 && r.glued(i+1) && r.number(i+2) && r.is(i+1, "-") {
		// "ES-10/25", "S-10/2"; Arabic "دإط-10/25"
		switch r.toks[i].Fold {
		case "es", "داط", "د ا ط":
			prefix = "ES-"
		case "s", "دا":
			prefix = "S-"
		default:
			return it, i, false
		}
		i += 2
	}
	if !r.number(i) || len(r.toks[i].Fold) > 5 {
		return it, i, false
	}
	it.n, _ = strconv.Atoi(r.toks[i].Fold)
	it.num = prefix + strconv.Itoa(it.n)
	it.last = i
	i++
	for _, sep := range []struct {
		sign string
		when shape
	}{{"/", slashed}, {".", dotted}, {"-", dashed}} {
		if sh&sep.when == 0 || !r.is(i, sep.sign) || !r.glued(i) || !r.glued(i+1) || !r.number(i+1) {
			continue
		}
		it.num += sep.sign + r.toks[i+1].Fold
		it.last = i + 1
		i += 2
		if sep.sign == "-" && r.is(i, "/") && r.glued(i+1) && r.number(i+1) { // ITU-R Question 209-5/5
			it.num += "/" + r.toks[i+1].Fold
			it.last = i + 1
			i += 2
		}
		if sep.sign == "." && r.is(i, ".") && r.glued(i) && r.glued(i+1) && r.number(i+1) && r.rec.Language != "ar" { // No. 11.15.1
			it.num += "." + r.toks[i+1].Fold
			it.last = i + 1
			i += 2
		}
		break
	}
	if sh&mustSlash != 0 && !strings.Contains(it.num, "/") {
		return it, i, false
	}
	if strings.Contains(it.num, "/") || sh&slashed != 0 && r.is(i+1, "(") {
		if part, n := r.part(i); n > 0 { // "45/55 B", "3211 B (XXIX)"
			it.num += " " + part
			it.last = i + n - 1
			i += n
		}
	}
	if sh&lettered != 0 {
		if suffix, n := r.suffix(i); n > 0 {
			it.suffix = suffix
			it.num += suffix
			it.last = i + n - 1
			i += n
			if r.number(i) && r.glued(i) && len(r.toks[i].Fold) < 3 { // a footnote's mark: "5.308A2"
				i++
			}
			if sh&dotted != 0 && r.rec.Language == "ar" && r.is(i, ".") && r.glued(i) && r.number(i+1) && r.glued(i+1) && !strings.Contains(it.num, ".") {
				it.num = r.toks[i+1].Fold + "." + it.num // "441B.5" is 5.441B
				it.last = i + 1
				i += 2
			}
		}
	}
	// "71.5" or "71/5" of another shape is no number of ours; "3 000" neither.
	if r.glued(i) && (r.is(i, ".") || r.is(i, ",") || r.is(i, "/")) && r.glued(i+1) && r.number(i+1) {
		return it, i, false
	}
	if r.glued(i) && r.is(i, "%") || it.n <= 31 && it.suffix == "" && r.month(i) {
		return it, i, false
	}
	if sh&modified != 0 {
		if end := r.modifiers(&it.mod, i); end > i {
			it.last, i = end-1, end
		}
	}
	return it, i, true
}

// month reports whether a month follows a day: "7 novembre", "1er de mayo", "4月".
func (r *references) month(i int) bool {
	if i >= r.hi || r.toks[i].Kind == tokens.Sign || r.toks[i].Kind == tokens.Number {
		return false
	}
	if r.is(i, "月") || r.is(i, "日") || r.is(i, "年") {
		return true
	}
	if r.is(i, "er") || r.is(i, "st") || r.is(i, "nd") || r.is(i, "rd") || r.is(i, "th") {
		i++
	}
	if r.is(i, "de") || r.is(i, "of") {
		i++
	}
	if i >= r.hi {
		return false
	}
	_, n := r.words.months.At(r.toks[:r.hi], i)
	return n > 0
}

// part reads the letter of one of several resolutions under one number of the United Nations: "B", "باء".
func (r *references) part(i int) (string, int) {
	if !r.word(i) {
		return "", 0
	}
	switch r.toks[i].Fold {
	case "الف":
		return "A", 1
	case "باء":
		return "B", 1
	case "جيم":
		return "C", 1
	case "دال":
		return "D", 1
	case "هاء":
		return "E", 1
	case "واو":
		return "F", 1
	case "زاي":
		return "G", 1
	case "حاء":
		return "H", 1
	}
	raw := latinised(r.raw(i))
	if len(raw) != 1 || raw[0] < 'A' || raw[0] > 'Z' || i+1 < r.hi && r.glued(i+1) && r.toks[i+1].Kind != tokens.Sign && r.toks[i+1].Kind != tokens.Han {
		return "", 0
	}
	if r.toks[i].Space && i+1 < r.hi && r.word(i+1) { // "resolution 70/1 A new agenda" is no part A
		if key, _ := r.joint(i + 1); key == "" {
			return "", 0
		}
	}
	return raw, 1
}

// suffix reads the letters that belong to a provision's number: A, CA, bis, Cyrillic А, or A after a space.
func (r *references) suffix(i int) (string, int) {
	if !r.word(i) {
		return "", 0
	}
	switch f := r.toks[i].Fold; f {
	case "bis", "ter", "quater", "quinquies", "sexies", "septies":
		return f, 1
	case "бис":
		return "bis", 1
	case "тер":
		return "ter", 1
	case "مكرر", "مكررا", "المكرر":
		if r.word(i+1) && strings.HasPrefix(r.toks[i+1].Fold, "ثاني") {
			return "ter", 2
		}
		return "bis", 1
	}
	if part, n := r.part(i); n > 0 && isArabic(r.toks[i].Fold) { // "19ألف"
		return part, n
	}
	raw := latinised(r.raw(i))
	if len(raw) > 2 || !capitals(raw) || raw[0] < 'A' || raw[0] > 'Z' {
		return "", 0
	}
	if r.glued(i) || len(raw) == 1 && r.capitalSuffix(i) {
		return raw, 1
	}
	return "", 0
}

// capitalSuffix reports whether the lone capital at i, after a space, belongs to the number before it
// ("No. 197 A of the Convention") and does not begin a sentence or name.
func (r *references) capitalSuffix(i int) bool {
	if i+1 >= r.hi {
		return true
	}
	t := r.toks[i+1]
	if t.Kind == tokens.Sign {
		return t.Fold == "," || t.Fold == ")" || t.Fold == ";" || t.Fold == "."
	}
	key, _ := r.joint(i + 1)
	return isFiller(key) || key == "and" || key == "to"
}

// list reads numbers from token i on: "71", "25 and 48 to 52", "16/18 of 24 March 2011, 19/25 of ...". With
// adopt, each may carry the parenthesis of its adoption. plural says that the noun announces several.
func (r *references) list(i int, sh shape, plural, adopt bool) ([]item, int) {
	first, next, ok := r.one(i, sh)
	if !ok {
		return nil, i
	}
	items := []item{first}
	if adopt {
		next = r.adopts(&items[0], next)
	}
	if strings.Contains(first.num, "/") && sh&slashed != 0 {
		sh |= mustSlash
	}
	for len(items) < 400 {
		j := r.skipDate(next)
		how, k := r.separator(j, sh)
		if how == "" {
			break
		}
		numbered := false // "No." stands before it
		if a, ok := r.anchorAt(k); ok && a.key == "number" && sh&wordless == 0 && !(adopt && (r.plural(a) || r.ofInstrument(a))) {
			k, numbered = r.afterNumberWord(a), true
		} else if key, end := r.joint(k); key == "filler" && how == "to" { // "de la 48 a la 52"
			k = end
		}
		it, after, ok := r.one(k, sh)
		if !ok {
			break
		}
		last := items[len(items)-1]
		if adopt && numbered && r.instrumentEnd(after) > after { // "Resolutions 170 and 209; No. 468 of the Convention"
			break
		}
		if adopt {
			after = r.adopts(&it, after)
		}
		if !r.goesOn(it, after, how, sh, plural || len(items) > 1, adopt) {
			break
		}
		if how == "to" {
			if !expand(&items, last, it, sh) {
				break
			}
		} else {
			items = append(items, it)
		}
		next = after
	}
	return items, next
}

// afterFrom returns the token after the small word that begins a range ("from 48 to 52", "с 48 по 52"), i where no
// range follows.
func (r *references) afterFrom(i int) int {
	if r.number(i) || i >= r.hi || r.toks[i].Kind == tokens.Sign {
		return i
	}
	_, n := r.words.from.At(r.toks[:r.hi], i)
	if n == 0 {
		return i
	}
	k := i + n
	if key, next := r.joint(k); key == "filler" { // "de la 48 a la 52"
		k = next
	}
	if !r.number(k) {
		return i
	}
	if how, _ := r.separator(k+1, 0); how == "to" {
		return k
	}
	return i
}

// separator reads what stands between two numbers of a list: "and", "to" (a range), "," or nothing. It
// returns the first token of what follows.
func (r *references) separator(i int, sh shape) (how string, next int) {
	if i >= r.hi {
		return "", i
	}
	switch r.toks[i].Fold {
	case "、":
		return "and", i + 1
	case ",", ";", "،", "؛":
		if key, next := r.joint(i + 1); key == "and" {
			return "and", next
		}
		return ",", i + 1
	case "-":
		if r.number(i+1) && sh&mustSlash == 0 {
			return "to", i + 1
		}
		return "", i
	case "&":
		return "and", i + 1
	}
	if key, next := r.joint(i); key == "and" || key == "to" {
		return key, next
	}
	return "", i
}

// goesOn reports whether a number after a separator is the list's next, and not the first word of something
// else ("Resolution 71, 153 Member States").
func (r *references) goesOn(it item, after int, how string, sh shape, plural, adopt bool) bool {
	if it.adopt != nil || sh&mustSlash != 0 || it.suffix != "" {
		return true
	}
	if it.n >= 1900 && it.n < 2100 || it.n == 0 {
		return false
	}
	if after >= r.hi {
		return true
	}
	t := r.toks[after]
	if t.Kind == tokens.Sign {
		return t.Fold != "%" && t.Fold != "$" && t.Fold != "€" && t.Fold != "°"
	}
	if t.Kind == tokens.Number {
		return false
	}
	if key, next := r.joint(after); key != "" {
		if key == "to" && next < r.hi && !r.number(next) { // Spanish "a", French "à": a word, not a range
			return plural
		}
		return true
	}
	if a, ok := r.anchorAt(after); ok {
		if isBody(a.key) || a.key == "document" && r.arabicAnd(after) { // "و22 وبالوثائق C24/INF/3"
			return true
		}
		if r.isInstrument(a) {
			return !adopt
		}
	}
	if _, n := r.words.after.At(r.toks[:r.hi], after); n > 0 {
		return false
	}
	return plural && how != ","
}

// expand adds the items of the range from the last item to it, both included; false where there is no range.
func expand(items *[]item, last, it item, sh shape) bool {
	if strings.ContainsAny(last.num+it.num, "/") {
		return false
	}
	if strings.Contains(last.num, ".") || strings.Contains(it.num, ".") {
		return expandDotted(items, last, it)
	}
	if last.n == it.n && len(last.suffix) == 1 && len(it.suffix) == 1 && last.suffix < it.suffix {
		for c := last.suffix[0] + 1; c < it.suffix[0]; c++ {
			*items = append(*items, item{num: strconv.Itoa(it.n) + string(c), n: it.n, suffix: string(c), first: it.first, last: it.last})
		}
		*items = append(*items, it)
		return true
	}
	if it.n < last.n && last.own { // Arabic puts the ends of a range the other way round
		k := len(*items) - 1
		(*items)[k], it, last = it, last, it
	}
	if it.n <= last.n || it.n-last.n > 200 {
		return false
	}
	for n := last.n + 1; n < it.n; n++ {
		*items = append(*items, item{num: strconv.Itoa(n), n: n, first: it.first, last: it.last})
	}
	*items = append(*items, it)
	return true
}

// expandDotted is expand for "Nos. 9.11 to 9.14".
func expandDotted(items *[]item, last, it item) bool {
	a, b, ok1 := strings.Cut(last.num, ".")
	c, d, ok2 := strings.Cut(it.num, ".")
	from, err1 := strconv.Atoi(b)
	to, err2 := strconv.Atoi(d)
	if !ok1 || !ok2 || a != c || err1 != nil || err2 != nil || to <= from || to-from > 100 {
		*items = append(*items, it)
		return true
	}
	for n := from + 1; n < to; n++ {
		*items = append(*items, item{num: fmt.Sprintf("%s.%d", a, n), n: last.n, first: it.first, last: it.last})
	}
	*items = append(*items, it)
	return true
}

// skipDate returns the token after a date that stands between the numbers of a list of United Nations
// resolutions ("of 24 March 2011", "от 24 марта 2011 года", "المؤرخ 24 آذار/مارس 2011"), i where there is none.
func (r *references) skipDate(i int) int {
	j := i
	if r.is(j, ",") || r.is(j, "،") {
		j++
	}
	k := r.fillers(j)
	if k == j || !r.number(k) || len(r.toks[k].Fold) > 2 {
		return i
	}
	for n := 0; n < 8 && k+1 < r.hi; n++ {
		k++
		if r.number(k) {
			if len(r.toks[k].Fold) != 4 {
				return i
			}
			k++
			if r.word(k) && (strings.HasPrefix(r.toks[k].Fold, "год") || r.is(k, "г")) {
				k++
				if r.is(k, ".") {
					k++
				}
			}
			for r.is(k, "(") && r.is(k+1, ")") { // an empty footnote mark
				k += 2
			}
			return k
		}
		if t := r.toks[k]; t.Kind == tokens.Sign && t.Fold != "/" && t.Fold != "." {
			return i
		}
	}
	return i
}

// latinised turns Cyrillic letters that look like Latin ones into those: "С97", "223А".
func latinised(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return s
	}
	return strings.Map(func(c rune) rune {
		if k := strings.IndexRune("АВЕКМНОРСТХаеорсух", c); k >= 0 {
			return rune("ABEKMHOPCTXaeopcyx"[k/2])
		}
		return c
	}, s)
}
