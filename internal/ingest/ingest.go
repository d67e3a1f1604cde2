// Package ingest brings folders into an index: it finds what changed since the last run, has it extracted, and
// writes it, one batch after the other.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"syscall"
	"time"

	"plenary/index"
	"plenary/pipeline"
)

// Options say what a run takes in. The zero value of each field but Paths and Extractor is usable.
type Options struct {
	Paths          []string        // folders, files and zip archives; one that is not there ends the run
	Listed         []string        // more of them; one that is not there is told, and the others are read
	Own            map[string]bool // absolute paths that are the run's own, such as the index: never taken in
	Jobs           int             // documents at a time; 0 means one
	Extractor      string          // version of what makes records: another than in the index means extracting again
	Settings       string          // what else decides how much of a file can be read: another means trying again what failed
	Force          bool            // extract what has not changed, too
	Retry          bool            // try again what failed, though it has not changed
	Verify         bool            // read and hash every file, whatever its stamp says
	DryRun         bool            // say what would be done
	KeepMissing    bool            // leave files in the index that are no longer on disk
	FollowSymlinks bool
	Limits         Limits
	Report         io.Writer // one JSON line a file; nil for none
	Progress       Progress  // nil for none
	Log            *slog.Logger
}

// Limits bound what is read of one file or archive. A zero field means its default.
type Limits struct {
	Bytes   int64 // of a file, 256 MiB
	Archive int64 // of all that an archive unpacks to, 4 GiB
	Entries int   // of an archive, 100,000
	Nesting int   // archives around a file, 3
}

func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	if l.Archive == 0 {
		l.Archive = 4 << 30
	}
	if l.Entries == 0 {
		l.Entries = 100_000
	}
	if l.Nesting == 0 {
		l.Nesting = 3
	}
	return l
}

// ErrNothing says that a folder holds no file at all.
var ErrNothing error = nothing{}

type nothing struct{}

func (nothing) Error() string { return "a folder without documents" }
func (nothing) Unwrap() error { return pipeline.ErrEmpty }

// current reports whether what the index has of a file was made by the same version and, where not all of it
// could be read, under the same settings.
func (o Options) current(f index.File) bool {
	if o.Force || o.Verify || o.Retry && f.Outcome != pipeline.OutcomeOK {
		return false
	}
	return f.Extractor != "" && f.Extractor == o.maker(f.Outcome)
}

// maker is what the index notes as the maker of a record, or of the lack of one. An error that may be none of
// the file's is noted as made by nobody, so that the file is tried again.
func (o Options) maker(outcome string) string {
	switch outcome {
	case pipeline.OutcomeOK:
		return o.Extractor
	case pipeline.OutcomeFailed:
		return ""
	}
	return o.Extractor + "; " + o.Settings
}

// versionOf is the version that an entry's record, or the lack of one, was made by.
func versionOf(f index.File) string {
	version, _, _ := strings.Cut(f.Extractor, "; ")
	return version
}

// Run brings the index up to date with the paths. It returns what was done also with an error; an error of one
// file is no error of the run.
func Run(ctx context.Context, w *index.Writer, p *pipeline.Pipeline, opts Options) (Summary, error) {
	opts.Limits = opts.Limits.withDefaults()
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	r := &run{opts: opts, w: w, began: time.Now()}
	r.sum = Summary{Schema: Schema, Outcomes: map[string]int{}, Formats: map[string]int{}, Skipped: map[string]int{}, DryRun: opts.DryRun}
	err := r.all(ctx, p)
	r.sum.Seconds = time.Since(r.began).Seconds()
	return r.sum, noRoom(err)
}

// noRoom says what an error of a full or write-protected disk means for the index.
func noRoom(err error) error {
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, syscall.EROFS} {
		if errors.Is(err, full) {
			return fmt.Errorf("%w; the index is as it was before this batch, and the same command goes on from there", err)
		}
	}
	return err
}

type run struct {
	opts  Options
	w     *index.Writer
	sum   Summary
	began time.Time
	files known
	found map[string]bool // the absolute paths that discovery found
	d     *discovery
}

func (r *run) all(ctx context.Context, p *pipeline.Pipeline) (err error) {
	if r.files, err = remember(r.w); err != nil {
		return err
	}
	if r.d, err = discover(ctx, r.opts, r.files); err != nil {
		return err
	}
	defer r.d.archives.close()
	r.sum.Skipped = r.d.skipped
	r.found = map[string]bool{}
	for _, c := range r.d.out {
		r.found[c.abs] = true
	}
	r.files.moved.gone = func(f index.File) bool { return r.missing(f) && r.opts.current(f) && !r.opts.KeepMissing }
	tasks, plan := r.plan()
	if r.opts.Progress != nil {
		r.opts.Progress.Start(plan)
		defer r.opts.Progress.Stop()
	}
	if err := p.Run(ctx, r.opts.Jobs, r.jobs(tasks), func(j *pipeline.Job) error { return r.done(ctx, j) }); err != nil {
		return err
	}
	if err := r.removeMissing(); err != nil || r.opts.DryRun {
		return err
	}
	return r.w.Flush(ctx)
}

// missing reports whether the run looked where the index has a file, and did not find it.
func (r *run) missing(f index.File) bool {
	return !r.found[f.Abs] && under(r.d.roots, f.Abs) && !under(r.d.unread, f.Abs)
}

func (r *run) removeMissing() error {
	if r.opts.KeepMissing {
		return nil
	}
	for _, abs := range r.files.paths {
		f, ok := r.files.byAbs[abs]
		if !ok || !r.missing(f) {
			continue
		}
		if !r.opts.DryRun {
			if err := r.w.Remove(f); err != nil {
				return err
			}
		}
		if f.Outcome == index.OutcomeArchive {
			continue
		}
		if err := r.report(Line{Path: f.Path, Status: "removed", Symbol: f.Symbol}); err != nil {
			return err
		}
	}
	return nil
}

// A Plan says what a run is about to do.
type Plan struct {
	Files     int            // all that were found
	Unchanged int            // of them, by their stamps
	Bytes     int64          // of the others, which are read
	Again     map[string]int // of the others, by the older version that had read them
}

// plan looks at the stamps of all that was found.
func (r *run) plan() ([]*task, Plan) {
	plan := Plan{Again: map[string]int{}}
	tasks := make([]*task, 0, len(r.d.out))
	for _, c := range r.d.out {
		t := &task{candidate: c, known: r.files.byAbs[c.abs]}
		tasks = append(tasks, t)
		same := c.err == nil && t.known.Key != "" && stampIn(t.known) == c.stamp
		t.skip = same && r.opts.current(t.known)
		switch {
		case c.marker:
			continue
		case t.skip:
			plan.Unchanged++
		default:
			plan.Bytes += c.stamp.size
			if version := versionOf(t.known); same && !r.opts.Force && version != "" && version != r.opts.Extractor {
				plan.Again[version]++
			}
		}
		plan.Files++
	}
	r.sum.Again = plan.Again
	return tasks, plan
}
