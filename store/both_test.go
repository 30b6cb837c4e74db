package store

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"gouji/store/pgtest"
)

// server is the PostgreSQL of these tests, started for the first that needs it; TestMain removes it.
var server = sync.OnceValues(func() (*pgtest.Server, error) {
	s, err := pgtest.Start()
	started = s
	return s, err
})

// started is the server, nil while none was needed.
var started *pgtest.Server

// onBoth runs a test with a new store of each kind.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Helper()
	onBothURLs(t, func(t *testing.T, url string) { test(t, openURL(t, url)) })
}

// onBothURLs runs a test with the URL of a new store of each kind.
func onBothURLs(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "gouji.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, newDatabase(t)) })
}

// newDatabase makes an empty database on the server, or skips the test where there is no PostgreSQL.
func newDatabase(t *testing.T) string {
	t.Helper()
	s, err := server()
	if errors.Is(err, pgtest.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	url, err := s.Database()
	if err != nil {
		t.Fatal(err)
	}
	return url
}

func openURL(t *testing.T, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url, Create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// onPostgres says whether a store is a database of a server.
func onPostgres(s *Store) bool { return s.Path() == "" }
