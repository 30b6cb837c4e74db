package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// noon is when everything in these tests happens.
func noon() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func openStore(t *testing.T, path string) *Store {
	t.Helper()
	return openURL(t, "sqlite:"+path)
}

// number asks the store's database for one number.
func number(t *testing.T, s *Store, query string, args ...any) int {
	t.Helper()
	var n int
	if err := s.read.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// sound fails the test where the database or its references are broken.
func sound(t *testing.T, s *Store) {
	t.Helper()
	if faults, err := s.engine.faults(t.Context(), s); err != nil || len(faults) > 0 {
		t.Errorf("faults: %v, %v", faults, err)
	}
}

func TestOpenMakesAStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "预算 50%?#.db")
	s := openStore(t, path)
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the store is not in the file it was asked to be in: %v", err)
	}
	for query, want := range map[string]string{"PRAGMA journal_mode": "wal", "PRAGMA foreign_keys": "1",
		"PRAGMA application_id": "1735357802", "SELECT max(version_id) FROM goose_db_version": "21"} {
		var got string
		if err := s.write.QueryRowContext(t.Context(), query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", query, got, err, want)
		}
	}
	if _, err := s.write.ExecContext(t.Context(), "INSERT INTO pages VALUES (99, 1, 0, 0, '', '', 0)"); err == nil {
		t.Error("a page of no document was accepted")
	}
	if _, err := s.read.ExecContext(t.Context(), "DELETE FROM documents"); err == nil {
		t.Error("a reading connection could write")
	}
	again := openStore(t, path)
	sound(t, again)
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.db")
	makeForeign(t, foreign)
	text := filepath.Join(dir, "text.db")
	write(t, text, "this is no database, and long enough to be taken for a header of one: it has 100 bytes and more")
	newer := filepath.Join(dir, "newer.db")
	makeNewer(t, newer)
	tests := []struct {
		name, url string
		mode      Mode
		want      error
	}{
		{"no scheme", filepath.Join(dir, "a.db"), Create, ErrURL},
		{"no path", "sqlite:", Create, ErrURL},
		{"no server", "postgres://user:secret@127.0.0.1:1/db", Create, ErrAway},
		{"no such option", "postgres://user:secret@host/db?sslmode=perhaps", Create, ErrURL},
		{"another scheme", "mysql://host/db", Create, ErrURL},
		{"nothing there", "sqlite:" + filepath.Join(dir, "none.db"), Existing, ErrMissing},
		{"no such folder", "sqlite:" + filepath.Join(dir, "no", "a.db"), Create, ErrDenied},
		{"a folder", "sqlite:" + dir, Create, ErrDenied},
		{"another program's database", "sqlite:" + foreign, Create, ErrForeign},
		{"no database", "sqlite:" + text, Create, ErrForeign},
		{"a later version's", "sqlite:" + newer, Create, ErrForeign},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := Open(t.Context(), test.url, test.mode)
			if err == nil {
				t.Fatal("it opened", s.Close())
			}
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error shows the password: %v", err)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func makeForeign(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE theirs (a)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	t.Cleanup(func() {
		if read(t, path) != before {
			t.Error("another program's database was changed")
		}
	})
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// makeNewer makes a store and marks it as one of a later version.
func makeNewer(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), "sqlite:"+path, Create)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.write.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestReadOnlyFolder puts a store on a file system that cannot be written, since permissions do not hold back root.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	mountTmpfs(t, dir, "ro,size=1m")
	_, err := Open(t.Context(), "sqlite:"+filepath.Join(dir, "gouji.db"), Create)
	if !errors.Is(err, ErrDenied) {
		t.Errorf("got %v, want %v", err, ErrDenied)
	}
}

// TestFullDisk fills a small disk with documents: the one that does not fit is refused with a clear error, those before
// it stay, and with room again the work goes on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	mountTmpfs(t, dir, "size=4m")
	path := filepath.Join(dir, "gouji.db")
	s, err := Open(t.Context(), "sqlite:"+path, Create)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := fill(t.Context(), s)
	if !errors.Is(err, ErrFull) {
		t.Fatalf("after %d documents: got %v, want %v", saved, err, ErrFull)
	}
	if saved == 0 {
		t.Fatal("no document fitted")
	}
	sound(t, s)
	if n := number(t, s, "SELECT count(*) FROM documents WHERE state = 'extracted'"); n != saved {
		t.Errorf("%d documents are kept, %d were saved", n, saved)
	}
	if n := number(t, s, "SELECT count(DISTINCT document) FROM cells"); n != saved {
		t.Errorf("%d documents have cells, %d were saved", n, saved)
	}
	// Closing may find no room to fold the log in; the log then stays and holds what was saved.
	_ = s.Close()
	if out, err := exec.Command("mount", "-o", "remount,size=32m", dir).CombinedOutput(); err != nil {
		t.Fatalf("making room: %v: %s", err, out)
	}
	s = openStore(t, path)
	sound(t, s)
	if n := number(t, s, "SELECT count(*) FROM documents WHERE state = 'extracted'"); n != saved {
		t.Errorf("opened again, %d documents are kept, %d were saved", n, saved)
	}
	saveDocument(t, s, "room")
}

// fill saves documents until there is an error.
func fill(ctx context.Context, s *Store) (saved int, err error) {
	for {
		if err := save(ctx, s, testHash("fill", saved)); err != nil {
			return saved, err
		}
		saved++
	}
}

// mountTmpfs mounts a small file system in memory; where that is not allowed the test is skipped.
func mountTmpfs(t *testing.T, dir, options string) {
	t.Helper()
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput()
	if err != nil {
		t.Skipf("needs the right to mount a small disk (root): %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", dir).CombinedOutput(); err != nil {
			t.Errorf("unmounting: %v: %s", err, out)
		}
	})
}
