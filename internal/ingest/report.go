package ingest

import (
	"encoding/json"

	"plenary/pipeline"
)

// Schema names the form of a Summary.
const Schema = "plenary.ingest/1"

// Progress is told how a run goes. Its methods are called from one goroutine.
type Progress interface {
	Looking(found int) // files, while names are gathered
	Start(Plan)
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
	From    string  `json:"from,omitempty"` // the path that it was moved from
	Seconds float64 `json:"seconds"`
	Error   string  `json:"error,omitempty"`
	Known   bool    `json:"known,omitempty"` // it failed in an earlier run, has not changed since and was not tried again
	Bytes   int64   `json:"bytes"`
	Glance  bool    `json:"-"` // its stamp told that it is unchanged, and no byte of it was read
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
	Paragraphs int            `json:"paragraphs"` // written
	Bytes      int64          `json:"bytes"`      // of the files, read or unchanged
	Seconds    float64        `json:"seconds"`
	Outcomes   map[string]int `json:"outcomes"`          // of all files
	Formats    map[string]int `json:"formats"`           // of the files that were read
	Skipped    map[string]int `json:"skipped,omitempty"` // left out, by reason
	Again      map[string]int `json:"again,omitempty"`   // read again though unchanged, by the version that had read them
	Slowest    Slowest        `json:"slowest,omitzero"`
	DryRun     bool           `json:"dry_run,omitempty"`
}

// Slowest is the file that took the longest to read.
type Slowest struct {
	Path    string  `json:"path"`
	Seconds float64 `json:"seconds"`
}

// report counts a line, and tells it to whoever listens.
func (r *run) report(line Line) error {
	s := &r.sum
	if line.Status != "removed" {
		s.Files++
		s.Bytes += line.Bytes
	}
	switch line.Status {
	case "added":
		s.Added++
	case "updated":
		s.Updated++
	case "moved":
		s.Moved++
	case "unchanged":
		s.Unchanged++
	case "removed":
		s.Removed++
	case "failed":
		s.Failed++
	}
	if line.Outcome == pipeline.OutcomePartial {
		s.Partial++
	}
	if line.Outcome != "" {
		s.Outcomes[line.Outcome]++
	}
	if line.Format != "" {
		s.Formats[line.Format]++
	}
	if line.Format != "" || line.Status == "failed" {
		if line.Seconds > s.Slowest.Seconds {
			s.Slowest = Slowest{line.Path, line.Seconds}
		}
	}
	r.opts.Log.Info("file", "path", line.Path, "status", line.Status, "outcome", line.Outcome, "seconds", line.Seconds)
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
