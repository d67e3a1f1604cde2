package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"plenary/index"
)

func newIndex(g *globals) *cobra.Command {
	cmd := &cobra.Command{Use: "index", Short: "The state of the index: stats, check, rebuild"}
	cmd.AddCommand(newStats(), newCheck(), newRebuild())
	return cmd
}

func newStats() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "stats", Short: "Count what the index holds", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, _ := cmd.Flags().GetString("index")
			r, err := index.OpenReader(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			s, err := r.Stats()
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(s)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s\n%d files, %d paragraphs; %s on disk for %s of files\noutcomes: %s\nlanguages: %s\n",
				dir, s.Files, s.Paragraphs, size(s.Bytes), size(s.Source), counts(s.Outcomes), counts(s.Languages))
			return nil
		},
	}
	indexFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

func newCheck() *cobra.Command {
	cmd := &cobra.Command{
		Use: "check", Short: "Prove that files, records and paragraphs of the index agree", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, _ := cmd.Flags().GetString("index")
			r, err := index.OpenReader(dir)
			if err != nil {
				return err
			}
			defer r.Close()
			faults, err := r.Check()
			if err != nil {
				return err
			}
			for _, f := range faults {
				fmt.Fprintln(cmd.OutOrStdout(), f)
			}
			if len(faults) > 0 {
				return &exitError{exitIndex, fmt.Errorf("%s; run: plenary index rebuild --index %s; if that fails, delete the folder and ingest again", counted(len(faults), "fault"), dir)}
			}
			fmt.Fprintln(cmd.OutOrStdout(), "the index is sound")
			return nil
		},
	}
	indexFlag(cmd)
	return cmd
}

func newRebuild() *cobra.Command {
	cmd := &cobra.Command{
		Use: "rebuild", Short: "Make the index anew from the records that it holds, without the files", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, _ := cmd.Flags().GetString("index")
			n, err := index.Rebuild(cmd.Context(), dir)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "rebuilt %d files\n", n)
			return nil
		},
	}
	indexFlag(cmd)
	return cmd
}
