package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// views are the names of the store's views.
func views(t *testing.T, s *Store) []string {
	t.Helper()
	found, err := s.read.QueryContext(t.Context(), "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
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

// filled is a store in which every view has a row, and the file it is in.
func filled(t *testing.T) (*Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gouji.db")
	s := openStore(t, path)
	sha := saveDocument(t, s, "a")
	correct(t, s, testCorrection(sha, "2134.20"))
	check(t, s, []string{sha}, testFinding("a", sha, "1"))
	judge(t, s, "a", Confirmed, "")
	run := begun(t, s)
	sighted(t, s, sighting(run, "http://x/1", sha))
	if err := s.SaveSiteRun(t.Context(), SiteRun{Run: run, Site: "x", Started: noon(), Finished: noon()}); err != nil {
		t.Fatal(err)
	}
	return s, path
}

func TestViewsHaveRows(t *testing.T) {
	s, _ := filled(t)
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
	s, path := filled(t)
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
	s, _ := filled(t)
	for _, name := range views(t, s) {
		_, section, found := strings.Cut(string(data), "\n### "+name+"\n")
		if !found {
			t.Errorf("%s is not described", name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n#")
		columns, err := s.read.QueryContext(t.Context(), "SELECT * FROM "+name+" LIMIT 0")
		if err != nil {
			t.Fatal(err)
		}
		names, err := columns.Columns()
		if closeErr := columns.Close(); err != nil || closeErr != nil {
			t.Fatal(err, closeErr)
		}
		for _, column := range names {
			if !strings.Contains(section, "`"+column+"`") {
				t.Errorf("%s: column %s is not described", name, column)
			}
		}
	}
}
