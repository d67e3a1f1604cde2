package ingest

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestIgnoreLikeGit holds our reading of patterns against git's own, on a tree of names.
func TestIgnoreLikeGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed; it is what the patterns are compared with")
	}
	top := t.TempDir()
	files := []string{
		"a.txt", "b.tmp", "keep.tmp", "sub/b.tmp", "sub/keep.tmp", "sub/deep/c.txt", "sub/deep/old/d.txt", "old/e.txt",
		"draft", "sub/draft/f.txt", "top.txt", "sub/top.txt", "x1.dat", "x2.dat", "xa.dat", "sp ace ", "#hash", "!bang",
		"br{a,b}.txt", "bra.txt", "v/1/w/z.txt", "v/z.txt", "in/side.txt", "sub/in/side.txt", "Ünï.txt", "报告/草案.txt",
	}
	for _, f := range files {
		p := filepath.Join(top, f)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(in string, args ...string) []string {
		cmd := exec.Command(git, args...)
		cmd.Dir, cmd.Stdin = top, strings.NewReader(in)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		out, _ := cmd.Output() // check-ignore exits 1 when nothing is ignored
		return strings.Split(string(out), "\x00")
	}
	run("", "init", "-q")
	for _, patterns := range []string{
		"*.tmp\n!keep.tmp", "/top.txt", "old/", "draft/", "draft", "x[!a].dat", "x[0-9].dat", "sub/*.tmp", "**/deep", "v/**/z.txt",
		"in/**", "sub/**\n!sub/deep", "\\#hash\n\\!bang", "# no\n\n   \nsp\\ ace\\ ", "br{a,b}.txt", "*.txt\r\n!a.txt\r", "?.txt", "报告", "Ü*",
		"*\n!*/\n!*.txt", "/sub/deep/", "deep/old", "**/old/*", "!a.txt",
	} {
		for name, text := range map[string]string{ignoreFile: patterns, ".gitignore": patterns} {
			if err := os.WriteFile(filepath.Join(top, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d := &discovery{seen: map[string]bool{}, skipped: map[string]int{}}
		d.folder(t.Context(), top, nil)
		ours := map[string]bool{}
		for _, c := range d.out {
			ours[strings.TrimPrefix(c.path, filepath.ToSlash(top)+"/")] = true
		}
		left := run(strings.Join(files, "\x00"), "check-ignore", "--no-index", "-z", "--stdin")
		for _, f := range files {
			if theirs := !slices.Contains(left, f); ours[f] != theirs {
				t.Errorf("patterns %q: %q is taken in: %v, git says %v", patterns, f, ours[f], theirs)
			}
		}
	}
}
