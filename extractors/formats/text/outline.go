package text

import (
	"strings"
	"unicode"
)

// outline finds the lines whose number counts on from one before: 2 behind 1.4, 1.5 behind 1.4. Other numbers that
// open a line are figures at the end of whose line there was no room, unless they look like a mark.
func (p *parser) outline() {
	var list []int         // lines with which a paragraph may begin
	full := map[int]bool{} // of them, those behind a line that is full
	for i := range p.lines {
		if l := &p.lines[i]; l.kind == body && l.mark.kind == number && l.mark.number != "" {
			if opens := p.opens(i); opens || p.pointed(i) {
				list = append(list, i)
				if !opens {
					full[i] = true
				}
			}
		}
	}
	var chains [2][]string // the last number of each numbering that is open: with a bracket, and without
	for k, i := range list {
		m := &p.lines[i].mark
		chain := &chains[0]
		if m.bracket {
			chain = &chains[1]
		}
		at := len(*chain) - 1
		if full[i] && (at < 0 || !follows((*chain)[at], m.number)) {
			continue
		}
		for at >= 0 && !follows((*chain)[at], m.number) {
			at--
		}
		if at < 0 {
			if !p.begins(list[k:], *chain, full) {
				continue
			}
			at = len(*chain)
			if len(*chain) == deepest {
				at = deepest - 1
			}
		}
		*chain = append((*chain)[:at], m.number)
		m.counted = true
	}
}

// deepest is how many numberings may be open in one another.
const deepest = 6

// opens reports whether a paragraph may begin with line i.
func (p *parser) opens(i int) bool {
	l := &p.lines[i]
	if l.gap || i == 0 || p.wrap.edge == 0 { // without wrapped lines each begins a paragraph
		return true
	}
	if !l.mark.apart && !l.mark.closed && startsLower(l.text[l.mark.text:]) {
		return false
	}
	prev := &p.lines[i-1]
	if cut(prev.text) {
		return false
	}
	return l.mark.alone(l.text) || prev.kind != body || prev.page != l.page || endsSentence(prev.text) || !p.reaches(prev, l) || l.mark.apart
}

// pointed reports whether line i opens with a number in parts before a sentence: it may begin a paragraph behind a line
// that is full by chance.
func (p *parser) pointed(i int) bool {
	l := &p.lines[i]
	if !strings.Contains(l.mark.number, ".") || l.mark.text >= len(l.text) || cut(p.lines[i-1].text) || p.lines[i-1].page != l.page {
		return false
	}
	r := firstRune(l.text[l.mark.text:])
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) && !strings.ContainsRune("亿万千百", r)
}

// begins reports whether a number, the first of those given, begins a numbering or goes on with one of which some
// numbers are missing: the numbers that follow count on from it.
func (p *parser) begins(list []int, chain []string, full map[int]bool) bool {
	l := &p.lines[list[0]]
	first := l.mark.number == "1" || strings.HasSuffix(l.mark.number, ".1")
	if !first && !l.mark.apart && !l.mark.closed && !l.mark.alone(l.text) {
		return false
	}
	if len(chain) == 0 && first && len(list) == 1 {
		return true
	}
	for k := 1; k < len(list) && k <= 6; k++ {
		n := p.lines[list[k]].mark.number
		if follows(l.mark.number, n) {
			return true
		}
		if full[list[k]] {
			continue
		}
		for _, open := range chain {
			if follows(open, n) {
				return false
			}
		}
	}
	return false
}

// follows reports whether b may come after a in an outline: 2 after 1, 1.1 after 1, 2 after 1.4.
func follows(a, b string) bool {
	if strings.HasPrefix(b, a+".") {
		return strings.TrimPrefix(b, a+".") == "1"
	}
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	if len(bs) > len(as) {
		return false
	}
	k := len(bs) - 1
	for i := 0; i < k; i++ {
		if as[i] != bs[i] {
			return false
		}
	}
	return atoi(bs[k]) == atoi(as[k])+1
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 6; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
