package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Floor is the least strict F1, in per cent, that a row must reach.
type Floor struct {
	Key
	F1   float64
	Line int
}

// ParseFloors reads a file of floors, one a line: field, format, language ("*" for all) and the least F1 in
// per cent. Empty lines and what follows "#" are left out.
//
//	sections  *     fr  99.5
//	figure    pdf   *   98
func ParseFloors(r io.Reader) ([]Floor, error) {
	var floors []Floor
	scan := bufio.NewScanner(r)
	for n := 1; scan.Scan(); n++ {
		line, _, _ := strings.Cut(scan.Text(), "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if len(words) != 4 {
			return nil, fmt.Errorf("floors, line %d: want field, format, language and F1, got %q", n, line)
		}
		f1, err := strconv.ParseFloat(words[3], 64)
		if err != nil || !(f1 >= 0 && f1 <= 100) {
			return nil, fmt.Errorf("floors, line %d: %q is no percentage", n, words[3])
		}
		floors = append(floors, Floor{Key{words[0], words[1], words[2]}, f1, n})
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("floors: %w", err)
	}
	return floors, nil
}

// Below returns one line for each floor that the table does not reach, and for each that names a row that
// is not there: a floor that measures nothing is a mistake.
func (t *Table) Below(floors []Floor) []string {
	var below []string
	for _, f := range floors {
		if strings.HasPrefix(f.Field, searchFloors) {
			continue
		}
		name := fmt.Sprintf("%s %s %s", f.Field, f.Format, f.Language)
		m, ok := t.Marks(f.Key)
		switch {
		case !ok:
			below = append(below, fmt.Sprintf("%s: nothing was measured, the floor is %g (line %d)", name, f.F1, f.Line))
		case m.Strict.F1()*100 < f.F1-1e-9:
			below = append(below, fmt.Sprintf("%s: F1 %s is below its floor %g", name, percent(m.Strict.F1()), f.F1))
		}
	}
	return below
}
