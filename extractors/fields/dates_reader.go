package fields

import (
	"strconv"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// A dateReader reads the dates of one passage. Every reading begins at a number.
type dateReader struct {
	*passage
	words *dateWords
	last  day // the date read last in the passage, for "of the same month"
}

// read returns what stands at token i: nothing, one date or range, or the several dates of a list.
func (r *dateReader) read(i int) []*found {
	if r.taken[i] && (i+1 == len(r.toks) || r.taken[i+1]) {
		return nil
	}
	switch t := &r.toks[i]; {
	case t.Kind == tokens.Number && len(t.Fold) <= 8:
	case t.Kind == tokens.Han && hanDigit(t.Fold) >= 0:
	default:
		return nil
	}
	for _, form := range []func(int) []*found{r.chinese, r.iso, r.numeric, r.dayFirst, r.monthFirst, r.monthYear, r.period} {
		if fs := form(i); len(fs) > 0 {
			for _, f := range fs {
				// A day that an earlier reading took for its own ("adoptée par l'Assemblée générale le 4
				// décembre 2024") is a day all the same where a month and a year follow.
				whole := f.from.d > 0 && f.from.y > 0 && r.toks[f.first].Space
				for k := f.first; k <= f.last; k++ {
					if r.taken[k] && !(whole && k == f.first) {
						return nil
					}
				}
			}
			r.last = fs[len(fs)-1].from
			return fs
		}
	}
	return nil
}

// word returns the length of the phrase of these words at token i, 0 for none.
func (r *dateReader) word(m *lexicon.Matcher, i int) int {
	if i < 0 || i >= len(r.toks) || r.toks[i].Kind == tokens.Number {
		return 0
	}
	_, n := m.At(r.toks, i)
	return n
}

// month returns the month named at token i and the number of tokens of its name. Double Arabic names
// ("أكتوبر/تشرين الأول") are one.
func (r *dateReader) month(i int) (m, n int) {
	if i < 0 || i >= len(r.toks) || r.toks[i].Kind == tokens.Number || r.toks[i].Kind == tokens.Sign {
		return 0, 0
	}
	key, n := r.words.months.At(r.toks, i)
	if n == 0 {
		return 0, 0
	}
	m, err := strconv.Atoi(key[1:])
	if err != nil {
		return 0, 0
	}
	if r.fold(i+n) == "/" {
		if m2, n2 := r.month(i + n + 1); m2 == m {
			n += 1 + n2
		}
	}
	if key[0] == 's' && r.fold(i+n) == "." {
		n++ // "24 Sept. 2025"
	}
	return m, n
}

// number returns token i as a number of at most max digits, -1 where it is none.
func (r *dateReader) number(i, max int) int {
	if !r.kind(i, tokens.Number) || len(r.toks[i].Fold) > max {
		return -1
	}
	n, _ := strconv.Atoi(r.toks[i].Fold)
	return n
}

// year returns the four-digit year at token i, 0 where there is none.
func (r *dateReader) year(i int) int {
	if !r.kind(i, tokens.Number) || len(r.toks[i].Fold) != 4 {
		return 0
	}
	if y, _ := strconv.Atoi(r.toks[i].Fold); y >= 1800 && y < 2200 {
		return y
	}
	return 0
}

// dayNumber returns the day at token i and the tokens it takes with its ordinal mark: "1er", "1.º", "2nd", "17-го".
func (r *dateReader) dayNumber(i int) (d, n int) {
	d = r.number(i, 2)
	if d < 1 || d > 31 {
		return 0, 0
	}
	n = 1
	j := i + 1
	if s := r.fold(j); (s == "." || s == "-") && r.glued(j) && r.glued(j+1) && r.kind(j+1, tokens.Word) {
		j++
	}
	if (r.kind(j, tokens.Word) || r.fold(j) == "°") && r.glued(j) && (r.word(r.words.ordinal, j) == 1 || r.fold(j) == "°" || r.fold(j) == "º") {
		n = j + 1 - i
	}
	return d, n
}

// clean reports whether a number at token i can begin a date: no digit, slash or point is written onto it.
func (r *dateReader) clean(i int) bool {
	if i == 0 || !r.glued(i) {
		return true
	}
	switch prev := r.fold(i - 1); prev {
	case "/", ":", "+", "§", "#", "№":
		return false
	case ".", ",":
		return !(r.kind(i-2, tokens.Number) && r.glued(i-1))
	case "-":
		// "67-4 September" is a symbol, "17-28" is read from its first number.
		return !(r.kind(i-2, tokens.Number) && r.glued(i-1))
	}
	return true
}

// skip returns the token behind what may stand between the parts of a range without a meaning of its own: weekdays, with
// comma and brackets, and the articles of the languages.
func (r *dateReader) skip(i int) int {
	for n := 0; n < 6; n++ {
		switch s := r.fold(i); s {
		case ",", "،", "the", "le", "el", "(", ")":
			i++
			continue
		}
		if k := r.word(r.words.weekday, i); k > 0 {
			i += k
			continue
		}
		break
	}
	return i
}

// between returns the token after a range's connecting sign or word at i, and "to", "and" or "" for none.
func (r *dateReader) between(i int) (next int, how string) {
	switch s := r.fold(i); s {
	case "-":
		for i++; r.fold(i) == "-"; i++ { // "--"
		}
		return i, "to"
	case "~":
		return i + 1, "to"
	case ",", "،":
		return i + 1, "list"
	case "/":
		return i + 1, "slash"
	}
	j := i
	if s := r.fold(j); s == "," || s == "،" {
		j++
	}
	if n := r.word(r.words.to, j); n > 0 {
		return j + n, "to"
	}
	if n := r.word(r.words.and, j); n > 0 {
		return j + n, "and"
	}
	if r.lang == "ru" && r.fold(j) == "на" {
		return j + 1, "night"
	}
	return 0, ""
}

// yearAfter returns the year that follows a month at token i, with "de", "of", a comma or "г." between, and
// the last token of it; 0 where there is none.
func (r *dateReader) yearAfter(i int) (y, last int) {
	j := i
	if s := r.fold(j); s == "," || s == "،" || s == "." || s == "/" || s == "-" {
		j++
	}
	for k := 0; k < 2; k++ {
		if n := r.word(r.words.of, j); n > 0 {
			j += n
		}
	}
	if r.fold(j) == "عام" || r.fold(j) == "سنه" {
		j++
	}
	if y = r.year(j); y != 0 && !r.grouped(j) {
		return y, j
	}
	return 0, 0
}

// grouped reports whether the four digits at token i go on ("2025 000"), so that they are no year.
func (r *dateReader) grouped(i int) bool {
	return r.glued(i+1) && (r.fold(i+1) == "," || r.fold(i+1) == ".") && r.glued(i+2) && r.kind(i+2, tokens.Number) && len(r.fold(i+2)) == 3
}

// monthOf returns the month at token i, behind "de", "of" or nothing.
func (r *dateReader) monthOf(i int) (m, n int) {
	if m, n = r.month(i); m > 0 {
		return m, n
	}
	if s := r.fold(i); s == "-" || s == "." {
		if m, n = r.month(i + 1); m > 0 && r.glued(i+1) {
			return m, n + 1
		}
		return 0, 0
	}
	if k := r.word(r.words.of, i); k > 0 {
		if m, n = r.month(i + k); m > 0 {
			return m, n + k
		}
	}
	if k := r.word(r.words.sameMonth, i); k > 0 && r.last.m > 0 {
		return r.last.m, k // "del 16 al 20 del mismo mes"
	}
	return 0, 0
}

// named reports whether the month at token j is meant as one although no year follows: "may" and "march" are
// words of their own in English, and a table's "5 Mar" is none.
func (r *dateReader) named(j int) bool {
	if k := r.word(r.words.of, j); k > 0 {
		j += k
	}
	switch r.fold(j) {
	case "may", "march", "mar", "set", "sep", "dec", "ago", "jan", "jun", "jul":
		return r.upper(j)
	}
	return true
}

// opened reports whether a word for "between" stands before token i, articles, weekdays and words for years aside.
func (r *dateReader) opened(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch s := r.fold(k); {
		case r.word(r.words.between, k) > 0:
			return true
		case s == "the" || s == "le" || s == "el" || r.word(r.words.weekday, k) > 0 || r.word(r.words.of, k) > 0 || r.word(r.words.year, k) > 0:
		default:
			return false
		}
	}
	return false
}

// codeBefore reports whether the number at token i continues a code: "C/2018", "WTDC-2018", "+1993".
func (r *dateReader) codeBefore(i int) bool {
	if !r.glued(i) {
		// A phone number's groups stand before and behind.
		return r.kind(i-1, tokens.Number) && len(r.fold(i-1)) < 4 && r.fold(i-2) != "." && !r.taken[i-1]
	}
	switch r.fold(i - 1) {
	case "(", "[", "\"", "'", "«", "“", "‘", "،", ",", "،:", "。", ")", "《", "、", ":", ";", "؛":
		return false
	case "-", "/", ".", "+", "_", "#", "№", "=":
		return true
	}
	if r.kind(i-1, tokens.Word) {
		// Latin letters before digits are a code; Arabic particles are written onto the number.
		c := r.fold(i - 1)[0]
		return c < 0x80
	}
	return r.kind(i-1, tokens.Number) && !r.taken[i-1]
}
