package fields

import (
	"strconv"
	"strings"
)

// nations returns the organ of the United Nations that a number's form alone tells: 70/125 is the General
// Assembly's, 1990/47 the Economic and Social Council's, 16/18 (before the 31st session there was no such form
// of the Assembly's) the Human Rights Council's, 1514 (XV) an older one of the Assembly's, 1373 (2001) the
// Security Council's. "" where the form is of the Union's texts.
func (r *references) nations(kind string, it item, words string) string {
	if ad := it.adopt; ad != nil && ad.roman != "" {
		return "UNGA"
	} else if ad != nil && ad.year > 0 && ad.place == "" && ad.printed == "" && ad.label == "" && !ad.revised && len(ad.sessions) == 0 && ad.modified == "" {
		if kind == "resolution" && (words == "" || words == "C" && r.rec.Header.Body == "") && it.n >= 260 && it.n < 5000 && ad.year >= 1946 {
			return "UNSC"
		}
	}
	session, _, ok := strings.Cut(it.num, "/")
	if !ok || kind != "resolution" && kind != "decision" {
		return ""
	}
	n, err := strconv.Atoi(session)
	switch {
	case err != nil: // ES-10/25
		return "UNGA"
	case n >= 1946 && n < 2100:
		return "ECOSOC"
	case words == "C" && n < 70:
		return "HRC"
	case n < 31:
		return "HRC"
	case n < 120:
		return "UNGA"
	}
	return ""
}

// councilOf returns the Human Rights Council for a list of resolutions without a body of which one has a number
// that only it can have: the others of the list are its too.
func councilOf(kind string, items []item, words string) string {
	if words != "" || kind != "resolution" {
		return words
	}
	for _, it := range items {
		if s, _, ok := strings.Cut(it.num, "/"); ok {
			if n, err := strconv.Atoi(s); err == nil && n < 31 && it.adopt == nil {
				return "HRC"
			}
		}
	}
	return words
}

// goesOnAfterTitle reads "69/312 of 6 July 2015" where a title parts it from the list that it belongs to:
// resolutions of the form were cited before in the segment, and a date follows.
func (r *references) goesOnAfterTitle(a anchor) bool {
	if r.listed == "" || !r.number(a.at) {
		return false
	}
	items, next := r.list(a.at, slashed|mustSlash, true, true)
	if len(items) == 0 || leading(items[0].num) < 31 || leading(items[0].num) > 120 {
		return false
	}
	if r.skipDate(next) == next && len(items) == 1 {
		return false
	}
	r.cite("resolution", r.listed, a.at, items, next)
	return true
}
