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
	if r.option("text", "") == "tika" {
		return encode(r.converted(), r.option("charset", "utf-8"))
	}
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

// converted returns the text as a converter of office files prints it: a tab before each cell and a line for each
// paragraph in it, the running foot at the end with the name of the file, and footnotes where they are called.
func (r *report) converted() string {
	var s strings.Builder
	notes := map[string]string{}
	for _, b := range r.blocks {
		if b.kind == "note" {
			notes[b.number] = plain(b.runs)
		}
	}
	words := func(runs []run) string {
		var line, below strings.Builder
		for _, r := range runs {
			if line.WriteString(r.text); r.note != "" {
				fmt.Fprintf(&line, "[footnoteRef:%s]", r.note)
				fmt.Fprintf(&below, " [%s: %s]", r.note, notes[r.note])
			}
		}
		return line.String() + below.String() + "\n"
	}
	if head := r.option("head", ""); head != "" {
		s.WriteString(head + "\n\n")
	}
	for i, b := range r.blocks {
		switch b.kind {
		case "front", "author", "title":
			s.WriteString("\t" + words(b.runs))
			if len(b.right) > 0 {
				s.WriteString("\t" + words(b.right))
			}
			s.WriteString("\n")
		case "label":
			if i > 0 && r.blocks[i-1].kind == "title" {
				s.WriteString("\t")
			}
			s.WriteString(words(b.runs))
		case "rule":
			s.WriteString(rule + "\n")
		case "heading", "numbered":
			if b.first {
				s.WriteString(" ")
			}
			s.WriteString(r.printed(b.number) + "\t" + words(b.runs))
		case "item":
			s.WriteString(b.number + "\t" + words(b.runs))
		case "table":
			for _, row := range b.rows {
				for _, c := range row {
					s.WriteString("\t" + words(c))
				}
				s.WriteString("\n")
			}
		case "note":
		default:
			s.WriteString(words(b.runs))
		}
	}
	foot := r.option("foot", fmt.Sprint(r.header["symbol"]))
	fmt.Fprintf(&s, "\n\tcouncil.itu.int/2026\n\t\t%s\t1\n\n\n\nDocument1\t24.03.26\t18.07.00\n\t2600588\n\t\t%s\t1\n\n\n", foot, foot)
	return s.String()
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
