package fields

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// An adoption is what the parenthesis after a resolution's number says of where and when it was adopted.
type adoption struct {
	first, last int    // tokens, brackets included
	revised     bool   // "Rev."
	place       string // English name of a known city
	printed     string // a place that is in no table, as printed
	year        int
	body, label string   // "WRC", "WRC-97"
	sessions    []string // of the Council: "C01"
	amended     string   // session of the last amendment: "C20"
	modified    string   // "Modified 2004", "Amend. 2019"
	roman       string   // session of the General Assembly: "XV"
}

// adopts reads the parenthesis at token i as the adoption of the item and returns the token after it.
func (r *references) adopts(it *item, i int) int {
	if ad, ok := r.adoption(i); ok {
		it.adopt, it.last = ad, ad.last
		return ad.last + 1
	}
	return i
}

// adoption reads "(Rev. Bucharest, 2022)", "(WRC-97)", "(C01, last amended C20)", "(XV)", "(2001)", and the
// like in six languages. Any other parenthesis is none.
func (r *references) adoption(i int) (*adoption, bool) {
	if !r.is(i, "(") {
		return nil, false
	}
	ad := &adoption{first: i}
	amends, modifies, unknown := false, "", 0
	for k := i + 1; k < r.hi && k < i+28; {
		t := r.toks[k]
		if t.Fold == ")" {
			ad.last = k
			ok := ad.complete() && unknown <= 3
			if ok && modifies != "" && ad.amended == "" && ad.modified == "" {
				ad.modified = modifies
			}
			return ad, ok
		}
		if t.Fold == "(" {
			return nil, false
		}
		if city, n := r.table.CityAt(r.toks[:r.hi], k); n > 0 {
			ad.place = city
			k += n
			continue
		}
		if t.Kind == tokens.Number {
			if y, _ := strconv.Atoi(t.Fold); len(t.Fold) == 4 && y > 1860 && y < 2100 {
				if ad.year > 0 && r.is(k-1, "-") { // a period
					return nil, false
				}
				if modifies != "" && ad.place == "" {
					ad.modified = modifies + " " + t.Fold
				} else {
					ad.year = y
				}
				k++
				continue
			}
			return nil, false
		}
		if s, n := r.council(k); n > 0 {
			if amends || modifies != "" || len(ad.sessions) > 0 {
				ad.amended, ad.printed, unknown = s, "", 0 // words in other terms than the lexicon's say so too
			} else {
				ad.sessions = append(ad.sessions, s)
			}
			ad.body = "C"
			k += n
			continue
		}
		if label, n := r.label(k); n > 0 {
			ad.body, ad.label, ad.year = label.body, label.name, label.year
			k += n
			continue
		}
		if t.Kind == tokens.Sign {
			if !strings.Contains(",;.-،、/؛:'", t.Fold) {
				return nil, false
			}
			k++
			continue
		}
		if roman, n := r.roman(k); n > 0 && r.is(k+n, ")") && k == i+1 {
			ad.roman = roman
			k += n
			continue
		}
		key, n := r.words.parens.At(r.toks[:r.hi], k)
		switch key {
		case "revised_mark":
			ad.revised = true
		case "amended":
			amends = true
		case "modified":
			modifies = "Modified"
		case "amend":
			modifies = "Amend."
		case "of", "filler", "adopted", "conference":
		default:
			if key, n = r.words.held.At(r.toks[:r.hi], k); key == "year" {
				break
			}
			n = 1
			unknown++
			if ad.printed != "" {
				ad.printed += " "
			}
			ad.printed += r.raw(k)
		}
		k += n
	}
	return nil, false
}

// complete reports whether what was read makes an adoption.
func (ad *adoption) complete() bool {
	switch {
	case ad.label != "" || len(ad.sessions) > 0 || ad.amended != "" || ad.modified != "":
		return ad.printed == ""
	case ad.roman != "":
		return ad.printed == ""
	case ad.place != "":
		return (ad.year > 0 || ad.revised) && ad.printed == ""
	case ad.printed != "":
		c, _ := utf8.DecodeRuneInString(ad.printed)
		return ad.year > 0 && !unicode.IsLower(c)
	}
	return ad.year > 0
}

// String returns the parenthesis in its canonical form, for a text of the body.
func (ad *adoption) String(body string) string {
	rev := ""
	if ad.revised {
		rev = "Rev. "
	}
	place := ad.place
	if place == "" {
		place = ad.printed
	}
	if place == "" && ad.label != "" && body != "WRC" && body != "RA" {
		if c, ok := lexicon.Conferences().Of(ad.body, ad.year); ok && c.Place != "" {
			return fmt.Sprintf("(%s%s, %d)", rev, c.Place, c.Year)
		}
	}
	switch {
	case ad.label != "":
		return "(" + rev + ad.label + ")"
	case place != "" && ad.year > 0:
		return fmt.Sprintf("(%s%s, %d)", rev, place, ad.year)
	case place != "":
		return "(" + rev + place + ")"
	case ad.roman != "":
		return "(" + ad.roman + ")"
	case body == "Council" && ad.year > 0 && ad.modified == "":
		return "(" + councilSession(ad.year, "") + ")"
	case ad.year > 0 && len(ad.sessions) == 0 && ad.modified == "":
		return fmt.Sprintf("(%s%d)", rev, ad.year)
	}
	var said []string
	said = append(said, ad.sessions...)
	if ad.amended != "" {
		said = append(said, "last amended "+ad.amended)
	}
	if ad.modified != "" {
		said = append(said, ad.modified)
	}
	return "(" + strings.Join(said, ", ") + ")"
}

// council reads a session of the Council as adoptions name it: "C19", "C2019", "C-1985", "C-2002/EX".
func (r *references) council(i int) (string, int) {
	f := r.toks[i].Fold
	if f != "c" && f != "с" || !capitals(r.raw(i)) { // also the Cyrillic letter
		return "", 0
	}
	k := i + 1
	if r.is(k, "-") && r.glued(k) {
		k++
	}
	if !r.number(k) || !r.glued(k) {
		return "", 0
	}
	digits := r.toks[k].Fold
	if len(digits) != 2 && len(digits) != 4 {
		return "", 0
	}
	y, _ := strconv.Atoi(digits)
	k++
	special := ""
	if (r.is(k, "/") || r.is(k, "-")) && r.word(k+1) && r.glued(k+1) {
		special = "/" + strings.ToUpper(r.raw(k+1))
		k += 2
	}
	return councilSession(lexicon.FullYear(y), special), k - i
}

// councilSession names a session as the Council's own compendium does: C20, but C-1985.
func councilSession(year int, special string) string {
	if year < 2000 {
		return fmt.Sprintf("C-%d%s", year, special)
	}
	return fmt.Sprintf("C%02d%s", year%100, special)
}

// roman reads the session of an older General Assembly resolution: "XV", "S-IV", Arabic "د-15".
func (r *references) roman(i int) (string, int) {
	raw := r.raw(i)
	if isRoman(latinised(raw)) {
		return latinised(raw), 1
	}
	if !r.is(i+1, "-") {
		return "", 0
	}
	switch r.toks[i].Fold {
	case "s":
		if r.word(i+2) && isRoman(r.raw(i+2)) {
			return "S-" + r.raw(i+2), 3
		}
	case "د", "دا":
		if r.number(i + 2) {
			n, _ := strconv.Atoi(r.toks[i+2].Fold)
			prefix := ""
			if r.toks[i].Fold == "دا" {
				prefix = "S-"
			}
			return prefix + romanNumeral(n), 3
		}
	}
	return "", 0
}

func isRoman(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("IVXL", c) {
			return false
		}
	}
	return s != ""
}

// romanNumeral writes 1 to 89.
func romanNumeral(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		n int
		s string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.n && b.Len() < 12; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}
