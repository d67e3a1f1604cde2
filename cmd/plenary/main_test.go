package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"plenary/index"
	"plenary/internal/ingest"
	corpus "plenary/testdata/corpus/reports"
)

// The test binary is also the program: its workers are started from it, and some tests need a whole process.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker" || os.Getenv("PLENARY_TEST_PROGRAM") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// plenary runs the program in this process.
func plenary(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

// program is a process of the program.
func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "PLENARY_TEST_PROGRAM=1")
	return cmd
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const small = `Council 2026
Geneva, 28 April-8 May 2026

Document C26/%d-E
24 March 2026
Original: English

Report by the Secretary-General

REPORT ON FELLOWSHIPS %[1]d

1	Background

1.1	In 2025 the Union granted %[1]d fellowships to engineers of 45 countries.

1.2	Resolution 71 (Rev. Bucharest, 2022) sets the strategic goals.
`

func folder(t *testing.T, n int) string {
	dir := t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("C26-%d-E.txt", 100+i)), fmt.Sprintf(small, 100+i))
	}
	return dir
}

func summary(t *testing.T, args ...string) ingest.Summary {
	t.Helper()
	code, out, errs := plenary(t, append([]string{"ingest", "--json"}, args...)...)
	var s ingest.Summary
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatalf("ingest %v: exit %d, %q, %s", args, code, out, errs)
	}
	return s
}

func TestIngestSearchShow(t *testing.T) {
	dir, ix := folder(t, 3), t.TempDir()
	code, out, errs := plenary(t, "ingest", "--index", ix, dir)
	if code != 0 || out != "" || !strings.HasPrefix(errs, "3 files: 3 added; ") {
		t.Fatalf("ingest: exit %d, stdout %q, stderr %q", code, out, errs)
	}
	code, out, _ = plenary(t, "search", "--index", ix, "--json", "fellowships:101")
	var resp struct {
		Schema string
		Total  int
		Hits   []struct{ Symbol, Section, Path, Snippet string }
	}
	if err := json.Unmarshal([]byte(out), &resp); err != nil || code != 0 {
		t.Fatalf("search: exit %d, %v, %s", code, err, out)
	}
	if resp.Schema != "plenary.search/1" || resp.Total != 1 || resp.Hits[0].Symbol != "C26/101-E" || resp.Hits[0].Section != "1.1" {
		t.Errorf("search: %s", out)
	}
	code, out, _ = plenary(t, "search", "--index", ix, "nosuchword")
	if code != 0 || out != "Nothing found.\nUnderstood: nosuchword\n" {
		t.Errorf("no hit: exit %d, %q", code, out)
	}
	code, out, _ = plenary(t, "show", "--index", ix, "C26/102", "1.2")
	if code != 0 || !strings.Contains(out, "sets the strategic goals") || !strings.Contains(out, "PP Resolution 71 (Rev. Bucharest, 2022)") {
		t.Errorf("show: exit %d, %q", code, out)
	}
	if code, _, errs = plenary(t, "show", "--index", ix, "C26/999"); code != 1 || !strings.Contains(errs, "no document C26/999") {
		t.Errorf("show of nothing: exit %d, %q", code, errs)
	}
	for _, args := range [][]string{{"index", "check"}, {"index", "stats"}, {"index", "rebuild"}, {"doctor"}} {
		if code, _, errs := plenary(t, append(args, "--index", ix)...); code != 0 {
			t.Errorf("%v: exit %d, %s", args, code, errs)
		}
	}
}

func TestIncremental(t *testing.T) {
	dir, ix := folder(t, 4), t.TempDir()
	want := func(step string, s ingest.Summary, added, updated, moved, unchanged, removed int) {
		t.Helper()
		if s.Added != added || s.Updated != updated || s.Moved != moved || s.Unchanged != unchanged || s.Removed != removed || s.Failed != 0 {
			t.Errorf("%s: %+v", step, s)
		}
	}
	file := func(i int) string { return filepath.Join(dir, fmt.Sprintf("C26-%d-E.txt", i)) }
	want("dry run", summary(t, "--index", ix, "--dry-run", dir), 4, 0, 0, 0, 0)
	want("first", summary(t, "--index", ix, dir), 4, 0, 0, 0, 0)
	want("again", summary(t, "--index", ix, dir), 0, 0, 0, 4, 0)
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(file(100), later, later); err != nil {
		t.Fatal(err)
	}
	want("touched", summary(t, "--index", ix, dir), 0, 0, 0, 4, 0)
	// New words under an old date and the old size: another inode tells.
	write(t, file(101)+".new", strings.Replace(fmt.Sprintf(small, 101), "engineers", "students!", 1))
	info, err := os.Stat(file(101))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file(101)+".new", info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file(101)+".new", file(101)); err != nil {
		t.Fatal(err)
	}
	want("restored", summary(t, "--index", ix, dir), 0, 1, 0, 3, 0)
	if err := os.Rename(file(102), filepath.Join(dir, "moved.txt")); err != nil {
		t.Fatal(err)
	}
	want("moved", summary(t, "--index", ix, dir), 0, 0, 1, 3, 0)
	if _, out, _ := plenary(t, "search", "--index", ix, "--json", "fellowships:102"); !strings.Contains(out, "moved.txt") {
		t.Errorf("the moved file has its old path: %s", out)
	}
	if err := os.Remove(file(103)); err != nil {
		t.Fatal(err)
	}
	want("kept", summary(t, "--index", ix, "--keep-missing", dir), 0, 0, 0, 3, 0)
	want("removed", summary(t, "--index", ix, dir), 0, 0, 0, 3, 1)
	want("force", summary(t, "--index", ix, "--force", dir), 0, 3, 0, 0, 0)
	want("verify", summary(t, "--index", ix, "--verify", dir), 0, 0, 0, 3, 0)
	if code, out, _ := plenary(t, "index", "check", "--index", ix); code != 0 {
		t.Errorf("check: %s", out)
	}
}

func TestBadFilesCostOneFileEach(t *testing.T) {
	dir, ix := folder(t, 2), t.TempDir()
	bad := map[string]string{
		"empty.txt":      "",
		"cut.docx":       "PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml",
		"notpdf.pdf":     "%PDF-1.7\nthis is not one",
		"binary.txt":     "\x00\x01\x02\x03\x00\x7f\x00\xff\x00",
		"picture.png":    "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR",
		"disguised.docx": "\x7fELF\x02\x01\x01\x00\x00\x00",
	}
	for name, data := range bad {
		write(t, filepath.Join(dir, name), data)
	}
	report := filepath.Join(t.TempDir(), "report.ndjson")
	code, _, errs := plenary(t, "ingest", "--index", ix, "--report", report, dir)
	if code != 3 {
		t.Errorf("exit %d", code)
	}
	for name := range bad {
		n := 0
		for _, line := range strings.Split(errs, "\n") {
			if strings.HasPrefix(line, "plenary: ") && strings.Contains(line, name+": ") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is told in %d lines:\n%s", name, n, errs)
		}
	}
	lines, err := os.ReadFile(report)
	if err != nil || strings.Count(string(lines), "\n") != 8 || strings.Count(string(lines), `"status":"added"`) != 2 {
		t.Errorf("report: %v\n%s", err, lines)
	}
	s := summary(t, "--index", ix, dir) // not tried again, and still told
	if s.Failed != len(bad) || s.Unchanged != 2 {
		t.Errorf("again: %+v", s)
	}
	if code, _, errs = plenary(t, "extract", filepath.Join(dir, "empty.txt"), filepath.Join(dir, "C26-100-E.txt")); code != 3 || !strings.Contains(errs, "empty.txt: empty file") {
		t.Errorf("extract: exit %d, %q", code, errs)
	}
}

func TestArchive(t *testing.T) {
	dir, ix := t.TempDir(), t.TempDir()
	f, err := os.Create(filepath.Join(dir, "papers.zip"))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range map[string]string{"C26-1-E.txt": fmt.Sprintf(small, 1), "sub/C26-2-E.txt": fmt.Sprintf(small, 2), "../out.txt": "outside"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s := summary(t, "--index", ix, dir)
	if s.Added != 2 || s.Failed != 1 {
		t.Errorf("archive: %+v", s)
	}
	if _, out, _ := plenary(t, "search", "--index", ix, "--json", "fellowships:2"); !strings.Contains(out, "papers.zip!/sub/C26-2-E.txt") {
		t.Errorf("search: %s", out)
	}
	if s := summary(t, "--index", ix, dir); s.Unchanged != 2 {
		t.Errorf("again: %+v", s)
	}
}

func TestExitCodes(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	empty := t.TempDir()
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{2, "unknown flag", []string{"search", "--colour", "x"}},
		{2, "nosuch", []string{"nosuch"}},
		{2, "at least 1 arg", []string{"search"}},
		{2, "no format", []string{"extract", "--format", "xml", "x"}},
		{2, "nothing to ingest", []string{"ingest"}},
		{5, "no index", []string{"search", "--index", none, "x"}},
		{5, "no index", []string{"index", "stats", "--index", none}},
		{1, "no such file", []string{"ingest", "--index", t.TempDir(), none}},
		{3, "no such file", []string{"extract", none}},
		{3, empty + ": a folder without documents", []string{"ingest", "--json", "--index", t.TempDir(), empty}},
	} {
		code, _, errs := plenary(t, c.args...)
		if code != c.code || !strings.Contains(errs, c.says) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: exit %d, want %d; %q lacks %q", c.args, code, c.code, errs, c.says)
		}
	}
	ix := t.TempDir()
	summary(t, "--index", ix, folder(t, 1))
	if code, _, errs := plenary(t, "search", "--index", ix, `"open`); code != 2 || !strings.Contains(errs, "not closed") {
		t.Errorf("query: exit %d, %s", code, errs)
	}
}

func TestLockedIndex(t *testing.T) {
	ix := t.TempDir()
	dir := folder(t, 1)
	summary(t, "--index", ix, dir)
	w, err := index.OpenWriter(ix)
	if err != nil {
		t.Fatal(err)
	}
	code, _, errs := plenary(t, "ingest", "--index", ix, dir)
	if code != 5 || !strings.Contains(errs, fmt.Sprintf("locked by process %d since ", os.Getpid())) {
		t.Errorf("exit %d, %s", code, errs)
	}
	if code, _, errs := plenary(t, "search", "--index", ix, "fellowships"); code != 0 {
		t.Errorf("search beside a writer: exit %d, %s", code, errs)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestKilledRunsGoOn kills a run at random moments of its length and holds the index against that of a run that nobody
// killed, record by record and paragraph by paragraph. After every kill the index must be sound, or not begun.
// PLENARY_KILLS says how often; `make crash` does it 50 times.
func TestKilledRunsGoOn(t *testing.T) {
	kills := 6
	if testing.Short() {
		kills = 2
	}
	if n, err := strconv.Atoi(os.Getenv("PLENARY_KILLS")); err == nil {
		kills = n
	}
	dir, whole, ix := t.TempDir(), t.TempDir(), t.TempDir()
	text, ext := corpus.Format("text")
	for m, i := corpus.NewMaker(), 0; i < 60; i++ { // several batches
		r := m.Report(i, 60_000)
		write(t, filepath.Join(dir, r.Name+"."+ext), string(text(r)))
	}
	ingest := func(into string) *exec.Cmd {
		return program("ingest", "--index", into, "--in-process", "--low-memory", "--force", dir)
	}
	began := time.Now()
	if out, err := ingest(whole).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	length := time.Since(began)
	seed := uint64(began.UnixNano())
	chance := rand.New(rand.NewPCG(seed, 0))
	for i := range kills {
		cmd := ingest(ix)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		at := time.Duration(chance.Int64N(int64(length)))
		time.Sleep(at)
		cmd.Process.Kill() // an error says that it has ended
		cmd.Wait()
		if code, out, errs := plenary(t, "index", "check", "--index", ix); code != 0 && !strings.Contains(errs, "no index") {
			t.Fatalf("seed %d, kill %d after %s: check: exit %d, %s%s", seed, i, at, code, out, errs)
		}
	}
	if s := summary(t, "--index", ix, dir); s.Files != 60 || s.Failed != 0 {
		t.Fatalf("seed %d: after kills: %+v", seed, s)
	}
	want, got := contents(t, whole), contents(t, ix)
	if len(want) < 60*20 || len(got) != len(want) {
		t.Errorf("seed %d: the index of the killed runs has %d records and paragraphs, the other %d", seed, len(got), len(want))
	}
	for what, text := range want {
		if got[what] != text {
			t.Errorf("seed %d: %s differs:\n%.300s\n%.300s", seed, what, got[what], text)
		}
	}
}

// contents is all that an index holds: its records by path, and what search finds of every paragraph by its place.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	r, err := index.OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := r.Files(func(f index.File) error {
		rec, err := r.Record(f.Key)
		if err != nil {
			return err
		}
		data, err := json.Marshal(rec)
		all[f.Path] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	resp, err := r.Search(t.Context(), index.Request{Query: "-nosuchword", Limit: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	all["paragraphs"] = strconv.Itoa(resp.Total)
	for _, h := range resp.Hits {
		h.Rank, h.Score = 0, 0
		all[fmt.Sprintf("%s %s %q %s", h.Path, h.Section, h.Heading, h.Snippet)] = fmt.Sprintf("%+v", h)
	}
	return all
}

func TestInterrupted(t *testing.T) {
	dir, ix := folder(t, 600), t.TempDir()
	cmd := program("ingest", "--index", ix, "--in-process", "--jobs", "1", dir)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 2000 { // until it is under way: it has made its index
		if _, err := os.Stat(filepath.Join(ix, "plenary.json")); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 130 || !strings.Contains(errs.String(), "the same command goes on") {
		t.Fatalf("exit %d, %q", code, errs.String())
	}
	if s := summary(t, "--index", ix, dir); s.Files != 600 || s.Failed != 0 {
		t.Errorf("after: %+v", s)
	}
}

// Input that never comes keeps nobody from stopping the program.
func TestInterruptedBeforeAnyInput(t *testing.T) {
	for _, args := range [][]string{{"extract", "-"}, {"ingest", "--index", filepath.Join(t.TempDir(), "index"), "--files-from", "-"}} {
		never, hold, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		var out, errs bytes.Buffer
		if code := run(ctx, args, never, &out, &errs); code != exitStopped || !strings.HasSuffix(errs.String(), "plenary: interrupted\n") {
			t.Errorf("%v: code %d, %q", args, code, errs.String())
		}
		hold.Close()
		never.Close()
	}
}
