// Corpus makes a folder of reports for measuring speed. The same arguments make the same files.
//
//	go run ./testdata/corpus -n 4000 -format text DIR
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"plenary/testdata/corpus/reports"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 100, "reports")
	format := flag.String("format", "text", "text, html or pdf")
	first := flag.Int("first", 0, "number of the first report, for adding to a corpus")
	bytes := flag.Int("bytes", 14_000, "bytes of text in a report, about: each has 60 to 140 per cent of it")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: corpus [flags] DIR")
	}
	write, ext := reports.Format(*format)
	if write == nil {
		log.Fatalf("no format %q", *format)
	}
	m := reports.NewMaker()
	for i := *first; i < *first+*n; i++ {
		r := m.Report(i, *bytes)
		dir := filepath.Join(flag.Arg(0), fmt.Sprintf("%03d", i/100))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, r.Name+"."+ext), write(r), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
