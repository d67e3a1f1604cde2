// Package ingest brings folders into an index: it finds what changed since the last run, has it extracted, and
// writes it, one batch after the other.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"plenary/index"
	"plenary/pipeline"
)

// Schema names the form of a Summary.
const Schema = "plenary.ingest/1"

// Options say what a run takes in. The zero value of each field but Paths and Extractor is usable.
type Options struct {
	Paths          []string
	Jobs           int    // documents at a time; 0 means one
	Extractor      string // version of what makes records: another than in the index means extracting again
	Force          bool   // extract what has not changed, too
	Verify         bool   // read and hash every file, whatever its size and time say
	DryRun         bool   // say what would be done
	KeepMissing    bool   // leave files in the index that are no longer on disk
	FollowSymlinks bool
	Limits         Limits
	Report         io.Writer // one JSON line a file; nil for none
	Progress       Progress  // nil for none
	Log            *slog.Logger
}

// Limits bound what is read of one file. A zero field means its default.
type Limits struct {
	Bytes   int64 // 256 MiB
	Entries int   // of an archive, 100,000
}

// Progress is told how a run goes. Its methods are called from one goroutine.
type Progress interface {
	Start(files int)
	Done(Line)
	Stop()
}

// A Line is what became of one file: a line of the report.
type Line struct {
	Path    string  `json:"path"`
	Status  string  `json:"status"` // added, updated, moved, unchanged, removed, failed
	Outcome string  `json:"outcome,omitempty"`
	Symbol  string  `json:"symbol,omitempty"`
	Format  string  `json:"format,omitempty"`
	Seconds float64 `json:"seconds"`
	Error   string  `json:"error,omitempty"`
	Bytes   int64   `json:"bytes"`
}

// A Summary is the outcome of a run, as `plenary ingest --json` prints it.
type Summary struct {
	Schema     string         `json:"schema"`
	Files      int            `json:"files"`
	Added      int            `json:"added"`
	Updated    int            `json:"updated"`
	Moved      int            `json:"moved"`
	Unchanged  int            `json:"unchanged"`
	Removed    int            `json:"removed"`
	Failed     int            `json:"failed"`
	Partial    int            `json:"partial"`
	Paragraphs int            `json:"paragraphs"`
	Bytes      int64          `json:"bytes"`
	Seconds    float64        `json:"seconds"`
	Outcomes   map[string]int `json:"outcomes"`
	Formats    map[string]int `json:"formats"`
	DryRun     bool           `json:"dry_run,omitempty"`
}

// ErrNothing says that the paths hold no file at all.
var ErrNothing = errors.New("no files found")

// errUnchanged stops a file's extraction when its bytes are those of the last run.
var errUnchanged = errors.New("unchanged")

// Run brings the index up to date with the paths. It returns what was done also with an error; an error of one
// file is no error of the run.
func Run(ctx context.Context, w *index.Writer, p *pipeline.Pipeline, opts Options) (Summary, error) {
	if opts.Limits.Bytes == 0 {
		opts.Limits.Bytes = 256 << 20
	}
	if opts.Limits.Entries == 0 {
		opts.Limits.Entries = 100_000
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	r := &run{opts: opts, w: w, began: time.Now(), byAbs: map[string]index.File{}, bySum: map[string][]index.File{}}
	r.sum = Summary{Schema: Schema, Outcomes: map[string]int{}, Formats: map[string]int{}, DryRun: opts.DryRun}
	err := r.all(ctx, p)
	r.sum.Seconds = time.Since(r.began).Seconds()
	return r.sum, err
}

type run struct {
	opts  Options
	w     *index.Writer
	sum   Summary
	began time.Time
	byAbs map[string]index.File   // what the index knew when the run began
	mu    sync.Mutex              // guards bySum while files are loaded
	bySum map[string][]index.File // the same by content, for files that moved
	found map[string]bool         // the absolute paths that discovery found
	roots []string
}

func (r *run) all(ctx context.Context, p *pipeline.Pipeline) error {
	d, err := discover(r.opts)
	if err != nil {
		return err
	}
	r.roots, r.found = d.roots, map[string]bool{}
	for _, c := range d.out {
		r.found[c.abs] = true
	}
	if r.opts.Progress != nil {
		r.opts.Progress.Start(len(d.out))
		defer r.opts.Progress.Stop()
	}
	if err := r.w.Files(func(f index.File) error {
		r.byAbs[f.Abs] = f
		if f.SHA256 != "" {
			r.bySum[f.SHA256] = append(r.bySum[f.SHA256], f)
		}
		return nil
	}); err != nil {
		return err
	}
	if err := p.Run(ctx, r.opts.Jobs, r.jobs(d.out), func(j *pipeline.Job) error { return r.done(ctx, j) }); err != nil {
		return err
	}
	if !r.opts.KeepMissing {
		if err := r.removeMissing(); err != nil {
			return err
		}
	}
	if len(d.out) == 0 && r.sum.Removed == 0 {
		return fmt.Errorf("%s: %w", strings.Join(r.opts.Paths, ", "), ErrNothing)
	}
	if r.opts.DryRun {
		return nil
	}
	return r.w.Flush(ctx)
}

// A task is a file on its way through the run.
type task struct {
	candidate
	known  index.File // what the index had under this path; Key "" if nothing
	sha256 string
	skip   bool // stat alone says that nothing changed
	moved  bool // known is the entry of the same content under its old path
}

func (r *run) jobs(found []candidate) iter.Seq[*pipeline.Job] {
	return func(yield func(*pipeline.Job) bool) {
		for _, c := range found {
			t := &task{candidate: c, known: r.byAbs[c.abs]}
			t.skip = c.err == nil && !r.opts.Force && !r.opts.Verify && r.same(t)
			j := &pipeline.Job{Path: c.path, Extra: t}
			if !t.skip {
				j.Load = func() ([]byte, error) { return r.load(t) }
			}
			if r.opts.DryRun && !t.skip {
				j.Load = func() ([]byte, error) {
					if _, err := r.load(t); err != nil {
						return nil, err
					}
					return nil, errDry
				}
			}
			if !yield(j) {
				return
			}
		}
	}
}

var errDry = errors.New("dry run")

// same reports whether a file looks as it did when the index took it in, extracted by the same version.
func (r *run) same(t *task) bool {
	k := t.known
	return k.Key != "" && k.Extractor == r.opts.Extractor && k.Size == t.size && k.Modified.Equal(t.modified) && k.Inode == t.inode
}

func (r *run) load(t *task) ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	data, err := t.load()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	t.sha256 = hex.EncodeToString(sum[:])
	if r.opts.Force {
		return data, nil
	}
	if t.known.Key != "" && t.known.SHA256 == t.sha256 && t.known.Extractor == r.opts.Extractor {
		return nil, errUnchanged
	}
	if t.known.Key == "" {
		if f, ok := r.claim(t.sha256); ok {
			t.known, t.moved = f, true
			return nil, errUnchanged
		}
	}
	return data, nil
}

// claim takes a file of this content that is no longer where the index has it: the file was moved.
func (r *run) claim(sum string) (index.File, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, f := range r.bySum[sum] {
		if !r.found[f.Abs] && f.Extractor == r.opts.Extractor && under(r.roots, f.Abs) {
			r.bySum[sum] = append(r.bySum[sum][:i:i], r.bySum[sum][i+1:]...)
			return f, true
		}
	}
	return index.File{}, false
}

// done takes a file's outcome into the index and the summary, in the order of the files.
func (r *run) done(ctx context.Context, j *pipeline.Job) error {
	t := j.Extra.(*task)
	r.sum.Files++
	r.sum.Bytes += t.size
	line := Line{Path: t.path, Seconds: j.Took.Seconds(), Bytes: t.size}
	file := index.File{
		Key: t.known.Key, Path: t.path, Abs: t.abs, SHA256: t.sha256, Size: t.size, Modified: t.modified, Inode: t.inode,
		Extractor: r.opts.Extractor, Paragraphs: t.known.Paragraphs,
	}
	switch {
	case errors.Is(j.Err, context.Canceled):
		return j.Err
	case t.skip || errors.Is(j.Err, errUnchanged):
		return r.keep(t, file, line)
	case errors.Is(j.Err, errDry):
		line.Status = "added"
		if t.known.Key != "" {
			line.Status = "updated"
		}
		return r.report(line)
	case j.Err != nil:
		return r.failed(ctx, j, file, line)
	}
	file.Outcome = pipeline.Outcome(j.Doc, nil)
	if !r.opts.DryRun {
		n, err := r.w.Put(ctx, file, j.Rec)
		if err != nil {
			return err
		}
		r.sum.Paragraphs += n
	}
	line.Status, line.Outcome, line.Symbol, line.Format = "added", file.Outcome, j.Rec.Header.Symbol, j.Rec.Format
	if t.known.Key != "" {
		line.Status = "updated"
	}
	r.opts.Log.Debug("read", "path", t.path, "outcome", file.Outcome, "seconds", line.Seconds)
	return r.report(line)
}

// keep leaves a file's record as it is and mends what the index remembers of its place, size and time.
func (r *run) keep(t *task, file index.File, line Line) error {
	old := t.known
	line.Status = "unchanged"
	if t.moved {
		line.Status = "moved"
		delete(r.byAbs, old.Abs)
	}
	line.Symbol, line.Outcome, line.Error = old.Symbol, old.Outcome, old.Error
	if old.Error != "" {
		line.Status = "failed"
	}
	mended := old
	mended.Path, mended.Abs, mended.Size, mended.Modified, mended.Inode = file.Path, file.Abs, file.Size, file.Modified, file.Inode
	if !r.opts.DryRun && mended != old {
		if err := r.w.Update(mended); err != nil {
			return err
		}
	}
	return r.report(line)
}

// failed remembers a file that could not be read, so that it is not tried again before it changes.
func (r *run) failed(ctx context.Context, j *pipeline.Job, file index.File, line Line) error {
	file.Outcome, file.Error = pipeline.Outcome(nil, j.Err), firstLine(j.Err.Error())
	line.Status, line.Outcome, line.Error = "failed", file.Outcome, file.Error
	if errors.Is(j.Err, fs.ErrPermission) {
		file.Extractor = "" // may be readable next time, unchanged
	}
	if !r.opts.DryRun {
		if _, err := r.w.Put(ctx, file, nil); err != nil {
			return err
		}
	}
	return r.report(line)
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

func (r *run) removeMissing() error {
	for _, abs := range slices.Sorted(maps.Keys(r.byAbs)) {
		f := r.byAbs[abs]
		if r.found[abs] || !under(r.roots, abs) {
			continue
		}
		if !r.opts.DryRun {
			if err := r.w.Remove(f); err != nil {
				return err
			}
		}
		if err := r.report(Line{Path: f.Path, Status: "removed", Symbol: f.Symbol}); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) report(line Line) error {
	switch line.Status {
	case "added":
		r.sum.Added++
	case "updated":
		r.sum.Updated++
	case "moved":
		r.sum.Moved++
	case "unchanged":
		r.sum.Unchanged++
	case "removed":
		r.sum.Removed++
	case "failed":
		r.sum.Failed++
	}
	if line.Outcome == pipeline.OutcomePartial {
		r.sum.Partial++
	}
	if line.Outcome != "" {
		r.sum.Outcomes[line.Outcome]++
	}
	if line.Format != "" {
		r.sum.Formats[line.Format]++
	}
	if r.opts.Progress != nil {
		r.opts.Progress.Done(line)
	}
	if r.opts.Report == nil {
		return nil
	}
	data, err := json.Marshal(line)
	if err != nil {
		return err
	}
	_, err = r.opts.Report.Write(append(data, '\n'))
	return err
}
