package doc

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"plenary/pipeline"
)

// isArchive reports whether a file begins like a web archive: the header of a mail with several parts.
func isArchive(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	head = bytes.ToLower(head[:min(len(head), 2048)])
	if !bytes.HasPrefix(head, []byte("mime-version:")) && !bytes.HasPrefix(head, []byte("from:")) &&
		!bytes.HasPrefix(head, []byte("content-type: multipart/")) {
		return false
	}
	return bytes.Contains(head, []byte("content-type: multipart/")) && bytes.Contains(head, []byte("boundary="))
}

const (
	maxParts = 1000
	maxHTML  = 128 << 20 // bytes of the decoded page
)

// readArchive finds the page in a web archive and hands it on.
func (r Reader) readArchive(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	if r.HTML == nil {
		return nil, fmt.Errorf("a web archive (MHTML): %w", pipeline.ErrUnsupported)
	}
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("web archive: %v: %w", err, pipeline.ErrDamaged)
	}
	page, err := findPage(msg.Header.Get("Content-Type"), msg.Body, 0)
	if err != nil {
		return nil, err
	}
	doc, err := r.HTML.Read(ctx, name, page)
	if err != nil {
		return nil, fmt.Errorf("page of a web archive: %w", err)
	}
	return doc, nil
}

// findPage returns the first part of type text/html, decoded.
func findPage(contentType string, body io.Reader, depth int) ([]byte, error) {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" || depth > 4 {
		return nil, fmt.Errorf("web archive without parts: %w", pipeline.ErrDamaged)
	}
	parts := multipart.NewReader(body, params["boundary"])
	for i := 0; i < maxParts; i++ {
		p, err := parts.NextRawPart()
		if err != nil {
			break
		}
		kind := strings.ToLower(p.Header.Get("Content-Type"))
		if strings.HasPrefix(kind, "multipart/") {
			if page, err := findPage(p.Header.Get("Content-Type"), p, depth+1); err == nil {
				return page, nil
			}
			continue
		}
		if !strings.HasPrefix(kind, "text/html") && !strings.HasPrefix(kind, "application/xhtml") {
			continue
		}
		page, err := io.ReadAll(io.LimitReader(decoded(p), maxHTML+1))
		if len(page) > maxHTML {
			return nil, fmt.Errorf("page of a web archive: %w", pipeline.ErrTooLarge)
		}
		if err != nil && len(page) == 0 {
			return nil, fmt.Errorf("page of a web archive: %v: %w", err, pipeline.ErrDamaged)
		}
		return inUTF8(page, kind), nil
	}
	return nil, fmt.Errorf("web archive without a page: %w", pipeline.ErrDamaged)
}

// inUTF8 decodes a page whose part names its charset, and says so by a byte order mark.
func inUTF8(page []byte, contentType string) []byte {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["charset"] == "" {
		return page
	}
	enc, err := htmlindex.Get(params["charset"])
	if err != nil {
		return page
	}
	text, err := enc.NewDecoder().Bytes(page)
	if err != nil {
		return page
	}
	return append([]byte("\xef\xbb\xbf"), bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))...)
}

// decoded undoes the transfer encoding of a part.
func decoded(p *multipart.Part) io.Reader {
	switch strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(p)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, p)
	}
	return p
}
