package fields

import "strconv"

// question reads "Question 5/1", "Questions 1/1, 2/1 and 3/2", "Question ITU-R 234/5".
func (r *references) question(a anchor) {
	sector := ""
	if s := r.bodyEnding(a.at); isSector(s) {
		sector = s
	}
	i, between, ok := r.toNumber(a.at + a.n)
	if !ok {
		return
	}
	if isSector(between) {
		sector = between
	}
	r.questions(i, sector, a.at, true)
}

// questions reads the numbers of Questions from token i on; the first one's words begin at first.
func (r *references) questions(i int, sector string, first int, plural bool) {
	items, next := r.list(i, slashed|dashed|mustSlash, plural, false)
	if len(items) == 0 {
		return
	}
	if after, _ := r.bodyAfter(next); isSector(after) {
		sector = after
	}
	for k, it := range items {
		s := sector
		if s == "" {
			s = r.questionSector(it.num)
		}
		from := it.first
		if k == 0 {
			from = first
		}
		value := "Question " + it.num
		if s != "" {
			value = s + " " + value
		}
		r.add("question", value, map[string]string{"sector": s, "number": it.num}, from, it.last)
	}
}

// questionSector tells the Sector of a Question that names none: by the document's body, then by the study
// group's number, then by the Sector named last.
func (r *references) questionSector(num string) string {
	switch r.rec.Header.Body {
	case "WTDC", "TDAG", "RPM":
		return "ITU-D"
	case "WTSA", "TSAG":
		return "ITU-T"
	case "RA", "RAG", "WRC", "CPM", "RRB":
		return "ITU-R"
	}
	group := 0
	for k := len(num) - 1; k >= 0; k-- {
		if num[k] == '/' {
			group, _ = strconv.Atoi(num[k+1:])
			q, _ := strconv.Atoi(num[:k])
			if q > 30 {
				return "ITU-R"
			}
		}
	}
	switch {
	case group > 7:
		return "ITU-T"
	case r.sector != "":
		return r.sector
	case group == 1 || group == 2:
		return "ITU-D"
	}
	return ""
}
