package text

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"plenary/pipeline"
)

// outline prints one block a line: kind, level, label in brackets, marks, text; children are indented.
func outline(doc *pipeline.Document) string {
	var b strings.Builder
	var walk func(bs []*pipeline.Block, depth string)
	walk = func(bs []*pipeline.Block, depth string) {
		for _, x := range bs {
			fmt.Fprintf(&b, "%s%s", depth, x.Kind)
			if x.Level > 0 {
				fmt.Fprint(&b, x.Level)
			}
			if x.Kind == pipeline.Cell && x.Column > 0 {
				fmt.Fprint(&b, x.Column)
			}
			if x.Head {
				b.WriteString(" head")
			}
			if x.Style&pipeline.Rule != 0 {
				b.WriteString(" rule")
			}
			if len(x.Blocks) == 0 {
				q := doc.Quote(x.Span)
				if n := x.Label.Len(); n > 0 {
					q = "[" + q[:n] + "]" + q[n:]
				}
				fmt.Fprintf(&b, " %s", strings.ReplaceAll(q, "\t", "→"))
			}
			b.WriteByte('\n')
			walk(x.Blocks, depth+"  ")
		}
	}
	walk(doc.Blocks, "")
	return b.String()
}

func parseText(t *testing.T, in string) *pipeline.Document {
	t.Helper()
	doc, err := Reader{}.Read(context.Background(), "x.txt", []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

var cases = []struct{ name, in, want string }{
	{"a line is a paragraph", "\tTITRE DU RAPPORT\r\n\r\n\tObjet\r\nLe présent document rend compte.\r\nSuite à donner\r\nLe Conseil est invité à en prendre note.\r\n________________\r\n 1\tGénéralités\r\n1.1\tLa Conférence a réuni 1\u00A0939\u00A0participants.\r\n–\tUne déclaration.\r\n", `
paragraph TITRE DU RAPPORT
paragraph Objet
paragraph Le présent document rend compte.
paragraph Suite à donner
paragraph Le Conseil est invité à en prendre note.
paragraph rule ________________
heading1 [1]→Généralités
paragraph [1.1]→La Conférence a réuni 1` + "\u00A0939\u00A0" + `participants.
item [–]→Une déclaration.
`},
	{"wrapped, English", `1.   Report of the meeting

1.1  The meeting was opened by the Chair, who welcomed the 320 delegates
     of 44 Member States and thanked the host country for its very warm
     hospitality. As the Council had decided in 2023, it was held in Baku
     from the first week of the month, 17 to 28 November 2025, on the
     basis of the agenda in Document C26/30-E and of the draft plan for
     the study period 2026-2029, the next but one.
1.2  The second paragraph begins without a blank line before it and goes on
     (a) until here.

     – a first point, which is long enough to be wrapped at the same margin as
       the text;
     – a second one.
`, `
heading1 [1.]   Report of the meeting
paragraph [1.1]  The meeting was opened by the Chair, who welcomed the 320 delegates of 44 Member States and thanked the host country for its very warm hospitality. As the Council had decided in 2023, it was held in Baku from the first week of the month, 17 to 28 November 2025, on the basis of the agenda in Document C26/30-E and of the draft plan for the study period 2026-2029, the next but one.
paragraph [1.2]  The second paragraph begins without a blank line before it and goes on (a) until here.
item [–] a first point, which is long enough to be wrapped at the same margin as the text;
item [–] a second one.
`},
	{"wrapped, Russian", `Совет рассмотрел отчет о работе комиссии и принял к сведению, что в работе
конференции участвовали представители 150 стран и 93 члена Сектора, а также
наблюдатели от международных организаций.

a) Первый пункт повестки дня, который занимает больше одной строки и потому
перенесен на следующую строку;
b) второй пункт.
`, `
paragraph Совет рассмотрел отчет о работе комиссии и принял к сведению, что в работе конференции участвовали представители 150 стран и 93 члена Сектора, а также наблюдатели от международных организаций.
item [a)] Первый пункт повестки дня, который занимает больше одной строки и потому перенесен на следующую строку;
item [b)] второй пункт.
`},
	{"wrapped, Chinese: no space at the join", `理事会注意到秘书长关于世界电信发展大会的报告，并对所有成员国和部门成
员在大会筹备过程中作出的贡献表示感谢，同时请电信发展局主任在2026年理
事会会议上提交后续报告。

1.	请秘书长向成员国通报本决定，并采取必要的措施落实大会通过的第71号决
议及其附件所载的各项任务。
`, `
paragraph 理事会注意到秘书长关于世界电信发展大会的报告，并对所有成员国和部门成员在大会筹备过程中作出的贡献表示感谢，同时请电信发展局主任在2026年理事会会议上提交后续报告。
paragraph [1.]→请秘书长向成员国通报本决定，并采取必要的措施落实大会通过的第71号决议及其附件所载的各项任务。
`},
	{"wrapped, Arabic", `نظر المجلس في تقرير الأمين العام عن المؤتمر العالمي لتنمية الاتصالات الذي
عقد في باكو في الفترة من 17 إلى 28 نوفمبر 2025 بحضور ممثلين عن أكثر من
150 بلدا ومنظمات دولية وإقليمية.

1 - يدعو الدول الأعضاء إلى مواصلة العمل على تنفيذ خطة العمل وإلى تقديم
تقارير منتظمة عن التقدم المحرز.
`, `
paragraph نظر المجلس في تقرير الأمين العام عن المؤتمر العالمي لتنمية الاتصالات الذي عقد في باكو في الفترة من 17 إلى 28 نوفمبر 2025 بحضور ممثلين عن أكثر من 150 بلدا ومنظمات دولية وإقليمية.
paragraph [1 -] يدعو الدول الأعضاء إلى مواصلة العمل على تنفيذ خطة العمل وإلى تقديم تقارير منتظمة عن التقدم المحرز.
`},
	{"numbers alone on their line", "1 -\nتطلب إلى الأمين العام أن يقدم تقريرا إلى المجلس؛\n2 -\nتقرر إبقاء المسألة قيد النظر.\n", `
paragraph [1 -]→تطلب إلى الأمين العام أن يقدم تقريرا إلى المجلس؛
paragraph [2 -]→تقرر إبقاء المسألة قيد النظر.
`},
	{"a figure alone on its line stays", "Participants\n1 939\nCountries\n150\nThe meeting was closed at noon.\n", `
paragraph Participants
paragraph 1 939
paragraph Countries
paragraph 150
paragraph The meeting was closed at noon.
`},
	{"a table by tabs", "Region\tParticipants\tCountries\nAfrica\t412\t44\nAsia\t\t38\nTotal\t939\nThe table shows all.\n", `
table
  row head
    cell head Region
    cell1 head Participants
    cell2 head Countries
  row
    cell Africa
    cell1 412
    cell2 44
  row
    cell Asia
    cell2 38
  row
    cell Total
    cell1 939
paragraph The table shows all.
`},
	{"a table by columns", "Number of participants:\n\n  Region        2024     2025\n  Africa         412    1 044\n  Asia            98\n  Europe                1 200\n", `
paragraph Number of participants:
table
  row
    cell Region
    cell1 2024
    cell2 2025
  row
    cell Africa
    cell1 412
    cell2 1 044
  row
    cell Asia
    cell1 98
  row
    cell Europe
    cell2 1 200
`},
	{"numbered paragraphs with tabs are no table", "1.1\tThe first.\n1.2\tThe second.\na)\tone\nb)\ttwo\n", `
paragraph [1.1]→The first.
paragraph [1.2]→The second.
item [a)]→one
item [b)]→two
`},
	{"the head of a letter", "Punto del orden del día: PL 3.1\tDocumento C18/35-S\n\t4 de abril de 2018\n\tOriginal: inglés\n\nAsunto\n", `
table
  row
    cell Punto del orden del día: PL 3.1
    cell1 Documento C18/35-S
  row
    cell1 4 de abril de 2018
  row
    cell1 Original: inglés
paragraph Asunto
`},
	{"a line in two parts", "Agenda item: ADM 3                 Document C23/40-E\n\nReport by the Secretary-General\n", `
paragraph Agenda item: ADM 3
paragraph Document C23/40-E
paragraph Report by the Secretary-General
`},
	{"pages with heads, feet and a broken paragraph", "C24/7-E\n\nThe first paragraph of the report is long enough to be wrapped and to go on\nover the end of the page, because it speaks of the inter-\n\n- 1 -\n\fC24/7-E\n\nnational union and of its members.\n\nThe second paragraph stands alone on the second page of this short document\nand ends here.\n- 2 -\n", `
furniture C24/7-E
paragraph The first paragraph of the report is long enough to be wrapped and to go on over the end of the page, because it speaks of the international union and of its members.
furniture - 1 -
furniture C24/7-E
paragraph The second paragraph stands alone on the second page of this short document and ends here.
furniture - 2 -
`},
	{"what Word and a converter leave at the end", "6\tResolutions\nThe Conference adopted 44 resolutions.\n______________\n\tcouncil.itu.int/2031\n\t\tC31/12-F\t1\n\nDocument1\t24.03.31\t18.07.00\n\t3100588\nimage1.png\n@9 ITUCOUNCIL\nN, 74\n\nGENEVE2031\n28 avril - 8 mai 2031, Genéve, Suisse\n\n", `
paragraph [6]→Resolutions
paragraph The Conference adopted 44 resolutions.
paragraph rule ______________
furniture council.itu.int/2031
furniture C31/12-F→1
furniture Document1→24.03.31→18.07.00
furniture 3100588
furniture image1.png
furniture @9 ITUCOUNCIL
furniture N, 74
furniture GENEVE2031
furniture 28 avril - 8 mai 2031, Genéve, Suisse
`},
	{"an annex after the last rule is text", "The report ends.\n______________\nANNEX 1\n1\tTerms of reference\n1.1\tThe group shall meet twice a year.\nC31/12-E\t4\n", `
paragraph The report ends.
paragraph rule ______________
paragraph ANNEX 1
heading1 [1]→Terms of reference
paragraph [1.1]→The group shall meet twice a year.
furniture C31/12-E→4
`},
	{"file names", "P:\\RUS\\SG\\CONSEIL\\C19\\000\\041R.docx (450263) 07.06.19 06.06.19\nСовету предлагается утвердить отчет.\n2/83\tPP14/67(Add.1)-S\n-2– WTDC02/35-C\n", `
furniture P:\RUS\SG\CONSEIL\C19\000\041R.docx (450263) 07.06.19 06.06.19
paragraph Совету предлагается утвердить отчет.
furniture 2/83→PP14/67(Add.1)-S
furniture -2– WTDC02/35-C
`},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		doc := parseText(t, c.in)
		if got := outline(doc); got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}

// A text that is wrapped has the paragraphs of the same text unwrapped.
func TestWrapped(t *testing.T) {
	in := report()
	want := parseText(t, in).Text
	for _, column := range []int{60, 78, 100} {
		if got := parseText(t, wrap(in, column)).Text; got != want {
			g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
			for i := range g {
				if i >= len(w) || g[i] != w[i] {
					t.Fatalf("column %d: line %d: %q", column, i, g[i])
				}
			}
		}
	}
}

func TestPages(t *testing.T) {
	doc := parseText(t, "one\n\ftwo\n\f\ffour\n")
	if len(doc.Pages) != 4 || doc.PageAt(strings.Index(doc.Text, "two")) != 2 || doc.PageAt(strings.Index(doc.Text, "four")) != 4 {
		t.Errorf("%v %q", doc.Pages, doc.Text)
	}
	if doc := parseText(t, "no\nform feed"); doc.Pages != nil {
		t.Errorf("%v", doc.Pages)
	}
}

func TestBad(t *testing.T) {
	for in, want := range map[string]error{"": pipeline.ErrEmpty, " \n\t\n\u00A0\r\n": pipeline.ErrEmpty, "\x00\x01\x02\x03\x04\x05\x06": pipeline.ErrUnknown} {
		if _, err := (Reader{}).Read(context.Background(), "x.txt", []byte(in)); !errors.Is(err, want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Reader{}).Read(ctx, "x.txt", []byte("text\n")); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

// Hostile shapes: each is read in a time that grows with its length; the test would not end otherwise.
func TestLarge(t *testing.T) {
	const size = 10 << 20
	for name, unit := range map[string]string{
		"one line": "word ", "no blanks": "x", "tabs": "\t", "short lines": "a\n", "numbers": "1.1\n", "feeds": "x\f",
		"bullets": "– \n", "rules": "____\n", "columns": "a   b\n", "tab rows": "a\tb\tc\n", "hyphens": "ab-\n", "lone numbers": "1 -\n2\n",
		"digits": "1.1.1.1.1.", "pictures": "a.png\n", "folios": "- 1 -\n",
		"dashes": "--- ---\na   b\n", "bars": "| a |\n", "frames": "+-+-+\n|a|b|\n", "columns of bars": "|a", "columns of dashes": "-- ",
	} {
		n := size / len(unit)
		if strings.ContainsAny(unit, "\n\f") { // every line costs about 150 bytes
			n /= 20
		}
		in := strings.Repeat(unit, n+1)
		doc, err := Reader{}.Read(context.Background(), "x.txt", []byte(in))
		if err != nil && !errors.Is(err, pipeline.ErrEmpty) {
			t.Errorf("%s: %v", name, err)
		}
		if doc != nil && len(doc.Text) > 2*len(in)+16 {
			t.Errorf("%s: %d bytes of %d", name, len(doc.Text), len(in))
		}
	}
}

func TestMark(t *testing.T) {
	for in, want := range map[string]int{
		"1.1\tText": 3, "1. Text": 2, "12) text": 3, "15 - نص": 4, "١ - نص": 4, "(a) text": 3, "iv) text": 3, "( أ ) نص": 6,
		"أ ) نص": 4, "一、总则": 6, "（一）总则": 9, "– text": 3, "• text": 3, "6bis\ttext": 4, "3.2.1  Text": 5,
		"1 704 participants": 0, "2025 was": 0, "Text": 0, "17 to 28 November": 0, "(see above)": 0, "page) and": 0, "A. Smith": 0,
		"10-year plan": 0, "–text": 0, "5%": 0, "24.03.2026\tx": 0,
	} {
		if _, got := Mark(in); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range cases {
		f.Add([]byte(c.in))
	}
	f.Add([]byte("\xFF\xFEa\x00\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Reader{}.Read(context.Background(), "x.txt", data)
		if err != nil {
			return
		}
		check(t, doc)
	})
}

// check holds what is true of every document: valid text, blocks in order inside their parents, pages that tile it.
func check(t *testing.T, doc *pipeline.Document) {
	t.Helper()
	if !utf8.ValidString(doc.Text) {
		t.Fatal("invalid text")
	}
	var walk func(bs []*pipeline.Block, in pipeline.Span)
	walk = func(bs []*pipeline.Block, in pipeline.Span) {
		at := in.Start
		for _, b := range bs {
			if b.Start < at || b.End < b.Start || b.End > in.End || !b.Label.Empty() && (b.Label.Start != b.Start || b.Label.End > b.End) {
				t.Fatalf("%s %v label %v after %d in %v", b.Kind, b.Span, b.Label, at, in)
			}
			at = b.End
			walk(b.Blocks, b.Span)
		}
	}
	walk(doc.Blocks, pipeline.Span{End: len(doc.Text)})
	at := 0
	for _, p := range doc.Pages {
		if p.Start != at || p.End < p.Start {
			t.Fatalf("pages %v", doc.Pages)
		}
		at = p.End
	}
	if doc.Pages != nil && at != len(doc.Text) {
		t.Fatalf("pages %v of %d", doc.Pages, len(doc.Text))
	}
}
