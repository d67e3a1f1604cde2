// Package doc reads what bears the name .doc: the binary format of Word 97 to 2003, and RTF and MHTML in its
// disguise. It tells files that only look so: encrypted packages, workbooks, messages.
package doc

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"plenary/pipeline"
)

// A Reader reads old Word files, RTF and web archives (MHTML).
type Reader struct {
	// HTML reads the page inside a web archive. Without it such a file is not supported.
	HTML pipeline.Reader
}

// Name returns "doc".
func (Reader) Name() string { return "doc" }

// Match takes OLE compound files, RTF and MHTML, told by their first bytes.
func (Reader) Match(name string, head []byte) bool {
	return bytes.HasPrefix(head, []byte(magic)) || isRTF(head) || isArchive(head)
}

// Read returns the document.
func (r Reader) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	var doc *pipeline.Document
	var err error
	switch {
	case bytes.HasPrefix(data, []byte(magic)):
		doc, err = readBinary(ctx, name, data)
	case isRTF(data):
		doc, err = readRTF(ctx, name, data)
	case isArchive(data):
		doc, err = r.readArchive(ctx, name, data)
	default:
		return nil, fmt.Errorf("neither Word, RTF nor MHTML: %w", pipeline.ErrUnknown)
	}
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(doc.Text) == "" {
		return nil, fmt.Errorf("the document holds no text: %w", pipeline.ErrNoText)
	}
	return doc, nil
}

// readBinary reads an OLE compound file that holds a Word document.
func readBinary(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	c, err := openCompound(data)
	if err != nil {
		return nil, err
	}
	if err := foreign(c); err != nil {
		return nil, err
	}
	f, err := openWord(c)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b := &pipeline.Builder{}
	w := &wordReader{wordFile: f, b: b}
	w.read()
	doc := b.Document(name, "doc")
	doc.Properties = summary(c.stream("\x05SummaryInformation"))
	if w.deleted > 0 {
		doc.Properties["deleted_characters"] = strconv.Itoa(w.deleted)
	}
	return doc, nil
}

// foreign tells compound files that hold no Word document.
func foreign(c *compound) error {
	switch {
	case c.has("EncryptedPackage"):
		return fmt.Errorf("a document of Word 2007 or later, protected by a password: %w", pipeline.ErrEncrypted)
	case c.has("WordDocument"):
		return nil
	case c.has("Workbook"), c.has("Book"):
		return fmt.Errorf("an Excel workbook, not a Word document: %w", pipeline.ErrUnknown)
	case c.has("PowerPoint Document"):
		return fmt.Errorf("a PowerPoint presentation, not a Word document: %w", pipeline.ErrUnknown)
	case c.has("__properties_version1.0"):
		return fmt.Errorf("an Outlook message, not a Word document: %w", pipeline.ErrUnknown)
	}
	return fmt.Errorf("an OLE compound file without a Word document: %w", pipeline.ErrUnknown)
}
