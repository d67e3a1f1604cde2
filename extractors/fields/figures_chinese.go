package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// chineseNoun reads the noun phrase behind a Chinese number: a classifier, words of degree (90名以上专家), what
// qualifies the noun, with or without 的, then the noun, of which the last part tells what is counted: 卫星网络申报资料
// are no satellites. Without a classifier only units and what scales or groups of digits count are read.
func (r *figureReader) chineseNoun(f *figure) noun {
	n := none(f)
	k := f.last + 1
	if k >= len(r.toks) || r.tab(k) || r.taken[k] {
		return n
	}
	if size := r.classifier(k); size > 0 {
		n.measure = r.fold(k)
		n.last = k + size - 1
		k += size
	}
	if r.fold(k) == "半" && n.measure != "" && r.units.Len(r.passage, k+1) > 0 {
		f.value, f.plain = f.value+0.5, false // 两个半小时
		k++
	}
	if key, size := r.after.At2(r.passage, k); size > 0 && f.after == "" {
		f.after = key[6:]
		k += size
		if n.measure == "" {
			n.last = k - 1
		}
	}
	if r.fold(k) == "的" {
		k++
	}
	if n.measure != "" && r.stop.Len(r.passage, k) > 0 && r.units.Len(r.passage, k) == 0 {
		// 12个来自非洲的国家
		if k = r.behindClause(k); k < 0 {
			r.chineseMode(&n)
			return n
		}
	}
	r.chineseHead(f, &n, k)
	if n.first < 0 && n.measure != "" {
		r.chineseMode(&n)
	}
	return n
}

// classifier returns the length of the classifier at token k, 0 for none. What begins a longer unit is none: 个月, 部门.
func (r *figureReader) classifier(k int) int {
	size := r.joint.Len(r.passage, k)
	if size == 0 || r.units.Len(r.passage, k) > size || r.stop.Len(r.passage, k) > size {
		return 0
	}
	return size
}

// behindClause returns the token behind the 的 of a clause that begins at token k and qualifies a noun, -1 where there
// is none: 来自非洲的|国家.
func (r *figureReader) behindClause(k int) int {
	for i := k; i < min(k+20, len(r.toks)); i++ {
		if r.kind(i, tokens.Sign) && r.fold(i) != "、" && r.fold(i) != "\"" || r.kind(i, tokens.Number) && !r.taken[i] || r.tab(i) {
			return -1
		}
		if r.fold(i) == "的" && i > k && r.kind(i+1, tokens.Han) {
			return i + 1
		}
	}
	return -1
}

// chineseHead finds the noun in the run of characters from token k on.
func (r *figureReader) chineseHead(f *figure, n *noun, k int) {
	start, last := k, -1 // of the noun; the end of the last word known
	trait := k           // where a word of status or mode ends
	var unit string
	before := noun{last: -1} // the word known before the last
	for k < len(r.toks) && k < start+24 && !r.tab(k) {
		if r.taken[k] {
			if k == start {
				return
			}
			k++
			continue
		}
		if r.fold(k) == "\"" || r.fold(k) == "“" || r.fold(k) == "”" {
			k++
			continue
		}
		if size := r.grade(k); size > 0 && n.measure != "" {
			k += size // 3个P.4职位
			continue
		}
		if r.kind(k, tokens.Word) && (n.measure != "" || f.factor != 0) { // ITU-T建议书
			k = r.compoundEnd(k) + 1
			continue
		}
		if !r.kind(k, tokens.Han) || r.isValue(r.fold(k)) && r.classifier(k+1) > 0 {
			break
		}
		u, size := r.chineseWord(k)
		halt := max(r.stop.Len(r.passage, k), r.change.Len(r.passage, k))
		if size > 0 && size >= halt {
			if r.measureUnit(u, size) && last < 0 && n.measure == "" {
				n.is(u, k, k+size-1)
				return
			}
			if last < 0 && n.measure == "" && k > start+4 {
				return
			}
			if n.first < 0 || u != "none" {
				n.first = k
			}
			before.unit, before.last = unit, last
			unit, last = u, k+size-1
			k += size
			continue
		}
		if key, size := r.traits.At2(r.passage, k); size > 0 {
			if last >= 0 {
				break
			}
			n.note(key)
			k += size
			trait = k
			continue
		}
		if halt > 0 {
			if u, end := r.pairedNoun(k, unit); end > 0 && last == k-1 { // 12个区域和地区办事处
				unit, last = u, end
			}
			break
		}
		if r.fold(k) == "的" {
			if last >= 0 {
				break
			}
			k++
			continue
		}
		if last >= 0 {
			// A character that no list has, behind a noun: a verb, unless a noun follows at once.
			if next := r.nounWithin(k, 3); next > 0 {
				k = next
				continue
			}
			break
		}
		k++
	}
	switch {
	case last >= 0 && r.fold(last+1) == "率":
		n.first = -1 // 五处|职位空缺率
	case last >= 0 && unit == "countries" && !agrees(n.measure, unit) && r.chineseUnknown(start) > last:
		n.is("", start, r.chineseUnknown(start)) // 60份国家立法
		n.guessed = true
	case last >= 0:
		n.unit, n.last = unit, last
		if unit == "recommendations" && before.last >= 0 && r.kind(last+1, tokens.Han) && !r.textMeasure(n.measure) {
			n.unit, n.last = before.unit, before.last // 38个成员国|建议把……
		}
	case n.status != "" && n.measure != "":
		n.is("", start, trait-1) // 23项修正
	case n.mode != "":
	case n.measure != "" || f.factor != 0 || !f.plain && f.digits || f.after != "":
		if end := r.chineseUnknown(start); end >= start && (end > start || n.measure != "大") {
			n.is("", start, end)
			n.guessed = true
		}
	}
}

// pairedNoun reads the noun behind "and" at token k whose first part pairs with the noun before it, so that both qualify
// what is counted: 区域|和|地区|办事处. end is 0 where there is none.
func (r *figureReader) pairedNoun(k int, unit string) (u string, end int) {
	if r.and.Len(r.passage, k) != 1 && r.fold(k) != "、" || unit == "" || unit == "none" {
		return "", 0
	}
	u, size := r.units.At2(r.passage, k+1)
	if size < 3 || u == unit {
		return "", 0
	}
	if first, n := r.units.At(r.toks[:k+1+size-1], k+1); n == 0 || first != unit {
		return "", 0
	}
	return u, k + size
}

// textMeasure reports whether a classifier is one of texts, which proposals are counted with.
func (r *figureReader) textMeasure(measure string) bool {
	switch measure {
	case "项", "条", "份", "件", "篇", "":
		return true
	}
	return false
}

// grade returns the length of a grade of staff, P.4 or G-6, at token k.
func (r *figureReader) grade(k int) int {
	if !r.kind(k, tokens.Word) || len(r.raw(k)) > 2 || !r.acronym(k) && len(r.raw(k)) != 1 {
		return 0
	}
	if s := r.fold(k + 1); (s == "." || s == "-") && r.glued(k+1) && r.glued(k+2) && r.kind(k+2, tokens.Number) && len(r.fold(k+2)) == 1 {
		return 3
	}
	return 0
}

// chineseWord returns the unit or noun at token k; a shorter one where a word that ends the phrase begins with the last
// character of the longer: 专家组|成 is 专家|组成.
func (r *figureReader) chineseWord(k int) (unit string, size int) {
	unit, size = r.units.At2(r.passage, k)
	if size > 2 && r.stop.Len(r.passage, k+size-1) > 1 {
		if u, n := r.units.At(r.toks[:k+size-1], k); n > 1 {
			return u, n
		}
	}
	return unit, size
}

// measureUnit reports whether a unit is counted without a classifier, so that what follows it is no part of it: 页, 天,
// 人, 瑞郎.
func (r *figureReader) measureUnit(unit string, size int) bool {
	switch unit {
	case "days", "hours", "weeks", "months", "years", "pages", "percent", "CHF", "USD", "EUR", "votes", "seats", "words", "people", "interpreter_days":
		return true
	}
	return size == 1
}

// nounWithin returns the token where a unit's or noun's word begins within a few unknown characters from token k, 0 for
// none: the characters between qualify it.
func (r *figureReader) nounWithin(k, limit int) int {
	for i := k; i < min(k+limit, len(r.toks)) && r.kind(i, tokens.Han) && !r.taken[i]; i++ {
		if _, size := r.units.At2(r.passage, i); size > 1 {
			return i
		}
		if r.stop.Len(r.passage, i) > 0 {
			return 0
		}
	}
	return 0
}

// chineseUnknown returns the last token of a noun that no list has and that begins at token k.
func (r *figureReader) chineseUnknown(k int) int {
	end := k - 1
	for i := k; i < min(k+6, len(r.toks)) && r.kind(i, tokens.Han) && !r.taken[i] && !r.tab(i); i++ {
		if n := r.stop.Len(r.passage, i); n > 1 || n == 1 && i != k+1 {
			break // "非自治领土": one character is no noun
		}
		end = i
	}
	return end
}

// chineseMode takes a mode that stands behind a classifier without a noun: 104位通过远程方式参加.
func (r *figureReader) chineseMode(n *noun) {
	for k := n.last + 1; k < min(n.last+6, len(r.toks)) && r.kind(k, tokens.Han); k++ {
		if key, size := r.traits.At2(r.passage, k); size > 0 {
			n.note(key)
			return
		}
	}
}

// chineseBefore reads a count whose noun stands before it: 成员国193个, 部门成员增至571家, 女性96名, 总数为343个. What
// follows the number or its classifier ends the phrase.
func (r *figureReader) chineseBefore(f *figure) bool {
	j := max(f.last, f.end) + 1
	if f.measure == "" {
		// Without a classifier the phrase must end: 离线人口降至约22亿。
		switch {
		case r.fold(j) == "人" && r.units.Len(r.passage, j) == 1:
		case f.factor == 0 && f.after == "" && (f.digits || f.value < 10000):
			return false
		case j < len(r.toks) && r.kind(j, tokens.Han) && r.stop.Len(r.passage, j) == 0:
			return false
		}
	}
	k := r.unlinked(f.start)
	if f.measure != "" && r.fold(k-1) == "(" && r.fold(max(f.last, f.end)+1) == ")" && r.units.Ends(r.passage, k-1) {
		k-- // 内陆发展中国家（32个）
	}
	if key, start := r.traits.Before(r.passage, k); start < k && r.holder(start) == nil {
		k = start
		if mode, is := strings.CutPrefix(key, "mode."); is {
			f.mode = mode
		} else if f.status == "" {
			f.status = strings.TrimPrefix(key, "status.") // 新增120份
		}
	}
	if start := k; start > 0 {
		if unit, first := r.countedBefore(start, f.measure); first < start && r.holder(first) == nil {
			f.count(r, unit, first, start-1)
			f.subject = true
			if key, s := r.traits.Before(r.passage, first); s < first && f.status == "" && kin(unit) == "texts" {
				f.status, _ = strings.CutPrefix(key, "status.") // 新|建议书431份
				if f.status == key {
					f.status = ""
				}
			}
			return true
		}
	}
	return false
}

// unlinked returns the token before which the words end that may stand between a noun and its count: 约, 为, 增至, 仅有.
func (r *figureReader) unlinked(k int) int {
	for hops := 0; hops < 6 && k > 0 && !r.tab(k); hops++ {
		start := k
		if key, s := r.before.Before(r.passage, k); key != "" {
			start = s
		} else if key, s := r.linking.Before(r.passage, k); key != "" {
			start = s
		} else if key, s := r.total.Before(r.passage, k); key != "" {
			start = s
		}
		if start == k {
			break
		}
		k = start
	}
	return k
}

// countedBefore returns the unit or noun that ends right before token k and agrees with the classifier, and where it
// starts; k where there is none.
func (r *figureReader) countedBefore(k int, measure string) (unit string, first int) {
	if s := r.numberOf.m; s != nil {
		if _, start := r.numberOf.Before(r.passage, k); start < k {
			k = start
			if r.fold(k-1) == "的" {
				k--
			}
		}
	}
	unit, first = r.units.Before(r.passage, k)
	if first == k || r.taken[first] || unit == "percent" || isCurrency(unit) || !agrees(measure, unit) {
		return "", k
	}
	return unit, first
}

// agrees reports whether a classifier goes with what is counted.
func agrees(measure, unit string) bool {
	switch measure {
	case "名", "位":
		return kin(unit) == "people" || unit == "none"
	case "次", "场", "届", "轮", "期":
		return kin(unit) == "events" || unit == "none" || unit == "activities"
	case "份", "篇", "件":
		return kin(unit) == "texts" || unit == "none" || unit == "fellowships" || unit == "pages"
	case "所":
		return unit == "schools" || unit == "academia" || unit == "organizations" || unit == "none"
	case "家":
		return unit == "organizations" || unit == "sector_members" || unit == "associates" || unit == "academia" || unit == "none"
	case "颗":
		return unit == "satellites"
	case "条", "项", "个", "":
		return unit != "years" && unit != "days" && unit != "hours"
	}
	return true
}

// holder returns the figure found last whose quote holds token i.
func (r *figureReader) holder(i int) *figure {
	for k := len(r.found) - 1; k >= max(0, len(r.found)-4); k-- {
		if g := r.found[k]; g.start <= i && i <= g.end {
			return g
		}
	}
	return nil
}

// sameMeasure finds the figure before with the same classifier, whose noun one without a noun goes on: 建议118条,
// 已落实81条; 从38个减至25个.
func (r *figureReader) sameMeasure(f *figure, before []*figure) *figure {
	for k := len(before) - 1; k >= 0 && len(before)-k <= 6; k-- {
		g := before[k]
		if f.sentence-g.sentence > 2 {
			return nil
		}
		if g.known && f.measure != "" && g.measure == f.measure {
			return g
		}
	}
	return nil
}

// chineseSubject finds the noun of a count in the clause before it, where a verb stands between: 区域研讨会办了三场,
// 问卷回收402份, 实体会议举行58次.
func (r *figureReader) chineseSubject(f *figure) bool {
	if f.measure == "" {
		return false
	}
	for k := f.start; k > max(0, f.start-16); k-- {
		i := k - 1
		if r.kind(i, tokens.Sign) || r.kind(i, tokens.Number) && !r.taken[i] || r.tab(k) {
			return false
		}
		if unit, first := r.units.Before(r.passage, k); first < k && unit != "percent" && !isCurrency(unit) && agrees(f.measure, unit) && k-first > 1 && !r.taken[first] && !r.taken[k-1] {
			if r.holder(first) != nil {
				return false // it is another's
			}
			f.count(r, unit, first, k-1)
			f.subject = true
			return true
		}
	}
	return false
}

// oneAndHalf reads 一个半小时, 一年半: 一 counts nothing without the half.
func (r *figureReader) oneAndHalf(i int) *figure {
	if r.lang != "zh" || r.fold(i) != "一" || !r.at(i) || r.insideWord(r.passage, i) {
		return nil
	}
	unitAt := i + 1
	if size := r.classifier(i + 1); size > 0 && r.fold(i+1+size) == "半" {
		unitAt = i + size + 2
	}
	unit, size := r.units.At2(r.passage, unitAt)
	switch unit {
	case "hours", "days", "weeks", "months", "years":
	default:
		return nil
	}
	f := &figure{number: number{first: i, last: i, value: 1.5}, start: i, end: unitAt + size - 1}
	if unitAt == i+1 {
		if r.fold(f.end+1) != "半" {
			return nil
		}
		f.end++
	}
	f.count(r, unit, unitAt, unitAt+size-1)
	f.qualifier = r.degree(f)
	return f
}
