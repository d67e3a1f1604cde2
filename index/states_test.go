package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// largest returns the largest segment of an index.
func largest(t *testing.T, dir string) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, bleveDir, "store", "*.zap"))
	if err != nil || len(list) == 0 {
		t.Fatalf("no segment in %s: %v", dir, err)
	}
	best, size := "", int64(-1)
	for _, path := range list {
		if info, err := os.Stat(path); err == nil && info.Size() > size {
			best, size = path, info.Size()
		}
	}
	return best
}

// Whatever became of the folder, it is told in a line with a reason that the program can act upon.
func TestStates(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   error
		says   string
	}{
		{"another program's", func(t *testing.T, dir string) { write(t, filepath.Join(dir, schemaFile), `{"name":"x"}`) }, ErrBroken, ""},
		{"another version", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, schemaFile), `{"program":"plenary","schema":99}`)
		}, ErrVersion, "plenary index rebuild"},
		{"a segment cut short", func(t *testing.T, dir string) { truncate(t, largest(t, dir), 200) }, ErrBroken, "ingest again"},
		{"a segment empty", func(t *testing.T, dir string) { truncate(t, largest(t, dir), 0) }, ErrBroken, "ingest again"},
		{"a segment missing", func(t *testing.T, dir string) { remove(t, largest(t, dir)) }, ErrBroken, "ingest again"},
		{"the root cut short", func(t *testing.T, dir string) { truncate(t, filepath.Join(dir, bleveDir, "store", "root.bolt"), 100) }, ErrBroken, "ingest again"},
		{"the root missing", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, bleveDir, "store", "root.bolt")) }, ErrBroken, "ingest again"},
		{"no schema of ours", func(t *testing.T, dir string) { write(t, filepath.Join(dir, schemaFile), "{") }, ErrBroken, schemaFile},
		{"nothing but its name", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, bleveDir)) }, ErrBroken, "ingest again"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, library()...)
			c.damage(t, dir)
			_, err := OpenReader(dir)
			if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) || strings.Contains(fmt.Sprint(err), "\n") {
				t.Errorf("open: %v", err)
			}
		})
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func truncate(t *testing.T, path string, size int64) {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// Bytes that changed on the disk are found by the check, and end no search with a crash.
func TestDamageInside(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	path := largest(t, dir)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(data)-100; at += len(data) / 40 {
		bad := append([]byte(nil), data...)
		for i := range 64 {
			bad[at+i] ^= 0xA5
		}
		remove(t, path)
		write(t, path, string(bad))
		r, err := OpenReader(dir)
		if err != nil {
			if !errors.Is(err, ErrBroken) {
				t.Errorf("byte %d: open: %v", at, err)
			}
			continue
		}
		if _, err := r.Search(context.Background(), Request{Query: "islands OR стратегическом OR kind:date", Facets: true}); err != nil && !errors.Is(err, ErrBroken) {
			t.Errorf("byte %d: %v", at, err)
		}
		faults, err := r.Check()
		if err != nil || len(faults) == 0 {
			t.Errorf("byte %d: check: %v, %v", at, faults, err)
		}
		r.Close()
	}
}

// A writer leaves nothing in a folder that is not its own.
func TestForeignFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "letter.txt"), "Dear")
	if _, err := OpenWriter(dir); !errors.Is(err, ErrBroken) {
		t.Errorf("writer: %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	file := filepath.Join(dir, "letter.txt")
	if _, err := OpenReader(file); !errors.Is(err, ErrBroken) {
		t.Errorf("a file as an index: %v", err)
	}
	if _, err := OpenWriter(file); !errors.Is(err, ErrBroken) {
		t.Errorf("a file as an index, written: %v", err)
	}
}

func TestNotWritable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	dir := t.TempDir()
	put(t, dir, library()...)
	for _, path := range []string{filepath.Join(dir, "lock"), dir} {
		if err := os.Chmod(path, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o755)
	if _, err := OpenWriter(dir); !errors.Is(err, ErrDenied) {
		t.Errorf("writer: %v", err)
	}
	if got := ask(t, open(t, dir), "women engineers"); got != "C26/30-E 2.1" {
		t.Errorf("search: %s", got)
	}
}

// A rebuild that ended between two renames is taken up again.
func TestRebuildInterrupted(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	if err := os.Rename(filepath.Join(dir, bleveDir), filepath.Join(dir, bleveDir+".old")); err != nil {
		t.Fatal(err)
	}
	if n, err := Rebuild(context.Background(), dir); n != 7 || err != nil {
		t.Fatalf("rebuild: %d, %v", n, err)
	}
	if got := ask(t, open(t, dir), "women engineers"); got != "C26/30-E 2.1" {
		t.Errorf("search: %s", got)
	}
}

// What waits for long is written, so that a crash loses little and a search finds it.
func TestWrittenInTime(t *testing.T) {
	dir := t.TempDir()
	w, err := OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abandon()
	for i, rec := range library()[:3] {
		if i == 2 {
			w.begun = w.begun.Add(-2 * maxWait)
		}
		if _, err := w.Put(context.Background(), File{Path: rec.Header.Symbol}, rec); err != nil {
			t.Fatal(err)
		}
		if writing := w.writing != nil; writing != (i == 2) {
			t.Errorf("file %d: written: %v", i, writing)
		}
	}
	if err := w.wait(); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, open(t, dir), "women engineers"); got != "C26/30-E 2.1" {
		t.Errorf("search beside the writer: %s", got)
	}
}

// What a killed writer left half written belongs to nobody, and is no fault.
func TestCheckLeavesOrphans(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, library()...)
	write(t, filepath.Join(dir, bleveDir, "store", "0000000000ff.zap"), "half of a segment")
	if faults, err := open(t, dir).Check(); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}
