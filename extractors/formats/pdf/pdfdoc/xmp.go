package pdfdoc

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// xmpKeys are the properties of an XMP packet under the names that Info gives them.
var xmpKeys = map[string]string{"title": "title", "creator": "author", "description": "subject", "Keywords": "keywords",
	"Producer": "producer", "CreatorTool": "creator", "CreateDate": "created", "ModifyDate": "modified"}

// maxPacket bounds the XMP that is read, in bytes.
const maxPacket = 1 << 20

// xmp reads the catalog's metadata stream. Properties are elements, perhaps with an rdf:Alt or rdf:Seq inside, of
// which the first entry counts, or attributes of rdf:Description. Dates are ISO 8601 there.
func (f *file) xmp() map[string]string {
	b, _ := f.data(f.stream(f.catalog["Metadata"]))
	out := make(map[string]string)
	dec := xml.NewDecoder(bytes.NewReader(b[:min(len(b), maxPacket)]))
	dec.Strict = false
	var key string
	put := func(key, value string) {
		if value = strings.TrimSpace(value); key != "" && value != "" && out[key] == "" {
			out[key] = value
		}
	}
	for {
		tok, err := dec.Token()
		if err != nil {
			return out
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if k := xmpKeys[tok.Name.Local]; k != "" {
				key = k
			}
			for _, a := range tok.Attr {
				put(xmpKeys[a.Name.Local], a.Value)
			}
		case xml.EndElement:
			if xmpKeys[tok.Name.Local] != "" {
				key = ""
			}
		case xml.CharData:
			put(key, string(tok))
		}
	}
}
