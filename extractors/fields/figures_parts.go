package fields

// breakdowns links the parts of a breakdown with their whole, and drops the figures that never found a noun after
// noting them.
func (r *figureReader) breakdowns() {
	for k, f := range r.found {
		if !f.known || f.of != 0 {
			continue
		}
		if g := r.whole(r.found[:k], f); g != nil {
			f.of = g.value
		} else if g := r.topicOf(r.found[:k], f); g != nil && f.predicate && g.value > f.value {
			f.of = g.value
		}
	}
	for k := 1; k < len(r.found); k++ { // the rest of a whole: "41 in person; 32 online"
		f, g := r.found[k], r.found[k-1]
		if f.known && f.of == 0 && g.of != 0 && kin(f.unit) != "" && kin(f.unit) == kin(g.unit) && f.value+g.value == g.of && f.sentence-g.sentence <= 1 {
			f.of = g.of
		}
	}
	for k := range r.found {
		r.addUp(k)
	}
}

// whole returns the figure of which f is a part: it stands before in the same sentence, is larger and counts
// the same sort of thing, and brackets or words such as "dont" tie them.
func (r *figureReader) whole(before []*figure, f *figure) *figure {
	for k := len(before) - 1; k >= 0 && len(before)-k <= 8; k-- {
		g := before[k]
		if f.sentence-g.sentence > 1 {
			return nil
		}
		if g.known && g.unit == "" && f.unit == "" && g.value > f.value && g.sentence == f.sentence && r.ofWhom.Ends(r.passage, r.unqualified(f.start)) {
			return g // "منها 620 حاسوباً"
		}
		if g.known && g.unit == "" && kin(f.unit) != "" && !isCurrency(f.unit) && g.value > f.value && g.sentence == f.sentence && f.start-g.end <= 4 &&
			r.ofWhom.Ends(r.passage, r.unqualified(f.start)) {
			return g // "dix-neuf donateurs, dont huit États Membres"
		}
		if !g.known || g.of != 0 || g.value <= f.value || g.ranged || kin(g.unit) == "" || kin(g.unit) != kin(f.unit) {
			continue
		}
		if isCurrency(f.unit) {
			// Sums stand beside each other for many reasons: only "of which" right before one makes it a part.
			if g.sentence == f.sentence && r.ofWhom.Ends(r.passage, r.unqualified(f.start)) {
				return g
			}
			return nil
		}
		if i := max(g.end, g.last) + 1; r.lang == "zh" && (r.fold(i) == "里" || r.fold(i) == "中") && r.fold(i+1) == "," && f.sentence == g.sentence {
			return g // 812份建议书里，新建议书431份
		}
		tied := f.depth > g.depth && r.bracketed(g) || f.mode != "" && g.mode == "" && f.sentence == g.sentence
		if n := r.ofThem.Len(r.passage, f.end+1); n > 0 && f.sentence == g.sentence && !r.startsNumber(f.end+1+n) {
			tied = true // "تسعة كيانات منها"
		}
		for i := max(g.end, g.last) + 1; i < f.start && !tied; i++ {
			if r.fold(i) == ":" && f.sentence == g.sentence {
				tied = true
			}
			tied = tied || (f.sentence == g.sentence || i >= f.start-4) && r.ofWhom.Len(r.passage, i) > 0
		}
		if tied {
			return g
		}
		return nil
	}
	return nil
}

// unqualified returns the token before which a figure's words of degree and totals begin.
func (r *figureReader) unqualified(start int) int {
	for hops := 0; hops < 3; hops++ {
		_, k := r.before.Before(r.passage, start)
		if k == start {
			_, k = r.total.Before(r.passage, start)
		}
		if k == start {
			break
		}
		start = k
	}
	return start
}

// addUp links the figures behind figure k that count the same and together make it up: "104 recommendations: 71 have
// been implemented, 27 are in progress, and six recommendations were withdrawn".
func (r *figureReader) addUp(k int) {
	g := r.found[k]
	if !g.known || g.value < 4 || g.ranged || kin(g.unit) == "" && g.unit != "" || g.of != 0 {
		return
	}
	sum := 0.0
	for m := k + 1; m < len(r.found) && m <= k+8; m++ {
		f := r.found[m]
		if f.sentence-g.sentence > 2 {
			return
		}
		if f.unit == "percent" || !f.known && f.plain && f.value >= 1900 && f.value <= 2100 {
			continue
		}
		if !f.known || f.ranged || f.unit != g.unit && (kin(f.unit) != kin(g.unit) || kin(f.unit) == "") || f.of != 0 && f.of != g.value {
			return
		}
		if sum += f.value; sum > g.value {
			return
		}
		if sum == g.value && m > k+1 && !r.changed(m) {
			for _, h := range r.found[k+1 : m+1] {
				if h.known && h.unit != "percent" {
					h.of = g.value
				}
			}
			return
		}
	}
}

// changed reports whether the last of two figures says how much the first has changed, so that they add up without being
// parts: "604 members, against 589, an increase of 15".
func (r *figureReader) changed(m int) bool {
	f, from := r.found[m], r.found[m-1].end+1
	for k := from; k < f.start; k++ {
		if r.change.Len(r.passage, k) > 0 {
			return true
		}
	}
	return false
}
