package web

import (
	"sync"
	"time"

	"plenary/index"
)

// A shelf holds the index open, and opens it anew when it has changed: what is ingested meanwhile is found.
type shelf struct {
	open   func() (*index.Reader, error)
	mu     sync.RWMutex // held for reading while the reader is used
	reader *index.Reader
	look   sync.Mutex // held while somebody looks for a change
	looked time.Time
}

// seldom is the least time between two looks for a change.
const seldom = time.Second

// use calls do with the index as it is now.
func (s *shelf) use(do func(*index.Reader) error) error {
	s.refresh()
	s.mu.RLock()
	defer s.mu.RUnlock()
	return do(s.reader)
}

// refresh opens the index anew if it has changed. An index that cannot be opened at the moment leaves the one
// that is open.
func (s *shelf) refresh() {
	if !s.look.TryLock() {
		return
	}
	defer s.look.Unlock()
	if time.Since(s.looked) < seldom {
		return
	}
	s.looked = time.Now()
	s.mu.RLock()
	stale := s.reader.Stale()
	s.mu.RUnlock()
	if stale {
		_ = s.fill()
	}
}

func (s *shelf) fill() error {
	fresh, err := s.open()
	if err != nil {
		return err
	}
	s.mu.Lock()
	old := s.reader
	s.reader = fresh
	s.mu.Unlock()
	if old != nil {
		return old.Close()
	}
	return nil
}

func (s *shelf) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reader.Close()
}
