//go:build unix

package worker

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
)

// holdMemory makes the system refuse this process more than so many bytes on top of what it has mapped now: memory can
// be eaten faster than the parent looks. The runtime ends the process when it is refused. Where the system does not say
// how much is mapped, nothing is held.
func holdMemory(bytes int64) {
	debug.SetMemoryLimit(bytes / 2)
	if runtime.GOOS != "linux" {
		return
	}
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return
	}
	mapped, _ := strconv.ParseInt(strings.Fields(string(data) + " 0")[0], 10, 64)
	most := uint64(mapped)*uint64(os.Getpagesize()) + uint64(bytes)
	var now syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &now) == nil && most < now.Max {
		// An error leaves the parent's eye on the process, as on other systems.
		_ = syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: most, Max: now.Max})
	}
}
