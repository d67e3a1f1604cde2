package fields

import (
	"strings"
	"unicode"

	"plenary/extractors/tokens"
)

// Capitals in brackets that abbreviate no name: currencies, marks of revisions and proposals.
var notAcronyms = map[string]bool{
	"CHF": true, "USD": true, "EUR": true, "REV": true, "ADD": true, "MOD": true, "SUP": true, "NOC": true, "CORR": true, "AMEND": true,
}

// acronym reads "BDT", "UIT-D", "SDGs", "IoT", "CWG-FHR", "P2C" at token i and returns it, without the plural's s,
// with the token behind it; "" for none.
func (a *acronymReader) acronym(i int) (string, int) {
	if i < a.lo || i >= a.hi || a.toks[i].Kind != tokens.Word {
		return "", i
	}
	name, k := a.raw(i), i+1
	glued := func(k int) bool { return k < a.hi && !a.toks[k].Space }
	for glued(k) && glued(k+1) && (a.toks[k].Fold == "-" || a.toks[k].Fold == "&") && a.toks[k+1].Kind == tokens.Word && k < i+6 {
		name += a.toks[k].Fold + a.raw(k+1)
		k += 2
	}
	if glued(k) && a.toks[k].Kind == tokens.Number {
		if !glued(k+1) || a.toks[k+1].Kind != tokens.Word || !capitals(a.raw(k+1)) {
			return "", i // "H264", "CMDT25"
		}
		name += a.toks[k].Fold + a.raw(k+1)
		k += 2
	}
	if glued(k) && a.toks[k].Fold == "-" && glued(k+1) && a.toks[k+1].Kind == tokens.Number {
		return "", i // "CMDT-25"
	}
	name = strings.TrimSuffix(name, "s")
	if !isAcronym(name) {
		return "", i
	}
	return name, k
}

// isAcronym reports whether a word is made of capitals for the most part, in Latin or Cyrillic letters.
func isAcronym(name string) bool {
	up, letters := 0, 0
	for _, c := range name {
		if unicode.IsLetter(c) && !unicode.In(c, unicode.Latin, unicode.Cyrillic) {
			return false
		}
		if unicode.IsUpper(c) {
			up++
		}
		if unicode.IsLetter(c) {
			letters++
		}
	}
	few := letters-up <= 2 || strings.Contains(name, "-")
	return up >= 2 && letters <= 14 && few && unicode.IsUpper(firstRune(name)) && !notAcronyms[strings.ToUpper(name)]
}

// acronymStart returns the first token of the run without spaces that ends before token i.
func (a *acronymReader) acronymStart(i int) int {
	k := i - 1
	for k > a.lo && !a.toks[k].Space && a.toks[k-1].Kind != tokens.Han {
		k--
	}
	return k
}

// expansionBefore returns the first and the last token of the words that the acronym behind token i stands for, -1
// where nothing shows that the words before it are such.
func (a *acronymReader) expansionBefore(name string, i int) (from, to int) {
	to = i - 1
	if to < a.lo {
		return -1, to
	}
	if a.toks[to].Kind == tokens.Sign && strings.Contains("»”\"》」", a.toks[to].Fold) { // 《...》(CS)
		return a.quotedBefore(to)
	}
	if k := a.namedBefore(name, i); k >= 0 {
		return k, to
	}
	if k := a.spells(name, a.lo, i); k >= 0 {
		return k, to
	}
	prev := a.toks[to]
	if caseless(prev) && !romanLetters(name) {
		return a.phraseBefore(i), to
	}
	return -1, to
}

// caseless reports whether a token is Chinese or an Arabic word.
func caseless(t tokens.Token) bool {
	return t.Kind == tokens.Han || t.Kind == tokens.Word && t.Fold[0] >= 0xD8 && t.Fold[0] <= 0xD9
}

// romanLetters reports whether a word could be a Roman number.
func romanLetters(name string) bool { return strings.Trim(name, "IVXLCDM") == "" }

// quotedBefore returns the words inside the quotes that close at token to, in a script without capitals.
func (a *acronymReader) quotedBefore(to int) (int, int) {
	opens := map[string]string{"»": "«", "”": "“", "\"": "\"", "》": "《", "」": "「"}[a.toks[to].Fold]
	for k := to - 1; k > a.lo && to-k < 24; k-- {
		if a.toks[k].Fold == opens {
			if k+1 < to && caseless(a.toks[k+1]) {
				return k + 1, to - 1
			}
			break
		}
	}
	return -1, to
}

// namedBefore returns the first token of a body's or Sector's name of the lexicon that ends right before token i and
// that has the acronym; -1 for none.
func (a *acronymReader) namedBefore(name string, i int) int {
	for len(a.marks) > 0 && a.marks[0].at < a.lo {
		a.marks = a.marks[1:]
	}
	body := referenceWords().labels[tokens.Fold(name)]
	if body == "" {
		body = name
	}
	best := -1
	for _, m := range a.marks {
		if m.at >= i {
			break
		}
		if m.label || m.n < 2 && a.toks[m.at].Kind != tokens.Han || m.at+m.n > i || i-(m.at+m.n) > 4 {
			continue
		}
		sector := isSector(m.key) && strings.HasSuffix(name, m.key[len(m.key)-2:]) // "UIT-D" is "ITU-D"
		if body == m.key || lineage(body) == m.key || sector {
			best = m.at
		}
	}
	return best
}

// phraseBefore returns the first token of the noun phrase before token i in a script without capitals, -1 for none.
func (a *acronymReader) phraseBefore(i int) int {
	limit := 5
	if a.toks[i-1].Kind == tokens.Han {
		limit = 16
	}
	k := i
	for k > a.lo && i-k < limit {
		t := a.toks[k-1]
		if t.Kind == tokens.Number || t.Kind == tokens.Sign && t.Fold != "/" && t.Fold != "、" || !caseless(t) && t.Kind == tokens.Word {
			break
		}
		if n := a.stopBefore(k); n > 0 {
			break
		}
		k--
	}
	for k < i && a.toks[k].Kind == tokens.Sign {
		k++
	}
	if i-k < 2 {
		return -1 // "the Bureau (BDT)"
	}
	return k
}

// stopBefore returns how many tokens the word has that ends before token k and at which a name cannot go on
// backwards, 0 for none.
func (a *acronymReader) stopBefore(k int) int {
	for n := 1; n <= 2 && k-n >= a.lo; n++ {
		if _, m := a.words.stop.At(a.toks[:k], k-n); m == n {
			return n
		}
	}
	return 0
}
