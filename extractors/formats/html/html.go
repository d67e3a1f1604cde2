// Package html reads web pages and what word processors save as HTML: Word, filtered or not, LibreOffice,
// WordPress (its JSON too), SharePoint. It takes the article and marks the rest of the page as furniture,
// computes the numbers of lists, and leaves out what a person does not see.
package html

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"plenary/extractors/formats/charset"
	"plenary/pipeline"
)

// A Reader reads HTML files. The zero Reader is ready for use.
type Reader struct{}

// Name returns "html".
func (Reader) Name() string { return "html" }

// Match tells HTML by its first tag, WordPress's JSON by its "rendered" fields, and a file that begins with
// something else by its name, as long as there is a tag in it.
func (Reader) Match(name string, head []byte) bool {
	if !charset.Text(head) {
		return false
	}
	s := string(head)
	if strings.IndexByte(s, 0) >= 0 { // UTF-16: the letters of tags are in ASCII
		s = strings.ReplaceAll(s, "\x00", "")
	}
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"} {
		s = strings.TrimPrefix(s, mark)
	}
	s = strings.TrimLeft(s, " \t\r\n")
	if isWordPress(s) {
		return true
	}
	if !strings.HasPrefix(s, "<") {
		switch strings.ToLower(filepath.Ext(name)) {
		case ".html", ".htm", ".xhtml", ".shtml":
			return strings.Contains(s, "<")
		}
		return false
	}
	return beginsAsHTML(strings.ToLower(s))
}

// beginsAsHTML looks at the first tag behind comments and the XML declaration.
func beginsAsHTML(s string) bool {
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = ">"
		case strings.HasPrefix(s, "<!doctype"):
			return strings.HasPrefix(strings.TrimLeft(s[len("<!doctype"):], " \t\r\n"), "html")
		case strings.HasPrefix(s, "<"):
			s = s[1:]
			n := strings.IndexAny(s, " \t\r\n>/:")
			return n > 0 && s[n] != ':' && firstTags[s[:n]]
		default:
			return false
		}
		i := strings.Index(s, end)
		if i < 0 {
			return strings.Contains(s, "<html")
		}
		s = s[i+len(end):]
	}
}

// firstTags are the elements with which a page or a piece of one begins.
var firstTags = set("html head body title meta link script style p div span h1 h2 h3 h4 h5 h6 table ol ul dl " +
	"article main section header nav center font a b i strong em br hr pre blockquote base img form")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Read returns the document.
func (Reader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	res, err := charset.Decode(data, declaredCharset(data))
	if err != nil {
		return nil, err
	}
	text := res.Text
	var page wordPress
	if s := strings.TrimSpace(text); isWordPress(s) && page.read(s) {
		text = page.html()
	}
	doc, err := Parse(ctx, name, text)
	if err != nil {
		return nil, err
	}
	page.describe(doc)
	doc.Problems = append(doc.Problems, res.Problems...)
	return doc, nil
}

// Parse returns the document of a page that is UTF-8 already.
func Parse(ctx context.Context, name, text string) (*pipeline.Document, error) {
	root, err := parse(text)
	w := &walker{ctx: ctx, reached: map[string]int{}}
	if err != nil {
		// Nested deeper than any page is: read the tags in a row, without their tree.
		w.flat(text)
		w.problems = append(w.problems, pipeline.Problem{Stage: "html", Message: err.Error() + "; read without structure"})
	} else {
		gdoc := goquery.NewDocumentFromNode(root)
		w.describe(gdoc)
		w.locate(gdoc)
		w.page(root)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var b pipeline.Builder
	for _, blk := range w.done() {
		blk.write(&b)
	}
	if b.Len() == 0 {
		return nil, fmt.Errorf("no text in the page: %w", pipeline.ErrEmpty)
	}
	doc := b.Document(name, "html")
	doc.Language, doc.Properties, doc.Problems = w.language, w.properties, w.problems
	return doc, nil
}

// declaredCharset returns what the page says of itself in its first 4 KiB: <meta charset>, http-equiv, or the XML
// declaration.
func declaredCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<?xml")) {
		decl, _, _ := bytes.Cut(head, []byte("?>"))
		if _, v, ok := bytes.Cut(decl, []byte("encoding=")); ok {
			return value(v)
		}
	}
	for {
		_, rest, ok := bytes.Cut(head, []byte("<meta"))
		if !ok {
			return ""
		}
		tag, after, _ := bytes.Cut(rest, []byte(">"))
		if _, v, ok := bytes.Cut(tag, []byte("charset")); ok {
			if v = bytes.TrimLeft(v, " \t\r\n"); len(v) > 0 && v[0] == '=' {
				if s := value(bytes.TrimLeft(v[1:], " \t\r\n")); s != "" {
					return s
				}
			}
		}
		head = after
	}
}

// value returns an attribute's value or the first word of one.
func value(v []byte) string {
	v = bytes.TrimLeft(v, `"'`)
	if i := bytes.IndexAny(v, "\"' \t\r\n;/>"); i >= 0 {
		v = v[:i]
	}
	return string(v)
}

// A wordPress is what its REST interface says of a page or post.
type wordPress struct {
	Title   struct{ Rendered string } `json:"title"`
	Content struct{ Rendered string } `json:"content"`
	Date    string                    `json:"date"`
	Changed string                    `json:"modified"`
	Lang    string                    `json:"lang"`
}

// isWordPress looks for an object, or a list of them, with a "rendered" field.
func isWordPress(s string) bool {
	return s != "" && (s[0] == '{' || s[0] == '[') && strings.Contains(s[:min(len(s), 4096)], `"rendered"`)
}

// read fills in the first object of the JSON text and reports whether it has content.
func (p *wordPress) read(s string) bool {
	dec := json.NewDecoder(strings.NewReader(s))
	if s[0] == '[' {
		if _, err := dec.Token(); err != nil || !dec.More() {
			return false
		}
	}
	return dec.Decode(p) == nil && p.Content.Rendered != ""
}

func (p *wordPress) html() string {
	return "<html><body><main><h1>" + p.Title.Rendered + "</h1>\n" + p.Content.Rendered + "</main></body></html>"
}

func (p *wordPress) describe(doc *pipeline.Document) {
	if p.Content.Rendered == "" {
		return
	}
	if doc.Properties == nil {
		doc.Properties = map[string]string{}
	}
	for k, v := range map[string]string{"created": p.Date, "modified": p.Changed} {
		if v != "" {
			doc.Properties[k] = v
		}
	}
	if doc.Properties["title"] == "" && len(doc.Blocks) > 0 && doc.Blocks[0].Kind == pipeline.Heading {
		doc.Properties["title"] = doc.Quote(doc.Blocks[0].Span)
	}
	if p.Lang != "" {
		doc.Language = p.Lang
	}
}
