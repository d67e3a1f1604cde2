package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// longEnough is how long a run of the watch is awaited.
const longEnough = 20 * time.Second

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	runs := make(chan struct{}, 100)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		w := Watch{Roots: []string{dir}, Quiet: 50 * time.Millisecond, Every: time.Hour}
		ended <- w.Run(ctx, func(context.Context) error { runs <- struct{}{}; return nil })
	}()
	wait := func(what string) {
		t.Helper()
		select {
		case <-runs:
		case <-time.After(longEnough):
			t.Fatalf("%s: no run", what)
		}
	}
	put := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wait("first")
	put("sub/a")
	wait("a file in a folder")
	if err := os.MkdirAll(filepath.Join(dir, "new/deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	wait("a new folder")
	put("new/deep/b")
	wait("a file in a new folder")
	if err := os.Rename(filepath.Join(dir, "sub/a"), filepath.Join(dir, "sub/c")); err != nil {
		t.Fatal(err)
	}
	wait("a file renamed")
	if err := os.RemoveAll(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	wait("a folder removed")
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
}

func TestWhatChangesMatter(t *testing.T) {
	w := Watch{Own: map[string]bool{"/reports/index": true}}
	for _, c := range []struct {
		name string
		op   fsnotify.Op
		want bool
	}{
		{"/reports/a.txt", fsnotify.Create, true},
		{"/reports/a.txt", fsnotify.Remove, true},
		{"/reports/a.txt", fsnotify.Write | fsnotify.Chmod, true},
		{"/reports/a.txt", fsnotify.Chmod, false},
		{"/reports/.a.txt.swp", fsnotify.Write, false},
		{"/reports/.plenaryignore", fsnotify.Write, true},
		{"/reports/~$a.docx", fsnotify.Create, false},
		{"/reports/index", fsnotify.Create, false},
	} {
		if got := w.matters(fsnotify.Event{Name: c.name, Op: c.op}); got != c.want {
			t.Errorf("%s %s: %v", c.op, c.name, got)
		}
	}
}

func TestWatchByTheClock(t *testing.T) {
	failure := errors.New("enough")
	runs := 0
	err := Watch{Roots: []string{filepath.Join(t.TempDir(), "none")}, Every: time.Millisecond}.Run(t.Context(), func(context.Context) error {
		if runs++; runs == 3 {
			return failure
		}
		return nil
	})
	if !errors.Is(err, failure) || runs != 3 {
		t.Errorf("%d runs, %v", runs, err)
	}
}
