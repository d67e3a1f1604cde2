// Plenary reads reports of the ITU into structured records and a full-text index that answers on the paragraph.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"plenary/index"
)

// Exit codes, as the contract names them.
const (
	exitFailed   = 1
	exitUsage    = 2
	exitPartly   = 3
	exitAccuracy = 4
	exitIndex    = 5
	exitStopped  = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)   // a second signal ends the program at once
	signal.Ignore(syscall.SIGXFSZ) // a limit on the size of files is an error like a full disk
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program with its streams; it returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	var coded *exitError
	if errors.As(err, &coded) && coded.err == nil {
		return coded.code // the command said all there is to say
	}
	code := codeOf(err)
	if code == exitStopped {
		err = errors.New("interrupted")
	}
	fmt.Fprintln(errs, "plenary:", err)
	return code
}

// An exitError ends the program with a code of its own. A nil err prints nothing.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return "exit"
	}
	return e.err.Error()
}
func (e *exitError) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

func codeOf(err error) int {
	var coded *exitError
	var query *index.QueryError
	switch {
	case errors.As(err, &coded):
		return coded.code
	case errors.Is(err, context.Canceled):
		return exitStopped
	case errors.As(err, &query), errors.Is(err, index.ErrRequest):
		return exitUsage
	case errors.Is(err, index.ErrMissing), errors.Is(err, index.ErrLocked), errors.Is(err, index.ErrVersion), errors.Is(err, index.ErrBroken), errors.Is(err, index.ErrDenied):
		return exitIndex
	}
	return exitFailed
}

func newRoot() *cobra.Command {
	g := &globals{}
	root := &cobra.Command{
		Use:   "plenary",
		Short: "Read ITU reports into records and search them by the paragraph",
		Long: `Plenary reads the reports of the ITU (text, HTML, PDF, DOCX; six languages) into structured records: header,
numbered sections, the resolutions and decisions cited, figures with what they count, dates, events. It keeps
them in a full-text index that answers on the paragraph. Nothing leaves this machine.

Exit codes: 0 done, 1 failed, 2 usage, 3 finished but some files failed, 4 accuracy below its floor,
5 index locked, missing, damaged or of another version, 130 interrupted.`,
		Example: `  plenary ingest reports/
  plenary search 'resolution 91 baku'
  plenary show C26/30 1.2
  plenary extract --format text C26-30-F.docx`,
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return g.setUp(cmd) },
	}
	root.PersistentFlags().CountVarP(&g.verbose, "verbose", "v", "say more on standard error (-vv: more still)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%w; see: %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(newIngest(g), newWatch(g), newExtract(g), newSearch(g), newShow(g), newCites(g), newServe(g), newEval(g), newIndex(g),
		newSchema(), newVersion(), newDoctor(), newWorker(), newQueryHelp())
	root.SetHelpCommandGroupID("")
	for _, c := range append(root.Commands(), root) {
		strict(c)
	}
	return root
}

// strict makes a wrong number of arguments or an unknown command a usage error.
func strict(c *cobra.Command) {
	check := c.Args
	if check == nil {
		if c.HasSubCommands() && c.Run == nil && c.RunE == nil {
			check = func(cmd *cobra.Command, args []string) error {
				if len(args) > 0 {
					return fmt.Errorf("no command %q", args[0])
				}
				return nil
			}
			c.RunE = func(cmd *cobra.Command, args []string) error { return cmd.Help() }
		} else {
			check = cobra.ArbitraryArgs
		}
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usage("%w; see: %s --help", err, cmd.CommandPath())
		}
		return nil
	}
	for _, sub := range c.Commands() {
		if c.HasParent() {
			strict(sub)
		}
	}
}

// globals are what every command shares.
type globals struct {
	verbose int
	log     *slog.Logger
}

func (g *globals) setUp(cmd *cobra.Command) error {
	level := slog.LevelWarn
	switch {
	case g.verbose == 1:
		level = slog.LevelInfo
	case g.verbose > 1:
		level = slog.LevelDebug
	}
	if !isTerminal(cmd.OutOrStdout()) || os.Getenv("NO_COLOR") != "" {
		text.DisableColors()
	}
	log.SetFlags(0)
	log.SetOutput(libraryLog{g}) // what libraries have to say is for -vv
	g.log = slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
	return nil
}

type libraryLog struct{ g *globals }

func (l libraryLog) Write(line []byte) (int, error) {
	l.g.log.Debug(strings.TrimSpace(string(line)))
	return len(line), nil
}

// indexFlag adds --index to a command and returns where its value will be.
func indexFlag(cmd *cobra.Command) *string {
	dir := cmd.Flags().String("index", "", "folder of the index (default "+strings.Replace(defaultIndex(), os.Getenv("HOME"), "~", 1)+")")
	cmd.PreRun = func(*cobra.Command, []string) {
		if *dir == "" {
			*dir = defaultIndex()
		}
	}
	return dir
}

func defaultIndex() string {
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			home = "."
		}
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "plenary", "index")
}
