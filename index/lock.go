package index

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// A lock keeps a second writer out. It is the kernel's, so it goes with the process however that ends; the
// file says who holds it.
type lock struct{ file *os.File }

func lockDir(dir string) (*lock, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		defer f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			who := heldBy(f)
			if who == "" {
				who = "another process"
			}
			return nil, fmt.Errorf("%w by %s", ErrLocked, who)
		}
		return nil, err
	}
	if err := f.Truncate(0); err != nil {
		f.Close()
		return nil, err
	}
	if _, err := fmt.Fprintf(f, "process %d since %s\n", os.Getpid(), time.Now().Format("2006-01-02 15:04:05")); err != nil {
		f.Close()
		return nil, err
	}
	return &lock{f}, nil
}

// heldBy reads who has the lock. A process that took it this moment has not yet written its name.
func heldBy(f *os.File) string {
	for range 20 {
		data, err := io.ReadAll(io.NewSectionReader(f, 0, 200))
		if who := strings.TrimSpace(string(data)); err != nil || who != "" {
			return who
		}
		time.Sleep(10 * time.Millisecond)
	}
	return ""
}

func (l *lock) release() error { return l.file.Close() }
