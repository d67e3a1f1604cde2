package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"plenary/internal/eval"
	"plenary/pipeline"
)

func newEval(g *globals) *cobra.Command {
	var flags readFlags
	var asJSON, misses bool
	var floors, known, scores, asked string
	cmd := &cobra.Command{
		Use:   "eval DIR...",
		Short: "Measure accuracy against gold",
		Long: `Read every source of the gold folders below DIR, compare the records with gold.json, and print precision, recall
and F1 for each field, by format and by language. With --floors the exit code is 4 when a figure falls below its floor.`,
		Example: `  plenary eval testdata/reports
  plenary eval --misses testdata/reports/fr-report
  plenary eval --floors testdata/floors.txt testdata/reports`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cases, err := loadCases(args)
			if err != nil {
				return err
			}
			p, stop, err := flags.pipeline()
			if err != nil {
				return err
			}
			defer stop()
			s, err := newSearches(asked)
			if err != nil {
				return err
			}
			defer s.close()
			results, err := eval.Run(cmd.Context(), cases, func(ctx context.Context, path string, data []byte) (*pipeline.Record, error) {
				_, rec, err := p.Extract(ctx, path, data)
				if err == nil {
					err = s.take(ctx, path, rec)
				}
				return rec, err
			})
			if err != nil {
				return err
			}
			t := eval.NewTable(results)
			if err := printTable(cmd.OutOrStdout(), t, results, asJSON, misses); err != nil {
				return err
			}
			if err := s.ask(cmd.Context()); err != nil {
				return err
			}
			s.print(cmd.OutOrStdout(), asJSON, misses)
			if scores != "" {
				if err := writeScores(scores, t, s.scores, args); err != nil {
					return err
				}
			}
			return judge(cmd, t, results, s.scores, floors, known)
		},
	}
	flags.add(cmd)
	fl := cmd.Flags()
	fl.BoolVar(&asJSON, "json", false, "print as JSON")
	fl.BoolVar(&misses, "misses", false, "print what was missed and what was wrong, one a line")
	fl.StringVar(&floors, "floors", "", "file of the least F1 for each row: exit code 4 below one")
	fl.StringVar(&known, "known", "", "file of known misses: exit code 4 for one that is not in it, and for one that is found by now")
	fl.StringVar(&asked, "queries", "", "file of searches: index what was read, ask each, and score the rank of its answer")
	fl.StringVar(&scores, "write", "", "write the scores to FILE, with date and versions")
	return cmd
}

func loadCases(dirs []string) ([]eval.Case, error) {
	var cases []eval.Case
	for _, dir := range dirs {
		c, err := eval.Load(dir)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c...)
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("no gold.json below %v", dirs)
	}
	return cases, nil
}

func printTable(out io.Writer, t *eval.Table, results []eval.Result, asJSON, misses bool) error {
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		return enc.Encode(t)
	}
	t.Write(out)
	if !misses {
		return nil
	}
	for _, r := range results {
		if r.Err != nil {
			fmt.Fprintf(out, "failed  %s\n", firstLine(r.Err.Error()))
		}
		for i := range r.Missed {
			fmt.Fprintf(out, "missed  %s  (%s)\n", r.Missed[i].ID(), r.Missed[i].Quote)
		}
		for i := range r.Wrong {
			fmt.Fprintf(out, "wrong   %s  (%s)\n", r.Wrong[i].ID(), r.Wrong[i].Quote)
		}
	}
	return nil
}

func writeScores(path string, t *eval.Table, searches []eval.SearchScore, dirs []string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(f, "# Strict scores of %s on %v, %s. Rewritten by: make scores\n", version(), dirs, time.Now().Format(time.DateOnly))
	fmt.Fprintf(f, "# %d renditions, %d of them perfect.\n", t.Documents, t.Perfect)
	if err := t.Scores(f); err != nil {
		f.Close()
		return err
	}
	if len(searches) > 0 {
		eval.WriteSearch(f, searches)
	}
	return f.Close()
}

// judge compares the table with its floors and the misses with those that are known.
func judge(cmd *cobra.Command, t *eval.Table, results []eval.Result, searches []eval.SearchScore, floors, known string) error {
	var lines []string
	if floors != "" {
		f, err := os.Open(floors)
		if err != nil {
			return err
		}
		defer f.Close()
		list, err := eval.ParseFloors(f)
		if err != nil {
			return err
		}
		lines = append(lines, t.Below(list)...)
		if searches != nil {
			lines = append(lines, eval.SearchBelow(searches, list)...)
		}
	}
	if known != "" {
		f, err := os.Open(known)
		if err != nil {
			return err
		}
		defer f.Close()
		list, err := eval.ParseKnown(f)
		if err != nil {
			return err
		}
		fresh, gone := list.Check(results)
		for _, m := range fresh {
			lines = append(lines, "missed, and not known: "+m)
		}
		for _, m := range gone {
			lines = append(lines, "no longer missing: "+m)
		}
	}
	for _, l := range lines {
		fmt.Fprintln(cmd.ErrOrStderr(), "plenary:", l)
	}
	if len(lines) > 0 {
		return &exitError{code: exitAccuracy}
	}
	return nil
}
