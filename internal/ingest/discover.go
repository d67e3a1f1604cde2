package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"plenary/pipeline"
)

// A candidate is a file that discovery found: on disk, or in an archive.
type candidate struct {
	path   string // as people see it
	abs    string // what tells files apart
	stamp  stamp
	load   func() ([]byte, stamp, error) // the bytes, and the stamp that they were read under
	err    error                         // why it cannot even be looked at
	aside  bool                          // err is none of a document's: tell it, and do not remember it
	marker bool                          // an archive, after all that is in it: see archive.go
}

// discovery walks paths in a fixed order.
type discovery struct {
	opts     Options
	files    known
	archives *archives
	out      []candidate
	seen     map[string]bool // absolute paths, and the real paths of folders
	roots    []string        // absolute paths: what the index has at and below them, and is not found, is to be removed
	unread   []string        // absolute paths that could not be looked into: what the index has there stays
	skipped  map[string]int  // what was left out, by reason
	looked   func(found int) // told now and then how many files were found; nil for nobody
}

// Reasons for leaving something out, as the summary names them.
const (
	skipIgnored = "ignored"
	skipSymlink = "symbolic link"
	skipSpecial = "not a regular file"
)

func discover(ctx context.Context, opts Options, files known) (*discovery, error) {
	d := &discovery{opts: opts, files: files, seen: map[string]bool{}, skipped: map[string]int{}}
	d.archives = &archives{}
	if opts.Progress != nil {
		d.looked = opts.Progress.Looking
	}
	for _, p := range opts.Paths {
		if err := d.root(ctx, p); err != nil {
			return nil, err
		}
	}
	for _, p := range opts.Listed {
		if err := d.root(ctx, p); err != nil {
			d.add(candidate{path: p, err: plain(err), aside: true})
		}
	}
	return d, ctx.Err()
}

// root takes a path that a person named. One that is not there, nor ever was, is an error.
func (d *discovery) root(ctx context.Context, p string) error {
	abs, err := absolute(p)
	if err != nil {
		return err
	}
	info, err := os.Stat(p) // a link that is named is meant
	switch {
	case errors.Is(err, fs.ErrNotExist) && d.files.below(abs):
		d.roots = append(d.roots, abs) // it was deleted
		return nil
	case err != nil:
		return err
	}
	d.roots = append(d.roots, abs)
	before := len(d.out)
	switch {
	case info.IsDir():
		d.entered(p)
		d.folder(ctx, p, d.rulesAbove(abs))
		if len(d.out) == before && !d.files.below(abs) {
			d.add(candidate{path: p, abs: abs, err: ErrNothing, aside: true})
		}
	case info.Mode().IsRegular():
		d.file(p, info)
	default:
		return &fs.PathError{Op: "read", Path: p, Err: errors.New("neither a file nor a folder")}
	}
	return nil
}

// rulesAbove returns the rules of the ignore files in the folders over one.
func (d *discovery) rulesAbove(abs string) []rule {
	parent := filepath.Dir(filepath.FromSlash(abs))
	if parent == filepath.FromSlash(abs) {
		return nil
	}
	rules, _ := rulesOf(parent) // what is wrong with it is told where that folder is read
	return append(d.rulesAbove(filepath.ToSlash(parent)), rules...)
}

// folder takes a folder's files in the order of their names.
func (d *discovery) folder(ctx context.Context, dir string, rules []rule) {
	entries, err := os.ReadDir(dir)
	if err != nil { // what could be listed of it is read all the same
		d.unlisted(dir, err)
	}
	own, err := rulesOf(dir)
	if err != nil {
		d.add(candidate{path: filepath.Join(dir, ignoreFile), err: err, aside: true})
	}
	if full, err := filepath.Abs(dir); err == nil {
		for i := range own {
			own[i].folder = full
		}
		rules = append(rules[:len(rules):len(rules)], own...)
	}
	for _, e := range entries {
		if ctx.Err() != nil {
			return
		}
		d.entry(ctx, filepath.Join(dir, e.Name()), e, rules)
	}
	if d.looked != nil {
		d.looked(len(d.out))
	}
}

// entry takes one entry of a folder.
func (d *discovery) entry(ctx context.Context, p string, e fs.DirEntry, rules []rule) {
	full, err := filepath.Abs(p)
	switch {
	case err != nil:
		d.add(candidate{path: p, err: err, aside: true})
		return
	case strings.HasPrefix(e.Name(), "."), d.opts.Own[full]:
		return
	case dropping(e.Name()), len(rules) > 0 && ignored(rules, full, e.IsDir()):
		d.skipped[skipIgnored]++
		return
	case e.Type()&fs.ModeSymlink != 0 && !d.opts.FollowSymlinks:
		d.skipped[skipSymlink]++
		return
	}
	info, err := os.Stat(p)
	if errors.Is(err, fs.ErrNotExist) && e.Type()&fs.ModeSymlink == 0 {
		return // deleted since the folder was listed
	}
	if err != nil {
		d.unlisted(p, err)
		return
	}
	switch {
	case info.IsDir():
		if d.entered(p) {
			return // a link that leads back up, or twice to one folder
		}
		d.folder(ctx, p, rules)
	case info.Mode().IsRegular():
		if e.Type()&fs.ModeSymlink != 0 && d.linked(p) {
			return
		}
		d.file(p, info)
	default:
		d.skipped[skipSpecial]++
	}
}

// entered reports whether a folder was read before under another path; from now on it was.
func (d *discovery) entered(p string) bool {
	if !d.opts.FollowSymlinks {
		return false
	}
	real, err := filepath.EvalSymlinks(p)
	if err != nil {
		return false // reading it will say why
	}
	before := d.seen["real "+real]
	d.seen["real "+real] = true
	return before
}

// linked reports whether a link leads to a file that was taken already; from now on it was.
func (d *discovery) linked(p string) bool {
	real, err := filepath.EvalSymlinks(p)
	if err != nil {
		return false
	}
	real = printable(filepath.ToSlash(real))
	taken := d.seen[real]
	d.seen[real] = true
	return taken
}

// unlisted tells a folder or file that the system does not let us look at, and keeps what the index has there.
func (d *discovery) unlisted(p string, err error) {
	if abs, err := absolute(p); err == nil {
		d.unread = append(d.unread, abs)
	}
	d.add(candidate{path: p, err: plain(err), aside: true})
}

func (d *discovery) file(p string, info fs.FileInfo) {
	abs, err := absolute(p)
	c := candidate{path: p, abs: abs, stamp: stampOf(info), err: err}
	if strings.EqualFold(filepath.Ext(p), ".zip") && err == nil && d.archive(p, c) {
		return
	}
	limit := d.opts.Limits.Bytes
	c.load = func() ([]byte, stamp, error) { return loadFile(p, limit) }
	d.add(c)
}

func (d *discovery) add(c candidate) {
	c.path = printable(filepath.ToSlash(c.path))
	if c.abs == "" {
		c.abs, _ = absolute(c.path) // its own error stands in c.err
	}
	if d.seen[c.abs] {
		return // named twice on the command line
	}
	d.seen[c.abs] = true
	d.out = append(d.out, c)
}

// absolute returns a path as the index keeps it.
func absolute(p string) (string, error) {
	abs, err := filepath.Abs(p)
	return printable(filepath.ToSlash(abs)), err
}

// loadFile reads a file of at most limit bytes, and stamps it before the first byte: what is written while it
// is read is seen by the next run.
func loadFile(p string, limit int64) ([]byte, stamp, error) {
	f, err := os.OpenFile(p, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe put in its place must not stop the run
	if err != nil {
		return nil, stamp{}, plain(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, stamp{}, plain(err)
	}
	s := stampOf(info).settled(time.Now())
	switch {
	case !info.Mode().IsRegular():
		return nil, s, errors.New("no longer a regular file")
	case info.Size() > limit:
		return nil, s, tooLarge(info.Size(), limit)
	}
	data, err := readAll(f, info.Size(), limit)
	return data, s, err
}

func tooLarge(size, limit int64) error {
	return fmt.Errorf("%w: %d bytes (--max-bytes allows %d)", pipeline.ErrTooLarge, size, limit)
}

// plain drops what a message says anyway: the path, and the name of the system call.
func plain(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
