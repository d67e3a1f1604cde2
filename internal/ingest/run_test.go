package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"plenary/index"
	"plenary/pipeline"
)

// words is a reader of files that begin with "#": the rest is the text. "#fail" fails, "#slow" waits for the end
// of the run.
type words struct{}

func (words) Name() string                     { return "words" }
func (words) Match(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte("#")) }
func (words) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	text := strings.TrimPrefix(string(data), "#")
	switch {
	case strings.HasPrefix(text, "fail"):
		return nil, fmt.Errorf("%w: it says so", pipeline.ErrDamaged)
	case strings.HasPrefix(text, "flaky"):
		return nil, errors.New("input/output error")
	case strings.HasPrefix(text, "slow"):
		<-ctx.Done()
		return nil, ctx.Err()
	}
	var b pipeline.Builder
	b.Add(pipeline.Paragraph, text)
	return b.Document(name, "words"), nil
}

// A bench is a folder, an index, and how they are brought together.
type bench struct {
	*testing.T
	dir, index string
	opts       Options
	lines      []Line
}

func newBench(t *testing.T, files map[string]string) *bench {
	b := &bench{T: t, dir: t.TempDir(), index: t.TempDir(), opts: Options{Extractor: "rules 1", Settings: "narrow", Jobs: 2}}
	b.opts.Paths = []string{b.dir}
	for name, text := range files {
		b.write(name, text)
	}
	return b
}

// write writes a file as if a day ago, so that its stamp is settled.
func (b *bench) write(name, text string) {
	b.Helper()
	p := filepath.Join(b.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o644)); err != nil {
		b.Fatal(err)
	}
	b.date(p, time.Now().Add(-24*time.Hour))
}

func (b *bench) date(p string, at time.Time) {
	b.Helper()
	if err := os.Chtimes(p, at, at); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) zip(name string, entries ...func(*zip.Writer) error) {
	b.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, e := range entries {
		if err := e(z); err != nil {
			b.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	b.write(name, buf.String())
}

func entryOf(name, text string) func(*zip.Writer) error {
	return func(z *zip.Writer) error {
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		_, err = w.Write([]byte(text))
		return err
	}
}

// settle waits until what was written a moment ago has a stamp that can be trusted.
func settle() { time.Sleep(150 * time.Millisecond) }

// run ingests and returns the summary; the lines of the report stand in b.lines.
func (b *bench) run(change ...func(*Options)) Summary {
	b.Helper()
	opts := b.opts
	for _, c := range change {
		c(&opts)
	}
	var report bytes.Buffer
	opts.Report = &report
	w, err := index.OpenWriter(b.index)
	if err != nil {
		b.Fatal(err)
	}
	sum, err := Run(b.Context(), w, &pipeline.Pipeline{Readers: []pipeline.Reader{words{}}}, opts)
	if err := errors.Join(err, w.Close()); err != nil {
		b.Fatal(err)
	}
	b.lines = nil
	for line := range strings.Lines(report.String()) {
		var l Line
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			b.Fatal(err)
		}
		b.lines = append(b.lines, l)
	}
	return sum
}

// want compares a summary with "added 2 failed 1".
func (b *bench) want(step string, s Summary, want string) {
	b.Helper()
	var got []string
	for _, c := range []struct {
		what string
		n    int
	}{{"added", s.Added}, {"updated", s.Updated}, {"moved", s.Moved}, {"unchanged", s.Unchanged}, {"removed", s.Removed}, {"failed", s.Failed}} {
		if c.n > 0 {
			got = append(got, fmt.Sprintf("%s %d", c.what, c.n))
		}
	}
	if g := strings.Join(got, " "); g != want {
		b.Errorf("%s: %s, want %s; %+v", step, g, want, b.lines)
	}
}

// held returns "path" of every file with a record in the index, relative to the folder, and fails when index,
// files and records disagree.
func (b *bench) held() string {
	b.Helper()
	r, err := index.OpenReader(b.index)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	faults, err := r.Check()
	if err != nil || len(faults) > 0 {
		b.Errorf("check: %v %v", faults, err)
	}
	var out []string
	if err := r.Files(func(f index.File) error {
		if f.HasRecord() {
			out = append(out, strings.TrimPrefix(f.Path, filepath.ToSlash(b.dir)+"/"))
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func (b *bench) failed(part string) string {
	for _, l := range b.lines {
		if l.Status == "failed" && strings.Contains(l.Path, part) {
			return l.Error
		}
	}
	return ""
}

func TestStampsTellChanges(t *testing.T) {
	b := newBench(t, map[string]string{"a": "#one", "b": "#two", "c": "#three"})
	settle()
	b.want("first", b.run(), "added 3")
	b.want("again", b.run(), "unchanged 3")
	a := filepath.Join(b.dir, "a")
	info, err := os.Stat(a)
	if err != nil {
		t.Fatal(err)
	}
	// Other words of the same length, in the same inode, under the old date: only the inode's own time tells.
	if err := os.WriteFile(a, []byte("#eno"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.date(a, info.ModTime())
	b.want("restored date", b.run(), "updated 1 unchanged 2")
	b.want("a date alone", func() Summary { settle(); b.date(a, time.Now().Add(-time.Hour)); return b.run() }(), "unchanged 3")
	b.want("force", b.run(func(o *Options) { o.Force = true }), "updated 3")
	b.want("verify", b.run(func(o *Options) { o.Verify = true }), "unchanged 3")
}

// A file that was written a moment before it was read may be written again under the same times.
func TestFreshFilesAreLookedAtAgain(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		what     string
		modified time.Time
		settled  bool
	}{
		{"a millisecond ago", now.Add(-time.Millisecond), false},
		{"a second ago", now.Add(-time.Second - 7), true},
		{"a second ago, on a file system that counts in seconds", now.Truncate(time.Second).Add(-time.Second), false},
		{"a minute ago, on such a one", now.Truncate(time.Second).Add(-time.Minute), true},
		{"in an hour, by a wrong clock", now.Add(time.Hour), false},
		{"in a year", now.Add(365 * 24 * time.Hour), true},
	} {
		s := stamp{size: 1, modified: c.modified.UnixNano(), inode: 3}
		if got := s.settled(now) == s; got != c.settled {
			t.Errorf("%s: settled %v", c.what, got)
		}
	}
}

func TestMovesAndRemovals(t *testing.T) {
	b := newBench(t, map[string]string{"a/one": "#one", "a/two": "#two", "b/three": "#three", "a/same": "#same", "bad": "#fail"})
	settle()
	b.want("first", b.run(), "added 4 failed 1")
	if err := errors.Join(os.Rename(filepath.Join(b.dir, "a/one"), filepath.Join(b.dir, "b/uno")), os.Remove(filepath.Join(b.dir, "a/two"))); err != nil {
		t.Fatal(err)
	}
	b.write("c/same", "#same") // a second copy is no move
	settle()
	b.want("keep", b.run(func(o *Options) { o.KeepMissing = true }), "added 2 unchanged 2 failed 1")
	b.want("moved", b.run(), "unchanged 4 removed 2 failed 1")
	if err := os.Rename(filepath.Join(b.dir, "a"), filepath.Join(b.dir, "z")); err != nil {
		t.Fatal(err)
	}
	b.want("a folder renamed", b.run(), "moved 1 unchanged 3 failed 1")
	if err := os.Rename(filepath.Join(b.dir, "bad"), filepath.Join(b.dir, "worse")); err != nil {
		t.Fatal(err)
	}
	b.want("a bad file renamed", b.run(), "unchanged 4 failed 1")
	if got := b.failed("worse"); !strings.Contains(got, "/worse: damaged") {
		t.Errorf("the renamed file's error: %q", got)
	}
	if got := b.held(); got != "b/three, b/uno, c/same, z/same" {
		t.Errorf("held: %s", got)
	}
	b.want("only a part", b.run(func(o *Options) { o.Paths = []string{filepath.Join(b.dir, "b")} }), "unchanged 2")
	if err := os.RemoveAll(filepath.Join(b.dir, "b")); err != nil {
		t.Fatal(err)
	}
	b.want("a part that is gone", b.run(func(o *Options) { o.Paths = []string{filepath.Join(b.dir, "b")} }), "removed 2")
	if got := b.held(); got != "c/same, z/same" {
		t.Errorf("held: %s", got)
	}
}

func TestWhatFailedIsTriedAgainWhenSomethingChanges(t *testing.T) {
	b := newBench(t, map[string]string{"good": "#good", "bad": "#fail", "flaky": "#flaky"})
	settle()
	b.want("first", b.run(), "added 1 failed 2")
	known := func() (n int) {
		for _, l := range b.lines {
			if l.Known {
				n++
			}
		}
		return n
	}
	b.want("again", b.run(), "unchanged 1 failed 2")
	if known() != 1 {
		t.Errorf("what may pass is tried again, what will not is not: %+v", b.lines)
	}
	b.run(func(o *Options) { o.Settings = "wide" })
	if known() != 0 {
		t.Errorf("other limits: %+v", b.lines)
	}
	b.run(func(o *Options) { o.Settings = "wide" })
	if known() != 1 {
		t.Errorf("the same limits: %+v", b.lines)
	}
	b.run(func(o *Options) { o.Settings, o.Retry = "wide", true })
	if known() != 0 {
		t.Errorf("retry: %+v", b.lines)
	}
	s := b.run(func(o *Options) { o.Extractor = "rules 2" })
	b.want("other rules", s, "updated 1 failed 2")
	if s.Again["rules 1"] != 2 { // the flaky file was made by nobody
		t.Errorf("again: %v", s.Again)
	}
	b.write("bad", "#mended")
	settle()
	b.want("mended", b.run(func(o *Options) { o.Extractor = "rules 2" }), "updated 1 unchanged 1 failed 1")
	b.write("good", "#flaky now")
	settle()
	b.want("an error that may pass", b.run(func(o *Options) { o.Extractor = "rules 2" }), "unchanged 1 failed 2")
	if got := b.held(); got != "bad, good" {
		t.Errorf("held: %s", got)
	}
}

func TestArchives(t *testing.T) {
	b := newBench(t, map[string]string{"note": "#note", "notes.zip": "#no archive at all", "cut.zip": "PK\x03\x04 and no end"})
	var inner bytes.Buffer
	z := zip.NewWriter(&inner)
	for _, e := range []func(*zip.Writer) error{entryOf("deep.txt", "#deep"), entryOf("more.zip", "PK\x05\x06no")} {
		if err := e(z); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	link := func(z *zip.Writer) error {
		h := &zip.FileHeader{Name: "link"}
		h.SetMode(os.ModeSymlink | 0o777)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte("/etc/passwd"))
		}
		return err
	}
	locked := func(z *zip.Writer) error {
		w, err := z.CreateRaw(&zip.FileHeader{Name: "locked", Flags: 1, Method: zip.Store, CompressedSize64: 4, UncompressedSize64: 4})
		if err == nil {
			_, err = w.Write([]byte("####"))
		}
		return err
	}
	papers := []func(*zip.Writer) error{entryOf("sub/one", "#one"), entryOf("../out", "#out"), entryOf(`win\two`, "#two"), entryOf("/abs", "#abs"),
		entryOf("twice", "#first"), entryOf("twice", "#second"), entryOf("caf\x82", "#old name"), entryOf("inner.zip", inner.String()),
		entryOf(".hidden", "#no"), entryOf("__MACOSX/one", "#no"), link, locked}
	b.zip("papers.zip", papers...)
	settle()
	b.want("first", b.run(), "added 7 failed 7")
	if got := b.held(); got != "note, notes.zip, papers.zip!/café, papers.zip!/inner.zip!/deep.txt, papers.zip!/sub/one, papers.zip!/twice, papers.zip!/win/two" {
		t.Errorf("held: %s", got)
	}
	for part, want := range map[string]string{
		"papers.zip!/../out": "outside itself", "papers.zip!//abs": "outside itself", "papers.zip!/link": "symbolic link", "papers.zip!/locked": "password",
		"papers.zip!/twice": "twice", "papers.zip!/inner.zip!/more.zip": "damaged: zip archive", "cut.zip": "damaged: zip archive",
	} {
		if got := b.failed(part); !strings.Contains(got, want) || !strings.Contains(got, part) {
			t.Errorf("%s: %q lacks %q", part, got, want)
		}
	}
	b.want("again", b.run(), "unchanged 7 failed 6") // what is named twice is told when the archive is opened
	b.want("verify", b.run(func(o *Options) { o.Verify = true }), "unchanged 7 failed 7")
	b.zip("papers.zip", append(papers[1:], entryOf("new", "#new"))...)
	settle()
	b.want("changed", b.run(), "added 1 unchanged 6 removed 1 failed 7")
	if err := os.Remove(filepath.Join(b.dir, "papers.zip")); err != nil {
		t.Fatal(err)
	}
	b.want("gone", b.run(), "unchanged 2 removed 10 failed 1")
	if got := b.held(); got != "note, notes.zip" {
		t.Errorf("held: %s", got)
	}
}

func TestBombs(t *testing.T) {
	b := newBench(t, nil)
	b.opts.Limits = Limits{Bytes: 1 << 10, Archive: 10 << 10, Entries: 20, Nesting: 2}
	zeros := strings.Repeat("0", 1000)
	many := func(n int, text string) (out []func(*zip.Writer) error) {
		for i := range n {
			out = append(out, entryOf(fmt.Sprint(i), text))
		}
		return out
	}
	b.zip("large.zip", entryOf("large", "#"+strings.Repeat("0", 2000)), entryOf("small", "#small"))
	b.zip("wide.zip", many(11, "#"+zeros)...)
	b.zip("many.zip", many(21, "#")...)
	nest := func(name, inner string) string {
		var buf bytes.Buffer
		z := zip.NewWriter(&buf)
		if err := errors.Join(entryOf(name, inner)(z), z.Close()); err != nil {
			t.Fatal(err)
		}
		return buf.String()
	}
	b.write("nested.zip", nest("1.zip", nest("2.zip", nest("3", "#deep"))))
	b.write("shallow.zip", nest("1.zip", nest("2", "#two deep")))
	// An entry whose header says less than there is.
	liar := func(z *zip.Writer) error {
		w, err := z.CreateRaw(&zip.FileHeader{Name: "liar", Method: zip.Store, CompressedSize64: 900, UncompressedSize64: 4})
		if err == nil {
			_, err = w.Write([]byte("#" + zeros[:899]))
		}
		return err
	}
	b.zip("liar.zip", liar)
	settle()
	b.want("first", b.run(), "added 2 failed 5")
	for part, want := range map[string]string{
		"large.zip!/large": "--max-bytes", "wide.zip": "--max-archive", "many.zip": "--max-entries", "nested.zip!/1.zip!/2.zip": "--max-nesting", "liar.zip!/liar": "damaged",
	} {
		if got := b.failed(part); !strings.Contains(got, want) {
			t.Errorf("%s: %q lacks %q", part, got, want)
		}
	}
	if got := b.held(); got != "large.zip!/small, shallow.zip!/1.zip!/2" {
		t.Errorf("held: %s", got)
	}
	b.want("again", b.run(), "unchanged 2 failed 5")
}

func TestWhatIsLeftOut(t *testing.T) {
	b := newBench(t, map[string]string{"a": "#a", "sub/b": "#b", "sub/.hidden": "#no", "~$a.docx": "#no", "Thumbs.db": "#no", "drafts/c": "#c", "other/d": "#d",
		".plenaryignore": "drafts/\n", "bad/.plenaryignore": "[a\n*.tmp\n", "bad/x.tmp": "#no", "bad/y": "#y"})
	own := filepath.Join(b.dir, "sub", "own")
	b.write("sub/own/index", "#no")
	outside := t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(outside, "out"), []byte("#out"), 0o644), os.Symlink(outside, filepath.Join(b.dir, "link")),
		os.Symlink(b.dir, filepath.Join(b.dir, "sub", "up")), os.Symlink(filepath.Join(b.dir, "a"), filepath.Join(b.dir, "zz"))); err != nil {
		t.Fatal(err)
	}
	settle()
	b.opts.Own = map[string]bool{own: true}
	s := b.run()
	b.want("first", s, "added 4 failed 1")
	if got := b.held(); got != "a, bad/y, other/d, sub/b" {
		t.Errorf("held: %s", got)
	}
	if got := b.failed(ignoreFile); !strings.Contains(got, "line 1 is no pattern: [a") {
		t.Errorf("the ignore file's error: %q", got)
	}
	if s.Skipped[skipSymlink] != 3 || s.Skipped[skipIgnored] != 4 {
		t.Errorf("skipped: %v", s.Skipped)
	}
	b.want("below", b.run(func(o *Options) { o.Paths = []string{filepath.Join(b.dir, "sub")} }), "unchanged 1")
	b.want("links", b.run(func(o *Options) { o.FollowSymlinks = true }), "added 1 unchanged 4 failed 1")
}

func TestNamesFromAList(t *testing.T) {
	b := newBench(t, map[string]string{"a": "#a", "b": "#b"})
	b.write("odd \xff\n name", "#odd")
	settle()
	list := func(names ...string) func(*Options) {
		return func(o *Options) {
			o.Paths = nil
			for _, n := range names {
				o.Listed = append(o.Listed, filepath.Join(b.dir, n))
			}
		}
	}
	b.want("first", b.run(list("a", "none", "odd \xff\n name", "a")), "added 2 failed 1")
	if got := b.failed("none"); !strings.Contains(got, "none: no such file or directory") {
		t.Errorf("error: %q", got)
	}
	b.want("again", b.run(list("a", "odd \xff\n name")), "unchanged 2")
	if err := os.Remove(filepath.Join(b.dir, "a")); err != nil {
		t.Fatal(err)
	}
	b.want("gone", b.run(list("a", "b")), "added 1 removed 1")
	if got := b.held(); got != "b, odd %FF\n name" {
		t.Errorf("held: %q", got)
	}
}

func TestAFolderThatCannotBeReadKeepsItsFiles(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read every folder")
	}
	b := newBench(t, map[string]string{"open/a": "#a", "shut/b": "#b"})
	settle()
	b.want("first", b.run(), "added 2")
	shut := filepath.Join(b.dir, "shut")
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(shut, 0o755) })
	b.want("shut", b.run(), "unchanged 1 failed 1")
	if got := b.held(); got != "open/a, shut/b" {
		t.Errorf("held: %s", got)
	}
}

func TestASlowFileHoldsUpNothing(t *testing.T) {
	files := map[string]string{"0": "#slow"}
	for i := 1; i < 20; i++ {
		files[fmt.Sprint(i)] = "#quick"
	}
	b := newBench(t, files)
	w, err := index.OpenWriter(b.index)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read := make(chan struct{}, 20)
	p := &pipeline.Pipeline{Readers: []pipeline.Reader{words{}}, Stages: []pipeline.Stage{counting(read)}}
	go func() {
		for range 19 {
			<-read
		}
		cancel() // all others were read while the first was not
	}()
	if _, err := Run(ctx, w, p, b.opts); !errors.Is(err, context.Canceled) {
		t.Errorf("run: %v", err)
	}
}

type counting chan struct{}

func (counting) Name() string { return "counting" }
func (c counting) Extract(context.Context, *pipeline.Document, *pipeline.Record) error {
	c <- struct{}{}
	return nil
}
