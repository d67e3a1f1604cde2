package index

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// A File is what the index remembers of a file: enough to tell, without reading it, that it has not changed.
type File struct {
	Key        string `json:"key"`             // the index's own name for it, "" before it was put
	Path       string `json:"path"`            // as given when it was read; what people see
	Abs        string `json:"abs"`             // absolute, with / between; what tells files apart. A file in an archive is "archive.zip!/name"
	SHA256     string `json:"sha256"`          // hex; "" where the file could not be read
	Size       int64  `json:"size"`            // bytes
	Modified   int64  `json:"mtime"`           // ns since 1970
	Changed    int64  `json:"ctime,omitempty"` // of the inode, ns since 1970; 0 where the system does not tell
	Inode      uint64 `json:"inode,omitempty"` // 0 where the system has none
	Extractor  string `json:"extractor"`       // the version that made the record
	Outcome    string `json:"outcome"`         // pipeline.OutcomeOK ...
	Error      string `json:"error,omitempty"`
	Paragraphs int    `json:"paragraphs"`
	Symbol     string `json:"symbol,omitempty"`
	Language   string `json:"language,omitempty"`
	Title      string `json:"title,omitempty"`
	Date       string `json:"date,omitempty"`
	Year       int    `json:"year,omitempty"` // of the symbol
}

// OutcomeArchive is the outcome of an entry that stands for an archive as a whole. It has no record; what was
// read from the archive has entries of its own.
const OutcomeArchive = "archive"

// HasRecord reports whether the index has a record of the file: it was read, at least in part.
func (f File) HasRecord() bool { return f.Error == "" && f.Outcome != OutcomeArchive }

// Files calls yield with every file that the index holds. What was put since the last Flush is not among them.
func (w *Writer) Files(yield func(File) error) error { return files(w.bleve, yield) }

func files(idx bleve.Index, yield func(File) error) error {
	return visitIDs(idx, "f/", func(id string) error {
		var f File
		data, err := stored(idx, id, "file")
		if errors.Is(err, errGone) {
			return nil // the dictionary still names what was removed until its segment is merged
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal(data["file"], &f); err != nil {
			return fmt.Errorf("%w: %s: %v", ErrBroken, id, err)
		}
		return yield(f)
	})
}

var errGone = errors.New("not in the index")

// A holder is what documents are read from: an index as it is, or as it was at a moment.
type holder interface {
	Document(id string) (index.Document, error)
}

// stored returns the stored fields of a document.
func stored(idx holder, id string, fields ...string) (map[string][]byte, error) {
	doc, err := idx.Document(id)
	if err != nil {
		return nil, err
	}
	if doc == nil {
		return nil, fmt.Errorf("%w: %s", errGone, id)
	}
	out := map[string][]byte{}
	doc.VisitFields(func(f index.Field) {
		for _, name := range fields {
			if f.Name() == name {
				out[name] = append([]byte(nil), f.Value()...)
			}
		}
	})
	return out, nil
}

// visitIDs calls yield with every document id that begins with the prefix, in order.
func visitIDs(idx bleve.Index, prefix string, yield func(id string) error) error {
	dict, err := idx.FieldDictPrefix("_id", []byte(prefix))
	if err != nil {
		return err
	}
	defer dict.Close()
	for {
		e, err := dict.Next()
		if err != nil || e == nil {
			return err
		}
		if e.Count == 0 {
			continue
		}
		if err := yield(e.Term); err != nil {
			return err
		}
	}
}
