// Package worker runs readers in child processes, so that a file that makes a library eat all memory, loop or
// crash costs one file and not the run. A child is the program itself, started again; it reads many documents,
// one after the other, and is replaced when it dies or has to be killed.
//
// A reader can be called without a child too: Reader.Read with a context. A panic is then caught by pipeline.Read and
// readers look at their context, but nothing can stop a stack that overflows, memory that runs out or a loop that never
// looks: each ends or hangs the whole program. Do so only with files from a hand that you trust.
package worker

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"plenary/pipeline"
)

// Limits bound one document in a worker. A zero field means its default.
type Limits struct {
	Time   time.Duration // 60 s
	Memory int64         // bytes of resident memory, 512 MiB; looked at twenty times a second, and held by the system at twice as much
	Output int64         // bytes of the document that comes back, 256 MiB
}

func (l Limits) withDefaults() Limits {
	if l.Time == 0 {
		l.Time = time.Minute
	}
	if l.Memory == 0 {
		l.Memory = 512 << 20
	}
	if l.Output == 0 {
		l.Output = 256 << 20
	}
	return l
}

// A Pool keeps the children. The zero Pool is not usable; Command must be set.
type Pool struct {
	Command func() *exec.Cmd // a command whose process calls Serve on its standard input and output
	Limits  Limits

	mu   sync.Mutex
	idle []*child
}

type request struct {
	Reader, Name string
	Data         []byte
	Memory       int64 // what the child may use
}

type response struct {
	Doc   *pipeline.Document
	Error string
	Kind  string // the outcome, for giving the error its kind back
}

// Reader returns a reader that does what r does, in a child.
func (p *Pool) Reader(r pipeline.Reader) pipeline.Reader { return isolated{r, p} }

type isolated struct {
	pipeline.Reader
	pool *Pool
}

func (i isolated) Read(ctx context.Context, name string, data []byte) (*pipeline.Document, error) {
	c, err := i.pool.take()
	if err != nil {
		return nil, fmt.Errorf("start a worker: %w", err)
	}
	resp, err := c.do(ctx, request{Reader: i.Name(), Name: name, Data: data}, i.pool.Limits.withDefaults())
	if err != nil {
		return nil, err // the child is dead
	}
	i.pool.give(c)
	if resp.Error != "" {
		return nil, &readError{resp.Error, kinds[resp.Kind]}
	}
	return resp.Doc, nil
}

// A readError is a reader's error that crossed the border between the processes.
type readError struct {
	text string
	kind error
}

func (e *readError) Error() string { return e.text }
func (e *readError) Unwrap() error { return e.kind }

var kinds = map[string]error{
	pipeline.OutcomeEmpty: pipeline.ErrEmpty, pipeline.OutcomeUnknown: pipeline.ErrUnknown,
	pipeline.OutcomeEncrypted: pipeline.ErrEncrypted, pipeline.OutcomeDamaged: pipeline.ErrDamaged,
	pipeline.OutcomeNoText: pipeline.ErrNoText, pipeline.OutcomeTooLarge: pipeline.ErrTooLarge,
	pipeline.OutcomeTimeout: pipeline.ErrTimeout,
}

func (p *Pool) take() (*child, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	return start(p.Command())
}

func (p *Pool) give(c *child) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, c)
}

// Close ends the children.
func (p *Pool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.idle {
		c.kill()
	}
	p.idle = nil
	return nil
}

type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *metered
	send   *gob.Encoder
	get    *gob.Decoder
	stderr *tail
}

func start(cmd *exec.Cmd) (*child, error) {
	c := &child{cmd: cmd, stderr: &tail{}}
	var err error
	if c.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = &metered{r: out}
	cmd.Stderr = c.stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c.send, c.get = gob.NewEncoder(c.in), gob.NewDecoder(c.out)
	return c, nil
}

// do sends one request and waits for its answer within the limits. On an error the child has been killed.
func (c *child) do(ctx context.Context, req request, limits Limits) (*response, error) {
	type answer struct {
		resp response
		err  error
	}
	done := make(chan answer, 1)
	req.Memory, c.out.left = limits.Memory, limits.Output
	go func() {
		var a answer
		if a.err = c.send.Encode(req); a.err == nil {
			a.err = c.get.Decode(&a.resp)
		}
		done <- a
	}()
	deadline := time.NewTimer(limits.Time)
	defer deadline.Stop()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case a := <-done:
			switch {
			case errors.Is(a.err, errOutput):
				c.kill()
				return nil, fmt.Errorf("%w: its text and blocks are more than %d MiB", pipeline.ErrTooLarge, limits.Output>>20)
			case a.err != nil:
				c.kill()
				return nil, fmt.Errorf("%w: %s", pipeline.ErrKilled, c.stderr.reason(a.err))
			}
			return &a.resp, nil
		case <-look.C:
			if rss := c.resident(); rss > limits.Memory {
				c.kill()
				<-done
				return nil, fmt.Errorf("%w: it used %d MiB of memory (limit %d MiB)", pipeline.ErrKilled, rss>>20, limits.Memory>>20)
			}
		case <-deadline.C:
			c.kill()
			<-done
			return nil, fmt.Errorf("%w: over %s", pipeline.ErrTimeout, limits.Time)
		case <-ctx.Done():
			c.kill()
			<-done
			return nil, ctx.Err()
		}
	}
}

// resident returns the child's resident memory in bytes, 0 where the system does not tell.
func (c *child) resident() int64 {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(c.cmd.Process.Pid) + "/statm")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(data))
	if len(f) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(f[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

func (c *child) kill() {
	c.in.Close()
	c.cmd.Process.Kill()
	c.cmd.Wait() // an error here is the kill itself
}

// A metered reader ends with errOutput when more comes than may.
type metered struct {
	r    io.Reader
	left int64
}

var errOutput = errors.New("more output than allowed")

func (m *metered) Read(b []byte) (int, error) {
	if m.left <= 0 {
		return 0, errOutput
	}
	n, err := m.r.Read(b[:min(int64(len(b)), m.left)])
	m.left -= int64(n)
	return n, err
}

// A tail keeps the first bytes that a child wrote to its standard error: a fatal error says itself first.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 2048 - len(t.text); room > 0 {
		t.text = append(t.text, b[:min(room, len(b))]...)
	}
	return len(b), nil
}

func (t *tail) reason(err error) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	line, _, _ := strings.Cut(strings.TrimSpace(string(t.text)), "\n")
	if line == "" {
		return err.Error()
	}
	return line
}

// maxStack is how deep a child may call: far beyond what a sound file needs, and soon reached where calls never end.
const maxStack = 64 << 20

// garbage is how many bytes a child may leave lying before it collects them. What lives is one document: without a floor
// it would be collected anew with every small one.
const garbage = 24 << 20

// Serve reads requests from in and writes answers to out until in ends. It is the child's whole work.
func Serve(ctx context.Context, readers []pipeline.Reader, in io.Reader, out io.Writer) error {
	debug.SetMaxStack(maxStack)
	floor := make([]byte, garbage) // never touched, so it takes no memory; the collector counts it all the same
	defer runtime.KeepAlive(floor)
	get, send := gob.NewDecoder(in), gob.NewEncoder(out)
	held := false
	for {
		var req request
		if err := get.Decode(&req); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if !held {
			held = true
			holdMemory(2 * req.Memory)
		}
		if err := send.Encode(answerTo(ctx, readers, req)); err != nil {
			return err
		}
	}
}

func answerTo(ctx context.Context, readers []pipeline.Reader, req request) *response {
	for _, r := range readers {
		if r.Name() == req.Reader {
			doc, err := pipeline.Read(ctx, r, req.Name, req.Data)
			if err != nil {
				return &response{Error: err.Error(), Kind: pipeline.Outcome(nil, err)}
			}
			return &response{Doc: doc}
		}
	}
	return &response{Error: "no reader " + req.Reader, Kind: pipeline.OutcomeFailed}
}
