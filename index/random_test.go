package index

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// Ten thousand queries made of all that queries are made of, in any order: each is answered, or refused as a
// query, and none ends in a panic.
func TestRandomQueries(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	r := open(t, dir)
	pieces := strings.Fields(`fellowships women plan participants:>1900 CHF:1e6..5e6 percent:>= date:2025-11..2026 date: event:WTDC-25 cites:res71
		symbol:c26/30* section:1.* title:bourses lang:fr lang:xx kind:figure unit:participants -islands NOT OR AND ( ) " “ « » 《 engin* *
		islnds~1 ~2 a~ engineers~2 ООН участников -стипендиях остров* 战略规划 决议71 第71号 国 القرار والخطة 1939 1,939 1e400 c26/30(rev.1)-f - -- : :: ..
		year:2025..2026 body:C \ / @ # $ % ' ; <mark> participants:<200 days:9..5 §1.2 😀`)
	rnd := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 10_000 {
		var b strings.Builder
		for range 1 + rnd.IntN(7) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
			if rnd.IntN(5) > 0 {
				b.WriteByte(' ')
			}
		}
		q := b.String()
		_, err := r.Search(context.Background(), Request{Query: q, Across: rnd.IntN(4) == 0, Group: rnd.IntN(4) == 0, Limit: 3})
		var qe *QueryError
		switch {
		case errors.As(err, &qe):
			refused++
		case err != nil:
			t.Fatalf("%q: %v", q, err)
		}
	}
	if refused == 0 || refused > 8000 {
		t.Errorf("%d of 10,000 refused", refused)
	}
}
