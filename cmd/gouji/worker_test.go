package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gouji/store/pgtest"
)

// postgres is the PostgreSQL of these tests; tidied removes it.
var postgres pgtest.Shared

// shared is a store on PostgreSQL with its originals, as the flags name them.
type shared struct {
	url       string
	originals string
}

func newShared(t *testing.T) shared {
	t.Helper()
	return shared{url: postgres.Database(t), originals: t.TempDir()}
}

// command is a call of the program over the shared store.
func (s shared) command(args ...string) *exec.Cmd {
	return exec.Command("gouji", append(args, "--lang", "en", "--store", s.url, "--originals", s.originals)...)
}

// run runs the program to its end.
func (s shared) run(t *testing.T, args ...string) outcome {
	t.Helper()
	return finished(t, s.command(args...))
}

// running is a command under way and what it says.
type running struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
	said  *strings.Builder
	ended chan struct{}
}

// start starts a worker; each line it says is handed to heard.
func (s shared) start(t *testing.T, heard func(line string), args ...string) *running {
	t.Helper()
	return s.listen(t, s.command(append([]string{"worker", "--jobs", "1"}, args...)...), heard)
}

// listen starts a command; each line it says is handed to heard.
func (s shared) listen(t *testing.T, cmd *exec.Cmd, heard func(line string)) *running {
	t.Helper()
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := &running{cmd, bufio.NewScanner(pipe), &strings.Builder{}, make(chan struct{})}
	go func() {
		defer close(r.ended)
		for r.lines.Scan() {
			fmt.Fprintln(r.said, r.lines.Text())
			heard(r.lines.Text())
		}
		_ = cmd.Wait() // the exit status says how it ended
	}()
	return r
}

// wait waits for its end.
func (r *running) wait(t *testing.T) outcome {
	t.Helper()
	select {
	case <-r.ended:
	case <-time.After(3 * time.Minute):
		_ = r.cmd.Process.Kill()
		<-r.ended
		t.Fatalf("it does not end:\n%s", r.said)
	}
	return outcome{r.cmd.ProcessState.ExitCode(), r.said.String()}
}

// single is what an ingest of a folder into SQLite comes to, under the names that documents have in a shared store.
func single(t *testing.T, dir string) map[string][][]any {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gouji.db")
	ingest(t, path, dir)
	return content(t, "sqlite:"+path)
}

// sameAsSingle fails the test unless a shared store holds what a single one does: every document once, whole, with the
// same findings. Paths have the machine's name before them, and are not compared.
func sameAsSingle(t *testing.T, want map[string][][]any, s shared) {
	t.Helper()
	got := content(t, s.url)
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		for _, row := range got[name] {
			if text, ok := row[0].(string); ok {
				row[0] = strings.TrimPrefix(text, host+":")
			}
		}
		if diff := cmp.Diff(want[name], got[name]); diff != "" {
			t.Errorf("%s: SQLite, one process (-), PostgreSQL, workers (+):\n%.2000s", name, diff)
		}
	}
}

// TestWorkers has three workers read what was queued, ends one with SIGKILL in the midst, and finds every document once,
// as one process reads them into SQLite.
func TestWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program several times")
	}
	dir := manyDocuments(t, 24)
	want := single(t, dir)
	s := newShared(t)
	if out := s.run(t, "ingest", dir); out.code != 0 || !strings.Contains(out.stderr, "25 queued") {
		t.Fatalf("ingest: %d\n%s", out.code, out.stderr)
	}
	killed := make(chan struct{})
	var once sync.Once
	victim := s.start(t, func(string) { once.Do(func() { close(killed) }) })
	others := []*running{s.start(t, func(string) {}, "--until-done"), s.start(t, func(string) {}, "--until-done")}
	<-killed
	if err := victim.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	said := victim.wait(t).stderr
	for _, r := range others {
		out := r.wait(t)
		said += out.stderr
		if out.code != exitPartial && out.code != exitFindings {
			t.Errorf("a worker ended with %d:\n%s", out.code, out.stderr)
		}
	}
	if !strings.Contains(said, "it had in hand are queued again") {
		t.Errorf("nobody took up what the dead worker had in hand:\n%s", said)
	}
	sameAsSingle(t, want, s)
	if out := s.run(t, "store", "check"); out.code != 0 {
		t.Errorf("store check: %s", out.stderr)
	}
	if out := s.run(t, "ingest", dir); !strings.Contains(out.stderr, "0 queued, 24 unchanged, 1 failed") {
		t.Errorf("ingest again: %s", out.stderr)
	}
}

// TestWorkerRestartedServer ends the server several times, as a crash does, while a worker reads; it goes on by itself.
func TestWorkerRestartedServer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program several times")
	}
	dir := manyDocuments(t, 12)
	want := single(t, dir)
	s := newShared(t)
	server := postgres.Server(t)
	s.run(t, "ingest", dir)
	lines := make(chan string, 1000)
	w := s.start(t, func(line string) { lines <- line }, "--until-done")
	for range 3 {
		<-lines
		if err := errors.Join(server.Stop(), server.Run()); err != nil {
			t.Fatal(err)
		}
	}
	if out := w.wait(t); !strings.Contains(out.stderr, "1 failed") {
		t.Errorf("the worker ended with %d:\n%s", out.code, out.stderr)
	}
	sameAsSingle(t, want, s)
}

// TestWorkerRebuilds: the queue is dropped, and made again from the store; a worker that is asked to stop finishes what it
// has in hand.
func TestWorkerRebuilds(t *testing.T) {
	dir := manyDocuments(t, 2)
	s := newShared(t)
	s.run(t, "ingest", dir)
	w := s.start(t, func(string) {})
	if err := w.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	w.wait(t)
	out := s.run(t, "worker", "--until-done", "--rebuild")
	if !strings.Contains(out.stderr, "made again from the states") || !strings.Contains(out.stderr, "findings:") {
		t.Errorf("%d\n%s", out.code, out.stderr)
	}
	states := map[string]int{}
	for _, row := range content(t, s.url)["v_documents"] {
		states[fmt.Sprint(row[9])]++
	}
	if diff := cmp.Diff(map[string]int{"checked": 2, "failed": 1}, states); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

// TestQueueingDisturbed ends an ingest with SIGKILL as it queues, and the server, as a crash does, under the next one; then
// every document is queued, and read once.
func TestQueueingDisturbed(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program several times")
	}
	dir := manyDocuments(t, 8)
	want := single(t, dir)
	s := newShared(t)
	server := postgres.Server(t)
	for _, disturb := range []func(*exec.Cmd) error{
		func(cmd *exec.Cmd) error { return cmd.Process.Kill() },
		func(*exec.Cmd) error { return errors.Join(server.Stop(), server.Run()) },
	} {
		cmd := s.command("ingest", "--force", "--jobs", "1", dir)
		n := 0
		s.listen(t, cmd, func(string) {
			if n++; n == 3 {
				if err := disturb(cmd); err != nil {
					t.Error(err)
				}
			}
		}).wait(t)
	}
	if out := s.run(t, "ingest", dir); !strings.Contains(out.stderr, "9 queued") {
		t.Errorf("ingest: %d\n%s", out.code, out.stderr)
	}
	if out := s.run(t, "worker", "--until-done"); !strings.Contains(out.stderr, "8 read, 0 unchanged, 1 failed") {
		t.Errorf("worker: %d\n%s", out.code, out.stderr)
	}
	sameAsSingle(t, want, s)
}

// TestWorkerUsage: what a store on PostgreSQL needs is said.
func TestWorkerUsage(t *testing.T) {
	out := finished(t, exec.Command("gouji", "worker", "--lang", "en", "--store", "sqlite:"+filepath.Join(t.TempDir(), "gouji.db")))
	if out.code != exitUsage || !strings.Contains(out.stderr, "gouji ingest reads by itself") {
		t.Errorf("%d: %s", out.code, out.stderr)
	}
	s := newShared(t)
	out = finished(t, exec.Command("gouji", "ingest", "--store", s.url, t.TempDir()))
	if out.code != exitUsage || !strings.Contains(out.stderr, "needs --originals") {
		t.Errorf("%d: %s", out.code, out.stderr)
	}
}

// TestQueueingArchive: what is in an archive is called by its name there, kept with the originals, and read by a worker when
// what was unpacked is gone.
func TestQueueingArchive(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.zip"), zipped(t, entry{name: "2026/表.xlsx", data: budgetSheet(t)}))
	s := newShared(t)
	for _, want := range []string{"1 queued", "1 queued"} { // the second finds it queued, and no other file
		if out := s.run(t, "ingest", dir); !strings.Contains(out.stderr, want) {
			t.Errorf("ingest: %d\n%s", out.code, out.stderr)
		}
	}
	s.run(t, "worker", "--until-done")
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	documents := content(t, s.url)["v_documents"]
	if len(documents) != 1 || documents[0][0] != host+":"+filepath.Join(dir, "a.zip")+"!2026/表.xlsx" || documents[0][9] != "checked" {
		t.Errorf("the documents are %v", documents)
	}
	if paths := content(t, s.url)["v_paths"]; len(paths) != 1 {
		t.Errorf("its paths are %v", paths)
	}
}
