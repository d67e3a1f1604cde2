package doc

import (
	"encoding/binary"
	"strconv"
	"strings"

	"plenary/extractors/formats/lists"
)

// The pairs of the file header that define lists, styles and fonts.
const (
	pairStyles    = 1
	pairFonts     = 15
	pairLists     = 73
	pairOverrides = 74
)

// A numbering is what the file says of its lists.
type numbering struct {
	lists  []*lists.List // by their index (ilfo) less one
	styles []style
	fonts  []string // by their index
}

// A style is what a paragraph style says of lists.
type style struct {
	base  int // the style that it is based on, noStyle for none
	list  int // ilfo, -1 where it does not say
	level int // -1 likewise
}

const noStyle = 0xFFF

// readNumbering reads lists, their overrides and the styles (2.9.190 PlfLst, 2.9.189 PlfLfo, 2.9.271 STSH).
func (w *wordFile) readNumbering() numbering {
	n := numbering{styles: w.readStyles(), fonts: w.readFonts()}
	kinds := w.readAbstracts(n.fonts)
	plf := w.pair(pairOverrides)
	if len(plf) < 4 {
		return n
	}
	le := binary.LittleEndian
	count := min(int(le.Uint32(plf)), (len(plf)-4)/16)
	rest := plf[4+16*count:]
	for i := range count {
		lfo := plf[4+16*i:]
		l := lists.NewList()
		if l.Abstract = kinds[le.Uint32(lfo)]; l.Abstract == nil {
			l = nil
		}
		if len(rest) >= 4 {
			rest = rest[4:] // the character position of the LFOData, which is not used
			for range int(lfo[12]) {
				rest = override(l, rest)
			}
		}
		n.lists = append(n.lists, l)
	}
	return n
}

// override reads one LFOLVL (2.9.133) and returns what follows it.
func override(l *lists.List, data []byte) []byte {
	if len(data) < 8 {
		return nil
	}
	le := binary.LittleEndian
	start, bits := int(int32(le.Uint32(data))), le.Uint32(data[4:])
	data = data[8:]
	at := int(bits & 0xF)
	if bits&0x20 != 0 {
		v, rest := readLevel(data, nil)
		data, start = rest, v.Start
		if l != nil && at < lists.Levels {
			l.Overrides[at] = &v
		}
	}
	if bits&0x10 != 0 && l != nil && at < lists.Levels {
		l.Starts[at] = start
	}
	return data
}

// readAbstracts reads the kinds of list by their identifiers. The levels stand behind the table that counts them.
func (w *wordFile) readAbstracts(fonts []string) map[uint32]*lists.Abstract {
	kinds := map[uint32]*lists.Abstract{}
	plf, rest := w.pairAndRest(pairLists)
	if len(plf) < 2 {
		return kinds
	}
	le := binary.LittleEndian
	count := min(int(le.Uint16(plf)), (len(plf)-2)/28)
	for i := range count {
		lstf := plf[2+28*i:]
		a := &lists.Abstract{}
		levels := lists.Levels
		if lstf[26]&1 != 0 {
			levels = 1
		}
		for k := range a.Levels {
			a.Levels[k] = lists.NewLevel()
			if k < levels {
				a.Levels[k], rest = readLevel(rest, fonts)
			}
			if s := le.Uint16(lstf[8+2*k:]); s != noStyle {
				a.Levels[k].Style = strconv.Itoa(int(s))
			}
		}
		kinds[le.Uint32(lstf)] = a
	}
	return kinds
}

// readLevel reads a LVL (2.9.150) and returns what follows it.
func readLevel(data []byte, fonts []string) (lists.Level, []byte) {
	v := lists.NewLevel()
	if len(data) < 28 {
		return v, nil
	}
	le := binary.LittleEndian
	v.Start = int(int32(le.Uint32(data)))
	v.Format = format(data[4])
	v.Legal = data[5]&0x04 != 0
	if data[5]&0x08 != 0 {
		v.Restart = int(data[26])
	}
	v.Suffix = [4]string{"tab", "space", "nothing", "tab"}[data[15]&3]
	chpx, papx := int(data[24]), int(data[25])
	props := data[28:]
	if len(props) < papx+chpx+2 {
		return v, nil
	}
	if f := operand(props[papx:papx+chpx], sprmFont); len(f) == 2 && int(le.Uint16(f)) < len(fonts) {
		v.Font = fonts[le.Uint16(f)]
	}
	text := props[papx+chpx:]
	n := 2 * int(le.Uint16(text))
	if len(text) < 2+n {
		return v, nil
	}
	var b strings.Builder
	for _, r := range utf16Text(text[2 : 2+n]) {
		if r < lists.Levels {
			b.WriteString("%" + string('1'+r))
			continue
		}
		b.WriteRune(r)
	}
	v.Text = b.String()
	return v, text[2+n:]
}

// format names a number format (MS-OSHARED 2.2.1.3 MSONFC) as the XML formats do.
func format(nfc byte) string {
	if int(nfc) < len(formats) {
		return formats[nfc]
	}
	if nfc == 0xFF {
		return "none"
	}
	return "decimal"
}

var formats = strings.Fields(`decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago
	ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand
	decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung
	decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional
	ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand
	taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand decimal koreanDigital koreanCounting
	koreanLegal koreanDigital2 hebrew1 arabicAlpha hebrew2 arabicAbjad hindiVowels hindiConsonants hindiNumbers hindiCounting
	thaiLetters thaiNumbers thaiCounting vietnameseCounting numberInDash russianLower russianUpper`)

// readFonts reads the names of the fonts (2.9.286 SttbfFfn).
func (w *wordFile) readFonts() []string {
	data := w.pair(pairFonts)
	if len(data) < 4 {
		return nil
	}
	count := int(binary.LittleEndian.Uint16(data))
	data = data[4:]
	var fonts []string
	for range count {
		if len(data) == 0 || len(data) < 1+int(data[0]) || data[0] < 39 {
			break
		}
		name, _, _ := strings.Cut(utf16Text(data[40:1+int(data[0])]), "\x00")
		fonts = append(fonts, name)
		data = data[1+int(data[0]):]
	}
	return fonts
}

// readStyles reads what the paragraph styles say of lists.
func (w *wordFile) readStyles() []style {
	data := w.pair(pairStyles)
	le := binary.LittleEndian
	if len(data) < 6 {
		return nil
	}
	head := 2 + int(le.Uint16(data)) // LPStshi
	base := int(le.Uint16(data[4:])) // cbSTDBaseInFile
	if len(data) < head {
		return nil
	}
	data = data[head:]
	var styles []style
	for len(data) >= 2 && len(styles) < noStyle {
		n := int(le.Uint16(data))
		if data = data[2:]; len(data) < n {
			break
		}
		styles = append(styles, readStyle(data[:n], base))
		data = data[min(len(data), n+n&1):]
	}
	return styles
}

// readStyle reads one STD (2.9.258): its base, its name, and the properties that it gives to paragraphs.
func readStyle(std []byte, base int) style {
	s := style{base: noStyle, list: -1, level: -1}
	if len(std) < 10 || len(std) < base+2 {
		return s
	}
	le := binary.LittleEndian
	kind := le.Uint16(std[2:])
	s.base = int(kind >> 4)
	if kind&0xF != 1 { // a paragraph style
		return s
	}
	upx := base + 2 + 2*int(le.Uint16(std[base:])) + 2
	if len(std) < upx+2 {
		return s
	}
	size := int(le.Uint16(std[upx:]))
	if len(std) < upx+2+size || size < 2 {
		return s
	}
	sprms := std[upx+4 : upx+2+size]
	s.list, s.level = listIn(sprms)
	return s
}

// listIn returns the list and level that a set of exceptions names, -1 where it does not.
func listIn(sprms []byte) (list, level int) {
	list, level = -1, -1
	if v := operand(sprms, sprmListIndex); len(v) == 2 {
		list = int(binary.LittleEndian.Uint16(v))
	}
	if v := operand(sprms, sprmListLevel); len(v) == 1 {
		level = int(v[0])
	}
	return list, level
}

// of returns the list of a paragraph and its level: its own, else its style's; nil for none.
func (n *numbering) of(sprms []byte, istd int) (*lists.List, int) {
	list, level := listIn(sprms)
	own := list >= 0
	tied := []string{strconv.Itoa(istd)}
	for hops := 0; hops < 16 && istd >= 0 && istd < len(n.styles) && (list < 0 || level < 0); hops++ {
		s := n.styles[istd]
		if list < 0 {
			list = s.list
			tied = append(tied, strconv.Itoa(istd))
		}
		if level < 0 {
			level = s.level
		}
		istd = s.base
	}
	if list <= 0 || list > len(n.lists) || n.lists[list-1] == nil { // beyond the table: taken out of its list
		return nil, 0
	}
	l := n.lists[list-1]
	if !own && level < 0 {
		level = l.Tied(tied...)
	}
	return l, min(max(level, 0), lists.Levels-1)
}
