package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"plenary/index"
	"plenary/internal/ingest"
	"plenary/pipeline"
)

// ingestFlags are the flags of the commands that bring files into the index.
type ingestFlags struct {
	readFlags
	opts      ingest.Options
	archive   int64
	lowMemory bool
}

func (f *ingestFlags) add(cmd *cobra.Command) {
	f.readFlags.add(cmd)
	fl := cmd.Flags()
	fl.Int64Var(&f.archive, "max-archive", 4096, "MiB of all that one zip archive unpacks to")
	fl.IntVar(&f.opts.Limits.Entries, "max-entries", 100_000, "files in one zip archive")
	fl.IntVar(&f.opts.Limits.Nesting, "max-nesting", 3, "zip archives in one another")
	fl.BoolVar(&f.opts.KeepMissing, "keep-missing", false, "keep in the index what is no longer on disk")
	fl.BoolVar(&f.opts.FollowSymlinks, "follow-symlinks", false, "follow symbolic links")
	fl.BoolVar(&f.lowMemory, "low-memory", false, "write in small batches: slower, with less memory")
}

// options are those of a run into the index in dir; paths are the run's own files.
func (f *ingestFlags) options(dir string, paths ...string) (ingest.Options, error) {
	opts := f.opts
	opts.Jobs, opts.Extractor, opts.Settings = f.jobs, version(), f.settings()
	opts.Limits.Bytes, opts.Limits.Archive = f.bytes<<20, f.archive<<20
	opts.Own = map[string]bool{}
	for _, p := range append(paths, dir) {
		if p == "" || p == "-" {
			continue
		}
		abs, err := filepath.Abs(p)
		if err != nil {
			return opts, err
		}
		opts.Own[abs] = true
	}
	return opts, nil
}

// into runs once, and leaves the index closed and valid whatever happens.
func (f *ingestFlags) into(ctx context.Context, dir string, p *pipeline.Pipeline, opts ingest.Options) (ingest.Summary, error) {
	w, err := index.OpenWriter(dir)
	if err != nil {
		return ingest.Summary{}, err
	}
	if f.lowMemory {
		w.BatchBytes = 1 << 20
		defer debug.SetGCPercent(debug.SetGCPercent(50))
	}
	sum, err := ingest.Run(ctx, w, p, opts)
	if err != nil && ctx.Err() == nil {
		return sum, errors.Join(err, w.Abandon()) // what cannot be written cannot be flushed
	}
	return sum, errors.Join(err, w.Close())
}

func newIngest(g *globals) *cobra.Command {
	var flags ingestFlags
	var filesFrom, report string
	var nul, asJSON bool
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read every file below PATH into the index",
		Long: `Read every file below PATH (folders, files, zip archives) into the index. Only what changed since the last run
is read; what is no longer there leaves the index. A file that cannot be read is told and costs nothing but itself
(exit code 3); it is tried again when it changes, when a limit does, or with --retry. Left out are names that
begin with a dot and what a ` + "`.plenaryignore`" + ` names, in the syntax of a .gitignore. The run can be interrupted and
started again at any moment.`,
		Example: `  plenary ingest reports/
  plenary ingest --dry-run --report - reports/
  find . -name '*-F.docx' -print0 | plenary ingest --files-from - -0`,
		RunE: func(cmd *cobra.Command, args []string) error {
			progress := newProgress(cmd.ErrOrStderr(), g.verbose > 0)
			defer progress.Stop()
			dir, _ := cmd.Flags().GetString("index")
			listed, err := namedFiles(cmd.Context(), filesFrom, nul, cmd.InOrStdin())
			if err != nil {
				return err
			}
			if len(args)+len(listed) == 0 && filesFrom == "" {
				return usage("nothing to ingest: give a folder or a file; see: plenary ingest --help")
			}
			opts, err := flags.options(dir, report, filesFrom)
			if err != nil {
				return err
			}
			out, closeReport, err := reportTo(report, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			opts.Paths, opts.Listed, opts.Report, opts.Progress, opts.Log = args, listed, out, progress, g.log
			p, stop, err := flags.pipeline()
			if err != nil {
				return err
			}
			defer stop()
			defer context.AfterFunc(cmd.Context(), func() { progress.Say("stopping: what was read is being written") })()
			sum, err := flags.into(cmd.Context(), dir, p, opts)
			err = errors.Join(err, closeReport())
			progress.Stop()
			if err != nil && cmd.Context().Err() != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "plenary: interrupted after %s files, which are in the index; the same command goes on from there\n", thousands(sum.Files))
				return &exitError{code: exitStopped}
			}
			if err != nil {
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
	profiled(cmd)
	fl := cmd.Flags()
	fl.BoolVar(&flags.opts.Force, "force", false, "read what has not changed, too")
	fl.BoolVar(&flags.opts.Retry, "retry", false, "try again what failed, though it has not changed")
	fl.BoolVar(&flags.opts.Verify, "verify", false, "compare every file's bytes, not only its size and times")
	fl.BoolVar(&flags.opts.DryRun, "dry-run", false, "say what would be done, and do nothing")
	fl.StringVar(&report, "report", "", "write one JSON line a file to FILE (- is standard output)")
	fl.BoolVar(&asJSON, "json", false, "print the summary as JSON")
	listFlags(fl, &filesFrom, &nul)
	return cmd
}

func listFlags(fl *pflag.FlagSet, from *string, nul *bool) {
	fl.StringVar(from, "files-from", "", "read the names of files from FILE, one a line (- is standard input)")
	fl.BoolVarP(nul, "null", "0", false, "names in --files-from end with a NUL byte")
}

func namedFiles(ctx context.Context, from string, nul bool, in io.Reader) ([]string, error) {
	if from == "" {
		return nil, nil
	}
	data, err := orInterrupted(ctx, func() ([]byte, error) {
		if from == "-" {
			return io.ReadAll(in)
		}
		return os.ReadFile(from)
	})
	if err != nil {
		return nil, err
	}
	if nul {
		return strings.FieldsFunc(string(data), func(r rune) bool { return r == 0 }), nil
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			out = append(out, line)
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
