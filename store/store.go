// Package store keeps what was read of documents, what the rules made of it, and how far each document has come.
// It holds no rule and decides nothing: what to read again and what to check together is the caller's.
//
// A store is one SQLite file, or a PostgreSQL database for many machines. Everything about one document is replaced in
// one transaction, so a crash, a full disk or a second process leaves each document either as it was or as it is now.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	sqlite "github.com/mattn/go-sqlite3"
)

var (
	// ErrURL says that a store's URL is not understood or not supported.
	ErrURL = errors.New("store URL")
	// ErrMissing says that there is no store at the URL.
	ErrMissing = errors.New("there is no store")
	// ErrForeign says that the file or database is no store of this program, or one of a later version.
	ErrForeign = errors.New("not a store of this program")
	// ErrFull says that the disk is full. What was committed before is kept.
	ErrFull = errors.New("the disk is full")
	// ErrDenied says that the store's file, folder or database cannot be written.
	ErrDenied = errors.New("the store cannot be written")
	// ErrBusy says that another process held the store for too long.
	ErrBusy = errors.New("another process holds the store")
	// ErrAway says that the database server cannot be reached, for longer than a restart takes.
	ErrAway = errors.New("the database server cannot be reached")
	// ErrLocked says that another process has the lock.
	ErrLocked = errors.New("another process has the lock")
	// ErrElsewhere says that the store cannot do this itself, and who can.
	ErrElsewhere = errors.New("not done by this program")
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
	write  *sql.DB
	read   reader
	name   string
	engine engine
}

// Open opens the store at a URL, sqlite:PATH or postgres://USER@HOST/DATABASE, and brings its schema up to date.
func Open(ctx context.Context, rawURL string, mode Mode) (*Store, error) {
	scheme, rest, found := strings.Cut(rawURL, ":")
	switch {
	case found && (scheme == "postgres" || scheme == "postgresql"):
		return openPostgres(ctx, rawURL, mode)
	case !found || scheme != "sqlite" || rest == "":
		return nil, fmt.Errorf("%w: %q is not of the form sqlite:PATH or postgres://USER@HOST/DATABASE", ErrURL, rawURL)
	}
	path, err := sqlitePath(rest)
	if err != nil {
		return nil, err
	}
	s, err := openSQLite(ctx, path, mode)
	if err != nil {
		return nil, fmt.Errorf("opening store %s: %w", path, explain(err))
	}
	return s, nil
}

// Path is the file the store is in; empty where it is in a database server.
func (s *Store) Path() string {
	if e, ok := s.engine.(sqliteEngine); ok {
		return e.path
	}
	return ""
}

// Close closes the store.
func (s *Store) Close() error {
	// The writer last: the last connection to close folds the log into the file.
	return explain(errors.Join(s.read.Close(), s.write.Close()))
}

// explain puts the package's own error before one of the database that a person can do something about.
func explain(err error) error {
	kind := postgresKind(err)
	var e sqlite.Error
	if errors.As(err, &e) {
		kind = sqliteKind(e)
	}
	if kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%w: %w", kind, err)
	}
	return err
}
