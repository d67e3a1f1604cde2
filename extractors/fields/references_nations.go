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
		if kind == "resolution" && words == "" && it.n >= 260 && it.n < 5000 && ad.year >= 1946 {
			return "UNSC"
		}
	}
	session, _, ok := strings.Cut(it.num, "/")
	if !ok {
		return ""
	}
	n, err := strconv.Atoi(session)
	switch {
	case err != nil: // ES-10/25
		return "UNGA"
	case n >= 1946 && n < 2100:
		return "ECOSOC"
	case words == "C" && n < 80:
		return "HRC"
	case n < 31:
		return "HRC"
	case n < 120:
		return "UNGA"
	}
	return ""
}
