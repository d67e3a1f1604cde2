package docx

import (
	"strconv"
	"strings"
	"unicode"

	"plenary/extractors/formats/lists"
	"plenary/pipeline"
)

// A noteRef is the place of a footnote or endnote in the text.
type noteRef struct {
	end  bool
	id   string
	mark string // a mark typed by hand; "" where Word counts
}

// A noteStyle tells how notes are counted (17.11.11, 17.11.4).
type noteStyle struct {
	format  string
	start   int
	restart string // continuous, eachSect, eachPage
}

// notes are the footnotes or the endnotes of a document.
type notes struct {
	style noteStyle
	at    map[string]int // place of a note's content by identifier
	in    mark           // the first note, whose surroundings all share
	next  int
	done  map[string]bool
}

// readNotes finds the notes in footnotes.xml or endnotes.xml; src "" gives none.
func readNotes(src, tag string, st noteStyle) *notes {
	n := &notes{style: st, at: map[string]int{}, next: st.start, done: map[string]bool{}}
	s := newScanner(src, 16)
	s.maxDepth = 4096
	for k := s.next(); k != endOfPart; k = s.next() {
		if k != startTag || s.name != tag || s.space != wordSpace {
			continue
		}
		if t := s.attr("type"); (t == "" || t == "normal") && !s.empty() {
			if len(n.at) == 0 {
				n.in = s.here()
			}
			n.at[s.attr("id")] = s.pos
		}
		s.skip()
	}
	return n
}

// newSection starts the count again where the notes are counted by section.
func (n *notes) newSection() {
	if n.style.restart == "eachSect" {
		n.next = n.style.start
	}
}

// noteReference notes the place of a w:footnoteReference. The mark itself is no text: glued to a word or a number
// it would change it ("universitaires1").
func (w *walker) noteReference() {
	ref := noteRef{end: w.s.name == "endnoteReference", id: w.s.attr("id")}
	custom := w.s.attr("customMarkFollows")
	w.s.skip()
	if w.p == nil || w.removed > 0 || w.inCode() || w.run.hidden == on {
		return
	}
	w.p.notes = append(w.p.notes, ref)
	w.p.customMark = custom == "1" || custom == "true" || custom == "on"
	if w.p.customMark {
		return
	}
	n := w.footnotes
	if ref.end {
		n = w.endnotes
	}
	w.p.notes[len(w.p.notes)-1].mark = lists.Numeral(n.next, n.style.format, "", "")
	n.next++
}

// flushNotes writes the notes whose marks stood in what was written last.
func (w *walker) flushNotes() {
	due := w.due
	w.due = nil
	if !w.notes {
		return
	}
	for _, ref := range due {
		n := w.footnotes
		if ref.end {
			n = w.endnotes
		}
		if n.done[ref.id] {
			continue
		}
		n.done[ref.id] = true
		pos, ok := n.at[ref.id]
		if !ok {
			w.found["missing_notes"]++
			continue
		}
		m := n.in
		m.pos = pos
		text := w.plain(m.scanner(w.limits.Depth))
		mark := strings.TrimSpace(ref.mark)
		text = strings.TrimLeftFunc(strings.TrimPrefix(text, mark), unicode.IsSpace)
		if text == "" {
			continue
		}
		w.b.Open(pipeline.Note)
		if mark != "" {
			w.b.Label(mark)
			w.b.Write("\t")
		}
		w.b.Write(text)
		w.b.Close()
	}
}

// plain reads a part of the package as text alone.
func (w *walker) plain(s *scanner) string {
	var b pipeline.Builder
	sub := w.file.walker(w.ctx, &b, s)
	if err := sub.document(); err != nil && w.err == nil {
		w.err = err
	}
	return strings.TrimSpace(b.Document("", "").Text)
}

// settings are what settings.xml says that bears on reading.
type settings struct {
	evenAndOdd bool
	footnotes  noteStyle
	endnotes   noteStyle
}

// readSettings reads settings.xml; src "" gives Word's defaults.
func readSettings(src string) settings {
	st := settings{footnotes: noteStyle{"decimal", 1, ""}, endnotes: noteStyle{"lowerRoman", 1, ""}}
	s := newScanner(src, 256)
	for k := s.next(); k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		switch s.name {
		case "settings":
		case "evenAndOddHeaders":
			st.evenAndOdd = s.on() == on
		case "footnotePr":
			st.footnotes.read(s)
		case "endnotePr":
			st.endnotes.read(s)
		default:
			s.skip()
		}
	}
	return st
}

func (n *noteStyle) read(s *scanner) {
	for k := s.next(); k != endTag && k != endOfPart; k = s.next() {
		if k != startTag {
			continue
		}
		switch s.name {
		case "numFmt":
			n.format = s.attr("val")
		case "numStart":
			n.start, _ = strconv.Atoi(s.attr("val"))
		case "numRestart":
			n.restart = s.attr("val")
		}
		s.skip()
	}
}
