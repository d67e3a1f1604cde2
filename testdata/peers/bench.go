package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"plenary/testdata/corpus/reports"
)

// A bench is what is measured, with what.
type bench struct {
	bin, dir              string
	runs, text, pdf, long int
	sizes                 []int
	parts                 string // "" for all
	formats               string
	made                  map[string]int64
	out                   strings.Builder
}

func (b *bench) all() (string, error) {
	if err := b.heading(); err != nil {
		return "", err
	}
	for _, part := range []struct {
		name string
		run  func() error
	}{{"peers", b.peers}, {"profile", b.whereTimeGoes}, {"pdf", b.readingPDF}, {"growth", b.growth}, {"memory", b.memory}} {
		if b.parts != "" && !slices.Contains(strings.Split(b.parts, ","), part.name) {
			continue
		}
		if err := part.run(); err != nil {
			return "", err
		}
	}
	return b.out.String(), nil
}

// say adds to the report, and shows how it grows.
func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(io.MultiWriter(&b.out, os.Stderr), format, args...)
}

// heading says when and with what was measured.
func (b *bench) heading() error {
	var versions []string
	for _, tool := range [][]string{{"recollindex", "-h"}, {"omindex", "--version"}, {"pdftotext", "-v"}, {b.bin, "version"}} {
		out, err := exec.Command(tool[0], tool[1:]...).CombinedOutput()
		if errors.Is(err, exec.ErrNotFound) {
			return fmt.Errorf("%w; Debian has them as recollcmd, xapian-omega and poppler-utils", err)
		}
		line := regexp.MustCompile(`(?m)^.*\d+\.\d+\.\d+.*$`).FindString(string(out))
		versions = append(versions, strings.TrimSpace(line))
	}
	load := "unknown"
	if data, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Fields(string(data))[0]
	}
	b.say("\nMeasured %s on %d processors, %s, load %s before the first run. %s.\n", time.Now().UTC().Format("2006-01-02"),
		runtime.NumCPU(), runtime.Version(), load, strings.Join(versions, "; "))
	b.say("CPU is user and system time of a program and all that it starts; memory is that of all its processes together.\n" +
		"Where other programs share the processors, trust CPU and ratios: they are medians over runs in turn.\n")
	return nil
}

// corpus makes reports first to first+n of a format in a folder, a hundred in a folder below it, and returns how
// many bytes they have.
func (b *bench) corpus(name, format string, first, n, size int) (dir string, bytes int64, err error) {
	dir = filepath.Join(b.dir, name)
	key := fmt.Sprint(name, first, n)
	if bytes, ok := b.made[key]; ok {
		return dir, bytes, nil
	}
	write, ext := reports.Format(format)
	m := reports.NewMaker()
	for i := first; i < first+n; i++ {
		r := m.Report(i, size)
		data := write(r)
		bytes += int64(len(data))
		p := filepath.Join(dir, fmt.Sprintf("%03d", i/100), r.Name+"."+ext)
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, data, 0o644)); err != nil {
			return "", 0, err
		}
	}
	b.made[key] = bytes
	return dir, bytes, nil
}

// folder is one of those that several parts measure on.
func (b *bench) folder(format string) (dir string, n int, bytes int64, err error) {
	n = b.text
	if format == "pdf" {
		n = b.pdf
	}
	dir, bytes, err = b.corpus(format, format, 0, n, reportBytes)
	return dir, n, bytes, err
}

const reportBytes = 14_000

// A program indexes a folder into a new index.
type program struct {
	name  string
	index func(dir, into string) ([]string, error)
}

func (b *bench) programs() []program {
	return []program{
		{"plenary", func(dir, into string) ([]string, error) {
			return []string{b.bin, "ingest", "--jobs", "2", "--index", into, dir}, nil
		}},
		{"recollindex", func(dir, into string) ([]string, error) {
			conf := "topdirs = " + dir + "\nloglevel = 1\nidxniceprio = 0\n" // it is modest otherwise, and all are to run alike
			err := errors.Join(os.MkdirAll(into, 0o755), os.WriteFile(filepath.Join(into, "recoll.conf"), []byte(conf), 0o644))
			return []string{"recollindex", "-c", into, "-z"}, err
		}},
		{"omindex", func(dir, into string) ([]string, error) {
			return []string{"omindex", "--db", into, "--url", "/", dir}, nil
		}},
	}
}

// cold runs a program on a folder into a new index, and returns the size of that, too.
func (b *bench) cold(p program, dir string) (cost, int64, error) {
	into := filepath.Join(b.dir, "index-"+p.name)
	if err := os.RemoveAll(into); err != nil {
		return cost{}, 0, err
	}
	args, err := p.index(dir, into)
	if err != nil {
		return cost{}, 0, err
	}
	c, err := measured(args...)
	log.Printf("%s on %s: %.1f s, CPU %.1f s, %d MiB", p.name, filepath.Base(dir), c.wall, c.cpu, c.peak>>20)
	return c, sizeOf(into), err
}

// sizeOf is how many bytes the files of a folder have.
func sizeOf(dir string) (n int64) {
	filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}

// peers runs all programs in turn on the same folders.
func (b *bench) peers() error {
	for _, format := range strings.Split(b.formats, ",") {
		dir, n, bytes, err := b.folder(format)
		if err != nil {
			return err
		}
		programs := b.programs()
		costs, sizes := make([][]cost, len(programs)), make([]int64, len(programs))
		for range b.runs {
			for i, p := range programs {
				one, size, err := b.cold(p, dir)
				if err != nil {
					return err
				}
				costs[i], sizes[i] = append(costs[i], one), size
			}
		}
		b.say("\n### %d %s files, %.1f MB, into a new index (%s)\n\n", n, format, float64(bytes)/1e6, plural(b.runs, "run"))
		b.say("| program | wall s | CPU s | files/s | files/CPU s | memory MiB | index MB | plenary's wall | plenary's CPU |\n|---|---|---|---|---|---|---|---|---|\n")
		for i, p := range programs {
			w, u := median(costs[i], wall), median(costs[i], cpu)
			b.say("| %s | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %s | %s |\n", p.name, w, u, float64(n)/w, float64(n)/u,
				median(costs[i], peak)/(1<<20), float64(sizes[i])/1e6, share(i, ratio(costs[0], costs[i], wall)), share(i, ratio(costs[0], costs[i], cpu)))
		}
	}
	return nil
}

func share(i int, r float64) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", r)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
