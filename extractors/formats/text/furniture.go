package text

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Head and foot of a page are looked for in this many lines from either end.
const margin = 4

// findFurniture marks what belongs to the paper and not to the report: running heads and feet, page numbers,
// file names, and what a converter leaves behind the last line.
func (p *parser) findFurniture() {
	p.runningHeads()
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind == body && (isFileLine(l.text) || isFolio(l.text) || strings.HasPrefix(l.text, "©")) {
			l.kind = furniture
		}
	}
	p.images()
	p.tail()
	p.neighbours()
}

// runningHeads marks the lines that stand at the same end of most pages and differ only in their digits.
func (p *parser) runningHeads() {
	if p.pages < 2 {
		return
	}
	type place struct {
		foot bool
		skel string
	}
	seen := map[place]int{}
	visit := func(each func(i int, at place)) {
		for from := 0; from < len(p.lines); {
			to := from
			for to < len(p.lines) && p.lines[to].page == p.lines[from].page {
				to++
			}
			for i := from; i < to; i++ {
				if i >= from+margin && i < to-margin || len(p.lines[i].text) > 3*longest {
					continue
				}
				skel := skeleton(p.lines[i].text)
				if len(skel) > 160 {
					continue
				}
				if i < from+margin {
					each(i, place{false, skel})
				}
				if i >= to-margin {
					each(i, place{true, skel})
				}
			}
			from = to
		}
	}
	last := map[place]int{}
	visit(func(i int, at place) {
		if page := p.lines[i].page + 1; last[at] != page { // once a page
			last[at] = page
			seen[at]++
		}
	})
	need := max(2, (p.pages+2)/3)
	visit(func(i int, at place) {
		l := &p.lines[i]
		if l.kind == body && seen[at] >= need && (!l.mark.strong(l.text) || isFolio(l.text)) {
			l.kind = furniture
		}
	})
	p.folios()
}

// folios marks the numbers alone at either end of their page that count the pages. Others number what follows.
func (p *parser) folios() {
	type folio struct{ line, offset int }
	var list []folio
	seen := map[int]int{}
	for i := range p.lines {
		l := &p.lines[i]
		edge := i == 0 || i == len(p.lines)-1 || p.lines[i-1].page != l.page || p.lines[i+1].page != l.page ||
			p.lines[i-1].kind == furniture || p.lines[i+1].kind == furniture
		if edge && l.kind == body && len(l.text) < 24 && onlyNumber(l.text) {
			f := folio{i, firstNumber(l.text) - l.page}
			list = append(list, f)
			seen[f.offset]++
		}
	}
	best, offset := 0, 0
	for _, f := range list {
		if n := seen[f.offset]; n > best {
			best, offset = n, f.offset
		}
	}
	for _, f := range list {
		if f.offset == offset {
			p.lines[f.line].kind = furniture
		}
	}
}

// skeleton returns a line with every run of digits as one sign and its words in order, so that "Page 3" and "Page
// 12" are alike, and so are the feet of left and right pages.
func skeleton(s string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		fields[i] = strings.Map(func(r rune) rune {
			if digit(r) >= 0 {
				return '#'
			}
			return r
		}, f)
		for strings.Contains(fields[i], "##") {
			fields[i] = strings.ReplaceAll(fields[i], "##", "#")
		}
	}
	sort.Strings(fields)
	return strings.Join(fields, " ")
}

// onlyNumber reports whether a line is a number, or numbers with signs around them: "- 12 -", "2/83".
func onlyNumber(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case digit(r) >= 0:
			n++
		case r == ' ' || r == '-' || r == '–' || r == '—' || r == '/' || r == '|':
		default:
			return false
		}
	}
	return n > 0 && n <= 8
}

// firstNumber returns the first number in a line.
func firstNumber(s string) int {
	n, begun := 0, false
	for _, r := range s {
		d := digit(r)
		if d < 0 && begun {
			break
		}
		if d >= 0 {
			n, begun = 10*n+d, true
		}
	}
	return n
}

// isFileLine reports whether a line is what Word's fields print of the file itself.
//
//	Document1<tab>24.03.26<tab>18.07.00
//	P:\RUS\SG\CONSEIL\C19\000\041R.docx (450263) 07.06.19 06.06.19
func isFileLine(s string) bool {
	if len(s) > 3 && s[1] == ':' && s[2] == '\\' || strings.HasPrefix(s, `\\`) || strings.HasPrefix(s, "file://") {
		return true
	}
	first, rest := s, ""
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		first, rest = s[:i], s[i:]
	}
	name := strings.TrimRight(first, "0123456789")
	if name == "Document" && len(name) < len(first) || hasExtension(first, wordFiles) {
		dates := 0
		for _, f := range strings.Fields(rest) {
			if !dateLike(strings.Trim(f, "()")) {
				return false
			}
			dates++
		}
		return dates > 0 || name != "Document"
	}
	return false
}

var wordFiles = []string{".docx", ".doc", ".docm", ".dotx", ".rtf", ".odt", ".pdf", ".ww9"}

// hasExtension reports whether a word without blanks is a file name with one of the extensions.
func hasExtension(s string, exts []string) bool {
	i := strings.LastIndexByte(s, '.')
	if i <= 0 || strings.Contains(s, "://") {
		return false
	}
	for _, e := range exts {
		if strings.EqualFold(s[i:], e) {
			return true
		}
	}
	return false
}

// dateLike reports whether a word is digits with points or the like: "24.03.26", "18:07", "450263".
func dateLike(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n++
		case c == '.' || c == ':' || c == '/' || c == '-':
		default:
			return false
		}
	}
	return n > 0
}

// isFolio reports whether a line is a page number as running lines print it, alone or with the document's
// symbol: "C26/30-F<tab>1", "2/83<tab>PP14/67(Add.1)-S", "– 47 –", "-2– WTDC02/35-C".
func isFolio(s string) bool {
	if len(s) > longest {
		return false
	}
	symbols, pages, dashed := 0, 0, false
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 5 {
		return false
	}
	for _, f := range fields {
		core := strings.Trim(f, "-–—|")
		switch {
		case core == "":
			dashed = true
		case isPage(core):
			pages++
			dashed = dashed || core != f
		case isSymbol(core):
			symbols++
		default:
			return false
		}
	}
	if pages != 1 || symbols > 1 {
		return false
	}
	if symbols == 1 {
		return true
	}
	first, last := firstRune(s), lastRune(s) // "- 2 -"
	return dashed && isDash(first) && isDash(last) && len(s) >= 3
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '−' }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isPage reports whether a word is a page number: "12", "2/83".
func isPage(s string) bool {
	a, b, slash := strings.Cut(s, "/")
	short := func(s string) bool {
		for i := 0; i < len(s); i++ {
			if s[i] < '0' || s[i] > '9' {
				return false
			}
		}
		return len(s) > 0 && len(s) <= 4
	}
	return short(a) && (!slash || short(b))
}

// isSymbol reports whether a word has the form of a document symbol: capitals, a slash, digits.
func isSymbol(s string) bool {
	slash := strings.IndexByte(s, '/')
	if slash <= 0 || !(s[0] >= 'A' && s[0] <= 'Z' || strings.HasPrefix(s, "С")) || strings.Contains(s, "//") {
		return false
	}
	digits := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits = true
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x400 && r < 0x460 || r == 'é':
		case strings.ContainsRune("/-–().!", r):
		default:
			return false
		}
	}
	return digits
}

// isAddress reports whether a line is one web address and no more: "council.itu.int/2026".
func isAddress(s string) bool {
	if len(s) > 160 || strings.ContainsAny(s, " \t@") {
		return false
	}
	host := s
	if i := strings.Index(s, "://"); i >= 0 {
		host = s[i+3:]
	}
	host, _, _ = strings.Cut(host, "/")
	dot := strings.IndexByte(host, '.')
	if dot <= 0 || dot == len(host)-1 {
		return false
	}
	letters := 0
	for i := 0; i < len(host); i++ {
		c := host[i] | 0x20
		if c >= 'a' && c <= 'z' {
			letters++
		} else if (host[i] < '0' || host[i] > '9') && host[i] != '.' && host[i] != '-' && host[i] != ':' {
			return false
		}
	}
	return letters >= 4
}

// isJob reports whether a line is a translation job's number, seven digits: "2600588".
func isJob(s string) bool { return len(s) >= 6 && len(s) <= 8 && dateLike(s) && isPageDigits(s) }

func isPageDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

var pictures = []string{".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".svg"}

// images marks the name of a picture that a converter left, and the letters it read in the picture: the short
// lines that follow. They end with the file, or where a paragraph or a numbered line shows that text goes on.
func (p *parser) images() {
	for i := 0; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.kind != body || strings.ContainsAny(l.text, " \t") || !hasExtension(l.text, pictures) {
			continue
		}
		l.kind = furniture
		end := i + 1
		for end < len(p.lines) && (p.lines[end].width <= 80 || p.lines[end].kind == furniture) {
			end++
		}
		if end < len(p.lines) {
			// Text goes on: of what stands before it only the lines up to the next blank one are the picture's.
			for end = i + 1; end < len(p.lines) && !p.lines[end].gap && p.lines[end].width <= 40; end++ {
			}
		}
		for ; i+1 < end; i++ {
			p.lines[i+1].kind = furniture
		}
	}
}

// tail marks what follows the last rule of the text when it is nothing but short lines and some of them are
// surely furniture: the feet of the first and of the other pages, the letters of the banner.
func (p *parser) tail() {
	last := -1
	for i := range p.lines {
		if p.lines[i].kind == rule {
			last = i
		}
	}
	if last < 0 || last == len(p.lines)-1 || len(p.lines)-last > 60 {
		return
	}
	sure := false
	for _, l := range p.lines[last+1:] {
		switch {
		case l.width > 100:
			return
		case l.kind == furniture || isAddress(l.text):
			sure = true
		case l.mark.kind == number && !l.mark.alone(l.text) && l.mark.apart:
			return
		}
	}
	if !sure {
		return
	}
	for i := last + 1; i < len(p.lines); i++ {
		p.lines[i].kind = furniture
	}
}

// topmost reports whether nothing but furniture stands above line i on its page.
func (p *parser) topmost(i int) bool {
	for k := i - 1; k >= max(i-margin, 0) && p.lines[k].page == p.lines[i].page; k-- {
		if p.lines[k].kind != furniture {
			return false
		}
	}
	return true
}

// neighbours marks addresses and job numbers that stand beside furniture, and the symbol at the head of a page.
func (p *parser) neighbours() {
	beside := func(i int) bool {
		return i > 0 && p.lines[i-1].kind == furniture || i+1 < len(p.lines) && p.lines[i+1].kind == furniture
	}
	look := func(i int) {
		l := &p.lines[i]
		if l.kind == body && len(l.text) <= 80 && (isJob(l.text) || isAddress(l.text) || l.page > 0 && isSymbol(l.text) && p.topmost(i)) && beside(i) {
			l.kind = furniture
		}
	}
	for i := range p.lines {
		look(i)
	}
	for i := len(p.lines) - 1; i >= 0; i-- {
		look(i)
	}
}
