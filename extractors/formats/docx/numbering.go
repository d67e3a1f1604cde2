package docx

import "plenary/extractors/formats/lists"

// An abstractList is one w:abstractNum.
type abstractList struct {
	lists.Abstract
	id       string
	linkedTo string // w:numStyleLink: the levels stand in the list of that numbering style
	style    string // w:styleLink
}

// A list is one w:num.
type list struct {
	lists.List
	abstract string
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
	for i := range a.Levels {
		a.Levels[i] = lists.NewLevel()
	}
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		switch s.name {
		case "lvl":
			if i := s.num("ilvl", -1); i >= 0 && i < lists.Levels {
				a.Levels[i] = readLevel(s)
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
	l := &list{List: *lists.NewList()}
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
			if at >= 0 && at < lists.Levels {
				l.Starts[at] = s.num("val", -1)
			}
		case "lvl":
			v := readLevel(s)
			if at >= 0 && at < lists.Levels {
				l.Overrides[at] = &v
			}
		}
	}
	return l
}

// readLevel reads a w:lvl. Its format may stand in an mc:AlternateContent, whose first choice is taken.
func readLevel(s *scanner) lists.Level {
	v := lists.NewLevel()
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
			v.Start = s.num("val", 1)
		case "numFmt":
			v.Format, v.Custom = s.attr("val"), s.attr("format")
		case "lvlText":
			v.Text = s.attr("val")
		case "suff":
			v.Suffix = s.attr("val")
		case "lvlRestart":
			v.Restart = s.num("val", -1)
		case "isLgl":
			v.Legal = s.on() == on
		case "pStyle":
			v.Style = s.attr("val")
		case "rPr":
			var run runProps
			run.read(s)
			v.Font = run.font
		case "Fallback", "pPr":
			s.skip()
		}
	}
	return v
}

// find returns the list of a number, links followed; nil where there is none.
func (n *numbering) find(id int, st *styles) *lists.List {
	l := n.lists[id]
	if l == nil {
		return nil
	}
	if l.Abstract != nil {
		return &l.List
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
	if a == nil {
		return nil
	}
	l.Abstract = &a.Abstract
	return &l.List
}

// listOf tells the list and level of a paragraph: its own first, then its style's (17.9.23: a level that is tied to
// the style goes before the level that the style names). nil means no list.
func (f *file) listOf(p *paraProps, y *style) (*lists.List, int) {
	num, level := p.num, p.level
	if num < 0 {
		num = y.para.num
	}
	if num <= 0 {
		return nil, 0
	}
	l := f.numbering.find(num, f.styles)
	if l == nil {
		return nil, 0
	}
	if p.num < 0 && level < 0 {
		level = l.Tied(y.id, y.numStyle)
	}
	if level < 0 {
		level = max(y.para.level, 0)
	}
	return l, min(level, lists.Levels-1)
}
