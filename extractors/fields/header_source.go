package fields

import (
	"slices"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// bylines finds the line that names the author: "Report by the Secretary-General", "秘书长的报告",
// "Contribution from Canada". It may stand above or below the title.
func (h *headReader) bylines() {
	for _, named := range []bool{true, false} { // an office alone on a line is an author if no line names one
		h.bylinesBy(func(l *headLine) bool {
			if named {
				return h.byline(l)
			}
			at := h.officeAt(l.toks)
			if at != 0 || !h.onlyOffices(l.toks) || h.officeName(l.toks) == h.rec.Header.Body {
				return false
			}
			h.setSource(l.toks, "")
			return true
		})
	}
	if h.rec.Header.Source == "" && len(h.found.inTitle) > 0 {
		h.rec.Header.Source = h.officeName(h.found.inTitle)
	}
}

func (h *headReader) bylinesBy(reads func(*headLine) bool) {
	for i := 0; i < h.top; i++ {
		l := &h.lines[i]
		if l.left() == 0 || h.rec.Header.Source != "" || len(l.Text) > 300 || isRule(l.line) {
			continue
		}
		kind := h.found.kind
		if !reads(l) {
			continue
		}
		if h.found.kind != kind {
			h.found.byline = oneLine(h.doc.Quote(l.Span))
		}
		// The name of a long group may run on.
		if next := h.after(l); next != nil && i+1 < h.top && next.left() > 0 && runsOn(l, next) {
			h.setSource(append(append([]tokens.Token{}, l.toks...), next.toks...), h.found.kind)
			next.take(0, len(next.toks))
		}
		l.take(0, len(l.toks))
	}
}

// runsOn reports whether a line goes on in the next: this begins with a small letter or a bracket.
func runsOn(l, next *headLine) bool {
	r := firstRune(next.Text)
	return r >= 'a' && r <= 'z' || r >= 'а' && r <= 'я' || r == '(' || r >= 0xE0 && r < 0x100
}

func (h *headReader) byline(l *headLine) bool {
	kind, n := h.words.types.At(l.toks, 0)
	if n > 0 {
		k := n
		by := 0
		for k < len(l.toks) {
			_, m := h.words.by.At(l.toks, k)
			if m == 0 {
				break
			}
			by, k = by+m, k+m
		}
		rest := l.toks[min(k, len(l.toks)):]
		if len(rest) == 0 {
			return false
		}
		office := h.officeAt(rest) >= 0 && h.officeAt(rest) <= 3
		strong := by > 0 && h.saysBy(l.toks[n:k])
		if office && by == 0 && h.tellsWhat(rest) {
			h.found.inTitle = rest
			return false
		}
		if office && (by > 0 || h.rec.Language == "ru" || h.rec.Language == "ar" || h.rec.Language == "zh") || strong && len(rest) < 40 ||
			(by > 0 || h.genitive(rest)) && kind == "contribution" && len(rest) < 14 && !isUpperCase(l.Text) {
			if isUpperCase(l.Text) && !h.onlyOffices(rest) {
				h.found.inTitle = rest
				return false
			}
			h.found.kind = kind
			h.setSource(rest, kind)
			return true
		}
		return false
	}
	return h.rec.Language == "zh" && h.chineseByline(l)
}

// tellsWhat reports whether the words behind "Report of the External Auditor" say what it is about: a title that names
// its author.
func (h *headReader) tellsWhat(toks []tokens.Token) bool {
	for _, t := range toks {
		switch t.Fold {
		case "عن", "حول", "о", "об", "обо":
			return true
		}
	}
	return false
}

// genitive reports whether Russian words behind "Вклад" are names, whose case says that it is theirs.
func (h *headReader) genitive(rest []tokens.Token) bool {
	return h.rec.Language == "ru" && isUpperToken(h, rest[0])
}

// chineseByline reads an author's line with the word for the document last: "秘书长的报告", "加拿大提交的文稿".
func (h *headReader) chineseByline(l *headLine) bool {
	at := h.officeAt(l.toks)
	for i := 1; i < len(l.toks); i++ {
		kind, n := h.words.types.At(l.toks, i)
		if n == 0 || i+n != len(l.toks) {
			continue
		}
		author := i
		for k := i - 1; k > 0; k-- {
			if _, m := h.words.by.At(l.toks, k); m > 0 && k+m == i {
				author = k
			}
		}
		if at >= 0 && at <= 2 && !strings.Contains(h.shadowText(l.toks[:i]), "关于") || author < i && h.saysBy(l.toks[author:i]) {
			h.found.kind = kind
			h.setSource(l.toks[:author], kind)
			return true
		}
	}
	return false
}

// saysBy reports whether the words before the author say that he wrote it: English "by", and in the other
// languages more than the genitive's "de".
func (h *headReader) saysBy(toks []tokens.Token) bool {
	for _, t := range toks {
		switch t.Fold {
		case "by", "from", "par", "por", "presente", "presentado", "presentada", "soumis", "soumise", "от", "من", "مقدم", "مقدمة", "المقدم", "المقدمة":
			return true
		}
	}
	return len(toks) >= 2 && toks[0].Kind == tokens.Han && toks[0].Fold == "提"
}

// officeAt returns the index of the first office, role or group among the tokens, -1 for none.
func (h *headReader) officeAt(toks []tokens.Token) int {
	for i := 0; i < len(toks) && i < 12; i++ {
		if key, n := h.words.offices.At(toks, i); n > 0 && !strings.HasPrefix(key, "body_") {
			return i
		}
	}
	return -1
}

// onlyOffices reports whether a line is nothing but an office: "Secretary-General", "Director, BDT".
func (h *headReader) onlyOffices(toks []tokens.Token) bool {
	left := 0
	for i := 0; i < len(toks); {
		if _, n := h.words.offices.At(toks, i); n > 0 {
			i += n
			continue
		}
		if _, n := h.words.by.At(toks, i); n > 0 {
			i += n
			continue
		}
		if toks[i].Kind != tokens.Sign {
			left++
		}
		i++
	}
	return left == 0
}

// setSource sets who submits the document: in English where it is a known office, else as printed.
func (h *headReader) setSource(toks []tokens.Token, kind string) {
	if name := h.officeName(toks); name != "" {
		h.rec.Header.Source, h.found.office = name, true
		return
	}
	if len(toks) == 0 {
		return
	}
	at := h.doc.Shadow().RawSpan(toks[0].Start, toks[len(toks)-1].End)
	h.rec.Header.Source = strings.TrimRight(oneLine(h.doc.Quote(at)), " .;,")
}

// officeName returns the English name of the office that the words name; "" where they name none.
func (h *headReader) officeName(toks []tokens.Token) string {
	seen := map[string]bool{}
	group, bureau, body := "", "", ""
	for i := 0; i < len(toks); {
		key, n := h.words.offices.At(toks, i)
		if n == 0 {
			i++
			continue
		}
		i += n
		switch prefix, rest, _ := strings.Cut(key, "_"); prefix {
		case "group":
			group = rest
		case "bureau":
			bureau = strings.ToUpper(rest)
		case "body":
			if body == "" {
				body = rest
			}
		default:
			seen[key] = true
		}
	}
	if group == "" {
		group = h.printedGroup(toks)
	}
	of := group
	if of == "" && body != "" {
		of = body
		if body == "C" {
			of = "the Council"
		}
	}
	switch {
	case seen["chair"] && of != "":
		return "Chair of " + of
	case seen["vice_chair"] && of != "":
		return "Vice-Chair of " + of
	case seen["chair"], seen["vice_chair"]:
		return "" // of what, only the text says
	case seen["deputy_secretary_general"]:
		return "Deputy Secretary-General"
	case seen["director"] && bureau != "":
		return "Director of " + bureau
	case seen["secretary_general"]:
		return "Secretary-General"
	case seen["external_auditor"]:
		return "External Auditor"
	case seen["internal_auditor"]:
		return "Internal Auditor"
	case seen["general_secretariat"]:
		return "General Secretariat"
	case group != "":
		return group
	case bureau != "" && !seen["director"]:
		return bureau
	}
	return ""
}

// printedGroup returns a group's English short name that the words print: "CWG-FHR".
func (h *headReader) printedGroup(toks []tokens.Token) string {
	sh := h.doc.Shadow().Text
	for i := 0; i+2 < len(toks); i++ {
		if toks[i+1].Fold != "-" {
			continue
		}
		switch w := sh[toks[i].Start:toks[i].End]; w {
		case "CWG", "EG":
			return w + "-" + sh[toks[i+2].Start:toks[i+2].End]
		}
	}
	return ""
}

// title joins the lines above the box that belong to no field: those that look like a title best.
func (h *headReader) title() {
	for _, said := range []string{h.found.letter.subject, h.found.title} {
		if said != "" {
			h.rec.Header.Title = said
			return
		}
	}
	best, score := -1, 0.0
	for i := 0; i < h.top; i++ {
		l := &h.lines[i]
		if !h.free(l) {
			continue
		}
		s := h.titleScore(i)
		if best < 0 || s > score {
			best, score = i, s
		}
	}
	if best < 0 && !h.found.letter.greeting {
		h.rec.Header.Title = h.found.byline // "Report by the Chair of ..." is all that it is called
	}
	if best < 0 || score < 0 {
		return
	}
	if next := best + 1; h.adopted(&h.lines[best]) != "" && next < h.top && h.free(&h.lines[next]) && !strings.ContainsRune(".;,", lastRune(h.lines[next].Text)) {
		best = next
	}
	if best > 0 && h.found.kind == "" {
		h.found.kind = h.adopted(&h.lines[best-1])
	}
	end := best + 1
	for end < h.top && end < best+6 && (h.free(&h.lines[end]) && sameTitle(&h.lines[best], &h.lines[end-1], &h.lines[end]) || endsTitle(&h.lines[best], &h.lines[end])) {
		end++
	}
	var parts []string
	for i := best; i < end; i++ {
		parts = append(parts, oneLine(h.doc.Quote(h.lines[i].Span)))
	}
	h.rec.Header.Title = strings.Join(parts, " ")
	if h.rec.Header.Source == "" {
		h.authorAbove(best)
	}
}

// adopted returns what a line names by its number alone, above its title: "resolution" of "RESOLUTION 1434 (C25)",
// "decision" of "DÉCISION 5 (RÉV. BUSAN, 2014)"; "" for any other line.
func (h *headReader) adopted(l *headLine) string {
	key, n := h.words.types.At(l.toks, 0)
	if key != "resolution" && key != "decision" || n >= len(l.toks) || l.toks[n].Kind != tokens.Number {
		return ""
	}
	if n+1 < len(l.toks) && (l.toks[n+1].Fold != "(" || !strings.HasSuffix(l.Text, ")")) {
		return ""
	}
	return key
}

// endsTitle reports whether a line is the end of a title in capitals that names place and days in brackets, or years
// behind a colon ("...: 2026-2029").
func endsTitle(title, l *headLine) bool {
	if l.label != "" || l.value || !isUpperCase(title.Text) {
		return false
	}
	if strings.HasPrefix(l.Text, "(") {
		return isUpperCase(l.Text) && strings.HasSuffix(l.Text, ")")
	}
	return lastRune(title.Text) == ':' && !hasWords(l.toks)
}

// free reports whether a line belongs to no field.
func (h *headReader) free(l *headLine) bool {
	return l.label == "" && !l.value && l.left() > 0 && !isRule(l.line) && (l.left() > 1 || len(l.Text) > 5) && hasWords(l.toks)
}

// hasWords reports whether something is said in words: a telephone number and an address are no title.
func hasWords(toks []tokens.Token) bool {
	return !slices.ContainsFunc(toks, func(t tokens.Token) bool { return t.Fold == "@" }) && slices.ContainsFunc(toks, func(t tokens.Token) bool { return t.Kind == tokens.Word || t.Kind == tokens.Han })
}

// titleScore says how much a line looks like a title: capitals, centred, a heading; not a sentence.
func (h *headReader) titleScore(i int) float64 {
	l := &h.lines[i]
	s, upper := 1.0, isUpperCase(l.Text)
	if upper {
		s += 3
	}
	if l.Block.Kind == pipeline.Heading {
		s += 2.5
	}
	if l.Block.Style&pipeline.Centered != 0 {
		s += 1
	}
	if l.Block.Style&pipeline.Bold != 0 {
		s++
	}
	r := lastRune(l.Text)
	switch {
	case strings.ContainsRune(".;。；", r) && !upper:
		s -= 2
	case r == ':' || r == ',':
		s -= 1.5
	}
	if len(l.Text) > 300 {
		s -= 3
	}
	if l.dated { // "Fourteenth meeting - Geneva, 2-3 October 2024"
		s--
	}
	if h.labelled(l) {
		s -= 1.5
	}
	if h.saysKind(l) {
		s += 0.5
	}
	if len(l.Text) < 12 && l.left() < 3 {
		s--
	}
	if i > 0 && h.isByline(i-1) {
		s += 1.5
	}
	taken := 0
	for _, t := range l.taken {
		if t {
			taken++
		}
	}
	if taken > 0 && taken*2 > len(l.toks) {
		s -= 2
	}
	return s - float64(i)*0.02
}

// labelled reports whether a line is a word or two and what they are of: "Chair: Mr N. (Italy)".
func (h *headReader) labelled(l *headLine) bool {
	for k := 1; k < len(l.toks)-1 && k < 4; k++ {
		if l.toks[k].Fold == ":" {
			return true
		}
	}
	return false
}

// saysKind reports whether a line names the kind of document that it is the title of: "Report on ...", "关于……的提案".
func (h *headReader) saysKind(l *headLine) bool {
	for i := range l.toks {
		if _, n := h.words.types.At(l.toks, i); n > 0 && (i == 0 || h.rec.Language == "zh" && i+n == len(l.toks)) {
			return n < len(l.toks)
		}
	}
	return false
}

func (h *headReader) isByline(i int) bool {
	l := &h.lines[i]
	return l.label == "" && !l.value && l.left() == 0 && h.officeAt(l.toks) >= 0
}

// sameTitle reports whether a title that began with the line first goes on from line last to next.
func sameTitle(first, last, next *headLine) bool {
	if first.Block == next.Block {
		return true
	}
	if isUpperCase(first.Text) {
		return isUpperCase(next.Text)
	}
	if runsOn(last, next) && !strings.ContainsRune(".:;", lastRune(last.Text)) {
		return true
	}
	return first.Block.Kind == pipeline.Heading && next.Block.Kind == pipeline.Heading && first.Block.Level == next.Block.Level
}

// authorAbove takes a line in small letters directly above a title in capitals for the author: a Member State.
func (h *headReader) authorAbove(title int) {
	if title == 0 || !isUpperCase(h.lines[title].Text) {
		return
	}
	l := &h.lines[title-1]
	if h.free(l) && !isUpperCase(l.Text) && len(l.Text) < 160 && !strings.ContainsRune(".:;", lastRune(l.Text)) {
		h.setSource(l.toks, "")
		l.take(0, len(l.toks))
	}
}

func lastRune(s string) rune {
	r := rune(0)
	for _, r = range s[max(0, len(s)-4):] {
	}
	return r
}
