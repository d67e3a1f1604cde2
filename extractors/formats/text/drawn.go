package text

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// drawn finds the tables that are drawn with signs, as converters of office files, text browsers and writers of plain
// text do. The signs go; what they part become cells.
//
//	Region     Members        +--------+---------+      | Region | Members |
//	--------- --------        | Region | Members |      |--------|---------|
//	Africa          44        +========+=========+      | Africa | 44      |
//	                          | Africa | 44      |
//	                          +--------+---------+
func (p *parser) drawn() {
	for i := 0; i < len(p.lines); i++ {
		switch l := &p.lines[i]; {
		case l.kind == rule:
			i = p.ruledTable(i)
		case framed(l.text):
			i = p.framedTable(i)
		}
	}
}

const (
	headLines  = 12  // no head of a table is longer
	maxColumns = 200 // no table that is drawn has more: each cell is a block
)

// ruledTable reads the table whose first drawn line is i, and returns its last line; i itself where it is none.
func (p *parser) ruledTable(i int) int {
	spans := runs(&p.lines[i])
	switch len(spans) {
	case 0:
		return i
	case 1: // a line from end to end, the head, and a line of runs
		k := p.bodyTo(i+1, i+1+headLines, false)
		if k == i+1 || k == len(p.lines) {
			return i
		}
		columns := runs(&p.lines[k])
		if len(columns) < 2 || !matches(columns, spans) {
			return i
		}
		if end := p.bodyTo(k+1, len(p.lines), true); end > k+1 && p.closes(end, columns) && p.fits(i+1, end, columns) {
			return p.ruledRows(i, k, end, columns)
		}
		return i
	}
	if i > 0 && !p.lines[i].gap && p.lines[i-1].kind == body && len(p.cutAt(&p.lines[i-1], spans)) > 1 { // the head is above
		if end := p.bodyTo(i+1, len(p.lines), false); end > i+1 && p.fits(i-1, end, spans) {
			return p.ruledRows(i-1, i, end, spans)
		}
		return i
	}
	end := p.bodyTo(i+1, len(p.lines), true)
	if end == i+1 || !p.closes(end, spans) || !p.fits(i+1, end, spans) {
		return i
	}
	if last := p.bodyTo(end+1, len(p.lines), false); last > end+1 && !p.lines[end+1].gap && p.closes(last, spans) && p.fits(end+1, last, spans) {
		return p.ruledRows(i, end, last, spans) // what stands above the second line is the head
	}
	return p.ruledRows(i, i, end, spans)
}

// runs returns the columns of a line that is drawn in runs of one sign with blanks between.
func runs(l *line) []cell {
	if l.kind != rule || l.text[0] != '-' && l.text[0] != '=' || strings.Trim(l.text, l.text[:1]+" ") != "" {
		return nil
	}
	var spans []cell
	longest := 0
	for at := 0; at < len(l.text); {
		end := at
		for end < len(l.text) && l.text[end] != ' ' {
			end++
		}
		spans = append(spans, cell{from: l.indent + at, to: l.indent + end})
		longest = max(longest, end-at)
		for at = end; at < len(l.text) && l.text[at] == ' '; at++ {
		}
	}
	if longest < 3 || len(spans) > maxColumns { // "- - -"
		return nil
	}
	return spans
}

// matches reports whether two drawn lines are as wide.
func matches(a, b []cell) bool {
	return len(a) > 0 && len(b) > 0 && a[0].from == b[0].from && a[len(a)-1].to == b[len(b)-1].to
}

// bodyTo returns the end of the run of written lines on one page that begins at from; blank lines end it unless they
// may stand in it.
func (p *parser) bodyTo(from, limit int, gaps bool) int {
	i := from
	for i < min(limit, len(p.lines)) && p.lines[i].kind == body && p.lines[i].page == p.lines[from].page && (gaps || i == from || !p.lines[i].gap) {
		i++
	}
	return i
}

func (p *parser) closes(i int, spans []cell) bool {
	return i < len(p.lines) && matches(runs(&p.lines[i]), spans)
}

// fits reports whether the words of the lines stand in the columns; a long one may cross over.
func (p *parser) fits(from, to int, spans []cell) bool {
	lines, crossed := 0, 0
	for i := from; i < to; i++ {
		l := &p.lines[i]
		if l.kind != body {
			continue
		}
		if l.indent < spans[0].from || l.width > spans[len(spans)-1].to+40 || len(l.text) > 3*longest {
			return false
		}
		lines++
		for _, c := range p.cutAt(l, spans) {
			if k := c.column + 1; k < len(spans) && c.to > spans[k].from {
				crossed++
				break
			}
		}
	}
	return lines > 0 && crossed*6 <= lines
}

// cutAt parts a line at the beginnings of the columns. A word that crosses one stays whole.
func (p *parser) cutAt(l *line, spans []cell) []cell {
	var cells []cell
	from, at, k, edge := 0, l.indent, 0, 0
	add := func(to int) {
		if s := strings.TrimSpace(l.text[from:to]); s != "" {
			cells = append(cells, cell{text: s, from: spans[k].from, to: edge, column: k})
		}
		from = to
	}
	blank := true
	for i, r := range l.text {
		if k+1 < len(spans) && at >= spans[k+1].from && blank && r != ' ' {
			add(i)
			for k+1 < len(spans) && at >= spans[k+1].from {
				k++
			}
		}
		blank = r == ' '
		at += paper.rune(r)
		if !blank {
			edge = at
		}
	}
	add(len(l.text))
	return cells
}

// ruledRows makes rows of the lines from first to end; those before the drawn line head are the table's head. It returns
// the table's last line.
func (p *parser) ruledRows(first, head, end int, spans []cell) int {
	s := sketch{parser: p, spans: spans, first: true, cut: func(l *line) []cell { return p.cutAt(l, spans) }}
	from := first
	if p.lines[first].kind == rule && first < head {
		p.lines[first].kind = dropped
		from++
	}
	s.rows(from, head, true, true)
	p.lines[head].kind = dropped
	s.rows(head+1, end, false, false)
	if p.closes(end, spans) {
		p.lines[end].kind = dropped
		end++
	}
	return end - 1
}

// A sketch is a drawn table in the making.
type sketch struct {
	*parser
	spans []cell // the columns of the page that each column of the table covers
	cut   func(l *line) []cell
	pad   int  // columns of blanks within a span
	first bool // no row was made yet
}

// rows makes rows of the written lines from at to to: one where they are said or seen to be one whose cells were wrapped,
// one between two blank lines where there are some, one a line otherwise.
func (s *sketch) rows(at, to int, head, whole bool) {
	parted := false
	for i := at + 1; i < to; i++ {
		parted = parted || s.lines[i].gap
	}
	whole = whole || !parted && s.fills(at, to)
	s.rowsWhere(at, to, head, func(i int) bool { return !whole && (!parted || s.lines[i].gap) })
}

// rowsWhere makes rows of the lines from at to to, of which some begin one.
func (s *sketch) rowsWhere(at, to int, head bool, begins func(i int) bool) {
	cells := make([][]string, len(s.spans))
	for i := at; i < to; i++ {
		if i > at && begins(i) {
			s.row(at, i, cells, head)
			at, cells = i, make([][]string, len(s.spans))
		}
		for _, c := range s.cut(&s.lines[i]) {
			for len(cells) <= c.column {
				cells = append(cells, nil)
			}
			cells[c.column] = append(cells[c.column], c.text)
		}
	}
	if at < to {
		s.row(at, to, cells, head)
	}
}

func isFigure(s string) bool { return dateLike(strings.ReplaceAll(s, " ", "")) }

// row makes the lines from at to to one row of the cells whose lines are given.
func (s *sketch) row(at, to int, cells [][]string, head bool) {
	for i := at; i < to; i++ {
		s.lines[i].kind = dropped
	}
	l := &s.lines[at]
	l.cells = nil
	for k, lines := range cells {
		if text := strings.Trim(strings.Join(lines, seam), seam); text != "" {
			l.cells = append(l.cells, cell{text: text, column: k})
		}
	}
	if l.cells != nil {
		l.kind, l.head, l.gap = row, head, s.first
		s.first = false
	}
}

// fills reports whether the lines are one row whose cells were wrapped: where a cell goes on below, its line is full.
func (s *sketch) fills(from, to int) bool {
	if len(s.spans) == 0 {
		return false
	}
	for i := from; i+1 < to; i++ {
		full, open := 0, 0
		below := s.cut(&s.lines[i+1])
		for _, c := range s.cut(&s.lines[i]) {
			for _, b := range below {
				switch {
				case b.column != c.column || b.text == "" || c.text == "":
				case isFigure(c.text) && isFigure(b.text): // a column of them
					open++
				case paper.columns(c.text, 0)+1+paper.firstWord(b.text) > s.spans[c.column].to-s.spans[c.column].from-s.pad:
					full++
				default:
					open++
				}
			}
		}
		if full == 0 || open > 0 {
			return false
		}
	}
	return to-from > 1
}

// What stands between the lines of a cell until it is written; between its paragraphs it stands twice. No text has it.
const seam = "\v"

// framed reports whether a line belongs to a table with bars at its sides.
func framed(s string) bool {
	if len(s) < 3 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return (isBar(firstRune(s)) || isCorner(firstRune(s))) && (isBar(last) || isCorner(last))
}

func isBar(r rune) bool { return r == '|' || r == '│' || r == '┃' || r == '║' }
func isCorner(r rune) bool {
	return r == '+' || r >= 0x250C && r <= 0x254B || r >= 0x2552 && r <= 0x256C
}
func isStroke(r rune) bool {
	return r == '-' || r == '=' || r == '─' || r == '━' || r == '═' || r == ':'
}

// isBorder reports whether a framed line is drawn from end to end.
func isBorder(s string) bool {
	strokes := 0
	for _, r := range s {
		if isStroke(r) {
			strokes++
		} else if !isBar(r) && !isCorner(r) && r != ' ' {
			return false
		}
	}
	return strokes > 0
}

// framedTable reads the table whose first line is i and returns its last line; i itself where it is none.
func (p *parser) framedTable(i int) int {
	end := i
	var borders []int
	for ; end < len(p.lines) && framed(p.lines[end].text) && bars(p.lines[end].text) <= maxColumns && (end == i || !p.lines[end].gap && p.lines[end].page == p.lines[i].page); end++ {
		if isBorder(p.lines[end].text) {
			borders = append(borders, end)
		}
	}
	if len(borders) == 0 {
		return p.barredTable(i, max(i+1, end))
	}
	if len(borders) == end-i {
		return end - 1
	}
	s := sketch{parser: p, pad: 2, first: true, cut: betweenBars}
	whole, head := false, borders[0] // "| a | b |" above "|---|---|": the bars need not stand below each other
	if head == i {
		switch s.spans = p.bounds(borders); len(s.spans) {
		case 0:
			return end - 1
		case 1:
			p.unbox(i, end)
			return end - 1
		}
		s.cut = s.betweenBounds
		whole = len(borders) > 3
		for _, b := range borders[1:] {
			if strings.Contains(p.lines[b].text, "=") && head == i {
				whole, head = true, b
			}
		}
		if len(borders) == 3 && head == i && borders[1]-borders[0] == 2 && borders[2]-borders[1] > 2 && !s.fills(borders[1]+1, borders[2]) {
			head = borders[1] // a row a line, with the head above the second border
		}
	}
	at := i
	for _, b := range append(borders, end) {
		s.rows(at, b, b <= head, whole)
		if b < end {
			p.lines[b].kind = dropped
		}
		at = b + 1
	}
	return end - 1
}

func bars(s string) int {
	n := 0
	for _, r := range s {
		if isBar(r) || isCorner(r) {
			n++
		}
	}
	return n
}

// barredTable reads a table that has bars and no borders. Some programs draw the border below a row with the blanks of its
// last line: "|Assessed_______|108_597|". It returns the last line.
func (p *parser) barredTable(from, end int) int {
	bars, drawn := "", false
	for i := from; i < end; i++ {
		at := p.barsAt(&p.lines[i])
		if i > from && at != bars || len(p.lines[i].text) > longest {
			return end - 1
		}
		bars = at
		drawn = drawn || isUnderlined(p.lines[i].text)
	}
	var spans []cell
	for at, c := range []byte(bars) {
		if c == '|' {
			if n := len(spans); n > 0 {
				spans[n-1].to = at
			}
			spans = append(spans, cell{from: at + 1})
		}
	}
	if end-from < 2 || len(spans) < 3 {
		return end - 1
	}
	s := sketch{parser: p, spans: spans[:len(spans)-1], first: true}
	s.cut = s.betweenBounds
	ends := make([]bool, end-from)
	for i := range ends {
		l := &p.lines[from+i]
		if ends[i] = drawn && isUnderlined(l.text); ends[i] {
			l.text = strings.ReplaceAll(l.text, "_", " ")
		}
	}
	for i := range ends[:len(ends)-1] {
		if !drawn {
			ends[i] = !s.fills(from+i, from+i+2)
		}
	}
	if from > 0 && drawn && p.lines[from-1].kind == rule && !p.lines[from].gap {
		p.lines[from-1].kind = dropped
	}
	s.rowsWhere(from, end, false, func(i int) bool { return ends[i-from-1] })
	return end - 1
}

// barsAt draws the bars of a line alone, each in its column.
func (p *parser) barsAt(l *line) string {
	var b []byte
	at := l.indent
	for _, r := range l.text {
		if isBar(r) {
			for len(b) < at {
				b = append(b, ' ')
			}
			b = append(b, '|')
		}
		at += paper.rune(r)
	}
	return string(b)
}

// isUnderlined reports whether the blanks of a line with bars are drawn.
func isUnderlined(s string) bool {
	return strings.IndexByte(s, '_') >= 0 && strings.IndexByte(s, ' ') < 0
}

// unbox takes the frame off the lines of a box: it is no table.
func (p *parser) unbox(from, to int) {
	gap := true
	for i := from; i < to; i++ {
		l := &p.lines[i]
		inside := betweenBars(l)
		if isBorder(l.text) || len(inside) != 1 || inside[0].text == "" {
			l.kind, gap = dropped, true
			continue
		}
		l.text, l.mark, l.gap = inside[0].text, markOf(inside[0].text), gap
		l.width, gap = paper.columns(l.text, l.indent), false
	}
	if to < len(p.lines) {
		p.lines[to].gap = true
	}
}

// bounds returns the columns of the page between the corners of a table's borders.
func (p *parser) bounds(borders []int) []cell {
	corners := map[int]bool{}
	for _, b := range borders {
		at := p.lines[b].indent
		for _, r := range p.lines[b].text {
			if !isStroke(r) && r != ' ' {
				corners[at] = true
			}
			at++
		}
	}
	var spans []cell
	for k, at := range slices.Sorted(maps.Keys(corners)) {
		if k > 0 {
			spans[k-1].to = at
		}
		spans = append(spans, cell{from: at + 1})
	}
	return spans[:max(len(spans)-1, 0)]
}

// betweenBounds returns what stands between the bars of a line that stand below corners; "" for a line of a cell that is
// blank.
func (s *sketch) betweenBounds(l *line) []cell {
	return barred(l, func(_, at int) bool {
		_, ok := slices.BinarySearchFunc(s.spans, at+1, func(c cell, at int) int { return c.from - at })
		return ok || at == s.spans[len(s.spans)-1].to
	}, func(_, at int) int {
		k, _ := slices.BinarySearchFunc(s.spans, at+1, func(c cell, at int) int { return c.from - at })
		return k
	})
}

// betweenBars returns what stands between any bars of a line.
func betweenBars(l *line) []cell {
	return barred(l, func(i, _ int) bool { return i == 0 || l.text[i-1] != '\\' }, func(k, _ int) int { return k })
}

// barred cuts a line at the bars that count, by offset and column, and gives each cell the column of the table that
// place says, of its order and where its bar stands.
func barred(l *line, counts func(i, at int) bool, place func(k, at int) int) []cell {
	var cells []cell
	from, column, at := -1, 0, l.indent
	for i, r := range l.text {
		if (isBar(r) || isCorner(r)) && counts(i, at) {
			if from >= 0 {
				text := strings.TrimSpace(l.text[from:i])
				if isBorder(text) { // the border of a cell beside one that goes on
					text = ""
				}
				cells = append(cells, cell{text: text, column: column})
			}
			from, column = i+utf8.RuneLen(r), place(len(cells), at)
		}
		at += paper.rune(r)
	}
	return cells
}
