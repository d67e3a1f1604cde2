package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"strings"

	"plenary/index"
	"plenary/pipeline"
)

// A task is a file on its way through the run.
type task struct {
	candidate
	known  index.File // what the index had under this path; Key "" if nothing
	sha256 string     // "" until it was read
	skip   bool       // its stamp says that nothing changed
	moved  bool       // known is the entry of the same content under its old path
}

// Why a file that could be read is not extracted.
var (
	errUnchanged = errors.New("unchanged")
	errDry       = errors.New("dry run")
)

// jobs are the tasks in order, for the pipeline.
func (r *run) jobs(tasks []*task) iter.Seq[*pipeline.Job] {
	return func(yield func(*pipeline.Job) bool) {
		for _, t := range tasks {
			j := &pipeline.Job{Path: t.path, Size: t.stamp.size, Extra: t}
			if !t.skip && !t.marker {
				j.Load = func() ([]byte, error) { return r.load(t) }
			}
			if !yield(j) {
				return
			}
		}
	}
}

// load reads a file's bytes, and finds out whether they are new.
func (r *run) load(t *task) ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	data, s, err := t.load()
	t.stamp = s
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	t.sha256 = hex.EncodeToString(sum[:])
	if r.opts.Force {
		return data, nil
	}
	if t.known.Key == "" {
		if f, ok := r.files.moved.claim(t.sha256); ok {
			t.known, t.moved = f, true
			return nil, errUnchanged
		}
	}
	if t.known.SHA256 == t.sha256 && r.opts.verified(t.known) {
		return nil, errUnchanged
	}
	if r.opts.DryRun {
		return nil, errDry
	}
	return data, nil
}

// verified reports whether a file whose bytes are those that the index knows needs no reading.
func (o Options) verified(f index.File) bool {
	o.Verify = false
	return o.current(f)
}

// done takes a file's outcome into the index and the summary, in the order of the files.
func (r *run) done(ctx context.Context, j *pipeline.Job) error {
	t := j.Extra.(*task)
	file := withStamp(t.known, t.stamp)
	file.Path, file.Abs, file.SHA256 = t.path, t.abs, t.sha256
	line := Line{Path: t.path, Seconds: j.Took.Seconds(), Bytes: t.stamp.size, Glance: t.skip}
	switch {
	case errors.Is(j.Err, context.Canceled):
		return j.Err
	case t.marker:
		return r.mark(ctx, t, file)
	case t.skip || errors.Is(j.Err, errUnchanged):
		return r.keep(t, file, line)
	case errors.Is(j.Err, errDry):
		line.Status = written(t)
		return r.report(line)
	case j.Err != nil:
		return r.failed(ctx, j, file, line)
	}
	file.Outcome, file.Error = pipeline.Outcome(j.Doc, nil), ""
	file.Extractor = r.opts.maker(file.Outcome)
	n, err := r.w.Put(ctx, file, j.Rec)
	if err != nil {
		return err
	}
	r.sum.Paragraphs += n
	line.Status, line.Outcome, line.Symbol, line.Format = written(t), file.Outcome, j.Rec.Header.Symbol, j.Rec.Format
	return r.report(line)
}

func written(t *task) string {
	if t.known.Key != "" {
		return "updated"
	}
	return "added"
}

// keep leaves a file's record as it is and mends what the index remembers of its place and stamp.
func (r *run) keep(t *task, file index.File, line Line) error {
	old := t.known
	line.Status, line.Symbol, line.Outcome, line.Error = "unchanged", old.Symbol, old.Outcome, old.Error
	switch {
	case t.moved:
		line.Status, line.From = "moved", old.Path
		delete(r.files.byAbs, old.Abs)
	case old.Abs == t.abs:
		file.Path = old.Path // the same file, named from elsewhere
	}
	if old.Error != "" {
		line.Status, line.Known = "failed", true
		line.Error = strings.Replace(old.Error, old.Path, file.Path, 1)
	}
	file.SHA256, file.Error = old.SHA256, line.Error
	if !r.opts.DryRun && file != old {
		if err := r.w.Update(file); err != nil {
			return err
		}
	}
	return r.report(line)
}

// failed remembers a file that could not be read, so that it is not tried again before something changes.
func (r *run) failed(ctx context.Context, j *pipeline.Job, file index.File, line Line) error {
	t := j.Extra.(*task)
	line.Status, line.Outcome, line.Error = "failed", pipeline.Outcome(nil, j.Err), firstLine(j.Err.Error())
	if t.aside || r.opts.DryRun || line.Outcome == pipeline.OutcomeFailed && t.known.Key != "" {
		return r.report(line) // an error that may pass takes nothing out of the index
	}
	file.Outcome, file.Error, file.Extractor = line.Outcome, line.Error, r.opts.maker(line.Outcome)
	file.Symbol, file.Language, file.Title, file.Date, file.Paragraphs = "", "", "", "", 0
	if file == t.known {
		return r.report(line)
	}
	file.Paragraphs = t.known.Paragraphs // for Put to remove
	if _, err := r.w.Put(ctx, file, nil); err != nil {
		return err
	}
	return r.report(line)
}

// mark notes that an archive was read to its end.
func (r *run) mark(ctx context.Context, t *task, file index.File) error {
	file.Outcome, file.Error, file.Extractor, file.SHA256 = index.OutcomeArchive, "", r.opts.maker(index.OutcomeArchive), ""
	file.Symbol, file.Language, file.Title, file.Date = "", "", "", ""
	if r.opts.DryRun || file == t.known {
		return nil
	}
	_, err := r.w.Put(ctx, file, nil)
	return err
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}
