package plenary_test

import (
	"context"
	"os"
	"testing"

	"plenary/internal/eval"
	"plenary/pipeline"
)

// TestAccuracy holds the reports of testdata against the floors and the list of known misses: neither may get
// worse, and a miss that is gone must leave the list.
func TestAccuracy(t *testing.T) {
	p := everything()
	results, err := eval.Run(context.Background(), reports(t), func(ctx context.Context, path string, data []byte) (*pipeline.Record, error) {
		_, rec, err := p.Extract(ctx, path, data)
		return rec, err
	})
	if err != nil {
		t.Fatal(err)
	}
	floors, err := os.Open("testdata/floors.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer floors.Close()
	list, err := eval.ParseFloors(floors)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range eval.NewTable(results).Below(list) {
		t.Error(line)
	}
	misses, err := os.Open("testdata/known_misses.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer misses.Close()
	known, err := eval.ParseKnown(misses)
	if err != nil {
		t.Fatal(err)
	}
	fresh, gone := known.Check(results)
	for _, id := range fresh {
		t.Errorf("missed: %s", id)
	}
	for _, id := range gone {
		t.Errorf("no longer missing, take it off testdata/known_misses.txt: %s", id)
	}
}
