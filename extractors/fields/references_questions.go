package fields

import (
	"strconv"
	"strings"
)

// A questionRun is the Questions that stand in one list, each with a noun of its own: "Question 1/1, Question 5/1
// and Question 3/2 of ITU-D". One Sector is named for all of them.
type questionRun struct {
	facts  []int  // of the record, whose Sector is guessed
	end    int    // token after the last
	sector string // named in the run, "" none
}

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
	after, _ := r.bodyAfter(next)
	if !isSector(after) {
		after = r.sectorBracket(next)
	}
	r.addQuestions(sector, after, first, items)
}

// sectorBracket reads "(ITU-D)" at token i.
func (r *references) sectorBracket(i int) string {
	if r.is(i, "(") {
		if a, ok := r.anchorAt(i + 1); ok && isSector(a.key) && r.is(a.at+a.n, ")") {
			return a.key
		}
	}
	return ""
}

// addQuestions adds the facts of a list of Questions, with the Sector that the text names before or after it.
// One named after it, or before the first of the run, is the others' too.
func (r *references) addQuestions(before, after string, first int, items []item) {
	run := &r.run
	if run.end == 0 || !r.joined(run.end, first) {
		*run = questionRun{}
	}
	sector := before
	switch {
	case after != "":
		sector = after
		for _, k := range run.facts {
			f := &r.rec.Facts[k]
			f.Value, f.Parts["sector"] = sector+" Question "+f.Parts["number"], sector
		}
	case before == "":
		sector = run.sector
	}
	if sector != "" {
		run.facts = nil
	}
	run.sector = sector
	for k, it := range items {
		s := sector
		if s == "" {
			s = r.questionSector(it.num)
			run.facts = append(run.facts, len(r.rec.Facts))
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
	run.end = items[len(items)-1].last + 1
}

// joined reports whether only a separator and articles stand between tokens i and to: the list goes on.
func (r *references) joined(i, to int) bool {
	if i >= to || to > i+5 {
		return i == to
	}
	how, k := r.separator(i, mustSlash)
	return how != "" && r.fillers(k) >= to
}

// questionSector tells the Sector of a Question that names none: by the document's body, then by the study
// group's number, then by the Sector named last. ITU-T has no Study Group 1, ITU-D none above 2, and ITU-R counts
// its Questions through.
func (r *references) questionSector(num string) string {
	group := 0
	if k := strings.LastIndexByte(num, '/'); k >= 0 {
		group, _ = strconv.Atoi(num[k+1:])
	}
	switch body := r.rec.Header.Body; {
	case group <= 2 && (body == "WTDC" || body == "TDAG" || strings.HasPrefix(body, "RPM")):
		return "ITU-D"
	case body == "WTSA" || body == "TSAG":
		return "ITU-T"
	case group <= 7 && isRadioBody(body), group > 0 && leading(num) > 30:
		return "ITU-R"
	}
	switch {
	case group > 7:
		return "ITU-T"
	case group == 1 && r.near == "ITU-T":
		return "ITU-D"
	case r.near != "":
		return r.near
	case group == 1 || group == 2:
		return "ITU-D"
	case r.sector == "ITU-T" || r.sector == "ITU-R":
		return r.sector
	case group == 3 || group == 5:
		return "ITU-T"
	case group > 0:
		return "ITU-R"
	}
	return ""
}
