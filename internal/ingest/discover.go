package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
	"time"

	"plenary/pipeline"
)

// A candidate is a file that discovery found: on disk, or in an archive.
type candidate struct {
	path     string // as people see it
	abs      string
	size     int64
	modified time.Time
	inode    uint64
	load     func() ([]byte, error)
	err      error // why it cannot even be looked at
}

// discovery walks paths in a fixed order.
type discovery struct {
	opts  Options
	out   []candidate
	seen  map[string]bool
	roots []string // absolute paths whose absent files are to be removed
}

// ignoreFile names a file of patterns, one a line, for what a folder's run leaves out.
const ignoreFile = ".plenaryignore"

func discover(opts Options) (*discovery, error) {
	d := &discovery{opts: opts, seen: map[string]bool{}}
	for _, p := range opts.Paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err // a path that a person typed and that is not there ends the run
		}
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, err
		}
		d.roots = append(d.roots, filepath.ToSlash(abs))
		if info.IsDir() {
			if err := d.walk(p, nil); err != nil {
				return nil, err
			}
			continue
		}
		d.file(p, info)
	}
	return d, nil
}

// walk takes a folder's files in the order of their names.
func (d *discovery) walk(dir string, ignore []string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if len(entries) == 0 {
			d.add(candidate{path: dir, err: err})
			return nil
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, ignoreFile)); err == nil {
		ignore = append(ignore[:len(ignore):len(ignore)], patterns(data)...)
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || ignored(ignore, name, e.IsDir()) {
			continue
		}
		p := filepath.Join(dir, name)
		if e.Type()&fs.ModeSymlink != 0 && !d.opts.FollowSymlinks {
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			d.add(candidate{path: p, err: err})
			continue
		}
		switch {
		case info.IsDir():
			real, err := filepath.EvalSymlinks(p)
			if err != nil || d.seen["dir:"+real] { // a link that leads back up
				continue
			}
			d.seen["dir:"+real] = true
			if err := d.walk(p, ignore); err != nil {
				return err
			}
		case info.Mode().IsRegular():
			d.file(p, info)
		}
	}
	return nil
}

func patterns(data []byte) []string {
	var out []string
	sc := bufio.NewScanner(bytes.NewReader(data))
	for sc.Scan() {
		if s := strings.TrimSpace(sc.Text()); s != "" && !strings.HasPrefix(s, "#") {
			out = append(out, s)
		}
	}
	return out
}

// ignored reports whether a name fits a pattern; one that ends in / fits folders only.
func ignored(patterns []string, name string, dir bool) bool {
	for _, p := range patterns {
		only, isDir := strings.CutSuffix(p, "/")
		if isDir && !dir {
			continue
		}
		if ok, _ := path.Match(only, name); ok {
			return true
		}
	}
	return false
}

func (d *discovery) file(p string, info fs.FileInfo) {
	c := candidate{path: filepath.ToSlash(p), size: info.Size(), modified: info.ModTime().UTC(), inode: inode(info)}
	abs, err := filepath.Abs(p)
	if err != nil {
		c.err = err
	}
	c.abs = filepath.ToSlash(abs)
	if strings.EqualFold(filepath.Ext(p), ".zip") && c.err == nil {
		d.archive(p, c)
		return
	}
	limit := d.opts.Limits.Bytes
	c.load = func() ([]byte, error) {
		if info.Size() > limit {
			return nil, fmt.Errorf("%w: %d bytes (limit %d)", pipeline.ErrTooLarge, info.Size(), limit)
		}
		return os.ReadFile(p)
	}
	d.add(c)
}

// archive takes the files of a zip archive, each read when its turn comes and never unpacked to disk.
func (d *discovery) archive(p string, zipped candidate) {
	z, err := zip.OpenReader(p)
	if err != nil {
		zipped.err = fmt.Errorf("%w: zip archive: %v", pipeline.ErrDamaged, err)
		d.add(zipped)
		return
	}
	defer z.Close()
	if len(z.File) > d.opts.Limits.Entries {
		zipped.err = fmt.Errorf("%w: %d entries in the archive (limit %d)", pipeline.ErrTooLarge, len(z.File), d.opts.Limits.Entries)
		d.add(zipped)
		return
	}
	sort.SliceStable(z.File, func(i, j int) bool { return z.File[i].Name < z.File[j].Name })
	for _, f := range z.File {
		base := path.Base(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		c := zipped
		c.path += "!/" + f.Name
		c.abs += "!/" + f.Name
		c.size = int64(f.UncompressedSize64)
		switch {
		case !fs.ValidPath(f.Name) || strings.Contains(f.Name, "\\"):
			c.err = fmt.Errorf("%w: the archive names a file outside itself", pipeline.ErrDamaged)
		case f.Mode()&fs.ModeSymlink != 0:
			c.err = fmt.Errorf("%w: a symbolic link in an archive", pipeline.ErrUnsupported)
		case strings.EqualFold(path.Ext(f.Name), ".zip"):
			c.err = fmt.Errorf("%w: an archive in an archive", pipeline.ErrUnsupported)
		}
		name, limit := f.Name, d.opts.Limits.Bytes
		c.load = func() ([]byte, error) { return loadEntry(p, name, limit) }
		d.add(c)
	}
}

// loadEntry unpacks one file of an archive, at most limit bytes of it whatever its header says.
func loadEntry(archive, name string, limit int64) ([]byte, error) {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, fmt.Errorf("%w: zip archive: %v", pipeline.ErrDamaged, err)
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%w: %v", pipeline.ErrDamaged, err)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, limit+1))
		switch {
		case err != nil && len(data) == 0:
			return nil, fmt.Errorf("%w: %v", pipeline.ErrDamaged, err)
		case int64(len(data)) > limit:
			return nil, fmt.Errorf("%w: over %d bytes unpacked", pipeline.ErrTooLarge, limit)
		case err != nil:
			return nil, fmt.Errorf("%w: %v", pipeline.ErrDamaged, err)
		}
		return data, nil
	}
	return nil, os.ErrNotExist
}

func (d *discovery) add(c candidate) {
	if c.abs == "" {
		abs, err := filepath.Abs(c.path)
		c.err = errors.Join(c.err, err)
		c.abs = filepath.ToSlash(abs)
	}
	if d.seen[c.abs] {
		return // named twice on the command line
	}
	d.seen[c.abs] = true
	d.out = append(d.out, c)
}

func inode(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Ino
	}
	return 0
}

// under reports whether a path lies at or below one of the roots, or in an archive that is one.
func under(roots []string, abs string) bool {
	for _, r := range roots {
		if abs == r || strings.HasPrefix(abs, strings.TrimSuffix(r, "/")+"/") || strings.HasPrefix(abs, r+"!/") {
			return true
		}
	}
	return false
}
