package store

import (
	"context"
	"fmt"
	"sync"
)

// Lock is a lock that this process has, among all that use the store.
type Lock struct {
	store *Store
	name  string

	mu   sync.Mutex
	grip grip
	gone bool // another has it, or it was freed
}

// grip is how an engine holds a lock.
type grip interface {
	// held fails where the lock was lost.
	held(ctx context.Context) error
	free(ctx context.Context) error
}

// Lock takes the store's lock of a name, which is free again when it is unlocked or the process ends, however that ends.
// ErrLocked where another process has it, on whatever machine.
func (s *Store) Lock(ctx context.Context, name string) (*Lock, error) {
	l := &Lock{store: s, name: name}
	return l, l.take(ctx)
}

func (l *Lock) take(ctx context.Context) error {
	err := again(func() (err error) {
		l.grip, err = l.store.engine.lock(ctx, l.store, l.name)
		return err
	})
	l.gone = err != nil
	if err != nil {
		return fmt.Errorf("locking %s: %w", l.name, err)
	}
	return nil
}

// Keep makes sure that the lock is still held: a server that is restarted frees all locks, and this one is taken again.
// ErrLocked where another process was faster; the lock is then that one's. It waits for a server that is away.
func (l *Lock) Keep(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.gone {
		err := l.grip.held(ctx)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if err := l.grip.free(ctx); err != nil {
			return err
		}
	}
	return l.take(ctx)
}

// Unlock frees the lock. A second call, and one of a lock that was lost, does nothing.
func (l *Lock) Unlock(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.gone {
		return nil
	}
	l.gone = true
	return l.grip.free(ctx)
}
