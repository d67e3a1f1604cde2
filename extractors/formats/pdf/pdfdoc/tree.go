package pdfdoc

// Bounds of the structure tree. A 600-page report has 100,000 elements.
const maxElems = 2_000_000

// Tree reads the structure tree, once.
func (f *file) Tree() *Elem {
	if !f.treeDone {
		f.treeDone = true
		f.tree = f.readTree()
	}
	return f.tree
}

// A grower builds the tree.
type grower struct {
	f     *file
	roles dict
	pages map[ref]int
	types map[name]string
	seen  map[ref]bool
	count int
}

func (f *file) readTree() (root *Elem) {
	defer func() {
		if v := recover(); v != nil {
			f.note("structure tree lost: %v", v)
			root = nil
		}
	}()
	d := f.dict(f.catalog["StructTreeRoot"])
	if d == nil {
		return nil
	}
	g := &grower{f: f, roles: f.dict(d["RoleMap"]), pages: make(map[ref]int, len(f.pages)), types: make(map[name]string), seen: make(map[ref]bool)}
	for i, p := range f.pages {
		g.pages[p.ref] = i
	}
	root = &Elem{Type: "StructTreeRoot", Lang: f.Language()}
	g.kids(root, d["K"], -1, 0)
	if len(root.Kids) == 0 {
		return nil
	}
	if g.count >= maxElems {
		f.note("structure tree cut at %d elements", maxElems)
	}
	return root
}

// elem reads a structure element.
func (g *grower) elem(d dict, page, depth int) *Elem {
	e := &Elem{}
	s, _ := g.f.resolve(d["S"]).(name)
	e.Type = g.role(s)
	if t, ok := g.f.resolve(d["ActualText"]).(text); ok {
		e.ActualText = decodeText(t)
	}
	if t, ok := g.f.resolve(d["Alt"]).(text); ok {
		e.Alt = decodeText(t)
	}
	if t, ok := g.f.resolve(d["Lang"]).(text); ok {
		e.Lang = g.f.intern(decodeText(t))
	}
	if d["A"] != nil && (e.Type == "TD" || e.Type == "TH") {
		for _, a := range list(g.f.resolve(d["A"])) {
			a := g.f.dict(a)
			if n, ok := integer(g.f.resolve(a["ColSpan"])); ok && n > 0 && n < 1000 {
				e.ColSpan = n
			}
			if n, ok := integer(g.f.resolve(a["RowSpan"])); ok && n > 0 && n < 10000 {
				e.RowSpan = n
			}
		}
	}
	g.kids(e, d["K"], g.page(d, page), depth+1)
	return e
}

// page returns the page that /Pg names, or the one inherited.
func (g *grower) page(d dict, or int) int {
	if r, ok := d["Pg"].(ref); ok {
		if i, ok := g.pages[r]; ok {
			return i
		}
	}
	return or
}

// role follows the role map to a standard type. A map that goes in a circle ends where it began.
func (g *grower) role(s name) string {
	if t, ok := g.types[s]; ok {
		return t
	}
	t := s
	for range 8 {
		if standardType[t] {
			break
		}
		n, ok := g.f.resolve(g.roles[t]).(name)
		if !ok || n == t {
			break
		}
		t = n
	}
	out := string(t)
	if !standardType[t] {
		out = string(s)
	}
	g.types[s] = out
	return out
}

var standardType = func() map[name]bool {
	m := make(map[name]bool)
	for _, t := range []name{"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
		"NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
		"THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP",
		"Warichu", "WT", "WP", "Figure", "Formula", "Form", "Artifact", "Aside", "FENote", "Title", "Sub", "Em", "Strong"} {
		m[t] = true
	}
	return m
}()

// kids reads /K: an element, a marked-content number or reference, or an array of them.
func (g *grower) kids(e *Elem, k object, page, depth int) {
	if depth > g.f.limits.Nesting {
		return
	}
	if r, ok := k.(ref); ok {
		// An element, or an array that stands by itself.
		if g.seen[r] {
			return
		}
		g.seen[r] = true
		g.kid(e, g.f.quick(int(r)), page, depth)
		return
	}
	g.kid(e, k, page, depth)
}

func (g *grower) kid(e *Elem, k object, page, depth int) {
	if g.count++; g.count >= maxElems || g.count&0xFFF == 0 && g.f.ctx.Err() != nil {
		g.count = maxElems
		return
	}
	switch k := k.(type) {
	case int64:
		if page >= 0 && k >= 0 {
			e.Kids = append(e.Kids, Kid{Page: page, MCID: int(k)})
		}
	case array:
		if len(e.Kids) == 0 {
			e.Kids = make([]Kid, 0, len(k))
		}
		for _, o := range k {
			g.kids(e, o, page, depth)
		}
	case dict:
		switch k["Type"] {
		case name("MCR"):
			id, ok := integer(g.f.resolve(k["MCID"]))
			if p := g.page(k, page); ok && p >= 0 && id >= 0 {
				stm, _ := k["Stm"].(ref)
				e.Kids = append(e.Kids, Kid{Page: p, MCID: id, Stream: int(stm)})
			}
		case name("OBJR"):
		default:
			if k["S"] != nil {
				e.Kids = append(e.Kids, Kid{Elem: g.elem(k, page, depth)})
			}
		}
	}
}
