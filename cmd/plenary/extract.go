package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"plenary/extractors"
	"plenary/internal/worker"
	"plenary/pipeline"
)

// readFlags are the flags of every command that reads files.
type readFlags struct {
	jobs      int
	inProcess bool
	timeout   time.Duration
	memory    int64
	bytes     int64
	pages     int
	unpacked  int64
	ocr       bool
}

func (f *readFlags) add(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.IntVarP(&f.jobs, "jobs", "j", runtime.NumCPU(), "documents to read at a time")
	fl.BoolVar(&f.inProcess, "in-process", false, "read in this process: a hostile file can then end or stall it")
	fl.DurationVar(&f.timeout, "timeout", time.Minute, "time for one file")
	fl.Int64Var(&f.memory, "max-memory", 512, "MiB of memory for one file")
	fl.Int64Var(&f.bytes, "max-bytes", 256, "MiB of one file on disk")
	f.addReaders(fl)
}

// addReaders adds the flags that go on to the workers.
func (f *readFlags) addReaders(fl *pflag.FlagSet) {
	fl.IntVar(&f.pages, "max-pages", 5000, "pages of one PDF")
	fl.Int64Var(&f.unpacked, "max-unpacked", 256, "MiB of one DOCX unpacked")
	fl.BoolVar(&f.ocr, "ocr", false, "read pages without a text layer with tesseract, where it is installed")
}

func (f *readFlags) readers() []pipeline.Reader {
	return extractors.ReadersWith(extractors.Options{Pages: f.pages, Unpacked: f.unpacked << 20, OCR: f.ocr})
}

// workerArgs start a worker with the same readers.
func (f *readFlags) workerArgs() []string {
	return []string{"worker", fmt.Sprint("--max-pages=", f.pages), fmt.Sprint("--max-unpacked=", f.unpacked), fmt.Sprint("--ocr=", f.ocr)}
}

// settings are what decides how much of a file can be read, in a form to be compared.
func (f *readFlags) settings() string {
	return fmt.Sprintf("time %s, memory %d, bytes %d, pages %d, unpacked %d, ocr %v", f.timeout, f.memory, f.bytes, f.pages, f.unpacked, f.ocr)
}

// pipeline makes the pipeline, with readers in worker processes unless asked otherwise, and what ends them.
func (f *readFlags) pipeline() (*pipeline.Pipeline, func() error, error) {
	p := &pipeline.Pipeline{Readers: f.readers(), Stages: extractors.Stages()}
	if f.inProcess {
		return p, func() error { return nil }, nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, nil, fmt.Errorf("find this program for its workers: %w (try --in-process)", err)
	}
	pool := &worker.Pool{
		Command: func() *exec.Cmd { return exec.Command(self, f.workerArgs()...) },
		Limits:  worker.Limits{Time: f.timeout, Memory: f.memory << 20},
	}
	for i, r := range p.Readers {
		if r.Name() != "text" { // our own, linear in the text, and no library behind it
			p.Readers[i] = pool.Reader(r)
		}
	}
	return p, pool.Close, nil
}

func newExtract(g *globals) *cobra.Command {
	var flags readFlags
	var name, format string
	var noText bool
	cmd := &cobra.Command{
		Use:   "extract FILE...",
		Short: "Print the record of each file",
		Long: `Print the record of each file as JSON, one a line, in the order of the arguments; - reads standard input.
Nothing is indexed. A file that cannot be read is told on standard error, the others go on, and the exit code is 3.`,
		Example: `  plenary extract C26-30-F.docx | jq .header
  plenary extract --format text C26-30-F.pdf
  curl -s https://example.org/report.pdf | plenary extract --name report.pdf -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, err := printer(format, noText)
			if err != nil {
				return err
			}
			p, stop, err := flags.pipeline()
			if err != nil {
				return err
			}
			defer stop()
			failed := 0
			err = p.Run(cmd.Context(), flags.jobs, flags.files(cmd.Context(), args, name, cmd.InOrStdin()), func(j *pipeline.Job) error {
				if j.Err != nil {
					if cmd.Context().Err() != nil {
						return j.Err
					}
					failed++
					fmt.Fprintln(cmd.ErrOrStderr(), "plenary:", firstLine(j.Err.Error()))
					return nil
				}
				return print(cmd.OutOrStdout(), j.Rec)
			})
			if err == nil && failed > 0 {
				return &exitError{code: exitPartly}
			}
			return err
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&name, "name", "", "name of what is read from standard input: its ending tells the type when the bytes do not")
	cmd.Flags().BoolVar(&noText, "no-text", false, "leave the text out")
	cmd.Flags().StringVar(&format, "format", "ndjson", "json (indented), ndjson (one line a record) or text (for reading)")
	return cmd
}

// files are the jobs for files named on the command line.
func (f *readFlags) files(ctx context.Context, args []string, name string, in io.Reader) iter.Seq[*pipeline.Job] {
	return func(yield func(*pipeline.Job) bool) {
		for _, path := range args {
			j := &pipeline.Job{Path: path}
			read := func() ([]byte, error) { return f.load(path) }
			if path == "-" {
				if name != "" {
					j.Path = name
				}
				read = func() ([]byte, error) { return limited(in, f.bytes<<20) }
			}
			j.Load = func() ([]byte, error) { return orInterrupted(ctx, read) }
			if !yield(j) {
				return
			}
		}
	}
}

// load reads a file.
func (f *readFlags) load(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("a folder; give its files, or use: plenary ingest %s", filepath.Clean(path))
	}
	return limited(file, f.bytes<<20)
}

// orInterrupted returns what read returns, or the end of the context: nothing can call back a read of a pipe or a
// terminal into which nobody writes.
func orInterrupted(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type answer struct {
		data []byte
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		data, err := read()
		done <- answer{data, err}
	}()
	select {
	case a := <-done:
		return a.data, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func limited(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%w: over %d MiB (--max-bytes)", pipeline.ErrTooLarge, limit>>20)
	}
	return data, err
}

// printer returns what prints a record in the format.
func printer(format string, noText bool) (func(io.Writer, *pipeline.Record) error, error) {
	switch format {
	case "text":
		return printRecord, nil
	case "json", "ndjson":
		return func(out io.Writer, rec *pipeline.Record) error {
			if noText {
				bare := *rec
				bare.Text = ""
				rec = &bare
			}
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			if format == "json" {
				enc.SetIndent("", "  ")
			}
			return enc.Encode(rec)
		}, nil
	}
	return nil, usage("no format %q (json, ndjson, text)", format)
}

func newWorker() *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Use: "worker", Hidden: true, Args: cobra.NoArgs,
		Short: "Read documents for another plenary process",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return worker.Serve(context.WithoutCancel(cmd.Context()), flags.readers(), cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	flags.addReaders(cmd.Flags())
	return cmd
}
