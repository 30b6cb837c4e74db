package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"
)

// TestStoreOfTheFirstVersion: a store made before there were verdicts is brought up to date with its findings, which
// can be judged at once; the next check finds the same figures.
func TestStoreOfTheFirstVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gouji.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	sha := testHash("a", 0)
	for _, statement := range []string{
		"INSERT INTO runs (command, program_version, extractor_version, started) VALUES ('ingest', '', '', '')",
		"INSERT INTO documents (sha256, size, state, first_seen, changed, checked_run) VALUES ('" + sha + "', 1, 'checked', '', '', 1)",
		`INSERT INTO findings VALUES ('a', 1, 0, 'D04', 'error', 'contradiction', '', '', '', '', '', '', '', '', '', '300000 + 161000 = 2500000',
  '2500000', '1', '-2039000', '元', '{"id":"a","formula":"300000 + 161000 = 2500000","expected":"2500000","found":"1","difference":"-2039000","unit":"元"}', 1, 1, 1)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := openStore(t, path)
	judge(t, s, "a", Dismissed, "口径不同")
	if got := standing(t, s, sha, "a"); got != "new/dismissed" {
		t.Errorf("brought up to date it is %s", got)
	}
	check(t, s, []string{sha}, testFinding("a", sha, "1"))
	if got := standing(t, s, sha, "a"); got != "unchanged/dismissed" {
		t.Errorf("found again it is %s", got)
	}
	check(t, s, []string{sha}, testFinding("a", sha, "2"))
	if got := standing(t, s, sha, "a"); got != "reopened/" {
		t.Errorf("with other figures it is %s", got)
	}
	sound(t, s)
}
