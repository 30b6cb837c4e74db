package main

import (
	"io"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"gouji/store"
)

func TestQueueNames(t *testing.T) {
	for version, want := range map[string]string{"3.1": "read_3_1", "V10-rc.2": "read_v10_rc_2"} {
		if got := queueName(version); got != want {
			t.Errorf("%q gives %q, want %q", version, got, want)
		}
	}
	for size, want := range map[int64]int{0: 1, 1 << 20: 2, 6 << 20: 3, 1 << 30: 4} {
		if got := priority(size); got != want {
			t.Errorf("%d bytes have priority %d, want %d", size, got, want)
		}
	}
	for path, want := range map[string]string{"/a/B.PDF": "pdf", "/a/b": "bin", "/a/b.某县预算": "bin", "/a/b.c d": "bin"} {
		if got := extension(path); got != want {
			t.Errorf("%s gives %s, want %s", path, got, want)
		}
	}
}

// testQueue is a worker that reads nothing, and its queue.
func testQueue(t *testing.T) *worker {
	t.Helper()
	s := newShared(t)
	st, err := store.Open(t.Context(), s.url, store.Create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	q, err := openQueue(t.Context(), st, s.url, &river.Config{Logger: quiet(io.Discard)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return &worker{ingestion: ingestion{store: st, version: readingVersion()}, queue: q, inHand: map[string]bool{},
		report: newIngestReport(io.Discard, "en", false, 0)}
}

// TestForgotten: a job that is said to run here for longer than its end takes to be written down, and does not, is queued again; one that
// runs, or was taken up a moment ago, is left alone.
func TestForgotten(t *testing.T) {
	w := testQueue(t)
	d, err := w.store.Saw(t.Context(), store.File{Path: "/a.pdf", SHA256: testSHA, Size: 1, Time: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.queue.add(t.Context(), readArgs{}, d); err != nil {
		t.Fatal(err)
	}
	take(t, w.queue)
	w.id = "dead"
	steps := []struct {
		name, before string
		inHand       bool
		want         int
	}{
		{"a moment ago", "", false, 0},
		{"it runs", "UPDATE river_job SET attempted_at = now() - INTERVAL '2 hours'", true, 0},
		{"forgotten", "", false, 1},
	}
	for _, step := range steps {
		if _, err := w.queue.pool.Exec(t.Context(), step.before); err != nil {
			t.Fatal(err)
		}
		if w.inHand = map[string]bool{}; step.inHand {
			w.take(testSHA)
		}
		if err := w.dropForgotten(t.Context()); err != nil {
			t.Fatal(err)
		}
		queued := 0
		if err := w.queue.ask(t.Context(), "SELECT count(*) FROM river_job WHERE state = 'available'", nil, &queued); err != nil || queued != step.want {
			t.Errorf("%s: %d are queued, want %d (%v)", step.name, queued, step.want, err)
		}
	}
}

// TestPoison: a document that takes every worker down is given up; one that was forced and is read already is queued again
// and not called failed.
func TestPoison(t *testing.T) {
	w := testQueue(t)
	st, q := w.store, w.queue
	d, err := st.Saw(t.Context(), store.File{Path: "/a.pdf", SHA256: testSHA, Size: 1, Time: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	for attempt := 1; attempt <= maxAttempts; attempt++ {
		if err := w.refill(t.Context()); err != nil {
			t.Fatal(err)
		}
		for lost := range maxLost + 1 {
			if d, err = st.Document(t.Context(), testSHA); err != nil || d.Attempts != attempt-1 {
				t.Fatalf("after %d more workers: %+v, %v", lost, d, err)
			}
			take(t, q)
			if err := w.inherit(t.Context(), "dead"); err != nil {
				t.Fatal(err)
			}
		}
		if d, err = st.Document(t.Context(), testSHA); err != nil || d.Attempts != attempt || d.ErrorClass != classCrash {
			t.Fatalf("after %d failures: %+v, %v", attempt, d, err)
		}
	}
	if err := w.refill(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := q.outstanding(t.Context()); n != 0 || err != nil {
		t.Errorf("it is queued still: %d, %v", n, err)
	}
	if err := q.add(t.Context(), readArgs{Force: true}, d); err != nil {
		t.Fatal(err)
	}
	take(t, q)
	if err := w.inherit(t.Context(), "dead"); err != nil {
		t.Fatal(err)
	}
	if d, err = st.Document(t.Context(), testSHA); err != nil || d.Attempts != maxAttempts {
		t.Errorf("forced: %+v, %v", d, err)
	}
	if n, err := q.outstanding(t.Context()); n != 1 || err != nil {
		t.Errorf("forced, it is queued %d times, %v", n, err)
	}
}

// take has a worker that is gone hold the one document of a queue.
func take(t *testing.T, q *queue) {
	t.Helper()
	done, err := q.pool.Exec(t.Context(), "UPDATE river_job SET state = 'running', attempted_at = now(), attempted_by = '{dead}' WHERE state = 'available'")
	if err != nil || done.RowsAffected() != 1 {
		t.Fatalf("%v, %v", done, err)
	}
	if ids, err := q.holders(t.Context()); err != nil || len(ids) != 1 || ids[0] != "dead" {
		t.Fatalf("%v, %v", ids, err)
	}
}
