package pdf

import (
	"slices"
	"unicode/utf8"
)

// Thresholds of gaps, in ems, over the line's usual gap between letters.
const (
	// A gap this wide is a space where the producer draws none. TeX shrinks its spaces to 0.22; kerning stays below 0.1.
	spaceGap = 0.15
	// In a line with drawn spaces a mere gap must be wider to be one: Word spreads justified lines by letters
	// too, which gives "adequate an d".
	looseGap = 0.23
	// Chinese characters are spread over a line with gaps of up to half a character.
	hanGap = 0.6
	// A drawn space over which the next letter was pulled back is none.
	closedGap = 0.05
	// Between the number at the start of a line and its text a smaller gap tells that the text hangs.
	labelGap = 0.55
	// Parts of a line that are so far apart are frags.
	fragGap = 1.0
)

// tracking returns the usual gap between the letters of the line, in ems, and whether spaces are drawn in it.
func (s *scanner) tracking(l *line) (em float64, drawn bool) {
	s.gaps = s.gaps[:0]
	end, size, open, space := 0.0, 0.0, false, false
	for _, i := range l.runs {
		r := &s.runs[i]
		for k := r.first; k < r.end; k++ {
			g := &s.glyphs[k]
			if g.space {
				space = open
				continue
			}
			if space {
				drawn = true
			} else if open && size == g.size && g.text != "." {
				if gap := (g.x - end) / g.size; gap < fragGap {
					s.gaps = append(s.gaps, gap)
				}
			}
			end, size, open, space = g.x+g.w, g.size, true, false
		}
	}
	if len(s.gaps) < 4 {
		return 0, drawn
	}
	slices.Sort(s.gaps)
	// The lower third: in a short line many gaps are spaces.
	em = s.gaps[len(s.gaps)/3]
	if em < 0.03 {
		em = 0
	}
	return min(em, 0.6), drawn
}

// wordGap returns the usual gap between the words of a line behind its first, in ems: spaces of a justified line are
// wide. It is 0 where there are fewer than two.
func (s *scanner) wordGap(l *line) float64 {
	s.gaps = s.gaps[:0]
	end, space, words := 0.0, false, 0
	for _, i := range l.runs {
		r := &s.runs[i]
		for k := r.first; k < r.end; k++ {
			g := &s.glyphs[k]
			if g.space {
				space = true
				continue
			}
			if gap := (g.x - end) / g.size; words > 0 && (space && gap > closedGap || gap > spaceGap) {
				if words > 1 {
					s.gaps = append(s.gaps, gap)
				}
				words++
			}
			end, space = g.x+g.w, false
			words = max(words, 1)
		}
	}
	if len(s.gaps) < 2 {
		return 0
	}
	slices.Sort(s.gaps)
	return s.gaps[len(s.gaps)/2]
}

// between decides what stands between two neighbouring glyphs: nothing, a space, or a wide gap.
func between(a, b *glyph, drawn bool, tracking float64, lineDrawn bool) (space, apart bool) {
	em := max(a.size, b.size)
	if min(a.size, b.size) < 0.85*em {
		em = min(a.size, b.size) * 1.2
	}
	gap := (b.x-(a.x+a.w))/em - tracking
	if gap > fragGap {
		return true, true
	}
	if drawn {
		return gap > closedGap || b.w <= 0, false
	}
	limit := spaceGap
	if lineDrawn {
		limit = looseGap
	}
	if ra, _ := utf8.DecodeLastRuneInString(a.text); wide(ra) {
		limit = hanGap
	} else if rb, _ := utf8.DecodeRuneInString(b.text); wide(rb) {
		limit = hanGap
	}
	return gap > limit, false
}

// spaceText keeps a no-break or narrow space as it is drawn and makes one plain space of everything else.
func spaceText(drawn string) string {
	switch drawn {
	case "\u00A0", "\u202F", "\u2009", "\u3000":
		return drawn
	}
	return " "
}
