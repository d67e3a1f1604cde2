package charset

import (
	"unicode"
	"unicode/utf8"
)

// score says how much a decoded text looks like one that a person wrote in one of the languages that the charsets
// serve: the mean over its characters beyond ASCII, about 1 for good text, below 0 for text in the wrong charset.
//
// A wrong charset shows in letters that are rare in their language, capitals inside words, alphabets mixed in one
// word, and signs between letters.
func score(text string) float64 {
	sum, n := 0.0, 0
	var prev rune
	for i, r := range text {
		if r < utf8.RuneSelf {
			prev = r
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		sum += weigh(prev, r, next)
		n++
		prev = r
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// weigh returns what one character adds, seen between its neighbours.
func weigh(prev, r, next rune) float64 {
	switch {
	case r == utf8.RuneError, r < 0xA0, r >= 0xE000 && r < 0xF900:
		return -4
	case r == 0xA0: // between words and in numbers
		return 0.3
	}
	if !unicode.IsLetter(r) {
		if unicode.Is(unicode.Mn, r) {
			if script(prev) == arabic {
				return 0.5
			}
			return -1
		}
		switch r {
		case '’', '·', '-', '–', '‑', '/', '…', '″', '′':
			return 0.3
		case '，', '。', '、', '；', '：', '（', '）', '《', '》', '“', '”', '？', '！', '「', '」':
			if r != '“' && r != '”' && (lowerLatin(prev) || lowerLatin(next)) {
				return -1
			}
			return 0.6
		case '،', '؛', '؟':
			return 0.8
		case '«', '»', '„', '—', '•', '°', 'º', 'ª', '§', '№', '€', '‘', '©', '®', '™':
			if unicode.IsLetter(prev) && unicode.IsLetter(next) {
				return -1.5
			}
			return 0.3
		}
		if r >= 0x2500 && r < 0x2600 { // boxes: KOI8-R read for something else
			return -3
		}
		if unicode.IsLetter(prev) || unicode.IsLetter(next) {
			return -1.5
		}
		return -0.5
	}
	s := script(r)
	w := s.weight(r)
	if p := script(prev); p != none && p != s && (s != han || lowerLatin(prev)) && p != han {
		w -= 1.5
	}
	if q := script(next); q != none && q != s && (s != han || lowerLatin(next)) && q != han {
		w -= 1.5
	}
	if s == latin && prev >= 0xC0 && next >= 0xC0 && script(prev) == latin && script(next) == latin {
		w -= 2 // three letters with accents in a row
	}
	if unicode.IsUpper(r) && unicode.IsLower(prev) { // a capital inside a word
		w -= 2
	}
	if unicode.IsLower(r) && unicode.IsUpper(prev) && unicode.IsUpper(next) {
		w -= 2
	}
	return w
}

func lowerLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// An alphabet is a script as far as it matters here.
type alphabet uint8

const (
	none alphabet = iota
	latin
	cyrillic
	arabic
	greek
	hebrew
	han
	other
)

func script(r rune) alphabet {
	switch {
	case r < 'A':
		return none
	case r < utf8.RuneSelf:
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return latin
		}
		return none
	case !unicode.IsLetter(r):
		return none
	case r < 0x250:
		return latin
	case r >= 0x370 && r < 0x400:
		return greek
	case r >= 0x400 && r < 0x530:
		return cyrillic
	case r >= 0x590 && r < 0x600:
		return hebrew
	case r >= 0x600 && r < 0x700:
		return arabic
	case r >= 0x4E00 && r < 0xA000:
		return han
	}
	return other
}

// weight returns how common a letter is in the languages of its alphabet, from 1.2 down.
func (a alphabet) weight(r rune) float64 {
	switch a {
	case latin, cyrillic, arabic, greek, hebrew:
		if w, ok := frequent[unicode.ToLower(r)]; ok {
			return w
		}
		return -0.3
	case han:
		if _, ok := frequent[r]; ok {
			return 2
		}
		return 0.2
	}
	return -1
}

// frequent holds the letters beyond ASCII by how common they are.
var frequent = func() map[rune]float64 {
	m := map[rune]float64{}
	for _, g := range []struct {
		weight  float64
		letters string
	}{
		{1.2, "éèàçêóíáñùôâîúûœüïëößä" + "оеаинтсрвл" + "اليمنوترب" + "αοιετσνηυρ" + "יוהלאמרתבש"},
		{0.8, "ãõåøæąćęłńśźżčěřšžýůőűğışțșăâÿ" + "кмдпуяыьгзбчй" + "ةعدسفقحكهجأإى" + "πκμλόάίέςήύώδγθχ" + "נדקפעחםןגזכטס"},
		{0.3, "òìðþđļķģņūīāēėįųďťňĺŕđ" + "хжшюцщэфъёєіїў" + "شصضطظثذزخغآؤئءًـ" + "βφωξζψϊϋΐΰ" + "ץךףצ"},
		{2, common},
	} {
		for _, r := range g.letters {
			if _, ok := m[r]; !ok {
				m[r] = g.weight
			}
		}
	}
	return m
}()

// The most frequent Chinese characters, those of meetings and telecommunications among them, simplified and
// traditional.
const common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理府研究增强信息联盟电信议决定会员国部门委员秘书长报告技术标准世界区域网络互联服务合作支持联合大届第号届文件" +
	"這個國來時們會動說產種經過進電現實體機當點從業開還應與關線內數義樣間總長頭資邊圖統較將組見計別論運農據處聯訊書報標準區網務際億萬為後對發無門問題結給條變單質華師議員議決議"
