package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFaults breaks a sound store in several ways; each is found.
func TestFaults(t *testing.T) {
	tests := []struct {
		name, statement, want string
	}{
		{"sound", "SELECT 1", ""},
		{"an orphan", "DELETE FROM tables", "not there"},
		{"no facts", "DELETE FROM fact_sets", "what it states is missing"},
		{"broken facts", "UPDATE fact_sets SET data = substr(data, 5)", "decoding the facts"},
		{"a fact lost", "DELETE FROM facts WHERE seq = 1", "of which the table has"},
		{"no ledger", "DELETE FROM ledger", "ledger is missing"},
		{"no file", "DELETE FROM paths", "no file is known"},
		{"not to be found", "DELETE FROM search_pages", "not in the index"},
		{"a state that lies", "UPDATE documents SET state = 'fetched'", "was not read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, s *Store) {
				fillViews(t, s)
				unchecked(t, s, test.statement)
				faults, err := s.Faults(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				said := ""
				for _, f := range faults {
					said += f.Subject + ": " + f.Message.EN + "\n"
				}
				if (test.want == "") != (said == "") || !strings.Contains(said, test.want) {
					t.Errorf("found %q, want %q", said, test.want)
				}
			})
		})
	}
}

// unchecked changes a store without its looking after references.
func unchecked(t *testing.T, s *Store, statement string) {
	t.Helper()
	off := "PRAGMA foreign_keys = OFF"
	if onPostgres(s) {
		off = "SET session_replication_role = replica"
	}
	conn, err := s.write.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{off, statement} {
		if _, err := conn.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestBackupOfADatabase: the error says how it is done.
func TestBackupOfADatabase(t *testing.T) {
	err := openURL(t, postgres.Database(t)).Backup(t.Context(), filepath.Join(t.TempDir(), "a"))
	if !errors.Is(err, ErrElsewhere) || !strings.Contains(err.Error(), "pg_dump") {
		t.Errorf("got %v", err)
	}
}

// TestBackup: the copy is a store with the same content, and no file is overwritten.
func TestBackup(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "gouji.db"))
	fillViews(t, s)
	path := filepath.Join(t.TempDir(), "backup '1'.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path); !errors.Is(err, os.ErrExist) {
		t.Errorf("a second backup to the same file: %v", err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the backup stands more: %v, %v", entries, err)
	}
	other := openStore(t, path)
	for _, name := range append(contents(), "findings", "verdicts", "ledger") {
		query := "SELECT count(*) FROM " + name
		if got, want := number(t, other, query), number(t, s, query); got != want {
			t.Errorf("%s: %d rows, want %d", name, got, want)
		}
	}
	if faults, err := other.Faults(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("the backup has faults: %v, %v", faults, err)
	}
	if hits := found(t, other, "收支情况"); len(hits) != 1 {
		t.Errorf("a search in the backup finds %v", hits)
	}
}
