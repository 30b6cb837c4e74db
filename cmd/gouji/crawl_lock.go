package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gouji/store"
)

var (
	// errLocked says that another run over the same store is under way.
	errLocked = errors.New("another crawl over this store is under way")
	// errOvertaken says that a run lost its lock to another.
	errOvertaken = errors.New("the database server freed this run's lock, as it does when it is restarted, and another crawl over this store has taken it; " +
		"this one ends, the other goes on")
)

// lockEvery is how often a run looks whether its lock is still held: two runs are never under way for longer.
const lockEvery = 2 * time.Second

// lockedCrawl does the job where no other run does.
func lockedCrawl(ctx context.Context, job crawlJob) error {
	lock, err := job.store.Lock(ctx, "crawl")
	if errors.Is(err, store.ErrLocked) {
		return failure(fmt.Errorf("%w: %w", errLocked, err))
	}
	if err != nil {
		return failure(err)
	}
	held, stop := whileHeld(ctx, lock)
	err = runCrawl(held, job)
	stop()
	unlockErr := lock.Unlock(ctx)
	if cause := context.Cause(held); errors.Is(cause, errOvertaken) {
		return failure(errors.Join(cause, unlockErr))
	}
	return ended("unlocking the store", err, unlockErr)
}

// whileHeld is a context that ends with errOvertaken where another process has got the lock: a database server that is restarted
// frees it, and it is taken again as soon as the server is back. stop ends the watch and the context.
func whileHeld(ctx context.Context, lock *store.Lock) (held context.Context, stop func()) {
	held, end := context.WithCancelCause(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for held.Err() == nil {
			select {
			case <-held.Done():
			case <-time.After(lockEvery):
				// Any other error than that another has it passes, or ends the run where it works.
				if err := lock.Keep(held); errors.Is(err, store.ErrLocked) {
					end(fmt.Errorf("%w: %w", errOvertaken, err))
				}
			}
		}
	}()
	return held, func() {
		end(nil)
		<-watched
	}
}
