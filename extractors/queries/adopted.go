package queries

import (
	"strconv"
	"strings"

	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// formalKinds are the English nouns of what bodies adopt, as facts name them.
var formalKinds = map[string]string{
	"resolution": "Resolution", "decision": "Decision", "accord": "Decision", "recommendation": "Recommendation", "opinion": "Opinion",
}

// adopted reads "res 91 baku", "pp res 71", "council decision 482", "resolution 71 rev bucharest 2022", "UNGA 70/125".
func (r *reader) adopted(i int) ([]pipeline.Fact, int) {
	body, k := r.key(r.words.bodies, i)
	if body == assembly && r.number(k, 3) && r.is(k+1, "/") && r.number(k+2, 4) {
		return []pipeline.Fact{r.name("Resolution", body, r.toks[k].Fold+"/"+r.toks[k+2].Fold, tail{})}, k + 3
	}
	key, next := r.key(r.words.kinds, k)
	noun := formalKinds[key]
	if noun == "" {
		return nil, i
	}
	if n, after := r.key(r.words.kinds, next); n == "number" {
		next = after
	}
	if !r.number(next, 4) {
		return nil, i
	}
	number := r.toks[next].Fold
	next++
	if next < len(r.toks) && !r.toks[next].Space && r.toks[next].Kind == tokens.Word && len(r.toks[next].Fold) == 1 { // 62A
		number += strings.ToUpper(r.toks[next].Fold)
		next++
	} else if r.is(next, "/", "-") && !r.toks[next].Space && r.number(next+1, 4) { // 70/125, 1-5
		number += r.toks[next].Fold + r.toks[next+1].Fold
		next += 2
	}
	t := r.tail(next)
	if body == "" {
		body = t.body
	}
	return []pipeline.Fact{r.name(noun, body, number, t)}, t.next
}

// A tail is what stands after the number: body, city, year, in any order.
type tail struct {
	body, city, year string
	next             int
}

func (r *reader) tail(i int) tail {
	t := tail{next: i}
	for k := i; k < len(r.toks); {
		if r.toks[k].Kind == tokens.Sign && r.is(k, "(", ")", ",", ".", "،") {
			k++
			continue
		}
		if city, n := r.words.cities.CityAt(r.toks, k); n > 0 && t.city == "" {
			t.city, k = city, k+n
			t.next = k
			continue
		}
		if r.number(k, 4) && len(r.toks[k].Fold) == 4 && (strings.HasPrefix(r.toks[k].Fold, "19") || strings.HasPrefix(r.toks[k].Fold, "20")) && t.year == "" {
			t.year, k = r.toks[k].Fold, k+1
			t.next = k
			continue
		}
		if key, next := r.key(r.words.kinds, k); key == "revision" || key == "revised_mark" {
			k = next
			continue
		}
		if body, next := r.key(r.words.bodies, k); body != "" && t.body == "" && (next == len(r.toks) || !r.number(next, 4) && !r.is(next, "-")) {
			t.body, k = body, next
			t.next = k
			continue
		}
		break
	}
	if r.is(t.next, ")") {
		t.next++
	}
	return t
}

// name makes the fact of an adopted text. City and year tell the body where only one body met there; where they
// do not, the number may: Decision 482 is the Council's.
func (r *reader) name(noun, body, number string, t tail) pipeline.Fact {
	kind := strings.ToLower(noun)
	if body == "" && t.city != "" {
		body, t.year = r.metIn(t.city, t.year)
	}
	if body == "" {
		if f, ok := r.first(kind, noun+" "+number); ok {
			body = f.Parts["body"]
		}
	}
	if body == "C" {
		body = "Council"
	}
	f := pipeline.Fact{Kind: kind, Value: noun + " " + number, Parts: map[string]string{"number": number}}
	if body != "" {
		f.Value, f.Parts["body"] = body+" "+f.Value, body
	}
	var where []string
	for _, part := range []struct{ key, value string }{{"place", t.city}, {"year", t.year}} {
		if part.value != "" {
			f.Parts[part.key] = part.value
			where = append(where, part.value)
		}
	}
	if len(where) > 0 {
		f.Value += " (" + strings.Join(where, ", ") + ")"
	}
	return f
}

// metIn returns the body that met in a city, and the year where it was not given; "" where several did. The
// year comes back as it was.
func (r *reader) metIn(city, year string) (body, in string) {
	years := map[string]bool{}
	for _, c := range r.words.cities.All {
		y := strconv.Itoa(c.Year)
		if c.Place != city || year != "" && year != y {
			continue
		}
		if body != "" && body != c.Body {
			return "", year
		}
		body, years[y] = c.Body, true
		in = y
	}
	if len(years) != 1 {
		in = year
	}
	return body, in
}
