package fields

// oneMore reads the article that counts one as the last of what is counted in digits: "153 États Membres, 11
// établissements universitaires et un observateur". Two figures stand before it, the last right before the "and".
func (r *figureReader) oneMore(i int) *figure {
	n := len(r.found)
	size := r.figureWords.article.Len(r.passage, i)
	if n < 2 || size == 0 || r.and.Len(r.passage, i-1) == 0 {
		return nil
	}
	last, before := r.found[n-1], r.found[n-2]
	if last.end != i-2 || !last.digits || !before.digits || before.sentence != last.sentence || kin(last.unit) == "" {
		return nil
	}
	if r.lang == "zh" {
		size += r.classifier(i + size) // 一名观察员
	}
	unit, k := r.units.At2(r.passage, i+size)
	if k == 0 || kin(unit) == "" || isCurrency(unit) || unit == last.unit {
		return nil
	}
	f := &figure{number: number{first: i, last: i, value: 1}, start: i, end: i + size + k - 1}
	f.count(r, unit, i+size, i+size+k-1)
	f.qualifier = "exact"
	return f
}
