package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A class is what a character does to the direction of a line: the bidirectional classes of Unicode (UAX 9), those
// that an inverse can tell apart.
type class uint8

const (
	neutral      class = iota
	hebrewLetter       // R
	arabicLetter       // AL: numbers behind it are Arabic numbers
	ltrLetter          // L
	digit              // EN
	arabicDigit        // AN
	comma              // CS: between two numbers it is part of them: 1.5, 24/3/2026, 10,000
	sign               // ES: plus and minus, between European numbers only
	terminator         // ET: beside a European number it is part of it: 5%, $5
)

func classify(r rune) class {
	switch {
	case r >= '0' && r <= '9', r >= 0x6F0 && r <= 0x6F9:
		return digit
	case r >= 0x660 && r <= 0x669, r == 0x66B, r == 0x66C:
		return arabicDigit
	case r == '.', r == ',', r == ':', r == '/', r == '،':
		return comma
	case r == '+', r == '-', r == 0x2212:
		return sign
	case r == '%', r == '٪', r == '$', r == '€', r == '£', r == '°', r == '#', r == '‰':
		return terminator
	case r == '؛', r == '؟':
		return arabicLetter
	case rightToLeft(r):
		if r < 0x600 || r >= 0xFB1D && r < 0xFB50 {
			return hebrewLetter
		}
		return arabicLetter
	case unicode.IsLetter(r):
		return ltrLetter
	}
	return neutral
}

func (c class) rtl() bool    { return c == hebrewLetter || c == arabicLetter }
func (c class) number() bool { return c == digit || c == arabicDigit }

// A cluster is a drawn character of a line with the marks over it. Space and apart tell what stands between it
// and the one to the left of it.
type cluster struct {
	text   []byte
	x0, x1 float64
	class  class
	space  string // what is drawn there, "" for nothing
	apart  bool   // a wide gap: what stands to the left of it is another text
	label  bool   // it is part of a list mark by the tree
	up     bool   // it is raised
	pair   int    // brackets: the place of its other half, -1 for none
}

// A unit is a stretch of clusters, from left to right, that is read in one direction.
type unit struct {
	first, last int
	rtl         bool
	edge        int // the cluster to whose left there is what stands before the unit in reading order
}

// A bidiLine is a line of text as the eye finds it, from left to right, that is put back in the order in which it
// was written. The bidirectional algorithm lays an Arabic line out from the right, but words of other scripts and
// numbers from the left. What it did is undone: of all orders that it would lay out as the line is seen, the one
// that reads best is taken. The order is what was typed, so "2024-2027", laid out after Arabic words, is read as
// "2027-2024", which is how it has to be typed there; so is "10 000" as "000 10".
type bidiLine struct {
	cs     []cluster
	before class // the class of the last letter of the line before in the same paragraph, neutral for none
}

// units parts the line into stretches of one direction, in reading order.
func (b *bidiLine) units(rtl bool) []unit {
	if !rtl {
		return b.fromLeft()
	}
	var us []unit
	cs := b.cs
	for i := 0; i < len(cs); {
		if cs[i].class.rtl() {
			us = append(us, unit{first: i, last: i, rtl: true})
			i++
			continue
		}
		end := i // of what stands between two letters written from the right, and has one number state
		for end < len(cs) && !cs[end].class.rtl() && (end == i || !cs[end].apart) {
			end++
		}
		european := b.european(end)
		latin := end == len(cs) && b.before == ltrLetter
		for i < end {
			j := b.stretch(i, end, latin, european)
			us = append(us, unit{first: i, last: max(i, j), rtl: j < i})
			i = max(i, j) + 1
		}
	}
	slices.Reverse(us)
	for n := 1; n < len(us); n++ {
		us[n].edge = us[n-1].first
	}
	return us
}

// european reports whether the numbers to the left of place i are European ones: no Arabic letter stands before
// them in their text.
func (b *bidiLine) european(i int) bool {
	for ; i < len(b.cs); i++ {
		if b.cs[i].apart {
			return true
		}
		if b.cs[i].class.rtl() {
			return b.cs[i].class != arabicLetter
		}
	}
	return b.before != arabicLetter
}

// stretch returns the end of the longest stretch from i on that is read from the left; it is less than i where
// the character at i is read from the right. Latin is whether a Latin word stands before it.
func (b *bidiLine) stretch(i, end int, latin, european bool) int {
	cs := b.cs
	latin = latin || cs[i].class == ltrLetter
	j := i
	switch {
	case cs[i].class == ltrLetter, cs[i].class.number():
	case european && cs[i].class == terminator:
		for j+1 < end && cs[j+1].class == terminator && b.glued(j+1) {
			j++
		}
		if j+1 >= end || cs[j+1].class != digit || !b.glued(j+1) {
			return i - 1
		}
		j++
	default:
		return i - 1
	}
	for {
		n := j + 1
		for n < end && cs[n].class != ltrLetter && !cs[n].class.number() {
			n++
		}
		if n >= end || !b.joins(i, j, n, latin, european) {
			break
		}
		latin = latin || cs[n].class == ltrLetter
		j = n
	}
	for j+1 < end && b.glued(j+1) {
		c := &cs[j+1]
		closed := latin && c.pair >= i && c.pair <= j
		cut := latin && i == 0 && j+2 < len(cs) && string(c.text) == "-" && !cs[j].class.rtl() // a word over the line's end: "non-"
		if !closed && !cut && !(c.class == terminator && (european || latin) && cs[j].class != ltrLetter && !closes(cs[j].text)) {
			break
		}
		j++
	}
	return j
}

// joins reports whether the stretch [i, j] goes on at n, the next letter or number.
func (b *bidiLine) joins(i, j, n int, latin, european bool) bool {
	cs := b.cs
	gap := cs[j+1 : n]
	if n == j+1 && b.glued(n) {
		return true
	}
	if !latin {
		if cs[n].class == ltrLetter {
			return false
		}
		switch {
		case cs[j].class != cs[n].class:
			return false
		case len(gap) == 0:
			return noBreak(cs[n].space) // "10 000" with a no-break space
		case len(gap) > 1 || !b.glued(j+1) || !b.glued(n):
			return false
		}
		return gap[0].class == comma || european && gap[0].class == sign && cs[j].class == digit
	}
	for k := j + 1; k < n; k++ {
		switch {
		case cs[k].class != neutral:
		case opens(cs[k].text):
			if k > j+1 && !opens(cs[k-1].text) {
				return false // "(ITU) - International" rather than "International - (ITU)"
			}
			if cs[k].pair < 0 && !b.closedOutside(i) {
				return false
			}
			for m := k + 1; m < cs[k].pair; m++ {
				if cs[m].class.rtl() || cs[m].apart {
					return false
				}
			}
		case closes(cs[k].text):
			if cs[k].pair < i {
				return false // "2026 (PP-26)": the bracket belongs to what stands to its left
			}
		}
	}
	if !cs[n].class.number() {
		return true
	}
	// A Latin word and a number to its right: "PP-26 2026" may be typed in either order. A unit follows its number.
	if len(gap) == 0 || len(gap) == 1 && gap[0].class == terminator {
		return !b.measure(i, j)
	}
	return true
}

// closedOutside reports whether the bracket that closes at the end of the stretch from i on stands to its left, turned
// round: so it is laid out where brackets are not looked at in pairs, as they were not before Unicode 6.3.
func (b *bidiLine) closedOutside(i int) bool {
	return i > 0 && b.glued(i) && opens(b.cs[i-1].text) && b.cs[i-1].pair < 0
}

// glued reports whether nothing stands between a cluster and the one to the left of it.
func (b *bidiLine) glued(i int) bool { return b.cs[i].space == "" && !b.cs[i].apart }

// measure reports whether the word that ends at j, in a stretch that begins at i, is a unit that a number goes
// before.
func (b *bidiLine) measure(i, j int) bool {
	k := j
	for k > i && b.glued(k) && (b.cs[k-1].class == ltrLetter || b.cs[k-1].text[0] == '/') {
		k--
	}
	if k > i && b.glued(k) {
		return false // "C26"
	}
	var word strings.Builder
	for ; k <= j; k++ {
		word.Write(b.cs[k].text)
	}
	switch word.String() {
	case "Hz", "kHz", "MHz", "GHz", "THz", "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "kbps", "Mbps", "Gbps", "kB", "MB", "GB", "TB",
		"m", "km", "cm", "mm", "kg", "t", "h", "min", "s", "ms", "W", "kW", "MW", "GW", "kWh", "MWh", "GWh", "V", "kV", "dB", "dBm", "dBW", "dBi", "C", "F", "K",
		"CHF", "USD", "EUR":
		return true
	}
	return false
}

// fromLeft parts a line of a paragraph that runs from left to right: the words in between that run the other way
// are read from the right, with the brackets and numbers that belong to them.
func (b *bidiLine) fromLeft() []unit {
	var us []unit
	cs := b.cs
	for i := 0; i < len(cs); {
		if !cs[i].class.rtl() && !b.bracketed(i) {
			us = append(us, unit{first: i, last: i, edge: i})
			i++
			continue
		}
		j := i
		for k := i; k < len(cs) && cs[k].class != ltrLetter && (k == i || !cs[k].apart); k++ {
			if cs[k].class.rtl() {
				j = k
			} else if cs[k].class == neutral && closes(cs[k].text) && cs[k].pair >= i && b.glued(k) {
				j = k
			}
		}
		inner := &bidiLine{cs: cs[i : j+1]}
		for _, u := range inner.units(true) {
			us = append(us, unit{u.first + i, u.last + i, u.rtl, u.edge + i})
		}
		i = j + 1
	}
	return us
}

// bracketed reports whether place i opens a bracket without letters that stands to the left of an Arabic word, so
// that it is read after it: "(2026)" in an English line.
func (b *bidiLine) bracketed(i int) bool {
	c := &b.cs[i]
	if c.class != neutral || c.pair < i {
		return false
	}
	for k := i + 1; k < c.pair; k++ {
		if b.cs[k].class == ltrLetter {
			return false
		}
	}
	n := c.pair + 1
	return n < len(b.cs) && b.cs[n].class == arabicLetter && !b.cs[n].apart
}

// noBreak reports whether a drawn space is one over which the digits of a number hold together.
func noBreak(space string) bool { return space == "\u00A0" || space == "\u202F" }

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
