package fields

import (
	"fmt"
	"plenary/pipeline"
	"strings"
)

// bodyBefore returns the body that is named right before token i: "Council Decision", "PP-22 Resolution",
// "理事会第". Words of status may stand between ("PP draft new Resolution").
func (r *references) bodyBefore(i int) string {
	for k := i; k > r.lo && k > i-5; {
		if b := r.bodyEnding(k); b != "" {
			return b
		}
		if own := r.beforeIts(k); own < k {
			return r.bodyEnding(own)
		}
		_, n := r.statusEnding(k)
		if n == 0 {
			return ""
		}
		k -= n
	}
	return ""
}

// beforeIts returns the token after the body whose resolution "in its Resolution 70" cites ("the Council, in its", "le
// Conseil, dans sa"), k where these words do not stand before token k.
func (r *references) beforeIts(k int) int {
	if k-2 < r.lo {
		return k
	}
	if key, next := r.joint(k - 1); key != "its" || next != k {
		return k
	}
	i := k - 1
	if key, next := r.joint(i - 1); !isFiller(key) || next != i {
		return k
	}
	if i--; i > r.lo && (r.is(i-1, ",") || r.is(i-1, "،")) {
		i--
	}
	return i
}

// bodyEnding returns the body whose name or label ends right before token i.
func (r *references) bodyEnding(i int) string {
	for k := r.at - 1; k >= 0 && k >= r.at-6; k-- {
		a := r.cur[k]
		if !isBody(a.key) && !isSector(a.key) {
			continue
		}
		end := a.at + a.n
		if a.label {
			if _, n := r.label(a.at); n > 0 {
				end = a.at + n
			}
		}
		if end == i || end == i-1 && (r.is(i-1, "的") || r.is(i-1, "-") || r.is(i-1, "’") || r.is(i-1, "'")) || end == i-2 && r.is(i-2, "'") && r.is(i-1, "s") {
			return a.key
		}
	}
	return ""
}

// bodyAfter returns the body that is named right after token i ("of the Plenipotentiary Conference", ", adopted
// by the Council", "ВКРЭ", "للمؤتمر العالمي ..."), and the token after its name; "this" is the document's own body.
// A name that no small word or case makes the owner begins the sentence's next part ("In Resolution 21 the
// Council decided", "Резолюцией 77 Полномочная конференция поручила").
func (r *references) bodyAfter(i int) (body string, next int) {
	k := i
	if r.is(k, "(") { // "Resolution 71 (PP)"
		if a, ok := r.anchorAt(k + 1); ok && isBody(a.key) && r.is(a.at+a.n, ")") {
			return a.key, a.at + a.n + 1
		}
	}
	if r.is(k, ",") {
		if key, _ := r.joint(k + 1); key != "adopted" {
			return "", i
		}
		k++
	}
	owned := false
	for j := r.fillers(k); k < j; {
		key, next := r.joint(k)
		owned = owned || key == "of" || key == "adopted"
		k = max(next, k+1)
	}
	if key, next := r.joint(k); key == "this" {
		next = r.fillers(next)
		if key, end := r.joint(next); key == "conference" {
			return r.own(), end
		}
		if a, ok := r.anchorAt(next); ok && isBody(a.key) {
			return a.key, a.at + a.n
		}
		return "", i
	}
	if key, next := r.joint(k); key == "conference" && owned || key == "conference" && isArabic(r.toks[k].Fold) { // "للمؤتمر WTDC"
		if a, ok := r.anchorAt(next); ok && a.label && isBody(a.key) {
			return a.key, a.at + a.n
		}
	}
	if a, ok := r.anchorAt(k); ok && (isBody(a.key) || isSector(a.key)) && (owned || a.label || isSector(a.key) || r.genitive(a)) {
		return a.key, a.at + a.n
	}
	return "", i
}

// genitive reports whether the form of a body's name makes it the owner of what stands before: Russian by its
// case, Arabic by the particle.
func (r *references) genitive(a anchor) bool {
	fold := r.toks[a.at].Fold
	if isArabic(fold) {
		return strings.HasPrefix(fold, "ل")
	}
	for _, end := range []string{"ой", "вета", "блеи", "кои"} {
		if strings.HasSuffix(fold, end) {
			return true
		}
	}
	return false
}

// own returns the body that "this Conference" means: the one that the document was submitted to.
func (r *references) own() string {
	switch b := r.rec.Header.Body; b {
	case "PP", "WTDC", "WTSA", "WRC", "RA", "WCIT", "WTPF":
		return b
	}
	return ""
}

// adopter resolves who adopted a text: by place and year or label, then by the words around it, then by what
// was cited before, then by the range that its number falls in. It returns "" for what is not known.
func (r *references) adopter(kind string, it item, words string) string {
	if words == "HRC" || words == "UNSC" || words == "UNGA" || words == "ECOSOC" || words == "other_body" {
		if it.adopt == nil || it.adopt.place == "" {
			return words
		}
	}
	if body := r.nations(kind, it, words); body != "" {
		return body
	}
	if isSector(words) {
		if strings.Contains(it.num, "-") || words == "ITU-R" {
			return words
		}
		words = map[string]string{"ITU-T": "WTSA", "ITU-D": "WTDC"}[words]
	}
	if ad := it.adopt; ad != nil {
		switch {
		case ad.body != "":
			return lineage(ad.body)
		case ad.place != "" && ad.year > 0:
			return r.atPlace(kind, ad, words)
		case ad.modified != "":
			return "C"
		}
	}
	if words != "" {
		return lineage(words)
	}
	if strings.Contains(it.num, "-") {
		return "ITU-R"
	}
	if b := r.known[kind+" "+it.num]; b != "" && b != "?" {
		return b
	}
	return r.byNumber(kind, it.n)
}

// atPlace returns the body that met at the adoption's place and year. Of two the words decide, else the first.
func (r *references) atPlace(kind string, ad *adoption, words string) string {
	found := r.table.At(ad.place, ad.year)
	first := ""
	for _, c := range found {
		b := lineage(c.Body)
		if b == words {
			return b
		}
		if b == "WTPF" && kind == "opinion" {
			return b
		}
		if first == "" && b != "WSIS" && (b != "WTPF" || kind == "opinion") {
			first = b
		}
	}
	if first == "" {
		r.doubt(fmt.Sprintf("no conference in %s in %d", ad.place, ad.year), ad.first, ad.last)
		return lineage(words)
	}
	if words != "" && words != first {
		r.doubt(fmt.Sprintf("%s in %d was %s, the text says %s", ad.place, ad.year, first, words), ad.first, ad.last)
	}
	return first
}

// byNumber tells the body from the number alone, where no other body uses its range: decisions of the Council
// are in the hundreds and those of PP are few; from 1000 on resolutions are the Council's; those between 111
// and 260 are PP's, but at a conference or assembly on radio, which count that far themselves.
func (r *references) byNumber(kind string, n int) string {
	switch {
	case kind == "decision" && n >= 180 && n < 800:
		return "C"
	case kind == "decision" && n <= 20 && n > 0 && r.ours:
		return "PP"
	case kind == "resolution" && n >= 1000 && n < 1600:
		return "C"
	case kind == "resolution" && n > 110 && n <= 260:
		if !isRadioBody(r.rec.Header.Body) {
			return "PP"
		}
	}
	return ""
}

// isOurs reports whether the document is one of the Union's: by its symbol, or because it names the Union's bodies.
func isOurs(rec *pipeline.Record, anchors []anchor) bool {
	if rec.Header.Body != "" {
		return true
	}
	for _, a := range anchors {
		if isSector(a.key) || a.label && a.key != "C" && isBody(a.key) {
			return true
		}
	}
	return false
}

// lineage returns the body of today for an older name of it.
func lineage(body string) string {
	switch body {
	case "WTSC":
		return "WTSA"
	case "WARC":
		return "WRC"
	case "other_body", "CWG", "WSISForum":
		return ""
	}
	return body
}

// bodyName is a body as values write it.
func bodyName(body string) string {
	switch body {
	case "C":
		return "Council"
	case "RA":
		return "ITU-R"
	}
	return body
}
