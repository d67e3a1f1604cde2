package fields

import (
	"strings"
	"unicode/utf8"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// statusEnding returns the status word (new, revised, abrogated, draft) that ends right before token i, and
// how many tokens it takes.
func (r *references) statusEnding(i int) (string, int) {
	for n := 1; n <= 3 && i-n >= r.lo; n++ {
		if key, m := r.words.status.At(r.toks[:r.hi], i-n); m == n {
			return key, n
		}
	}
	return "", 0
}

// statusOf returns what the text says of the texts cited from token first on, up to token next: a word beside
// the noun ("nouvelle Résolution 91", "Resoluciones 2 y 8 revisadas"), a mark of a proposal ("SUP") or the verb
// that acts on them ("abrogated Resolution 5").
func (r *references) statusOf(first, next int) string {
	best := ""
	for k := first; k > r.lo && k > first-6; {
		key, n := r.statusEnding(k)
		if n == 0 {
			break
		}
		if best == "" || best == "draft" && key != "draft" {
			best = key
		}
		k -= n
	}
	if best != "" && best != "draft" {
		return best
	}
	if first > r.lo {
		switch r.raw(first - 1) {
		case "ADD":
			return "new"
		case "MOD":
			return "revised"
		case "SUP":
			return "abrogated"
		}
	}
	if next < r.hi && r.toks[next].Kind == tokens.Word {
		if key, n := r.words.status.At(r.toks[:r.hi], next); n > 0 && key != "draft" && latinAdjective(r.toks[next].Fold) {
			return key
		}
	}
	if verb := r.actOn(first); verb != "" {
		return verb
	}
	return best
}

// latinAdjective reports whether a word of status may follow its noun, as in French and Spanish. In English a
// participle there is a verb ("Resolution 71 revised the ...").
func latinAdjective(fold string) bool {
	for _, end := range []string{"ee", "ees", "ada", "adas", "ida", "idas", "ene"} {
		if strings.HasSuffix(fold, end) {
			return true
		}
	}
	return false
}

// actOn returns the status that a verb right before the noun gives ("revised Resolutions 9 and 17",
// "abrogation de la Résolution 5").
func (r *references) actOn(first int) string {
	k := first
	for n := 0; n < 4 && k > r.lo; n++ {
		if key, m := r.actEnding(k); m > 0 {
			return strings.TrimPrefix(key, "makes_")
		}
		if key, _ := r.joint(k - 1); !isFiller(key) && !r.is(k-1, "'") {
			return ""
		}
		k--
	}
	return ""
}

func (r *references) actEnding(i int) (string, int) {
	for n := 1; n <= 3 && i-n >= r.lo; n++ {
		if key, m := r.words.acts.At(r.toks[:r.hi], i-n); m == n && key != "acted" && key != "makes_new" {
			return key, n
		}
	}
	return "", 0
}

// opens reports whether only a bullet or a number stands before token i in its segment.
func (r *references) opens(i int) bool {
	if i-r.lo > 3 {
		return false
	}
	for k := r.lo; k < i; k++ {
		if r.toks[k].Kind != tokens.Sign && r.toks[k].Kind != tokens.Number && r.toks[k].Kind != tokens.Han && !r.is(k, "الـ") && len(r.toks[k].Fold) > 1 {
			return false
		}
	}
	return true
}

// listStatus looks at the end of a segment: a line such as "La Conférence a élaboré quatre nouvelles
// Résolutions sur les sujets suivants:" gives its status to the references that open the lines below it.
func (r *references) listStatus(seg segment) {
	last := r.hi - 1
	if r.is(last, ":") {
		r.status = ""
		for k := len(r.cur) - 1; k >= 0; k-- {
			a := r.cur[k]
			switch a.key {
			case "resolution", "decision", "recommendation", "opinion", "question":
				if a.at < r.done {
					continue
				}
				if key, n := r.statusEnding(a.at); n > 0 && key != "draft" {
					r.status = key
				} else if end := a.at + a.n; end < r.hi {
					if key, n := r.words.status.At(r.toks[:r.hi], end); n > 0 && key != "draft" {
						r.status = key
					} else if verb := r.actOn(a.at); verb != "" {
						r.status = verb
					}
				}
				return
			}
		}
		return
	}
	if r.status == "" {
		return
	}
	for _, a := range r.cur {
		switch a.key {
		case "resolution", "decision", "recommendation", "opinion", "question", keyDi:
			if r.opens(a.at) {
				return
			}
		}
	}
	if seg.block.Kind != pipeline.Item {
		r.status = ""
	}
}

// The quotes that a title may stand in.
var quotePairs = map[string]string{"\"": "\"", "“": "”", "«": "»", "„": "”", "《": "》", "「": "」", "‹": "›"}

// title returns the title that follows a reference whose words end before token i: after a dash, where the
// reference opens its line, up to a colon or the end of the sentence; or in quotes after a comma or "on".
func (r *references) title(i int, opens bool) string {
	if opens && (r.is(i, "-") && r.toks[i].Space || r.is(i, ":")) && i+1 < r.hi {
		return r.titleTo(i + 1)
	}
	k := i
	if r.is(k, ",") || r.is(k, "،") || r.is(k, ":") {
		k++
	}
	if k < r.hi && r.toks[k].Kind != tokens.Sign {
		if _, n := r.words.on.At(r.toks[:r.hi], k); n > 0 {
			k += n
		}
	}
	if k >= r.hi {
		return ""
	}
	closing, ok := quotePairs[r.toks[k].Fold]
	if !ok {
		return ""
	}
	for j := k + 1; j < r.hi && j < k+70; j++ {
		if r.is(j, closing) && j > k+1 {
			return r.doc.Quote(tokens.Span(r.doc, r.toks[k+1], r.toks[j-1]))
		}
	}
	return ""
}

// titleTo returns the words from token i up to a colon, semicolon or full stop.
func (r *references) titleTo(i int) string {
	j := i
	for ; j < r.hi && j < i+70; j++ {
		t := r.toks[j]
		if t.Kind != tokens.Sign {
			continue
		}
		if strings.Contains(":;；。", t.Fold) || t.Fold == "." && (j+1 == r.hi || r.toks[j+1].Space) {
			break
		}
	}
	if j == i || j == i+70 {
		return ""
	}
	s := r.doc.Quote(tokens.Span(r.doc, r.toks[i], r.toks[j-1]))
	if utf8.RuneCountInString(s) < 3 {
		return ""
	}
	if open, size := utf8.DecodeRuneInString(s); size > 0 {
		if closing := quotePairs[string(open)]; closing != "" && strings.HasSuffix(s, closing) {
			s = strings.TrimSuffix(s[size:], closing)
		}
	}
	return s
}
