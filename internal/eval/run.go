package eval

import (
	"context"
	"os"

	"plenary/pipeline"
)

// An Extract makes the record of one file.
type Extract func(ctx context.Context, path string, data []byte) (*pipeline.Record, error)

// Run extracts every rendition of every case and scores it. Only a file that cannot be opened or an
// interruption ends it early; a rendition that cannot be read is a result with its error, and misses all.
func Run(ctx context.Context, cases []Case, extract Extract) ([]Result, error) {
	var results []Result
	for i := range cases {
		for _, src := range cases[i].Sources {
			data, err := os.ReadFile(src.Path)
			if err != nil {
				return results, err
			}
			rec, err := extract(ctx, src.Path, data)
			if ctx.Err() != nil {
				return results, ctx.Err()
			}
			res := Score(&cases[i], src.Format, rec)
			res.Err = err
			results = append(results, res)
		}
	}
	return results, nil
}
