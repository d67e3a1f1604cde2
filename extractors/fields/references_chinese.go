package fields

import (
	"strconv"
	"strings"
)

// chinese reads references whose number stands before the noun: "第71号决议(2022年,布加勒斯特,修订版)",
// "第52和53条", "第16/18号、2012年3月23日第19/25号决议", "《公约》第102款", "第5/1号课题", "3号文件".
func (r *references) chinese(a anchor) {
	i := a.at
	if a.key == keyDi {
		i++
	}
	var items []item
	sh := slashed | dashed | dotted | lettered
	how := ""
	next := i
	for {
		it, after, ok := r.one(i, sh)
		if !ok {
			break
		}
		after = r.adopts(&it, after)
		switch {
		case how == "to" && len(items) > 0:
			if !expand(&items, items[len(items)-1], it, sh) {
				return
			}
		default:
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
		if !r.number(j) {
			break
		}
		i = j
	}
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
		r.chineseAdopted(a, noun, items, end)
	case "article", "number":
		r.chineseProvision(a, noun, items, end)
	case "question":
		r.chineseQuestions(a, items, end)
	case "document":
		r.chineseDocuments(a, items, end)
	case "circular":
		r.chineseCircular(a, items, end)
	}
}

func (r *references) chineseAdopted(a, noun anchor, items []item, end int) {
	words, place := r.chineseBefore(a.at)
	for k := range items { // a dash or a point belongs to ITU-R's numbers alone
		if strings.Contains(items[k].num, ".") {
			return
		}
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
		items[0].first = a.at
	}
	r.cite(noun.key, words, a.at, items, end)
}

// chineseBefore returns what stands before 第: the body ("理事会第560号决定", "人权理事会2011年3月24日第16/18号"),
// or the year and place of adoption ("1994年京都第11号决议").
func (r *references) chineseBefore(i int) (body string, ad *adoption) {
	k := i
	for k > r.lo && (r.is(k-1, "的") || r.is(k-1, ",") && r.is(k-2, "日")) {
		k--
	}
	if r.is(k-1, ")") { // "全权代表大会(2022年,布加勒斯特)第71号决议"
		for j := k - 2; j >= r.lo && j > k-16; j-- {
			if r.is(j, "(") {
				if found, ok := r.adoption(j); ok {
					ad, k = found, j
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
	k = r.backOverDate(k)
	return r.bodyEnding(k), ad
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

func (r *references) chineseProvision(a, noun anchor, items []item, end int) {
	instrument := r.instrumentBefore(a.at)
	if instrument == "" {
		if p, ok := r.lastProvision(a.at); ok { // "《公约》第5条第102款"
			instrument = p
		}
	}
	if items[0].own {
		items[0].first = a.at
	}
	items[len(items)-1].last = end - 1
	r.provisions(noun.key, instrument, a.at, items, end)
}

// lastProvision returns the key of the instrument of a provision whose words end right before token i.
func (r *references) lastProvision(i int) (string, bool) {
	if r.done != i || len(r.rec.Facts) == 0 {
		return "", false
	}
	last := r.rec.Facts[len(r.rec.Facts)-1]
	if last.Kind != "provision" {
		return "", false
	}
	for key, name := range instrumentNames {
		if name == last.Parts["instrument"] {
			return key, true
		}
	}
	return "", false
}

func (r *references) chineseQuestions(a anchor, items []item, end int) {
	sector := r.bodyEnding(a.at)
	for k, it := range items {
		if !strings.Contains(it.num, "/") {
			continue
		}
		s := sector
		if !isSector(s) {
			s = r.questionSector(it.num)
		}
		from, to := it.first, it.last
		if k == 0 {
			from = a.at
		}
		if k == len(items)-1 {
			to = end - 1
		}
		value := "Question " + it.num
		if s != "" {
			value = s + " " + value
		}
		r.add("question", value, map[string]string{"sector": s, "number": it.num}, from, to)
	}
}

func (r *references) chineseDocuments(a anchor, items []item, end int) {
	own := r.ownPrefix()
	for k, it := range items {
		if it.suffix != "" || strings.ContainsAny(it.num, "/.-") {
			return
		}
		if own.prefix == "" {
			r.doubt("Document "+it.num+" of a meeting that is not known", a.at, end-1)
			return
		}
		s := own
		s.number = it.num
		from, to := it.first, it.last
		if k == 0 {
			from = a.at
		}
		if k == len(items)-1 {
			to = end - 1
		}
		r.cited(s, from, from, to+1)
	}
}

func (r *references) chineseCircular(a anchor, items []item, end int) {
	for k := r.at - 1; k >= 0 && k >= r.at-2; k-- {
		if p := r.cur[k]; isOffice(p.key) && p.at+p.n == a.at {
			num := items[0].num
			r.add("document", p.key+" Circular "+num, map[string]string{"body": p.key, "number": num}, p.at, end-1)
			return
		}
	}
}
