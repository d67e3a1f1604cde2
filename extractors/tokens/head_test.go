package tokens

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A fold that is set by hand would keep the head of the old one, and no list of words would find it.
func TestFoldsAreSetBySetFold(t *testing.T) {
	set := regexp.MustCompile(`\.Fold( =|, \w+\.Fold =)[^=]`)
	files := 0
	err := filepath.WalkDir("..", func(p string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".go") || filepath.Base(filepath.Dir(p)) == "tokens" {
			return err
		}
		files++
		data, err := os.ReadFile(p)
		for n, line := range strings.Split(string(data), "\n") {
			if set.MatchString(line) {
				t.Errorf("%s:%d: %s", p, n+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil || files < 50 {
		t.Errorf("looked at %d files: %v", files, err)
	}
}

func TestHeadFollowsTheFold(t *testing.T) {
	toks := Cut("Décisions المقررات 决")
	for i := range toks {
		if toks[i].Head() != HeadOf(toks[i].Fold) {
			t.Errorf("%s: the head is of another word", toks[i].Fold)
		}
	}
	toks[0].SetFold("decision")
	if toks[0].Head() != HeadOf("decision") {
		t.Error("the head did not follow the fold")
	}
}
