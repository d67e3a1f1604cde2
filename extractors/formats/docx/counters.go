package docx

import "strings"

// counters hold how far each list has counted. Lists that share an abstract list count together.
type counters struct {
	defs    *numbering
	styles  *styles
	state   map[*abstractList]*count
	started map[startedLevel]bool
}

type count struct {
	value [levels]int
	seen  [levels]bool
}

type startedLevel struct {
	num, level int
}

func newCounters(n *numbering, st *styles) *counters {
	return &counters{n, st, map[*abstractList]*count{}, map[startedLevel]bool{}}
}

// A label is what Word prints before a paragraph.
type label struct {
	text   string // "1.1", "(a)", "•"; "" where Word prints nothing
	suffix string // tab, space, nothing
	format string // number format of the paragraph's own level
	level  int    // from 0
	bullet bool
}

// listOf tells the list and level of a paragraph: its own first, then its style's (17.9.23: a level that is
// tied to the style goes before the level that the style names). A num of 0 or below means no list.
func (c *counters) listOf(p *paraProps, y *style) (num, level int) {
	num, level = p.num, p.level
	if num < 0 {
		num = y.para.num
		if num > 0 && level < 0 {
			if l, a := c.defs.find(num, c.styles); l != nil && a != nil {
				level = tiedLevel(l, a, y.id, y.numStyle)
			}
		}
	}
	if level < 0 {
		level = max(y.para.level, 0)
	}
	return num, min(level, levels-1)
}

// tiedLevel returns the level whose w:pStyle is one of the styles, -1 if none.
func tiedLevel(l *list, a *abstractList, ids ...string) int {
	for _, id := range ids {
		if id == "" {
			continue
		}
		for i := range a.levels {
			if l.level(a, i).style == id {
				return i
			}
		}
	}
	return -1
}

// next counts one more paragraph of the list and returns its label. ok is false where there is no such list.
func (c *counters) next(num, level int, lang string) (lb label, ok bool) {
	l, a := c.defs.find(num, c.styles)
	if l == nil || a == nil {
		return label{}, false
	}
	st := c.state[a]
	if st == nil {
		st = &count{}
		c.state[a] = st
	}
	def := l.level(a, level)
	first := startedLevel{num, level}
	switch {
	case l.start[level] >= 0 && !c.started[first]:
		st.value[level] = l.start[level]
	case !st.seen[level]:
		st.value[level] = c.startOf(l, a, level)
	default:
		st.value[level]++
	}
	c.started[first] = true
	st.seen[level] = true
	for k := level - 1; k >= 0 && !st.seen[k]; k-- { // a level that was passed over counts as used: 1.1 goes before 2
		st.value[k], st.seen[k] = c.startOf(l, a, k), true
	}
	for k := level + 1; k < levels; k++ {
		if r := l.level(a, k).restart; r < 0 || level < r {
			st.seen[k] = false
		}
	}
	lb = label{suffix: def.suffix, format: def.format, level: level, bullet: def.format == "bullet"}
	if lb.bullet {
		lb.text = bulletSign(def.text, def.run.font)
		return lb, true
	}
	lb.text = c.expand(def, l, a, st, lang)
	return lb, true
}

func (c *counters) startOf(l *list, a *abstractList, level int) int {
	if s := l.start[level]; s >= 0 {
		return s
	}
	return l.level(a, level).start
}

// expand writes the numbers into the level's text: "%1.%2" becomes "3.1".
func (c *counters) expand(def *listLevel, l *list, a *abstractList, st *count, lang string) string {
	if strings.IndexByte(def.text, '%') < 0 {
		return symbolText(def.text, def.run.font)
	}
	var b strings.Builder
	for i := 0; i < len(def.text); i++ {
		ch := def.text[i]
		if ch != '%' || i+1 == len(def.text) || def.text[i+1] < '1' || def.text[i+1] > '9' {
			b.WriteByte(ch)
			continue
		}
		i++
		k := int(def.text[i] - '1')
		d := l.level(a, k)
		n := st.value[k]
		if !st.seen[k] { // a deeper level in the text of a higher one
			n = c.startOf(l, a, k)
		}
		format := d.format
		if def.legal && format != "none" && format != "bullet" && format != "decimalZero" {
			format = "decimal"
		}
		b.WriteString(numeral(n, format, d.custom, lang))
	}
	return b.String()
}
