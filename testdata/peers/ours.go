package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// steps are the parts of an ingest by the functions that do them. No one calls another.
var steps = []struct{ function, what string }{
	{"plenary/internal/ingest.(*run).load", "reading and hashing files"},
	{"plenary/pipeline.Read", "the text reader"},
	{"plenary/pipeline.(*Pipeline).Record", "**all stages: extraction**"},
	{"plenary/index.(*Writer).Put", "cutting paragraphs, packing records"},
	{"plenary/index/segment.(*Plugin).NewUsing", "words to terms, terms to segments"},
	{"github.com/blevesearch/bleve/v2/index/scorch.(*Scorch).mergerLoop", "merging segments (Bleve)"},
	{"github.com/blevesearch/bleve/v2/index/scorch.(*Scorch).persisterLoop", "writing segments (Bleve)"},
	{"runtime.gcBgMarkWorker", "collecting garbage"},
}

// whereTimeGoes profiles an ingest of the text files.
func (b *bench) whereTimeGoes() error {
	dir, _, _, err := b.folder("text")
	if err != nil {
		return err
	}
	profile := filepath.Join(b.dir, "cpu.prof")
	into := filepath.Join(b.dir, "index-profiled")
	if _, err := measured(b.bin, "ingest", "--jobs", "2", "--index", into, "--cpu-profile", profile, dir); err != nil {
		return err
	}
	out, err := exec.Command("go", "tool", "pprof", "-top", "-cum", "-nodecount=0", "-nodefraction=0", "-unit=ms", b.bin, profile).Output()
	if err != nil {
		return fmt.Errorf("go tool pprof: %w", err)
	}
	cum := map[string]float64{}
	for _, m := range regexp.MustCompile(`(?m)^ *\S+ +\S+ +\S+ +([\d.]+)(?:ms)? +[\d.]+% +(.+?)(?: \(inline\))?$`).FindAllStringSubmatch(string(out), -1) {
		cum[m[2]], _ = strconv.ParseFloat(m[1], 64)
	}
	m := regexp.MustCompile(`Total samples = ([\d.]+)`).FindStringSubmatch(string(out))
	if m == nil || cum[steps[2].function] == 0 {
		return errors.New("go tool pprof printed no times")
	}
	all, _ := strconv.ParseFloat(m[1], 64)
	if strings.Contains(string(out), m[0]+"s") {
		all *= 1000
	}
	b.say("\n### Where the CPU of a text ingest goes\n\n| part | share |\n|---|---|\n")
	rest := all
	for _, s := range steps {
		b.say("| %s | %.1f %% |\n", s.what, 100*cum[s.function]/all)
		rest -= cum[s.function]
	}
	b.say("| the rest: scheduling, sweeping, finding files | %.1f %% |\n", 100*rest/all)
	return nil
}

// readingPDF compares reading PDFs, all stages included, with pdftotext, a process a file.
func (b *bench) readingPDF() error {
	b.say("\n### Reading PDFs: `plenary extract` beside `pdftotext`, CPU seconds\n\n| files | plenary | pdftotext | ratio |\n|---|---|---|---|\n")
	short, _, _, err := b.folder("pdf")
	if err != nil {
		return err
	}
	long, _, err := b.corpus("long", "pdf", 0, b.long, 300_000)
	if err != nil {
		return err
	}
	for _, c := range []struct{ what, dir string }{
		{fmt.Sprintf("%d of some pages", b.pdf), short}, {fmt.Sprintf("%d of a hundred pages", b.long), long},
	} {
		files, err := filesOf(c.dir)
		if err != nil {
			return err
		}
		var ours, theirs []cost
		for range b.runs {
			one, err := measured(append([]string{b.bin, "extract", "--no-text"}, files...)...)
			if err != nil {
				return err
			}
			var all cost
			for _, f := range files {
				c, err := measured("pdftotext", f, os.DevNull)
				if err != nil {
					return err
				}
				all.cpu += c.cpu
			}
			ours, theirs = append(ours, one), append(theirs, all)
		}
		b.say("| %s | %.1f | %.1f | %.2f |\n", c.what, median(ours, cpu), median(theirs, cpu), ratio(ours, theirs, cpu))
	}
	return nil
}

func filesOf(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, p)
		}
		return err
	})
	return files, err
}

// growth shows that cost grows with the number of files, and what a run costs that finds little to do.
func (b *bench) growth() error {
	b.say("\n### Growth, text files of %d kB\n\n| files | CPU s | files/CPU s | wall s | memory MiB | index MB | again, nothing changed: wall s | CPU s |\n|---|---|---|---|---|---|---|---|\n", reportBytes/1000)
	dir, into, have := filepath.Join(b.dir, "growth"), filepath.Join(b.dir, "index-plenary"), 0
	run := []string{b.bin, "ingest", "--jobs", "2", "--index", into, dir}
	var idle cost
	for _, n := range b.sizes {
		if _, _, err := b.corpus("growth", "text", have, n-have, reportBytes); err != nil {
			return err
		}
		have = n
		c, size, err := b.cold(b.programs()[0], dir)
		if err != nil {
			return err
		}
		if idle, err = measured(run...); err != nil {
			return err
		}
		b.say("| %d | %.1f | %.0f | %.1f | %d | %.0f | %.2f | %.2f |\n", n, c.cpu, float64(n)/c.cpu, c.wall, c.peak>>20, float64(size)/1e6, idle.wall, idle.cpu)
	}
	if _, _, err := b.corpus("growth", "text", have, 100, reportBytes); err != nil {
		return err
	}
	added, err := measured(run...)
	if err != nil {
		return err
	}
	alone, _, err := b.corpus("hundred", "text", have, 100, reportBytes)
	if err != nil {
		return err
	}
	fresh, _, err := b.cold(b.programs()[0], alone)
	if err != nil {
		return err
	}
	b.say("\nAdding 100 files to the %d: CPU %.2f s, of which %.2f s for looking at what is there; 100 files into a new index: %.2f s.\n", have, added.cpu, idle.cpu, fresh.cpu)
	return nil
}

// memory shows the peak of each format, as the flags promise it.
func (b *bench) memory() error {
	b.say("\n### Peak memory of all processes, MiB\n\n| files | `--jobs 2` (at most 600) | `--jobs 1 --low-memory` (at most 250) |\n|---|---|---|\n")
	for _, format := range strings.Split(b.formats, ",") {
		dir, n, _, err := b.folder(format)
		if err != nil {
			return err
		}
		b.say("| %d %s |", n, format)
		for _, flags := range [][]string{{"--jobs", "2"}, {"--jobs", "1", "--low-memory"}} {
			into := filepath.Join(b.dir, "index-memory")
			if err := os.RemoveAll(into); err != nil {
				return err
			}
			c, err := measured(append([]string{b.bin, "ingest", "--index", into, dir}, flags...)...)
			if err != nil {
				return err
			}
			b.say(" %d |", c.peak>>20)
		}
		b.say("\n")
	}
	return nil
}
