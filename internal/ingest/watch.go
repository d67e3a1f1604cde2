package ingest

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Watch runs whenever something changes below its roots, and now and then in case a change was not told: on a
// network file system nothing is.
type Watch struct {
	Roots []string
	Own   map[string]bool // absolute paths whose changes are none, such as the index
	Quiet time.Duration   // how long nothing must change before a run; 0 means a second
	Every time.Duration   // from one run to the next when nothing is told; 0 means ten minutes
	Log   *slog.Logger
}

// patience is how long changes that do not end can put off a run, in quiet times.
const patience = 10

// Run runs once at the beginning and then as a Watch says, until the context ends or run returns an error. Its
// error is that of run or of the system; a folder that cannot be watched is told, and left to the clock.
func (w Watch) Run(ctx context.Context, run func(context.Context) error) error {
	if w.Quiet == 0 {
		w.Quiet = time.Second
	}
	if w.Every == 0 {
		w.Every = 10 * time.Minute
	}
	if w.Log == nil {
		w.Log = slog.New(slog.DiscardHandler)
	}
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer n.Close()
	for _, r := range w.Roots {
		w.watch(n, r) // before the first run, so that nothing falls between
	}
	for {
		began := time.Now()
		if err := run(ctx); err != nil {
			return err
		}
		// Looking at a large folder may take longer than writing one file in it: most of the time is left to others.
		rest := max(w.Quiet, 4*time.Since(began))
		if err := w.wait(ctx, n, rest); err != nil {
			return err
		}
	}
}

// wait returns when it is time for the next run.
func (w Watch) wait(ctx context.Context, n *fsnotify.Watcher, rest time.Duration) error {
	clock := time.NewTimer(w.Every)
	defer clock.Stop()
	earliest := time.Now().Add(rest)
	var first time.Time // change since the last run
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-clock.C:
			for _, r := range w.Roots {
				w.watch(n, r)
			}
			return nil
		case <-quiet:
			return nil
		case err := <-n.Errors:
			w.Log.Warn("changes were missed; all is looked at", "error", err)
			for _, r := range w.Roots {
				w.watch(n, r)
			}
		case e := <-n.Events:
			if !w.matters(e) {
				continue
			}
			if e.Has(fsnotify.Create) {
				w.watch(n, e.Name)
			}
		}
		if first.IsZero() {
			first = time.Now()
		}
		until := min(w.Quiet, time.Until(first.Add(patience*w.Quiet)))
		quiet = time.After(max(until, time.Until(earliest), 0))
	}
}

// matters reports whether a change is one of a file that a run would look at. A change of rights is not: if it
// makes a file readable, the clock will find it.
func (w Watch) matters(e fsnotify.Event) bool {
	base := filepath.Base(e.Name)
	if e.Op == fsnotify.Chmod || strings.HasPrefix(base, ".") && base != ignoreFile || dropping(base) {
		return false
	}
	abs, err := filepath.Abs(e.Name)
	return err != nil || !w.Own[abs]
}

// watch has the system tell of changes in a folder and all below it, or of a file through its folder.
func (w Watch) watch(n *fsnotify.Watcher, root string) {
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // gone again, or not for us: the run will say so
		case !d.IsDir() && p != root:
			return nil
		case p != root && strings.HasPrefix(d.Name(), "."), w.own(p):
			return filepath.SkipDir
		case !d.IsDir():
			if info, err := os.Stat(p); err != nil || !info.IsDir() {
				p = filepath.Dir(p)
			}
		}
		return n.Add(p)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.Log.Warn("not all folders can be watched; they are looked at by the clock", "folder", root, "every", w.Every, "error", err)
	}
}

func (w Watch) own(p string) bool {
	abs, err := filepath.Abs(p)
	return err == nil && w.Own[abs]
}
