package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"plenary/pipeline"
)

// An OCR reads the pages that have no text layer with two programs that have to be installed: pdftoppm
// (poppler-utils) draws the page, tesseract (tesseract-ocr) reads it. Its zero value is ready.
type OCR struct {
	Languages string        // as tesseract names them, joined by "+"; "" means "eng+fra+spa+rus+ara+chi_sim" as far as installed
	DPI       int           // of the drawn page; 0 means 200
	Pages     int           // pages read of one document; 0 means 300
	Timeout   time.Duration // for one page; 0 means a minute
}

// recognise reads the pages (from 0) and returns those that are left without text.
func (d *document) recognise(ctx context.Context, pages []int) (left []int, err error) {
	o := *d.reader.OCR
	var missing []string
	for _, p := range []string{"pdftoppm", "tesseract"} {
		if _, err := exec.LookPath(p); err != nil {
			missing = append(missing, p)
		}
	}
	if len(missing) > 0 {
		return pages, fmt.Errorf("OCR needs %s, not installed", strings.Join(missing, " and "))
	}
	dir, err := os.MkdirTemp("", "plenary-ocr-")
	if err != nil {
		return pages, fmt.Errorf("OCR: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(file, d.data, 0o600); err != nil {
		return pages, fmt.Errorf("OCR: %w", err)
	}
	if o.DPI == 0 {
		o.DPI = 200
	}
	if o.Pages == 0 {
		o.Pages = 300
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Languages == "" {
		o.Languages = installedLanguages(ctx)
	}
	for n, i := range pages {
		if n >= o.Pages {
			d.problem("page %d: OCR stops after %d pages", i+1, o.Pages)
			return append(left, pages[n:]...), nil
		}
		tsv, err := o.page(ctx, dir, file, i)
		if err != nil {
			if ctx.Err() != nil {
				return append(left, pages[n:]...), ctx.Err()
			}
			d.problem("page %d: OCR: %v", i+1, err)
			left = append(left, i)
			continue
		}
		sh := d.sheets[i]
		sh.lines = append(sh.lines, recognised(tsv, i, 72/float64(o.DPI))...)
		before := sh.letters
		for _, l := range sh.lines {
			sh.letters += len(l.text)
		}
		if sh.letters == before {
			left = append(left, i)
		}
	}
	return left, nil
}

// page draws one page and reads it. The answer is tesseract's table of words.
func (o OCR) page(ctx context.Context, dir, file string, i int) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	image := filepath.Join(dir, "page")
	n := strconv.Itoa(i + 1)
	if _, err := command(ctx, "pdftoppm", "-gray", "-singlefile", "-r", strconv.Itoa(o.DPI), "-f", n, "-l", n, file, image); err != nil {
		return "", err
	}
	return command(ctx, "tesseract", image+".pgm", "-", "-l", o.Languages, "--dpi", strconv.Itoa(o.DPI), "tsv")
}

func command(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return "", fmt.Errorf("%s: %w", name, pipeline.ErrTimeout)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		said, _, _ := strings.Cut(string(exit.Stderr), "\n")
		return "", fmt.Errorf("%s: %w: %s", name, err, said)
	}
	return string(out), err
}

// installedLanguages returns those of the six languages that tesseract has data for.
func installedLanguages(ctx context.Context) string {
	list, _ := command(ctx, "tesseract", "--list-langs")
	have := strings.Fields(list)
	var out []string
	for _, l := range []string{"eng", "fra", "spa", "rus", "ara", "chi_sim"} {
		for _, h := range have {
			if h == l {
				out = append(out, l)
			}
		}
	}
	if len(out) == 0 {
		return "eng"
	}
	return strings.Join(out, "+")
}

// recognised makes lines of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height,
// confidence, text. Its paragraphs become blocks.
func recognised(tsv string, page int, scale float64) []*line {
	var (
		out  []*line
		last string
		par  string
		own  *owner
	)
	for _, rec := range strings.Split(tsv, "\n") {
		f := strings.Split(rec, "\t")
		if len(f) < 12 || f[0] != "5" || strings.TrimSpace(f[11]) == "" {
			continue
		}
		x, _ := strconv.ParseFloat(f[6], 64)
		y, _ := strconv.ParseFloat(f[7], 64)
		w, _ := strconv.ParseFloat(f[8], 64)
		h, _ := strconv.ParseFloat(f[9], 64)
		x, y, w, h = x*scale, y*scale, w*scale, h*scale
		word := strings.ToValidUTF8(strings.TrimSpace(f[11]), "")
		if p := f[2] + "." + f[3]; p != par {
			par, own = p, &owner{kind: pipeline.Paragraph}
		}
		if id := par + "." + f[4]; id != last {
			last = id
			out = append(out, &line{text: word, owner: own, page: page, x0: x, x1: x + w, y: y + h, size: h})
			continue
		}
		l := out[len(out)-1]
		l.text += " " + word
		l.x0, l.x1, l.y, l.size = min(l.x0, x), max(l.x1, x+w), max(l.y, y+h), max(l.size, h)
	}
	for _, l := range out {
		l.frags = []frag{{x0: l.x0, x1: l.x1, end: len(l.text)}}
		l.letters = len(l.text)
	}
	return out
}
