package fields

import (
	"math"
	"strconv"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// listLabel reports whether the number opens its passage as a label, "12. ", "5\tQuestions", or stands alone
// in brackets.
func (r *figureReader) listLabel(f *figure) bool {
	i, j := f.first, f.last+1
	if r.fold(i-1) == "(" && r.fold(j) == ")" {
		return true
	}
	if i > 0 {
		return false
	}
	if s := r.fold(j); (s == "." || s == ")" || s == "、") && r.glued(j) {
		return true
	}
	if r.tab(j) {
		return true
	}
	// "5 Questions confiées aux commissions d'études": a heading whose number nobody took.
	if f.plain && f.value < 100 && (r.block.Kind == pipeline.Heading || r.upper(j) && len(r.toks) < 14 && r.fold(len(r.toks)-1) != ".") {
		return true
	}
	return f.plain && f.value < 100 && r.enumerates(int(f.value))
}

// enumerates reports whether the passage is a cell and the cell above or below it in its column begins with the
// number before or after v: "1 Terrestrial", "2 Space", "3 Networks".
func (r *figureReader) enumerates(v int) bool {
	cell, k := r.block, len(r.up)-1
	for ; cell.Kind != pipeline.Cell && k >= 0; k-- {
		cell = r.up[k]
	}
	if cell.Kind != pipeline.Cell || k < 1 || r.block.Start != cell.Start {
		return false
	}
	row, table := r.up[k], r.up[k-1]
	column := -1
	for c, b := range row.Blocks {
		if b == cell {
			column = c
		}
	}
	for n, b := range table.Blocks {
		if b != row {
			continue
		}
		for _, other := range []int{n - 1, n + 1} {
			if other < 0 || other >= len(table.Blocks) || column >= len(table.Blocks[other].Blocks) || column < 0 {
				continue
			}
			toks := tokens.In(r.doc, table.Blocks[other].Blocks[column].Span)
			if len(toks) > 1 && toks[0].Kind == tokens.Number {
				if u, err := strconv.Atoi(toks[0].Fold); err == nil && u == v+other-n {
					return true
				}
			}
		}
	}
	return false
}

// names reports whether a word before the number makes it a name: "Study Group 2", "§ 4", "第3", 3号.
func (r *figureReader) names(f *figure) bool {
	i := f.first
	if r.lang == "zh" {
		if s := r.fold(f.last + 1); s != "" && strings.Contains("号楼室", s) || s == "层" && !r.linking.Ends(r.passage, f.first) {
			return true // 三楼5号厅, but 共有五层
		}
		if r.fold(f.last+1) == "区" && f.digits && f.plain && r.fold(f.last+2) != "域" {
			return true // 1区, a Region of the Radio Regulations
		}
	}
	if i == 0 || r.tab(i) {
		return false
	}
	if r.fold(i-1) == "第" {
		return true
	}
	if r.label.Ends(r.passage, i) {
		return !r.countsAfterLabel(f)
	}
	if r.weakLabel.Ends(r.passage, i) {
		// "the meeting 12 delegates attended", but "Session 2", "Committee 5".
		if r.lang == "zh" && r.classifier(f.last+1) > 0 {
			return false
		}
		n := r.nounAfter(f)
		return n.first < 0 || n.guessed && f.value < 10
	}
	if !r.latin() && r.acronym(i-1) && r.fold(i - 1)[0] < 0x80 && f.plain && !r.glued(i) && r.classifier(f.last+1) == 0 {
		return true // "معيار ISO 27001"
	}
	return f.digits && r.listed(i) && r.units.Len(r.passage, f.last+1) == 0
}

// latin reports whether the language is written with Latin letters.
func (p *passage) latin() bool { return p.lang == "en" || p.lang == "fr" || p.lang == "es" }

// countsAfterLabel reports whether a number counts although a word that numbers go with stands before it.
func (r *figureReader) countsAfterLabel(f *figure) bool {
	unit, follows := r.units.At2(r.passage, f.last+1)
	switch r.lang {
	case "zh":
		// "附件2", but "文件5份", "课题12个": with a classifier the number counts.
		return r.classifier(f.last+1) > 0 && r.fold(f.last+1) != "部" || f.value > 100 && (!f.plain || follows > 0) || !f.digits && follows > 0
	case "en":
		// "groups 17 proposals": a label in the plural goes with several numbers.
		s := r.fold(f.first - 1)
		return follows > 0 && (f.value > 100 && f.digits || strings.HasSuffix(s, "s") && !r.upper(f.first-1) && strings.HasSuffix(r.fold(f.last+follows), "s"))
	case "ru":
		// A genitive may follow the number of what is cited: "пункт 3 резолюции".
		return follows > 0 && (f.factor != 0 || !f.digits || f.value > 100 && unit != "none")
	}
	// "29 nouvelles Recommandations"
	for k, n := f.last+1, 0; n < 2 && follows == 0; n++ {
		m := max(r.traits.Len(r.passage, k), r.adj.Len(r.passage, k))
		if m == 0 {
			break
		}
		k += m
		follows = r.units.Len(r.passage, k)
	}
	return follows > 0
}

// listed reports whether the number at token i goes on a list of numbers that are names: "paragraphs 14 and 16",
// 第16、25和26段.
func (r *figureReader) listed(i int) bool {
	for hops := 0; hops < 8; hops++ {
		k := i - 1
		switch s := r.fold(k); {
		case s == "," || s == "、" || s == "-" || s == "،":
			k--
		case k >= 0 && (r.and.Len(r.passage, k) == 1 || r.or.Len(r.passage, k) == 1 || r.to.Len(r.passage, k) == 1):
			k--
			if s := r.fold(k); s == "," || s == "،" {
				k--
			}
		default:
			return false
		}
		if !r.kind(k, tokens.Number) {
			return false
		}
		for r.fold(k-1) == "." && r.glued(k) && r.glued(k-1) && r.kind(k-2, tokens.Number) {
			k -= 2 // "пункты 5.2, 6.1 и 8"
		}
		if r.taken[k] && len(r.fold(k)) < 4 || r.fold(k-1) == "第" || r.label.Ends(r.passage, k) {
			return true
		}
		i = k
	}
	return false
}

// partOfDate reports whether a month follows the number, or a word that makes it a date or a time of day.
func (r *figureReader) partOfDate(f *figure) bool {
	j := f.last + 1
	if m, _ := r.dates.monthOf(j); m > 0 && f.digits {
		return true
	}
	switch r.fold(j) {
	case "ч", "h", "a", "p":
		// "10 ч 00 мин", "9 h 30", "9 to 9.45 a.m."
		if s := r.fold(j); s == "ч" || s == "h" || r.fold(j+1) == "." && r.fold(j+2) == "m" && r.glued(j+2) {
			return f.digits
		}
	case "am", "pm":
		return f.digits
	}
	if r.lang != "zh" {
		return false
	}
	switch r.fold(j) {
	case "月", "日", "时", "点", "号":
		return r.units.Len(r.passage, j) < 2
	case "分":
		return r.fold(f.first-1) == "时" || r.fold(f.first-1) == "点"
	case "年":
		return r.yearLike(f, j)
	}
	return false
}

// measures reports whether the number is a technical value: "3.5 GHz", 20公里.
func (r *figureReader) measures(f *figure) bool {
	j := f.last + 1
	_, n := r.technical.At2(r.passage, j)
	if n == 0 || r.tab(j) {
		return false
	}
	if r.lang == "ru" && n == 1 && len(r.fold(j)) == 2 && !r.glued(j) && r.kind(j+1, tokens.Word) {
		return false // "500 с лишним", "12 в Женеве"
	}
	return r.units.Len(r.passage, j) < n
}

// countsNoun reports whether a number with a noun behind it counts: it is no year and no time of day.
func (r *figureReader) countsNoun(f *figure, n *noun) bool {
	switch {
	case n.unit == "years" && f.plain && f.value >= 1800 && f.value <= 2200:
		return false
	case r.yearLike(f, n.first):
		return false
	case n.unit == "hours" && r.timeOfDay(f):
		return false
	case n.guessed && f.value != math.Trunc(f.value):
		return false // nobody counts 1.1 of a thing; "1.1 Les" is the number of a paragraph
	}
	return true
}

// yearLike reports whether the number is printed as a year and nothing shows that it counts.
func (r *figureReader) yearLike(f *figure, noun int) bool {
	if !f.plain || f.ranged && f.to > 2100 || f.value < 1800 || f.value > 2100 || len(r.fold(f.first)) != 4 {
		return f.ranged && f.value >= 1900 && f.to <= 2100 && f.digits && len(r.fold(f.first)) == 4 && len(r.fold(f.last)) == 4
	}
	if r.before.Ends(r.passage, f.first) {
		return false
	}
	if r.total.Ends(r.passage, f.first) && r.lang != "en" && r.lang != "zh" {
		return false
	}
	if r.fold(f.last+1) == "年" {
		return true
	}
	if r.lang == "zh" && r.joint.Len(r.passage, f.last+1) > 0 {
		return false
	}
	return f.value >= 1980 && f.value <= 2060 || noun != f.last+1
}

// timeOfDay reports whether "hours" make the number a time: "1430 hours", "à 14 heures".
func (r *figureReader) timeOfDay(f *figure) bool {
	if r.lang == "en" && f.digits && f.factor == 0 && len(r.fold(f.first)) == 4 && f.value <= 2400 && int(f.value)%100 < 60 && (f.plain || f.ranged) {
		return true
	}
	j := f.last + 1
	if f.value > 24 || f.ranged && f.to > 24 || !f.digits {
		return false
	}
	if f.last > f.first && r.kind(f.last, tokens.Number) && r.glued(f.last) {
		minutes := r.fold(f.last)
		return len(minutes) == 2 && minutes < "60" && r.fold(f.last-1) == "." // "18.30 horas" is a time, "2,5 horas" none
	}
	switch r.lang {
	case "ru":
		// "12 час. 40 мин.", "09 час."
		if r.fold(j) == "час" && int(f.value)%10 != 1 {
			return true
		}
	case "fr":
		// "de 10 heures à midi"
		if r.fold(j+1) == "a" && (r.kind(j+2, tokens.Number) || r.fold(j+2) == "midi" || r.fold(j+2) == "minuit") {
			return true
		}
	}
	// "vendredi 14 mars, 17 heures"
	if k := f.first - 1; r.fold(k) == "," && k > 0 && r.taken[k-1] && f.digits {
		return true
	}
	return r.clock.Ends(r.passage, f.first)
}
