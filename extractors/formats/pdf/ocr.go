package pdf

import "context"

// An OCR reads pages that have no text layer.
type OCR struct{}

func (d *document) recognise(ctx context.Context, pages []int) (left []int, err error) {
	return pages, nil
}
