package main

import (
	"encoding/json"
	"fmt"
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
