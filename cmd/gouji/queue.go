package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"gouji/store"
)

// readArgs is a job: a document to be read. Two jobs of one document and version are one.
type readArgs struct {
	SHA256 string `json:"sha256" river:"unique"`
	// Version is the reading version.
	Version string `json:"version" river:"unique"`
	// Force has what was read already read again.
	Force bool `json:"force,omitempty"`
	// Lost counts the workers that were gone before they had read it.
	Lost int `json:"lost,omitempty"`
}

// readKind is the kind of such jobs.
const readKind = "read"

// Kind names the jobs in the queue.
func (readArgs) Kind() string { return readKind }

// InsertOpts: each version of the program has a queue of its own, so that no worker reads for another version; a job that
// is done, or was given up, does not keep the same document from being queued again.
func (a readArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: queueName(a.Version), MaxAttempts: maxRuns, UniqueOpts: river.UniqueOpts{ByArgs: true,
		ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
			rivertype.JobStateRunning, rivertype.JobStateScheduled}}}
}

const (
	// maxRuns is how often a job is begun at most: it counts what is no fault of the document too, a bucket that cannot be
	// reached or a worker that is switched off. The document's own failures are counted by the store (maxAttempts).
	maxRuns = 20
	// rescueAfter is when a job that runs is taken for lost if nothing else tells: longer than a document may take.
	// Those of a worker that is gone are taken up in seconds (see worker.dropLost).
	rescueAfter = 24 * time.Hour
)

// unfit is what a queue's name may not have.
var unfit = regexp.MustCompile(`[^a-z0-9]+`)

func queueName(version string) string {
	return "read_" + strings.Trim(unfit.ReplaceAllString(strings.ToLower(version), "_"), "_")
}

// priority is the order in which jobs are taken up, 1 first: a small file has its text in it, a large one is pictures of
// pages, which take minutes.
func priority(size int64) int {
	const megabyte = 1 << 20
	switch {
	case size < megabyte:
		return 1
	case size < 5*megabyte:
		return 2
	case size < 20*megabyte:
		return 3
	}
	return 4
}

// queue is the documents to be read, kept beside the store. It holds nothing that the store does not: dropped, it is made
// again from the states of the documents.
type queue struct {
	pool    *pgxpool.Pool
	client  *river.Client[pgx.Tx]
	version string
}

// openQueue opens the queue of a store on PostgreSQL, and makes its tables where they are missing.
func openQueue(ctx context.Context, s *store.Store, url string, config *river.Config) (*queue, error) {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("opening the queue: %w", err)
	}
	driver := riverpgxv5.New(pool)
	if err := migrateQueue(ctx, s, driver); err != nil {
		pool.Close()
		return nil, fmt.Errorf("making the queue: %w", err)
	}
	client, err := river.NewClient(driver, config)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("opening the queue: %w", err)
	}
	return &queue{pool: pool, client: client, version: readingVersion()}, nil
}

// migrateQueue brings the queue's tables up to date, one process at a time.
func migrateQueue(ctx context.Context, s *store.Store, driver *riverpgxv5.Driver) (err error) {
	lock, err := awaitLock(ctx, s, "queue")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock(ctx)) }()
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet(io.Discard)})
	if err != nil {
		return err
	}
	_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// awaitLock takes a lock that others hold for a moment only.
func awaitLock(ctx context.Context, s *store.Store, name string) (*store.Lock, error) {
	for {
		lock, err := s.Lock(ctx, name)
		if !errors.Is(err, store.ErrLocked) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// quiet logs what the queue's own machinery warns of.
func quiet(out io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// Close lets the connections go.
func (q *queue) Close() { q.pool.Close() }

// add queues documents that are not queued yet; how says the rest about their jobs.
func (q *queue) add(ctx context.Context, how readArgs, documents ...store.Document) error {
	var jobs []river.InsertManyParams
	for _, d := range documents {
		args := how
		args.SHA256, args.Version = d.SHA256, q.version
		options := args.InsertOpts()
		options.Priority = priority(d.Size)
		jobs = append(jobs, river.InsertManyParams{Args: args, InsertOpts: &options})
	}
	const batch = 1000
	for len(jobs) > 0 {
		some := jobs[:min(batch, len(jobs))]
		jobs = jobs[len(some):]
		err := store.Patiently(ctx, func() error {
			_, err := q.client.InsertMany(ctx, some)
			return err
		})
		if err != nil {
			return fmt.Errorf("queueing documents: %w", err)
		}
	}
	return nil
}

// outstanding is how many documents are queued or being read.
func (q *queue) outstanding(ctx context.Context) (n int, err error) {
	err = q.ask(ctx, "SELECT count(*) FROM river_job WHERE queue = $1 AND state IN ('available', 'pending', 'retryable', 'running', 'scheduled')",
		[]any{queueName(q.version)}, &n)
	return n, err
}

// queued are the contents that are queued or being read, of this version.
func (q *queue) queued(ctx context.Context) (hashes []string, err error) {
	err = q.ask(ctx, `SELECT coalesce(array_agg(args ->> 'sha256'), '{}') FROM river_job
WHERE queue = $1 AND state IN ('available', 'pending', 'retryable', 'running', 'scheduled')`, []any{queueName(q.version)}, &hashes)
	return hashes, err
}

// holders are the workers that are said to read documents, of any version.
func (q *queue) holders(ctx context.Context) (ids []string, err error) {
	err = q.ask(ctx, `SELECT coalesce(array_agg(DISTINCT attempted_by[array_upper(attempted_by, 1)]), '{}') FROM river_job
WHERE kind = $1 AND state = 'running'`, []any{readKind}, &ids)
	return ids, err
}

// drop removes what a worker has been reading for some time, but for the contents that it has in hand, and gives what that was.
func (q *queue) drop(ctx context.Context, holder string, inHand []string, since time.Duration) (jobs []readArgs, err error) {
	err = q.ask(ctx, `WITH gone AS (DELETE FROM river_job WHERE kind = $1 AND state = 'running'
AND attempted_by[array_upper(attempted_by, 1)] = $2 AND NOT args ->> 'sha256' = ANY (coalesce($3::TEXT[], '{}')) AND attempted_at <= now() - make_interval(secs => $4)
RETURNING args) SELECT coalesce(json_agg(args), '[]') FROM gone`, []any{readKind, holder, inHand, since.Seconds()}, &jobs)
	return jobs, err
}

// clear removes all that is not being read, of every version.
func (q *queue) clear(ctx context.Context) (n int, err error) {
	err = q.ask(ctx, "WITH gone AS (DELETE FROM river_job WHERE kind = $1 AND state <> 'running' RETURNING 1) SELECT count(*) FROM gone",
		[]any{readKind}, &n)
	return n, err
}

// ask runs a statement that gives one value.
func (q *queue) ask(ctx context.Context, statement string, args []any, answer any) error {
	err := store.Patiently(ctx, func() error { return q.pool.QueryRow(ctx, statement, args...).Scan(answer) })
	if err != nil {
		return fmt.Errorf("asking the queue: %w", err)
	}
	return nil
}
