package queries

import (
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// symbol reads "c26/30", "C26-30-F", "c 26/30 rev 1", "pp-14/67", "cwg-fhr 8/28", and the word "document" before it.
func (r *reader) symbol(i int) ([]pipeline.Fact, int) {
	at := i
	if key, next := r.key(r.words.kinds, i); key == "document" {
		at = next
	}
	body, k := r.key(r.words.bodies, at)
	if body == "" || body == assembly {
		return nil, i
	}
	if r.is(k, "-") {
		k++
	}
	if !r.number(k, 4) {
		return nil, i
	}
	year := r.toks[k].Fold
	k++
	switch {
	case r.is(k, "/"):
	case r.is(k, "-") && !r.toks[k].Space && len(year) == 2: // as file names have it: C26-30
	default:
		return nil, i
	}
	k++
	series := ""
	if k+1 < len(r.toks) && r.toks[k].Kind == tokens.Word && r.is(k+1, "/", "-") {
		series, k = strings.ToUpper(r.toks[k].Fold)+"/", k+2
	}
	if !r.number(k, 5) || r.toks[k].Space {
		return nil, i
	}
	formal := body + "-" + year + "/" + series + strings.TrimLeft(r.toks[k].Fold, "0")
	if body == "C" {
		formal = body + year + "/" + series + strings.TrimLeft(r.toks[k].Fold, "0")
	}
	mods, k := r.modifiers(k + 1)
	f := pipeline.Fact{Kind: "document", Value: formal + mods}
	if read, ok := r.first("document", formal+mods); ok {
		f = read
	}
	if r.is(k, "-") && k+1 < len(r.toks) && !r.toks[k+1].Space && len(r.toks[k+1].Fold) == 1 && strings.Contains("efsrca", r.toks[k+1].Fold) {
		f.Value += "-" + strings.ToUpper(r.toks[k+1].Fold)
		k += 2
	}
	return []pipeline.Fact{f}, k
}

// modifiers reads "(Rev.1)", ", Rev. 1", "/Revision 2", "add 1" and returns them as symbols write them.
func (r *reader) modifiers(i int) (string, int) {
	out := ""
	for {
		k := i
		for r.is(k, "(", ",", "/") {
			k++
		}
		key, next := r.key(r.words.kinds, k)
		name := map[string]string{"revision": "Rev", "revised_mark": "Rev", "addendum": "Add", "corrigendum": "Corr"}[key]
		if name == "" {
			return out, i
		}
		for r.is(next, ".") {
			next++
		}
		if !r.number(next, 2) {
			return out, i
		}
		out += "(" + name + "." + r.toks[next].Fold + ")"
		i = next + 1
		if r.is(i, ")") {
			i++
		}
	}
}

// series reads "ADM 8", "dt/3", "INF 8, Rev. 1": the document of a session that everybody knows.
func (r *reader) series(i int) ([]pipeline.Fact, int) {
	if r.toks[i].Kind != tokens.Word || !r.is(i, "adm", "inf", "dt", "dl", "pl") {
		return nil, i
	}
	k := i + 1
	if r.is(k, "/") {
		k++
	}
	if !r.number(k, 4) {
		return nil, i
	}
	name := strings.ToUpper(r.toks[i].Fold)
	if r.is(k+1, ".") && r.number(k+2, 3) && !r.toks[k+2].Space { // an item of the agenda: PL 3.1
		return []pipeline.Fact{{Kind: "document", Value: name + " " + r.toks[k].Fold + "." + r.toks[k+2].Fold}}, k + 3
	}
	mods, next := r.modifiers(k + 1)
	return []pipeline.Fact{{Kind: "document", Value: name + "/" + r.toks[k].Fold + mods}}, next
}

// document reads "document 165", "docs 165 and 166", "84/Revision 2".
func (r *reader) document(i int) ([]pipeline.Fact, int) {
	key, k := r.key(r.words.kinds, i)
	if key != "document" {
		if r.number(i, 4) && r.is(i+1, "/") {
			if mods, next := r.modifiers(i + 1); mods != "" {
				return []pipeline.Fact{{Kind: "document", Value: r.toks[i].Fold + mods}}, next
			}
		}
		return nil, i
	}
	if n, next := r.key(r.words.kinds, k); n == "number" {
		k = next
	}
	var facts []pipeline.Fact
	end := i
	for r.number(k, 4) {
		mods, next := r.modifiers(k + 1)
		facts = append(facts, pipeline.Fact{Kind: "document", Value: r.toks[k].Fold + mods})
		end, k = next, next
		for r.is(k, ",") {
			k++
		}
		if and, next := r.key(r.words.kinds, k); and == "and" {
			k = next
		}
		if k == end {
			break
		}
	}
	return facts, end
}

// recommendation reads "y.3172", "itu-t y.3172", "M.2083-0": what the Sectors publish.
func (r *reader) recommendation(i int) ([]pipeline.Fact, int) {
	sector, k := "", i
	if r.is(k, "itu", "uit", "мсэ") && r.is(k+1, "-") && r.is(k+2, "t", "r", "т") {
		sector, k = "ITU-T ", k+3
		if r.is(k-1, "r") {
			sector = "ITU-R "
		}
	}
	if k+2 >= len(r.toks) || r.toks[k].Kind != tokens.Word || r.toks[k].End-r.toks[k].Start > 3 || !isLatin(r.toks[k].Fold) ||
		!r.is(k+1, ".") || r.toks[k+1].Space || !r.number(k+2, 5) || r.toks[k+2].Space {
		return nil, i
	}
	name := strings.ToUpper(r.toks[k].Fold) + "." + r.toks[k+2].Fold
	k += 3
	for k+1 < len(r.toks) && r.is(k, "-", ".") && !r.toks[k].Space && !r.toks[k+1].Space && r.number(k+1, 4) {
		name += r.toks[k].Fold + r.toks[k+1].Fold
		k += 2
	}
	return []pipeline.Fact{{Kind: "recommendation", Value: sector + name}}, k
}

func isLatin(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// provision reads "cv 102", "cs 33", "rr 13.18": the short names of the basic texts.
func (r *reader) provision(i int) ([]pipeline.Fact, int) {
	if !r.is(i, "cv", "cs", "rr") || !r.number(i+1, 4) {
		return nil, i
	}
	spelling, k := strings.ToUpper(r.toks[i].Fold)+" "+r.toks[i+1].Fold, i+2
	if r.is(k, ".") && !r.toks[k].Space && r.number(k+1, 4) && !r.toks[k+1].Space {
		spelling, k = spelling+"."+r.toks[k+1].Fold, k+2
	}
	f, ok := r.first("provision", spelling)
	if !ok {
		return nil, i
	}
	return []pipeline.Fact{f}, k
}

// event reads "wtdc 25", "cmdt-2025", "council 2026".
func (r *reader) event(i int) ([]pipeline.Fact, int) {
	body, k := r.key(r.words.bodies, i)
	if body == "" {
		return nil, i
	}
	if r.is(k, "-") && r.number(k+1, 4) && !r.toks[k+1].Space {
		k++
	}
	if !r.number(k, 4) || len(r.toks[k].Fold) == 1 || len(r.toks[k].Fold) == 3 || r.is(k+1, "/") {
		return nil, i
	}
	year := r.toks[k].Fold
	formal := body + "-" + year[len(year)-2:]
	if body == "C" {
		if len(year) == 2 {
			if r.toks[k].Space {
				return nil, i
			}
			year = "20" + year
		}
		formal = "Council " + year
	}
	f, ok := r.first("event", formal)
	if !ok {
		return nil, i
	}
	return []pipeline.Fact{f}, k + 1
}

// isoDate reads "2025-11" and "2025-11-17".
func (r *reader) isoDate(i int) ([]pipeline.Fact, int) {
	if !r.number(i, 4) || len(r.toks[i].Fold) != 4 || !r.part(i+1) {
		return nil, i
	}
	value, k := r.toks[i].Fold+"-"+r.toks[i+2].Fold, i+3
	if r.part(k) {
		value, k = value+"-"+r.toks[k+1].Fold, k+2
	}
	return []pipeline.Fact{{Kind: "date", Value: value}}, k
}

// part reports whether a hyphen and two digits stand at token i, without a space.
func (r *reader) part(i int) bool {
	return r.is(i, "-") && !r.toks[i].Space && r.number(i+1, 2) && len(r.toks[i+1].Fold) == 2 && !r.toks[i+1].Space
}
