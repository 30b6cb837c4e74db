package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// TestRestart ends the server several times, as a crash does, while a process saves documents: it goes on by itself, and
// every document is there once.
func TestRestart(t *testing.T) {
	url := postgres.Database(t)
	server := postgres.Server(t)
	cmd, lines := startChild(t, url, "a")
	said := 0
	for lines.Scan() {
		if said++; said%8 == 0 && said < childCount {
			if err := errors.Join(server.Stop(), server.Run()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err != nil || said != childCount {
		t.Errorf("%d documents, %v", said, err)
	}
	s := openURL(t, url)
	sound(t, s)
	whole(t, s, childCount)
}

// TestCommitIsNotGuessed: where the connection is lost as a transaction ends, the server is asked what became of it.
func TestCommitIsNotGuessed(t *testing.T) {
	s := openURL(t, postgres.Database(t))
	sha := saveDocument(t, s, "a")
	check(t, s, []string{sha}, testFinding("a", sha, "1"))
	for range 30 {
		judge(t, s, "a", Confirmed, "")
		if _, err := s.write.ExecContext(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
			t.Fatal(err)
		}
	}
	if n := number(t, s, "SELECT count(*) FROM verdicts"); n != 30 {
		t.Errorf("%d verdicts, want 30", n)
	}
}

// TestCommitAfterACrash: a transaction whose number the server no longer knows, or has given to another, was not kept.
func TestCommitAfterACrash(t *testing.T) {
	s := openURL(t, postgres.Database(t))
	e, ok := s.engine.(postgresEngine)
	if !ok {
		t.Fatalf("the engine is %T", s.engine)
	}
	saveDocument(t, s, "a")
	var token, another string
	if err := s.read.QueryRowContext(t.Context(), "SELECT token, pg_current_xact_id()::TEXT FROM commits LIMIT 1").Scan(&token, &another); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		id, token string
		want      bool
	}{
		"unknown number":   {"900000000", "lost", false},
		"another's number": {another, "lost", false},
		"kept":             {another, token, true},
	} {
		if kept, err := e.kept(t.Context(), test.id, test.token); err != nil || kept != test.want {
			t.Errorf("%s: kept %v, %v, want %v", name, kept, err, test.want)
		}
	}
	if _, err := s.write.ExecContext(t.Context(), "UPDATE commits SET at = at - interval '2 days'"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BeginRun(t.Context(), Run{Command: "ingest", Started: noon()}); err != nil {
		t.Fatal(err)
	}
	if n := number(t, s, "SELECT count(*) FROM commits WHERE at < now() - interval '1 day'"); n != 0 {
		t.Errorf("%d old tokens are left", n)
	}
}

func TestLock(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		a, b := openURL(t, url), openURL(t, url)
		lock, err := a.Lock(t.Context(), "crawl")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Lock(t.Context(), "crawl"); !errors.Is(err, ErrLocked) {
			t.Errorf("locked twice: %v", err)
		}
		other, err := b.Lock(t.Context(), "check")
		if err := errors.Join(err, other.Unlock(t.Context())); err != nil {
			t.Errorf("another name: %v", err)
		}
		if err := lock.Keep(t.Context()); err != nil {
			t.Errorf("kept: %v", err)
		}
		if err := lock.Unlock(t.Context()); err != nil {
			t.Fatal(err)
		}
		lock, err = b.Lock(t.Context(), "crawl")
		if err := errors.Join(err, lock.Unlock(t.Context())); err != nil {
			t.Errorf("free again: %v", err)
		}
	})
}

// TestLost tells what a server's absence is from what is not: a full disk of this machine, an end that was asked for.
func TestLost(t *testing.T) {
	for _, test := range []struct {
		err  error
		want bool
	}{
		{&net.OpError{Op: "write", Err: syscall.EPIPE}, true},
		{fmt.Errorf("reading: %w", io.ErrUnexpectedEOF), true},
		{&pgconn.PgError{Code: "57P01"}, true},
		{&pgconn.PgError{Code: "53100"}, false},
		{&os.PathError{Op: "write", Err: syscall.ENOSPC}, false},
		{syscall.EAGAIN, false},
		{&net.OpError{Op: "read", Err: context.Canceled}, false},
	} {
		if got := lost(test.err); got != test.want {
			t.Errorf("%v: %t", test.err, got)
		}
	}
	if err := explain(&pgconn.PgError{Code: "53100"}); !errors.Is(err, ErrFull) {
		t.Errorf("a full disk of the server: %v", err)
	}
}

// TestLockEndsWithItsHolder: a connection that ends, as that of a process that was killed does, frees its lock. A holder that lives takes
// it again, unless another was faster.
func TestLockEndsWithItsHolder(t *testing.T) {
	url := postgres.Database(t)
	a, b := openURL(t, url), openURL(t, url)
	lock, err := a.Lock(t.Context(), "crawl")
	if err != nil {
		t.Fatal(err)
	}
	endHolders := func() {
		if _, err := b.write.ExecContext(t.Context(), "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"); err != nil {
			t.Fatal(err)
		}
	}
	endHolders()
	if err := lock.Keep(t.Context()); err != nil {
		t.Errorf("taken again: %v", err)
	}
	if _, err := b.Lock(t.Context(), "crawl"); !errors.Is(err, ErrLocked) {
		t.Errorf("taken again it is not locked: %v", err)
	}
	endHolders()
	other, err := b.Lock(t.Context(), "crawl")
	if err != nil {
		t.Fatal(err)
	}
	if err := lock.Keep(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("another has it: %v", err)
	}
	if err := errors.Join(other.Unlock(t.Context()), lock.Keep(t.Context()), lock.Unlock(t.Context()), lock.Unlock(t.Context())); err != nil {
		t.Errorf("the other ends, and it is taken again: %v", err)
	}
}

// TestTextOfAnyBytes: names of files that are no UTF-8, and texts with characters the database refuses, are kept.
func TestTextOfAnyBytes(t *testing.T) {
	for text, want := range map[string]string{"预算": "预算", "\xb9\xfa.pdf": `\xB9\xFA.pdf`, "a\x00b": "a\uFFFDb", "\uFFFD": "\uFFFD"} {
		if got := acceptable(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
	s := openURL(t, postgres.Database(t))
	a, b := testHash("a", 0), testHash("b", 0)
	saw(t, s, "/x/\xb9\xfa.pdf", a)
	saw(t, s, "/x/\xb9\xfb.pdf", b)
	if d := document(t, s, a); d.Path != `/x/\xB9\xFA.pdf` || !d.Current {
		t.Errorf("the document is %+v", d)
	}
	if again := saw(t, s, "/x/\xb9\xfa.pdf", a); again.State != Fetched || !again.Current {
		t.Errorf("found again it is %+v", again)
	}
}

// TestOpenPostgresRefuses: what cannot be a store says why, and no error shows the password.
func TestOpenPostgresRefuses(t *testing.T) {
	foreign, newer := postgres.Database(t), postgres.Database(t)
	s := openURL(t, newer)
	if _, err := s.write.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)"); err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(newer[strings.LastIndex(newer, "/test"):], "?")
	latin := strings.Replace(newer, name, name+"_latin", 1)
	if _, err := s.write.ExecContext(t.Context(), "CREATE DATABASE "+name[1:]+"_latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'"); err != nil {
		t.Fatal(err)
	}
	makeForeignDatabase(t, foreign)
	for _, test := range []struct {
		name, url string
		mode      Mode
		want      error
	}{
		{"nothing there", postgres.Database(t), Existing, ErrMissing},
		{"no such database", strings.Replace(newer, "/test", "/none", 1), Create, ErrURL},
		{"another program's", foreign, Create, ErrForeign},
		{"another encoding", latin, Create, ErrForeign},
		{"a later version's", newer, Create, ErrForeign},
	} {
		other, err := Open(t.Context(), test.url, test.mode)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
		if err == nil {
			t.Error(other.Close())
		}
	}
}

func makeForeignDatabase(t *testing.T, url string) {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), "CREATE TABLE theirs (a INTEGER)")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestBoxesAreTheSame: both databases round coordinates alike.
func TestBoxesAreTheSame(t *testing.T) {
	lite, postgres := openStore(t, filepath.Join(t.TempDir(), "gouji.db")), openURL(t, postgres.Database(t))
	for _, x := range []float64{0, 72, 62.625, 554.6249999999999, 554.625, 1.0 / 3, 2e-9, 0.005, -3.125, 841.8899999999999, 120.3} {
		var a, b string
		if err := lite.read.QueryRowContext(t.Context(), "SELECT json_array(round($1, 2))", x).Scan(&a); err != nil {
			t.Fatal(err)
		}
		if err := postgres.read.QueryRowContext(t.Context(), "SELECT '[' || json_points($1) || ']'", x).Scan(&b); err != nil {
			t.Fatal(err)
		}
		if a != b {
			t.Errorf("%v: SQLite %s, PostgreSQL %s", x, a, b)
		}
	}
}

// TestSchemas: two stores in one database, each in a schema of its own, know nothing of each other.
func TestSchemas(t *testing.T) {
	url := postgres.Database(t)
	first := openURL(t, url)
	if _, err := first.write.ExecContext(t.Context(), "CREATE SCHEMA other"); err != nil {
		t.Fatal(err)
	}
	second := openURL(t, url+"&search_path=other")
	fillViews(t, second)
	sound(t, second)
	if n, m := number(t, first, "SELECT count(*) FROM documents"), number(t, second, "SELECT count(*) FROM documents"); n != 0 || m == 0 {
		t.Errorf("%d and %d documents", n, m)
	}
}

// TestLargePage: a page with more text than an index row takes is found from its first word to its last.
func TestLargePage(t *testing.T) {
	s := openURL(t, postgres.Database(t))
	sha := testHash("a", 0)
	saw(t, s, "/x/1.xlsx", sha)
	r := testResult(sha)
	for i := range r.Tables[0].Cells {
		r.Tables[0].Cells[i].Text = strings.Repeat(fmt.Sprintf("项目%d ", i), 1000) + strings.Repeat("长", 3000) + strings.Repeat("x", 3000)
	}
	if err := s.SaveReading(t.Context(), Reading{SHA256: sha, ExtractorVersion: "1", Result: r, Time: noon()}); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"项目0", "项目199", strings.Repeat("x", 3000)} {
		if hits := found(t, s, word); len(hits) != 1 || hits[0].Page != 8 || hits[0].Pages != 1 {
			t.Errorf("%.10s gives %+v", word, hits)
		}
	}
}
