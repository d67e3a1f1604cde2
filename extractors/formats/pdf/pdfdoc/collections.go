package pdfdoc

import (
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// highBits sets the high bit of each byte before it decodes.
type highBits struct{ transform.Transformer }

func (h highBits) Transform(dst, src []byte, atEOF bool) (int, int, error) {
	high := make([]byte, len(src))
	for i, c := range src {
		high[i] = c | 0x80
	}
	return h.Transformer.Transform(dst, high, atEOF)
}

// A collection is one of Adobe's character collections: which character a CID is. Their kanji, hanzi and hangul
// stand in the order of the national standard, so that runs of codes give them; the later supplements, which
// have no such order, are left out.
type collection struct {
	enc   encoding.Encoding
	latin int // CID of the space
	runs  []codeRun
}

// A codeRun says that the characters of rows of a two-byte code, in their order, have CIDs in a row. Codes
// that stand for nothing are passed over.
type codeRun struct {
	first, last int // codes
	lo, hi      int // bounds of the second byte
	cid         int
}

var collections = map[string]collection{
	"GB1": {simplifiedchinese.GBK, 1, []codeRun{
		{0xA1A1, 0xA1FE, 0xA1, 0xFE, 96}, {0xA2B1, 0xA2E2, 0xA1, 0xFE, 190}, {0xA2E5, 0xA2EE, 0xA1, 0xFE, 240}, {0xA2F1, 0xA2FC, 0xA1, 0xFE, 250},
		{0xA3A1, 0xA3FE, 0xA1, 0xFE, 262}, {0xA4A1, 0xA4F3, 0xA1, 0xFE, 356}, {0xA5A1, 0xA5F6, 0xA1, 0xFE, 439},
		{0xA6A1, 0xA6B8, 0xA1, 0xFE, 525}, {0xA6C1, 0xA6D8, 0xA1, 0xFE, 549}, {0xA7A1, 0xA7C1, 0xA1, 0xFE, 573}, {0xA7D1, 0xA7F1, 0xA1, 0xFE, 606},
		{0xB0A1, 0xD7F9, 0xA1, 0xFE, 939}, {0xD8A1, 0xF7FE, 0xA1, 0xFE, 4694}}},
	"CNS1":   {traditionalchinese.Big5, 1, []codeRun{{0xA440, 0xC67E, 0x40, 0xFE, 595}, {0xC940, 0xF9D5, 0x40, 0xFE, 5996}}},
	"Japan1": {japanese.EUCJP, 1, []codeRun{{0xA1A1, 0xA7F1, 0xA1, 0xFE, 633}, {0xB0A1, 0xCFD3, 0xA1, 0xFE, 1125}, {0xD0A1, 0xF4A6, 0xA1, 0xFE, 4090}}},
	"Korea1": {korean.EUCKR, 1, []codeRun{{0xB0A1, 0xC8FE, 0xA1, 0xFE, 1086}}},
}

// collectionText returns the text of each CID of a collection, "" where it is not known.
func collectionText(ordering string) []string {
	if texts, ok := collectionTexts[ordering]; ok {
		return texts()
	}
	return nil
}

// collectionTexts are worked out when a font first asks.
var collectionTexts = map[string]func() []string{
	"GB1":    sync.OnceValue(func() []string { return cidTexts("GB1") }),
	"CNS1":   sync.OnceValue(func() []string { return cidTexts("CNS1") }),
	"Japan1": sync.OnceValue(func() []string { return cidTexts("Japan1") }),
	"Korea1": sync.OnceValue(func() []string { return cidTexts("Korea1") }),
}

func cidTexts(ordering string) []string {
	c := collections[ordering]
	var texts []string
	put := func(cid int, s string) {
		if cid >= len(texts) {
			texts = append(texts, make([]string, cid+1-len(texts))...)
		}
		texts[cid] = s
	}
	for i := range 95 {
		put(c.latin+i, string(rune(' '+i)))
	}
	if ordering == "Japan1" {
		for i := range 94 { // half width
			put(231+i, string(rune(' '+i)))
		}
		for i := range 63 {
			put(327+i, string(rune(0xFF61+i)))
		}
	}
	dec := c.enc.NewDecoder()
	for _, r := range c.runs {
		cid := r.cid
		for code := r.first; code <= r.last; code++ {
			if lo := code & 0xFF; lo < r.lo || lo > r.hi || lo > 0x7E && lo < 0xA1 {
				continue
			}
			out, err := dec.Bytes([]byte{byte(code >> 8), byte(code)})
			if s := string(out); err == nil && s != "\uFFFD" && s != "" && len([]rune(s)) == 1 {
				put(cid, s)
				cid++
			}
		}
	}
	return texts
}
