package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// applicationID marks a SQLite file as a store of this program (PRAGMA application_id): "gouj" in ASCII. The first
// migration writes it.
const applicationID = 0x676f756a

// prepare brings the schema up to date.
func prepare(ctx context.Context, db *sql.DB) error {
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, dir)
	if err != nil {
		return err
	}
	return migrate(ctx, provider)
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

// migrate applies the migrations that are missing. Two processes may meet on a new file; the one that comes second
// to a step fails, and finds it done when it looks again, so there are as many tries as there are steps, and one for
// the table of versions.
func migrate(ctx context.Context, provider *goose.Provider) error {
	sources := provider.ListSources()
	newest := sources[len(sources)-1].Version
	var failed error
	for range len(sources) + 2 {
		current, err := provider.GetDBVersion(ctx)
		switch {
		case err != nil:
			failed = err
			continue
		case current == newest:
			return nil
		case current > newest:
			return fmt.Errorf("%w: its schema has version %d, this program knows %d; use a newer gouji",
				ErrForeign, current, newest)
		}
		if _, failed = provider.Up(ctx); failed == nil {
			return nil
		}
	}
	return fmt.Errorf("bringing the schema up to date: %w", failed)
}
