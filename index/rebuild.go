package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"plenary/pipeline"
)

// Check compares what the index holds of each file: its entry, its record, its paragraphs. It returns a line
// for each fault.
func (r *Reader) Check() ([]string, error) {
	var faults []string
	known := map[string]int{}
	err := r.Files(func(f File) error {
		known[f.Key] = f.Paragraphs
		if !f.HasRecord() {
			return nil
		}
		rec, err := r.Record(f.Key)
		if err != nil {
			faults = append(faults, fmt.Sprintf("%s: record: %v", f.Path, err))
			return nil
		}
		if rec.ID != f.SHA256 {
			faults = append(faults, fmt.Sprintf("%s: the record is of other bytes than the entry", f.Path))
		}
		if n := len(paragraphs(rec)); n != f.Paragraphs {
			faults = append(faults, fmt.Sprintf("%s: %d paragraphs in the record, %d in the entry", f.Path, n, f.Paragraphs))
		}
		return nil
	})
	if err != nil {
		return faults, err
	}
	found := map[string]int{}
	err = visitIDs(r.bleve, "p/", func(id string) error {
		d, err := r.now.Document(id)
		if err != nil || d == nil {
			return err
		}
		key := strings.TrimPrefix(id, "p/")
		found[key[:strings.IndexByte(key, '/')]]++
		return nil
	})
	for key, n := range known {
		if found[key] != n {
			faults = append(faults, fmt.Sprintf("file %s: %d paragraphs indexed, %d in its entry", key, found[key], n))
		}
		delete(found, key)
	}
	for key, n := range found {
		faults = append(faults, fmt.Sprintf("%d paragraphs of a file %s that is not there", n, key))
	}
	return faults, err
}

// Rebuild makes the index in dir anew from the records it holds, beside it, and puts it in its place. It reads
// an index of any schema number whose records can be read. It returns the number of files.
func Rebuild(ctx context.Context, dir string) (int, error) {
	useSegments()
	if err := checkSchema(dir); err != nil && !errors.Is(err, ErrVersion) {
		return 0, fmt.Errorf("index %s: %w", dir, err)
	}
	l, err := lockDir(dir)
	if err != nil {
		return 0, fmt.Errorf("index %s: %w", dir, err)
	}
	defer l.release()
	place, aside := filepath.Join(dir, bleveDir), filepath.Join(dir, bleveDir+".old")
	if _, err := os.Stat(place); errors.Is(err, os.ErrNotExist) { // the last rebuild ended between two renames
		if err := os.Rename(aside, place); err != nil {
			return 0, fmt.Errorf("index %s: %w: %v", dir, ErrBroken, err)
		}
	}
	from := &Reader{dir: dir}
	if err := from.open(); err != nil {
		return 0, errors.Join(fmt.Errorf("index %s: %w: %v", dir, ErrBroken, err), from.Close())
	}
	beside := filepath.Join(dir, "rebuild")
	if err := os.RemoveAll(beside); err != nil {
		return 0, errors.Join(err, from.Close())
	}
	n, err := copyAll(ctx, from, beside)
	if err = errors.Join(err, from.Close()); err != nil {
		return n, errors.Join(fmt.Errorf("rebuild %s: %w", dir, err), os.RemoveAll(beside))
	}
	// The folder stays, with its lock; what is in it changes places.
	if err := errors.Join(os.RemoveAll(aside), os.Rename(place, aside), os.Rename(filepath.Join(beside, bleveDir), place),
		os.Rename(filepath.Join(beside, schemaFile), filepath.Join(dir, schemaFile))); err != nil {
		return n, fmt.Errorf("rebuild %s: %w", dir, err)
	}
	return n, errors.Join(os.RemoveAll(aside), os.RemoveAll(beside))
}

func copyAll(ctx context.Context, from *Reader, to string) (int, error) {
	w, err := OpenWriter(to)
	if err != nil {
		return 0, err
	}
	n := 0
	err = from.Files(func(f File) error {
		n++
		var rec *pipeline.Record
		if f.HasRecord() {
			var err error
			if rec, err = from.Record(f.Key); err != nil {
				return fmt.Errorf("%s: %w", f.Path, err)
			}
		}
		f.Key = ""
		_, err := w.Put(ctx, f, rec)
		return err
	})
	return n, errors.Join(err, w.Close())
}
