package likeness

// lcs returns the length of the longest common subsequence, by bits (Hyyrö 2004): one row of bits is kept.
func lcs(a, b []string) int {
	ids := map[string]int{}
	masks := [][]uint64{}
	n := (len(a) + 63) / 64
	for i, w := range a {
		id, ok := ids[w]
		if !ok {
			id = len(masks)
			ids[w] = id
			masks = append(masks, make([]uint64, n))
		}
		masks[id][i/64] |= 1 << (i % 64)
	}
	row := make([]uint64, n)
	for i := range row {
		row[i] = ^uint64(0)
	}
	for _, w := range b {
		id, ok := ids[w]
		if !ok {
			continue
		}
		m := masks[id]
		carry := uint64(0)
		for i := range row {
			u := row[i] & m[i]
			sum := row[i] + u
			c := uint64(0)
			if sum < u {
				c = 1
			}
			sum += carry
			if sum < carry {
				c = 1
			}
			row[i] = sum | (row[i] &^ m[i])
			carry = c
		}
	}
	count := 0
	for i := range a {
		if row[i/64]>>(i%64)&1 == 0 {
			count++
		}
	}
	return count
}
