package pdf

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// markFurniture finds running heads, running feet and page numbers of a document whose producer did not mark
// them: rows at the outer edge of the pages that say the same, digits apart, at the same height, or count the
// pages. It peels rows from outside in, so that a line of the body is never taken from under another.
func markFurniture(sheets []*sheet) {
	for _, foot := range []bool{false, true} {
		for depth := 0; depth < maxFurniture; depth++ {
			if !peel(sheets, foot, depth) {
				break
			}
		}
	}
}

// maxFurniture is how many rows may be furniture at either end of a page.
const maxFurniture = 5

// A row is the lines of a page that stand on one baseline.
type row struct {
	lines   []*line
	y       float64
	key     string  // the text with every number as "#"
	place   float64 // of the baseline, from the edge of the page
	numbers []int
}

// peel marks the outermost rows that are furniture, at the heads or the feet of all pages, and reports whether
// it found any. Depth is how many rows were peeled before.
func peel(sheets []*sheet, foot bool, depth int) bool {
	rows := make([]*row, len(sheets))
	seen := map[string][]int{}
	for i, sh := range sheets {
		r := outermost(sh, foot)
		if r == nil {
			continue
		}
		rows[i] = r
		seen[r.key] = append(seen[r.key], i)
	}
	found := false
	for key, pages := range seen {
		numbers := pageNumber(key)
		for at, i := range pages {
			alike, next := 0, false
			for n := max(0, at-6); n < len(pages) && n <= at+6; n++ {
				if k := pages[n]; k != i && k-i <= 8 && i-k <= 8 && math.Abs(rows[k].place-rows[i].place) < 4 && rows[i].steps(rows[k], k-i) {
					alike++
					next = next || k == i+1 || k == i-1
				}
			}
			need := 1
			if len(sheets) > 4 && !numbers && !edge(sheets[i], rows[i]) {
				need = 2
			}
			if depth > 0 && !numbers && !next {
				continue // "ADD" over the title of every other page
			}
			if alike < need && !(numbers && len(sheets) == 1 && edge(sheets[i], rows[i])) {
				continue
			}
			if !numbers && !apart(sheets[i], rows[i]) {
				continue
			}
			for _, l := range rows[i].lines {
				l.artifact = true
			}
			found = true
		}
	}
	return found
}

// steps reports whether two rows that are alike but for their numbers have equal numbers, or such as count the pages
// between them. "RESOLUTION 236" and "RESOLUTION 237" two pages on are titles, not a running head.
func (r *row) steps(o *row, pages int) bool {
	for i := range min(len(r.numbers), len(o.numbers)) {
		if d := o.numbers[i] - r.numbers[i]; d != 0 && d != pages {
			return false
		}
	}
	return true
}

// outermost returns the first or last row of a page that is not yet furniture.
func outermost(sh *sheet, foot bool) *row {
	r := &row{}
	for _, l := range sh.lines {
		if l.artifact || l.blank || l.angle != 0 {
			continue
		}
		switch d := l.y - r.y; {
		case r.lines == nil, foot && d > 3, !foot && d < -3:
			r.lines, r.y = append(r.lines[:0], l), l.y
		case math.Abs(d) <= 3:
			r.lines = append(r.lines, l)
		}
	}
	if r.lines == nil || r.lines[0].owner != nil && r.lines[0].owner.drawn {
		return nil // the head of a table, which is repeated on every page
	}
	sort.SliceStable(r.lines, func(a, b int) bool { return r.lines[a].x0 < r.lines[b].x0 })
	var text []string
	for _, l := range r.lines {
		text = append(text, l.text)
	}
	r.key, r.numbers = digitsFolded(strings.Join(text, " "))
	r.place = r.y
	if foot {
		r.place = sh.height - r.y
	}
	return r
}

// apart reports whether a row is set off from the body: by more than the usual distance of lines, or by its place
// in the margin.
func apart(sh *sheet, r *row) bool {
	if edge(sh, r) {
		return true
	}
	next, size := math.Inf(1), r.lines[0].size
	for _, l := range sh.lines {
		if l.artifact || l.blank || l.angle != 0 || slices.Contains(r.lines, l) {
			continue
		}
		next = min(next, math.Abs(l.y-r.y))
	}
	return next > 1.6*size
}

// edge reports whether a row lies in the outer tenth of its page.
func edge(sh *sheet, r *row) bool { return r.place < sh.height/10 }

// digitsFolded makes "#" of every number, Roman ones that stand alone too, and returns the numbers in digits.
func digitsFolded(s string) (key string, numbers []int) {
	var b strings.Builder
	for i, w := range strings.Fields(s) {
		if i > 0 {
			b.WriteByte(' ')
		}
		w = strings.ToLower(w)
		if strings.Trim(w, "ivxl") == "" {
			b.WriteByte('#')
			continue
		}
		digits := false
		for _, r := range w {
			if !unicode.IsDigit(r) {
				digits = false
				b.WriteRune(r)
				continue
			}
			if !digits {
				b.WriteByte('#')
				numbers = append(numbers, 0)
			}
			digits = true
			if n := len(numbers) - 1; r <= '9' && numbers[n] < 1e8 {
				numbers[n] = numbers[n]*10 + int(r-'0')
			}
		}
	}
	return b.String(), numbers
}

// pageNumber reports whether a folded row is a bare page number: "#", "- # -", "#/#", "page # of #".
func pageNumber(key string) bool {
	n := 0
	for _, w := range strings.Fields(strings.NewReplacer("/", " ", "-", " ", "–", " ", "—", " ", "−", " ", "(", " ", ")", " ", "|", " ", ".", " ").Replace(key)) {
		switch w {
		case "#":
			n++
		case "page", "p", "página", "стр", "страница", "الصفحة", "第#页", "第", "页", "of", "de", "sur", "из", "من", "共#页":
		default:
			return false
		}
	}
	return n >= 1 && n <= 2 || strings.Contains(key, "第#页")
}
