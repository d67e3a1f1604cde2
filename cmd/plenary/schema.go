package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"plenary/extractors"
	"plenary/index"
	"plenary/internal/ingest"
	"plenary/internal/schema"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use: "schema [record|search|ingest]", Short: "Print the JSON Schema of a record, of search --json or of ingest --json",
		Args: cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs), ValidArgs: []string{"record", "search", "ingest"},
		RunE: func(cmd *cobra.Command, args []string) error {
			s := schema.Record()
			switch strings.Join(args, "") {
			case "search":
				s = schema.Of(&index.Response{}, index.SearchSchema, "Plenary search result")
			case "ingest":
				s = schema.Of(&ingest.Summary{}, ingest.Schema, "Plenary ingest summary")
			}
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetIndent("", "  ")
			return enc.Encode(s)
		},
	}
}

// version names the program's version and that of its rules: records made by another are made anew.
func version() string { return "plenary " + extractors.Version }

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the versions of the program, its rules and its index", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			fmt.Fprintf(cmd.OutOrStdout(), "%s\nindex schema %d\n%s %s/%s\n", version(), index.Schema, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, d := range info.Deps {
					switch d.Path {
					case "github.com/blevesearch/bleve/v2", "github.com/ledongthuc/pdf", "github.com/PuerkitoBio/goquery":
						fmt.Fprintf(cmd.OutOrStdout(), "%s %s\n", d.Path, d.Version)
					}
				}
			}
			return nil
		},
	}
}

func newDoctor(g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use: "doctor", Short: "Say what works here: the index, its health, the limits in force, the tools at hand", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			dir, _ := cmd.Flags().GetString("index")
			fmt.Fprintf(out, "%s, index schema %d, %s\n", version(), index.Schema, runtime.Version())
			var readers []string
			for _, r := range extractors.Readers() {
				readers = append(readers, r.Name())
			}
			fmt.Fprintf(out, "reads: %s\n", strings.Join(readers, ", "))
			fmt.Fprintln(out, "limits for one file: 256 MiB on disk (--max-bytes), 60 s (--timeout), 512 MiB of memory (--max-memory)")
			for _, tool := range []struct{ name, use string }{
				{"tesseract", "reads scanned pages with --ocr"}, {"pdftoppm", "draws pages for tesseract"}, {"soffice", "reads old .doc files that the reader cannot"},
			} {
				at, err := exec.LookPath(tool.name)
				if err != nil {
					at = "not installed"
				}
				fmt.Fprintf(out, "%s: %s (%s)\n", tool.name, at, tool.use)
			}
			r, err := index.OpenReader(dir)
			if err != nil {
				fmt.Fprintln(out, "index:", err)
				return nil
			}
			defer r.Close()
			faults, err := r.Check()
			if err != nil {
				return err
			}
			s, err := r.Stats()
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "index: %s: %d files, %d paragraphs, %s, %d faults\n", dir, s.Files, s.Paragraphs, size(s.Bytes), len(faults))
			return nil
		},
	}
	indexFlag(cmd)
	return cmd
}
