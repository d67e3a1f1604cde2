package ingest

import (
	"io/fs"
	"time"
	"unicode/utf8"
)

// A stamp is what the system says of a file without its bytes. A file whose stamp is the one that was noted
// before it was read has not been written since: a restored date changes "changed", a restored file its inode.
type stamp struct {
	size     int64
	modified int64 // ns since 1970
	changed  int64 // of the inode, which nobody can set back; 0 where the system does not tell
	inode    uint64
}

func stampOf(info fs.FileInfo) stamp {
	changed, inode := inodeOf(info)
	return stamp{info.Size(), info.ModTime().UnixNano(), changed, inode}
}

// settled returns the stamp to note for a file that was stamped at a time: one that no file has, where the file
// was changed so shortly before that a second change might carry the same times. File systems count time in
// ticks of some milliseconds, old ones in seconds.
func (s stamp) settled(at time.Time) stamp {
	tick := 100 * time.Millisecond
	if s.modified%int64(time.Second) == 0 && s.changed%int64(time.Second) == 0 {
		tick = 3 * time.Second
	}
	since := time.Duration(at.UnixNano() - max(s.modified, s.changed))
	if since < tick && since > -24*time.Hour { // a date further ahead is none of a clock
		return stamp{size: s.size}
	}
	return s
}

// printable returns a path as valid UTF-8, for the index and reports, without making two paths one: each byte
// that is none becomes "%" and two hexadecimal digits.
func printable(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	const hex = "0123456789ABCDEF"
	var b []byte
	for i := 0; i < len(path); {
		r, n := utf8.DecodeRuneInString(path[i:])
		if r == utf8.RuneError && n == 1 {
			b = append(b, '%', hex[path[i]>>4], hex[path[i]&15])
		} else {
			b = append(b, path[i:i+n]...)
		}
		i += n
	}
	return string(b)
}
