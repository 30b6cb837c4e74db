package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

// queueing is an ingest into a store on PostgreSQL: it keeps the originals where every machine finds them, and queues what is
// to be read for the workers.
type queueing struct {
	queue     *queue
	originals *originals
	// host is this machine, whose name goes before the paths of its files: another's may be the same.
	host string
	// names say what an unpacked file is called: the archive and the name within it.
	names map[string]string
}

// queueAll keeps and queues the files.
func (i *ingestRun) queueAll(cmd *cobra.Command, job ingestJob) (err error) {
	kept, err := openOriginals(cmd, job.store)
	if err != nil {
		return err
	}
	defer func() { err = ended("closing the originals", err, kept.Close()) }()
	url, err := cmd.Flags().GetString("store")
	if err != nil {
		return err
	}
	q, err := openQueue(cmd.Context(), job.store, url, &river.Config{Logger: quiet(io.Discard)})
	if err != nil {
		return failure(err)
	}
	defer q.Close()
	host, err := os.Hostname()
	if err != nil {
		return failure(err)
	}
	i.queueing = &queueing{queue: q, originals: kept, host: host, names: job.list.names}
	err = i.takeAll(cmd.Context(), job)
	if err == nil && job.wait {
		return i.waitForWorkers(cmd.Context())
	}
	return i.endQueueing(cmd.Context(), err)
}

// name is a file's path as the store has it.
func (q *queueing) name(path string) string {
	if inArchive, unpacked := q.names[path]; unpacked {
		path = inArchive
	}
	return q.host + ":" + path
}

// take keeps a document and queues it.
func (q *queueing) take(ctx context.Context, in *ingested, force bool, d store.Document) error {
	file, err := os.Open(in.path)
	if err != nil {
		in.fate, in.err = fateFailed, err
		return nil
	}
	defer file.Close()
	if _, err := q.originals.keep(ctx, d.SHA256, extension(in.path), file); err != nil {
		return err
	}
	in.fate = fateQueued
	return q.queue.add(ctx, readArgs{Force: force}, d)
}

// extension is the end of a file's name as originals have it; bin for a name without one.
func extension(path string) string {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if ext == "" || len(ext) > 8 || unfit.MatchString(ext) {
		return "bin"
	}
	return ext
}

// endQueueing records how a run that queued ended, and says what is next.
func (i *ingestRun) endQueueing(ctx context.Context, err error) error {
	ctx = context.WithoutCancel(ctx)
	t := i.report.tally
	endErr := i.store.EndRun(ctx, i.run, store.RunEnd{Outcome: outcomeOf(err, t.failed > 0), Finished: time.Now(), Unchanged: t.unchanged, Failed: t.failed})
	switch {
	case err != nil:
		return i.report.goOn(err)
	case endErr != nil:
		return failure(endErr)
	}
	i.report.note(reconcile.Text{
		ZH: fmt.Sprintf("排队%d份，未变化%d份，失败%d份；排队的由 gouji worker 读取并核对", t.queued, t.unchanged, t.failed),
		EN: fmt.Sprintf("%d queued, %d unchanged, %d failed; gouji worker reads and checks what is queued", t.queued, t.unchanged, t.failed)})
	return ending(nil, t.failed)
}
