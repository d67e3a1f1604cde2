package main

import (
	"fmt"
	"html"
	"strings"
)

// site returns the report as a page of a content management system: menus, a banner about cookies, a column beside
// the text, what to read next, a foot. Numbers are typed before a blank, lists are lists.
func (r *report) site() []byte {
	w := &sitePage{report: r}
	title := html.EscapeString(fmt.Sprint(r.header["title"]))
	w.f(`<!DOCTYPE html>
<html lang="%s" dir="%s" class="no-js">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s &#8211; Council site</title>
<meta name="generator" content="WordPress 6.4.3">
<meta property="og:locale" content="%s">
<style>.wp-block-table td{border:1px solid}</style>
<script>var menu = {"items": 12};</script>
</head>
<body class="page-template-default page page-id-381 wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<div id="cookie-law-info-bar" data-nosnippet="true"><span>We use 3 cookies on this site. By clicking "Accept" you agree.<a role="button">Accept</a></span></div>
<div id="page" class="site">
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="/">Council of 48 Member States</a></p></div>
<nav id="site-navigation" class="main-navigation"><div class="menu-main-container"><ul id="primary-menu" class="menu">
<li class="menu-item"><a href="/2024">Council 2024</a></li><li class="menu-item"><a href="/2025">Council 2025</a></li>
<li class="menu-item"><a href="/documents">Documents</a><ul class="sub-menu"><li><a href="/res">Resolutions and Decisions</a></li><li><a href="/dec-5">Decision 5</a></li></ul></li>
</ul></div></nav></header>
<div class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/documents">Documents</a> &gt; <span>Report</span></div>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-381" class="post-381 page type-page status-publish hentry">
<div class="entry-content">
`, r.language, r.dir(), title, strings.ReplaceAll(locales[r.language], "-", "_"))
	for i := range r.blocks {
		w.block(&r.blocks[i])
	}
	w.close("")
	w.f(`</div>
<footer class="entry-footer"><div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li><a href="https://example.org/share">Post</a></li></ul></div></footer>
</article>
</main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">Recent posts</h2><ul><li><a href="/a">Council 2025 closes after 9 days</a></li><li><a href="/b">150 countries at PP-22</a></li></ul></section></aside>
</div>
<footer id="colophon" class="site-footer"><div class="site-info">&copy; 2026 All rights reserved. 27 offices. <a href="/privacy">Privacy</a></div></footer>
</div>
</body></html>
`)
	return []byte(w.String())
}

type sitePage struct {
	*report
	strings.Builder
	open string // list, front
}

func (w *sitePage) f(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

func (w *sitePage) close(next string) {
	if w.open == next {
		return
	}
	switch w.open {
	case "list":
		w.f("</ul>\n")
	case "front":
		w.f("</p>\n")
	}
	w.open = next
	switch next {
	case "list":
		w.f("<ul class=\"wp-block-list\">\n")
	case "front":
		w.f("<p class=\"has-text-align-right\">")
	}
}

func (w *sitePage) block(b *block) {
	page := page{report: w.report}
	words := page.inline(b.runs)
	open := ""
	switch {
	case b.kind == "item" && b.number == "–":
		open = "list"
	case b.kind == "front":
		open = "front"
	}
	w.close(open)
	switch b.kind {
	case "front":
		w.f("%s<br>\n", words)
		if len(b.right) > 0 {
			w.f("%s<br>\n", page.inline(b.right))
		}
	case "title":
		w.f("<h1 class=\"has-text-align-center wp-block-heading\"><strong>%s</strong></h1>\n", words)
	case "author":
		w.f("<p class=\"has-text-align-center\">%s</p>\n", words)
	case "label":
		w.f("<p><strong>%s</strong></p>\n", words)
	case "rule":
		w.f("<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n")
	case "heading":
		w.f("<h%d class=\"wp-block-heading\"><strong>%s %s</strong></h%d>\n", b.level+1, html.EscapeString(w.printed(b.number)), words, b.level+1)
	case "numbered":
		w.f("<p>%s&nbsp; %s</p>\n", html.EscapeString(w.printed(b.number)), words)
	case "annex", "sub":
		w.f("<h3 class=\"wp-block-heading\">%s</h3>\n", words)
	case "clause":
		w.f("<p><em>%s</em></p>\n", words)
	case "item":
		if b.number == "–" {
			w.f("<li>%s</li>\n", words)
			return
		}
		w.f("<p>%s %s</p>\n", b.number, words)
	case "note":
		w.f("<p id=\"fn%s\" class=\"has-small-font-size\"><sup>%s</sup> %s</p>\n", b.number, b.number, words)
	case "table":
		w.f("<figure class=\"wp-block-table\"><table><tbody>\n")
		for i, row := range b.rows {
			w.f("<tr>")
			for _, c := range row {
				cell := page.inline(c)
				if i == 0 {
					cell = "<strong>" + cell + "</strong>"
				}
				w.f("<td>%s</td>", cell)
			}
			w.f("</tr>\n")
		}
		w.f("</tbody></table></figure>\n")
	default:
		w.f("<p>%s</p>\n", words)
	}
}
