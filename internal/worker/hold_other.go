//go:build !unix

package worker

import "runtime/debug"

// holdMemory asks the runtime to stay below half of so many bytes; the parent looks at what is really used.
func holdMemory(bytes int64) { debug.SetMemoryLimit(bytes / 2) }
