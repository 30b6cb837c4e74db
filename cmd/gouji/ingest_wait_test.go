package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// endingLines are those a run says at its end.
func endingLines(stderr string) []string {
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	return lines[max(0, len(lines)-2):]
}

// TestIngestWait: an ingest that waits for the workers says of every document what became of it, and ends as one that read them itself,
// also over a restart of the server.
func TestIngestWait(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program several times")
	}
	dir := manyDocuments(t, 6)
	alone := ingest(t, filepath.Join(t.TempDir(), "gouji.db"), dir)
	s, server := newShared(t), postgres.Server(t)
	seen, restarted := 0, false
	waits := s.listen(t, s.command("ingest", "--wait", dir), func(line string) {
		if strings.Contains(line, "pages,") {
			seen++
		}
		if seen == 2 && !restarted {
			restarted = true
			if err := errors.Join(server.Stop(), server.Run()); err != nil {
				t.Error(err)
			}
		}
	})
	worker := s.start(t, func(string) {})
	out := waits.wait(t)
	if out.code != alone.code {
		t.Errorf("it ended with %d, and with %d alone:\n%s", out.code, alone.code, out.stderr)
	}
	if diff := cmp.Diff(endingLines(alone.stderr), endingLines(out.stderr)); diff != "" {
		t.Errorf("alone (-), waiting (+):\n%s", diff)
	}
	if seen != 6 || !strings.Contains(out.stderr, "[7/7]") || strings.Count(out.stderr, "could not be read") != 1 {
		t.Errorf("the documents are not named one by one:\n%s", out.stderr)
	}
	if again := s.run(t, "ingest", "--wait", dir); !strings.Contains(again.stderr, "0 read, 6 unchanged, 1 failed") {
		t.Errorf("with nothing to wait for: %d\n%s", again.code, again.stderr)
	}
	if err := worker.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	worker.wait(t)
}

// TestIngestWaitInterrupted: stopped, it leaves the documents to the workers and says so.
func TestIngestWaitInterrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program several times")
	}
	s, dir := newShared(t), manyDocuments(t, 1)
	cmd := s.command("ingest", "--wait", dir)
	queued := 0
	out := s.listen(t, cmd, func(line string) {
		if strings.HasSuffix(line, "queued") {
			if queued++; queued == 2 {
				interrupt(t, cmd)
			}
		}
	}).wait(t)
	if out.code != exitPartial || !strings.Contains(out.stderr, "left") {
		t.Errorf("%d: %s", out.code, out.stderr)
	}
	if out := s.run(t, "worker", "--until-done"); !strings.Contains(out.stderr, "1 read, 0 unchanged, 1 failed") {
		t.Errorf("the workers go on: %s", out.stderr)
	}
}

func interrupt(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
}
