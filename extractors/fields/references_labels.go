package fields

import (
	"fmt"
	"strconv"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// A meetingLabel is a body's acronym with a year: "WTDC-25", "CMR-23", "ВКРЭ-25".
type meetingLabel struct {
	body string // "WTDC"
	name string // canonical: "WTDC-25", "Council 2026"
	year int    // of the label, four digits
}

// label reads a meeting's label at token i: "CMDT-25", "CMDT 17", "WTDC25", "ВКР-2000". It takes no symbol
// ("WTDC-25/12").
func (r *references) label(i int) (meetingLabel, int) {
	body, ok := r.words.labels[r.toks[i].Fold]
	if !ok || !capitals(r.raw(i)) || body == "C" {
		return meetingLabel{}, 0
	}
	k := i + 1
	if r.is(k, "-") || (r.is(k, "'") || r.is(k, "’")) && r.glued(k) && r.glued(k+1) {
		k++
	}
	if !r.number(k) || k > i+1 && !r.glued(k) && r.toks[k-1].Fold != "-" {
		return meetingLabel{}, 0
	}
	if k == i+1 && r.toks[k].Space && r.counts(k+1) { // "ВКРЭ 15 стран"
		return meetingLabel{}, 0
	}
	digits := r.toks[k].Fold
	if len(digits) != 2 && len(digits) != 4 {
		return meetingLabel{}, 0
	}
	end := k + 1
	if r.is(k+1, "/") && r.glued(k+1) && r.glued(k+2) {
		if end = r.meetingOfYear(i); end == 0 {
			return meetingLabel{}, 0
		}
	}
	if r.is(k+1, "-") && r.number(k+2) && r.is(k+3, "/") && r.glued(k+2) && r.glued(k+3) { // the symbol "RRB25-3/11"
		return meetingLabel{}, 0
	}
	y, _ := strconv.Atoi(digits)
	year := lexicon.FullYear(y)
	if year < 1947 || year > 2099 {
		return meetingLabel{}, 0
	}
	return meetingLabel{body: body, name: labelName(body, year), year: year}, end - i
}

// meetingOfYear returns the token after "GADT-21/2", the second meeting that an advisory group held in 2021, by its
// acronym in the text's language; symbols of documents carry the English one. 0 where token i begins none.
func (r *references) meetingOfYear(i int) int {
	body := r.words.labels[r.toks[i].Fold]
	if body != "TDAG" && body != "TSAG" && body != "RAG" || latinised(r.raw(i)) == body {
		return 0
	}
	k := i + 1
	if r.is(k, "-") {
		k++
	}
	if r.number(k) && len(r.toks[k].Fold) == 2 && r.is(k+1, "/") && r.number(k+2) && len(r.toks[k+2].Fold) == 1 && r.glued(k+2) {
		return k + 3
	}
	return 0
}

// counts reports whether a word that numbers count stands at token i.
func (r *references) counts(i int) bool {
	if i >= r.hi || r.toks[i].Kind == tokens.Sign || r.toks[i].Kind == tokens.Number {
		return r.is(i, "%")
	}
	_, n := r.words.after.At(r.toks[:r.hi], i)
	return n > 0
}

// labelName returns the canonical name of a body's meeting: as the table has it, else with two digits.
func labelName(body string, year int) string {
	if body == "C" {
		return fmt.Sprintf("Council %d", year)
	}
	if c, ok := lexicon.Conferences().Of(body, year); ok {
		return c.Label
	}
	if year == 2000 {
		return body + "-2000"
	}
	return fmt.Sprintf("%s-%02d", body, year%100)
}
