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
	if p.lang != "zh" && w.vagueWords.Ends(p, i) {
		return n, false // "a few hundred"
	}
	if m := w.half.Len(p, i); m > 0 {
		k := i + m
		k += w.article.Len(p, k)
		if _, s := w.scales.At2(p, k); s > 0 && !w.vague(p, k) {
			return number{first: i, last: k - 1, value: 0.5}, true // "half a million"
		}
		return n, false
	}
	v, found := w.value(p, i, false)
	if found && v == 1 {
		if key, k := w.collective.At2(p, i+1); k > 0 {
			v, _ := strconv.ParseFloat(key, 64)
			return number{first: i, last: i + k, value: v, after: "about"}, true
		}
	}
	if !found {
		// "une vingtaine de pays"
		if m := w.article.Len(p, i); m > 0 {
			if key, k := w.collective.At2(p, i+m); k > 0 {
				v, _ := strconv.ParseFloat(key, 64)
				return number{first: i, last: i + m + k - 1, value: v, after: "about"}, true
			}
		}
		// "a million people", "mil millones", "مليون شخص"
		if f := w.bareScale(p, i); f >= 0 {
			return number{first: i, last: i + f - 1, value: 1}, true
		}
		return n, false
	}
	if p.glued(i) && i > 0 && (p.fold(i-1) == "-" || p.kind(i-1, tokens.Number) || p.fold(i-1) == "/") {
		return n, false // "twenty-one" is read from its first word, "forty-first" not at all
	}
	total, last := float64(v), i
	for j := i + 1; j < len(p.toks) && j < i+12; {
		k, joined := j, false
		if p.taken[k] || p.tab(k) {
			break
		}
		if p.fold(k) == "-" && p.glued(k) && p.glued(k+1) {
			k, joined = k+1, true
		} else if m := w.and.Len(p, k); m > 0 && p.lang != "ru" {
			k, joined = k+m, true
		}
		if k >= len(p.toks) {
			break
		}
		next, found := w.value(p, k, p.lang == "ar")
		if !found {
			break
		}
		if p.lang == "ar" && p.fold(k) != "" && startsWith(p.fold(k), "و") && !w.isValue(p.fold(k)) {
			joined = true
		}
		sum, fits := compose(int(total), next, joined, p.lang)
		if !fits {
			break
		}
		total, last = float64(sum), k
		j = k + 1
	}
	n = number{first: i, last: last, value: total}
	// "Семьдесят девятая", "السادس عشر"
	if w.ordinal.Len(p, last+1) > 0 && p.lang != "fr" && p.lang != "es" || p.lang == "ar" && i > 0 && w.ordinal.Len(p, i-1) > 0 {
		return n, false
	}
	// "forty-first", "vingt-cinquième": the word goes on.
	if p.fold(last+1) == "-" && p.glued(last+1) && p.glued(last+2) && p.kind(last+2, tokens.Word) && p.lang != "en" {
		return n, false
	}
	if total == 1 {
		if p.fold(last+1) == "(" && p.kind(last+2, tokens.Number) && p.fold(last+2) == "1" {
			return n, true
		}
		if _, k := w.scales.At2(p, last+1); k > 0 {
			return n, true
		}
		return n, false
	}
	return n, total > 0
}

// compose puts the next word of a number to what was read so far.
func compose(sum, next int, joined bool, lang string) (int, bool) {
	low := sum % 100
	switch {
	case next == 100: // "three hundred", "trois cents"
		if low >= 1 && low <= 9 && sum < 10 && !joined {
			return sum * 100, true
		}
	case next > 100:
		return 0, false
	case lang == "fr" && next == 20 && low == 4 && joined: // quatre-vingt
		return sum - 4 + 80, true
	case lang == "fr" && (low == 60 || low == 80) && next >= 1 && next < 20:
		return sum + next, joined
	case lang == "fr" && (low == 10 || low == 70 || low == 90) && next >= 7 && next <= 9: // dix-huit
		return sum + next, joined
	case lang == "ar" && next == 10 && low >= 1 && low <= 9 && !joined: // خمسة عشر
		return sum + 10, true
	case lang == "ar" && next >= 20 && low >= 1 && low <= 9 && joined: // ثمانية وأربعون
		return sum + next, true
	case next < 10 && low >= 20 && low%10 == 0: // forty-eight
		if lang == "en" && !joined || lang == "es" && !joined || lang == "fr" && !joined {
			return 0, false
		}
		return sum + next, true
	case low == 0 && sum >= 100: // one hundred and fifty, doscientos diez
		return sum + next, true
	}
	return 0, false
}

// value returns the value of the number word at token i; with particle, the Arabic "and" may be written onto it.
func (w *figureWords) value(p *passage, i int, particle bool) (int, bool) {
	if i >= len(p.toks) || p.toks[i].Kind != tokens.Word {
		return 0, false
	}
	f := p.toks[i].Fold
	if v, ok := w.numbers[f]; ok {
		return v, true
	}
	if p.lang != "ar" {
		return 0, false
	}
	for _, prefix := range []string{"و", "ب", "ل", "ف", "ك"} {
		if startsWith(f, prefix) {
			v, ok := w.numbers[f[len(prefix):]]
			return v, ok
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

// bareScale returns the tokens before a scale that stands for one of it: the article of "a million", none in
// "مليون شخص" and "mil millones". The scale itself is left to be read as one. It is -1 where there is none.
func (w *figureWords) bareScale(p *passage, i int) int {
	if m := w.article.Len(p, i); m > 0 {
		if _, k := w.scales.At2(p, i+m); k > 0 && !w.vague(p, i+m) {
			return m
		}
	}
	f := p.fold(i)
	if w.bare[f] || p.lang == "ar" && w.particled(f, w.isBare) {
		if !(i > 0 && p.kind(i-1, tokens.Number)) {
			return 0
		}
	}
	return -1
}

func (w *figureWords) isBare(s string) bool { return w.bare[s] }

// particled reports whether the word under an Arabic particle is one that is wanted.
func (w *figureWords) particled(fold string, is func(string) bool) bool {
	for _, prefix := range []string{"و", "ب", "ل", "ف", "ك"} {
		if startsWith(fold, prefix) && is(fold[len(prefix):]) {
			return true
		}
	}
	return false
}

// vague reports whether the scale at token i is a plural that counts nothing ("millions of people").
func (w *figureWords) vague(p *passage, i int) bool {
	switch p.fold(i) {
	case "millions", "thousands", "billions", "milliers", "miles", "тысячи", "миллионы", "الاف", "ملايين", "k", "m", "bn", "mn":
		return true
	}
	return false
}

// hanNumber reads a Chinese numeral, 四十八 or 一百五十三. A single 一 counts nothing, and a numeral is read only
// where a word that is counted, or its classifier, follows.
func (w *figureWords) hanNumber(p *passage, i int) (n number, ok bool) {
	if _, is := w.numbers[p.fold(i)]; !is {
		return n, false
	}
	if i > 0 && p.kind(i-1, tokens.Han) {
		switch p.fold(i - 1) {
		case "第", "周", "拜", "红", "际", "同", "统", "唯", "之", "万", "千", "亿", "数", "几", "十", "百", "年", "月", "初", "不", "另", "任", "某", "每":
			return n, false
		}
		if _, is := w.numbers[p.fold(i-1)]; is {
			return n, false
		}
	}
	sum, cur, last := 0, -1, i
	for j := i; j < len(p.toks) && j < i+9 && p.kind(j, tokens.Han) && !p.taken[j]; j++ {
		v, is := w.numbers[p.fold(j)]
		if !is {
			break
		}
		last = j
		switch {
		case v == 10 || v == 100:
			if cur < 0 {
				cur = 1
			}
			sum += cur * v
			cur = -1
		case cur >= 0:
			return number{first: i, last: j}, false // 二〇二五: a year digit by digit
		case v == 0:
		default:
			cur = v
		}
	}
	if cur > 0 {
		sum += cur
	}
	n = number{first: i, last: last, value: float64(sum)}
	if p.fold(i-1) == "期" && p.fold(i-2) == "星" {
		return n, false
	}
	switch p.fold(last + 1) {
	case "月", "日", "号", "分", "是", "方", "者", "定", "般", "些", "致", "样", "起", "旦", "直", "体", "贯", "国", "带", "边", "岸", "性", "维", "角", "手", "级", "届":
		return n, false
	}
	if sum == 1 && !(p.fold(last+1) == "(" && p.fold(last+2) == "1") {
		if _, k := w.scales.At2(p, last+1); k == 0 {
			return n, false
		}
	}
	return n, sum > 0
}
