package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"gouji/reconcile"
	"gouji/store"
)

const (
	// roomEvery is how often is looked whether the server's disk has room again.
	roomEvery = 5 * time.Second
	// sayEvery is how often the same trouble is said.
	sayEvery = time.Minute
	// forgottenAfter is when a job that is said to run here, and does not, is taken for one whose end could not be written down:
	// longer than the queue tries to.
	forgottenAfter = time.Minute
)

// trouble says what keeps the worker from going on, once in a while.
func (w *worker) trouble(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := explain(err, "en")
	what := text
	if errors.Is(err, store.ErrFull) { // whatever document it is about
		what = store.ErrFull.Error()
	}
	if what == w.complained && time.Since(w.complainedAt) < sayEvery {
		return
	}
	w.complained, w.complainedAt = what, time.Now()
	w.report.note(reconcile.Text{ZH: "稍后再试：" + explain(err, "zh"), EN: "trying again: " + text})
}

// untilRoom saves what was read as soon as the server's disk has room for it, or gives up when the worker is asked to stop: what
// it took hours to read is not read again for that.
func (w *worker) untilRoom(stop context.Context, save func() error) error {
	for {
		err := save()
		if !errors.Is(err, store.ErrFull) {
			return err
		}
		w.trouble(err)
		select {
		case <-stop.Done():
			return err
		case <-time.After(roomEvery):
		}
	}
}

// dropForgotten queues again what the queue has this worker read and it does not: the end of a job that could not be written down, with
// the disk full or the server away.
func (w *worker) dropForgotten(ctx context.Context) error {
	w.mu.Lock()
	inHand := slices.Collect(maps.Keys(w.inHand))
	w.mu.Unlock()
	jobs, err := w.queue.drop(ctx, w.id, inHand, forgottenAfter)
	if err != nil {
		return err
	}
	for _, job := range jobs {
		d, err := w.store.Document(ctx, job.SHA256)
		if err == nil && needsReading(d, job.Version) {
			err = w.queue.add(ctx, job, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
