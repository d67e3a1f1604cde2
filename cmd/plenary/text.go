package main

import (
	"fmt"
	"html"
	"io"
	"strings"

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
	for i, line := range strings.Split(text.WrapSoft(oneLine(s), pageWidth-len(pad)), "\n") {
		if i == 0 {
			line = label + line
		} else {
			line = pad + line
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// marked turns a snippet's marks into bold on a terminal, and into nothing elsewhere.
func marked(snippet string, tty bool) string {
	on, off := "", ""
	if tty {
		on, off = "\x1b[1m", "\x1b[0m"
	}
	return html.UnescapeString(strings.NewReplacer("<mark>", on, "</mark>", off).Replace(snippet))
}
