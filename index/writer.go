package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"golang.org/x/sys/unix"
)

// A Writer adds files to an index. There is one at a time; readers are not in its way.
type Writer struct {
	dir     string
	lock    *lock
	bleve   bleve.Index
	batch   *bleve.Batch
	size    int        // bytes of text in the batch
	begun   time.Time  // when its first file came
	writing chan error // the outcome of the batch being written, nil for none
	next    uint64     // the last file key in use

	cutters map[string]*cutter // by language

	// BatchBytes is how many bytes of text are gathered before they are written; 0 means 4 MiB. Larger
	// batches cost less time and more memory: while one is written the next is gathered.
	BatchBytes int
}

const defaultBatch = 4 << 20

// maxWait is how long a file waits for others to be written with: what was read in that time is lost in a crash,
// and not found before.
const maxWait = 5 * time.Second

// OpenWriter opens the index in dir for writing and makes it if there is none. It fails at once with
// ErrLocked when another process is writing.
func OpenWriter(dir string) (*Writer, error) {
	if err := checkSchema(dir); err != nil && !errors.Is(err, ErrMissing) {
		return nil, fmt.Errorf("index %s: %w", dir, err) // nothing is left in another program's folder
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, denied(err))
	}
	l, err := lockDir(dir)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, denied(err))
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
