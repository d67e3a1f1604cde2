package main

import (
	"fmt"
	"html"
	"io"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// pageWidth is the width in columns that what people read is wrapped to.
const pageWidth = 80

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// newTable returns a table in the house's look: no lines but one under the head.
func newTable(out io.Writer) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(out)
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true}
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	return t
}

// wrapped prints a text after a label, its further lines below its first.
func wrapped(out io.Writer, label, s string) {
	pad := strings.Repeat(" ", text.StringWidthWithoutEscSequences(label))
	for i, line := range wrapLines(oneLine(s), pageWidth-len(pad)) {
		if i == 0 {
			line = label + line
		} else {
			line = pad + line
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
}

// wrapLines breaks a line into lines of at most width columns: between words, between Chinese characters, and
// in a word that is longer than a line. Escape sequences take no columns.
func wrapLines(s string, width int) []string {
	var lines []string
	var line, word strings.Builder
	lineCols, wordCols := 0, 0
	endLine := func() {
		lines = append(lines, line.String())
		line.Reset()
		lineCols = 0
	}
	endWord := func() {
		if lineCols > 0 && lineCols+wordCols > width {
			endLine()
		}
		line.WriteString(word.String())
		lineCols += wordCols
		word.Reset()
		wordCols = 0
	}
	escape := false
	for _, r := range s {
		if r == '\x1b' {
			escape = true
		}
		if escape {
			word.WriteRune(r)
			escape = r != 'm'
			continue
		}
		n := text.RuneWidth(r)
		if r == ' ' {
			endWord()
			if lineCols > 0 && lineCols < width {
				line.WriteByte(' ')
				lineCols++
			}
			continue
		}
		if n > 1 || wordCols+n > width {
			endWord()
		}
		word.WriteRune(r)
		wordCols += n
		if n > 1 {
			endWord()
		}
	}
	endWord()
	endLine()
	return lines
}

// oneLine makes every run of white space one space. Spaces that hold a number together stay as they are.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != 0xA0 && r != 0x202F }), " ")
}

// marked turns a snippet's marks into bold on a terminal, and into nothing elsewhere.
func marked(snippet string, tty bool) string {
	on, off := "", ""
	if tty {
		on, off = "\x1b[1m", "\x1b[0m"
	}
	return html.UnescapeString(strings.NewReplacer("<mark>", on, "</mark>", off).Replace(snippet))
}
