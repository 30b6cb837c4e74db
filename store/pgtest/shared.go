package pgtest

import (
	"errors"
	"sync"
	"testing"
)

// Shared is a server that the tests of a package share: it is started for the first that needs it, and removed when all
// have run.
type Shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Server is the running server; the test is skipped where there is no PostgreSQL.
func (s *Shared) Server(t *testing.T) *Server {
	t.Helper()
	s.once.Do(func() { s.server, s.err = Start() })
	if errors.Is(s.err, ErrAbsent) {
		t.Skip(s.err)
	}
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s.server
}

// Database is the URL of a new, empty database.
func (s *Shared) Database(t *testing.T) string {
	t.Helper()
	url, err := s.Server(t).Database()
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// Remove ends the server, where one was started, and removes all it kept.
func (s *Shared) Remove() error {
	if s.server == nil {
		return nil
	}
	return s.server.Remove()
}
