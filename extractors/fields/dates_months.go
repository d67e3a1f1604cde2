package fields

// monthYear reads "November 2025", "noviembre de 2025", "January-March 2025", "с января 2024 года по март 2025 года",
// "in May and October 2022", "entre janvier et mars 2025".
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
	if m0, s0, how := r.monthLinked(start); how == "to" || how == "and" && r.opened(s0) {
		f.from.m, f.to, f.first = m0, day{y, m, 0}, s0
		if f.to.before(f.from) {
			f.from.y--
		}
		return []*found{f}
	}
	if out := r.monthsListed(f); len(out) > 1 {
		return out
	}
	// A month with its own year after it.
	j := i + 1
	if n := r.word(r.words.year, j); n > 0 {
		j += n
	}
	if k, how := r.between(j); how == "to" {
		if m2, n := r.month(k); m2 > 0 {
			if y2, last := r.yearAfter(k + n); y2 >= y {
				if g := (day{y2, m2, 0}); f.from.before(g) {
					f.to, f.last = g, last
				}
			}
		}
	}
	return []*found{f}
}

// monthsListed returns the months that a list names before the month of f, with its year, and f: "March, June and
// September 2024". Only the last may follow a comma without "and".
func (r *dateReader) monthsListed(f *found) []*found {
	out := []*found{f}
	for at := f.first; len(out) < 12; {
		m, start, how := r.monthLinked(at)
		if m == 0 || how != "and" && (how != "list" || len(out) < 2) || r.number(start-1, 2) > 0 && !r.tab(start) {
			break
		}
		if r.lang == "en" && !r.upper(start) {
			break
		}
		_, size := r.month(start)
		out = append([]*found{{from: day{f.from.y, m, 0}, first: start, last: start + size - 1}}, out...)
		at = start
	}
	return out
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

// monthLinked returns the month that a dash, "to", "and" or a comma ties to the month at token start, where its name
// starts, and how it is tied. The Arabic "and" is written onto the month that follows it.
func (r *dateReader) monthLinked(start int) (m, at int, how string) {
	for n := 1; n <= 3; n++ {
		j := start - n
		if j < 1 {
			break
		}
		if k, how := r.between(j); how != "" && k == start {
			if m, at := r.monthBefore(j); m > 0 {
				return m, at, how
			}
		}
	}
	if r.lang == "ar" && startsWith(r.fold(start), "و") && start > 0 {
		if m, at := r.monthBefore(start); m > 0 {
			return m, at, "and"
		}
	}
	return 0, 0, ""
}
