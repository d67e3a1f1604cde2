package pdf

import (
	"slices"
	"strings"
	"unicode"

	"plenary/pipeline"
)

// headings finds the headings of a document whose producer did not mark them: short blocks in larger or bolder
// type than the body. The styles found, in order of size, are the levels.
func (d *document) headings(all []*block) {
	tagged := false
	for _, b := range all {
		tagged = tagged || b.kind == pipeline.Heading
	}
	type style struct {
		size int
		bold bool
	}
	count := map[style]int{}
	var found []*block
	key := func(b *block) style { return style{int(b.size*2 + 0.5), b.bold()} }
	for _, b := range all {
		if b.kind == pipeline.Paragraph && !b.toc && b.rows == nil && d.looksLikeHeading(b, tagged) {
			found = append(found, b)
			count[key(b)]++
		}
	}
	var styles []style
	for s := range count {
		styles = append(styles, s)
	}
	slices.SortFunc(styles, func(a, b style) int {
		if a.size != b.size {
			return b.size - a.size
		}
		if a.bold != b.bold {
			if a.bold {
				return -1
			}
			return 1
		}
		return 0
	})
	for _, b := range found {
		b.kind = pipeline.Heading
		b.level = min(slices.Index(styles, key(b))+1, 6)
		if n := depth(label(b.lines[0].text)); n > 0 {
			b.level = n
		}
	}
}

// depth returns how many parts a number has, 0 for what is no number: "2.1" has 2.
func depth(label string) int {
	label = strings.TrimRight(label, ".)")
	if label == "" || label[0] < '0' || label[0] > '9' {
		return 0
	}
	return strings.Count(label, ".") + 1
}

func (b *block) bold() bool {
	for _, l := range b.lines {
		if !l.bold && !l.blank {
			return false
		}
	}
	return true
}

func (b *block) italic() bool {
	for _, l := range b.lines {
		if !l.italic && !l.blank {
			return false
		}
	}
	return true
}

// looksLikeHeading judges a paragraph by its type. Where the producer tags headings, only larger type counts.
func (d *document) looksLikeHeading(b *block, tagged bool) bool {
	if len(b.lines) > 4 || d.body == 0 {
		return false
	}
	n, letters := 0, 0
	for _, l := range b.lines {
		n += len(l.text)
		for _, r := range l.text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	last := b.last().text
	if n > 300 || letters < 2 || strings.HasSuffix(last, ";") || strings.HasSuffix(last, ",") || strings.HasSuffix(last, "；") || strings.HasSuffix(last, "，") {
		return false
	}
	stop := strings.HasSuffix(last, ".") || strings.HasSuffix(last, "。") || strings.HasSuffix(last, ":") || strings.HasSuffix(last, "：")
	switch {
	case b.size > 1.12*d.body && !stop:
		return true
	case tagged:
		return false
	}
	return b.bold() && b.size > 0.97*d.body && !stop && n < 200 && !(len(b.lines[0].frags) > 3)
}
