package fields

import (
	"strconv"

	"plenary/extractors/tokens"
)

// A listedDay is a day of a list or range before the month is known: "3, 10 and 17 June".
type listedDay struct {
	d, at int
	how   string // how it is tied to the one before it
}

// dayFirst reads "17 November 2025", "17-28 novembre 2025", "30 января - 1 февраля 2017 года",
// "3, 10 y 17 de junio de 2024", "27-23 أكتوبر 2023", "1727 апреля", "from 5 to 9 and from 12 to 16 May".
func (r *dateReader) dayFirst(i int) []*found {
	if !r.clean(i) || !r.kind(i, tokens.Number) {
		return nil
	}
	days, j := r.days(i)
	if days == nil {
		if j == i {
			return r.lostDash(i)
		}
		return nil
	}
	m, n := r.monthOf(j)
	last := j + n - 1
	y, at := r.yearAfter(last + 1)
	if y != 0 {
		last = at
	}
	if y == 0 && !r.named(j) {
		return nil
	}
	if y == 0 && r.word(r.words.sameMonth, j) > 0 {
		y = r.last.y
	}
	out := r.ranges(days, m, y, last)
	if out == nil {
		return nil
	}
	head := out[len(out)-1]
	if head.to != (day{}) {
		return out
	}
	// A second month: "30 January - 1 February 2017".
	if f := r.secondDay(head); f != nil {
		out[len(out)-1] = f
		for _, g := range out {
			if g.from.y == 0 {
				g.from.y = f.from.y
				if g.to.m != 0 {
					g.to.y = f.from.y
				}
			}
		}
	}
	return out
}

// days returns the days from token i up to a month, and the token where the month stands; without a month none, and i
// where not even a day stands at token i.
func (r *dateReader) days(i int) (days []listedDay, j int) {
	j, how := i, ""
	for {
		d, n := r.dayNumber(j)
		if n == 0 {
			return nil, j
		}
		days = append(days, listedDay{d, j, how})
		j += n
		if m, _ := r.monthOf(j); m > 0 {
			return days, j
		}
		if len(days) > 12 {
			return nil, j
		}
		k, h := r.between(j)
		if h == "" && r.lang == "ar" && how == "to" && startsWith(r.fold(j), "و") && r.word(r.words.from, j) > 0 {
			k, h = j, "and" // "ومن 12 إلى 16"
		}
		switch h {
		case "":
			return nil, j
		case "list":
			if k2, h2 := r.between(k); h2 == "and" {
				k, h = k2, "and"
			}
		}
		if j = r.skip(k); how == "to" && (h == "and" || h == "list") {
			j += r.word(r.words.from, j) // "from 5 to 9 and from 12 to 16 May"
			j = r.skip(j)
		}
		how = h
	}
}

// ranges puts the days of one month together: two that "to" ties, or "and" where they follow each other, or "between",
// are one range. It is nil where a range runs backwards in a language that does not write it so.
func (r *dateReader) ranges(days []listedDay, m, y, last int) []*found {
	var out []*found
	for k := 0; k < len(days); k++ {
		a := days[k]
		f := &found{from: day{y, m, a.d}, first: a.at, last: r.dayEnd(a.at)}
		end := k
		if k+1 < len(days) && r.run(days, k) {
			b := days[k+1]
			lo, hi := a.d, b.d
			if lo > hi && (r.lang == "ar" || r.lang == "") {
				lo, hi = hi, lo
			}
			if lo >= hi {
				return nil
			}
			f.from.d, f.to = lo, day{y, m, hi}
			f.last = r.dayEnd(b.at)
			end = k + 1
		}
		if end == len(days)-1 {
			f.last = last
		}
		out = append(out, f)
		k = end
	}
	return out
}

// run reports whether the days k and k+1 are the ends of one range.
func (r *dateReader) run(days []listedDay, k int) bool {
	a, b := days[k], days[k+1]
	switch b.how {
	case "to":
		return true
	case "slash":
		return b.d == a.d+1
	case "night":
		return b.d == a.d+1 && r.word(r.words.from, a.at-1) > 0 // "в ночь с 14 на 15 сентября"
	case "and":
		return len(days) == 2 && (b.d == a.d+1 || r.opened(a.at))
	}
	return false
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
