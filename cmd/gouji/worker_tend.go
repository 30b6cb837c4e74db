package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"gouji/reconcile"
	"gouji/store"
)

const (
	// tendEvery is how often a worker looks after what the queue does not: workers that are gone, documents to be checked.
	tendEvery = 2 * time.Second
	// checkEvery is how long documents wait at most to be checked while others are still read: a check goes over all
	// documents of a place, and is worth doing once for many.
	checkEvery = 10 * time.Minute
)

// tend looks after the queue until the context ends, or nothing is left where that ends the worker. What fails is said,
// and tried again: the server may be away for a while.
func (w *worker) tend(ctx context.Context) {
	for {
		done, err := w.tendOnce(ctx)
		switch {
		case ctx.Err() != nil, done && w.flags.untilDone:
			return
		case err != nil:
			w.trouble(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(tendEvery):
		}
	}
}

// tendOnce does what is to be done now; done says that nothing is left.
func (w *worker) tendOnce(ctx context.Context) (done bool, err error) {
	if err := w.stayAlive(ctx); err != nil {
		return false, err
	}
	if err := errors.Join(w.dropLost(ctx), w.dropForgotten(ctx)); err != nil {
		return false, err
	}
	queued, err := w.queue.outstanding(ctx)
	if err != nil || queued > 0 && time.Since(w.checked) < checkEvery {
		return false, err
	}
	unchecked, err := w.store.Unchecked(ctx)
	if err != nil || unchecked == w.left {
		return queued == 0, err
	}
	return false, w.check(ctx)
}

// alive is the name of the lock that a living worker has.
func alive(id string) string { return "worker " + id }

// stayAlive takes this worker's lock, also again after a restart of the server, which frees all. It is no matter that
// another looks whether it is free at that moment: this one asks again.
func (w *worker) stayAlive(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if w.sign == nil {
		sign, err := w.store.Lock(ctx, alive(w.id))
		w.sign = sign
		return err
	}
	if err := w.sign.Keep(ctx); !errors.Is(err, store.ErrLocked) {
		return err
	}
	return nil
}

// dropLost queues again what workers were reading that are gone: their locks are free. One that lives and lost its lock
// for a moment reads its documents to the end, with the same result.
func (w *worker) dropLost(ctx context.Context) error {
	holders, err := w.queue.holders(ctx)
	if err != nil {
		return err
	}
	for _, id := range holders {
		if id == w.id {
			continue
		}
		lock, err := w.store.Lock(ctx, alive(id))
		if errors.Is(err, store.ErrLocked) {
			continue
		}
		if err != nil {
			return err
		}
		err = w.inherit(ctx, id)
		if err := errors.Join(err, lock.Unlock(ctx)); err != nil {
			return err
		}
	}
	return nil
}

// errWorkerGone is why a document was not read that a worker had in hand.
var errWorkerGone = fmt.Errorf("%w: the worker that read it is gone", errChildCrashed)

// maxLost is how many workers are gone with a document in hand before that is a failure of the document. A document is read in
// a process of its own, so that machines that are switched off, and releases that restart workers, say little about it.
const maxLost = 4

// inherit queues again what a worker that is gone had in hand. A document that takes one worker down after another fails
// for each maxLost of them, and is given up in the end.
func (w *worker) inherit(ctx context.Context, id string) error {
	jobs, err := w.queue.drop(ctx, id, nil, 0)
	if err != nil {
		return err
	}
	w.report.note(reconcile.Text{ZH: fmt.Sprintf("%s 已不在；其手头的%d份文件重新排队", id, len(jobs)),
		EN: fmt.Sprintf("%s is gone; the %d documents it had in hand are queued again", id, len(jobs))})
	for _, job := range jobs {
		if err := w.inheritJob(ctx, job); err != nil {
			return err
		}
	}
	return nil
}

func (w *worker) inheritJob(ctx context.Context, job readArgs) error {
	d, err := w.store.Document(ctx, job.SHA256)
	if err != nil {
		return err
	}
	job.Lost++
	if needsReading(d, job.Version) && job.Lost > maxLost {
		err = w.store.SaveFailure(ctx, store.Failure{SHA256: d.SHA256, ExtractorVersion: w.version, Class: errorClass(errWorkerGone),
			Message: explanation(errWorkerGone), Time: time.Now()})
		job.Lost = 0
		d.Attempts++
	}
	if err != nil || !job.Force && d.Attempts >= maxAttempts {
		return err
	}
	return w.queue.add(ctx, job, d)
}

// refill queues every document that the store says is to be read and that is not queued. Of what gouji crawl fetched those of kinds that
// are read, as crawl itself does; the rest is kept and named.
func (w *worker) refill(ctx context.Context) error {
	documents, err := w.store.Documents(ctx)
	if err != nil {
		return err
	}
	var unread []store.Document
	for _, d := range documents {
		crawled := strings.HasPrefix(filepath.Base(d.Path), d.SHA256)
		if d.Current && needsReading(d, w.version) && (!crawled || kindOfFile(d.Path) == documentFile) {
			unread = append(unread, d)
		}
	}
	return w.queue.add(ctx, readArgs{}, unread...)
}

// check checks what was read since it was last checked, unless another worker does; a check that is cut short is taken up
// by the next.
func (w *worker) check(ctx context.Context) (err error) {
	lock, err := w.store.Lock(ctx, "check")
	if errors.Is(err, store.ErrLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock(ctx)) }()
	run, err := w.store.BeginRun(ctx, store.Run{Command: "worker", ProgramVersion: version, ExtractorVersion: w.version, Started: time.Now(),
		Rules: w.pipeline.rules.files})
	if err != nil {
		return err
	}
	i := ingestRun{ingestion: ingestion{store: w.store, pipeline: w.pipeline, originals: w.originals}, run: run, report: w.report}
	err = i.checkPending(ctx, func(path string, err error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.report.path(pathFailure{path, err})
	})
	return errors.Join(err, w.endCheck(context.WithoutCancel(ctx), run, err))
}

// endCheck records how a check ended, with what this worker read since the one before.
func (w *worker) endCheck(ctx context.Context, run int64, err error) error {
	w.mu.Lock()
	end := store.RunEnd{Outcome: outcomeOf(err, w.batch.failed > 0), Finished: time.Now(), Read: w.batch.read, Failed: w.batch.failed}
	w.batch = tally{}
	w.mu.Unlock()
	if err == nil {
		w.checked = end.Finished
		if w.left, err = w.store.Unchecked(ctx); err != nil {
			return err
		}
	}
	return w.store.EndRun(ctx, run, end)
}
