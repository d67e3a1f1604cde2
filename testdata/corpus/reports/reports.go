// Package reports makes reports for measuring speed: invented words of six languages, as frequent as words are
// (Zipf), in numbered paragraphs with citations, figures and dates. The same number makes the same report.
package reports

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
)

// Format returns what writes a report as text, html or pdf, and the ending of its name; nil for another format.
func Format(name string) (write func(Report) []byte, ext string) {
	switch name {
	case "text":
		return asText, "txt"
	case "html":
		return asHTML, "html"
	case "pdf":
		return asPDF, "pdf"
	}
	return nil, ""
}

// A Report is a title and numbered lines: "1\tHeading", "1.1\tParagraph".
type Report struct {
	Name                string // of a file, without its ending
	lang, symbol, title string
	lines               []string
}

func asText(r Report) []byte {
	return []byte(r.symbol + "\n\n" + r.title + "\n\n" + strings.Join(r.lines, "\n") + "\n")
}

func asHTML(r Report) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=%q><head><meta charset=\"utf-8\"><title>%s</title></head><body>\n<nav><a href=\"/\">ITU</a></nav><main>\n<p>%s</p>\n<h1>%s</h1>\n",
		r.lang, html.EscapeString(r.title), r.symbol, html.EscapeString(r.title))
	for _, l := range r.lines {
		tag := "p"
		if number, _, _ := strings.Cut(l, "\t"); !strings.Contains(number, ".") {
			tag = "h2"
		}
		fmt.Fprintf(&b, "<%s>%s</%s>\n", tag, html.EscapeString(strings.Replace(l, "\t", " ", 1)), tag)
	}
	b.WriteString("</main></body></html>\n")
	return []byte(b.String())
}

// A language is the syllables that its invented words are made of, and how it writes what Plenary reads.
type language struct {
	code      string
	syllables []string
	space     string
	// what real reports are full of, in the language's own words
	phrases []string
}

var languages = []language{
	{"en", syllables("b c d f g l m n p r s t v st tr", "a e i o u ea ou"), " ",
		[]string{"Resolution %d (Rev. Bucharest, 2022)", "%d participants", "Document C25/%d", "%d May 2025", "CHF %d million", "%d per cent", "Decision %d", "WTDC-25"}},
	{"fr", syllables("b c d f g l m n p r s t v ch qu", "a e é i o u ou ai eau"), " ",
		[]string{"Résolution %d (Rév. Bucarest, 2022)", "%d participants", "Document C25/%d", "%d mai 2025", "%d millions CHF", "%d pour cent", "Décision %d", "CMDT-25"}},
	{"es", syllables("b c d f g l m n p r s t v ll qu", "a e i o u ó ía ue"), " ",
		[]string{"Resolución %d (Rev. Bucarest, 2022)", "%d participantes", "Documento C25/%d", "%d de mayo de 2025", "CHF %d millones", "%d por ciento", "Acuerdo %d", "CMDT-25"}},
	{"ru", syllables("б в г д ж з к л м н п р с т ст", "а е и о у я ы ов"), " ",
		[]string{"Резолюция %d (Пересм. Бухарест, 2022 г.)", "%d участников", "Документ C25/%d", "%d мая 2025 года", "%d млн швейцарских франков", "%d процентов", "Решение %d", "ВКРЭ-25"}},
	{"zh", strings.Split("电信 发展 会议 报告 国家 网络 技术 项目 区域 成员 部门 频谱 卫星 标准 能力 建设 政策 合作 服务 数据", " "), "",
		[]string{"第%d号决议(2022年,布加勒斯特,修订版)", "%d名与会者", "C25/%d号文件", "2025年5月%d日", "%d万瑞士法郎", "百分之%d", "第%d号决定", "WTDC-25"}},
	{"ar", syllables("ب ت ج د ر س ع ف ق ل م ن ه و ي", "ا و ي ات"), " ",
		[]string{"القرار %d (المراجَع في بوخارست، 2022)", "%d مشاركاً", "الوثيقة C25/%d", "%d مايو 2025", "%d مليون فرنك سويسري", "%d في المائة", "المقرر %d", "WTDC-25"}},
}

func syllables(consonants, vowels string) []string {
	var out []string
	for _, c := range strings.Fields(consonants) {
		for _, v := range strings.Fields(vowels) {
			out = append(out, c+v)
		}
	}
	return out
}

// A Maker makes reports.
type Maker struct{ vocabulary map[string][]string }

const vocabulary = 30_000

// NewMaker invents the words.
func NewMaker() *Maker {
	m := &Maker{map[string][]string{}}
	for _, l := range languages {
		r := rand.New(rand.NewPCG(1, uint64(len(l.syllables))))
		seen := map[string]bool{}
		for len(m.vocabulary[l.code]) < vocabulary {
			var b strings.Builder
			for range 1 + r.IntN(4) {
				b.WriteString(l.syllables[r.IntN(len(l.syllables))])
			}
			if w := b.String(); !seen[w] {
				seen[w] = true
				m.vocabulary[l.code] = append(m.vocabulary[l.code], w)
			}
		}
	}
	return m
}

// Report makes report i: numbered paragraphs under headings, 60 to 140 per cent of size in bytes of text. Its
// language is the (i mod 6)th of en, fr, es, ru, zh, ar.
func (m *Maker) Report(i, size int) Report {
	l := languages[i%len(languages)]
	r := rand.New(rand.NewPCG(2, uint64(i)))
	zipf := rand.NewZipf(r, 1.1, 4, vocabulary-1)
	words := func(n int) string {
		var b strings.Builder
		for k := range n {
			if k > 0 {
				b.WriteString(l.space)
				if r.IntN(40) == 0 {
					p := l.phrases[r.IntN(len(l.phrases))]
					if strings.Contains(p, "%d") {
						p = fmt.Sprintf(p, 1+r.IntN(28))
					}
					b.WriteString(p + l.space)
				}
			}
			b.WriteString(m.vocabulary[l.code][zipf.Uint64()])
		}
		return b.String()
	}
	out := Report{lang: l.code, symbol: fmt.Sprintf("C%02d/%d-%s", 10+i%17, i, letters[l.code]), title: strings.ToUpper(words(6))}
	out.Name = strings.ReplaceAll(out.symbol, "/", "-")
	want, have, section, para := size*6/10+r.IntN(size*8/10+1), 0, 0, 0
	for have < want {
		if para == 0 || para > 4 {
			section, para = section+1, 1
			out.lines = append(out.lines, fmt.Sprintf("%d\t%s", section, words(4)))
		}
		text := fmt.Sprintf("%d.%d\t", section, para)
		for range 3 + r.IntN(4) {
			text += words(15+r.IntN(20)) + ". "
		}
		out.lines = append(out.lines, strings.TrimSpace(text))
		have += len(text)
		para++
	}
	return out
}

var letters = map[string]string{"en": "E", "fr": "F", "es": "S", "ru": "R", "zh": "C", "ar": "A"}
