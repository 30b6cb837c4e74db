//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile takes a lock that ends with the process, however that ends: the kernel keeps it, not the file. ErrLocked
// where another process has it.
func lockFile(path string) (grip, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		return nil, errors.Join(fmt.Errorf("%w (%s)", ErrLocked, path), file.Close())
	case err != nil:
		return nil, errors.Join(fmt.Errorf("locking %s: %w", path, err), file.Close())
	}
	return fileGrip{file}, nil
}

// fileGrip is a lock that the kernel keeps: it is never lost.
type fileGrip struct{ file *os.File }

func (fileGrip) held(context.Context) error   { return nil }
func (g fileGrip) free(context.Context) error { return g.file.Close() }
