package queries

import (
	"strings"
	"sync"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// Asking returns where the words of a query only ask ("how many", "combien de", 多少), in bytes and in order: no
// paragraph that answers has them. Most interrogatives are other words too, and ask only where they open the query;
// what is written in capitals is a name (WHO). A query that has nothing else is not cut: none.
func Asking(query string) []pipeline.Span {
	toks, words := tokens.Cut(query), askingWords()
	var spans []pipeline.Span
	opening, left := true, 0
	for i := 0; i < len(toks); {
		key, n := words.At(toks, i)
		if n == 0 || key == "no_question" || key == "ask_first" && !opening {
			if toks[i].Kind != tokens.Sign {
				opening, left = false, left+1
			}
			i += max(n, 1)
			continue
		}
		span := pipeline.Span{Start: toks[i].Start, End: toks[i+n-1].End}
		if said := query[span.Start:span.End]; said == strings.ToUpper(said) && said != strings.ToLower(said) {
			left++
		} else {
			spans = append(spans, span)
		}
		opening, i = false, i+n
	}
	if left == 0 {
		return nil
	}
	return spans
}

var askingWords = sync.OnceValue(func() *lexicon.Matcher {
	return lexicon.MustLoad("queries").Pick(func(key string) bool {
		return key == "ask" || key == "ask_first" || key == "no_question"
	}).Matcher()
})
