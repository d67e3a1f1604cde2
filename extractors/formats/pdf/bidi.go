package pdf

import (
	"unicode"
	"unicode/utf8"
)

// A class is what a character does to the direction of a line.
type class uint8

const (
	neutral   class = iota
	rtlLetter       // Arabic, Hebrew
	ltrLetter
	digit
	separator // between two digits it is part of the number: 1.5, 24/3/2026, 10,000
	percent   // beside a digit it is part of the number
)

// classify follows the bidirectional classes of Unicode (UAX 9), made coarse.
func classify(r rune) class {
	switch {
	case rightToLeft(r):
		return rtlLetter
	case r >= '0' && r <= '9', r >= 0x660 && r <= 0x669, r >= 0x6F0 && r <= 0x6F9:
		return digit
	case r == '.', r == ',', r == ':', r == '/', r == 0x66B, r == 0x66C:
		return separator
	case r == '%', r == 0x66A, r == '$', r == '€', r == '°':
		return percent
	case unicode.IsLetter(r):
		return ltrLetter
	}
	return neutral
}

// A cluster is a drawn character of a line with the marks over it. Space and apart tell what stands between it
// and the one to the left of it.
type cluster struct {
	text   []byte
	x0, x1 float64
	class  class
	space  bool // a space
	apart  bool // a wide gap
	label  bool // it is part of a list mark by the tree
	up     bool // it is raised
}

// A unit is a stretch of clusters, from left to right, that is read in one direction.
type unit struct {
	first, last int
	rtl         bool
}

// units parts a line, seen from left to right, into stretches of one direction, in the order in which they are
// read. It undoes what the bidirectional algorithm did when the line was laid out. What stands between Latin
// words is read with them; a number stands for itself, since an Arabic line shows "2015, 2016" as "2016, 2015".
func units(cs []cluster, rtl bool) []unit {
	var us []unit
	if !rtl {
		for i := 0; i < len(cs); {
			j := i
			if cs[i].class != rtlLetter {
				for j+1 < len(cs) && cs[j+1].class != rtlLetter {
					j++
				}
				us = append(us, unit{i, j, false})
				i = j + 1
				continue
			}
			for k := i + 1; k < len(cs) && cs[k].class != ltrLetter && cs[k].class != digit && !cs[k].apart; k++ {
				if cs[k].class == rtlLetter {
					j = k
				}
			}
			us = append(us, unit{i, j, true})
			i = j + 1
		}
		return us
	}
	for i := 0; i < len(cs); {
		if cs[i].class != ltrLetter && cs[i].class != digit && !sign(cs, i) {
			us = append(us, unit{i, i, true})
			i++
			continue
		}
		j := token(cs, i)
		for {
			n := onward(cs, i, j)
			if n < 0 {
				break
			}
			j = token(cs, n)
		}
		us = append(us, unit{i, j, false})
		i = j + 1
	}
	for a, b := 0, len(us)-1; a < b; a, b = a+1, b-1 {
		us[a], us[b] = us[b], us[a]
	}
	return us
}

// sign reports whether the cluster is the sign of a number that follows it to the right: "$5". A per cent sign is
// not: an Arabic line shows it to the left of its number, as it shows a word that follows.
func sign(cs []cluster, i int) bool {
	return cs[i].class == percent && cs[i].text[0] != '%' && string(cs[i].text) != "٪" && i+1 < len(cs) && cs[i+1].class == digit && !cs[i+1].space && !cs[i+1].apart
}

// token returns the end of the word or number that begins at i.
func token(cs []cluster, i int) int {
	j := i
	for j+1 < len(cs) && !cs[j+1].space && !cs[j+1].apart {
		switch c := cs[j+1].class; {
		case c == ltrLetter, c == digit:
		case c == separator && cs[j].class == digit && j+2 < len(cs) && cs[j+2].class == digit && !cs[j+2].space && !cs[j+2].apart:
		case c == percent && cs[j].class == digit:
		default:
			return j
		}
		j++
	}
	return j
}

// onward returns where reading goes on from left to right after the unit [i, j], -1 where it ends.
func onward(cs []cluster, i, j int) int {
	n := j + 1
	for n < len(cs) && cs[n].class != rtlLetter && cs[n].class != ltrLetter && cs[n].class != digit && !cs[n].apart {
		n++
	}
	if n >= len(cs) || cs[n].class == rtlLetter || cs[n].apart {
		return -1
	}
	for k := i; k <= j; k++ {
		if cs[k].class == ltrLetter {
			return n // "ITU-T Y.3172", "C26/30-A": what follows a Latin letter goes with it
		}
	}
	if n == j+1 {
		if cs[n].space && grouped(cs, i, j, n) {
			return n // "10 000" as the eye reads it
		}
		return -1
	}
	if n == j+2 && !cs[j+1].space && !cs[n].space && rising(cs, i, j, n) {
		return n // "2015-2017"; the same range laid out from the right is "2017-2015"
	}
	return -1
}

// grouped reports whether the number [i, j] is continued by a group of exactly three digits at n.
func grouped(cs []cluster, i, j, n int) bool {
	run, first := 0, 0
	for k := i; k <= j; k++ {
		if cs[k].class != digit {
			return false
		}
		if cs[k].space && k > i {
			if first == 0 {
				first = run
			}
			run = 0
		}
		run++
	}
	if first == 0 {
		first = run
	}
	m := n
	for m < len(cs) && cs[m].class == digit && (m == n || !cs[m].space) {
		m++
	}
	return first <= 3 && run <= 3 && m-n == 3
}

// rising reports whether two years stand in rising order from left to right.
func rising(cs []cluster, i, j, n int) bool {
	m := token(cs, n)
	if j-i != 3 || m-n != 3 {
		return false
	}
	a, b := 0, 0
	for k := 0; k < 4; k++ {
		if cs[i+k].class != digit || cs[n+k].class != digit {
			return false
		}
		a, b = a*10+value(cs[i+k].text), b*10+value(cs[n+k].text)
	}
	return a < b
}

// value returns the digit's value.
func value(text []byte) int {
	r, _ := utf8.DecodeRune(text)
	switch {
	case r >= 0x660 && r <= 0x669:
		return int(r - 0x660)
	case r >= 0x6F0 && r <= 0x6F9:
		return int(r - 0x6F0)
	}
	return int(r - '0')
}

// lamAlef puts right a ligature whose text was stored in the order of the eye: no glyph joins an alef to a lam
// that follows it.
func lamAlef(s string) string {
	a, n := utf8.DecodeRuneInString(s)
	b, m := utf8.DecodeRuneInString(s[n:])
	if b == 'ل' && n+m == len(s) && (a == 'ا' || a == 'أ' || a == 'إ' || a == 'آ') {
		return string(b) + string(a)
	}
	return s
}

// mirrors are the signs that a line from right to left shows turned round.
var mirrors = map[byte]byte{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<'}

// pairs counts, over the brackets of a line in reading order, how many close one that was opened, as they stand
// and turned round.
func pairs(cs []cluster, us []unit) (asIs, turned int) {
	open, shut := 0, 0
	for _, u := range us {
		if !u.rtl {
			continue
		}
		for k := u.last; k >= u.first; k-- {
			if len(cs[k].text) != 1 {
				continue
			}
			switch cs[k].text[0] {
			case '(', '[', '{':
				open++
				if shut > 0 {
					shut--
					turned++
				}
			case ')', ']', '}':
				shut++
				if open > 0 {
					open--
					asIs++
				}
			}
		}
	}
	return asIs, turned
}
