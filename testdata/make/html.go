package main

import (
	"fmt"
	"html"
	"strings"
)

// html returns the HTML rendition: as a site prints it (html=clean, the default), with navigation around
// the article; as a content management system does (html=site), with all that stands around a page; as a word
// processor saves it (html=word), where numbers are spans of their own; or without what only a word processor
// needs (html=filtered), where they are text before no-break spaces.
func (r *report) html() []byte {
	switch r.option("html", "clean") {
	case "site":
		return r.site()
	case "filtered":
		return r.filtered()
	}
	w := &page{report: r, word: r.option("html", "clean") == "word"}
	w.top()
	for i := range r.blocks {
		w.block(&r.blocks[i])
	}
	w.close("")
	w.bottom()
	return []byte(w.String())
}

type page struct {
	*report
	strings.Builder
	word bool
	open string // the list or table that is open
}

func (w *page) f(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

// dir returns the direction of the language's script.
func (r *report) dir() string {
	if r.language == "ar" {
		return "rtl"
	}
	return "ltr"
}

const printCSS = `@page { size: A4; margin: 22mm 20mm }
body { font-family: "Liberation Serif", "Noto Naskh Arabic", "Noto Sans CJK SC", serif; font-size: 12pt; line-height: 1.35 }
h1 { font-size: 14pt; text-align: center } h2, h3 { font-size: 12pt } td, th { border: 1px solid #888; padding: 2px 6px }
.front td { border: 0 } .label { font-weight: bold } nav, .site { display: none }
@media screen { nav, .site { display: block } }`

func (w *page) top() {
	title, _ := w.header["title"].(string)
	if w.word {
		w.f(`<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15"><title>%s</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-size:12.0pt;} @list l0:level1 {mso-level-number-format:decimal;} %s --></style></head>
<body lang=%s style='tab-interval:36.0pt' dir=%s><div class=WordSection1>
`, html.EscapeString(title), printCSS, strings.ToUpper(w.language), w.dir())
		return
	}
	w.f(`<!DOCTYPE html>
<html lang="%s" dir="%s">
<head><meta charset="utf-8"><title>%s</title><style>%s</style></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/council">Council</a></li><li><a href="/documents">Documents 1-250</a></li></ul></nav>
<main><article>
`, w.language, w.dir(), html.EscapeString(title), printCSS)
}

func (w *page) bottom() {
	foot := w.option("foot", "")
	if w.word {
		if foot != "" {
			w.f("<div style='mso-element:footer' id=f1><p class=MsoFooter>%s<span style='mso-tab-count:1'>&nbsp;</span>1</p></div>\n", html.EscapeString(foot))
		}
		w.f("</div></body></html>\n")
		return
	}
	if foot != "" {
		w.f("<footer>%s</footer>\n", html.EscapeString(foot))
	}
	w.f("</article></main>\n<footer class=\"site\"><p>&copy; 2026. All rights reserved. 14 visitors online.</p></footer>\n</body></html>\n")
}

// close ends the list or table that is open unless it is the one that goes on.
func (w *page) close(next string) {
	if w.open == next {
		return
	}
	switch w.open {
	case "list":
		w.f("</ul>\n")
	case "front":
		w.f("</table>\n")
	}
	w.open = next
	switch next {
	case "list":
		w.f("<ul>\n")
	case "front":
		w.f("<table class=\"front\">\n")
	}
}

func (w *page) block(b *block) {
	open := ""
	switch {
	case b.kind == "item" && b.number == "–" && !w.word:
		open = "list"
	case b.kind == "front":
		open = "front"
	}
	w.close(open)
	words := w.inline(b.runs)
	switch b.kind {
	case "front":
		w.f("<tr><td>%s</td><td>%s</td></tr>\n", words, w.inline(b.right))
	case "title":
		w.f("<h1>%s</h1>\n", words)
	case "author":
		w.para("align=center", words)
	case "label":
		w.para("class=label", "<b>"+words+"</b>")
	case "rule":
		w.para("", rule)
	case "heading":
		w.f("<h%d>%s%s</h%d>\n", b.level+1, w.mark(w.printed(b.number)), words, b.level+1)
	case "annex":
		w.f("<h2>%s</h2>\n", words)
	case "sub":
		w.f("<h3>%s</h3>\n", words)
	case "clause":
		w.para("", "<i>"+words+"</i>")
	case "numbered":
		w.para("", w.mark(w.printed(b.number))+words)
	case "item":
		switch {
		case w.word:
			w.para("style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'", w.mark(b.number)+words)
		case b.number == "–":
			w.f("<li>%s</li>\n", words)
		default:
			w.para("", b.number+"&#9;"+words)
		}
	case "note":
		w.f("<p class=\"footnote\" id=\"fn%s\"><sup>%s</sup> %s</p>\n", b.number, b.number, words)
	case "table":
		w.f("<table>\n")
		for i, row := range b.rows {
			w.f("<tr>")
			for _, c := range row {
				name := "td"
				if i == 0 {
					name = "th"
				}
				w.f("<%s>%s</%s>", name, w.inline(c), name)
			}
			w.f("</tr>\n")
		}
		w.f("</table>\n")
	default:
		w.para("", words)
	}
}

// para writes a paragraph with attributes.
func (w *page) para(attr, words string) {
	if w.word {
		class := "MsoNormal"
		if strings.Contains(attr, "mso-list") {
			class = "MsoListParagraph"
		}
		attr = strings.TrimSpace("class=" + class + " " + strings.ReplaceAll(attr, "class=label", ""))
		// A word processor breaks its own lines anywhere between words.
		words = strings.Join(fill(words, 90, ""), "\n")
		w.f("<p %s>%s<o:p></o:p></p>\n", attr, words)
		return
	}
	if attr != "" {
		attr = " " + attr
	}
	w.f("<p%s>%s</p>\n", attr, words)
}

// mark writes the number or bullet before a paragraph.
func (w *page) mark(number string) string {
	if w.word {
		return "<![if !supportLists]><span style='mso-list:Ignore'>" + html.EscapeString(number) + "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
	}
	return html.EscapeString(number) + "&emsp;"
}

func (w *page) inline(runs []run) string {
	var s strings.Builder
	for _, r := range runs {
		switch {
		case r.note != "":
			fmt.Fprintf(&s, `<sup><a href="#fn%s">%s</a></sup>`, r.note, r.note)
		case r.bold:
			s.WriteString("<b>" + html.EscapeString(r.text) + "</b>")
		case r.italic:
			s.WriteString("<i>" + html.EscapeString(r.text) + "</i>")
		default:
			s.WriteString(html.EscapeString(r.text))
		}
	}
	return strings.ReplaceAll(s.String(), "\u00a0", "&nbsp;")
}
