package docx

import (
	"strings"

	"plenary/pipeline"
)

// diagram notes the texts of a drawn diagram ("SmartArt"), whose words stand in a part of their own: a paragraph each,
// behind the paragraph that it hangs on.
func (w *walker) diagram() {
	name := w.rels.target(w.s.attr("dm"))
	w.s.skip()
	if w.p == nil || w.removed > 0 || name == "" || !w.has(name) {
		return
	}
	src, err := w.optional(name)
	if err != nil {
		w.err = err
		return
	}
	w.found["diagrams"]++
	w.made++
	w.p.diagrams = append(w.p.diagrams, drawnTexts(src, w.limits.Depth)...)
}

// drawnTexts returns the paragraphs of a part in DrawingML (ISO/IEC 29500-1, 21.1.2): a:p with runs a:r and texts a:t.
func drawnTexts(src string, depth int) []string {
	var texts []string
	var text strings.Builder
	s := newScanner(src, depth)
	inText := false
	for k := s.next(); k != endOfPart; k = s.next() {
		switch {
		case k == startTag:
			inText = s.name == "t"
			if s.name == "p" && text.Len() > 0 || s.name == "br" {
				text.WriteByte('\n')
			}
		case k == charData && inText:
			text.WriteString(s.chars())
		case k == endTag:
			inText = false
		}
	}
	for _, t := range strings.Split(text.String(), "\n") {
		if t = strings.TrimSpace(t); t != "" {
			texts = append(texts, t)
		}
	}
	return texts
}

// writeDiagrams writes the texts of the diagrams that hang on a paragraph.
func (w *walker) writeDiagrams(p *paragraph) {
	for _, t := range p.diagrams {
		w.b.Add(pipeline.Paragraph, t)
	}
}
