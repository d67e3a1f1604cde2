package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// hanNumber reads a Chinese numeral: 四十八, 一百五十三, 一千四百万, 三千余万, 二十二点五. A single 一 counts nothing.
func (w *figureWords) hanNumber(p *passage, i int) (n number, ok bool) {
	if !w.isValue(p.fold(i)) && !w.isBareAt(p, i) || w.insideWord(p, i) {
		return n, false
	}
	n, ok = w.hanValue(p, i)
	if !ok {
		return n, false
	}
	next := p.fold(n.last + 1)
	if next != "" && strings.Contains("几数来", next) && n.last > i-1 && strings.Contains("十百千万亿", p.fold(n.last)) {
		return n, false // 十几位
	}
	if n.value > 1 && w.units.Len(p, n.last+1) > 1 {
		return n, true // 三十分钟, 十二日历日
	}
	if next != "" && strings.Contains("月日号分是方者定般些致样起旦直体贯带边岸性维角手级审读线", next) || next == "国" && strings.Contains("集际", p.fold(n.last+2)) && p.fold(n.last+2) != "" {
		return n, false // 四方, 三级, 七国集团
	}
	if n.value == 1 && !(p.fold(n.last+1) == "(" && p.fold(n.last+2) == "1") {
		return n, false
	}
	return n, true
}

// insideWord reports whether the character before token i makes the numeral part of a word or of another number.
func (w *figureWords) insideWord(p *passage, i int) bool {
	prev := p.fold(i - 1)
	if !p.kind(i-1, tokens.Han) {
		return false
	}
	if prev == "期" {
		return p.fold(i-2) == "星"
	}
	return strings.Contains("第周拜红际同统唯之万千亿数几年初不另任某点", prev) || w.isValue(prev)
}

// hanValue reads the characters of a numeral from token i on.
func (w *figureWords) hanValue(p *passage, i int) (n number, ok bool) {
	n = number{first: i, last: i}
	var total, section float64 // what 亿 and 万 closed, and what stands before the next of them
	digit := -1.0              // a digit that no unit has closed yet
	for j := i; j < len(p.toks) && j < i+20 && p.kind(j, tokens.Han) && !p.taken[j] && (j == i || !p.tab(j)); j++ {
		s := p.fold(j)
		if (s == "余" || s == "多") && j > i {
			if _, is := hanScale(p.fold(j + 1)); !is {
				break
			}
			n.after = "over"
			continue
		}
		if s == "点" && j > i {
			if frac, last := w.hanDecimals(p, j+1); last > 0 {
				section += max(digit, 0) + frac
				digit, j = -1, last
				n.last = last
				continue
			}
			break
		}
		scale, isScale := hanScale(s)
		v, isDigit := w.numbers[s]
		switch {
		case isScale && scale >= 1e4:
			if section += max(digit, 0); section+total == 0 {
				section = 1 // "近万名"
			}
			if scale > 1e4 {
				total, section = (total+section)*scale, 0
			} else {
				total, section = total+section*scale, 0
			}
			n.factor = max(n.factor, scale)
			digit = -1
		case isScale:
			if digit < 0 {
				digit = 1
			}
			section += digit * scale
			digit = -1
			if scale == 1000 {
				n.factor = max(n.factor, scale)
			}
		case !isDigit:
			goto end
		case digit > 0 || digit == 0 && v == 0:
			return number{first: i, last: j}, false // 二〇二五: a year digit by digit
		case v == 0:
		default:
			digit = v
		}
		n.last = j
	}
end:
	n.value = total + section + max(digit, 0)
	return n, n.value > 0
}

// hanDecimals reads the digits behind 点, from token j on; last is 0 where there are none.
func (w *figureWords) hanDecimals(p *passage, j int) (frac float64, last int) {
	for place := 0.1; p.kind(j, tokens.Han) && place > 1e-6; j, place = j+1, place/10 {
		v, is := w.numbers[p.fold(j)]
		if _, scale := hanScale(p.fold(j)); !is || scale {
			break
		}
		frac, last = frac+v*place, j
	}
	return frac, last
}

// hanScale returns what a character of a numeral multiplies by.
func hanScale(s string) (float64, bool) {
	switch s {
	case "十":
		return 10, true
	case "百":
		return 100, true
	case "千":
		return 1e3, true
	case "万":
		return 1e4, true
	case "亿":
		return 1e8, true
	}
	return 0, false
}
