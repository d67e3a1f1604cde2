package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"

	"plenary/pipeline"
)

// Check proves what the index holds: the checksum of each of its files, and that each entry has its record and
// its paragraphs. It returns a line for each fault.
func (r *Reader) Check() (faults []string, err error) {
	defer r.guard(&err)()
	if faults, err = r.checksums(); err != nil || len(faults) > 0 {
		return faults, err // what cannot be trusted is not read on
	}
	known := map[string]int{}
	err = r.Files(func(f File) error {
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

// checksums reads every segment in use and compares its checksum, which are its last four bytes. What a writer that
// was killed left half written is in no use.
func (r *Reader) checksums() ([]string, error) {
	var faults []string
	list, err := segments(r.now)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		file, ok := s.Segment().(interface{ Path() string })
		if !ok {
			continue
		}
		path := filepath.Join(r.dir, bleveDir, "store", filepath.Base(file.Path()))
		ok, err := checksum(path)
		if errors.Is(err, os.ErrNotExist) {
			continue // merged meanwhile
		}
		if err != nil {
			return nil, err
		}
		if !ok {
			faults = append(faults, filepath.Base(path)+": damaged: it has another checksum than it was written with")
		}
	}
	return faults, nil
}

func checksum(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < 4 {
		return false, err
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-4); err != nil {
		return false, err
	}
	var last [4]byte
	if _, err := io.ReadFull(f, last[:]); err != nil {
		return false, err
	}
	return binary.BigEndian.Uint32(last[:]) == sum.Sum32(), nil
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
		return 0, fmt.Errorf("index %s: %w", dir, denied(err))
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
		return 0, errors.Join(fmt.Errorf("index %s: %w", dir, damaged(err, "delete the folder and ingest again")), from.Close())
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
				return fmt.Errorf("%s: %w", f.Path, damaged(err, "delete the folder and ingest again"))
			}
		}
		f.Key = ""
		_, err := w.Put(ctx, f, rec)
		return err
	})
	return n, errors.Join(err, w.Close())
}
