package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A cost is what one run of a program took.
type cost struct {
	wall, cpu float64 // seconds; cpu is user and system time of the program and all that it started
	peak      int64   // bytes of resident memory of all its processes together, looked at twenty times a second
}

// measured runs a command to its end. Exit code 3, "some files failed", is no error.
func measured(args ...string) (cost, error) {
	cmd := exec.Command(args[0], args[1:]...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	done, peak := make(chan struct{}), make(chan int64)
	go func() {
		most := int64(0)
		for {
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(50 * time.Millisecond):
				most = max(most, resident(cmd.Process.Pid))
			}
		}
	}()
	err := cmd.Wait()
	c := cost{wall: time.Since(began).Seconds()}
	close(done)
	c.peak = <-peak
	c.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	if err != nil && cmd.ProcessState.ExitCode() != 3 {
		return c, fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, lastLine(errs.String()))
	}
	return c, nil
}

// resident is what a process and all below it hold in memory, in bytes; 0 for one that has ended.
func resident(pid int) int64 {
	proc := "/proc/" + strconv.Itoa(pid)
	statm, err := os.ReadFile(proc + "/statm")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(statm))
	pages, _ := strconv.ParseInt(f[1], 10, 64)
	sum := pages * int64(os.Getpagesize())
	threads, _ := os.ReadDir(proc + "/task")
	for _, t := range threads {
		children, _ := os.ReadFile(proc + "/task/" + t.Name() + "/children")
		for _, c := range strings.Fields(string(children)) {
			if n, err := strconv.Atoi(c); err == nil {
				sum += resident(n)
			}
		}
	}
	return sum
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// median is the middle of some costs by what of picks; of an even number, the lower of the two.
func median(costs []cost, of func(cost) float64) float64 {
	values := make([]float64, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	return middle(values)
}

func middle(values []float64) float64 {
	values = slices.Clone(values)
	slices.SortFunc(values, func(a, b float64) int { return cmp.Compare(a, b) })
	return values[(len(values)-1)/2]
}

// ratio is the median of a/b, run by run: what was run in turn had the same machine.
func ratio(a, b []cost, of func(cost) float64) float64 {
	values := make([]float64, len(a))
	for i := range a {
		values[i] = of(a[i]) / of(b[i])
	}
	return middle(values)
}

func wall(c cost) float64 { return c.wall }
func cpu(c cost) float64  { return c.cpu }
func peak(c cost) float64 { return float64(c.peak) }
