package html

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Where pages keep their article, the surest first: HTML's own elements, the containers of ITU's site, SharePoint,
// WordPress, Drupal.
var articles = []string{
	"main", "[role=main]",
	".ms-rtestate-field", "[id^=ctl00_PlaceHolderMain]", "#DeltaPlaceHolderMain", "[id$=PlaceHolderMain_content]",
	".entry-content", ".post-content", ".article-content", ".field--name-body", ".field-name-body",
	"article", "#main-content", "#maincontent", "#content", "#main", ".main-content", ".content", "#bodyContent",
}

// locate finds the article. What a word processor saved is article from end to end.
func (w *walker) locate(doc *goquery.Document) {
	body := doc.Find("body").First()
	w.stats = map[*html.Node]counts{}
	if body.Length() == 0 {
		return
	}
	w.all = w.count(body.Get(0), false)
	gen := strings.ToLower(meta(doc, "generator"))
	w.libre = strings.Contains(gen, "libreoffice") || strings.Contains(gen, "openoffice")
	w.word = w.libre || isWord(doc, gen)
	w.notes = findNotes(body.Get(0))
	if w.word {
		return
	}
	all := w.all.text - w.all.links
	for _, sel := range articles {
		var best *html.Node
		prose, sum := 0, 0
		doc.Find(sel).Each(func(_ int, s *goquery.Selection) {
			n := s.Get(0)
			k, ok := w.stats[n]
			if !ok || w.framedAbove(n) {
				return
			}
			p := k.text - k.links
			sum += p
			if p > prose {
				best, prose = n, p
			}
		})
		// The article holds most of what is no link. Of a list of articles none is the page's.
		if best != nil && prose*10 >= all*4 && prose*10 >= sum*6 {
			w.main = best
			break
		}
	}
	if w.main == nil {
		return
	}
	w.above = map[*html.Node]bool{}
	for p := w.main.Parent; p != nil; p = p.Parent {
		w.above[p] = true
	}
}

// framedAbove reports whether an element stands in a part of the page's frame.
func (w *walker) framedAbove(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Footer, atom.Aside:
			return true
		}
	}
	return false
}

// isWord reports whether Word wrote the page.
func isWord(doc *goquery.Document, generator string) bool {
	return strings.Contains(generator, "microsoft word") || doc.Find(".WordSection1, .Section1, p.MsoNormal").Length() > 0
}

// describe reads what the page says of itself.
func (w *walker) describe(doc *goquery.Document) {
	root := doc.Find("html").First()
	w.language = strings.TrimSpace(first(root.AttrOr("lang", ""), root.AttrOr("xml:lang", ""), doc.Find("body").AttrOr("lang", ""),
		equiv(doc, "content-language"), meta(doc, "dc.language", "dcterms.language", "language"), strings.ReplaceAll(meta(doc, "og:locale"), "_", "-")))
	w.properties = map[string]string{}
	title := strings.Join(strings.Fields(doc.Find("head title").First().Text()), " ")
	for k, v := range map[string]string{
		"title":       first(meta(doc, "dc.title", "dcterms.title", "og:title"), title),
		"author":      meta(doc, "author", "dc.creator", "dcterms.creator", "article:author"),
		"created":     meta(doc, "dcterms.created", "created", "dc.date", "dcterms.date", "article:published_time", "date", "changedby.date"),
		"modified":    meta(doc, "dcterms.modified", "changed", "article:modified_time", "last-modified", "og:updated_time"),
		"producer":    meta(doc, "generator"),
		"description": meta(doc, "description", "dc.description", "og:description"),
		"url":         first(doc.Find("link[rel=canonical]").AttrOr("href", ""), meta(doc, "og:url")),
	} {
		if v = strings.TrimSpace(v); v != "" {
			w.properties[k] = isoDate(v)
		}
	}
	if len(w.properties) == 0 {
		w.properties = nil
	}
}

// isoDate turns LibreOffice's "20260324T180700000000000" and "2026-03-24T18:07:00.123" into ISO 8601 in seconds;
// anything else stays.
func isoDate(s string) string {
	if len(s) >= 15 && s[8] == 'T' && number(s[:4], 0) > 1900 && number(s[4:8], 0) > 0 && number(s[9:15], -1) >= 0 {
		return s[:4] + "-" + s[4:6] + "-" + s[6:8] + "T" + s[9:11] + ":" + s[11:13] + ":" + s[13:15]
	}
	if len(s) > 19 && s[4] == '-' && s[10] == 'T' && s[19] == '.' && strings.Trim(s[20:], "0123456789") == "" {
		return s[:19]
	}
	return s
}

// meta returns the content of the first <meta> with one of the names, whatever their case.
func meta(doc *goquery.Document, names ...string) string {
	for _, name := range names {
		var out string
		doc.Find("meta").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			if strings.EqualFold(s.AttrOr("name", ""), name) || strings.EqualFold(s.AttrOr("property", ""), name) {
				out = strings.TrimSpace(s.AttrOr("content", ""))
			}
			return out == ""
		})
		if out != "" {
			return out
		}
	}
	return ""
}

func equiv(doc *goquery.Document, name string) string {
	var out string
	doc.Find("meta[http-equiv]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if strings.EqualFold(s.AttrOr("http-equiv", ""), name) {
			out = s.AttrOr("content", "")
		}
		return out == ""
	})
	return out
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
