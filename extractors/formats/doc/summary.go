package doc

import (
	"encoding/binary"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// summary reads the stream SummaryInformation (MS-OLEPS): title, author, created, modified, producer.
func summary(b []byte) map[string]string {
	props := map[string]string{}
	le := binary.LittleEndian
	if len(b) < 48 {
		return props
	}
	from := int64(le.Uint32(b[44:]))
	if from+8 > int64(len(b)) {
		return props
	}
	set := b[from:]
	n := min(int(le.Uint32(set[4:])), 64)
	for i := 0; i < n && 8+8*i+8 <= len(set); i++ {
		id, at := le.Uint32(set[8+8*i:]), int64(le.Uint32(set[8+8*i+4:]))
		key := map[uint32]string{2: "title", 3: "subject", 4: "author", 5: "keywords", 12: "created", 13: "modified", 18: "producer"}[id]
		if key == "" || at+12 > int64(len(set)) {
			continue
		}
		v := set[at:]
		switch le.Uint32(v) {
		case 30: // a string in the code page of the file, taken as Windows-1252 unless it is UTF-8
			size := int64(le.Uint32(v[4:]))
			if size > int64(len(v)-8) {
				continue
			}
			s, _ := charmap.Windows1252.NewDecoder().Bytes(v[8 : 8+size])
			if t := strings.TrimSpace(strings.TrimRight(string(s), "\x00")); t != "" {
				props[key] = t
			}
		case 64: // a FILETIME: 100 ns since 1601
			t := int64(le.Uint64(v[4:]))/1e7 - 11644473600
			if t > 0 && t < 1<<33 {
				props[key] = time.Unix(t, 0).UTC().Format(time.RFC3339)
			}
		}
	}
	return props
}
