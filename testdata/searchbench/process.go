package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// run runs a program and returns what it took.
func run(program string, args ...string) (spent, error) {
	cmd := exec.Command(program, args...)
	cmd.Stderr = os.Stderr
	began := time.Now()
	err := cmd.Run()
	s := spent{wall: time.Since(began)}
	if cmd.ProcessState != nil {
		s.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			s.peak = u.Maxrss << 10
		}
	}
	if err != nil {
		return s, fmt.Errorf("%s %s: %w", program, strings.Join(args, " "), err)
	}
	return s, nil
}

// start measures searches from the start of a process to its answer, and the memory of its own that one holds.
func (b *bench) start() error {
	texts, err := sample(b.corpus, 12)
	if err != nil {
		return err
	}
	for _, t := range texts {
		query := strings.Join(t.pick(2), " ")
		s, err := run(b.program, "search", "--index", b.index, "--json", query)
		if err != nil {
			return err
		}
		b.starts = append(b.starts, s.wall.Seconds())
		b.startCPU = append(b.startCPU, s.cpu.Seconds())
		held, err := anonymous(b.program, "search", "--index", b.index, "--json", "--facets", query)
		if err != nil {
			return err
		}
		b.anonymous = max(b.anonymous, held)
	}
	return nil
}

// anonymous runs a program and returns the most anonymous memory that it was seen to hold.
func anonymous(program string, args ...string) (int64, error) {
	cmd := exec.Command(program, args...)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	status := fmt.Sprintf("/proc/%d/status", cmd.Process.Pid)
	var most int64
	for {
		select {
		case err := <-done:
			return most, err
		case <-time.After(time.Millisecond):
			data, err := os.ReadFile(status)
			if err != nil {
				continue // it has just ended
			}
			for _, line := range strings.Split(string(data), "\n") {
				if f := strings.Fields(line); len(f) == 3 && f[0] == "RssAnon:" {
					if kb, err := strconv.ParseInt(f[1], 10, 64); err == nil {
						most = max(most, kb<<10)
					}
				}
			}
		}
	}
}

// cpu returns the processor time that this process has taken. On a machine that others use too it says more than
// the clock; on an idle one a query takes no longer.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
