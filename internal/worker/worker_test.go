package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"plenary/pipeline"
)

// The test binary is its own child: with this variable it serves readers that do what the file's text says.
const asChild = "PLENARY_TEST_WORKER"

func TestMain(m *testing.M) {
	if os.Getenv(asChild) != "" {
		if err := Serve(context.Background(), []pipeline.Reader{told{}}, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// told is a reader that does what its file says.
type told struct{}

func (told) Name() string              { return "told" }
func (told) Match(string, []byte) bool { return true }

// overflow calls itself until the stack ends; n is never so large that it stops before.
func overflow(n int) int {
	if n < 0 {
		return n
	}
	return overflow(n+1) + 1
}

func text(s string) *pipeline.Document {
	var b pipeline.Builder
	b.Add(pipeline.Paragraph, s)
	return b.Document("x", "told")
}

func (told) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	switch do := string(data); do {
	case "partial":
		doc := text("half")
		doc.Problems = append(doc.Problems, pipeline.Problem{Stage: "told", Message: "page 2 is broken"})
		return doc, nil
	case "encrypted":
		return nil, fmt.Errorf("a password: %w", pipeline.ErrEncrypted)
	case "damaged":
		return nil, fmt.Errorf("no trailer: %w", pipeline.ErrDamaged)
	case "no text":
		return nil, fmt.Errorf("pictures: %w", pipeline.ErrNoText)
	case "panic":
		panic("index out of range")
	case "stack":
		return nil, fmt.Errorf("%d", overflow(0)) // fatal: no recover helps
	case "loop":
		for {
			time.Sleep(time.Millisecond) // never looks at its context
		}
	case "memory":
		for kept := [][]byte{}; ; kept = append(kept, make([]byte, 1<<20)) {
			for i := 0; len(kept) > 0 && i < 1<<20; i += 4096 {
				kept[len(kept)-1][i] = 1
			}
		}
	case "at once":
		b := make([]byte, 8<<30) // more than the system gives, in one go
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		return text(string(b[:1])), nil
	case "output":
		return text(strings.Repeat("x", 9<<20)), nil
	case "exit":
		os.Exit(7)
	}
	return text("read " + string(data)), nil
}

func pool(t *testing.T, limits Limits) (pipeline.Reader, *Pool) {
	p := &Pool{Limits: limits, Command: func() *exec.Cmd {
		cmd := exec.Command(os.Args[0], "-test.run=NONE")
		cmd.Env = append(os.Environ(), asChild+"=1")
		return cmd
	}}
	t.Cleanup(func() { p.Close() })
	return p.Reader(told{}), p
}

// Each outcome is told, with a reason, and the next file is read all the same.
func TestOutcomes(t *testing.T) {
	r, p := pool(t, Limits{Memory: 200 << 20, Output: 4 << 20})
	for _, c := range []struct{ do, outcome, reason string }{
		{"", pipeline.OutcomeOK, ""},
		{"partial", pipeline.OutcomePartial, ""},
		{"encrypted", pipeline.OutcomeEncrypted, "a password"},
		{"damaged", pipeline.OutcomeDamaged, "no trailer"},
		{"no text", pipeline.OutcomeNoText, "pictures"},
		{"panic", pipeline.OutcomeDamaged, "index out of range"},
		{"stack", pipeline.OutcomeKilled, "stack|allocate"},
		{"memory", pipeline.OutcomeKilled, "memory"},
		{"at once", pipeline.OutcomeKilled, "memory|collisions"},
		{"output", pipeline.OutcomeTooLarge, "more than 4 MiB"},
		{"exit", pipeline.OutcomeKilled, "EOF"},
	} {
		doc, err := r.Read(context.Background(), "x", []byte(c.do))
		if got := pipeline.Outcome(doc, err); got != c.outcome {
			t.Errorf("%q: outcome %q, want %q (%v)", c.do, got, c.outcome, err)
		}
		if c.reason != "" && (err == nil || !regexp.MustCompile(c.reason).MatchString(err.Error())) {
			t.Errorf("%q: %v, want a word of %q", c.do, err, c.reason)
		}
		if doc, err := r.Read(context.Background(), "x", []byte("on")); err != nil || doc.Text != "read on" {
			t.Errorf("behind %q: %v", c.do, err)
		}
	}
	if n := len(p.idle); n != 1 {
		t.Errorf("%d children are kept, want 1", n)
	}
}

// A loop that nothing inside can end is ended from outside.
func TestTimeout(t *testing.T) {
	r, p := pool(t, Limits{Time: 300 * time.Millisecond})
	_, err := r.Read(context.Background(), "x", []byte("loop"))
	if pipeline.Outcome(nil, err) != pipeline.OutcomeTimeout || !strings.Contains(err.Error(), "over 300ms") {
		t.Errorf("%v", err)
	}
	if len(p.idle) != 0 {
		t.Error("the child was kept")
	}
}

// An interrupted read leaves no child behind.
func TestCanceled(t *testing.T) {
	r, p := pool(t, Limits{})
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		time.Sleep(100 * time.Millisecond)
		cancel()
	}()
	if _, err := r.Read(ctx, "x", []byte("loop")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if len(p.idle) != 0 {
		t.Error("the child was kept")
	}
}

// A document crosses the border with all that it holds.
func TestWholeDocument(t *testing.T) {
	r, _ := pool(t, Limits{})
	doc, err := r.Read(context.Background(), "x", []byte("partial"))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != "half" || len(doc.Blocks) != 1 || doc.Blocks[0].Kind != pipeline.Paragraph || doc.Blocks[0].End != 4 || len(doc.Problems) != 1 {
		t.Errorf("%+v", doc)
	}
}

// A program that cannot be started, or that is no worker, costs the file and says why.
func TestNoWorker(t *testing.T) {
	for name, want := range map[string]string{"/nonexistent/plenary": "start a worker", "/bin/false": "killed"} {
		p := &Pool{Command: func() *exec.Cmd { return exec.Command(name) }}
		if _, err := p.Reader(told{}).Read(context.Background(), "x", nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
