package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// chinese reads 2018年4月17-27日, 10月20日(星期一)至2014年11月7日, 自2023年11月20日起至12月15日止, 2025年3-5月,
// 2024年3月12日、15日和20日, 二〇二五年十一月.
func (r *dateReader) chinese(i int) []*found {
	a, last := r.chineseDay(i, day{})
	if last == 0 {
		return nil
	}
	out := []*found{{from: a, first: i, last: last}}
	for len(out) < 12 {
		f := out[len(out)-1]
		j := r.afterChinese(f.last + 1)
		k, how := r.between(j)
		if how == "list" && r.kind(f.last, tokens.Han) && (r.fold(f.last+1) == "起" || r.fold(k) == "至" || r.fold(k) == "到") {
			if k2, h2 := r.between(k); h2 == "to" {
				k, how = k2, "to" // 自1月1日起，至12月31日止
			}
		}
		if how == "" || how == "slash" {
			break
		}
		k = r.skip(k)
		prev := f.from
		if f.to != (day{}) {
			prev = f.to
		}
		b, end := r.chineseDay(k, prev)
		if end == 0 || (b.d == 0) != (prev.d == 0) {
			break
		}
		if b.y == 0 {
			b.y = prev.y
			if b.y != 0 && b.before(prev) {
				b.y++
			}
		}
		next := b.m == prev.m && b.y == prev.y && b.d == prev.d+1 && b.d > 0
		if how == "to" && f.to == (day{}) || how == "and" && next && len(out) == 1 && f.to == (day{}) && !r.listGoesOn(end) {
			if f.from.y == 0 {
				f.from.y = b.y
			}
			if !f.from.before(b) {
				break
			}
			f.to, f.last = b, end
			if r.fold(end+1) == "止" && how == "to" && r.fold(j-1) == "起" {
				f.last = end
			}
			continue
		}
		if how == "to" || how == "list" && !r.kind(k-1, tokens.Sign) {
			break
		}
		out = append(out, &found{from: b, first: k, last: end})
	}
	return out
}

// listGoesOn reports whether a further day follows the one that ends at token end: 12日、15日和20日.
func (r *dateReader) listGoesOn(end int) bool {
	k, how := r.between(end + 1)
	if how != "and" && how != "list" {
		return false
	}
	_, last := r.chineseDay(k, day{1, 1, 1})
	return last > 0
}

// afterChinese returns the token behind what may follow a date: its weekday, in brackets or not, and 起.
func (r *dateReader) afterChinese(j int) int {
	if r.fold(j) == "(" {
		if n := r.word(r.words.weekday, j+1); n > 0 && r.fold(j+1+n) == ")" {
			j += n + 2
		}
	} else if n := r.word(r.words.weekday, j); n > 0 {
		j += n
	}
	if r.fold(j) == "起" {
		j++
	}
	return j
}

// chineseDay reads one date of Chinese form; what it leaves out is taken from the one before it.
func (r *dateReader) chineseDay(i int, prev day) (d day, last int) {
	j := i
	if y, n := r.yearAt(j); y != 0 && r.fold(j+n) == "年" {
		d.y, last = y, j+n
		j += n + 1
	}
	if m, n := r.hanNumeral(j, 12); n > 0 && r.fold(j+n) == "月" {
		d.m, last = m, j+n
		j += n + 1
	} else if n > 0 && d.y > 0 && r.monthEnd(j+n) {
		d.m, last = m, j+n-1 // 2025年3-5月
		j += n
	}
	if v, n := r.hanNumeral(j, 31); n > 0 {
		switch s := r.fold(j + n); {
		case s == "日" || s == "号":
			d.d, last = v, j+n
		case (d.m > 0 || prev.d > 0) && r.dayEndAhead(j+n):
			d.d, last = v, j+n-1 // 4月17-27日, 3月12、15和20日
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
	}
	return d, last
}

// monthEnd reports whether a dash or "to" and a further month with its word follow at token j, so that the number before
// is a month too.
func (r *dateReader) monthEnd(j int) bool {
	k, how := r.between(j)
	if how == "" || how == "slash" {
		return false
	}
	_, n := r.hanNumeral(k, 12)
	return n > 0 && r.fold(k+n) == "月"
}

// dayEndAhead reports whether dashes, "to", "and" and further days up to one with its word follow at token j.
func (r *dateReader) dayEndAhead(j int) bool {
	for hops := 0; hops < 8; hops++ {
		k, how := r.between(j)
		if how == "" || how == "slash" {
			return false
		}
		_, n := r.hanNumeral(k, 31)
		if n == 0 {
			return false
		}
		if s := r.fold(k + n); s == "日" || s == "号" {
			return true
		}
		j = k + n
	}
	return false
}

// hanNumeral returns the number of at most limit at token i, in digits or in Chinese numerals, and its length.
func (r *dateReader) hanNumeral(i, limit int) (v, n int) {
	if v = r.number(i, 2); v > 0 {
		// "1 0月": a Chinese line in a PDF may break between two digits.
		if w := r.number(i+1, 1); v < 10 && w >= 0 && !r.glued(i+1) && len(r.fold(i)) == 1 && (r.fold(i+2) == "月" || r.fold(i+2) == "日") && v*10+w <= limit {
			return v*10 + w, 2
		}
		if v > limit {
			return 0, 0
		}
		return v, 1
	}
	for n = 0; n < 3 && r.kind(i+n, tokens.Han); n++ {
		d := hanDigit(r.fold(i + n))
		switch {
		case r.fold(i+n) == "十":
			v = max(v, 1) * 10
		case d > 0 && v%10 == 0:
			v += d
		default:
			d = -1
		}
		if d < 0 {
			break
		}
	}
	if v < 1 || v > limit {
		return 0, 0
	}
	return v, n
}

// hanYear returns the year written digit by digit at token i, 二〇二五, and its length.
func (r *dateReader) hanYear(i int) (y, n int) {
	if !r.kind(i, tokens.Han) {
		return 0, 0
	}
	for n = 0; n < 4; n++ {
		d := hanDigit(r.fold(i + n))
		if d < 0 || d > 9 {
			return 0, 0
		}
		y = y*10 + d
	}
	if y < 1800 || y >= 2200 {
		return 0, 0
	}
	return y, n
}

// hanDigit returns the value of a Chinese digit or of 十, -1 for any other character.
func hanDigit(s string) int {
	if s == "" {
		return -1
	}
	if i := strings.Index("〇一二三四五六七八九十", s); i >= 0 && len(s) == 3 {
		return i / 3
	}
	if s == "零" || s == "○" {
		return 0
	}
	return -1
}
