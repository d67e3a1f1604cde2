package fields

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
)

// headWords are the words of one language, and English, that the header is read by.
type headWords struct {
	fields  *lexicon.Matcher // Document, Agenda item, Original ...
	labels  *lexicon.Matcher // of the summary box
	types   *lexicon.Matcher // Report, Note, Contribution ...
	offices *lexicon.Matcher // offices, roles, groups and bodies
	bodies  *lexicon.Matcher // bodies that meet, and the Union
	langs   *lexicon.Matcher
	tails   *lexicon.Matcher // what may follow a label's first words
	by      *lexicon.Matcher
}

var (
	fieldKeys = []string{"document", "agenda_item", "original", "source", "title", "date", "revision", "addendum", "corrigendum", "subject", "reference_number", "salutation", "contact"}
	labelKeys = []string{"purpose", "action", "strategic_plan", "financial", "references", "summary", "background", "other", "agenda_item"}
	typeKeys  = []string{"report", "note", "contribution", "letter", "agenda", "summary_record", "resolution", "decision"}
)

// headWordsFor returns the words for a language; for all languages where it is unknown.
var headWordsFor = lexicon.ByLanguage(func(langs ...string) *headWords {
	topic := lexicon.MustLoad("header", lexicon.WithEnglish(langs)...)
	pick := func(want func(key string) bool) *lexicon.Matcher { return topic.Pick(want).Matcher() }
	among := func(keys []string) func(string) bool {
		return func(key string) bool {
			for _, k := range keys {
				if k == key {
					return true
				}
			}
			return false
		}
	}
	begins := func(prefix string) func(string) bool {
		return func(key string) bool { return strings.HasPrefix(key, prefix) }
	}
	return &headWords{
		fields:  pick(among(fieldKeys)),
		labels:  pick(among(labelKeys)),
		types:   pick(among(typeKeys)),
		offices: pick(isOfficeKey),
		bodies:  pick(func(key string) bool { return strings.HasPrefix(key, "body_") || key == "union" || key == "plenary" }),
		langs:   pick(func(key string) bool { return strings.HasPrefix(key, "lang_") || key == "only" }),
		tails:   pick(begins("label_tail")),
		by:      pick(among([]string{"by"})),
	}
})

// isOfficeKey reports whether a key of the lexicon names an office, a role, a group or a body.
func isOfficeKey(key string) bool {
	switch key {
	case "secretary_general", "deputy_secretary_general", "general_secretariat", "director", "chair", "vice_chair", "external_auditor", "internal_auditor":
		return true
	}
	return strings.HasPrefix(key, "bureau_") || strings.HasPrefix(key, "group_") || strings.HasPrefix(key, "body_")
}

// headTokens cuts a line whose shadow begins at offset at. Words that lost the space between them are parted
// where a capital follows a small letter ("donnerLes", "годаОригинал"), and a bracketed ending ("Lien(s)") is
// left out, so that labels are found however they are printed.
func headTokens(text string, at int) []tokens.Token {
	out := partedTokens(text, tokens.Cut(text))
	for i := range out {
		out[i].Start += at
		out[i].End += at
	}
	return out
}

// lineTokens is headTokens of a line, without cutting its words again where the document's tokens are those of the line.
func lineTokens(shadow string, l *line) []tokens.Token {
	n := len(l.Toks)
	if n == 0 || l.Toks[0].Start != l.At || l.Toks[n-1].End != l.At+len(l.Text) {
		return headTokens(l.Text, l.At)
	}
	out := partedTokens(shadow, l.Toks)
	out[0].Space, out[0].Break = false, false
	return out
}

// partedTokens is headTokens for tokens of a text that was cut before.
func partedTokens(text string, cut []tokens.Token) []tokens.Token {
	out := make([]tokens.Token, 0, len(cut)+2)
	for i := 0; i < len(cut); i++ {
		t := cut[i]
		if t.Kind == tokens.Sign && t.Fold == "(" && !t.Space && i+2 < len(cut) && cut[i+1].Kind == tokens.Word && cut[i+2].Fold == ")" &&
			len(out) > 0 && out[len(out)-1].Kind == tokens.Word && utf8.RuneCountInString(cut[i+1].Fold) <= 4 && unicode.IsLower(firstRune(text[cut[i+1].Start:])) {
			i += 2
			continue
		}
		if t.Kind == tokens.Word {
			out = appendParted(out, text, t)
			continue
		}
		out = append(out, t)
	}
	return out
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// appendParted appends a word, cut in two where a capital follows at least two small letters.
func appendParted(out []tokens.Token, text string, t tokens.Token) []tokens.Token {
	small := 0
	for i, r := range text[t.Start:t.End] {
		if unicode.IsUpper(r) && small >= 2 {
			a, b := t, t
			a.End, b.Start = t.Start+i, t.Start+i
			a.SetFold(tokens.Fold(text[a.Start:a.End]))
			b.SetFold(tokens.Fold(text[b.Start:b.End]))
			b.Space, b.Break = false, false
			return append(out, a, b)
		}
		if unicode.IsLower(r) {
			small++
		} else {
			small = 0
		}
	}
	return append(out, t)
}
