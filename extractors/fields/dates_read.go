package fields

import (
	"strconv"
	"strings"
	"sync"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// dateWords are the words around dates in one language and English, which stands in documents of every
// language. They are apart by use, since one word has several ("de": of and from).
type dateWords struct{ months, weekday, ordinal, of, to, and, from, period, year *lexicon.Matcher }

// dateWordsOf returns the words of a language; of all languages where it is not known.
func dateWordsOf(lang string) *dateWords {
	if w := dateTables()[lang]; w != nil {
		return w
	}
	return dateTables()[""]
}

var dateTables = sync.OnceValue(func() map[string]*dateWords {
	t := lexicon.MustLoad("dates")
	all := map[string]*dateWords{"": newDateWords(t)}
	for _, lang := range lexicon.Languages {
		all[lang] = newDateWords(t, lang, "en")
	}
	return all
})

func newDateWords(t lexicon.Topic, langs ...string) *dateWords {
	months := []string{}
	for m := 1; m <= 12; m++ {
		months = append(months, "m"+strconv.Itoa(m), "s"+strconv.Itoa(m))
	}
	m := func(keys ...string) *lexicon.Matcher { return onlyKeys(t, keys...).Matcher(langs...) }
	return &dateWords{months: m(months...), weekday: m("weekday"), ordinal: m("ordinal"), of: m("of"), to: m("to"),
		and: m("and"), from: m("from"), period: m("period"), year: m("year")}
}

// onlyKeys returns the topic with these keys alone.
func onlyKeys(t lexicon.Topic, keys ...string) lexicon.Topic {
	out := lexicon.Topic{}
	for lang, table := range t {
		out[lang] = map[string][]string{}
		for _, k := range keys {
			out[lang][k] = table[k]
		}
	}
	return out
}

// A dateReader reads the dates of one passage. Every reading begins at a number.
type dateReader struct {
	*passage
	words *dateWords
}

// read returns what stands at token i: nothing, one date or range, or the several dates of a list.
func (r *dateReader) read(i int) []*found {
	if r.toks[i].Kind != tokens.Number || r.taken[i] && (i+1 == len(r.toks) || r.taken[i+1]) {
		return nil
	}
	if len(r.toks[i].Fold) > 8 {
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

// space skips what may stand between the parts of a range without a meaning of its own: weekdays, with comma
// and brackets, and the articles of the languages.
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

// dayFirst reads "17 November 2025", "17-28 novembre 2025", "30 января - 1 февраля 2017 года",
// "3, 10 y 17 de junio de 2024", "27-23 أكتوبر 2023", "1727 апреля".
func (r *dateReader) dayFirst(i int) []*found {
	if !r.clean(i) {
		return nil
	}
	// Days up to the month.
	type item struct {
		d, at int
		how   string // how it is tied to the one before it
	}
	var days []item
	j, how := i, ""
	for {
		d, n := r.dayNumber(j)
		if n == 0 {
			if len(days) == 0 {
				return r.lostDash(i)
			}
			return nil
		}
		days = append(days, item{d, j, how})
		j += n
		if m, _ := r.monthOf(j); m > 0 {
			break
		}
		if len(days) > 12 {
			return nil
		}
		k, h := r.between(j)
		if h == "" {
			return nil
		}
		if h == "list" {
			if k2, h2 := r.between(k); h2 == "and" {
				k, h = k2, "and"
			}
		}
		j, how = r.skip(k), h
	}
	m, n := r.monthOf(j)
	last := j + n - 1
	y, at := r.yearAfter(last + 1)
	if y != 0 {
		last = at
	}
	if y == 0 && !r.named(j, i) {
		return nil
	}
	tail := days[len(days)-1]
	head := &found{from: day{y, m, tail.d}, first: tail.at, last: last}
	out := []*found{}
	for k := 0; k < len(days)-1; k++ {
		a, b := days[k], days[k+1]
		run := b.how == "to" || b.how == "and" && len(days) == 2 && b.d == a.d+1
		f := &found{from: day{y, m, a.d}, first: a.at, last: r.dayEnd(a.at)}
		if run {
			lo, hi := a.d, b.d
			if lo > hi && (r.lang == "ar" || r.lang == "") {
				lo, hi = hi, lo
			}
			if lo >= hi {
				return nil
			}
			f.from.d, f.to = lo, day{y, m, hi}
			f.last = r.dayEnd(b.at)
			if k+1 == len(days)-1 {
				f.last, head = last, nil
			}
			k++
		}
		out = append(out, f)
	}
	if head == nil {
		return out
	}
	// A second month: "30 January - 1 February 2017".
	if f := r.secondDay(head); f != nil {
		head = f
		for _, g := range out {
			if g.from.y == 0 {
				g.from.y = f.from.y
				if g.to.m != 0 {
					g.to.y = f.from.y
				}
			}
		}
	}
	return append(out, head)
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
	return 0, 0
}

// named reports whether the month at token j is meant as one although no year follows: "may" and "march" are
// words of their own in English, and a table's "5 Mar" is none.
func (r *dateReader) named(j, i int) bool {
	if k := r.word(r.words.of, j); k > 0 {
		j += k
	}
	switch r.fold(j) {
	case "may", "march", "mar", "set", "sep", "dec", "ago", "jan", "jun", "jul":
		return r.upper(j)
	}
	return true
}

// dayEnd returns the last token of the day that begins at token i.
func (r *dateReader) dayEnd(i int) int {
	_, n := r.dayNumber(i)
	return i + max(n, 1) - 1
}

// secondDay returns the range that begins with the single date f, nil where none follows.
func (r *dateReader) secondDay(f *found) *found {
	j := f.last + 1
	if n := r.word(r.words.year, j); n > 0 {
		j += n // "30 января 2017 года - 1 февраля"
	}
	k, how := r.between(j)
	if how != "to" && !(how == "and" && r.opened(f.first)) {
		return nil // "entre el 1 de julio de 2023 y el 30 de junio de 2024"
	}
	k = r.skip(k)
	d, n := r.dayNumber(k)
	if n == 0 {
		return nil
	}
	m, mn := r.monthOf(k + n)
	if m == 0 {
		return nil
	}
	last := k + n + mn - 1
	y, at := r.yearAfter(last + 1)
	if y != 0 {
		last = at
	}
	g := &found{from: f.from, to: day{y, m, d}, first: f.first, last: last}
	switch {
	case g.from.y == 0 && y != 0:
		g.from.y = y
		if g.to.before(g.from) {
			g.from.y-- // "28 December - 3 January 2026"
		}
	case g.from.y != 0 && y == 0:
		g.to.y = g.from.y
		if g.to.before(g.from) {
			g.to.y++
		}
	}
	if g.from.y != 0 && g.to.before(g.from) {
		if r.lang != "ar" {
			return nil
		}
		g.from, g.to = g.to, g.from
	}
	return g
}

// opened reports whether a word for "between" stands before token i, articles and weekdays aside.
func (r *dateReader) opened(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch s := r.fold(k); {
		case r.span2(k):
			return true
		case s == "the" || s == "le" || s == "el" || r.word(r.words.weekday, k) > 0 || r.word(r.words.of, k) > 0:
		default:
			return false
		}
	}
	return false
}

// lostDash reads "1727 апреля 2018", where the dash of 17-27 did not survive.
func (r *dateReader) lostDash(i int) []*found {
	s := r.fold(i)
	if len(s) < 2 || len(s) > 4 || r.toks[i].Kind != tokens.Number {
		return nil
	}
	m, n := r.monthOf(i + 1)
	if m == 0 || r.year(i) > 1900 && r.lang == "en" {
		return nil
	}
	for cut := 1; cut <= 2 && cut < len(s); cut++ {
		if len(s)-cut > 2 || s[cut] == '0' {
			continue
		}
		a, _ := strconv.Atoi(s[:cut])
		b, _ := strconv.Atoi(s[cut:])
		if a < 1 || a >= b || b > 31 || len(s) == 2 {
			continue
		}
		last := i + n
		y, at := r.yearAfter(last + 1)
		if y != 0 {
			last = at
		}
		return []*found{{from: day{y, m, a}, to: day{y, m, b}, first: i, last: last}}
	}
	return nil
}

// monthFirst reads "November 17, 2025" and "November 17-28, 2025".
func (r *dateReader) monthFirst(i int) []*found {
	m, start := r.monthBefore(i)
	if m == 0 {
		return nil
	}
	d, n := r.dayNumber(i)
	if n == 0 {
		return nil
	}
	j, f := i+n, &found{from: day{0, m, d}, first: start, last: i + n - 1}
	if k, how := r.between(j); how == "to" {
		if d2, n2 := r.dayNumber(k); n2 > 0 && d2 > d && r.year(k) == 0 {
			f.to, f.last = day{0, m, d2}, k+n2-1
		} else if m2, mn := r.month(k); m2 > 0 {
			if d2, n2 := r.dayNumber(k + mn); n2 > 0 {
				f.to, f.last = day{0, m2, d2}, k+mn+n2-1
			}
		}
	}
	y, at := r.yearAfter(f.last + 1)
	if y == 0 {
		if f.to.m == 0 && !r.upper(start) {
			return nil
		}
		// "In November 12 countries": without a year the day must end its phrase.
		if s := r.fold(f.last + 1); s != "" && s != "," && s != "." && s != ")" && s != ";" {
			return nil
		}
		return []*found{f}
	}
	f.from.y, f.last = y, at
	if f.to.m != 0 {
		f.to.y = y
		if f.to.before(f.from) {
			f.from.y--
		}
	}
	return []*found{f}
}

// monthBefore returns the month whose name ends just before token i and where the name starts.
func (r *dateReader) monthBefore(i int) (m, start int) {
	for n := 1; n <= 4; n++ {
		if i-n < 0 || r.taken[i-n] {
			break
		}
		if m, k := r.month(i - n); m > 0 && k == n {
			start = i - n
			// The second name of a double one.
			for start >= 2 && r.fold(start-1) == "/" {
				found := false
				for k := 2; k <= 3 && start-k >= 0; k++ {
					if m2, n2 := r.month(start - k); m2 == m && start-k+n2 >= start-1 {
						start, found = start-k, true
						break
					}
				}
				if !found {
					break
				}
			}
			return m, start
		}
	}
	return 0, 0
}

// monthYear reads "November 2025", "noviembre de 2025", "January-March 2025", "с января 2024 года по март 2025 года".
func (r *dateReader) monthYear(i int) []*found {
	y := r.year(i)
	if y == 0 || r.grouped(i) {
		return nil
	}
	m, start := r.monthBeforeYear(i)
	if m == 0 {
		return nil
	}
	f := &found{from: day{y, m, 0}, first: start, last: i}
	// A month before it: "January-March 2025", "de enero a marzo de 2025".
	if m0, s0 := r.monthBeforeLink(start); m0 > 0 {
		f.from.m, f.to, f.first = m0, day{y, m, 0}, s0
		if f.to.before(f.from) {
			f.from.y--
		}
		return []*found{f}
	}
	// A month with its own year after it.
	j := i + 1
	if n := r.word(r.words.year, j); n > 0 {
		j += n
	}
	if k, how := r.between(j); how == "to" {
		if m2, n := r.month(k); m2 > 0 {
			if y2, last := r.yearAfter(k + n); y2 >= y {
				g := day{y2, m2, 0}
				if f.from.before(g) {
					f.to, f.last = g, last
				}
			}
		}
	}
	return []*found{f}
}

// monthBeforeYear is monthBefore with the words that may stand between month and year.
func (r *dateReader) monthBeforeYear(i int) (m, start int) {
	if m, start = r.monthBefore(i); m > 0 {
		return m, start
	}
	for n := 1; n <= 3; n++ {
		if i-n < 1 {
			break
		}
		ok := r.word(r.words.of, i-n) == n
		if n == 1 {
			s := r.fold(i - 1)
			ok = ok || s == "," || s == "،" || s == "." || s == "/" && r.glued(i) || s == "-" && r.glued(i) || s == "عام"
		}
		if ok {
			if m, start = r.monthBefore(i - n); m > 0 {
				return m, start
			}
		}
	}
	return 0, 0
}

// monthBeforeLink returns the month that "to" or a dash ties to the month at token start.
func (r *dateReader) monthBeforeLink(start int) (m, at int) {
	for n := 1; n <= 2; n++ {
		j := start - n
		if j < 1 {
			break
		}
		if k, how := r.between(j); how == "to" && k == start {
			return r.monthBefore(j)
		}
	}
	return 0, 0
}

// iso reads "2025-11-28", "2025-11" and "2025-11-17/2025-11-28".
func (r *dateReader) iso(i int) []*found {
	d, last := r.isoDay(i)
	if last == 0 || !r.clean(i) {
		return nil
	}
	f := &found{from: d, first: i, last: last}
	j := last + 1
	if r.fold(j) == "/" {
		j++
	} else if k, how := r.between(j); how == "to" {
		j = k
	} else {
		return []*found{f}
	}
	if d2, l2 := r.isoDay(j); l2 > 0 && d.before(d2) {
		f.to, f.last = d2, l2
	}
	return []*found{f}
}

func (r *dateReader) isoDay(i int) (d day, last int) {
	d.y = r.year(i)
	if d.y == 0 || r.fold(i+1) != "-" || !r.glued(i+1) || !r.glued(i+2) || len(r.fold(i+2)) != 2 {
		return day{}, 0
	}
	d.m = r.number(i+2, 2)
	if d.m < 1 || d.m > 12 {
		return day{}, 0
	}
	if r.fold(i+3) == "-" && r.glued(i+3) && r.glued(i+4) && len(r.fold(i+4)) == 2 && r.number(i+4, 2) > 0 {
		d.d = r.number(i+4, 2)
		if !d.valid() {
			return day{}, 0
		}
		return d, i + 4
	}
	return day{}, 0 // "2018-19" may be two years: see period
}

// numeric reads "30.05.16", "1.7.2019" and "27-28/5/2015": the day always stands first.
func (r *dateReader) numeric(i int) []*found {
	if !r.clean(i) {
		return nil
	}
	d := r.number(i, 2)
	if d < 1 || d > 31 {
		return nil
	}
	first, j := d, i+1
	if r.fold(j) == "-" && r.number(j+1, 2) > 0 && r.number(j+1, 2) <= 31 {
		d = r.number(j+1, 2)
		j += 2
	}
	sep := r.fold(j)
	if sep != "." && sep != "/" && sep != "-" || !r.glued(j) || !r.glued(j+1) || r.fold(j+2) != sep || !r.glued(j+2) || !r.glued(j+3) {
		return nil
	}
	m, y := r.number(j+1, 2), r.year(j+3)
	if m < 1 || m > 12 {
		return nil
	}
	last := j + 3
	if y == 0 && sep == "." && len(r.fold(last)) == 2 && len(r.fold(j+1)) == 2 && len(r.fold(j-1)) == 2 {
		// Two-digit years only in full dd.mm.yy, and not right behind a date, where it is a time (18.07.00).
		yy, _ := strconv.Atoi(r.fold(last))
		if yy == 0 || i > 0 && r.kind(i-1, tokens.Number) || r.opens(i) && !r.closes(last) {
			return nil
		}
		if y = 2000 + yy; yy >= 60 {
			y = 1900 + yy
		}
	}
	if y == 0 || r.glued(last+1) && (r.fold(last+1) == sep || r.kind(last+1, tokens.Number)) && r.kind(last+2, tokens.Number) && r.glued(last+2) {
		return nil
	}
	f := &found{from: day{y, m, d}, first: i, last: last}
	if first != d {
		if first > d {
			first, d = d, first
		}
		f.from.d, f.to = first, day{y, m, d}
	}
	if !f.from.valid() {
		return nil
	}
	return []*found{f}
}

// opens and closes report whether token i begins or ends the passage.
func (r *dateReader) opens(i int) bool  { return i == 0 }
func (r *dateReader) closes(i int) bool { return i == len(r.toks)-1 || r.tab(i+1) }

// period reads "2026-2029", "2024/25", "de 2026 à 2029", and "20182021" behind a word for a period.
func (r *dateReader) period(i int) []*found {
	if len(r.fold(i)) == 8 {
		return r.lostPeriod(i)
	}
	y := r.year(i)
	if y < 1900 || r.codeBefore(i) {
		return nil
	}
	j := i + 1
	n := r.word(r.words.year, j)
	if n > 0 && r.lang != "en" {
		j += n // "2026年至2029年", "с 2026 года по 2029 год"
	} else {
		n = 0
	}
	y2, last := 0, 0
	if s := r.fold(j); s == "/" && r.glued(j) && r.glued(j+1) || s == "-" {
		last = j + 1
		if y2 = r.year(last); y2 == 0 && r.glued(j) && r.glued(last) && len(r.fold(last)) == 2 && n == 0 {
			yy := r.number(last, 2)
			if y2 = y/100*100 + yy; yy < y%100 {
				y2 += 100
			}
			if y2-y > 5 || y2 <= y || s == "-" && yy <= 12 {
				return nil
			}
		}
	} else if k, how := r.between(j); how == "to" || how == "and" && r.word(r.words.from, i-1) > 0 && r.span2(i-1) {
		last = k
		if w := r.fold(k); r.toksWordYear(w) {
			last++
		}
		if y2 = r.year(last); y2 == 0 {
			return nil
		}
	}
	if y2 == 0 || r.grouped(last) {
		return nil
	}
	if y2 < y && r.lang == "ar" {
		y, y2 = y2, y
	}
	if y2 <= y || y2-y > 60 {
		return nil
	}
	// "A/RES/2024/25", "2024/25/3", "1993-1994-5"
	if s := r.fold(last + 1); r.glued(last+1) && (s == "/" || s == "-") && r.glued(last+2) && (r.kind(last+2, tokens.Number) || r.kind(last+2, tokens.Word) && len(r.fold(last+2)) == 1) {
		return nil
	}
	if n := r.word(r.words.year, last+1); n > 0 && r.kind(last+1, tokens.Han) {
		last += n
	}
	return []*found{{from: day{y: y}, to: day{y: y2}, first: i, last: last}}
}

// span2 reports whether the word at token i makes "and" a span of years: "between 2022 and 2025", not "of".
func (r *dateReader) span2(i int) bool {
	switch r.fold(i) {
	case "between", "entre", "между", "بين", "وبين":
		return true
	}
	return false
}

// toksWordYear reports whether w is a word for "year" that may stand before the second year.
func (r *dateReader) toksWordYear(w string) bool {
	switch w {
	case "عام", "سنة", "год", "году":
		return true
	}
	return false
}

// codeBefore reports whether the number at token i continues a code: "C/2018", "WTDC-2018", "+1993".
func (r *dateReader) codeBefore(i int) bool {
	if !r.glued(i) {
		// A phone number's groups stand before and behind.
		return r.kind(i-1, tokens.Number) && len(r.fold(i-1)) < 4 && r.fold(i-2) != "."
	}
	switch r.fold(i - 1) {
	case "(", "[", "\"", "'", "«", "“", "‘", "،", ",", "،:", "。", ")", "《", "、", ":":
		return false
	case "-", "/", ".", "+", "_", "#", "№", "=":
		return true
	}
	if r.kind(i-1, tokens.Word) {
		// Latin letters before digits are a code; Arabic particles are written onto the number.
		c := r.fold(i - 1)[0]
		return c < 0x80
	}
	return r.kind(i-1, tokens.Number)
}

// lostPeriod reads "20182021", a period whose dash was lost, where a word for a period stands beside it.
func (r *dateReader) lostPeriod(i int) []*found {
	s := r.fold(i)
	y, _ := strconv.Atoi(s[:4])
	y2, _ := strconv.Atoi(s[4:])
	if y < 1950 || y2 > 2150 || y2 <= y || y2-y > 20 || r.codeBefore(i) {
		return nil
	}
	near := (r.word(r.words.year, i+1) + r.word(r.words.period, i+1)) > 0
	for k := 1; k <= 3 && !near; k++ {
		near = i-k >= 0 && r.word(r.words.period, i-k) > 0
	}
	if !near && strings.Contains("for pour para на за", r.fold(i-1)) && r.fold(i-1) != "" {
		near = true
	}
	if !near {
		return nil
	}
	return []*found{{from: day{y: y}, to: day{y: y2}, first: i, last: i}}
}

// chinese reads "2018年4月17-27日", "10月20日(星期一)至2014年11月7日", "2025年11月".
func (r *dateReader) chinese(i int) []*found {
	if !r.kind(i+1, tokens.Han) {
		return nil
	}
	a, last := r.chineseDay(i, day{})
	if last == 0 {
		return nil
	}
	f := &found{from: a, first: i, last: last}
	j := last + 1
	if s := r.fold(j); s == "(" {
		if n := r.word(r.words.weekday, j+1); n > 0 && r.fold(j+1+n) == ")" {
			j += n + 2
		}
	} else if n := r.word(r.words.weekday, j); n > 0 {
		j += n
	}
	k, how := r.between(j)
	switch how {
	case "to", "and":
		k = r.skip(k)
		b, last2 := r.chineseDay(k, a)
		if last2 == 0 || (b.d == 0) != (a.d == 0) {
			break
		}
		if b.y == 0 {
			b.y = a.y
			if b.before(a) && b.y != 0 {
				b.y++
			}
		}
		if a.y == 0 {
			f.from.y, a.y = b.y, b.y
		}
		if how == "and" && (b.m != a.m || b.d != a.d+1) {
			break
		}
		if a.before(b) {
			f.to, f.last = b, last2
		}
	case "list":
	}
	return []*found{f}
}

// chineseDay reads one date of Chinese form; what it leaves out is taken from the one before it.
func (r *dateReader) chineseDay(i int, prev day) (d day, last int) {
	j := i
	if y := r.year(j); y != 0 && r.fold(j+1) == "年" {
		d.y, last = y, j+1
		j += 2
	}
	if m := r.number(j, 2); m >= 1 && m <= 12 && r.fold(j+1) == "月" {
		d.m, last = m, j+1
		j += 2
	}
	if n := r.number(j, 2); n >= 1 && n <= 31 {
		switch s := r.fold(j + 1); {
		case s == "日" || s == "号":
			d.d, last = n, j+1
		case d.m > 0 && r.number(j+2, 2) > n && s == "-" || d.m > 0 && (s == "至" || s == "和" || s == "、" || s == "到" || s == "~") && r.number(j+2, 2) > n && r.fold(j+3) == "日":
			d.d, last = n, j
		}
	}
	switch {
	case last == 0:
		return day{}, 0
	case d.m == 0 && d.d > 0 && prev.m > 0:
		d.m = prev.m
		if d.y == 0 {
			d.y = prev.y
		}
	case d.m == 0:
		return day{}, 0
	case d.d == 0 && d.y == 0 && prev.y == 0:
		return day{}, 0 // a month alone has no meaning
	case d.y == 0:
		d.y = 0
	}
	return d, last
}
