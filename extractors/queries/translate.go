package queries

import (
	"maps"
	"strings"
	"sync"

	"plenary/extractors/lexicon"
	"plenary/extractors/tokens"
	"plenary/pipeline"
)

// A Translation is what some words of a query are called in every language.
type Translation struct {
	pipeline.Span                     // of the query
	Key           string              // the lexicon's name for it: "WTDC", "ICT", "fellowships"
	Phrases       map[string][]string // language to phrases
	Body          bool                // Key is a body that meets: events carry it
	Unit          bool                // Key is a unit: figures carry it
	General       bool                // a word of the general vocabulary, not a name
}

// Translate returns what the words of a query are called, the longest phrases first come; parts of a phrase
// that has its own entry are not translated again. A word with two meanings ("CEI") has two translations.
func Translate(query string) []Translation {
	toks := tokens.Cut(query)
	var out []Translation
	for i := 0; i < len(toks); {
		var found []Translation
		longest := 0
		for _, d := range dictionaries() {
			for _, lang := range lexicon.Languages {
				key, n := d.words[lang].At(toks, i)
				if n == 0 || n < longest || key == "" {
					continue
				}
				if n > longest {
					found, longest = found[:0], n
				}
				found = add(found, d.translation(key))
				for _, twin := range d.twins[lang][spelled(toks[i:i+n])] {
					found = add(found, d.translation(twin))
				}
			}
		}
		if city, n := lexicon.Conferences().CityAt(toks, i); n >= longest && n > 0 {
			found, longest = []Translation{translateCity(city)}, n
		}
		if longest == 0 {
			i++
			continue
		}
		for _, t := range found {
			t.Span = pipeline.Span{Start: toks[i].Start, End: toks[i+longest-1].End}
			out = append(out, t)
		}
		i += longest
	}
	return out
}

func add(list []Translation, t Translation) []Translation {
	for _, have := range list {
		if have.Key == t.Key {
			return list
		}
	}
	return append(list, t)
}

// A dictionary is a topic of the lexicon as a table of translations.
type dictionary struct {
	topic               lexicon.Topic
	words               map[string]*lexicon.Matcher
	twins               map[string]map[string][]string // language to the phrases of several keys
	body, unit, general bool
}

func (d dictionary) translation(key string) Translation {
	t := Translation{Key: key, Body: d.body && meets(d.topic, key), Unit: d.unit, General: d.general, Phrases: map[string][]string{}}
	for lang, keys := range d.topic {
		for _, p := range keys[key] {
			t.Phrases[lang] = append(t.Phrases[lang], strings.ReplaceAll(p, "*", ""))
		}
	}
	return t
}

// translateCity returns the names of a city, which may stand in a text of any language.
func translateCity(city string) Translation {
	t := Translation{Key: city, Phrases: map[string][]string{}}
	for _, p := range lexicon.Conferences().Spellings(city) {
		for _, lang := range lexicon.Languages {
			t.Phrases[lang] = append(t.Phrases[lang], strings.ReplaceAll(p, "*", ""))
		}
	}
	return t
}

// meets reports whether a body's meetings are events.
func meets(events lexicon.Topic, key string) bool {
	return !strings.HasPrefix(key, "ITU-") && key != "BDT" && key != "TSB" && key != "BR" && events["en"][key] != nil
}

var dictionaries = sync.OnceValue(func() []dictionary {
	return []dictionary{
		newDictionary(bodies(), dictionary{body: true}),
		newDictionary(lexicon.MustLoad("names"), dictionary{}),
		newDictionary(units(), dictionary{unit: true, general: true}),
		newDictionary(lexicon.MustLoad("terms"), dictionary{general: true}),
	}
})

func newDictionary(t lexicon.Topic, d dictionary) dictionary {
	d.topic, d.words, d.twins = t, map[string]*lexicon.Matcher{}, map[string]map[string][]string{}
	for _, lang := range lexicon.Languages {
		d.words[lang] = t.Matcher(lang)
		d.twins[lang] = map[string][]string{}
		for _, key := range t.Keys(lang) {
			for _, p := range t[lang][key] {
				name := spelled(tokens.Cut(p))
				d.twins[lang][name] = append(d.twins[lang][name], key)
			}
		}
		maps.DeleteFunc(d.twins[lang], func(_ string, keys []string) bool { return len(keys) < 2 })
	}
	return d
}

// spelled is the form in which phrases are compared.
func spelled(toks []tokens.Token) string {
	var folds []string
	for _, t := range toks {
		folds = append(folds, t.Fold)
	}
	return strings.Join(folds, " ")
}

// bodies are the names and labels of the bodies, Sectors and Bureaux.
func bodies() lexicon.Topic {
	out := lexicon.Topic{}
	for lang, keys := range lexicon.MustLoad("events") {
		out[lang] = map[string][]string{}
		for k, list := range keys {
			name, _ := strings.CutSuffix(k, ".label")
			if name[0] < 'A' || name[0] > 'Z' || name == "C" {
				continue // small words; the Council is a word of the general vocabulary
			}
			out[lang][name] = append(out[lang][name], list...)
		}
	}
	return out
}

// units are the words for what figures count.
func units() lexicon.Topic {
	out := lexicon.Topic{}
	for lang, keys := range lexicon.MustLoad("figures") {
		out[lang] = map[string][]string{}
		for _, u := range pipeline.Units() {
			if len(keys[u]) > 0 {
				out[lang][u] = keys[u]
			}
		}
	}
	return out
}

// Body returns the letters of the body that a name in any language means, "" for none: "C" for "Conseil".
func Body(name string) string {
	toks := tokens.Cut(name)
	if len(toks) == 0 {
		return ""
	}
	for _, lang := range lexicon.Languages {
		if key, n := bodyNames()[lang].At(toks, 0); n == len(toks) {
			return strings.TrimPrefix(key, "body_")
		}
	}
	return ""
}

// bodyNames are the names under which bodies stand at the head of documents.
var bodyNames = sync.OnceValue(func() map[string]*lexicon.Matcher {
	heads := lexicon.MustLoad("header").Pick(func(key string) bool { return strings.HasPrefix(key, "body_") })
	out := map[string]*lexicon.Matcher{}
	for _, lang := range lexicon.Languages {
		out[lang] = heads.Matcher(lang)
	}
	return out
})

// Unit returns the unit that a word in any language counts, "" for none: "participants" for "участники".
func Unit(word string) string {
	toks := tokens.Cut(word)
	if len(toks) == 0 {
		return ""
	}
	for _, d := range dictionaries() {
		if !d.unit {
			continue
		}
		for _, lang := range lexicon.Languages {
			if key, n := d.words[lang].At(toks, 0); n == len(toks) {
				return key
			}
		}
	}
	return ""
}
