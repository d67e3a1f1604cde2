package charset

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding/htmlindex"
)

// A guess is made on the first bytes of a file, about this many.
const sample = 1 << 16

// choose names the charset of bytes that are neither marked nor UTF-16.
func choose(data []byte, declared string, res *Result) string {
	declared = canonical(declared)
	res.valid = utf8.Valid(data)
	valid := res.valid
	if valid && (declared == "" || declared == "utf-8" || ascii(data)) {
		return "utf-8"
	}
	head := highSample(data)
	if valid {
		// Few letters can be valid UTF-8 by chance; then the declaration has a say.
		if s := scoreAs(head, declared); s > 0.5 && s > score(string(head)) {
			return declared
		}
		return "utf-8"
	}
	if good, bad := sequences(data); good > 4*bad && (good >= 8 || declared == "utf-8") {
		return "utf-8" // damaged
	}
	best, top := guess(head)
	if declared == "" || declared == "utf-8" {
		if declared != "" {
			res.problem("declared as utf-8, which the bytes are not; read as %s", best)
		} else if top < 0.2 {
			res.problem("the charset is not known; read as %s", best)
		}
		return best
	}
	if scoreAs(head, declared) >= top-0.4 {
		return declared
	}
	res.problem("declared as %s, but the bytes look like %s", declared, best)
	return best
}

// canonical returns the WHATWG's name of a charset, "" where it knows none.
func canonical(name string) string {
	enc, err := htmlindex.Get(strings.TrimSpace(name))
	if err != nil {
		return ""
	}
	name, _ = htmlindex.Name(enc)
	switch name {
	case "utf-16le", "utf-16be", "replacement", "x-user-defined": // the bytes would have shown it
		return "utf-8"
	}
	return name
}

func ascii(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// highSample returns the start of the data, or, where that is ASCII, a stretch from the first other byte on.
func highSample(data []byte) []byte {
	for i, c := range data {
		if c >= utf8.RuneSelf {
			from := max(i-256, 0)
			return data[from:min(from+sample, len(data))]
		}
	}
	return data[:min(sample, len(data))]
}

// sequences counts the sequences of UTF-8 beyond ASCII and the bytes that belong to none.
func sequences(data []byte) (good, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// candidates are the charsets that a guess chooses from. Of two that read the bytes alike the first is named.
var candidates = []string{
	"windows-1252", "windows-1251", "gb18030", "windows-1256", "koi8-r", "iso-8859-5", "iso-8859-6", "big5",
	"iso-8859-15", "windows-1250", "iso-8859-2", "windows-1253", "iso-8859-7", "windows-1254", "windows-1255",
}

// guess returns the most likely charset and the score of the text in it.
func guess(head []byte) (string, float64) {
	trust := map[string]float64{}
	if list, err := chardet.NewTextDetector().DetectAll(head); err == nil {
		for _, r := range list {
			name := canonical(strings.TrimSuffix(r.Charset, "-I"))
			trust[name] = max(trust[name], float64(r.Confidence)/100)
		}
	}
	trust["iso-8859-15"] = trust["windows-1252"] // the library does not know it
	type option struct {
		name         string
		score, worth float64
	}
	options := make([]option, 0, len(candidates))
	for _, name := range candidates {
		s := scoreAs(head, name)
		options = append(options, option{name, s, s + 0.4*trust[name]})
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].worth > options[j].worth+1e-9 })
	return options[0].name, options[0].score
}

// scoreAs decodes the sample in a charset and scores it.
func scoreAs(head []byte, name string) float64 {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return -9
	}
	out, err := enc.NewDecoder().Bytes(head)
	if err != nil {
		return -9
	}
	if n := len(out); n > 3 && len(head) == sample { // the last character may have been cut in two
		out = out[:n-3]
	}
	return score(string(out))
}
