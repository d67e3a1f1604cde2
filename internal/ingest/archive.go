package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"plenary/index"
	"plenary/pipeline"
)

// A zip archive of a meeting's papers is read as a folder: "papers.zip!/sub/C26-30-F.docx". Nothing is unpacked
// to disk. After its last file the index keeps a marker, an entry for the archive itself, under the stamp of
// the archive: the next run that finds marker and stamp knows all that is in it without opening it.

// inside is what stands between the path of an archive and the path in it.
const inside = "!/"

// archive takes the files of a zip archive, or those that the index knows of one that did not change. It
// returns false for a file that only calls itself an archive.
func (d *discovery) archive(p string, c candidate) bool {
	c.marker = true
	if d.unchanged(c) {
		d.add(c)
		return true
	}
	z, err := d.archives.take(p)
	switch {
	case errors.Is(err, errNoArchive):
		return false
	case err != nil:
		if !errors.Is(err, pipeline.ErrDamaged) { // it may be readable next time, with all that the index has of it
			d.unread = append(d.unread, c.abs)
			c.aside = true
		}
		c.err, c.marker = err, false
		d.add(c)
		return true
	}
	defer d.archives.give(z)
	left := d.opts.Limits.Archive
	d.entries(c, z.files, within{p, nil}, &left)
	d.add(c)
	return true
}

// unchanged takes what the index knows of an archive that was read to its end and did not change since.
func (d *discovery) unchanged(c candidate) bool {
	old, ok := d.files.byAbs[c.abs]
	if !ok || old.Outcome != index.OutcomeArchive || !d.opts.current(old) || stampIn(old) != c.stamp {
		return false
	}
	in := d.files.under(c.abs + inside)
	for _, f := range in {
		if s := stampIn(f); s.modified != c.stamp.modified || s.changed != c.stamp.changed || s.inode != c.stamp.inode || !d.opts.current(f) {
			return false
		}
	}
	for _, f := range in {
		d.add(candidate{path: c.path + strings.TrimSuffix(strings.TrimPrefix(f.Abs, c.abs), inside), abs: f.Abs, stamp: stampIn(f)})
	}
	return true
}

// within says where entries are: in the archive at a path, and there in archives in archives.
type within struct {
	path  string
	outer []string
}

func (w within) entry(name string) within {
	return within{w.path, append(w.outer[:len(w.outer):len(w.outer)], name)}
}

// entries takes the files of an archive in the order of their names. c stands for the archive; left is how many
// bytes may yet be unpacked.
func (d *discovery) entries(c candidate, files []entry, at within, left *int64) {
	if err := acceptable(files, d.opts.Limits, left); err != nil {
		c.err, c.marker = err, false
		c.abs += inside // the marker has the archive's own path
		d.add(c)
		return
	}
	last := ""
	for _, f := range files {
		base := path.Base(f.name)
		if f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || dropping(base) || strings.HasPrefix(f.name, "__MACOSX/") {
			continue
		}
		in := at.entry(f.name)
		e := candidate{path: c.path + inside + printable(f.name), abs: c.abs + inside + printable(f.name), stamp: c.stamp}
		e.stamp.size = int64(min(f.UncompressedSize64, 1<<62))
		e.load = func() ([]byte, stamp, error) { return d.archives.load(in, d.opts.Limits) }
		switch {
		case f.name == last:
			e.err, e.aside = fmt.Errorf("%w: the archive names it twice; the first is read", pipeline.ErrDamaged), true
			e.abs += inside + "again"
		case !fs.ValidPath(f.name):
			e.err = fmt.Errorf("%w: the archive names a file outside itself", pipeline.ErrDamaged)
		case f.Mode()&fs.ModeSymlink != 0:
			e.err = fmt.Errorf("%w: a symbolic link in an archive", pipeline.ErrUnsupported)
		case f.Flags&1 != 0:
			e.err = fmt.Errorf("%w: the archive asks for a password", pipeline.ErrEncrypted)
		case strings.EqualFold(path.Ext(f.name), ".zip"):
			if d.nested(e, f, in, left) {
				continue
			}
		}
		last = f.name
		d.add(e)
	}
}

// nested takes the files of an archive in an archive. It returns false for an entry that is to be taken as a file.
func (d *discovery) nested(e candidate, f entry, in within, left *int64) bool {
	data, err := f.unpack(d.opts.Limits.Bytes)
	if err != nil {
		return false // reading it will say why
	}
	files, err := listing(bytes.NewReader(data), int64(len(data)))
	switch {
	case errors.Is(err, errNoArchive):
		return false
	case err == nil && len(in.outer) >= d.opts.Limits.Nesting:
		err = fmt.Errorf("%w: an archive in %d archives (--max-nesting)", pipeline.ErrTooLarge, len(in.outer))
	case err == nil:
		d.entries(e, files, in, left)
		return true
	}
	e.err, e.marker = err, false
	d.add(e)
	return true
}

// acceptable refuses archives that would unpack to more than is allowed, by what their headers say; unpack
// holds them to it.
func acceptable(files []entry, limits Limits, left *int64) error {
	if len(files) > limits.Entries {
		return fmt.Errorf("%w: %d files in the archive (--max-entries allows %d)", pipeline.ErrTooLarge, len(files), limits.Entries)
	}
	for _, f := range files {
		if f.UncompressedSize64 > uint64(*left) {
			return fmt.Errorf("%w: the archive unpacks to over %d bytes (--max-archive)", pipeline.ErrTooLarge, limits.Archive)
		}
		*left -= int64(f.UncompressedSize64)
	}
	return nil
}

// An entry is a file of an archive under its name in UTF-8.
type entry struct {
	*zip.File
	name string
}

var errNoArchive = errors.New("no zip archive")

// listing reads the directory of an archive, in the order of names.
func listing(r io.ReaderAt, size int64) ([]entry, error) {
	var head [4]byte
	if n, _ := r.ReadAt(head[:], 0); n < 4 || head[0] != 'P' || head[1] != 'K' {
		return nil, errNoArchive
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: zip archive: %v", pipeline.ErrDamaged, err)
	}
	files := make([]entry, 0, len(z.File))
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" {
			return nil, errNoArchive // an office document under another name
		}
		files = append(files, entry{f, entryName(f)})
	}
	sort.SliceStable(files, func(i, j int) bool { return files[i].name < files[j].name })
	return files, nil
}

// entryName is an entry's name with / between folders. Names that are not marked as UTF-8 are, by the format,
// in the character set of the first PC.
func entryName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		if s, err := charmap.CodePage437.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// unpack returns an entry's bytes: at most limit of them, and no more than its header says.
func (f entry) unpack(limit int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(limit) {
		return nil, tooLarge(int64(min(f.UncompressedSize64, 1<<62)), limit)
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, fmt.Errorf("%w: compressed by method %d", pipeline.ErrUnsupported, f.Method)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", pipeline.ErrDamaged, err)
	}
	defer r.Close()
	data, err := readAll(r, int64(f.UncompressedSize64), limit)
	if err == nil && uint64(len(data)) > f.UncompressedSize64 {
		err = errors.New("it is larger than the archive says")
	}
	if err != nil && !errors.Is(err, pipeline.ErrTooLarge) {
		err = fmt.Errorf("%w: %v", pipeline.ErrDamaged, err)
	}
	return data, err
}

// archives keeps the archives open that a run is reading from: its workers read many files of one archive.
type archives struct {
	mu   sync.Mutex
	open []*openArchive // the one used last comes last
}

type openArchive struct {
	path  string
	file  *os.File
	stamp stamp
	files []entry
	users int
}

const keptOpen = 4 // archives that nobody reads from at the moment

// take opens an archive, or finds it open; give must be called after use.
func (a *archives) take(p string) (*openArchive, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, z := range a.open {
		if z.path == p {
			a.open = append(append(a.open[:i:i], a.open[i+1:]...), z)
			z.users++
			return z, nil
		}
	}
	f, err := os.Open(p)
	if err != nil {
		return nil, plain(err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, plain(err)
	}
	files, err := listing(f, info.Size())
	if err != nil {
		f.Close()
		return nil, err
	}
	z := &openArchive{path: p, file: f, stamp: stampOf(info).settled(time.Now()), files: files, users: 1}
	a.open = append(a.open, z)
	return z, nil
}

func (a *archives) give(z *openArchive) {
	a.mu.Lock()
	defer a.mu.Unlock()
	z.users--
	idle := 0
	for i := len(a.open) - 1; i >= 0; i-- {
		if o := a.open[i]; o.users == 0 {
			if idle++; idle > keptOpen {
				o.file.Close()
				a.open = append(a.open[:i:i], a.open[i+1:]...)
			}
		}
	}
}

// close closes what nobody reads from any more.
func (a *archives) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, z := range a.open {
		z.file.Close()
	}
	a.open = nil
}

// load returns the bytes of a file in an archive, and the stamp of the archive with the file's size.
func (a *archives) load(in within, limits Limits) ([]byte, stamp, error) {
	z, err := a.take(in.path)
	if err != nil {
		return nil, stamp{}, err
	}
	defer a.give(z)
	files, s := z.files, z.stamp
	for depth, name := range in.outer {
		i := sort.Search(len(files), func(i int) bool { return files[i].name >= name })
		if i == len(files) || files[i].name != name {
			return nil, s, errors.New("no longer in the archive")
		}
		s.size = int64(min(files[i].UncompressedSize64, 1<<62))
		data, err := files[i].unpack(limits.Bytes)
		if err != nil || depth == len(in.outer)-1 {
			return data, s, err
		}
		if files, err = listing(bytes.NewReader(data), int64(len(data))); err != nil {
			return nil, s, err
		}
	}
	return nil, s, errors.New("no longer in the archive")
}
