package fields

import (
	"strconv"

	"plenary/extractors/tokens"
)

// iso reads dates whose year stands first: "2025-11-28", "2025/11/28", "2025.11.28", "2025-11-17/2025-11-28".
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
	sep := r.fold(i + 1)
	if d.y == 0 || sep != "-" && sep != "/" && sep != "." || r.fold(i+3) != sep {
		return day{}, 0
	}
	for k := i + 1; k <= i+4; k++ {
		if !r.glued(k) {
			return day{}, 0
		}
	}
	d.m, d.d = r.number(i+2, 2), r.number(i+4, 2)
	if !d.valid() || d.d == 0 || r.glued(i+5) && (r.kind(i+5, tokens.Number) || r.fold(i+5) == sep && r.kind(i+6, tokens.Number) && r.glued(i+6)) {
		return day{}, 0
	}
	return d, i + 4
}

// numeric reads "30.05.16", "1.7.2019", "30-06-2023", "27-28/5/2015" and "17.11-28.11.2025": the day always stands
// first.
func (r *dateReader) numeric(i int) []*found {
	if !r.clean(i) {
		return nil
	}
	a, last := r.numericDay(i)
	if last == 0 {
		return r.numericRange(i)
	}
	f := &found{from: a, first: i, last: last}
	if k, how := r.between(last + 1); how == "to" {
		if b, end := r.numericDay(k); end > 0 && a.before(b) {
			f.to, f.last = b, end
		}
	}
	return []*found{f}
}

// numericRange reads a range of which the first end has a day, or day and month, alone: "27-28/5/2015".
func (r *dateReader) numericRange(i int) []*found {
	d := r.number(i, 2)
	if d < 1 || d > 31 {
		return nil
	}
	a, j := day{d: d}, i+1
	if sep := r.fold(j); (sep == "." || sep == "/") && r.glued(j) && r.glued(j+1) && r.number(j+1, 2) > 0 {
		a.m = r.number(j+1, 2)
		j += 2
	}
	if r.fold(j) != "-" {
		return nil
	}
	b, last := r.numericDay(j + 1)
	if last == 0 || r.fold(j+2) == "-" && r.glued(j) && r.glued(j+1) {
		return nil
	}
	a.y = b.y
	if a.m == 0 {
		a.m = b.m
	}
	if b.before(a) {
		a, b = b, a // Arabic, read the other way round
	}
	if !a.valid() {
		return nil
	}
	return []*found{{from: a, to: b, first: i, last: last}}
}

// numericDay reads one date with its year at token i.
func (r *dateReader) numericDay(i int) (d day, last int) {
	d.d = r.number(i, 2)
	sep := r.fold(i + 1)
	if d.d < 1 || d.d > 31 || sep != "." && sep != "/" && sep != "-" || !r.glued(i+1) || !r.glued(i+2) || r.fold(i+3) != sep || !r.glued(i+3) || !r.glued(i+4) {
		return day{}, 0
	}
	d.m, d.y, last = r.number(i+2, 2), r.year(i+4), i+4
	if d.y == 0 && sep == "." && len(r.fold(last)) == 2 && len(r.fold(i+2)) == 2 && len(r.fold(i)) == 2 {
		// Two-digit years only in full dd.mm.yy, and not right behind a date, where it is a time (18.07.00).
		yy, _ := strconv.Atoi(r.fold(last))
		if yy == 0 || i > 0 && r.kind(i-1, tokens.Number) || i == 0 && last < len(r.toks)-1 && !r.tab(last+1) {
			return day{}, 0
		}
		if d.y = 2000 + yy; yy >= 60 {
			d.y = 1900 + yy
		}
	}
	if d.y == 0 || !d.valid() || r.glued(last+1) && (r.fold(last+1) == sep || r.kind(last+1, tokens.Number)) && r.kind(last+2, tokens.Number) && r.glued(last+2) && sep != "-" {
		return day{}, 0
	}
	return d, last
}
