package lists

import (
	"strings"

	"plenary/extractors/formats/symbols"
)

// Counters hold how far each kind of list has counted.
type Counters struct {
	counts  map[*Abstract]*count
	started map[startedLevel]bool
}

type count struct {
	value [Levels]int
	seen  [Levels]bool
}

type startedLevel struct {
	list  *List
	level int
}

// NewCounters returns counters at the beginning of a document.
func NewCounters() *Counters {
	return &Counters{map[*Abstract]*count{}, map[startedLevel]bool{}}
}

// A Label is what Word prints before a paragraph.
type Label struct {
	Text   string // "1.1", "(a)", "•"; "" where Word prints nothing
	Suffix string // tab, space, nothing
	Format string // number format of the paragraph's own level
	Level  int    // from 0
	Bullet bool
}

// Next counts one more paragraph on a level of the list and returns its label. The language is that of ordinal numbers.
func (c *Counters) Next(l *List, level int, lang string) Label {
	st := c.counts[l.Abstract]
	if st == nil {
		st = &count{}
		c.counts[l.Abstract] = st
	}
	first := startedLevel{l, level}
	switch {
	case l.Starts[level] >= 0 && !c.started[first]:
		st.value[level] = l.Starts[level]
	case !st.seen[level]:
		st.value[level] = l.start(level)
	default:
		st.value[level]++
	}
	c.started[first] = true
	st.seen[level] = true
	for k := level - 1; k >= 0 && !st.seen[k]; k-- { // a level that was passed over counts as used: 1.1 goes before 2
		st.value[k], st.seen[k] = l.start(k), true
	}
	for k := level + 1; k < Levels; k++ {
		if r := l.Level(k).Restart; r < 0 || level < r {
			st.seen[k] = false
		}
	}
	def := l.Level(level)
	lb := Label{Suffix: def.Suffix, Format: def.Format, Level: level, Bullet: def.Format == "bullet"}
	if lb.Bullet {
		lb.Text = symbols.Bullet(def.Text, def.Font)
	} else {
		lb.Text = l.expand(def, st, lang)
	}
	return lb
}

// expand writes the numbers into the level's text: "%1.%2" becomes "3.1".
func (l *List) expand(def *Level, st *count, lang string) string {
	if strings.IndexByte(def.Text, '%') < 0 {
		return symbols.Text(def.Text, def.Font)
	}
	var b strings.Builder
	for i := 0; i < len(def.Text); i++ {
		ch := def.Text[i]
		if ch != '%' || i+1 == len(def.Text) || def.Text[i+1] < '1' || def.Text[i+1] > '9' {
			b.WriteByte(ch)
			continue
		}
		i++
		k := int(def.Text[i] - '1')
		d := l.Level(k)
		n := st.value[k]
		if !st.seen[k] { // a deeper level in the text of a higher one
			n = l.start(k)
		}
		format := d.Format
		if def.Legal && format != "none" && format != "bullet" && format != "decimalZero" {
			format = "decimal"
		}
		b.WriteString(Numeral(n, format, d.Custom, lang))
	}
	return b.String()
}
