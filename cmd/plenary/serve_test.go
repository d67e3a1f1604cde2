package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The server answers until it is interrupted, and a request that runs is finished.
func TestServe(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(context.Background())
	began := make(chan bool)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(began)
		<-ctx.Done()
		io.WriteString(w, "done")
	})
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, l, h) }()
	answer := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		answer <- string(body)
	}()
	<-began
	interrupt()
	if got := <-answer; got != "done" {
		t.Errorf("the running request: %s", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServeRefuses(t *testing.T) {
	if code, _, errs := plenary(t, "serve", "--index", t.TempDir()); code != exitIndex || !strings.Contains(errs, "no index") {
		t.Errorf("no index: exit %d: %s", code, errs)
	}
	if code, _, errs := plenary(t, "serve", "--listen", "nowhere:x:y"); code != exitUsage || !strings.Contains(errs, "--listen") {
		t.Errorf("no address: exit %d: %s", code, errs)
	}
}

// The whole command, from its address to its end.
func TestServeCommand(t *testing.T) {
	ix := library(t)
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	out, in := io.Pipe()
	cmd := newRoot()
	cmd.SetArgs([]string{"serve", "--index", ix, "--listen", "127.0.0.1:0"})
	cmd.SetErr(in)
	ended := make(chan error, 1)
	go func() { ended <- cmd.ExecuteContext(ctx) }()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	address, _, _ := bytes.Cut(line[:n], []byte(" "))
	client := http.Client{Timeout: time.Minute}
	resp, err := client.Get(string(address) + "?q=regional+presence")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !strings.Contains(string(body), "<mark>regional</mark>") && !strings.Contains(string(body), "<mark>Regional</mark>") && !strings.Contains(string(body), "<mark>REGIONAL</mark>") {
		t.Errorf("%v: %s", err, body)
	}
	interrupt()
	if err := <-ended; codeOf(err) != exitStopped {
		t.Errorf("interrupted: %v", err)
	}
}
