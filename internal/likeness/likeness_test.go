package likeness

import (
	"strings"
	"testing"
)

func TestCompare(t *testing.T) {
	want := NewText("Document C26/30-F of 24 March 2026 says: 1 939 delegates of long-term members; 2025年11月28日")
	for _, c := range []struct {
		name, got string
		of        func(*Score) Ratio
		value     float64
	}{
		{"the same, other spaces", "Document C26/30-F of 24 March 2026 says: 1\u00a0939\ndelegates of long\u2011term members; 2025年11月28日", func(s *Score) Ratio { return s.F1 }, 1},
		{"a word less", "Document C26/30-F of 24 March 2026 says: 1 939 of long-term members; 2025年11月28日", func(s *Score) Ratio { return s.Recall }, 18.0 / 19},
		{"another order", "members; 2025年11月28日 Document C26/30-F of 24 March 2026 says: 1 939 delegates of long-term", func(s *Score) Ratio { return s.Order }, 12.0 / 19},
		{"a hyphen lost", "longterm", func(s *Score) Ratio { return s.Hyphens }, 0},
		{"a symbol torn", "C26/ 30-F", func(s *Score) Ratio { return s.Symbols }, 0},
		{"a number torn", "1 x 939", func(s *Score) Ratio { return s.Numbers }, 0},
		{"one date of two", "24 March 2026", func(s *Score) Ratio { return s.Dates }, 0.5},
	} {
		if got := c.of(Compare(want, NewText(c.got))).Value(); got != c.value {
			t.Errorf("%s: %v, want %v", c.name, got, c.value)
		}
	}
}

func TestRows(t *testing.T) {
	var want, got Text
	want, got = NewText(""), NewText("")
	for _, r := range [][]string{{"Region", "Amount"}, {"Africa", "", "1 939"}, {"Europe", "10"}} {
		want.AddRow(r)
	}
	for _, r := range [][]string{{"Region", "Amount"}, {"Africa", "1\u00a0939"}, {"Europe 10"}} {
		got.AddRow(r)
	}
	s := Compare(want, got)
	if s.Rows.Hit != 2 || s.Rows.Of != 3 || s.Lines.Hit != 1 || s.Lines.Of != 2 {
		t.Errorf("rows %v, number rows %v", s.Rows, s.Lines)
	}
	if d := Difference(want, got); !strings.Contains(d, "Europe | 10×1") {
		t.Errorf("difference %q", d)
	}
}

func TestLCS(t *testing.T) {
	long := strings.Fields(strings.Repeat("a b c d e f g ", 50))
	if n := lcs(long, long); n != len(long) {
		t.Errorf("%d of %d", n, len(long))
	}
	if n := lcs(strings.Fields("a b c d"), strings.Fields("b d a")); n != 2 {
		t.Errorf("%d, want 2", n)
	}
}
