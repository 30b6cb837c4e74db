package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"
)

// engine is what the two databases do differently. Everything else, the statements above all, is the same for both.
type engine interface {
	// expression is the SQL for one of the two columns that every view with a box or a place has beside its own.
	expression(column string) string
	// commit ends a transaction. A lost connection is an error only where the transaction was not kept.
	commit(ctx context.Context, tx *sql.Tx) error
	// tidy drops what ended transactions have left.
	tidy(ctx context.Context, tx *sql.Tx) error
	// matches is a query for the places that hold all phrases, in the titles or in the pages: document, page, place,
	// those read last first.
	matches(phrases []phrase, titles bool) (query string, args []any)
	// index makes the texts of a page searchable; page 0 is the title and publisher.
	index(w *writer, page int, texts []string) error
	// tendIndex makes an index anew that has grown past its use.
	tendIndex(ctx context.Context, tx *sql.Tx) error
	// faults are what is wrong with the database itself and with references between rows.
	faults(ctx context.Context, s *Store) ([]Fault, error)
	backup(ctx context.Context, s *Store, path string) error
	lock(ctx context.Context, s *Store, name string) (grip, error)
}

// The columns that views have beside their own.
const (
	// BoxColumn is the box of a row as JSON, [x0, y0, x1, y1] in points with two decimals.
	BoxColumn = "bbox"
	// PlaceColumn is the place in a table as JSON, [row, col] from 0; nil in running text.
	PlaceColumn = "cell"
)

// tries is how often a statement or transaction is begun that meets a lost connection or another transaction: each
// pooled connection may be found dead once.
const tries = 10

// again does something until it no longer fails for a reason that passes. What it does is undone where it fails.
func again(do func() error) error {
	var err error
	for range tries {
		if err = do(); err == nil || !passing(err) {
			break
		}
	}
	return explain(err)
}

// passing says whether the same again may succeed at once: the connection was lost, or transactions got into each
// other's way.
func passing(err error) bool { return lost(err) || entangled(err) || errors.Is(err, driver.ErrBadConn) }

// reader asks the database. What is asked when a connection is lost is asked again.
type reader struct{ *sql.DB }

// QueryContext asks for rows.
func (r reader) QueryContext(ctx context.Context, query string, args ...any) (rows *sql.Rows, err error) {
	err = again(func() (err error) {
		rows, err = r.DB.QueryContext(ctx, query, args...) //nolint:sqlclosecheck,rowserrcheck // the caller's
		return err
	})
	return rows, err
}

// QueryRowContext asks for one row when it is scanned.
func (r reader) QueryRowContext(ctx context.Context, query string, args ...any) scanner {
	return rowLater(func(targets ...any) error {
		return again(func() error { return r.DB.QueryRowContext(ctx, query, args...).Scan(targets...) })
	})
}

// rowLater is a row that is asked for when it is scanned.
type rowLater func(targets ...any) error

// Scan asks and scans.
func (r rowLater) Scan(targets ...any) error { return r(targets...) }

// update runs fn in one transaction, and runs it again where the connection is lost before the transaction is kept: fn
// sets whatever it hands out anew each time.
func (s *Store) update(ctx context.Context, fn func(*sql.Tx) error) error {
	return again(func() error { return s.transaction(ctx, fn) })
}

func (s *Store) transaction(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return s.engine.commit(ctx, tx)
}

// ignoreDone drops the error of ending a transaction or connection that a failed statement or a lost connection has ended.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, driver.ErrBadConn) {
		return nil
	}
	return err
}

// numbered writes the question marks of a condition as numbers that follow those used before.
func numbered(condition string, used int) string {
	var b strings.Builder
	for _, r := range condition {
		if r != '?' {
			b.WriteRune(r)
			continue
		}
		used++
		fmt.Fprintf(&b, "$%d", used)
	}
	return b.String()
}

// Patiently does something with the server of a store, and does it again where the connection is lost, as long as the
// store itself waits for a server that is away. What is done twice must come to the same.
func Patiently(ctx context.Context, do func() error) error {
	return wait(ctx, passing, func() error { return again(do) })
}

// wait does something until it no longer fails for a reason that passes, no longer than patience.
func wait(ctx context.Context, passes func(error) bool, do func() error) error {
	deadline := time.Now().Add(patience)
	for {
		err := do()
		if err == nil || !passes(err) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}
