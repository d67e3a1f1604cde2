package index

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"go.etcd.io/bbolt"
)

// Bleve's root is a bolt file: a bucket of snapshots by epoch, each a bucket of segments, each with the name of
// its file. When a file of the newest snapshot cannot be opened Bleve goes back to an older one without a word,
// which may be empty. Here that is damage, and is told.

// errOlder says that Bleve fell back.
var errOlder = errors.New("a file is damaged or missing")

// complete returns an error if what was opened is not the newest snapshot that the root names.
func complete(root string, opened index.IndexReader) error {
	snapshot, ok := opened.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("an index reader of an unknown kind: %T", opened)
	}
	want, err := newest(root)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, s := range snapshot.Segments() {
		if file, ok := s.Segment().(interface{ Path() string }); ok {
			have[filepath.Base(file.Path())] = true
		}
	}
	if !slices.Equal(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(have))) {
		return errOlder
	}
	return nil
}

// newest returns the names of the files of the newest snapshot.
func newest(root string) (map[string]bool, error) {
	db, err := bbolt.Open(root, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	files := map[string]bool{}
	return files, db.View(func(tx *bbolt.Tx) error {
		snapshots := tx.Bucket([]byte("s"))
		if snapshots == nil {
			return nil
		}
		epoch, _ := snapshots.Cursor().Last()
		snapshot := snapshots.Bucket(epoch)
		if snapshot == nil {
			return nil
		}
		return snapshot.ForEachBucket(func(segment []byte) error {
			if name := snapshot.Bucket(segment).Get([]byte("p")); name != nil {
				files[string(name)] = true
			}
			return nil
		})
	})
}
