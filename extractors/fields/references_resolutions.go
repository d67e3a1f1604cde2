package fields

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
)

// kindNames are the nouns of values.
var kindNames = map[string]string{
	"resolution": "Resolution", "decision": "Decision", "recommendation": "Recommendation", "opinion": "Opinion",
}

// adopted reads a resolution, decision or opinion, or a list of them, whose noun is the anchor.
func (r *references) adopted(a anchor) {
	kind := a.key
	words := r.bodyBefore(a.at)
	if kind == "accord" { // Spanish "Acuerdo 563", the Council's decision
		if first := r.raw(a.at); capitals(first[:1]) || words != "" {
			kind, words = "decision", "C"
		} else {
			return
		}
	}
	i, between, ok := r.toNumber(a.at + a.n)
	if !ok || r.han(a.at) && !r.chineseCites(a, i) {
		return
	}
	if between != "" {
		words = between
	}
	sh := slashed | dashed
	plural := r.plural(a)
	if plural && words != "ITU-R" {
		sh = slashed
	}
	items, next := r.list(i, sh, plural, true)
	if len(items) == 0 {
		return
	}
	revised := false
	if key, n := r.parenWord(next); key == "revised_mark" && r.raw(next) == strings.ToLower(r.raw(next)) {
		revised = true
		if r.is(next+n, ".") {
			n++
		}
		next += n
	} else if key == "modified" || key == "amended" { // "Decision 482 modified (C2008)"
		if last := &items[len(items)-1]; last.adopt == nil {
			if ad, ok := r.adoption(next + n); ok && len(ad.sessions) == 1 && ad.amended == "" {
				ad.sessions, ad.amended = nil, ad.sessions[0]
				last.adopt, last.last = ad, ad.last
				next = ad.last + 1
			}
		}
	}
	after, end := r.bodyAfter(next)
	if after != "" {
		words = after
		if last := &items[len(items)-1]; last.adopt == nil { // "Resolution 88 rev of the Plenipotentiary Conference (Marrakesh, 2002)"
			if ad, ok := r.adoption(end); ok && (ad.place != "" || ad.label != "" || len(ad.sessions) > 0) {
				ad.revised = ad.revised || revised
				last.adopt, last.last = ad, ad.last
				next = ad.last + 1
			}
		}
	}
	r.cite(kind, words, a.at, items, next)
	if after != "" {
		r.alsoBy(kind, end, sh)
	}
	if words == "ITU-R" {
		r.alsoOfSector(kind, next, sh)
	}
}

// alsoOfSector reads "and ITU-R 9-6" after "Resolutions ITU-R 1-8".
func (r *references) alsoOfSector(kind string, i int, sh shape) {
	for n := 0; n < 8; n++ {
		how, k := r.separator(i, 0)
		if how == "" && r.arabicAnd(i) {
			how, k = "and", i
		}
		a, ok := r.anchorAt(k)
		if how != "and" && how != "," || !ok || a.key != "ITU-R" || !r.number(a.at+a.n) {
			return
		}
		items, next := r.list(a.at+a.n, sh, false, true)
		if len(items) == 0 {
			return
		}
		r.cite(kind, a.key, k, items, next)
		i = next
	}
}

// alsoBy reads "and 21 of WTSA" after "Resolutions 2 and 7 of WTDC".
func (r *references) alsoBy(kind string, i int, sh shape) {
	for n := 0; n < 8; n++ {
		how, k := r.separator(i, 0)
		if how != "and" && how != "," || !r.number(k) {
			return
		}
		items, next := r.list(k, sh, true, true)
		body, end := r.bodyAfter(next)
		if len(items) == 0 || body == "" {
			return
		}
		r.cite(kind, body, k, items, next)
		i = end
	}
}

// parenWord returns the word of an adoption at token i, as "rev" may also stand without its parenthesis.
func (r *references) parenWord(i int) (string, int) {
	if !r.word(i) {
		return "", 0
	}
	return r.words.parens.At(r.toks[:r.hi], i)
}

// cite adds the facts of a list of adopted texts. The first one's words begin at token first.
func (r *references) cite(kind, words string, first int, items []item, next int) {
	if len(items) == 1 && r.unlikely(kind, items[0], words, first, next) {
		return
	}
	share(items)
	words = councilOf(kind, items, words)
	r.listed = ""
	if kind == "resolution" && strings.Contains(items[len(items)-1].num, "/") {
		if r.listed = words; words == "" {
			r.listed = "UNGA"
		}
	}
	status := r.statusOf(first, next)
	listFirst, listLast := first, items[len(items)-1].last
	for k, it := range items {
		body := r.adopter(kind, it, words)
		parts := map[string]string{"body": bodyName(body), "number": it.num, "status": status}
		value := strings.TrimSpace(bodyName(body) + " " + kindNames[kind] + " " + it.num)
		if body == "other_body" {
			value = kindNames[kind] + " " + it.num
			delete(parts, "body")
		}
		if ad := it.adopt; ad != nil {
			value += " " + ad.String(bodyName(body))
			parts["place"] = ad.place
			if ad.year > 0 {
				parts["year"] = strconv.Itoa(ad.year)
			}
			if ad.revised {
				parts["revised"] = "true"
				if status == "" && r.status == "" {
					parts["status"] = "revised"
				}
			}
			if ad.place == "" && ad.printed != "" {
				parts["place"] = ad.printed
				r.doubt("no conference is known in "+ad.printed+" in "+strconv.Itoa(ad.year), ad.first, ad.last)
			}
			r.remember(kind, it.num, body)
		} else if words != "" {
			r.remember(kind, it.num, body)
		}
		if r.status != "" && k == 0 && r.opens(first) {
			parts["status"] = r.status
		}
		if len(items) == 1 || k == len(items)-1 {
			parts["title"] = r.title(next, r.opens(first))
		}
		from, to := listFirst, listLast
		if it.own {
			if k > 0 {
				from = it.first
			}
			to = it.last
		}
		r.add(kind, value, parts, from, to)
	}
	r.take(first, next)
}

// share gives the parenthesis at the end of a list to the numbers before it that have none.
func share(items []item) {
	last := items[len(items)-1].adopt
	if last == nil || last.roman != "" || last.place == "" && last.label == "" && len(last.sessions) == 0 {
		return
	}
	for k := len(items) - 2; k >= 0 && items[k].adopt == nil; k-- {
		items[k].adopt = last
	}
}

// remember notes which body a number was cited with.
func (r *references) remember(kind, num, body string) {
	key := kind + " " + num
	switch was := r.known[key]; {
	case body == "":
	case was == "":
		r.known[key] = body
	case was != body:
		r.known[key] = "?"
	}
}

// unlikely reports whether a lone number after the noun is something else: "a resolution of 300 dpi",
// "decision 2 weeks later".
func (r *references) unlikely(kind string, it item, words string, first, next int) bool {
	if it.adopt != nil || words != "" || strings.Contains(it.num, "/") || it.suffix != "" {
		return false
	}
	if it.n == 0 || it.n >= 1900 {
		return true
	}
	if next < r.hi && r.toks[next].Kind != tokens.Sign {
		if _, n := r.words.after.At(r.toks[:r.hi], next); n > 0 {
			return true
		}
	}
	noun := r.raw(first)
	lower := noun != "" && noun[0] >= 'a' && noun[0] <= 'z'
	return lower && kind != "resolution" && next < r.hi && r.toks[next].Kind == tokens.Word && r.toks[next].Space && !r.glued(next) && kindIsWord(kind)
}

// kindIsWord reports whether the kind's noun is also a common word with other meanings.
func kindIsWord(kind string) bool { return kind == "opinion" }

// toNumber skips what may stand between a noun and its number: "No.", "n°", "ITU-R", "of the General
// Assembly", "رقم". It returns the body that it met.
func (r *references) toNumber(i int) (next int, body string, ok bool) {
	joined := false // a small word stands before the number: "in 2022", "le 7"
	for k := i; k < r.hi && k < i+14; {
		if r.number(k) || r.word(k) && r.is(k+1, "-") && r.glued(k+1) && r.number(k+2) && r.is(k+3, "/") { // also ES-10/25
			return k, body, !joined
		}
		if from := r.afterFrom(k); from > k {
			return from, body, true
		}
		if a, ok := r.anchorAt(k); ok {
			switch {
			case a.key == "number":
				k, joined = r.afterNumberWord(a), false
				continue
			case isBody(a.key) || isSector(a.key):
				body, joined = a.key, false
				k = a.at + a.n
				if _, n := r.label(a.at); n > 0 && a.label {
					k = a.at + n
				} else if end := r.afterSession(a); end > k {
					k = end
				}
				continue
			}
			return i, "", false
		}
		switch r.toks[k].Fold {
		case ".":
			if k > i || utf8.RuneCountInString(r.toks[k-1].Fold) > 5 {
				return i, "", false
			}
			k++
			continue
		case "°", "º", "№", "'", "#":
			k++
			continue
		}
		switch key, next := r.joint(k); key {
		case "of", "filler", "adopted":
			joined = joined || !r.is(k, "رقم")
			k = next
		case "conference": // "قرار الجمعية 51/210"
			k, joined = next, false
		default:
			return i, "", false
		}
	}
	return i, "", false
}

// afterSession returns the token after the year of the meeting that an anchor names: "the decisions of Council
// 2024", "of C25" cite no number.
func (r *references) afterSession(a anchor) int {
	k := a.at + a.n
	if !r.number(k) || r.is(k+1, "/") {
		return k
	}
	digits := r.toks[k].Fold
	year, _ := strconv.Atoi(digits)
	if len(digits) == 4 && year >= 1947 && year < 2100 || len(digits) == 2 && (r.glued(k) || a.key == "C" && !isArabic(r.toks[a.at].Fold)) {
		return k + 1
	}
	return k
}

// afterNumberWord returns the token after "No.", "n°", "Nºs".
func (r *references) afterNumberWord(a anchor) int {
	k := a.at + a.n
	for r.is(k, ".") || r.is(k, "°") || r.is(k, "º") || r.is(k, "s") && r.glued(k) {
		k++
	}
	return k
}

// plural reports whether the anchor's noun announces more than one. Where the form does not tell, it may.
func (r *references) plural(a anchor) bool {
	noun := r.toks[a.at].Fold
	c := noun[len(noun)-1]
	switch {
	case c < 0x80:
		return c == 's' && noun != "res" && noun != "avis" || noun == "appendices"
	case noun[0] == 0xD0 || noun[0] == 0xD1: // Russian: all but the forms of the singular alone
		for _, end := range []string{"ия", "ию", "ией", "ение", "ением", "ья", "ью", "ьей", "ент", "ента", "енту", "ентом", "ос", "оса", "осу", "осом"} {
			if strings.HasSuffix(noun, end) {
				return false
			}
		}
		return true
	case noun[0] == 0xD8 || noun[0] == 0xD9:
		for _, end := range []string{"ات", "ان", "ين", "واد", "ارقام", "ثائق", "سائل", "اراء", "ي", "اتها"} {
			if strings.HasSuffix(noun, end) {
				return true
			}
		}
		return false
	}
	return true
}
