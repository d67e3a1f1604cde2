package fields

import (
	"strconv"

	"plenary/extractors/tokens"
)

// inWords reads a number in words at token i: "quarante-huit", "veintiún", "сорока восьми", 四十八, "ثلاثة وأربعون".
// A lone "one", which is an article in most languages, is read only before a number in brackets, "one (1)", or a
// scale, "one million".
func (w *figureWords) inWords(p *passage, i int) (n number, ok bool) {
	if p.toks[i].Kind == tokens.Han {
		return w.hanNumber(p, i)
	}
	if p.toks[i].Kind != tokens.Word || p.lang != "zh" && w.vagueWords.Ends(p, i) {
		return n, false // "a few hundred"
	}
	if n, ok = w.fractionOfScale(p, i); ok {
		return n, true
	}
	v, found := w.value(p, i)
	if v == 1 || !found {
		// "une vingtaine de pays", "один десяток"
		m := w.article.Len(p, i)
		if found {
			m = 1
		}
		if key, k := w.collective.At2(p, i+m); k > 0 && (m > 0 || k > 1 || p.lang == "ru") {
			v, _ := strconv.ParseFloat(key, 64)
			return number{first: i, last: i + m + k - 1, value: v, after: "about", article: true}, true
		}
		// "a hundred delegates"
		if h, is := w.value(p, i+m); is && h == 100 && m == 1 && p.lang == "en" {
			i, v, found = i+m, h, true
		}
	}
	if !found {
		if f := w.bareScale(p, i); f >= 0 { // "a million people", "mil millones", "مليون شخص"
			return number{first: i, last: i + f - 1, value: 1, article: f > 0}, true
		}
		return n, false
	}
	if p.glued(i) && i > 0 && !p.taken[i-1] && (p.fold(i-1) == "-" || p.kind(i-1, tokens.Number) || p.fold(i-1) == "/") {
		return n, false // "twenty-one" is read from its first word, "forty-first" not at all
	}
	if key, k := w.collective.At2(p, i+1); k > 0 && v <= 12 { // "two dozen"
		each, _ := strconv.ParseFloat(key, 64)
		return number{first: i, last: i + k, value: v * each, after: "about", article: true}, true
	}
	total, last := w.composed(p, i, v)
	n = number{first: i, last: last, value: total}
	if w.isOrdinal(p, i, last) {
		return n, false
	}
	if total == 1 {
		open := last + 1
		return n, p.fold(open) == "(" && p.kind(open+1, tokens.Number) && p.fold(open+1) == "1" || w.scales.Len(p, open) > 0
	}
	return n, total > 0
}

// composed puts the words that go on a number to its first, of value v at token i.
func (w *figureWords) composed(p *passage, i int, v float64) (total float64, last int) {
	total, last = v, i
	if v != float64(int(v)) {
		return total, last // полтора
	}
	for j := i + 1; j < len(p.toks) && j < i+14; {
		k, joined := j, false
		if p.taken[k] || p.tab(k) {
			break
		}
		if p.fold(k) == "-" && p.glued(k) && (p.glued(k+1) || k+1 < len(p.toks) && p.toks[k+1].Break) {
			k, joined = k+1, true
		} else if m := w.and.Len(p, k); m > 0 && p.lang != "ru" {
			k, joined = k+m, true
		}
		if k >= len(p.toks) || p.taken[k] {
			break
		}
		next, found := w.value(p, k)
		if !found {
			break
		}
		if p.lang == "ar" && startsWith(p.fold(k), "و") && !w.isValue(p.fold(k)) {
			joined = true
		}
		sum, fits := compose(int(total), int(next), joined, p.lang)
		if !fits {
			break
		}
		total, last = float64(sum), k
		j = k + 1
	}
	return total, last
}

// compose puts the next word of a number to what was read so far.
func compose(sum, next int, joined bool, lang string) (int, bool) {
	low := sum % 100
	switch {
	case next == 100: // "three hundred", "trois cents", "ثلاث مائة"
		// "twelve hundred" is English alone.
		return sum * 100, !joined && (sum >= 2 && sum <= 9 || lang == "en" && sum > 0 && sum < 100 && sum%10 != 0)
	case next > 100:
		return 0, false
	case lang == "fr" && next == 20 && low == 4 && joined: // quatre-vingt
		return sum - 4 + 80, true
	case lang == "fr" && next == 20 && low == 4: // "quatre vingts", as accents and hyphens get lost
		return sum - 4 + 80, true
	case lang == "fr" && (low == 60 || low == 80) && next >= 1 && next < 20:
		return sum + next, joined
	case lang == "fr" && (low == 10 || low == 70 || low == 90) && next >= 7 && next <= 9: // dix-huit
		return sum + next, joined
	case lang == "ar" && next == 10 && low >= 1 && low <= 9 && !joined: // خمسة عشر
		return sum + 10, true
	case lang == "ar" && next >= 20 && low >= 1 && low <= 9 && joined: // ثمانية وأربعون
		return sum + next, true
	case lang == "ar" && !joined:
		return 0, false
	case next < 10 && low >= 20 && low%10 == 0: // forty-eight
		if lang == "es" && !joined {
			return 0, false
		}
		return sum + next, true
	case low == 0 && sum >= 100: // one hundred and fifty, doscientos diez
		return sum + next, true
	}
	return 0, false
}

// isOrdinal reports whether the number words from token i to last are part of an ordinal: "Семьдесят девятая",
// "السادس عشر", "vingt-cinquième".
func (w *figureWords) isOrdinal(p *passage, i, last int) bool {
	switch p.lang {
	case "ru":
		return w.ordinal.Len(p, last+1) > 0
	case "ar":
		return i > 0 && w.ordinal.Len(p, i-1) > 0 || w.ordinal.Len(p, last+1) > 0
	case "fr", "es":
		return p.fold(last+1) == "-" && p.glued(last+1) && p.glued(last+2) && p.kind(last+2, tokens.Word)
	case "en":
		return w.ordinal.Len(p, last+1) > 0 || p.fold(last+1) == "-" && p.glued(last+2) && w.ordinal.Len(p, last+2) > 0
	}
	return false
}

// fractionOfScale reads "half a million", "un quart de million", "ربع مليون", as a number that the scale multiplies.
func (w *figureWords) fractionOfScale(p *passage, i int) (number, bool) {
	key, m := w.fractions.At2(p, i)
	if m == 0 {
		return number{}, false
	}
	k := i + m
	k += w.article.Len(p, k)
	if w.scales.Len(p, k) == 0 || w.vague(p, k) {
		return number{}, false
	}
	v, _ := strconv.ParseFloat(key, 64)
	return number{first: i, last: k - 1, value: v, article: true}, true
}

// value returns the value of the number word at token i. An Arabic particle may be written onto it.
func (w *figureWords) value(p *passage, i int) (float64, bool) {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != tokens.Word {
		return 0, false
	}
	f := p.toks[i].Fold
	if v, ok := w.numbers[f]; ok {
		return v, true
	}
	if p.lang == "ar" {
		for _, prefix := range arabicPrefixes {
			if startsWith(f, prefix) {
				if v, ok := w.numbers[f[len(prefix):]]; ok {
					return v, true
				}
			}
		}
	}
	return 0, false
}

func (w *figureWords) isValue(s string) bool {
	_, ok := w.numbers[s]
	return ok
}

func startsWith(s, prefix string) bool {
	return len(s) > len(prefix) && s[:len(prefix)] == prefix
}
