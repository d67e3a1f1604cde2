package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// scale reads what multiplies the number: "million", тыс., 万, "mil millones", with 多 or 余 before it, and what
// smaller terms follow: "mille deux cents", 3亿8,600万, "مليون وسبعمائة ألف", "un millón y medio".
func (w *figureWords) scale(p *passage, n *number) {
	if n.factor != 0 {
		return
	}
	w.halves(p, n, 1) // "two and a half million"
	if !w.multiply(p, n) {
		return
	}
	w.halves(p, n, n.factor)
	if n.ranged {
		return
	}
	for rest := n.factor; rest > 1; {
		m, ok := w.term(p, n.last+1, !n.digits)
		if !ok || m.value >= rest || m.factor >= rest {
			return
		}
		n.value, n.last = n.value+m.value, m.last
		if m.after != "" {
			n.after = m.after
		}
		rest = m.factor
	}
}

// term reads a further, smaller term of a number in words or with scales, behind an "and" or none. A term in digits
// needs a scale of its own: "2 mille 500" is not written.
func (w *figureWords) term(p *passage, j int, bare bool) (number, bool) {
	if m := w.and.Len(p, j); m > 0 && p.lang != "zh" && p.kind(j+m, tokens.Word) {
		j += m
	}
	if j >= len(p.toks) || p.taken[j] || p.tab(j) {
		return number{}, false
	}
	m := number{first: j, last: j}
	if p.kind(j, tokens.Number) {
		if p.lang == "en" && !p.glued(j) {
			return number{}, false
		}
		m.value, m.last, _, _ = w.group(p, j)
		return m, w.multiply(p, &m)
	}
	var ok bool
	if m, ok = w.inWords(p, j); !ok {
		if w.isBareAt(p, j) && w.multiply(p, &m) { // "مليون وألف"
			return m, true
		}
		return number{}, false
	}
	return m, w.multiply(p, &m) || bare
}

// multiply reads the words of scale behind the number, and reports whether there was one.
func (w *figureWords) multiply(p *passage, n *number) bool {
	j := n.last + 1
	if p.lang == "zh" {
		// 70多亿, 2千余万: the degree stands before the last scale.
		if s := p.fold(j); (s == "余" || s == "多") && w.scales.Len(p, j+1) > 0 {
			n.after = "over"
			j++
		}
	}
	if p.fold(j) == "m" && w.currencyBefore(p, n.first) > 0 && (p.glued(j) || !p.kind(j+1, tokens.Word) || w.stop.Len(p, j+1) > 0) {
		w.grow(n, 1e6, j) // "USD 5.4m"
		return true
	}
	for rounds := 0; rounds < 3; rounds++ {
		key, k := w.scales.At2(p, j)
		if k == 0 || p.tab(j) || j < len(p.toks) && p.taken[j] {
			break
		}
		f, _ := strconv.ParseFloat(key, 64)
		if p.glued(j) && p.kind(j, tokens.Word) && p.fold(j) == "k" && n.value > 9999 {
			break
		}
		if w.scaleIsNoun(p, j, k) {
			break
		}
		w.grow(n, f, j+k-1)
		j += k
		if p.lang == "zh" {
			if s := p.fold(j); (s == "余" || s == "多") && w.scales.Len(p, j+1) > 0 {
				n.after = "over"
				j++
			}
		} else if f != 1000 {
			break // "2 thousand million", "mil millones"; no language says "million thousand"
		}
	}
	return n.factor != 0
}

// scaleIsNoun reports whether a word of scale belongs to another number that follows it: "3 mil 500" does not occur,
// but "т." may be the end of a word.
func (w *figureWords) scaleIsNoun(p *passage, j, k int) bool {
	return p.lang == "ru" && p.fold(j) == "т" && !(p.glued(j) || w.units.Len(p, j+k) > 0)
}

func (w *figureWords) grow(n *number, f float64, last int) {
	n.value, n.to, n.last, n.plain = n.value*f, n.to*f, last, false
	n.factor = max(n.factor, 1) * f
}

// halves adds the half of the scale that words behind the number say: "y medio", "с половиной", "ونصف المليون".
func (w *figureWords) halves(p *passage, n *number, of float64) {
	key, k := w.andHalf.At2(p, n.last+1)
	if k == 0 || p.tab(n.last+1) {
		return
	}
	if of == 1 && w.scales.Len(p, n.last+1+k) == 0 && w.units.Len(p, n.last+1+k) == 0 {
		return
	}
	part, _ := strconv.ParseFloat(key, 64)
	n.value += part * of
	n.last += k
	n.plain = false
	if of > 1 && p.lang == "ar" {
		// "ونصف المليون": the scale is said again
		if again, m := w.scales.At2(p, n.last+1); m > 0 && again == strconv.FormatFloat(of, 'f', -1, 64) {
			n.last += m
		}
	}
}

// bareScale returns the tokens before a scale that stands for one of it: the article of "a million", none in
// "مليون شخص" and "mil millones". The scale itself is left to be read as one. It is -1 where there is none.
func (w *figureWords) bareScale(p *passage, i int) int {
	if m := w.article.Len(p, i); m > 0 {
		if w.scales.Len(p, i+m) > 0 && !w.vague(p, i+m) {
			return m
		}
	}
	if w.isBareAt(p, i) && !p.kind(i-1, tokens.Number) {
		return 0
	}
	return -1
}

// isBareAt reports whether the word at token i is a scale that stands for one of it without an article. The plural
// that some languages have in common with the genitive counts only behind a word of degree: "более тысячи".
func (w *figureWords) isBareAt(p *passage, i int) bool {
	f := p.fold(i)
	if w.bare[f] || p.lang == "ar" && w.particled(f, w.isBare) {
		return true
	}
	if w.bareAfter[f] {
		key, _ := w.before.Before(p, i)
		return key != ""
	}
	return false
}

func (w *figureWords) isBare(s string) bool { return w.bare[s] }

// particled reports whether the word under an Arabic particle is one that is wanted.
func (w *figureWords) particled(fold string, is func(string) bool) bool {
	for _, prefix := range arabicPrefixes {
		if rest, ok := strings.CutPrefix(fold, prefix); ok && is(rest) {
			return true
		}
	}
	return false
}

// arabicPrefixes are the particles of one letter that are written onto a word.
var arabicPrefixes = [...]string{"و", "ب", "ل", "ف", "ك"}

// vague reports whether the scale at token i is a plural that counts nothing ("millions of people").
func (w *figureWords) vague(p *passage, i int) bool {
	switch p.fold(i) {
	case "millions", "thousands", "billions", "milliers", "miles", "тысячи", "миллионы", "الاف", "ملايين", "k", "m", "bn", "mn":
		return true
	}
	return false
}
