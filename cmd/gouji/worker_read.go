package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"gouji/store"
)

// reading takes documents off the queue.
type reading struct {
	river.WorkerDefaults[readArgs]
	worker *worker
}

// Work reads one document. A job whose error may pass is tried again later, as often as the document's own count in the
// store allows; one whose document cannot be read is given up.
func (r *reading) Work(ctx context.Context, job *river.Job[readArgs]) error {
	w := r.worker
	defer w.take(job.Args.SHA256)()
	start := time.Now()
	doc, err := w.store.Document(ctx, job.Args.SHA256)
	switch {
	case errors.Is(err, store.ErrNoDocument):
		return river.JobCancel(err)
	case err != nil:
		return err
	case !job.Args.Force && !needsReading(doc, w.version):
		return nil
	}
	in := ingested{path: doc.Path, sha256: doc.SHA256}
	if err := w.read(ctx, &in); err != nil {
		return err
	}
	in.took = time.Since(start)
	w.took(in)
	switch {
	case in.fate != fateFailed:
		return nil
	case transient(errorClass(in.err)) && doc.Attempts+1 < maxAttempts:
		return in.err
	}
	return river.JobCancel(in.err)
}

// read fetches and reads a document; the error is the store's, what is wrong with the document is its fate.
func (w *worker) read(ctx context.Context, in *ingested) error {
	file, done, err := w.originals.file(ctx, in.sha256, "")
	if errors.Is(err, errNoOriginal) {
		in.fate, in.err = fateFailed, err
		return w.store.SaveFailure(ctx, store.Failure{SHA256: in.sha256, ExtractorVersion: w.version, Class: errorClass(err),
			Message: explanation(err), Time: time.Now()})
	}
	if err != nil {
		return err
	}
	defer done()
	return w.readAndSave(ctx, in, file)
}

// take notes that this worker reads a content, until done is called.
func (w *worker) take(sha256 string) (done func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.inHand[sha256] = true
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.inHand, sha256)
	}
}

// took says what became of a document.
func (w *worker) took(in ingested) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text, _ := w.report.describe(in)
	w.report.line(fmt.Sprintf("%s: %s", in.path, text))
	w.seen[in.sha256] = true
	if in.fate == fateFailed {
		w.batch.failed++
		return
	}
	w.batch.read++
}
