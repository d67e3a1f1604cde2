package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// rule is how ITU documents draw the line under the summary box and at the end.
const rule = "__________________"

// text returns the plain-text rendition. Options: wrap=<columns> breaks lines hard, number=tab|space|alone
// says what follows a section's number, foot=<words> stands at the end as converters leave it, spaces=plain
// makes every no-break space plain, charset=<name> is the encoding.
func (r *report) text() ([]byte, error) {
	var lines []string
	wrap := 0
	if w := r.option("wrap", ""); w != "" {
		if _, err := fmt.Sscan(w, &wrap); err != nil {
			return nil, err
		}
	}
	add := func(hang, s string) {
		lines = append(lines, fill(s, wrap, hang)...)
		if wrap > 0 {
			lines = append(lines, "")
		}
	}
	if head := r.option("head", ""); head != "" {
		lines = append(lines, head)
	}
	number := map[string]string{"tab": "\t", "space": " ", "alone": "\n"}[r.option("number", "tab")]
	for _, b := range r.blocks {
		words := plain(b.runs)
		switch b.kind {
		case "front":
			if right := plain(b.right); right != "" {
				words += "\t" + right
			}
			add("", words)
		case "title", "author":
			add("", words)
		case "rule", "sign":
			if b.kind == "rule" {
				words = rule
			}
			add("", words)
		case "heading", "numbered":
			add("", r.printed(b.number)+number+words)
		case "item":
			add("", b.number+"\t"+words)
		case "annex":
			add("", words)
		case "note":
			add("", b.number+" "+words)
		case "table":
			for _, row := range b.rows {
				var cells []string
				for _, c := range row {
					cells = append(cells, plain(c))
				}
				lines = append(lines, strings.Join(cells, "\t"))
			}
		default:
			add("", words)
		}
	}
	if foot := r.option("foot", ""); foot != "" {
		lines = append(lines, "\t"+foot, "\t\t"+foot+"\t1")
	}
	s := strings.Join(lines, "\n") + "\n"
	if r.option("spaces", "") == "plain" {
		s = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ").Replace(s)
	}
	return encode(s, r.option("charset", "utf-8"))
}

// fill breaks a paragraph into lines of at most width characters, 0 for no limit. No-break spaces hold.
func fill(s string, width int, hang string) []string {
	if width == 0 {
		return strings.Split(s, "\n")
	}
	var lines []string
	for _, part := range strings.Split(s, "\n") {
		line := ""
		for _, word := range strings.Split(part, " ") {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
				lines = append(lines, line)
				line = hang
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		lines = append(lines, line)
	}
	return lines
}

// encode writes the text in a charset; a character that it lacks is an error, so that no gold is lost unseen.
func encode(s, charset string) ([]byte, error) {
	charsets := map[string]encoding.Encoding{
		"utf-8":        encoding.Nop,
		"windows-1252": charmap.Windows1252, "windows-1251": charmap.Windows1251, "windows-1256": charmap.Windows1256,
		"koi8-r": charmap.KOI8R, "iso-8859-1": charmap.ISO8859_1, "gb18030": simplifiedchinese.GB18030,
		"utf-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-8-bom": unicode.UTF8BOM,
	}
	e, ok := charsets[charset]
	if !ok {
		return nil, fmt.Errorf("charset %q is not known", charset)
	}
	if charset == "windows-1251" || charset == "windows-1256" || charset == "koi8-r" {
		s = strings.NewReplacer("\u2212", "-", "\u2011", "-", "\u202f", "\u00a0").Replace(s)
	}
	return e.NewEncoder().Bytes([]byte(s))
}
