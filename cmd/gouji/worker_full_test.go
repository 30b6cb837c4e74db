package main

import (
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

// onDisk is a store on PostgreSQL whose database is on a disk of its own.
func onDisk(t *testing.T, disk string) shared {
	t.Helper()
	s := newShared(t)
	db, err := sql.Open("pgx", s.url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("disk%d", time.Now().UnixNano())
	for _, statement := range []string{"CREATE TABLESPACE " + name + " LOCATION '" + disk + "'", "CREATE DATABASE " + name + " TABLESPACE " + name} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		db, err := sql.Open("pgx", s.url)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, statement := range []string{"DROP DATABASE " + name + " WITH (FORCE)", "DROP TABLESPACE " + name} {
			// The test's context has ended.
			if _, err := db.Exec(statement); err != nil { //nolint:noctx // at the end
				t.Error(err)
			}
		}
	})
	u, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	// The first connection writes a file without which the server takes none.
	first, err := sql.Open("pgx", u.String())
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if err := first.PingContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	return shared{url: u.String(), originals: s.originals}
}

// TestServerDiskFull: a disk of the database server that is full is named by ingest and by the worker, which waits for room, and goes
// on by itself when there is some; every document is there once.
func TestServerDiskFull(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program several times")
	}
	dir := manyDocuments(t, 8)
	want := single(t, dir)
	disk := smallDisk(t, "256m", "postgres")
	s := onDisk(t, disk)
	fill(t, disk, 100<<10)
	if out := s.run(t, "ingest", dir); out.code != exitPartial || !strings.Contains(out.stderr, "the disk is full") {
		t.Errorf("ingest with the disk full: %d %s", out.code, out.stderr)
	}
	enlarge(t, disk, "256m")
	if out := s.run(t, "ingest", dir); out.code != 0 {
		t.Fatalf("ingest: %d %s", out.code, out.stderr)
	}
	fill(t, disk, 1<<20)
	room := false
	w := s.start(t, func(line string) {
		if !room && strings.Contains(line, "the disk is full") {
			room = true
			enlarge(t, disk, "256m")
		}
	}, "--until-done")
	if out := w.wait(t); !strings.Contains(out.stderr, "1 failed") || !room {
		t.Errorf("the worker ended with %d:\n%s", out.code, out.stderr)
	}
	sameAsSingle(t, want, s)
}
