package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// period reads "2026-2029", "2024/25", "de 2026 à 2029", "بين عامي 2024 و2027", 2026年至2029年, and "20182021" behind a
// word for a period.
func (r *dateReader) period(i int) []*found {
	if len(r.fold(i)) == 8 && r.kind(i, tokens.Number) {
		return r.lostPeriod(i)
	}
	y, size := r.yearAt(i)
	if y < 1900 || r.codeBefore(i) {
		return nil
	}
	j := r.afterYear(i + size)
	worded := j > i+size
	y2, last := 0, 0
	if s := r.fold(j); s == "/" && r.glued(j) && r.glued(j+1) || s == "-" {
		last = j + 1
		if y2 = r.year(last); y2 == 0 && r.glued(j) && r.glued(last) && len(r.fold(last)) == 2 && !worded {
			yy := r.number(last, 2)
			if y2 = y/100*100 + yy; yy < y%100 {
				y2 += 100
			}
			if y2-y > 5 || y2 <= y || s == "-" && yy <= 12 {
				return nil
			}
		}
	} else if k, how := r.between(j); how == "to" || how == "and" && r.opened(i) {
		k += r.yearWord(k)
		if y2, size = r.yearAt(k); y2 == 0 {
			return nil
		}
		last = k + size - 1
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

// yearAt returns the year at token i, in digits or in Chinese numerals, and its length.
func (r *dateReader) yearAt(i int) (y, n int) {
	if y = r.year(i); y != 0 {
		return y, 1
	}
	return r.hanYear(i)
}

// afterYear returns the token behind the word for "year" or the ordinal's ending that follows a year: "2026 года", 2026年起,
// "2024-го".
func (r *dateReader) afterYear(j int) int {
	if r.fold(j) == "-" && r.glued(j) && r.glued(j+1) && r.kind(j+1, tokens.Word) && r.word(r.words.ordinal, j+1) > 0 {
		j += 2
	}
	if n := r.word(r.words.year, j); n > 0 && r.lang != "en" {
		j += n
	}
	if r.fold(j) == "起" {
		j++
	}
	return j
}

// yearWord returns the length of a word for "year" that stands before the second year: "إلى عام 2027".
func (r *dateReader) yearWord(k int) int {
	switch r.fold(k) {
	case "عام", "سنه", "год", "году":
		return 1
	}
	return 0
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
