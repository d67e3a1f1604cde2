// Package index keeps records in a Bleve full-text index and answers on the paragraph. It is the only
// importer of Bleve, and knows nothing of how records are made.
//
// One Bleve index holds three kinds of document, so that one atomic batch writes all that belongs together:
// a file ("f/<key>": path, hash, outcome), its record ("r/<key>") and its paragraphs ("p/<key>/<n>").
package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
)

const (
	schemaFile = "plenary.json"
	bleveDir   = "bleve"
)

type schemaInfo struct {
	Program string `json:"program"`
	Schema  int    `json:"schema"`
}

// A Writer adds files to an index. There is one at a time; readers are not in its way.
type Writer struct {
	dir     string
	lock    *lock
	bleve   bleve.Index
	batch   *bleve.Batch
	size    int        // bytes of text in the batch
	writing chan error // the outcome of the batch being written, nil for none
	next    uint64     // the last file key in use

	cutters map[string]*cutter // by language

	// BatchBytes is how many bytes of text are gathered before they are written; 0 means 4 MiB. Larger
	// batches cost less time and more memory: while one is written the next is gathered.
	BatchBytes int
}

const defaultBatch = 4 << 20

// OpenWriter opens the index in dir for writing and makes it if there is none. It fails at once with
// ErrLocked when another process is writing.
func OpenWriter(dir string) (*Writer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	l, err := lockDir(dir)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	w := &Writer{dir: dir, lock: l, cutters: map[string]*cutter{}}
	if w.bleve, err = openOrCreate(dir); err != nil {
		l.release()
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	w.batch = w.bleve.NewBatch()
	if w.next, err = w.lastKey(); err != nil {
		w.bleve.Close()
		l.release()
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	return w, nil
}

func openOrCreate(dir string) (bleve.Index, error) {
	useSegments()
	err := checkSchema(dir)
	switch {
	case errors.Is(err, ErrMissing):
		return create(dir)
	case err != nil:
		return nil, err
	}
	idx, err := bleve.OpenUsing(filepath.Join(dir, bleveDir), map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return nil, fmt.Errorf("%w: %v; delete the folder and ingest again", ErrBroken, err)
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
	if err != nil {
		return err
	}
	var info schemaInfo
	if json.Unmarshal(data, &info) != nil || info.Program != "plenary" {
		return ErrBroken
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

// lastKey returns the highest file key in use.
func (w *Writer) lastKey() (uint64, error) {
	var last uint64
	err := visitIDs(w.bleve, "f/", func(id string) error {
		n, err := numbered(strings.TrimPrefix(id, "f/"))
		last = max(last, n)
		return err
	})
	return last, err
}

// Flush writes what was put so far. When it returns, that survives a crash.
func (w *Writer) Flush(ctx context.Context) error {
	if err := w.start(); err != nil {
		return err
	}
	return w.wait()
}

// start begins to write the batch in hand, after the one before it. Batches are written in order, one at a time,
// so that a crash loses the newest only.
func (w *Writer) start() error {
	if err := w.wait(); err != nil || w.batch.Size() == 0 {
		return err
	}
	full := w.batch
	w.batch, w.size = w.bleve.NewBatch(), 0
	done := make(chan error, 1)
	w.writing = done
	go func() {
		err := w.bleve.Batch(full)
		done <- err
	}()
	return nil
}

// wait returns when no batch is being written.
func (w *Writer) wait() error {
	if w.writing == nil {
		return nil
	}
	err := <-w.writing
	w.writing = nil
	if err != nil {
		return fmt.Errorf("index %s: write: %w", w.dir, systemError(err))
	}
	return nil
}

// systemError finds the system's own error in one that Bleve turned into words.
func systemError(err error) error {
	for _, e := range []error{unix.ENOSPC, unix.EDQUOT, unix.EFBIG, unix.EROFS, unix.EIO} {
		if strings.Contains(err.Error(), e.Error()) {
			return e
		}
	}
	return err
}

// Close writes what is left and gives the index free.
func (w *Writer) Close() error {
	err := w.Flush(context.Background())
	return errors.Join(err, w.Abandon())
}

// Abandon gives the index free without writing what was put since the last Flush.
func (w *Writer) Abandon() error {
	return errors.Join(w.wait(), w.bleve.Close(), w.lock.release())
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
