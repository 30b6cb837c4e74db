package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// prepare brings the schema up to date with the migrations of a folder.
func prepare(ctx context.Context, db *sql.DB, dialect goose.Dialect, folder string) error {
	dir, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(dialect, db, dir)
	if err != nil {
		return err
	}
	return migrate(ctx, provider)
}

const (
	// triesAStep is how often a step is tried that another process may be at, stepPause how long each is waited for.
	triesAStep = 5
	stepPause  = 20 * time.Millisecond
)

// migrate applies the migrations that are missing. Several processes may meet on a new store; one that comes second
// to a step fails, and finds it done when it looks again.
func migrate(ctx context.Context, provider *goose.Provider) error {
	sources := provider.ListSources()
	newest := sources[len(sources)-1].Version
	var failed error
	for range triesAStep * (len(sources) + 1) { // one for the table of versions
		current, err := provider.GetDBVersion(ctx)
		switch {
		case err != nil:
			failed = err
		case current == newest:
			return nil
		case current > newest:
			return fmt.Errorf("%w: its schema has version %d, this program knows %d; use a newer gouji",
				ErrForeign, current, newest)
		default:
			if _, failed = provider.Up(ctx); failed == nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(stepPause):
		}
	}
	return fmt.Errorf("bringing the schema up to date: %w", failed)
}
