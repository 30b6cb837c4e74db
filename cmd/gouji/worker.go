package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

// workerFlags are the flags of gouji worker.
type workerFlags struct {
	rebuild, untilDone bool
	suppress           string
	rules              []string
}

func newWorkerCommand() *cobra.Command {
	var flags workerFlags
	cmd := &cobra.Command{
		Use:   "worker",
		Short: "Read and reconcile what gouji ingest queued, on any number of machines",
		Long: "Reads the documents that gouji ingest queued in a store on PostgreSQL, and reconciles them when nothing is left to be read,\n" +
			"at the latest every ten minutes. Any number of machines may run it on one store; --originals is the same for all. It goes on\n" +
			"until it is stopped, or with --until-done until nothing is left; Ctrl-C lets it finish the documents in hand. The documents of\n" +
			"a worker that crashed are taken up by the others.",
		Example: "  gouji ingest --store postgres://gouji@db/gouji --originals s3://papers ./pdfs\n" +
			"  gouji worker --store postgres://gouji@db/gouji --originals s3://papers --jobs 4",
		Args: cobra.NoArgs,
	}
	f := cmd.Flags()
	f.BoolVar(&flags.rebuild, "rebuild", false, "drop the queue and make it again from the states of the documents")
	f.BoolVar(&flags.untilDone, "until-done", false, "end when nothing is left to be read and checked")
	addSuppressFlag(cmd, &flags.suppress)
	addRulesFlag(cmd, &flags.rules)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := openStore(cmd, store.Create)
		if err != nil {
			return err
		}
		if s.Path() != "" {
			return closeStore(s, usageError("worker needs --store postgres://…; into a SQLite store gouji ingest reads by itself"))
		}
		w, err := newWorker(cmd, s, flags)
		if err == nil {
			err = w.run(cmd.Context())
			err = ended("closing the originals", err, w.close())
		}
		return closeStore(s, err)
	}
	return cmd
}

// worker reads documents of a queue and checks what was read.
type worker struct {
	ingestion
	flags workerFlags
	// id is this process's name, among all that ever ran.
	id    string
	queue *queue
	log   io.Writer
	jobs  int
	// suppress is what does not count.
	suppress suppressionFile
	// sign is the lock that says that this worker is alive; nil before it is taken.
	sign *store.Lock
	// checked is when documents were last checked, left how many could not be then.
	checked time.Time
	left    int

	mu     sync.Mutex
	report *ingestReport
	// seen are the contents this worker has read; batch counts those since the last check.
	seen  map[string]bool
	batch tally
	// inHand are the contents it reads now.
	inHand map[string]bool
	// complained is what went wrong last, and when that was said.
	complained   string
	complainedAt time.Time
}

// newWorker opens what a worker works with.
func newWorker(cmd *cobra.Command, s *store.Store, flags workerFlags) (w *worker, err error) {
	w = &worker{ingestion: ingestion{store: s, version: readingVersion()}, flags: flags, seen: map[string]bool{}, inHand: map[string]bool{}, checked: time.Now()}
	if w.suppress, err = readSuppressions(flags.suppress); err != nil {
		return nil, err
	}
	o, err := pipelineOptions(cmd, readerAuto)
	if err != nil {
		return nil, err
	}
	if o.rules, err = rulesWith(flags.rules); err != nil {
		return nil, err
	}
	if w.originals, err = openOriginals(cmd, s); err != nil {
		return nil, err
	}
	w.report, w.jobs, w.log = newIngestReport(o.log, o.lang, o.verbose, 0), o.jobs, io.Discard
	if o.verbose {
		w.log = o.log
	}
	if w.pipeline, err = newPipeline(o); err != nil {
		return nil, ended("", err, w.originals.Close())
	}
	w.pipeline.manyFiles = true
	w.documents = newDocumentReader(o.jobs, o.jobs, o.engine)
	url, err := cmd.Flags().GetString("store")
	if err == nil {
		err = w.open(cmd.Context(), url)
	}
	if err != nil {
		return nil, failure(errors.Join(err, w.close()))
	}
	return w, nil
}

// open opens the queue.
func (w *worker) open(ctx context.Context, url string) error {
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	w.id = fmt.Sprintf("%.40s-%d-%.8s", host, os.Getpid(), uuid.NewString())
	workers := river.NewWorkers()
	river.AddWorker(workers, &reading{worker: w})
	// A document has its own limits of time, which grow with its pages; the queue sets none. Small documents take a tenth of a
	// second, so that the next one is asked for at once; one more is in hand than is read, so that reading goes on while one is saved.
	w.queue, err = openQueue(ctx, w.store, url, &river.Config{ID: w.id, Workers: workers, JobTimeout: -1, RescueStuckJobsAfter: rescueAfter, FetchCooldown: 10 * time.Millisecond,
		Queues: map[string]river.QueueConfig{queueName(w.version): {MaxWorkers: w.jobs + 1}}, Logger: quiet(w.log)})
	return err
}

// close lets go of what the worker works with.
func (w *worker) close() error {
	if w.queue != nil {
		w.queue.Close()
	}
	w.documents.Close()
	_ = w.pipeline.Close() // nothing was written through it
	return w.originals.Close()
}

// run reads and checks until the context ends or, where that was asked for, nothing is left.
func (w *worker) run(ctx context.Context) error {
	defer onInterrupt(ctx, w.report)()
	w.patient = func(save func() error) error { return w.untilRoom(ctx, save) }
	if err := w.prepare(ctx); err != nil {
		return failure(err)
	}
	lasting := context.WithoutCancel(ctx)
	if err := w.queue.client.Start(lasting); err != nil {
		return failure(fmt.Errorf("taking up the queue: %w", err))
	}
	w.tend(ctx)
	err := w.queue.client.Stop(lasting)
	return w.end(lasting, errors.Join(err, w.sign.Unlock(lasting)))
}

// prepare says that this worker is alive, and queues what the store says is to be read.
func (w *worker) prepare(ctx context.Context) error {
	if err := w.stayAlive(ctx); err != nil {
		return err
	}
	if w.flags.rebuild {
		n, err := w.queue.clear(ctx)
		if err != nil {
			return err
		}
		w.report.note(reconcile.Text{ZH: fmt.Sprintf("已清空队列（%d份），按文件状态重建", n),
			EN: fmt.Sprintf("the queue (%d documents) is dropped, and made again from the states of the documents", n)})
	}
	return w.refill(ctx)
}

// end says what the worker did and gives the exit status.
func (w *worker) end(ctx context.Context, err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		return w.report.goOn(err)
	}
	found, err := tallyFindings(ctx, w.store, w.suppress, func(sha256 string) bool { return w.seen[sha256] })
	if err != nil {
		return failure(err)
	}
	w.report.aside(found, w.suppress)
	w.report.summary(found.levels)
	return ending(found.levels, w.report.tally.failed)
}
