package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
)

// TestStoreOfTheFirstVersion: a store made before there were verdicts is brought up to date with its findings, which
// can be judged at once; the next check finds the same figures.
func TestStoreOfTheFirstVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gouji.db")
	sha := testHash("a", 0)
	before(t, path, 1,
		"INSERT INTO runs (command, program_version, extractor_version, started) VALUES ('ingest', '', '', '')",
		"INSERT INTO documents (sha256, size, state, first_seen, changed, checked_run) VALUES ('"+sha+"', 1, 'checked', '', '', 1)",
		`INSERT INTO findings VALUES ('a', 1, 0, 'D04', 'error', 'contradiction', '', '', '', '', '', '', '', '', '', '300000 + 161000 = 2500000',
  '2500000', '1', '-2039000', '元', '{"id":"a","formula":"300000 + 161000 = 2500000","expected":"2500000","found":"1","difference":"-2039000","unit":"元"}', 1, 1, 1)`)
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

// before makes a store of an earlier version of the schema, and fills it.
func before(t *testing.T, path string, version int64, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// TestCorrectionsComeAlong: a store in which figures were corrected before cells knew of it has them in its cells.
func TestCorrectionsComeAlong(t *testing.T) {
	path, sha := filepath.Join(t.TempDir(), "gouji.db"), testHash("a", 0)
	before(t, path, 11, "INSERT INTO documents (sha256, size, state, first_seen, changed) VALUES ('"+sha+"', 1, 'extracted', '', '')",
		"INSERT INTO tables VALUES (1, 0, 'p1t1', '', '', '[1]', 1, 2, 0, '[]', '[]')",
		"INSERT INTO cells VALUES (1, 'p1t1', 0, 0, 1, 1, ' 86.40', 1, 0, 0, 50, 10, 'text', 1, '')",
		"INSERT INTO cells VALUES (1, 'p1t1', 0, 1, 1, 1, '86.40', 1, 50, 0, 100, 10, 'text', 1, '')",
		`INSERT INTO facts VALUES (1, 0, 'x', NULL, NULL, '', '', '', '', 'number', '84.60', '84.60', '', 2, '84.60', '', 1, 1, 1, 49, 9, 'p1t1', 0, 0,
  'person', 1, '', '')`,
		"INSERT INTO corrections (document, page, x0, y0, x1, y1, was, correct, why, reviewer, at) VALUES (1, 1, 1, 1, 49, 9, '86.40', '84.60', '', 'li', '')")
	s := openStore(t, path)
	got := rows(t, s, View{Name: "v_cells", Order: "cell_col", Columns: []string{"text", "source", "read_as"}})
	want := [][]any{{"84.60", "person", " 86.40"}, {"86.40", "text", nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells: want (-), got (+):\n%s", diff)
	}
	if got := rows(t, s, View{Name: "v_facts", Order: "seq", Columns: []string{"printed", "read_as"}}); !cmp.Equal(got, [][]any{{"84.60", "86.40"}}) {
		t.Errorf("figures: %v", got)
	}
	if n := number(t, s, "SELECT count(*) FROM v_corrections WHERE reviewer = 'li'"); n != 1 {
		t.Errorf("%d corrections, want the one there was", n)
	}
}
