package eval

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"plenary/pipeline"
)

// A want is one header field that the gold states.
type want struct {
	name  string
	value string
	any   bool // the field must be there; its text is not compared
}

// wanted returns the header fields that the gold states, in the order of their names. Where the gold has a
// box, a part of the record's box that the gold does not know is wanted empty: its presence is wrong.
func wanted(header map[string]any, got map[string]string) []want {
	var wants []want
	for name, v := range header {
		switch v := v.(type) {
		case map[string]any:
			for sub, v := range v {
				wants = append(wants, want{name: name + "." + sub, value: plain(v)})
			}
		case []any:
			wants = append(wants, wantedBox(v, got)...)
		default:
			wants = append(wants, want{name: name, value: plain(v)})
		}
	}
	sort.Slice(wants, func(i, j int) bool { return wants[i].name < wants[j].name })
	return wants
}

func wantedBox(box []any, got map[string]string) []want {
	var wants []want
	known := map[string]bool{}
	for _, e := range box {
		entry, _ := e.(map[string]any)
		name := "box." + plain(entry["key"])
		text, stated := entry["text"]
		if known[name] {
			continue // a second part with the same key is joined to the first by flatten
		}
		known[name] = true
		wants = append(wants, want{name: name, value: plain(text), any: !stated})
	}
	for name := range got {
		if strings.HasPrefix(name, "box.") && !known[name] {
			wants = append(wants, want{name: name})
		}
	}
	return wants
}

// flatten returns the header of a record as fields by name: "symbol", "meeting.start", "box.purpose" ...
func flatten(rec *pipeline.Record) map[string]string {
	fields := map[string]string{"language": rec.Language}
	data, err := json.Marshal(rec.Header)
	if err != nil {
		panic(err) // strings and numbers only
	}
	var header map[string]any
	if err := json.Unmarshal(data, &header); err != nil {
		panic(err)
	}
	for name, v := range header {
		switch v := v.(type) {
		case map[string]any:
			for sub, v := range v {
				fields[name+"."+sub] = plain(v)
			}
		case []any, nil:
		default:
			fields[name] = plain(v)
		}
	}
	for _, b := range rec.Header.Box {
		name := "box." + b.Key
		if fields[name] != "" {
			fields[name] += " "
		}
		fields[name] += b.Text
	}
	return fields
}

// plain writes a JSON value as text; zero and null are "".
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		if v == 0 {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// same reports whether two texts are the same but for case, spacing and the look of their characters.
func same(a, b string) bool { return a == b || fold(a) == fold(b) }

// fold lowers a text, joins its spaces and takes the shadow's view of its characters.
func fold(s string) string {
	s = pipeline.NewShadow(s).Text
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), unicode.IsSpace), " ")
}
