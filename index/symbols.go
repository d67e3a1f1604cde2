package index

import "strings"

// symbolForms returns the forms under which a symbol is found: whole, without the language, without the
// modifiers, and its last part ("30").
func symbolForms(symbol string) []string {
	s := strings.ToLower(strings.Join(strings.Fields(symbol), ""))
	if s == "" {
		return nil
	}
	forms := []string{s}
	bare := withoutLanguage(s)
	if bare != s {
		forms = append(forms, bare)
	}
	if plain, _, ok := strings.Cut(bare, "("); ok {
		forms = append(forms, plain)
		bare = plain
	}
	if i := strings.LastIndexByte(bare, '/'); i > 0 {
		forms = append(forms, bare[i+1:])
	}
	return forms
}

// documentKey names a document apart from its language; a file without a symbol stands for itself.
func documentKey(symbol, key string) string {
	if symbol == "" {
		return "#" + key
	}
	return withoutLanguage(strings.ToLower(symbol))
}

// withoutLanguage drops the closing language letter: "c26/30-f" is "c26/30".
func withoutLanguage(s string) string {
	if n := len(s); n > 2 && s[n-2] == '-' && strings.IndexByte("efsrcaEFSRCA", s[n-1]) >= 0 {
		return s[:n-2]
	}
	return s
}
