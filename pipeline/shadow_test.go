package pipeline

import (
	"testing"
	"unicode/utf8"
)

func TestShadow(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"plain", "plain"},
		{"1\u00a0939 participants", "1 939 participants"},
		{"2026\u20132029", "2026-2029"},
		{"e\u0301te\u0301", "été"},
		{"المراجَع", "المراجع"},
		{"\ufefffi \ufb01n", "fi fin"},
		{"а\u200b\u00a0б", "а б"},
		{"（2025年）", "(2025年)"},
		{"x\xffy", "x y"},
	} {
		s := NewShadow(c.raw)
		if s.Text != c.want {
			t.Errorf("NewShadow(%q).Text = %q, want %q", c.raw, s.Text, c.want)
		}
	}
}

func TestShadowRawSpan(t *testing.T) {
	raw := "a\u00a0\u200b1\u202f939\u2013e\u0301b"
	s := NewShadow(raw)
	for _, c := range []struct{ in, want string }{
		{"a ", "a\u00a0"}, {"1 939", "1\u202f939"}, {"939-", "939\u2013"}, {"é", "e\u0301"}, {"éb", "e\u0301b"}, {"b", "b"},
	} {
		i := indexOf(s.Text, c.in)
		sp := s.RawSpan(i, i+len(c.in))
		if got := raw[sp.Start:sp.End]; got != c.want {
			t.Errorf("RawSpan of %q = %q, want %q", c.in, got, c.want)
		}
		if back := s.From(sp.Start); back != i {
			t.Errorf("From(Raw(%d)) = %d for %q", i, back, c.in)
		}
	}
}

func indexOf(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return i
		}
	}
	return -1
}

func FuzzShadow(f *testing.F) {
	f.Add("1\u00a0939 e\u0301 \u200b\u2013")
	f.Fuzz(func(t *testing.T, raw string) {
		s := NewShadow(raw)
		if utf8.ValidString(raw) && !utf8.ValidString(s.Text) {
			t.Fatalf("invalid shadow of %q", raw)
		}
		last := 0
		for i := range s.Text {
			at := s.Raw(i)
			if at < last || at > len(raw) {
				t.Fatalf("Raw(%d) = %d after %d in %q", i, at, last, raw)
			}
			last = at
			sp := s.RawSpan(i, len(s.Text))
			if sp.Start != at || sp.End > len(raw) || sp.End < sp.Start {
				t.Fatalf("RawSpan(%d, end) = %v in %q", i, sp, raw)
			}
		}
		for i := 0; i <= len(raw); i++ {
			if k := s.From(i); k < 0 || k > len(s.Text) {
				t.Fatalf("From(%d) = %d in %q", i, k, raw)
			}
		}
	})
}
