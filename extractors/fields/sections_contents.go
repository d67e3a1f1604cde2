package fields

import (
	"strings"
	"sync"

	"plenary/extractors/lexicon"
)

// contentsGap is how many lines of a table of contents may stand without a page's number between two that have
// one: a title of two lines, the word "Annex" above the titles of annexes.
const contentsGap = 3

// contentsOf says for every line whether it belongs to a table of contents: entries with dot leaders, or with the
// number of a page behind a tab, and what stands between them. Under a heading that says "Contents" entries may
// lack the page: they are told by the heading of the text that they repeat.
func contentsOf(lines []line) []bool {
	in := make([]bool, len(lines))
	for i := 0; i < len(lines); i++ {
		titled := isContentsTitle(&lines[i])
		if !titled && !hasLeaders(lines[i].Text) {
			continue
		}
		end := contentsEnd(lines, i, titled)
		for ; i < end; i++ {
			in[i] = true
		}
		i--
	}
	return in
}

// contentsEnd returns the index of the line after the last entry of the contents that begin at line i.
func contentsEnd(lines []line, i int, titled bool) int {
	end := i + 1
	for k := end; k < len(lines) && k <= end+contentsGap; k++ {
		if s := lines[k].Text; hasLeaders(s) || endsInPage(s) {
			end = k + 1
		}
	}
	if titled && end == i+1 {
		return repeatedEnd(lines, i)
	}
	return end
}

// repeatedEnd returns the end of the contents whose title stands at line i and whose entries have no pages: the
// lines that stand again further down.
func repeatedEnd(lines []line, i int) int {
	const most = 200 // entries
	entries := map[string]int{}
	for k := i + 1; k < len(lines) && k <= i+most; k++ {
		key := oneLine(lines[k].Text)
		if _, seen := entries[key]; !seen {
			entries[key] = k
		}
	}
	again := map[int]bool{}
	for k := i + 1; k < len(lines); k++ {
		if first, ok := entries[oneLine(lines[k].Text)]; ok && first < k {
			again[first] = true
		}
	}
	end := i + 1
	for k := end; k < len(lines) && k <= end+1; k++ {
		if again[k] {
			end = k + 1
		}
	}
	return end
}

// hasLeaders reports whether a line is an entry of a table of contents by itself: dot leaders, or two tabs and a
// page.
func hasLeaders(s string) bool {
	if !endsInPage(s) && !strings.HasSuffix(s, "...") {
		return false
	}
	return strings.Contains(s, "....") || strings.Contains(s, "……") || strings.Contains(s, ". . .") || strings.Count(s, "\t") >= 2
}

// endsInPage reports whether a line ends in what may be the number of a page.
func endsInPage(s string) bool {
	n := len(s)
	for n > 0 && isDigit(s[n-1]) {
		n--
	}
	return n < len(s) && len(s)-n <= 3 && n > 0 && (s[n-1] == '\t' || s[n-1] == ' ' || s[n-1] == '.')
}

// isContentsTitle reports whether a line says "Contents" and nothing else.
func isContentsTitle(l *line) bool {
	if len(l.Text) > 60 {
		return false
	}
	toks := l.Toks
	if len(toks) == 0 {
		return false
	}
	key, n := openingWords().At(toks, 0)
	return key == "contents" && (n == len(toks) || n+1 == len(toks) && toks[n].Fold == ":")
}

// openingWords finds the words that open a part of the text: contents, an annex, a chapter.
var openingWords = sync.OnceValue(func() *lexicon.Matcher { return lexicon.MustLoad("sections").Matcher() })
