// Searchbench measures the index and the search on a corpus of invented reports in six languages (20,000 reports
// are 300,000 paragraphs), and writes what it measured into BENCHMARKS.md between its marks.
//
//	go build -o bin/plenary ./cmd/plenary
//	go run ./testdata/searchbench -plenary bin/plenary -dir bin/searchbench -write BENCHMARKS.md
//
// The corpus and the index stay in the folder for the next time.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"plenary/testdata/corpus/reports"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 20_000, "reports")
	program := flag.String("plenary", "bin/plenary", "the program that is measured")
	dir := flag.String("dir", "bin/searchbench", "folder of corpus and index; they are made if they are not there")
	rebuild := flag.Bool("rebuild", true, "measure the indexing alone, by a rebuild")
	each := flag.Int("queries", 60, "queries of a kind")
	random := flag.Int("random", 10_000, "queries of anything")
	write := flag.String("write", "", "file whose part between the marks is rewritten; none: print only")
	flag.Parse()
	b := &bench{n: *n, each: *each, random: *random, program: *program, corpus: filepath.Join(*dir, "reports"), index: filepath.Join(*dir, "index")}
	steps := []struct {
		name string
		do   func() error
	}{{"corpus", b.makeCorpus}, {"ingest", b.makeIndex}, {"rebuild", b.rebuild}, {"start", b.start}, {"queries", b.warm}}
	for _, step := range steps {
		if step.name == "rebuild" && !*rebuild {
			continue
		}
		if err := step.do(); err != nil {
			log.Fatal(err)
		}
		if l := load(); l != "" {
			b.loads = append(b.loads, "after "+step.name+" "+l)
			log.Print(b.loads[len(b.loads)-1])
		}
	}
	text := b.report()
	fmt.Print(text)
	if *write != "" {
		if err := replace(*write, text); err != nil {
			log.Fatal(err)
		}
	}
}

// A bench is the measuring, with what it measured.
type bench struct {
	n, each, random        int
	program, corpus, index string
	corpusBytes            int64
	indexBytes             int64
	paragraphs             int
	ingest, rebuilt        spent
	starts                 []float64 // s, of a process from start to answer
	startCPU               []float64
	anonymous              int64 // bytes, the most that a search held
	rows                   []row
	worst                  time.Duration // of the random queries
	worstQuery             string
	loads                  []string // of the machine, after each step
}

// spent is what a process took.
type spent struct {
	cpu, wall time.Duration
	peak      int64 // bytes of memory, mapped files and all
}

func (b *bench) makeCorpus() error {
	if _, err := os.Stat(b.corpus); err != nil {
		write, ext := reports.Format("text")
		m := reports.NewMaker()
		for i := range b.n {
			r := m.Report(i, 14_000)
			dir := filepath.Join(b.corpus, fmt.Sprintf("%03d", i/100))
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, r.Name+"."+ext), write(r), 0o644); err != nil {
				return err
			}
		}
	}
	var err error
	b.corpusBytes, err = sizeOf(b.corpus)
	return err
}

func (b *bench) makeIndex() error {
	if _, err := os.Stat(b.index); err == nil {
		return nil
	}
	var err error
	b.ingest, err = run(b.program, "ingest", "--index", b.index, b.corpus)
	return err
}

func (b *bench) rebuild() error {
	var err error
	b.rebuilt, err = run(b.program, "index", "rebuild", "--index", b.index)
	return err
}

func sizeOf(dir string) (int64, error) {
	var n int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}

const begin, end = "<!-- search:begin -->", "<!-- search:end -->"

// replace puts a text between the marks of a file; at its end where it has none.
func replace(path, text string) error {
	data, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	s := string(data)
	part := begin + "\n" + text + end + "\n"
	i, j := strings.Index(s, begin), strings.Index(s, end)
	if i >= 0 && j > i {
		s = s[:i] + strings.TrimSuffix(part, "\n") + s[j+len(end):]
	} else {
		s = strings.TrimRight(s, "\n")
		if s != "" {
			s += "\n\n"
		}
		s += part
	}
	return os.WriteFile(path, []byte(s), 0o644)
}

// load is how many processes ran or waited in the last minute, on average; "" where the system does not tell.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	l, _, _ := strings.Cut(string(data), " ")
	return l
}

func machine() string {
	name := "unknown processor"
	if data, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for _, line := range strings.Split(string(data), "\n") {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				name = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d cores, %s, %s", name, runtime.NumCPU(), runtime.GOOS, runtime.Version())
}
