// Package text reads plain text.
package text

import (
	"context"
	"strings"

	"plenary/pipeline"
)

// A Reader reads plain text files.
type Reader struct{}

// Name returns "text".
func (Reader) Name() string { return "text" }

// Match takes whatever no other reader took and holds no NUL byte.
func (Reader) Match(name string, head []byte) bool {
	return !strings.ContainsRune(string(head), 0)
}

// Read makes a paragraph of each line.
func (Reader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	var b pipeline.Builder
	for _, line := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(line) != "" {
			b.Add(pipeline.Paragraph, strings.TrimRight(line, "\r"))
		}
	}
	return b.Document(name, "text"), nil
}
