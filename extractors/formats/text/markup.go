package text

import "strings"

// markup takes away the signs by which converters of HTML and office files mark headings and bold words in plain
// text, where the text has enough of them to show that they are no words of its own:
//
//	# 2 Background      ***** 2 Background *****      2 Background      **Summary**
//	                                                  ============
func (p *parser) markup() {
	heads, bolds := 0, 0
	for i := range p.lines {
		l := &p.lines[i]
		if _, level := hashed(l.text); level > 0 || starred(l.text) || p.underlined(i) > 0 {
			heads++
		}
		bolds += strings.Count(l.text, "**") / 2
	}
	if heads+bolds < 3 {
		return
	}
	for i := range p.lines {
		l := &p.lines[i]
		if level := p.underlined(i); level > 0 {
			p.lines[i-1].heading, l.kind = level, furniture
			continue
		}
		s := l.text
		if rest, level := hashed(s); level > 0 {
			s, l.heading = strings.TrimRight(rest, " #"), level
		}
		if l.kind == rule || !strings.Contains(s, "**") && l.heading == 0 {
			continue
		}
		if s = strings.Trim(unstarred(s), " "); s == "" {
			continue
		}
		l.text, l.mark = s, markOf(s)
	}
}

// hashed cuts the signs off a heading: "## Title" gives "Title", 2.
func hashed(s string) (rest string, level int) {
	for level < len(s) && s[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level == len(s) || s[level] != ' ' {
		return s, 0
	}
	return strings.TrimLeft(s[level:], " "), level
}

// starred reports whether stars stand at both ends of a line, or before a heading that goes on in the next line.
func starred(s string) bool {
	return strings.HasPrefix(s, "***") && strings.Trim(s, "* ") != ""
}

// unstarred takes the pairs of stars and longer runs of them out of a line.
func unstarred(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := i
		for n < len(s) && s[n] == '*' {
			n++
		}
		if n-i >= 2 {
			i = n
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// underlined returns the level of the heading that line i is drawn under, 0 where it is none: as long as the line
// above, within a sign or two.
func (p *parser) underlined(i int) int {
	l := &p.lines[i]
	if i == 0 || l.gap || l.text[0] != '=' && l.text[0] != '-' && l.text[0] != '~' && l.text[0] != '^' {
		return 0
	}
	if strings.Trim(l.text, l.text[:1]) != "" {
		return 0
	}
	above := &p.lines[i-1]
	if d := l.width - above.width; above.kind != body || d < -2 || d > 2 || above.indent != l.indent {
		return 0
	}
	switch l.text[0] {
	case '=':
		return 1
	case '-':
		if len(l.text) < 3 { // a dash of a list
			return 0
		}
		return 2
	}
	return 3
}
