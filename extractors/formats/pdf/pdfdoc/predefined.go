package pdfdoc

import (
	"strings"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// A charset stands for one of the predefined CMaps of ISO 32000-1, table 118. Their codes are those of a
// national character set or of Unicode, so text comes from decoding the code; the CIDs, which tables of some
// hundred kilobytes would give, are needed for widths alone, and there only for the half-width codes.
type charset struct {
	enc   encoding.Encoding
	split func(s []byte) int // bytes of the first code of s, which is not empty
	ascii int                // CID of the space; the other 94 follow
	kana  int                // CID of the half-width katakana A1, 0 where there are none
}

// predefined returns the charset of a CMap's name ("GBK-EUC-H"), nil where it is none.
func predefined(n name) *charset {
	s := strings.TrimSuffix(strings.TrimSuffix(string(n), "-H"), "-V")
	switch n {
	case "H", "V":
		s = "JIS"
	}
	return charsets()[s]
}

var charsets = sync.OnceValue(func() map[string]*charset {
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	gbk, gb18030 := simplifiedchinese.GBK, simplifiedchinese.GB18030
	big5, sjis, eucjp, euckr := traditionalchinese.Big5, japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR
	m := map[string]*charset{
		"GB-EUC":         {gbk, splitHigh, 814, 0},
		"GBpc-EUC":       {gbk, splitHigh, 1, 0},
		"GBK-EUC":        {gbk, splitHigh, 814, 0},
		"GBKp-EUC":       {gbk, splitHigh, 1, 0},
		"GBK2K":          {gb18030, splitGB18030, 1, 0},
		"B5pc":           {big5, splitHigh, 1, 0},
		"HKscs-B5":       {big5, splitHigh, 1, 0},
		"ETen-B5":        {big5, splitHigh, 13648, 0},
		"ETenms-B5":      {big5, splitHigh, 1, 0},
		"83pv-RKSJ":      {sjis, splitShiftJIS, 1, 327},
		"90ms-RKSJ":      {sjis, splitShiftJIS, 231, 327},
		"90msp-RKSJ":     {sjis, splitShiftJIS, 1, 327},
		"90pv-RKSJ":      {sjis, splitShiftJIS, 1, 327},
		"Add-RKSJ":       {sjis, splitShiftJIS, 231, 327},
		"Ext-RKSJ":       {sjis, splitShiftJIS, 231, 327},
		"EUC":            {eucjp, splitEUCJP, 231, 0},
		"JIS":            {jis7{eucjp}, splitTwo, 0, 0},
		"KSC-EUC":        {euckr, splitHigh, 8094, 0},
		"KSCms-UHC":      {euckr, splitHigh, 1, 0},
		"KSCms-UHC-HW":   {euckr, splitHigh, 8094, 0},
		"KSCpc-EUC":      {euckr, splitHigh, 1, 0},
		"UniJIS-UCS2-HW": {utf16be, splitUTF16, 231, 0},
	}
	for _, c := range []string{"UniGB", "UniCNS", "UniJIS", "UniJIS2004", "UniKS", "UniJISX0213", "UniAKR"} {
		m[c+"-UCS2"] = &charset{utf16be, splitUTF16, 1, 0}
		m[c+"-UTF16"] = &charset{utf16be, splitUTF16, 1, 0}
		m[c+"-UTF32"] = &charset{utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), splitFour, 1, 0}
		m[c+"-UTF8"] = &charset{unicode.UTF8, splitUTF8, 1, 0}
	}
	return m
})

// text returns the text of a code of n bytes.
func (c *charset) text(code uint32, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(code >> (8 * (n - 1 - i)))
	}
	out, err := c.enc.NewDecoder().Bytes(b)
	if err != nil || strings.ContainsRune(string(out), '\uFFFD') {
		return ""
	}
	return string(out)
}

// cid returns the CID of a code where it is half-width or proportional Latin; ok is false for the others.
func (c *charset) cid(code uint32, n int) (uint32, bool) {
	unicode := n == 2 && c.split != nil && code < 0x80 && c.isUnicode()
	switch {
	case c.ascii > 0 && (n == 1 || unicode) && code >= 0x20 && code < 0x7F:
		return uint32(c.ascii) + code - 0x20, true
	case c.kana > 0 && n == 1 && code >= 0xA1 && code <= 0xDF:
		return uint32(c.kana) + code - 0xA1, true
	}
	return 0, false
}

func (c *charset) isUnicode() bool { return c.split([]byte{0, 0x41}) == 2 }

func splitTwo(s []byte) int  { return min(2, len(s)) }
func splitFour(s []byte) int { return min(4, len(s)) }

func splitHigh(s []byte) int {
	if s[0] < 0x81 {
		return 1
	}
	return min(2, len(s))
}

func splitGB18030(s []byte) int {
	if len(s) >= 4 && s[0] >= 0x81 && s[1] >= '0' && s[1] <= '9' {
		return 4
	}
	return splitHigh(s)
}

func splitShiftJIS(s []byte) int {
	if s[0] < 0x81 || s[0] >= 0xA0 && s[0] < 0xE0 || s[0] > 0xFC {
		return 1
	}
	return min(2, len(s))
}

func splitEUCJP(s []byte) int {
	if s[0] < 0x80 {
		return 1
	}
	return min(2, len(s))
}

func splitUTF16(s []byte) int {
	if s[0] >= 0xD8 && s[0] < 0xDC {
		return min(4, len(s))
	}
	return min(2, len(s))
}

func splitUTF8(s []byte) int {
	switch {
	case s[0] >= 0xF0:
		return min(4, len(s))
	case s[0] >= 0xE0:
		return min(3, len(s))
	case s[0] >= 0xC0:
		return min(2, len(s))
	}
	return 1
}

// jis7 is JIS X 0208 in seven bits: EUC without the high bits.
type jis7 struct{ encoding.Encoding }

func (j jis7) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: highBits{j.Encoding.NewDecoder().Transformer}}
}
