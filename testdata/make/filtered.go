package main

import (
	"fmt"
	"html"
	"strings"
)

// filtered returns the report as a word processor saves a "filtered" web page: every paragraph in a span, numbers as
// text before no-break spaces, notes behind the text, lines broken anywhere.
func (r *report) filtered() []byte {
	w := &filteredPage{report: r}
	w.f(`<html>

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15 (filtered)">
<title>%s</title>
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{margin-top:6.0pt; font-size:12.0pt;}
@page WordSection1
	{size:595.3pt 841.9pt;}
div.WordSection1
	{page:WordSection1;}
-->
</style>

</head>

<body lang=%s style='word-wrap:break-word' dir=%s>

<div class=WordSection1>

`, html.EscapeString(fmt.Sprint(r.header["title"])), strings.ToUpper(locales[r.language]), r.dir())
	for i := range r.blocks {
		w.block(&r.blocks[i])
	}
	w.close(false)
	w.f("</div>\n\n")
	if len(w.notes) > 0 {
		w.f("<div><br clear=all>\n\n<hr align=left size=1 width=\"33%%\">\n\n%s</div>\n\n", strings.Join(w.notes, ""))
	}
	w.f("</body>\n\n</html>\n")
	return []byte(w.String())
}

type filteredPage struct {
	*report
	strings.Builder
	front bool
	notes []string
}

func (w *filteredPage) f(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

func (w *filteredPage) close(front bool) {
	if w.front == front {
		return
	}
	if w.front = front; front {
		w.f("<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 width=640 style='width:480.0pt;border-collapse:collapse'>\n")
		return
	}
	w.f("</table>\n\n")
}

func (w *filteredPage) block(b *block) {
	w.close(b.kind == "front")
	words := w.inline(b.runs)
	gap := strings.Repeat("&nbsp;", 9) + " "
	switch b.kind {
	case "front":
		w.f(" <tr>\n  <td width=416 valign=top style='width:312.0pt;padding:0cm 5.4pt 0cm 5.4pt'>\n  <p class=MsoNormal>%s</p>\n  </td>\n  <td width=224 valign=top>\n  <p class=MsoNormal>%s</p>\n  </td>\n </tr>\n", words, w.inline(b.right))
	case "title":
		w.para("MsoTitle align=center", "<b>"+words+"</b>")
	case "author":
		w.para("Source align=center", words)
	case "label", "sub":
		w.para("MsoNormal", "<b>"+words+"</b>")
	case "rule":
		w.para("MsoNormal align=center", rule)
	case "heading":
		w.f("<h%d style='margin-left:0cm;text-indent:0cm'><span lang=%s>%s</span></h%d>\n\n", b.level, locales[w.language], lines(w.printed(b.number)+gap+words), b.level)
	case "numbered":
		w.para("MsoNormal", w.printed(b.number)+gap+words)
	case "item":
		w.para("MsoNormal style='margin-left:36.0pt;text-indent:-18.0pt'", b.number+`<span style='font:7.0pt "Times New Roman"'>`+strings.Repeat("&nbsp;", 8)+" </span>"+words)
	case "annex":
		w.f("<span style='font-size:12.0pt'><br clear=all style='page-break-before:always'>\n</span>\n\n")
		w.para("AnnexTitle align=center", "<b>"+words+"</b>")
	case "clause":
		w.para("Call", "<i>"+words+"</i>")
	case "note":
		w.notes = append(w.notes, fmt.Sprintf("<div id=ftn%s>\n\n<p class=MsoFootnoteText><a href=\"#_ftnref%s\" name=\"_ftn%s\" title=\"\"><span class=MsoFootnoteReference><span lang=EN-GB><span class=MsoFootnoteReference><span style='font-size:10.0pt'>[%s]</span></span></span></span></a><span lang=EN-GB> %s</span></p>\n\n</div>\n\n", b.number, b.number, b.number, b.number, words))
	case "table":
		w.f("<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>\n")
		for i, row := range b.rows {
			w.f(" <tr>\n")
			for _, c := range row {
				cell := w.inline(c)
				if i == 0 {
					cell = "<b>" + cell + "</b>"
				}
				w.f("  <td width=213 valign=top style='width:159.8pt;border:solid windowtext 1.0pt'>\n  <p class=MsoNormal>%s</p>\n  </td>\n", cell)
			}
			w.f(" </tr>\n")
		}
		w.f("</table>\n\n<p class=MsoNormal>&nbsp;</p>\n\n")
	default:
		w.para("MsoNormal", words)
	}
}

func (w *filteredPage) para(class, words string) {
	w.f("<p class=%s><span lang=%s>%s</span></p>\n\n", class, locales[w.language], lines(words))
}

// lines breaks the source anywhere between words.
func lines(words string) string { return strings.Join(fill(words, 80, ""), "\n") }

func (w *filteredPage) inline(runs []run) string {
	var s strings.Builder
	for _, r := range runs {
		text := html.EscapeString(r.text)
		switch {
		case r.note != "":
			fmt.Fprintf(&s, "<a href=\"#_ftn%s\" name=\"_ftnref%s\" title=\"\"><span class=MsoFootnoteReference><span class=MsoFootnoteReference><span lang=EN-GB style='font-size:12.0pt'>[%s]</span></span></span></a>", r.note, r.note, r.note)
		case r.bold:
			s.WriteString("<b>" + text + "</b>")
		case r.italic:
			s.WriteString("<i>" + text + "</i>")
		default:
			s.WriteString(text)
		}
	}
	return strings.ReplaceAll(s.String(), "\u00a0", "&nbsp;")
}
