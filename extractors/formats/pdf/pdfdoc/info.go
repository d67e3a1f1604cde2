package pdfdoc

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeText turns a text string into UTF-8: UTF-16 with a mark, UTF-8 with a mark, else PDFDocEncoding.
func decodeText(t text) string {
	s := string(t)
	switch {
	case strings.HasPrefix(s, "\xFE\xFF"):
		return dropLanguage(utf16be(s[2:]))
	case strings.HasPrefix(s, "\xFF\xFE"):
		u := make([]uint16, (len(s)-2)/2)
		for i := range u {
			u[i] = uint16(s[2+2*i]) | uint16(s[3+2*i])<<8
		}
		return dropLanguage(string(utf16.Decode(u)))
	case strings.HasPrefix(s, "\xEF\xBB\xBF") && utf8.ValidString(s):
		return s[3:]
	}
	var b strings.Builder
	doc := encodings()["PDFDoc"]
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x18 {
			b.WriteByte(c)
		} else {
			b.WriteString(glyphText(doc[c]))
		}
	}
	return b.String()
}

// dropLanguage takes out the language codes that stand between escape characters.
func dropLanguage(s string) string {
	for {
		i := strings.IndexByte(s, 0x1B)
		if i < 0 {
			return s
		}
		j := strings.IndexByte(s[i+1:], 0x1B)
		if j < 0 || j > 8 {
			return strings.ReplaceAll(s, "\x1B", "")
		}
		s = s[:i] + s[i+j+2:]
	}
}

// Language returns the catalog's /Lang.
func (f *file) Language() string {
	t, _ := f.resolve(f.catalog["Lang"]).(text)
	return strings.TrimSpace(decodeText(t))
}

// infoKeys are the entries of the information dictionary under the names they are given here.
var infoKeys = map[string]name{"title": "Title", "author": "Author", "subject": "Subject", "keywords": "Keywords",
	"producer": "Producer", "creator": "Creator", "created": "CreationDate", "modified": "ModDate"}

// Info returns what the file says of itself: the information dictionary, and XMP where that is silent.
func (f *file) Info() map[string]string {
	out := make(map[string]string)
	d := f.dict(f.table.trailer["Info"])
	for key, k := range infoKeys {
		t, _ := f.resolve(d[k]).(text)
		s := strings.TrimSpace(decodeText(t))
		if key == "created" || key == "modified" {
			s = isoDate(s)
		}
		if s != "" {
			out[key] = s
		}
	}
	for key, s := range f.xmp() {
		if out[key] == "" {
			out[key] = s
		}
	}
	return out
}

// isoDate turns "D:20260324101500+02'00'" into "2026-03-24T10:15:00+02:00"; "" where it is no date.
func isoDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	n := 0
	for n < len(s) && n < 14 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	d, zone := s[:n], s[n:]
	if n < 4 || n%2 != 0 {
		return ""
	}
	out := d[:4]
	for i, sep := range []string{"-", "-", "T", ":", ":"} {
		at := 4 + 2*i
		if at >= n {
			break
		}
		if at == 8 && n < 12 {
			break // an hour alone is no time
		}
		out += sep + d[at:at+2]
	}
	if len(out) > 4 && (out[5:7] < "01" || out[5:7] > "12") {
		return out[:4]
	}
	if n < 12 {
		return out
	}
	zone = strings.ReplaceAll(zone, "'", "")
	switch {
	case strings.HasPrefix(zone, "Z"):
		return out + "Z"
	case len(zone) >= 5 && (zone[0] == '+' || zone[0] == '-'):
		return out + zone[:3] + ":" + zone[3:5]
	}
	return out
}
