package index

import (
	"path"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// symbolValue is the form in which symbols are compared: "c26/30(rev.1)-f".
func symbolValue(symbol string) string {
	return strings.ToLower(strings.Join(strings.Fields(shadowOf(symbol)), ""))
}

// symbolForms returns the forms under which a symbol is found: whole, without the language, without the
// modifiers, and its ends ("inf/8", "8", "8(rev.1)").
func symbolForms(symbol string) []string {
	s := symbolValue(symbol)
	if s == "" {
		return nil
	}
	forms := []string{s}
	add := func(f string) {
		for _, have := range forms {
			if have == f {
				return
			}
		}
		forms = append(forms, f)
	}
	bare := withoutLanguage(s)
	add(bare)
	plain, _, _ := strings.Cut(bare, "(")
	add(plain)
	for _, f := range []string{bare, plain} {
		for {
			_, end, ok := strings.Cut(f, "/")
			if !ok {
				break
			}
			add(end)
			f = end
		}
	}
	return forms
}

// names returns the forms under which a file is found: its symbol's, or where it has none its own name.
func names(file File, symbol string) []string {
	if symbol == "" {
		return []string{symbolValue(path.Base(file.Path))}
	}
	return symbolForms(symbol)
}

// documentKey names a document apart from its language; a file without a symbol stands for itself.
func documentKey(symbol, key string) string {
	if symbol == "" {
		return "#" + key
	}
	return withoutLanguage(strings.Join(strings.Fields(symbol), ""))
}

// WithoutLanguage names a document apart from its language: "C26/30-F" is "C26/30".
func WithoutLanguage(symbol string) string { return withoutLanguage(symbol) }

// withoutLanguage drops the closing language letter: "c26/30-f" is "c26/30".
func withoutLanguage(s string) string {
	if n := len(s); n > 2 && s[n-2] == '-' && strings.IndexByte("efsrcaEFSRCA", s[n-1]) >= 0 {
		return s[:n-2]
	}
	return s
}

// agendaValue is the form in which items of an agenda are compared: "PL 3.1" is "pl31".
func agendaValue(item string) string { return strings.Join(folds(item), "") }

// citationForms returns the terms under which what a fact cites is found; nil for a fact that cites nothing.
//
//	PP Resolution 71 (Rev. Dubai, 2018): itself, "pp resolution 71", "resolution 71", "resolution 71 dubai", "resolution 71 2018"
//	ITU-R M.2083-0: itself, "m.2083-0", "m.2083"
//	C25/INF/8: as a symbol
func citationForms(f pipeline.Fact) []string {
	value := tokens.Fold(f.Value)
	switch f.Kind {
	case "document":
		return symbolForms(f.Value)
	case "resolution", "decision", "opinion", "recommendation", "provision", "question":
	default:
		return nil
	}
	forms := []string{value}
	short, _, cut := strings.Cut(value, " (")
	if cut {
		forms = append(forms, short)
	}
	name := nameOf(f.Kind, short)
	if name != short {
		forms = append(forms, name)
	}
	for _, part := range []string{"place", "year"} {
		if v := tokens.Fold(f.Parts[part]); v != "" {
			forms = append(forms, name+" "+v)
		}
	}
	if i := strings.IndexByte(name, '-'); f.Kind == "recommendation" && i > 0 {
		forms = append(forms, name[:i])
	}
	return forms
}

// citationAsked returns the terms that a paragraph must have to cite what a fact of a query names.
func citationAsked(f pipeline.Fact) []string {
	short, _, _ := strings.Cut(tokens.Fold(f.Value), " (")
	asked := []string{short}
	for _, part := range []string{"place", "year"} {
		if v := tokens.Fold(f.Parts[part]); v != "" {
			asked = append(asked, nameOf(f.Kind, short)+" "+v)
		}
	}
	return asked
}

// nameOf drops who adopted it: "pp resolution 71" is "resolution 71", "itu-t y.3172" is "y.3172".
func nameOf(kind, short string) string {
	if i := strings.Index(short, kind+" "); i > 0 {
		return short[i:]
	}
	if kind == "recommendation" {
		return short[strings.LastIndexByte(short, ' ')+1:]
	}
	return short
}
