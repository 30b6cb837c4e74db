package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/store"
)

const (
	// waitEvery is how often is looked what the workers have read.
	waitEvery = 2 * time.Second
	// askedAtOnce is how many documents are asked about in one statement.
	askedAtOnce = 500
	// patienceForCheck is how long after the last document was read a check has to be begun by some worker.
	patienceForCheck = 10 * tendEvery
	// patienceForWorkers is how long nothing happens before that is said.
	patienceForWorkers = time.Minute
)

// errNotChecked says that a document was read, and that no worker is there to check it.
var errNotChecked = errors.New("it was read and is not checked: no worker is there; the next one checks it")

// waiting is an ingest that waits until workers have read and checked what it queued.
type waiting struct {
	*ingestRun
	// left are the documents that are not read yet, by content, with their paths; read are those that are.
	left map[string]string
	read map[string]string
	// moved is when the last was read.
	moved time.Time
	asked bool // that no worker seems to be there was said
}

// waitForWorkers waits for what the run has queued, says what becomes of each document, and ends as a run that read it itself.
func (i *ingestRun) waitForWorkers(ctx context.Context) error {
	w := &waiting{ingestRun: i, left: i.queued, read: map[string]string{}, moved: time.Now()}
	i.report.begin(len(w.left))
	err := w.untilDone(ctx)
	i.report.finish()
	return i.end(ctx, err)
}

func (w *waiting) untilDone(ctx context.Context) error {
	for len(w.left) > 0 {
		if err := w.look(ctx); err != nil {
			return err
		}
		if err := w.pause(ctx, len(w.left)); err != nil {
			return err
		}
	}
	for {
		unchecked, err := w.unchecked(ctx)
		if err != nil || len(unchecked) == 0 {
			return err
		}
		if idle, err := w.idle(ctx); err != nil || idle {
			w.notChecked(unchecked)
			return err
		}
		if err := w.pause(ctx, len(unchecked)); err != nil {
			return err
		}
	}
}

// pause waits a moment; where the run is interrupted meanwhile, so many documents are left to the workers.
func (w *waiting) pause(ctx context.Context, left int) error {
	select {
	case <-ctx.Done():
		return fmt.Errorf("%w: %d documents are left to the workers, which go on", errInterrupted, left)
	case <-time.After(waitEvery):
		return nil
	}
}

// look takes what is no longer queued.
func (w *waiting) look(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	queued, err := w.queueing.queue.queued(ctx)
	if err != nil {
		return err
	}
	waits := map[string]bool{}
	for _, sha256 := range queued {
		waits[sha256] = true
	}
	var done []string
	for _, sha256 := range slices.Sorted(maps.Keys(w.left)) {
		if !waits[sha256] {
			done = append(done, sha256)
		}
	}
	for some := range slices.Chunk(done, askedAtOnce) {
		if err := w.takeDone(ctx, some); err != nil {
			return err
		}
	}
	return w.askForWorkers(ctx)
}

// takeDone says what became of documents that are no longer queued. One that is still to be read lost its place in a queue that was
// dropped, and gets it back.
func (w *waiting) takeDone(ctx context.Context, hashes []string) error {
	view := store.View{Name: "v_documents", Order: "path", Where: "sha256 IN ('" + strings.Join(hashes, "', '") + "')",
		Columns: []string{"sha256", "state", "error_class", "error_zh", "error_en", "extractor_version", "attempts", "size",
			"pages", "table_count", "fact_count", "problem_count"}}
	for row, err := range w.store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		text, number := func(n int) string { return fmt.Sprint(row[n]) }, func(n int) int { return int(row[n].(int64)) }
		d := store.Document{SHA256: text(0), State: store.State(text(1)), ErrorClass: text(2), Error: page.Message{ZH: text(3), EN: text(4)},
			ExtractorVersion: text(5), Attempts: number(6), Size: row[7].(int64)}
		if needsReading(d, w.version) {
			if err := w.queueing.queue.add(ctx, readArgs{Force: w.force}, d); err != nil {
				return err
			}
			continue
		}
		in := ingested{path: w.left[d.SHA256], sha256: d.SHA256, fate: fateRead, read: amounts{number(8), number(9), number(10), number(11)}}
		if d.State == store.Failed {
			in.fate, in.err = fateFailed, &storedError{d.Error}
		}
		w.report.file(in)
		w.read[d.SHA256] = in.path
		delete(w.left, d.SHA256)
		w.moved = time.Now()
	}
	return nil
}

// askForWorkers says once, where nothing happens and nothing is being read, that there is nobody to read.
func (w *waiting) askForWorkers(ctx context.Context) error {
	if w.asked || time.Since(w.moved) < patienceForWorkers {
		return nil
	}
	holders, err := w.queueing.queue.holders(ctx)
	if err != nil || len(holders) > 0 {
		return err
	}
	w.asked = true
	w.report.note(reconcile.Text{ZH: "没有 worker 在读取；请在任一机器上启动 gouji worker，或按 Ctrl-C 结束等待",
		EN: "no worker is reading: start gouji worker on any machine, or stop waiting with Ctrl-C"})
	return nil
}

// unchecked are the documents of this run that are read and not checked yet.
func (w *waiting) unchecked(ctx context.Context) (hashes []string, err error) {
	view := store.View{Name: "v_documents", Columns: []string{"sha256"}, Order: "sha256", Where: "state = 'extracted'"}
	for row, err := range w.store.Rows(context.WithoutCancel(ctx), view) {
		if err != nil {
			return nil, err
		}
		if sha256 := fmt.Sprint(row[0]); w.read[sha256] != "" {
			hashes = append(hashes, sha256)
		}
	}
	return hashes, nil
}

// idle says whether nothing is left that would end in a check: nothing is queued, and no check is under way.
func (w *waiting) idle(ctx context.Context) (bool, error) {
	ctx = context.WithoutCancel(ctx)
	queued, err := w.queueing.queue.outstanding(ctx)
	if err != nil || queued > 0 || time.Since(w.moved) < patienceForCheck {
		return false, err
	}
	lock, err := w.store.Lock(ctx, "check")
	switch {
	case errors.Is(err, store.ErrLocked):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, lock.Unlock(ctx)
}

// notChecked names documents that were read and that nobody checks.
func (w *waiting) notChecked(hashes []string) {
	for _, sha256 := range hashes {
		w.report.path(pathFailure{w.read[sha256], errNotChecked})
	}
}
