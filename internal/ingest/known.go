package ingest

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"plenary/index"
)

// known is what the index knew of files when a run began.
type known struct {
	byAbs map[string]index.File
	paths []string // the keys of byAbs, sorted
	moved *movers
}

// remember reads the files of an index.
func remember(w *index.Writer) (known, error) {
	k := known{byAbs: map[string]index.File{}, moved: &movers{bySum: map[string][]index.File{}}}
	err := w.Files(func(f index.File) error {
		k.byAbs[f.Abs] = f
		if f.SHA256 != "" {
			k.moved.bySum[f.SHA256] = append(k.moved.bySum[f.SHA256], f)
		}
		return nil
	})
	k.paths = slices.Sorted(maps.Keys(k.byAbs))
	return k, err
}

// under returns the files whose path begins with a prefix, in order.
func (k known) under(prefix string) []index.File {
	var files []index.File
	for _, p := range k.paths[sort.SearchStrings(k.paths, prefix):] {
		if !strings.HasPrefix(p, prefix) {
			break
		}
		files = append(files, k.byAbs[p])
	}
	return files
}

// below reports whether the index has a file at a path, in that folder or in that archive.
func (k known) below(abs string) bool {
	_, ok := k.byAbs[abs]
	return ok || len(k.under(folderPrefix(abs))) > 0 || len(k.under(abs+inside)) > 0
}

func folderPrefix(abs string) string { return strings.TrimSuffix(abs, "/") + "/" }

// under reports whether a path lies at or below one of the others, or in an archive that is one.
func under(roots []string, abs string) bool {
	for _, r := range roots {
		if abs == r || strings.HasPrefix(abs, folderPrefix(r)) || strings.HasPrefix(abs, r+inside) {
			return true
		}
	}
	return false
}

// stampIn is the stamp that the index noted for a file.
func stampIn(f index.File) stamp {
	return stamp{f.Size, f.Modified, f.Changed, f.Inode}
}

func withStamp(f index.File, s stamp) index.File {
	f.Size, f.Modified, f.Changed, f.Inode = s.size, s.modified, s.changed, s.inode
	return f
}

// movers are files by content, for telling a file that was moved from a new one. They are asked from several
// workers at once.
type movers struct {
	mu    sync.Mutex
	bySum map[string][]index.File
	gone  func(index.File) bool // whether a file is no longer where the index has it, and the run is to know
}

// claim takes a file of this content that is gone: the file was moved.
func (m *movers) claim(sum string) (index.File, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, f := range m.bySum[sum] {
		if m.gone(f) {
			m.bySum[sum] = append(m.bySum[sum][:i:i], m.bySum[sum][i+1:]...)
			return f, true
		}
	}
	return index.File{}, false
}
