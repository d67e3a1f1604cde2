package docx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"plenary/pipeline"
)

// An archive is the zip package: parts by name, unpacked when they are asked for and within a budget.
type archive struct {
	parts    map[string]part // by name in lower case, without a leading slash
	left     int64           // bytes that may still be unpacked
	problems []string
}

// A part is one entry of the package.
type part struct {
	name string
	open func() (io.ReadCloser, error)
}

// openArchive reads the directory of the zip. One that is cut off or broken is read by its local headers.
func openArchive(data []byte, lim Limits) (*archive, error) {
	a := &archive{parts: map[string]part{}, left: lim.Unpacked}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if a.salvage(data, lim.Entries); len(a.parts) == 0 {
			return nil, fmt.Errorf("zip: %v: %w", err, pipeline.ErrDamaged)
		}
		a.problems = append(a.problems, "the zip package is damaged ("+strings.TrimPrefix(err.Error(), "zip: ")+"); read what is left of it")
		return a, nil
	}
	if len(z.File) > lim.Entries {
		return nil, fmt.Errorf("zip holds %d entries, more than %d: %w", len(z.File), lim.Entries, pipeline.ErrTooLarge)
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, fmt.Errorf("zip entry %s: %w", f.Name, pipeline.ErrEncrypted)
		}
		a.add(f.Name, f.Open)
	}
	return a, nil
}

func (a *archive) add(name string, open func() (io.ReadCloser, error)) {
	name = strings.TrimLeft(strings.ReplaceAll(name, "\\", "/"), "/")
	key := strings.ToLower(name)
	if _, twice := a.parts[key]; !twice {
		a.parts[key] = part{name, open}
	}
}

// salvage finds the entries of a zip without its directory, by their local headers (APPNOTE.TXT 4.3.7).
func (a *archive) salvage(data []byte, entries int) {
	for at := 0; len(a.parts) < entries; {
		i := bytes.Index(data[at:], []byte("PK\x03\x04"))
		if i < 0 || at+i+30 > len(data) {
			return
		}
		at += i
		h := data[at : at+30]
		method := binary.LittleEndian.Uint16(h[8:])
		nameLen, extraLen := int(binary.LittleEndian.Uint16(h[26:])), int(binary.LittleEndian.Uint16(h[28:]))
		size := int64(binary.LittleEndian.Uint32(h[18:]))
		body := at + 30 + nameLen + extraLen
		if body > len(data) || h[6]&1 != 0 {
			at += 4
			continue
		}
		packed := data[body:]
		if size > 0 && size < int64(len(packed)) {
			packed = packed[:size]
		}
		switch method {
		case zip.Deflate:
			a.add(string(data[at+30:at+30+nameLen]), func() (io.ReadCloser, error) { return flate.NewReader(bytes.NewReader(packed)), nil })
		case zip.Store:
			a.add(string(data[at+30:at+30+nameLen]), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packed)), nil })
		}
		at = body
		if size > 0 && size <= int64(len(data)-body) {
			at += int(size)
		}
	}
}

// has reports whether the package holds the part.
func (a *archive) has(name string) bool {
	_, ok := a.parts[strings.ToLower(strings.TrimLeft(name, "/"))]
	return ok
}

// read unpacks a part as UTF-8 text. A part that breaks off gives what came before and a problem.
func (a *archive) read(name string) (string, error) {
	p, ok := a.parts[strings.ToLower(strings.TrimLeft(name, "/"))]
	if !ok {
		return "", fmt.Errorf("no part %s: %w", name, pipeline.ErrDamaged)
	}
	r, err := p.open()
	if err != nil {
		return "", fmt.Errorf("%s: %v: %w", name, err, pipeline.ErrDamaged)
	}
	defer r.Close()
	var b strings.Builder
	n, err := io.Copy(&b, io.LimitReader(r, a.left+1))
	if n > a.left {
		return "", fmt.Errorf("%s: more text is packed in the file than may be unpacked: %w", name, pipeline.ErrTooLarge)
	}
	a.left -= n
	if err != nil {
		if n == 0 {
			return "", fmt.Errorf("%s: %v: %w", name, err, pipeline.ErrDamaged)
		}
		a.problems = append(a.problems, fmt.Sprintf("%s is damaged (%s); read up to there", p.name, strings.TrimPrefix(err.Error(), "zip: ")))
	}
	return decodeXML(b.String()), nil
}

// decodeXML turns UTF-16 into UTF-8 and drops the byte order mark. The package format allows no other encoding.
func decodeXML(s string) string {
	if strings.HasPrefix(s, "\xef\xbb\xbf") {
		return s[3:]
	}
	var order binary.ByteOrder
	switch {
	case strings.HasPrefix(s, "\xff\xfe"), strings.HasPrefix(s, "<\x00"):
		order = binary.LittleEndian
	case strings.HasPrefix(s, "\xfe\xff"), strings.HasPrefix(s, "\x00<"):
		order = binary.BigEndian
	default:
		return s
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = order.Uint16([]byte(s[2*i : 2*i+2]))
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF")
}

// A relation is a pointer from one part to another.
type relation struct {
	id       string
	kind     string // last element of its type: styles, numbering, header ...
	target   string // name of a part, or an address where external
	external bool
}

// relations are the relationships of a part, in the order of the file.
type relations []relation

// target returns the part that a relationship of this identifier points to, "" where there is none.
func (rs relations) target(id string) string {
	for _, r := range rs {
		if r.id == id && !r.external {
			return r.target
		}
	}
	return ""
}

// external returns the addresses outside of the package by the identifiers of their relationships.
func (rs relations) external() map[string]string {
	out := map[string]string{}
	for _, r := range rs {
		if r.external {
			out[r.id] = r.target
		}
	}
	return out
}

// kind returns the part that the first relationship of this kind points to.
func (rs relations) kind(kind string) string {
	for _, r := range rs {
		if r.kind == kind && !r.external {
			return r.target
		}
	}
	return ""
}

// relations reads the relationships of a part ("" for the package itself). A part without them is no error.
func (a *archive) relations(of string) relations {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if !a.has(name) {
		return nil
	}
	src, err := a.read(name)
	if err != nil {
		a.problems = append(a.problems, err.Error())
		return nil
	}
	var rels relations
	s := newScanner(src, 16)
	for k := s.next(); k != endOfPart; k = s.next() {
		if k != startTag || s.name != "Relationship" {
			continue
		}
		r := relation{id: s.attr("Id"), kind: path.Base(s.attr("Type")), target: s.attr("Target"), external: s.attr("TargetMode") == "External"}
		if !r.external {
			if strings.HasPrefix(r.target, "/") {
				r.target = path.Clean(r.target)[1:]
			} else {
				r.target = strings.TrimLeft(path.Clean(path.Join(dir, r.target)), "./")
			}
		}
		rels = append(rels, r)
	}
	return rels
}

// mainPart finds the document: by the package's relationships, by [Content_Types].xml, by its usual name.
func (a *archive) mainPart() (string, error) {
	for _, r := range a.relations("") {
		if r.kind == "officeDocument" && !r.external && a.has(r.target) && a.isWord(r.target) {
			return r.target, nil
		}
	}
	if a.has("word/document.xml") {
		return "word/document.xml", nil
	}
	if name := a.wordParts()["main"]; name != "" && a.has(name) {
		return name, nil
	}
	for _, other := range []struct{ part, what string }{
		{"xl/workbook.xml", "an Excel workbook"}, {"ppt/presentation.xml", "a PowerPoint presentation"},
		{"content.xml", "an OpenDocument file"}, {"mimetype", "an OpenDocument or EPUB file"}, {"visio/document.xml", "a Visio drawing"},
	} {
		if a.has(other.part) {
			return "", fmt.Errorf("%s, not a Word document: %w", other.what, pipeline.ErrUnknown)
		}
	}
	if !a.has("[Content_Types].xml") && !a.has("_rels/.rels") {
		return "", fmt.Errorf("a zip without a Word document: %w", pipeline.ErrUnknown)
	}
	return "", fmt.Errorf("the part that holds the document is missing: %w", pipeline.ErrDamaged)
}

// isWord reports whether an officeDocument part may be Word's: workbooks and presentations have that relation too.
func (a *archive) isWord(name string) bool {
	return !strings.HasPrefix(name, "xl/") && !strings.HasPrefix(name, "ppt/") && !strings.HasPrefix(name, "visio/")
}

// wordParts reads [Content_Types].xml: kinds such as "main", "styles", "numbering" and the names of their parts.
func (a *archive) wordParts() map[string]string {
	kinds := map[string]string{}
	src, err := a.read("[Content_Types].xml")
	if err != nil {
		return kinds
	}
	s := newScanner(src, 16)
	for k := s.next(); k != endOfPart; k = s.next() {
		if k != startTag || s.name != "Override" {
			continue
		}
		t := s.attr("ContentType")
		if !strings.Contains(t, "word") {
			continue
		}
		t = strings.TrimSuffix(t, "+xml")
		kinds[t[strings.LastIndexByte(t, '.')+1:]] = strings.TrimLeft(s.attr("PartName"), "/")
	}
	return kinds
}
