// Package index keeps records in a Bleve full-text index and answers on the paragraph. It is the only
// importer of Bleve, and knows nothing of how records are made.
//
// One Bleve index holds three kinds of document, so that one atomic batch writes all that belongs together:
// a file ("f/<key>": path, hash, outcome), its record ("r/<key>") and its paragraphs ("p/<key>/<n>").
package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/sys/unix"
)

// Schema is the number of the index's form. An index with another number is refused; `plenary index rebuild`
// makes a new one from the records that it holds.
const Schema = 2

// Why an index cannot be opened. Each is wrapped with the folder and a line that says what to do.
var (
	ErrMissing = errors.New("no index")
	ErrLocked  = errors.New("locked")
	ErrVersion = errors.New("index of another version")
	ErrBroken  = errors.New("not a Plenary index, or a damaged one")
	ErrDenied  = errors.New("no permission")
)

// denied wraps what keeps an index from being read or written though nothing is wrong with it.
func denied(err error) error {
	if errors.Is(err, os.ErrPermission) || errors.Is(err, unix.EROFS) {
		return fmt.Errorf("%w: %w", ErrDenied, err)
	}
	return err
}

// damaged wraps what Bleve says of an index that it cannot open, in a line.
func damaged(err error, what string) error {
	if err := denied(err); errors.Is(err, ErrDenied) || errors.Is(err, errNoRoom) {
		return err
	}
	reason, _, _ := strings.Cut(err.Error(), "\n")
	if strings.Contains(reason, "mapping") { // it found no segment that it could open, and so no mapping
		reason = "its files are cut or missing"
	}
	return fmt.Errorf("%w: %s; %s", ErrBroken, reason, what)
}

// guard turns a panic of Bleve over damaged files, or over a file that is cut while it is read, into an error:
//
//	defer r.guard(&err)()
func (r *Reader) guard(err *error) func() { return guard(r.dir, err) }

func guard(dir string, err *error) func() {
	faults := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(faults)
		if p := recover(); p != nil {
			*err = fmt.Errorf("index %s: %w: %v; run: plenary index check --index %s", dir, ErrBroken, p, dir)
		}
	}
}

const (
	schemaFile = "plenary.json"
	bleveDir   = "bleve"
)

type schemaInfo struct {
	Program string `json:"program"`
	Schema  int    `json:"schema"`
}

func openOrCreate(dir string) (_ bleve.Index, err error) {
	useSegments()
	defer guard(dir, &err)()
	err = checkSchema(dir)
	switch {
	case errors.Is(err, ErrMissing):
		return create(dir)
	case err != nil:
		return nil, err
	}
	whole := &Reader{dir: dir} // opened for writing, Bleve would go on from an older state and drop the rest
	if err := errors.Join(whole.open(), whole.Close()); err != nil {
		return nil, damaged(err, "delete the folder and ingest again")
	}
	idx, err := bleve.OpenUsing(filepath.Join(dir, bleveDir), map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return nil, damaged(err, "delete the folder and ingest again")
	}
	return idx, nil
}

// checkSchema returns nil for an index of this version.
func checkSchema(dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, schemaFile))
	if errors.Is(err, os.ErrNotExist) {
		if entries, _ := os.ReadDir(dir); hasOthers(entries) {
			return fmt.Errorf("%w: the folder holds other files", ErrBroken)
		}
		return fmt.Errorf("%w; make one with: plenary ingest --index %s PATH", ErrMissing, dir)
	}
	if errors.Is(err, unix.ENOTDIR) {
		return fmt.Errorf("%w: a file, no folder", ErrBroken)
	}
	if err != nil {
		return denied(err)
	}
	var info schemaInfo
	if json.Unmarshal(data, &info) != nil || info.Program != "plenary" {
		return fmt.Errorf("%w: its %s is not ours", ErrBroken, schemaFile)
	}
	if info.Schema != Schema {
		return fmt.Errorf("%w: it has schema %d, this program %d; run: plenary index rebuild --index %s", ErrVersion, info.Schema, Schema, dir)
	}
	return nil
}

// hasOthers reports whether a folder holds anything but what an index that was never finished leaves.
func hasOthers(entries []os.DirEntry) bool {
	for _, e := range entries {
		if e.Name() != "lock" && e.Name() != bleveDir {
			return true
		}
	}
	return false
}

func create(dir string) (bleve.Index, error) {
	path := filepath.Join(dir, bleveDir)
	if err := os.RemoveAll(path); err != nil { // left by a run that ended before the schema was written
		return nil, err
	}
	idx, err := bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, map[string]any{
		"bolt_timeout": "1s", "numSnapshotsToKeep": 1,
	})
	if err != nil {
		return nil, err
	}
	data, _ := json.Marshal(schemaInfo{"plenary", Schema})
	if err := os.WriteFile(filepath.Join(dir, schemaFile), append(data, '\n'), 0o644); err != nil {
		idx.Close()
		return nil, err
	}
	return idx, nil
}

// newMapping is a mapping that maps nothing: documents bring their own fields and queries their own terms.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	m.ScoringModel = "bm25"
	return m
}

var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20), zstd.WithEncoderLevel(zstd.SpeedFastest))
		if err != nil {
			panic(err) // the options are constant
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<30))
		if err != nil {
			panic(err)
		}
		return d
	})
)
