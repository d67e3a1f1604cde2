package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leaderAt returns where the dots begin that lead from the title of a table of contents to its page number; -1 if
// the text has none: "Mandate . . . . . . . 6", "Introduction........2", "Resources ……… 20".
func leaderAt(s string) int {
	n, start := 0, 0
	for i, r := range s {
		switch r {
		case '.', '·', '_', '⋯':
			if r == '_' {
				n = 0
				continue
			}
			if n == 0 {
				start = i
			}
			n++
		case '…':
			if n == 0 {
				start = i
			}
			n += 3
		case ' ':
			if n == 0 {
				start = i
			}
		default:
			if n >= 5 {
				return start
			}
			n = 0
		}
	}
	if n >= 5 {
		return start
	}
	return -1
}

// contents finds the entries of tables of contents: a block that has leaders, with the page number that stands
// beside it, often a paragraph or a column of its own. They are navigation, and what they say stands in the body
// again.
func contents(bs []*block) []*block {
	entries := map[int][]*block{} // by their last baseline, in points
	for _, b := range bs {
		if b.blank || b.rows != nil {
			continue
		}
		for _, l := range b.lines {
			if leaderAt(l.text) >= 0 {
				b.toc = true
			}
		}
		if b.toc {
			y := int(b.last().y)
			if len(entries[y]) < 4 {
				entries[y] = append(entries[y], b)
			}
		}
	}
	if len(entries) == 0 {
		return bs
	}
	out := bs[:0:0]
next:
	for _, b := range bs {
		if !b.toc && b.rows == nil && !b.blank && len(b.lines) == 1 && pageRef(b.lines[0].text) {
			y := int(b.lines[0].y)
			for _, at := range []int{y, y - 1, y + 1} {
				for _, e := range entries[at] {
					l := e.last()
					if b.x0 > l.x0 && !endsInNumber(l.text) {
						l.text += " " + b.lines[0].text
						l.x1 = b.x1
						l.frags[len(l.frags)-1].end = len(l.text)
						continue next
					}
				}
			}
		}
		out = append(out, b)
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }

// pageRef reports whether a text is the number of a page: "6", "iv".
func pageRef(s string) bool {
	return s != "" && len(s) <= 5 && (strings.Trim(s, "0123456789") == "" || strings.Trim(s, "ivxlc") == "")
}

// endsInNumber reports whether an entry has its page number.
func endsInNumber(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}
