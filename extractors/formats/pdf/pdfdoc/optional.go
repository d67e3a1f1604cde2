package pdfdoc

// findHidden notes the optional content groups that are off when the file is opened.
func (f *file) findHidden() {
	f.hidden = make(map[ref]bool)
	d := f.dict(f.dict(f.catalog["OCProperties"])["D"])
	oc := f.dict(f.catalog["OCProperties"])
	if f.name(d["BaseState"]) == "OFF" {
		for _, g := range f.array(oc["OCGs"]) {
			if r, ok := g.(ref); ok {
				f.hidden[r] = true
			}
		}
		for _, g := range f.array(d["ON"]) {
			if r, ok := g.(ref); ok {
				delete(f.hidden, r)
			}
		}
	}
	for _, g := range f.array(d["OFF"]) {
		if r, ok := g.(ref); ok {
			f.hidden[r] = true
		}
	}
}

// off reports whether the optional content of an /OC entry is hidden: a group, or a membership of groups under
// its policy. Visibility expressions are not read; what has one is shown.
func (f *file) off(o object) bool {
	if o == nil || len(f.hidden) == 0 {
		return false
	}
	if r, ok := o.(ref); ok && f.hidden[r] {
		return true
	}
	d := f.dict(o)
	if f.name(d["Type"]) != "OCMD" || d["VE"] != nil {
		return false
	}
	groups := f.array(d["OCGs"])
	if r, ok := d["OCGs"].(ref); ok && groups == nil {
		groups = array{r}
	}
	if len(groups) == 0 {
		return false
	}
	on, off := 0, 0
	for _, g := range groups {
		if r, ok := g.(ref); ok && f.hidden[r] {
			off++
		} else {
			on++
		}
	}
	switch f.name(d["P"]) {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return on > 0
	}
	return on == 0
}
