package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// recommendation reads a recommendation of a Sector ("Recommendation ITU-T Y.3172", "D.156") or of a
// conference ("Recommendation 75 (WRC-15)"), or a list of either.
func (r *references) recommendation(a anchor) {
	i := a.at + a.n
	sector := ""
	for k := i; k < r.hi && k < i+8; {
		if s, n := r.sectorAt(k); n > 0 {
			sector = s
			k += n
			i = k
			continue
		}
		if r.seriesAt(k) > 0 {
			r.seriesList(k, sector, a.at)
			return
		}
		if next, ok := r.anchorAt(k); ok && next.key == "number" { // "建议书 No. Y.3172", "№ Y.3172"
			k = r.afterNumberWord(next)
			continue
		}
		if key, next := r.joint(k); isFiller(key) {
			k = next
			continue
		}
		if r.is(k, ".") || r.is(k, ",") {
			k++
			continue
		}
		break
	}
	r.adopted(a)
}

// series reads a recommendation that has only its Sector before it: "ITU-T Y.3172". "Report ITU-R M.2410" is
// none.
func (r *references) series(a anchor) {
	sector, n := r.sectorAt(a.at)
	if n == 0 {
		return
	}
	i := a.at + n
	for k := r.at - 1; k >= 0 && k >= r.at-2; k-- {
		if p := r.cur[k]; p.key == "report" && p.at+p.n == a.at {
			r.take(a.at, r.afterSeries(i))
			return
		}
	}
	if next, ok := r.anchorAt(i); ok && next.key == "report" {
		r.take(a.at, r.afterSeries(next.at+next.n))
		return
	}
	if r.seriesAt(i) > 0 && r.han(r.afterSeries(i)) { // "ITU-R M.2241、BT.2215号报告"
		end := r.afterSeries(i)
		if r.is(end, "号") {
			end++
		}
		if next, ok := r.anchorAt(end); ok && next.key == "report" {
			r.take(a.at, end)
			return
		}
	}
	if next, ok := r.anchorAt(i); ok && next.key == "recommendation" { // "ITU-T Recommendation Y.3172"
		if r.seriesAt(next.at+next.n) > 0 {
			r.seriesList(next.at+next.n, sector, a.at)
		}
		return
	}
	if r.seriesAt(i) > 0 {
		r.seriesList(i, sector, a.at)
	}
}

// sectorAt reads "ITU-T", "UIT-R", "МСЭ-T", "ITUT" at token i.
func (r *references) sectorAt(i int) (string, int) {
	if a, ok := r.anchorAt(i); ok && isSector(a.key) && capitals(r.raw(i)) {
		return a.key, a.n
	}
	return "", 0
}

// seriesAt returns the token after a recommendation's number at token i, 0 where there is none: "Y.3172",
// "M.2083-0", "H.264.1", "BT.709-6", "G.780/Y.1351".
func (r *references) seriesAt(i int) int {
	if !r.word(i) || !r.is(i+1, ".") || !r.glued(i+1) || !r.number(i+2) {
		return 0
	}
	if raw := latinised(r.raw(i)); len(raw) > 3 || !capitals(raw) || raw[0] > 'Z' {
		return 0
	}
	if !r.glued(i+2) && len(r.toks[i+2].Fold) < 2 {
		return 0
	}
	k := i + 3
	for (r.is(k, ".") || r.is(k, "-")) && r.glued(k) && r.glued(k+1) && r.number(k+1) {
		k += 2
	}
	if r.is(k, "/") && r.glued(k) && r.glued(k+1) {
		if end := r.seriesAt(k + 1); end > 0 {
			return end
		}
	}
	return k
}

// afterSeries returns the token after the numbers of reports or recommendations at token i: "M.2241, ITU-R BT.2215 and
// BT.2247".
func (r *references) afterSeries(i int) int {
	for n := 0; n < 100; n++ {
		end := r.seriesAt(i)
		if end == 0 {
			return i
		}
		how, k := r.separator(end, slashed)
		if how == "" {
			return end
		}
		if _, m := r.sectorAt(k); m > 0 {
			k += m
		}
		if r.seriesAt(k) == 0 {
			return end
		}
		i = k
	}
	return i
}

// seriesList reads the numbers of recommendations of one Sector: "Y.3172, Y.3173 and Y.3174".
func (r *references) seriesList(i int, sector string, first int) {
	for {
		end := r.seriesAt(i)
		num := latinised(strings.ReplaceAll(r.text[r.toks[i].Start:r.toks[end-1].End], " ", ""))
		s := sector
		if s == "" {
			s = seriesSector(r.toks[i], num)
		}
		parts := map[string]string{"body": s, "number": num}
		last := end - 1
		if r.is(end, "(") && r.number(end+1) { // "(07/2003)", "(2003)"
			for k := end + 1; k < r.hi && k < end+6; k++ {
				if r.is(k, ")") {
					parts["year"], last = r.toks[k-1].Fold, k
					break
				}
			}
			if len(parts["year"]) != 4 {
				delete(parts, "year")
				last = end - 1
			}
		}
		r.add("recommendation", s+" "+num, parts, first, last)
		last = r.afterAmendment(last+1) - 1
		how, k := r.separator(last+1, slashed)
		if how == "" || how == "to" && !r.is(last+1, "-") {
			if how == "" {
				return
			}
		}
		if s2, n := r.sectorAt(k); n > 0 && r.seriesAt(k+n) > 0 {
			sector, first, i = s2, k, k+n
			continue
		}
		if r.seriesAt(k) == 0 {
			return
		}
		first, i = k, k
	}
}

// afterAmendment returns the token after "Amd. 1", "(2019) Cor. 2", "Suppl. 2" or "Annex C" at token i, which parts
// a recommendation from the next of its list; i where there is none.
func (r *references) afterAmendment(i int) int {
	k := i
	if r.is(k, "(") && r.number(k+1) && r.is(k+2, ")") {
		k += 3
	}
	if !r.word(k) {
		return i
	}
	switch r.toks[k].Fold {
	case "amd", "amend", "cor", "corr", "corrigendum", "suppl", "supplement", "sup", "add", "annex", "annexe", "anexo", "enm", "доп", "испр", "попр", "приложение":
		k++
	default:
		return i
	}
	if r.is(k, ".") {
		k++
	}
	if r.number(k) || r.word(k) && len(r.toks[k].Fold) == 1 && capitals(r.raw(k)) {
		return k + 1
	}
	return i
}

// seriesSector tells the Sector from the series letter and number: two letters are ITU-R's; so are F, M, P, S
// and V... with three digits or a version; the rest is ITU-T's.
func seriesSector(letter tokens.Token, num string) string {
	series, n, _ := strings.Cut(num, ".")
	if len(series) == 2 || strings.Contains(n, "-") {
		return "ITU-R"
	}
	return "ITU-T"
}
