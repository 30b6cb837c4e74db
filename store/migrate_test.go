package store

import (
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
)

// TestStoreOfTheFirstVersion: a store made before there were verdicts is brought up to date with its findings, which
// can be judged at once; the next check finds the same figures.
func TestStoreOfTheFirstVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gouji.db")
	sha := testHash("a", 0)
	makeVersion(t, "sqlite3", path, 1, []string{
		"INSERT INTO runs (command, program_version, extractor_version, started) VALUES ('ingest', '', '', '')",
		"INSERT INTO documents (sha256, size, state, first_seen, changed, checked_run) VALUES ('" + sha + "', 1, 'checked', '', '', 1)",
		`INSERT INTO findings VALUES ('a', 1, 0, 'D04', 'error', 'contradiction', '', '', '', '', '', '', '', '', '', '300000 + 161000 = 2500000',
  '2500000', '1', '-2039000', '元', '{"id":"a","formula":"300000 + 161000 = 2500000","expected":"2500000","found":"1","difference":"-2039000","unit":"元"}', 1, 1, 1)`,
	})
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

// makeVersion makes a store as an earlier version of the schema had it, with rows.
func makeVersion(t *testing.T, driver, name string, version int64, statements []string) {
	t.Helper()
	db, err := sql.Open(driver, name)
	if err != nil {
		t.Fatal(err)
	}
	dialect, folder := goose.DialectSQLite3, "migrations/sqlite"
	if driver == "pgx" {
		dialect, folder = goose.DialectPostgres, "migrations/postgres"
	}
	dir, err := fs.Sub(migrations, folder)
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(dialect, db, dir)
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
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCorrectionsComeAlong: a store in which figures were corrected before cells knew of it has them in its cells.
func TestCorrectionsComeAlong(t *testing.T) {
	path, sha := filepath.Join(t.TempDir(), "gouji.db"), testHash("a", 0)
	makeVersion(t, "sqlite3", path, 11, []string{"INSERT INTO documents (sha256, size, state, first_seen, changed) VALUES ('" + sha + "', 1, 'extracted', '', '')",
		"INSERT INTO tables VALUES (1, 0, 'p1t1', '', '', '[1]', 1, 2, 0, '[]', '[]')",
		"INSERT INTO cells VALUES (1, 'p1t1', 0, 0, 1, 1, ' 86.40', 1, 0, 0, 50, 10, 'text', 1, '')",
		"INSERT INTO cells VALUES (1, 'p1t1', 0, 1, 1, 1, '86.40', 1, 50, 0, 100, 10, 'text', 1, '')",
		`INSERT INTO facts VALUES (1, 0, 'x', NULL, NULL, '', '', '', '', 'number', '84.60', '84.60', '', 2, '84.60', '', 1, 1, 1, 49, 9, 'p1t1', 0, 0,
  'person', 1, '', '')`,
		"INSERT INTO corrections (document, page, x0, y0, x1, y1, was, correct, why, reviewer, at) VALUES (1, 1, 1, 1, 49, 9, '86.40', '84.60', '', 'li', '')"})
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

// TestStoreWithVerdicts: a store of the version before explanations and corrections keeps its verdicts, in their order, which hold as
// before and are never changed; what is new can be said of them.
func TestStoreWithVerdicts(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		driver, name := "pgx", url
		if path, lite := strings.CutPrefix(url, "sqlite:"); lite {
			driver, name = "sqlite3", path
		}
		sha := testHash("a", 0)
		f := testFinding("a", sha, "1")
		verdict := "INSERT INTO verdicts (finding, document, verdict, why, reviewer, at, value_hash) VALUES ('a', 1, '%s', '%s', 'li', '%s', '" + f.ValueHash() + "')"
		makeVersion(t, driver, name, 10, []string{
			"INSERT INTO runs (command, program_version, extractor_version, started) VALUES ('ingest', '', '', '')",
			"INSERT INTO documents (sha256, size, state, first_seen, changed, checked_run) VALUES ('" + sha + "', 1, 'checked', '', '', 1)",
			"INSERT INTO findings VALUES ('a', 1, 0, 'D04', 'error', 'contradiction', '', '', '', '', '', '', '', '', '', '300000 + 161000 = 2500000', " +
				"'2500000', '1', '-2039000', '元', '{\"id\":\"a\"}', 1, 1, 1, '" + f.ValueHash() + "')",
			fmt.Sprintf(verdict, "confirmed", "", "2026-03-01T00:00:00Z"), fmt.Sprintf(verdict, "dismissed", "口径不同", "2026-03-02T00:00:00Z"),
		})
		s := openURL(t, url)
		if got := standing(t, s, sha, "a"); got != "new/dismissed" {
			t.Errorf("brought up to date it is %s", got)
		}
		check(t, s, []string{sha}, f)
		if got := standing(t, s, sha, "a"); got != "unchanged/dismissed" {
			t.Errorf("found again it is %s", got)
		}
		for _, statement := range []string{"UPDATE verdicts SET why = ''", "DELETE FROM verdicts"} {
			if _, err := s.write.ExecContext(t.Context(), statement); err == nil {
				t.Errorf("%s is done", statement)
			}
		}
		judge(t, s, "a", Explained, "单位复函")
		if got := standing(t, s, sha, "a"); got != "unchanged/explained" {
			t.Errorf("explained it is %s", got)
		}
		if n := number(t, s, "SELECT count(*) FROM verdicts"); n != 3 {
			t.Errorf("%d verdicts, want 3", n)
		}
		sound(t, s)
	})
}
