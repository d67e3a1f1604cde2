// Peers measures the program against the folder indexers that people use, on the same files, and rewrites what
// BENCHMARKS.md says of ingest. It takes long: -runs, -text, -pdf and -sizes make it shorter.
//
//	go run ./testdata/peers -bin bin/plenary -write BENCHMARKS.md
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(log.Ltime)
	b := bench{made: map[string]int64{}}
	flag.StringVar(&b.bin, "bin", "bin/plenary", "the program")
	flag.StringVar(&b.dir, "dir", "", "work in this folder and leave it (default: one that is removed)")
	flag.IntVar(&b.runs, "runs", 3, "runs of each program; the median counts")
	flag.IntVar(&b.text, "text", 4000, "text files, and as many of HTML")
	flag.IntVar(&b.pdf, "pdf", 400, "PDFs of some pages")
	flag.IntVar(&b.long, "long", 10, "PDFs of a hundred pages")
	sizes := flag.String("sizes", "1000,5000,10000,20000", "how many text files show how cost grows")
	flag.StringVar(&b.parts, "parts", "", "only these, which are printed and not written: peers,profile,pdf,growth,memory")
	flag.StringVar(&b.formats, "formats", "text,html,pdf", "formats to measure")
	write := flag.String("write", "", "rewrite the part on ingest in this file")
	flag.Parse()
	for _, s := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			log.Fatalf("-sizes: %v", err)
		}
		b.sizes = append(b.sizes, n)
	}
	temporary := b.dir == ""
	if temporary {
		var err error
		if b.dir, err = os.MkdirTemp("", "plenary-peers"); err != nil {
			log.Fatal(err)
		}
	}
	report, err := b.all()
	if err == nil && *write != "" && b.parts == "" {
		err = put(*write, report)
	}
	if err != nil {
		log.Print(err)
	}
	if temporary {
		os.RemoveAll(b.dir)
	}
	if err != nil {
		os.Exit(1)
	}
}

const begins, ends = "<!-- ingest:begin -->\n", "<!-- ingest:end -->"

// put writes a report between its marks in a file.
func put(name, report string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, rest, ok := bytes.Cut(data, []byte(begins))
	_, after, closed := bytes.Cut(rest, []byte(ends))
	if !ok || !closed {
		return fmt.Errorf("%s: no place between %s and %s", name, strings.TrimSpace(begins), ends)
	}
	return os.WriteFile(name, append(append(append(before, begins+report...), ends...), after...), 0o644)
}
