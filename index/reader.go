package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"

	"plenary/pipeline"
)

// A Reader searches an index as it was when it was opened. A writer does not wait for it, nor it for a writer.
type Reader struct {
	dir    string
	bleve  bleve.Index
	now    index.IndexReader // as it was when it was opened
	count  int               // documents of Bleve's
	fields []string
	root   []byte // what the root began with then

	// Understand reads citations, events and dates from the words of a query, as from a text; nil for none.
	Understand func(words string) []pipeline.Fact
	// Translate says what the words of a query are called in every language; nil for none.
	Translate func(words string) []Translation
	// Asking returns where words of a query only ask ("how many"), in order; nil for nowhere.
	Asking func(words string) []pipeline.Span
	// Body returns the letters of the body that a name means, "" for none; nil for the letters alone.
	Body func(name string) string
	// Unit returns the unit that a word in any language counts, "" for none; nil for the units' own names.
	Unit func(word string) string
}

// OpenReader opens the index in dir. Errors wrap ErrMissing, ErrVersion, ErrBroken or ErrDenied.
func OpenReader(dir string) (*Reader, error) {
	useSegments()
	if err := checkSchema(dir); err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	// A merge may remove a file between the copy of the root and the opening; then the root has changed too.
	var err error
	for range 5 {
		r := &Reader{dir: dir}
		if err = r.open(); err == nil {
			return r, nil
		}
		r.Close()
	}
	return nil, fmt.Errorf("index %s: %w", dir, damaged(err, "delete the folder and ingest again"))
}

func (r *Reader) open() (err error) {
	defer r.guard(&err)()
	view, err := os.MkdirTemp("", "plenary-view-")
	if err != nil {
		return fmt.Errorf("%w: %w", errNoRoom, err)
	}
	defer os.RemoveAll(view) // its files are open by then
	if err := r.openView(view); err != nil {
		return err
	}
	adv, err := r.bleve.Advanced()
	if err != nil {
		return err
	}
	if r.now, err = adv.Reader(); err != nil {
		return err
	}
	if err := complete(filepath.Join(view, "store", "root.bolt"), r.now); err != nil {
		return err
	}
	n, err := r.now.DocCount()
	if err != nil {
		return err
	}
	r.count = int(n)
	r.fields, err = r.now.Fields()
	return err
}

// errNoRoom says that there is no folder for a view.
var errNoRoom = errors.New("reading needs a temporary folder")

// openView opens a view of the index: a copy of its root, which is small, beside links to its segments, which
// never change. Bleve's root is a bolt file, locked for as long as a writer lives, so the root itself cannot
// be opened during an ingest.
func (r *Reader) openView(view string) error {
	from, err := filepath.Abs(filepath.Join(r.dir, bleveDir))
	if err != nil {
		return err
	}
	store := filepath.Join(view, "store")
	if err := os.Mkdir(store, 0o755); err != nil {
		return err
	}
	meta, err := os.ReadFile(filepath.Join(from, "index_meta.json"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(view, "index_meta.json"), meta, 0o644); err != nil {
		return err
	}
	if r.root, err = copyRoot(filepath.Join(from, "store", "root.bolt"), filepath.Join(store, "root.bolt")); err != nil {
		return err
	}
	entries, err := os.ReadDir(filepath.Join(from, "store"))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".zap") {
			if err := os.Symlink(filepath.Join(from, "store", e.Name()), filepath.Join(store, e.Name())); err != nil {
				return err
			}
		}
	}
	idx, err := bleve.OpenUsing(view, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err == nil { // with an error Bleve returns an index that is none
		r.bleve = idx
	}
	return err
}

// copyRoot copies a bolt file that another process may be writing. Bolt writes pages beside the old ones and
// then one of two meta pages at the file's beginning; when those are the same before and after, the copy holds
// all that the newest of them names. It returns those pages.
func copyRoot(from, to string) ([]byte, error) {
	for range 20 {
		before, err := head(from)
		if err != nil {
			return nil, err
		}
		data, err := os.ReadFile(from)
		if err != nil {
			return nil, err
		}
		after, err := head(from)
		if err != nil {
			return nil, err
		}
		if bytes.Equal(before, after) && bytes.HasPrefix(data, before) {
			return before, os.WriteFile(to, data, 0o600)
		}
	}
	return nil, errors.New("the index changes too fast to be read")
}

// Stale reports whether the index has changed since it was opened.
func (r *Reader) Stale() bool {
	now, err := head(filepath.Join(r.dir, bleveDir, "store", "root.bolt"))
	return err == nil && !bytes.Equal(now, r.root)
}

func head(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, 2*int64(os.Getpagesize())))
}

// Close gives the index free.
func (r *Reader) Close() error {
	var err error
	if r.now != nil {
		err = r.now.Close()
	}
	if r.bleve != nil {
		err = errors.Join(err, r.bleve.Close())
	}
	return err
}

// Files calls yield with every file that the index holds, in the order of its keys.
func (r *Reader) Files(yield func(File) error) (err error) {
	defer r.guard(&err)()
	return files(r.bleve, yield)
}

// Record returns the record of a file, whole.
func (r *Reader) Record(key string) (_ *pipeline.Record, err error) {
	defer r.guard(&err)()
	rec := new(pipeline.Record)
	if err := r.decode(key, rec); err != nil {
		return nil, err
	}
	text, err := r.text(key)
	rec.Text = text
	return rec, err
}

// facts returns the facts of a file's record.
func (r *Reader) facts(key string) ([]pipeline.Fact, error) {
	var rec struct {
		Facts []pipeline.Fact `json:"facts"`
	}
	err := r.decode(key, &rec)
	return rec.Facts, err
}

func (r *Reader) decode(key string, into any) error {
	raw, err := r.unpacked(key, "json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%w: record %s: %v", ErrBroken, key, err)
	}
	return nil
}

// text returns the text of a file's record.
func (r *Reader) text(key string) (string, error) {
	text, err := r.unpacked(key, "text")
	return string(text), err
}

func (r *Reader) unpacked(key, field string) ([]byte, error) {
	data, err := stored(r.now, "r/"+key, field)
	if err != nil {
		return nil, err
	}
	raw, err := decoder().DecodeAll(data[field], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: record %s: %v", ErrBroken, key, err)
	}
	return raw, nil
}

// File returns what the index remembers of the file with this key.
func (r *Reader) File(key string) (File, error) {
	var f File
	data, err := stored(r.now, "f/"+key, "file")
	if err == nil {
		err = json.Unmarshal(data["file"], &f)
	}
	return f, err
}

// Symbol returns the files whose symbol is the given one, with or without language and modifiers, English first;
// or the file with this path, or without a symbol and with this name.
func (r *Reader) Symbol(symbol string) (_ []File, err error) {
	defer r.guard(&err)()
	var keys []string
	for _, name := range []struct{ field, value string }{{"path", symbol}, {"fsymbol", r.symbolOf(symbol)}, {"fsymbol", symbolValue(symbol)}} {
		if keys, err = r.keysOf(name.field, name.value); err != nil {
			return nil, err
		}
		if len(keys) > 0 {
			break
		}
	}
	var out []File
	for _, k := range keys {
		f, err := r.File(k)
		if errors.Is(err, errGone) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Language != out[j].Language {
			return languageRank(out[i].Language) < languageRank(out[j].Language)
		}
		return out[i].Path < out[j].Path
	})
	return out, nil
}

func languageRank(lang string) int {
	for i, l := range Languages {
		if l == lang {
			return i
		}
	}
	return len(Languages)
}

// keysOf returns the keys of the file documents that hold the term in the field.
func (r *Reader) keysOf(field, value string) ([]string, error) {
	tfr, err := r.now.TermFieldReader(context.Background(), []byte(value), field, false, false, false)
	if err != nil {
		return nil, err
	}
	defer tfr.Close()
	var keys []string
	for {
		d, err := tfr.Next(new(index.TermFieldDoc))
		if err != nil || d == nil {
			return keys, err
		}
		id, err := r.now.ExternalID(d.ID)
		if err != nil {
			return nil, err
		}
		keys = append(keys, strings.TrimPrefix(id, "f/"))
	}
}

// Stats describes an index.
type Stats struct {
	Schema     int            `json:"schema"`
	Files      int            `json:"files"`
	Paragraphs int            `json:"paragraphs"`
	Bytes      int64          `json:"bytes"`  // on disk
	Source     int64          `json:"source"` // bytes of the files that were read
	Outcomes   map[string]int `json:"outcomes"`
	Languages  map[string]int `json:"languages"`
}

// Stats counts what the index holds.
func (r *Reader) Stats() (Stats, error) {
	s := Stats{Schema: Schema, Outcomes: map[string]int{}, Languages: map[string]int{}}
	err := r.Files(func(f File) error {
		if f.Outcome == OutcomeArchive {
			return nil
		}
		s.Files++
		s.Paragraphs += f.Paragraphs
		s.Source += f.Size
		s.Outcomes[f.Outcome]++
		if f.Language != "" {
			s.Languages[f.Language]++
		}
		return nil
	})
	if err != nil {
		return s, err
	}
	return s, filepath.WalkDir(r.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // a segment may go while we count
		}
		if info, err := d.Info(); err == nil {
			s.Bytes += info.Size()
		}
		return nil
	})
}
