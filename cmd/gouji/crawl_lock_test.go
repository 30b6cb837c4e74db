package main

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// heldCrawl is a crawl into a store on PostgreSQL that waits for its site until it is let go on.
type heldCrawl struct {
	shared
	config string
	hold   chan struct{}
	*running
}

func newHeldCrawl(t *testing.T) *heldCrawl {
	t.Helper()
	c := &heldCrawl{shared: newShared(t), config: filepath.Join(t.TempDir(), "sites.yaml"), hold: make(chan struct{})}
	reached := make(chan struct{}, 8)
	url := serveSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reached <- struct{}{}
		select {
		case <-c.hold:
		case <-r.Context().Done():
		}
		http.NotFound(w, r)
	}))
	writeFile(t, c.config, []byte("contact: a@example.org\nsites:\n- {id: a, entries: [\""+url+"/\"]}\n"))
	c.running = c.listen(t, c.crawl(), func(string) {})
	<-reached
	return c
}

// crawl is the command, at a time at which waiting for the site takes none.
func (c *heldCrawl) crawl() *exec.Cmd {
	cmd := exec.Command("gouji-at", "crawl", "--allow-loopback", "--no-warc", "--config", c.config, "--lang", "en", "--store", c.url,
		"--originals", c.originals)
	cmd.Env = append(os.Environ(), "GOUJI_TEST_AT=2026-03-01T01:00:00Z")
	return cmd
}

// locks asks the server about locks; the database is the test's own.
func locks(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// until waits until a question about the locks of this database is answered with yes.
func until(t *testing.T, db *sql.DB, condition string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		yes := false
		// While the server is away there is no answer.
		err := db.QueryRowContext(t.Context(), "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = "+
			"(SELECT oid FROM pg_database WHERE datname = current_database()) AND "+condition+")").Scan(&yes)
		if yes {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("no lock with %s: %v", condition, err)
		}
	}
}

// TestCrawlLockAfterRestart: a server that is restarted frees the lock of a run under way, which takes it again and goes on; another
// run is refused as before.
func TestCrawlLockAfterRestart(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a server")
	}
	c := newHeldCrawl(t)
	server := postgres.Server(t)
	if err := errors.Join(server.Stop(), server.Run()); err != nil {
		t.Fatal(err)
	}
	until(t, locks(t, c.url), "granted")
	if out := finished(t, c.crawl()); out.code != exitPartial || !strings.Contains(out.stderr, "another crawl over this store is under way") {
		t.Errorf("a second run: %d %s", out.code, out.stderr)
	}
	close(c.hold)
	if out := c.wait(t); out.code != exitPartial || strings.Contains(out.stderr, "lock") {
		t.Errorf("the run ended with %d: %s", out.code, out.stderr)
	}
	if out := output(t, c.command("runs")); !strings.Contains(out, "partial") || strings.Contains(out, "interrupted") {
		t.Errorf("the runs are\n%s", out)
	}
}

// TestCrawlOvertaken: where another has the lock before the run can take it again, the run ends and says why.
func TestCrawlOvertaken(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a server")
	}
	c := newHeldCrawl(t)
	defer close(c.hold)
	db := locks(t, c.url)
	var class, object, holder int64
	if err := db.QueryRowContext(t.Context(), "SELECT classid, objid, pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "+
		"(SELECT oid FROM pg_database WHERE datname = current_database())").Scan(&class, &object, &holder); err != nil {
		t.Fatal(err)
	}
	other, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Who waits for the lock has it before anyone who asks once it is free.
	got := make(chan error, 1)
	go func() {
		_, err := other.ExecContext(t.Context(), "SELECT pg_advisory_lock($1, $2)", int32(uint32(class)), int32(uint32(object)))
		got <- err
	}()
	until(t, db, "NOT granted")
	if _, err := db.ExecContext(t.Context(), "SELECT pg_terminate_backend($1)", holder); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Fatal(err)
	}
	if out := c.wait(t); out.code != exitPartial || !strings.Contains(out.stderr, "another crawl over this store has taken it") {
		t.Errorf("the run ended with %d: %s", out.code, out.stderr)
	}
	if out := output(t, c.command("runs")); !strings.Contains(out, "interrupted") {
		t.Errorf("the runs are\n%s", out)
	}
}
