package fields

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

type acronymsStage struct{}

// NewAcronyms returns the stage that reads acronyms where the text says what they stand for: "Bureau de
// développement des télécommunications (BDT)", "ICT (information and communication technologies)". A label
// with a year ("CMDT-25") is an event.
func NewAcronyms() pipeline.Stage { return acronymsStage{} }

func (acronymsStage) Name() string { return "acronyms" }

func (acronymsStage) Extract(ctx context.Context, doc *pipeline.Document, rec *pipeline.Record) error {
	a := &acronyms{references{
		doc: doc, rec: rec, toks: tokens.Of(doc), text: doc.Shadow().Text, marks: anchorsOf(doc),
		words: referenceWords(), table: lexicon.Conferences(),
	}}
	for _, seg := range segmentsOf(doc) {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.lo, a.hi = seg.from, seg.to
		for i := a.lo + 1; i < a.hi-1; i++ {
			if a.toks[i].Fold == "(" {
				a.bracket(i)
			}
		}
	}
	return nil
}

// acronyms reads with the eyes of references.
type acronyms struct{ references }

// No acronyms of ours: currencies, countries' regions and marks that stand in brackets.
var notAcronyms = map[string]bool{"CHF": true, "USD": true, "EUR": true, "REV": true, "ADD": true, "MOD": true, "SUP": true, "NOC": true, "CORR": true, "II": true, "III": true, "IV": true, "VI": true}

// bracket reads the bracket that opens at token i: an acronym after its expansion, or the expansion after its
// acronym.
func (a *acronyms) bracket(i int) {
	name, end := a.acronym(i + 1)
	if name != "" && (a.is(end, ")") || a.is(end, ",") || a.is(end, ";") || a.is(end, "،")) {
		first := a.expansionBefore(name, i)
		if first >= 0 {
			a.note(name, i+1, end-1, first, i-1)
		}
		return
	}
	if name != "" {
		return
	}
	// "ICT (information and communication technologies)"
	k := i - 1
	for k > a.lo && !a.toks[k].Space && (a.is(k-1, "-") || a.is(k, "-")) {
		k--
	}
	name, end = a.acronym(k)
	if name == "" || end != i {
		return
	}
	for j := i + 1; j < a.hi && j < i+24; j++ {
		if a.is(j, ")") {
			if a.spells(name, i+1, j) == i+1 {
				a.note(name, k, i-1, i+1, j-1)
			}
			return
		}
	}
}

func (a *acronyms) note(name string, first, last, from, to int) {
	f := pipeline.Fact{Kind: "acronym", Value: name, Parts: map[string]string{
		"expansion": a.doc.Quote(tokens.Span(a.doc, a.toks[from], a.toks[to]))}}
	f.Span = tokens.Span(a.doc, a.toks[first], a.toks[last])
	a.rec.Add(f)
}

// acronym reads "BDT", "UIT-D", "SDGs", "IoT", "CWG-FHR" at token i and returns it with the token after it.
func (a *acronyms) acronym(i int) (string, int) {
	if !a.word(i) {
		return "", i
	}
	name := a.raw(i)
	k := i + 1
	for a.is(k, "-") && a.glued(k) && a.glued(k+1) && a.word(k+1) && k < i+6 {
		name += "-" + a.raw(k+1)
		k += 2
	}
	if a.number(k) && a.glued(k) {
		if a.word(k+1) && a.glued(k+1) && capitals(a.raw(k+1)) { // "P2C"
			name += a.toks[k].Fold + a.raw(k+1)
			k += 2
		} else {
			return "", i
		}
	}
	bare := strings.TrimSuffix(name, "s")
	up, letters := 0, 0
	for _, c := range bare {
		if !unicode.In(c, unicode.Latin, unicode.Cyrillic) && unicode.IsLetter(c) {
			return "", i
		}
		if unicode.IsUpper(c) {
			up++
		}
		letters++
	}
	if up < 2 || letters > 14 || letters-up > 2 && !strings.Contains(bare, "-") || notAcronyms[strings.ToUpper(bare)] || !unicode.IsUpper(first(bare)) {
		return "", i
	}
	return bare, k
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// expansionBefore returns the first token of the words that the acronym in the bracket at token i stands for,
// -1 where nothing shows that the words before it are such.
func (a *acronyms) expansionBefore(name string, i int) int {
	if k := a.namedBefore(name, i); k >= 0 {
		return k
	}
	if prev := a.toks[i-1]; prev.Kind == tokens.Han {
		return a.phraseBefore(i)
	} else if prev.Kind == tokens.Word && prev.Fold[0] >= 0xD8 && prev.Fold[0] <= 0xD9 {
		return a.phraseBefore(i)
	}
	return a.spells(name, a.lo, i)
}

// namedBefore returns the first token of a body's or Sector's name of the lexicon that ends right before token
// i and has the acronym.
func (a *acronyms) namedBefore(name string, i int) int {
	for len(a.marks) > 0 && a.marks[0].at < a.lo {
		a.marks = a.marks[1:]
	}
	best := -1
	for _, m := range a.marks {
		if m.at >= i {
			break
		}
		if m.label || m.n < 2 && a.toks[m.at].Kind != tokens.Han || m.at+m.n > i {
			continue
		}
		body := a.words.labels[tokens.Fold(name)]
		if body == "" {
			body = name
		}
		gap := i - (m.at + m.n)
		if (body == m.key || lineage(body) == m.key || strings.HasSuffix(name, "-"+m.key[len(m.key)-1:]) && isSector(m.key)) && gap <= 4 {
			best = m.at
		}
	}
	return best
}

// phraseBefore returns the first token of the noun phrase before token i in a script without capitals.
func (a *acronyms) phraseBefore(i int) int {
	k, limit := i, 5
	if a.toks[i-1].Kind == tokens.Han {
		limit = 16
	}
	for k > a.lo && i-k < limit {
		t := a.toks[k-1]
		if t.Kind == tokens.Sign && t.Fold != "/" || t.Kind == tokens.Number || strings.Contains("的和与及对在由为向以了是于将请 في من الى على عن مع ان هو هي ", t.Fold) {
			break
		}
		k--
	}
	if i-k < 2 && a.toks[i-1].Kind == tokens.Han || k == i {
		return -1
	}
	return k
}

// spells returns the first token of the words that end before token end, begin at or after from, and whose
// initials make the acronym, in order or (an acronym taken over from another language) in any order; -1 where
// none do. Small words may be left out.
func (a *acronyms) spells(name string, from, end int) int {
	letters := make([]rune, 0, 12)
	for _, c := range name {
		if c != '-' && (unicode.IsUpper(c) || len(letters) == 0) {
			letters = append(letters, first(tokens.Fold(string(c))))
		}
	}
	if len(letters) < 2 {
		return -1
	}
	left := append([]rune(nil), letters...) // for any order
	want, skipped := len(letters)-1, 0
	inOrder := true
	for k := end - 1; k >= from && end-k < 26; k-- {
		t := a.toks[k]
		if t.Kind == tokens.Sign {
			if !strings.Contains("-'/’,&", t.Fold) {
				return -1
			}
			continue
		}
		if t.Kind != tokens.Word {
			return -1
		}
		initial := first(t.Fold)
		at := indexRune(left, initial)
		small := utf8.RuneCountInString(t.Fold) <= 4 && !unicode.IsUpper(first(a.raw(k))) && a.isSmall(k)
		switch {
		case inOrder && want >= 0 && letters[want] == initial && !(small && want > 0 && skipped == 0 && a.earlier(k, from, initial)):
			want--
			if at >= 0 {
				left = append(left[:at], left[at+1:]...)
			}
		case small:
			continue
		case at >= 0:
			inOrder = false
			left = append(left[:at], left[at+1:]...)
		default:
			if skipped++; skipped > 1 {
				return -1
			}
		}
		if inOrder && want < 0 || len(left) == 0 {
			if !inOrder && (skipped > 0 || len(letters) < 3) {
				return -1
			}
			return k
		}
	}
	return -1
}

// earlier reports whether a word before token k, not a small one, has the initial too.
func (a *acronyms) earlier(k, from int, initial rune) bool {
	for j := k - 1; j >= from && j > k-3; j-- {
		if a.toks[j].Kind == tokens.Word && first(a.toks[j].Fold) == initial && !a.isSmall(j) {
			return true
		}
	}
	return false
}

// isSmall reports whether the word at token k joins others ("de", "of the", "по").
func (a *acronyms) isSmall(k int) bool {
	key, n := a.words.joints.At(a.toks[:a.hi], k)
	if n == 1 && key != "" && key != "conference" && key != "part" {
		return true
	}
	switch a.toks[k].Fold {
	case "for", "on", "pour", "sur", "para", "sobre", "with", "sans", "sin", "entre", "dans", "les", "plus", "moins", "mas", "menos", "для", "о", "об", "с", "без", "aux", "a":
		return true
	}
	return false
}

func indexRune(list []rune, r rune) int {
	for i, c := range list {
		if c == r {
			return i
		}
	}
	return -1
}
