package text

import (
	"context"
	"strings"
	"testing"
)

// A report of about 40 kB: headings, paragraphs on one line each, bullets.
func report() string {
	var b strings.Builder
	for i := range 6 {
		n := string(rune('1' + i))
		b.WriteString(n + "\tRésultats de la Conférence\n")
		for j := range 9 {
			b.WriteString(n + "." + string(rune('1'+j)) + "\t" + strings.Repeat("La Conférence a réuni 1\u00A0939\u00A0participants et adopté la Résolution 91. ", 8) + "\n")
			b.WriteString("–\tQuatre nouvelles résolutions et 44 résolutions révisées.\n")
		}
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{"lines": report(), "wrapped": wrap(report(), 78)} {
		b.Run(name, func(b *testing.B) {
			data := []byte(text)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Reader{}).Read(context.Background(), "x.txt", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// wrap breaks the lines of a text before the column.
func wrap(text string, column int) string {
	var b strings.Builder
	for _, line := range strings.Split(text, "\n") {
		at := 0
		for i, word := range strings.Split(line, " ") {
			n := paper.columns(word, 0)
			switch {
			case i == 0:
			case at+1+n > column:
				b.WriteByte('\n')
				at = 0
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += n
		}
		b.WriteString("\n")
	}
	return b.String()
}
