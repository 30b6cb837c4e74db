// Package store keeps what was read of documents, what the rules made of it, and how far each document has come.
// It holds no rule and decides nothing: what to read again and what to check together is the caller's.
//
// A store is one SQLite file. Everything about one document is replaced in one transaction, so a crash, a full
// disk or a second process leaves each document either as it was or as it is now.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// busyTimeout is how long a writer waits for another process's transaction, in milliseconds. Transactions hold one
// document, well under a second; a minute covers a slow disk and several processes in line.
const busyTimeout = "60000"

var (
	// ErrURL says that a store's URL is not understood or not supported.
	ErrURL = errors.New("store URL")
	// ErrMissing says that there is no store at the URL.
	ErrMissing = errors.New("there is no store")
	// ErrForeign says that the file is no store of this program, or one of a later version.
	ErrForeign = errors.New("not a store of this program")
	// ErrFull says that the disk is full. What was committed before is kept.
	ErrFull = errors.New("the disk is full")
	// ErrDenied says that the store's file or folder cannot be written.
	ErrDenied = errors.New("the store cannot be written")
	// ErrBusy says that another process held the store for too long.
	ErrBusy = errors.New("another process holds the store")
	// ErrFormat says that a saved set was written by a version that keeps it in another form: its document has to
	// be read again.
	ErrFormat = errors.New("saved by another version")
)

// Mode says what Open does where there is no store.
type Mode int

const (
	// Existing opens a store that is there; ErrMissing where it is not.
	Existing Mode = iota
	// Create makes the store where there is none.
	Create
)

// Store is an open store. Its methods may be called from several goroutines.
type Store struct {
	// write has one connection: SQLite has one writer. read never waits for it.
	write, read *sql.DB
	path        string
}

// Open opens the store at a URL, sqlite:PATH, and brings its schema up to date.
func Open(ctx context.Context, rawURL string, mode Mode) (*Store, error) {
	path, err := parseURL(rawURL)
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, path, mode)
	if err != nil {
		return nil, fmt.Errorf("opening store %s: %w", path, explain(err))
	}
	return s, nil
}

func open(ctx context.Context, path string, mode Mode) (*Store, error) {
	_, err := os.Stat(path)
	switch {
	case err == nil:
		if err := checkOwner(ctx, path); err != nil {
			return nil, err
		}
	case mode == Existing && errors.Is(err, os.ErrNotExist):
		return nil, ErrMissing
	}
	write, err := sql.Open("sqlite3", dsn(path, url.Values{"mode": {"rwc"}, "_txlock": {"immediate"}}))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := prepare(ctx, write); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read, err := sql.Open("sqlite3", dsn(path, url.Values{"mode": {"rw"}, "_query_only": {"1"}}))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	return &Store{write: write, read: read, path: path}, nil
}

// parseURL is the absolute path of the file a store's URL names.
func parseURL(rawURL string) (string, error) {
	scheme, path, found := strings.Cut(rawURL, ":")
	switch {
	case found && (scheme == "postgres" || scheme == "postgresql"):
		return "", fmt.Errorf("%w: PostgreSQL is not in this version; use sqlite:PATH", ErrURL)
	case !found || scheme != "sqlite" || path == "":
		return "", fmt.Errorf("%w: %q is not of the form sqlite:PATH", ErrURL, rawURL)
	}
	// sqlite:///abs and sqlite:abs both name a file; sqlite://host makes no sense.
	path = strings.TrimPrefix(path, "//")
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrURL, err)
	}
	return abs, nil
}

// dsn is the driver's name for the file, with what every connection has: write-ahead log, foreign keys, patience,
// and a full sync at commit, so that a power cut loses no committed document.
func dsn(path string, extra url.Values) string {
	extra.Set("_journal_mode", "WAL")
	extra.Set("_foreign_keys", "on")
	extra.Set("_busy_timeout", busyTimeout)
	extra.Set("_synchronous", "FULL")
	extra.Set("_stmt_cache_size", "64")
	u := url.URL{Scheme: "file", Path: path, RawQuery: extra.Encode()}
	return u.String()
}

// Path is the file the store is in.
func (s *Store) Path() string { return s.path }

// Close closes the store.
func (s *Store) Close() error {
	// The writer last: the last connection to close folds the log into the file.
	return explain(errors.Join(s.read.Close(), s.write.Close()))
}

// update runs fn in one transaction that holds the write lock from its beginning.
func (s *Store) update(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	if err := fn(tx); err != nil {
		return explain(errors.Join(err, ignoreDone(tx.Rollback())))
	}
	return explain(tx.Commit())
}

// ignoreDone drops the error of rolling back a transaction that a failed statement has ended already.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
