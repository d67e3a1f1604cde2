package docx

import "strings"

// properties reads docProps/core.xml and app.xml (ISO/IEC 29500-2, 11): title, author, created, modified, producer.
func (f *file) properties() map[string]string {
	props := map[string]string{}
	rels := f.relations("")
	for _, part := range []struct {
		kind, usual string
		keys        map[string]string
	}{
		{"core-properties", "docProps/core.xml", map[string]string{
			"title": "title", "creator": "author", "created": "created", "modified": "modified", "subject": "subject",
			"keywords": "keywords", "language": "language",
		}},
		{"extended-properties", "docProps/app.xml", map[string]string{"Application": "producer"}},
	} {
		name := first(rels.kind(part.kind), part.usual)
		if !f.has(name) {
			continue
		}
		src, err := f.read(name)
		if err != nil {
			continue // a description is no loss
		}
		s := newScanner(src, 16)
		key := ""
		for k := s.next(); k != endOfPart; k = s.next() {
			switch {
			case k == startTag:
				key = part.keys[s.name]
			case k == endTag:
				key = ""
			case k == charData && key != "":
				if v := strings.TrimSpace(s.chars()); v != "" {
					props[key] = strings.ToValidUTF8(v, "\uFFFD")
				}
			}
		}
	}
	return props
}
