package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"plenary/internal/ingest"
)

// A progress tells a person how a run goes: a line that renews itself on a terminal, and on any other stream
// only what must be told in any case: files that failed, files that are read again.
type progress struct {
	out   io.Writer
	width func() int // of the terminal in columns; nil where there is none
	quit  chan struct{}
	fresh bool // tell no failure that was told before

	mu      sync.Mutex // the line is drawn by the clock too: a long file must not look like a dead program
	what    string     // before it is known what there is to do
	plan    ingest.Plan
	began   time.Time // of the reading
	files   int       // done
	bytes   int64     // of them, without those whose stamps told that they are unchanged
	failed  int
	slowest ingest.Line
	drawn   time.Time
}

// newProgress says at once that the run has begun. Where lines of a log are wanted there is no line that renews
// itself between them.
func newProgress(out io.Writer, verbose bool) *progress {
	p := &progress{out: out, quit: make(chan struct{}), what: "opening the index"}
	if f, ok := out.(*os.File); ok && !verbose && term.IsTerminal(int(f.Fd())) {
		p.width = func() int {
			w, _, err := term.GetSize(int(f.Fd()))
			if err != nil || w < 20 {
				return pageWidth
			}
			return w
		}
		p.draw()
		go p.tick()
	}
	return p
}

func (p *progress) tick() {
	t := time.NewTicker(500 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-p.quit:
			return
		case <-t.C:
			p.mu.Lock()
			p.draw()
			p.mu.Unlock()
		}
	}
}

// Looking is called while the names of files are gathered.
func (p *progress) Looking(found int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what = "looking for files: " + thousands(found) + " found"
	p.soon()
}

// Start is called when it is known what there is to do.
func (p *progress) Start(plan ingest.Plan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan, p.began, p.what = plan, time.Now(), ""
	for _, version := range slices.Sorted(maps.Keys(plan.Again)) {
		p.print(fmt.Sprintf("%s last read by %s: this version reads them again", plural(plan.Again[version], "file"), version))
	}
	p.draw()
}

// Done is called for each file.
func (p *progress) Done(l ingest.Line) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l.Status == "failed" && !(p.fresh && l.Known) {
		p.failed++
		again := ""
		if l.Known {
			again = " (unchanged, not tried again)"
		}
		p.print(harmless(l.Error) + again)
	}
	if l.Status == "removed" {
		return
	}
	p.files++
	if !l.Glance {
		p.bytes += l.Bytes
		if l.Seconds > p.slowest.Seconds {
			p.slowest = l
		}
	}
	p.soon()
}

// Say prints a line between the others.
func (p *progress) Say(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.print(line)
}

// Stop takes the line away.
func (p *progress) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.width != nil {
		close(p.quit)
		p.width = nil
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}

func (p *progress) print(line string) {
	if p.width != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	fmt.Fprintln(p.out, "plenary:", line)
	p.draw()
}

// soon draws the line anew, ten times a second at most.
func (p *progress) soon() {
	if time.Since(p.drawn) > 100*time.Millisecond {
		p.draw()
	}
}

func (p *progress) draw() {
	if p.width == nil {
		return
	}
	p.drawn = time.Now()
	fmt.Fprint(p.out, "\r", text.Snip(p.line(), p.width()-1, "…"), "\x1b[K")
}

// line is the line as it stands now, the most wanted first: a narrow terminal shows less of it.
// "1,234/4,000 files  17.2/57.0 MiB  2.1 MiB/s  0:19 left  2 failed  slowest C26-30-F.pdf 12 s"
func (p *progress) line() string {
	if p.what != "" {
		return p.what
	}
	parts := []string{fmt.Sprintf("%s/%s files", thousands(p.files), thousands(p.plan.Files))}
	if p.plan.Bytes > 0 {
		parts = append(parts, size(p.bytes)+"/"+size(p.plan.Bytes))
	}
	if spent := time.Since(p.began); p.bytes > 0 && spent > time.Second {
		rate := float64(p.bytes) / spent.Seconds()
		parts = append(parts, fmt.Sprintf("%s/s", size(int64(rate))), clock(float64(p.plan.Bytes-p.bytes)/rate)+" left")
	}
	if p.failed > 0 {
		parts = append(parts, thousands(p.failed)+" failed")
	}
	if p.slowest.Seconds >= 1 {
		parts = append(parts, fmt.Sprintf("slowest %s %.0f s", harmless(path.Base(p.slowest.Path)), p.slowest.Seconds))
	}
	return strings.Join(parts, "  ")
}

// clock prints seconds as "0:07" or "1:02:03".
func clock(seconds float64) string {
	n := max(0, int(seconds+0.5))
	if n >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", n/3600, n/60%60, n%60)
	}
	return fmt.Sprintf("%d:%02d", n/60, n%60)
}

// harmless makes one line of a text from outside, without what would command a terminal.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '�'
		}
		return r
	}, s)
}
