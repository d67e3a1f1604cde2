package docx

// levels is how many levels a list has in Word.
const levels = 9

// A listLevel is one w:lvl (17.9.6).
type listLevel struct {
	start   int
	format  string // w:numFmt: decimal, lowerRoman, bullet ...
	custom  string // its w:format where the format is "custom": "001, 002, 003, ..."
	text    string // w:lvlText: "%1.%2"
	suffix  string // tab, space, nothing
	restart int    // w:lvlRestart: -1 after any higher level, 0 never, n after level n
	legal   bool   // w:isLgl: all parts decimal
	style   string // w:pStyle: the paragraph style tied to this level
	run     runProps
	set     bool
}

// An abstractList is one w:abstractNum.
type abstractList struct {
	id       string
	levels   [levels]listLevel
	linkedTo string // w:numStyleLink: the levels stand in the list of that numbering style
	style    string // w:styleLink
}

// A list is one w:num: an abstract list and what it overrides.
type list struct {
	abstract string
	start    [levels]int        // w:startOverride, -1 where there is none
	override [levels]*listLevel // w:lvl inside w:lvlOverride
}

// numbering is what numbering.xml defines.
type numbering struct {
	abstract map[string]*abstractList
	lists    map[int]*list
	byStyle  map[string]*abstractList // by w:styleLink
}

// readNumbering reads numbering.xml; src "" gives a document without lists.
func readNumbering(src string, maxDepth int) *numbering {
	n := &numbering{abstract: map[string]*abstractList{}, lists: map[int]*list{}, byStyle: map[string]*abstractList{}}
	s := newScanner(src, maxDepth)
	for k := s.next(); k != endOfPart; k = s.next() {
		if k != startTag || s.space != wordSpace {
			continue
		}
		switch s.name {
		case "abstractNum":
			a := readAbstract(s)
			n.abstract[a.id] = a
			if a.style != "" {
				n.byStyle[a.style] = a
			}
		case "num":
			id := s.num("numId", 0)
			n.lists[id] = readList(s)
		case "numPicBullet":
			s.skip()
		}
	}
	return n
}

func readAbstract(s *scanner) *abstractList {
	a := &abstractList{id: s.attr("abstractNumId")}
	for i := range a.levels {
		a.levels[i] = listLevel{start: 1, format: "decimal", restart: -1}
	}
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		switch s.name {
		case "lvl":
			if i := s.num("ilvl", -1); i >= 0 && i < levels {
				a.levels[i] = readLevel(s)
				continue
			}
		case "numStyleLink":
			a.linkedTo = s.attr("val")
		case "styleLink":
			a.style = s.attr("val")
		}
		s.skip()
	}
	return a
}

func readList(s *scanner) *list {
	l := &list{}
	for i := range l.start {
		l.start[i] = -1
	}
	at := -1
	depth := s.depth()
	for k := s.next(); k != endOfPart; k = s.next() {
		if k == endTag && s.depth() < depth {
			break
		}
		if k != startTag {
			continue
		}
		switch s.name {
		case "abstractNumId":
			l.abstract = s.attr("val")
		case "lvlOverride":
			at = s.num("ilvl", -1)
		case "startOverride":
			if at >= 0 && at < levels {
				l.start[at] = s.num("val", -1)
			}
		case "lvl":
			v := readLevel(s)
			if at >= 0 && at < levels {
				l.override[at] = &v
			}
		}
	}
	return l
}

// readLevel reads a w:lvl. Its format may stand in an mc:AlternateContent, whose first choice is taken.
func readLevel(s *scanner) listLevel {
	v := listLevel{start: 1, format: "decimal", restart: -1, set: true}
	depth := s.depth()
	for k := s.next(); k != endOfPart; k = s.next() {
		if k == endTag && s.depth() < depth {
			break
		}
		if k != startTag {
			continue
		}
		switch s.name {
		case "start":
			v.start = s.num("val", 1)
		case "numFmt":
			v.format, v.custom = s.attr("val"), s.attr("format")
		case "lvlText":
			v.text = s.attr("val")
		case "suff":
			v.suffix = s.attr("val")
		case "lvlRestart":
			v.restart = s.num("val", -1)
		case "isLgl":
			v.legal = s.on() == on
		case "pStyle":
			v.style = s.attr("val")
		case "rPr":
			v.run.read(s)
		case "Fallback", "pPr":
			s.skip()
		}
	}
	return v
}

// find returns the list of this number and the abstract list whose counters it uses, links followed.
func (n *numbering) find(id int, st *styles) (*list, *abstractList) {
	l := n.lists[id]
	if l == nil {
		return nil, nil
	}
	a := n.abstract[l.abstract]
	for hop := 0; a != nil && a.linkedTo != "" && hop < 8; hop++ {
		to := n.byStyle[a.linkedTo]
		if to == nil || to == a {
			y := st.get(a.linkedTo)
			if m := n.lists[y.para.num]; m != nil {
				to = n.abstract[m.abstract]
			}
		}
		if to == nil || to == a {
			break
		}
		a = to
	}
	return l, a
}

// level returns the definition of a level, overrides applied.
func (l *list) level(a *abstractList, i int) *listLevel {
	if v := l.override[i]; v != nil {
		return v
	}
	return &a.levels[i]
}
