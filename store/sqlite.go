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
	"syscall"

	sqlite "github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"gouji/extract/page"
)

// busyTimeout is how long a writer waits for another process's transaction, in milliseconds. Transactions hold one
// document, well under a second; a minute covers a slow disk and several processes in line.
const busyTimeout = "60000"

// applicationID marks a SQLite file as a store of this program (PRAGMA application_id): "gouj" in ASCII. The first
// migration writes it.
const applicationID = 0x676f756a

// sqliteEngine is a store in one file.
type sqliteEngine struct{ path string }

func openSQLite(ctx context.Context, path string, mode Mode) (*Store, error) {
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
	write.SetMaxOpenConns(1) // SQLite has one writer; those who read never wait for it
	if err := prepare(ctx, write, goose.DialectSQLite3, "sqlite"); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read, err := sql.Open("sqlite3", dsn(path, url.Values{"mode": {"rw"}, "_query_only": {"1"}}))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	return &Store{write: write, read: reader{read}, name: path, engine: sqliteEngine{path}}, nil
}

// sqlitePath is the absolute path of the file that a store's URL names after its scheme.
func sqlitePath(path string) (string, error) {
	// sqlite:///abs and sqlite:abs both name a file; sqlite://host makes no sense.
	path, err := filepath.Abs(strings.TrimPrefix(path, "//"))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrURL, err)
	}
	return path, nil
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

// checkOwner looks whether a file that has tables already has ours. It only reads: a file that is not ours stays as
// it is, to the byte.
func checkOwner(ctx context.Context, path string) (err error) {
	u := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"mode": {"ro"}, "_busy_timeout": {busyTimeout}}.Encode()}
	db, err := sql.Open("sqlite3", u.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var tables, id int64
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name <> 'goose_db_version' "+
		"AND name NOT LIKE 'sqlite!_%' ESCAPE '!'").Scan(&tables); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if tables > 0 && id != applicationID {
		return fmt.Errorf("%w: the database holds another program's tables", ErrForeign)
	}
	return nil
}

func (sqliteEngine) expression(column string) string {
	switch column {
	case BoxColumn:
		return "json_array(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))"
	case PlaceColumn:
		return "CASE WHEN table_id <> '' THEN json_array(cell_row, cell_col) END"
	}
	return column
}

func (sqliteEngine) commit(_ context.Context, tx *sql.Tx) error { return tx.Commit() }

func (sqliteEngine) tidy(context.Context, *sql.Tx) error { return nil }

// lock is kept by the kernel, on a file beside the store.
func (e sqliteEngine) lock(_ context.Context, _ *Store, name string) (grip, error) {
	return lockFile(e.path + "." + name + ".lock")
}

func (e sqliteEngine) faults(ctx context.Context, s *Store) ([]Fault, error) {
	var faults []Fault
	err := s.texts(ctx, "PRAGMA integrity_check", func(text string) {
		if text != "ok" {
			faults = append(faults, Fault{e.path, page.Message{ZH: "数据库文件损坏：" + text, EN: "the database file is damaged: " + text}})
		}
	})
	if err != nil {
		return nil, err
	}
	err = s.texts(ctx, `SELECT "table" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check`,
		func(text string) { faults = append(faults, orphan(text)) })
	return faults, err
}

// backup writes a copy, as the store is at one moment, into a new file, while others go on reading and writing.
func (sqliteEngine) backup(ctx context.Context, s *Store, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: %w", path, os.ErrExist)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".gouji-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "part")
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO $1", part); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	// A link fails where a file has come into being meanwhile; a rename would replace it.
	return os.Link(part, path)
}

// syncFile waits until a file is on the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// sqliteKind is the package's own error for one of SQLite, nil where there is none.
func sqliteKind(e sqlite.Error) error {
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
