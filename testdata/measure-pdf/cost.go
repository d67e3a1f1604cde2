package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"plenary/internal/likeness"
)

// An expense is what reading files takes, beside pdftotext on the same.
type expense struct {
	name    string
	pages   int     // of a joined document, 0 of others
	read    float64 // CPU of reading alone over that of pdftotext, median of the pairs
	extract float64 // that of plenary extract, with its worker and all stages
	theirs  time.Duration
	peak    int64 // of plenary extract's largest process, bytes; at least that of this program, which starts it
}

func (e expense) String() string {
	return fmt.Sprintf("CPU %.2f of pdftotext's reading, %.2f with all stages (%.2f s), peak %d MiB", e.read, e.extract, e.theirs.Seconds(), e.peak>>20)
}

// runs is how often each pair runs.
const runs = 3

// costs measures the reading of each file, plenary extract and pdftotext in turn, nil without pdftotext.
func (m *measurer) costs(files []string) (*expense, error) {
	theirs, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	e := &expense{}
	var read, extract []float64
	for range runs {
		var a, b, c time.Duration
		for _, f := range files {
			for _, p := range []struct {
				sum  *time.Duration
				peak *int64
				args []string
			}{
				{&a, new(int64), []string{self, "-read", f}},
				{&b, &e.peak, []string{m.plenary, "extract", "--no-text", f}},
				{&c, new(int64), []string{theirs, "-q", "-enc", "UTF-8", f, os.DevNull}},
			} {
				cpu, mem, err := spent(exec.Command(p.args[0], p.args[1:]...))
				if err != nil {
					return nil, err
				}
				*p.sum += cpu
				*p.peak = max(*p.peak, mem)
			}
		}
		read, extract = append(read, a.Seconds()/c.Seconds()), append(extract, b.Seconds()/c.Seconds())
		e.theirs = c
	}
	slices.Sort(read)
	slices.Sort(extract)
	e.read, e.extract = read[runs/2], extract[runs/2]
	return e, nil
}

// spent runs a command and returns the CPU time of it and its children, and the peak memory of the largest of them.
func spent(cmd *exec.Cmd) (time.Duration, int64, error) {
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	p := cmd.ProcessState
	peak := int64(0)
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		peak = int64(u.Maxrss)
		if runtime.GOOS == "linux" {
			peak <<= 10 // KiB there
		}
	}
	return p.UserTime() + p.SystemTime(), peak, nil
}

// longPages is how many pages a long document has.
const longPages = 600

// expenses measures the real PDFs one by one, and those and the ones of two producers joined to documents of 600 pages;
// without qpdf nothing is joined.
func (m *measurer) expenses(dir, pairs string) ([]*expense, error) {
	var out []*expense
	add := func(name string, pages int, files ...string) error {
		e, err := m.costs(files)
		if err != nil || e == nil {
			return err
		}
		e.name, e.pages = name, pages
		out = append(out, e)
		fmt.Println(e.name, e)
		return nil
	}
	real, err := filepath.Glob(filepath.Join(pairs, "*.pdf"))
	if err != nil {
		return nil, err
	}
	if pairs != "" && len(real) > 0 {
		if err := add("Word 365, each of the real PDFs", 0, real...); err != nil {
			return nil, err
		}
	}
	if _, err := exec.LookPath("qpdf"); err != nil {
		return out, nil
	}
	for _, l := range []struct{ name, pattern string }{
		{"Word 365, the real PDFs joined", filepath.Join(pairs, "*.pdf")},
		{"LibreOffice, joined", filepath.Join(dir, "soffice-untagged-pdf", "*", "source.pdf")},
		{"Chromium, joined", filepath.Join(dir, "chromium-untagged-pdf", "*", "source.pdf")},
	} {
		files, err := filepath.Glob(l.pattern)
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			continue
		}
		to := filepath.Join(dir, "long.pdf")
		if err := join(files, to); err != nil {
			return nil, err
		}
		if err := add(l.name, longPages, to); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// join joins files, again and again, to a document of 600 pages.
func join(files []string, to string) error {
	args := []string{"--warning-exit-0", "--empty", "--pages"}
	for n := 0; n < longPages; {
		for _, f := range files {
			out, err := exec.Command("qpdf", "--warning-exit-0", "--show-npages", f).Output()
			if err != nil {
				return fmt.Errorf("qpdf %s: %w", f, err)
			}
			pages := 0
			if _, err := fmt.Sscan(string(out), &pages); err != nil || pages < 1 {
				return fmt.Errorf("qpdf %s: %d pages: %v", f, pages, err)
			}
			pages = min(pages, longPages-n)
			if n += pages; pages > 0 {
				args = append(args, f, fmt.Sprintf("1-%d", pages))
			}
		}
	}
	if out, err := exec.Command("qpdf", append(args, "--", to)...).CombinedOutput(); err != nil {
		return fmt.Errorf("qpdf: %w\n%s", err, out)
	}
	return nil
}

// pdftotext reads a file with poppler's program.
func pdftotext(path string) (likeness.Text, bool) {
	cmd := exec.Command("pdftotext", "-q", "-enc", "UTF-8", path, "-")
	cmd.Stderr = io.Discard
	out, err := cmd.Output()
	return likeness.NewText(string(out)), err == nil
}

// build builds the program that is measured.
func build() (string, error) {
	f, err := os.CreateTemp("", "plenary-")
	if err != nil {
		return "", err
	}
	f.Close()
	out, err := exec.Command("go", "build", "-o", f.Name(), "./cmd/plenary").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build plenary: %w\n%s", err, out)
	}
	return f.Name(), nil
}
