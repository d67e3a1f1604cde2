package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"plenary/index"
	"plenary/internal/ingest"
)

func newWatch(g *globals) *cobra.Command {
	var flags ingestFlags
	var asJSON bool
	var every, quiet time.Duration
	cmd := &cobra.Command{
		Use:   "watch DIR...",
		Short: "Keep the index fresh while files change",
		Long: `Do what ingest does, at once and then whenever something changes below DIR, until interrupted. Each run that
changes something prints a line. Changes that the system does not tell of (network file systems) are found by
looking at everything now and then. Between runs the index is free: other commands, and other writers, can use it.`,
		Example: `  plenary watch reports/
  plenary watch --every 1m /mnt/meeting`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, _ := cmd.Flags().GetString("index")
			opts, err := flags.options(dir)
			if err != nil {
				return err
			}
			opts.Paths, opts.Log = args, g.log
			p, stop, err := flags.pipeline()
			if err != nil {
				return err
			}
			defer stop()
			w := ingest.Watch{Roots: args, Own: opts.Own, Quiet: quiet, Every: every, Log: g.log}
			first := true
			err = w.Run(cmd.Context(), func(ctx context.Context) error {
				progress := newProgress(cmd.ErrOrStderr(), g.verbose > 0 || !first)
				progress.fresh = !first
				opts.Progress = progress
				sum, err := flags.into(ctx, dir, p, opts)
				progress.Stop()
				switch {
				case err == nil:
					if changed := sum.Added + sum.Updated + sum.Moved + sum.Removed; first || changed > 0 {
						err = tellRun(cmd, sum, asJSON)
					}
					first = false
					return err
				case ctx.Err() != nil || first || errors.Is(err, index.ErrVersion) || errors.Is(err, index.ErrBroken):
					return err
				}
				fmt.Fprintln(cmd.ErrOrStderr(), "plenary:", err, "(will be tried again)")
				return nil
			})
			if cmd.Context().Err() != nil {
				fmt.Fprintln(cmd.ErrOrStderr(), "plenary: stopped; the index holds what was read")
				return &exitError{code: exitStopped}
			}
			return err
		},
	}
	indexFlag(cmd)
	flags.add(cmd)
	fl := cmd.Flags()
	fl.DurationVar(&every, "every", 10*time.Minute, "time from one look at everything to the next")
	fl.DurationVar(&quiet, "quiet", time.Second, "time without a change before the changed files are read")
	fl.BoolVar(&asJSON, "json", false, "print each run's summary as a line of JSON")
	return cmd
}

// tellRun prints one run's summary in one line.
func tellRun(cmd *cobra.Command, s ingest.Summary, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(s)
	}
	_, err := fmt.Fprintln(cmd.ErrOrStderr(), time.Now().Format(time.TimeOnly), headline(s))
	return err
}
