package store

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// views are the names of the store's views.
func views(t *testing.T, s *Store) []string {
	t.Helper()
	query := "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"
	if onPostgres(s) {
		query = "SELECT viewname FROM pg_views WHERE schemaname = current_schema() ORDER BY viewname"
	}
	found, err := s.read.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	var names []string
	for found.Next() {
		var name string
		if err := found.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return names
}

// fillViews gives every view of a store a row.
func fillViews(t *testing.T, s *Store) {
	t.Helper()
	sha := saveDocument(t, s, "a")
	correct(t, s, testCorrection(sha, "2134.20"))
	check(t, s, []string{sha}, testFinding("a", sha, "1"))
	judge(t, s, "a", Confirmed, "")
	run := begun(t, s)
	sighted(t, s, sighting(run, "http://x/1", sha))
	if err := s.SaveSiteRun(t.Context(), SiteRun{Run: run, Site: "x", Started: noon(), Finished: noon()}); err != nil {
		t.Fatal(err)
	}
}

func TestViewsHaveRows(t *testing.T) { onBoth(t, testViewsHaveRows) }

func testViewsHaveRows(t *testing.T, s *Store) {
	fillViews(t, s)
	names := views(t, s)
	if len(names) == 0 {
		t.Fatal("no views")
	}
	for _, name := range names {
		if n := number(t, s, "SELECT count(*) FROM "+name); n == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

// TestViewsWithTheSQLiteShell asks the views with the sqlite3 of the machine, which is older than the one built in.
func TestViewsWithTheSQLiteShell(t *testing.T) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("needs the program sqlite3")
	}
	path := filepath.Join(t.TempDir(), "gouji.db")
	s := openStore(t, path)
	fillViews(t, s)
	for _, name := range views(t, s) {
		out, err := exec.Command(shell, "-readonly", path, "SELECT * FROM "+name).CombinedOutput()
		if err != nil || len(out) == 0 {
			t.Errorf("%s: %v: %s", name, err, out)
		}
	}
}

// TestViewsAreDescribed holds docs/store.md against the schema: every view and every column of it is named there.
func TestViewsAreDescribed(t *testing.T) {
	data, err := os.ReadFile("../docs/store.md")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t, filepath.Join(t.TempDir(), "gouji.db"))
	for _, name := range views(t, s) {
		_, section, found := strings.Cut(string(data), "\n### "+name+"\n")
		if !found {
			t.Errorf("%s is not described", name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n#")
		for _, column := range columnsOf(t, s, name) {
			if !strings.Contains(section, "`"+column+"`") {
				t.Errorf("%s: column %s is not described", name, column)
			}
		}
	}
}

// columnsOf are the names of a view's columns.
func columnsOf(t *testing.T, s *Store, view string) []string {
	t.Helper()
	rows, err := s.read.QueryContext(t.Context(), "SELECT * FROM "+view+" LIMIT 0")
	if err != nil {
		t.Fatal(err)
	}
	names, err := rows.Columns()
	if err := errors.Join(err, rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	return names
}

// TestViewsAreTheSame: both kinds of store have the same views with the same columns, and a row reads the same.
func TestViewsAreTheSame(t *testing.T) {
	lite, postgres := openStore(t, filepath.Join(t.TempDir(), "gouji.db")), openURL(t, postgres.Database(t))
	fillViews(t, lite)
	fillViews(t, postgres)
	if diff := cmp.Diff(views(t, lite), views(t, postgres)); diff != "" {
		t.Fatalf("SQLite (-), PostgreSQL (+):\n%s", diff)
	}
	for _, name := range views(t, lite) {
		columns := columnsOf(t, lite, name)
		if diff := cmp.Diff(columns, columnsOf(t, postgres, name)); diff != "" {
			t.Errorf("%s: SQLite (-), PostgreSQL (+):\n%s", name, diff)
			continue
		}
		if slices.Contains(columns, "x0") {
			columns = append(columns, BoxColumn)
		}
		if slices.Contains(columns, "cell_row") && slices.Contains(columns, "table_id") {
			columns = append(columns, PlaceColumn)
		}
		view := View{Name: name, Columns: columns, Order: strings.Join(columnsOf(t, lite, name), ", ")}
		if diff := cmp.Diff(rows(t, lite, view), rows(t, postgres, view)); diff != "" {
			t.Errorf("%s: SQLite (-), PostgreSQL (+):\n%s", name, diff)
		}
	}
}

// TestMigrationsOfBoth: from the first migration of PostgreSQL on, each has a file for both.
func TestMigrationsOfBoth(t *testing.T) {
	versions := map[string][]string{}
	for _, kind := range []string{"sqlite", "postgres"} {
		files, err := fs.Glob(migrations, "migrations/"+kind+"/*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if version, _, _ := strings.Cut(path.Base(file), "_"); version >= "00010" {
				versions[kind] = append(versions[kind], version)
			}
		}
	}
	if diff := cmp.Diff(versions["sqlite"], versions["postgres"]); diff != "" {
		t.Errorf("SQLite (-), PostgreSQL (+):\n%s", diff)
	}
}
