// Package lists counts paragraphs as Word does. It says what stands before each, from the definitions of lists that all
// formats of Word share (ISO/IEC 29500-1, 17.9; MS-DOC 2.9.150).
package lists

// Levels is how many levels a list has in Word.
const Levels = 9

// A Level says how the paragraphs of one level of a list are numbered.
type Level struct {
	Start   int
	Format  string // a number format by its name in ISO/IEC 29500-1, 17.18.59: decimal, lowerRoman, bullet ...
	Custom  string // the pattern of the format "custom": "001, 002, 003, ..."
	Text    string // "%1.%2": a per cent sign and a digit stand for the number of that level
	Suffix  string // what follows: tab (also ""), space, nothing
	Restart int    // -1 after any higher level, 0 never, n after level n
	Legal   bool   // all parts decimal
	Style   string // the paragraph style that is tied to this level
	Font    string // of the label, for bullets
}

// NewLevel returns a level as it is where the file says nothing of it.
func NewLevel() Level { return Level{Start: 1, Format: "decimal", Restart: -1} }

// An Abstract is what lists of one kind have in common. They count together.
type Abstract struct {
	Levels [Levels]Level
}

// A List is a kind of list with what it changes of it.
type List struct {
	*Abstract
	Starts    [Levels]int    // where the list begins anew when it is met first; -1 where it goes on
	Overrides [Levels]*Level // levels that are defined anew
}

// NewList returns a list that changes nothing.
func NewList() *List {
	l := &List{}
	for i := range l.Starts {
		l.Starts[i] = -1
	}
	return l
}

// Level returns the definition of a level, from 0.
func (l *List) Level(i int) *Level {
	if v := l.Overrides[i]; v != nil {
		return v
	}
	return &l.Abstract.Levels[i]
}

// Tied returns the level that is tied to one of the styles, -1 if none is.
func (l *List) Tied(styles ...string) int {
	for _, s := range styles {
		if s == "" {
			continue
		}
		for i := range l.Abstract.Levels {
			if l.Level(i).Style == s {
				return i
			}
		}
	}
	return -1
}

// start returns the first number of a level.
func (l *List) start(level int) int {
	if s := l.Starts[level]; s >= 0 {
		return s
	}
	return l.Level(level).Start
}
