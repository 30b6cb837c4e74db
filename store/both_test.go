package store

import (
	"path/filepath"
	"testing"

	"gouji/store/pgtest"
)

// postgres is the PostgreSQL of these tests; TestMain removes it.
var postgres pgtest.Shared

// onBoth runs a test with a new store of each kind.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Helper()
	onBothURLs(t, func(t *testing.T, url string) { test(t, openURL(t, url)) })
}

// onBothURLs runs a test with the URL of a new store of each kind.
func onBothURLs(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "gouji.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, postgres.Database(t)) })
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
