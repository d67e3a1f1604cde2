package pdfdoc

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// real returns the PDF files of a folder of the real collection, or skips.
func real(t testing.TB, folder string) []string {
	root := os.Getenv("PLENARY_REAL")
	if root == "" {
		t.Skip("no real documents: set PLENARY_REAL to their folder")
	}
	files, _ := filepath.Glob(filepath.Join(root, folder, "*.pdf"))
	if len(files) == 0 {
		t.Skipf("no PDF in %s: set PLENARY_REAL to the collection", filepath.Join(root, folder))
	}
	return files
}

// TestRobust reads every file of the hostile collection: no panic comes out and none hangs.
func TestRobust(t *testing.T) {
	const patience = 10 * time.Second
	for _, name := range real(t, "robust") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		done := make(chan struct{})
		go func() { readAll(ctx, b, Limits{}); done <- struct{}{} }()
		select {
		case <-done:
		case <-time.After(patience + time.Second):
			t.Fatalf("%s: still running after %v", name, patience)
		}
		cancel()
	}
}

// TestReal holds of every real report: no page is lost, every glyph has a text, the tree of Word's files is seen.
func TestReal(t *testing.T) {
	for _, name := range real(t, "un-pairs") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := open(t, b)
		unknown, glyphs := 0, 0
		for i := range f.NumPages() {
			p, err := f.Page(context.Background(), i)
			if err != nil || len(p.Problems) > 0 {
				t.Errorf("%s: page %d: %v %v", name, i+1, err, p)
				continue
			}
			for _, g := range p.Glyphs {
				if glyphs++; g.Text == "" {
					unknown++
				}
			}
		}
		if glyphs < 1000*f.NumPages() || unknown > 0 || len(f.Problems()) > 0 || f.Tree() == nil {
			t.Errorf("%s: %d glyphs, %d unknown, problems %v, tree %v", name, glyphs, unknown, f.Problems(), f.Tree() != nil)
		}
	}
}

// FuzzOpen reads whatever it is given. It may refuse, but neither panic nor run on after its time.
func FuzzOpen(f *testing.F) {
	for _, b := range attacks() {
		if len(b) < 10_000 {
			f.Add(b)
		}
	}
	f.Add(onePage("BT /F1 10 Tf (Hello) Tj ET").file(""))
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		readAll(ctx, b, Limits{Stream: 1 << 20})
		if ctx.Err() != nil {
			t.Errorf("%d bytes took more than five seconds", len(b))
		}
	})
}

// BenchmarkOpen opens the longest real report and interprets all of its pages and its tree.
func BenchmarkOpen(b *testing.B) {
	var data []byte
	for _, name := range real(b, "un-pairs") {
		if d, err := os.ReadFile(name); err == nil && len(d) > len(data) {
			data = d
		}
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := readAll(context.Background(), data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
