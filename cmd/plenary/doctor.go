package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/sys/unix"

	"plenary/extractors"
	"plenary/index"
)

func newDoctor() *cobra.Command {
	cmd := &cobra.Command{
		Use: "doctor", Short: "Say what works here: versions, tools, limits in force, the index and its health", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			dir, _ := cmd.Flags().GetString("index")
			printVersions(out)
			printMachine(out, dir)
			printTools(cmd.Context(), out)
			printLimits(out)
			return printHealth(out, dir)
		},
	}
	indexFlag(cmd)
	return cmd
}

func printVersions(out io.Writer) {
	var readers []string
	for _, r := range extractors.Readers() {
		readers = append(readers, r.Name())
	}
	fmt.Fprintf(out, "%s, index schema %d, %s\nreads: %s\n", version(), index.Schema, runtime.Version(), strings.Join(readers, ", "))
}

func printMachine(out io.Writer, dir string) {
	fmt.Fprintf(out, "machine: %s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for _, d := range []struct{ what, path string }{{"the index", existing(dir)}, {"temporary files", os.TempDir()}} {
		var fs unix.Statfs_t
		if err := unix.Statfs(d.path, &fs); err != nil {
			fmt.Fprintf(out, "; %s: %v", d.path, err)
			continue
		}
		fmt.Fprintf(out, "; %s free for %s", size(int64(fs.Bavail)*int64(fs.Bsize)), d.what)
	}
	fmt.Fprintln(out)
}

// existing is the folder itself, or the one over it that exists: an index may not have been made yet.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func printTools(ctx context.Context, out io.Writer) {
	for _, tool := range []struct {
		name, use string
		version   []string
	}{
		{"tesseract", "reads scanned pages, with --ocr", []string{"--list-langs"}},
		{"pdftoppm", "draws pages for tesseract", []string{"-v"}},
	} {
		at, err := exec.LookPath(tool.name)
		if err != nil {
			fmt.Fprintf(out, "tool: %s is not installed (%s)\n", tool.name, tool.use)
			continue
		}
		fmt.Fprintf(out, "tool: %s (%s): %s\n", at, tool.use, answer(ctx, at, tool.version))
	}
}

// answer is the gist of what a tool says of itself: its first line, and for tesseract its languages.
func answer(ctx context.Context, path string, args []string) string {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	said, err := exec.CommandContext(ctx, path, args...).CombinedOutput()
	if err != nil && len(said) == 0 {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	if args[0] == "--list-langs" {
		return "languages " + strings.Join(lines[1:], " ")
	}
	return lines[0]
}

// printLimits prints the limits of ingest as its flags have them.
func printLimits(out io.Writer) {
	fmt.Fprintln(out, "limits of ingest, each a flag:")
	var f ingestFlags
	cmd := &cobra.Command{}
	f.add(cmd)
	cmd.Flags().VisitAll(func(fl *pflag.Flag) {
		if strings.HasPrefix(fl.Name, "max-") || fl.Name == "timeout" || fl.Name == "jobs" {
			fmt.Fprintf(out, "  --%-13s %-7s %s\n", fl.Name, fl.DefValue, fl.Usage)
		}
	})
}

// printHealth tells whether the index can be used. A fault in it is an error; that there is none yet is not.
func printHealth(out io.Writer, dir string) error {
	r, err := index.OpenReader(dir)
	if errors.Is(err, index.ErrMissing) {
		fmt.Fprintln(out, err)
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	s, err := r.Stats()
	if err != nil {
		return err
	}
	faults, err := r.Check()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "index %s: %s, %s, %s on disk\n", dir, plural(s.Files, "file"), plural(s.Paragraphs, "paragraph"), size(s.Bytes))
	fmt.Fprintf(out, "outcomes: %s\n", counts(s.Outcomes))
	if len(faults) > 0 {
		return &exitError{exitIndex, fmt.Errorf("index %s: %s, such as: %s; all of them: plenary index check --index %s", dir, plural(len(faults), "fault"), faults[0], dir)}
	}
	fmt.Fprintln(out, "files, records and paragraphs of the index agree")
	return nil
}
