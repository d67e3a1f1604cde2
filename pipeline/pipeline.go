package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"
)

// A Reader turns the bytes of one format into a Document.
type Reader interface {
	// Name names the format: text, html, pdf, docx, doc.
	Name() string
	// Match reports whether the file is of this format, told by its first bytes (at most 4 KiB) and, where
	// they do not tell, by its name.
	Match(name string, head []byte) bool
	// Read returns the document. An error says that nothing could be read; what was lost from a document
	// that could be read in part is in its Problems.
	Read(ctx context.Context, name string, data []byte) (*Document, error)
}

// A Stage reads one kind of thing from a document and adds it to the record. It may use what earlier stages
// added. An error is noted as a problem of the record and ends neither the document nor the run.
type Stage interface {
	Name() string
	Extract(ctx context.Context, doc *Document, rec *Record) error
}

// Why a file could not be read. A reader wraps them: fmt.Errorf("...: %w", ErrEncrypted).
var (
	ErrEmpty       = errors.New("empty file")
	ErrUnknown     = errors.New("not a format that can be read")
	ErrEncrypted   = errors.New("encrypted")
	ErrDamaged     = errors.New("damaged")
	ErrNoText      = errors.New("no text layer (scanned?)")
	ErrTooLarge    = errors.New("too large")
	ErrTimeout     = errors.New("took too long")
	ErrKilled      = errors.New("reader was killed")
	ErrUnsupported = errors.New("not supported")
)

// Outcomes of one file, as reports name them.
const (
	OutcomeOK        = "ok"
	OutcomePartial   = "partial"
	OutcomeEmpty     = "empty"
	OutcomeUnknown   = "unknown"
	OutcomeEncrypted = "encrypted"
	OutcomeDamaged   = "damaged"
	OutcomeNoText    = "no text"
	OutcomeTooLarge  = "too large"
	OutcomeTimeout   = "timeout"
	OutcomeKilled    = "killed"
	OutcomeFailed    = "failed"
)

// Outcome names what became of a file, from the document that was read, nil if none, and the error.
func Outcome(doc *Document, err error) string {
	switch {
	case err == nil && doc != nil && len(doc.Problems) > 0:
		return OutcomePartial
	case err == nil:
		return OutcomeOK
	case errors.Is(err, ErrEmpty):
		return OutcomeEmpty
	case errors.Is(err, ErrUnknown), errors.Is(err, ErrUnsupported):
		return OutcomeUnknown
	case errors.Is(err, ErrEncrypted):
		return OutcomeEncrypted
	case errors.Is(err, ErrDamaged):
		return OutcomeDamaged
	case errors.Is(err, ErrNoText):
		return OutcomeNoText
	case errors.Is(err, ErrTooLarge):
		return OutcomeTooLarge
	case errors.Is(err, ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return OutcomeTimeout
	case errors.Is(err, ErrKilled):
		return OutcomeKilled
	}
	return OutcomeFailed
}

// A Pipeline is the readers and stages that every document goes through, in order.
type Pipeline struct {
	Readers []Reader
	Stages  []Stage
}

// Reader returns the reader for a file, by its bytes first and then by its name.
func (p *Pipeline) Reader(name string, data []byte) (Reader, error) {
	if len(data) == 0 {
		return nil, ErrEmpty
	}
	head := data[:min(len(data), 4096)]
	for _, r := range p.Readers {
		if r.Match(name, head) {
			return r, nil
		}
	}
	return nil, ErrUnknown
}

// Extract reads one file's bytes and runs all stages. The path is kept in the record; its base name is the
// document's name. Errors name the path and wrap one of the Err values where one fits.
func (p *Pipeline) Extract(ctx context.Context, path string, data []byte) (doc *Document, rec *Record, err error) {
	defer func() {
		if err != nil {
			doc, rec, err = nil, nil, fmt.Errorf("read %s: %w", path, err)
		}
	}()
	r, err := p.Reader(filepath.Base(path), data)
	if err != nil {
		return nil, nil, err
	}
	doc, err = Read(ctx, r, filepath.Base(path), data)
	if err != nil {
		return nil, nil, err
	}
	rec = p.Record(ctx, path, data, doc)
	return doc, rec, ctx.Err()
}

// Read calls the reader and turns its panic into an error.
func Read(ctx context.Context, r Reader, name string, data []byte) (doc *Document, err error) {
	defer func() {
		if v := recover(); v != nil {
			doc, err = nil, fmt.Errorf("%w: reader %s panicked: %v\n%s", ErrDamaged, r.Name(), v, debug.Stack())
		}
	}()
	return r.Read(ctx, name, data)
}

// Record runs the stages over a document that was read before.
func (p *Pipeline) Record(ctx context.Context, path string, data []byte, doc *Document) *Record {
	sum := sha256.Sum256(data)
	rec := &Record{
		Schema: RecordSchema, ID: hex.EncodeToString(sum[:]),
		Name: doc.Name, Path: filepath.ToSlash(path), Format: doc.Format, Text: doc.Text,
		Pages: []Span2{}, Sections: []Section{}, Facts: []Fact{}, Links: doc.Links,
		Problems: append([]Problem{}, doc.Problems...),
	}
	rec.Header.Box = []BoxEntry{}
	for _, s := range doc.Pages {
		rec.Pages = append(rec.Pages, Span2{s.Start, s.End})
	}
	doc.Leaves(true, func(b *Block, up []*Block) bool {
		if b.Kind == Furniture || len(up) > 0 && up[0].Kind == Furniture {
			rec.Furniture = append(rec.Furniture, Span2{b.Start, b.End})
		}
		return true
	})
	for _, s := range p.Stages {
		if ctx.Err() != nil {
			break
		}
		facts, problems := len(rec.Facts), len(rec.Problems)
		if err := run(ctx, s, doc, rec); err != nil {
			rec.Problem(Span{}, err.Error())
		}
		rec.stamp(doc, s.Name(), facts, problems)
	}
	rec.settle()
	return rec
}

// run calls one stage and turns its panic into an error.
func run(ctx context.Context, s Stage, doc *Document, rec *Record) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panicked: %v", v)
		}
	}()
	return s.Extract(ctx, doc, rec)
}

// A Job is one file of a run, and what came of it.
type Job struct {
	Path  string
	Size  int64                  // of the file in bytes, about: how much memory it will ask for
	Load  func() ([]byte, error) // the file's bytes; nil for a job that only passes by
	Doc   *Document
	Rec   *Record
	Err   error
	Took  time.Duration
	Extra any // the caller's own
}

// How far reading may run ahead of the document that done waits for, in documents and in bytes of their files:
// a slow document does not hold up the others, and memory stays bounded.
const (
	aheadJobs  = 32
	aheadBytes = 4 << 20
)

// Run extracts the jobs, some at a time, and hands each to done in the order in which they came, so that the
// outcome is the same for any number of workers. An error of done ends the run; the error of a file stands in
// its job and does not.
func (p *Pipeline) Run(ctx context.Context, workers int, jobs iter.Seq[*Job], done func(*Job) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers = max(workers, 1)
	ahead := max(aheadJobs, workers)
	type pending struct {
		job   *Job
		ready chan struct{}
	}
	queue := make(chan pending, ahead) // in order, for done
	todo := make(chan pending, ahead)  // for the workers
	freed := make(chan int64, ahead)   // the sizes of the jobs that done has seen
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for t := range todo {
				p.do(ctx, t.job)
				close(t.ready)
			}
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer close(queue)
		defer close(todo)
		out, bytes := 0, int64(0)
		for j := range jobs {
			for out > 0 && (out == ahead || bytes+j.weight() > aheadBytes) {
				select {
				case n := <-freed:
					out, bytes = out-1, bytes-n
				case <-ctx.Done():
					return
				}
			}
			out, bytes = out+1, bytes+j.weight()
			t := pending{j, make(chan struct{})}
			todo <- t // there is room for what is out
			queue <- t
			if ctx.Err() != nil {
				return
			}
		}
	}()
	defer wg.Wait()
	for t := range queue {
		<-t.ready
		if ctx.Err() != nil {
			break
		}
		if err := done(t.job); err != nil {
			cancel()
			for range queue { // let the feeder go
			}
			return err
		}
		freed <- t.job.weight()
	}
	return ctx.Err()
}

// weight is what a job counts against aheadBytes.
func (j *Job) weight() int64 {
	if j.Load == nil {
		return 0
	}
	return j.Size
}

func (p *Pipeline) do(ctx context.Context, j *Job) {
	began := time.Now()
	defer func() { j.Took = time.Since(began) }()
	if j.Err = ctx.Err(); j.Err != nil || j.Load == nil {
		return
	}
	data, err := j.Load()
	if err != nil {
		j.Err = fmt.Errorf("read %s: %w", j.Path, err)
		return
	}
	j.Doc, j.Rec, j.Err = p.Extract(ctx, j.Path, data)
}
