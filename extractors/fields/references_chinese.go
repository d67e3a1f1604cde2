package fields

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
)

// chinese reads references whose number stands before the noun: "第71号决议(2022年,布加勒斯特,修订版)",
// "第52和53条", "第16/18号、2012年3月23日第19/25号决议", "《公约》第102款", "第5/1号课题", "63、68(Rev.1)号文件",
// "第二十八条".
func (r *references) chinese(a anchor) {
	first, i := a.at, a.at
	if a.key == keyDi {
		i++
	} else {
		first = r.chineseListStart(a.at)
		i = first
	}
	items, next := r.chineseList(i)
	if len(items) == 0 {
		return
	}
	for r.is(next, "号") {
		next++
	}
	if ad, ok := r.adoption(next); ok { // "第71号(2022年,布加勒斯特,修订版)决议"
		items[len(items)-1].adopt = ad
		next = ad.last + 1
	}
	noun, ok := r.anchorAt(next)
	if !ok {
		return
	}
	end := noun.at + noun.n
	switch noun.key {
	case "resolution", "decision", "opinion", "recommendation":
		r.chineseAdopted(first, noun, items, end)
	case "article", "provision":
		r.chineseProvision(first, noun, items, end)
	case "question":
		r.chineseQuestions(first, items, end)
	case "document":
		r.chineseDocuments(first, items, end)
	case "circular":
		r.chineseCircular(first, items, end)
	}
}

// chineseListStart returns where the list begins that ends with the number at token i, for numbers without 第:
// "63、68(Rev.1)和117号文件".
func (r *references) chineseListStart(i int) int {
	for n := 0; n < 40 && i-2 >= r.lo && i-2 >= r.done; n++ {
		k := i - 2
		if how, next := r.separator(i-2, 0); how != "" && next == i { // 以及
			k--
		} else if how, next := r.separator(i-1, 0); how == "" || next != i {
			break
		}
		if r.is(k, ")") {
			for m := 0; m < 5 && k > r.lo && !r.is(k, "("); m++ {
				k--
			}
			k--
		}
		if k < r.lo || k < r.done || !r.number(k) || len(r.toks[k].Fold) > 4 || k > r.lo && !r.toks[k].Space && r.toks[k-1].Kind == tokens.Word {
			break
		}
		if k > r.lo && r.glued(k) && (r.is(k-1, "/") || r.is(k-1, ".") || r.is(k-1, "-")) {
			break
		}
		i = k
	}
	if a, ok := r.anchorAt(i); ok && isSector(a.key) { // "ITU-D5/1号课题"
		return a.at + a.n
	}
	return i
}

// chineseList reads the numbers from token i on, each with 第, 号, a date, an adoption or a modifier of its own.
func (r *references) chineseList(i int) (items []item, next int) {
	const sh = slashed | dashed | dotted | lettered | modified
	how := ""
	next = i
	for len(items) < 400 {
		it, after, ok := r.one(i, sh)
		if !ok {
			if it, after, ok = r.chineseNumber(i); !ok {
				break
			}
		}
		after = r.adopts(&it, after)
		if how == "to" && len(items) > 0 {
			if !expand(&items, items[len(items)-1], it, sh) {
				return nil, i
			}
		} else {
			items = append(items, it)
		}
		if r.is(after, "号") {
			after++
		}
		next = after
		j := r.skipChineseDate(after)
		how, j = r.separator(j, 0)
		if how == "" {
			break
		}
		j = r.skipChineseDate(j)
		if r.is(j, "第") {
			j++
		}
		if !r.number(j) && !r.isHanNumeral(j) {
			break
		}
		i = j
	}
	return items, next
}

const hanNumerals = "一二三四五六七八九十百"

func (r *references) isHanNumeral(i int) bool {
	return r.han(i) && strings.Contains(hanNumerals, r.toks[i].Fold)
}

// chineseNumber reads a number in Chinese characters below a thousand: "二十八", "一百零二".
func (r *references) chineseNumber(i int) (item, int, bool) {
	total, digit, k := 0, 0, i
	for ; r.han(k) && k < i+7; k++ {
		switch f := r.toks[k].Fold; f {
		case "十":
			total, digit = total+10*max(digit, 1), 0
		case "百":
			total, digit = total+100*max(digit, 1), 0
		case "零":
		default:
			n := strings.Index(hanNumerals, f)
			if n < 0 || n >= strings.Index(hanNumerals, "十") {
				n = -1
			}
			if n < 0 || digit > 0 {
				goto done
			}
			digit = n/len("一") + 1
		}
	}
done:
	total += digit
	if k == i || total == 0 {
		return item{}, i, false
	}
	return item{first: i, last: k - 1, num: strconv.Itoa(total), n: total, own: true}, k, true
}

// undashed expands the items in which a dash is that of a range: all but the numbers of ITU-R, whose dash parts
// number and revision.
func undashed(items []item) []item {
	var out []item
	for _, it := range items {
		from, to, ok := strings.Cut(it.num, "-")
		a, err1 := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if !ok || err1 != nil || err2 != nil || b <= a || b-a > 200 {
			out = append(out, it)
			continue
		}
		for n := a; n <= b; n++ {
			part := it
			part.num, part.n, part.own = strconv.Itoa(n), n, n == a
			out = append(out, part)
		}
	}
	return out
}

func (r *references) chineseAdopted(first int, noun anchor, items []item, end int) {
	words, place := r.chineseBefore(first)
	if words == "" && !strings.Contains(items[0].num, "/") {
		words = r.ownConference(first)
	}
	for k := range items { // only provisions have a point
		if strings.Contains(items[k].num, ".") {
			return
		}
	}
	if words != "ITU-R" && words != "RA" && (words != "" || !isRadioBody(r.rec.Header.Body)) {
		items = undashed(items)
	}
	last := &items[len(items)-1]
	if last.adopt == nil {
		if ad, ok := r.adoption(end); ok {
			last.adopt = ad
			end = ad.last + 1
		} else if place != nil {
			last.adopt = place
		}
	}
	last.last = end - 1
	if items[0].own {
		items[0].first = first
	}
	r.cite(noun.key, words, first, items, end)
}

// chineseCites reports whether a noun before its number cites it ("PP决议71", "决议 71（2022年，布加勒斯特）") and is
// not the verb of an operative paragraph ("做出决议2和4") nor what a number counts ("建议118条").
func (r *references) chineseCites(noun anchor, i int) bool {
	for n := 1; n <= 4 && noun.at-n >= r.lo; n++ {
		if _, m := r.words.pins.At(r.toks[:r.hi], noun.at-n); m > n {
			return false
		}
	}
	if k := i + 1; r.han(k) && r.glued(k) {
		_, n := r.words.after.At(r.toks[:r.hi], k)
		return n == 0
	}
	return true
}

// chineseBefore returns what stands before 第: the body ("理事会第560号决定", "全权代表大会通过的第71号决议",
// "人权理事会2011年3月24日第16/18号", "本届大会第2号决议"), or the year and place of adoption ("1994年京都第11号决议").
func (r *references) chineseBefore(i int) (body string, ad *adoption) {
	k := i
	k = r.backOver(k, "adopted")
	for k > r.lo && (r.is(k-1, "的") || r.is(k-1, ",") && r.is(k-2, "日")) {
		k--
	}
	if r.is(k-1, ")") { // "全权代表大会(2022年,布加勒斯特)第71号决议", "全权代表大会(PP)第71号决议"
		for j := k - 2; j >= r.lo && j > k-16; j-- {
			if r.is(j, "(") {
				if found, ok := r.adoption(j); ok {
					ad, k = found, j
				} else if a, ok := r.anchorAt(j + 1); ok && a.label && r.is(a.at+a.n, ")") {
					k = j
				}
				break
			}
		}
	}
	if ad == nil {
		for n := 1; n <= 6 && k-n >= r.lo; n++ { // a city, with the year before it
			city, m := r.table.CityAt(r.toks[:r.hi], k-n)
			if m != n {
				continue
			}
			if y := k - n - 2; y >= r.lo && r.is(y+1, "年") && len(r.toks[y].Fold) == 4 {
				year, _ := strconv.Atoi(r.toks[y].Fold)
				ad = &adoption{first: y, last: k - 1, place: city, year: year}
				k = y
			}
			break
		}
	}
	if j := r.backOver(k, "conference"); j < k && r.backOver(j, "this") < j {
		return r.own(), ad
	}
	return r.bodyEnding(r.backOverDate(k)), ad
}

// ownConference returns the document's own body where its short name ends right before token i: "全会第22号决议" in a
// document of an assembly, "大会第37号决议" in one of a conference.
func (r *references) ownConference(i int) string {
	j := r.backOver(i, "conference")
	if j == i {
		return ""
	}
	switch body := r.own(); body {
	case "WTSA", "RA":
		if r.is(j, "全") {
			return body
		}
	case "PP", "WTDC", "WRC":
		if r.is(j, "大") {
			return body
		}
	}
	return ""
}

// backOver returns the token where a joint of the key begins that ends right before token k, k where there is
// none.
func (r *references) backOver(k int, key string) int {
	for n := 4; n >= 1; n-- {
		if k-n < r.lo {
			continue
		}
		if got, next := r.joint(k - n); got == key && next == k {
			return k - n
		}
	}
	return k
}

// backOverDate returns the token where a date that ends before token k begins, k where there is none.
func (r *references) backOverDate(k int) int {
	j := k
	for _, unit := range []string{"日", "月", "年"} {
		if r.is(j-1, unit) && j-2 >= r.lo && r.number(j-2) {
			j -= 2
		}
	}
	return j
}

// skipChineseDate returns the token after "2011年3月24日", i where there is none.
func (r *references) skipChineseDate(i int) int {
	j := i
	for _, unit := range []string{"年", "月", "日"} {
		if r.number(j) && r.is(j+1, unit) {
			j += 2
		}
	}
	return j
}

func (r *references) chineseProvision(first int, noun anchor, items []item, end int) {
	items = undashed(items)
	instrument := r.instrumentBefore(first)
	if instrument == "" {
		instrument = r.lastProvision(first) // "《公约》第5条第102款", "《公约》第73款及第102款"
	}
	if instrument == "" {
		instrument = r.sameInstrument(first, end)
	}
	if items[0].own {
		items[0].first = first
	}
	items[len(items)-1].last = end - 1
	r.provisions(noun, instrument, first, items, end)
}

// lastProvision returns the key of the instrument of a provision whose words end right before token i, or before
// "and" or a comma there.
func (r *references) lastProvision(i int) string {
	done := r.done
	if done < i {
		how, next := r.separator(done, 0)
		if how == "" {
			return ""
		}
		if done = next; r.is(done, "其") {
			done++
		}
	}
	if done != i || len(r.rec.Facts) == 0 {
		return ""
	}
	last := r.rec.Facts[len(r.rec.Facts)-1]
	if last.Kind != "provision" {
		return ""
	}
	for key, name := range instrumentNames {
		if name == last.Parts["instrument"] {
			return key
		}
	}
	return ""
}

func (r *references) chineseQuestions(first int, items []item, end int) {
	sector := r.bodyEnding(first)
	if !isSector(sector) {
		sector = ""
	}
	var list []item
	for _, it := range items {
		if strings.Contains(it.num, "/") {
			list = append(list, it)
		}
	}
	if len(list) == 0 {
		return
	}
	list[len(list)-1].last = end - 1
	r.addQuestions(sector, r.sectorBracket(end), first, list)
}

func (r *references) chineseDocuments(first int, items []item, end int) {
	items = undashed(items)
	own := r.ownPrefix()
	for k, it := range items {
		if it.suffix != "" || strings.ContainsAny(it.num, "/.-") {
			return
		}
		if own.prefix == "" {
			r.doubt("Document "+it.num+" of a meeting that is not known", first, end-1)
			return
		}
		s := own
		s.number = it.num
		s.addModifiers(it.mod)
		from, to := it.first, it.last
		if k == 0 {
			from = first
		}
		if k == len(items)-1 {
			to = r.modifiersAfter(&s, end) - 1
		}
		r.cited(s, from, from, to+1)
	}
}

func (r *references) chineseCircular(first int, items []item, end int) {
	for k := r.at - 1; k >= 0 && k >= r.at-2; k-- {
		if p := r.cur[k]; isOffice(p.key) && p.at+p.n == first {
			num := items[0].num
			r.add("document", p.key+" Circular "+num, map[string]string{"body": p.key, "number": num}, p.at, end-1)
			return
		}
	}
}
