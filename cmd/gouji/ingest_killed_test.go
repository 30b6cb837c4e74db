package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// The kills of the tests below, and the documents: GOUJI_TEST_KILLS=10 GOUJI_TEST_DOCUMENTS=…/corpus is the long form, which takes half an
// hour. Without them few copies of a sample are read.
const (
	killsVariable     = "GOUJI_TEST_KILLS"
	documentsVariable = "GOUJI_TEST_DOCUMENTS"
)

// killing is how often a test ends the program, at moments drawn by chance, and over which documents.
type killing struct {
	dir   string
	kills int
	draw  *rand.Rand
	// took is how long the undisturbed run took.
	took time.Duration
}

func newKilling(t *testing.T) *killing {
	t.Helper()
	k := &killing{dir: os.Getenv(documentsVariable), kills: 10}
	if k.dir == "" {
		k.dir = manyDocuments(t, 8)
	}
	if text := os.Getenv(killsVariable); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		k.kills = n
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	k.draw = rand.New(rand.NewPCG(seed, 0))
	return k
}

// whole is what an undisturbed run into SQLite gives.
func (k *killing) whole(t *testing.T) map[string][][]any {
	t.Helper()
	begun := time.Now()
	path := filepath.Join(t.TempDir(), "whole.db")
	ingest(t, path, "--jobs", "2", k.dir)
	k.took = time.Since(begun)
	want := content(t, "sqlite:"+path)
	t.Logf("undisturbed: %s, %d documents, %d pages, %d cells, %d facts, %d findings", k.took.Round(time.Millisecond), len(want["v_documents"]),
		len(want["v_pages"]), len(want["v_cells"]), len(want["v_facts"]), len(want["v_findings"]))
	return want
}

// share is the longest that a run may go on of those that together do what takes so long: kills fall on the making of the store, the
// reading, the saving and the check alike.
func (k *killing) share() time.Duration { return 2 * k.took / time.Duration(k.kills) }

// run starts a command as often as it is to be killed, and ends it at some moment before the longest.
func (k *killing) run(t *testing.T, longest time.Duration, command func() *exec.Cmd) {
	t.Helper()
	killed := 0
	for range k.kills {
		cmd := command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := time.Duration(k.draw.Int64N(int64(longest)))
		// That it has ended before is well, too.
		timer := time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		timer.Stop()
		if cmd.ProcessState.ExitCode() == -1 {
			killed++
		}
	}
	if killed == 0 {
		t.Error("every run was over before it could be killed")
	}
	t.Logf("%d of %d runs were killed", killed, k.kills)
}

// TestKilledAtRandom kills ingest, and the worker of a store on PostgreSQL, at any moment: the run after them ends with what an
// undisturbed run gives, row for row, in a sound store.
func TestKilledAtRandom(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program some thirty times")
	}
	k := newKilling(t)
	want := k.whole(t)
	t.Run("sqlite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "gouji.db")
		k.run(t, k.share(), func() *exec.Cmd {
			return exec.Command("gouji", "ingest", "--jobs", "2", "--store", "sqlite:"+path, k.dir)
		})
		ingest(t, path, k.dir)
		same(t, want, path)
		gouji(t, ".", 0, "store", "check", "--store", "sqlite:"+path)
	})
	t.Run("postgres", func(t *testing.T) {
		undisturbed, s := newShared(t), newShared(t)
		begun := time.Now()
		undisturbed.run(t, "ingest", "--jobs", "2", k.dir)
		queueing := time.Since(begun)
		k.run(t, queueing, func() *exec.Cmd { return s.command("ingest", "--jobs", "2", k.dir) })
		s.run(t, "ingest", k.dir)
		k.run(t, k.share(), func() *exec.Cmd { return s.command("worker", "--jobs", "2", "--until-done") })
		if out := s.run(t, "worker", "--jobs", "2", "--until-done"); out.code != exitPartial && out.code != exitFindings && out.code != 0 {
			t.Errorf("the last worker ended with %d:\n%s", out.code, out.stderr)
		}
		sameAsSingle(t, want, s)
		if out := s.run(t, "store", "check"); out.code != 0 {
			t.Errorf("store check: %s", out.stderr)
		}
	})
}
