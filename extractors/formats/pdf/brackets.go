package pdf

// mirrors are the signs that a line from right to left shows turned round.
var mirrors = map[string]string{
	"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<",
	"«": "»", "»": "«", "‹": "›", "›": "‹", "≤": "≥", "≥": "≤",
}

func opens(t []byte) bool {
	switch string(t) {
	case "(", "[", "{", "«", "‹":
		return true
	}
	return false
}

func closes(t []byte) bool {
	switch string(t) {
	case ")", "]", "}", "»", "›":
		return true
	}
	return false
}

// Scores of a bracket's reading. How it stands to its neighbours counts most: brackets may close on another line,
// and be written in either way.
const (
	hugging   = 4 // it stands close to what it holds, with room outside
	asWritten = 1
	unpaired  = -1
)

// maxNested is how deep brackets may nest on a line to be understood.
const maxNested = 6

// orient makes every bracket of a line the one that is seen. Some producers write the character that is seen, some
// the one that is meant, which a line from the right shows turned round, and some now this and now that. Seen from
// left to right, brackets open before they close, and hold on to what they hold: the best such reading is taken.
// Then each bracket knows its other half.
func (s *scanner) orient(cs []cluster) {
	var at []int
	for i := range cs {
		cs[i].pair = -1
		if opens(cs[i].text) || closes(cs[i].text) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return
	}
	if len(at) > 200 {
		at = at[:200]
	}
	// best[n] is the best score of the brackets so far with n/2 of them open and the last of them one that opens
	// where n is odd; from notes the state before.
	const states = 2 * (maxNested + 1)
	const never = -1 << 20
	var best [states]int
	for n := range best {
		best[n] = n / 2 * unpaired // opened on the line before
		if n%2 == 1 {
			best[n] = never
		}
	}
	from := make([][states]int, len(at))
	for k, i := range at {
		var next [states]int
		for n := range next {
			next[n] = never
		}
		open, shut := s.lean(cs, i)
		close := k > 0 && at[k-1] == i-1
		same := close && string(cs[i].text) == string(cs[i-1].text)
		for n, v := range best {
			if m := n/2*2 + 3; m < states && v+open > next[m] && !(same && n%2 == 0) {
				next[m], from[k][m] = v+open, n
			}
			if m := n/2*2 - 2; m >= 0 && v+shut > next[m] && !(close && n%2 == 1) { // nothing holds nothing
				next[m], from[k][m] = v+shut, n
			}
		}
		best = next
	}
	last, most := 0, never
	for n, v := range best {
		if v += n / 2 * unpaired; v > most {
			last, most = n, v
		}
	}
	opened := make([]bool, len(at))
	for k := len(at) - 1; k >= 0; k-- {
		opened[k] = last%2 == 1
		last = from[k][last]
	}
	var stack []int
	for k, i := range at {
		if opens(cs[i].text) != opened[k] {
			cs[i].text = []byte(mirrors[string(cs[i].text)])
			s.mirror++
		} else {
			s.mirror--
		}
		if opened[k] {
			stack = append(stack, i)
		} else if n := len(stack); n > 0 {
			cs[i].pair, cs[stack[n-1]].pair = stack[n-1], i
			stack = stack[:n-1]
		}
	}
}

// lean scores a bracket as one that opens and as one that closes, by its neighbours and by what is written.
func (s *scanner) lean(cs []cluster, i int) (open, shut int) {
	left := i == 0 || cs[i].space != "" || cs[i].apart
	right := i+1 == len(cs) || cs[i+1].space != "" || cs[i+1].apart
	switch {
	case i == 0 && right && len(cs) > 1:
		shut += hugging // it opens at the end of a line from the right
	case i+1 == len(cs) && left && len(cs) > 1:
		open += hugging
	case left && !right:
		open += hugging
	case right && !left:
		shut += hugging
	case !left && !right && latin(&cs[i-1]) && latin(&cs[i+1]):
		open += hugging // "C25/16(Rev.1"
	}
	if opens(cs[i].text) == (s.mirror <= 0) {
		open += asWritten
	} else {
		shut += asWritten
	}
	return open, shut
}

func latin(c *cluster) bool { return c.class == ltrLetter || c.class.number() }
