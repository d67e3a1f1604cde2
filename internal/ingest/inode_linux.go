package ingest

import (
	"io/fs"
	"syscall"
)

// inodeOf returns when a file's inode was last changed, and its number.
func inodeOf(info fs.FileInfo) (changed int64, number uint64) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0
	}
	return st.Ctim.Nano(), st.Ino
}
