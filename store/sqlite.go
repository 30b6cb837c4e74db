package store

import (
	"errors"
	"fmt"
	"syscall"

	sqlite "github.com/mattn/go-sqlite3"
)

// explain puts the package's own error before one of SQLite that a person can do something about.
func explain(err error) error {
	var e sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	if kind := errorKind(e); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%w: %w", kind, err)
	}
	return err
}

func errorKind(e sqlite.Error) error {
	switch {
	case e.Code == sqlite.ErrFull, e.SystemErrno == syscall.ENOSPC, e.SystemErrno == syscall.EDQUOT,
		e.ExtendedCode == sqlite.ErrIoErrSHMSize:
		return ErrFull
	case e.Code == sqlite.ErrReadonly, e.Code == sqlite.ErrPerm, e.Code == sqlite.ErrCantOpen,
		e.SystemErrno == syscall.EISDIR, e.SystemErrno == syscall.EROFS, e.SystemErrno == syscall.EACCES:
		return ErrDenied
	case e.Code == sqlite.ErrNotADB:
		return ErrForeign
	case e.Code == sqlite.ErrBusy, e.Code == sqlite.ErrLocked:
		return ErrBusy
	}
	return nil
}
