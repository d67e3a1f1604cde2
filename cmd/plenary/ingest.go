package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"sort"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"plenary/index"
	"plenary/internal/ingest"
)

func newIngest(g *globals) *cobra.Command {
	var flags readFlags
	var opts ingest.Options
	var filesFrom, report string
	var nul, asJSON, lowMemory bool
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read every file below PATH into the index",
		Long: `Read every file below PATH (folders, files, zip archives) into the index. Only what changed since the last run
is read; what is no longer there leaves the index. A file that cannot be read is told and costs nothing but itself
(exit code 3); it is tried again when it changes. Names that begin with a dot and those in a .plenaryignore are
left out. The run can be interrupted and started again at any moment.`,
		Example: `  plenary ingest reports/
  plenary ingest --dry-run --report - reports/
  find . -name '*-F.docx' -print0 | plenary ingest --files-from - -0`,
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, _ := cmd.Flags().GetString("index")
			paths, err := namedFiles(filesFrom, nul, cmd.InOrStdin())
			if err != nil {
				return err
			}
			opts.Paths = append(args, paths...)
			if len(opts.Paths) == 0 {
				return usage("nothing to ingest: give a folder or a file; see: plenary ingest --help")
			}
			out, closeReport, err := reportTo(report, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			defer closeReport()
			opts.Report, opts.Jobs, opts.Extractor, opts.Log = out, flags.jobs, version(), g.log
			opts.Limits.Bytes = flags.bytes << 20
			opts.Progress = newProgress(cmd.ErrOrStderr())
			p, stop, err := flags.pipeline()
			if err != nil {
				return err
			}
			defer stop()
			w, err := index.OpenWriter(dir)
			if err != nil {
				return err
			}
			if lowMemory {
				w.BatchBytes = 1 << 20
			}
			sum, err := ingest.Run(cmd.Context(), w, p, opts)
			if errors.Is(err, cmd.Context().Err()) && err != nil {
				closed := w.Close()
				fmt.Fprintf(cmd.ErrOrStderr(), "plenary: interrupted after %d files; what was read is in the index; go on with the same command\n", sum.Files)
				return errors.Join(&exitError{code: exitStopped}, closed)
			}
			if err = errors.Join(err, w.Close()); err != nil {
				return err
			}
			if err := printSummary(cmd, sum, asJSON); err != nil {
				return err
			}
			if sum.Failed > 0 {
				return &exitError{code: exitPartly}
			}
			return nil
		},
	}
	indexFlag(cmd)
	flags.add(cmd)
	fl := cmd.Flags()
	fl.BoolVar(&opts.Force, "force", false, "read what has not changed, too")
	fl.BoolVar(&opts.Verify, "verify", false, "compare every file's bytes, not only its size and time")
	fl.BoolVar(&opts.DryRun, "dry-run", false, "say what would be done, and do nothing")
	fl.BoolVar(&opts.KeepMissing, "keep-missing", false, "keep in the index what is no longer on disk")
	fl.BoolVar(&opts.FollowSymlinks, "follow-symlinks", false, "follow symbolic links")
	fl.StringVar(&filesFrom, "files-from", "", "read the names of files from FILE, one a line (- is standard input)")
	fl.BoolVarP(&nul, "null", "0", false, "names in --files-from end with a NUL byte")
	fl.StringVar(&report, "report", "", "write one JSON line a file to FILE (- is standard output)")
	fl.BoolVar(&asJSON, "json", false, "print the summary as JSON")
	fl.BoolVar(&lowMemory, "low-memory", false, "write in small batches: slower, with less memory")
	return cmd
}

func namedFiles(from string, nul bool, in io.Reader) ([]string, error) {
	if from == "" {
		return nil, nil
	}
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	sep := "\n"
	if nul {
		sep = "\x00"
	}
	var out []string
	for _, s := range strings.Split(string(data), sep) {
		if s = strings.TrimSuffix(s, "\r"); s != "" {
			out = append(out, s)
		}
	}
	return out, nil
}

func reportTo(path string, out io.Writer) (io.Writer, func() error, error) {
	switch path {
	case "":
		return nil, func() error { return nil }, nil
	case "-":
		return out, func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	b := bufio.NewWriter(f)
	return b, func() error { return errors.Join(b.Flush(), f.Close()) }, nil
}

func printSummary(cmd *cobra.Command, s ingest.Summary, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(s)
	}
	parts := []string{}
	for _, c := range []struct {
		n    int
		what string
	}{{s.Added, "added"}, {s.Updated, "updated"}, {s.Moved, "moved"}, {s.Unchanged, "unchanged"}, {s.Removed, "removed"}, {s.Failed, "failed"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to do"}
	}
	verb := ""
	if s.DryRun {
		verb = " (dry run: nothing was written)"
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%d files: %s; %d paragraphs, %s in %.1f s%s\n", s.Files, strings.Join(parts, ", "), s.Paragraphs, size(s.Bytes), s.Seconds, verb)
	if s.Failed > 0 || s.Partial > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "outcomes: %s\n", counts(s.Outcomes))
	}
	return nil
}

// counts prints "ok 12, encrypted 1", the most first.
func counts(m map[string]int) string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if m[keys[i]] != m[keys[j]] {
			return m[keys[i]] > m[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s %d", k, m[k])
	}
	return strings.Join(keys, ", ")
}

func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.0f KiB", float64(n)/1024)
}

// A progress tells a person how a run goes: a bar on a terminal, and on any other stream only the files that
// failed.
type progress struct {
	out     io.Writer
	tty     bool
	bar     *progressbar.ProgressBar
	failed  int
	bytes   int64
	slowest ingest.Line
}

func newProgress(out io.Writer) *progress {
	f, ok := out.(*os.File)
	return &progress{out: out, tty: ok && term.IsTerminal(int(f.Fd()))}
}

func (p *progress) Start(files int) {
	if !p.tty {
		return
	}
	p.bar = progressbar.NewOptions(files, progressbar.OptionSetWriter(p.out), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("files"),
		progressbar.OptionSetPredictTime(true), progressbar.OptionSetElapsedTime(true), progressbar.OptionFullWidth(),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetRenderBlankState(true))
}

func (p *progress) Done(l ingest.Line) {
	p.bytes += l.Bytes
	if l.Seconds > p.slowest.Seconds {
		p.slowest = l
	}
	if l.Status == "failed" {
		p.failed++
		if p.bar != nil {
			p.bar.Clear()
		}
		fmt.Fprintln(p.out, "plenary:", l.Error)
	}
	if p.bar != nil {
		p.bar.Describe(p.describe())
		p.bar.Add(1)
	}
}

// describe says what the bar itself does not: bytes, failures and the slowest file.
func (p *progress) describe() string {
	s := size(p.bytes)
	if p.failed > 0 {
		s += fmt.Sprintf(", %d failed", p.failed)
	}
	if p.slowest.Seconds > 1 {
		s += fmt.Sprintf(", slowest %s %.0f s", text.Trim(path.Base(p.slowest.Path), 24), p.slowest.Seconds)
	}
	return s
}

func (p *progress) Stop() {
	if p.bar != nil {
		p.bar.Finish()
	}
}
